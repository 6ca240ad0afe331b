"""Flags inside a prompt: ``a fox --ar 16:9 --pro`` is the words “a fox” and two choices."""

import math
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from types import MappingProxyType
from typing import Any, Final, NamedTuple

from bot.domain.catalog import MAX_COUNT, OutputFormat, Ratio, Resolution, either
from bot.domain.request import MAX_QUALITY, MIN_QUALITY, Options
from bot.domain.text import clean, plain
from bot.errors import Invalid

USABLE: Final = (
    "--ar, --pro, --standard, --model, --1k, --2k, --count, --style, --format, --quality, --private and --spoiler"
)
"""The flags, as a refusal lists them."""

_NAMED_AT_MOST: Final = 12
"""Unknown flags that a refusal lists by name."""
_FLAG: Final = re.compile(r"(?P<dashes>[-–—]{2,}|[–—])(?P<name>[^\W_][^=]*)(?:=(?P<value>.*))?", re.DOTALL)
_PUNCTUATION: Final = ",.;!"
_SHAPE: Final = re.compile(r"(\d{1,5}(?:\.\d{1,3})?)[:x×/](\d{1,5}(?:\.\d{1,3})?)")


class _Flag(NamedTuple):
    """A word that has the form of a flag; ``is_typed`` where its dashes are hyphens, so that it can be nothing else."""

    name: str
    value: str | None
    is_typed: bool


class _Found(NamedTuple):
    """A flag in a text: the place of its word, the number of its words, and the choice that it makes, if any."""

    place: int
    length: int
    choice: tuple[str, Any] | None


def read_flags(text: str) -> tuple[str, Options]:
    """The words of a prompt, cleaned and single-spaced, and the choices that its flags make.

    A flag that begins with two hyphens stands anywhere, in any case, with its value after a space or ``=``; of two
    equal flags the last one counts. Phones make one long dash of ``--``, but people write long dashes in sentences
    too: a word after one is a flag only behind all other words, and only where nothing but valid flags follows it.

    Raises :class:`Invalid`, which names every unknown flag, or the values that a flag may have.
    """
    tokens = clean(text).split()
    words, found, strange = _typed_flags(tokens)
    ending, foreign = _ending_flags([tokens[place] for place in words])
    if strange or foreign:
        raise Invalid(_not_used(dict.fromkeys([*strange, *foreign])))
    found += [one._replace(place=words[one.place]) for one in ending]
    left = words[: len(words) - sum(one.length for one in ending)]
    choices = dict(one.choice for one in sorted(found) if one.choice is not None)
    return " ".join(tokens[place] for place in left), Options(**choices)


def is_private(text: str) -> bool:
    """Whether the flags of a prompt ask for privacy; ``False`` where they cannot be read."""
    try:
        return bool(read_flags(text)[1].private)
    except Invalid:
        return False


def _typed_flags(tokens: Sequence[str]) -> tuple[list[int], list[_Found], list[str]]:
    """The places of the words between flags with two hyphens, these flags, and the names of those not used here."""
    words: list[int] = []
    found: list[_Found] = []
    strange: list[str] = []
    place = 0
    while place < len(tokens):
        flag = _flag(tokens[place])
        length = 1
        if flag is None or not flag.is_typed:
            words.append(place)
        elif flag.name in _SWITCHES:
            _refuse_value(flag.name, flag.value)
            found.append(_Found(place, 1, _SWITCHES[flag.name]))
        elif flag.name in _READERS:
            length = 1 if flag.value is not None else 2
            following = tokens[place + 1] if place + 1 < len(tokens) else ""
            found.append(_Found(place, length, _read(flag, following)))
        else:
            strange.append(flag.name)
        place += length
    return words, found, strange


def _ending_flags(words: Sequence[str]) -> tuple[list[_Found], list[str]]:
    """The flags with long dashes at the end of the text, and the names of those that are not used here."""
    found: list[_Found] = []
    foreign: list[str] = []
    end = len(words)
    while end > 0:
        one = _ending(words, end)
        if one is None:
            break
        flag, choice, length = one
        end -= length
        found.append(_Found(end, length, choice))
        if choice is None:
            foreign.append(flag.name)
    return found[::-1], foreign[::-1]


def _ending(words: Sequence[str], end: int) -> tuple[_Flag, tuple[str, Any] | None, int] | None:
    """The flag whose last word is the one before ``end``, its choice, and the number of its words."""
    last, before = _flag(words[end - 1]), _flag(words[end - 2]) if end > 1 else None
    if last is not None and last.name in _SWITCHES:
        is_alone = last.value is None and words[end - 1][-1] not in _PUNCTUATION
        return (last, _SWITCHES[last.name], 1) if is_alone else None
    for flag, following, length in ((last, "", 1), (before, words[end - 1], 2)):
        if flag is None or (flag.value is None) == (length == 1):
            continue
        if flag.name in _FOREIGN:  # before a number it is a flag of another bot, before a word it is a sentence's dash
            return (flag, None, length) if (flag.value or following)[:1].isdecimal() else None
        if flag.name in _READERS:
            with suppress(Invalid):
                return flag, _read(flag, following), length
    return None


def _flag(token: str) -> _Flag | None:
    match = _FLAG.fullmatch(token)
    if match is None:
        return None
    name = match["name"].rstrip(_PUNCTUATION).lower()
    is_typed = set(match["dashes"]) == {"-"}
    known = name in _SWITCHES or name in _READERS or name in _FOREIGN
    return _Flag(name, match["value"], is_typed) if known or is_typed else None


def _read(flag: _Flag, following: str) -> tuple[str, Any]:
    """The choice that a flag with a value makes; ``following`` is the next word. Raises :class:`Invalid`."""
    key, read = _READERS[flag.name]
    value = (following if flag.value is None else flag.value).rstrip(_PUNCTUATION)
    if not value or _flag(value):
        raise Invalid(f"--{flag.name} needs a value after it, such as {_EXAMPLES[flag.name]}.")
    return key, read(flag.name, value)


def _refuse_value(name: str, value: str | None) -> None:
    if value is not None:
        raise Invalid(f"--{name} takes no value: write --{name} alone, or leave it out.")


def _ratio(name: str, value: str) -> Ratio:
    match = _SHAPE.fullmatch(value.lower())
    named = f"{match[1]}:{match[2]}" if match else ""
    if named in set(Ratio):
        return Ratio(named)
    nearest = ""
    if match and float(match[1]) and float(match[2]):
        shape = math.log(float(match[1]) / float(match[2]))
        nearest = f"the nearest is {min(Ratio, key=lambda ratio: abs(math.log(ratio.shape) - shape))}, and "
    raise Invalid(f"--{name} {plain(value, 20)} cannot be drawn: {nearest}you can use {either(Ratio)}.")


def _between(least: int, most: int) -> Callable[[str, str], int]:
    def read(name: str, value: str) -> int:
        if re.fullmatch("[0-9]{1,4}", value) and least <= int(value) <= most:
            return int(value)
        raise Invalid(f"--{name} {plain(value, 20)} cannot be used: write a number from {least} to {most}.")

    return read


def _format(name: str, value: str) -> OutputFormat:
    wanted = "JPG" if value.upper() == "JPEG" else value.upper()
    if wanted in set(OutputFormat):
        return OutputFormat(wanted)
    raise Invalid(f"--{name} {plain(value, 20)} cannot be used: write {either(OutputFormat)}.")


def _name(_name: str, value: str) -> str:
    return value.lower()


def _not_used(names: Iterable[str]) -> str:
    plainly = [plain(name, 30) for name in names]
    told = [f"--{name}{f' ({_FOREIGN[name]})' if name in _FOREIGN else ''}" for name in plainly]
    if len(told) > _NAMED_AT_MOST:
        told[_NAMED_AT_MOST:] = [f"{len(told) - _NAMED_AT_MOST} more"]
    *most, last = told
    subject = f"{', '.join(most)} and {last} are" if most else f"{last} is"
    as_text = f"To keep a word as text, put a space after the dashes: “-- {plainly[0]}”."
    return f"{subject} not used here; you can use {USABLE}. {as_text}"


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
_READERS: Final[Mapping[str, tuple[str, Callable[[str, str], Any]]]] = MappingProxyType(
    {
        **dict.fromkeys(("ar", "aspect"), ("ratio", _ratio)),
        **dict.fromkeys(("count", "repeat", "r"), ("count", _between(1, MAX_COUNT))),
        "model": ("model", _name),
        "style": ("style", _name),
        "format": ("format", _format),
        "quality": ("quality", _between(MIN_QUALITY, MAX_QUALITY)),
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


def _reasons() -> Iterator[tuple[str, str]]:
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


_FOREIGN: Final = MappingProxyType(dict(_reasons()))
"""Flags of other picture bots, mostly Midjourney, and why they do not exist here."""
