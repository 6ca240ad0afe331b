"""The card of a case, in the moderators' channel and in ``/mod case``."""

from collections.abc import Iterator, Sequence
from typing import Final

import discord
from discord import ui

from bot.domain.case import MAX_APPEAL_PROMPT_LENGTH, Case, CaseKind, Report
from bot.domain.case_actions import CaseAction, list_case_actions
from bot.domain.catalog import Catalog
from bot.domain.job import MAX_IMAGES_PER_MESSAGE, Job
from bot.domain.screening import HoldReason
from bot.domain.text import format_code_block, format_dollars, sanitize_line
from bot.jobs.ports import Picture
from bot.localization.lists import first_lines
from bot.localization.messages import Message, Sentence, text
from bot.moderation.case_cards import Card
from bot.ui.attachments import filename
from bot.ui.buttons import Action, button_row
from bot.ui.jobs.messages import PROMPT_HIDDEN_TEXT, generation_text
from bot.ui.layout import Layout
from bot.ui.moderation.case_actions import case_button_row
from bot.ui.picture_links import jump_url

MAX_CARD_PROMPT_LENGTH: Final = 1000
"""Characters of the prompt on the card of an approval or a report."""
MAX_APPEAL_CODE_BLOCK_LENGTH: Final = MAX_APPEAL_PROMPT_LENGTH + 8
"""Characters of the whole prompt of an appeal, with its code fences."""
MAX_REVIEW_REASON_LENGTH: Final = 300
"""Maximum characters of the reason for a review; with the longest prompt, the card stays below Discord's 4000."""
MAX_DECISION_REASON_LENGTH: Final = 200
MAX_REPORT_REASON_LENGTH: Final = 200
MAX_LISTED_REPORTS: Final = 5


def card_view(
    card: Card, catalog: Catalog, attached_names: Sequence[str] = (), *, show_user_text: bool = True
) -> Layout:
    """The facts and pictures of a case, with the buttons that decide it while it is open.

    ``attached_names`` are the files that the message already has; if empty, the card's pictures are attached with it.
    Without ``show_user_text`` the view contains no text of members.
    """
    case, job = card.case, card.job
    items: list[ui.Item[Layout]] = [ui.TextDisplay(_header(card, catalog, show_user_text=show_user_text))]
    if job is not None and case.is_open:
        items += _gallery(attached_names or _attachment_names(job, card.pictures[:MAX_IMAGES_PER_MESSAGE], 0))
    if case.is_open:
        items.append(case_button_row(case.id, _available_actions(card)))
    elif card.can_undo and case.job_id is not None:
        items.append(button_row(case.job_id, Action.UNDO))
    return Layout(*items)


def _available_actions(card: Card) -> Iterator[CaseAction]:
    """The actions on the card; pictures that could not be read cannot be approved."""
    for action in list_case_actions(card.case.kind):
        if action is not CaseAction.APPROVE or not card.unreadable_count:
            yield action


def _decision_text(case: Case) -> str:
    """The verdict on a case, with the moderator, the time and the reason."""
    label, when = Message(f"case-label-{case.verdict}"), f"<t:{int(case.decided_at or 0)}:R>"
    decided = text("case-decided-by-nobody", label=label, when=when)
    if case.decided_by is not None:
        decided = text("case-decided", label=label, moderator=f"<@{case.decided_by}>", when=when)
    reason = "" if case.reason is None else f": {sanitize_line(case.reason, MAX_DECISION_REASON_LENGTH)}"
    return decided + reason


def _header(card: Card, catalog: Catalog, *, show_user_text: bool) -> str:
    case, job = card.case, card.job
    title = Message(f"case-title-{case.kind}")
    lines = [text("case-header", title=title, case=case.id, member=f"<@{case.user_id}>")]
    max_length = MAX_APPEAL_CODE_BLOCK_LENGTH if case.kind is CaseKind.APPEAL else MAX_CARD_PROMPT_LENGTH
    lines.append(format_code_block(case.prompt, max_length) if show_user_text else str(PROMPT_HIDDEN_TEXT))
    if case.review_reason:
        lines.append(f"-# {_review_reason_text(case.review_reason)}")
    if job is not None:
        lines += _job_lines(job, card.source, catalog)
    if (appeal := card.appeal) is not None:
        cost = format_dollars(sum(request.estimate for request in appeal.requests))
        lines.append(f"-# {text('case-appeal-facts', channel=f'<#{appeal.channel_id}>', cost=cost)}")
    lines += _report_lines(card.reports, show_user_text=show_user_text)
    if case.kind is CaseKind.REPORT and case.is_open:
        lines.append(f"-# {text('case-keep-or-dismiss')}")
    lines += _picture_note_lines(card) if case.is_open else [_decision_text(case)]
    return "\n".join(lines)


def _review_reason_text(reason: Sentence) -> str:
    if reason in set(HoldReason):
        return text(f"case-review-{reason}")
    return str(reason)[:MAX_REVIEW_REASON_LENGTH]


def _job_lines(job: Job, source: Job | None, catalog: Catalog) -> Iterator[str]:
    """The facts of a job, and the source of its pictures if it has one."""
    cost = "" if job.outcome is None else f" · {format_dollars(job.cost)}"
    yield f"-# {generation_text(job, catalog)} · <#{job.channel_id}>{cost}{_jump_link_text(job)}"
    if source is not None:
        yield f"-# {text('case-made-from', member=f'<@{source.user_id}>')}{_jump_link_text(source)}"
    elif job.request.references:
        yield f"-# {text('case-made-from-attachment')}"


def _report_lines(reports: Sequence[Report], *, show_user_text: bool) -> list[str]:
    def reason_text(report: Report) -> str:
        if not show_user_text:
            return "…"
        return sanitize_line(report.reason, MAX_REPORT_REASON_LENGTH) or text("case-reason-missing")

    lines = [f"- <@{report.user_id}>: {reason_text(report)}" for report in reports]
    return first_lines(lines, MAX_LISTED_REPORTS)


def _picture_note_lines(card: Card) -> list[str]:
    """Notes on pictures that are in the next message, did not fit, or could not be read."""
    lines = []
    if len(card.pictures) > MAX_IMAGES_PER_MESSAGE or card.case.card_overflow_message_id is not None:
        lines.append(f"-# {text('case-pictures-in-next-message', count=MAX_IMAGES_PER_MESSAGE)}")
    if card.omitted_count:
        lines.append(f"-# {text('case-pictures-omitted', count=card.omitted_count)}")
    if card.unreadable_count:
        command = f"`/mod case {card.case.id}`"
        lines.append(f"-# {text('case-pictures-unreadable', count=card.unreadable_count, command=command)}")
    return lines


def overflow_view(card: Card, job: Job, rest: Sequence[Picture]) -> Layout:
    """The message below the card, with the pictures that do not fit on the card."""
    first, total = MAX_IMAGES_PER_MESSAGE + 1, len(card.pictures)
    return Layout(
        ui.TextDisplay(f"-# {text('case-overflow', case=card.case.id, first=first, last=total, total=total)}"),
        *_gallery(_attachment_names(job, rest, MAX_IMAGES_PER_MESSAGE)),
    )


def _jump_link_text(job: Job) -> str:
    if job.removed_at is not None:
        return f" · {text('case-message-removed')}"
    url = jump_url(job)
    return "" if url is None else f" · [{text('case-message-link')}]({url})"


def _gallery(names: Sequence[str]) -> list[ui.Item[Layout]]:
    """The pictures, always behind spoilers, so that moderators decide when they see them."""
    items = [discord.MediaGalleryItem(f"attachment://{name}", spoiler=True) for name in names]
    return [ui.MediaGallery(*items)] if items else []


def _attachment_names(job: Job, pictures: Sequence[Picture], offset: int) -> list[str]:
    return [filename(job, offset + n, picture.format) for n, picture in enumerate(pictures, 1)]
