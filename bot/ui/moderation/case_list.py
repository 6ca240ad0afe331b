"""The cases of a server as a moderator sees them alone: pages with filters, and one with all that is known of it."""

import io
import re
from collections.abc import Sequence
from enum import StrEnum
from typing import Any, Final, NamedTuple, Protocol, Self, cast

import discord
from discord import ButtonStyle, Interaction, ui

from bot.discord.attachment_size import PER_REQUEST
from bot.domain.case import Case, Kind
from bot.domain.catalog import Catalog
from bot.domain.job import PER_MESSAGE
from bot.domain.text import plain
from bot.jobs.run import Picture
from bot.moderation.case_cards import Card
from bot.storage.audit import Entry
from bot.storage.cases import Wanted
from bot.ui.buttons import Action, JobButton
from bot.ui.jobs.messages import files
from bot.ui.layout import Layout, said
from bot.ui.moderation.case_card import layout

PER_PAGE: Final = 5
"""Cases on a page: as many as buttons fit in a row."""
PROMPT_SHOWN: Final = 150
ENTRIES_SHOWN: Final = 6
DETAIL_SHOWN: Final = 60
"""Characters of each decision's detail: with a card they stay below the 4000 that Discord allows in a message."""
NOTHING: Final = "There are no such cases on this server."
PREFIX: Final = "easel:cases:"
_COG: Final = "Cases"
_ANY: Final = "any"
_SIGNS: Final = {Kind.APPROVAL: "🖼️", Kind.REPORT: "🚩", Kind.APPEAL: "⚖️"}


class Which(StrEnum):
    """Which cases are listed."""

    OPEN = "open"
    DECIDED = "decided"
    ALL = "all"


class PageOf(NamedTuple):
    """A page, counted from 0, of the cases that fit; without ``user_id`` everybody's."""

    number: int = 0
    state: Which = Which.OPEN
    kind: Kind | None = None
    user_id: int = 0

    @property
    def wanted(self) -> Wanted:
        """The cases that fit."""
        decided = None if self.state is Which.ALL else self.state is Which.OPEN
        return Wanted(decided, self.kind, self.user_id or None)


class Pages(Protocol):
    """Whoever turns pages: the cog of the cases."""

    async def turn(self, interaction: Interaction[Any], place: PageOf) -> None:
        """Show that page; every error ends there."""
        ...


class CasesButton(
    ui.DynamicItem[ui.Button[Any]],
    template=re.compile(
        rf"{PREFIX}(?P<state>{'|'.join(Which)}):(?P<kind>{_ANY}|{'|'.join(Kind)})"
        r":(?P<user>[0-9]{1,19}):(?P<page>[0-9]{1,6})"
    ),
):
    """Leads to a page of the cases of the server where it is pressed."""

    def __init__(self, place: PageOf, label: str, *, disabled: bool = False) -> None:
        custom_id = f"{PREFIX}{place.state}:{place.kind or _ANY}:{place.user_id}:{place.number}"
        super().__init__(ui.Button(label=label, style=ButtonStyle.secondary, custom_id=custom_id, disabled=disabled))
        self.place = place

    @classmethod
    async def from_custom_id(cls, _interaction: Interaction[Any], _item: ui.Item[Any], match: re.Match[str], /) -> Self:
        """The button that was pressed."""
        kind = None if match["kind"] == _ANY else Kind(match["kind"])
        return cls(PageOf(int(match["page"]), Which(match["state"]), kind, int(match["user"])), "…")

    async def callback(self, interaction: Interaction[Any]) -> None:
        """Hand the press over: neither a view's nor the command tree's error handler ever sees it."""
        await cast("Pages", interaction.client.get_cog(_COG)).turn(interaction, self.place)


def page(found: Sequence[Case], total: int, place: PageOf) -> Layout:
    """One page, a button for each case, and where to go from here."""
    last = max(0, (total - 1) // PER_PAGE)
    title = f"🗂️ **Cases** · {_filters(place)}"
    if not found:
        return said(f"{title}\n{NOTHING}", _turns(place, last))
    title += f" · {place.number + 1} of {last + 1}" if last else ""
    return said("\n".join([title, *map(_line, found)]), _shows(found), _turns(place, last))


def one(card: Card, entries: Sequence[Entry], catalog: Catalog, *, limit: int) -> tuple[Layout, list[discord.File]]:
    """A case with its buttons and what was decided about the same picture, and the pictures that wait to be shown.

    ``limit`` is how many bytes a file may have there; larger pictures are left out, and the card says how many.
    """
    shown = _fitting(card.pictures[:PER_MESSAGE], limit)
    card = card._replace(pictures=shown, left_out=len(card.pictures) - len(shown))
    view = layout(card, catalog)
    if entries:
        view.add_item(ui.TextDisplay("\n".join(["-# **Earlier decisions**", *map(_entry, entries)])))
    attached = [] if card.job is None else files(card.job, shown, 0)
    return view, [discord.File(io.BytesIO(data), filename=name) for name, data in attached]


def _fitting(pictures: Sequence[Picture], limit: int) -> list[Picture]:
    """Those that a message has room for."""
    fitting: list[Picture] = []
    room = PER_REQUEST
    for picture in pictures:
        if len(picture.data) <= min(limit, room):
            fitting.append(picture)
            room -= len(picture.data)
    return fitting


def _filters(place: PageOf) -> str:
    parts = [place.state.value, "" if place.kind is None else place.kind.value]
    return " · ".join(filter(None, [*parts, f"<@{place.user_id}>" if place.user_id else ""]))


def _line(case: Case) -> str:
    state = "open" if case.is_open else f"{case.verdict}"
    by = "" if case.decided_by is None else f" by <@{case.decided_by}>"
    facts = [f"`{case.id}` {case.kind}", f"**{state}**{by}", f"<@{case.user_id}>", f"<t:{int(case.opened_at)}:R>"]
    return f"{_SIGNS[case.kind]} {' · '.join(facts)}\n-# {plain(case.prompt, PROMPT_SHOWN)}"


def _entry(entry: Entry) -> str:
    who = "Easel" if entry.actor_id is None else f"<@{entry.actor_id}>"
    return f"-# <t:{int(entry.at)}:R> {entry.action} by {who}: {plain(entry.detail, DETAIL_SHOWN)}"


def _shows(found: Sequence[Case]) -> ui.ActionRow[Any]:
    row: ui.ActionRow[Any] = ui.ActionRow()
    for case in found:
        row.add_item(JobButton(Action.CASE, case.id, label=f"Case {case.id}"))
    return row


def _turns(place: PageOf, last: int) -> ui.ActionRow[Any]:
    row: ui.ActionRow[Any] = ui.ActionRow()
    number = place.number
    if last:
        row.add_item(CasesButton(place._replace(number=max(0, number - 1)), "◀", disabled=number == 0))
        row.add_item(CasesButton(place._replace(number=min(last, number + 1)), "▶", disabled=number >= last))
    other = Which.DECIDED if place.state is Which.OPEN else Which.OPEN
    row.add_item(CasesButton(place._replace(number=0, state=other), f"Show {other} cases"))
    return row


def register(client: discord.Client) -> None:
    """Make the client answer these buttons, on every message there is."""
    client.add_dynamic_items(CasesButton)
