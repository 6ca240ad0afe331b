"""Rules for selects in messages and modals (documentation, "Component Reference", "String Select")."""

from collections import Counter
from collections.abc import Iterator
from typing import Final

from sandbox.discord.errors import FieldError, FieldPath, Json

STRING: Final = 3
USER, ROLE, MENTIONABLE, CHANNEL = 5, 6, 7, 8
SELECT_TYPES: Final = frozenset({STRING, USER, ROLE, MENTIONABLE, CHANNEL})
DEFAULT_VALUE_TYPES: Final = {
    USER: frozenset({"user"}),
    ROLE: frozenset({"role"}),
    MENTIONABLE: frozenset({"user", "role"}),
    CHANNEL: frozenset({"channel"}),
}
"""The allowed types of ``default_values`` by type of the select."""
MAX_OPTIONS: Final = 25
MAX_PLACEHOLDER_LENGTH: Final = 150
_MAX_FIELD_LENGTHS: Final = {"label": 100, "value": 100, "description": 100}


def value_bounds(select: Json) -> tuple[int, int]:
    """The least and the greatest number of values; 1 where the select does not set it."""
    least, most = select.get("min_values"), select.get("max_values")
    return 1 if least is None else int(least), 1 if most is None else int(most)


def select_errors(path: FieldPath, select: Json) -> Iterator[FieldError]:
    """All errors of the select at ``path``."""
    if not select.get("custom_id"):
        yield FieldError((*path, "custom_id"), "BASE_TYPE_REQUIRED", "This field is required")
    if len(select.get("placeholder") or "") > MAX_PLACEHOLDER_LENGTH:
        message = f"Must be {MAX_PLACEHOLDER_LENGTH} or fewer in length."
        yield FieldError((*path, "placeholder"), "BASE_TYPE_MAX_LENGTH", message)
    least, most = value_bounds(select)
    if not (0 <= least <= most and 1 <= most <= MAX_OPTIONS):
        message = f"{least} to {most} values cannot be asked for."
        yield FieldError((*path, "min_values"), "NUMBER_TYPE_MAX", message)
    if select.get("type") == STRING:
        yield from option_errors(path, select.get("options"))
        chosen = sum(bool(option.get("default")) for option in select.get("options") or ())
        if chosen > most:
            message = f"At most {most} options can be chosen, {chosen} are by default."
            yield FieldError((*path, "options"), "SELECT_COMPONENT_TOO_MANY_DEFAULT_VALUES", message)
    else:
        yield from _default_value_errors(path, select)


def _default_value_errors(path: FieldPath, select: Json) -> Iterator[FieldError]:
    """Their number "must be in the range defined by min_values and max_values", if there are any."""
    given, (least, most) = select.get("default_values") or [], value_bounds(select)
    if given and not least <= len(given) <= most:
        message = f"{least} to {most} values can be chosen, {len(given)} are by default."
        yield FieldError((*path, "default_values"), "BASE_TYPE_BAD_LENGTH", message)
    for index, one in enumerate(given):
        if one.get("type") not in DEFAULT_VALUE_TYPES[select["type"]]:
            # As measured by others (discord-api-types#824).
            message = f"A select of type {select['type']} cannot have a default of type {one.get('type')!r}."
            yield FieldError((*path, "default_values", index, "type"), "BASE_TYPE_CHOICES", message)


def option_errors(path: FieldPath, offered: object) -> Iterator[FieldError]:
    """All errors of the options of a select or a group."""
    if not isinstance(offered, list) or not 1 <= len(offered) <= MAX_OPTIONS:
        message = f"Must be between 1 and {MAX_OPTIONS} in length."
        yield FieldError((*path, "options"), "BASE_TYPE_BAD_LENGTH", message)
        return
    values = Counter(option.get("value") for option in offered)
    for index, option in enumerate(offered):
        here = (*path, "options", index)
        if values[option.get("value")] > 1:
            message = "The specified option value is already used"
            yield FieldError((*here, "value"), "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED", message)
        for field, longest in _MAX_FIELD_LENGTHS.items():
            length = len(option.get(field) or "")
            if length > longest or (length == 0 and field == "label"):
                yield FieldError((*here, field), "BASE_TYPE_BAD_LENGTH", f"Must be between 1 and {longest} in length.")
