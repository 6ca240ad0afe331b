"""The commands that the bot has registered.

Limits: documentation, "Application Commands": 100 slash commands and 15 of each menu, 25 options, 25 choices, 8000
characters a command.
"""

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any, Final

from sandbox.discord.rest.errors import ApiError, Fault, Json, Refusal
from sandbox.discord.state.snowflakes import Snowflakes

SLASH, USER_MENU, MESSAGE_MENU = 1, 2, 3
SUBCOMMAND, GROUP = 1, 2
STRING, INTEGER, NUMBER = 3, 4, 10
NESTED: Final = frozenset({SUBCOMMAND, GROUP})
_MOST: Final = {SLASH: 100, USER_MENU: 15, MESSAGE_MENU: 15}
MAX_OPTIONS: Final = 25
MAX_CHOICES: Final = 25
MAX_CHARACTERS: Final = 8000
MAX_DESCRIPTION: Final = 100
_NAME: Final = re.compile(r"[-_'\w\u0900-\u097f\u0e00-\u0e7f]{1,32}")
_MENU_NAME: Final = re.compile(r".{1,32}", re.DOTALL)

Path = tuple[str | int, ...]


class Commands:
    """The registered commands; a command keeps its id as long as its type and name stay."""

    def __init__(self, application_id: str, new_id: Snowflakes, on_change: Callable[[], None]) -> None:
        self._application_id = application_id
        self._new_id = new_id
        self._on_change = on_change
        self._ids: dict[tuple[int, str], str] = {}
        self._versions: dict[str, tuple[str, str]] = {}
        self.all: list[Json] = []

    def replace(self, payload: Any) -> list[Json]:
        """Put these commands in the place of all that were there."""
        if not isinstance(payload, list) or not all(isinstance(one, dict) for one in payload):
            raise ApiError(Refusal.INVALID_FORM, [Fault((), "BASE_TYPE_BAD_TYPE", "Must be a list of commands.")])
        if faults := list(_faults(payload)):
            raise ApiError(Refusal.INVALID_FORM, faults)
        self.all = [self._registered(command) for command in payload]
        self._on_change()
        return self.all

    def find(self, kind: int, name: str) -> Json | None:
        """The command of that type and name."""
        return next((one for one in self.all if (one["type"], one["name"]) == (kind, name)), None)

    def _registered(self, command: Json) -> Json:
        kind = command.get("type") or SLASH
        command_id = self._ids.setdefault((kind, command["name"]), self._new_id())
        defaults: Json = {"description": "", "default_member_permissions": None, "nsfw": False, "dm_permission": True}
        defaults |= {"contexts": None, "integration_types": [0], "options": []}
        given = {name: value for name, value in command.items() if value is not None}
        if given.get("default_member_permissions") is not None:
            given["default_member_permissions"] = str(given["default_member_permissions"])
        about = {"id": command_id, "application_id": self._application_id, "type": kind}
        return {**defaults, **given, **about, "version": self._version(command_id, command)}

    def _version(self, command_id: str, command: Json) -> str:
        """A version that is new when the command is different."""
        text = json.dumps(command, sort_keys=True)
        known = self._versions.get(command_id)
        if known is None or known[0] != text:
            known = self._versions[command_id] = (text, self._new_id())
        return known[1]


def _faults(commands: list[Json]) -> Iterator[Fault]:
    kinds = Counter(command.get("type") or SLASH for command in commands)
    names = Counter((command.get("type") or SLASH, command.get("name")) for command in commands)
    for kind, count in kinds.items():
        if count > _MOST.get(kind, 0):
            message = f"Maximum number of application commands reached ({_MOST.get(kind, 0)})."
            yield Fault((), "APPLICATION_COMMANDS_MAXIMUM_REACHED", message)
    for index, command in enumerate(commands):
        kind = command.get("type") or SLASH
        if names[kind, command.get("name")] > 1:
            message = "Application command names must be unique."
            yield Fault((index, "name"), "APPLICATION_COMMANDS_DUPLICATE_NAME", message)
        yield from _command((index,), kind, command)


def _command(path: Path, kind: int, command: Json) -> Iterator[Fault]:
    if kind == SLASH:
        yield from _described(path, command)
        yield from _options(path, command.get("options") or [])
    else:
        if not _MENU_NAME.fullmatch(str(command.get("name") or "")):
            yield Fault((*path, "name"), "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 32 in length.")
        if command.get("description") or command.get("options"):
            yield Fault((*path, "description"), "APPLICATION_COMMAND_TYPE_INVALID", "A menu has only a name.")
    if _characters(command) > MAX_CHARACTERS:
        yield Fault(path, "APPLICATION_COMMAND_TOO_LARGE", f"Command exceeds maximum size ({MAX_CHARACTERS}).")


def _described(path: Path, thing: Json) -> Iterator[Fault]:
    name = str(thing.get("name") or "")
    # Python's \w is wider than letters and numbers only by marks, which NFC leaves to few scripts.
    if not _NAME.fullmatch(unicodedata.normalize("NFC", name)) or name != name.lower():
        yield Fault((*path, "name"), "APPLICATION_COMMAND_INVALID_NAME", "Command name is invalid")
    if not 1 <= len(str(thing.get("description") or "")) <= MAX_DESCRIPTION:
        message = f"Must be between 1 and {MAX_DESCRIPTION} in length."
        yield Fault((*path, "description"), "BASE_TYPE_BAD_LENGTH", message)


def _options(path: Path, options: list[Json]) -> Iterator[Fault]:
    if len(options) > MAX_OPTIONS:
        yield Fault((*path, "options"), "BASE_TYPE_MAX_LENGTH", f"Must be {MAX_OPTIONS} or fewer in length.")
    names, optional = Counter(option.get("name") for option in options), False
    for index, option in enumerate(options):
        here = (*path, "options", index)
        yield from _described(here, option)
        if names[option.get("name")] > 1:
            message = "Option names must be unique."
            yield Fault((*here, "name"), "APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS", message)
        if option.get("required") and optional:
            message = "Required options must be placed before non-required options"
            yield Fault(here, "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID", message)
        optional = optional or not option.get("required")
        if option.get("type") in NESTED:
            yield from _options(here, option.get("options") or [])
        yield from _choices(here, option)


def _choices(path: Path, option: Json) -> Iterator[Fault]:
    choices = option.get("choices") or []
    if len(choices) > MAX_CHOICES:
        yield Fault((*path, "choices"), "BASE_TYPE_MAX_LENGTH", f"Must be {MAX_CHOICES} or fewer in length.")
    if choices and option.get("autocomplete"):
        message = "Choices and autocomplete exclude each other."
        yield Fault((*path, "autocomplete"), "APPLICATION_COMMAND_AUTOCOMPLETE_INVALID", message)
    wanted = {STRING: str, INTEGER: int, NUMBER: int | float}.get(option.get("type", 0), object)
    for index, choice in enumerate(choices):
        if not isinstance(choice.get("value"), wanted):
            message = "The value does not fit the option's type."
            yield Fault((*path, "choices", index, "value"), "APPLICATION_COMMAND_OPTIONS_CHOICE_INVALID", message)


def _characters(thing: Json) -> int:
    """Characters of names, descriptions and values, down to the choices."""
    own = sum(len(thing.get(field) or "") for field in ("name", "description"))
    inside = sum(_characters(option) for option in thing.get("options") or ())
    choices = sum(len(str(choice.get("name"))) + len(str(choice.get("value"))) for choice in thing.get("choices") or ())
    return own + inside + choices
