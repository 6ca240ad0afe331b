"""Parses the flags of a prompt: ``a fox --ar 16:9 --pro`` is the text “a fox” and two options."""

import re
from collections.abc import Iterable, Sequence
from contextlib import suppress
from typing import Final, NamedTuple

from bot.domain.flags import FOREIGN_FLAGS, SUPPORTED_FLAGS, SWITCHES, VALUE_FLAGS, Choice
from bot.domain.request import Options
from bot.domain.text import clean, sanitize_line
from bot.errors import Invalid
from bot.localization.lists import join_with_and
from bot.localization.messages import Message, Sentence

_MAX_LISTED_FLAGS: Final = 12
"""Maximum number of unknown flags that a refusal lists by name."""
_FLAG_PATTERN: Final = re.compile(r"(?P<dashes>[-–—]{2,}|[–—])(?P<name>[^\W_][^=]*)(?:=(?P<value>.*))?", re.DOTALL)
_PUNCTUATION: Final = ",.;!"


class _Flag(NamedTuple):
    """A word in the form of a flag; with two hyphens (``has_hyphens``) it is always a flag."""

    name: str
    value: str | None
    has_hyphens: bool


class _ParsedFlag(NamedTuple):
    """A flag in a text: the index of its word, the number of its words, and its option, if the flag is known."""

    position: int
    word_count: int
    option: Choice | None


def parse_flags(text: str) -> tuple[str, Options]:
    """Split a prompt into its words, cleaned and single-spaced, and the options of its flags.

    A flag with two hyphens may be anywhere, in upper or lower case, with its value after a space or ``=``; of two equal
    flags the last one counts. Phones replace ``--`` by a long dash, but sentences have long dashes too: a word after a
    long dash is a flag only if no other text follows.

    Raises :class:`Invalid`, which names all unknown flags, or the valid values of a flag.
    """
    tokens = clean(text).split()
    words, flags, unknown = _parse_hyphen_flags(tokens)
    trailing, foreign = _parse_trailing_flags([tokens[place] for place in words])
    if unknown or foreign:
        raise Invalid(_unsupported_flags_message(dict.fromkeys([*unknown, *foreign])))
    flags += [flag._replace(position=words[flag.position]) for flag in trailing]
    words = words[: len(words) - sum(flag.word_count for flag in trailing)]
    options = dict(flag.option for flag in sorted(flags) if flag.option is not None)
    return " ".join(tokens[place] for place in words), Options(**options)


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
    unknown: list[str] = []
    place = 0
    while place < len(tokens):
        flag = _parse_flag(tokens[place])
        length = 1
        if flag is None or not flag.has_hyphens:
            words.append(place)
        elif flag.name in SWITCHES:
            _refuse_value(flag.name, flag.value)
            found.append(_ParsedFlag(place, 1, SWITCHES[flag.name]))
        elif flag.name in VALUE_FLAGS:
            length = 1 if flag.value is not None else 2
            following = tokens[place + 1] if place + 1 < len(tokens) else ""
            found.append(_ParsedFlag(place, length, _parse_option(flag, following)))
        else:
            unknown.append(flag.name)
        place += length
    return words, found, unknown


def _parse_trailing_flags(words: Sequence[str]) -> tuple[list[_ParsedFlag], list[str]]:
    """The flags with long dashes at the end of the text, and the names of those that other bots have."""
    found: list[_ParsedFlag] = []
    foreign: list[str] = []
    end = len(words)
    while end > 0:
        parsed = _parse_last_flag(words, end)
        if parsed is None:
            break
        flag, choice, length = parsed
        end -= length
        found.append(_ParsedFlag(end, length, choice))
        if choice is None:
            foreign.append(flag.name)
    return found[::-1], foreign[::-1]


def _parse_last_flag(words: Sequence[str], end: int) -> tuple[_Flag, Choice | None, int] | None:
    """The flag that ends with the word before ``end``, its option, and the number of its words."""
    last, before = _parse_flag(words[end - 1]), _parse_flag(words[end - 2]) if end > 1 else None
    if last is not None and last.name in SWITCHES:
        is_alone = last.value is None and words[end - 1][-1] not in _PUNCTUATION
        return (last, SWITCHES[last.name], 1) if is_alone else None
    for flag, following, length in ((last, "", 1), (before, words[end - 1], 2)):
        if flag is None or (flag.value is None) == (length == 1):
            continue
        if flag.name in FOREIGN_FLAGS:  # before a number it is a flag, before a word the dash is punctuation
            return (flag, None, length) if (flag.value or following)[:1].isdecimal() else None
        if flag.name in VALUE_FLAGS:
            with suppress(Invalid):
                return flag, _parse_option(flag, following), length
    return None


def _parse_flag(token: str) -> _Flag | None:
    match = _FLAG_PATTERN.fullmatch(token)
    if match is None:
        return None
    name = match["name"].rstrip(_PUNCTUATION).lower()
    is_typed = set(match["dashes"]) == {"-"}
    known = name in SWITCHES or name in VALUE_FLAGS or name in FOREIGN_FLAGS
    return _Flag(name, match["value"], is_typed) if known or is_typed else None


def _parse_option(flag: _Flag, following: str) -> Choice:
    """Parse a flag with a value; ``following`` is the next word. Raises :class:`Invalid`."""
    option, parse, example = VALUE_FLAGS[flag.name]
    value = (following if flag.value is None else flag.value).rstrip(_PUNCTUATION)
    if not value or _parse_flag(value):
        flag_name = f"--{flag.name}"
        if example is None:
            raise Invalid(Message("flag-needs-name", flag=flag_name))
        raise Invalid(Message("flag-needs-value", flag=flag_name, example=f"{flag_name} {example}"))
    return option, parse(flag.name, value)


def _refuse_value(name: str, value: str | None) -> None:
    if value is not None:
        raise Invalid(Message("flag-takes-no-value", flag=f"--{name}"))


def _unsupported_flags_message(names: Iterable[str]) -> Message:
    sanitized = [sanitize_line(name, 30) for name in names]
    flags: list[Sentence] = [_explained_flag(name) for name in sanitized]
    if len(flags) > _MAX_LISTED_FLAGS:
        flags[_MAX_LISTED_FLAGS:] = [Message("flags-more", count=len(flags) - _MAX_LISTED_FLAGS)]
    count, as_text = len(flags), f"-- {sanitized[0]}"
    return Message("flags-unsupported", flags=join_with_and(flags), count=count, able=SUPPORTED_FLAGS, as_text=as_text)


def _explained_flag(name: str) -> Sentence:
    if name in FOREIGN_FLAGS:
        return Message("flag-with-reason", flag=f"--{name}", reason=FOREIGN_FLAGS[name])
    return f"--{name}"
