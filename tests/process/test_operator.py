"""The operator's decisions with real processes: two on one database, restarts, and ``kill -9`` in the middle."""

import asyncio
import json
from typing import Final

import pytest

from sandbox.discord.state.guild import Guild, User
from sandbox.discord.state.interactions import Interaction
from sandbox.discord.state.messages import Message
from tests.support.bot_process import KillPoint
from tests.support.process_stage import ProcessStage, message_text, wait_until

STOPPED: Final = "Easel’s operator has stopped new requests everywhere: a look at the bill."
CALLBACK: Final = r"/callback$"
CHANNEL_MESSAGE: Final = r"/channels/\d+/messages$"
CONSUME: Final = r"/entitlements/\d+/consume$"


def open_office(stage: ProcessStage) -> dict[str, str]:
    """Create the operator's server; returns the settings of bots that know it and sell "Ten pictures"."""
    discord = stage.sandbox.discord
    office = discord.server_life.open_office()
    tiers = {"pack": {"images_per_user_per_day": 10, "skus": [int(discord.shop.sku("Ten pictures").id)]}}
    return {"DISCORD__OPERATOR_GUILD": office.id, "LIMITS__TIERS": json.dumps(tiers)}


async def operate(stage: ProcessStage, name: str, **options: object) -> Message:
    """Run ``/operator name`` as the operator, and wait for the answer."""
    discord = stage.sandbox.discord
    assert discord.office is not None
    desk = next(iter(discord.office.channels.values()))
    await wait_until("the commands are there", lambda: discord.guild_commands.usable_in(discord.office))
    ordered = discord.member_actions.run_command(discord.office.owner, desk, f"operator {name}", options)
    return await stage.wait_for_response(ordered)


async def told(stage: ProcessStage, user: User) -> str:
    """Somebody's request is refused: the sentence that they read."""
    asked = stage.imagine("a fox", user=user)
    await stage.wait_for_response(asked)
    return stage.private_reply(asked)


def refusals_to(stage: ProcessStage, asked: Interaction) -> int:
    """How many processes answered the request with the stop's sentence."""
    answers = [call for call in stage.discord_requests if f"/interactions/{asked.id}/" in call.path]
    return sum(STOPPED in json.dumps(call.body, ensure_ascii=False) for call in answers)


async def test_stop_holds_in_both_processes_at_once(postgres_stage: ProcessStage) -> None:
    stage = postgres_stage
    settings = open_office(stage)
    await asyncio.gather(stage.start(**settings), stage.start(**settings))
    await wait_until("both are connected", lambda: stage.connected_bots == 2)
    stage.sandbox.runware.account.task_durations = 1.5
    running = stage.imagine("a train")
    await wait_until("it is being drawn", lambda: stage.sandbox.runware.tasks)
    await operate(stage, "stop", reason="a look at the bill")
    asked = [stage.imagine("a fox", user=stage.add_member(f"Member {number}")) for number in range(10)]
    await wait_until("both processes refuse", lambda: all(refusals_to(stage, one) == 2 for one in asked), seconds=2)
    await stage.wait_until_ended(running)
    assert len(stage.attachments_of(running)) == 1
    assert [job["id"] for job in await stage.jobs()] == [int(running.id)]
    await operate(stage, "resume")
    again = stage.imagine("a fox")
    await stage.wait_until_ended(again)
    assert (await stage.job(again))["state"] == "delivered"


async def test_restart_keeps_the_stop_and_blocks(stage: ProcessStage) -> None:
    settings, ben = open_office(stage), stage.add_member("Bo")
    bot = await stage.start(**settings)
    await operate(stage, "stop", reason="a look at the bill")
    await operate(stage, "block", user=ben.id, reason="sells accounts", days=3)
    await stage.kill(bot)
    await stage.start(**settings)
    assert STOPPED in await told(stage, stage.ada)
    await operate(stage, "resume")
    drawn = stage.imagine("a fox")
    await stage.wait_until_ended(drawn)
    assert (await stage.job(drawn))["state"] == "delivered"
    assert "blocked you from requesting pictures anywhere: sells accounts" in await told(stage, ben)


@pytest.mark.parametrize(
    "moment",
    [KillPoint("POST", CONSUME), KillPoint("POST", CONSUME, reply_failed=True)],
    ids=["before it is consumed", "before it hears that it is consumed"],
)
async def test_purchase_is_recorded_and_consumed_once_whenever_the_bot_is_killed(
    stage: ProcessStage, moment: KillPoint
) -> None:
    settings, shop = open_office(stage), stage.sandbox.discord.shop
    await stage.start(**settings)
    await wait_until(
        "its list is read", lambda: any(call.path.endswith("/entitlements") for call in stage.discord_requests)
    )
    stage.kill_point = moment
    bought = shop.buy(stage.ada, shop.sku("Ten pictures"))
    await stage.wait_until_killed()
    assert await stage.query("SELECT consumed_at FROM entitlements") == [{"consumed_at": None}]
    await stage.start(**settings)
    await wait_until("it is consumed", lambda: bought.is_consumed)
    await stage.wait_for_rows("SELECT id FROM entitlements WHERE consumed_at IS NOT NULL")
    events = await stage.query("SELECT entitlement_id, change FROM entitlement_events ORDER BY id")
    assert [(row["entitlement_id"], row["change"]) for row in events] == [
        (int(bought.id), "bought"),
        (int(bought.id), "consumed"),
    ]


async def announcement(stage: ProcessStage, guild: Guild) -> Message:
    """The message that asks the operator about the server."""
    found = await wait_until(
        "the operator is asked",
        lambda: [one for one in stage.messages if f"easel:admission:admit:{guild.id}" in str(one.content.components)],
    )
    return found[0]


@pytest.mark.parametrize(
    "moment",
    [
        KillPoint("POST", CHANNEL_MESSAGE),
        KillPoint("POST", CALLBACK),
        KillPoint("POST", CALLBACK, reply_failed=True),
    ],
    ids=["before the server is told", "before the operator sees it", "before it hears that the operator saw it"],
)
async def test_server_is_admitted_once_whenever_the_bot_is_killed(stage: ProcessStage, moment: KillPoint) -> None:
    settings, discord = open_office(stage), stage.sandbox.discord
    await stage.start(**settings)
    await stage.wait_for_rows("SELECT guild_id FROM servers")  # who is there from now on was not there at first
    guild = discord.server_life.invite_to_new_guild()
    question = await announcement(stage, guild)
    operator, button = discord.world.application.owner, f"easel:admission:admit:{guild.id}"
    await wait_until(
        "the server is told that it waits",
        lambda: [one for one in stage.messages if "not here yet" in message_text(one)],
    )
    stage.kill_point = moment
    discord.member_actions.use_component(operator, question.id, button)
    await stage.wait_until_killed()
    await stage.start(**settings)
    if button in str(question.content.components):
        discord.member_actions.use_component(operator, question.id, button)
    await wait_until("the operator reads the decision", lambda: "🚪 **Admitted" in message_text(question))
    entries = await stage.query(f"SELECT action FROM audit WHERE guild_id = {guild.id}")
    assert len(entries) == 1
    asked = stage.imagine("a fox", user=guild.owner, channel=next(iter(guild.channels.values())))
    await stage.wait_until_ended(asked)
    assert (await stage.job(asked))["state"] == "delivered"
