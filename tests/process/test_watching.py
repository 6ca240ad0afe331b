"""What an operator sees of a running bot: its log, its metrics and its health."""

import asyncio
import json
from typing import Any

import aiohttp

from sandbox.app import HOST, RUNWARE_KEY
from tests.support.bot_process import BotProcess
from tests.support.metrics_page import free_port, read_metrics
from tests.support.process_stage import ProcessStage, wait_until

SECRET_PROMPT = "xylophonist-under-the-sentinel-moon"


def lines(bot: BotProcess) -> list[dict[str, Any]]:
    return [json.loads(line) for line in bot.output.splitlines()]


def events(bot: BotProcess, name: str) -> list[dict[str, Any]]:
    return [line for line in lines(bot) if line.get("event") == name]


async def test_no_line_holds_a_prompt_a_token_or_a_key_at_debug(stage: ProcessStage) -> None:
    bot = await stage.start(LOG__LEVEL="debug", LIMITS__DOLLARS_PER_DAY="0.5")
    drawn = stage.imagine(f"{SECRET_PROMPT}, a fox")
    await stage.wait_until_ended(drawn)
    stage.arm_provider_fault("server_error", times=3)
    failed = stage.imagine(f"{SECRET_PROMPT}, an owl")
    wrong = stage.imagine(f"{SECRET_PROMPT} --nonsense {SECRET_PROMPT}")
    dear = stage.imagine(f"{SECRET_PROMPT}, a pike", count=20, model="pro")
    people = stage.sandbox.discord.member_actions
    for action in ("details", "reroll"):
        people.use_component(stage.ada, stage.messages_of(drawn)[0].id, f"easel:{action}:{drawn.id}")
    await wait_until("all are answered", lambda: all(one.settled.is_set() for one in (failed, wrong, dear)))
    await stage.wait_until_ended(failed)
    await bot.stop()
    for secret in (SECRET_PROMPT, stage.sandbox.discord.token, RUNWARE_KEY, *(one.token for one in stage.requests)):
        assert secret not in bot.output
        assert secret not in bot.errors
    assert {line["level"] for line in lines(bot)} >= {"info"}


async def test_each_line_of_a_job_has_its_ids_and_its_end_has_the_bill(stage: ProcessStage) -> None:
    bot = await stage.start()
    bob = stage.add_member("Bob")
    first, second = stage.imagine("a fox", count=2), stage.imagine("an owl", user=bob, model="pro")
    await wait_until("both are logged", lambda: len(events(bot, "job_delivered")) == 2)
    server = stage.sandbox.discord.world.guild_id
    for one, member, model, dollars in ((first, stage.ada, "standard", 0.04), (second, bob, "pro", 0.07)):
        own = [line for line in lines(bot) if line.get("job") == one.id]
        assert {(line["member"], line["server"]) for line in own} == {(member.id, str(server))}
        assert [line["event"] for line in own] == ["job_accepted", "job_delivered"]
        assert own[0]["interaction"] == one.id
        assert (own[1]["model"], own[1]["dollars"]) == (model, dollars)
        assert own[1]["code"].count("-") == 1
    assert not [line for line in lines(bot) if "job" not in line and line.get("event", "").startswith("job_")]


async def test_failed_job_says_why_and_a_refusal_says_of_what_kind(stage: ProcessStage) -> None:
    bot = await stage.start(RUNWARE__DEADLINE="1", LIMITS__IMAGES_PER_USER_PER_DAY="3")
    stage.sandbox.runware.account.task_durations = 60.0
    await stage.wait_until_ended(stage.imagine("a fox"))
    refused = stage.imagine("an owl", count=4)
    await wait_until("it is answered", refused.settled.is_set)
    await wait_until("both are logged", lambda: events(bot, "job_failed") and events(bot, "refused"))
    (failed,) = events(bot, "job_failed")
    assert (failed["level"], failed["why"], failed["code"] != "") == ("warning", "ProviderUnavailable", True)
    (line,) = events(bot, "refused")
    assert (line["kind"], line["member"], line["interaction"]) == ("OverQuota", stage.ada.id, refused.id)


async def test_one_line_says_that_it_is_ready_with_what_an_operator_looks_for(stage: ProcessStage) -> None:
    port = free_port()
    bot = await stage.start(HTTP__LISTEN=f"{HOST}:{port}")
    await wait_until("it is ready", lambda: events(bot, "ready"))
    (line,) = events(bot, "ready")
    assert line["servers"] == len(list(stage.sandbox.discord.world.bot_guilds))
    assert line["commands"] > 5
    assert line["addresses"] == f"http://{HOST}:{port}"


async def test_gauges_of_the_database_are_the_same_in_two_processes(postgres_stage: ProcessStage) -> None:
    stage, ports = postgres_stage, (free_port(), free_port())
    for port in ports:
        await stage.start(HTTP__LISTEN=f"{HOST}:{port}", LIMITS__DOLLARS_PER_DAY="10")
    await stage.wait_until_ended(stage.imagine("a fox"), stage.imagine("an owl", model="pro"))
    names = ("easel_budget_used_dollars", "easel_budget_dollars", "easel_queued_jobs")
    async with asyncio.timeout(30):
        while True:
            pages = [await read_metrics(port) for port in ports]
            if {tuple(page.value(name) for name in names) for page in pages} == {(0.09, 10.0, 0.0)}:
                break
            await asyncio.sleep(0.3)  # another process has no event
    spent = sum(sum(page.by_labels("easel_spent_dollars_total", "model").values()) for page in pages)
    assert round(spent, 6) == 0.09  # each process counted what it did
    assert all(page.value("easel_database_bytes") > 10_000 for page in pages)
    assert all(page.value("easel_servers", admission="admitted") >= 1 for page in pages)


async def test_database_file_that_vanishes_makes_it_unready_but_alive(stage: ProcessStage) -> None:
    port = free_port()
    bot = await stage.start(HTTP__LISTEN=f"{HOST}:{port}")
    (stage.folder / "easel.db").unlink()
    async with aiohttp.ClientSession() as session:
        async with session.get(f"http://{HOST}:{port}/readyz") as ready:
            assert ready.status == 503
            assert "database" in (await ready.json())["reasons"]
        async with session.get(f"http://{HOST}:{port}/healthz") as alive:
            assert alive.status == 200
    await wait_until("it is logged", lambda: events(bot, "database_gone"))
    assert not any("job" in line or "member" in line for line in events(bot, "database_gone"))
