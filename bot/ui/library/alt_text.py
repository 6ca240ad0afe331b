"""Alternative texts: what those hear who cannot see the pictures."""

from bot.domain.job import Job
from bot.domain.library import AltTexts
from bot.domain.text import sanitize_line
from bot.library import MAX_ALT_TEXT_LENGTH


def alt_text(job: Job, number: int, alt_texts: AltTexts, *, total: int | None = None) -> str:
    """What the author wrote of that picture, or the prompt, and which of the ``total`` pictures it is."""
    own = alt_texts.get((job.id, number))
    if own is not None:
        return own
    total = total or job.delivered_count or job.request.count
    which = f" ({number} of {total})" if total > 1 else ""
    return sanitize_line(job.request.prompt, MAX_ALT_TEXT_LENGTH - len(which)) + which
