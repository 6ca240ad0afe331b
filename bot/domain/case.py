"""A case: something that a server's moderators decide, and what became of it."""

from enum import StrEnum
from types import MappingProxyType
from typing import Final, NamedTuple

from bot.domain.request import MAX_PROMPT_LENGTH


class CaseKind(StrEnum):
    """What a case is about."""

    APPROVAL = "approval"  #: pictures that wait to be shown
    REPORT = "report"  #: pictures that members reported
    APPEAL = "appeal"  #: a refusal that its author thinks is wrong


class Verdict(StrEnum):
    """Where a case stands; all but ``open`` are decisions, or what made one needless."""

    OPEN = "open"
    APPROVED = "approved"  #: the pictures are shown
    DECLINED = "declined"  #: they are not
    KEPT = "kept"  #: the reported picture stays, and is not reported again
    DISMISSED = "dismissed"  #: the reports come to nothing; new ones are heard
    REMOVED = "removed"  #: the picture was removed by moderators
    ACCEPTED = "accepted"  #: the refusal was wrong
    REJECTED = "rejected"  #: it was right
    WITHDRAWN = "withdrawn"  #: its author took the request back, or deleted the picture
    EXPIRED = "expired"  #: nobody decided in time


POSSIBLE_VERDICTS: Final = MappingProxyType(
    {
        CaseKind.APPROVAL: frozenset({Verdict.APPROVED, Verdict.DECLINED, Verdict.WITHDRAWN, Verdict.EXPIRED}),
        CaseKind.REPORT: frozenset({Verdict.KEPT, Verdict.DISMISSED, Verdict.REMOVED, Verdict.WITHDRAWN}),
        CaseKind.APPEAL: frozenset({Verdict.ACCEPTED, Verdict.REJECTED, Verdict.EXPIRED}),
    }
)
"""What each kind can end as."""


class Case(NamedTuple):
    """One case. ``id`` counts up over all servers; times are seconds since the epoch.

    ``job_id`` is the job whose pictures it is about, ``appeal_id`` the refused request; one of them is set. ``user_id``
    is the author of the pictures or the request. ``review_reason`` is what held or refused it, ``prompt`` what was
    asked for. ``version`` counts changes, ``posted_version`` is the one that the card in the moderators' channel shows;
    ``card_overflow_message_id`` is the message with the pictures that the card has no room for.
    """

    id: int
    guild_id: int
    kind: CaseKind
    verdict: Verdict
    job_id: int | None
    appeal_id: int | None
    user_id: int
    review_reason: str
    prompt: str
    opened_at: float
    decided_at: float | None = None
    decided_by: int | None = None
    reason: str | None = None
    version: int = 1
    posted_version: int = 0
    card_channel_id: int | None = None
    card_message_id: int | None = None
    card_overflow_message_id: int | None = None

    @property
    def is_open(self) -> bool:
        """Whether it is still to be decided."""
        return self.verdict is Verdict.OPEN


class Report(NamedTuple):
    """What one member says about a picture."""

    user_id: int
    reason: str
    reported_at: float


MAX_PROMPT_PREVIEW_LENGTH: Final = 1000
"""Characters of what was asked for, where its pictures can be looked at."""


MAX_APPEAL_PROMPT_LENGTH: Final = MAX_PROMPT_LENGTH
"""Characters of what is appealed for: all of it, since whoever accepts lets all of it be drawn."""


MAX_REASON_LENGTH: Final = 200
"""Characters of the reason for a report, a decision or a block."""


class CaseFilter(NamedTuple):
    """Which cases of a server to list; ``None`` is any."""

    open: bool | None = None
    kind: CaseKind | None = None
    user_id: int | None = None
