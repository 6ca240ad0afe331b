"""The answer to the Details button: everything about a job."""

from typing import Final

from discord import ui

from bot.domain.catalog import Catalog, Resolution
from bot.domain.job import Job
from bot.domain.request import MAX_PROMPT_LENGTH, Origin, Request
from bot.domain.short_ids import format_short_id
from bot.domain.text import format_code_block, format_dollars
from bot.domain.variants import escape_braces
from bot.ui.buttons import Action, button_row
from bot.ui.jobs.messages import generation_text
from bot.ui.layout import Layout

MAX_PROMPT_AND_FLAGS_LENGTH: Final = MAX_PROMPT_LENGTH + 200
"""Characters of the command that repeats a request, with its prompt and flags."""
_ORIGIN_LABELS: Final = {
    Origin.REROLL: "Reroll of",
    Origin.EDIT: "Edit of",
    Origin.VARY: "Variation of",
    Origin.PROMPT: "Made from",
}


def details_view(job: Job, catalog: Catalog, *, source: Job | None = None, editable: bool = False) -> Layout:
    """Everything about a job; ``source`` is the job that it was made from, if the viewer may see that.

    ``editable`` adds the button for the alt text, which is for the author.
    """
    request = job.request
    lines = [
        f"**Requested by** <@{job.user_id}> <t:{int(job.created_at)}:R>",
        *_origin_lines(request, source),
        f"**Drawn as** {generation_text(job, catalog)}",
        *_outcome_lines(job),
    ]
    if request.style is not None:
        lines.append(f"**Style** `{request.style.name}`")
    if request.model in catalog:
        replaced = f", in place of {request.replaced_model}" if request.replaced_model else ""
        lines.append(f"**Model** `{catalog[request.model].air}`{replaced}")
    if job.delivered_count:
        lines.append(f"**Short id** `{format_short_id(job.short_id)}`")
    lines += [f"**Number** `{job.id}`", f"**To request it again**{_attachment_hint(request)}"]
    command = "edit" if request.references else "imagine"
    repeat_command = f"/{command} prompt:{escape_braces(request.prompt)} {_repeat_flags(request)}"
    buttons = [button_row(job.id, Action.DESCRIBE)] if editable else []
    return Layout(
        ui.TextDisplay("\n".join(lines)),
        ui.TextDisplay(format_code_block(repeat_command, MAX_PROMPT_AND_FLAGS_LENGTH)),
        *buttons,
    )


def _origin_lines(request: Request, source: Job | None) -> list[str]:
    """The source of a request that was made from another picture."""
    if source is not None:
        return [f"**{_ORIGIN_LABELS[request.origin]}** `{format_short_id(source.short_id)}` by <@{source.user_id}>"]
    return [f"**{_ORIGIN_LABELS[request.origin]}** a picture"] if request.references else []


def _attachment_hint(request: Request) -> str:
    return ", with its picture attached" if request.references else ""


def _outcome_lines(job: Job) -> list[str]:
    outcome, lines = job.outcome, []
    if outcome is not None:
        lines.append(f"**Cost** {format_dollars(job.cost)}")
    seeds = [str(one.seed) for one in outcome.results if one.seed is not None] if outcome else []
    if seeds:
        word = "Seed" if len(seeds) == 1 else "Seeds"
        lines.append(f"**{word}** {', '.join(seeds)} (no model takes a seed, so this picture cannot be drawn again)")
    return lines


def _repeat_flags(request: Request) -> str:
    """The flags that repeat the request; defaults are left out."""
    flags = [f"--ar {request.ratio}"] if request.ratio is not None else []
    flags.append(f"--model {request.model}")
    if request.resolution is not Resolution.K1:
        flags.append(f"--{request.resolution.lower()}")
    if request.count > 1:
        flags.append(f"--count {request.count}")
    if request.style is not None:
        flags.append(f"--style {request.style.name}")
    defaults = Request.model_fields
    if request.format is not defaults["format"].default:
        flags.append(f"--format {request.format.lower()}")
    if request.quality != defaults["quality"].default:
        flags.append(f"--quality {request.quality}")
    flags += [f"--{name}" for name in ("private", "spoiler") if getattr(request, name)]
    return " ".join(flags)
