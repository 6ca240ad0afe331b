"""What may be shown of what was drawn: pictures that moderators look at first, and flagged ones."""

from enum import StrEnum
from typing import Final, NamedTuple

from bot.domain.job import Job, Result
from bot.domain.rules import Flagged

NOT_SHOWN: Final = (
    "Runware’s safety check flagged the result, and this server does not show flagged pictures here; please "
    "request something else. Nothing was charged."
)


class Why(StrEnum):
    """Why moderators look at pictures before they are shown."""

    APPROVAL = "approval"  #: the channel wants that of all pictures
    FLAGGED = "flagged"  #: the provider's safety check flagged one of them


class Screened(NamedTuple):
    """What may be shown now, in its order; ``held`` is why moderators are to look at all of it first."""

    results: tuple[Result, ...]
    held: Why | None = None


def screened(job: Job) -> Screened:
    """What of the job's results may be shown; without any, :data:`NOT_SHOWN` says why.

    What the house rules make of a request was written down with it, so this needs nothing but the job.
    """
    assert job.outcome is not None
    results, treatment = job.outcome.results, job.request.treatment
    flagged = [result for result in results if result.nsfw]
    if treatment.flagged is Flagged.REFUSE:
        results = tuple(result for result in results if not result.nsfw)
    if not results or treatment.approved:
        return Screened(results)
    if treatment.approval:
        return Screened(results, Why.APPROVAL)
    return Screened(results, Why.FLAGGED if flagged and treatment.flagged is Flagged.HOLD else None)


def is_appealable(job: Job) -> bool:
    """Whether moderators can be asked about a job's end: it is one of a server, and nothing of it may be shown."""
    return job.guild_id is not None and job.reason == NOT_SHOWN


def is_spoiler(job: Job, result: Result) -> bool:
    """Whether a picture is shown behind a spoiler: its author wants it, or it is flagged where that is not enough."""
    return job.request.spoiler or (bool(result.nsfw) and job.request.treatment.flagged is not Flagged.RESTRICTED)


def is_restricted(job: Job, result: Result) -> bool:
    """Whether a picture may be shown in age-restricted channels only, which is where it was made."""
    return bool(result.nsfw) and job.request.treatment.flagged is Flagged.RESTRICTED


def has_restricted(job: Job) -> bool:
    """Whether there is such a picture among the job's."""
    return job.outcome is not None and any(is_restricted(job, result) for result in job.outcome.results)
