"""Interactions: what people did, and how far the bot has come in answering.

Times: documentation, "Receiving and Responding to Interactions": 3 seconds for the first response, 15 minutes for the
token.
"""

import asyncio
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Final

from sandbox.discord.rest.errors import ApiError, Json, Refusal
from sandbox.discord.state.bounded import Bounded
from sandbox.discord.state.messages import Message
from sandbox.discord.state.snowflakes import Snowflakes
from sandbox.discord.state.world import Channel, User

KEPT: Final = 100_000


class Kind(IntEnum):
    """What a person did."""

    COMMAND = 2
    COMPONENT = 3
    AUTOCOMPLETE = 4
    MODAL = 5


class Response(IntEnum):
    """How the bot may answer first."""

    MESSAGE = 4
    DEFERRED_MESSAGE = 5
    DEFERRED_UPDATE = 6
    UPDATE = 7
    CHOICES = 8
    MODAL = 9


@dataclass(slots=True, eq=False)
class Interaction:
    """One thing a person did. ``name`` is the command's; ``source`` the message it was done on."""

    id: str
    token: str
    kind: Kind
    user: User
    channel: Channel
    created: float
    data: Json
    name: str | None = None
    source: Message | None = None
    trigger: "Interaction | None" = None
    attachment_limit: int = 0
    response: Response | None = None
    answered_at: float | None = None
    original: Message | None = None
    """The message that ``@original`` means."""
    failed: bool = False
    modal: Json | None = None
    choices: list[Json] = field(default_factory=list)
    expired: bool = False
    decided: asyncio.Event = field(default_factory=asyncio.Event)
    """Set when it was acknowledged or has failed."""

    @property
    def status(self) -> str:
        """In a word for people."""
        if self.response is None:
            return "failed" if self.failed else "pending"
        return {Response.MODAL: "modal", Response.CHOICES: "autocomplete"}.get(self.response, "acknowledged")

    @property
    def command_name(self) -> str | None:
        """The command that all began with."""
        return self.name or (self.trigger.command_name if self.trigger else None)

    def as_json(self) -> Json:
        """What the control API tells about it."""
        return {
            "id": self.id,
            "status": self.status,
            "name": self.command_name,
            "latency": None if self.answered_at is None else self.answered_at - self.created,
            "message_id": self.original.id if self.original else None,
        }


class Interactions:
    """All interactions, by token and by id; ``on_status`` hears when one was answered or left without an answer."""

    def __init__(
        self, new_id: Snowflakes, clock: Callable[[], float], on_status: Callable[[Interaction], None]
    ) -> None:
        self.acknowledge_seconds = 3.0
        self.token_seconds = 15 * 60.0
        self._new_id = new_id
        self._clock = clock
        self._on_status = on_status
        self._by_token: Bounded[str, Interaction] = Bounded(KEPT)
        self._by_id: Bounded[str, Interaction] = Bounded(KEPT)

    def open(self, kind: Kind, user: User, channel: Channel, data: Json) -> Interaction:
        """Write down a new one; its time runs from now."""
        interaction = Interaction(
            id=self._new_id(),
            token=secrets.token_urlsafe(64),
            kind=kind,
            user=user,
            channel=channel,
            created=self._clock(),
            data=data,
        )
        self._by_token[interaction.token] = self._by_id[interaction.id] = interaction
        asyncio.get_running_loop().call_later(self.acknowledge_seconds, self.give_up, interaction)
        return interaction

    def announce(self, interaction: Interaction) -> None:
        """Tell how it stands."""
        self._on_status(interaction)

    def get(self, interaction_id: str) -> Interaction | None:
        """The interaction with this id."""
        return self._by_id.get(interaction_id)

    def give_up(self, interaction: Interaction) -> None:
        """The person is told that nobody answered, unless somebody has."""
        if interaction.response is None and not interaction.failed:
            interaction.failed = True
            interaction.decided.set()
            self._on_status(interaction)

    def unanswered(self, interaction_id: str, token: str) -> Interaction:
        """The interaction that is answered for the first time: in time, and only once."""
        interaction = self._by_token.get(token)
        if interaction is None or interaction.id != interaction_id or interaction.failed:
            raise ApiError(Refusal.UNKNOWN_INTERACTION)
        if interaction.response is not None:
            raise ApiError(Refusal.ALREADY_ACKNOWLEDGED)
        if self._clock() - interaction.created > self.acknowledge_seconds:
            self.give_up(interaction)
            raise ApiError(Refusal.UNKNOWN_INTERACTION)
        return interaction

    def answered(self, interaction: Interaction, response: Response) -> None:
        """The first response was taken."""
        interaction.response = response
        interaction.answered_at = self._clock()
        interaction.decided.set()
        self._on_status(interaction)

    def answering(self, token: str) -> Interaction:
        """The interaction whose token still works and that was answered before."""
        interaction = self._by_token.get(token)
        if interaction is None:
            raise ApiError(Refusal.INVALID_WEBHOOK_TOKEN)
        if interaction.expired or self._clock() - interaction.created > self.token_seconds:
            raise ApiError(Refusal.INVALID_WEBHOOK_TOKEN)
        if interaction.response is None:
            raise ApiError(Refusal.UNKNOWN_WEBHOOK)
        return interaction

    def expire_all(self) -> None:
        """Let all tokens be older than 15 minutes."""
        for interaction in self._by_token.values():
            interaction.expired = True
