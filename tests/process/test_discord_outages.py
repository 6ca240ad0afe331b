"""Answers that are none of Discord's own, limits in every form, and a Discord that is not there at the start."""

import asyncio
import json
import signal
import socket
from typing import Any, Final

import aiohttp
import pytest
from aiohttp import web

from sandbox.app import HOST
from sandbox.discord.faults import FAULT_REPLIES
from tests.support.bot_process import BotProcess
from tests.support.invariants import UNKNOWN_WEBHOOK, ExpectedRefusal, assert_every_request_ended_once
from tests.support.process_stage import ProcessStage, wait_until

EDITS: Final = (*(kind for kind in FAULT_REPLIES if kind not in {"too_large", "html_413", "archived", "refused"}),)
"""What is waited out, so that the pictures come into the message that waits for them."""
PROVOKED: Final = {
    *(ExpectedRefusal("PATCH", status) for status in (401, 403, 404, 413, 429, 503, 520)),
    *(ExpectedRefusal("POST", status) for status in (401, 403, 404, 429, 503, 520)),
    UNKNOWN_WEBHOOK,
}


def log_events(bot: BotProcess, name: str) -> list[dict[str, Any]]:
    """The lines of the log about this."""
    return [line for line in map(json.loads, bot.output.splitlines()) if line.get("event") == name]


async def test_paid_pictures_survive_any_error_reply_of_the_discord_edge(stage: ProcessStage) -> None:
    stage.sandbox.runware.account.task_durations = 1.0
    bot = await stage.start(RUNWARE__MAX_IN_FLIGHT="50")
    asked = {kind: stage.imagine(kind, user=stage.add_member(kind)) for kind in EDITS}
    for kind, one in asked.items():
        message = await stage.wait_for_response(one)
        stage.arm_discord_fault(kind, match=f"/messages/{message.id}", retry_after=0.5)
    by_bot = stage.imagine("by the bot's own token", user=stage.add_member("old"))
    waits = await stage.wait_for_response(by_bot)
    by_bot.is_expired = True
    stage.arm_discord_fault("limit_global_words", match=f"/channels/{by_bot.channel.id}/messages/{waits.id}")
    smaller = stage.imagine("too large", user=stage.add_member("large"), format="PNG", model="pro", resolution="2K")
    large = await stage.wait_for_response(smaller)
    stage.arm_discord_fault("too_large", match=f"/messages/{large.id}", times=2)
    elsewhere = {}
    for kind in ("archived", "refused"):
        elsewhere[kind] = stage.imagine(kind, user=stage.add_member(kind))
        there = await stage.wait_for_response(elsewhere[kind])
        stage.arm_discord_fault(kind, match=f"/messages/{there.id}", times=2)
    await stage.wait_until_ended(seconds=60)
    for one in (*asked.values(), by_bot, smaller, *elsewhere.values()):
        assert len(stage.attachments_of(one)) == 1, (await stage.job(one))["reason"]
    for one in (*asked.values(), by_bot, smaller):
        assert one.original_message is not None
        assert one.original_message.content.attachments
    for one in elsewhere.values():
        assert one.original_message is not None
        assert one.original_message.deleted or one.original_message.content.attachments
    refused = {*PROVOKED, ExpectedRefusal("PATCH", 401, 50027)}
    refused |= {
        ExpectedRefusal("PATCH", FAULT_REPLIES[kind].status, FAULT_REPLIES[kind].body["code"])
        for kind in ("archived", "refused")
    }
    refused |= {ExpectedRefusal("PATCH", 413, 40005), ExpectedRefusal("PATCH", 403, 40333)}
    await assert_every_request_ended_once(stage, expected_refusals=refused)
    assert 1 <= len(log_events(bot, "discord_outage")) <= 3


async def test_edge_block_is_not_hammered_and_loses_no_pictures(stage: ProcessStage) -> None:
    stage.sandbox.runware.account.task_durations = 0.5
    bot = await stage.start()
    asked = [stage.imagine(f"fox {number}", user=stage.add_member(f"m{number}")) for number in range(5)]
    for one in asked:
        await stage.wait_for_response(one)
    before = len(stage.discord_requests)
    stage.arm_discord_fault("html_403", times=None)
    await asyncio.sleep(6)  # as long as the block that was seen outside
    blocked = stage.discord_requests[before:]
    stage.sandbox.discord.faults.armed.clear()
    assert 1 <= len(blocked) <= 12
    await stage.wait_until_ended(seconds=30)
    assert [len(stage.attachments_of(one)) for one in asked] == [1] * 5
    await assert_every_request_ended_once(stage, expected_refusals=PROVOKED)
    assert len(log_events(bot, "discord_outage")) == 1
    assert len(log_events(bot, "discord_recovered")) == 1


async def test_failed_acknowledgement_buys_no_pictures(stage: ProcessStage) -> None:
    await stage.start(RUNWARE__MAX_IN_FLIGHT="50")
    kinds = [kind for kind in FAULT_REPLIES if kind not in {"limit_global", "limit_shared"}]
    for kind in kinds:
        asked = stage.imagine(kind, user=stage.add_member(kind))
        stage.arm_discord_fault(kind, match=f"/interactions/{asked.id}/", times=None)
    seen = stage.imagine("after a short limit", user=stage.add_member("seen"))
    stage.arm_discord_fault("limit_shared", match=f"/interactions/{seen.id}/")
    await stage.wait_until_ended(seconds=60)
    assert len(stage.sandbox.runware.journal.accepted_uuids) == 1
    assert len(stage.attachments_of(seen)) == 1
    jobs = await stage.jobs()
    assert {job["state"] for job in jobs if str(job["id"]) != seen.id} <= {"failed", "cancelled"}
    rows = await stage.query("SELECT SUM(images) AS images FROM ledger")
    assert rows[0]["images"] == 1


# ── a Discord that is not there at the start ─────────────────────────────────────────────────────────────────────────


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as taken:
        taken.bind((HOST, 0))
        port: int = taken.getsockname()[1]
        return port


async def test_bot_waits_at_startup_until_discord_is_reachable(stage: ProcessStage) -> None:
    discord, listen, health = stage.sandbox.discord, free_port(), free_port()
    for kind, path in {"html_401": "/users/@me", "html_404": "/commands", "gateway_refused": "/gateway"}.items():
        stage.arm_discord_fault(kind, match=path)
    bot = await stage.spawn(
        "run",
        DISCORD__API_URL=f"http://{HOST}:{listen}/api/v10",
        HTTP__LISTEN=f"{HOST}:{health}",
    )
    await wait_until("it says that it waits", lambda: log_events(bot, "waiting_for_discord"))
    async with aiohttp.ClientSession() as session:
        async with session.get(f"http://{HOST}:{health}/healthz") as alive:
            assert alive.status == 200
        async with session.get(f"http://{HOST}:{health}/readyz") as ready:
            assert ready.status == 503
            assert "Discord’s API cannot be reached" in (await ready.json())["reasons"]["gateway"]
    application = web.Application(client_max_size=1 << 26)
    application.add_routes(discord.routes())
    runner = web.AppRunner(application, access_log=None, shutdown_timeout=0.5)
    await runner.setup()
    try:
        await web.TCPSite(runner, HOST, listen).start()
        await wait_until("it serves", lambda: stage.connected_bots == 1, seconds=90)
        asked = stage.imagine("a fox")
        await stage.wait_until_ended(asked)
        assert len(stage.attachments_of(asked)) == 1
        assert len(log_events(bot, "waiting_for_discord")) <= 4
        assert await bot.stop() == 0
        assert bot.errors == ""
        assert "Traceback" not in bot.output
    finally:
        await runner.cleanup()


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
async def test_bot_waiting_for_discord_stops_on_signal(stage: ProcessStage, how: signal.Signals) -> None:
    stage.arm_discord_fault("html_403", times=None)
    bot = await stage.spawn("run")
    await wait_until("it says that it waits", lambda: log_events(bot, "waiting_for_discord"))
    assert await bot.stop(how) == 0
    assert bot.errors == ""
    assert "Traceback" not in bot.output


async def test_check_reports_unreachable_discord_in_a_single_line(stage: ProcessStage) -> None:
    stage.arm_discord_fault("html_403", times=None, match="/api/v10/")
    check = await stage.spawn("check")
    assert await check.wait_for_exit() == 1
    (line,) = [line for line in check.output.splitlines() if line.startswith("FAIL")]
    assert "answered with HTTP 403 and a response that is not from Discord’s API" in line
    assert check.errors == ""


async def test_token_refused_by_discord_is_a_configuration_error(stage: ProcessStage) -> None:
    bot = await stage.spawn("run", DISCORD__TOKEN="wrong")
    assert await bot.wait_for_exit() == 2
    assert bot.errors == "discord.token: Discord does not accept this token\n"
