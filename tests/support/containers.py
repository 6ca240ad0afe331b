"""The image that ``.ci/image`` built, started with Podman as restricted as ``compose.yaml`` starts it."""

import asyncio
import os
import socket
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, NamedTuple
from uuid import uuid4

import pytest

_RESTRICTIONS: Final = (
    *("--read-only", "--tmpfs", "/tmp:size=64m", "--cap-drop", "all", "--security-opt", "no-new-privileges"),
    *("--pull", "never", "--network", "host", "--pids-limit", "256", "--memory", "1g"),
    # Where tests run, root may have no right to raise limits.
    *("--ulimit", "nofile=1024:1024", "--ulimit", "nproc=1024:1024"),
)


def free_port() -> int:
    """A port of 127.0.0.1 that nothing listens at."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port: int = listening.getsockname()[1]
        return port


class Finished(NamedTuple):
    """A command that has ended."""

    code: int
    output: str


@dataclass
class Podman:
    """Podman on the container store of ``.ci/image``; volumes and containers of a test have names of their own."""

    store: Path
    name: str = field(default_factory=lambda: f"easel-{uuid4().hex}")

    @property
    def data(self) -> Path:
        """The folder of the volume on this machine."""
        return self.store / "images" / "volumes" / self.name / "_data"

    def owner_of_database(self) -> int:
        """The user id that owns the database file."""
        return (self.data / "easel.db").stat().st_uid

    async def call(self, *arguments: str) -> Finished:
        """Run a command of Podman; its output includes errors."""
        options = (self.store / "options").read_text().split()
        process = await asyncio.create_subprocess_exec(
            *("podman", *options, "--cgroup-manager", "cgroupfs", "--runtime", "runc", *arguments),
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
        )
        output, _ = await process.communicate()
        assert process.returncode is not None
        return Finished(process.returncode, output.decode())

    async def run(self, *command: str, version: int = 1, environment: Mapping[str, str] | None = None) -> Finished:
        """Run one command in a new container with the volume, and wait until it ends."""
        return await self.call(
            "run", "--rm", "--no-healthcheck", *self._arguments(version, environment or {}), *command
        )

    async def start(self, environment: Mapping[str, str], *, version: int = 1) -> None:
        """Start the bot in a container, in the background."""
        # No systemd need be there to call the health check; a test calls it.
        options = ("--detach", "--name", self.name, "--health-interval", "disable")
        started = await self.call("run", *options, *self._arguments(version, environment))
        assert started.code == 0, started.output

    async def execute(self, *command: str) -> Finished:
        """Run a command beside the bot, in its container."""
        return await self.call("exec", self.name, *command)

    async def stop(self) -> int:
        """Stop the container as ``docker compose stop`` does, delete it, and return the bot's exit code."""
        await self.call("stop", "--time", "15", self.name)
        code = await self.call("wait", self.name)
        await self.call("rm", self.name)
        return int(code.output)

    async def remove_everything(self) -> None:
        """Kill and delete the container and the volume."""
        await self.call("rm", "--force", "--time", "0", self.name)
        await self.call("volume", "rm", "--force", self.name)

    def _arguments(self, version: int, environment: Mapping[str, str]) -> tuple[str, ...]:
        settings = tuple(part for name, text in environment.items() for part in ("--env", f"{name}={text}"))
        return (*_RESTRICTIONS, "--volume", f"{self.name}:/data", *settings, f"localhost/easel:{version}")


def _read_fault(store: Path) -> str:
    return (store / "fault").read_text().strip() if (store / "fault").exists() else ""


@asynccontextmanager
async def open_podman() -> AsyncIterator[Podman]:
    """Podman with an image, or the reason why the test is skipped."""
    store = os.environ.get("TEST_IMAGE_STORE")
    if store is None:
        pytest.skip("no TEST_IMAGE_STORE: .ci/image FOLDER builds an image there")
    if fault := _read_fault(Path(store)):
        pytest.skip(f"containers cannot be started here: {fault}")
    podman = Podman(Path(store))
    try:
        yield podman
    finally:
        await podman.remove_everything()
