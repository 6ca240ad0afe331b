"""The forms in which moderators say why, and members what is wrong; and the answers to what they decide."""

from collections.abc import Sequence
from types import MappingProxyType
from typing import Any, Final

import discord
from discord import ui

from bot.discord.picture_urls import PROVIDER_KEEPS
from bot.domain.block_duration import BlockTerm
from bot.domain.case import Verdict
from bot.domain.job import Job
from bot.domain.text import plain
from bot.moderation.decisions import Decided
from bot.storage.blocks import Decision
from bot.storage.cases import REASON as LONGEST
from bot.ui import modals
from bot.ui.buttons import Action, row
from bot.ui.layout import Layout, said
from bot.ui.modals import REASON, TERM, WORDS, Form, Submitted

OWN: Final = "own"
"""What is chosen where only one's own words say it."""
REASONS: Final = (
    "It shows something this server does not allow",
    "It shows a real person without their consent",
    "It is meant to hurt someone",
    "It does not belong in this channel",
)
_TERMS: Final = (BlockTerm.DAY, BlockTerm.WEEK, BlockTerm.EVER)
_TITLES: Final = {
    Form.REPORT: "Report to the moderators",
    Form.DECLINE: "Decline the pictures",
    Form.DECLINE_BLOCK: "Decline and block",
    Form.REMOVE_BLOCK: "Remove and block",
    Form.REJECT: "Reject the appeal",
}
_EFFECTS: Final = MappingProxyType(
    {
        Verdict.APPROVED: "The pictures now appear in the member’s message.",
        Verdict.DECLINED: "The member sees the reason in their message and is not charged.",
        Verdict.KEPT: "The picture stays and cannot be reported again.",
        Verdict.DISMISSED: "The picture stays; it can still be reported again.",
        Verdict.ACCEPTED: "It is being drawn in the channel where it was requested, and the member is notified.",
        Verdict.REJECTED: "The member is notified.",
    }
)
REMOVED: Final = "The picture is removed, and nothing can be made from it."
UNDOABLE: Final = "You can undo this for a day."
THANKS: Final = "Thank you, the moderators will look at it. Nobody else learns that you reported it."
APPEALED: Final = (
    "The moderators will look at it. If they agree, it is drawn free of charge; Easel messages you either way."
)


def form(kind: Form, number: int) -> ui.Modal:
    """The form for a job or a case."""
    modal = modals.form(kind, number, title=_TITLES[kind])
    modal.add_item(_reasons())
    if kind in {Form.DECLINE_BLOCK, Form.REMOVE_BLOCK}:
        modal.add_item(_terms())
    field: ui.TextInput[Any] = ui.TextInput(custom_id=WORDS, max_length=LONGEST, required=False)
    who = "Only moderators can read it" if kind is Form.REPORT else "The member can read it"
    modal.add_item(ui.Label(text="In your own words", description=who, component=field))
    return modal


def reason_in(submitted: Submitted) -> str:
    """What was chosen and written, together; empty where it was neither."""
    chosen = submitted.fields.get(REASON, OWN)
    usual = next((text for n, text in enumerate(REASONS) if chosen == str(n)), "")
    own = submitted.fields.get(WORDS, "").strip()
    return ". ".join(filter(None, (usual, own)))[:LONGEST]


def term_in(submitted: Submitted) -> BlockTerm | None:
    """For how long, if that was asked; a term that nobody offered is none."""
    chosen = submitted.fields.get(TERM, "")
    return BlockTerm(chosen) if chosen in set(_TERMS) else None


def answer(what: Decided) -> Layout:
    """What was decided, to the moderator who did."""
    if what.case is None or what.case.verdict is Verdict.REMOVED:
        return removed(what)
    decided = f"Case {what.case.id}: {what.case.verdict}. {_EFFECTS[what.case.verdict]}"
    return said(" ".join([decided, *_blocked(what.block)]))


def removed(what: Decided) -> Layout:
    """That a picture was removed, and how that is taken back."""
    assert what.job is not None
    return _undoable(what.job.id, " ".join([REMOVED, *_blocked(what.block), UNDOABLE]))


def removed_before(job_id: int, who: str) -> Layout:
    """That somebody else removed a picture, and how that is taken back."""
    return _undoable(job_id, f"{who} {UNDOABLE}")


def restored(job: Job, now: float) -> Layout:
    """That a picture is there again, and whether its message can show it, which Runware is asked for."""
    if now > (job.ready_at or job.created_at) + PROVIDER_KEEPS:
        return said("The removal was undone, but Runware keeps pictures for only 7 days, so the message stays empty.")
    return said("The picture is back; its message will show it again in a moment if the message still exists.")


def _undoable(job_id: int, text: str) -> Layout:
    return said(text, row(job_id, Action.UNDO))


def _blocked(block: Decision | None) -> list[str]:
    if block is None:
        return []
    return [f"<@{block.entry.user_id}> is blocked {plain(block.entry.detail, LONGEST + 50)}."]


def _reasons() -> ui.Label[Any]:
    options = [discord.SelectOption(label=text, value=str(n)) for n, text in enumerate(REASONS)]
    options.append(discord.SelectOption(label="Something else (write it below)", value=OWN))
    return _select("Why", REASON, options)


def _terms() -> ui.Label[Any]:
    return _select("Block for", TERM, [discord.SelectOption(label=one.label, value=one.value) for one in _TERMS])


def _select(label: str, custom_id: str, options: Sequence[discord.SelectOption]) -> ui.Label[Any]:
    field: ui.Select[Any] = ui.Select(custom_id=custom_id, options=list(options), required=True)
    return ui.Label(text=label, component=field)
