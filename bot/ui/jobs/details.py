"""All that is known of a job, for whoever asks."""

from typing import Final

from discord import ui

from bot.domain.catalog import Catalog, Resolution
from bot.domain.job import Job
from bot.domain.request import MAX_PROMPT, Request, Way
from bot.domain.short_ids import spaced
from bot.domain.text import dollars, quoted
from bot.domain.variants import literal
from bot.ui.buttons import Action, row
from bot.ui.jobs.messages import drawn_as
from bot.ui.layout import Layout

PROMPT_AND_FLAGS: Final = MAX_PROMPT + 200
"""Characters for a whole prompt with its flags, to be copied."""
_WAYS: Final = {Way.REROLL: "Reroll of", Way.EDIT: "Edit of", Way.VARY: "Variation of", Way.ASKED: "Made from"}


def details(job: Job, catalog: Catalog, *, source: Job | None = None, editable: bool = False) -> Layout:
    """All that is known of a job; ``source`` is what it was made from, where whoever asks may see that.

    ``editable`` adds what its author can change.
    """
    request = job.request
    lines = [
        f"**Requested by** <@{job.user_id}> <t:{int(job.created_at)}:R>",
        *_way(request, source),
        f"**Drawn as** {drawn_as(job, catalog)}",
        *_what_came(job),
    ]
    if request.style is not None:
        lines.append(f"**Style** `{request.style.name}`")
    if request.model in catalog:
        stood_in = f", in place of {request.instead_of}" if request.instead_of else ""
        lines.append(f"**Model** `{catalog[request.model].air}`{stood_in}")
    if job.pictures:
        lines.append(f"**Short id** `{spaced(job.code)}`")
    lines += [f"**Number** `{job.id}`", f"**To request it again**{_needs(request)}"]
    command = "edit" if request.references else "imagine"
    again = f"/{command} prompt:{literal(request.prompt)} {_flags(request)}"
    buttons = [row(job.id, Action.DESCRIBE)] if editable else []
    return Layout(ui.TextDisplay("\n".join(lines)), ui.TextDisplay(quoted(again, PROMPT_AND_FLAGS)), *buttons)


def _way(request: Request, source: Job | None) -> list[str]:
    """Where it comes from, unless somebody just asked for it."""
    if source is not None:
        return [f"**{_WAYS[request.way]}** `{spaced(source.code)}` by <@{source.user_id}>"]
    return [f"**{_WAYS[request.way]}** a picture"] if request.references else []


def _needs(request: Request) -> str:
    return ", with its picture attached" if request.references else ""


def _what_came(job: Job) -> list[str]:
    outcome, lines = job.outcome, []
    if outcome is not None:
        lines.append(f"**Cost** {dollars(job.cost)}")
    seeds = [str(one.seed) for one in outcome.results if one.seed is not None] if outcome else []
    if seeds:
        word = "Seed" if len(seeds) == 1 else "Seeds"
        lines.append(f"**{word}** {', '.join(seeds)} (no model takes a seed, so this picture cannot be drawn again)")
    return lines


def _flags(request: Request) -> str:
    """What asks for the same again; what is usual is left out."""
    flags = [f"--ar {request.ratio}"] if request.ratio is not None else []
    flags.append(f"--model {request.model}")
    if request.resolution is not Resolution.K1:
        flags.append(f"--{request.resolution.lower()}")
    if request.count > 1:
        flags.append(f"--count {request.count}")
    if request.style is not None:
        flags.append(f"--style {request.style.name}")
    usual = Request.model_fields
    if request.format is not usual["format"].default:
        flags.append(f"--format {request.format.lower()}")
    if request.quality != usual["quality"].default:
        flags.append(f"--quality {request.quality}")
    flags += [f"--{name}" for name in ("private", "spoiler") if getattr(request, name)]
    return " ".join(flags)
