"""Rules for modals (documentation, "Component Reference", "Receiving and Responding")."""

from collections.abc import Iterator, Sized
from typing import Final

from sandbox.discord.errors import ApiError, ErrorCode, FieldError, FieldPath, Json
from sandbox.discord.validation import selects
from sandbox.discord.validation.components import (
    ACTION_ROW,
    MAX_CUSTOM_ID_LENGTH,
    SELECT_TYPES,
    TEXT_DISPLAY,
    TEXT_INPUT,
)

LABEL, FILE_UPLOAD, RADIO_GROUP, CHECKBOX_GROUP, CHECKBOX = 18, 19, 21, 22, 23
MAX_TEXT_LENGTH: Final = 4000
_TOP_LEVEL_TYPES: Final = frozenset({ACTION_ROW, TEXT_DISPLAY, LABEL})
_FIELD_TYPES: Final = SELECT_TYPES | {TEXT_INPUT, FILE_UPLOAD, RADIO_GROUP, CHECKBOX_GROUP, CHECKBOX}
MAX_MODAL_COMPONENTS: Final = 5
MAX_TITLE_LENGTH: Final = 45
MAX_LABEL_LENGTH: Final = 45
MAX_DESCRIPTION_LENGTH: Final = 100
MAX_FILES: Final = 10
_COMPONENTS_PATH: Final = ("data", "components")


def list_fields(modal: Json) -> Iterator[Json]:
    """Every component of the modal that a person can fill in."""
    for component in modal.get("components") or ():
        if component.get("type") == LABEL:
            yield component.get("component") or {}
        elif component.get("type") == ACTION_ROW:
            yield from component.get("components") or ()


def check_modal(modal: Json) -> None:
    """Raise :class:`ApiError` if Discord would reject the modal."""
    if errors := list(_modal_errors(modal)):
        raise ApiError(ErrorCode.INVALID_FORM, errors)


def _modal_errors(modal: Json) -> Iterator[FieldError]:
    yield from _length_errors(("data", "title"), modal.get("title"), 1, MAX_TITLE_LENGTH)
    yield from _length_errors(("data", "custom_id"), modal.get("custom_id"), 1, MAX_CUSTOM_ID_LENGTH)
    components = modal.get("components") or []
    yield from _length_errors(_COMPONENTS_PATH, components, 1, MAX_MODAL_COMPONENTS)
    names = [one.get("custom_id") for one in list_fields(modal)]
    if len(set(names)) < len(names):
        yield FieldError(
            _COMPONENTS_PATH, "COMPONENT_CUSTOM_ID_DUPLICATED", "Component custom id cannot be duplicated."
        )
    for index, component in enumerate(components):
        yield from _component_errors((*_COMPONENTS_PATH, index), component)


def _component_errors(path: FieldPath, component: Json) -> Iterator[FieldError]:
    kind = component.get("type")
    if kind not in _TOP_LEVEL_TYPES:
        yield FieldError((*path, "type"), "UNION_TYPE_CHOICES", f"A component of type {kind} cannot stand here.")
    if kind == LABEL:
        yield from _length_errors((*path, "label"), component.get("label"), 1, MAX_LABEL_LENGTH)
        yield from _length_errors((*path, "description"), component.get("description"), 0, MAX_DESCRIPTION_LENGTH)
    allowed = {TEXT_INPUT} if kind == ACTION_ROW else _FIELD_TYPES
    for one in list_fields({"components": [component]}):
        if one.get("type") in allowed:
            yield from _field_errors((*path, "component"), one)
        else:
            message = f"A component of type {one.get('type')} cannot be filled in here."
            yield FieldError(path, "UNION_TYPE_CHOICES", message)


def _field_errors(path: FieldPath, field: Json) -> Iterator[FieldError]:
    kind = field["type"]
    yield from _length_errors((*path, "custom_id"), field.get("custom_id"), 1, MAX_CUSTOM_ID_LENGTH)
    if field.get("disabled"):
        yield FieldError(
            (*path, "disabled"), "MODAL_COMPONENT_CANNOT_BE_DISABLED", "Nothing in a modal can be disabled."
        )
    if kind == TEXT_INPUT:
        yield from _text_input_errors(path, field)
    elif kind in SELECT_TYPES:
        yield from selects.select_errors(path, field)
        if field.get("min_values") == 0 and field.get("required") is not False:
            message = "Must be at least 1, or the field not required."
            yield FieldError((*path, "min_values"), "NUMBER_TYPE_MIN", message)
    elif kind in {RADIO_GROUP, CHECKBOX_GROUP}:
        yield from selects.option_errors(path, field.get("options"))
    elif kind == FILE_UPLOAD and not 0 <= selects.value_bounds(field)[0] <= selects.value_bounds(field)[1] <= MAX_FILES:
        yield FieldError(
            (*path, "max_values"), "NUMBER_TYPE_MAX", f"int value should be less than or equal to {MAX_FILES}."
        )


def _text_input_errors(path: FieldPath, field: Json) -> Iterator[FieldError]:
    least, most = field.get("min_length") or 0, field.get("max_length") or MAX_TEXT_LENGTH
    if not 0 <= least <= most <= MAX_TEXT_LENGTH:
        yield FieldError((*path, "max_length"), "NUMBER_TYPE_MAX", f"{least} to {most} characters cannot be asked for.")
    if field.get("value"):
        yield from _length_errors((*path, "value"), field["value"], least, most)
    yield from _length_errors((*path, "placeholder"), field.get("placeholder"), 0, MAX_DESCRIPTION_LENGTH)


def _length_errors(path: FieldPath, value: Sized | None, least: int, most: int) -> Iterator[FieldError]:
    if not least <= len(value or "") <= most:
        yield FieldError(path, "BASE_TYPE_BAD_LENGTH", f"Must be between {least} and {most} in length.")
