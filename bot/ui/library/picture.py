"""One job, whole: its pictures, what they were made from, and what was made from them."""

from typing import Any, Final

import discord
from discord import ui

from bot.discord.picture_urls import Found, jump_url
from bot.domain.catalog import Catalog
from bot.domain.job import Job
from bot.domain.request import Way
from bot.domain.screening import is_spoiler
from bot.domain.short_ids import spaced
from bot.domain.text import quoted
from bot.library import ALT_TEXT, Trail
from bot.storage.library import AltTexts
from bot.ui.buttons import Action, JobButton, rows
from bot.ui.jobs.messages import PROMPT_SHOWN, drawn_as
from bot.ui.layout import Layout
from bot.ui.library.alt_text import alt_text

GALLERY: Final = 10
"""Pictures that stand together (Discord, Media Gallery)."""
MESSAGE_GONE: Final = "The message with the pictures was deleted, so they cannot be shown; the prompt is kept."
RESTRICTED: Final = "Runware’s safety check flagged {} of these pictures; shown only in age-restricted channels."
OUT_OF_REACH: Final = "The pictures can no longer be shown here; look for the message they came in."
_OWN_ACTIONS: Final = (Action.DELETE,)
_ACTIONS: Final = (Action.REROLL, Action.EDIT, Action.VARY, Action.DETAILS, Action.FAVOURITE, Action.DIRECT)
_DEEDS: Final = {Way.EDIT: "✏️ Edit", Way.VARY: "🪄 Variation", Way.REROLL: "🎲 Reroll", Way.ASKED: "✏️ Edit"}


def one(
    job: Job,
    trail: Trail,
    pictures: Found,
    before: Found,
    *,
    catalog: Catalog,
    alt_texts: AltTexts,
    viewer_id: int,
) -> Layout:
    """The job with its trail, for one person alone; ``before`` is where the pictures it was made from are."""
    items: list[ui.Item[Layout]] = [ui.TextDisplay(quoted(job.request.prompt, PROMPT_SHOWN))]
    shown = [*_before(job, trail, before, alt_texts), *_own(job, pictures, alt_texts)]
    items += [ui.MediaGallery(*shown[start : start + GALLERY]) for start in range(0, len(shown), GALLERY)]
    facts = [*_trail(job, trail, before), *_missing(job, pictures), *_facts(job, catalog)]
    items.append(ui.TextDisplay("\n".join(facts)))
    if trail.before or trail.after:
        items.append(_walk(trail))
    own = _OWN_ACTIONS if job.user_id == viewer_id else ()
    return Layout(*items, *rows(job.id, *_ACTIONS, *own))


def _before(job: Job, trail: Trail, found: Found, alt_texts: AltTexts) -> list[discord.MediaGalleryItem]:
    """The picture that it was made from, where that can be shown."""
    source = job.request.source
    if trail.before is None or source is None or source[0] != trail.before.id:
        return []
    return [_item(trail.before, source[1], found, alt_texts, "Before: ")] if source[1] in found.urls else []


def _own(job: Job, found: Found, alt_texts: AltTexts) -> list[discord.MediaGalleryItem]:
    return [_item(job, number, found, alt_texts) for number in found.urls]


def _item(job: Job, number: int, found: Found, alt_texts: AltTexts, sign: str = "") -> discord.MediaGalleryItem:
    words = f"{sign}{alt_text(job, number, alt_texts)}"[:ALT_TEXT]
    return discord.MediaGalleryItem(found.urls[number], description=words, spoiler=is_spoiler(job, job.result(number)))


def _trail(job: Job, trail: Trail, before: Found) -> list[str]:
    if not trail.position:
        steps = "1 step" if trail.total == 1 else f"{trail.total} steps"
        return [f"**The original** · {steps} after it"] if trail.total else []
    line = f"**{_DEEDS[job.request.way]} {trail.position} of {trail.total}**"
    if trail.before is None:
        return [f"{line} · its source cannot be shown"]
    line += f" · made from `{spaced(trail.before.code)}` of <@{trail.before.user_id}>"
    source = job.request.source
    return [f"{line}, the first one here" if source and source[1] in before.urls else line]


def _missing(job: Job, found: Found) -> list[str]:
    if len(found.urls) >= job.pictures:
        return []
    if found.withheld:
        return [RESTRICTED.format("all" if found.withheld == job.pictures else f"{found.withheld} of {job.pictures}")]
    if not found.urls:
        return [MESSAGE_GONE if found.gone else OUT_OF_REACH]
    return [f"{len(found.urls)} of {job.pictures} pictures can be shown here."]


def _facts(job: Job, catalog: Catalog) -> list[str]:
    facts = [f"<@{job.user_id}>", drawn_as(job, catalog), f"<t:{int(job.created_at)}:R>", f"`{spaced(job.code)}`"]
    if (address := jump_url(job)) is not None:
        facts.append(f"[its message]({address})")
    return [f"-# {' · '.join(facts)}"]


def _walk(trail: Trail) -> ui.ActionRow[Any]:
    """One step back, and the steps that others or the same member took from here."""
    row: ui.ActionRow[Any] = ui.ActionRow()
    if trail.before:
        row.add_item(JobButton(Action.SHOW, trail.before.id, label="◀ Previous"))
    several = len(trail.after) > 1
    for number, job in enumerate(trail.after, 1):
        row.add_item(JobButton(Action.SHOW, job.id, label=f"Next {number} ▶" if several else "Next ▶"))
    return row
