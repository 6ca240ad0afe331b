"""Endpoints of interactions: the callback, and the webhook that each interaction's token opens."""

from collections.abc import Iterator
from typing import Final

from sandbox.discord.rest.errors import ApiError, Refusal
from sandbox.discord.rest.faults import Faults
from sandbox.discord.rest.pipeline import Answer, Call, Endpoint
from sandbox.discord.rest.responses import ORIGINAL, Answers
from sandbox.discord.state.interactions import Interactions
from sandbox.discord.state.world import World

_CALLBACK: Final = "/interactions/{interaction_id}/{interaction_token}/callback"
_WEBHOOK: Final = "/webhooks/{webhook_id}/{webhook_token}"
_ORIGINAL: Final = f"{_WEBHOOK}/messages/@original"
_MESSAGE: Final = f"{_WEBHOOK}/messages/{{message_id}}"


class InteractionEndpoints:
    """How a bot answers; none of these needs the bot's token."""

    def __init__(self, world: World, interactions: Interactions, answers: Answers, faults: Faults) -> None:
        self._world = world
        self._interactions = interactions
        self._answers = answers
        self._faults = faults

    def __iter__(self) -> Iterator[Endpoint]:
        """All of them."""
        yield Endpoint("POST", _CALLBACK, self.respond, with_token=False)
        yield Endpoint("POST", _WEBHOOK, self.follow_up, with_token=False)
        for path in (_ORIGINAL, _MESSAGE):
            yield Endpoint("GET", path, self.get, with_token=False)
            yield Endpoint("PATCH", path, self.edit, with_token=False)
            yield Endpoint("DELETE", path, self.delete, with_token=False)

    async def respond(self, call: Call) -> Answer:
        """The first response, within three seconds and only once."""
        interaction = self._interactions.unanswered(call.part("interaction_id"), call.part("interaction_token"))
        if self._faults.strike("late_ack", call.request.path):
            self._interactions.give_up(interaction)
            raise ApiError(Refusal.UNKNOWN_INTERACTION)
        body = self._answers.first(interaction, call.body)
        call.entry.latency = interaction.as_json()["latency"]
        wanted = call.request.query.get("with_response", "").lower() in {"1", "true"}
        return Answer(body) if wanted else Answer()

    async def follow_up(self, call: Call) -> Answer:
        """One more message."""
        return Answer(self._answers.follow_up(self._token(call), call.body).as_json())

    async def get(self, call: Call) -> Answer:
        """A message of the interaction."""
        _, message = self._answers.message(self._token(call), _which(call))
        return Answer(message.as_json())

    async def edit(self, call: Call) -> Answer:
        """Change a message of the interaction."""
        return Answer(self._answers.edit(self._token(call), _which(call), call.body).as_json())

    async def delete(self, call: Call) -> Answer:
        """Delete a message of the interaction."""
        self._answers.delete(self._token(call), _which(call))
        return Answer()

    def _token(self, call: Call) -> str:
        if call.part("webhook_id") != self._world.application_id:
            raise ApiError(Refusal.UNKNOWN_WEBHOOK)
        return call.part("webhook_token")


def _which(call: Call) -> str:
    return call.request.match_info.get("message_id", ORIGINAL)
