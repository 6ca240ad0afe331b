"""Which results of a job may be shown, must be reviewed by moderators first, or are withheld."""

from enum import StrEnum
from types import MappingProxyType
from typing import Final, NamedTuple

from bot.domain.job import Job, Result, State
from bot.domain.server_rules import FlaggedAction

PICTURE_DELETED_MESSAGE: Final = "That picture was deleted."
_ABSENCE_REASONS: Final = MappingProxyType(
    {
        State.RESERVED: "These pictures are not made yet; try again once they are here.",
        State.WAITING: "These pictures are not made yet; try again once they are here.",
        State.SUBMITTED: "These pictures are not made yet; try again once they are here.",
        State.READY: "These pictures are on their way; try again once they are here.",
        State.HELD: "A moderator looks at these pictures first; try again once they are approved.",
        State.REFUSED: "That request was refused, so it has no pictures.",
        State.FAILED: "That request failed, so it has no pictures.",
        State.CANCELLED: "That request was cancelled, so it has no pictures.",
    }
)
"""Why a request has no pictures, by its state."""


class HoldReason(StrEnum):
    """Why moderators review pictures before they are shown."""

    APPROVAL = "approval"  #: the channel's rule requires it of all pictures
    FLAGGED = "flagged"  #: the provider's safety check flagged one of them


class ScreeningResult(NamedTuple):
    """The results that may be shown, in their order; a ``hold_reason`` means after moderators approve them."""

    results: tuple[Result, ...]
    hold_reason: HoldReason | None = None


def screen_results(job: Job) -> ScreeningResult:
    """What of the job's results may be shown; none where all of them are flagged and withheld.

    The job's request carries the server's rules as they were when it was made, so no other input is needed.
    """
    assert job.outcome is not None
    results, treatment = job.outcome.results, job.request.policy
    flagged = [result for result in results if result.nsfw]
    if treatment.flagged is FlaggedAction.REFUSE:
        results = tuple(result for result in results if not result.nsfw)
    if not results or treatment.approved:
        return ScreeningResult(results)
    if treatment.approval:
        return ScreeningResult(results, HoldReason.APPROVAL)
    return ScreeningResult(results, HoldReason.FLAGGED if flagged and treatment.flagged is FlaggedAction.HOLD else None)


def absence_reason(job: Job) -> str:
    """The sentence that says why the job has no pictures, for actions that need some."""
    if job.removed_at is not None:
        return PICTURE_DELETED_MESSAGE
    return _ABSENCE_REASONS.get(job.state, PICTURE_DELETED_MESSAGE)


def is_appealable(job: Job) -> bool:
    """Whether the author can appeal against the job's refusal: it was made on a server, and withholds every result."""
    has_results = job.outcome is not None and bool(job.outcome.results)
    return job.guild_id is not None and job.state is State.REFUSED and has_results and not screen_results(job).results


def is_spoiler(job: Job, result: Result) -> bool:
    """Whether a picture is shown behind a spoiler, because its author asked for that or because it is flagged."""
    return job.request.spoiler or (bool(result.nsfw) and job.request.policy.flagged is not FlaggedAction.RESTRICTED)


def is_restricted(job: Job, result: Result) -> bool:
    """Whether a picture may be shown in age-restricted channels only; it was made in one."""
    return bool(result.nsfw) and job.request.policy.flagged is FlaggedAction.RESTRICTED


def has_restricted(job: Job) -> bool:
    """Whether any picture of the job is restricted."""
    return job.outcome is not None and any(is_restricted(job, result) for result in job.outcome.results)
