"""Responses to interactions: callbacks, ``@original`` and followups."""

from dataclasses import dataclass
from typing import Final

from sandbox.discord.errors import ApiError, ErrorCode, Json, invalid_form
from sandbox.discord.rest.posting import MessageAttributes, MessageWriter
from sandbox.discord.rest.request_body import Body
from sandbox.discord.state.commands import MESSAGE_MENU
from sandbox.discord.state.interactions import Interaction, InteractionStore, InteractionType, ResponseType
from sandbox.discord.state.messages import NO_FLAGS, Message, MessageFlag, MessageStore, MessageType
from sandbox.discord.state.world import World
from sandbox.discord.validation import defaults, modals

ORIGINAL_MESSAGE_ID: Final = "@original"
MAX_CHOICES: Final = 25
_ALLOWED_RESPONSES: Final = {
    InteractionType.COMMAND: {ResponseType.MESSAGE, ResponseType.DEFERRED_MESSAGE, ResponseType.MODAL},
    InteractionType.COMPONENT: set(ResponseType) - {ResponseType.CHOICES},
    InteractionType.AUTOCOMPLETE: {ResponseType.CHOICES},
    InteractionType.MODAL: set(ResponseType) - {ResponseType.CHOICES, ResponseType.MODAL},
}


@dataclass(slots=True, eq=False)
class InteractionResponses:
    """Applies the bot's responses to interactions."""

    world: World
    interactions: InteractionStore
    messages: MessageStore
    message_writer: MessageWriter

    def respond(self, interaction: Interaction, body: Body) -> Json:
        """Apply the first response; returns the body that ``with_response`` asks for."""
        payload = body.payload if isinstance(body.payload, dict) else {}
        response = _parse_response_type(interaction, payload)
        data = payload.get("data") or {}
        match response:
            case ResponseType.MESSAGE:
                interaction.original_message = self._create(
                    interaction, Body(data, body.uploads), flags=_parse_flags(data)
                )
            case ResponseType.DEFERRED_MESSAGE:
                interaction.original_message = self._defer(interaction, _parse_flags(data))
            case ResponseType.DEFERRED_UPDATE:
                interaction.original_message = interaction.source_message
            case ResponseType.UPDATE:
                interaction.original_message = interaction.source_message
                self._edit(interaction, _require_present(interaction.source_message), Body(data, body.uploads))
            case ResponseType.CHOICES:
                interaction.choices = _parse_choices(data)
            case ResponseType.MODAL:
                modals.check_modal(data)
                if errors := list(defaults.modal_default_errors(data, self.world, interaction.channel)):
                    raise ApiError(ErrorCode.INVALID_FORM, errors)
                interaction.modal = {**data, "components": [defaults.with_text_ids(one) for one in data["components"]]}
        self.interactions.mark_answered(interaction, response)
        return _callback_json(interaction, response)

    def get_message(self, token: str, message_id: str) -> tuple[Interaction, Message]:
        """A message that the token can reach: ``@original``, one by id, or the message of the pressed component."""
        interaction = self.interactions.get_by_token(token)
        if message_id == ORIGINAL_MESSAGE_ID:
            return interaction, _require_present(interaction.original_message)
        message = self.messages.get(message_id)
        if message not in {interaction.original_message, interaction.source_message} and message.token != token:
            raise ApiError(ErrorCode.UNKNOWN_MESSAGE)
        return interaction, message

    def edit(self, token: str, message_id: str, body: Body) -> Message:
        """Edit a message that the token can reach."""
        interaction, message = self.get_message(token, message_id)
        return self._edit(interaction, message, body)

    def delete(self, token: str, message_id: str) -> None:
        """Delete a message that the token can reach."""
        _, message = self.get_message(token, message_id)
        self.messages.delete(message)

    def follow_up(self, token: str, body: Body) -> Message:
        """Create a followup; right after a defer it fills in the "thinking" message instead, as on Discord."""
        interaction = self.interactions.get_by_token(token)
        original = interaction.original_message
        if original is not None and not original.deleted and original.flags & MessageFlag.LOADING:
            return self._edit(interaction, original, body)
        payload = body.payload if isinstance(body.payload, dict) else {}
        return self._create(interaction, body, flags=_parse_flags(payload), follows=original)

    def _edit(self, interaction: Interaction, message: Message, body: Body) -> Message:
        return self.message_writer.edit(message, body, max_file_bytes=interaction.attachment_limit_bytes)

    def _create(
        self, interaction: Interaction, body: Body, *, flags: MessageFlag, follows: Message | None = None
    ) -> Message:
        attributes = self._message_attributes(interaction, flags, follows)
        return self.message_writer.create(
            interaction.channel, body, attributes, max_file_bytes=interaction.attachment_limit_bytes
        )

    def _defer(self, interaction: Interaction, flags: MessageFlag) -> Message:
        if flags & ~MessageFlag.EPHEMERAL:
            raise invalid_form(
                "data", "flags", code="BASE_TYPE_CHOICES", message="A defer takes no flag but EPHEMERAL."
            )
        message = self.message_writer.build_blank(
            interaction.channel, self._message_attributes(interaction, flags, None), MessageFlag.LOADING
        )
        self.messages.add(message)
        return message

    def _message_attributes(
        self, interaction: Interaction, flags: MessageFlag, follows: Message | None
    ) -> MessageAttributes:
        replied = follows or interaction.source_message
        extra: Json = {
            "application_id": self.world.application_id,
            "webhook_id": self.world.application_id,
            "interaction_metadata": _interaction_metadata(interaction),
        }
        kind = MessageType.REPLY
        if interaction.kind is InteractionType.COMMAND and follows is None:
            is_menu = interaction.data.get("type") == MESSAGE_MENU
            kind = MessageType.CONTEXT_MENU_COMMAND if is_menu else MessageType.CHAT_INPUT_COMMAND
        elif replied is not None and replied.only_visible_to is None:
            extra["message_reference"] = _message_reference(replied)
        if interaction.name is not None:
            extra["interaction"] = _legacy_interaction(interaction)
        return MessageAttributes(
            kind, interaction.user if flags & MessageFlag.EPHEMERAL else None, interaction.token, extra
        )


def _parse_response_type(interaction: Interaction, payload: Json) -> ResponseType:
    try:
        response = ResponseType(payload.get("type", 0))
    except ValueError:
        raise invalid_form("type", code="BASE_TYPE_CHOICES", message="There is no such callback type.") from None
    updates = response in {ResponseType.UPDATE, ResponseType.DEFERRED_UPDATE}
    if response not in _ALLOWED_RESPONSES[interaction.kind] or (updates and interaction.source_message is None):
        message = f"An interaction of type {interaction.kind} cannot be answered with type {response}."
        raise invalid_form("type", code="INTERACTION_CALLBACK_TYPE_INVALID", message=message)
    return response


def _parse_choices(data: Json) -> list[Json]:
    choices = data.get("choices")
    if not isinstance(choices, list) or len(choices) > MAX_CHOICES:
        message = f"Must be a list of {MAX_CHOICES} or fewer."
        raise invalid_form("data", "choices", code="BASE_TYPE_MAX_LENGTH", message=message)
    return choices


def _parse_flags(data: Json) -> MessageFlag:
    flags = data.get("flags")
    return MessageFlag(flags) if isinstance(flags, int) else NO_FLAGS


def _require_present(message: Message | None) -> Message:
    if message is None or message.deleted:
        raise ApiError(ErrorCode.UNKNOWN_MESSAGE)
    return message


def _callback_json(interaction: Interaction, response: ResponseType) -> Json:
    described: Json = {"id": interaction.id, "type": int(interaction.kind)}
    body: Json = {"interaction": described}
    message = interaction.original_message
    if message is not None:
        described |= {
            "response_message_id": message.id,
            "response_message_loading": bool(message.flags & MessageFlag.LOADING),
            "response_message_ephemeral": message.only_visible_to is not None,
        }
        if response in {ResponseType.MESSAGE, ResponseType.UPDATE}:
            body["resource"] = {"type": int(response), "message": message.as_json()}
    return body


def _interaction_metadata(interaction: Interaction) -> Json:
    metadata: Json = {
        "id": interaction.id,
        "type": int(interaction.kind),
        "user": interaction.user.as_json(),
        "authorizing_integration_owners": {},
    }
    if interaction.kind is InteractionType.COMPONENT and interaction.source_message is not None:
        metadata["interacted_message_id"] = interaction.source_message.id
    if interaction.opened_by is not None:
        metadata["triggering_interaction_metadata"] = _interaction_metadata(interaction.opened_by)
    return metadata


def _legacy_interaction(interaction: Interaction) -> Json:
    user = interaction.user.as_json()
    return {"id": interaction.id, "type": int(interaction.kind), "name": interaction.name, "user": user}


def _message_reference(message: Message) -> Json:
    reference: Json = {"type": 0, "channel_id": message.channel.id, "message_id": message.id}
    if message.channel.guild is not None:
        reference["guild_id"] = message.channel.guild.id
    return reference
