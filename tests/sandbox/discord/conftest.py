"""Rules of the stand-in of Discord."""

import pytest

from sandbox.discord import FakeDiscord


@pytest.fixture
def without_openapi(discord_sandbox: FakeDiscord) -> None:
    """Only the stand-in's own rules count: Discord's file may be missing elsewhere."""
    discord_sandbox.rest_pipeline.body_validator = None
