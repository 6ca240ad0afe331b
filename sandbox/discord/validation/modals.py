"""What a bot may ask for in a modal (documentation, "Component Reference", "Receiving and Responding")."""

from collections.abc import Iterator
from typing import Any, Final

from sandbox.discord.people.modal_answers import (
    CHECKBOX,
    CHECKBOX_GROUP,
    FILE_UPLOAD,
    LABEL,
    MAX_TEXT,
    RADIO_GROUP,
    inputs,
)
from sandbox.discord.rest.errors import ApiError, Fault, Json, Refusal
from sandbox.discord.validation import selects
from sandbox.discord.validation.components import ACTION_ROW, MAX_CUSTOM_ID, SELECTS, TEXT_DISPLAY, TEXT_INPUT

_TOP: Final = frozenset({ACTION_ROW, TEXT_DISPLAY, LABEL})
_FIELDS: Final = SELECTS | {TEXT_INPUT, FILE_UPLOAD, RADIO_GROUP, CHECKBOX_GROUP, CHECKBOX}
MAX_COMPONENTS: Final = 5
MAX_TITLE: Final = 45
MAX_LABEL: Final = 45
MAX_DESCRIPTION: Final = 100
MAX_FILES: Final = 10
_ROOT: Final = ("data", "components")

Path = tuple[str | int, ...]


def check(modal: Json) -> None:
    """Refuse a modal that Discord would refuse."""
    if faults := list(_faults(modal)):
        raise ApiError(Refusal.INVALID_FORM, faults)


def _faults(modal: Json) -> Iterator[Fault]:
    yield from _length(("data", "title"), modal.get("title"), 1, MAX_TITLE)
    yield from _length(("data", "custom_id"), modal.get("custom_id"), 1, MAX_CUSTOM_ID)
    components = modal.get("components") or []
    yield from _length(_ROOT, components, 1, MAX_COMPONENTS)
    names = [one.get("custom_id") for one in inputs(modal)]
    if len(set(names)) < len(names):
        yield Fault(_ROOT, "COMPONENT_CUSTOM_ID_DUPLICATED", "Component custom id cannot be duplicated.")
    for index, component in enumerate(components):
        yield from _top((*_ROOT, index), component)


def _top(path: Path, component: Json) -> Iterator[Fault]:
    kind = component.get("type")
    if kind not in _TOP:
        yield Fault((*path, "type"), "UNION_TYPE_CHOICES", f"A component of type {kind} cannot stand here.")
    if kind == LABEL:
        yield from _length((*path, "label"), component.get("label"), 1, MAX_LABEL)
        yield from _length((*path, "description"), component.get("description"), 0, MAX_DESCRIPTION)
    allowed = {TEXT_INPUT} if kind == ACTION_ROW else _FIELDS
    for one in inputs({"components": [component]}):
        if one.get("type") in allowed:
            yield from _field((*path, "component"), one)
        else:
            message = f"A component of type {one.get('type')} cannot be filled in here."
            yield Fault(path, "UNION_TYPE_CHOICES", message)


def _field(path: Path, field: Json) -> Iterator[Fault]:
    kind = field["type"]
    yield from _length((*path, "custom_id"), field.get("custom_id"), 1, MAX_CUSTOM_ID)
    if field.get("disabled"):
        yield Fault((*path, "disabled"), "MODAL_COMPONENT_CANNOT_BE_DISABLED", "Nothing in a modal can be disabled.")
    if kind == TEXT_INPUT:
        yield from _text(path, field)
    elif kind in SELECTS:
        yield from selects.faults(path, field)
        if field.get("min_values") == 0 and field.get("required") is not False:
            message = "Must be at least 1, or the field not required."
            yield Fault((*path, "min_values"), "NUMBER_TYPE_MIN", message)
    elif kind in {RADIO_GROUP, CHECKBOX_GROUP}:
        yield from selects.options(path, field.get("options"))
    elif kind == FILE_UPLOAD and not 0 <= selects.bounds(field)[0] <= selects.bounds(field)[1] <= MAX_FILES:
        yield Fault((*path, "max_values"), "NUMBER_TYPE_MAX", f"int value should be less than or equal to {MAX_FILES}.")


def _text(path: Path, field: Json) -> Iterator[Fault]:
    least, most = field.get("min_length") or 0, field.get("max_length") or MAX_TEXT
    if not 0 <= least <= most <= MAX_TEXT:
        yield Fault((*path, "max_length"), "NUMBER_TYPE_MAX", f"{least} to {most} characters cannot be asked for.")
    if field.get("value"):
        yield from _length((*path, "value"), field["value"], least, most)
    yield from _length((*path, "placeholder"), field.get("placeholder"), 0, MAX_DESCRIPTION)


def _length(path: Path, value: Any, least: int, most: int) -> Iterator[Fault]:
    if not least <= len(value or "") <= most:
        yield Fault(path, "BASE_TYPE_BAD_LENGTH", f"Must be between {least} and {most} in length.")
