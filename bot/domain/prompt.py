"""Parses flags in a prompt: ``a fox --ar 16:9 --pro`` is the text “a fox” and two options."""

import math
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from types import MappingProxyType
from typing import Any, Final, NamedTuple

from bot.domain.catalog import MAX_IMAGES_PER_REQUEST, AspectRatio, OutputFormat, Resolution, join_with_or
from bot.domain.request import MAX_QUALITY, MIN_QUALITY, Options
from bot.domain.text import clean, sanitize_line
from bot.errors import Invalid

SUPPORTED_FLAGS: Final = (
    "--ar, --pro, --standard, --model, --1k, --2k, --count, --style, --format, --quality, --private and --spoiler"
)
"""The flags, as a refusal lists them."""

_MAX_LISTED_FLAGS: Final = 12
"""Unknown flags that a refusal lists by name."""
_FLAG_PATTERN: Final = re.compile(r"(?P<dashes>[-–—]{2,}|[–—])(?P<name>[^\W_][^=]*)(?:=(?P<value>.*))?", re.DOTALL)
_PUNCTUATION: Final = ",.;!"
_RATIO_PATTERN: Final = re.compile(r"(\d{1,5}(?:\.\d{1,3})?)[:x×/](\d{1,5}(?:\.\d{1,3})?)")


class _Flag(NamedTuple):
    """A word in the form of a flag; with two hyphens (``has_hyphens``) it can only be a flag."""

    name: str
    value: str | None
    has_hyphens: bool


class _ParsedFlag(NamedTuple):
    """A flag in a text: the index of its word, the number of its words, and its option, if it is known here."""

    position: int
    word_count: int
    option: tuple[str, Any] | None


def parse_flags(text: str) -> tuple[str, Options]:
    """Split a prompt into its words, cleaned and single-spaced, and the options of its flags.

    A flag with two hyphens may be anywhere, in any case, with its value after a space or ``=``; of two equal flags the
    last one counts. Phones replace ``--`` by one long dash, but sentences have long dashes too: a word after one is a
    flag only at the end of the prompt, where nothing but valid flags follows.

    Raises :class:`Invalid`, which names all unknown flags, or the values that a flag may have.
    """
    tokens = clean(text).split()
    words, found, strange = _parse_hyphen_flags(tokens)
    ending, foreign = _parse_trailing_flags([tokens[place] for place in words])
    if strange or foreign:
        raise Invalid(_unsupported_flags_message(dict.fromkeys([*strange, *foreign])))
    found += [one._replace(position=words[one.position]) for one in ending]
    left = words[: len(words) - sum(one.word_count for one in ending)]
    choices = dict(one.option for one in sorted(found) if one.option is not None)
    return " ".join(tokens[place] for place in left), Options(**choices)


def has_private_flag(text: str) -> bool:
    """Whether the prompt has the flag ``--private``; ``False`` if its flags are invalid."""
    try:
        return bool(parse_flags(text)[1].private)
    except Invalid:
        return False


def _parse_hyphen_flags(tokens: Sequence[str]) -> tuple[list[int], list[_ParsedFlag], list[str]]:
    """The indices of the words outside of flags with two hyphens, the known flags, and the names of unknown ones."""
    words: list[int] = []
    found: list[_ParsedFlag] = []
    strange: list[str] = []
    place = 0
    while place < len(tokens):
        flag = _parse_flag(tokens[place])
        length = 1
        if flag is None or not flag.has_hyphens:
            words.append(place)
        elif flag.name in _SWITCHES:
            _refuse_value(flag.name, flag.value)
            found.append(_ParsedFlag(place, 1, _SWITCHES[flag.name]))
        elif flag.name in _VALUE_PARSERS:
            length = 1 if flag.value is not None else 2
            following = tokens[place + 1] if place + 1 < len(tokens) else ""
            found.append(_ParsedFlag(place, length, _parse_option(flag, following)))
        else:
            strange.append(flag.name)
        place += length
    return words, found, strange


def _parse_trailing_flags(words: Sequence[str]) -> tuple[list[_ParsedFlag], list[str]]:
    """The flags with long dashes at the end of the text, and the names of those that other bots have."""
    found: list[_ParsedFlag] = []
    foreign: list[str] = []
    end = len(words)
    while end > 0:
        one = _parse_last_flag(words, end)
        if one is None:
            break
        flag, choice, length = one
        end -= length
        found.append(_ParsedFlag(end, length, choice))
        if choice is None:
            foreign.append(flag.name)
    return found[::-1], foreign[::-1]


def _parse_last_flag(words: Sequence[str], end: int) -> tuple[_Flag, tuple[str, Any] | None, int] | None:
    """The flag that ends with the word before ``end``, its option, and the number of its words."""
    last, before = _parse_flag(words[end - 1]), _parse_flag(words[end - 2]) if end > 1 else None
    if last is not None and last.name in _SWITCHES:
        is_alone = last.value is None and words[end - 1][-1] not in _PUNCTUATION
        return (last, _SWITCHES[last.name], 1) if is_alone else None
    for flag, following, length in ((last, "", 1), (before, words[end - 1], 2)):
        if flag is None or (flag.value is None) == (length == 1):
            continue
        if flag.name in _FOREIGN_FLAGS:  # before a number it is a flag, before a word the dash is punctuation
            return (flag, None, length) if (flag.value or following)[:1].isdecimal() else None
        if flag.name in _VALUE_PARSERS:
            with suppress(Invalid):
                return flag, _parse_option(flag, following), length
    return None


def _parse_flag(token: str) -> _Flag | None:
    match = _FLAG_PATTERN.fullmatch(token)
    if match is None:
        return None
    name = match["name"].rstrip(_PUNCTUATION).lower()
    is_typed = set(match["dashes"]) == {"-"}
    known = name in _SWITCHES or name in _VALUE_PARSERS or name in _FOREIGN_FLAGS
    return _Flag(name, match["value"], is_typed) if known or is_typed else None


def _parse_option(flag: _Flag, following: str) -> tuple[str, Any]:
    """Parse a flag with a value; ``following`` is the next word. Raises :class:`Invalid`."""
    key, read = _VALUE_PARSERS[flag.name]
    value = (following if flag.value is None else flag.value).rstrip(_PUNCTUATION)
    if not value or _parse_flag(value):
        raise Invalid(f"--{flag.name} needs a value after it, such as {_EXAMPLES[flag.name]}.")
    return key, read(flag.name, value)


def _refuse_value(name: str, value: str | None) -> None:
    if value is not None:
        raise Invalid(f"--{name} takes no value: write --{name} alone, or leave it out.")


def _parse_ratio(name: str, value: str) -> AspectRatio:
    match = _RATIO_PATTERN.fullmatch(value.lower())
    named = f"{match[1]}:{match[2]}" if match else ""
    if named in set(AspectRatio):
        return AspectRatio(named)
    nearest = ""
    if match and float(match[1]) and float(match[2]):
        shape = math.log(float(match[1]) / float(match[2]))
        nearest = (
            f"the nearest is {min(AspectRatio, key=lambda ratio: abs(math.log(ratio.width_by_height) - shape))}, and "
        )
    raise Invalid(
        f"--{name} {sanitize_line(value, 20)} cannot be drawn: {nearest}you can use {join_with_or(AspectRatio)}."
    )


def _number_parser(minimum: int, maximum: int) -> Callable[[str, str], int]:
    def read(name: str, value: str) -> int:
        if re.fullmatch("[0-9]{1,4}", value) and minimum <= int(value) <= maximum:
            return int(value)
        raise Invalid(
            f"--{name} {sanitize_line(value, 20)} cannot be used: write a number from {minimum} to {maximum}."
        )

    return read


def _parse_format(name: str, value: str) -> OutputFormat:
    wanted = "JPG" if value.upper() == "JPEG" else value.upper()
    if wanted in set(OutputFormat):
        return OutputFormat(wanted)
    raise Invalid(f"--{name} {sanitize_line(value, 20)} cannot be used: write {join_with_or(OutputFormat)}.")


def _parse_name(_name: str, value: str) -> str:
    return value.lower()


def _unsupported_flags_message(names: Iterable[str]) -> str:
    plainly = [sanitize_line(name, 30) for name in names]
    told = [f"--{name}{f' ({_FOREIGN_FLAGS[name]})' if name in _FOREIGN_FLAGS else ''}" for name in plainly]
    if len(told) > _MAX_LISTED_FLAGS:
        told[_MAX_LISTED_FLAGS:] = [f"{len(told) - _MAX_LISTED_FLAGS} more"]
    *most, last = told
    subject = f"{', '.join(most)} and {last} are" if most else f"{last} is"
    as_text = f"To keep a word as text, put a space after the dashes: “-- {plainly[0]}”."
    return f"{subject} not used here; you can use {SUPPORTED_FLAGS}. {as_text}"


_SWITCHES: Final[Mapping[str, tuple[str, Any]]] = MappingProxyType(
    {
        "pro": ("model", "pro"),
        "standard": ("model", "standard"),
        "1k": ("resolution", Resolution.K1),
        "2k": ("resolution", Resolution.K2),
        "private": ("private", True),
        "spoiler": ("spoiler", True),
    }
)
_VALUE_PARSERS: Final[Mapping[str, tuple[str, Callable[[str, str], Any]]]] = MappingProxyType(
    {
        **dict.fromkeys(("ar", "aspect"), ("ratio", _parse_ratio)),
        **dict.fromkeys(("count", "repeat", "r"), ("count", _number_parser(1, MAX_IMAGES_PER_REQUEST))),
        "model": ("model", _parse_name),
        "style": ("style", _parse_name),
        "format": ("format", _parse_format),
        "quality": ("quality", _number_parser(MIN_QUALITY, MAX_QUALITY)),
    }
)
_EXAMPLES: Final = MappingProxyType(
    {
        **{name: f"--{name} 16:9" for name in ("ar", "aspect")},
        **{name: f"--{name} 4" for name in ("count", "repeat", "r")},
        "model": "--model pro",
        "style": "--style followed by its name",
        "format": "--format png",
        "quality": "--quality 80",
    }
)


def _foreign_flag_reasons() -> Iterator[tuple[str, str]]:
    told = {
        "no model here takes a seed": "seed sameseed",
        "no model here takes a negative prompt, so say what you do want": "no negative neg",
        "a model is chosen with --model": "v version niji hd test testp",
        "no model here takes a strength of style, so describe it in words": "s stylize sw sv raw exp",
        "no model here takes an amount of surprise": "c chaos w weird",
        "quality is --quality 20 to 99": "q",
        "no model here tiles": "tile",
        "no model here takes a picture by its address": "iw sref cref cw oref ow dref dw",
        "there is one speed": "fast relax turbo draft stop",
        "size follows from --ar and --2k": "width height h size",
        "no model here takes it": "p profile steps cfg sampler motion video loop",
        "who sees it is chosen with --private": "public stealth",
    }
    for reason, names in told.items():
        for name in names.split():
            yield name, reason


_FOREIGN_FLAGS: Final = MappingProxyType(dict(_foreign_flag_reasons()))
"""Flags of other picture bots, mostly Midjourney, and why they do not exist here."""
