"""The messages of a job: waiting (or being drawn), held, result with overflow, ended, removed, moved."""

from collections.abc import Iterator, Sequence
from typing import Final

from discord import ui

from bot.domain.catalog import Catalog, Size
from bot.domain.job import MAX_IMAGES_PER_MESSAGE, Job, MessageRef, Outcome, QueuePosition, State
from bot.domain.request import Origin
from bot.domain.screening import is_appealable, is_spoiler, screen_results
from bot.domain.short_ids import format_short_id
from bot.domain.text import format_code_block
from bot.jobs.ports import Delivery, Picture
from bot.ui.attachments import filename
from bot.ui.buttons import Action, button_row, button_rows, job_button
from bot.ui.layout import Layout, Row, text_view
from bot.ui.library.alt_text import alt_text
from bot.ui.picture_links import jump_link

MAX_SHOWN_PROMPT_LENGTH: Final = 1500
"""Characters that are shown of the prompt; Discord allows 4000 in all texts of a message together."""
_STATE_EMOJI: Final = {State.CANCELLED: "✖️", State.REFUSED: "🚫", State.FAILED: "⚠️"}
ORIGIN_LABELS: Final = {
    Origin.PROMPT: "🎲 Made",
    Origin.REROLL: "🎲 Reroll",
    Origin.EDIT: "✏️ Edit",
    Origin.VARY: "🪄 Variation",
}
_RESULT_ACTIONS: Final = (
    *(Action.REROLL, Action.EDIT, Action.VARY, Action.DETAILS, Action.FAVOURITE),
    *(Action.SEND_DM, Action.REPORT, Action.DELETE),
)
_CANCEL_DRAWING_LABEL: Final = "Cancel – already being drawn, still counts"
_CANCEL_DRAWN_LABEL: Final = "Cancel – already drawn, still counts"
"""The labels of the Cancel button after the provider accepted the task."""
HELD_TEXT: Final = "**A moderator checks the pictures first.** They will appear here once approved."
PROMPT_HIDDEN_TEXT: Final = "-# The server’s AutoMod does not allow the prompt in this message."


def waiting_view(
    job: Job,
    position: QueuePosition | None,
    catalog: Catalog,
    *,
    estimate_text: str | None = None,
    other_job_count: int = 0,
    show_prompt: bool = True,
) -> Layout:
    """The waiting message: the position in the queue; ``None`` if the pictures are already being drawn.

    ``estimate_text`` is the usual waiting time in the queue, or the usual drawing time without a position.
    ``other_job_count`` is the number of other jobs of the same interaction, each with its own message.
    """
    facts = [_request_text(job, catalog), *_replaced_model_notes(job, catalog)]
    if other_job_count:
        facts.append(f"and {other_job_count} more requests, each in its own message")
    return Layout(
        _prompt_display(job, show_prompt=show_prompt),
        ui.TextDisplay("\n".join([_waiting_status(position, estimate_text), *(f"-# {fact}" for fact in facts)])),
        button_row(job.id, Action.CANCEL) if position is not None else _cancel_row(job, _CANCEL_DRAWING_LABEL),
    )


def _waiting_status(position: QueuePosition | None, estimate_text: str | None) -> str:
    if position is None:
        return f"🎨 **Drawing…**{f' usually {estimate_text}' if estimate_text is not None else ''}"
    estimate = f" · {estimate_text}" if estimate_text is not None else ""
    return f"⏳ **In the queue: {position.position} of {position.total}**{estimate}"


def ended_view(job: Job, catalog: Catalog, *, show_prompt: bool = True) -> Layout:
    """The message of a job that ended without pictures, with the reason."""
    actions = (
        *((Action.REROLL,) if job.state is State.FAILED else ()),
        *((Action.APPEAL,) if is_appealable(job) else ()),
        Action.DELETE,
    )
    reason = job.reason or "This request ended without pictures; nothing was charged."
    return Layout(
        _prompt_display(job, show_prompt=show_prompt),
        ui.TextDisplay(f"{_STATE_EMOJI.get(job.state, '')} {reason}\n-# {_request_text(job, catalog)}".lstrip()),
        button_row(job.id, *actions),
    )


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


def held_view(job: Job, catalog: Catalog, *, show_prompt: bool = True) -> Layout:
    """The message of a job whose pictures a moderator has to approve."""
    return Layout(
        _prompt_display(job, show_prompt=show_prompt),
        ui.TextDisplay(f"🔍 {HELD_TEXT}\n-# {_request_text(job, catalog)}"),
        _cancel_row(job, _CANCEL_DRAWN_LABEL),
    )


def removed_view(job: Job) -> Layout:
    """The message after moderators removed the pictures, with the reason if one was given."""
    reason = f": {str(job.reason).rstrip('.')}" if job.reason else ""
    return text_view(f"🚫 A moderator removed these pictures{reason}.\n-# <@{job.user_id}>")


def moved_view(job: Job, answer: MessageRef) -> Layout:
    """The first message of a job whose answer was sent as another message; links to that message."""
    if answer.channel_id != job.channel_id:
        return text_view(f"📬 The answer to <@{job.user_id}>’s request was sent as a direct message.")
    url = f"https://discord.com/channels/{job.guild_id or '@me'}/{answer.channel_id}/{answer.message_id}"
    return text_view(f"The answer to this request is in [another message]({url}).\n-# <@{job.user_id}>")


def overflow_view(delivery: Delivery, *, show_prompt: bool = True) -> Layout:
    """The second message of a job, for the pictures after the tenth."""
    job, count = delivery.job, len(delivery.pictures)
    numbers = jump_link(job, f"{MAX_IMAGES_PER_MESSAGE + 1} to {count} of {count}")
    return Layout(
        _gallery(delivery, MAX_IMAGES_PER_MESSAGE, show_alt_text=show_prompt),
        ui.TextDisplay(f"-# <@{job.user_id}> · {numbers}"),
        button_row(job.id, Action.DETAILS, Action.DELETE),
    )


def picture_files(job: Job, pictures: Sequence[Picture], offset: int) -> list[tuple[str, bytes]]:
    """Names and bytes of the files for one upload; the first picture has the number ``offset + 1``."""
    return [(filename(job, offset + n, picture.format), picture.data) for n, picture in enumerate(pictures, 1)]


def _cancel_row(job: Job, label: str) -> Row:
    """A row with the Cancel button. Free jobs keep the default label, because they do not use up the quota."""
    return Row(job_button(Action.CANCEL, job.id, label=None if job.request.policy.free else label))


def _prompt_display(job: Job, *, show_prompt: bool) -> ui.TextDisplay[Layout]:
    return ui.TextDisplay(
        format_code_block(job.request.prompt, MAX_SHOWN_PROMPT_LENGTH) if show_prompt else PROMPT_HIDDEN_TEXT
    )


def _gallery(delivery: Delivery, offset: int, *, show_alt_text: bool) -> ui.MediaGallery[Layout]:
    """The pictures after the first ``offset`` ones, as many as one message can have."""
    job, total = delivery.job, len(delivery.pictures)
    gallery = ui.MediaGallery[Layout]()
    for number, picture in list(enumerate(delivery.pictures, 1))[offset : offset + MAX_IMAGES_PER_MESSAGE]:
        gallery.add_item(
            media=f"attachment://{filename(job, number, picture.format)}",
            description=alt_text(job, number, {}, total=total) if show_alt_text else "An AI-made picture",
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
    shape = f"{request.ratio or request.resolution} · {size or 'in the picture’s shape'}"
    style = f" · {request.style.name}" if request.style else ""
    return f"{count}{_model_label(request.model, catalog)} · {shape}{style}"


def _model_label(key: str, catalog: Catalog) -> str:
    return catalog[key].label if key in catalog else key


def _replaced_model_notes(job: Job, catalog: Catalog) -> list[str]:
    if job.request.replaced_model is None:
        return []
    label = _model_label(job.request.model, catalog)
    return [f"Runware no longer offers {job.request.replaced_model}, so {label} draws this."]


def _result_facts(delivery: Delivery, catalog: Catalog) -> str:
    job = delivery.job
    facts = [_request_text(job, catalog, delivery.pictures[0].size)]
    if job.ready_at is not None and job.submitted_at is not None:
        facts.append(f"{max(1, round(job.ready_at - job.submitted_at))} s")
    if delivery.images_left is not None:
        facts.append(f"{delivery.images_left} left")
    facts.append(f"`{format_short_id(job.short_id)}`")
    return " · ".join(facts)


def _result_notes(delivery: Delivery) -> Iterator[str]:
    """Notes below the facts: the source picture, missing pictures, and differences from the request."""
    job, pictures = delivery.job, delivery.pictures
    if delivery.parent is not None:
        yield _source_note(job, delivery.parent)
    if delivery.missing_count:
        charged = "" if job.request.policy.free else " You are only charged for those."
        yield f"{len(pictures)} of {job.request.count} came; {'; '.join(_missing_reasons(delivery))}.{charged}"
    if any(picture.shrunk for picture in pictures):
        yield "Some files were made smaller to fit into the message."
    if formats := {picture.format for picture in pictures if not picture.shrunk} - {job.request.format}:
        yield f"Runware sent {' and '.join(sorted(formats))} files, not {job.request.format} as requested."
    flagged = sum(bool(picture.result.nsfw) and is_spoiler(job, picture.result) for picture in pictures)
    if flagged and not job.request.spoiler:
        subject = "a picture, so it is" if flagged == 1 else f"{flagged} pictures, so they are"
        yield f"Runware’s safety check flagged {subject} behind a spoiler."


def _source_note(job: Job, parent: Job) -> str:
    owner = "their own" if parent.user_id == job.user_id else f"<@{parent.user_id}>’s"
    source = jump_link(parent, "picture" if parent.request.count == 1 else "pictures")
    return f"{ORIGIN_LABELS[job.request.origin]} by <@{job.user_id}> of {owner} {source}"


def _missing_reasons(delivery: Delivery) -> Iterator[str]:
    """Reasons for missing pictures: withheld by the server's settings, refused by Runware's safety check, or failed."""
    outcome = delivery.job.outcome or Outcome()
    withheld = len(outcome.results) - len(screen_results(delivery.job).results)
    if withheld:
        count = "one" if withheld == 1 else withheld
        yield f"Runware’s safety check flagged {count}, and this server does not show flagged pictures here"
    if delivery.missing_count > withheld:
        refused = delivery.is_safety_check_main_cause
        yield "the provider’s safety check refused the rest" if refused else "the rest could not be drawn"
