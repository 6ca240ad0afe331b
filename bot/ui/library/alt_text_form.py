"""The form in which an author writes the alt text of a picture."""

from typing import Final

import discord

from bot.domain.job import Job
from bot.domain.library import AltTexts
from bot.domain.text import sanitize_line
from bot.library import MAX_ALT_TEXT_LENGTH
from bot.ui import modals
from bot.ui.library.alt_text import alt_text
from bot.ui.modals import Form, PictureOption

TITLE: Final = "Describe a picture"
QUESTION: Final = "What people hear who cannot see the picture"


def alt_text_form(job: Job, alt_texts: AltTexts) -> discord.ui.Modal:
    """A form with the present alt text, and with a select if the job has several pictures."""
    several = job.delivered_count > 1
    modal = modals.new_modal(Form.DESCRIBE, job.id, 0 if several else 1, title=TITLE)
    if several:
        numbers = range(1, job.delivered_count + 1)
        modal.add_item(
            modals.picture_select([PictureOption(f"{n}. {alt_text(job, n, alt_texts)}", n) for n in numbers])
        )
    # With several pictures it is not known which one will be chosen, so the form does not show the text of one of them.
    initial = sanitize_line(job.request.prompt, MAX_ALT_TEXT_LENGTH) if several else alt_text(job, 1, alt_texts)
    return modal.add_item(modals.text_field(QUESTION, initial_text=initial, max_length=MAX_ALT_TEXT_LENGTH))
