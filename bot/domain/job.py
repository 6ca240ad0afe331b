"""A job: one accepted request, from its database row to the delivered message."""

from dataclasses import dataclass
from enum import StrEnum
from math import inf
from types import MappingProxyType
from typing import Annotated, Final, NamedTuple
from uuid import UUID

from pydantic import BaseModel, BeforeValidator, ConfigDict

from bot.domain.catalog import SizeText
from bot.domain.policy import MemberContext
from bot.domain.request import Request
from bot.domain.short_ids import make_short_id
from bot.localization.languages import Language
from bot.localization.messages import Sentence

MAX_IMAGES_PER_MESSAGE: Final = 10
"""Maximum pictures of one message (Discord: 10 files, 10 gallery items); the others are in a second message."""
INTERACTION_TOKEN_LIFETIME_SECONDS: Final = 15 * 60.0
"""Seconds that an interaction token can be used (Discord, Receiving and Responding to Interactions)."""


class State(StrEnum):
    """The state of a job; the last four are final."""

    RESERVED = "reserved"  #: stored with quota and token; the member has no reply yet
    WAITING = "waiting"  #: the member sees the waiting message
    SUBMITTED = "submitted"  #: the task may be at the provider
    READY = "ready"  #: results and actual cost are stored; not delivered yet
    HELD = "held"  #: waiting for a moderator's decision
    DELIVERED = "delivered"  #: the member has the pictures
    REFUSED = "refused"  #: refused by the provider's or the server's rules; nothing is charged
    FAILED = "failed"  #: failed with an error; nothing is charged
    CANCELLED = "cancelled"  #: by its author or a moderator; pictures of a submitted task may count

    @property
    def is_final(self) -> bool:
        """Whether the job cannot change its state any more."""
        return not TRANSITIONS[self]


_UNSUCCESSFUL_STATES: Final = frozenset({State.REFUSED, State.FAILED, State.CANCELLED})

TRANSITIONS: Final = MappingProxyType(
    {
        State.RESERVED: frozenset({State.WAITING}) | _UNSUCCESSFUL_STATES,
        State.WAITING: frozenset({State.SUBMITTED}) | _UNSUCCESSFUL_STATES,
        State.SUBMITTED: frozenset({State.READY}) | _UNSUCCESSFUL_STATES,
        State.READY: frozenset({State.HELD, State.DELIVERED, State.REFUSED, State.FAILED}),
        State.HELD: frozenset({State.READY}) | _UNSUCCESSFUL_STATES,
        State.DELIVERED: frozenset(),
        State.REFUSED: frozenset(),
        State.FAILED: frozenset(),
        State.CANCELLED: frozenset(),
    }
)


def _parse_cost(value: object) -> int | None:
    """Parse micro-dollars; ``None`` if the value is not a price (negative, not finite, not a number)."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < inf:
        return None
    return round(value)


class Result(BaseModel):
    """One finished picture, as the provider reports it. ``cost`` is in micro-dollars, ``None`` if unknown.

    One of ``url``, ``base64_data`` and ``data_uri`` is set, depending on ``outputType``; the latter two are not stored
    on disk. ``size`` is known once the picture was read.
    """

    model_config = ConfigDict(frozen=True)

    image_uuid: str
    url: str | None = None
    base64_data: str | None = None
    data_uri: str | None = None
    seed: int | None = None
    nsfw: bool | None = None
    cost: Annotated[int | None, BeforeValidator(_parse_cost)] = None
    size: SizeText | None = None

    @property
    def has_picture(self) -> bool:
        """Whether the result contains the picture or its URL."""
        return (self.url or self.base64_data or self.data_uri) is not None


class Outcome(BaseModel):
    """The outcome of a task: its results, and the provider's error codes for the pictures that failed.

    After the delivery, the first ``delivered_count`` results are the delivered ones, in the order of their numbers.
    ``outstanding`` is the number of pictures that were missing when polling ended; they may still be billed.
    ``failed_cost`` is what the provider charged for pictures that failed, in micro-dollars.
    """

    model_config = ConfigDict(frozen=True)

    results: tuple[Result, ...] = ()
    failures: tuple[str, ...] = ()
    delivered_count: int = 0
    outstanding: int = 0
    failed_cost: int = 0

    @property
    def unpriced_count(self) -> int:
        """The number of results whose cost the provider has not reported (yet)."""
        return sum(result.cost is None for result in self.results)


@dataclass(frozen=True, slots=True, kw_only=True)
class Requester:
    """The member who makes a request, and where the reply is sent.

    All ids are Discord snowflakes, except the job and draft ids, which are those of interactions or derived from them.
    """

    interaction_id: int
    user_id: int
    guild_id: int | None
    channel_id: int
    token: str
    attachment_limit: int
    """Maximum bytes of one attachment of this member in this channel."""
    parent_job_id: int | None = None
    """The job whose button was pressed."""
    member_context: MemberContext | None = None
    """The input of the server's rules; ``None`` in direct messages, or if Discord sent no member data."""
    draft_id: int | None = None
    """The id of the draft, if this request confirms one (see :mod:`bot.storage.drafts`)."""
    language: Language = Language.ENGLISH
    """The member's language."""
    server_language: Language = Language.ENGLISH
    """The language of what everybody in the channel sees."""

    @property
    def quota_channel_id(self) -> int:
        """The channel whose quota counts: a thread shares that of its parent channel."""
        context = self.member_context
        parent = None if context is None else context.parent_channel_id
        return self.channel_id if parent is None else parent


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """A job, as stored in one row. ``id`` is the interaction's, so a request that arrives twice creates one job.

    If an interaction creates several jobs, the first has its id, the others have ids derived from it; ``batch_id``
    is the id of the first. The pictures of a job with ``removed_at`` are not shown any more.

    Times are in seconds since the epoch. ``round`` is the round of the fair queue in which the job is served. ``token``
    is deleted when the job ends. ``reason`` is the sentence for the member of an unsuccessful job. ``language`` is the
    language of the job's messages: the author's if only they see them, otherwise the server's.
    """

    id: int
    task_uuid: UUID
    state: State
    request: Request
    user_id: int
    guild_id: int | None
    channel_id: int
    message_id: int | None
    follow_up_message_id: int | None
    parent_job_id: int | None
    batch_id: int | None
    token: str | None
    attachment_limit: int
    round: int
    outcome: Outcome | None
    reason: Sentence | None
    created_at: float
    submitted_at: float | None
    ready_at: float | None
    ended_at: float | None
    removed_at: float | None = None
    language: Language = Language.ENGLISH

    @property
    def token_expires_at(self) -> float:
        """When the interaction token expires, in seconds since the epoch."""
        return self.created_at + INTERACTION_TOKEN_LIFETIME_SECONDS

    @property
    def short_id(self) -> str:
        """The short id that members type."""
        return make_short_id(self.id)

    @property
    def cost(self) -> int:
        """Micro-dollars that the provider billed for the job or is expected to bill; 0 before it was submitted.

        The catalogue's price replaces the cost of each picture whose cost is unknown or may still be billed, and of the
        whole task while nothing is known about it.
        """
        if self.outcome is None:
            return 0 if self.submitted_at is None else self.request.estimate
        known = sum(result.cost or 0 for result in self.outcome.results) + self.outcome.failed_cost
        expected_count = self.outcome.unpriced_count + self.outcome.outstanding
        return known + self.request.estimate * expected_count // self.request.count

    @property
    def final_cost(self) -> int:
        """Micro-dollars that are certain to be spent; 0 while the provider may still bill another amount."""
        is_certain = self.outcome is not None and not self.outcome.outstanding and not self.outcome.unpriced_count
        return self.cost if is_certain else 0

    @property
    def delivered_count(self) -> int:
        """The number of delivered pictures; 0 if they were removed."""
        if self.state is not State.DELIVERED or self.outcome is None or self.removed_at is not None:
            return 0
        return self.outcome.delivered_count

    def result(self, number: int) -> Result:
        """The result with that number, from 1."""
        assert self.outcome is not None
        return self.outcome.results[number - 1]

    def message_id_of(self, number: int) -> int | None:
        """The id of the message with the picture of that number, if it is known."""
        return self.message_id if number <= MAX_IMAGES_PER_MESSAGE else self.follow_up_message_id

    def is_public_on(self, guild_id: int | None) -> bool:
        """Whether the job belongs to this server and is not private."""
        return guild_id is not None and self.guild_id == guild_id and not self.request.private


class QueuePosition(NamedTuple):
    """A job's position in the queue (from 1), the queue's length, and the number of tasks at the provider."""

    position: int
    total: int
    running: int = 0


class MessageRef(NamedTuple):
    """The channel id and the message id of a message."""

    channel_id: int
    message_id: int
