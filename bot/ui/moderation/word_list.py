"""A server's words as moderators write and read them, one on each line: ``word``, ``!exception``, ``/pattern/``."""

import io
import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

import discord
from discord import ui
from discord.app_commands import Choice

from bot.domain.prompt import read_flags
from bot.domain.text import clean, plain, retyped
from bot.domain.variants import expand
from bot.errors import Invalid
from bot.policy.gate import Attempt
from bot.policy.guild_word_filters import AutoModState, kept
from bot.storage.word_lists import (
    MOST,
    Kind,
    Words,
)
from bot.ui.layout import Layout, said
from bot.ui.moderation import automod_summary
from bot.wordfilter.filters import WatchList
from bot.wordfilter.patterns import NOT_INSTALLED, can_read, new_pattern
from bot.wordfilter.terms import FEWEST_LETTERS, MAX_TERM

EXCEPTION: Final = "!"
SLASH: Final = "/"
LARGEST: Final = 256 * 1024
"""Bytes of a file with words."""
FILE: Final = "words.txt"
LISTED: Final = 1500
"""Characters of a list in a message; a longer one comes as a file."""
SUGGESTED: Final = 25
"""Choices that Discord shows at most."""
LONGEST_CHOICE: Final = 100
"""Characters that Discord takes as the name of a choice."""
PROMPT_TOLD: Final = 300
"""Characters of a prompt that moderators are told about."""

TOO_LARGE: Final = "Nothing was imported: that file is larger than 256 KiB; split it, or remove what you do not need."
NOT_TEXT: Final = "Nothing was imported: that file is not plain text in UTF-8; save it as UTF-8 text and try again."
NO_WORDS: Final = "Nothing was imported: that file has no words in it; write one word per line."
TOO_MANY: Final = "Nothing was imported: that file has {} words, but a server can have at most {}; remove some."
NONE_YET: Final = "This server’s word list is empty."
NO_SUCH_EXCEPTION: Final = "A pattern cannot be an exception; write the word to allow, or change the pattern."
PASSES: Final = "✅ **Not caught**: the word list allows this request."
CAUGHT: Final = "🚫 **Caught**: this request would be refused."

_STARS: Final = ("∗", "*")  # noqa: RUF001 – look-alikes are the point
_LINE_END: Final = re.compile("\r\n|\r|\n")
_LINES_NAMED: Final = 5
_REASONS_SHOWN: Final = 10


class Typed(NamedTuple):
    """A word as a moderator typed it."""

    kind: Kind
    text: str

    def __str__(self) -> str:
        match self.kind:
            case "exception":
                return f"{EXCEPTION}{self.text}"
            case "pattern":
                return f"{SLASH}{self.text}{SLASH}"
            case _:
                return self.text

    @property
    def words(self) -> Words:
        """The same, to be added to a list."""
        match self.kind:
            case "exception":
                return Words(exceptions=(self.text,))
            case "pattern":
                return Words(patterns=(self.text,))
            case _:
                return Words((self.text,))


def is_pattern(text: str) -> bool:
    """Whether something stands between two ``/``."""
    return len(text) > len(SLASH + SLASH) and text.startswith(SLASH) and text.endswith(SLASH)


def copied(typed: str) -> str:
    """The same with the signs of a word or a pattern that somebody copied out of an answer, where they look alike."""
    return retyped(typed) if is_pattern(clean(typed).lstrip(EXCEPTION).lstrip()) else typed.replace(*_STARS)


def read(typed: str) -> Typed:
    """A term, an exception where it begins with ``!``, a pattern between two ``/``; :class:`Invalid` for none of these.

    A pattern is not looked at: one that cannot be read any more can still be taken off the list.
    """
    text = clean(typed)
    word = text.lstrip(EXCEPTION).lstrip()
    if is_pattern(word):
        if word != text:
            raise Invalid(NO_SUCH_EXCEPTION)
        return Typed("pattern", word[1:-1])
    return Typed("exception" if text.startswith(EXCEPTION) else "term", kept(word))


def read_file(data: bytes) -> Words:
    """All words of a file; :class:`Invalid` names the first lines that cannot be used."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Invalid(NOT_TEXT) from error
    lines = [(number, line) for number, line in enumerate(_LINE_END.split(text), 1) if line.strip()]
    if not lines:
        raise Invalid(NO_WORDS)
    if len(lines) > MOST:
        raise Invalid(TOO_MANY.format(len(lines), MOST))
    return _read_lines(lines)


def _read_lines(lines: Sequence[tuple[int, str]]) -> Words:
    words: dict[Kind, list[str]] = {"term": [], "exception": [], "pattern": []}
    bad: list[int] = []
    for number, line in lines:
        try:
            kind, text = _checked(read(line))
        except Invalid:
            bad.append(number)
        else:
            words[kind].append(text)
    if words["pattern"] and not can_read():
        raise Invalid(f"Nothing was imported: {NOT_INSTALLED[0].lower()}{NOT_INSTALLED[1:]}")
    if bad:
        raise Invalid(
            f"Nothing was imported: {_named(bad)} cannot be used; a word needs at least {FEWEST_LETTERS} letters, "
            f"can have at most {MAX_TERM} characters, and a * only at its start or end; a pattern must be valid "
            "for RE2."
        )
    return Words(*(tuple(words[kind]) for kind in ("term", "exception", "pattern")))


def _checked(word: Typed) -> Typed:
    if word.kind == "pattern" and can_read():
        new_pattern(word.text)
    return word


def _named(bad: Sequence[int]) -> str:
    if len(bad) == 1:
        return f"line {bad[0]}"
    named = [str(number) for number in bad[:_LINES_NAMED]]
    last = f"{len(bad) - _LINES_NAMED} more" if len(bad) > _LINES_NAMED else named.pop()
    return f"lines {', '.join(named)} and {last}"


def typed(words: WatchList) -> list[Typed]:
    """What moderators put on a list, as they would type it."""
    own = words.own
    terms = [Typed("term", term.text) for term in own.words.terms]
    exceptions = [Typed("exception", term.text) for term in own.words.exceptions]
    patterns = [Typed("pattern", pattern.text) for pattern in own.patterns]
    return [*terms, *exceptions, *patterns, *map(read, own.left_out)]


def suggested(words: WatchList, wanted: str) -> list[Choice[str]]:
    """Words that hold what was typed; those that begin with it in front."""
    wanted = clean(wanted).lower()
    holding = [str(word) for word in typed(words) if wanted in str(word).lower()]
    holding = [word for word in holding if len(word) <= LONGEST_CHOICE]
    holding.sort(key=lambda word: not word.lower().startswith(wanted))
    return [Choice(name=word, value=word) for word in holding[:SUGGESTED]]


def listed(words: WatchList, automod: AutoModState | None) -> tuple[Layout, list[discord.File]]:
    """The whole list: in the message, or in a file that can be imported again where it is long.

    Below it stands what of AutoMod holds too, unless that is ``None``, and what cannot be looked for.
    """
    lines = list(map(str, typed(words)))
    below: list[ui.TextDisplay[Layout]] = [ui.TextDisplay(f"-# {line}") for line in _below(words, automod)]
    if not lines:
        return Layout(ui.TextDisplay(NONE_YET), *below), []
    title = f"**The words of this server** · {counted(words)}"
    text = "\n".join(lines)
    if len(text) <= LISTED:
        # In a code block nothing pings or formats, and a * can be copied as it is.
        block = text.replace("`", "ˋ")  # noqa: RUF001 – look-alikes are the point
        return Layout(ui.TextDisplay(f"{title}\n```\n{block}\n```"), *below), []
    file = discord.File(io.BytesIO(f"{text}\n".encode()), filename=FILE)
    return Layout(ui.TextDisplay(title), ui.File(f"attachment://{FILE}"), *below), [file]


def _below(words: WatchList, automod: AutoModState | None) -> Iterator[str]:
    left_out = words.left_out
    if automod is not None:
        left_out += automod.left_out
        yield automod_summary.held(automod)
    if left_out:
        yield automod_summary.not_looked_for(left_out)


def counted(words: WatchList) -> str:
    """How many there are of each on a list, in words."""
    own = words.own
    patterns = len(own.patterns) + len(own.left_out)
    return counted_of(len(own.words.terms), len(own.words.exceptions), patterns)


def counted_of(terms: int, exceptions: int, patterns: int) -> str:
    """How many there are of each, in words; patterns only if there are some."""
    parts = [_number(terms, "term"), _number(exceptions, "exception")]
    if patterns:
        parts.append(_number(patterns, "pattern"))
    *before, last = parts
    return f"{', '.join(before)} and {last}"


def _number(number: int, name: str) -> str:
    return f"{number} {name}" if number == 1 else f"{number} {name}s"


def tested(words: WatchList, reasons: Sequence[str]) -> Layout:
    """Whether a text is caught, and why."""
    below = [f"-# {automod_summary.not_looked_for(words.left_out)}"] if words.left_out else []
    if not reasons:
        lines = [PASSES, *([f"-# {NONE_YET}"] if words.is_empty else []), *below]
        return said("\n".join(lines))
    lines = [CAUGHT, *(f"- {reason}" for reason in reasons[:_REASONS_SHOWN])]
    if (more := len(reasons) - _REASONS_SHOWN) > 0:
        lines.append(f"-# and {more} more")
    return said("\n".join([*lines, *below]))


def reasons(words: WatchList, text: str) -> list[str]:
    """Why a text is caught, each reason once: it is read as a request is, without flags and with all alternatives."""
    return list(dict.fromkeys(hit.sentence(said) for said in _as_asked(text) for hit in words.all(said)))


def _as_asked(text: str) -> list[str]:
    try:
        return [read_flags(one)[0] for one in expand(text)]
    except Invalid:
        return [text]


def told(attempt: Attempt) -> str:
    """What moderators are told of an attempt: the reason, and the words around it."""
    return f"{attempt.caught.sentence(attempt.text)} It was in: {plain(attempt.text, PROMPT_TOLD)}"
