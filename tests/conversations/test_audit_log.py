"""The record of every decision of moderators: written down once, told once, and made once by whoever is first."""

import re
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from simcord.builders import ChannelHandle

from bot.domain.case import CaseKind, Verdict
from bot.domain.short_ids import format_short_id, make_short_id
from tests.support.moderation_helpers import (
    DAY_SECONDS,
    appeal_blocked_words,
    audit_actions,
    audit_entries,
    backdate,
    button_custom_id,
    card_messages,
    create_mod_channel,
    imagine_held_picture,
    list_cases,
    mod_channel_lines,
    report_picture,
    run_mod_case,
    work_and_update_cards,
)
from tests.support.stage import BotStage, Message, MessageView, job_id_of, response_message, response_view

# ── the record ───────────────────────────────────────────────────────────────────────────────────────────────────────

Decide = Callable[[BotStage, Message], Awaitable[None]]
WHY = {"reason": ["own"], "words": "not here"}


async def approval(stage: BotStage) -> Message:
    await imagine_held_picture(stage)
    return response_message(await run_mod_case(stage, 1))


async def report(stage: BotStage) -> Message:
    await report_picture(stage, await stage.imagine_and_wait("a fox"))
    return response_message(await run_mod_case(stage, 1))


async def appeal(stage: BotStage) -> Message:
    await appeal_blocked_words(stage)
    return response_message(await run_mod_case(stage, 1))


async def picture(stage: BotStage) -> Message:
    return response_message(await stage.imagine_and_wait("a fox"))


async def waiting(stage: BotStage) -> Message:
    return response_message(await stage.imagine("a fox"))


async def ended(stage: BotStage) -> Message:
    result = await stage.imagine("a fox")
    await stage.press("Cancel", result)
    return response_message(result)


async def removed(stage: BotStage) -> Message:
    await stage.use_context_menu("Remove image", response_message(await stage.imagine_and_wait("a fox")), stage.mod)
    job = (await audit_entries(stage))[0].job_id
    assert job is not None
    return response_message(await stage.mod.slash(stage.channel, "mod remove", id=str(job), reason="again"))


def press(label: str, **fields: Any) -> Decide:
    async def decide(stage: BotStage, message: Message) -> None:
        shown = await stage.press(label, message, stage.mod)
        if fields:
            await stage.submit_form(shown, stage.mod, **fields)

    return decide


def command(name: str, **options: Any) -> Decide:
    async def decide(stage: BotStage, message: Message) -> None:
        await stage.mod.slash(stage.channel, name, **{key: value(stage, message) for key, value in options.items()})

    return decide


async def menu(stage: BotStage, message: Message) -> None:
    await stage.use_context_menu("Remove image", message, stage.mod)


async def time(stage: BotStage, _message: Message) -> None:
    await stage.app.database.run(backdate, "UPDATE cases SET opened_at = opened_at - ?", 8 * DAY_SECONDS)
    with stage.env.time_context():
        await stage.app.maintenance.run_once()


def newest_job(stage: BotStage, message: Message) -> str:
    """The job of a message: the interaction that it answered."""
    parts = [part if isinstance(part, dict) else part.to_dict() for part in message.components]
    found = re.findall(r"easel:[a-z]+:([0-9]+)", str(parts))
    assert found, stage
    return str(found[0])


SET_UP: dict[str, tuple[Callable[[BotStage], Awaitable[Message]], Decide, list[str], Verdict | None]] = {
    "approve": (approval, press("Approve"), ["Picture approved"], Verdict.APPROVED),
    "decline": (approval, press("Decline", **WHY), ["Picture declined"], Verdict.DECLINED),
    "decline and block": (
        *(approval, press("Decline and block", **WHY, term=["1d"])),
        *(["Picture declined", "Block"], Verdict.DECLINED),
    ),
    "expire": (approval, time, ["Approval expired"], Verdict.EXPIRED),
    "keep": (report, press("Keep"), ["Reported picture kept"], Verdict.KEPT),
    "dismiss": (report, press("Dismiss"), ["Reports dismissed"], Verdict.DISMISSED),
    "remove": (report, press("Remove", **WHY), ["Picture removed"], Verdict.REMOVED),
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
async def test_every_decision_is_recorded_once_and_posted_once(stage: BotStage, name: str) -> None:
    logs: ChannelHandle = await create_mod_channel(stage)
    set_up, decide, names, verdict = SET_UP[name]
    message = await set_up(stage)
    if set_up is not waiting:
        await work_and_update_cards(stage)
    before, told_before = len(await audit_entries(stage)), len(mod_channel_lines(logs))
    assert [action for action, _ in await audit_actions(stage)] in ([], ["Picture removed"], ["Words refused"])
    await decide(stage, message)
    await work_and_update_cards(stage)
    entries = (await audit_entries(stage))[before:]
    by = None if decide is time else stage.mod.id
    assert [(str(entry.action), entry.actor_id, entry.user_id) for entry in entries] == [
        (action, by, stage.alice.id) for action in names
    ]
    who = "Easel" if by is None else f"<@{by}>"
    pictures = [
        "" if entry.job_id is None else f" · `{format_short_id(make_short_id(entry.job_id))}`" for entry in entries
    ]
    assert mod_channel_lines(logs)[told_before:] == [
        f"**{action}** by {who} · <@{stage.alice.id}>{picture}" for action, picture in zip(names, pictures, strict=True)
    ]
    if verdict is not None:
        (decided,) = await list_cases(stage)
        assert (decided.verdict, decided.decided_by) == (verdict, by)
        (card,) = card_messages(logs)
        assert not set(MessageView(card).button_labels) - {"↩️ Undo"}


async def test_unblock_is_recorded_once_and_posted_once(stage: BotStage) -> None:
    logs = await create_mod_channel(stage)
    await stage.mod.slash(stage.channel, "mod block", member=stage.alice, reason="spam")
    await stage.mod.slash(stage.channel, "mod unblock", member=stage.alice)
    assert await audit_actions(stage) == [("Block", stage.mod.id), ("Unblock", stage.mod.id)]
    assert len(mod_channel_lines(logs)) == 2


async def test_actions_on_own_requests_are_not_recorded(stage: BotStage) -> None:
    logs = await create_mod_channel(stage)
    await stage.press("Delete", await stage.imagine_and_wait("a fox", stage.mod), stage.mod)
    await stage.press("Cancel", await stage.imagine("an owl", stage.mod), stage.mod)
    await stage.press("Delete", await stage.imagine_and_wait("a heron"))
    assert await audit_entries(stage) == []
    assert mod_channel_lines(logs) == []


def test_decision_scenarios_cover_every_verdict() -> None:
    made = {verdict for *_, verdict in SET_UP.values() if verdict is not None}
    missing = set(Verdict) - {Verdict.OPEN, Verdict.WITHDRAWN} - made
    assert not missing, f"add a row to SET_UP that ends in {', '.join(sorted(missing))}"
    assert {kind.value for kind in CaseKind} == {"approval", "report", "appeal"}


# ── at the same moment ───────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("set_up", "first", "second"),
    [
        (approval, "approve", "approve"),
        (report, "keep", "keep"),
        (report, "keep", "dismiss"),
        (report, "dismiss", "dismiss"),
        (appeal, "accept", "accept"),
    ],
)
@pytest.mark.parametrize("turned", [False, True])
async def test_concurrent_decisions_are_recorded_once_and_name_the_first_moderator(
    stage: BotStage, set_up: Callable[[BotStage], Awaitable[Message]], first: str, second: str, turned: bool
) -> None:
    boss = stage.guild.create_role("Boss", permissions=stage.all_permissions)
    chief = stage.guild.add_member(stage.env.create_user("chief"), roles=[boss])
    await set_up(stage)
    place = response_message(await stage.imagine_and_wait("a crane", stage.bob))
    before = len(await audit_entries(stage))
    presses = [(stage.mod, button_custom_id(first, 1), place), (chief, button_custom_id(second, 1), place)]
    told = await stage.press_concurrently(*(presses[::-1] if turned else presses))
    (entry,) = (await audit_entries(stage))[before:]
    decided = (await list_cases(stage))[-1]
    assert decided.decided_by == entry.actor_id
    lost = [one for one in told if "already" in response_view(one).text]
    assert [response_view(one).text for one in lost] == [
        f"This was already decided by <@{entry.actor_id}>: {decided.verdict}."
    ]


async def test_late_decision_form_names_the_moderator_who_decided(stage: BotStage) -> None:
    boss = stage.guild.create_role("Boss", permissions=stage.all_permissions)
    chief = stage.guild.add_member(stage.env.create_user("chief"), roles=[boss])
    message = await approval(stage)
    shown = await stage.press("Decline", message, stage.mod)
    (pressed,) = await stage.press_concurrently((chief, button_custom_id("approve", 1), message))
    assert pressed.acknowledged
    told = response_view(await stage.submit_form(shown, stage.mod, **WHY))
    assert told.text == f"This was already decided by <@{chief.id}>: approved."
    again = response_view(await stage.press("Decline", message, stage.mod))
    assert again.text == told.text
    assert job_id_of(pressed)
