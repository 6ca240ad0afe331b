"""Podman, and a stage on which the bot runs in a container."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.support.containers import Podman, open_podman
from tests.support.process_stage import ProcessStage, open_stage


@pytest.fixture
async def podman() -> AsyncIterator[Podman]:
    """Podman with the image, one volume and one container for this test."""
    async with open_podman() as podman:
        yield podman


@pytest.fixture
async def stage(podman: Podman, tmp_path: Path) -> AsyncIterator[ProcessStage]:
    """The sandbox; its bot runs in the container, and keeps its database in the volume."""
    async with open_stage(tmp_path, f"sqlite:///{podman.data / 'easel.db'}") as stage:
        yield stage
