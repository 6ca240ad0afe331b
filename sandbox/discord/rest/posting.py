"""Creates and edits messages: validates them, stores files, resolves media, and numbers components."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final, NamedTuple

from sandbox.discord.errors import ApiError, ErrorCode, FieldPath, Json
from sandbox.discord.rest.request_body import Body
from sandbox.discord.rest.unfurling import LoadingState
from sandbox.discord.shop import Shop
from sandbox.discord.state.files import DEFAULT_MAX_FILE_BYTES, FileStore, Upload
from sandbox.discord.state.guild import Channel, User
from sandbox.discord.state.messages import NO_FLAGS, Message, MessageContent, MessageFlag, MessageStore
from sandbox.discord.state.snowflakes import SnowflakeGenerator
from sandbox.discord.state.world import World
from sandbox.discord.validation import defaults, mentions
from sandbox.discord.validation import messages as rules
from sandbox.discord.validation.components import list_media, premium_button_errors, walk_components
from sandbox.discord.validation.messages import MessageForm

_SETTABLE_FLAGS: Final = MessageFlag.SUPPRESS_EMBEDS | MessageFlag.IS_COMPONENTS_V2 | MessageFlag.SUPPRESS_NOTIFICATIONS


class MessageAttributes(NamedTuple):
    """Attributes of a new message apart from its content."""

    kind: int
    only_visible_to: User | None = None
    token: str | None = None
    extra: Mapping[str, object] = MappingProxyType({})
    author: User | None = None
    """The author; ``None`` means the bot."""


@dataclass(slots=True, eq=False)
class MessageWriter:
    """Creates and edits messages; ``on_media`` is called with each one, to unfurl media from other addresses."""

    world: World
    messages: MessageStore
    files: FileStore
    new_id: SnowflakeGenerator
    clock: Callable[[], float]
    on_media: Callable[[Message], None]
    shop: Shop

    def create(
        self,
        channel: Channel,
        body: Body,
        attributes: MessageAttributes,
        *,
        max_file_bytes: int = DEFAULT_MAX_FILE_BYTES,
    ) -> Message:
        """Create a message and store it."""
        form = self._build_form(body, MessageContent(), NO_FLAGS, max_file_bytes)
        self._check_form(form, channel)
        message = self.build_blank(channel, attributes, form.flags & _SETTABLE_FLAGS)
        message.content = self._build_content(form, channel)
        message.nonce = form.payload.get("nonce")
        self.messages.add(message)
        self.on_media(message)
        return message

    def build_blank(self, channel: Channel, attributes: MessageAttributes, flags: MessageFlag) -> Message:
        """An empty message that is not stored yet."""
        return Message(
            id=self.new_id(),
            channel=channel,
            author=attributes.author or self.world.bot,
            created_at=self.clock(),
            content=MessageContent(),
            files=self.files,
            flags=flags | (MessageFlag.EPHEMERAL if attributes.only_visible_to else NO_FLAGS),
            kind=attributes.kind,
            only_visible_to=attributes.only_visible_to,
            token=attributes.token,
            extra=attributes.extra,
        )

    def edit(self, message: Message, body: Body, *, max_file_bytes: int = DEFAULT_MAX_FILE_BYTES) -> Message:
        """Edit a message; filling in a deferred ("thinking") one does not mark it as edited."""
        form = self._build_form(body, message.content, message.flags, max_file_bytes)
        self._check_form(form, message.channel)
        was_loading = bool(message.flags & MessageFlag.LOADING)
        staying = {one["id"] for one in form.kept_attachments}
        for attachment in message.content.attachments:
            if attachment["id"] not in staying:
                self.files.delete(attachment["id"])
        message.content = self._build_content(form, message.channel)
        message.flags = (message.flags | (form.flags & _SETTABLE_FLAGS)) & ~MessageFlag.LOADING
        self.messages.mark_changed(message, edited=not was_loading)
        self.on_media(message)
        return message

    def _build_form(
        self, body: Body, old_content: MessageContent, flags: MessageFlag, max_file_bytes: int
    ) -> MessageForm:
        payload = body.payload if isinstance(body.payload, dict) else {}
        return MessageForm(payload, body.uploads, old_content, flags, max_file_bytes, self.files.origin)

    def _check_form(self, form: MessageForm, channel: Channel) -> None:
        rules.check_message(form)
        components = form.payload.get("components")
        errors = [
            *defaults.message_default_errors(components, self.world, channel),
            *premium_button_errors(components, self.shop.offered_ids),
        ]
        if errors:
            raise ApiError(ErrorCode.INVALID_FORM, errors)

    def _build_content(self, form: MessageForm, channel: Channel) -> MessageContent:
        attachments = form.kept_attachments + list(self._store_uploads(form, channel))
        components = form.new_value("components")
        if "components" in form.payload:
            components = self._finish_components(components, _attachments_by_name(attachments, form.uploads))
        content = MessageContent(form.new_value("content"), form.new_value("embeds"), components, attachments)
        mentions.set_mentions(content, form.payload.get("allowed_mentions"), self.world)
        return content

    def _store_uploads(self, form: MessageForm, channel: Channel) -> Iterator[Json]:
        descriptions = {str(one.get("id")): one.get("description") for one in form.listed_attachments or ()}
        for number, upload in sorted(form.uploads.items()):
            yield self.files.store(upload, f"attachments/{channel.id}", descriptions.get(str(number)))

    def _finish_components(self, components: list[Json], attachments: Mapping[str, Json]) -> list[Json]:
        """A copy of the components as Discord returns them; the originals stay unchanged for the journal."""
        numbers = _ComponentIds(components)
        return [self._finish_component(component, attachments, numbers) for component in components]

    def _finish_component(self, component: Json, attachments: Mapping[str, Json], numbers: "_ComponentIds") -> Json:
        finished = {**defaults.with_text_ids(component), "id": component.get("id") or numbers.next()}
        if isinstance(component.get("components"), list):
            finished["components"] = [
                self._finish_component(inner, attachments, numbers) for inner in component["components"]
            ]
        if isinstance(component.get("accessory"), dict):
            finished["accessory"] = self._finish_component(component["accessory"], attachments, numbers)
        if isinstance(component.get("items"), list):
            finished["items"] = [dict(item) for item in component["items"]]
        for path, media in list_media(finished):
            _set_at_path(finished, path, self._resolve_media(media, attachments))
        return finished

    def _resolve_media(self, media: Json, attachments: Mapping[str, Json]) -> Json:
        url = str(media["url"])
        attachment = attachments.get(url.removeprefix("attachment://")) or attachments.get(url.partition("?")[0])
        if attachment is None:
            return {"id": self.new_id(), "url": url, "proxy_url": url, "loading_state": LoadingState.LOADING}
        fields = ("url", "proxy_url", "width", "height", "content_type")
        resolved = {field: attachment[field] for field in fields if field in attachment}
        return {
            "id": self.new_id(),
            "attachment_id": attachment["id"],
            "loading_state": LoadingState.LOADED,
            **resolved,
        }


class _ComponentIds:
    """Assigns the next free number to components without an id."""

    def __init__(self, components: list[Json]) -> None:
        self._taken = {one.component.get("id") for one in walk_components(components)}
        self._last = 0

    def next(self) -> int:
        self._last += 1
        while self._last in self._taken:
            self._last += 1
        return self._last


def _attachments_by_name(attachments: list[Json], uploads: Mapping[int, Upload]) -> dict[str, Json]:
    """Attachments by the references that components may use: ``attachment://`` names and URLs from Discord."""
    named = {key: one for one in attachments for key in (one["filename"], one["url"].partition("?")[0])}
    return named | {upload.filename: named[upload.safe_name] for upload in uploads.values()}


def _set_at_path(tree: Any, path: FieldPath, value: Json) -> None:
    *way, last = path
    for part in way:
        tree = tree[part]
    tree[last] = value
