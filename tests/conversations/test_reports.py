"""🚩 Report and ``Report image``: private, once for each member and picture, and one card for all of them."""

from typing import Any

import pytest

from bot.domain.case import CaseKind, Verdict
from bot.domain.case_actions import list_case_actions
from bot.localization.messages import text
from bot.moderation.service import CANNOT_REPORT_OWN_PICTURE, NO_MODERATORS
from bot.refusals import AlreadyReported, ReportAlreadyDecided
from bot.ui.moderation.decision_forms import REPORT_RECEIVED
from cogs.reports import NO_EASEL_PICTURE
from tests.conversations.conftest import StageFactory
from tests.conversations.test_context_menus import post_files
from tests.support.moderation_helpers import (
    DAY_SECONDS,
    audit_actions,
    card_messages,
    create_mod_channel,
    list_cases,
    remove_pictures,
    report_picture,
    work_and_update_cards,
)
from tests.support.stage import BotStage, MessageView, form_field, job_id_of, response_message, response_view


async def test_report_is_answered_ephemerally_and_opens_a_card(stage: BotStage) -> None:
    logs = await create_mod_channel(stage)
    result = await stage.imagine_and_wait("a fox")
    shown = await stage.press("Report", result, stage.bob)
    assert shown.modal is not None
    assert shown.modal["title"] == "Report to the moderators"
    assert len(form_field(shown, "reason")["options"]) == 5
    told = response_view(await stage.submit_form(shown, stage.bob, reason=["1"], words="it is my neighbour"))
    assert told.ephemeral
    assert told.text == str(REPORT_RECEIVED)
    await work_and_update_cards(stage)
    (card,) = card_messages(logs)
    card_text = MessageView(card).text
    assert "a fox" in card_text
    assert f"<@{stage.bob.id}>: It shows a real person without their consent. it is my neighbour" in card_text
    assert str(response_message(result).id) in card_text, "the card leads to the message"
    assert MessageView(card).button_labels == [
        text(f"button-case-{action}") for action in list_case_actions(CaseKind.REPORT)
    ]
    differ = "Keep: the picture stays and cannot be reported again. Dismiss: it stays, but can be reported again."
    assert differ in MessageView(card).text
    assert [item["spoiler"] for item in MessageView(card).gallery] == [True]
    assert len(response_view(result).gallery) == 1, "a report alone changes nothing"
    assert await audit_actions(stage) == []


async def test_reporter_is_revealed_only_on_the_card(stage: BotStage) -> None:
    logs = await create_mod_channel(stage)
    result = await stage.imagine_and_wait("a fox")
    await report_picture(stage, result)
    await work_and_update_cards(stage)
    await remove_pictures(stage, card_messages(logs)[0], words="against our rules; see #studio")
    await work_and_update_cards(stage)
    for message in stage.messages(stage.alice):
        assert str(stage.bob.id) not in message.text
        assert "too much blood" not in message.text
    assert stage.direct_messages(stage.alice) == []
    assert all(str(stage.bob.id) not in message.content for message in logs.history())
    reason = "A moderator removed these pictures: against our rules; see #studio."
    assert response_view(result).text.startswith(f"🚫 {reason}\n")


async def test_reports_of_the_same_picture_share_a_single_card(stage: BotStage) -> None:
    logs = await create_mod_channel(stage)
    result = await stage.imagine_and_wait("a fox")
    reporters = [stage.bob, *(stage.add_member(f"reporter{n}") for n in range(6))]
    for reporter in reporters:
        await report_picture(stage, result, reporter, words=f"says {reporter.name}")
        await work_and_update_cards(stage)
    (card,) = card_messages(logs)
    assert "and 2 more" in MessageView(card).text
    assert "says bob" in MessageView(card).text
    assert len(MessageView(card).gallery) == 1
    assert len(await list_cases(stage)) == 1


async def test_member_can_report_a_picture_only_once(stage: BotStage) -> None:
    result = await stage.imagine_and_wait("a fox")
    await report_picture(stage, result)
    again = await report_picture(stage, result)
    assert again.ephemeral
    assert again.text == str(AlreadyReported.sentence)
    carol = stage.add_member("carol")
    opened = [await stage.press("Report", result, carol) for _ in range(2)]
    told = [response_view(await stage.submit_form(shown, carol, reason=["0"])).text for shown in opened]
    assert told == [str(REPORT_RECEIVED), str(AlreadyReported.sentence)]


async def test_context_menu_reports_from_both_messages_of_a_request(stage: BotStage) -> None:
    result = await stage.imagine_and_wait("twelve foxes", count=12)
    second = stage.channel.history()[1]
    for message, by in ((response_message(result), stage.bob), (second, stage.add_member("carol"))):
        shown = await stage.use_context_menu("Report image", message, by)
        assert response_view(await stage.submit_form(shown, by, reason=["0"])).text == str(REPORT_RECEIVED)
    (case,) = await list_cases(stage)
    assert case.job_id == job_id_of(result)


async def test_report_without_a_text_is_accepted(stage: BotStage) -> None:
    logs = await create_mod_channel(stage)
    assert (await report_picture(stage, await stage.imagine_and_wait("a fox"), words="")).text == str(REPORT_RECEIVED)
    await work_and_update_cards(stage)
    assert f"<@{stage.bob.id}>: no reason given" in MessageView(card_messages(logs)[0]).text


@pytest.mark.parametrize("reason", ["²", "99", "-1", "", "<@1>", "0" * 500])
async def test_report_with_a_forged_reason_is_accepted(stage: BotStage, reason: str) -> None:
    result = await stage.imagine_and_wait("a fox")
    forged: dict[str, Any] = {"reason": reason, "words": "@everyone <@1>"}
    told = response_view(await stage.submit_forged_form(f"easel:report:{job_id_of(result)}", stage.bob, **forged))
    assert told.text == str(REPORT_RECEIVED)
    assert (await list_cases(stage))[0].is_open


# ── what cannot be reported ──────────────────────────────────────────────────────────────────────────────────────────


async def test_author_cannot_report_own_picture(stage: BotStage) -> None:
    result = await stage.imagine_and_wait("a fox")
    for told in (
        await stage.press("Report", result),
        await stage.use_context_menu("Report image", response_message(result)),
        await stage.submit_forged_form(f"easel:report:{job_id_of(result)}", reason="0"),
    ):
        assert (response_view(told).ephemeral, response_view(told).text) == (True, str(CANNOT_REPORT_OWN_PICTURE))
    assert await list_cases(stage) == []


async def test_picture_deleted_before_the_form_is_submitted_cannot_be_reported(stage: BotStage) -> None:
    result = await stage.imagine_and_wait("a fox")
    await stage.press("Report", result, stage.bob)
    await stage.press("Delete", result)
    told = response_view(await stage.submit_forged_form(f"easel:report:{job_id_of(result)}", stage.bob, reason="0"))
    assert (told.ephemeral, told.text) == (True, "That picture was deleted.")
    assert await list_cases(stage) == []


async def test_request_without_pictures_cannot_be_reported(stage: BotStage) -> None:
    waiting = await stage.imagine("a fox")
    (told,) = await stage.press_concurrently(
        (stage.bob, f"easel:report:{job_id_of(waiting)}", response_message(waiting))
    )
    assert response_view(told).text == "These pictures are not made yet; try again once they are here."


async def test_picture_in_direct_messages_cannot_be_reported(make_stage: StageFactory) -> None:
    stage = await make_stage(discord={"direct_messages": True})
    user = stage.alice.user
    result = await user.slash("imagine", prompt="a fox")
    await stage.run_worker_until_idle()
    told = await user.click(response_message(result), label="Report")
    assert response_view(told).text == str(NO_MODERATORS)


async def test_private_picture_of_another_member_cannot_be_reported(stage: BotStage) -> None:
    secret = await stage.imagine_and_wait("a secret fox", private=True)
    public = await stage.imagine_and_wait("an owl")
    (told,) = await stage.press_concurrently((stage.bob, f"easel:report:{job_id_of(secret)}", response_message(public)))
    assert response_view(told).text == "That request no longer exists."
    told = await stage.submit_forged_form(f"easel:report:{job_id_of(secret)}", stage.bob, reason="0")
    assert response_view(told).text == "That request no longer exists."
    assert await list_cases(stage) == []


async def test_message_without_an_easel_picture_cannot_be_reported(stage: BotStage) -> None:
    message = await post_files(stage, "cat.png")
    told = response_view(await stage.use_context_menu("Report image", message, stage.bob))
    assert (told.ephemeral, told.text) == (True, str(NO_EASEL_PICTURE))


# ── what moderators make of them ─────────────────────────────────────────────────────────────────────────────────────


async def test_keep_closes_the_case_and_prevents_new_reports(stage: BotStage) -> None:
    logs = await create_mod_channel(stage)
    result = await stage.imagine_and_wait("a fox")
    await report_picture(stage, result)
    await work_and_update_cards(stage)
    told = response_view(await stage.press("Keep", card_messages(logs)[0], stage.mod))
    assert (told.ephemeral, told.text) == (
        True,
        "Case 1: kept. The picture stays and cannot be reported again.",
    )
    await work_and_update_cards(stage)
    card = MessageView(card_messages(logs)[0])
    assert f"✅ Kept** by <@{stage.mod.id}>" in card.text
    assert (card.button_labels, card.gallery) == ([], []), "what is decided keeps no copy of the picture"
    assert len(response_view(result).gallery) == 1
    assert (await report_picture(stage, result, stage.add_member("carol"))).text == str(ReportAlreadyDecided.sentence)


async def test_dismiss_allows_new_reports_by_other_members(stage: BotStage) -> None:
    logs = await create_mod_channel(stage)
    result = await stage.imagine_and_wait("a fox")
    await report_picture(stage, result)
    await work_and_update_cards(stage)
    await stage.press("Dismiss", card_messages(logs)[0], stage.mod)
    await work_and_update_cards(stage)
    assert MessageView(card_messages(logs)[0]).button_labels == []
    assert (await report_picture(stage, result)).text == str(AlreadyReported.sentence)
    assert (await report_picture(stage, result, stage.add_member("carol"))).text == str(REPORT_RECEIVED)
    await work_and_update_cards(stage)
    (card,) = card_messages(logs)
    assert "Remove" in MessageView(card).button_labels


async def test_remove_can_be_undone_on_the_card(stage: BotStage) -> None:
    logs = await create_mod_channel(stage)
    result = await stage.imagine_and_wait("a fox")
    await report_picture(stage, result)
    await work_and_update_cards(stage)
    told = response_view(await remove_pictures(stage, card_messages(logs)[0]))
    assert told.ephemeral
    assert told.button_labels == ["↩️ Undo"]
    await work_and_update_cards(stage)
    assert response_view(result).gallery == []
    assert MessageView(card_messages(logs)[0]).button_labels == ["↩️ Undo"]
    await stage.press("Undo", card_messages(logs)[0], stage.mod)
    await work_and_update_cards(stage)
    assert len(response_view(result).gallery) == 1
    assert MessageView(card_messages(logs)[0]).button_labels == []
    assert (await list_cases(stage))[0].verdict is Verdict.KEPT


@pytest.mark.parametrize(("term", "days"), [("1d", 1), ("7d", 7), ("ever", 1000)])
async def test_remove_and_block_removes_the_picture_and_blocks_with_the_reason(
    stage: BotStage, term: str, days: int
) -> None:
    logs = await create_mod_channel(stage)
    result = await stage.imagine_and_wait("a fox")
    waiting = await stage.imagine("an owl", channel=stage.channel)
    await report_picture(stage, result)
    await work_and_update_cards(stage)
    shown = await stage.press("Remove and block", card_messages(logs)[0], stage.mod)
    assert [option["value"] for option in form_field(shown, "term")["options"]] == ["1d", "7d", "ever"]
    told = response_view(await stage.submit_form(shown, stage.mod, reason=["own"], term=[term], words="no blood here"))
    assert f"<@{stage.alice.id}> is blocked" in told.text
    assert told.button_labels == ["↩️ Undo"]
    await work_and_update_cards(stage)
    assert response_view(result).gallery == []
    assert response_view(result).text.startswith("🚫 A moderator removed these pictures: no blood here.\n")
    assert waiting.response is not None
    refused = response_view(await stage.imagine("a heron"))
    assert refused.text.startswith("This server’s moderators blocked you from requesting pictures: no blood here.")
    await stage.env.advance_time(days * DAY_SECONDS + 5)
    again = response_view(await stage.imagine_and_wait("a heron"))
    assert bool(again.gallery) is (term != "ever")
    assert [action for action, _ in await audit_actions(stage)] == ["Picture removed", "Block"]


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"reason": "0"}, "Choose how long"),
        ({"reason": "0", "term": "30d"}, "Choose how long"),
        ({"reason": "own", "term": "1d", "words": "\u200b"}, "The reason is empty"),
    ],
)
async def test_remove_and_block_with_incomplete_fields_changes_nothing(
    stage: BotStage, fields: dict[str, Any], said: str
) -> None:
    result = await stage.imagine_and_wait("a fox")
    await report_picture(stage, result)
    (case,) = await list_cases(stage)
    told = response_view(await stage.submit_forged_form(f"easel:removeblock:{case.id}", stage.mod, **fields))
    assert told.ephemeral
    assert told.text.startswith(said)
    assert (await list_cases(stage))[0].is_open
    assert len(response_view(result).gallery) == 1


async def test_remove_and_block_is_refused_for_a_picture_of_a_moderator(stage: BotStage) -> None:
    result = await stage.imagine_and_wait("a fox", stage.mod)
    await report_picture(stage, result)
    (case,) = await list_cases(stage)
    boss = stage.guild.create_role("Boss", permissions=stage.all_permissions)
    chief = stage.guild.add_member(stage.env.create_user("chief"), roles=[boss])
    forged: dict[str, Any] = {"reason": "0", "term": "1d"}
    told = response_view(await stage.submit_forged_form(f"easel:removeblock:{case.id}", chief, **forged))
    assert told.text.startswith("Moderators cannot be blocked")
    assert len(response_view(result).gallery) == 1


async def test_moderator_cannot_decide_report_of_own_picture(stage: BotStage) -> None:
    await report_picture(stage, await stage.imagine_and_wait("a fox", stage.mod))
    (case,) = await list_cases(stage)
    message = response_message(await stage.imagine_and_wait("an owl"))
    for action in ("keep", "dismiss"):
        (told,) = await stage.press_concurrently((stage.mod, f"easel:{action}:{case.id}", message))
        assert "your own picture" in response_view(told).text
    assert (await list_cases(stage))[0].is_open
