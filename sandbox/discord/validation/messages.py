"""The rules for whole messages that stand across their fields."""

from collections.abc import Iterator, Mapping
from typing import Any, Final, NamedTuple

from sandbox.discord.rest.errors import ApiError, Fault, Json, Refusal
from sandbox.discord.state.files import Upload
from sandbox.discord.state.messages import PLAIN, Content, Flag
from sandbox.discord.validation import components

MAX_CONTENT: Final = 2000
MAX_FILES: Final = 10
MAX_DESCRIPTION: Final = 1024
MAX_EMBEDS: Final = 10
MAX_EMBED_CHARACTERS: Final = 6000
_LEGACY: Final = ("content", "embeds", "poll", "sticker_ids")


class Form(NamedTuple):
    """What is asked for: a new message, or a change of one that looks like ``before``."""

    payload: Json
    uploads: Mapping[int, Upload]
    before: Content
    flags_before: Flag
    largest: int
    """Bytes that one file may have."""
    origin: str = ""
    """The stand-in's own address, the only one that may be shown without TLS."""

    @property
    def v2(self) -> bool:
        """Whether it is made of Components V2, which cannot be taken back."""
        return bool((self.flags_before | self.flags) & Flag.IS_COMPONENTS_V2)

    @property
    def flags(self) -> Flag:
        """The flags that were sent."""
        flags = self.payload.get("flags")
        return Flag(flags) if isinstance(flags, int) else PLAIN

    def after(self, field: str) -> Any:
        """A field as it will be: a missing one stays, an explicit null empties."""
        if field in self.payload:
            return self.payload[field] or _EMPTY[field]
        return getattr(self.before, "text" if field == "content" else field, _EMPTY[field])

    @property
    def listed(self) -> list[Json] | None:
        """The attachments that were named; ``None`` when they were not, so that all stay."""
        listed = self.payload.get("attachments")
        return None if listed is None else [one for one in listed if isinstance(one, dict)]

    @property
    def kept(self) -> list[Json]:
        """The attachments of the old message that stay."""
        if self.listed is None:
            return self.before.attachments
        wanted = {str(one.get("id")) for one in self.listed}
        return [one for one in self.before.attachments if one["id"] in wanted]

    @property
    def filenames(self) -> set[str]:
        """What ``attachment://`` may name."""
        new = {name for upload in self.uploads.values() for name in (upload.filename, upload.safe_name)}
        return new | {one["filename"] for one in self.kept}


_EMPTY: Final[dict[str, Any]] = {"content": "", "embeds": [], "components": [], "poll": None, "sticker_ids": []}


def check(form: Form) -> None:
    """Refuse a message that Discord would refuse."""
    if any(len(upload.data) > form.largest for upload in form.uploads.values()):
        raise ApiError(Refusal.TOO_LARGE)
    faults = [*_texts(form), *_attachments(form), *_version(form)]
    if "components" in form.payload:
        faults += components.faults(form.after("components"), v2=form.v2, filenames=form.filenames, origin=form.origin)
    if faults:
        raise ApiError(Refusal.INVALID_FORM, faults)
    shown = [form.after(field) for field in _EMPTY]
    if not (any(shown) or (not form.v2 and (form.uploads or form.kept))):
        raise ApiError(Refusal.EMPTY_MESSAGE)


def _texts(form: Form) -> Iterator[Fault]:
    content, embeds = form.after("content"), form.after("embeds")
    if len(content) > MAX_CONTENT:
        yield Fault(("content",), "BASE_TYPE_MAX_LENGTH", f"Must be {MAX_CONTENT} or fewer in length.")
    if len(embeds) > MAX_EMBEDS:
        yield Fault(("embeds",), "BASE_TYPE_MAX_LENGTH", f"Must be {MAX_EMBEDS} or fewer in length.")
    if sum(map(_characters, embeds)) > MAX_EMBED_CHARACTERS:
        message = f"Embed size exceeds maximum size of {MAX_EMBED_CHARACTERS}"
        yield Fault(("embeds",), "MAX_EMBED_SIZE_EXCEEDED", message)


def _characters(embed: Json) -> int:
    texts = [embed.get("title"), embed.get("description")]
    texts += [(embed.get("footer") or {}).get("text"), (embed.get("author") or {}).get("name")]
    texts += [part for one in embed.get("fields") or () for part in (one.get("name"), one.get("value"))]
    return sum(len(text or "") for text in texts)


def _attachments(form: Form) -> Iterator[Fault]:
    if len(form.kept) + len(form.uploads) > MAX_FILES:
        yield Fault(("attachments",), "BASE_TYPE_MAX_LENGTH", f"Must be {MAX_FILES} or fewer in length.")
    if form.listed is None:
        return
    known = {str(number) for number in form.uploads} | {one["id"] for one in form.before.attachments}
    for index, one in enumerate(form.listed):
        if str(one.get("id")) not in known:
            yield Fault(("attachments", index, "id"), "ATTACHMENT_NOT_FOUND", "Neither uploaded nor on the message.")
        if len(one.get("description") or "") > MAX_DESCRIPTION:
            message = f"Must be {MAX_DESCRIPTION} or fewer in length."
            yield Fault(("attachments", index, "description"), "BASE_TYPE_MAX_LENGTH", message)
    for number in sorted(set(form.uploads) - {_number(one) for one in form.listed}):
        yield Fault(("attachments",), "ATTACHMENT_NOT_LISTED", f"files[{number}] was uploaded but is not listed.")


def _number(attachment: Json) -> int:
    identifier = str(attachment.get("id", ""))
    return int(identifier) if identifier.isascii() and identifier.isdigit() else -1


def _version(form: Form) -> Iterator[Fault]:
    if (
        form.flags_before & Flag.IS_COMPONENTS_V2
        and form.payload.get("flags") is not None
        and not (form.flags & Flag.IS_COMPONENTS_V2)
    ):
        yield Fault(("flags",), "MESSAGE_CANNOT_REMOVE_COMPONENTS_V2_FLAG", "This flag cannot be removed.")
    if form.v2:
        message = "The flag IS_COMPONENTS_V2 excludes this field."
        for field in _LEGACY:
            if form.after(field):
                yield Fault((field,), "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2", message)
