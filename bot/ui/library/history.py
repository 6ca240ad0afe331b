"""The pages of a member's history: thumbnails, and buttons that know all they need from their ``custom_id``."""

import re
from collections.abc import Mapping
from typing import Any, Final, NamedTuple, Protocol, Self, cast

import discord
from discord import ButtonStyle, Interaction, ui

from bot.discord.picture_urls import Found
from bot.domain.job import Job
from bot.domain.screening import is_spoiler
from bot.domain.short_ids import spaced
from bot.domain.text import plain
from bot.library import PER_PAGE
from bot.storage.library import Page
from bot.ui.buttons import Action, JobButton
from bot.ui.layout import Layout
from bot.ui.library.alt_text import alt_text

PROMPT_SHOWN: Final = 200
"""Characters of each prompt."""
THUMBNAIL_TEXT: Final = 256
"""Characters of a thumbnail's description (discord.py 2.7.1; Discord itself takes 1024)."""
NOTHING: Final = "Nothing here yet; {} draws your first picture."
NO_FAVOURITES: Final = "Nothing here yet; press ⭐ under a picture you like."
GONE: Final = "its message was deleted"
OUT_OF_REACH: Final = "can no longer be shown here"
RESTRICTED: Final = "shown only in age-restricted channels"
PREFIX: Final = "easel:history:"
_COG: Final = "Library"


class Place(NamedTuple):
    """A page, counted from 0, of all own pictures or of the favourites."""

    number: int = 0
    favourites: bool = False


class Pages(Protocol):
    """Whoever turns pages: the cog of the library."""

    async def turn(self, interaction: Interaction[Any], place: Place) -> None:
        """Show that page; every error ends there."""
        ...


class PageButton(
    ui.DynamicItem[ui.Button[Any]], template=re.compile(rf"{PREFIX}(?P<which>all|favourites):(?P<page>[0-9]{{1,6}})")
):
    """Leads to a page of the history of whoever presses."""

    def __init__(self, place: Place, label: str, *, disabled: bool = False) -> None:
        custom_id = f"{PREFIX}{'favourites' if place.favourites else 'all'}:{place.number}"
        super().__init__(ui.Button(label=label, style=ButtonStyle.secondary, custom_id=custom_id, disabled=disabled))
        self.place = place

    @classmethod
    async def from_custom_id(cls, _interaction: Interaction[Any], _item: ui.Item[Any], match: re.Match[str], /) -> Self:
        """The button that was pressed."""
        return cls(Place(int(match["page"]), match["which"] == "favourites"), "…")

    async def callback(self, interaction: Interaction[Any]) -> None:
        """Hand the press over: neither a view's nor the command tree's error handler ever sees it."""
        await cast("Pages", interaction.client.get_cog(_COG)).turn(interaction, self.place)


def page(found: Page, place: Place, pictures: Mapping[int, Found], *, unseen: int, imagine: str) -> Layout:
    """One page: each job with its first picture, and where to go from here.

    ``unseen`` of the page's jobs may not be seen any more; ``imagine`` is how to ask for a picture.
    """
    last = max(0, (found.total - 1) // PER_PAGE)
    title = "⭐ **Your favourites**" if place.favourites else "🖼️ **Your pictures**"
    items: list[ui.Item[Layout]] = [ui.TextDisplay(f"{title} · {place.number + 1} of {last + 1}" if last else title)]
    if not found.total:
        items = [ui.TextDisplay(f"{title}\n{NO_FAVOURITES if place.favourites else NOTHING.format(imagine)}")]
    items += [_entry(job, found, pictures[job.id]) for job in found.jobs]
    if unseen:
        items.append(ui.TextDisplay(f"-# {unseen} on this page can no longer be shown to you."))
    if found.jobs:
        items.append(_shows(found.jobs))
    return Layout(*items, _turns(place, last))


def _entry(job: Job, found: Page, pictures: Found) -> ui.Item[Layout]:
    facts = [f"`{spaced(job.code)}`", f"<t:{int(job.created_at)}:R>"]
    if job.pictures > 1:
        facts.append(f"{job.pictures} pictures")
    if job.id in found.marked:
        facts.append("⭐")
    url = pictures.urls.get(1)
    if url is None:
        facts.append(RESTRICTED if pictures.withheld else GONE if pictures.gone else OUT_OF_REACH)
    text = f"{plain(job.request.prompt, PROMPT_SHOWN)}\n-# {' · '.join(facts)}"
    if url is None:
        return ui.TextDisplay(text)
    words = alt_text(job, 1, found.alt_texts)[:THUMBNAIL_TEXT]
    return ui.Section(text, accessory=ui.Thumbnail(url, description=words, spoiler=is_spoiler(job, job.result(1))))


def _shows(jobs: list[Job]) -> ui.ActionRow[Any]:
    row: ui.ActionRow[Any] = ui.ActionRow()
    for job in jobs:
        row.add_item(JobButton(Action.SHOW, job.id, label=spaced(job.code)))
    return row


def _turns(place: Place, last: int) -> ui.ActionRow[Any]:
    row: ui.ActionRow[Any] = ui.ActionRow()
    number, favourites = place
    if last:
        row.add_item(PageButton(Place(max(0, number - 1), favourites), "◀", disabled=number == 0))
        row.add_item(PageButton(Place(min(last, number + 1), favourites), "▶", disabled=number >= last))
    row.add_item(PageButton(Place(0, not favourites), "All" if favourites else "Favourites"))
    return row


def is_page(message: discord.Message) -> bool:
    """Whether this is a page of somebody's history."""
    rows = (part for part in message.components if isinstance(part, discord.ActionRow))
    return any((button.custom_id or "").startswith(PREFIX) for row in rows for button in row.children)


def register(client: discord.Client) -> None:
    """Make the client answer these buttons, on every message there is."""
    client.add_dynamic_items(PageButton)
