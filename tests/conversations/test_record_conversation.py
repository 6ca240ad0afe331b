"""The record of every decision of moderators: written down once, told once, and made once by whoever is first."""

import re
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from simcord.builders import ChannelHandle

from bot.domain.case import Kind, Verdict
from bot.domain.short_ids import code_of, spaced
from tests.conversations.moderating import (
    DAY,
    actions,
    all_cases,
    appealed,
    board,
    cards,
    held,
    lines,
    longer_ago,
    press_id,
    record,
    reported,
    shown_case,
    with_log,
)
from tests.conversations.world import Message, Seen, Stage, answer, job_id, seen

# ── the record ───────────────────────────────────────────────────────────────────────────────────────────────────────

Decide = Callable[[Stage, Message], Awaitable[None]]
WHY = {"reason": ["own"], "words": "not here"}


async def approval(stage: Stage) -> Message:
    await held(stage)
    return answer(await shown_case(stage, 1))


async def report(stage: Stage) -> Message:
    await reported(stage, await stage.drawn("a fox"))
    return answer(await shown_case(stage, 1))


async def appeal(stage: Stage) -> Message:
    await appealed(stage)
    return answer(await shown_case(stage, 1))


async def picture(stage: Stage) -> Message:
    return answer(await stage.drawn("a fox"))


async def waiting(stage: Stage) -> Message:
    return answer(await stage.imagine("a fox"))


async def ended(stage: Stage) -> Message:
    result = await stage.imagine("a fox")
    await stage.press("Cancel", result)
    return answer(result)


async def removed(stage: Stage) -> Message:
    await stage.menu("Remove image", answer(await stage.drawn("a fox")), stage.mod)
    job = (await record(stage))[0].job_id
    assert job is not None
    return answer(await stage.mod.slash(stage.channel, "mod remove", id=str(job), reason="again"))


def press(label: str, **fields: Any) -> Decide:
    async def decide(stage: Stage, message: Message) -> None:
        shown = await stage.press(label, message, stage.mod)
        if fields:
            await stage.submit(shown, stage.mod, **fields)

    return decide


def command(name: str, **options: Any) -> Decide:
    async def decide(stage: Stage, message: Message) -> None:
        await stage.mod.slash(stage.channel, name, **{key: value(stage, message) for key, value in options.items()})

    return decide


async def menu(stage: Stage, message: Message) -> None:
    await stage.menu("Remove image", message, stage.mod)


async def time(stage: Stage, _message: Message) -> None:
    await stage.app.database.run(longer_ago, "UPDATE cases SET opened_at = opened_at - ?", 8 * DAY)
    with stage.env.time_context():
        await stage.app.upkeep.step()


def newest_job(stage: Stage, message: Message) -> str:
    """The job of a message: the interaction that it answered."""
    parts = [part if isinstance(part, dict) else part.to_dict() for part in message.components]
    found = re.findall(r"easel:[a-z]+:([0-9]+)", str(parts))
    assert found, stage
    return str(found[0])


SET_UP: dict[str, tuple[Callable[[Stage], Awaitable[Message]], Decide, list[str], Verdict | None]] = {
    "approve": (approval, press("Approve"), ["Picture approved"], Verdict.APPROVED),
    "decline": (approval, press("Decline", **WHY), ["Picture declined"], Verdict.DECLINED),
    "decline and block": (
        *(approval, press("Decline and block", **WHY, term=["1d"])),
        *(["Picture declined", "Block"], Verdict.DECLINED),
    ),
    "expire": (approval, time, ["Approval expired"], Verdict.EXPIRED),
    "keep": (report, press("Keep"), ["Reported picture kept"], Verdict.KEPT),
    "dismiss": (report, press("Dismiss"), ["Reports dismissed"], Verdict.DISMISSED),
    "remove": (report, press("Remove"), ["Picture removed"], Verdict.REMOVED),
    "remove and block": (
        *(report, press("Remove and block", **WHY, term=["ever"])),
        *(["Picture removed", "Block"], Verdict.REMOVED),
    ),
    "accept": (appeal, press("Accept: draw it free"), ["Appeal accepted"], Verdict.ACCEPTED),
    "reject": (appeal, press("Reject", **WHY), ["Appeal rejected"], Verdict.REJECTED),
    "expire an appeal": (appeal, time, ["Appeal expired"], Verdict.EXPIRED),
    "remove by menu": (picture, menu, ["Picture removed"], None),
    "remove by command": (
        *(picture, command("mod remove", id=newest_job, reason=lambda *_: "blood")),
        *(["Picture removed"], None),
    ),
    "undo": (removed, press("Undo"), ["Removal undone"], None),
    "delete pictures": (picture, press("Delete"), ["Picture removed"], None),
    "delete an end": (ended, press("Delete"), ["Request deleted"], None),
    "cancel": (waiting, press("Cancel"), ["Request cancelled"], None),
    "cancel by command": (waiting, command("cancel", id=newest_job), ["Request cancelled"], None),
    "block": (
        *(picture, command("mod block", member=lambda stage, _: stage.alice, reason=lambda *_: "spam")),
        *(["Block"], None),
    ),
}


@pytest.mark.parametrize("name", SET_UP)
async def test_every_decision_is_written_down_once_and_told_once(stage: Stage, name: str) -> None:
    logs: ChannelHandle = await with_log(stage)
    set_up, decide, names, verdict = SET_UP[name]
    message = await set_up(stage)
    if set_up is not waiting:
        await board(stage)
    before, told_before = len(await record(stage)), len(lines(logs))
    assert [action for action, _ in await actions(stage)] in ([], ["Picture removed"], ["Words refused"])
    await decide(stage, message)
    await board(stage)
    entries = (await record(stage))[before:]
    by = None if decide is time else stage.mod.id
    assert [(entry.action, entry.actor_id, entry.user_id) for entry in entries] == [
        (action, by, stage.alice.id) for action in names
    ]
    who = "Easel" if by is None else f"<@{by}>"
    pictures = ["" if entry.job_id is None else f" · `{spaced(code_of(entry.job_id))}`" for entry in entries]
    assert lines(logs)[told_before:] == [
        f"**{action}** by {who} · <@{stage.alice.id}>{picture}" for action, picture in zip(names, pictures, strict=True)
    ]
    if verdict is not None:
        (decided,) = await all_cases(stage)
        assert (decided.verdict, decided.decided_by) == (verdict, by)
        (card,) = cards(logs)
        assert not set(Seen(card).buttons) - {"↩️ Undo"}


async def test_unblocking_is_written_down_once_too(stage: Stage) -> None:
    logs = await with_log(stage)
    await stage.mod.slash(stage.channel, "mod block", member=stage.alice, reason="spam")
    await stage.mod.slash(stage.channel, "mod unblock", member=stage.alice)
    assert await actions(stage) == [("Block", stage.mod.id), ("Unblock", stage.mod.id)]
    assert len(lines(logs)) == 2


async def test_what_members_do_with_their_own_is_no_decision(stage: Stage) -> None:
    logs = await with_log(stage)
    await stage.press("Delete", await stage.drawn("a fox", stage.mod), stage.mod)
    await stage.press("Cancel", await stage.imagine("an owl", stage.mod), stage.mod)
    await stage.press("Delete", await stage.drawn("a heron"))
    assert await record(stage) == []
    assert lines(logs) == []


def test_every_verdict_that_somebody_makes_is_gone_through() -> None:
    made = {verdict for *_, verdict in SET_UP.values() if verdict is not None}
    assert made == set(Verdict) - {Verdict.OPEN, Verdict.WITHDRAWN}
    assert {kind.value for kind in Kind} == {"approval", "report", "appeal"}


# ── at the same moment ───────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("set_up", "first", "second"),
    [
        (approval, "approve", "approve"),
        (report, "keep", "remove"),
        (report, "remove", "dismiss"),
        (report, "remove", "remove"),
        (report, "keep", "dismiss"),
        (appeal, "accept", "accept"),
    ],
)
@pytest.mark.parametrize("turned", [False, True])
async def test_of_two_moderators_at_once_one_decides_and_the_other_is_told_who(
    stage: Stage, set_up: Callable[[Stage], Awaitable[Message]], first: str, second: str, turned: bool
) -> None:
    boss = stage.guild.create_role("Boss", permissions=stage.all_permissions)
    chief = stage.guild.add_member(stage.env.create_user("chief"), roles=[boss])
    await set_up(stage)
    place = answer(await stage.drawn("a crane", stage.bob))
    before = len(await record(stage))
    presses = [(stage.mod, press_id(first, 1), place), (chief, press_id(second, 1), place)]
    told = await stage.press_all(*(presses[::-1] if turned else presses))
    (entry,) = (await record(stage))[before:]
    decided = (await all_cases(stage))[-1]
    assert decided.decided_by == entry.actor_id
    lost = [one for one in told if "already" in seen(one).text]
    assert [seen(one).text for one in lost] == [f"This was already decided by <@{entry.actor_id}>: {decided.verdict}."]


async def test_a_form_that_comes_too_late_is_told_who_was_faster(stage: Stage) -> None:
    boss = stage.guild.create_role("Boss", permissions=stage.all_permissions)
    chief = stage.guild.add_member(stage.env.create_user("chief"), roles=[boss])
    message = await approval(stage)
    shown = await stage.press("Decline", message, stage.mod)
    (pressed,) = await stage.press_all((chief, press_id("approve", 1), message))
    assert pressed.acknowledged
    told = seen(await stage.submit(shown, stage.mod, **WHY))
    assert told.text == f"This was already decided by <@{chief.id}>: approved."
    again = seen(await stage.press("Decline", message, stage.mod))
    assert again.text == told.text
    assert job_id(pressed)
