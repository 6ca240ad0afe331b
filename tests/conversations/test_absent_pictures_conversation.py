"""Buttons and menus that need pictures, pressed where there are none: what they say is true in every state."""

from collections.abc import Awaitable, Callable

import pytest
from simcord.results import InteractionResult

from bot.domain.job import State
from tests.conversations.moderating import held
from tests.conversations.world import Stage, answer, job_id, seen

Scene = Callable[[Stage], Awaitable[InteractionResult]]
NEED_PICTURES = ("favourite", "dm", "show", "describe", "edit", "vary", "report")


async def waiting(stage: Stage) -> InteractionResult:
    return await stage.imagine("a fox")


async def cancelled(stage: Stage) -> InteractionResult:
    result = await stage.imagine("a fox")
    await stage.press("Cancel", result)
    return result


async def refused(stage: Stage) -> InteractionResult:
    return await stage.drawn("fault:moderated fox")


async def deleted(stage: Stage) -> InteractionResult:
    result = await stage.drawn("a fox")
    await stage.press("Delete", result)
    return result


SCENES: dict[str, tuple[Scene, State, str]] = {
    "waiting": (waiting, State.SUBMITTED, "These pictures are not made yet"),
    "held": (held, State.HELD, "A moderator looks at these pictures first"),
    "cancelled": (cancelled, State.CANCELLED, "That request was cancelled, so it has no pictures."),
    "refused": (refused, State.REFUSED, "That request was refused, so it has no pictures."),
    "deleted": (deleted, State.DELIVERED, "That picture was deleted"),
}


@pytest.mark.parametrize("name", SCENES)
async def test_every_button_says_why_there_is_no_picture(stage: Stage, name: str) -> None:
    scene, state, sentence = SCENES[name]
    result = await scene(stage)
    number = job_id(result)
    assert (await stage.job(number)).state is state
    other = await stage.imagine("an owl", stage.bob)
    for action in NEED_PICTURES:
        presser = stage.bob if action == "report" else stage.alice
        (pressed,) = await stage.press_all((presser, f"easel:{action}:{number}", answer(other)))
        assert seen(pressed).ephemeral, action
        assert seen(pressed).text.startswith(sentence), (action, seen(pressed).text)
    shown = await stage.alice.slash(stage.channel, "show", id=str(number))
    assert seen(shown).text.startswith(sentence)


async def test_the_menus_say_it_too(stage: Stage) -> None:
    result = await held(stage)
    sentence = "A moderator looks at these pictures first; try again once they are approved."
    for menu, presser in (("Edit image", stage.alice), ("Report image", stage.bob), ("Remove image", stage.mod)):
        told = seen(await stage.menu(menu, answer(result), presser))
        assert told.ephemeral
        assert told.text.startswith(sentence), (menu, told.text)


async def test_what_is_private_stays_unknown_to_others_in_every_state(stage: Stage) -> None:
    secret = await stage.imagine("a secret fox", private=True)
    other = await stage.imagine("an owl", stage.bob)
    for action in NEED_PICTURES:
        (pressed,) = await stage.press_all((stage.bob, f"easel:{action}:{job_id(secret)}", answer(other)))
        assert seen(pressed).text == "That request no longer exists.", action
