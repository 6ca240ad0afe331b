"""Interactions and the state of the bot's response.

Times: documentation, "Receiving and Responding to Interactions": 3 seconds for the first response, 15 minutes for the
token.
"""

import asyncio
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Final

from sandbox.discord.errors import ApiError, ErrorCode, Json
from sandbox.discord.state.bounded import BoundedDict
from sandbox.discord.state.guild import Channel, User
from sandbox.discord.state.messages import Message
from sandbox.discord.state.snowflakes import SnowflakeGenerator

MAX_INTERACTIONS: Final = 100_000


class InteractionType(IntEnum):
    """Types of interactions."""

    COMMAND = 2
    COMPONENT = 3
    AUTOCOMPLETE = 4
    MODAL = 5


class ResponseType(IntEnum):
    """Types of the first response (interaction callback)."""

    MESSAGE = 4
    DEFERRED_MESSAGE = 5
    DEFERRED_UPDATE = 6
    UPDATE = 7
    CHOICES = 8
    MODAL = 9


@dataclass(slots=True, eq=False)
class Interaction:
    """One interaction.

    ``name`` is the command's name, ``source_message`` the message of the pressed component, ``opened_by`` the
    interaction that opened the submitted modal. ``is_timed_out``: there was no first response in time.
    """

    id: str
    token: str
    kind: InteractionType
    user: User
    channel: Channel
    created_at: float
    data: Json
    name: str | None = None
    source_message: Message | None = None
    opened_by: "Interaction | None" = None
    attachment_limit_bytes: int = 0
    response_type: ResponseType | None = None
    answered_at: float | None = None
    original_message: Message | None = None
    """The message that ``@original`` refers to."""
    is_timed_out: bool = False
    modal: Json | None = None
    choices: list[Json] = field(default_factory=list)
    is_expired: bool = False
    settled: asyncio.Event = field(default_factory=asyncio.Event)
    """Set when the interaction was acknowledged or has timed out."""

    @property
    def status(self) -> str:
        """The status that the control API and the page show."""
        if self.response_type is None:
            return "failed" if self.is_timed_out else "pending"
        return {ResponseType.MODAL: "modal", ResponseType.CHOICES: "autocomplete"}.get(
            self.response_type, "acknowledged"
        )

    @property
    def command_name(self) -> str | None:
        """The name of the command that started the chain of interactions."""
        return self.name or (self.opened_by.command_name if self.opened_by else None)

    def as_json(self) -> Json:
        """The interaction for the control API."""
        return {
            "id": self.id,
            "status": self.status,
            "name": self.command_name,
            "latency": None if self.answered_at is None else self.answered_at - self.created_at,
            "message_id": self.original_message.id if self.original_message else None,
        }


class InteractionStore:
    """All interactions by token and by id; ``on_status`` is called at every change of a status."""

    def __init__(
        self, new_id: SnowflakeGenerator, clock: Callable[[], float], on_status: Callable[[Interaction], None]
    ) -> None:
        self.ack_timeout_seconds = 3.0
        self.token_lifetime_seconds = 15 * 60.0
        self._new_id = new_id
        self._clock = clock
        self._on_status = on_status
        self._by_token: BoundedDict[str, Interaction] = BoundedDict(MAX_INTERACTIONS)
        self._by_id: BoundedDict[str, Interaction] = BoundedDict(MAX_INTERACTIONS)

    def open(self, kind: InteractionType, user: User, channel: Channel, data: Json) -> Interaction:
        """Store a new interaction; its acknowledgement timeout starts now."""
        interaction = Interaction(
            id=self._new_id(),
            token=secrets.token_urlsafe(64),
            kind=kind,
            user=user,
            channel=channel,
            created_at=self._clock(),
            data=data,
        )
        self._by_token[interaction.token] = self._by_id[interaction.id] = interaction
        asyncio.get_running_loop().call_later(self.ack_timeout_seconds, self.fail_if_unanswered, interaction)
        return interaction

    def publish_status(self, interaction: Interaction) -> None:
        """Call ``on_status``."""
        self._on_status(interaction)

    def get(self, interaction_id: str) -> Interaction | None:
        """The interaction with this id, if known."""
        return self._by_id.get(interaction_id)

    def fail_if_unanswered(self, interaction: Interaction) -> None:
        """Mark the interaction as timed out, unless it has a response."""
        if interaction.response_type is None and not interaction.is_timed_out:
            interaction.is_timed_out = True
            interaction.settled.set()
            self._on_status(interaction)

    def require_unanswered(self, interaction_id: str, token: str) -> Interaction:
        """The interaction if it accepts a first response; UNKNOWN_INTERACTION or ALREADY_ACKNOWLEDGED otherwise."""
        interaction = self._by_token.get(token)
        if interaction is None or interaction.id != interaction_id or interaction.is_timed_out:
            raise ApiError(ErrorCode.UNKNOWN_INTERACTION)
        if interaction.response_type is not None:
            raise ApiError(ErrorCode.ALREADY_ACKNOWLEDGED)
        if self._clock() - interaction.created_at > self.ack_timeout_seconds:
            self.fail_if_unanswered(interaction)
            raise ApiError(ErrorCode.UNKNOWN_INTERACTION)
        return interaction

    def mark_answered(self, interaction: Interaction, response: ResponseType) -> None:
        """Record the first response."""
        interaction.response_type = response
        interaction.answered_at = self._clock()
        interaction.settled.set()
        self._on_status(interaction)

    def get_by_token(self, token: str) -> Interaction:
        """The acknowledged interaction of a valid token; INVALID_WEBHOOK_TOKEN or UNKNOWN_WEBHOOK otherwise."""
        interaction = self._by_token.get(token)
        if interaction is None:
            raise ApiError(ErrorCode.INVALID_WEBHOOK_TOKEN)
        if interaction.is_expired or self._clock() - interaction.created_at > self.token_lifetime_seconds:
            raise ApiError(ErrorCode.INVALID_WEBHOOK_TOKEN)
        if interaction.response_type is None:
            raise ApiError(ErrorCode.UNKNOWN_WEBHOOK)
        return interaction

    def expire_tokens(self) -> None:
        """Expire the tokens of all interactions so far."""
        for interaction in self._by_token.values():
            interaction.is_expired = True
