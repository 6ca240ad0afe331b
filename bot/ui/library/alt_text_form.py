"""Writing an author's description of a picture into the message that shows it."""

from typing import Final

import discord

from bot.domain.job import Job
from bot.domain.text import plain
from bot.library import ALT_TEXT
from bot.storage.library import AltTexts
from bot.ui import modals
from bot.ui.library.alt_text import alt_text
from bot.ui.modals import Choice, Form

TITLE: Final = "Describe a picture"
QUESTION: Final = "What people hear who cannot see the picture"


def form(job: Job, written: AltTexts) -> discord.ui.Modal:
    """What asks for the description, with the present one in it, and for which of several pictures."""
    several = job.pictures > 1
    modal = modals.form(Form.DESCRIBE, job.id, 0 if several else 1, title=TITLE)
    if several:
        numbers = range(1, job.pictures + 1)
        modal.add_item(modals.which([Choice(f"{n}. {alt_text(job, n, written)}", n) for n in numbers]))
    # Which picture it will be is not known yet, so nothing of one of them stands there.
    filled = plain(job.request.prompt, ALT_TEXT) if several else alt_text(job, 1, written)
    return modal.add_item(modals.words(QUESTION, filled=filled, most=ALT_TEXT))
