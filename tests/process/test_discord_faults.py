"""Everything that can go wrong on the way to Discord, over real sockets."""

from collections.abc import Awaitable, Callable
from typing import Any, NamedTuple, TypeAlias

from sandbox.app import HOST
from sandbox.discord.state.interactions import Interaction
from sandbox.discord.state.permissions import Permission
from tests.support.invariants import UNKNOWN_WEBHOOK, ExpectedRefusal, assert_every_request_ended_once
from tests.support.metrics_page import assert_metrics_match, free_port
from tests.support.process_stage import ProcessStage, wait_until

Arrange: TypeAlias = Callable[[ProcessStage, Interaction], Awaitable[None]]


class FaultCase(NamedTuple):
    """What is arranged for a request, what was asked for, and where its pictures have to be in the end."""

    arrange: Arrange
    options: dict[str, Any] = {}  # noqa: RUF012 - nobody writes to it
    place: str | None = "its message"


def callback(kind: str, **how: Any) -> Arrange:
    """Something befalls the acknowledgement."""

    async def arrange(stage: ProcessStage, asked: Interaction) -> None:
        stage.arm_discord_fault(kind, match=f"/interactions/{asked.id}/", **how)

    return arrange


def answer(kind: str, **how: Any) -> Arrange:
    """Something befalls the edits of the message."""

    async def arrange(stage: ProcessStage, asked: Interaction) -> None:
        message = await stage.wait_for_response(asked)
        stage.arm_discord_fault(kind, match=f"/messages/{message.id}", **how)

    return arrange


async def token_dies(stage: ProcessStage, asked: Interaction) -> None:
    """As after a quarter of an hour."""
    await stage.wait_for_response(asked)
    asked.is_expired = True


async def message_goes(stage: ProcessStage, asked: Interaction) -> None:
    """A moderator deletes the message that waits."""
    message = await stage.wait_for_response(asked)
    stage.sandbox.discord.messages.delete(message)


async def message_goes_where_nothing_may_be_sent(stage: ProcessStage, asked: Interaction) -> None:
    """And the channel is closed to the bot."""
    await message_goes(stage, asked)
    asked.channel.bot_denied_permissions = Permission.SEND_MESSAGES


async def token_dies_too(stage: ProcessStage, asked: Interaction) -> None:
    """And the token no longer works."""
    await message_goes_where_nothing_may_be_sent(stage, asked)
    asked.is_expired = True


async def every_way_is_closed(stage: ProcessStage, asked: Interaction) -> None:
    """And its author takes no direct messages."""
    await token_dies_too(stage, asked)
    asked.user.takes_direct_messages = False


async def token_dies_where_nothing_may_be_seen(stage: ProcessStage, asked: Interaction) -> None:
    """The channel is hidden from the bot."""
    await token_dies(stage, asked)
    asked.channel.bot_denied_permissions = Permission.VIEW_CHANNEL


GALLERY, AFTER_DARK = {"channel": "gallery"}, {"channel": "after-dark"}
DIRECTLY, ANEW = "a direct message", "a new message"
TROUBLES = {
    "reset callback": FaultCase(callback("reset"), place=None),
    "callback done, reply reset": FaultCase(callback("reset_after")),
    "callback too late": FaultCase(callback("late_ack"), place=None),
    "slow callback": FaultCase(callback("slow", seconds=1.0)),
    "callback slower than Discord waits": FaultCase(callback("slow", seconds=4.0), place=None),
    "callback 500": FaultCase(callback("rest_500")),
    "reset answers": FaultCase(answer("reset", times=2)),
    "answer done, reply reset": FaultCase(answer("reset_after", times=2)),
    "answer 500": FaultCase(answer("rest_500")),
    "answer 503": FaultCase(answer("rest_503")),
    "answer 429": FaultCase(answer("rate_limited", times=2)),
    "slow answer": FaultCase(answer("slow", seconds=2.0)),
    "token dead": FaultCase(token_dies),
    "token dead, twelve pictures": FaultCase(token_dies, {"count": 12}),
    "token dead, private": FaultCase(token_dies, {"private": True}, DIRECTLY),
    "message deleted": FaultCase(message_goes, place=ANEW),
    "message deleted, twelve pictures": FaultCase(message_goes, {"count": 12}, ANEW),
    "message deleted, private": FaultCase(message_goes, {"private": True}, ANEW),
    "message deleted, channel closed": FaultCase(message_goes_where_nothing_may_be_sent, GALLERY, ANEW),
    "message deleted, channel closed, token dead": FaultCase(token_dies_too, GALLERY, DIRECTLY),
    "every way closed": FaultCase(every_way_is_closed, GALLERY, None),
    "channel hidden, token dead": FaultCase(token_dies_where_nothing_may_be_seen, AFTER_DARK, DIRECTLY),
}
PROVOKED = {
    UNKNOWN_WEBHOOK,
    ExpectedRefusal("POST", 404, 10062),
    ExpectedRefusal("PATCH", 401, 50027),
    ExpectedRefusal("POST", 401, 50027),
    ExpectedRefusal("PATCH", 404, 10008),
    ExpectedRefusal("POST", 403, 50013),
    ExpectedRefusal("POST", 403, 50007),
    ExpectedRefusal("PATCH", 403, 50001),
    ExpectedRefusal("POST", 403, 50001),
    ExpectedRefusal("DELETE", 403, 50001),
    ExpectedRefusal("DELETE", 401, 50027),
    ExpectedRefusal("POST", 500),
    ExpectedRefusal("PATCH", 500),
    ExpectedRefusal("PATCH", 503),
    ExpectedRefusal("PATCH", 429),
}


async def test_pictures_are_delivered_to_the_best_remaining_place_after_discord_faults(stage: ProcessStage) -> None:
    stage.sandbox.runware.account.task_durations = 1.0
    port = free_port()
    await stage.start(RUNWARE__MAX_IN_FLIGHT="50", HTTP__LISTEN=f"{HOST}:{port}")
    asked = {}
    for name, trouble in TROUBLES.items():
        options = {**trouble.options, "channel": stage.channel(trouble.options.get("channel", "studio"))}
        asked[name] = stage.imagine(name, user=stage.add_member(name), **options)
        await trouble.arrange(stage, asked[name])
    await stage.wait_until_ended(seconds=40)
    assert {name: where(stage, one) for name, one in asked.items()} == {
        name: trouble.place for name, trouble in TROUBLES.items()
    }
    for name, one in asked.items():
        wanted = TROUBLES[name].options.get("count", 1) if TROUBLES[name].place else 0
        assert len(stage.attachments_of(one)) == wanted, name
    await assert_every_request_ended_once(stage, expected_refusals=PROVOKED)
    await assert_metrics_match(stage, port, lost_responses=4)


def where(stage: ProcessStage, asked: Interaction) -> str | None:
    """Where the first picture is."""
    name = f"easel-{asked.id}-1."
    for message in stage.messages:
        if any(one["filename"].startswith(name) for one in message.content.attachments):
            if message is asked.original_message:
                return "its message"
            assert message.channel.recipient in {None, asked.user}
            return DIRECTLY if message.channel.recipient else ANEW
    return None


async def test_bot_recovers_from_gateway_disconnects_without_missing_requests(stage: ProcessStage) -> None:
    stage.sandbox.runware.account.task_durations = 0.5
    bot = await stage.start()
    await wait_until("its session has begun", lambda: "has connected to Gateway" in bot.output)
    gateway = stage.sandbox.discord.gateway
    first = stage.imagine("before")
    await gateway.disconnect()
    meanwhile = stage.imagine("meanwhile")
    await wait_until("it is back", lambda: stage.connected_bots == 1)
    await stage.wait_until_ended(first, meanwhile)
    await gateway.disconnect(resumable=False)
    await wait_until("it is back", lambda: stage.connected_bots == 1)
    await stage.wait_until_ended(stage.imagine("after"))
    assert [len(stage.attachments_of(one)) for one in stage.requests] == [1, 1, 1]
    await assert_every_request_ended_once(stage)
