"""The messages of a job: waiting (or being drawn), held, result with overflow, ended, removed, moved.

They are written in the language of the job's messages, whoever has them sent.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import wraps
from typing import Concatenate, Final, ParamSpec, TypeVar

from discord import ui

from bot.domain.catalog import Catalog, Size
from bot.domain.job import MAX_IMAGES_PER_MESSAGE, Job, MessageRef, Outcome, QueuePosition, State
from bot.domain.screening import is_appealable, is_spoiler, screen_results
from bot.domain.short_ids import format_short_id
from bot.domain.text import format_code_block
from bot.jobs.ports import Delivery, Picture
from bot.localization.languages import in_language
from bot.localization.lists import join_with_and
from bot.localization.messages import Message, Sentence, text
from bot.ui.attachments import filename
from bot.ui.buttons import Action, button_row, button_rows, job_button
from bot.ui.layout import Layout, Row, text_view
from bot.ui.library.alt_text import alt_text
from bot.ui.picture_links import jump_link, jump_url

MAX_SHOWN_PROMPT_LENGTH: Final = 400
"""Characters that are shown of the prompt, about five lines; the Details button shows all of it."""
_STATE_EMOJI: Final = {State.CANCELLED: "✖️", State.REFUSED: "🚫", State.FAILED: "⚠️"}
_RESULT_ACTIONS: Final = (
    *(Action.REROLL, Action.EDIT, Action.VARY, Action.DETAILS, Action.FAVOURITE),
    *(Action.SEND_DM, Action.REPORT, Action.DELETE),
)
_CANCEL_DRAWING_LABEL: Final = Message("button-cancel-drawing")
_CANCEL_DRAWN_LABEL: Final = Message("button-cancel-drawn")
"""The labels of the Cancel button after the provider accepted the task."""
HELD_TEXT: Final = Message("job-held")
PROMPT_HIDDEN_TEXT: Final = Message("job-prompt-hidden")
SubjectT = TypeVar("SubjectT", bound=Job | Delivery)
P = ParamSpec("P")


def _in_language_of_job(
    build: Callable[Concatenate[SubjectT, P], Layout],
) -> Callable[Concatenate[SubjectT, P], Layout]:
    """Write the texts of a view of a job, or of its delivery, in the job's language."""

    @wraps(build)
    def build_in_language(subject: SubjectT, /, *args: P.args, **kwargs: P.kwargs) -> Layout:
        job = subject.job if isinstance(subject, Delivery) else subject
        with in_language(job.language):
            return build(subject, *args, **kwargs)

    return build_in_language


@_in_language_of_job
def waiting_view(
    job: Job,
    position: QueuePosition | None,
    catalog: Catalog,
    *,
    estimate: Sentence | None = None,
    other_job_count: int = 0,
    show_prompt: bool = True,
) -> Layout:
    """The waiting message: the position in the queue; ``None`` if the pictures are already being drawn.

    ``estimate`` is the usual waiting time in the queue, or the usual drawing time without a position.
    ``other_job_count`` is the number of other jobs of the same interaction, each with its own message.
    """
    facts = [_request_text(job, catalog), *_replaced_model_notes(job, catalog)]
    if other_job_count:
        facts.append(text("job-others", count=other_job_count))
    return Layout(
        _prompt_display(job, show_prompt=show_prompt),
        ui.TextDisplay("\n".join([_waiting_status(position, estimate), *(f"-# {fact}" for fact in facts)])),
        button_row(job.id, Action.CANCEL) if position is not None else _cancel_row(job, _CANCEL_DRAWING_LABEL),
    )


def _waiting_status(position: QueuePosition | None, estimate: Sentence | None) -> str:
    if position is None:
        return text("job-drawing") if estimate is None else text("job-drawing-usually", estimate=estimate)
    status = text("job-waiting", position=position.position, total=position.total)
    return status if estimate is None else f"{status} · {estimate}"


@_in_language_of_job
def ended_view(job: Job, catalog: Catalog, *, show_prompt: bool = True) -> Layout:
    """The message of a job that ended without pictures, with the reason."""
    actions = (
        *((Action.REROLL,) if job.state is State.FAILED else ()),
        *((Action.APPEAL,) if is_appealable(job) else ()),
        Action.DELETE,
    )
    reason = job.reason or text("job-ended")
    return Layout(
        _prompt_display(job, show_prompt=show_prompt),
        ui.TextDisplay(f"{_STATE_EMOJI.get(job.state, '')} {reason}\n-# {_request_text(job, catalog)}".lstrip()),
        button_row(job.id, *actions),
    )


@_in_language_of_job
def result_view(delivery: Delivery, catalog: Catalog, *, show_prompt: bool = True) -> Layout:
    """The message with pictures: prompt, gallery, facts and notes, buttons."""
    job = delivery.job
    facts = [_result_facts(delivery, catalog), *_replaced_model_notes(job, catalog), *_result_notes(delivery)]
    return Layout(
        _prompt_display(job, show_prompt=show_prompt),
        _gallery(delivery, 0, show_alt_text=show_prompt),
        ui.TextDisplay("\n".join(f"-# {fact}" for fact in facts)),
        *button_rows(job.id, *_RESULT_ACTIONS),
    )


@_in_language_of_job
def held_view(job: Job, catalog: Catalog, *, show_prompt: bool = True) -> Layout:
    """The message of a job whose pictures a moderator has to approve."""
    return Layout(
        _prompt_display(job, show_prompt=show_prompt),
        ui.TextDisplay(f"🔍 {HELD_TEXT}\n-# {_request_text(job, catalog)}"),
        _cancel_row(job, _CANCEL_DRAWN_LABEL),
    )


@_in_language_of_job
def removed_view(job: Job) -> Layout:
    """The message after moderators removed the pictures, with the reason if one was given."""
    reason = str(job.reason or "").rstrip(".")
    sentence = text("job-removed-because", reason=reason) if reason else text("job-removed")
    return text_view(f"🚫 {sentence}\n-# <@{job.user_id}>")


@_in_language_of_job
def moved_view(job: Job, answer: MessageRef) -> Layout:
    """The first message of a job whose answer was sent as another message; links to that message."""
    if answer.channel_id != job.channel_id:
        return text_view(f"📬 {text('job-moved-to-dm', member=f'<@{job.user_id}>')}")
    url = f"https://discord.com/channels/{job.guild_id or '@me'}/{answer.channel_id}/{answer.message_id}"
    return text_view(f"{text('job-moved', url=url)}\n-# <@{job.user_id}>")


@_in_language_of_job
def overflow_view(delivery: Delivery, *, show_prompt: bool = True) -> Layout:
    """The second message of a job, for the pictures after the tenth."""
    job, count = delivery.job, len(delivery.pictures)
    numbers = jump_link(job, text("job-overflow-numbers", first=MAX_IMAGES_PER_MESSAGE + 1, count=count))
    return Layout(
        _gallery(delivery, MAX_IMAGES_PER_MESSAGE, show_alt_text=show_prompt),
        ui.TextDisplay(f"-# <@{job.user_id}> · {numbers}"),
        button_row(job.id, Action.DETAILS, Action.DELETE),
    )


def picture_files(job: Job, pictures: Sequence[Picture], offset: int) -> list[tuple[str, bytes]]:
    """Names and bytes of the files for one upload; the first picture has the number ``offset + 1``."""
    return [(filename(job, offset + n, picture.format), picture.data) for n, picture in enumerate(pictures, 1)]


def _cancel_row(job: Job, label: Message) -> Row:
    """A row with the Cancel button. Free jobs keep the default label, because they do not use up the quota."""
    return Row(job_button(Action.CANCEL, job.id, label=None if job.request.policy.free else str(label)))


def _prompt_display(job: Job, *, show_prompt: bool) -> ui.TextDisplay[Layout]:
    return ui.TextDisplay(
        format_code_block(job.request.prompt, MAX_SHOWN_PROMPT_LENGTH) if show_prompt else str(PROMPT_HIDDEN_TEXT)
    )


def _gallery(delivery: Delivery, offset: int, *, show_alt_text: bool) -> ui.MediaGallery[Layout]:
    """The pictures after the first ``offset`` ones, as many as one message can have."""
    job, total = delivery.job, len(delivery.pictures)
    gallery = ui.MediaGallery[Layout]()
    for number, picture in list(enumerate(delivery.pictures, 1))[offset : offset + MAX_IMAGES_PER_MESSAGE]:
        gallery.add_item(
            media=f"attachment://{filename(job, number, picture.format)}",
            description=alt_text(job, number, {}, total=total) if show_alt_text else text("alt-text-hidden"),
            spoiler=is_spoiler(job, picture.result),
        )
    return gallery


def _request_text(job: Job, catalog: Catalog, size: Size | None = None) -> str:
    return f"<@{job.user_id}> · {generation_text(job, catalog, size)}"


def generation_text(job: Job, catalog: Catalog, size: Size | None = None) -> str:
    """Describe count, model, shape and style; ``size`` is the size of the first picture, if it is known."""
    request = job.request
    size = size or (job.outcome.results[0].size if job.delivered_count and job.outcome else None) or request.size
    count = f"{request.count} × " if request.count > 1 else ""
    shape = f"{request.ratio or request.resolution} · {size or text('size-as-reference')}"
    style = f" · {request.style.name}" if request.style else ""
    return f"{count}{_model_label(request.model, catalog)} · {shape}{style}"


def _model_label(key: str, catalog: Catalog) -> str:
    return catalog[key].label if key in catalog else key


def _replaced_model_notes(job: Job, catalog: Catalog) -> list[str]:
    if job.request.replaced_model is None:
        return []
    label = _model_label(job.request.model, catalog)
    return [text("job-model-replaced", former=job.request.replaced_model, model=label)]


def _result_facts(delivery: Delivery, catalog: Catalog) -> str:
    job = delivery.job
    facts = [_request_text(job, catalog, delivery.pictures[0].size)]
    if job.ready_at is not None and job.submitted_at is not None:
        facts.append(text("job-seconds", seconds=max(1, round(job.ready_at - job.submitted_at))))
    if delivery.images_left is not None:
        facts.append(text("job-images-left", count=delivery.images_left))
    facts.append(f"`{format_short_id(job.short_id)}`")
    return " · ".join(facts)


def _result_notes(delivery: Delivery) -> Iterator[str]:
    """Notes below the facts: the source picture, missing pictures, and differences from the request."""
    job, pictures = delivery.job, delivery.pictures
    if delivery.parent is not None:
        yield _source_note(job, delivery.parent)
    if delivery.missing_count:
        yield " ".join((_missing_note(delivery), *(() if job.request.policy.free else (text("job-missing-charged"),))))
    if any(picture.shrunk for picture in pictures):
        yield text("job-shrunk")
    if formats := {picture.format for picture in pictures if not picture.shrunk} - {job.request.format}:
        yield text("job-other-format", formats=join_with_and(sorted(formats)), requested=job.request.format)
    flagged = sum(bool(picture.result.nsfw) and is_spoiler(job, picture.result) for picture in pictures)
    if flagged and not job.request.spoiler:
        yield text("job-spoilers", count=flagged)


def _source_note(job: Job, parent: Job) -> str:
    """Whose picture this one was made from; the word for it is a link to its message, if that can be opened."""
    url = jump_url(parent)
    return text(
        f"job-source-{job.request.origin}",
        author=f"<@{job.user_id}>",
        whose="own" if parent.user_id == job.user_id else "member",
        owner=f"<@{parent.user_id}>",
        count=parent.request.count,
        open="" if url is None else "[",
        close="" if url is None else f"]({url})",
    )


def _missing_note(delivery: Delivery) -> str:
    """Why pictures are missing: withheld by the server's settings, refused by Runware's safety check, or failed."""
    outcome = delivery.job.outcome or Outcome()
    withheld = len(outcome.results) - len(screen_results(delivery.job).results)
    rest = "refused" if delivery.is_safety_check_main_cause else "failed"
    counts = {"shown": len(delivery.pictures), "requested": delivery.job.request.count}
    if not withheld:
        return text(f"job-missing-{rest}", **counts)
    rest = rest if delivery.missing_count > withheld else "none"
    return text(f"job-missing-withheld-{rest}", **counts, withheld=withheld)
