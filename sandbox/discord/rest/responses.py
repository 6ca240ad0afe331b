"""The first responses to interactions and what may follow: callbacks, ``@original`` and followups."""

from typing import Final

from sandbox.discord.rest.errors import ApiError, Json, Refusal, invalid
from sandbox.discord.rest.posting import Posting, Setting
from sandbox.discord.rest.request_body import Body
from sandbox.discord.state.commands import MESSAGE_MENU
from sandbox.discord.state.interactions import Interaction, Interactions, Kind, Response
from sandbox.discord.state.messages import PLAIN, Flag, Message, Messages, MessageType
from sandbox.discord.state.world import World
from sandbox.discord.validation import defaults, modals

ORIGINAL: Final = "@original"
MAX_CHOICES: Final = 25
_ALLOWED: Final = {
    Kind.COMMAND: {Response.MESSAGE, Response.DEFERRED_MESSAGE, Response.MODAL},
    Kind.COMPONENT: set(Response) - {Response.CHOICES},
    Kind.AUTOCOMPLETE: {Response.CHOICES},
    Kind.MODAL: set(Response) - {Response.CHOICES, Response.MODAL},
}


class Answers:
    """What the bot says to interactions."""

    def __init__(self, world: World, interactions: Interactions, messages: Messages, posting: Posting) -> None:
        self._world = world
        self._interactions = interactions
        self._messages = messages
        self._posting = posting

    def first(self, interaction: Interaction, body: Body) -> Json:
        """Take a first response; returns the body of ``with_response``."""
        payload = body.payload if isinstance(body.payload, dict) else {}
        response = _response(interaction, payload)
        data = payload.get("data") or {}
        match response:
            case Response.MESSAGE:
                interaction.original = self._create(interaction, Body(data, body.uploads), flags=_flags(data))
            case Response.DEFERRED_MESSAGE:
                interaction.original = self._defer(interaction, _flags(data))
            case Response.DEFERRED_UPDATE:
                interaction.original = interaction.source
            case Response.UPDATE:
                interaction.original = interaction.source
                self._edit(interaction, _present(interaction.source), Body(data, body.uploads))
            case Response.CHOICES:
                interaction.choices = _choices(data)
            case Response.MODAL:
                modals.check(data)
                if faults := list(defaults.in_modal(data, self._world)):
                    raise ApiError(Refusal.INVALID_FORM, faults)
                interaction.modal = {**data, "components": [defaults.told(one) for one in data["components"]]}
        self._interactions.answered(interaction, response)
        return _callback(interaction, response)

    def message(self, token: str, which: str) -> tuple[Interaction, Message]:
        """A message that this token may reach: ``@original`` or one by id, also the one that was pressed on."""
        interaction = self._interactions.answering(token)
        if which == ORIGINAL:
            return interaction, _present(interaction.original)
        message = self._messages.get(which)
        if message not in {interaction.original, interaction.source} and message.token != token:
            raise ApiError(Refusal.UNKNOWN_MESSAGE)
        return interaction, message

    def edit(self, token: str, which: str, body: Body) -> Message:
        """Change such a message."""
        interaction, message = self.message(token, which)
        return self._edit(interaction, message, body)

    def delete(self, token: str, which: str) -> None:
        """Delete such a message."""
        _, message = self.message(token, which)
        self._messages.delete(message)

    def follow_up(self, token: str, body: Body) -> Message:
        """One more message. Right after a defer it fills the "thinking" message instead, as on Discord."""
        interaction = self._interactions.answering(token)
        original = interaction.original
        if original is not None and not original.deleted and original.flags & Flag.LOADING:
            return self._edit(interaction, original, body)
        payload = body.payload if isinstance(body.payload, dict) else {}
        return self._create(interaction, body, flags=_flags(payload), follows=original)

    def _edit(self, interaction: Interaction, message: Message, body: Body) -> Message:
        return self._posting.edit(message, body, largest=interaction.attachment_limit)

    def _create(self, interaction: Interaction, body: Body, *, flags: Flag, follows: Message | None = None) -> Message:
        setting = self._setting(interaction, flags, follows)
        return self._posting.create(interaction.channel, body, setting, largest=interaction.attachment_limit)

    def _defer(self, interaction: Interaction, flags: Flag) -> Message:
        if flags & ~Flag.EPHEMERAL:
            raise invalid("data", "flags", code="BASE_TYPE_CHOICES", message="A defer takes no flag but EPHEMERAL.")
        message = self._posting.blank(interaction.channel, self._setting(interaction, flags, None), Flag.LOADING)
        self._messages.add(message)
        return message

    def _setting(self, interaction: Interaction, flags: Flag, follows: Message | None) -> Setting:
        replied = follows or interaction.source
        extra: Json = {
            "application_id": self._world.application_id,
            "webhook_id": self._world.application_id,
            "interaction_metadata": _metadata(interaction),
        }
        kind = MessageType.REPLY
        if interaction.kind is Kind.COMMAND and follows is None:
            is_menu = interaction.data.get("type") == MESSAGE_MENU
            kind = MessageType.CONTEXT_MENU_COMMAND if is_menu else MessageType.CHAT_INPUT_COMMAND
        elif replied is not None and replied.only_for is None:
            extra["message_reference"] = _reference(self._world, replied)
        if interaction.name is not None:
            extra["interaction"] = _legacy(interaction)
        return Setting(kind, interaction.user if flags & Flag.EPHEMERAL else None, interaction.token, extra)


def _response(interaction: Interaction, payload: Json) -> Response:
    try:
        response = Response(payload.get("type", 0))
    except ValueError:
        raise invalid("type", code="BASE_TYPE_CHOICES", message="There is no such callback type.") from None
    updates = response in {Response.UPDATE, Response.DEFERRED_UPDATE}
    if response not in _ALLOWED[interaction.kind] or (updates and interaction.source is None):
        message = f"An interaction of type {interaction.kind} cannot be answered with type {response}."
        raise invalid("type", code="INTERACTION_CALLBACK_TYPE_INVALID", message=message)
    return response


def _choices(data: Json) -> list[Json]:
    choices = data.get("choices")
    if not isinstance(choices, list) or len(choices) > MAX_CHOICES:
        message = f"Must be a list of {MAX_CHOICES} or fewer."
        raise invalid("data", "choices", code="BASE_TYPE_MAX_LENGTH", message=message)
    return choices


def _flags(data: Json) -> Flag:
    flags = data.get("flags")
    return Flag(flags) if isinstance(flags, int) else PLAIN


def _present(message: Message | None) -> Message:
    if message is None or message.deleted:
        raise ApiError(Refusal.UNKNOWN_MESSAGE)
    return message


def _callback(interaction: Interaction, response: Response) -> Json:
    told: Json = {"id": interaction.id, "type": int(interaction.kind)}
    body: Json = {"interaction": told}
    message = interaction.original
    if message is not None:
        told |= {
            "response_message_id": message.id,
            "response_message_loading": bool(message.flags & Flag.LOADING),
            "response_message_ephemeral": message.only_for is not None,
        }
        if response in {Response.MESSAGE, Response.UPDATE}:
            body["resource"] = {"type": int(response), "message": message.as_json()}
    return body


def _metadata(interaction: Interaction) -> Json:
    metadata: Json = {
        "id": interaction.id,
        "type": int(interaction.kind),
        "user": interaction.user.as_json(),
        "authorizing_integration_owners": {},
    }
    if interaction.kind is Kind.COMPONENT and interaction.source is not None:
        metadata["interacted_message_id"] = interaction.source.id
    if interaction.trigger is not None:
        metadata["triggering_interaction_metadata"] = _metadata(interaction.trigger)
    return metadata


def _legacy(interaction: Interaction) -> Json:
    user = interaction.user.as_json()
    return {"id": interaction.id, "type": int(interaction.kind), "name": interaction.name, "user": user}


def _reference(world: World, message: Message) -> Json:
    reference: Json = {"type": 0, "channel_id": message.channel.id, "message_id": message.id}
    if message.channel.recipient is None:
        reference["guild_id"] = world.guild_id
    return reference
