"""Alternative texts: what those hear who cannot see the pictures."""

from bot.domain.job import Job
from bot.domain.text import plain
from bot.library import ALT_TEXT
from bot.storage.library import AltTexts


def alt_text(job: Job, number: int, written: AltTexts, *, total: int | None = None) -> str:
    """What the author wrote of that picture, or the prompt, and which of the ``total`` pictures it is."""
    own = written.get((job.id, number))
    if own is not None:
        return own
    total = total or job.pictures or job.request.count
    which = f" ({number} of {total})" if total > 1 else ""
    return plain(job.request.prompt, ALT_TEXT - len(which)) + which
