"""The application commands that the bot has registered, with Discord's validation.

Limits: documentation, "Application Commands": 100 slash commands and 15 of each menu, 25 options, 25 choices, 8000
characters a command.
"""

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Final

from sandbox.discord.errors import ApiError, ErrorCode, FieldError, FieldPath, Json
from sandbox.discord.state.localizations import duplicate_locales, localization_errors, longest
from sandbox.discord.state.snowflakes import SnowflakeGenerator

SLASH, USER_MENU, MESSAGE_MENU = 1, 2, 3
SUBCOMMAND, SUBCOMMAND_GROUP = 1, 2
STRING, INTEGER, NUMBER = 3, 4, 10
SUBCOMMAND_TYPES: Final = frozenset({SUBCOMMAND, SUBCOMMAND_GROUP})
_MAX_COMMANDS_BY_TYPE: Final = {SLASH: 100, USER_MENU: 15, MESSAGE_MENU: 15}
MAX_OPTIONS: Final = 25
MAX_CHOICES: Final = 25
MAX_COMMAND_CHARACTERS: Final = 8000
MAX_DESCRIPTION_LENGTH: Final = 100
MAX_CHOICE_NAME_LENGTH: Final = 100
_GLOBAL_ONLY_FIELDS: Final = frozenset({"dm_permission", "contexts", "integration_types"})
"""Fields that commands of a single server do not have (documentation, "Application Command Structure")."""
_NAME_PATTERN: Final = re.compile(r"[-_'\w\u0900-\u097f\u0e00-\u0e7f]{1,32}")
_MENU_NAME_PATTERN: Final = re.compile(r".{1,32}", re.DOTALL)


class CommandRegistry:
    """The commands registered everywhere, or for one server (``guild_id``).

    A command keeps its id as long as its type and name are unchanged.
    """

    def __init__(
        self,
        application_id: str,
        new_id: SnowflakeGenerator,
        on_change: Callable[[], None],
        guild_id: str | None = None,
    ) -> None:
        self.application_id = application_id
        self._guild_id = guild_id
        self._new_id = new_id
        self._on_change = on_change
        self._ids: dict[tuple[int, str], str] = {}
        self._versions: dict[str, tuple[str, str]] = {}
        self.all: list[Json] = []

    def replace(self, payload: object) -> list[Json]:
        """Validate these commands and replace all registered ones; returns them with ids and defaults."""
        if not isinstance(payload, list) or not all(isinstance(one, dict) for one in payload):
            raise ApiError(
                ErrorCode.INVALID_FORM, [FieldError((), "BASE_TYPE_BAD_TYPE", "Must be a list of commands.")]
            )
        if errors := list(_list_errors(payload)):
            raise ApiError(ErrorCode.INVALID_FORM, errors)
        self.all = [self._register(command) for command in payload]
        self._on_change()
        return self.all

    def _register(self, command: Json) -> Json:
        kind = command.get("type") or SLASH
        command_id = self._ids.setdefault((kind, command["name"]), self._new_id())
        defaults: Json = {"description": "", "default_member_permissions": None, "nsfw": False, "options": []}
        given = {name: value for name, value in command.items() if value is not None}
        if self._guild_id is None:
            defaults |= {"dm_permission": True, "contexts": None, "integration_types": [0]}
        else:
            given = {name: value for name, value in given.items() if name not in _GLOBAL_ONLY_FIELDS}
            defaults["guild_id"] = self._guild_id
        if given.get("default_member_permissions") is not None:
            given["default_member_permissions"] = str(given["default_member_permissions"])
        about = {"id": command_id, "application_id": self.application_id, "type": kind}
        return {**defaults, **given, **about, "version": self._version_of(command_id, command)}

    def _version_of(self, command_id: str, command: Json) -> str:
        """The version of a command; changes when the command does."""
        text = json.dumps(command, sort_keys=True)
        known = self._versions.get(command_id)
        if known is None or known[0] != text:
            known = self._versions[command_id] = (text, self._new_id())
        return known[1]


def _list_errors(commands: list[Json]) -> Iterator[FieldError]:
    kinds = Counter(command.get("type") or SLASH for command in commands)
    names = Counter((command.get("type") or SLASH, command.get("name")) for command in commands)
    for kind, count in kinds.items():
        if count > _MAX_COMMANDS_BY_TYPE.get(kind, 0):
            message = f"Maximum number of application commands reached ({_MAX_COMMANDS_BY_TYPE.get(kind, 0)})."
            yield FieldError((), "APPLICATION_COMMANDS_MAXIMUM_REACHED", message)
    for index, command in enumerate(commands):
        kind = command.get("type") or SLASH
        if names[kind, command.get("name")] > 1:
            message = "Application command names must be unique."
            yield FieldError((index, "name"), "APPLICATION_COMMANDS_DUPLICATE_NAME", message)
        of_kind = [one for one in commands if (one.get("type") or SLASH) == kind]
        for locale in duplicate_locales(of_kind, of_kind.index(command)):
            message = f"Application command names must be unique in {locale}."
            here = (index, "name_localizations", locale)
            yield FieldError(here, "APPLICATION_COMMANDS_DUPLICATE_NAME", message)
        yield from _command_errors((index,), kind, command)


def _command_errors(path: FieldPath, kind: int, command: Json) -> Iterator[FieldError]:
    if kind == SLASH:
        yield from _description_errors(path, command)
        yield from _option_errors(path, command.get("options") or [])
    else:
        yield from _menu_name_errors((*path, "name"), command.get("name"))
        yield from localization_errors(path, command, "name", _menu_name_errors)
        if command.get("description") or command.get("options"):
            yield FieldError((*path, "description"), "APPLICATION_COMMAND_TYPE_INVALID", "A menu has only a name.")
    if _total_characters(command) > MAX_COMMAND_CHARACTERS:
        yield FieldError(
            path, "APPLICATION_COMMAND_TOO_LARGE", f"Command exceeds maximum size ({MAX_COMMAND_CHARACTERS})."
        )


def _description_errors(path: FieldPath, thing: Json) -> Iterator[FieldError]:
    for field, errors_of in (("name", _name_errors), ("description", _description_text_errors)):
        yield from errors_of((*path, field), thing.get(field))
        yield from localization_errors(path, thing, field, errors_of)


def _menu_name_errors(path: FieldPath, name: object) -> Iterator[FieldError]:
    if not _MENU_NAME_PATTERN.fullmatch(str(name or "")):
        yield FieldError(path, "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 32 in length.")


def _name_errors(path: FieldPath, value: object) -> Iterator[FieldError]:
    name = str(value or "")
    # Beyond letters and digits Python's \w matches only combining marks, which NFC leaves in few scripts.
    if not _NAME_PATTERN.fullmatch(unicodedata.normalize("NFC", name)) or name != name.lower():
        yield FieldError(path, "APPLICATION_COMMAND_INVALID_NAME", "Command name is invalid")


def _description_text_errors(path: FieldPath, description: object) -> Iterator[FieldError]:
    if not 1 <= len(str(description or "")) <= MAX_DESCRIPTION_LENGTH:
        message = f"Must be between 1 and {MAX_DESCRIPTION_LENGTH} in length."
        yield FieldError(path, "BASE_TYPE_BAD_LENGTH", message)


def _option_errors(path: FieldPath, options: list[Json]) -> Iterator[FieldError]:
    if len(options) > MAX_OPTIONS:
        yield FieldError((*path, "options"), "BASE_TYPE_MAX_LENGTH", f"Must be {MAX_OPTIONS} or fewer in length.")
    names, optional = Counter(option.get("name") for option in options), False
    for index, option in enumerate(options):
        here = (*path, "options", index)
        yield from _description_errors(here, option)
        if names[option.get("name")] > 1:
            message = "Option names must be unique."
            yield FieldError((*here, "name"), "APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS", message)
        for locale in duplicate_locales(options, index):
            message = f"Option names must be unique in {locale}."
            yield FieldError(
                (*here, "name_localizations", locale), "APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS", message
            )
        if option.get("required") and optional:
            message = "Required options must be placed before non-required options"
            yield FieldError(here, "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID", message)
        optional = optional or not option.get("required")
        if option.get("type") in SUBCOMMAND_TYPES:
            yield from _option_errors(here, option.get("options") or [])
        yield from _choice_errors(here, option)


def _choice_errors(path: FieldPath, option: Json) -> Iterator[FieldError]:
    choices = option.get("choices") or []
    if len(choices) > MAX_CHOICES:
        yield FieldError((*path, "choices"), "BASE_TYPE_MAX_LENGTH", f"Must be {MAX_CHOICES} or fewer in length.")
    if choices and option.get("autocomplete"):
        message = "Choices and autocomplete exclude each other."
        yield FieldError((*path, "autocomplete"), "APPLICATION_COMMAND_AUTOCOMPLETE_INVALID", message)
    wanted = {STRING: str, INTEGER: int, NUMBER: int | float}.get(option.get("type", 0), object)
    for index, choice in enumerate(choices):
        here = (*path, "choices", index)
        yield from _choice_name_errors((*here, "name"), choice.get("name"))
        yield from localization_errors(here, choice, "name", _choice_name_errors)
        if not isinstance(choice.get("value"), wanted):
            message = "The value does not fit the option's type."
            yield FieldError((*here, "value"), "APPLICATION_COMMAND_OPTIONS_CHOICE_INVALID", message)


def _choice_name_errors(path: FieldPath, name: object) -> Iterator[FieldError]:
    if not 1 <= len(str(name or "")) <= MAX_CHOICE_NAME_LENGTH:
        message = f"Must be between 1 and {MAX_CHOICE_NAME_LENGTH} in length."
        yield FieldError(path, "BASE_TYPE_BAD_LENGTH", message)


def _total_characters(thing: Json) -> int:
    """Characters of all names, descriptions and values, including options and choices, each in its longest language."""
    own = sum(longest(thing, field) for field in ("name", "description"))
    inside = sum(_total_characters(option) for option in thing.get("options") or ())
    choices = sum(longest(choice, "name") + len(str(choice.get("value"))) for choice in thing.get("choices") or ())
    return own + inside + choices
