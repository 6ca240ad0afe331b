"""The messages of a job: waiting, drawing, pictures, or the sentence that ended it."""

from collections import Counter
from collections.abc import Sequence
from typing import Any, Final

import discord
from discord import ui

from bot.discord.picture_urls import jump_url
from bot.domain.catalog import Catalog, Size
from bot.domain.job import PER_MESSAGE, Job, Outcome, State
from bot.domain.request import Way
from bot.domain.screening import is_appealable, is_spoiler, screened
from bot.domain.short_ids import spaced
from bot.domain.text import quoted
from bot.jobs.run import Delivery, Picture
from bot.runware.errors import ErrorClass, class_of
from bot.storage.jobs import Place, Shown
from bot.ui.attachment_names import filename
from bot.ui.buttons import Action, JobButton, row, rows
from bot.ui.layout import Layout, said
from bot.ui.library.alt_text import alt_text

PROMPT_SHOWN: Final = 1500
"""Characters of a prompt that a message shows; Discord allows 4000 in all its texts together."""
_SIGNS: Final = {State.CANCELLED: "✖️", State.REFUSED: "🚫", State.FAILED: "⚠️"}
_DEEDS: Final = {Way.ASKED: "🎲 Made", Way.REROLL: "🎲 Reroll", Way.EDIT: "✏️ Edit", Way.VARY: "🪄 Variation"}
RESULT_ACTIONS: Final = (
    *(Action.REROLL, Action.EDIT, Action.VARY, Action.DETAILS, Action.FAVOURITE),
    *(Action.DIRECT, Action.REPORT, Action.DELETE),
)
CANCEL_DRAWING: Final = "Cancel – already being drawn, still counts"
CANCEL_DRAWN: Final = "Cancel – already drawn, still counts"
"""What the button means once the provider has the task (:func:`bot.storage.jobs.take_back`)."""
HELD: Final = "**A moderator checks the pictures first.** They will appear here once approved."
REMOVED: Final = "A moderator removed these pictures."
HIDDEN: Final = "-# The server’s AutoMod does not allow the prompt in this message."


def waiting(
    job: Job,
    place: Place | None,
    catalog: Catalog,
    *,
    expected: str | None = None,
    others: int = 0,
    show_prompt: bool = True,
) -> Layout:
    """The one message of a job, before there is anything to see; without a place it is being drawn.

    ``expected`` is how long that takes, by what it took of late; ``others`` came along and get messages of their own.
    """
    status = "🎨 **Drawing…**" if place is None else f"⏳ **In the queue: {place.position} of {place.total}**"
    if expected is not None:
        status += f" usually {expected}" if place is None else f" · {expected}"
    facts = [_asked(job, catalog), *_stand_in(job, catalog)]
    if others:
        facts.append(f"and {others} more requests, each in its own message")
    return Layout(
        _prompt(job, shown=show_prompt),
        ui.TextDisplay("\n".join([status, *(f"-# {fact}" for fact in facts)])),
        row(job.id, Action.CANCEL) if place is not None else _cancel(job, CANCEL_DRAWING),
    )


def ended(job: Job, catalog: Catalog, *, show_prompt: bool = True) -> Layout:
    """How a job ended without pictures."""
    again = (Action.REROLL,) if job.state is State.FAILED else ()
    reason = job.reason or "This request ended without pictures; nothing was charged."
    appeal = (Action.APPEAL,) if is_appealable(job) else ()
    return Layout(
        _prompt(job, shown=show_prompt),
        ui.TextDisplay(f"{_SIGNS.get(job.state, '')} {reason}\n-# {_asked(job, catalog)}".lstrip()),
        row(job.id, *again, *appeal, Action.DELETE),
    )


def result(delivery: Delivery, catalog: Catalog, *, show_prompt: bool = True) -> Layout:
    """The picture message: prompt, gallery, one line of facts, buttons."""
    job = delivery.job
    first = delivery.pictures[:PER_MESSAGE]
    facts = [_facts(delivery, catalog), *_stand_in(job, catalog), *_notes(delivery)]
    return Layout(
        _prompt(job, shown=show_prompt),
        _gallery(delivery, first, 0, alt=show_prompt),
        ui.TextDisplay("\n".join(f"-# {fact}" for fact in facts)),
        *rows(job.id, *RESULT_ACTIONS),
    )


def held(job: Job, catalog: Catalog, *, show_prompt: bool = True) -> Layout:
    """That the pictures are there, and wait for moderators."""
    return Layout(
        _prompt(job, shown=show_prompt),
        ui.TextDisplay(f"🔍 {HELD}\n-# {_asked(job, catalog)}"),
        _cancel(job, CANCEL_DRAWN),
    )


def removed(job: Job) -> Layout:
    """What stands in the place of pictures that moderators removed, with the reason if one was given."""
    why = f"{REMOVED.rstrip('.')}: {job.reason.rstrip('.')}." if job.reason else REMOVED
    return said(f"🚫 {why}\n-# <@{job.user_id}>")


def moved(job: Job, shown: Shown) -> Layout:
    """What stands in a message whose answer had to go elsewhere."""
    if shown.channel_id != job.channel_id:
        return said(f"📬 The answer to <@{job.user_id}>’s request was sent as a direct message.")
    address = f"https://discord.com/channels/{job.guild_id or '@me'}/{shown.channel_id}/{shown.message_id}"
    return said(f"The answer to this request is in [another message]({address}).\n-# <@{job.user_id}>")


def more(delivery: Delivery, *, show_prompt: bool = True) -> Layout:
    """The second message, for the pictures that the first has no room for."""
    rest = delivery.pictures[PER_MESSAGE:]
    count = len(delivery.pictures)
    return Layout(
        _gallery(delivery, rest, PER_MESSAGE, alt=show_prompt),
        ui.TextDisplay(
            f"-# <@{delivery.job.user_id}> · {_link(delivery.job, f'{PER_MESSAGE + 1} to {count} of {count}')}"
        ),
        row(delivery.job.id, Action.DETAILS, Action.DELETE),
    )


def files(job: Job, pictures: Sequence[Picture], offset: int) -> list[tuple[str, bytes]]:
    """What is uploaded with a message, by name."""
    return [(filename(job, offset + n, picture.format), picture.data) for n, picture in enumerate(pictures, 1)]


def _cancel(job: Job, label: str) -> ui.ActionRow[Any]:
    """The button with that label; what is free of charge costs its author nothing however it ends."""
    buttons: ui.ActionRow[Any] = ui.ActionRow()
    buttons.add_item(JobButton(Action.CANCEL, job.id, label=None if job.request.treatment.free else label))
    return buttons


def _prompt(job: Job, *, shown: bool) -> ui.TextDisplay[Layout]:
    return ui.TextDisplay(quoted(job.request.prompt, PROMPT_SHOWN) if shown else HIDDEN)


def _gallery(delivery: Delivery, pictures: Sequence[Picture], offset: int, *, alt: bool) -> ui.MediaGallery[Layout]:
    job, total = delivery.job, len(delivery.pictures)
    return ui.MediaGallery(
        *(
            discord.MediaGalleryItem(
                f"attachment://{filename(job, offset + n, picture.format)}",
                description=alt_text(job, offset + n, {}, total=total) if alt else "An AI-made picture",
                spoiler=is_spoiler(job, picture.result),
            )
            for n, picture in enumerate(pictures, 1)
        )
    )


def _asked(job: Job, catalog: Catalog, size: Size | None = None) -> str:
    return f"<@{job.user_id}> · {drawn_as(job, catalog, size)}"


def drawn_as(job: Job, catalog: Catalog, size: Size | None = None) -> str:
    """What draws, how many and how large; ``size`` is that of the first picture, once it is known."""
    request = job.request
    size = size or (job.outcome.results[0].size if job.pictures and job.outcome else None) or request.size
    label = catalog[request.model].label if request.model in catalog else request.model
    count = f"{request.count} × " if request.count > 1 else ""
    kind = request.ratio or request.resolution
    shape = f"{kind} · {size}" if size else f"{kind} · in the picture’s shape"
    style = f" · {request.style.name}" if request.style else ""
    return f"{count}{label} · {shape}{style}"


def _stand_in(job: Job, catalog: Catalog) -> list[str]:
    """That another model draws than the one that was asked for."""
    instead, key = job.request.instead_of, job.request.model
    if instead is None:
        return []
    return [f"Runware no longer offers {instead}, so {catalog[key].label if key in catalog else key} draws this."]


def _facts(delivery: Delivery, catalog: Catalog) -> str:
    job = delivery.job
    facts = [_asked(job, catalog, delivery.pictures[0].size)]
    if job.ready_at is not None and job.submitted_at is not None:
        facts.append(f"{max(1, round(job.ready_at - job.submitted_at))} s")
    if delivery.left is not None:
        facts.append(f"{delivery.left} left")
    facts.append(f"`{spaced(job.code)}`")
    return " · ".join(facts)


def _notes(delivery: Delivery) -> list[str]:
    """What a member should know besides: whose picture it comes from, what is missing, what had to be changed."""
    job, notes = delivery.job, []
    if (parent := delivery.parent) is not None:
        what = "picture" if parent.request.count == 1 else "pictures"
        whose = "their own" if parent.user_id == job.user_id else f"<@{parent.user_id}>’s"
        notes.append(f"{_DEEDS[job.request.way]} by <@{job.user_id}> of {whose} {_link(parent, what)}")
    if delivery.missing:
        charged = "" if job.request.treatment.free else " You are only charged for those."
        notes.append(f"{len(delivery.pictures)} of {job.request.count} came; {_missing(delivery)}.{charged}")
    if any(picture.shrunk for picture in delivery.pictures):
        notes.append("Some files were made smaller to fit into the message.")
    sent = {picture.format for picture in delivery.pictures if not picture.shrunk} - {job.request.format}
    if sent:
        notes.append(f"Runware sent {' and '.join(sorted(sent))} files, not {job.request.format} as requested.")
    flagged = sum(bool(one.result.nsfw) and is_spoiler(job, one.result) for one in delivery.pictures)
    if flagged and not job.request.spoiler:
        what = "a picture, so it is" if flagged == 1 else f"{flagged} pictures, so they are"
        notes.append(f"Runware’s safety check flagged {what} behind a spoiler.")
    return notes


def _link(job: Job, words: str) -> str:
    address = jump_url(job)
    return words if address is None else f"[{words}]({address})"


def _missing(delivery: Delivery) -> str:
    """Why some did not come: the server's settings, the provider's safety check, or anything else."""
    outcome, reasons = delivery.job.outcome or Outcome(), []
    withheld = len(outcome.results) - len(screened(delivery.job).results)
    if withheld:
        what = "one" if withheld == 1 else str(withheld)
        reasons.append(f"Runware’s safety check flagged {what}, and this server does not show flagged pictures here")
    if delivery.missing > withheld:
        kinds = Counter(class_of(code) for code in outcome.failures)
        refused = kinds and kinds.most_common(1)[0][0] is ErrorClass.SAFETY
        reasons.append("the provider’s safety check refused the rest" if refused else "the rest could not be drawn")
    return "; ".join(reasons)
