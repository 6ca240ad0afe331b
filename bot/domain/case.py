"""A case: a question for a server's moderators, and its verdict."""

from enum import StrEnum
from typing import Final, NamedTuple

from bot.domain.request import MAX_PROMPT_LENGTH
from bot.localization.messages import Sentence


class CaseKind(StrEnum):
    """What a case is about."""

    APPROVAL = "approval"  #: pictures that are held until moderators approve them
    REPORT = "report"  #: pictures that members reported
    APPEAL = "appeal"  #: a refused request that its author wants reviewed


class Verdict(StrEnum):
    """The state of a case: open, decided by a moderator, or closed without one (withdrawn, expired)."""

    OPEN = "open"
    APPROVED = "approved"  #: the pictures are shown
    DECLINED = "declined"  #: the pictures are not shown
    KEPT = "kept"  #: the reported picture stays, and cannot be reported again
    DISMISSED = "dismissed"  #: the reported picture stays; new reports are accepted
    REMOVED = "removed"  #: the picture was removed by moderators
    ACCEPTED = "accepted"  #: the refusal was wrong
    REJECTED = "rejected"  #: the refusal was right
    WITHDRAWN = "withdrawn"  #: its author cancelled the request, or deleted the picture
    EXPIRED = "expired"  #: nobody decided in time


class Case(NamedTuple):
    """One case. Ids ascend over all servers; times are in seconds since the epoch.

    ``job_id`` is the job of the pictures, ``appeal_id`` the refused request; one of them is set. ``user_id`` is the
    author of the pictures or the request, ``review_reason`` why they were held, reported or refused. ``version``
    counts changes, ``posted_version`` is the version of the card in the moderators' channel;
    ``card_overflow_message_id`` is the message with the pictures that do not fit into the card.
    """

    id: int
    guild_id: int
    kind: CaseKind
    verdict: Verdict
    job_id: int | None
    appeal_id: int | None
    user_id: int
    review_reason: Sentence
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
        """Whether nobody decided the case yet."""
        return self.verdict is Verdict.OPEN


class Report(NamedTuple):
    """One member's report of a picture."""

    user_id: int
    reason: str
    reported_at: float


MAX_PROMPT_PREVIEW_LENGTH: Final = 1000
"""Characters of a prompt that are stored for an approval or a report, whose pictures moderators can see."""
MAX_APPEAL_PROMPT_LENGTH: Final = MAX_PROMPT_LENGTH
"""Characters of a prompt that are stored for an appeal: all, because an accepted appeal creates its jobs."""
MAX_REASON_LENGTH: Final = 200
"""Maximum characters of the reason of a report, a decision or a block."""


class CaseFilter(NamedTuple):
    """Which cases of a server to list; ``None`` means any."""

    open: bool | None = None
    kind: CaseKind | None = None
    user_id: int | None = None
