"""Approval channels: moderators look at pictures first, on a card; what they decide reaches the member's message."""

from typing import Any

import discord
import pytest
from simcord.actors import MemberActor
from simcord.builders import ChannelHandle
from simcord.results import InteractionResult

from bot.domain.case import CaseFilter, Verdict
from bot.domain.job import Job, MessageRef, State
from bot.domain.server_rules import ChannelMode, ServerRules
from bot.ui.jobs.messages import HELD_TEXT
from tests.conversations.conftest import StageFactory
from tests.support.stage import (
    CANCEL_LABEL_DRAWN,
    RESULT_BUTTONS,
    BotStage,
    MessageView,
    job_id_of,
    response_message,
    response_view,
)

DAY = 24 * 3600
DECIDE = ["Approve", "Decline", "Decline and block"]


def create_mod_only_channel(stage: BotStage, name: str = "mod-log") -> ChannelHandle:
    """A channel that moderators and the bot see, and nobody else."""
    everyone, moderators = stage.guild.default_role, stage.guild.roles["Moderators"]
    seeing = discord.PermissionOverwrite(view_channel=True, send_messages=True, read_message_history=True)
    return stage.guild.create_text_channel(
        name,
        overwrites={
            everyone: discord.PermissionOverwrite(view_channel=False),
            moderators: seeing,
            stage.app.bot.user: seeing,
        },
    )


async def enable_approval(stage: BotStage, log: ChannelHandle | None = None) -> ChannelHandle:
    """Let moderators look first at what is drawn in the studio; cards go to the channel that is returned."""
    log = log or create_mod_only_channel(stage)

    def change(rules: ServerRules) -> ServerRules:
        changed = rules.with_channel(stage.channel.id, {"mode": ChannelMode.APPROVAL})
        return changed.model_copy(update={"log_channel": log.id})

    await stage.app.bot.services.gate.change_rules(stage.guild.id, change)
    return log


def card_messages(log: ChannelHandle) -> list[discord.Message]:
    """What stands in the moderators' channel with components: cards, and the pictures that they have no room for."""
    return [message for message in log.history() if message.components]


async def imagine_held_picture(stage: BotStage, prompt: str = "a fox", **options: Any) -> InteractionResult:
    """Ask, and wait until the pictures are on their card."""
    result = await stage.imagine_and_wait(prompt, **options)
    await stage.update_cards()
    return result


async def decide_newest_case(
    stage: BotStage, label: str, log: ChannelHandle, by: MemberActor | None = None, **fields: Any
) -> InteractionResult:
    """Press on the newest card that has buttons, fill in the form if there is one, and let all see what came of it."""
    card = [message for message in card_messages(log) if MessageView(message).button_labels][-1]
    result = await stage.press(label, card, by or stage.mod)
    if fields:
        result = await stage.submit_form(result, by or stage.mod, **fields)
    await stage.run_worker_until_idle()
    await stage.update_cards()
    return result


@pytest.fixture
async def mod_channel(stage: BotStage) -> ChannelHandle:
    """The moderators' channel of a server that looks at pictures first."""
    return await enable_approval(stage)


# ── waiting ──────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.usefixtures("mod_channel")
async def test_held_picture_is_announced_to_the_member_but_shown_to_nobody(stage: BotStage) -> None:
    result = await imagine_held_picture(stage)
    shown = response_view(result)
    assert str(HELD_TEXT) in shown.text
    assert shown.button_labels == [CANCEL_LABEL_DRAWN]
    assert (shown.gallery, shown.filenames) == ([], [])
    assert [message.gallery for message in stage.messages(stage.bob)] == [[]]
    assert (await stage.job(job_id_of(result))).state is State.HELD


async def test_approval_card_shows_prompt_author_channel_cost_and_spoilered_pictures(
    stage: BotStage, mod_channel: ChannelHandle
) -> None:
    result = await imagine_held_picture(stage, "a fox in the snow", count=2)
    (card,) = map(MessageView, card_messages(mod_channel))
    assert "🖼️ Pictures to approve" in card.text
    assert "a fox in the snow" in card.text
    assert stage.alice.mention in card.text
    assert stage.channel.mention in card.text
    job = await stage.job(job_id_of(result))
    assert job.outcome is not None
    assert None not in [result.cost for result in job.outcome.results]
    assert f"${job.cost / 1_000_000:.2f}" in card.text
    assert [item["spoiler"] for item in card.gallery] == [True, True]
    assert len(card.filenames) == 2
    assert card.button_labels == DECIDE


async def test_approval_card_of_an_edit_names_the_author_of_the_source_picture(stage: BotStage) -> None:
    fox = await stage.imagine_and_wait("a fox", stage.bob)
    log = await enable_approval(stage)
    form = await stage.press("Edit", fox)
    await stage.submit_form(form, words="make it night")
    await stage.run_worker_until_idle()
    await stage.update_cards()
    (card,) = map(MessageView, card_messages(log))
    assert f"Made from a picture of {stage.bob.mention} · [its message](" in card.text


async def test_approval_card_continues_in_a_second_message_after_ten_pictures(
    stage: BotStage, mod_channel: ChannelHandle
) -> None:
    await imagine_held_picture(stage, "twenty foxes", count=20)
    first, second = map(MessageView, card_messages(mod_channel))
    assert (len(first.gallery), len(second.gallery)) == (10, 10)
    assert all(item["spoiler"] for item in [*first.gallery, *second.gallery])
    assert "The pictures after the first 10 are in the next message." in first.text
    assert "pictures 11 to 20 of 20" in second.text
    assert (first.button_labels, second.button_labels) == (DECIDE, [])
    await decide_newest_case(stage, "Approve", mod_channel)
    (card,) = map(MessageView, card_messages(mod_channel))
    assert (card.gallery, card.filenames) == ([], [])
    assert [len(message.gallery) for message in stage.messages()] == [10, 10]


async def test_each_variant_gets_its_own_card_and_its_own_decision(stage: BotStage, mod_channel: ChannelHandle) -> None:
    offer = await stage.imagine("a {red, blue} fox")
    await stage.press("Draw it", offer)
    await stage.run_worker_until_idle()
    await stage.update_cards()
    blue, red = sorted(card_messages(mod_channel), key=lambda card: "a red fox" in MessageView(card).text)
    assert ("a red fox" in MessageView(red).text, "a blue fox" in MessageView(blue).text) == (True, True)
    await stage.press("Approve", red, stage.mod)
    form = await stage.press("Decline", blue, stage.mod)
    await stage.submit_form(form, stage.mod, reason=["0"], words="")
    await stage.run_worker_until_idle()
    assert sorted(len(message.gallery) for message in stage.messages()) == [0, 1]
    assert await stage.images_left() == 19


async def test_private_request_is_held_and_delivered_ephemerally(stage: BotStage, mod_channel: ChannelHandle) -> None:
    result = await imagine_held_picture(stage, "a secret fox", private=True)
    assert response_view(result).ephemeral
    assert len(MessageView(card_messages(mod_channel)[0]).gallery) == 1
    await decide_newest_case(stage, "Approve", mod_channel)
    assert response_view(result).ephemeral
    assert len(response_view(result).gallery) == 1
    assert stage.messages(stage.bob) == []


@pytest.mark.usefixtures("mod_channel")
async def test_held_picture_cannot_be_edited_varied_favourited_or_sent_as_dm(stage: BotStage) -> None:
    result = await imagine_held_picture(stage)
    message, number = response_message(result).message, job_id_of(result)
    for action in ("edit", "vary", "favourite", "dm"):
        (told,) = await stage.press_concurrently((stage.alice, f"easel:{action}:{number}", message))
        assert response_view(told).ephemeral, action
        assert told.modal is None, action
    assert len(stage.provider_tasks()) == 1


# ── deciding ─────────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_approved_picture_appears_in_the_members_own_message(stage: BotStage, mod_channel: ChannelHandle) -> None:
    result = await imagine_held_picture(stage)
    waiting = response_message(result).id
    told = await decide_newest_case(stage, "Approve", mod_channel)
    assert response_view(told).ephemeral
    shown = response_view(result)
    assert [message.id for message in stage.messages()] == [waiting]
    assert (len(shown.gallery), shown.gallery[0]["spoiler"], shown.button_labels) == (1, False, RESULT_BUTTONS)
    (card,) = map(MessageView, card_messages(mod_channel))
    assert f"**✅ Approved** by {stage.mod.mention}" in card.text
    assert (card.gallery, card.filenames, card.button_labels) == ([], [], [])
    assert await stage.images_left() == 19


async def test_approval_hours_later_still_updates_the_members_message(
    stage: BotStage, mod_channel: ChannelHandle
) -> None:
    result = await imagine_held_picture(stage)
    await stage.env.advance_time(20 * 3600)
    await decide_newest_case(stage, "Approve", mod_channel)
    assert [len(message.gallery) for message in stage.messages()] == [1]
    assert (await stage.job(job_id_of(result))).state is State.DELIVERED


async def test_declined_picture_shows_the_reason_and_is_refunded(stage: BotStage, mod_channel: ChannelHandle) -> None:
    result = await imagine_held_picture(stage)
    await decide_newest_case(stage, "Decline", mod_channel, reason=["own"], words="no foxes here")
    assert (
        "This server’s moderators declined these pictures: no foxes here. Nothing was charged."
        in response_view(result).text
    )
    assert response_view(result).gallery == []
    (card,) = map(MessageView, card_messages(mod_channel))
    assert f"**⛔ Declined** by {stage.mod.mention}" in card.text
    assert "no foxes here" in card.text
    assert (card.gallery, card.button_labels) == ([], [])
    assert await stage.images_left() == 20


async def test_declining_needs_a_reason(stage: BotStage, mod_channel: ChannelHandle) -> None:
    result = await imagine_held_picture(stage)
    told = await decide_newest_case(stage, "Decline", mod_channel, reason=["own"], words=" ")
    assert "The reason is empty" in response_view(told).text
    assert (await stage.job(job_id_of(result))).state is State.HELD


async def test_decline_and_block_blocks_the_author_too(stage: BotStage, mod_channel: ChannelHandle) -> None:
    await imagine_held_picture(stage)
    await decide_newest_case(stage, "Decline and block", mod_channel, reason=["0"], words="", term=["7d"])
    refused = await stage.imagine("an owl")
    assert response_view(refused).ephemeral
    assert "moderators blocked you from requesting pictures" in response_view(refused).text


async def test_moderator_cannot_approve_own_picture(stage: BotStage, mod_channel: ChannelHandle) -> None:
    result = await stage.imagine_and_wait("a fox", stage.mod)
    await stage.update_cards()
    told = await decide_newest_case(stage, "Approve", mod_channel)
    assert response_view(told).ephemeral
    assert "your own" in response_view(told).text
    assert (await stage.job(job_id_of(result))).state is State.HELD


async def test_second_decision_is_refused_naming_the_first_moderator(
    stage: BotStage, mod_channel: ChannelHandle
) -> None:
    result = await imagine_held_picture(stage)
    (card,) = card_messages(mod_channel)
    other = stage.guild.add_member(stage.env.create_user("other"), roles=[stage.guild.roles["Moderators"]])
    case = (await stage.app.bot.services.moderation.list_cases(stage.guild.id, CaseFilter(), offset=0, limit=1))[0][0]
    answers = await stage.press_concurrently(
        (stage.mod, f"easel:approve:{case.id}", card), (other, f"easel:approve:{case.id}", card)
    )
    await stage.run_worker_until_idle()
    told = sorted(response_view(one).text for one in answers)
    assert sum(one.startswith(f"Case {case.id}: approved.") for one in told) == 1
    assert any("This was already decided by <@" in one for one in told)
    assert len(response_view(result).gallery) == 1


@pytest.mark.usefixtures("mod_channel")
async def test_only_moderators_can_decide_about_held_pictures(stage: BotStage) -> None:
    result = await imagine_held_picture(stage)
    for label in DECIDE:
        case = (await stage.app.bot.services.moderation.list_cases(stage.guild.id, CaseFilter(), offset=0, limit=1))[0][
            0
        ]
        action = label.lower().replace(" and ", "")
        (told,) = await stage.press_concurrently(
            (stage.bob, f"easel:{action}:{case.id}", response_message(result).message)
        )
        assert told.modal is None
        assert response_view(told).ephemeral
    assert (await stage.job(job_id_of(result))).state is State.HELD


async def test_author_can_cancel_a_held_request(stage: BotStage, mod_channel: ChannelHandle) -> None:
    result = await imagine_held_picture(stage)
    await stage.press("Cancel", result)
    await stage.update_cards()
    assert "Cancelled" in response_view(result).text
    (card,) = map(MessageView, card_messages(mod_channel))
    assert "Withdrawn" in card.text
    assert (card.gallery, card.filenames, card.button_labels) == ([], [], [])
    assert "Cancelled. It was already drawn, so it still counts: 1 picture." in response_view(result).text
    assert await stage.images_left() == 19


async def test_undecided_approval_expires_with_a_refund(stage: BotStage, mod_channel: ChannelHandle) -> None:
    result = await imagine_held_picture(stage)
    await stage.env.advance_time(2 * DAY + 60)
    with stage.env.time_context():
        await stage.app.maintenance.run_once()
    await stage.run_worker_until_idle()
    await stage.update_cards()
    (shown,) = stage.messages()
    assert "No moderator decided on these pictures in time. Nothing was charged;" in shown.text
    (card,) = map(MessageView, card_messages(mod_channel))
    assert "Nobody decided in time" in card.text
    assert (await stage.job(job_id_of(result))).state is State.REFUSED
    assert await stage.images_left() == 20


async def test_reroll_of_an_approved_picture_is_held_again(stage: BotStage, mod_channel: ChannelHandle) -> None:
    result = await imagine_held_picture(stage)
    await decide_newest_case(stage, "Approve", mod_channel)
    again = await stage.press("Reroll", result)
    await stage.run_worker_until_idle()
    await stage.update_cards()
    assert str(HELD_TEXT) in response_view(again).text
    assert [MessageView(card).button_labels for card in card_messages(mod_channel)] == [[], DECIDE]


async def test_approval_before_the_held_message_is_shown_is_not_lost(
    make_stage: StageFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage = await make_stage()
    log = await enable_approval(stage)
    messenger = stage.app.worker.context.messenger
    hold, told = messenger.show_held, []

    async def slow(job: Job) -> MessageRef:
        await stage.update_cards()
        told.append(await stage.press("Approve", card_messages(log)[-1], stage.mod))
        assert stage.app.worker._open_runs(stage.app.worker.inbox.take()) == []
        return await hold(job)

    monkeypatch.setattr(messenger, "show_held", slow)
    result = await stage.imagine_and_wait("a fox")
    assert len(told) == 1
    assert len(response_view(result).gallery) == 1
    assert (await stage.job(job_id_of(result))).state is State.DELIVERED


async def test_removal_of_a_reported_picture_can_be_undone_from_its_card(stage: BotStage) -> None:
    fox = await stage.imagine_and_wait("a fox")
    log = await enable_approval(stage)
    form = await stage.press("Report", fox, stage.bob)
    await stage.submit_form(form, stage.bob, reason=["0"], words="")
    await stage.update_cards()
    (card,) = map(MessageView, card_messages(log))
    assert (len(card.gallery), card.gallery[0]["spoiler"]) == (1, True)
    await decide_newest_case(stage, "Remove", log, reason=["0"])
    (card,) = map(MessageView, card_messages(log))
    assert (card.gallery, card.button_labels) == ([], ["↩️ Undo"])
    await decide_newest_case(stage, "Undo", log)
    assert MessageView(card_messages(log)[0]).button_labels == []
    assert len(response_view(fox).gallery) == 1


async def test_a_second_report_leaves_the_pictures_on_the_card(stage: BotStage) -> None:
    fox = await stage.imagine_and_wait("a fox")
    log = await enable_approval(stage)
    for member in (stage.bob, stage.add_member("carol")):
        form = await stage.press("Report", fox, member)
        await stage.submit_form(form, member, reason=["0"], words="")
        await stage.update_cards()
    (card,) = map(MessageView, card_messages(log))
    assert card.text.count("- <@") == 2
    assert (len(card.gallery), len(card.filenames)) == (1, 1)


async def test_decided_case_stores_its_verdict_and_moderator(stage: BotStage, mod_channel: ChannelHandle) -> None:
    await imagine_held_picture(stage)
    await decide_newest_case(stage, "Approve", mod_channel)
    (case,), *_ = await stage.app.bot.services.moderation.list_cases(stage.guild.id, CaseFilter(), offset=0, limit=1)
    assert (case.verdict, case.decided_by, case.version) == (Verdict.APPROVED, stage.mod.id, case.posted_version)
