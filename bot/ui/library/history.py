"""The pages of a member's history, with buttons whose whole state is in their ``custom_id``."""

import re
from collections.abc import Mapping
from typing import Final, NamedTuple

import discord
from discord import ButtonStyle, ui

from bot.domain.job import Job
from bot.domain.library import LibraryPage
from bot.domain.screening import is_spoiler
from bot.domain.short_ids import format_short_id
from bot.domain.text import sanitize_line
from bot.library import JOBS_PER_PAGE
from bot.localization.messages import text
from bot.ui.buttons import Action, JobButton, job_button
from bot.ui.components import Component, Interaction
from bot.ui.layout import Layout, Row
from bot.ui.library.alt_text import alt_text
from bot.ui.picture_links import PictureUrls

MAX_LISTED_PROMPT_LENGTH: Final = 200
"""Characters that are shown of each prompt."""
MAX_BUTTON_PROMPT_LENGTH: Final = 24
"""Characters of the prompt on the button that opens a picture."""
MAX_THUMBNAIL_TEXT_LENGTH: Final = 256
"""Characters of a thumbnail's description (discord.py 2.7.1; Discord itself allows 1024)."""
CUSTOM_ID_PREFIX: Final = "easel:history:"


class HistoryPage(NamedTuple):
    """The number of a page, counted from 0, and whether the pages list only the member's favourites."""

    number: int = 0
    favourites_only: bool = False


class HistoryPageButton(
    Component[HistoryPage],
    template=re.compile(rf"{CUSTOM_ID_PREFIX}(?P<which>all|favourites):(?P<page>[0-9]{{1,6}})"),
):
    """Opens a page of the history of the member who presses it."""

    def read(self, _interaction: Interaction) -> HistoryPage:
        return HistoryPage(int(self.match["page"]), self.match["which"] == "favourites")


def history_view(
    found: LibraryPage,
    current_page: HistoryPage,
    pictures: Mapping[int, PictureUrls],
    *,
    hidden_count: int,
    imagine_mention: str,
) -> Layout:
    """One page: each job with its first picture, and buttons for other pages.

    ``hidden_count`` jobs of the page can no longer be shown; ``imagine_mention`` is the clickable name of /imagine.
    """
    last_number = max(0, (found.total - 1) // JOBS_PER_PAGE)
    title = text("history-favourites") if current_page.favourites_only else text("history-pictures")
    if found.total:
        if last_number:
            title += f" · {text('history-page', page=current_page.number + 1, pages=last_number + 1)}"
    elif current_page.favourites_only:
        title += f"\n{text('history-no-favourites')}"
    else:
        title += f"\n{text('history-no-pictures', imagine=imagine_mention)}"
    entries = (_history_entry(n, job, found, pictures[job.id]) for n, job in enumerate(found.jobs, 1))
    items = [ui.TextDisplay(title), *entries]
    if hidden_count:
        items.append(ui.TextDisplay(f"-# {text('history-hidden', count=hidden_count)}"))
    if found.jobs:
        items.append(Row(*(_show_button(n, job) for n, job in enumerate(found.jobs, 1))))
    return Layout(*items, _page_buttons(current_page, last_number))


def _show_button(number: int, job: Job) -> JobButton:
    label = f"{number}. {sanitize_line(job.request.prompt, MAX_BUTTON_PROMPT_LENGTH)}"
    return job_button(Action.SHOW, job.id, label=label)


def _history_entry(number: int, job: Job, found: LibraryPage, pictures: PictureUrls) -> ui.Item[Layout]:
    """A box of its own: Discord puts the thumbnail at the right edge, and the frame shows whose it is."""
    facts = [f"`{format_short_id(job.short_id)}`", f"<t:{int(job.created_at)}:R>"]
    if job.delivered_count > 1:
        facts.append(text("history-picture-count", count=job.delivered_count))
    if job.id in found.favourite_ids:
        facts.append("⭐")
    url = pictures.urls.get(1)
    if url is None:
        facts.append(_missing_reason(pictures))
    entry = f"**{number}.** {sanitize_line(job.request.prompt, MAX_LISTED_PROMPT_LENGTH)}\n-# {' · '.join(facts)}"
    if url is None:
        return ui.Container(ui.TextDisplay(entry))
    description = alt_text(job, 1, found.alt_texts)[:MAX_THUMBNAIL_TEXT_LENGTH]
    thumbnail = ui.Thumbnail[Layout](url, description=description, spoiler=is_spoiler(job, job.result(1)))
    return ui.Container(ui.Section(entry, accessory=thumbnail))


def _missing_reason(pictures: PictureUrls) -> str:
    if pictures.withheld_count:
        return text("history-restricted")
    return text("history-message-deleted" if pictures.message_deleted else "history-not-available")


def _page_buttons(page: HistoryPage, last_number: int) -> Row:
    number, favourites = page
    row = Row()
    if last_number:
        row.add_item(_page_button(HistoryPage(max(0, number - 1), favourites), "◀", disabled=number == 0))
        row.add_item(
            _page_button(HistoryPage(min(last_number, number + 1), favourites), "▶", disabled=number >= last_number)
        )
    label = text("button-history-all") if favourites else text("button-history-favourites")
    return row.add_item(_page_button(HistoryPage(0, not favourites), label))


def _page_button(page: HistoryPage, label: str, *, disabled: bool = False) -> HistoryPageButton:
    custom_id = f"{CUSTOM_ID_PREFIX}{'favourites' if page.favourites_only else 'all'}:{page.number}"
    return HistoryPageButton(
        ui.Button(label=label, style=ButtonStyle.secondary, custom_id=custom_id, disabled=disabled)
    )


def is_history_page(message: discord.Message) -> bool:
    rows = (part for part in message.components if isinstance(part, discord.ActionRow))
    return any((button.custom_id or "").startswith(CUSTOM_ID_PREFIX) for row in rows for button in row.children)
