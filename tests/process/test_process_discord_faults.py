"""Everything that can go wrong on the way to Discord, over real sockets."""

from collections.abc import Awaitable, Callable
from typing import Any, NamedTuple, TypeAlias

from sandbox.app import HOST
from sandbox.discord.state.interactions import Interaction
from sandbox.discord.state.permissions import Permission
from tests.process.audit import UNANSWERED, Refusal, assert_every_request_ended_once
from tests.process.numbers import assert_the_numbers_are_true, free_port
from tests.process.stage import Stage, until

Arrange: TypeAlias = Callable[[Stage, Interaction], Awaitable[None]]


class Trouble(NamedTuple):
    """What is arranged for a request, what was asked for, and where its pictures have to be in the end."""

    arrange: Arrange
    options: dict[str, Any] = {}  # noqa: RUF012 - nobody writes to it
    place: str | None = "its message"


def callback(kind: str, **how: Any) -> Arrange:
    """Something befalls the acknowledgement."""

    async def arrange(stage: Stage, asked: Interaction) -> None:
        stage.discord_fails(kind, match=f"/interactions/{asked.id}/", **how)

    return arrange


def answer(kind: str, **how: Any) -> Arrange:
    """Something befalls the edits of the message."""

    async def arrange(stage: Stage, asked: Interaction) -> None:
        message = await stage.answered(asked)
        stage.discord_fails(kind, match=f"/messages/{message.id}", **how)

    return arrange


async def token_dies(stage: Stage, asked: Interaction) -> None:
    """As after a quarter of an hour."""
    await stage.answered(asked)
    asked.expired = True


async def message_goes(stage: Stage, asked: Interaction) -> None:
    """A moderator deletes the message that waits."""
    message = await stage.answered(asked)
    stage.sandbox.discord.messages.delete(message)


async def message_goes_where_nothing_may_be_sent(stage: Stage, asked: Interaction) -> None:
    """And the channel is closed to the bot."""
    await message_goes(stage, asked)
    asked.channel.denied = Permission.SEND_MESSAGES


async def token_dies_too(stage: Stage, asked: Interaction) -> None:
    """And the token no longer works."""
    await message_goes_where_nothing_may_be_sent(stage, asked)
    asked.expired = True


async def every_way_is_closed(stage: Stage, asked: Interaction) -> None:
    """And its author takes no direct messages."""
    await token_dies_too(stage, asked)
    asked.user.takes_direct_messages = False


async def token_dies_where_nothing_may_be_seen(stage: Stage, asked: Interaction) -> None:
    """The channel is hidden from the bot."""
    await token_dies(stage, asked)
    asked.channel.denied = Permission.VIEW_CHANNEL


GALLERY, AFTER_DARK = {"channel": "gallery"}, {"channel": "after-dark"}
DIRECTLY, ANEW = "a direct message", "a new message"
TROUBLES = {
    "reset callback": Trouble(callback("reset"), place=None),
    "callback done, reply reset": Trouble(callback("reset_after")),
    "callback too late": Trouble(callback("late_ack"), place=None),
    "slow callback": Trouble(callback("slow", seconds=1.5)),
    "callback slower than Discord waits": Trouble(callback("slow", seconds=4.0), place=None),
    "callback 500": Trouble(callback("rest_500")),
    "reset answers": Trouble(answer("reset", times=2)),
    "answer done, reply reset": Trouble(answer("reset_after", times=2)),
    "answer 500": Trouble(answer("rest_500")),
    "answer 503": Trouble(answer("rest_503")),
    "answer 429": Trouble(answer("rate_limited", times=2)),
    "slow answer": Trouble(answer("slow", seconds=2.0)),
    "token dead": Trouble(token_dies),
    "token dead, twelve pictures": Trouble(token_dies, {"count": 12}),
    "token dead, private": Trouble(token_dies, {"private": True}, DIRECTLY),
    "message deleted": Trouble(message_goes, place=ANEW),
    "message deleted, twelve pictures": Trouble(message_goes, {"count": 12}, ANEW),
    "message deleted, private": Trouble(message_goes, {"private": True}, ANEW),
    "message deleted, channel closed": Trouble(message_goes_where_nothing_may_be_sent, GALLERY, ANEW),
    "message deleted, channel closed, token dead": Trouble(token_dies_too, GALLERY, DIRECTLY),
    "every way closed": Trouble(every_way_is_closed, GALLERY, None),
    "channel hidden, token dead": Trouble(token_dies_where_nothing_may_be_seen, AFTER_DARK, DIRECTLY),
}
PROVOKED = {
    UNANSWERED,
    Refusal("POST", 404, 10062),
    Refusal("PATCH", 401, 50027),
    Refusal("POST", 401, 50027),
    Refusal("PATCH", 404, 10008),
    Refusal("POST", 403, 50013),
    Refusal("POST", 403, 50007),
    Refusal("PATCH", 403, 50001),
    Refusal("POST", 403, 50001),
    Refusal("DELETE", 403, 50001),
    Refusal("DELETE", 401, 50027),
    Refusal("POST", 500),
    Refusal("PATCH", 500),
    Refusal("PATCH", 503),
    Refusal("PATCH", 429),
}


async def test_whatever_befalls_discord_a_request_ends_in_the_best_place_that_is_left(stage: Stage) -> None:
    stage.sandbox.runware.service.seconds = 1.0
    port = free_port()
    await stage.start(RUNWARE__MAX_IN_FLIGHT="50", HTTP__LISTEN=f"{HOST}:{port}")
    asked = {}
    for name, trouble in TROUBLES.items():
        options = {**trouble.options, "channel": stage.channel(trouble.options.get("channel", "studio"))}
        asked[name] = stage.ask(name, user=stage.member(name), **options)
        await trouble.arrange(stage, asked[name])
    await stage.ends(seconds=40)
    assert {name: where(stage, one) for name, one in asked.items()} == {
        name: trouble.place for name, trouble in TROUBLES.items()
    }
    for name, one in asked.items():
        wanted = TROUBLES[name].options.get("count", 1) if TROUBLES[name].place else 0
        assert len(stage.pictures_of(one)) == wanted, name
    await assert_every_request_ended_once(stage, refused=PROVOKED)
    await assert_the_numbers_are_true(stage, port, unheard=4)


def where(stage: Stage, asked: Interaction) -> str | None:
    """Where the first picture is."""
    name = f"easel-{asked.id}-1."
    for message in stage.messages:
        if any(one["filename"].startswith(name) for one in message.content.attachments):
            if message is asked.original:
                return "its message"
            assert message.channel.recipient in {None, asked.user}
            return DIRECTLY if message.channel.recipient else ANEW
    return None


async def test_a_bot_whose_gateway_breaks_resumes_and_misses_nothing(stage: Stage) -> None:
    stage.sandbox.runware.service.seconds = 0.5
    bot = await stage.start()
    await until("its session has begun", lambda: "has connected to Gateway" in bot.output)
    gateway = stage.sandbox.discord.gateway
    first = stage.ask("before")
    await gateway.disconnect()
    meanwhile = stage.ask("meanwhile")
    await until("it is back", lambda: stage.connected == 1)
    await stage.ends(first, meanwhile)
    await gateway.disconnect(resumable=False)
    await until("it is back", lambda: stage.connected == 1)
    await stage.ends(stage.ask("after"))
    assert [len(stage.pictures_of(one)) for one in stage.requests] == [1, 1, 1]
    await assert_every_request_ended_once(stage)
