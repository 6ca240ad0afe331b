"""``/mod case`` and ``/mod cases``, for servers with and without a log channel; and the record of every decision."""

import re
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from simcord.actors import MemberActor
from simcord.builders import ChannelHandle
from simcord.results import InteractionResult

from bot.domain.case import Kind, Verdict
from bot.domain.rules import ChannelMode, ServerRules
from bot.storage.rules import Words
from bot.ui.case_lists import NOTHING
from tests.conversations.moderating import (
    DAY,
    actions,
    all_cases,
    board,
    cards,
    lines,
    longer_ago,
    press_id,
    record,
    reported,
    with_log,
)
from tests.conversations.world import Message, Seen, Stage, answer, job_id, seen


async def with_approval(stage: Stage) -> None:
    """Let moderators look at the studio's pictures first."""

    def asked(rules: ServerRules) -> ServerRules:
        return rules.decided(stage.channel.id, {"mode": ChannelMode.APPROVAL})

    await stage.app.bot.gate.change(stage.guild.id, asked)


async def held(stage: Stage, by: MemberActor | None = None) -> InteractionResult:
    """A picture that waits for moderators."""
    await with_approval(stage)
    return await stage.drawn("a fox", by)


async def appealed(stage: Stage) -> InteractionResult:
    """A refusal that its author thinks is wrong."""
    await stage.app.bot.gate.add_words(stage.guild.id, Words(terms=("owl",)))
    refused = await stage.imagine("an owl")
    await stage.press("Appeal", refused)
    return refused


async def case(stage: Stage, number: int, by: MemberActor | None = None) -> InteractionResult:
    return await (by or stage.mod).slash(stage.channel, "mod case", id=number)


async def listed(stage: Stage, **options: Any) -> InteractionResult:
    return await stage.mod.slash(stage.channel, "mod cases", **options)


def numbers(shown: InteractionResult | Seen) -> list[int]:
    """The cases that a list shows."""
    buttons = (shown if isinstance(shown, Seen) else seen(shown)).buttons
    return [int(button.split()[1]) for button in buttons if button.startswith("Case ")]


# ── one case ─────────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_without_a_log_channel_moderators_find_what_waits_and_decide_it(stage: Stage) -> None:
    result = await held(stage)
    assert numbers(await listed(stage)) == [1]
    shown = await stage.press("Case 1", await listed(stage), stage.mod)
    view = seen(shown)
    assert view.ephemeral
    assert "a fox" in view.text
    assert view.buttons == ["Approve", "Decline", "Decline and block"]
    assert [item["spoiler"] for item in view.gallery] == [True], "what waits is shown, and behind a spoiler"
    assert len(view.files) == 1
    told = seen(await stage.press("Approve", shown, stage.mod))
    assert told.text == "Case 1 is decided: approved."
    await board(stage)
    assert len(seen(result).gallery) == 1
    after = seen(await case(stage, 1))
    assert (after.buttons, after.gallery) == ([], [])
    assert f"✅ Approved** by <@{stage.mod.id}>" in after.text
    assert f"Picture approved by <@{stage.mod.id}>: case 1" in after.text


async def test_a_case_shows_its_reports_and_what_was_decided_about_the_same_picture(stage: Stage) -> None:
    result = await held(stage)
    await stage.press("Approve", await case(stage, 1), stage.mod)
    await board(stage)
    await reported(stage, result)
    shown = await case(stage, 2)
    text = seen(shown).text
    assert f"<@{stage.bob.id}>: too much blood" in text
    assert f"Picture approved by <@{stage.mod.id}>" in text
    assert str(answer(result).id) in text, "it leads to the picture"
    assert seen(shown).buttons == ["Keep", "Remove", "Remove and block", "Dismiss"]
    await stage.press("Remove", shown, stage.mod)
    await board(stage)
    removed = await case(stage, 2)
    assert seen(removed).buttons == ["↩️ Undo"]
    await stage.press("Undo", removed, stage.mod)
    await board(stage)
    assert len(seen(result).gallery) == 1
    for action in ("Removal undone", "Picture removed"):
        assert f"{action} by <@{stage.mod.id}>" in seen(await case(stage, 2)).text


async def test_the_longest_case_still_fits(stage: Stage) -> None:
    result = await stage.drawn("<@&1> **fox** " * 200)
    for n in range(7):
        reporter = stage.person(f"reporter{n}")
        await reported(stage, result, reporter, reason=["0"], words="@everyone " * 20)
    for _ in range(4):
        told = await stage.menu("Remove image", answer(result), stage.mod)
        await stage.press("Undo", told, stage.mod)
        await board(stage)
    shown = seen(await case(stage, 1))
    assert shown.ephemeral
    assert "and 2 more" in shown.text
    assert len(shown.text) < 4000


@pytest.mark.parametrize("number", [2, 999, 2**53 - 1])
async def test_a_case_that_is_not_there_says_so(stage: Stage, number: int) -> None:
    await held(stage)
    told = seen(await case(stage, number))
    assert told.ephemeral
    assert told.text == "There is no such case on this server; /mod cases lists those that there are."


async def test_cases_of_another_server_are_none_here_whatever_is_pressed(stage: Stage) -> None:
    other = stage.env.create_guild("Elsewhere")
    mallory = other.add_member(
        stage.env.create_user("mallory"), roles=[other.create_role("Owners", permissions=stage.all_permissions)]
    )
    office = other.create_text_channel("office")
    own = answer(await stage.drawn("mine", mallory, channel=office))
    await held(stage)
    assert "no such case" in seen(await mallory.slash(office, "mod case", id=1)).text
    assert NOTHING in seen(await mallory.slash(office, "mod cases", state="all")).text
    for action in ("approve", "decline", "declineblock", "keep", "remove", "removeblock", "dismiss", "case"):
        for number in (1, 10**19 - 1):
            (pressed,) = await stage.press_all((mallory, press_id(action, number), own))
            assert "There is no such case on this server" in seen(pressed).text, action
    for form in ("decline", "declineblock", "removeblock", "reject"):
        fields = {"reason": "0", "term": "1d"}
        told = await stage.submit_forged(f"easel:{form}:1", mallory, channel=office, **fields)
        assert "There is no such case on this server" in seen(told).text, form
    assert (await all_cases(stage))[0].is_open
    assert await record(stage) == []
    assert await record(stage, other.id) == []


async def test_a_button_of_another_kind_of_case_does_not_decide_this_one(stage: Stage) -> None:
    message = answer(await held(stage))
    for action in ("keep", "remove", "removeblock", "dismiss", "accept", "reject"):
        (pressed,) = await stage.press_all((stage.mod, press_id(action, 1), message))
        assert "There is no such case" in seen(pressed).text
    assert (await all_cases(stage))[0].is_open


# ── the list ─────────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_the_list_is_private_shows_open_ones_first_and_filters(stage: Stage) -> None:
    one = await stage.drawn("a fox")
    await reported(stage, one)
    await reported(stage, await stage.drawn("a crane", stage.bob), stage.alice)
    await held(stage, stage.bob)
    await appealed(stage)
    await stage.press("Keep", await case(stage, 1), stage.mod)
    shown = seen(await listed(stage))
    assert shown.ephemeral
    assert shown.text.startswith("🗂️ **Cases** · open\n")
    assert numbers(shown) == [4, 3, 2]
    assert numbers(await listed(stage, state="decided")) == [1]
    assert f"`1` report · **kept** by <@{stage.mod.id}>" in seen(await listed(stage, state="decided")).text
    assert numbers(await listed(stage, state="all")) == [4, 3, 2, 1]
    assert numbers(await listed(stage, kind="report")) == [2]
    assert numbers(await listed(stage, kind="approval")) == [3]
    assert numbers(await listed(stage, kind="appeal")) == [4]
    assert numbers(await listed(stage, member=stage.bob)) == [3, 2]
    assert numbers(await listed(stage, member=stage.bob, kind="report", state="all")) == [2]
    assert NOTHING in seen(await listed(stage, member=stage.mod)).text


async def test_pages_turn_in_place_keep_their_filters_and_survive_a_restart(stage: Stage) -> None:
    for n in range(12):
        await reported(stage, await stage.drawn(f"fox {n}", stage.person(f"painter{n}")))
    first = await listed(stage, kind="report")
    assert numbers(first) == [12, 11, 10, 9, 8]
    assert "report · 1 of 3" in seen(first).text
    await stage.press("▶", first, stage.mod)
    assert numbers(first) == [7, 6, 5, 4, 3]
    await stage.restart()
    await stage.press("▶", first, stage.mod)
    assert numbers(first) == [2, 1]
    assert "report · 3 of 3" in seen(first).text
    for number in (1, 2):
        await stage.press("Keep", await case(stage, number), stage.mod)
    await stage.press("◀", first, stage.mod)
    (again,) = await stage.press_all((stage.mod, "easel:cases:open:report:0:2", answer(first)))
    assert again.acknowledged
    assert "report · 2 of 2" in seen(first).text, "the last page there is"
    await stage.press("Those that are decided", first, stage.mod)
    assert numbers(first) == [2, 1]


@pytest.mark.parametrize(
    "custom_id",
    [
        "easel:cases:all:any:9999999999999999999:0",
        "easel:cases:all:any:0:999999",
        "easel:cases:open:report:1:0",
    ],
)
async def test_a_forged_page_shows_what_there_is(stage: Stage, custom_id: str) -> None:
    await reported(stage, await stage.drawn("a fox"))
    page = await listed(stage)
    (pressed,) = await stage.press_all((stage.mod, custom_id, answer(page)))
    assert pressed.acknowledged
    assert "Cases" in seen(page).text


async def test_a_page_that_is_pressed_where_all_can_read_is_shown_in_private(stage: Stage) -> None:
    result = await stage.drawn("a fox")
    await reported(stage, result)
    (pressed,) = await stage.press_all((stage.mod, "easel:cases:open:any:0:0", answer(result)))
    assert seen(pressed).ephemeral
    assert len(seen(result).gallery) == 1


# ── the record ───────────────────────────────────────────────────────────────────────────────────────────────────────

Decide = Callable[[Stage, Message], Awaitable[None]]
WHY = {"reason": ["own"], "words": "not here"}


async def approval(stage: Stage) -> Message:
    await held(stage)
    return answer(await case(stage, 1))


async def report(stage: Stage) -> Message:
    await reported(stage, await stage.drawn("a fox"))
    return answer(await case(stage, 1))


async def appeal(stage: Stage) -> Message:
    await appealed(stage)
    return answer(await case(stage, 1))


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
    assert lines(logs)[told_before:] == [f"**{action}** by {who} · <@{stage.alice.id}>" for action in names]
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
    assert [seen(one).text for one in lost] == [
        f"This has been decided already by <@{entry.actor_id}>: {decided.verdict}."
    ]


async def test_a_form_that_comes_too_late_is_told_who_was_faster(stage: Stage) -> None:
    boss = stage.guild.create_role("Boss", permissions=stage.all_permissions)
    chief = stage.guild.add_member(stage.env.create_user("chief"), roles=[boss])
    message = await approval(stage)
    shown = await stage.press("Decline", message, stage.mod)
    (pressed,) = await stage.press_all((chief, press_id("approve", 1), message))
    assert pressed.acknowledged
    told = seen(await stage.submit(shown, stage.mod, **WHY))
    assert told.text == f"This has been decided already by <@{chief.id}>: approved."
    again = seen(await stage.press("Decline", message, stage.mod))
    assert again.text == told.text
    assert job_id(pressed)
