"""Describes the faults of a configuration, one sentence each, without the invalid value, which may be a secret."""

import re
from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from types import MappingProxyType
from typing import Final, TypeGuard, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

_REQUIREMENTS_BY_ERROR_TYPE: Final = MappingProxyType(
    {
        "missing": "is missing",
        "int_": "must be a whole number",
        "float_": "must be a number",
        "finite_number": "must be a number",
        "bool_": "must be true or false",
        "string_too_short": "must not be empty",
        "string_too_long": "must have at most {max_length} characters",
        "string_pattern_mismatch": "must consist of lowercase letters, digits, “-” and “_”",
        "string_": "must be text",
        "greater_than_equal": "must be at least {ge:g}",
        "greater_than": "must be more than {gt:g}",
        "less_than_equal": "must be at most {le:g}",
        "less_than": "must be less than {lt:g}",
        "enum": "must be one of {expected}",
        "too_short": "must not be empty",
        "tuple_": "must be a list (JSON in the environment)",
        "list_": "must be a list (JSON in the environment)",
        "model_": "must be a table (JSON in the environment)",
        "mapping_": "must be a table (JSON in the environment)",
        "dict_": "must be a table (JSON in the environment)",
        "value_error": "{error}",
    }
)
"""The requirement for the value, by prefix of pydantic's error type.

The first matching prefix is used, so longer prefixes come first.
"""
_MAX_KEY_PART_CHARS: Final = 80
"""Maximum number of characters that a fault quotes from one part of a key."""
_NUMBER_OR_BOOLEAN: Final = re.compile(r"[-+]?\d+(\.\d+)?|true|false")
"""A text that TOML and JSON would read as a number or boolean without quotation marks."""


def format_key(path: Iterable[str]) -> str:
    """Format a key as it is written in the file; each part is cut, and its unprintable characters are replaced."""
    return ".".join(
        "".join(char if char.isprintable() else "?" for char in part[:_MAX_KEY_PART_CHARS]) for part in path
    )


def describe_faults(error: ValidationError, settings: type[BaseModel]) -> Iterator[str]:
    """Yield one line for each fault: the key as it is written in the file, and the requirement for its value."""
    for details in error.errors(include_url=False):
        path = [str(part) for part in details["loc"] if part != "[key]"]
        yield f"{format_key(path)}: {_describe_fault(details, path, settings)}"


def _describe_fault(details: ErrorDetails, path: list[str], settings: type[BaseModel]) -> str:
    error_type = details["type"]
    if error_type == "extra_forbidden":
        return f"is not a setting{_suggestion(path, settings)}"
    requirements = (text for prefix, text in _REQUIREMENTS_BY_ERROR_TYPE.items() if error_type.startswith(prefix))
    requirement = next(requirements, "cannot be used").format_map(details.get("ctx", {}))
    return f"{requirement}, without quotation marks" if _is_needlessly_quoted(details) else requirement


def _is_needlessly_quoted(details: ErrorDetails) -> bool:
    """Whether a number or boolean was rejected only because of its quotation marks."""
    value = details["input"]
    is_literal = isinstance(value, str) and _NUMBER_OR_BOOLEAN.fullmatch(value) is not None
    return is_literal and details["type"].startswith(("int_", "float_", "bool_"))


def _suggestion(path: list[str], settings: type[BaseModel]) -> str:
    key = path[-1]
    if close := get_close_matches(key.lower(), _list_keys(path[:-1], settings), n=1):
        return f"; did you mean “{close[0]}”?"
    tables = [name for name in settings.model_fields if key in _list_keys([name], settings)]
    return f"; it belongs into the table [{'] or ['.join(tables)}]" if tables else ""


def _list_keys(path: list[str], settings: type[BaseModel]) -> tuple[str, ...]:
    """The keys that a table can have; none if their names are free."""
    kind: object = settings
    for part in path:
        kind = _find_kind(kind, part)
    return tuple(kind.model_fields) if _is_table(kind) else ()


def _find_kind(kind: object, key: str) -> object:
    """The type of what is at the key in a table, or at any key in a table of tables."""
    if _is_table(kind):
        return kind.model_fields[key].annotation if key in kind.model_fields else None
    return get_args(kind)[1] if get_origin(kind) is Mapping else None


def _is_table(kind: object) -> TypeGuard[type[BaseModel]]:
    return isinstance(kind, type) and issubclass(kind, BaseModel)
