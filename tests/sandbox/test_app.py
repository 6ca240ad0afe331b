"""The sandbox as a program: alone, with a bot, on a taken port, and its cleanup."""

import asyncio
import json
import os
import signal
import socket
import sys
import urllib.request
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp
import psutil  # type: ignore[import-untyped]  # it ships no types
import pytest

from sandbox.app import serve, serve_in_thread
from sandbox.demo import DRAIN_SECONDS

PATIENCE = 30.0
ROOT = Path(__file__).resolve().parents[2]


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@asynccontextmanager
async def started(*arguments: str, folder: Path, **environment: str) -> AsyncIterator[Process]:
    """Run ``python -m sandbox`` in an empty folder; stopped at the end."""
    variables = {**os.environ, "PYTHONPATH": str(ROOT), **environment}
    command = (sys.executable, "-m", "sandbox", *arguments)
    process = await asyncio.create_subprocess_exec(*command, stdout=PIPE, stderr=PIPE, env=variables, cwd=folder)
    try:
        async with asyncio.timeout(PATIENCE):
            yield process
    finally:
        if process.returncode is None:
            process.terminate()  # a killed one would leave its bot behind
        await process.communicate()


async def line_with(process: Process, words: str) -> str:
    """The first line of output that contains these words."""
    assert process.stdout is not None
    while line := (await process.stdout.readline()).decode():
        if words in line:
            return line
    raise AssertionError(f"it ended without saying {words!r}")


@pytest.mark.parametrize("name", [signal.SIGINT, signal.SIGTERM])
async def test_the_sandbox_serves_the_page_until_a_signal(tmp_path: Path, name: signal.Signals) -> None:
    port = free_port()
    async with started("--port", str(port), folder=tmp_path) as process:
        assert f"http://127.0.0.1:{port}" in await line_with(process, "The sandbox is at")
        assert "sandbox" in await line_with(process, "EASEL_DISCORD__TOKEN")
        async with aiohttp.ClientSession(f"http://127.0.0.1:{port}") as http:
            for path in ("/", "/page/page.js", "/page/page.css"):
                async with http.get(path) as response:
                    assert response.status == 200
            async with http.ws_connect("/sandbox/live") as live:  # an open page holds nothing up
                await live.receive_json(timeout=5)
                process.send_signal(name)
                assert await process.wait() == 0


async def test_a_taken_port_is_reported_in_one_sentence(tmp_path: Path) -> None:
    async with serve() as sandbox:
        port = sandbox.url.rpartition(":")[2]
        async with started("--port", port, folder=tmp_path) as process:
            _, errors = await process.communicate()
    assert process.returncode == 1
    assert errors.decode().splitlines() == [
        f"Port {port} is taken; another one is chosen with --port N (make demo PORT=N)."
    ]


@pytest.mark.parametrize("name", [signal.SIGINT, signal.SIGTERM])
async def test_the_demo_starts_the_bot_and_cleans_up(tmp_path: Path, name: signal.Signals) -> None:
    port = free_port()
    async with started("--demo", "--port", str(port), folder=tmp_path) as process:
        assert f"http://127.0.0.1:{port}" in await line_with(process, "open it in a browser")
        children = psutil.Process(process.pid).children(recursive=True)
        async with aiohttp.ClientSession(f"http://127.0.0.1:{port}") as http, http.get("/sandbox/state") as response:
            state = await response.json()
        process.send_signal(name)
        async with asyncio.timeout(DRAIN_SECONDS / 2):  # it is asked to stop, not killed in the end
            assert await process.wait() == 0
    assert "imagine" in [command["name"] for command in state["commands"]]
    assert "Approval" in next(one["topic"] for one in state["channels"] if one["name"] == "gallery")
    assert children
    assert not [child for child in children if child.is_running() and child.status() != psutil.STATUS_ZOMBIE]


async def test_the_demo_ends_when_its_bot_ends(tmp_path: Path) -> None:
    async with started("--demo", "--port", str(free_port()), folder=tmp_path) as process:
        await line_with(process, "open it in a browser")
        for child in psutil.Process(process.pid).children(recursive=True):
            child.kill()
        _, errors = await process.communicate()
    assert process.returncode == 1
    assert "The bot has ended by itself" in errors.decode()


async def test_bot_environment_points_to_the_sandbox() -> None:
    async with serve() as sandbox:
        environment = sandbox.bot_environment()
        port = int(sandbox.url.rpartition(":")[2])
    assert environment["EASEL_DISCORD__API_URL"] == f"http://127.0.0.1:{port}/api/v10"
    assert environment["EASEL_DISCORD__GATEWAY_URL"] == f"ws://127.0.0.1:{port}/gateway"
    assert environment["EASEL_RUNWARE__URL"] == f"http://127.0.0.1:{port}/v1"
    assert json.loads(environment["EASEL_RUNWARE__MEDIA_HOSTS"]) == ["127.0.0.1"]


def test_the_sandbox_can_be_served_from_a_thread() -> None:
    with serve_in_thread() as sandbox, urllib.request.urlopen(f"{sandbox.url}/sandbox/state") as response:
        assert json.load(response)["guild"]["name"] == "Sketch Club"


def test_a_taken_port_raises_in_a_thread_too() -> None:
    with serve_in_thread() as sandbox:
        second = serve_in_thread(int(sandbox.url.rpartition(":")[2]))
        with pytest.raises(OSError, match="in use"), second:
            pass
