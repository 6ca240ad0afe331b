"""The forms of reports and decisions, and the answers to them."""

from collections.abc import Sequence
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
from bot.ui import modals
from bot.ui.buttons import Action, button_row
from bot.ui.layout import Layout, text_view
from bot.ui.modals import BLOCK_DURATION_FIELD_ID, REASON_FIELD_ID, TEXT_FIELD_ID, Form, SubmittedForm
from bot.ui.moderation.case_actions import ACTION_LOOKS, VERDICT_LOOKS
from bot.ui.picture_links import PROVIDER_URL_LIFETIME_SECONDS

OWN_WORDS: Final = "own"
"""The option of the reason select that leaves the reason to the text field."""
PRESET_REASONS: Final = (
    "It shows something this server does not allow",
    "It shows a real person without their consent",
    "It is meant to hurt someone",
    "It does not belong in this channel",
)
_BLOCK_DURATIONS: Final = (BlockDuration.DAY, BlockDuration.WEEK, BlockDuration.FOREVER)
UNDO_HINT: Final = "You can undo this for a day."
REPORT_RECEIVED: Final = "Thank you, the moderators will look at it. Nobody else learns that you reported it."
APPEAL_RECEIVED: Final = (
    "The moderators will look at it. If they agree, it is drawn free of charge; Easel messages you either way."
)


def report_form(job_id: int) -> ui.Modal:
    """The form in which a member says what is wrong with a job's pictures."""
    modal = modals.new_modal(Form.REPORT, job_id, title="Report to the moderators")
    return _add_fields(modal, _reason_select(), _own_words_field("Only moderators can read it"))


def decision_form(action: CaseAction, case_id: int) -> ui.Modal:
    """The form in which a moderator says why, and for how long the author is blocked."""
    modal = modals.new_modal(action, case_id, title=ACTION_LOOKS[action].form_title)
    duration = [_block_duration_select()] if CASE_ACTIONS[action].blocks_author else []
    return _add_fields(modal, _reason_select(), *duration, _own_words_field("The member can read it"))


def _add_fields(modal: ui.Modal, *fields: ui.Label[ui.Modal]) -> ui.Modal:
    for field in fields:
        modal.add_item(field)
    return modal


def _own_words_field(readers: str) -> ui.Label[ui.Modal]:
    field: ui.TextInput[ui.Modal] = ui.TextInput(custom_id=TEXT_FIELD_ID, max_length=MAX_REASON_LENGTH, required=False)
    return ui.Label(text="In your own words", description=readers, component=field)


def parse_reason(submitted: SubmittedForm) -> str:
    """The chosen reason and the written one together; empty where there is neither."""
    chosen = submitted.fields.get(REASON_FIELD_ID, OWN_WORDS)
    usual = next((text for n, text in enumerate(PRESET_REASONS) if chosen == str(n)), "")
    own = submitted.fields.get(TEXT_FIELD_ID, "").strip()
    return ". ".join(filter(None, (usual, own)))[:MAX_REASON_LENGTH]


def parse_block_duration(submitted: SubmittedForm) -> BlockDuration | None:
    """The chosen block duration; ``None`` where there is none, or one that the form does not offer."""
    chosen = submitted.fields.get(BLOCK_DURATION_FIELD_ID, "")
    return BlockDuration(chosen) if chosen in set(_BLOCK_DURATIONS) else None


def decision_view(result: DecisionResult) -> Layout:
    """The answer to the moderator who decided."""
    if result.case is None or result.case.verdict is Verdict.REMOVED:
        return removed_view(result)
    decided = f"Case {result.case.id}: {result.case.verdict}. {VERDICT_LOOKS[result.case.verdict].effect}"
    return text_view(" ".join([decided, *_block_sentences(result.block)]))


def removed_view(result: DecisionResult) -> Layout:
    """The answer to a removal, with the button that undoes it."""
    assert result.job is not None
    return _undo_view(
        result.job.id, " ".join([VERDICT_LOOKS[Verdict.REMOVED].effect, *_block_sentences(result.block), UNDO_HINT])
    )


def already_removed_view(job_id: int, who: str) -> Layout:
    """The answer where another moderator removed the picture first, with the button that undoes it."""
    return _undo_view(job_id, f"{who} {UNDO_HINT}")


def restored_view(job: Job, now: float) -> Layout:
    """The answer to an undone removal; Runware no longer has pictures that are older than 7 days."""
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
