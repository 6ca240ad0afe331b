"""A case: something for a server's moderators to decide, with its verdict."""

from enum import StrEnum
from typing import Final, NamedTuple

from bot.domain.request import MAX_PROMPT_LENGTH


class CaseKind(StrEnum):
    """What a case is about."""

    APPROVAL = "approval"  #: pictures that wait to be shown
    REPORT = "report"  #: pictures that members reported
    APPEAL = "appeal"  #: a refusal that its author thinks is wrong


class Verdict(StrEnum):
    """The state of a case: open, decided by a moderator, or closed without one (withdrawn, expired)."""

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


class Case(NamedTuple):
    """One case. ``id`` counts up over all servers; times are seconds since the epoch.

    ``job_id`` is the job whose pictures it is about, ``appeal_id`` the refused request; one of them is set. ``user_id``
    is whose picture or request it is. ``why`` is what held or refused it, ``prompt`` what was asked for. ``version``
    counts changes, ``shown_version`` is the one that the card in the moderators' channel shows; ``card_more_id`` is the
    message with the pictures that the card has no room for.
    """

    id: int
    guild_id: int
    kind: CaseKind
    verdict: Verdict
    job_id: int | None
    appeal_id: int | None
    user_id: int
    why: str
    prompt: str
    opened_at: float
    decided_at: float | None = None
    decided_by: int | None = None
    reason: str | None = None
    version: int = 1
    shown_version: int = 0
    card_channel_id: int | None = None
    card_message_id: int | None = None
    card_more_id: int | None = None

    @property
    def is_open(self) -> bool:
        """Whether no verdict closed it yet."""
        return self.verdict is Verdict.OPEN


class Report(NamedTuple):
    """One member's report of a picture."""

    user_id: int
    reason: str
    reported_at: float


MAX_PROMPT_PREVIEW_LENGTH: Final = 1000
"""Characters of the stored prompt of an approval or a report, whose pictures moderators can see."""
MAX_APPEAL_PROMPT_LENGTH: Final = MAX_PROMPT_LENGTH
"""Characters of the stored prompt of an appeal: all of it, since accepting draws all of it."""
MAX_REASON_LENGTH: Final = 200
"""Characters of the reason of a report, a decision or a block."""


class CaseFilter(NamedTuple):
    """Which cases of a server to list; ``None`` is any."""

    open: bool | None = None
    kind: CaseKind | None = None
    user_id: int | None = None
