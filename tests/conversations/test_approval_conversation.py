"""Approval channels: moderators look at pictures first, on a card; what they decide reaches the member's message."""

from typing import Any

import discord
import pytest
from simcord.actors import MemberActor
from simcord.builders import ChannelHandle
from simcord.results import InteractionResult

from bot.domain.case import Verdict
from bot.domain.job import Job, State
from bot.domain.server_rules import ChannelMode, ServerRules
from bot.storage.cases import Wanted
from bot.storage.jobs import Shown
from bot.ui.jobs.messages import HELD
from tests.conversations.conftest import Raise
from tests.conversations.world import CANCEL_DRAWN, RESULT_BUTTONS, Seen, Stage, answer, job_id, seen

DAY = 24 * 3600
DECIDE = ["Approve", "Decline", "Decline and block"]


def moderators_only(stage: Stage, name: str = "mod-log") -> ChannelHandle:
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


async def approving(stage: Stage, log: ChannelHandle | None = None) -> ChannelHandle:
    """Let moderators look first at what is drawn in the studio; cards go to the channel that is returned."""
    log = log or moderators_only(stage)

    def change(rules: ServerRules) -> ServerRules:
        changed = rules.decided(stage.channel.id, {"mode": ChannelMode.APPROVAL})
        return changed.model_copy(update={"log_channel": log.id})

    await stage.app.bot.gate.change(stage.guild.id, change)
    return log


def cards(log: ChannelHandle) -> list[discord.Message]:
    """What stands in the moderators' channel with components: cards, and the pictures that they have no room for."""
    return [message for message in log.history() if message.components]


async def held(stage: Stage, prompt: str = "a fox", **options: Any) -> InteractionResult:
    """Ask, and wait until the pictures are on their card."""
    result = await stage.drawn(prompt, **options)
    await stage.show_cards()
    return result


async def decided(
    stage: Stage, label: str, log: ChannelHandle, by: MemberActor | None = None, **fields: Any
) -> InteractionResult:
    """Press on the newest card that has buttons, fill in the form if there is one, and let all see what came of it."""
    card = [message for message in cards(log) if Seen(message).buttons][-1]
    result = await stage.press(label, card, by or stage.mod)
    if fields:
        result = await stage.submit(result, by or stage.mod, **fields)
    await stage.work()
    await stage.show_cards()
    return result


@pytest.fixture
async def log(stage: Stage) -> ChannelHandle:
    """The moderators' channel of a server that looks at pictures first."""
    return await approving(stage)


# ── waiting ──────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.usefixtures("log")
async def test_the_member_hears_that_a_moderator_looks_first_and_nobody_sees_the_picture(stage: Stage) -> None:
    result = await held(stage)
    shown = seen(result)
    assert HELD in shown.text
    assert shown.buttons == [CANCEL_DRAWN]
    assert (shown.gallery, shown.files) == ([], [])
    assert [message.gallery for message in stage.messages(stage.bob)] == [[]]
    assert (await stage.job(job_id(result))).state is State.HELD


async def test_the_card_shows_all_that_a_decision_needs_behind_a_spoiler(stage: Stage, log: ChannelHandle) -> None:
    result = await held(stage, "a fox in the snow", count=2)
    (card,) = map(Seen, cards(log))
    assert "🖼️ Pictures to approve" in card.text
    assert "a fox in the snow" in card.text
    assert stage.alice.mention in card.text
    assert stage.channel.mention in card.text
    job = await stage.job(job_id(result))
    assert job.outcome is not None
    assert job.outcome.cost is not None
    assert f"${job.outcome.cost / 1_000_000:.2f}" in card.text
    assert [item["spoiler"] for item in card.gallery] == [True, True]
    assert len(card.files) == 2
    assert card.buttons == DECIDE


async def test_the_card_of_an_edit_says_whose_picture_it_was_made_from(stage: Stage) -> None:
    fox = await stage.drawn("a fox", stage.bob)
    log = await approving(stage)
    form = await stage.press("Edit", fox)
    await stage.submit(form, words="make it night")
    await stage.work()
    await stage.show_cards()
    (card,) = map(Seen, cards(log))
    assert f"Made from a picture of {stage.bob.mention} · [its message](" in card.text


async def test_twenty_pictures_are_all_there_to_be_looked_at(stage: Stage, log: ChannelHandle) -> None:
    await held(stage, "twenty foxes", count=20)
    first, second = map(Seen, cards(log))
    assert (len(first.gallery), len(second.gallery)) == (10, 10)
    assert all(item["spoiler"] for item in [*first.gallery, *second.gallery])
    assert "The pictures after the first 10 are in the next message." in first.text
    assert "pictures 11 to 20 of 20" in second.text
    assert (first.buttons, second.buttons) == (DECIDE, [])
    await decided(stage, "Approve", log)
    (card,) = map(Seen, cards(log))
    assert (card.gallery, card.files) == ([], [])
    assert [len(message.gallery) for message in stage.messages()] == [10, 10]


async def test_a_batch_waits_as_one_card_each_and_each_is_decided_alone(stage: Stage, log: ChannelHandle) -> None:
    offer = await stage.imagine("a {red, blue} fox")
    await stage.press("Draw it", offer)
    await stage.work()
    await stage.show_cards()
    blue, red = sorted(cards(log), key=lambda card: "a red fox" in Seen(card).text)
    assert ("a red fox" in Seen(red).text, "a blue fox" in Seen(blue).text) == (True, True)
    await stage.press("Approve", red, stage.mod)
    form = await stage.press("Decline", blue, stage.mod)
    await stage.submit(form, stage.mod, reason=["0"], words="")
    await stage.work()
    assert sorted(len(message.gallery) for message in stage.messages()) == [0, 1]
    assert await stage.left() == 19


async def test_a_private_request_waits_and_arrives_in_private(stage: Stage, log: ChannelHandle) -> None:
    result = await held(stage, "a secret fox", private=True)
    assert seen(result).ephemeral
    assert len(Seen(cards(log)[0]).gallery) == 1
    await decided(stage, "Approve", log)
    assert seen(result).ephemeral
    assert len(seen(result).gallery) == 1
    assert stage.messages(stage.bob) == []


@pytest.mark.usefixtures("log")
async def test_a_held_picture_cannot_be_edited_varied_or_kept(stage: Stage) -> None:
    result = await held(stage)
    message, number = answer(result).message, job_id(result)
    for action in ("edit", "vary", "favourite", "dm"):
        (told,) = await stage.press_all((stage.alice, f"easel:{action}:{number}", message))
        assert seen(told).ephemeral, action
        assert told.modal is None, action
    assert len(stage.submitted()) == 1


# ── deciding ─────────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_what_is_approved_comes_in_the_members_own_message(stage: Stage, log: ChannelHandle) -> None:
    result = await held(stage)
    waiting = answer(result).id
    told = await decided(stage, "Approve", log)
    assert seen(told).ephemeral
    shown = seen(result)
    assert [message.id for message in stage.messages()] == [waiting]
    assert (len(shown.gallery), shown.gallery[0]["spoiler"], shown.buttons) == (1, False, RESULT_BUTTONS)
    (card,) = map(Seen, cards(log))
    assert f"**✅ Approved** by {stage.mod.mention}" in card.text
    assert (card.gallery, card.files, card.buttons) == ([], [], [])
    assert await stage.left() == 19


async def test_hours_later_the_decision_still_reaches_the_message(stage: Stage, log: ChannelHandle) -> None:
    result = await held(stage)
    await stage.env.advance_time(20 * 3600)
    await decided(stage, "Approve", log)
    assert [len(message.gallery) for message in stage.messages()] == [1]
    assert (await stage.job(job_id(result))).state is State.DELIVERED


async def test_what_is_declined_is_told_with_its_reason_and_given_back(stage: Stage, log: ChannelHandle) -> None:
    result = await held(stage)
    await decided(stage, "Decline", log, reason=["own"], words="no foxes here")
    assert "This server’s moderators declined these pictures: no foxes here. Nothing was charged." in seen(result).text
    assert seen(result).gallery == []
    (card,) = map(Seen, cards(log))
    assert f"**⛔ Declined** by {stage.mod.mention}" in card.text
    assert "no foxes here" in card.text
    assert (card.gallery, card.buttons) == ([], [])
    assert await stage.left() == 20


async def test_declining_needs_a_reason(stage: Stage, log: ChannelHandle) -> None:
    result = await held(stage)
    told = await decided(stage, "Decline", log, reason=["own"], words=" ")
    assert "The reason is empty" in seen(told).text
    assert (await stage.job(job_id(result))).state is State.HELD


async def test_decline_and_block_blocks_the_author_too(stage: Stage, log: ChannelHandle) -> None:
    await held(stage)
    await decided(stage, "Decline and block", log, reason=["0"], words="", term=["7d"])
    refused = await stage.imagine("an owl")
    assert seen(refused).ephemeral
    assert "moderators blocked you from requesting pictures" in seen(refused).text


async def test_nobody_approves_their_own(stage: Stage, log: ChannelHandle) -> None:
    result = await stage.drawn("a fox", stage.mod)
    await stage.show_cards()
    told = await decided(stage, "Approve", log)
    assert seen(told).ephemeral
    assert "your own" in seen(told).text
    assert (await stage.job(job_id(result))).state is State.HELD


async def test_who_comes_second_is_told_who_was_first(stage: Stage, log: ChannelHandle) -> None:
    result = await held(stage)
    (card,) = cards(log)
    other = stage.guild.add_member(stage.env.create_user("other"), roles=[stage.guild.roles["Moderators"]])
    case = (await stage.app.bot.moderation.page(stage.guild.id, Wanted(), offset=0, limit=1))[0][0]
    answers = await stage.press_all(
        (stage.mod, f"easel:approve:{case.id}", card), (other, f"easel:approve:{case.id}", card)
    )
    await stage.work()
    told = sorted(seen(one).text for one in answers)
    assert sum(one.startswith(f"Case {case.id}: approved.") for one in told) == 1
    assert any("This was already decided by <@" in one for one in told)
    assert len(seen(result).gallery) == 1


@pytest.mark.usefixtures("log")
async def test_only_moderators_decide(stage: Stage) -> None:
    result = await held(stage)
    for label in DECIDE:
        case = (await stage.app.bot.moderation.page(stage.guild.id, Wanted(), offset=0, limit=1))[0][0]
        action = label.lower().replace(" and ", "")
        (told,) = await stage.press_all((stage.bob, f"easel:{action}:{case.id}", answer(result).message))
        assert told.modal is None
        assert seen(told).ephemeral
    assert (await stage.job(job_id(result))).state is State.HELD


async def test_the_author_takes_a_waiting_request_back(stage: Stage, log: ChannelHandle) -> None:
    result = await held(stage)
    await stage.press("Cancel", result)
    await stage.show_cards()
    assert "Cancelled" in seen(result).text
    (card,) = map(Seen, cards(log))
    assert "Withdrawn" in card.text
    assert (card.gallery, card.files, card.buttons) == ([], [], [])
    assert "Cancelled. It was already drawn, so it still counts: 1 picture." in seen(result).text
    assert await stage.left() == 19


async def test_what_nobody_decides_expires_with_a_refund(stage: Stage, log: ChannelHandle) -> None:
    result = await held(stage)
    await stage.env.advance_time(2 * DAY + 60)
    with stage.env.time_context():
        await stage.app.upkeep.step()
    await stage.work()
    await stage.show_cards()
    (shown,) = stage.messages()
    assert "No moderator decided on these pictures in time. Nothing was charged;" in shown.text
    (card,) = map(Seen, cards(log))
    assert "Nobody decided in time" in card.text
    assert (await stage.job(job_id(result))).state is State.REFUSED
    assert await stage.left() == 20


async def test_an_approved_picture_drawn_again_waits_again(stage: Stage, log: ChannelHandle) -> None:
    result = await held(stage)
    await decided(stage, "Approve", log)
    again = await stage.press("Reroll", result)
    await stage.work()
    await stage.show_cards()
    assert HELD in seen(again).text
    assert [Seen(card).buttons for card in cards(log)] == [[], DECIDE]


async def test_a_decision_while_the_member_is_still_being_told_is_not_lost(
    raised: Raise, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage = await raised()
    log = await approving(stage)
    messenger = stage.app.worker._ending.messenger
    hold, told = messenger.hold, []

    async def slow(job: Job) -> Shown:
        await stage.show_cards()
        told.append(await stage.press("Approve", cards(log)[-1], stage.mod))
        assert stage.app.worker._begun(stage.app.worker._inbox.take()) == []
        return await hold(job)

    monkeypatch.setattr(messenger, "hold", slow)
    result = await stage.drawn("a fox")
    assert len(told) == 1
    assert len(seen(result).gallery) == 1
    assert (await stage.job(job_id(result))).state is State.DELIVERED


async def test_a_removed_reported_picture_can_be_put_back_from_its_card_for_a_day(stage: Stage) -> None:
    fox = await stage.drawn("a fox")
    log = await approving(stage)
    form = await stage.press("Report", fox, stage.bob)
    await stage.submit(form, stage.bob, reason=["0"], words="")
    await stage.show_cards()
    (card,) = map(Seen, cards(log))
    assert (len(card.gallery), card.gallery[0]["spoiler"]) == (1, True)
    await decided(stage, "Remove", log)
    (card,) = map(Seen, cards(log))
    assert (card.gallery, card.buttons) == ([], ["↩️ Undo"])
    await decided(stage, "Undo", log)
    assert Seen(cards(log)[0]).buttons == []
    assert len(seen(fox).gallery) == 1


async def test_a_second_report_leaves_the_pictures_on_the_card(stage: Stage) -> None:
    fox = await stage.drawn("a fox")
    log = await approving(stage)
    for member in (stage.bob, stage.person("carol")):
        form = await stage.press("Report", fox, member)
        await stage.submit(form, member, reason=["0"], words="")
        await stage.show_cards()
    (card,) = map(Seen, cards(log))
    assert card.text.count("- <@") == 2
    assert (len(card.gallery), len(card.files)) == (1, 1)


async def test_a_case_knows_how_it_ended(stage: Stage, log: ChannelHandle) -> None:
    await held(stage)
    await decided(stage, "Approve", log)
    (case,), _ = await stage.app.bot.moderation.page(stage.guild.id, Wanted(), offset=0, limit=1)
    assert (case.verdict, case.decided_by, case.version) == (Verdict.APPROVED, stage.mod.id, case.shown_version)
