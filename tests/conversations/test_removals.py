"""Removing pictures: everywhere they are and for whatever was made from them, and back again within a day."""

from collections.abc import Awaitable, Callable

import pytest
from simcord.actors import MemberActor
from simcord.results import InteractionResult

from bot.domain.job import State
from bot.refusals import RemovalNotUndoable, SourceDeleted, SourceRemoved
from tests.conversations.conftest import StageFactory
from tests.support.moderation_helpers import (
    DAY_SECONDS,
    audit_actions,
    backdate,
    button_custom_id,
    work_and_update_cards,
)
from tests.support.stage import BotStage, MessageView, job_id_of, response_message, response_view

GONE = "🚫 A moderator removed these pictures."
Way = Callable[[BotStage, InteractionResult, MemberActor], Awaitable[InteractionResult]]


async def by_menu(stage: BotStage, result: InteractionResult, by: MemberActor) -> InteractionResult:
    return await stage.use_context_menu("Remove image", response_message(result), by)


async def by_button(stage: BotStage, result: InteractionResult, by: MemberActor) -> InteractionResult:
    return await stage.press("Delete", result, by)


async def by_command(stage: BotStage, result: InteractionResult, by: MemberActor) -> InteractionResult:
    code = (await stage.job(job_id_of(result))).short_id
    return await by.slash(stage.channel, "mod remove", id=f"{code[:3]}-{code[3:]}", reason="blood")


async def remove(stage: BotStage, result: InteractionResult, by: MemberActor | None = None) -> InteractionResult:
    told = await by_menu(stage, result, by or stage.mod)
    await work_and_update_cards(stage)
    return told


async def undo(stage: BotStage, told: InteractionResult, by: MemberActor | None = None) -> MessageView:
    pressed = response_view(await stage.press("Undo", told, by or stage.mod))
    await work_and_update_cards(stage)
    return pressed


async def edited(stage: BotStage, source: InteractionResult, by: MemberActor | None = None) -> InteractionResult:
    result = await stage.submit_form(await stage.press("Edit", source, by), by, words="a hat")
    await stage.run_worker_until_idle()
    return result


# ── removing, and putting back ───────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("way", [by_menu, by_button, by_command])
async def test_moderator_can_remove_and_restore_a_picture(stage: BotStage, way: Way) -> None:
    result = await stage.imagine_and_wait("a fox")
    await stage.press("Favourite", result, stage.bob)
    before = response_view(result)
    told = await way(stage, result, stage.mod)
    assert response_view(told).ephemeral
    assert response_view(told).text == (
        "The picture is removed, and nothing can be made from it. You can undo this for a day."
    )
    await work_and_update_cards(stage)
    gone = response_view(result)
    why = ": blood." if way is by_command else "."  # only the command asks for a reason
    assert gone.text == f"{GONE.removesuffix('.')}{why}\n-# <@{stage.alice.id}>"
    assert (gone.gallery, gone.button_labels, gone.filenames) == ([], [], [])
    assert "Nothing here yet" in response_view(await stage.alice.slash(stage.channel, "history")).text
    code = (await stage.job(job_id_of(result))).short_id
    for member in (stage.alice, stage.bob):
        assert response_view(await member.slash(stage.channel, "show", id=code)).text == "That picture was deleted."
    assert "is back" in (await undo(stage, told)).text
    back = response_view(result)
    assert (back.texts, back.button_labels, back.filenames) == (before.texts, before.button_labels, before.filenames)
    assert len(back.gallery) == 1
    assert code[:3] in response_view(await stage.alice.slash(stage.channel, "history")).text
    favourites = await stage.press("Favourites", await stage.bob.slash(stage.channel, "history"), stage.bob)
    assert code[:3] in response_view(favourites).text, "it is still what bob marked"
    assert await audit_actions(stage) == [("Picture removed", stage.mod.id), ("Removal undone", stage.mod.id)]


async def test_removal_and_undo_apply_to_both_messages_of_a_request(stage: BotStage) -> None:
    result = await stage.imagine_and_wait("twelve foxes", count=12)
    second = stage.channel.history()[1]
    told = await stage.use_context_menu("Remove image", second, stage.mod)
    await work_and_update_cards(stage)
    assert [message.text.split("\n")[0] for message in stage.messages()] == [GONE] * 2
    assert all(not message.gallery and not message.filenames for message in stage.messages())
    await undo(stage, told)
    assert [len(message.gallery) for message in stage.messages()] == [10, 2]
    assert stage.messages()[1].button_labels == ["ℹ️ Details", "🗑️ Delete"]
    assert len(response_view(result).filenames) == 10


async def test_removal_and_undo_survive_a_restart_before_the_message_edit(stage: BotStage) -> None:
    result = await stage.imagine_and_wait("a fox")
    told = await by_menu(stage, result, stage.mod)
    await stage.restart()
    await work_and_update_cards(stage)
    assert response_view(result).text.startswith(GONE)
    await stage.press("Undo", told, stage.mod)
    await stage.restart()
    await work_and_update_cards(stage)
    assert len(response_view(result).gallery) == 1


async def test_removal_cannot_be_undone_after_a_day_and_its_data_is_deleted(stage: BotStage) -> None:
    result = await stage.imagine_and_wait("a fox")
    told = await remove(stage, result)
    await stage.app.database.run(backdate, "UPDATE removals SET removed_at = removed_at - ?", DAY_SECONDS + 5)
    assert (await undo(stage, told)).text == str(RemovalNotUndoable.sentence)
    with stage.env.time_context():
        await stage.app.maintenance.run_once()
    job = await stage.job(job_id_of(result))
    assert job.request.prompt == "(deleted)"
    assert job.outcome is not None
    assert job.outcome.results == ()
    assert (await undo(stage, told)).text == str(RemovalNotUndoable.sentence)
    assert response_view(result).text.startswith(GONE)


async def test_undo_says_that_an_expired_message_stays_empty(stage: BotStage) -> None:
    result = await stage.imagine_and_wait("a fox")
    await stage.app.database.run(backdate, "UPDATE jobs SET ready_at = ready_at - ?", 8 * DAY_SECONDS)
    told = await remove(stage, result)
    assert "the message stays empty" in (await undo(stage, told)).text
    code = (await stage.job(job_id_of(result))).short_id
    assert code[:3] in response_view(await stage.alice.slash(stage.channel, "history")).text


async def test_concurrent_undo_presses_undo_the_removal_once(stage: BotStage) -> None:
    result = await stage.imagine_and_wait("a fox")
    told = await remove(stage, result)
    pressed = await stage.press_concurrently(
        *[(stage.mod, button_custom_id("undo", job_id_of(result)), response_message(told))] * 2
    )
    assert sorted("is back" in response_view(one).text for one in pressed) == [False, True]
    assert [action for action, _ in await audit_actions(stage)] == ["Picture removed", "Removal undone"]


async def test_moderator_cannot_undo_removal_of_own_picture(stage: BotStage) -> None:
    result = await stage.imagine_and_wait("a fox", stage.mod)
    boss = stage.guild.create_role("Boss", permissions=stage.all_permissions)
    told = await remove(stage, result, stage.guild.add_member(stage.env.create_user("chief"), roles=[boss]))
    (pressed,) = await stage.press_concurrently(
        (stage.mod, button_custom_id("undo", job_id_of(result)), response_message(result))
    )
    assert "your own picture" in response_view(pressed).text
    await work_and_update_cards(stage)
    assert response_view(result).text.startswith(GONE)
    assert told.acknowledged


async def test_removed_picture_cannot_be_used_by_its_author_or_others(stage: BotStage) -> None:
    result = await stage.imagine_and_wait("a fox")
    place = response_message(await stage.imagine_and_wait("an owl"))
    await remove(stage, result)
    for action in ("reroll", "edit", "vary", "details", "favourite", "dm", "describe", "show", "report"):
        for member in (stage.alice, stage.bob):
            (pressed,) = await stage.press_concurrently((member, button_custom_id(action, job_id_of(result)), place))
            told = response_view(pressed)
            assert (told.ephemeral, told.gallery) == (True, []), action
            assert "deleted" in told.text or "no picture" in told.text, (action, told.text)
    await stage.run_worker_until_idle()
    assert len(stage.provider_tasks()) == 2


# ── what was made from it ────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("depth", [1, 2, 60])
async def test_derived_pictures_of_a_removed_picture_cannot_be_rerolled_or_edited(
    make_stage: StageFactory, depth: int
) -> None:
    stage = await make_stage(limits={"images_per_user_per_day": -1})
    first = last = await stage.imagine_and_wait("a fox")
    for _ in range(depth):
        last = await edited(stage, last)
    assert len(response_view(last).gallery) == 1
    opened = await stage.press("Edit", last)
    told = await remove(stage, first)
    sent = len(stage.provider_tasks())
    for attempt in (
        await stage.press("Reroll", last),
        await stage.press("Vary", last, stage.bob),
        await stage.press("Edit", last),
        await stage.use_context_menu("Edit image", response_message(last), stage.bob),
        await stage.submit_form(opened, words="a scarf"),
    ):
        assert (response_view(attempt).ephemeral, response_view(attempt).text) == (True, str(SourceRemoved.sentence))
    await stage.run_worker_until_idle()
    assert len(stage.provider_tasks()) == sent
    assert await stage.images_left() == -1 - (depth + 1)
    await undo(stage, told)
    assert len(response_view(await edited(stage, last)).gallery) == 1


async def test_form_opened_before_the_removal_of_its_picture_is_refused(stage: BotStage) -> None:
    first = await stage.imagine_and_wait("a fox", count=2)
    child = await edited(stage, await stage.imagine_and_wait("an owl"))
    opened = [await stage.press("Edit", first), await stage.press("Vary", first)]
    of_child = await stage.press("Edit", child)
    await remove(stage, first)
    assert response_view(await stage.submit_form(opened[0], words="a hat", which=1)).text == str(SourceDeleted.sentence)
    assert response_view(await stage.submit_form(opened[1], which=2)).text == str(SourceDeleted.sentence)
    assert not response_view(await stage.submit_form(of_child, words="a hat")).ephemeral, (
        "what has nothing to do with it goes on"
    )


async def test_price_offer_confirmed_after_the_removal_is_refused_free_of_charge(stage: BotStage) -> None:
    first = await stage.imagine_and_wait("a fox")
    child = await edited(stage, first)
    offer = await stage.submit_form(await stage.press("Edit", child), words="a {red, blue} hat")
    assert "Draw it" in response_view(offer).button_labels
    left = await stage.images_left()
    await remove(stage, first)
    assert response_view(await stage.press("Draw it", offer)).text == str(SourceRemoved.sentence)
    await stage.run_worker_until_idle()
    assert await stage.images_left() == left


async def test_queued_edit_of_a_removed_picture_is_refused_and_refunded(make_stage: StageFactory) -> None:
    stage = await make_stage(runware={"max_in_flight": 1})
    first = await stage.imagine_and_wait("a fox")
    child = await edited(stage, first)
    await stage.imagine("a heron", stage.bob)
    await stage.step_worker()
    waiting = await stage.submit_form(await stage.press("Edit", child), words="a scarf")
    left = await stage.images_left()
    await by_menu(stage, first, stage.mod)
    await stage.run_worker_until_idle()
    assert str(SourceRemoved.sentence) in response_view(waiting).text
    assert response_view(waiting).gallery == []
    assert (await stage.job(job_id_of(waiting))).state is State.REFUSED
    assert await stage.images_left() == left + 1
    assert "a scarf" not in [task["positivePrompt"] for task in stage.provider_tasks()]


async def test_running_edit_of_a_removed_picture_is_not_shown_and_refunded(stage: BotStage) -> None:
    first = await stage.imagine_and_wait("a fox")
    drawing = await stage.submit_form(await stage.press("Edit", first), words="a hat")
    await stage.finish_at_provider()
    assert len(stage.provider_tasks()) == 2
    await by_menu(stage, first, stage.mod)
    await stage.run_worker_until_idle()
    assert str(SourceRemoved.sentence) in response_view(drawing).text
    assert response_view(drawing).gallery == []
    assert await stage.images_left() == 19


async def test_queued_edit_is_drawn_if_the_removal_is_undone_in_time(make_stage: StageFactory) -> None:
    stage = await make_stage(runware={"max_in_flight": 1})
    first = await stage.imagine_and_wait("a fox")
    await stage.imagine("a heron", stage.bob)
    await stage.step_worker()
    waiting = await stage.submit_form(await stage.press("Edit", first), words="a scarf")
    told = await by_menu(stage, first, stage.mod)
    await stage.press("Undo", told, stage.mod)
    await stage.run_worker_until_idle()
    assert len(response_view(waiting).gallery) == 1


# ── which ones, and by whom ──────────────────────────────────────────────────────────────────────────────────────────


async def test_reason_that_looks_like_a_stored_message_is_shown_as_typed(stage: BotStage) -> None:
    for reason in ('{"message":"x"}', '{"message":"x","fields":{}}', '{"message":'):
        result = await stage.imagine_and_wait("a fox")
        code = (await stage.job(job_id_of(result))).short_id
        told = await stage.mod.slash(stage.channel, "mod remove", id=code, reason=reason)
        assert "The picture is removed" in response_view(told).text
        await work_and_update_cards(stage)
        assert reason in response_view(result).text
