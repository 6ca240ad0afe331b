"""One job of the library: its pictures, their source, and what was made from them."""

from typing import Final

import discord
from discord import ui

from bot.domain.catalog import Catalog
from bot.domain.job import Job
from bot.domain.library import AltTexts
from bot.domain.request import Origin
from bot.domain.screening import is_spoiler
from bot.domain.short_ids import format_short_id
from bot.domain.text import format_code_block
from bot.library import MAX_ALT_TEXT_LENGTH, EditTrail
from bot.ui.buttons import Action, button_rows, job_button
from bot.ui.jobs.messages import MAX_SHOWN_PROMPT_LENGTH, ORIGIN_LABELS, generation_text
from bot.ui.layout import Layout, Row
from bot.ui.library.alt_text import alt_text
from bot.ui.picture_links import PictureUrls, jump_url

MAX_GALLERY_PICTURES: Final = 10
"""Pictures in one gallery (Discord, Media Gallery)."""
MESSAGE_DELETED: Final = "The message with the pictures was deleted, so they cannot be shown; the prompt is kept."
RESTRICTED: Final = "Runware’s safety check flagged {} of these pictures; shown only in age-restricted channels."
NOT_AVAILABLE: Final = "The pictures can no longer be shown here; look for the message they came in."
_AUTHOR_ACTIONS: Final = (Action.DELETE,)
_ACTIONS: Final = (Action.REROLL, Action.EDIT, Action.VARY, Action.DETAILS, Action.FAVOURITE, Action.SEND_DM)
_ORIGIN_LABELS: Final = ORIGIN_LABELS | {Origin.PROMPT: ORIGIN_LABELS[Origin.EDIT]}
"""Every job of a trail but the first starts from a picture."""


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
    items: list[ui.Item[Layout]] = [ui.TextDisplay(format_code_block(job.request.prompt, MAX_SHOWN_PROMPT_LENGTH))]
    shown = [*_source_items(job, trail, source_pictures, alt_texts), *_own_items(job, pictures, alt_texts)]
    items += [
        ui.MediaGallery(*shown[start : start + MAX_GALLERY_PICTURES])
        for start in range(0, len(shown), MAX_GALLERY_PICTURES)
    ]
    facts = [*_trail_lines(job, trail, source_pictures), *_missing_lines(job, pictures), *_fact_lines(job, catalog)]
    items.append(ui.TextDisplay("\n".join(facts)))
    if trail.parent or trail.children:
        items.append(_trail_buttons(trail))
    own = _AUTHOR_ACTIONS if job.user_id == viewer_id else ()
    return Layout(*items, *button_rows(job.id, *_ACTIONS, *own))


def _source_items(
    job: Job, trail: EditTrail, found: PictureUrls, alt_texts: AltTexts
) -> list[discord.MediaGalleryItem]:
    """The source picture, where it can be shown."""
    source = job.request.source_image
    if trail.parent is None or source is None or source[0] != trail.parent.id:
        return []
    return [_gallery_item(trail.parent, source[1], found, alt_texts, "Before: ")] if source[1] in found.urls else []


def _own_items(job: Job, found: PictureUrls, alt_texts: AltTexts) -> list[discord.MediaGalleryItem]:
    return [_gallery_item(job, number, found, alt_texts) for number in found.urls]


def _gallery_item(
    job: Job, number: int, found: PictureUrls, alt_texts: AltTexts, prefix: str = ""
) -> discord.MediaGalleryItem:
    words = f"{prefix}{alt_text(job, number, alt_texts)}"[:MAX_ALT_TEXT_LENGTH]
    return discord.MediaGalleryItem(found.urls[number], description=words, spoiler=is_spoiler(job, job.result(number)))


def _trail_lines(job: Job, trail: EditTrail, source_pictures: PictureUrls) -> list[str]:
    if not trail.position:
        steps = "1 step" if trail.length == 1 else f"{trail.length} steps"
        return [f"**The original** · {steps} after it"] if trail.length else []
    line = f"**{_ORIGIN_LABELS[job.request.origin]} {trail.position} of {trail.length}**"
    if trail.parent is None:
        return [f"{line} · its source cannot be shown"]
    line += f" · made from `{format_short_id(trail.parent.short_id)}` of <@{trail.parent.user_id}>"
    source = job.request.source_image
    return [f"{line}, the first one here" if source and source[1] in source_pictures.urls else line]


def _missing_lines(job: Job, found: PictureUrls) -> list[str]:
    if len(found.urls) >= job.delivered_count:
        return []
    if found.withheld_count:
        return [
            RESTRICTED.format(
                "all"
                if found.withheld_count == job.delivered_count
                else f"{found.withheld_count} of {job.delivered_count}"
            )
        ]
    if not found.urls:
        return [MESSAGE_DELETED if found.message_deleted else NOT_AVAILABLE]
    return [f"{len(found.urls)} of {job.delivered_count} pictures can be shown here."]


def _fact_lines(job: Job, catalog: Catalog) -> list[str]:
    facts = [
        f"<@{job.user_id}>",
        generation_text(job, catalog),
        f"<t:{int(job.created_at)}:R>",
        f"`{format_short_id(job.short_id)}`",
    ]
    if (url := jump_url(job)) is not None:
        facts.append(f"[its message]({url})")
    return [f"-# {' · '.join(facts)}"]


def _trail_buttons(trail: EditTrail) -> Row:
    """Buttons for the parent job and for the jobs that were made from this one."""
    row = Row()
    if trail.parent:
        row.add_item(job_button(Action.SHOW, trail.parent.id, label="◀ Previous"))
    several = len(trail.children) > 1
    for number, job in enumerate(trail.children, 1):
        row.add_item(job_button(Action.SHOW, job.id, label=f"Next {number} ▶" if several else "Next ▶"))
    return row
