"""Removing pictures: everywhere they are and for whatever was made from them, and back again within a day."""

from collections.abc import Awaitable, Callable

import discord
import pytest
from simcord.actors import MemberActor
from simcord.backend.models import Overwrite
from simcord.enums import OverwriteType
from simcord.results import InteractionResult

from bot.domain.job import State
from bot.storage.intake import DELETED, SOURCE_REMOVED
from bot.storage.removals import DELETED_ALREADY, NOT_REMOVED, NOTHING_THERE
from cogs.mod.removals import NOT_OURS
from tests.conversations.conftest import Raise
from tests.conversations.moderating import DAY, actions, board, lines, longer_ago, press_id, record, with_log
from tests.conversations.test_menus_conversation import posted
from tests.conversations.world import Seen, Stage, answer, job_id, seen

GONE = "🚫 A moderator removed these pictures."
Way = Callable[[Stage, InteractionResult, MemberActor], Awaitable[InteractionResult]]


async def by_menu(stage: Stage, result: InteractionResult, by: MemberActor) -> InteractionResult:
    return await stage.menu("Remove image", answer(result), by)


async def by_button(stage: Stage, result: InteractionResult, by: MemberActor) -> InteractionResult:
    return await stage.press("Delete", result, by)


async def by_command(stage: Stage, result: InteractionResult, by: MemberActor) -> InteractionResult:
    code = (await stage.job(job_id(result))).code
    return await by.slash(stage.channel, "mod remove", id=f"{code[:3]}-{code[3:]}", reason="blood")


async def remove(stage: Stage, result: InteractionResult, by: MemberActor | None = None) -> InteractionResult:
    told = await by_menu(stage, result, by or stage.mod)
    await board(stage)
    return told


async def undo(stage: Stage, told: InteractionResult, by: MemberActor | None = None) -> Seen:
    pressed = seen(await stage.press("Undo", told, by or stage.mod))
    await board(stage)
    return pressed


async def edited(stage: Stage, source: InteractionResult, by: MemberActor | None = None) -> InteractionResult:
    result = await stage.submit(await stage.press("Edit", source, by), by, words="a hat")
    await stage.work()
    return result


# ── removing, and putting back ───────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("way", [by_menu, by_button, by_command])
async def test_a_moderator_takes_a_picture_out_and_puts_it_back(stage: Stage, way: Way) -> None:
    result = await stage.drawn("a fox")
    await stage.press("Favourite", result, stage.bob)
    before = seen(result)
    told = await way(stage, result, stage.mod)
    assert seen(told).ephemeral
    assert seen(told).text == ("The picture is removed, and nothing can be made from it. You can undo this for a day.")
    await board(stage)
    gone = seen(result)
    why = ": blood." if way is by_command else "."  # only the command asks for a reason
    assert gone.text == f"{GONE.removesuffix('.')}{why}\n-# <@{stage.alice.id}>"
    assert (gone.gallery, gone.buttons, gone.files) == ([], [], [])
    assert "Nothing here yet" in seen(await stage.alice.slash(stage.channel, "history")).text
    code = (await stage.job(job_id(result))).code
    for member in (stage.alice, stage.bob):
        assert seen(await member.slash(stage.channel, "show", id=code)).text == "That picture was deleted."
    assert "is back" in (await undo(stage, told)).text
    back = seen(result)
    assert (back.texts, back.buttons, back.files) == (before.texts, before.buttons, before.files)
    assert len(back.gallery) == 1
    assert code[:3] in seen(await stage.alice.slash(stage.channel, "history")).text
    favourites = await stage.press("Favourites", await stage.bob.slash(stage.channel, "history"), stage.bob)
    assert code[:3] in seen(favourites).text, "it is still what bob marked"
    assert await actions(stage) == [("Picture removed", stage.mod.id), ("Removal undone", stage.mod.id)]


async def test_the_second_message_goes_and_comes_back_with_the_first(stage: Stage) -> None:
    result = await stage.drawn("twelve foxes", count=12)
    second = stage.channel.history()[1]
    told = await stage.menu("Remove image", second, stage.mod)
    await board(stage)
    assert [message.text.split("\n")[0] for message in stage.messages()] == [GONE] * 2
    assert all(not message.gallery and not message.files for message in stage.messages())
    await undo(stage, told)
    assert [len(message.gallery) for message in stage.messages()] == [10, 2]
    assert stage.messages()[1].buttons == ["ℹ️ Details", "🗑️ Delete"]
    assert len(seen(result).files) == 10


async def test_a_removal_survives_a_restart_before_its_message_was_changed(stage: Stage) -> None:
    result = await stage.drawn("a fox")
    told = await by_menu(stage, result, stage.mod)
    await stage.restart()
    await board(stage)
    assert seen(result).text.startswith(GONE)
    await stage.press("Undo", told, stage.mod)
    await stage.restart()
    await board(stage)
    assert len(seen(result).gallery) == 1


async def test_after_a_day_it_cannot_be_undone_and_nothing_is_kept(stage: Stage) -> None:
    result = await stage.drawn("a fox")
    told = await remove(stage, result)
    await stage.app.database.run(longer_ago, "UPDATE removals SET at = at - ?", DAY + 5)
    assert (await undo(stage, told)).text == NOT_REMOVED
    with stage.env.time_context():
        await stage.app.upkeep.step()
    job = await stage.job(job_id(result))
    assert job.request.prompt == "(deleted)"
    assert job.outcome is not None
    assert job.outcome.results == ()
    assert (await undo(stage, told)).text == NOT_REMOVED
    assert seen(result).text.startswith(GONE)


async def test_undo_says_where_a_message_can_show_its_pictures_no_more(stage: Stage) -> None:
    result = await stage.drawn("a fox")
    await stage.app.database.run(longer_ago, "UPDATE jobs SET ready_at = ready_at - ?", 8 * DAY)
    told = await remove(stage, result)
    assert "the message stays empty" in (await undo(stage, told)).text
    code = (await stage.job(job_id(result))).code
    assert code[:3] in seen(await stage.alice.slash(stage.channel, "history")).text


async def test_undo_pressed_twice_undoes_once(stage: Stage) -> None:
    result = await stage.drawn("a fox")
    told = await remove(stage, result)
    pressed = await stage.press_all(*[(stage.mod, press_id("undo", job_id(result)), answer(told))] * 2)
    assert sorted("is back" in seen(one).text for one in pressed) == [False, True]
    assert [action for action, _ in await actions(stage)] == ["Picture removed", "Removal undone"]


async def test_one_does_not_undo_the_removal_of_ones_own_picture(stage: Stage) -> None:
    result = await stage.drawn("a fox", stage.mod)
    boss = stage.guild.create_role("Boss", permissions=stage.all_permissions)
    told = await remove(stage, result, stage.guild.add_member(stage.env.create_user("chief"), roles=[boss]))
    (pressed,) = await stage.press_all((stage.mod, press_id("undo", job_id(result)), answer(result)))
    assert "your own picture" in seen(pressed).text
    await board(stage)
    assert seen(result).text.startswith(GONE)
    assert told.acknowledged


async def test_the_author_of_a_removed_picture_cannot_take_part_in_it_any_more(stage: Stage) -> None:
    result = await stage.drawn("a fox")
    place = answer(await stage.drawn("an owl"))
    await remove(stage, result)
    for action in ("reroll", "edit", "vary", "details", "favourite", "dm", "describe", "show", "report"):
        for member in (stage.alice, stage.bob):
            (pressed,) = await stage.press_all((member, press_id(action, job_id(result)), place))
            told = seen(pressed)
            assert (told.ephemeral, told.gallery) == (True, []), action
            assert "deleted" in told.text or "no picture" in told.text, (action, told.text)
    await stage.work()
    assert len(stage.submitted()) == 2


# ── what was made from it ────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("depth", [1, 2, 60])
async def test_nothing_more_is_made_from_it_in_however_many_steps(raised: Raise, depth: int) -> None:
    stage = await raised(limits={"images_per_user_per_day": -1})
    first = last = await stage.drawn("a fox")
    for _ in range(depth):
        last = await edited(stage, last)
    assert len(seen(last).gallery) == 1
    opened = await stage.press("Edit", last)
    told = await remove(stage, first)
    sent = len(stage.submitted())
    for attempt in (
        await stage.press("Reroll", last),
        await stage.press("Vary", last, stage.bob),
        await stage.press("Edit", last),
        await stage.menu("Edit image", answer(last), stage.bob),
        await stage.submit(opened, words="a scarf"),
    ):
        assert (seen(attempt).ephemeral, seen(attempt).text) == (True, SOURCE_REMOVED)
    await stage.work()
    assert len(stage.submitted()) == sent
    assert await stage.left() == -1 - (depth + 1)
    await undo(stage, told)
    assert len(seen(await edited(stage, last)).gallery) == 1


async def test_a_form_that_was_open_before_is_refused_afterwards(stage: Stage) -> None:
    first = await stage.drawn("a fox", count=2)
    child = await edited(stage, await stage.drawn("an owl"))
    opened = [await stage.press("Edit", first), await stage.press("Vary", first)]
    of_child = await stage.press("Edit", child)
    await remove(stage, first)
    assert seen(await stage.submit(opened[0], words="a hat", which=1)).text == DELETED
    assert seen(await stage.submit(opened[1], which=2)).text == DELETED
    assert not seen(await stage.submit(of_child, words="a hat")).ephemeral, "what has nothing to do with it goes on"


async def test_an_offer_that_is_confirmed_afterwards_is_refused_and_charges_nothing(stage: Stage) -> None:
    first = await stage.drawn("a fox")
    child = await edited(stage, first)
    offer = await stage.submit(await stage.press("Edit", child), words="a {red, blue} hat")
    assert "Draw it" in seen(offer).buttons
    left = await stage.left()
    await remove(stage, first)
    assert seen(await stage.press("Draw it", offer)).text == SOURCE_REMOVED
    await stage.work()
    assert await stage.left() == left


async def test_what_stands_in_line_is_not_drawn_any_more_and_not_charged(raised: Raise) -> None:
    stage = await raised(runware={"max_in_flight": 1})
    first = await stage.drawn("a fox")
    child = await edited(stage, first)
    await stage.imagine("a heron", stage.bob)
    await stage.step()
    waiting = await stage.submit(await stage.press("Edit", child), words="a scarf")
    left = await stage.left()
    await by_menu(stage, first, stage.mod)
    await stage.work()
    assert SOURCE_REMOVED in seen(waiting).text
    assert seen(waiting).gallery == []
    assert (await stage.job(job_id(waiting))).state is State.REFUSED
    assert await stage.left() == left + 1
    assert "a scarf" not in [task["positivePrompt"] for task in stage.submitted()]


async def test_what_is_being_drawn_meanwhile_is_not_shown_and_not_charged(stage: Stage) -> None:
    first = await stage.drawn("a fox")
    drawing = await stage.submit(await stage.press("Edit", first), words="a hat")
    await stage.painted()
    assert len(stage.submitted()) == 2
    await by_menu(stage, first, stage.mod)
    await stage.work()
    assert SOURCE_REMOVED in seen(drawing).text
    assert seen(drawing).gallery == []
    assert await stage.left() == 19


async def test_a_removal_that_is_undone_in_time_stops_nothing(raised: Raise) -> None:
    stage = await raised(runware={"max_in_flight": 1})
    first = await stage.drawn("a fox")
    await stage.imagine("a heron", stage.bob)
    await stage.step()
    waiting = await stage.submit(await stage.press("Edit", first), words="a scarf")
    told = await by_menu(stage, first, stage.mod)
    await stage.press("Undo", told, stage.mod)
    await stage.work()
    assert len(seen(waiting).gallery) == 1


# ── which ones, and by whom ──────────────────────────────────────────────────────────────────────────────────────────


async def test_a_private_picture_is_removed_by_its_short_id_and_nothing_of_it_is_shown(stage: Stage) -> None:
    logs = await with_log(stage)
    result = await stage.drawn("a secret fox", private=True)
    told = seen(await by_command(stage, result, stage.mod))
    assert told.buttons == ["↩️ Undo"]
    assert "secret" not in told.text
    await board(stage)
    assert "Nothing here yet" in seen(await stage.alice.slash(stage.channel, "history")).text
    assert all("secret" not in message.content for message in logs.history())
    assert (await record(stage))[0].detail == "blood"


@pytest.mark.parametrize("typed", ["?", "zzz-zzz", "the fox", "-1", "9" * 19, "9" * 40, "@everyone"])
async def test_a_short_id_that_is_none_says_so(stage: Stage, typed: str) -> None:
    await stage.drawn("a fox")
    told = seen(await stage.mod.slash(stage.channel, "mod remove", id=typed, reason="blood"))
    assert (told.ephemeral, told.text) == (True, NOTHING_THERE)


async def test_a_picture_of_another_server_is_no_picture_here(stage: Stage) -> None:
    other = stage.env.create_guild("Elsewhere")
    mallory = other.add_member(
        stage.env.create_user("mallory"), roles=[other.create_role("Owners", permissions=stage.all_permissions)]
    )
    office = other.create_text_channel("office")
    here = await stage.drawn("a fox")
    there = await stage.drawn("an owl", mallory, channel=office)
    code = (await stage.job(job_id(here))).code
    told = await mallory.slash(office, "mod remove", id=code, reason="blood")
    assert seen(told).text == NOTHING_THERE
    told = await mallory.slash(office, "mod remove", id=str(job_id(here)), reason="blood")
    assert seen(told).text == NOTHING_THERE
    told = await remove(stage, here)
    for action in ("undo", "remove", "keep", "case"):
        (pressed,) = await stage.press_all((mallory, press_id(action, job_id(here)), answer(there)))
        assert seen(pressed).ephemeral
        assert seen(pressed).text.startswith(("There is no such case", NOTHING_THERE)), action
    assert seen(here).text.startswith(GONE)


async def test_a_role_that_moderates_removes_and_deletes_and_cancels(stage: Stage) -> None:
    role = stage.guild.create_role("Curators")
    curator = stage.guild.add_member(stage.env.create_user("curator"), roles=[role])
    by_role = {"moderators": (role.id,)}
    await stage.app.bot.gate.change(stage.guild.id, lambda rules: rules.model_copy(update=by_role))
    menu = stage.env.backend.find_command("Remove image", stage.guild.id, type=3)
    assert menu is not None
    menu["default_member_permissions"] = None  # as a server can decide for itself
    assert seen(await remove(stage, await stage.drawn("a fox"), curator)).buttons == ["↩️ Undo"]
    assert seen(await by_button(stage, await stage.drawn("an owl"), curator)).buttons == ["↩️ Undo"]
    waiting = await stage.imagine("a heron")
    await stage.press("Cancel", waiting, curator)
    assert "A moderator cancelled this" in seen(waiting).text
    second = await stage.imagine("a crane")
    told = seen(await curator.slash(stage.channel, "cancel", id=str(job_id(second))))
    assert told.text == "Cancelled “a crane”; nothing was charged."
    names = ["Picture removed", "Picture removed", "Request cancelled", "Request cancelled"]
    assert await actions(stage) == [(name, curator.id) for name in names]


async def test_who_moderates_one_channel_removes_and_puts_back_there_alone(stage: Stage) -> None:
    may = discord.Permissions(manage_messages=True).value
    keeper, hall = stage.person("keeper"), stage.guild.create_text_channel("hall")
    stage.env.backend.set_overwrite(stage.channel.id, Overwrite(keeper.id, OverwriteType.MEMBER, allow=may))
    here, there = await stage.drawn("a fox"), await stage.drawn("an owl", channel=hall)
    told = await remove(stage, here, keeper)
    assert seen(told).buttons == ["↩️ Undo"]
    assert "is back" in (await undo(stage, told, keeper)).text
    for refused in (
        (await stage.press_all((keeper, press_id("delete", job_id(there)), answer(here))))[0],
        await by_command(stage, here, keeper),
    ):
        assert seen(refused).text.startswith("Only th")
    assert len(seen(there).gallery) == 1
    assert len(seen(here).gallery) == 1


async def test_what_is_no_picture_of_ours_is_not_removed(stage: Stage) -> None:
    told = seen(await stage.menu("Remove image", await posted(stage, "cat.png"), stage.mod))
    assert (told.ephemeral, told.text) == (True, NOT_OURS)
    waiting = await stage.imagine("a fox")
    told = seen(await stage.menu("Remove image", answer(waiting), stage.mod))
    assert told.text == "These pictures are not made yet; try again once they are here."
    result = await stage.drawn("an owl")
    await stage.press("Delete", result)
    told = seen(await stage.mod.slash(stage.channel, "mod remove", id=str(job_id(result)), reason="blood"))
    assert told.text == DELETED_ALREADY


async def test_who_removes_what_is_removed_is_told_who_did_and_can_undo_it(stage: Stage) -> None:
    result = await stage.drawn("a fox")
    await remove(stage, result)
    told = await by_command(stage, result, stage.mod)
    assert seen(told).text == f"<@{stage.mod.id}> already removed that picture. You can undo this for a day."
    assert "is back" in (await undo(stage, told)).text
    assert len(await record(stage)) == 2


async def test_two_at_once_remove_it_once_and_the_second_is_told_by_whom(stage: Stage) -> None:
    boss = stage.guild.create_role("Boss", permissions=stage.all_permissions)
    chief = stage.guild.add_member(stage.env.create_user("chief"), roles=[boss])
    logs = await with_log(stage)
    result = await stage.drawn("a fox")
    button = press_id("delete", job_id(result))
    told = await stage.press_all(*[(who, button, answer(result)) for who in (stage.mod, chief)])
    await board(stage)
    (first,) = await record(stage)
    assert len(lines(logs)) == 1
    loser = told[1 if first.actor_id == stage.mod.id else 0]
    assert seen(loser).text == f"<@{first.actor_id}> already removed that picture."
    assert seen(result).text.startswith(GONE)
