"""Options of commands: validated as Discord's client does, and encoded as the bot receives them."""

from collections.abc import Callable, Iterable, Mapping
from typing import Final, NamedTuple

from sandbox.discord.errors import ClientValidationError, Json
from sandbox.discord.people.resolved_data import ResolvedData
from sandbox.discord.state.commands import INTEGER, MESSAGE_MENU, NUMBER, SLASH, STRING, SUBCOMMAND_TYPES, USER_MENU

BOOLEAN, USER, CHANNEL, ROLE, MENTIONABLE, ATTACHMENT = 5, 6, 7, 8, 9, 11
MAX_STRING_LENGTH: Final = 6000
_PYTHON_TYPES: Final[dict[int, tuple[type, ...]]] = {
    STRING: (str,),
    INTEGER: (int,),
    NUMBER: (int, float),
    BOOLEAN: (bool,),
}


class SelectedCommand(NamedTuple):
    """A command or subcommand, selected by its path, such as ``mod block``."""

    command: Json
    path: tuple[str, ...]
    options: list[Json]
    """The definitions of its options."""

    @property
    def name(self) -> str:
        """The whole path, separated by spaces."""
        return " ".join(self.path)

    def build_data(self, values: list[Json], resolved: ResolvedData) -> Json:
        """The interaction's ``data``, with the values nested below their subcommand."""
        nested, definition = values, self.command
        kinds = []
        for name in self.path[1:]:
            definition = next(one for one in definition["options"] if one["name"] == name)
            kinds.append((definition["type"], name))
        for kind, name in reversed(kinds):
            nested = [{"type": kind, "name": name, "options": nested}]
        return self.base_data() | {"options": nested, "resolved": resolved.objects}

    def base_data(self) -> Json:
        """The fields of ``data`` that all types of commands have; commands of one server name it."""
        data = {"id": self.command["id"], "name": self.command["name"], "type": self.command["type"]}
        return data | ({"guild_id": self.command["guild_id"]} if "guild_id" in self.command else {})


def find_command(commands: Iterable[Json], name: object) -> SelectedCommand:
    """The slash command with that path; :class:`ClientValidationError` if there is none."""
    path = tuple(str(name).removeprefix("/").split())
    command = _find(commands, SLASH, path[0]) if path else None
    if command is None:
        raise ClientValidationError(f"The bot has no command /{name}.")
    options: list[Json] = command["options"]
    for part in path[1:]:
        inner = next((one for one in options if one["name"] == part and one["type"] in SUBCOMMAND_TYPES), None)
        if inner is None:
            raise ClientValidationError(f"The bot has no command /{name}.")
        options = inner.get("options") or []
    if any(one["type"] in SUBCOMMAND_TYPES for one in options):
        raise ClientValidationError(f"/{name} needs a subcommand.")
    return SelectedCommand(command, path, options)


def find_menu_command(commands: Iterable[Json], name: object, *, on_message: bool) -> SelectedCommand:
    """The context menu command with that name; :class:`ClientValidationError` if there is none."""
    command = _find(commands, MESSAGE_MENU if on_message else USER_MENU, str(name))
    if command is None:
        raise ClientValidationError(f"The bot has no menu entry “{name}”.")
    return SelectedCommand(command, (str(name),), [])


def _find(commands: Iterable[Json], kind: int, name: str) -> Json | None:
    return next((one for one in commands if (one["type"], one["name"]) == (kind, name)), None)


def build_options(chosen: SelectedCommand, values: Mapping[str, object], resolved: ResolvedData) -> list[Json]:
    """Validate and encode the options; :class:`ClientValidationError` for the first invalid one."""
    known = {option["name"] for option in chosen.options}
    if unknown := sorted(values.keys() - known):
        raise ClientValidationError(f"/{chosen.name} has no option {unknown[0]}.")
    sent = []
    for option in chosen.options:
        value = values.get(option["name"])
        if value is not None:
            sent.append(
                {"type": option["type"], "name": option["name"], "value": _validate_value(option, value, resolved)}
            )
        elif option.get("required"):
            raise ClientValidationError(f"This option is required: {option['name']}.")
    return sent


def build_draft_options(chosen: SelectedCommand, values: Mapping[str, object], focused: str) -> list[Json]:
    """Encode unfinished options for autocomplete: not validated, as text, one of them focused."""
    definitions = {option["name"]: option for option in chosen.options}
    if not definitions.get(focused, {}).get("autocomplete"):
        raise ClientValidationError(f"The option {focused} has no autocomplete.")
    sent = []
    for name in [*(one for one in values if one != focused and one in definitions), focused]:
        kind = definitions[name]["type"]
        if kind == ATTACHMENT:
            continue
        value = str(values.get(name) or "") if name == focused or kind == STRING else values[name]
        sent.append({"type": kind, "name": name, "value": value, **({"focused": True} if name == focused else {})})
    return sent


def _validate_value(option: Json, value: object, resolved: ResolvedData) -> object:
    kind = option["type"]
    if kind == CHANNEL:
        return resolved.add_channel_of_type(value, option.get("channel_types") or ())
    if kind in (referring := _resolvers(resolved)):
        return referring[kind](value)
    if not isinstance(value, _PYTHON_TYPES[kind]) or (kind != BOOLEAN and isinstance(value, bool)):
        raise ClientValidationError(f"{option['name']}: {value!r} is not a value that it can have.")
    choices = option.get("choices")
    if choices and value not in [choice["value"] for choice in choices]:
        raise ClientValidationError(f"{option['name']}: {value!r} is not one of its choices.")
    if isinstance(value, str):
        _check_range(
            option["name"], len(value), option.get("min_length", 1), option.get("max_length", MAX_STRING_LENGTH)
        )
    elif kind != BOOLEAN and isinstance(value, int | float):
        _check_range(option["name"], value, option.get("min_value"), option.get("max_value"))
    return value


def _resolvers(resolved: ResolvedData) -> dict[int, Callable[[object], str]]:
    return {
        USER: resolved.add_user,
        ROLE: resolved.add_role,
        MENTIONABLE: resolved.add_mentionable,
        ATTACHMENT: resolved.add_attachment,
    }


def _check_range(name: str, measure: float, least: float | None, most: float | None) -> None:
    if least is not None and measure < least:
        raise ClientValidationError(f"{name}: at least {least}, not {measure}.")
    if most is not None and measure > most:
        raise ClientValidationError(f"{name}: at most {most}, not {measure}.")
