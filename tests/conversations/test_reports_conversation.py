"""🚩 Report and ``Report image``: private, once for each member and picture, and one card for all of them."""

from typing import Any

import pytest

from bot.domain.case import Verdict
from bot.moderation.service import NO_MODERATORS, YOUR_OWN
from bot.storage.cases import LOOKED_AT, REPORTED_ALREADY
from bot.ui.moderation.decision_forms import THANKS
from cogs.reports import NOT_OURS
from tests.conversations.conftest import Raise
from tests.conversations.moderating import DAY, actions, all_cases, board, cards, reported, with_log
from tests.conversations.test_menus_conversation import posted
from tests.conversations.world import Seen, Stage, answer, field, job_id, seen


async def test_a_report_is_private_and_comes_before_the_moderators(stage: Stage) -> None:
    logs = await with_log(stage)
    result = await stage.drawn("a fox")
    shown = await stage.press("Report", result, stage.bob)
    assert shown.modal is not None
    assert shown.modal["title"] == "Report to the moderators"
    assert len(field(shown, "reason")["options"]) == 5
    told = seen(await stage.submit(shown, stage.bob, reason=["1"], words="it is my neighbour"))
    assert told.ephemeral
    assert told.text == THANKS
    await board(stage)
    (card,) = cards(logs)
    text = Seen(card).text
    assert "a fox" in text
    assert f"<@{stage.bob.id}>: It shows a real person without their consent. it is my neighbour" in text
    assert str(answer(result).id) in text, "the card leads to the message"
    assert Seen(card).buttons == ["Keep", "Remove", "Remove and block", "Dismiss"]
    differ = "Keep: the picture stays and cannot be reported again. Dismiss: it stays, but can be reported again."
    assert differ in Seen(card).text
    assert [item["spoiler"] for item in Seen(card).gallery] == [True]
    assert len(seen(result).gallery) == 1, "a report alone changes nothing"
    assert await actions(stage) == []


async def test_who_reported_is_told_to_moderators_alone(stage: Stage) -> None:
    logs = await with_log(stage)
    result = await stage.drawn("a fox")
    await reported(stage, result)
    await board(stage)
    await stage.press("Remove", cards(logs)[0], stage.mod)
    await board(stage)
    for message in stage.messages(stage.alice):
        assert str(stage.bob.id) not in message.text
        assert "too much blood" not in message.text
    assert stage.letters(stage.alice) == []
    assert all(str(stage.bob.id) not in message.content for message in logs.history())
    assert seen(result).text.startswith("🚫 A moderator removed these pictures.\n")


async def test_all_reports_of_a_picture_share_one_card_which_keeps_its_picture(stage: Stage) -> None:
    logs = await with_log(stage)
    result = await stage.drawn("a fox")
    reporters = [stage.bob, *(stage.person(f"reporter{n}") for n in range(6))]
    for reporter in reporters:
        await reported(stage, result, reporter, words=f"says {reporter.name}")
        await board(stage)
    (card,) = cards(logs)
    assert "and 2 more" in Seen(card).text
    assert "says bob" in Seen(card).text
    assert len(Seen(card).gallery) == 1
    assert len(await all_cases(stage)) == 1


async def test_a_member_reports_a_picture_once(stage: Stage) -> None:
    result = await stage.drawn("a fox")
    await reported(stage, result)
    again = await reported(stage, result)
    assert again.ephemeral
    assert again.text == REPORTED_ALREADY
    carol = stage.person("carol")
    opened = [await stage.press("Report", result, carol) for _ in range(2)]
    told = [seen(await stage.submit(shown, carol, reason=["0"])).text for shown in opened]
    assert told == [THANKS, REPORTED_ALREADY]


async def test_the_menu_reports_as_the_button_does_also_from_the_second_message(stage: Stage) -> None:
    result = await stage.drawn("twelve foxes", count=12)
    second = stage.channel.history()[1]
    for message, by in ((answer(result), stage.bob), (second, stage.person("carol"))):
        shown = await stage.menu("Report image", message, by)
        assert seen(await stage.submit(shown, by, reason=["0"])).text == THANKS
    (case,) = await all_cases(stage)
    assert case.job_id == job_id(result)


async def test_without_words_something_else_is_a_report_all_the_same(stage: Stage) -> None:
    logs = await with_log(stage)
    assert (await reported(stage, await stage.drawn("a fox"), words="")).text == THANKS
    await board(stage)
    assert f"<@{stage.bob.id}>: no reason given" in Seen(cards(logs)[0]).text


@pytest.mark.parametrize("reason", ["²", "99", "-1", "", "<@1>", "0" * 500])
async def test_a_forged_choice_is_none(stage: Stage, reason: str) -> None:
    result = await stage.drawn("a fox")
    forged: dict[str, Any] = {"reason": reason, "words": "@everyone <@1>"}
    told = seen(await stage.submit_forged(f"easel:report:{job_id(result)}", stage.bob, **forged))
    assert told.text == THANKS
    assert (await all_cases(stage))[0].is_open


# ── what cannot be reported ──────────────────────────────────────────────────────────────────────────────────────────


async def test_the_authors_own_picture_is_theirs_to_delete(stage: Stage) -> None:
    result = await stage.drawn("a fox")
    for told in (
        await stage.press("Report", result),
        await stage.menu("Report image", answer(result)),
        await stage.submit_forged(f"easel:report:{job_id(result)}", reason="0"),
    ):
        assert (seen(told).ephemeral, seen(told).text) == (True, YOUR_OWN)
    assert await all_cases(stage) == []


async def test_a_picture_that_is_gone_by_then_is_not_reported(stage: Stage) -> None:
    result = await stage.drawn("a fox")
    await stage.press("Report", result, stage.bob)
    await stage.press("Delete", result)
    told = seen(await stage.submit_forged(f"easel:report:{job_id(result)}", stage.bob, reason="0"))
    assert (told.ephemeral, told.text) == (True, "That picture was deleted.")
    assert await all_cases(stage) == []


async def test_a_request_without_pictures_has_nothing_to_report(stage: Stage) -> None:
    waiting = await stage.imagine("a fox")
    (told,) = await stage.press_all((stage.bob, f"easel:report:{job_id(waiting)}", answer(waiting)))
    assert seen(told).text == "These pictures are not made yet; try again once they are here."


async def test_in_direct_messages_there_are_no_moderators(raised: Raise) -> None:
    stage = await raised(discord={"direct_messages": True})
    user = stage.alice.user
    result = await user.slash("imagine", prompt="a fox")
    await stage.work()
    told = await user.click(answer(result), label="Report")
    assert seen(told).text == NO_MODERATORS


async def test_what_somebody_cannot_see_they_cannot_report(stage: Stage) -> None:
    secret = await stage.drawn("a secret fox", private=True)
    public = await stage.drawn("an owl")
    (told,) = await stage.press_all((stage.bob, f"easel:report:{job_id(secret)}", answer(public)))
    assert seen(told).text == "That request no longer exists."
    told = await stage.submit_forged(f"easel:report:{job_id(secret)}", stage.bob, reason="0")
    assert seen(told).text == "That request no longer exists."
    assert await all_cases(stage) == []


async def test_messages_of_others_are_not_reported_here(stage: Stage) -> None:
    message = await posted(stage, "cat.png")
    told = seen(await stage.menu("Report image", message, stage.bob))
    assert (told.ephemeral, told.text) == (True, NOT_OURS)


# ── what moderators make of them ─────────────────────────────────────────────────────────────────────────────────────


async def test_keep_lets_it_stay_for_good(stage: Stage) -> None:
    logs = await with_log(stage)
    result = await stage.drawn("a fox")
    await reported(stage, result)
    await board(stage)
    told = seen(await stage.press("Keep", cards(logs)[0], stage.mod))
    assert (told.ephemeral, told.text) == (
        True,
        "Case 1: kept. The picture stays and cannot be reported again.",
    )
    await board(stage)
    card = Seen(cards(logs)[0])
    assert f"✅ Kept** by <@{stage.mod.id}>" in card.text
    assert (card.buttons, card.gallery) == ([], []), "what is decided keeps no copy of the picture"
    assert len(seen(result).gallery) == 1
    assert (await reported(stage, result, stage.person("carol"))).text == LOOKED_AT


async def test_dismiss_lets_new_reports_be_heard(stage: Stage) -> None:
    logs = await with_log(stage)
    result = await stage.drawn("a fox")
    await reported(stage, result)
    await board(stage)
    await stage.press("Dismiss", cards(logs)[0], stage.mod)
    await board(stage)
    assert Seen(cards(logs)[0]).buttons == []
    assert (await reported(stage, result)).text == REPORTED_ALREADY
    assert (await reported(stage, result, stage.person("carol"))).text == THANKS
    await board(stage)
    (card,) = cards(logs)
    assert "Remove" in Seen(card).buttons


async def test_remove_takes_it_out_and_can_be_undone_on_the_card(stage: Stage) -> None:
    logs = await with_log(stage)
    result = await stage.drawn("a fox")
    await reported(stage, result)
    await board(stage)
    told = seen(await stage.press("Remove", cards(logs)[0], stage.mod))
    assert told.ephemeral
    assert told.buttons == ["↩️ Undo"]
    await board(stage)
    assert seen(result).gallery == []
    assert Seen(cards(logs)[0]).buttons == ["↩️ Undo"]
    await stage.press("Undo", cards(logs)[0], stage.mod)
    await board(stage)
    assert len(seen(result).gallery) == 1
    assert Seen(cards(logs)[0]).buttons == []
    assert (await all_cases(stage))[0].verdict is Verdict.KEPT


@pytest.mark.parametrize(("term", "days"), [("1d", 1), ("7d", 7), ("ever", 1000)])
async def test_remove_and_block_does_both_and_tells_why(stage: Stage, term: str, days: int) -> None:
    logs = await with_log(stage)
    result = await stage.drawn("a fox")
    waiting = await stage.imagine("an owl", channel=stage.channel)
    await reported(stage, result)
    await board(stage)
    shown = await stage.press("Remove and block", cards(logs)[0], stage.mod)
    assert [option["value"] for option in field(shown, "term")["options"]] == ["1d", "7d", "ever"]
    told = seen(await stage.submit(shown, stage.mod, reason=["own"], term=[term], words="no blood here"))
    assert f"<@{stage.alice.id}> is blocked" in told.text
    assert told.buttons == ["↩️ Undo"]
    await board(stage)
    assert seen(result).gallery == []
    assert seen(result).text.startswith("🚫 A moderator removed these pictures: no blood here.\n")
    assert waiting.response is not None
    refused = seen(await stage.imagine("a heron"))
    assert refused.text.startswith("This server’s moderators blocked you from requesting pictures: no blood here.")
    await stage.env.advance_time(days * DAY + 5)
    again = seen(await stage.drawn("a heron"))
    assert bool(again.gallery) is (term != "ever")
    assert [action for action, _ in await actions(stage)] == ["Picture removed", "Block"]


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"reason": "0"}, "Choose how long"),
        ({"reason": "0", "term": "30d"}, "Choose how long"),
        ({"reason": "own", "term": "1d", "words": "\u200b"}, "The reason is empty"),
    ],
)
async def test_an_incomplete_removal_with_a_block_changes_nothing(
    stage: Stage, fields: dict[str, Any], said: str
) -> None:
    result = await stage.drawn("a fox")
    await reported(stage, result)
    (case,) = await all_cases(stage)
    told = seen(await stage.submit_forged(f"easel:removeblock:{case.id}", stage.mod, **fields))
    assert told.ephemeral
    assert told.text.startswith(said)
    assert (await all_cases(stage))[0].is_open
    assert len(seen(result).gallery) == 1


async def test_moderators_are_not_blocked_with_a_removal_either(stage: Stage) -> None:
    result = await stage.drawn("a fox", stage.mod)
    await reported(stage, result)
    (case,) = await all_cases(stage)
    boss = stage.guild.create_role("Boss", permissions=stage.all_permissions)
    chief = stage.guild.add_member(stage.env.create_user("chief"), roles=[boss])
    forged: dict[str, Any] = {"reason": "0", "term": "1d"}
    told = seen(await stage.submit_forged(f"easel:removeblock:{case.id}", chief, **forged))
    assert told.text.startswith("Moderators cannot be blocked")
    assert len(seen(result).gallery) == 1


async def test_one_does_not_decide_about_reports_of_ones_own_picture(stage: Stage) -> None:
    await reported(stage, await stage.drawn("a fox", stage.mod))
    (case,) = await all_cases(stage)
    message = answer(await stage.drawn("an owl"))
    for action in ("keep", "dismiss"):
        (told,) = await stage.press_all((stage.mod, f"easel:{action}:{case.id}", message))
        assert "your own picture" in seen(told).text
    assert (await all_cases(stage))[0].is_open
