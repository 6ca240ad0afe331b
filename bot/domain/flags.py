"""The flags of a prompt: their names, the options that they set, and the parsers of their values."""

import math
import re
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, Final, NamedTuple, TypeAlias

from bot.domain.catalog import MAX_IMAGES_PER_REQUEST, AspectRatio, OutputFormat, Resolution
from bot.domain.request import MAX_QUALITY, MIN_QUALITY
from bot.domain.text import sanitize_line
from bot.errors import Invalid
from bot.localization.lists import join_with_and, join_with_or
from bot.localization.messages import Message

SUPPORTED_FLAGS: Final = join_with_and(
    f"--{name}"
    for name in [
        "ar",
        "pro",
        "standard",
        "model",
        "1k",
        "2k",
        "count",
        "style",
        "format",
        "quality",
        "private",
        "spoiler",
    ]
)
"""The flags, as a refusal lists them."""
_RATIO_PATTERN: Final = re.compile(r"(\d{1,5}(?:\.\d{1,3})?)[:x×/](\d{1,5}(?:\.\d{1,3})?)")

Choice: TypeAlias = tuple[str, Any]
"""The name of a field of :class:`Options`, and its value."""


class ValueFlag(NamedTuple):
    """A flag with a value: the option that it sets, its parser, and an example of a value if that is no name.

    The parser gets the flag's name and the text; it raises :class:`Invalid`, which names the valid values.
    """

    option: str
    parse: Callable[[str, str], Any]
    example: str | None


def _parse_ratio(name: str, value: str) -> AspectRatio:
    match = _RATIO_PATTERN.fullmatch(value.lower())
    ratio = f"{match[1]}:{match[2]}" if match else ""
    if ratio in set(AspectRatio):
        return AspectRatio(ratio)
    flag, able = f"--{name} {sanitize_line(value, 20)}", join_with_or(AspectRatio)
    if match and float(match[1]) and float(match[2]):
        logarithm = math.log(float(match[1]) / float(match[2]))
        closest = min(AspectRatio, key=lambda each: abs(math.log(each.width_by_height) - logarithm))
        raise Invalid(Message("flag-ratio-nearest", flag=flag, nearest=closest, able=able))
    raise Invalid(Message("flag-ratio", flag=flag, able=able))


def _number_parser(minimum: int, maximum: int) -> Callable[[str, str], int]:
    def parse(name: str, value: str) -> int:
        if re.fullmatch("[0-9]{1,4}", value) and minimum <= int(value) <= maximum:
            return int(value)
        flag = f"--{name} {sanitize_line(value, 20)}"
        raise Invalid(Message("flag-number", flag=flag, minimum=minimum, maximum=maximum))

    return parse


def _parse_format(name: str, value: str) -> OutputFormat:
    extension = "JPG" if value.upper() == "JPEG" else value.upper()
    if extension in set(OutputFormat):
        return OutputFormat(extension)
    flag = f"--{name} {sanitize_line(value, 20)}"
    raise Invalid(Message("flag-format", flag=flag, able=join_with_or(OutputFormat)))


def _parse_name(_name: str, value: str) -> str:
    return value.lower()


SWITCHES: Final[Mapping[str, Choice]] = MappingProxyType(
    {
        "pro": ("model", "pro"),
        "standard": ("model", "standard"),
        "1k": ("resolution", Resolution.K1),
        "2k": ("resolution", Resolution.K2),
        "private": ("private", True),
        "spoiler": ("spoiler", True),
    }
)
"""Flags without a value, and the options that they set."""
VALUE_FLAGS: Final[Mapping[str, ValueFlag]] = MappingProxyType(
    {
        **dict.fromkeys(("ar", "aspect"), ValueFlag("ratio", _parse_ratio, "16:9")),
        **dict.fromkeys(("count", "repeat", "r"), ValueFlag("count", _number_parser(1, MAX_IMAGES_PER_REQUEST), "4")),
        "model": ValueFlag("model", _parse_name, "pro"),
        "style": ValueFlag("style", _parse_name, None),
        "format": ValueFlag("format", _parse_format, "png"),
        "quality": ValueFlag("quality", _number_parser(MIN_QUALITY, MAX_QUALITY), "80"),
    }
)
"""Flags with a value."""
_FOREIGN_FLAGS_BY_REASON: Final = {
    "seed": "seed sameseed",
    "negative-prompt": "no negative neg",
    "model": "v version niji hd test testp",
    "strength-of-style": "s stylize sw sv raw exp",
    "surprise": "c chaos w weird",
    "quality": "q",
    "tiles": "tile",
    "address": "iw sref cref cw oref ow dref dw",
    "speed": "fast relax turbo draft stop",
    "size": "width height h size",
    "nothing-like-it": "p profile steps cfg sampler motion video loop",
    "visibility": "public stealth",
}
FOREIGN_FLAGS: Final = MappingProxyType(
    {
        name: Message(f"foreign-flag-{reason}")
        for reason, names in _FOREIGN_FLAGS_BY_REASON.items()
        for name in names.split()
    }
)
"""Flags of other picture bots, mostly Midjourney, and why they do not exist here."""
