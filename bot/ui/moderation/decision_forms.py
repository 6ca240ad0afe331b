"""The forms in which moderators say why, and members what is wrong; and the answers to what they decide."""

from collections.abc import Sequence
from types import MappingProxyType
from typing import Final

import discord
from discord import ui

from bot.domain.block_duration import BlockDuration
from bot.domain.blocks import BlockResult
from bot.domain.case import MAX_REASON_LENGTH, Verdict
from bot.domain.job import Job
from bot.domain.text import sanitize_line
from bot.moderation.decisions import DecisionResult
from bot.ui import modals
from bot.ui.buttons import Action, button_row
from bot.ui.layout import Layout, text_view
from bot.ui.modals import BLOCK_DURATION_FIELD_ID, REASON_FIELD_ID, TEXT_FIELD_ID, Form, SubmittedForm
from bot.ui.picture_links import PROVIDER_URL_LIFETIME_SECONDS

OWN_WORDS: Final = "own"
"""What is chosen where only one's own words say it."""
PRESET_REASONS: Final = (
    "It shows something this server does not allow",
    "It shows a real person without their consent",
    "It is meant to hurt someone",
    "It does not belong in this channel",
)
_BLOCK_DURATIONS: Final = (BlockDuration.DAY, BlockDuration.WEEK, BlockDuration.FOREVER)
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
UNDO_HINT: Final = "You can undo this for a day."
REPORT_RECEIVED: Final = "Thank you, the moderators will look at it. Nobody else learns that you reported it."
APPEAL_RECEIVED: Final = (
    "The moderators will look at it. If they agree, it is drawn free of charge; Easel messages you either way."
)


def decision_form(kind: Form, number: int) -> ui.Modal:
    """The form for a job or a case."""
    modal = modals.new_modal(kind, number, title=_TITLES[kind])
    modal.add_item(_reason_select())
    if kind in {Form.DECLINE_BLOCK, Form.REMOVE_BLOCK}:
        modal.add_item(_block_duration_select())
    field: ui.TextInput[ui.Modal] = ui.TextInput(custom_id=TEXT_FIELD_ID, max_length=MAX_REASON_LENGTH, required=False)
    who = "Only moderators can read it" if kind is Form.REPORT else "The member can read it"
    modal.add_item(ui.Label(text="In your own words", description=who, component=field))
    return modal


def parse_reason(submitted: SubmittedForm) -> str:
    """What was chosen and written, together; empty where it was neither."""
    chosen = submitted.fields.get(REASON_FIELD_ID, OWN_WORDS)
    usual = next((text for n, text in enumerate(PRESET_REASONS) if chosen == str(n)), "")
    own = submitted.fields.get(TEXT_FIELD_ID, "").strip()
    return ". ".join(filter(None, (usual, own)))[:MAX_REASON_LENGTH]


def parse_block_duration(submitted: SubmittedForm) -> BlockDuration | None:
    """For how long, if that was asked; a term that nobody offered is none."""
    chosen = submitted.fields.get(BLOCK_DURATION_FIELD_ID, "")
    return BlockDuration(chosen) if chosen in set(_BLOCK_DURATIONS) else None


def decision_view(result: DecisionResult) -> Layout:
    """What was decided, to the moderator who did."""
    if result.case is None or result.case.verdict is Verdict.REMOVED:
        return removed_view(result)
    decided = f"Case {result.case.id}: {result.case.verdict}. {_EFFECTS[result.case.verdict]}"
    return text_view(" ".join([decided, *_block_sentences(result.block)]))


def removed_view(result: DecisionResult) -> Layout:
    """That a picture was removed, and how that is taken back."""
    assert result.job is not None
    return _undo_view(result.job.id, " ".join([REMOVED, *_block_sentences(result.block), UNDO_HINT]))


def already_removed_view(job_id: int, who: str) -> Layout:
    """That somebody else removed a picture, and how that is taken back."""
    return _undo_view(job_id, f"{who} {UNDO_HINT}")


def restored_view(job: Job, now: float) -> Layout:
    """That a picture is there again, and whether its message can show it, which Runware is asked for."""
    if now > (job.ready_at or job.created_at) + PROVIDER_URL_LIFETIME_SECONDS:
        return text_view(
            "The removal was undone, but Runware keeps pictures for only 7 days, so the message stays empty."
        )
    return text_view("The picture is back; its message will show it again in a moment if the message still exists.")


def _undo_view(job_id: int, text: str) -> Layout:
    return text_view(text, button_row(job_id, Action.UNDO))


def _block_sentences(block: BlockResult | None) -> list[str]:
    if block is None:
        return []
    return [f"<@{block.entry.user_id}> is blocked {sanitize_line(block.entry.detail, MAX_REASON_LENGTH + 50)}."]


def _reason_select() -> ui.Label[ui.Modal]:
    options = [discord.SelectOption(label=text, value=str(n)) for n, text in enumerate(PRESET_REASONS)]
    options.append(discord.SelectOption(label="Something else (write it below)", value=OWN_WORDS))
    return _labelled_select("Why", REASON_FIELD_ID, options)


def _block_duration_select() -> ui.Label[ui.Modal]:
    return _labelled_select(
        "Block for",
        BLOCK_DURATION_FIELD_ID,
        [discord.SelectOption(label=one.label, value=one.value) for one in _BLOCK_DURATIONS],
    )


def _labelled_select(label: str, custom_id: str, options: Sequence[discord.SelectOption]) -> ui.Label[ui.Modal]:
    field: ui.Select[ui.Modal] = ui.Select(custom_id=custom_id, options=list(options), required=True)
    return ui.Label(text=label, component=field)
