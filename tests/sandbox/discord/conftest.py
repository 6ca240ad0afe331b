"""Fixtures of the tests of the stand-in for Discord."""

import pytest

from sandbox.discord import FakeDiscord


@pytest.fixture
def without_openapi(discord_sandbox: FakeDiscord) -> None:
    """Turn off the validation against Discord's OpenAPI file, so that only the stand-in's own rules apply."""
    discord_sandbox.rest_pipeline.body_validator = None
