"""Flags inside a prompt: ``a fox --ar 16:9 --pro`` is the words “a fox” and two choices."""

import math
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Any, Final

from bot.domain.catalog import MAX_COUNT, OutputFormat, Ratio, Resolution, either
from bot.domain.request import MAX_QUALITY, MIN_QUALITY, Options
from bot.domain.text import clean, plain
from bot.errors import Invalid

USABLE: Final = (
    "--ar, --pro, --standard, --model, --1k, --2k, --count, --style, --format, --quality, --private and --spoiler"
)
"""The flags, as a refusal lists them."""

_NAMED_AT_MOST: Final = 12
_FLAG: Final = re.compile(r"(?P<dashes>[-–—]{2,}|[–—])(?P<name>[^\W_][^=]*)(?:=(?P<value>.*))?", re.DOTALL)
_SHAPE: Final = re.compile(r"(\d{1,5}(?:\.\d{1,3})?)[:x×/](\d{1,5}(?:\.\d{1,3})?)")


def read_flags(text: str) -> tuple[str, Options]:
    """The words of a prompt, cleaned and single-spaced, and the choices that its flags make.

    A flag stands anywhere, in any case, with its value after a space or ``=``; the last of two counts. Because phones
    type ``--`` as one long dash, a long dash before a flag's name is a flag as well, and before any other word it is
    punctuation. :class:`Invalid` names every flag that is not used here, or what a flag's value can be.
    """
    words: list[str] = []
    choices: dict[str, Any] = {}
    strange: list[str] = []
    tokens = iter(clean(text).split())
    for token in tokens:
        flag = _flag(token)
        if flag is None:
            words.append(token)
            continue
        name, value = flag
        if name in _SWITCHES:
            _refuse_value(name, value)
            choices.update([_SWITCHES[name]])
        elif name in _READERS:
            key, read = _READERS[name]
            choices[key] = read(name, _value(name, value, tokens))
        else:
            strange.append(name)
    if strange:
        raise Invalid(_not_used(dict.fromkeys(strange)))
    return " ".join(words), Options(**choices)


def _flag(token: str) -> tuple[str, str | None] | None:
    match = _FLAG.fullmatch(token)
    if match is None:
        return None
    name = match["name"].rstrip(",.;!").lower()
    known = name in _SWITCHES or name in _READERS or name in _FOREIGN
    return (name, match["value"]) if known or match["dashes"].startswith("--") else None


def _value(name: str, value: str | None, tokens: Iterator[str]) -> str:
    value = (next(tokens, "") if value is None else value).rstrip(",.;!")
    if not value or _flag(value):
        raise Invalid(f"--{name} needs a value after it, such as {_EXAMPLES[name]}.")
    return value


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
    told = [f"--{plain(name, 30)}{f' ({_FOREIGN[name]})' if name in _FOREIGN else ''}" for name in names]
    if len(told) > _NAMED_AT_MOST:
        told[_NAMED_AT_MOST:] = [f"{len(told) - _NAMED_AT_MOST} more"]
    *most, last = told
    subject = f"{', '.join(most)} and {last} are" if most else f"{last} is"
    return f"{subject} not used here; what you can use is {USABLE}."


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
"""Flags of other picture bots, above all of Midjourney, and why there is no such thing here."""
