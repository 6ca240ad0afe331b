"""A job: one accepted request, on its way from a row to a picture message."""

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

MAX_IMAGES_PER_MESSAGE: Final = 10
"""Pictures that one message can hold (Discord: 10 files, 10 gallery items); more come in a second one."""
INTERACTION_TOKEN_LIFETIME_SECONDS: Final = 15 * 60.0
"""Seconds that an interaction token can be used (Discord, Receiving and Responding to Interactions)."""


class State(StrEnum):
    """Where a job stands; the last four are ends."""

    RESERVED = "reserved"  #: row, quota and token are on disk; nobody has seen an answer yet
    WAITING = "waiting"  #: the member sees the waiting message
    SUBMITTED = "submitted"  #: the task may be at the provider
    READY = "ready"  #: results and real cost are on disk; the member has not seen them
    HELD = "held"  #: a moderator decides
    DELIVERED = "delivered"  #: the member has the pictures
    REFUSED = "refused"  #: somebody's rules refused it; nothing is charged
    FAILED = "failed"  #: it could not be done; nothing is charged
    CANCELLED = "cancelled"  #: its author or a moderator took it back; what the provider had of it may count

    @property
    def is_final(self) -> bool:
        """Whether nothing more happens to the job."""
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
    """Micro-dollars; what cannot be a price (negative, not finite, not a number) counts as not told."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < inf:
        return None
    return round(value)


class Result(BaseModel):
    """One finished picture as the provider describes it; ``cost`` in micro-dollars, ``None`` where it was not told.

    One of ``url``, ``base64_data`` and ``data_uri`` is set, as ``outputType`` asked; the two that hold the picture
    itself are not kept on disk. ``size`` is known once the picture was read.
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
        """Whether this tells where the picture is."""
        return (self.url or self.base64_data or self.data_uri) is not None


class Outcome(BaseModel):
    """What came of a task: the pictures, and the provider's codes for those that did not come.

    Once it is delivered, the first ``shown`` results are those that the member has, in the order of their numbers.
    ``outstanding`` is how many had not come when nobody waited any longer: they may still be drawn, and billed.
    """

    model_config = ConfigDict(frozen=True)

    results: tuple[Result, ...] = ()
    failures: tuple[str, ...] = ()
    delivered_count: int = 0
    outstanding: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Requester:
    """Who asks, and where the answer goes. All ids are Discord snowflakes."""

    interaction_id: int
    user_id: int
    guild_id: int | None
    channel_id: int
    token: str
    attachment_limit: int
    """Bytes that one attachment may have in this channel for this member."""
    parent_job_id: int | None = None
    """The job whose button was pressed."""
    member_context: MemberContext | None = None
    """What the house rules look at; ``None`` where no server's rules hold."""
    draft_id: int | None = None
    """The draft that is confirmed with this."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One row. ``id`` is the interaction's, which makes a request that arrives twice one job.

    Of several jobs from one interaction the first has its id, and the others follow; ``batch_id`` is the first one's.
    A job that was ``removed_at`` some time has nothing to show any more.

    Times are seconds since the epoch. ``turn`` is the round in which a member is served. ``token`` is forgotten when
    the job ends.
    """

    id: int
    task_uuid: UUID
    state: State
    request: Request
    user_id: int
    guild_id: int | None
    channel_id: int
    message_id: int | None
    follow_up_id: int | None
    parent_id: int | None
    batch_id: int | None
    token: str | None
    attachment_limit: int
    turn: int
    outcome: Outcome | None
    reason: str | None
    created_at: float
    submitted_at: float | None
    ready_at: float | None
    ended_at: float | None
    removed_at: float | None = None

    @property
    def token_expires_at(self) -> float:
        """When the interaction token stops working."""
        return self.created_at + INTERACTION_TOKEN_LIFETIME_SECONDS

    @property
    def short_id(self) -> str:
        """The short id that people type."""
        return make_short_id(self.id)

    @property
    def cost(self) -> int:
        """Micro-dollars that the provider billed for the job or is expected to bill; 0 before it was submitted.

        The catalogue's price replaces the cost of each picture whose cost is unknown or may still be billed, and of the
        whole task while nothing is known about it.
        """
        if self.outcome is None:
            return 0 if self.submitted_at is None else self.request.estimate
        costs = [result.cost for result in self.outcome.results]
        told = sum(cost for cost in costs if cost is not None)
        return told + self.request.estimate * (costs.count(None) + self.outcome.outstanding) // self.request.count

    @property
    def final_cost(self) -> int:
        """Micro-dollars that are certain to be spent; 0 while the provider may still bill another amount."""
        return 0 if self.outcome is None or self.outcome.outstanding else self.cost

    @property
    def delivered_count(self) -> int:
        """How many pictures the member has of it."""
        if self.state is not State.DELIVERED or self.outcome is None or self.removed_at is not None:
            return 0
        return self.outcome.delivered_count

    def result(self, number: int) -> Result:
        """The picture of that number, which the member has."""
        assert self.outcome is not None
        return self.outcome.results[number - 1]

    def message_id_of(self, number: int) -> int | None:
        """The message that holds the picture of that number, where one is known."""
        return self.message_id if number <= MAX_IMAGES_PER_MESSAGE else self.follow_up_id

    def is_public_on(self, guild_id: int | None) -> bool:
        """Whether it was made on this server for all to see."""
        return guild_id is not None and self.guild_id == guild_id and not self.request.private


class QueuePosition(NamedTuple):
    """A job's position in the line, beginning with 1, and the number of tasks at the provider."""

    position: int
    total: int
    running: int = 0


class MessageRef(NamedTuple):
    """The message in which a member was shown something."""

    channel_id: int
    message_id: int
