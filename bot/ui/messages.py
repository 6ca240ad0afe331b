"""The messages of a job: waiting, drawing, pictures, or the sentence that ended it."""

from collections import Counter
from collections.abc import Sequence
from typing import Final

import discord
from discord import ui

from bot.domain.catalog import Catalog
from bot.domain.job import Job, State
from bot.domain.text import dollars, plain, quoted
from bot.errand import Delivery, Picture
from bot.runware.errors import ErrorClass, class_of
from bot.storage.jobs import Place
from bot.ui.buttons import Action, row

PROMPT_SHOWN: Final = 1500
"""Characters of a prompt that a message shows; Discord allows 4000 in all its texts together."""
ALT_TEXT: Final = 1024
PER_MESSAGE: Final = 10
"""Pictures that one message can hold (Discord: 10 files, 10 gallery items)."""
HIDDEN: Final = "-# The server’s AutoMod keeps these words out of the message."


class Layout(ui.LayoutView):
    """Components top to bottom; never times out, since all it holds answers for itself."""

    def __init__(self, *items: ui.Item["Layout"]) -> None:
        super().__init__(timeout=None)
        for item in items:
            self.add_item(item)


def waiting(job: Job, place: Place | None, catalog: Catalog) -> Layout:
    """The one message of a job, before there is anything to see; without a place it is being drawn."""
    status = "🎨 **Drawing…**" if place is None else f"⏳ **In line: {place.position} of {place.total}**"
    return Layout(
        ui.TextDisplay(quoted(job.request.prompt, PROMPT_SHOWN)),
        ui.TextDisplay(f"{status}\n-# {_asked(job, catalog)}"),
        row(job.id, Action.CANCEL),
    )


def ended(job: Job, *, show_prompt: bool = True) -> Layout:
    """How a job ended without pictures."""
    again = (Action.REROLL,) if job.state is State.FAILED else ()
    return Layout(
        ui.TextDisplay(quoted(job.request.prompt, PROMPT_SHOWN) if show_prompt else HIDDEN),
        ui.TextDisplay(job.reason or "It ended without pictures; nothing was charged."),
        row(job.id, *again, Action.DELETE),
    )


def result(delivery: Delivery, catalog: Catalog, *, show_prompt: bool = True) -> Layout:
    """The picture message: prompt, gallery, one line of facts, buttons."""
    job = delivery.job
    first = delivery.pictures[:PER_MESSAGE]
    facts = [_facts(delivery, catalog), *_notes(delivery)]
    return Layout(
        ui.TextDisplay(quoted(job.request.prompt, PROMPT_SHOWN) if show_prompt else HIDDEN),
        _gallery(job, first, 0, alt=show_prompt),
        ui.TextDisplay("\n".join(f"-# {fact}" for fact in facts)),
        row(job.id, Action.REROLL, Action.DETAILS, Action.DELETE),
    )


def more(delivery: Delivery, *, show_prompt: bool = True) -> Layout:
    """The second message, for the pictures that the first has no room for."""
    rest = delivery.pictures[PER_MESSAGE:]
    count = len(delivery.pictures)
    return Layout(
        _gallery(delivery.job, rest, PER_MESSAGE, alt=show_prompt),
        ui.TextDisplay(
            f"-# <@{delivery.job.user_id}> · {_link(delivery.job, f'{PER_MESSAGE + 1} to {count} of {count}')}"
        ),
        row(delivery.job.id, Action.DETAILS, Action.DELETE),
    )


def filename(job: Job, picture: Picture, number: int) -> str:
    """A name from the id, never from the prompt."""
    return f"easel-{job.id}-{number}.{picture.format.lower()}"


def files(job: Job, pictures: Sequence[Picture], offset: int) -> list[tuple[str, bytes]]:
    """What is uploaded with a message, by name."""
    return [(filename(job, picture, offset + n), picture.data) for n, picture in enumerate(pictures, 1)]


def _gallery(job: Job, pictures: Sequence[Picture], offset: int, *, alt: bool) -> ui.MediaGallery[Layout]:
    words = plain(job.request.prompt, ALT_TEXT) if alt else "A drawn picture"
    return ui.MediaGallery(
        *(
            discord.MediaGalleryItem(
                f"attachment://{filename(job, picture, offset + n)}",
                description=words,
                spoiler=job.request.spoiler,
            )
            for n, picture in enumerate(pictures, 1)
        )
    )


def _asked(job: Job, catalog: Catalog) -> str:
    request = job.request
    label = catalog[request.model].label if request.model in catalog else request.model
    count = f"{request.count} × " if request.count > 1 else ""
    return f"{count}{label} · {request.ratio} · {request.size}"


def _facts(delivery: Delivery, catalog: Catalog) -> str:
    job = delivery.job
    facts = [f"<@{job.user_id}>", _asked(job, catalog)]
    if job.ready_at is not None and job.submitted_at is not None:
        facts.append(f"{max(1, round(job.ready_at - job.submitted_at))} s")
    if delivery.left is not None:
        facts.append(f"{delivery.left} left today")
    return " · ".join(facts)


def _notes(delivery: Delivery) -> list[str]:
    """What a member should know besides: whose picture it repeats, what is missing, what had to be changed."""
    job, notes = delivery.job, []
    if (parent := delivery.parent) is not None:
        whose = "their own" if parent.user_id == job.user_id else f"<@{parent.user_id}>’s"
        notes.append(f"🎲 Reroll by <@{job.user_id}> of {whose} {_link(parent, 'picture')}")
    if delivery.missing:
        came = f"{len(delivery.pictures)} of {job.request.count} came"
        notes.append(f"{came}; {_missing(delivery)} Only what came is charged.")
    if any(picture.format is not job.request.format for picture in delivery.pictures):
        notes.append("Some files were made smaller to fit into the message.")
    return notes


def _link(job: Job, words: str) -> str:
    if job.guild_id is None or job.message_id is None or job.request.private:
        return words
    return f"[{words}](https://discord.com/channels/{job.guild_id}/{job.channel_id}/{job.message_id})"


def _missing(delivery: Delivery) -> str:
    outcome = delivery.job.outcome
    kinds = Counter(class_of(code) for code in (outcome.failures if outcome else ()))
    if kinds and kinds.most_common(1)[0][0] is ErrorClass.SAFETY:
        return "the provider’s safety check refused the rest."
    return "the rest could not be drawn."


def details(job: Job, catalog: Catalog) -> Layout:
    """All that is known of a job, for whoever asks."""
    request = job.request
    lines = [f"**Asked by** <@{job.user_id}> <t:{int(job.created_at)}:R>", f"**Drawn as** {_asked(job, catalog)}"]
    if job.outcome is not None:
        if job.outcome.cost is not None:
            lines.append(f"**Cost** {dollars(job.outcome.cost)}")
        seeds = ", ".join(str(one.seed) for one in job.outcome.results if one.seed is not None)
        if seeds:
            lines.append(f"**Seeds** {seeds} (the model takes none back, so a picture cannot be repeated exactly)")
    lines += [f"**Number** `{job.id}`", "**To ask for it again**"]
    again = f"/imagine prompt:{request.prompt} {_flags(job)}"
    return Layout(ui.TextDisplay("\n".join(lines)), ui.TextDisplay(quoted(again, 2 * PROMPT_SHOWN)))


def _flags(job: Job) -> str:
    request = job.request
    flags = [f"--ar {request.ratio}", f"--model {request.model}", f"--{request.resolution.lower()}"]
    if request.count > 1:
        flags.append(f"--count {request.count}")
    return " ".join([*flags, f"--format {request.format.lower()}"])
