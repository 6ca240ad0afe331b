"""The answer to the Details button: everything about a job."""

from collections.abc import Iterator
from typing import Final

from discord import ui

from bot.domain.catalog import Catalog, Resolution
from bot.domain.job import Job
from bot.domain.request import MAX_PROMPT_LENGTH, Request
from bot.domain.short_ids import format_short_id
from bot.domain.text import format_code_block, format_dollars
from bot.domain.variants import escape_braces
from bot.localization.messages import text
from bot.ui.buttons import Action, button_row
from bot.ui.jobs.messages import generation_text
from bot.ui.layout import Layout

MAX_REPEAT_COMMAND_LENGTH: Final = MAX_PROMPT_LENGTH + 200
"""Maximum number of characters of the command that repeats a request, with its prompt and flags."""


def details_view(job: Job, catalog: Catalog, *, source: Job | None = None, editable: bool = False) -> Layout:
    """Everything about a job; ``source`` is the job that it was made from or repeats, if the viewer may see that job.

    ``editable`` adds the button for the alt text, which only the author may edit.
    """
    request = job.request
    command = "edit" if request.references else "imagine"
    repeat_command = f"/{command} prompt:{escape_braces(request.prompt)} {_repeat_flags(request)}"
    buttons = [button_row(job.id, Action.DESCRIBE)] if editable else []
    return Layout(
        ui.TextDisplay("\n".join(_detail_lines(job, catalog, source))),
        ui.TextDisplay(format_code_block(repeat_command, MAX_REPEAT_COMMAND_LENGTH, max_lines=None)),
        *buttons,
    )


def _detail_lines(job: Job, catalog: Catalog, source: Job | None) -> Iterator[str]:
    request = job.request
    yield text("details-requested", member=f"<@{job.user_id}>", time=f"<t:{int(job.created_at)}:R>")
    yield from _origin_lines(request, source)
    yield text("details-drawn", facts=generation_text(job, catalog))
    yield from _outcome_lines(job)
    if request.style is not None:
        yield text("details-style", name=request.style.name)
    if request.model in catalog:
        air = catalog[request.model].air
        if request.replaced_model:
            yield text("details-model-replaced", model=air, former=request.replaced_model)
        else:
            yield text("details-model", model=air)
    if job.delivered_count:
        yield text("details-short-id", id=format_short_id(job.short_id))
    yield text("details-number", number=str(job.id))
    yield text("details-repeat-with-picture" if request.references else "details-repeat")


def _origin_lines(request: Request, source: Job | None) -> list[str]:
    """The source of a request that was made from another picture."""
    if source is not None:
        source_id, author = format_short_id(source.short_id), f"<@{source.user_id}>"
        return [text(f"details-source-{request.origin}", id=source_id, author=author)]
    return [text(f"details-from-picture-{request.origin}")] if request.references else []


def _outcome_lines(job: Job) -> Iterator[str]:
    if job.outcome is None:
        return
    yield text("details-cost", price=format_dollars(job.cost))
    if seeds := [str(result.seed) for result in job.outcome.results if result.seed is not None]:
        yield text("details-seeds", count=len(seeds), seeds=", ".join(seeds))


def _repeat_flags(request: Request) -> str:
    """The flags that repeat the request: always the model, and every other option that is not at its default."""
    defaults = Request.model_fields
    flags = [
        f"--ar {request.ratio}" if request.ratio is not None else "",
        f"--model {request.model}",
        f"--{request.resolution.lower()}" if request.resolution is not Resolution.K1 else "",
        f"--count {request.count}" if request.count > 1 else "",
        f"--style {request.style.name}" if request.style is not None else "",
        f"--format {request.format.lower()}" if request.format is not defaults["format"].default else "",
        f"--quality {request.quality}" if request.quality != defaults["quality"].default else "",
        "--private" if request.private else "",
        "--spoiler" if request.spoiler else "",
    ]
    return " ".join(filter(None, flags))
