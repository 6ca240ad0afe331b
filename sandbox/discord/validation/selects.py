"""The rules for selects, in messages and in modals alike (documentation, "Component Reference", "String Select")."""

from collections import Counter
from collections.abc import Iterator
from typing import Final

from sandbox.discord.rest.errors import Fault, Json

STRING: Final = 3
USER, ROLE, MENTIONABLE, CHANNEL = 5, 6, 7, 8
KINDS: Final = frozenset({STRING, USER, ROLE, MENTIONABLE, CHANNEL})
DEFAULTS: Final = {
    USER: frozenset({"user"}),
    ROLE: frozenset({"role"}),
    MENTIONABLE: frozenset({"user", "role"}),
    CHANNEL: frozenset({"channel"}),
}
"""What a select's ``default_values`` may be, by its type."""
MAX_OPTIONS: Final = 25
MAX_PLACEHOLDER: Final = 150
_LONGEST: Final = {"label": 100, "value": 100, "description": 100}

Path = tuple[str | int, ...]


def bounds(select: Json) -> tuple[int, int]:
    """How few and how many values it takes; one where nothing is said."""
    least, most = select.get("min_values"), select.get("max_values")
    return 1 if least is None else int(least), 1 if most is None else int(most)


def faults(path: Path, select: Json) -> Iterator[Fault]:
    """What is wrong with a select at ``path``."""
    if not select.get("custom_id"):
        yield Fault((*path, "custom_id"), "BASE_TYPE_REQUIRED", "This field is required")
    if len(select.get("placeholder") or "") > MAX_PLACEHOLDER:
        message = f"Must be {MAX_PLACEHOLDER} or fewer in length."
        yield Fault((*path, "placeholder"), "BASE_TYPE_MAX_LENGTH", message)
    least, most = bounds(select)
    if not (0 <= least <= most and 1 <= most <= MAX_OPTIONS):
        message = f"{least} to {most} values cannot be asked for."
        yield Fault((*path, "min_values"), "NUMBER_TYPE_MAX", message)
    if select.get("type") == STRING:
        yield from options(path, select.get("options"))
        chosen = sum(bool(option.get("default")) for option in select.get("options") or ())
        if chosen > most:
            message = f"At most {most} options can be chosen, {chosen} are by default."
            yield Fault((*path, "options"), "SELECT_COMPONENT_TOO_MANY_DEFAULT_VALUES", message)
    else:
        yield from _defaults(path, select)


def _defaults(path: Path, select: Json) -> Iterator[Fault]:
    """Their number "must be in the range defined by min_values and max_values" where there are any."""
    given, (least, most) = select.get("default_values") or [], bounds(select)
    if given and not least <= len(given) <= most:
        message = f"{least} to {most} values can be chosen, {len(given)} are by default."
        yield Fault((*path, "default_values"), "BASE_TYPE_BAD_LENGTH", message)
    for index, one in enumerate(given):
        if one.get("type") not in DEFAULTS[select["type"]]:
            # As measured by others (discord-api-types#824).
            message = f"A select of type {select['type']} cannot have a default of type {one.get('type')!r}."
            yield Fault((*path, "default_values", index, "type"), "BASE_TYPE_CHOICES", message)


def options(path: Path, offered: object) -> Iterator[Fault]:
    """What is wrong with the options of a select or a group."""
    if not isinstance(offered, list) or not 1 <= len(offered) <= MAX_OPTIONS:
        message = f"Must be between 1 and {MAX_OPTIONS} in length."
        yield Fault((*path, "options"), "BASE_TYPE_BAD_LENGTH", message)
        return
    values = Counter(option.get("value") for option in offered)
    for index, option in enumerate(offered):
        here = (*path, "options", index)
        if values[option.get("value")] > 1:
            message = "The specified option value is already used"
            yield Fault((*here, "value"), "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED", message)
        for field, longest in _LONGEST.items():
            length = len(option.get(field) or "")
            if length > longest or (length == 0 and field == "label"):
                yield Fault((*here, field), "BASE_TYPE_BAD_LENGTH", f"Must be between 1 and {longest} in length.")
