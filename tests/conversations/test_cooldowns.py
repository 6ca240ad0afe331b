"""Pauses: whoever is refused again and again has to wait a little, then longer, and starts afresh after a while."""

import re
from collections.abc import Awaitable, Callable

import pytest
from simcord.actors import MemberActor
from simcord.results import InteractionResult

from bot.domain.server_rules import ChannelMode, FlaggedAction, ServerRules
from tests.conversations.test_appeals import set_up_moderated_server, update_cards
from tests.conversations.test_blocked_words import BLOCKED_WORDS_TEXT, block_words
from tests.conversations.test_context_menus import make_png
from tests.support.stage import BotStage, MessageView, response_message, response_view

MINUTE, HOUR = 60, 3600
PAUSED = "Several of your requests on this server were refused, so you have to pause for a while"
ONE_TOO_MANY = "Too many of your requests were refused: you can try again <t:"


async def refuse(stage: BotStage, times: int, by: MemberActor | None = None) -> MessageView:
    """Let somebody be refused so many times, and return what they were told the last time."""
    results = [await stage.imagine("a knife", by) for _ in range(times)]
    assert all(response_view(result).text.startswith(BLOCKED_WORDS_TEXT) for result in results)
    return response_view(results[-1])


def seconds_told(stage: BotStage, told: MessageView) -> float:
    """How long the pause lasts by what is told."""
    (stamp,) = re.findall(r"<t:(\d+):R>", told.text)
    return int(stamp) - stage.app.services.requests.clock()


async def is_paused(stage: BotStage, by: MemberActor | None = None) -> bool:
    asked = response_view(await stage.imagine("a fox", by))
    await stage.run_worker_until_idle()
    return asked.ephemeral and asked.text.startswith(PAUSED)


# ── how long ─────────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_third_refusal_pauses_the_member_for_a_minute(stage: BotStage) -> None:
    await block_words(stage, "knife")
    assert ONE_TOO_MANY not in (await refuse(stage, 2)).text
    assert not await is_paused(stage)
    third = await refuse(stage, 1)
    assert third.ephemeral
    assert ONE_TOO_MANY in third.text
    assert seconds_told(stage, third) == pytest.approx(MINUTE, abs=3)
    told = response_view(await stage.imagine("a fox"))
    assert told.ephemeral
    assert told.text.startswith(f"{PAUSED} (requests you cancel after drawing began count too). ")
    assert "Nothing was charged. You can try again <t:" in told.text
    assert seconds_told(stage, told) == pytest.approx(MINUTE, abs=3)
    assert await stage.images_left() == 19
    await stage.env.advance_time(MINUTE + 3)
    assert not await is_paused(stage)


async def test_refusals_some_minutes_apart_add_up_to_a_pause(stage: BotStage) -> None:
    await block_words(stage, "knife")
    for _ in range(2):
        await refuse(stage, 1)
        await stage.env.advance_time(5 * MINUTE)
    assert ONE_TOO_MANY in (await refuse(stage, 1)).text


async def test_pauses_double_up_to_an_hour(stage: BotStage) -> None:
    await block_words(stage, "knife")
    await refuse(stage, 2)
    lengths = []
    for _ in range(12):
        told = await refuse(stage, 1)
        lengths.append(seconds_told(stage, told))
        await stage.env.advance_time(lengths[-1] + 1)
    assert lengths[:4] == pytest.approx([MINUTE, 2 * MINUTE, 4 * MINUTE, 8 * MINUTE], abs=3)
    assert 8 * MINUTE < max(lengths) <= HOUR + 3


async def test_old_refusals_do_not_count(stage: BotStage) -> None:
    await block_words(stage, "knife")
    await refuse(stage, 3)
    await stage.env.advance_time(5 * HOUR)
    assert ONE_TOO_MANY not in (await refuse(stage, 2)).text
    assert not await is_paused(stage)


async def test_requests_during_a_pause_do_not_extend_it(stage: BotStage) -> None:
    await block_words(stage, "knife")
    await refuse(stage, 3)
    for _ in range(5):
        told = response_view(await stage.imagine("a knife"))
        assert told.text.startswith(PAUSED)
        assert told.button_labels == []
    await stage.env.advance_time(MINUTE + 3)
    assert not await is_paused(stage)


# ── where and for whom ───────────────────────────────────────────────────────────────────────────────────────────────

Way = Callable[[BotStage, InteractionResult, InteractionResult, InteractionResult], Awaitable[InteractionResult]]
WAYS: dict[str, Way] = {
    "command": lambda stage, *_: stage.imagine("an owl"),
    "alternatives": lambda stage, *_: stage.imagine("an {owl, elk}"),
    "edit": lambda stage, *_: stage.alice.slash(stage.channel, "edit", prompt="a hat", image=("cat.png", make_png())),
    "button": lambda stage, shown, *_: stage.press("Reroll", shown),
    "form": lambda stage, _, form, __: stage.submit_form(form, words="a hat"),
    "confirm": lambda stage, _, __, offer: stage.press("Draw it", offer),
}


@pytest.mark.parametrize("way", WAYS)
async def test_pause_applies_to_every_entry_point(stage: BotStage, way: str) -> None:
    shown = await stage.imagine_and_wait("a fox")
    form, offer = await stage.press("Edit", shown), await stage.imagine("a {red, blue} owl")
    await block_words(stage, "knife")
    await refuse(stage, 3)
    await WAYS[way](stage, shown, form, offer)
    (told,) = [one for one in stage.messages(stage.alice) if one.text.startswith(PAUSED)]
    assert told.ephemeral
    await stage.run_worker_until_idle()
    assert len(stage.provider_tasks()) == 1
    assert await stage.images_left() == 19


async def test_pause_applies_to_the_edit_menu(stage: BotStage) -> None:
    shown = await stage.imagine_and_wait("a fox")
    await block_words(stage, "knife")
    await refuse(stage, 3)
    form = await stage.use_context_menu("Edit image", response_message(shown))
    assert response_view(await stage.submit_form(form, words="a hat")).text.startswith(PAUSED)


async def test_pause_applies_per_member_and_server_and_survives_a_restart(stage: BotStage) -> None:
    await block_words(stage, "knife")
    await refuse(stage, 3)
    await stage.restart()
    assert await is_paused(stage)
    assert not await is_paused(stage, stage.bob)
    elsewhere = stage.env.create_guild("Elsewhere")
    alice = elsewhere.add_member(stage.alice.user)
    asked = await alice.slash(elsewhere.create_text_channel("studio"), "imagine", prompt="a fox")
    await stage.run_worker_until_idle()
    assert len(response_view(asked).gallery) == 1


async def test_refusals_for_invalid_flags_and_quota_do_not_count(stage: BotStage) -> None:
    for _ in range(4):
        await stage.imagine("a fox --nonsense")
    await stage.imagine("a fox", count=20)
    assert not await is_paused(stage)


# ── what counts besides words ────────────────────────────────────────────────────────────────────────────────────────


async def test_refusals_by_the_provider_count(stage: BotStage) -> None:
    for _ in range(3):
        await stage.imagine_and_wait("fault:moderated a fox")
    assert await is_paused(stage)


async def test_refused_flagged_pictures_count(stage: BotStage) -> None:
    await stage.app.bot.services.gate.change_rules(stage.guild.id, lambda _: ServerRules(flagged=FlaggedAction.REFUSE))
    for _ in range(3):
        await stage.imagine_and_wait("fault:nsfw a fox")
    assert await is_paused(stage)


async def test_declined_pictures_count(stage: BotStage) -> None:
    log = await set_up_moderated_server(stage)
    await stage.app.bot.services.gate.change_rules(
        stage.guild.id, lambda rules: rules.with_channel(stage.channel.id, {"mode": ChannelMode.APPROVAL})
    )
    await refuse(stage, 2)
    await stage.imagine_and_wait("a fox")
    await update_cards(stage)
    (shown,) = [message for message in log.history() if MessageView(message).gallery]
    form = await stage.press("Decline", shown, stage.mod)
    await stage.submit_form(form, stage.mod, reason=["own"], words="not here")
    assert await is_paused(stage)
