"""What a person fills into a command, checked as Discord's own client does, and as the bot will receive it."""

import base64
import binascii
from collections.abc import Callable, Collection, Mapping
from typing import Any, Final, NamedTuple

from sandbox.discord.rest import serialize
from sandbox.discord.rest.errors import Json
from sandbox.discord.state.commands import INTEGER, MESSAGE_MENU, NESTED, NUMBER, SLASH, STRING, USER_MENU
from sandbox.discord.state.commands import Commands as Registered
from sandbox.discord.state.files import DEFAULT_LARGEST, Files, Upload
from sandbox.discord.state.messages import Message
from sandbox.discord.state.world import DIRECT, Channel, User, World

BOOLEAN, USER, CHANNEL, ROLE, MENTIONABLE, ATTACHMENT = 5, 6, 7, 8, 9, 11
MAX_STRING: Final = 6000
_TYPES: Final[dict[int, tuple[type, ...]]] = {STRING: (str,), INTEGER: (int,), NUMBER: (int, float), BOOLEAN: (bool,)}


class Unsendable(Exception):
    """Discord's client would not let a person send this; the sentence says why."""


class Resolved:
    """The things that a person's choices in a channel refer to, as they travel beside them."""

    def __init__(self, world: World, files: Files, chooser: User, here: Channel) -> None:
        self._world = world
        self._files = files
        self._chooser = chooser
        self._here = here
        self.things: dict[str, dict[str, Json]] = {}

    def user(self, value: object) -> str:
        """A user by id or name."""
        user = person(self._world, value)
        self._add("users", user.id, user.as_json())
        if self._here.kind != DIRECT:
            self._add("members", user.id, serialize.partial_member(self._world, user, self._here))
        return user.id

    def channel(self, value: object) -> str:
        """A channel of the guild by id or name, one that the person sees."""
        channel = place(self._world, value)
        if channel.kind == DIRECT or not channel.shows_to(self._chooser):
            raise Unsendable(f"There is no channel {value!r}.")
        self._add("channels", channel.id, serialize.partial_channel(self._world, channel, self._chooser))
        return channel.id

    def channel_of(self, value: object, kinds: Collection[int]) -> str:
        """A channel of one of these types; of any where there are none."""
        channel = place(self._world, value)
        if kinds and channel.kind not in kinds:
            raise Unsendable(f"#{channel.name} is not offered.")
        return self.channel(channel.id)

    def role(self, value: object) -> str:
        """A role by id or name."""
        found = self._world.role(value)
        if found is None:
            raise Unsendable(f"There is no role {value!r}.")
        self._add("roles", found.id, found.as_json(self._world.roles.index(found)))
        return found.id

    def mentionable(self, value: object) -> str:
        """A role or a user."""
        return self.role(value) if self._world.role(value) else self.user(value)

    def attachment(self, value: object) -> str:
        """A file: ``{"filename": …, "data_base64": …}``."""
        upload = uploaded(value)
        attachment = self._files.keep(upload, f"ephemeral-attachments/{self._world.application_id}")
        self._add("attachments", attachment["id"], {**attachment, "ephemeral": True})
        return str(attachment["id"])

    def message(self, message: Message) -> str:
        """A message that a menu was opened on."""
        self._add("messages", message.id, message.as_json())
        return message.id

    def _add(self, kind: str, key: str, thing: Json) -> None:
        self.things.setdefault(kind, {})[key] = thing


def person(world: World, value: object) -> User:
    """A user by id or, for people at a keyboard, by name."""
    for user in world.users.values():
        if value == user.id or str(value).casefold() == user.name.casefold():
            return user
    raise Unsendable(f"There is no user {value!r}.")


def place(world: World, value: object) -> Channel:
    """A channel by id or name."""
    for channel in world.channels.values():
        if value == channel.id or str(value).removeprefix("#") == channel.name:
            return channel
    raise Unsendable(f"There is no channel {value!r}.")


def uploaded(value: object) -> Upload:
    """A file as the page sends it."""
    if not isinstance(value, dict) or not isinstance(value.get("filename"), str):
        raise Unsendable("An attachment is {filename, data_base64}.")
    try:
        data = base64.b64decode(value.get("data_base64", ""), validate=True)
    except (binascii.Error, TypeError, ValueError):
        raise Unsendable("data_base64 is not base64.") from None
    if len(data) > DEFAULT_LARGEST:
        raise Unsendable(f"Your files are too powerful: at most {DEFAULT_LARGEST // 2**20} MiB.")
    return Upload(value["filename"], data)


class Chosen(NamedTuple):
    """A command found by its path, such as ``mod block``."""

    command: Json
    path: tuple[str, ...]
    options: list[Json]
    """The definitions of what can be filled in."""

    @property
    def name(self) -> str:
        """The whole path."""
        return " ".join(self.path)

    def data(self, values: list[Json], resolved: Resolved) -> Json:
        """The interaction's ``data``: values nested below their subcommand."""
        nested, definition = values, self.command
        kinds = []
        for name in self.path[1:]:
            definition = next(one for one in definition["options"] if one["name"] == name)
            kinds.append((definition["type"], name))
        for kind, name in reversed(kinds):
            nested = [{"type": kind, "name": name, "options": nested}]
        return self.about() | {"options": nested, "resolved": resolved.things}

    def about(self) -> Json:
        """What all kinds of commands have in their ``data``."""
        return {"id": self.command["id"], "name": self.command["name"], "type": self.command["type"]}


def find(commands: Registered, name: object) -> Chosen:
    """The slash command with that path."""
    path = tuple(str(name).removeprefix("/").split())
    command = commands.find(SLASH, path[0]) if path else None
    if command is None:
        raise Unsendable(f"The bot has no command /{name}.")
    options: list[Json] = command["options"]
    for part in path[1:]:
        inner = next((one for one in options if one["name"] == part and one["type"] in NESTED), None)
        if inner is None:
            raise Unsendable(f"The bot has no command /{name}.")
        options = inner.get("options") or []
    if any(one["type"] in NESTED for one in options):
        raise Unsendable(f"/{name} needs a subcommand.")
    return Chosen(command, path, options)


def find_menu(commands: Registered, name: object, *, on_message: bool) -> Chosen:
    """The menu entry with that name."""
    command = commands.find(MESSAGE_MENU if on_message else USER_MENU, str(name))
    if command is None:
        raise Unsendable(f"The bot has no menu entry “{name}”.")
    return Chosen(command, (str(name),), [])


def filled(chosen: Chosen, values: Mapping[str, Any], resolved: Resolved) -> list[Json]:
    """The options as the bot receives them; :class:`Unsendable` for the first that cannot be sent."""
    known = {option["name"] for option in chosen.options}
    if unknown := sorted(values.keys() - known):
        raise Unsendable(f"/{chosen.name} has no option {unknown[0]}.")
    sent = []
    for option in chosen.options:
        value = values.get(option["name"])
        if value is not None:
            sent.append({"type": option["type"], "name": option["name"], "value": _value(option, value, resolved)})
        elif option.get("required"):
            raise Unsendable(f"This option is required: {option['name']}.")
    return sent


def drafted(chosen: Chosen, values: Mapping[str, Any], focused: str) -> list[Json]:
    """The options while somebody still types: unchecked, as text, one of them focused."""
    definitions = {option["name"]: option for option in chosen.options}
    if not definitions.get(focused, {}).get("autocomplete"):
        raise Unsendable(f"The option {focused} has no autocomplete.")
    sent = []
    for name in [*(one for one in values if one != focused and one in definitions), focused]:
        kind = definitions[name]["type"]
        if kind == ATTACHMENT:
            continue
        value = str(values.get(name) or "") if name == focused or kind == STRING else values[name]
        sent.append({"type": kind, "name": name, "value": value, **({"focused": True} if name == focused else {})})
    return sent


def _value(option: Json, value: object, resolved: Resolved) -> Any:
    kind = option["type"]
    if kind == CHANNEL:
        return resolved.channel_of(value, option.get("channel_types") or ())
    if kind in (referring := _referring(resolved)):
        return referring[kind](value)
    if not isinstance(value, _TYPES[kind]) or (kind != BOOLEAN and isinstance(value, bool)):
        raise Unsendable(f"{option['name']}: {value!r} is not a value that it can have.")
    choices = option.get("choices")
    if choices and value not in [choice["value"] for choice in choices]:
        raise Unsendable(f"{option['name']}: {value!r} is not one of its choices.")
    if isinstance(value, str):
        _bounded(option["name"], len(value), option.get("min_length", 1), option.get("max_length", MAX_STRING))
    elif kind != BOOLEAN and isinstance(value, int | float):
        _bounded(option["name"], value, option.get("min_value"), option.get("max_value"))
    return value


def _referring(resolved: Resolved) -> dict[int, Callable[[object], str]]:
    return {
        USER: resolved.user,
        ROLE: resolved.role,
        MENTIONABLE: resolved.mentionable,
        ATTACHMENT: resolved.attachment,
    }


def _bounded(name: str, measure: float, least: float | None, most: float | None) -> None:
    if least is not None and measure < least:
        raise Unsendable(f"{name}: at least {least}, not {measure}.")
    if most is not None and measure > most:
        raise Unsendable(f"{name}: at most {most}, not {measure}.")
