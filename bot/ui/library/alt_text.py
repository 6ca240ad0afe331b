"""Alt texts: the descriptions of pictures for screen readers."""

from bot.domain.job import Job
from bot.domain.library import AltTexts
from bot.domain.text import sanitize_line
from bot.library import MAX_ALT_TEXT_LENGTH


def alt_text(job: Job, number: int, alt_texts: AltTexts, *, total: int | None = None) -> str:
    """The author's description of a picture, or else the prompt with the number among ``total`` pictures."""
    own = alt_texts.get((job.id, number))
    if own is not None:
        return own
    total = total or job.delivered_count or job.request.count
    which = f" ({number} of {total})" if total > 1 else ""
    return sanitize_line(job.request.prompt, MAX_ALT_TEXT_LENGTH - len(which)) + which
