"""The demo: the sandbox and the real bot as a child process, until Ctrl-C."""

import asyncio
import contextlib
import json
import os
import sys
import tempfile
from asyncio.subprocess import DEVNULL, Process
from pathlib import Path
from typing import Final

from sandbox.app import Sandbox, serve
from sandbox.bill import Books
from sandbox.demo_server import prepare_server
from sandbox.discord import FakeDiscord

DRAIN_SECONDS: Final = 15.0
"""Seconds for which the bot may finish its work before it is killed."""
_DOLLARS_PER_DAY: Final = 5.0
"""The budget of the whole bot: far from what a visitor spends, near enough that the page's bar moves."""
_STYLES: Final = {
    "noir": "black and white film noir, hard shadows",
    "sticker": "a die-cut sticker of {prompt}, thick white border",
    "watercolour": "loose watercolour on rough paper",
}
_TIERS: Final = {
    "newcomer": {"images_per_user_per_day": 5, "jobs_per_user": 1, "cooldown_seconds": 10},
    "supporter": {"images_per_user_per_day": 100, "jobs_per_user": 5, "cooldown_seconds": 0},
    "ten-more": {"images_per_user_per_day": 30, "jobs_per_user": 2, "cooldown_seconds": 2},
}
_SOLD_TIERS: Final = {"supporter": ("Supporter", "Founder"), "ten-more": ("Ten pictures",)}
"""What the shop sells, by the tier that it brings."""
_SETTINGS: Final = {
    "EASEL_HTTP__LISTEN": "",
    "EASEL_LIMITS__COOLDOWN_SECONDS": "2",
    "EASEL_LIMITS__DOLLARS_PER_DAY": str(_DOLLARS_PER_DAY),
    "EASEL_LIMITS__TIERS": json.dumps(_TIERS),
    "EASEL_LOG__FORMAT": "text",
    "EASEL_STYLES": json.dumps(_STYLES),
}


async def run_demo(port: int, stop: asyncio.Event) -> int:
    """Run sandbox and bot until ``stop`` is set; exit code 1 if the bot ends first. OSError if the port is taken."""
    with tempfile.TemporaryDirectory(prefix="easel-demo-") as folder:
        return await _run_both(port, Path(folder), stop)


async def _run_both(port: int, folder: Path, stop: asyncio.Event) -> int:
    async with serve(port) as sandbox:
        bot = await _start_bot(sandbox, folder)
        try:
            return await _wait_for_end(bot, sandbox, stop)
        finally:
            await _stop_bot(bot)


async def _start_bot(sandbox: Sandbox, folder: Path) -> Process:
    """Start the bot in its own session, so that Ctrl-C does not reach it directly and it gets a single SIGTERM."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("EASEL_")}
    environment = {**inherited, **sandbox.bot_environment(), **_SETTINGS}
    environment |= _shop_settings(sandbox.discord)
    environment["EASEL_DATABASE__URL"] = f"sqlite:///{folder}/demo.db"
    assert sandbox.bill is not None
    sandbox.bill.books = Books(folder / "demo.db", _DOLLARS_PER_DAY)
    # The demo ignores an operator's config.toml.
    command = (sys.executable, "-m", "bot", "run", "--config", os.devnull)
    return await asyncio.create_subprocess_exec(*command, env=environment, stdin=DEVNULL, start_new_session=True)


def _shop_settings(discord: FakeDiscord) -> dict[str, str]:
    """What the operator decided: their own server, and what purchases bring."""
    assert discord.office is not None
    sold = {tier: [int(discord.shop.sku(name).id) for name in names] for tier, names in _SOLD_TIERS.items()}
    tiers = {tier: {**limits, "skus": sold.get(tier, [])} for tier, limits in _TIERS.items()}
    studio = int(discord.shop.sku("Studio plan").id)
    plans = {"studio": {"images_per_user_per_day": 50, "dollars_per_day": 5, "skus": [studio]}}
    return {
        "EASEL_DISCORD__OPERATOR_GUILD": discord.office.id,
        "EASEL_LIMITS__TIERS": json.dumps(tiers),
        "EASEL_PLANS": json.dumps(plans),
    }


async def _wait_for_end(bot: Process, sandbox: Sandbox, stop: asyncio.Event) -> int:
    ended, stopped = asyncio.create_task(bot.wait()), asyncio.create_task(stop.wait())
    connected = asyncio.create_task(sandbox.discord.gateway.bot_connected.wait())
    tasks = {ended, stopped, connected}
    try:
        await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        if connected.done() and not stopped.done():
            await prepare_server(sandbox.discord)
            print(f"\nEasel is at {sandbox.url} – open it in a browser; Ctrl-C ends it.\n", flush=True)
            await asyncio.wait({ended, stopped}, return_when=asyncio.FIRST_COMPLETED)
        if stopped.done():
            return 0
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
    print(f"The bot has ended by itself with code {bot.returncode}; what it wrote above says why.", file=sys.stderr)
    return 1


async def _stop_bot(bot: Process) -> None:
    """Send SIGTERM, and SIGKILL after ``DRAIN_SECONDS``."""
    if bot.returncode is not None:
        return
    with contextlib.suppress(ProcessLookupError):
        bot.terminate()
    try:
        async with asyncio.timeout(DRAIN_SECONDS):
            await bot.wait()
    except TimeoutError:
        bot.kill()
        await bot.wait()
