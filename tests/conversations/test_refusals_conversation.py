"""Every kind of refusal: seen by nobody else, it says whose rule it was and what to do next, and costs nothing."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Final, NamedTuple

import pytest
from simcord.results import InteractionResult

from bot.domain.server_rules import ChannelMode, ServerRules
from bot.domain.text import dollars
from bot.policy.gate import SERVERS_ONLY
from bot.storage import ledger
from tests.conversations.conftest import Raise
from tests.conversations.test_consent_conversation import let_edit
from tests.conversations.test_words_refused_conversation import forbid
from tests.conversations.world import Seen, Stage, answer, job_id, seen

DAY: Final = 24 * 3600
Scene = Callable[[Stage], Awaitable[InteractionResult]]
"""Lets Bob ask for something that is refused, and returns what he got; Alice may have been there before."""


class Kind(NamedTuple):
    """One kind of refusal: how it comes about, whose rule the sentence names, and what it says to do."""

    scene: Scene
    whose: str
    todo: str
    limits: Mapping[str, Any] = {}


async def rules(stage: Stage, **changes: Any) -> None:
    await stage.app.bot.gate.change(stage.guild.id, lambda _: ServerRules(**changes))


async def channel(stage: Stage, **changes: Any) -> None:
    await stage.app.bot.gate.change(stage.guild.id, lambda held: held.decided(stage.channel.id, changes))


def under(**changes: Any) -> Scene:
    """With these rules of the server."""

    async def scene(stage: Stage) -> InteractionResult:
        await rules(stage, **changes)
        return await stage.imagine("a fox", stage.bob)

    return scene


def where(prompt: str = "a fox", **changes: Any) -> Scene:
    """With these rules of the channel."""

    async def scene(stage: Stage) -> InteractionResult:
        await channel(stage, **changes)
        return await stage.imagine(prompt, stage.bob)

    return scene


def asks(prompt: str = "a fox", **options: Any) -> Scene:
    async def scene(stage: Stage) -> InteractionResult:
        return await stage.imagine(prompt, stage.bob, **options)

    return scene


def after_alices(times: int = 1) -> Scene:
    """Once Alice has used something up that they share."""

    async def scene(stage: Stage) -> InteractionResult:
        for _ in range(times):
            await stage.drawn("a fox")
        return await stage.imagine("a fox", stage.bob)

    return scene


async def words(stage: Stage) -> InteractionResult:
    await forbid(stage, "knife")
    return await stage.imagine("a knife", stage.bob)


async def pause(stage: Stage) -> InteractionResult:
    for _ in range(3):
        await words(stage)
    return await stage.imagine("a fox", stage.bob)


def blocked(term: str) -> Scene:
    async def scene(stage: Stage) -> InteractionResult:
        await stage.mod.slash(stage.channel, "mod block", member=stage.bob, reason="spam", **{"for": term})
        return await stage.imagine("a fox", stage.bob)

    return scene


async def consent(stage: Stage) -> InteractionResult:
    fox = await stage.drawn("a fox")
    await let_edit(stage, "no")
    return await stage.press("Vary", fox, stage.bob)


async def servers_consent(stage: Stage) -> InteractionResult:
    fox = await stage.drawn("a fox")
    await rules(stage, edits=False)
    return await stage.press("Vary", fox, stage.bob)


async def deleted(stage: Stage) -> InteractionResult:
    fox = await stage.drawn("a fox")
    await stage.press("Delete", fox)
    return await stage.submit_forged(f"easel:edit:{job_id(fox)}:1", stage.bob, words="a hat")


async def removed(stage: Stage) -> InteractionResult:
    fox = await stage.drawn("a fox")
    hat = await stage.submit(await stage.press("Edit", fox), words="a hat")
    await stage.work()
    await stage.menu("Remove image", answer(fox), stage.mod)
    return await stage.press("Reroll", hat, stage.bob)


async def restarting(stage: Stage) -> InteractionResult:
    stage.app.service.closing = True
    return await stage.imagine("a fox", stage.bob)


async def stopped(stage: Stage) -> InteractionResult:
    stage.app.service.breaker.trip()
    return await stage.imagine("a fox", stage.bob)


KINDS: Final[dict[str, Kind]] = {
    "words": Kind(words, "This server does not allow some of these words", "rephrase your request"),
    "channel off": Kind(
        where(mode=ChannelMode.OFF), "This server does not allow picture requests in this channel", "try another one"
    ),
    "moderators only": Kind(
        where(mode=ChannelMode.MODERATORS), "This server lets only moderators request pictures", "try another one"
    ),
    "model": Kind(
        where("a fox --pro", models=("standard",)),
        "This server does not allow Grok Imagine Pro",
        "you can use standard",
    ),
    "role": Kind(under(members=(1,)), "On this server, only some roles", "ask a moderator for one"),
    "days": Kind(under(min_days=3), "On this server, you can request pictures once", "come back in"),
    "blocked": Kind(blocked("1d"), "This server’s moderators", "The block ends <t:"),
    "blocked for ever": Kind(blocked("ever"), "This server’s moderators", "unless they lift it"),
    "paused": Kind(pause, "requests on this server were refused, so you have to pause", "can try again <t:"),
    "quota": Kind(asks(count=3), "is your limit", "ask for fewer", {"images_per_user_per_day": 2}),
    "no quota": Kind(asks(), "Easel’s operator set that limit", "can change it", {"images_per_user_per_day": 0}),
    "the server's day": Kind(
        after_alices(),
        "This server’s picture budget for the day",
        "room for it again <t:",
        {"dollars_per_guild_per_day": 0.03},
    ),
    "the server's month": Kind(
        after_alices(),
        "This server’s picture budget for the month",
        "room for it again <t:",
        {"dollars_per_guild_per_month": 0.03},
    ),
    "the whole bot's day": Kind(
        after_alices(), "The bot’s picture budget for the day", "room for it again <t:", {"dollars_per_day": 0.03}
    ),
    "consent": Kind(consent, "The author of this picture", "start from another one"),
    "the server's consent": Kind(
        servers_consent, "On this server, others can edit a picture only if", "start from another one"
    ),
    "deleted source": Kind(deleted, "That picture was deleted", "start from another one"),
    "removed source": Kind(removed, "This server’s moderators removed the original picture", "start from another one"),
    "restarting": Kind(restarting, "Easel is restarting", "try again in a minute"),
    "operator needed": Kind(stopped, "the bot’s operator was notified", "try again later"),
}


async def spent(stage: Stage) -> int:
    return await stage.app.database.run(ledger.spent, None, stage.app.service.clock() - DAY)


@pytest.mark.parametrize("kind", KINDS)
async def test_it_is_private_says_whose_rule_and_what_to_do_and_costs_nothing(raised: Raise, kind: str) -> None:
    scene, whose, todo, limits = KINDS[kind]
    stage = await raised(limits=limits)
    refused = await scene(stage)
    everybody, tasks, dollars_spent = stage.messages(stage.alice), len(stage.submitted()), await spent(stage)
    told = seen(refused)
    assert told.ephemeral
    assert not any(told.text in one.text for one in everybody)
    assert whose in told.text
    assert todo in told.text
    assert "nothing was charged" in told.text.lower()
    assert not any(sign in told.text for sign in ("Traceback", "Error", "http", "None"))
    stage.app.service.closing = False
    await stage.work()
    assert (await stage.app.service.usage(stage.bob.id)).images == 0
    assert (len(stage.submitted()), await spent(stage)) == (tasks, dollars_spent)
    assert dollars(dollars_spent) in {"$0.00", "$0.02", "$0.042"}


async def test_each_kind_has_a_sentence_of_its_own(raised: Raise) -> None:
    stage = await raised()
    sentences = {}
    for name in ("words", "channel off", "blocked", "restarting"):
        sentences[name] = seen(await KINDS[name].scene(stage)).text
        await channel(stage, mode=ChannelMode.OPEN)
        await stage.mod.slash(stage.channel, "mod unblock", member=stage.bob)
    assert len(set(sentences.values())) == len(sentences)


# ── those that need something of the member's own before ─────────────────────────────────────────────────────────────


async def test_a_used_up_quota(raised: Raise) -> None:
    stage = await raised(limits={"images_per_user_per_day": 1})
    await stage.drawn("a fox", stage.bob)
    told = seen(await stage.imagine("an owl", stage.bob))
    assert told.ephemeral
    assert told.text.startswith(
        "You have 0 of your 1 pictures of the last 24 hours left. Nothing was charged. The next one frees up <t:"
    )
    assert (await stage.app.service.usage(stage.bob.id)).images == 1


async def test_too_soon(raised: Raise) -> None:
    stage = await raised(limits={"cooldown_seconds": 5})
    await stage.drawn("a fox", stage.bob)
    told = seen(await stage.imagine("an owl", stage.bob))
    assert told.ephemeral
    assert told.text.startswith("Your limit is one request every 5 seconds; nothing was charged. You can try again <t:")
    assert (await stage.app.service.usage(stage.bob.id)).images == 1


async def test_too_many_at_once(stage: Stage) -> None:
    for _ in range(2):
        await stage.imagine("a fox", stage.bob)
    told = seen(await stage.imagine("an owl", stage.bob))
    assert told.ephemeral
    assert told.text == (
        "You have 2 requests running already, and 2 at once is your limit; wait for one to finish, or cancel one "
        "that is still in the queue with /cancel. Nothing was charged."
    )
    assert (await stage.app.service.usage(stage.bob.id)).images == 2


# ── those that come after the acceptance, in the message that waited ─────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("prompt", "whose", "todo"),
    [
        ("fault:moderated a fox", "Runware’s safety check", "rephrase your request"),
        ("fault:timeout_provider a fox", "Runware took too long", "try again in a few minutes"),
    ],
)
async def test_the_providers_refusals_stand_in_the_message_that_waited(
    stage: Stage, prompt: str, whose: str, todo: str
) -> None:
    result = await stage.drawn(prompt, stage.bob)
    told = seen(result)
    assert [one.id for one in stage.messages(stage.alice)] == [answer(result).id]
    assert whose in told.text
    assert todo in told.text
    assert "nothing was charged" in told.text.lower()
    assert await stage.left(stage.bob) == 20
    assert (await stage.job(job_id(result))).outcome is None


async def test_without_credit_it_says_that_the_operator_has_to_act(stage: Stage) -> None:
    told = seen(await stage.drawn("fault:no_credits a fox", stage.bob))
    assert "operator" in told.text
    assert await stage.left(stage.bob) == 20


# ── direct messages ──────────────────────────────────────────────────────────────────────────────────────────────────


def offered(stage: Stage) -> Mapping[str, Any]:
    """The commands as they were published, by name."""
    (put,) = [one for one in stage.env.http_requests if one.method == "PUT" and one.path.endswith("/commands")]
    return {command["name"]: command for command in put.json or ()}


ASKING: Final = ("imagine", "edit", "Edit image")
ANYWHERE: Final = ("quota", "queue", "history", "show", "settings", "help", "cancel")


async def test_discord_offers_what_asks_for_pictures_on_servers_only(stage: Stage) -> None:
    published = offered(stage)
    assert [published[name]["contexts"] for name in ASKING] == [[0]] * 3
    assert [published[name]["contexts"] for name in ANYWHERE] == [None] * 7


async def test_where_the_operator_wants_it_discord_offers_them_everywhere(raised: Raise) -> None:
    stage = await raised(discord={"direct_messages": True})
    assert [offered(stage)[name]["contexts"] for name in (*ASKING, *ANYWHERE)] == [None] * 10


@pytest.mark.parametrize("label", ["Reroll", "Edit", "Vary"])
async def test_a_button_in_a_direct_message_is_refused(raised: Raise, label: str) -> None:
    stage = await raised(discord={"direct_messages": True})
    dora = stage.env.create_user("dora")
    fox = await dora.slash("imagine", prompt="a fox")
    await stage.work()
    stage.app.bot.gate.direct_messages = False
    refused = await dora.click(answer(fox), label=label)
    assert seen(refused).text == SERVERS_ONLY
    await stage.work()
    assert len(stage.submitted()) == 1
    assert (await stage.app.service.usage(dora.id)).images == 1


@pytest.mark.parametrize("command", ["quota", "queue", "history", "settings", "help"])
async def test_what_only_tells_can_be_used_in_direct_messages(stage: Stage, command: str) -> None:
    told: Seen = seen(await stage.alice.user.slash(command))
    assert len(told.text) > 20
