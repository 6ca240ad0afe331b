"""What is wrong with a configuration, one sentence a fault, without the value that was found."""

import re
from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from types import MappingProxyType
from typing import Any, Final

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from bot.domain.catalog import Model

_SENTENCE_BY_ERROR_TYPE: Final = MappingProxyType(
    {
        "missing": "is missing",
        "int_": "must be a whole number",
        "float_": "must be a number",
        "finite_number": "must be a number",
        "bool_": "must be true or false",
        "string_too_short": "must not be empty",
        "string_too_long": "must have at most {max_length} characters",
        "string_pattern_mismatch": "must be a name of small letters, digits, “-” and “_”",
        "string_": "must be text",
        "greater_than_equal": "must be at least {ge:g}",
        "greater_than": "must be more than {gt:g}",
        "less_than_equal": "must be at most {le:g}",
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
"""By the beginning of pydantic's error type; of two that fit, the first."""
_MAX_KEY_PART_CHARS: Final = 80
"""Characters of one part of a key that are repeated in a fault."""
_NUMBER_OR_BOOLEAN: Final = re.compile(r"[-+]?\d+(\.\d+)?|true|false")
"""What TOML and JSON read as a number or boolean if it stands without quotation marks."""


def format_key(path: Iterable[str]) -> str:
    """The key as it is written in the file, on one line and not too long, whatever somebody put into quotes there."""
    return ".".join(
        "".join(sign if sign.isprintable() else "?" for sign in part[:_MAX_KEY_PART_CHARS]) for part in path
    )


def describe_faults(error: ValidationError, settings: type[BaseModel]) -> Iterator[str]:
    """One line for each fault: the key as it is written in the file, and what it must be."""
    for details in error.errors(include_url=False):
        path = [str(part) for part in details["loc"] if part != "[key]"]
        yield f"{format_key(path)}: {_describe_fault(details, path, settings)}"


def _describe_fault(details: ErrorDetails, path: list[str], settings: type[BaseModel]) -> str:
    kind = details["type"]
    if kind == "extra_forbidden":
        return f"is not a setting{_suggestion(path, settings)}"
    wording = next(
        (words for start, words in _SENTENCE_BY_ERROR_TYPE.items() if kind.startswith(start)), "cannot be used"
    )
    return wording.format_map(details.get("ctx", {})) + (
        ", without quotation marks" if _is_needlessly_quoted(details) else ""
    )


def _is_needlessly_quoted(details: ErrorDetails) -> bool:
    """Whether a number or boolean was refused only because it stands in quotation marks."""
    kind, found = details["type"], details["input"]
    bare = isinstance(found, str) and _NUMBER_OR_BOOLEAN.fullmatch(found) is not None
    return bare and kind.startswith(("int_", "float_", "bool_"))


def _suggestion(path: list[str], settings: type[BaseModel]) -> str:
    close = get_close_matches(path[-1], _known_keys(path[:-1], settings), n=1)
    return f"; did you mean “{close[0]}”?" if close else ""


def _known_keys(path: list[str], settings: type[BaseModel]) -> Mapping[str, Any]:
    if path[:1] == ["models"]:
        return Model.model_fields
    section = settings.model_fields[path[0]].annotation if path else settings
    return section.model_fields if isinstance(section, type) and issubclass(section, BaseModel) else {}
