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
from bot.localization.languages import Language, in_language
from bot.localization.messages import Message, text
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
from bot.ui.picture_links import PROVIDER_URL_LIFETIME_SECONDS

_OWN_WORDS: Final = "own"
_REASON_LABELS: Final = {
    "0": Message("item-reason-not-allowed"),
    "1": Message("item-reason-real-person"),
    "2": Message("item-reason-hurtful"),
    "3": Message("item-reason-wrong-channel"),
    _OWN_WORDS: Message("item-reason-own-words"),
}
"""The options of the reason select: values, and labels for people."""
_BLOCK_DURATIONS: Final = (BlockDuration.DAY, BlockDuration.WEEK, BlockDuration.FOREVER)
REPORT_RECEIVED: Final = Message("report-received")
APPEAL_RECEIVED: Final = Message("appeal-received")


def report_form(job_id: int) -> ui.Modal:
    """The form in which a member reports a job's pictures."""
    fields = [_reason_select(), _own_words_field(text("hint-only-moderators-read"))]
    return new_modal(Form.REPORT, job_id, title=text("modal-report"), fields=fields)


def decision_form(action: CaseAction, case_id: int) -> ui.Modal:
    """The form in which a moderator gives the reason of a decision, and the duration of a block."""
    fields = [_reason_select(), _own_words_field(text("hint-member-reads"))]
    if CASE_ACTIONS[action].blocks_author:
        options = [
            discord.SelectOption(label=text(f"choice-block-{each}"), value=each.value) for each in _BLOCK_DURATIONS
        ]
        fields.insert(1, select_field(text("field-block-for"), BLOCK_DURATION_FIELD_ID, options))
    return new_modal(action, case_id, title=text(f"modal-case-{action}"), fields=fields)


def _own_words_field(readers: str) -> ui.Label[ui.Modal]:
    field: ui.TextInput[ui.Modal] = ui.TextInput(custom_id=TEXT_FIELD_ID, max_length=MAX_REASON_LENGTH, required=False)
    return ui.Label(text=text("field-own-words"), description=readers, component=field)


def parse_reason(submitted: SubmittedForm, language: Language) -> str:
    """The chosen reason, in the language of the server where others read it, and the written reason together.

    Empty if there is neither.
    """
    chosen = submitted.fields.get(REASON_FIELD_ID, _OWN_WORDS)
    with in_language(language):
        preset = "" if chosen == _OWN_WORDS else str(_REASON_LABELS.get(chosen, ""))
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
    verdict, effect = Message(f"verdict-{case.verdict}"), Message(f"case-effect-{case.verdict}")
    answer = text("case-answer", case=case.id, verdict=verdict, effect=effect)
    return text_view(answer + _block_text(result.block))


def removed_view(result: DecisionResult) -> Layout:
    """The answer to a moderator who removed a picture, with the button that undoes it."""
    assert result.job is not None
    effect = text("case-effect-removed")
    return already_removed_view(result.job.id, f"{effect}{_block_text(result.block)}")


def already_removed_view(job_id: int, sentence: str) -> Layout:
    """The answer about a removed picture, with the button that undoes the removal."""
    return text_view(f"{sentence} {text('removal-undo-hint')}", button_row(job_id, Action.UNDO))


def restored_view(job: Job, now: float) -> Layout:
    """The answer to an undone removal; Runware keeps pictures for only 7 days."""
    if now > (job.ready_at or job.created_at) + PROVIDER_URL_LIFETIME_SECONDS:
        return text_view(text("removal-undone-without-picture"))
    return text_view(text("removal-undone"))


def _block_text(block: BlockResult | None) -> str:
    """The sentence about the block that a decision included, with a leading space; empty without a block."""
    if block is None:
        return ""
    detail = sanitize_line(str(block.entry.detail), MAX_REASON_LENGTH + 50)
    return f" {text('case-also-blocked', member=f'<@{block.entry.user_id}>', detail=detail)}"


def _reason_select() -> ui.Label[ui.Modal]:
    options = [discord.SelectOption(label=str(label), value=value) for value, label in _REASON_LABELS.items()]
    return select_field(text("field-why"), REASON_FIELD_ID, options)
