"""One job of the library: its pictures, its source, and the jobs that were made from it."""

from typing import Final

import discord
from discord import ui

from bot.domain.catalog import Catalog
from bot.domain.job import Job
from bot.domain.library import AltTexts
from bot.domain.screening import is_spoiler
from bot.domain.short_ids import format_short_id
from bot.domain.text import format_code_block
from bot.library import MAX_ALT_TEXT_LENGTH, EditTrail
from bot.localization.messages import text
from bot.ui.buttons import Action, button_rows, job_button
from bot.ui.jobs.messages import MAX_SHOWN_PROMPT_LENGTH, generation_text
from bot.ui.layout import Layout, Row
from bot.ui.library.alt_text import alt_text
from bot.ui.picture_links import PictureUrls, jump_url

MAX_GALLERY_PICTURES: Final = 10
"""Discord's limit of items in one Media Gallery; independent of the limit of attachments of a message."""
_ACTIONS: Final = (Action.REROLL, Action.EDIT, Action.VARY, Action.DETAILS, Action.FAVOURITE, Action.SEND_DM)


def picture_view(
    job: Job,
    trail: EditTrail,
    pictures: PictureUrls,
    source_pictures: PictureUrls,
    *,
    catalog: Catalog,
    alt_texts: AltTexts,
    viewer_id: int,
) -> Layout:
    """The job with its edit trail, for one viewer; ``source_pictures`` are the URLs of the parent job's pictures."""
    gallery_items = _source_items(job, trail, source_pictures, alt_texts)
    gallery_items += [_gallery_item(job, number, pictures, alt_texts) for number in pictures.urls]
    facts = [*_trail_lines(job, trail, source_pictures), *_missing_lines(job, pictures), _facts_line(job, catalog)]
    items: list[ui.Item[Layout]] = [
        ui.TextDisplay(format_code_block(job.request.prompt, MAX_SHOWN_PROMPT_LENGTH)),
        *(
            ui.MediaGallery(*gallery_items[n : n + MAX_GALLERY_PICTURES])
            for n in range(0, len(gallery_items), MAX_GALLERY_PICTURES)
        ),
        ui.TextDisplay("\n".join(facts)),
    ]
    if trail.parent or trail.children:
        items.append(_trail_buttons(trail))
    author_actions = [Action.DELETE] if job.user_id == viewer_id else []
    return Layout(*items, *button_rows(job.id, *_ACTIONS, *author_actions))


def _source_items(
    job: Job, trail: EditTrail, source_pictures: PictureUrls, alt_texts: AltTexts
) -> list[discord.MediaGalleryItem]:
    """The source picture, if it can be shown."""
    parent_id, number = job.request.source_image or (None, 0)
    if trail.parent is None or parent_id != trail.parent.id or number not in source_pictures.urls:
        return []
    return [_gallery_item(trail.parent, number, source_pictures, alt_texts, is_source=True)]


def _gallery_item(
    job: Job, number: int, pictures: PictureUrls, alt_texts: AltTexts, *, is_source: bool = False
) -> discord.MediaGalleryItem:
    shown = alt_text(job, number, alt_texts)
    description = (text("alt-text-before", description=shown) if is_source else shown)[:MAX_ALT_TEXT_LENGTH]
    spoiler = is_spoiler(job, job.result(number))
    return discord.MediaGalleryItem(pictures.urls[number], description=description, spoiler=spoiler)


def _trail_lines(job: Job, trail: EditTrail, source_pictures: PictureUrls) -> list[str]:
    if not trail.position:
        return [text("trail-original", count=trail.length)] if trail.length else []
    step = text(f"trail-step-{job.request.origin}", position=trail.position, total=trail.length)
    if trail.parent is None:
        return [f"{step} · {text('trail-source-hidden')}"]
    source = job.request.source_image
    is_shown = source is not None and source[1] in source_pictures.urls
    source_id, author = format_short_id(trail.parent.short_id), f"<@{trail.parent.user_id}>"
    made_from = text("trail-source-shown" if is_shown else "trail-source", id=source_id, author=author)
    return [f"{step} · {made_from}"]


def _missing_lines(job: Job, pictures: PictureUrls) -> list[str]:
    shown_count, withheld_count, total = len(pictures.urls), pictures.withheld_count, job.delivered_count
    if shown_count >= total:
        return []
    if withheld_count:
        if withheld_count == total:
            return [text("picture-all-restricted")]
        return [text("picture-some-restricted", count=withheld_count, total=total)]
    if not shown_count:
        return [text("picture-message-deleted" if pictures.message_deleted else "picture-not-available")]
    return [text("picture-some-shown", count=shown_count, total=total)]


def _facts_line(job: Job, catalog: Catalog) -> str:
    facts = [
        f"<@{job.user_id}>",
        generation_text(job, catalog),
        f"<t:{int(job.created_at)}:R>",
        f"`{format_short_id(job.short_id)}`",
    ]
    if (url := jump_url(job)) is not None:
        facts.append(text("picture-message-link", url=url))
    return f"-# {' · '.join(facts)}"


def _trail_buttons(trail: EditTrail) -> Row:
    """Buttons for the parent job and for the jobs that were made from this one."""
    row = Row()
    if trail.parent:
        row.add_item(job_button(Action.SHOW, trail.parent.id, label=text("button-trail-previous")))
    several = len(trail.children) > 1
    for number, job in enumerate(trail.children, 1):
        label = text("button-trail-next-of-several", number=number) if several else text("button-trail-next")
        row.add_item(job_button(Action.SHOW, job.id, label=label))
    return row
