"""Every kind of refusal: seen by nobody else, it says whose rule it was and what to do next, and costs nothing."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Final, NamedTuple

import pytest
from simcord.results import InteractionResult

from bot.domain.server_rules import ChannelMode, ServerRules
from bot.domain.text import format_dollars
from bot.policy.gate import SERVERS_ONLY
from bot.storage import spending
from tests.conversations.conftest import StageFactory
from tests.conversations.test_blocked_words import block_words
from tests.conversations.test_edit_consent import set_edit_consent
from tests.support.stage import BotStage, MessageView, job_id_of, response_message, response_view

DAY: Final = 24 * 3600
Scene = Callable[[BotStage], Awaitable[InteractionResult]]
"""Lets Bob ask for something that is refused, and returns what he got; Alice may have been there before."""


class RefusalCase(NamedTuple):
    """One kind of refusal: how it comes about, whose rule the sentence names, and what it says to do."""

    scene: Scene
    whose: str
    todo: str
    limits: Mapping[str, Any] = {}


async def rules(stage: BotStage, **changes: Any) -> None:
    await stage.app.bot.services.gate.change_rules(stage.guild.id, lambda _: ServerRules(**changes))


async def channel(stage: BotStage, **changes: Any) -> None:
    await stage.app.bot.services.gate.change_rules(
        stage.guild.id, lambda held: held.with_channel(stage.channel.id, changes)
    )


def under(**changes: Any) -> Scene:
    """With these rules of the server."""

    async def scene(stage: BotStage) -> InteractionResult:
        await rules(stage, **changes)
        return await stage.imagine("a fox", stage.bob)

    return scene


def where(prompt: str = "a fox", **changes: Any) -> Scene:
    """With these rules of the channel."""

    async def scene(stage: BotStage) -> InteractionResult:
        await channel(stage, **changes)
        return await stage.imagine(prompt, stage.bob)

    return scene


def asks(prompt: str = "a fox", **options: Any) -> Scene:
    async def scene(stage: BotStage) -> InteractionResult:
        return await stage.imagine(prompt, stage.bob, **options)

    return scene


def after_alices(times: int = 1) -> Scene:
    """Once Alice has used something up that they share."""

    async def scene(stage: BotStage) -> InteractionResult:
        for _ in range(times):
            await stage.imagine_and_wait("a fox")
        return await stage.imagine("a fox", stage.bob)

    return scene


async def words(stage: BotStage) -> InteractionResult:
    await block_words(stage, "knife")
    return await stage.imagine("a knife", stage.bob)


async def pause(stage: BotStage) -> InteractionResult:
    for _ in range(3):
        await words(stage)
    return await stage.imagine("a fox", stage.bob)


def blocked(term: str) -> Scene:
    async def scene(stage: BotStage) -> InteractionResult:
        await stage.mod.slash(stage.channel, "mod block", member=stage.bob, reason="spam", **{"for": term})
        return await stage.imagine("a fox", stage.bob)

    return scene


async def consent(stage: BotStage) -> InteractionResult:
    fox = await stage.imagine_and_wait("a fox")
    await set_edit_consent(stage, "no")
    return await stage.press("Vary", fox, stage.bob)


async def servers_consent(stage: BotStage) -> InteractionResult:
    fox = await stage.imagine_and_wait("a fox")
    await rules(stage, edits=False)
    return await stage.press("Vary", fox, stage.bob)


async def deleted(stage: BotStage) -> InteractionResult:
    fox = await stage.imagine_and_wait("a fox")
    await stage.press("Delete", fox)
    return await stage.submit_forged_form(f"easel:edit:{job_id_of(fox)}:1", stage.bob, words="a hat")


async def removed(stage: BotStage) -> InteractionResult:
    fox = await stage.imagine_and_wait("a fox")
    hat = await stage.submit_form(await stage.press("Edit", fox), words="a hat")
    await stage.run_worker_until_idle()
    await stage.use_context_menu("Remove image", response_message(fox), stage.mod)
    return await stage.press("Reroll", hat, stage.bob)


async def restarting(stage: BotStage) -> InteractionResult:
    stage.app.services.capacity.is_closing = True
    return await stage.imagine("a fox", stage.bob)


async def stopped(stage: BotStage) -> InteractionResult:
    stage.app.services.capacity.breaker.trip()
    return await stage.imagine("a fox", stage.bob)


KINDS: Final[dict[str, RefusalCase]] = {
    "words": RefusalCase(words, "This server does not allow some of these words", "rephrase your request"),
    "channel off": RefusalCase(
        where(mode=ChannelMode.OFF), "This server does not allow picture requests in this channel", "try another one"
    ),
    "moderators only": RefusalCase(
        where(mode=ChannelMode.MODERATORS), "This server lets only moderators request pictures", "try another one"
    ),
    "model": RefusalCase(
        where("a fox --pro", models=("standard",)),
        "This server does not allow Grok Imagine Pro",
        "you can use standard",
    ),
    "role": RefusalCase(under(members=(1,)), "On this server, only some roles", "ask a moderator for one"),
    "days": RefusalCase(under(min_days=3), "On this server, you can request pictures once", "come back in"),
    "blocked": RefusalCase(blocked("1d"), "This server’s moderators", "The block ends <t:"),
    "blocked for ever": RefusalCase(blocked("ever"), "This server’s moderators", "unless they lift it"),
    "paused": RefusalCase(pause, "requests on this server were refused, so you have to pause", "can try again <t:"),
    "quota": RefusalCase(asks(count=3), "is your limit", "ask for fewer", {"images_per_user_per_day": 2}),
    "no quota": RefusalCase(asks(), "your limit is 0", "can change that", {"images_per_user_per_day": 0}),
    "the server's day": RefusalCase(
        after_alices(),
        "This server’s picture budget for the day",
        "room for it again <t:",
        {"dollars_per_guild_per_day": 0.03},
    ),
    "the server's month": RefusalCase(
        after_alices(),
        "This server’s picture budget for the month",
        "room for it again <t:",
        {"dollars_per_guild_per_month": 0.03},
    ),
    "the whole bot's day": RefusalCase(
        after_alices(), "The bot’s picture budget for the day", "room for it again <t:", {"dollars_per_day": 0.03}
    ),
    "consent": RefusalCase(consent, "The author of this picture", "start from another one"),
    "the server's consent": RefusalCase(
        servers_consent, "On this server, others can edit a picture only if", "start from another one"
    ),
    "deleted source": RefusalCase(deleted, "That picture was deleted", "start from another one"),
    "removed source": RefusalCase(
        removed, "This server’s moderators removed the original picture", "start from another one"
    ),
    "restarting": RefusalCase(restarting, "Easel is restarting", "try again in a minute"),
    "operator needed": RefusalCase(stopped, "the bot’s operator was notified", "try again later"),
}


async def spent(stage: BotStage) -> int:
    return await stage.app.database.run(spending.get_spending, None, stage.app.services.requests.clock() - DAY)


@pytest.mark.parametrize("kind", KINDS)
async def test_refusal_is_ephemeral_free_and_names_the_rule_and_the_remedy(make_stage: StageFactory, kind: str) -> None:
    scene, whose, todo, limits = KINDS[kind]
    stage = await make_stage(limits=limits)
    refused = await scene(stage)
    everybody, tasks, dollars_spent = stage.messages(stage.alice), len(stage.provider_tasks()), await spent(stage)
    told = response_view(refused)
    assert told.ephemeral
    assert not any(told.text in one.text for one in everybody)
    assert whose in told.text
    assert todo in told.text
    assert "nothing was charged" in told.text.lower()
    assert not any(sign in told.text for sign in ("Traceback", "Error", "http", "None"))
    stage.app.services.capacity.is_closing = False
    await stage.run_worker_until_idle()
    assert (await stage.usage_of(stage.bob)).images == 0
    assert (len(stage.provider_tasks()), await spent(stage)) == (tasks, dollars_spent)
    assert format_dollars(dollars_spent) in {"$0.00", "$0.02", "$0.042"}


async def test_refusals_of_different_kinds_have_different_texts(make_stage: StageFactory) -> None:
    stage = await make_stage()
    sentences = {}
    for name in ("words", "channel off", "blocked", "restarting"):
        sentences[name] = response_view(await KINDS[name].scene(stage)).text
        await channel(stage, mode=ChannelMode.OPEN)
        await stage.mod.slash(stage.channel, "mod unblock", member=stage.bob)
    assert len(set(sentences.values())) == len(sentences)


# ── those that need something of the member's own before ─────────────────────────────────────────────────────────────


async def test_used_up_quota_refusal_states_when_more_frees_up(make_stage: StageFactory) -> None:
    stage = await make_stage(limits={"images_per_user_per_day": 1})
    await stage.imagine_and_wait("a fox", stage.bob)
    told = response_view(await stage.imagine("an owl", stage.bob))
    assert told.ephemeral
    assert told.text.startswith(
        "Your one picture of the last 24 hours is used up. Nothing was charged. The next one frees up <t:"
    )
    assert (await stage.usage_of(stage.bob)).images == 1


async def test_cooldown_refusal_states_the_limit_and_when_to_try_again(make_stage: StageFactory) -> None:
    stage = await make_stage(limits={"cooldown_seconds": 5})
    await stage.imagine_and_wait("a fox", stage.bob)
    told = response_view(await stage.imagine("an owl", stage.bob))
    assert told.ephemeral
    assert told.text.startswith("Your limit is one request every 5 seconds; nothing was charged. You can try again <t:")
    assert (await stage.usage_of(stage.bob)).images == 1


async def test_concurrency_refusal_states_the_limit_and_how_to_cancel(stage: BotStage) -> None:
    for _ in range(2):
        await stage.imagine("a fox", stage.bob)
    told = response_view(await stage.imagine("an owl", stage.bob))
    assert told.ephemeral
    assert told.text == (
        "You have 2 requests running already, and 2 at once is your limit; wait for one to finish, or cancel one "
        "that is still in the queue with /cancel. Nothing was charged."
    )
    assert (await stage.usage_of(stage.bob)).images == 2


# ── those that come after the acceptance, in the message that waited ─────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("prompt", "whose", "todo"),
    [
        ("fault:moderated a fox", "Runware’s safety check", "rephrase your request"),
        ("fault:timeout_provider a fox", "Runware took too long", "try again in a few minutes"),
    ],
)
async def test_provider_refusal_is_shown_in_the_message_of_the_request(
    stage: BotStage, prompt: str, whose: str, todo: str
) -> None:
    result = await stage.imagine_and_wait(prompt, stage.bob)
    told = response_view(result)
    assert [one.id for one in stage.messages(stage.alice)] == [response_message(result).id]
    assert whose in told.text
    assert todo in told.text
    assert "nothing was charged" in told.text.lower()
    assert await stage.images_left(stage.bob) == 20
    assert (await stage.job(job_id_of(result))).outcome is None


async def test_missing_credit_refusal_mentions_the_operator(stage: BotStage) -> None:
    told = response_view(await stage.imagine_and_wait("fault:no_credits a fox", stage.bob))
    assert "operator" in told.text
    assert await stage.images_left(stage.bob) == 20


# ── direct messages ──────────────────────────────────────────────────────────────────────────────────────────────────


def offered(stage: BotStage) -> Mapping[str, Any]:
    """The commands as they were published, by name."""
    (put,) = [one for one in stage.env.http_requests if one.method == "PUT" and one.path.endswith("/commands")]
    return {command["name"]: command for command in put.json or ()}


ASKING: Final = ("imagine", "edit", "Edit image")
ANYWHERE: Final = ("quota", "queue", "history", "show", "settings", "help", "cancel")


async def test_picture_commands_are_published_for_servers_only(stage: BotStage) -> None:
    published = offered(stage)
    assert [published[name]["contexts"] for name in ASKING] == [[0]] * 3
    assert [published[name]["contexts"] for name in ANYWHERE] == [None] * 7


async def test_picture_commands_are_published_everywhere_with_direct_messages_enabled(make_stage: StageFactory) -> None:
    stage = await make_stage(discord={"direct_messages": True})
    assert [offered(stage)[name]["contexts"] for name in (*ASKING, *ANYWHERE)] == [None] * 10


@pytest.mark.parametrize("label", ["Reroll", "Edit", "Vary"])
async def test_picture_buttons_in_direct_messages_are_refused(make_stage: StageFactory, label: str) -> None:
    stage = await make_stage(discord={"direct_messages": True})
    dora = stage.env.create_user("dora")
    fox = await dora.slash("imagine", prompt="a fox")
    await stage.run_worker_until_idle()
    stage.app.bot.services.gate.allows_direct_messages = False
    refused = await dora.click(response_message(fox), label=label)
    assert response_view(refused).text == str(SERVERS_ONLY)
    await stage.run_worker_until_idle()
    assert len(stage.provider_tasks()) == 1
    assert (await stage.usage_of(dora)).images_on_all_servers == 1


@pytest.mark.parametrize("command", ["quota", "queue", "history", "settings", "help"])
async def test_informational_commands_work_in_direct_messages(stage: BotStage, command: str) -> None:
    told: MessageView = response_view(await stage.alice.user.slash(command))
    assert len(told.text) > 20
