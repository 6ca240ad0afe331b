"""The forms of reports and decisions, and the answers to them."""

from typing import Final

import discord
from discord import ui

from bot.domain.block_duration import BlockDuration
from bot.domain.blocks import BlockResult
from bot.domain.case import MAX_REASON_LENGTH, Verdict
from bot.domain.case_actions import CASE_ACTIONS, CaseAction
from bot.domain.job import Job
from bot.domain.text import sanitize_line
from bot.moderation.recording import DecisionResult
from bot.ui.buttons import Action, button_row
from bot.ui.layout import Layout, text_view
from bot.ui.modals import (
    BLOCK_DURATION_FIELD_ID,
    REASON_FIELD_ID,
    TEXT_FIELD_ID,
    Form,
    SubmittedForm,
    new_modal,
    select_field,
)
from bot.ui.moderation.case_actions import ACTION_LOOKS, VERDICT_LOOKS
from bot.ui.picture_links import PROVIDER_URL_LIFETIME_SECONDS

_OWN_WORDS: Final = "own"
_REASON_LABELS: Final = {
    "0": "It shows something this server does not allow",
    "1": "It shows a real person without their consent",
    "2": "It is meant to hurt someone",
    "3": "It does not belong in this channel",
    _OWN_WORDS: "Something else (write it below)",
}
"""The options of the reason select: values, and labels for people."""
_BLOCK_DURATIONS: Final = (BlockDuration.DAY, BlockDuration.WEEK, BlockDuration.FOREVER)
_UNDO_HINT: Final = "You can undo this for a day."
REPORT_RECEIVED: Final = "Thank you, the moderators will look at it. Nobody else learns that you reported it."
APPEAL_RECEIVED: Final = (
    "The moderators will look at it. If they agree, it is drawn free of charge; Easel messages you either way."
)


def report_form(job_id: int) -> ui.Modal:
    """The form in which a member reports a job's pictures."""
    fields = [_reason_select(), _own_words_field("Only moderators can read it")]
    return new_modal(Form.REPORT, job_id, title="Report to the moderators", fields=fields)


def decision_form(action: CaseAction, case_id: int) -> ui.Modal:
    """The form in which a moderator gives the reason of a decision, and the duration of a block."""
    fields = [_reason_select(), _own_words_field("The member can read it")]
    if CASE_ACTIONS[action].blocks_author:
        options = [discord.SelectOption(label=each.label, value=each.value) for each in _BLOCK_DURATIONS]
        fields.insert(1, select_field("Block for", BLOCK_DURATION_FIELD_ID, options))
    return new_modal(action, case_id, title=ACTION_LOOKS[action].form_title, fields=fields)


def _own_words_field(readers: str) -> ui.Label[ui.Modal]:
    field: ui.TextInput[ui.Modal] = ui.TextInput(custom_id=TEXT_FIELD_ID, max_length=MAX_REASON_LENGTH, required=False)
    return ui.Label(text="In your own words", description=readers, component=field)


def parse_reason(submitted: SubmittedForm) -> str:
    """The chosen reason and the written reason together; empty if there is neither."""
    chosen = submitted.fields.get(REASON_FIELD_ID, _OWN_WORDS)
    preset = "" if chosen == _OWN_WORDS else _REASON_LABELS.get(chosen, "")
    written = submitted.fields.get(TEXT_FIELD_ID, "").strip()
    return ". ".join(filter(None, (preset, written)))[:MAX_REASON_LENGTH]


def parse_block_duration(submitted: SubmittedForm) -> BlockDuration | None:
    """The chosen duration of the block; ``None`` if there is none, or if the form does not offer it."""
    chosen = submitted.fields.get(BLOCK_DURATION_FIELD_ID, "")
    return BlockDuration(chosen) if chosen in _BLOCK_DURATIONS else None


def decision_view(result: DecisionResult) -> Layout:
    case = result.case
    if case is None or case.verdict is Verdict.REMOVED:
        return removed_view(result)
    effect = VERDICT_LOOKS[case.verdict].effect
    return text_view(f"Case {case.id}: {case.verdict}. {effect}{_block_text(result.block)}")


def removed_view(result: DecisionResult) -> Layout:
    """The answer to a moderator who removed a picture, with the button that undoes it."""
    assert result.job is not None
    effect = VERDICT_LOOKS[Verdict.REMOVED].effect
    return already_removed_view(result.job.id, f"{effect}{_block_text(result.block)}")


def already_removed_view(job_id: int, sentence: str) -> Layout:
    """The answer about a removed picture, with the button that undoes the removal."""
    return text_view(f"{sentence} {_UNDO_HINT}", button_row(job_id, Action.UNDO))


def restored_view(job: Job, now: float) -> Layout:
    """The answer to an undone removal; Runware keeps pictures for only 7 days."""
    if now > (job.ready_at or job.created_at) + PROVIDER_URL_LIFETIME_SECONDS:
        return text_view(
            "The removal was undone, but Runware keeps pictures for only 7 days, so the message stays empty."
        )
    return text_view("The picture is back; its message will show it again in a moment if the message still exists.")


def _block_text(block: BlockResult | None) -> str:
    """The sentence about the block that a decision included, with a leading space; empty without a block."""
    if block is None:
        return ""
    return f" <@{block.entry.user_id}> is blocked {sanitize_line(block.entry.detail, MAX_REASON_LENGTH + 50)}."


def _reason_select() -> ui.Label[ui.Modal]:
    options = [discord.SelectOption(label=label, value=value) for value, label in _REASON_LABELS.items()]
    return select_field("Why", REASON_FIELD_ID, options)
