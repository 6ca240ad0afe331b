"""Turns what the bot sends into messages: checked, files kept, media resolved, components numbered."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final, NamedTuple

from sandbox.discord.rest.errors import ApiError, Json, Refusal
from sandbox.discord.rest.request_body import Body
from sandbox.discord.rest.unfurling import Loading
from sandbox.discord.state.files import DEFAULT_LARGEST, Files, Upload
from sandbox.discord.state.messages import PLAIN, Content, Flag, Message, Messages
from sandbox.discord.state.snowflakes import Snowflakes
from sandbox.discord.state.world import Channel, User, World
from sandbox.discord.validation import defaults, mentions
from sandbox.discord.validation import messages as rules
from sandbox.discord.validation.components import media_of, walk
from sandbox.discord.validation.messages import Form

_SETTABLE: Final = Flag.SUPPRESS_EMBEDS | Flag.IS_COMPONENTS_V2 | Flag.SUPPRESS_NOTIFICATIONS


class Setting(NamedTuple):
    """What a new message is apart from its content."""

    kind: int
    only_for: User | None = None
    token: str | None = None
    extra: Json = {}  # noqa: RUF012 - shared, but nobody writes to it
    author: User | None = None
    """Whose it is; the bot's where nobody is named."""


class Posting:
    """Writes and rewrites messages; ``on_media`` is given each one that has new media, to look at what is elsewhere."""

    def __init__(
        self,
        world: World,
        messages: Messages,
        files: Files,
        new_id: Snowflakes,
        clock: Callable[[], float],
        on_media: Callable[[Message], None],
    ) -> None:
        self._world = world
        self._messages = messages
        self._files = files
        self._new_id = new_id
        self._clock = clock
        self._on_media = on_media

    def create(self, channel: Channel, body: Body, setting: Setting, *, largest: int = DEFAULT_LARGEST) -> Message:
        """A new message of the bot."""
        form = self._form(body, Content(), PLAIN, largest)
        self._check(form)
        message = self.blank(channel, setting, form.flags & _SETTABLE)
        message.content = self._content(form, channel)
        message.nonce = form.payload.get("nonce")
        self._messages.add(message)
        self._on_media(message)
        return message

    def blank(self, channel: Channel, setting: Setting, flags: Flag) -> Message:
        """A message with nothing in it that nobody sees yet."""
        return Message(
            id=self._new_id(),
            channel=channel,
            author=setting.author or self._world.bot,
            created=self._clock(),
            content=Content(),
            files=self._files,
            flags=flags | (Flag.EPHEMERAL if setting.only_for else PLAIN),
            kind=setting.kind,
            only_for=setting.only_for,
            token=setting.token,
            extra=setting.extra,
        )

    def edit(self, message: Message, body: Body, *, largest: int = DEFAULT_LARGEST) -> Message:
        """Change a message; one that was "thinking" becomes an ordinary one, which does not count as edited."""
        form = self._form(body, message.content, message.flags, largest)
        self._check(form)
        was_loading = bool(message.flags & Flag.LOADING)
        staying = {one["id"] for one in form.kept}
        for attachment in message.content.attachments:
            if attachment["id"] not in staying:
                self._files.drop(attachment["id"])
        message.content = self._content(form, message.channel)
        message.flags = (message.flags | (form.flags & _SETTABLE)) & ~Flag.LOADING
        self._messages.changed(message, edited=not was_loading)
        self._on_media(message)
        return message

    def _form(self, body: Body, before: Content, flags: Flag, largest: int) -> Form:
        payload = body.payload if isinstance(body.payload, dict) else {}
        return Form(payload, body.uploads, before, flags, largest, self._files.origin)

    def _check(self, form: Form) -> None:
        rules.check(form)
        if faults := list(defaults.in_message(form.payload.get("components"), self._world)):
            raise ApiError(Refusal.INVALID_FORM, faults)

    def _content(self, form: Form, channel: Channel) -> Content:
        attachments = form.kept + list(self._uploaded(form, channel))
        components = form.after("components")
        if "components" in form.payload:
            components = self._finished(components, _by_name(attachments, form.uploads))
        content = Content(form.after("content"), form.after("embeds"), components, attachments)
        mentions.mark(content, form.payload.get("allowed_mentions"), self._world)
        return content

    def _uploaded(self, form: Form, channel: Channel) -> Iterator[Json]:
        descriptions = {str(one.get("id")): one.get("description") for one in form.listed or ()}
        for number, upload in sorted(form.uploads.items()):
            yield self._files.keep(upload, f"attachments/{channel.id}", descriptions.get(str(number)))

    def _finished(self, components: list[Json], attachments: Mapping[str, Json]) -> list[Json]:
        """Components as Discord gives them back; the ones that were sent stay as they are, for the journal."""
        numbers = _Numbers(components)
        return [self._one(component, attachments, numbers) for component in components]

    def _one(self, component: Json, attachments: Mapping[str, Json], numbers: "_Numbers") -> Json:
        finished = {**defaults.told(component), "id": component.get("id") or numbers.next()}
        if isinstance(component.get("components"), list):
            finished["components"] = [self._one(inner, attachments, numbers) for inner in component["components"]]
        if isinstance(component.get("accessory"), dict):
            finished["accessory"] = self._one(component["accessory"], attachments, numbers)
        if isinstance(component.get("items"), list):
            finished["items"] = [dict(item) for item in component["items"]]
        for path, media in media_of(finished):
            _put(finished, path, self._media(media, attachments))
        return finished

    def _media(self, media: Json, attachments: Mapping[str, Json]) -> Json:
        url = str(media["url"])
        attachment = attachments.get(url.removeprefix("attachment://")) or attachments.get(url.partition("?")[0])
        if attachment is None:
            return {"id": self._new_id(), "url": url, "proxy_url": url, "loading_state": Loading.COMING}
        fields = ("url", "proxy_url", "width", "height", "content_type")
        resolved = {field: attachment[field] for field in fields if field in attachment}
        return {"id": self._new_id(), "attachment_id": attachment["id"], "loading_state": Loading.THERE, **resolved}


class _Numbers:
    """Gives components without an id the next free number."""

    def __init__(self, components: list[Json]) -> None:
        self._taken = {one.component.get("id") for one in walk(components)}
        self._last = 0

    def next(self) -> int:
        self._last += 1
        while self._last in self._taken:
            self._last += 1
        return self._last


def _by_name(attachments: list[Json], uploads: Mapping[int, Upload]) -> dict[str, Json]:
    """By what a component may call them: ``attachment://`` and a name, or the address that Discord gave."""
    named = {key: one for one in attachments for key in (one["filename"], one["url"].partition("?")[0])}
    return named | {upload.filename: named[upload.safe_name] for upload in uploads.values()}


def _put(tree: Any, path: tuple[str | int, ...], value: Json) -> None:
    *way, last = path
    for part in way:
        tree = tree[part]
    tree[last] = value
