"""⚖️ Appeal: a refusal that its author thinks is wrong reaches the moderators, and is made good where they agree."""

import discord
import pytest
from simcord.actors import MemberActor
from simcord.backend.models import Overwrite
from simcord.builders import ChannelHandle
from simcord.enums import OverwriteType
from simcord.results import InteractionResult

from bot.discord import replies
from bot.domain.case import CaseFilter, CaseKind, Verdict
from bot.domain.job import State
from bot.domain.server_rules import FlaggedAction, ServerRules
from bot.moderation.job_actions import OWN_CASE
from bot.moderation.service import APPEAL_TIMEOUT_SECONDS
from bot.refusals import NotRefusedMember, RefusalTooOld
from bot.storage import cases, spending
from bot.ui.moderation.decision_forms import APPEAL_RECEIVED
from tests.conversations.test_blocked_words import BLOCKED_WORDS_TEXT, block_words, slow_gate_reads
from tests.support.stage import BotStage, MessageView, job_id_of, response_message, response_view

HOUR, DAY = 3600, 24 * 3600
ACCEPT, APPEAL = "Accept: draw it free", "⚖️ Appeal"
GRANTED = "The moderators of “Atelier” accepted your appeal: your request is being drawn now, free of charge."


async def set_up_moderated_server(stage: BotStage, *words: str) -> ChannelHandle:
    """A server that forbids words, and has a channel for its moderators."""
    hidden, shown = (discord.PermissionOverwrite(view_channel=may) for may in (False, True))
    log = stage.guild.create_text_channel(
        "log", overwrites={stage.guild.default_role: hidden, stage.mod: shown, stage.app.bot.user: shown}
    )
    await stage.app.bot.services.gate.change_rules(stage.guild.id, lambda _: ServerRules(log_channel=log.id))
    await block_words(stage, *(words or ("knife",)))
    return log


async def update_cards(stage: BotStage) -> None:
    """Let the cards show what is on disk."""
    with stage.env.time_context():
        await stage.app.case_cards.run_once()
    await stage.env.settle()


async def appeal_card(stage: BotStage, log: ChannelHandle) -> discord.Message:
    """The one card of an appeal, as it stands now."""
    await update_cards(stage)
    (found,) = [message for message in log.history() if "Appeal**" in MessageView(message).text]
    return found


async def press_appeal(stage: BotStage, refused: InteractionResult, by: MemberActor | None = None) -> InteractionResult:
    return await stage.press("Appeal", refused, by)


async def accept_appeal(stage: BotStage, log: ChannelHandle, by: MemberActor | None = None) -> InteractionResult:
    """Accept the appeal, and let what comes of it be drawn."""
    decided = await stage.press(ACCEPT, await appeal_card(stage, log), by or stage.mod)
    await stage.run_worker_until_idle()
    return decided


async def reject(stage: BotStage, log: ChannelHandle, words: str, by: MemberActor | None = None) -> InteractionResult:
    by = by or stage.mod
    form = await stage.press("Reject", await appeal_card(stage, log), by)
    return await stage.submit_form(form, by, reason=["own"], words=words)


async def appeal_verdicts(stage: BotStage) -> list[Verdict]:
    found, _ = await stage.app.database.run(
        cases.list_page, stage.guild.id, CaseFilter(kind=CaseKind.APPEAL), offset=0, limit=10
    )
    return [case.verdict for case in found]


async def spent(stage: BotStage) -> int:
    """Micro-dollars that the server has spent."""
    return await stage.app.database.run(
        spending.get_spending, stage.guild.id, stage.app.services.requests.clock() - DAY
    )


def picture_messages(stage: BotStage, viewer: MemberActor | None = None) -> list[MessageView]:
    return [message for message in stage.messages(viewer) if message.gallery]


def moderator(stage: BotStage, log: ChannelHandle) -> MemberActor:
    """A second one."""
    role = stage.guild.create_role("Others", permissions=discord.Permissions(manage_messages=True))
    other = stage.guild.add_member(stage.env.create_user("other"), roles=[role])
    let_in(stage, log, other)
    return other


def let_in(stage: BotStage, log: ChannelHandle, member: MemberActor) -> None:
    seeing = discord.Permissions(view_channel=True, read_message_history=True).value
    stage.env.backend.set_overwrite(log.id, Overwrite(member.id, OverwriteType.MEMBER, allow=seeing))


# ── from the refusal to the moderators ───────────────────────────────────────────────────────────────────────────────


async def test_appeal_card_shows_prompt_matched_term_channel_and_cost(stage: BotStage) -> None:
    log = await set_up_moderated_server(stage)
    refused = await stage.imagine("a palette kn1fe", count=2)
    assert (response_view(refused).ephemeral, response_view(refused).text, response_view(refused).button_labels) == (
        True,
        BLOCKED_WORDS_TEXT,
        [APPEAL],
    )
    told = await press_appeal(stage, refused)
    assert (response_view(told).ephemeral, response_view(told).text) == (True, str(APPEAL_RECEIVED))
    shown = MessageView(await appeal_card(stage, log))
    assert f"⚖️ Appeal** · case `1` · {stage.alice.mention}" in shown.text
    assert "a palette kn1fe" in shown.text
    assert "“knife”, with digits or symbols instead of letters (this server’s list)" in shown.text
    assert f"Requested in <#{stage.channel.id}>; drawing it would cost $0.04" in shown.text
    assert shown.button_labels == [ACCEPT, "Reject"]
    assert stage.messages(stage.bob) == []
    assert await stage.images_left() == 20


async def test_accepted_appeal_is_drawn_in_its_channel_and_charged_only_to_the_server(stage: BotStage) -> None:
    log = await set_up_moderated_server(stage)
    await press_appeal(stage, await stage.imagine("a palette knife"))
    decided = await accept_appeal(stage, log)
    assert response_view(decided).ephemeral
    assert response_view(decided).text.startswith(
        "Case 1: accepted. It is being drawn in the channel where it was requested"
    )
    (result,) = picture_messages(stage, stage.bob)
    assert stage.alice.mention in result.text
    assert "a palette knife" in result.text
    assert await stage.images_left() == 20
    assert await spent(stage) == 20_000
    told = MessageView(await appeal_card(stage, log))
    assert f"✅ Accepted: drawn free of charge** by {stage.mod.mention}" in told.text
    assert told.button_labels == []
    (letter,) = stage.direct_messages(stage.alice)
    assert letter.text.startswith(GRANTED)
    assert "a palette knife" in letter.text


async def test_reroll_of_an_accepted_appeal_is_charged_as_usual(stage: BotStage) -> None:
    log = await set_up_moderated_server(stage)
    await press_appeal(stage, await stage.imagine("a palette knife"))
    await accept_appeal(stage, log)
    await stage.app.bot.services.gate.word_filters.remove(stage.guild.id, "term", "knife")
    (message,) = [one for one in stage.channel.history() if MessageView(one).gallery]
    await stage.press("Reroll", message)
    await stage.run_worker_until_idle()
    assert len(picture_messages(stage)) == 2
    assert await stage.images_left() == 19
    assert await spent(stage) == 40_000


async def test_rejected_appeal_sends_the_reason_and_draws_nothing(stage: BotStage) -> None:
    log = await set_up_moderated_server(stage)
    refused = await stage.imagine("a bloody knife")
    await press_appeal(stage, refused)
    await reject(stage, log, "blood **is** @everyone’s line")
    await stage.run_worker_until_idle()
    assert stage.provider_tasks() == []
    (letter,) = stage.direct_messages(stage.alice)
    assert letter.text.startswith(
        "The moderators of “Atelier” rejected your appeal; nothing was charged. Their reason: blood "
    )
    assert not any(sign in letter.text for sign in ("**", "@everyone"))
    assert response_view(await press_appeal(stage, refused)).text.startswith(
        "The moderators already rejected your appeal"
    )
    assert (await appeal_verdicts(stage), await stage.images_left()) == ([Verdict.REJECTED], 20)


@pytest.mark.parametrize("verdict", ["accept", "reject"])
async def test_verdict_is_shown_on_a_second_press_if_direct_messages_are_closed(stage: BotStage, verdict: str) -> None:
    log = await set_up_moderated_server(stage)
    refused = await stage.imagine("a knife")
    await press_appeal(stage, refused)
    stage.env.inject_error(
        "POST", f"/channels/{stage.alice.user.dm_channel.id}/messages", status=403, code=50007, times=None
    )
    await (accept_appeal(stage, log) if verdict == "accept" else reject(stage, log, "no"))
    told = response_view(await press_appeal(stage, refused))
    assert told.ephemeral
    assert told.text.startswith(f"The moderators already {verdict}ed your appeal")
    assert len(picture_messages(stage)) == (verdict == "accept")


async def test_refusal_on_a_slow_disk_has_the_appeal_button(stage: BotStage, monkeypatch: pytest.MonkeyPatch) -> None:
    log = await set_up_moderated_server(stage)
    slow_gate_reads(stage, monkeypatch)
    stage.app.bot.services.gate.clear_cache()
    await stage.imagine("a knife")
    monkeypatch.setattr(replies, "ACK_DELAY_SECONDS", 1.5)
    (told,) = [one for one in stage.messages(stage.alice) if one.text == BLOCKED_WORDS_TEXT]
    assert (told.ephemeral, told.button_labels) == (True, [APPEAL])
    assert stage.messages(stage.bob) == []
    (message,) = [one for one in stage.channel.history(viewer=stage.alice) if one.id == told.id]
    await stage.press("Appeal", message)
    assert "a knife" in MessageView(await appeal_card(stage, log)).text


async def test_every_blocked_words_refusal_has_the_appeal_button(stage: BotStage) -> None:
    await set_up_moderated_server(stage)
    fox = await stage.imagine_and_wait("a fox")
    offer = await stage.imagine("a {red, blue} sword", stage.bob)
    form = await stage.press("Edit", fox, stage.bob)
    refused = [await stage.submit_form(form, stage.bob, words="with a knife")]
    await block_words(stage, "sword", "fox")
    refused += [await stage.press("Reroll", fox), await stage.press("Vary", fox)]
    assert [response_view(one).button_labels for one in refused] == [[APPEAL]] * 3
    await stage.press("Draw it", offer, stage.bob)
    assert [APPEAL] in [
        one.button_labels for one in stage.messages(stage.bob) if one.text.startswith(BLOCKED_WORDS_TEXT)
    ]


# ── what was asked for ───────────────────────────────────────────────────────────────────────────────────────────────


async def test_appeal_shows_and_draws_all_variants_of_the_prompt(stage: BotStage) -> None:
    log = await set_up_moderated_server(stage)
    await press_appeal(stage, await stage.imagine("a {palette, butter} knife"))
    shown = MessageView(await appeal_card(stage, log)).text
    assert "a palette knife / a butter knife" in shown
    assert "drawing it would cost $0.04" in shown
    await accept_appeal(stage, log)
    assert [task["positivePrompt"] for task in stage.provider_tasks()] == ["a palette knife", "a butter knife"]
    assert [len(one.gallery) for one in picture_messages(stage)] == [1, 1]
    assert await stage.images_left() == 20


async def test_accepted_private_request_is_delivered_by_direct_message_only(stage: BotStage) -> None:
    log = await set_up_moderated_server(stage)
    await press_appeal(stage, await stage.imagine("a knife", private=True))
    await accept_appeal(stage, log)
    assert stage.messages(stage.bob) == []
    assert [len(letter.gallery) for letter in stage.direct_messages(stage.alice)] == [0, 1]
    assert await stage.images_left() == 20


@pytest.mark.parametrize(
    ("who", "sentence"),
    [("author", "That picture was deleted"), ("moderator", "This server’s moderators removed the original picture")],
)
async def test_appeal_of_an_edit_with_missing_source_can_only_be_rejected(
    stage: BotStage, who: str, sentence: str
) -> None:
    log = await set_up_moderated_server(stage)
    fox = await stage.imagine_and_wait("a fox")
    refused = await stage.submit_form(await stage.press("Edit", fox, stage.bob), stage.bob, words="with a knife")
    await press_appeal(stage, refused, stage.bob)
    await (
        stage.press("Delete", fox)
        if who == "author"
        else stage.use_context_menu("Remove image", response_message(fox), stage.mod)
    )
    told = response_view(await accept_appeal(stage, log))
    assert told.ephemeral
    assert told.text.startswith(sentence)
    assert await appeal_verdicts(stage) == [Verdict.OPEN]
    await reject(stage, log, "it is gone")
    assert await appeal_verdicts(stage) == [Verdict.REJECTED]
    assert len(stage.provider_tasks()) == 1


async def test_accepted_appeal_of_flagged_pictures_redraws_them_for_approval(stage: BotStage) -> None:
    log = await set_up_moderated_server(stage)
    await stage.app.bot.services.gate.change_rules(
        stage.guild.id, lambda rules: rules.model_copy(update={"flagged": FlaggedAction.REFUSE})
    )
    refused = await stage.imagine_and_wait("fault:nsfw a bather")
    assert APPEAL in response_view(refused).button_labels
    assert (await stage.job(job_id_of(refused))).state is State.REFUSED
    assert await stage.images_left() == 20
    assert response_view(await press_appeal(stage, refused, stage.bob)).text == str(NotRefusedMember.sentence)
    assert response_view(await press_appeal(stage, refused)).text == str(APPEAL_RECEIVED)
    assert "Runware’s safety check flagged these pictures" in MessageView(await appeal_card(stage, log)).text
    await accept_appeal(stage, log)
    assert picture_messages(stage) == []
    await update_cards(stage)
    (shown,) = [message for message in log.history() if "Pictures to approve" in MessageView(message).text]
    await stage.press("Approve", shown, stage.mod)
    await stage.run_worker_until_idle()
    (result,) = picture_messages(stage, stage.bob)
    assert [item["spoiler"] for item in result.gallery] == [True]
    assert await stage.images_left() == 20


# ── who may, and when ────────────────────────────────────────────────────────────────────────────────────────────────


async def test_pressing_appeal_twice_opens_a_single_case(stage: BotStage) -> None:
    log = await set_up_moderated_server(stage)
    refused = await stage.imagine("a knife")
    assert [response_view(await press_appeal(stage, refused)).text for _ in range(2)] == [str(APPEAL_RECEIVED)] * 2
    assert len(await appeal_verdicts(stage)) == 1
    assert "a knife" in MessageView(await appeal_card(stage, log)).text


async def test_only_the_author_of_a_refused_request_can_appeal(stage: BotStage) -> None:
    await set_up_moderated_server(stage)
    refused = await stage.imagine("a knife")
    place = await stage.imagine_and_wait("a fox")
    (forged,) = await stage.press_concurrently(
        (stage.bob, f"easel:appeal:{job_id_of(refused)}", response_message(place))
    )
    assert (response_view(forged).ephemeral, response_view(forged).text) == (True, str(NotRefusedMember.sentence))
    assert await appeal_verdicts(stage) == []


@pytest.mark.parametrize("number", [0, 5, 2**63 - 1, 10**19 - 1])
async def test_appeal_of_an_unknown_request_is_refused(stage: BotStage, number: int) -> None:
    place = await stage.imagine_and_wait("a fox")
    (forged,) = await stage.press_concurrently((stage.bob, f"easel:appeal:{number}", response_message(place)))
    assert (response_view(forged).ephemeral, response_view(forged).text) == (True, str(RefusalTooOld.sentence))


async def test_appeal_is_refused_after_a_day(stage: BotStage) -> None:
    await set_up_moderated_server(stage)
    refused = await stage.imagine("a knife")
    await stage.env.advance_time(DAY + 1)
    assert response_view(await press_appeal(stage, refused)).text == str(RefusalTooOld.sentence)
    assert await appeal_verdicts(stage) == []


async def test_undecided_appeal_expires_and_notifies_its_author(stage: BotStage) -> None:
    log = await set_up_moderated_server(stage)
    await press_appeal(stage, await stage.imagine("a knife"))
    await appeal_card(stage, log)
    await stage.env.advance_time(APPEAL_TIMEOUT_SECONDS + HOUR)
    with stage.env.time_context():
        await stage.app.bot.services.moderation.expire_overdue()
    assert await appeal_verdicts(stage) == [Verdict.EXPIRED]
    (letter,) = stage.direct_messages(stage.alice)
    assert letter.text.startswith("No moderator of “Atelier” decided on your appeal in time; nothing was charged.")


async def test_a_moderator_cannot_accept_their_own_appeal(stage: BotStage) -> None:
    log = await set_up_moderated_server(stage)
    await press_appeal(stage, await stage.imagine("a knife", stage.mod), stage.mod)
    refused = await accept_appeal(stage, log)
    assert (response_view(refused).ephemeral, response_view(refused).text) == (True, str(OWN_CASE))
    assert await appeal_verdicts(stage) == [Verdict.OPEN]
    await accept_appeal(stage, log, moderator(stage, log))
    assert await appeal_verdicts(stage) == [Verdict.ACCEPTED]
    assert len(picture_messages(stage)) == 1


async def test_member_cannot_decide_an_appeal(stage: BotStage) -> None:
    log = await set_up_moderated_server(stage)
    await press_appeal(stage, await stage.imagine("a knife"))
    shown = await appeal_card(stage, log)
    let_in(stage, log, stage.bob)
    for label in (ACCEPT, "Reject"):
        refused = response_view(await stage.press(label, shown, stage.bob))
        assert refused.ephemeral
        assert refused.text.startswith("Only th")
    assert await appeal_verdicts(stage) == [Verdict.OPEN]


async def test_concurrent_decisions_accept_an_appeal_only_once(stage: BotStage) -> None:
    log = await set_up_moderated_server(stage)
    await press_appeal(stage, await stage.imagine("a knife"))
    shown, other = await appeal_card(stage, log), moderator(stage, log)
    both = await stage.press_concurrently((stage.mod, "easel:accept:1", shown), (other, "easel:accept:1", shown))
    await stage.run_worker_until_idle()
    texts = sorted(response_view(one).text for one in both)
    assert texts[0].startswith("Case 1: accepted.")
    assert texts[1].startswith("This was already decided by <@")
    assert len(picture_messages(stage)) == len(stage.provider_tasks()) == 1
    assert await spent(stage) == 20_000
