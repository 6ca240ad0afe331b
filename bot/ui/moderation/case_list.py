"""Ephemeral views for moderators: pages of a server's cases with filters, and one case with its history."""

import io
import re
from collections.abc import Sequence
from enum import StrEnum
from typing import Final, NamedTuple

import discord
from discord import ButtonStyle, ui

from bot.domain.audit import AuditEntry
from bot.domain.case import Case, CaseFilter, CaseKind
from bot.domain.catalog import Catalog
from bot.domain.job import MAX_IMAGES_PER_MESSAGE
from bot.domain.short_ids import parse_id
from bot.domain.text import sanitize_line
from bot.jobs.ports import Picture
from bot.localization.messages import Message, text
from bot.moderation.case_cards import Card
from bot.ui.attachments import MAX_REQUEST_BYTES
from bot.ui.buttons import Action, job_button
from bot.ui.components import Component, Interaction
from bot.ui.jobs.messages import picture_files
from bot.ui.layout import Layout, Row, text_view
from bot.ui.moderation.case_card import card_view

CASES_PER_PAGE: Final = 5
"""Cases on a page; each has a button, and all buttons are in one row."""
MAX_LISTED_PROMPT_LENGTH: Final = 150
MAX_EARLIER_DECISIONS: Final = 6
MAX_DETAIL_LENGTH: Final = 60
"""Characters of the detail of an earlier decision; with the card, a message stays below Discord's 4000."""
CUSTOM_ID_PREFIX: Final = "easel:cases:"
_ANY_KIND: Final = "any"
_KIND_EMOJI: Final = {CaseKind.APPROVAL: "🖼️", CaseKind.REPORT: "🚩", CaseKind.APPEAL: "⚖️"}


class CaseStateFilter(StrEnum):
    """The states of the cases to list."""

    OPEN = "open"
    DECIDED = "decided"
    ALL = "all"


class CasePage(NamedTuple):
    """A page, counted from 0, of the matching cases; a ``user_id`` of 0 matches all members."""

    number: int = 0
    state: CaseStateFilter = CaseStateFilter.OPEN
    kind: CaseKind | None = None
    user_id: int = 0

    @property
    def case_filter(self) -> CaseFilter:
        is_open = None if self.state is CaseStateFilter.ALL else self.state is CaseStateFilter.OPEN
        return CaseFilter(is_open, self.kind, self.user_id or None)


class CasePageButton(
    Component[CasePage],
    template=re.compile(
        rf"{CUSTOM_ID_PREFIX}(?P<state>{'|'.join(CaseStateFilter)}):(?P<kind>{_ANY_KIND}|{'|'.join(CaseKind)})"
        r":(?P<user>[0-9]{1,19}):(?P<page>[0-9]{1,6})"
    ),
):
    """Opens a page of the cases of the server where it is pressed."""

    def read(self, _interaction: Interaction) -> CasePage:
        state, kind, user_id, number = self.match.group("state", "kind", "user", "page")
        kind = None if kind == _ANY_KIND else CaseKind(kind)
        return CasePage(int(number), CaseStateFilter(state), kind, parse_id(user_id))


def case_list_view(found: Sequence[Case], total: int, current_page: CasePage) -> Layout:
    """One page with a button for each case, and the buttons that turn pages."""
    last_number = max(0, (total - 1) // CASES_PER_PAGE)
    title = f"{text('cases-title')} · {_filter_text(current_page)}"
    if not found:
        return text_view(f"{title}\n{text('cases-none')}", _page_buttons(current_page, last_number))
    title += f" · {text('page-of', page=current_page.number + 1, pages=last_number + 1)}" if last_number else ""
    case_buttons = Row(*(job_button(Action.CASE, case.id, label=text("button-case", case=case.id)) for case in found))
    lines = "\n".join([title, *map(_case_line, found)])
    return text_view(lines, case_buttons, _page_buttons(current_page, last_number))


def case_view(
    card: Card, audit_entries: Sequence[AuditEntry], catalog: Catalog, *, max_file_bytes: int
) -> tuple[Layout, list[discord.File]]:
    """The card of a case with the earlier decisions about the same picture, and the files of its pictures.

    ``limit`` is the maximum size of a file in bytes; larger pictures are omitted, and the card shows how many.
    """
    shown = _select_fitting(card.pictures[:MAX_IMAGES_PER_MESSAGE], max_file_bytes)
    card = card._replace(pictures=shown, omitted_count=len(card.pictures) - len(shown))
    view = card_view(card, catalog)
    if audit_entries:
        view.add_item(
            ui.TextDisplay("\n".join([f"-# {text('cases-earlier-decisions')}", *map(_audit_entry_line, audit_entries)]))
        )
    attached = [] if card.job is None else picture_files(card.job, shown, 0)
    return view, [discord.File(io.BytesIO(data), filename=name) for name, data in attached]


def _select_fitting(pictures: Sequence[Picture], max_file_bytes: int) -> list[Picture]:
    """Select the pictures, in their order, that are small enough and still fit into the message."""
    fitting: list[Picture] = []
    free_bytes = MAX_REQUEST_BYTES
    for picture in pictures:
        if len(picture.data) <= min(max_file_bytes, free_bytes):
            fitting.append(picture)
            free_bytes -= len(picture.data)
    return fitting


def _filter_text(page: CasePage) -> str:
    parts = [text(f"case-state-{page.state}")]
    if page.kind is not None:
        parts.append(text(f"case-kind-{page.kind}"))
    if page.user_id:
        parts.append(f"<@{page.user_id}>")
    return " · ".join(parts)


def _case_line(case: Case) -> str:
    state = f"**{text(f'verdict-{case.verdict}')}**"
    if case.decided_by is not None:
        state = text("cases-decided", verdict=Message(f"verdict-{case.verdict}"), moderator=f"<@{case.decided_by}>")
    facts = [
        f"`{case.id}` {text(f'case-kind-{case.kind}')}",
        state,
        f"<@{case.user_id}>",
        f"<t:{int(case.opened_at)}:R>",
    ]
    return f"{_KIND_EMOJI[case.kind]} {' · '.join(facts)}\n-# {sanitize_line(case.prompt, MAX_LISTED_PROMPT_LENGTH)}"


def _audit_entry_line(entry: AuditEntry) -> str:
    actor = "Easel" if entry.actor_id is None else f"<@{entry.actor_id}>"
    detail = sanitize_line(str(entry.detail), MAX_DETAIL_LENGTH)
    line = text("cases-earlier-decision", title=entry.title, who=actor, detail=detail)
    return f"-# <t:{int(entry.created_at)}:R> {line}"


def _page_buttons(page: CasePage, last_number: int) -> Row:
    number = page.number
    row = Row()
    if last_number:
        row.add_item(_page_button(page._replace(number=max(0, number - 1)), "◀", disabled=number == 0))
        row.add_item(
            _page_button(page._replace(number=min(last_number, number + 1)), "▶", disabled=number >= last_number)
        )
    other = CaseStateFilter.DECIDED if page.state is CaseStateFilter.OPEN else CaseStateFilter.OPEN
    return row.add_item(_page_button(page._replace(number=0, state=other), text(f"button-cases-{other}")))


def _page_button(page: CasePage, label: str, *, disabled: bool = False) -> CasePageButton:
    custom_id = f"{CUSTOM_ID_PREFIX}{page.state}:{page.kind or _ANY_KIND}:{page.user_id}:{page.number}"
    return CasePageButton(ui.Button(label=label, style=ButtonStyle.secondary, custom_id=custom_id, disabled=disabled))
