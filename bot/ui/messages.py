"""The messages of a job: waiting, drawing, pictures, or the sentence that ended it."""

from collections import Counter
from collections.abc import Sequence
from typing import Final

import discord
from discord import ui

from bot.domain.catalog import Catalog, Resolution
from bot.domain.job import Job, State
from bot.domain.request import MAX_PROMPT, Request
from bot.domain.text import dollars, plain, quoted
from bot.errands.errand import Delivery, Picture
from bot.runware.errors import ErrorClass, class_of
from bot.storage.jobs import Place
from bot.ui.buttons import Action, row

PROMPT_SHOWN: Final = 1500
"""Characters of a prompt that a message shows; Discord allows 4000 in all its texts together."""
PROMPT_AND_FLAGS: Final = MAX_PROMPT + 200
"""Characters for a whole prompt with its flags, to be copied."""
ALT_TEXT: Final = 1024
"""Characters of a description (Discord, Media Gallery Item)."""
PER_MESSAGE: Final = 10
"""Pictures that one message can hold (Discord: 10 files, 10 gallery items)."""
_SIGNS: Final = {State.CANCELLED: "✖️", State.REFUSED: "🚫", State.FAILED: "⚠️"}
HIDDEN: Final = "-# The server’s AutoMod keeps these words out of the message."


class Layout(ui.LayoutView):
    """Components top to bottom; never times out, since all it holds answers for itself."""

    def __init__(self, *items: ui.Item["Layout"]) -> None:
        super().__init__(timeout=None)
        for item in items:
            self.add_item(item)


def waiting(job: Job, place: Place | None, catalog: Catalog, *, show_prompt: bool = True) -> Layout:
    """The one message of a job, before there is anything to see; without a place it is being drawn."""
    status = "🎨 **Drawing…**" if place is None else f"⏳ **In line: {place.position} of {place.total}**"
    return Layout(
        _prompt(job, shown=show_prompt),
        ui.TextDisplay(f"{status}\n-# {_asked(job, catalog)}"),
        row(job.id, Action.CANCEL),
    )


def ended(job: Job, catalog: Catalog, *, show_prompt: bool = True) -> Layout:
    """How a job ended without pictures."""
    again = (Action.REROLL,) if job.state is State.FAILED else ()
    reason = job.reason or "It ended without pictures; nothing was charged."
    return Layout(
        _prompt(job, shown=show_prompt),
        ui.TextDisplay(f"{_SIGNS.get(job.state, '')} {reason}\n-# {_asked(job, catalog)}".lstrip()),
        row(job.id, *again, Action.DELETE),
    )


def result(delivery: Delivery, catalog: Catalog, *, show_prompt: bool = True) -> Layout:
    """The picture message: prompt, gallery, one line of facts, buttons."""
    job = delivery.job
    first = delivery.pictures[:PER_MESSAGE]
    facts = [_facts(delivery, catalog), *_notes(delivery)]
    return Layout(
        _prompt(job, shown=show_prompt),
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


def _prompt(job: Job, *, shown: bool) -> ui.TextDisplay[Layout]:
    return ui.TextDisplay(quoted(job.request.prompt, PROMPT_SHOWN) if shown else HIDDEN)


def _gallery(job: Job, pictures: Sequence[Picture], offset: int, *, alt: bool) -> ui.MediaGallery[Layout]:
    return ui.MediaGallery(
        *(
            discord.MediaGalleryItem(
                f"attachment://{filename(job, picture, offset + n)}",
                description=_alt_text(job, offset + n) if alt else "A drawn picture",
                spoiler=job.request.spoiler,
            )
            for n, picture in enumerate(pictures, 1)
        )
    )


def _alt_text(job: Job, number: int) -> str:
    """The prompt for those who listen, and which of several pictures it is."""
    which = f" ({number} of {job.request.count})" if job.request.count > 1 else ""
    return plain(job.request.prompt, ALT_TEXT - len(which)) + which


def _asked(job: Job, catalog: Catalog) -> str:
    return f"<@{job.user_id}> · {_drawn_as(job, catalog)}"


def _drawn_as(job: Job, catalog: Catalog) -> str:
    request = job.request
    label = catalog[request.model].label if request.model in catalog else request.model
    count = f"{request.count} × " if request.count > 1 else ""
    return f"{count}{label} · {request.ratio} · {request.size}"


def _facts(delivery: Delivery, catalog: Catalog) -> str:
    job = delivery.job
    facts = [_asked(job, catalog)]
    if job.ready_at is not None and job.submitted_at is not None:
        facts.append(f"{max(1, round(job.ready_at - job.submitted_at))} s")
    if delivery.left is not None:
        facts.append(f"{delivery.left} left")
    return " · ".join(facts)


def _notes(delivery: Delivery) -> list[str]:
    """What a member should know besides: whose picture it repeats, what is missing, what had to be changed."""
    job, notes = delivery.job, []
    if (parent := delivery.parent) is not None:
        what = "picture" if parent.request.count == 1 else "pictures"
        whose = "their own" if parent.user_id == job.user_id else f"<@{parent.user_id}>’s"
        notes.append(f"🎲 Reroll by <@{job.user_id}> of {whose} {_link(parent, what)}")
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
    lines = [
        f"**Asked by** <@{job.user_id}> <t:{int(job.created_at)}:R>",
        f"**Drawn as** {_drawn_as(job, catalog)}",
        *_what_came(job),
    ]
    if job.request.model in catalog:
        lines.append(f"**Model** `{catalog[job.request.model].air}`")
    lines += [f"**Number** `{job.id}`", "**To ask for it again**"]
    again = f"/imagine prompt:{job.request.prompt} {_flags(job.request)}"
    return Layout(ui.TextDisplay("\n".join(lines)), ui.TextDisplay(quoted(again, PROMPT_AND_FLAGS)))


def _what_came(job: Job) -> list[str]:
    outcome, lines = job.outcome, []
    if outcome is not None and outcome.cost is not None:
        lines.append(f"**Cost** {dollars(outcome.cost)}")
    seeds = [str(one.seed) for one in outcome.results if one.seed is not None] if outcome else []
    if seeds:
        word = "Seed" if len(seeds) == 1 else "Seeds"
        lines.append(f"**{word}** {', '.join(seeds)} (no model takes one, so each picture stays one of a kind)")
    return lines


def _flags(request: Request) -> str:
    """What asks for the same again; what is usual is left out."""
    flags = [f"--ar {request.ratio}", f"--model {request.model}"]
    if request.resolution is not Resolution.K1:
        flags.append(f"--{request.resolution.lower()}")
    if request.count > 1:
        flags.append(f"--count {request.count}")
    usual = Request.model_fields
    if request.format is not usual["format"].default:
        flags.append(f"--format {request.format.lower()}")
    if request.quality != usual["quality"].default:
        flags.append(f"--quality {request.quality}")
    flags += [f"--{name}" for name in ("private", "spoiler") if getattr(request, name)]
    return " ".join(flags)
