"""Endpoints of interactions: the callback, and the webhook of an interaction's token."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from sandbox.discord.errors import ApiError, ErrorCode
from sandbox.discord.faults import FaultInjector
from sandbox.discord.rest.pipeline import Endpoint, EndpointCall, RestResponse
from sandbox.discord.rest.responses import ORIGINAL_MESSAGE_ID, InteractionResponses
from sandbox.discord.state.interactions import InteractionStore
from sandbox.discord.state.world import World

_CALLBACK_PATH: Final = "/interactions/{interaction_id}/{interaction_token}/callback"
_WEBHOOK_PATH: Final = "/webhooks/{webhook_id}/{webhook_token}"
_ORIGINAL_PATH: Final = f"{_WEBHOOK_PATH}/messages/@original"
_MESSAGE_PATH: Final = f"{_WEBHOOK_PATH}/messages/{{message_id}}"


@dataclass(slots=True, eq=False)
class InteractionEndpoints:
    """Endpoints that answer interactions; none of them needs the bot's token."""

    world: World
    interactions: InteractionStore
    responses: InteractionResponses
    faults: FaultInjector

    def __iter__(self) -> Iterator[Endpoint]:
        """All endpoints."""
        yield Endpoint("POST", _CALLBACK_PATH, self.respond, needs_token=False)
        yield Endpoint("POST", _WEBHOOK_PATH, self.follow_up, needs_token=False)
        for path in (_ORIGINAL_PATH, _MESSAGE_PATH):
            yield Endpoint("GET", path, self.get_message, needs_token=False)
            yield Endpoint("PATCH", path, self.edit_message, needs_token=False)
            yield Endpoint("DELETE", path, self.delete_message, needs_token=False)

    async def respond(self, call: EndpointCall) -> RestResponse:
        """Take the first response, which must come once and within three seconds."""
        interaction = self.interactions.require_unanswered(
            call.path_part("interaction_id"), call.path_part("interaction_token")
        )
        if self.faults.trigger("late_ack", call.request.path):
            self.interactions.fail_if_unanswered(interaction)
            raise ApiError(ErrorCode.UNKNOWN_INTERACTION)
        body = self.responses.respond(interaction, call.body)
        call.entry.latency = interaction.as_json()["latency"]
        wanted = call.request.query.get("with_response", "").lower() in {"1", "true"}
        return RestResponse(body) if wanted else RestResponse()

    async def follow_up(self, call: EndpointCall) -> RestResponse:
        """Create a followup message."""
        return RestResponse(self.responses.follow_up(self._require_token(call), call.body).as_json())

    async def get_message(self, call: EndpointCall) -> RestResponse:
        """A message of the interaction, by id or ``@original``."""
        _, message = self.responses.get_message(self._require_token(call), _message_id(call))
        return RestResponse(message.as_json())

    async def edit_message(self, call: EndpointCall) -> RestResponse:
        """Edit a message of the interaction."""
        return RestResponse(self.responses.edit(self._require_token(call), _message_id(call), call.body).as_json())

    async def delete_message(self, call: EndpointCall) -> RestResponse:
        """Delete a message of the interaction."""
        self.responses.delete(self._require_token(call), _message_id(call))
        return RestResponse()

    def _require_token(self, call: EndpointCall) -> str:
        if call.path_part("webhook_id") != self.world.application_id:
            raise ApiError(ErrorCode.UNKNOWN_WEBHOOK)
        return call.path_part("webhook_token")


def _message_id(call: EndpointCall) -> str:
    return call.request.match_info.get("message_id", ORIGINAL_MESSAGE_ID)
