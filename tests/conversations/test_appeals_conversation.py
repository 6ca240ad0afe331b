"""⚖️ Appeal: a refusal that its author thinks is wrong reaches the moderators, and is made good where they agree."""

import discord
import pytest
from simcord.actors import MemberActor
from simcord.backend.models import Overwrite
from simcord.builders import ChannelHandle
from simcord.enums import OverwriteType
from simcord.results import InteractionResult

from bot.discord import replies
from bot.domain.case import Kind, Verdict
from bot.domain.job import State
from bot.domain.server_rules import Flagged, ServerRules
from bot.moderation.decisions import NOT_YOUR_OWN
from bot.moderation.service import APPEALS_FOR
from bot.storage import cases, ledger
from bot.storage.appeals import NOT_THEIRS, TOO_OLD
from bot.storage.cases import Wanted
from bot.ui.moderation.decision_forms import APPEALED
from tests.conversations.test_words_refused_conversation import REFUSED, forbid, slow_down
from tests.conversations.world import Seen, Stage, answer, job_id, seen

HOUR, DAY = 3600, 24 * 3600
ACCEPT, APPEAL = "Accept: draw it free", "⚖️ Appeal"
GRANTED = "The moderators of “Atelier” accepted your appeal: your request is being drawn now, free of charge."


async def house(stage: Stage, *words: str) -> ChannelHandle:
    """A server that forbids words, and has a channel for its moderators."""
    hidden, shown = (discord.PermissionOverwrite(view_channel=may) for may in (False, True))
    log = stage.guild.create_text_channel(
        "log", overwrites={stage.guild.default_role: hidden, stage.mod: shown, stage.app.bot.user: shown}
    )
    await stage.app.bot.gate.change(stage.guild.id, lambda _: ServerRules(log_channel=log.id))
    await forbid(stage, *(words or ("knife",)))
    return log


async def board(stage: Stage) -> None:
    """Let the cards show what is on disk."""
    with stage.env.time_context():
        await stage.app.board.step()
    await stage.env.settle()


async def card(stage: Stage, log: ChannelHandle) -> discord.Message:
    """The one card of an appeal, as it stands now."""
    await board(stage)
    (found,) = [message for message in log.history() if "Appeal**" in Seen(message).text]
    return found


async def appeal(stage: Stage, refused: InteractionResult, by: MemberActor | None = None) -> InteractionResult:
    return await stage.press("Appeal", refused, by)


async def accept(stage: Stage, log: ChannelHandle, by: MemberActor | None = None) -> InteractionResult:
    """Accept the appeal, and let what comes of it be drawn."""
    decided = await stage.press(ACCEPT, await card(stage, log), by or stage.mod)
    await stage.work()
    return decided


async def reject(stage: Stage, log: ChannelHandle, words: str, by: MemberActor | None = None) -> InteractionResult:
    by = by or stage.mod
    form = await stage.press("Reject", await card(stage, log), by)
    return await stage.submit(form, by, reason=["own"], words=words)


async def verdicts(stage: Stage) -> list[Verdict]:
    found, _ = await stage.app.database.run(cases.page, stage.guild.id, Wanted(kind=Kind.APPEAL), offset=0, limit=10)
    return [case.verdict for case in found]


async def spent(stage: Stage) -> int:
    """Micro-dollars that the server has spent."""
    return await stage.app.database.run(ledger.spent, stage.guild.id, stage.app.service.clock() - DAY)


def drawn(stage: Stage, viewer: MemberActor | None = None) -> list[Seen]:
    return [message for message in stage.messages(viewer) if message.gallery]


def moderator(stage: Stage, log: ChannelHandle) -> MemberActor:
    """A second one."""
    role = stage.guild.create_role("Others", permissions=discord.Permissions(manage_messages=True))
    other = stage.guild.add_member(stage.env.create_user("other"), roles=[role])
    let_in(stage, log, other)
    return other


def let_in(stage: Stage, log: ChannelHandle, member: MemberActor) -> None:
    seeing = discord.Permissions(view_channel=True, read_message_history=True).value
    stage.env.backend.set_overwrite(log.id, Overwrite(member.id, OverwriteType.MEMBER, allow=seeing))


# ── from the refusal to the moderators ───────────────────────────────────────────────────────────────────────────────


async def test_the_moderators_see_what_was_asked_what_caught_it_and_what_it_would_cost(stage: Stage) -> None:
    log = await house(stage)
    refused = await stage.imagine("a palette kn1fe", count=2)
    assert (seen(refused).ephemeral, seen(refused).text, seen(refused).buttons) == (True, REFUSED, [APPEAL])
    told = await appeal(stage, refused)
    assert (seen(told).ephemeral, seen(told).text) == (True, APPEALED)
    shown = Seen(await card(stage, log))
    assert f"⚖️ Appeal** · case `1` · {stage.alice.mention}" in shown.text
    assert "a palette kn1fe" in shown.text
    assert "“knife”, with digits or symbols instead of letters (this server’s list)" in shown.text
    assert f"Requested in <#{stage.channel.id}>; drawing it would cost $0.04" in shown.text
    assert shown.buttons == [ACCEPT, "Reject"]
    assert stage.messages(stage.bob) == []
    assert await stage.left() == 20


async def test_accepted_it_is_drawn_where_it_was_asked_and_costs_the_server_but_not_the_member(stage: Stage) -> None:
    log = await house(stage)
    await appeal(stage, await stage.imagine("a palette knife"))
    decided = await accept(stage, log)
    assert seen(decided).ephemeral
    assert seen(decided).text.startswith("Case 1: accepted. It is being drawn in the channel where it was requested")
    (result,) = drawn(stage, stage.bob)
    assert stage.alice.mention in result.text
    assert "a palette knife" in result.text
    assert await stage.left() == 20
    assert await spent(stage) == 20_000
    told = Seen(await card(stage, log))
    assert f"✅ Accepted: drawn free of charge** by {stage.mod.mention}" in told.text
    assert told.buttons == []
    (letter,) = stage.letters(stage.alice)
    assert letter.text.startswith(GRANTED)
    assert "a palette knife" in letter.text


async def test_a_reroll_of_what_was_granted_is_paid_as_usual(stage: Stage) -> None:
    log = await house(stage)
    await appeal(stage, await stage.imagine("a palette knife"))
    await accept(stage, log)
    await stage.app.bot.gate.lists.remove(stage.guild.id, "term", "knife")
    (message,) = [one for one in stage.channel.history() if Seen(one).gallery]
    await stage.press("Reroll", message)
    await stage.work()
    assert len(drawn(stage)) == 2
    assert await stage.left() == 19
    assert await spent(stage) == 40_000


async def test_rejected_the_member_hears_why_and_nothing_is_drawn(stage: Stage) -> None:
    log = await house(stage)
    refused = await stage.imagine("a bloody knife")
    await appeal(stage, refused)
    await reject(stage, log, "blood **is** @everyone’s line")
    await stage.work()
    assert stage.submitted() == []
    (letter,) = stage.letters(stage.alice)
    assert letter.text.startswith(
        "The moderators of “Atelier” rejected your appeal; nothing was charged. Their reason: blood "
    )
    assert not any(sign in letter.text for sign in ("**", "@everyone"))
    assert seen(await appeal(stage, refused)).text.startswith("The moderators already rejected your appeal")
    assert (await verdicts(stage), await stage.left()) == ([Verdict.REJECTED], 20)


@pytest.mark.parametrize("verdict", ["accept", "reject"])
async def test_who_takes_no_letters_is_told_when_they_press_again(stage: Stage, verdict: str) -> None:
    log = await house(stage)
    refused = await stage.imagine("a knife")
    await appeal(stage, refused)
    stage.env.inject_error(
        "POST", f"/channels/{stage.alice.user.dm_channel.id}/messages", status=403, code=50007, times=None
    )
    await (accept(stage, log) if verdict == "accept" else reject(stage, log, "no"))
    told = seen(await appeal(stage, refused))
    assert told.ephemeral
    assert told.text.startswith(f"The moderators already {verdict}ed your appeal")
    assert len(drawn(stage)) == (verdict == "accept")


async def test_on_a_slow_disk_the_button_comes_with_the_refusal_all_the_same(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = await house(stage)
    slow_down(stage, monkeypatch)
    stage.app.bot.gate.refresh()
    await stage.imagine("a knife")
    monkeypatch.setattr(replies, "PATIENCE", 1.5)
    (told,) = [one for one in stage.messages(stage.alice) if one.text == REFUSED]
    assert (told.ephemeral, told.buttons) == (True, [APPEAL])
    assert stage.messages(stage.bob) == []
    (message,) = [one for one in stage.channel.history(viewer=stage.alice) if one.id == told.id]
    await stage.press("Appeal", message)
    assert "a knife" in Seen(await card(stage, log)).text


async def test_the_button_comes_with_every_way_to_be_refused(stage: Stage) -> None:
    await house(stage)
    fox = await stage.drawn("a fox")
    offer = await stage.imagine("a {red, blue} sword", stage.bob)
    form = await stage.press("Edit", fox, stage.bob)
    refused = [await stage.submit(form, stage.bob, words="with a knife")]
    await forbid(stage, "sword", "fox")
    refused += [await stage.press("Reroll", fox), await stage.press("Vary", fox)]
    assert [seen(one).buttons for one in refused] == [[APPEAL]] * 3
    await stage.press("Draw it", offer, stage.bob)
    assert [APPEAL] in [one.buttons for one in stage.messages(stage.bob) if one.text.startswith(REFUSED)]


# ── what was asked for ───────────────────────────────────────────────────────────────────────────────────────────────


async def test_of_alternatives_all_are_put_before_them_and_all_are_drawn(stage: Stage) -> None:
    log = await house(stage)
    await appeal(stage, await stage.imagine("a {palette, butter} knife"))
    shown = Seen(await card(stage, log)).text
    assert "a palette knife / a butter knife" in shown
    assert "drawing it would cost $0.04" in shown
    await accept(stage, log)
    assert [task["positivePrompt"] for task in stage.submitted()] == ["a palette knife", "a butter knife"]
    assert [len(one.gallery) for one in drawn(stage)] == [1, 1]
    assert await stage.left() == 20


async def test_a_private_one_comes_by_direct_message_and_nobody_else_sees_it(stage: Stage) -> None:
    log = await house(stage)
    await appeal(stage, await stage.imagine("a knife", private=True))
    await accept(stage, log)
    assert stage.messages(stage.bob) == []
    assert [len(letter.gallery) for letter in stage.letters(stage.alice)] == [0, 1]
    assert await stage.left() == 20


@pytest.mark.parametrize(
    ("who", "sentence"),
    [("author", "That picture was deleted"), ("moderator", "This server’s moderators removed the original picture")],
)
async def test_where_the_picture_is_gone_meanwhile_the_moderator_is_told_and_can_reject(
    stage: Stage, who: str, sentence: str
) -> None:
    log = await house(stage)
    fox = await stage.drawn("a fox")
    refused = await stage.submit(await stage.press("Edit", fox, stage.bob), stage.bob, words="with a knife")
    await appeal(stage, refused, stage.bob)
    await (stage.press("Delete", fox) if who == "author" else stage.menu("Remove image", answer(fox), stage.mod))
    told = seen(await accept(stage, log))
    assert told.ephemeral
    assert told.text.startswith(sentence)
    assert await verdicts(stage) == [Verdict.OPEN]
    await reject(stage, log, "it is gone")
    assert await verdicts(stage) == [Verdict.REJECTED]
    assert len(stage.submitted()) == 1


async def test_pictures_that_were_flagged_are_drawn_anew_and_looked_at_first(stage: Stage) -> None:
    log = await house(stage)
    await stage.app.bot.gate.change(stage.guild.id, lambda rules: rules.model_copy(update={"flagged": Flagged.REFUSE}))
    refused = await stage.drawn("fault:nsfw a bather")
    assert APPEAL in seen(refused).buttons
    assert (await stage.job(job_id(refused))).state is State.REFUSED
    assert await stage.left() == 20
    assert seen(await appeal(stage, refused, stage.bob)).text == NOT_THEIRS
    assert seen(await appeal(stage, refused)).text == APPEALED
    assert "Runware’s safety check flagged these pictures" in Seen(await card(stage, log)).text
    await accept(stage, log)
    assert drawn(stage) == []
    await board(stage)
    (shown,) = [message for message in log.history() if "Pictures to approve" in Seen(message).text]
    await stage.press("Approve", shown, stage.mod)
    await stage.work()
    (result,) = drawn(stage, stage.bob)
    assert [item["spoiler"] for item in result.gallery] == [True]
    assert await stage.left() == 20


# ── who may, and when ────────────────────────────────────────────────────────────────────────────────────────────────


async def test_pressing_twice_makes_one_case(stage: Stage) -> None:
    log = await house(stage)
    refused = await stage.imagine("a knife")
    assert [seen(await appeal(stage, refused)).text for _ in range(2)] == [APPEALED] * 2
    assert len(await verdicts(stage)) == 1
    assert "a knife" in Seen(await card(stage, log)).text


async def test_only_the_one_who_was_refused_may_appeal(stage: Stage) -> None:
    await house(stage)
    refused = await stage.imagine("a knife")
    place = await stage.drawn("a fox")
    (forged,) = await stage.press_all((stage.bob, f"easel:appeal:{job_id(refused)}", answer(place)))
    assert (seen(forged).ephemeral, seen(forged).text) == (True, NOT_THEIRS)
    assert await verdicts(stage) == []


@pytest.mark.parametrize("number", [0, 5, 2**63 - 1, 10**19 - 1])
async def test_an_appeal_against_nothing_is_none(stage: Stage, number: int) -> None:
    place = await stage.drawn("a fox")
    (forged,) = await stage.press_all((stage.bob, f"easel:appeal:{number}", answer(place)))
    assert (seen(forged).ephemeral, seen(forged).text) == (True, TOO_OLD)


async def test_after_a_day_it_is_too_late_to_appeal(stage: Stage) -> None:
    await house(stage)
    refused = await stage.imagine("a knife")
    await stage.env.advance_time(DAY + 1)
    assert seen(await appeal(stage, refused)).text == TOO_OLD
    assert await verdicts(stage) == []


async def test_an_appeal_that_nobody_decides_expires_and_its_author_is_told(stage: Stage) -> None:
    log = await house(stage)
    await appeal(stage, await stage.imagine("a knife"))
    await card(stage, log)
    await stage.env.advance_time(APPEALS_FOR + HOUR)
    with stage.env.time_context():
        await stage.app.bot.moderation.step()
    assert await verdicts(stage) == [Verdict.EXPIRED]
    (letter,) = stage.letters(stage.alice)
    assert letter.text.startswith("No moderator of “Atelier” decided on your appeal in time; nothing was charged.")


async def test_a_moderator_cannot_accept_their_own_appeal(stage: Stage) -> None:
    log = await house(stage)
    await appeal(stage, await stage.imagine("a knife", stage.mod), stage.mod)
    refused = await accept(stage, log)
    assert (seen(refused).ephemeral, seen(refused).text) == (True, NOT_YOUR_OWN)
    assert await verdicts(stage) == [Verdict.OPEN]
    await accept(stage, log, moderator(stage, log))
    assert await verdicts(stage) == [Verdict.ACCEPTED]
    assert len(drawn(stage)) == 1


async def test_a_member_cannot_decide(stage: Stage) -> None:
    log = await house(stage)
    await appeal(stage, await stage.imagine("a knife"))
    shown = await card(stage, log)
    let_in(stage, log, stage.bob)
    for label in (ACCEPT, "Reject"):
        refused = seen(await stage.press(label, shown, stage.bob))
        assert refused.ephemeral
        assert refused.text.startswith("Only th")
    assert await verdicts(stage) == [Verdict.OPEN]


async def test_of_two_moderators_at_once_one_decides_and_the_other_is_told(stage: Stage) -> None:
    log = await house(stage)
    await appeal(stage, await stage.imagine("a knife"))
    shown, other = await card(stage, log), moderator(stage, log)
    both = await stage.press_all((stage.mod, "easel:accept:1", shown), (other, "easel:accept:1", shown))
    await stage.work()
    texts = sorted(seen(one).text for one in both)
    assert texts[0].startswith("Case 1: accepted.")
    assert texts[1].startswith("This was already decided by <@")
    assert len(drawn(stage)) == len(stage.submitted()) == 1
    assert await spent(stage) == 20_000
