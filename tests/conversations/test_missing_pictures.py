"""Buttons and menus that need pictures, pressed where there are none: what they say is true in every state."""

from collections.abc import Awaitable, Callable

import pytest
from simcord.results import InteractionResult

from bot.domain.job import State
from tests.support.moderation_helpers import imagine_held_picture
from tests.support.stage import BotStage, job_id_of, response_message, response_view

Scene = Callable[[BotStage], Awaitable[InteractionResult]]
NEED_PICTURES = ("favourite", "dm", "show", "describe", "edit", "vary", "report")


async def waiting(stage: BotStage) -> InteractionResult:
    return await stage.imagine("a fox")


async def cancelled(stage: BotStage) -> InteractionResult:
    result = await stage.imagine("a fox")
    await stage.press("Cancel", result)
    return result


async def refused(stage: BotStage) -> InteractionResult:
    return await stage.imagine_and_wait("fault:moderated fox")


async def deleted(stage: BotStage) -> InteractionResult:
    result = await stage.imagine_and_wait("a fox")
    await stage.press("Delete", result)
    return result


SCENES: dict[str, tuple[Scene, State, str]] = {
    "waiting": (waiting, State.SUBMITTED, "These pictures are not made yet"),
    "held": (imagine_held_picture, State.HELD, "A moderator looks at these pictures first"),
    "cancelled": (cancelled, State.CANCELLED, "That request was cancelled, so it has no pictures."),
    "refused": (refused, State.REFUSED, "That request was refused, so it has no pictures."),
    "deleted": (deleted, State.DELIVERED, "That picture was deleted"),
}


@pytest.mark.parametrize("name", SCENES)
async def test_buttons_and_show_explain_why_there_is_no_picture(stage: BotStage, name: str) -> None:
    scene, state, sentence = SCENES[name]
    result = await scene(stage)
    number = job_id_of(result)
    assert (await stage.job(number)).state is state
    other = await stage.imagine("an owl", stage.bob)
    for action in NEED_PICTURES:
        presser = stage.bob if action == "report" else stage.alice
        (pressed,) = await stage.press_concurrently((presser, f"easel:{action}:{number}", response_message(other)))
        assert response_view(pressed).ephemeral, action
        assert response_view(pressed).text.startswith(sentence), (action, response_view(pressed).text)
    shown = await stage.alice.slash(stage.channel, "show", id=str(number))
    assert response_view(shown).text.startswith(sentence)


async def test_context_menus_explain_that_a_picture_waits_for_approval(stage: BotStage) -> None:
    result = await imagine_held_picture(stage)
    sentence = "A moderator looks at these pictures first; try again once they are approved."
    for menu, presser in (("Edit image", stage.alice), ("Report image", stage.bob), ("Remove image", stage.mod)):
        told = response_view(await stage.use_context_menu(menu, response_message(result), presser))
        assert told.ephemeral
        assert told.text.startswith(sentence), (menu, told.text)


async def test_unfinished_private_request_is_unknown_to_other_members(stage: BotStage) -> None:
    secret = await stage.imagine("a secret fox", private=True)
    other = await stage.imagine("an owl", stage.bob)
    for action in NEED_PICTURES:
        (pressed,) = await stage.press_concurrently(
            (stage.bob, f"easel:{action}:{job_id_of(secret)}", response_message(other))
        )
        assert response_view(pressed).text == "That request no longer exists.", action
