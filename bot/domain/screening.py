"""Decides which results of a job are shown, are first reviewed by moderators, or are withheld."""

from enum import StrEnum
from types import MappingProxyType
from typing import Final, NamedTuple

from bot.domain.job import Job, Result, State
from bot.domain.server_rules import FlaggedAction
from bot.localization.messages import Message

PICTURE_DELETED_MESSAGE: Final = Message("absent-deleted")
_ABSENCE_REASONS: Final = MappingProxyType(
    {
        State.RESERVED: Message("absent-not-made"),
        State.WAITING: Message("absent-not-made"),
        State.SUBMITTED: Message("absent-not-made"),
        State.READY: Message("absent-on-the-way"),
        State.HELD: Message("absent-held"),
        State.REFUSED: Message("absent-refused"),
        State.FAILED: Message("absent-failed"),
        State.CANCELLED: Message("absent-cancelled"),
    }
)
"""Why a job has no pictures, by its state."""


class HoldReason(StrEnum):
    """Why moderators review pictures before they are shown."""

    APPROVAL = "approval"  #: the channel's rules require it for all pictures
    FLAGGED = "flagged"  #: the provider's safety check flagged one of them


class ScreeningResult(NamedTuple):
    """The results that may be shown; with a ``hold_reason`` only after moderators approved them."""

    results: tuple[Result, ...]
    hold_reason: HoldReason | None = None


def screen_results(job: Job) -> ScreeningResult:
    """Select the results that may be shown; none if all are flagged and withheld.

    The job's request contains the server's policy at the time of the request, so no other input is needed.
    """
    assert job.outcome is not None
    results, policy = job.outcome.results, job.request.policy
    flagged = [result for result in results if result.nsfw]
    if policy.flagged is FlaggedAction.REFUSE:
        results = tuple(result for result in results if not result.nsfw)
    if not results or policy.approved:
        return ScreeningResult(results)
    if policy.approval:
        return ScreeningResult(results, HoldReason.APPROVAL)
    return ScreeningResult(results, HoldReason.FLAGGED if flagged and policy.flagged is FlaggedAction.HOLD else None)


def absence_reason(job: Job) -> Message:
    """The sentence about why the job has no pictures, for actions that need pictures."""
    if job.removed_at is not None:
        return PICTURE_DELETED_MESSAGE
    return _ABSENCE_REASONS.get(job.state, PICTURE_DELETED_MESSAGE)


def is_appealable(job: Job) -> bool:
    """Whether the author can appeal against the refusal: the job is on a server, and all results are withheld."""
    has_results = job.outcome is not None and bool(job.outcome.results)
    return job.guild_id is not None and job.state is State.REFUSED and has_results and not screen_results(job).results


def is_spoiler(job: Job, result: Result) -> bool:
    """Whether a picture is shown behind a spoiler, because its author chose that or because it is flagged."""
    return job.request.spoiler or (bool(result.nsfw) and job.request.policy.flagged is not FlaggedAction.RESTRICTED)


def is_restricted(job: Job, result: Result) -> bool:
    """Whether a picture may be shown in age-restricted channels only."""
    return bool(result.nsfw) and job.request.policy.flagged is FlaggedAction.RESTRICTED


def has_restricted(job: Job) -> bool:
    """Whether any picture of the job is restricted."""
    return job.outcome is not None and any(is_restricted(job, result) for result in job.outcome.results)
