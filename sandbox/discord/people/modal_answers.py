"""Values of modals and selects, validated as Discord's client does."""

from collections.abc import Callable, Iterator, Mapping

from sandbox.discord.errors import ClientValidationError, Json
from sandbox.discord.people.resolved_data import ResolvedData
from sandbox.discord.validation import selects
from sandbox.discord.validation.components import ACTION_ROW, SELECT_TYPES, TEXT_INPUT
from sandbox.discord.validation.modals import (
    CHECKBOX,
    CHECKBOX_GROUP,
    FILE_UPLOAD,
    LABEL,
    MAX_TEXT_LENGTH,
    RADIO_GROUP,
    list_fields,
)


def build_submission(modal: Json, values: Mapping[str, object], resolved: ResolvedData) -> Json:
    """The ``data`` of a modal's submission; :class:`ClientValidationError` for the first invalid value."""
    if unknown := sorted(values.keys() - {one.get("custom_id") for one in list_fields(modal)}):
        raise ClientValidationError(f"This form has no field {unknown[0]}.")
    number = iter(range(1, 1000))
    components = [_build_component(component, values, resolved, number) for component in modal["components"]]
    return {"custom_id": modal["custom_id"], "components": components, "resolved": resolved.objects}


def _build_component(
    component: Json, values: Mapping[str, object], resolved: ResolvedData, number: Iterator[int]
) -> Json:
    answer: Json = {"type": component["type"], "id": component.get("id") or next(number)}
    if component["type"] == LABEL:
        answer["component"] = _build_answer(component["component"], values, resolved, number)
    elif component["type"] == ACTION_ROW:
        answer["components"] = [_build_answer(one, values, resolved, number) for one in component["components"]]
    return answer


def _build_answer(field: Json, values: Mapping[str, object], resolved: ResolvedData, number: Iterator[int]) -> Json:
    kind, name = field["type"], field["custom_id"]
    answer: Json = {"type": kind, "id": field.get("id") or next(number), "custom_id": name}
    value = values.get(name)
    if kind == TEXT_INPUT:
        return answer | {"value": _validate_text(field, value)}
    if kind == CHECKBOX:
        return answer | {"value": bool(value)}
    if kind == RADIO_GROUP:
        chosen = _validate_values(field, [] if value is None else [value], resolved)
        return answer | {"value": chosen[0] if chosen else None}
    return answer | {"values": _validate_values(field, value or [], resolved)}


def _validate_text(field: Json, value: object) -> str:
    text = "" if value is None else value
    if not isinstance(text, str):
        raise ClientValidationError(f"{field['custom_id']}: is not text.")
    least, most = field.get("min_length") or 0, field.get("max_length") or MAX_TEXT_LENGTH
    required = field.get("required") is not False
    if (required and not text) or (text and len(text) < least) or len(text) > most:
        raise ClientValidationError(f"{field['custom_id']}: needs {max(least, int(required))} to {most} characters.")
    return text


def _validate_values(field: Json, values: object, resolved: ResolvedData) -> list[str]:
    if not isinstance(values, list):
        raise ClientValidationError(f"{field['custom_id']}: is not a list.")
    required = field.get("required") is not False and field["type"] != CHECKBOX_GROUP
    least, most = selects.value_bounds(field)
    if field["type"] == CHECKBOX_GROUP and field.get("max_values") is None:
        most = len(field["options"])
    if not required and not values:
        least = 0
    if not least <= len(values) <= most:
        raise ClientValidationError(f"{field['custom_id']}: needs {least} to {most} answers.")
    return validate_choices(field, values, resolved)


def validate_choices(field: Json, values: list[object], resolved: ResolvedData) -> list[str]:
    """The values of a select, a group or an upload: each must be offered, and none may occur twice."""
    if "options" in field:
        offered = {option["value"] for option in field["options"]}
        if wrong := [value for value in values if value not in offered]:
            raise ClientValidationError(f"{field['custom_id']}: {wrong[0]!r} is not offered.")
        if len(set(values)) < len(values):
            raise ClientValidationError(f"{field['custom_id']}: nothing can be chosen twice.")
        return [str(value) for value in values]
    referring: dict[int, Callable[[object], str]] = {
        5: resolved.add_user,
        6: resolved.add_role,
        7: resolved.add_mentionable,
        8: lambda value: resolved.add_channel_of_type(value, field.get("channel_types") or ()),
        FILE_UPLOAD: resolved.add_attachment,
    }
    referred = [referring[field["type"]](value) for value in values]
    if len(set(referred)) < len(referred):
        raise ClientValidationError(f"{field['custom_id']}: nothing can be chosen twice.")
    return referred


def component_values(component: Json, values: object, resolved: ResolvedData) -> list[str] | None:
    """The ``values`` of a message's component: ``None`` for a button, the chosen ones for a select."""
    if component["type"] not in SELECT_TYPES:
        if values:
            raise ClientValidationError("A button has no values.")
        return None
    if not isinstance(values, list):
        raise ClientValidationError("A select needs values.")
    least, most = selects.value_bounds(component)
    if not least <= len(values) <= most:
        raise ClientValidationError(f"{component['custom_id']}: needs {least} to {most} values.")
    return validate_choices(component, values, resolved)
