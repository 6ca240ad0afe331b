"""Parses values of the provider's JSON: every value is converted to one that can be stored and shown, or dropped.

Texts contain no lone surrogates or NUL and have a maximum length; numbers are finite and fit into their columns.
"""

import json
import math
import re
from collections.abc import Callable, Iterator, Mapping
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import Any, Final, TypeVar
from uuid import UUID

from bot.domain.catalog import MICRO_DOLLARS_PER_DOLLAR

_MAX_PRICE_DOLLARS: Final = 1_000_000
_MAX_SEED: Final = 2**63 - 1
"""The largest integer that both databases store."""
_MAX_INTEGER_DIGITS: Final = 300
"""Longer integers are parsed as floats: ``int()`` raises ValueError above 4300 digits."""
_MAX_NAME_CHARS: Final = 200
_UNSTORABLE_CHARS: Final = re.compile("[\ud800-\udfff\x00]")
"""Characters that UTF-8 or a PostgreSQL text column cannot hold."""

JsonObject = Mapping[str, Any]
T = TypeVar("T")


def decode_json(data: bytes | bytearray) -> object:
    """Decode a JSON body; ``None`` if it is not JSON. Invalid UTF-8 becomes U+FFFD."""
    try:
        return json.loads(data.decode("utf-8-sig", "replace"), parse_int=_parse_int)
    except (ValueError, RecursionError):
        return None


def _parse_int(digits: str) -> int | float:
    return int(digits) if len(digits) <= _MAX_INTEGER_DIGITS else float(digits)


def iter_objects(value: object) -> Iterator[JsonObject]:
    """Yield the object itself, or the objects in a list; nothing for any other value."""
    if isinstance(value, dict):
        yield value
    elif isinstance(value, list):
        yield from (entry for entry in value if isinstance(entry, dict))


def clean_name(value: object) -> str:
    """The value as a string of limited length, such as a code or an id; empty if it is not a string."""
    return clean_text(value, _MAX_NAME_CHARS)


def clean_text(value: object, limit: int | None = None) -> str:
    """A text of at most ``limit`` characters that can be stored; empty if it is not a text."""
    return _UNSTORABLE_CHARS.sub("", value)[:limit] if isinstance(value, str) else ""


def parse_uuid(value: object) -> UUID | None:
    """A UUID; ``None`` for anything else."""
    return _convert(UUID, value) if isinstance(value, str) else None


def parse_number(value: object) -> float | None:
    """A finite number, also if it is written as a text; ``None`` for anything else."""
    number = _convert(float, value)
    return number if number is not None and math.isfinite(number) else None


def parse_seed(value: object) -> int | None:
    """An integer that both databases store; ``None`` for anything else."""
    seed = _convert(int, value)
    return seed if seed is not None and abs(seed) <= _MAX_SEED else None


def parse_flag(value: object) -> bool | None:
    """A boolean, also if it is written as a text in upper or lower case; ``None`` for anything else."""
    return value if isinstance(value, bool) else {"true": True, "false": False}.get(clean_text(value).lower())


def to_micro_dollars(cost: object) -> int | None:
    """Convert US dollars to whole micro-dollars, rounded half up; ``None`` for anything but a price."""
    dollars = _convert(Decimal, str(cost) if isinstance(cost, float) else cost)
    if dollars is None or not dollars.is_finite() or not 0 <= dollars <= _MAX_PRICE_DOLLARS:
        return None
    return int((dollars * MICRO_DOLLARS_PER_DOLLAR).to_integral_value(ROUND_HALF_UP))


def _convert(kind: Callable[[Any], T], value: object) -> T | None:
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        return kind(value)
    except (ValueError, OverflowError, InvalidOperation):
        return None
