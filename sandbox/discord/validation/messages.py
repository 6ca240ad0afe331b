"""Rules for whole messages that span several fields."""

from collections.abc import Iterator, Mapping
from typing import Any, Final, NamedTuple

from sandbox.discord.errors import ApiError, ErrorCode, FieldError, Json
from sandbox.discord.state.files import Upload
from sandbox.discord.state.messages import NO_FLAGS, MessageContent, MessageFlag
from sandbox.discord.validation import components

MAX_CONTENT_LENGTH: Final = 2000
MAX_FILES_PER_MESSAGE: Final = 10
MAX_DESCRIPTION_LENGTH: Final = 1024
MAX_EMBEDS: Final = 10
MAX_EMBED_CHARACTERS: Final = 6000
_LEGACY_FIELDS: Final = ("content", "embeds", "poll", "sticker_ids")


class MessageForm(NamedTuple):
    """The request for a new message, or for an edit of one with ``old_content`` and ``old_flags``."""

    payload: Json
    uploads: Mapping[int, Upload]
    old_content: MessageContent
    old_flags: MessageFlag
    max_file_bytes: int
    """Largest file in bytes."""
    origin: str = ""
    """The stand-in's own address, the only one that media may have without TLS."""

    @property
    def is_v2(self) -> bool:
        """Whether the message uses Components V2; a message cannot leave that mode."""
        return bool((self.old_flags | self.flags) & MessageFlag.IS_COMPONENTS_V2)

    @property
    def flags(self) -> MessageFlag:
        """The flags in the request."""
        flags = self.payload.get("flags")
        return MessageFlag(flags) if isinstance(flags, int) else NO_FLAGS

    def new_value(self, field: str) -> Any:
        """The resulting value of a field: a missing field keeps its value, an explicit null empties it."""
        if field in self.payload:
            return self.payload[field] or _EMPTY_VALUES[field]
        return getattr(self.old_content, "text" if field == "content" else field, _EMPTY_VALUES[field])

    @property
    def listed_attachments(self) -> list[Json] | None:
        """The attachments listed in the request; ``None`` if the field is missing, which keeps all."""
        listed = self.payload.get("attachments")
        return None if listed is None else [one for one in listed if isinstance(one, dict)]

    @property
    def kept_attachments(self) -> list[Json]:
        """The existing attachments that the edit keeps."""
        if self.listed_attachments is None:
            return self.old_content.attachments
        wanted = {str(one.get("id")) for one in self.listed_attachments}
        return [one for one in self.old_content.attachments if one["id"] in wanted]

    @property
    def filenames(self) -> set[str]:
        """The names that ``attachment://`` may refer to."""
        new = {name for upload in self.uploads.values() for name in (upload.filename, upload.safe_name)}
        return new | {one["filename"] for one in self.kept_attachments}


_EMPTY_VALUES: Final[dict[str, Any]] = {"content": "", "embeds": [], "components": [], "poll": None, "sticker_ids": []}


def check_message(form: MessageForm) -> None:
    """Raise :class:`ApiError` if Discord would reject the message."""
    if any(len(upload.data) > form.max_file_bytes for upload in form.uploads.values()):
        raise ApiError(ErrorCode.TOO_LARGE)
    errors = [*_text_errors(form), *_attachment_errors(form), *_v2_errors(form)]
    if "components" in form.payload:
        errors += components.component_errors(
            form.new_value("components"), v2=form.is_v2, filenames=form.filenames, origin=form.origin
        )
    if errors:
        raise ApiError(ErrorCode.INVALID_FORM, errors)
    shown = [form.new_value(field) for field in _EMPTY_VALUES]
    if not (any(shown) or (not form.is_v2 and (form.uploads or form.kept_attachments))):
        raise ApiError(ErrorCode.EMPTY_MESSAGE)


def _text_errors(form: MessageForm) -> Iterator[FieldError]:
    content, embeds = form.new_value("content"), form.new_value("embeds")
    if len(content) > MAX_CONTENT_LENGTH:
        yield FieldError(("content",), "BASE_TYPE_MAX_LENGTH", f"Must be {MAX_CONTENT_LENGTH} or fewer in length.")
    if len(embeds) > MAX_EMBEDS:
        yield FieldError(("embeds",), "BASE_TYPE_MAX_LENGTH", f"Must be {MAX_EMBEDS} or fewer in length.")
    if sum(map(_embed_characters, embeds)) > MAX_EMBED_CHARACTERS:
        message = f"Embed size exceeds maximum size of {MAX_EMBED_CHARACTERS}"
        yield FieldError(("embeds",), "MAX_EMBED_SIZE_EXCEEDED", message)


def _embed_characters(embed: Json) -> int:
    texts = [embed.get("title"), embed.get("description")]
    texts += [(embed.get("footer") or {}).get("text"), (embed.get("author") or {}).get("name")]
    texts += [part for one in embed.get("fields") or () for part in (one.get("name"), one.get("value"))]
    return sum(len(text or "") for text in texts)


def _attachment_errors(form: MessageForm) -> Iterator[FieldError]:
    if len(form.kept_attachments) + len(form.uploads) > MAX_FILES_PER_MESSAGE:
        yield FieldError(
            ("attachments",), "BASE_TYPE_MAX_LENGTH", f"Must be {MAX_FILES_PER_MESSAGE} or fewer in length."
        )
    if form.listed_attachments is None:
        return
    known = {str(number) for number in form.uploads} | {one["id"] for one in form.old_content.attachments}
    for index, one in enumerate(form.listed_attachments):
        if str(one.get("id")) not in known:
            yield FieldError(
                ("attachments", index, "id"), "ATTACHMENT_NOT_FOUND", "Neither uploaded nor on the message."
            )
        if len(one.get("description") or "") > MAX_DESCRIPTION_LENGTH:
            message = f"Must be {MAX_DESCRIPTION_LENGTH} or fewer in length."
            yield FieldError(("attachments", index, "description"), "BASE_TYPE_MAX_LENGTH", message)
    for number in sorted(set(form.uploads) - {_attachment_number(one) for one in form.listed_attachments}):
        yield FieldError(("attachments",), "ATTACHMENT_NOT_LISTED", f"files[{number}] was uploaded but is not listed.")


def _attachment_number(attachment: Json) -> int:
    identifier = str(attachment.get("id", ""))
    return int(identifier) if identifier.isascii() and identifier.isdigit() else -1


def _v2_errors(form: MessageForm) -> Iterator[FieldError]:
    if (
        form.old_flags & MessageFlag.IS_COMPONENTS_V2
        and form.payload.get("flags") is not None
        and not (form.flags & MessageFlag.IS_COMPONENTS_V2)
    ):
        yield FieldError(("flags",), "MESSAGE_CANNOT_REMOVE_COMPONENTS_V2_FLAG", "This flag cannot be removed.")
    if form.is_v2:
        message = "The flag IS_COMPONENTS_V2 excludes this field."
        for field in _LEGACY_FIELDS:
            if form.new_value(field):
                yield FieldError((field,), "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2", message)
