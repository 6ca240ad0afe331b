"""``compose.yaml`` starts the image as it is written, except on the network of this machine, where the sandbox is."""

import asyncio
import shutil
import sys
from pathlib import Path

import pytest

from sandbox.app import Sandbox
from tests.support.containers import Finished, Podman, free_port
from tests.support.forkserver import PROJECT_ROOT
from tests.support.process_stage import FAST_SETTINGS, ProcessStage, wait_until

OVERRIDE = "services: {easel: {network_mode: host, ulimits: {nofile: 1024, nproc: 1024}}}\n"


class Compose:
    """Podman Compose in a folder that holds ``compose.yaml`` and ``easel.env``."""

    def __init__(self, podman: Podman, folder: Path, sandbox: Sandbox) -> None:
        self._folder = folder
        options = (podman.store / "options").read_text().strip()
        self._command = (
            *(sys.executable, "-m", "podman_compose", "--project-name", podman.name),
            f"--podman-args={options} --cgroup-manager cgroupfs --runtime runc",
            "--podman-run-args=--pull=never --health-interval=disable",
            *("-f", "compose.yaml", "-f", "override.yaml"),
        )
        shutil.copy(PROJECT_ROOT / "compose.yaml", folder)
        (folder / "override.yaml").write_text(OVERRIDE)
        settings = sandbox.bot_environment() | FAST_SETTINGS | {"EASEL_HTTP__LISTEN": f"127.0.0.1:{free_port()}"}
        (folder / "easel.env").write_text("".join(f"{name}={text}\n" for name, text in settings.items()))

    async def call(self, *arguments: str) -> Finished:
        """Run a command of Podman Compose; its output includes errors."""
        process = await asyncio.create_subprocess_exec(
            *self._command,
            *arguments,
            cwd=self._folder,
            env={"EASEL_IMAGE": "localhost/easel:1", "PATH": "/usr/sbin:/usr/bin:/sbin:/bin"},
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
        )
        output, _ = await process.communicate()
        assert process.returncode is not None
        return Finished(process.returncode, output.decode())


@pytest.fixture
def compose(podman: Podman, stage: ProcessStage, tmp_path: Path) -> Compose:
    """A folder of an operator."""
    return Compose(podman, tmp_path, stage.sandbox)


async def test_compose_starts_the_bot_and_stops_it_after_a_drain(compose: Compose, stage: ProcessStage) -> None:
    try:
        checked = await compose.call("run", "--rm", "-T", "easel", "python", "-m", "bot", "check")
        assert checked.code == 0, checked.output
        started = await compose.call("up", "--detach", "easel")
        assert started.code == 0, started.output
        await wait_until("the bot connects", lambda: stage.connected_bots == 1, seconds=60)
        asked = stage.imagine("a fox")
        await stage.wait_for_response(asked)
        await wait_until("the picture arrives", lambda: stage.attachments_of(asked))
        stopped = await compose.call("stop", "easel")
        assert stopped.code == 0, stopped.output
        logs = await compose.call("logs", "easel")
        assert '"event": "stopped"' in logs.output
    finally:
        await compose.call("down", "--volumes", "--timeout", "0")
