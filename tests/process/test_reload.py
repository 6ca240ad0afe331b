"""SIGHUP: the running bot reads its configuration again, and a faulty one changes nothing."""

import asyncio
import json
import os
import pty
import signal
import sys
from pathlib import Path
from typing import Any

import pytest

from sandbox.discord.state.interactions import Interaction
from tests.support.bot_process import BotProcess
from tests.support.metrics_page import free_port, read_metrics
from tests.support.process_stage import FAST_SETTINGS, ProcessStage, wait_until

BASE = """
[limits]
images_per_user_per_day = -1
jobs_per_user = -1
cooldown_seconds = 0
dollars_per_day = {dollars}

[styles]
{styles}

{more}
"""


@pytest.fixture(autouse=True)
def _limits_from_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    """The environment would win over the file."""
    for name in [name for name in FAST_SETTINGS if name.startswith("EASEL_LIMITS__")]:
        monkeypatch.delitem(FAST_SETTINGS, name)


def write(stage: ProcessStage, *, dollars: float = -1, styles: str = "", more: str = "") -> Path:
    path = stage.folder / "config.toml"
    path.write_text(BASE.format(dollars=dollars, styles=styles, more=more))
    path.chmod(0o600)
    return path


def events(bot: BotProcess, name: str) -> list[dict[str, Any]]:
    lines = [json.loads(line) for line in bot.output.splitlines() if line.startswith("{")]
    return [line for line in lines if line.get("event") == name]


async def reload(bot: BotProcess, event: str = "config_reloaded") -> list[dict[str, Any]]:
    """Send SIGHUP, wait for the event, and return its lines."""
    before = len(events(bot, event))
    bot.process.send_signal(signal.SIGHUP)
    await wait_until(f"{event} is logged", lambda: len(events(bot, event)) > before)
    return events(bot, event)


async def refusal(stage: ProcessStage, interaction: Interaction) -> str:
    await wait_until("it is answered", interaction.settled.is_set)
    return stage.private_reply(interaction)


async def test_new_limits_plans_and_styles_hold_at_the_next_request(stage: ProcessStage) -> None:
    write(stage)
    bot = await stage.start()
    await stage.wait_until_ended(stage.imagine("a fox"))
    assert "noir" in await refusal(stage, stage.imagine("a fox", style="noir"))

    write(stage, dollars=0.01, styles='noir = "black and white"')
    await reload(bot)
    assert "budget" in await refusal(stage, stage.imagine("an owl"))

    write(stage, styles='noir = "black and white"', more='[plans.default]\nmodels = ["standard"]')
    await reload(bot)
    await stage.wait_until_ended(stage.imagine("an owl", style="noir"))
    assert "black and white" in [task.raw["positivePrompt"] for task in stage.sandbox.runware.tasks.values()][-1]
    assert "standard" in (await refusal(stage, stage.imagine("a pike", model="pro"))).lower()

    write(stage)
    await reload(bot)
    await stage.wait_until_ended(stage.imagine("a pike", model="pro"))
    assert await bot.stop() == 0


async def test_faulty_file_changes_nothing_and_names_each_fault(stage: ProcessStage) -> None:
    port = free_port()
    write(stage)
    bot = await stage.start(HTTP__LISTEN=f"127.0.0.1:{port}")
    write(stage, dollars=0.01, more='[plans.default]\nmodels = ["nothing"]\nprize = 3\n[limmits]\nx = "geheim"')
    faults = await reload(bot, "config_faulty")
    await wait_until("both are logged", lambda: len(events(bot, "config_faulty")) == 2)
    assert {line["level"] for line in faults} == {"error"}
    assert "geheim" not in bot.output
    metrics = await read_metrics(port)
    assert metrics.value("easel_config_last_reload_successful") == 0
    await stage.wait_until_ended(stage.imagine("a fox"))

    write(stage, more="[plans.default\n")
    assert "not valid TOML" in (await reload(bot, "config_faulty"))[-1]["message"]
    (stage.folder / "config.toml").unlink()
    await reload(bot)  # as at the start: no file is no fault
    assert (await read_metrics(port)).value("easel_config_last_reload_successful") == 1


async def test_what_needs_a_restart_is_named_in_one_line_and_stays(stage: ProcessStage) -> None:
    write(stage)
    bot = await stage.start()
    write(stage, more='[runware]\nsafety = "none"\n[models.pro]\nprice = 0.09\n[archive]\nprefix = "x/"')
    await reload(bot)
    await wait_until("it is named", lambda: events(bot, "config_needs_restart"))
    (line,) = events(bot, "config_needs_restart")
    assert line["message"].endswith(": runware.safety, models.pro, archive.prefix")


async def test_log_level_and_format_change_too(stage: ProcessStage) -> None:
    write(stage)
    bot = await stage.start()
    write(stage, more='[log]\nformat = "text"\nlevel = "debug"')
    bot.process.send_signal(signal.SIGHUP)
    await wait_until("it logs text", lambda: "event=config_reloaded" in bot.output)


async def test_signal_before_the_login_is_heeded(stage: ProcessStage) -> None:
    write(stage)
    stage.arm_discord_fault("slow", times=1, seconds=1)
    bot = await stage.spawn("run")
    await wait_until("it asks Discord who it is", lambda: stage.discord_requests)
    write(stage, dollars=0.01)
    await reload(bot)
    await wait_until("it connects", lambda: stage.connected_bots)
    assert "budget" in await refusal(stage, stage.imagine("an owl"))


async def test_signals_while_it_starts_end_nothing(stage: ProcessStage) -> None:
    write(stage)
    bot = await stage.spawn("run")
    await wait_until("it opens its database", (stage.folder / "easel.db").exists)

    def is_connected_after_another_signal() -> bool:
        if bot.process.returncode is None:
            bot.process.send_signal(signal.SIGHUP)
        return bool(stage.connected_bots) or bot.process.returncode is not None

    await wait_until("it connects", is_connected_after_another_signal)
    assert bot.process.returncode is None
    await stage.wait_until_ended(stage.imagine("a fox"))
    assert await bot.stop() == 0


async def test_signal_while_stopping_is_skipped(stage: ProcessStage) -> None:
    write(stage)
    stage.sandbox.runware.account.task_durations = 2.0
    bot = await stage.start()
    asked = stage.imagine("a fox")
    await wait_until("the task is accepted", lambda: stage.sandbox.runware.tasks)
    bot.process.send_signal(signal.SIGTERM)
    await wait_until("it has begun to stop", lambda: events(bot, "draining"))
    await reload(bot, "config_reload_skipped")
    assert await bot.wait_for_exit() == 0
    await stage.wait_until_ended(asked, seconds=1)


async def test_closing_the_terminal_in_which_it_was_started_stops_it(stage: ProcessStage) -> None:
    write(stage)
    terminal, inner = pty.openpty()
    bot = await asyncio.create_subprocess_exec(
        *(
            "sh",
            "-c",
            'exec "$0" -m bot run <"$1"',
            sys.executable,
            os.ttyname(inner),
        ),  # opening it makes it the terminal
        env=stage._environment({}),
        cwd=stage.folder,
        start_new_session=True,
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.DEVNULL,
    )
    try:
        await wait_until("it connects", lambda: stage.connected_bots)
        bot.send_signal(signal.SIGHUP)  # the terminal is still there
        await stage.wait_until_ended(stage.imagine("a fox"))
        assert bot.returncode is None
    finally:
        os.close(inner)
        os.close(terminal)
    async with asyncio.timeout(20):
        assert await bot.wait() == 0
