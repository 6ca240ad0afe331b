"""Alt texts: the descriptions of pictures for screen readers, and the form in which authors write them."""

from discord import ui

from bot.domain.job import Job
from bot.domain.library import AltTexts
from bot.domain.text import sanitize_line
from bot.library import MAX_ALT_TEXT_LENGTH
from bot.localization.messages import text
from bot.ui.gallery_places import gallery_place
from bot.ui.modals import Form, PictureOption, new_modal, picture_select, text_field


def alt_text(job: Job, number: int, alt_texts: AltTexts, *, total: int | None = None) -> str:
    """The author's description of a picture; without one, the prompt, with “(number of total)” if there are several.

    ``total`` defaults to the number of delivered or requested pictures.
    """
    own = alt_texts.get((job.id, number))
    if own is not None:
        return own
    total = total or job.delivered_count or job.request.count
    position = f" {text('alt-text-position', number=number, total=total)}" if total > 1 else ""
    return sanitize_line(job.request.prompt, MAX_ALT_TEXT_LENGTH - len(position)) + position


def alt_text_form(job: Job, alt_texts: AltTexts) -> ui.Modal:
    """The form with the current alt text, and with a select if the job has several pictures."""
    count = job.delivered_count
    several = count > 1
    options = [
        PictureOption(f"{n}. {alt_text(job, n, alt_texts)}", n, gallery_place(n, count)) for n in range(1, count + 1)
    ]
    # The author has not chosen one of several pictures yet, so the form starts with the prompt.
    initial_text = sanitize_line(job.request.prompt, MAX_ALT_TEXT_LENGTH) if several else alt_text(job, 1, alt_texts)
    field = text_field(text("field-description"), initial_text=initial_text, max_length=MAX_ALT_TEXT_LENGTH)
    fields = [picture_select(options), field] if several else [field]
    return new_modal(Form.DESCRIBE, job.id, 0 if several else 1, title=text("modal-describe"), fields=fields)
