"""A server's words as moderators write and read them: one on each line, ``!`` in front of an exception."""

import io
import re
from collections.abc import Collection, Iterator, Sequence
from typing import Final, NamedTuple

import discord
from discord import ui
from discord.app_commands import Choice

from bot.domain.permutations import expand
from bot.domain.prompt import read_flags
from bot.domain.text import clean, plain
from bot.domain.words import FEWEST_LETTERS, MAX_TERM, WordList
from bot.errors import Invalid
from bot.gate import Attempt, kept
from bot.storage.rules import MOST, Kind, Words
from bot.ui.messages import Layout

EXCEPTION: Final = "!"
LARGEST: Final = 256 * 1024
"""Bytes of a file with words."""
FILE: Final = "words.txt"
LISTED: Final = 1500
"""Characters of a list in a message; a longer one comes as a file."""
SUGGESTED: Final = 25
"""Choices that Discord shows at most."""
PROMPT_TOLD: Final = 300
"""Characters of a prompt that moderators are told about."""

TOO_LARGE: Final = "Nothing was imported: that file is larger than 256 KiB; split it, or take out what is not a word."
NOT_TEXT: Final = "Nothing was imported: that file is not plain text in UTF-8; save it as that and try again."
NO_WORDS: Final = "Nothing was imported: that file has no words in it; write one on each line."
TOO_MANY: Final = "Nothing was imported: that file has {} words, and a server may have {}; take some out."
NONE_YET: Final = "This server has no words on its list yet."
PASSES: Final = "✅ **Not caught**: members can ask for this here, as far as the words go."
CAUGHT: Final = "🚫 **Caught**: nobody can ask for this here."

_LINE_END: Final = re.compile("\r\n|\r|\n")
_LINES_NAMED: Final = 5
_REASONS_SHOWN: Final = 10


class Typed(NamedTuple):
    """A word as a moderator typed it."""

    kind: Kind
    text: str

    def __str__(self) -> str:
        return f"{EXCEPTION}{self.text}" if self.kind == "exception" else self.text

    @property
    def words(self) -> Words:
        """The same, to be added to a list."""
        return Words((), (self.text,)) if self.kind == "exception" else Words((self.text,))


def read(typed: str) -> Typed:
    """A term, or an exception where it begins with ``!``; :class:`Invalid` for what is no word."""
    text = clean(typed)
    word = kept(text.lstrip(EXCEPTION))
    return Typed("exception" if text.startswith(EXCEPTION) else "term", word)


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
    words: dict[Kind, list[str]] = {"term": [], "exception": []}
    bad: list[int] = []
    for number, line in lines:
        try:
            kind, text = read(line)
        except Invalid:
            bad.append(number)
        else:
            words[kind].append(text)
    if bad:
        raise Invalid(
            f"Nothing was imported: {_named(bad)} cannot be used; a word has {FEWEST_LETTERS} letters at least,"
            f" {MAX_TERM} characters at most, and a * only at its beginning or end."
        )
    return Words(tuple(words["term"]), tuple(words["exception"]))


def _named(bad: Sequence[int]) -> str:
    if len(bad) == 1:
        return f"line {bad[0]}"
    named = [str(number) for number in bad[:_LINES_NAMED]]
    last = f"{len(bad) - _LINES_NAMED} more" if len(bad) > _LINES_NAMED else named.pop()
    return f"lines {', '.join(named)} and {last}"


def typed(words: WordList) -> list[Typed]:
    """The words of a list, as moderators would type them."""
    terms = [Typed("term", term.text) for term in words.terms]
    return terms + [Typed("exception", term.text) for term in words.exceptions]


def suggested(words: WordList, wanted: str) -> list[Choice[str]]:
    """Words that hold what was typed; those that begin with it in front."""
    wanted = clean(wanted).lower()
    holding = [str(word) for word in typed(words) if wanted in str(word)]
    holding.sort(key=lambda word: not word.startswith(wanted))
    return [Choice(name=word, value=word) for word in holding[:SUGGESTED]]


def listed(words: WordList) -> tuple[Layout, list[discord.File]]:
    """The whole list: in the message, or in a file that can be imported again where it is long."""
    lines = [str(word) for word in typed(words)]
    if not lines:
        return Layout(ui.TextDisplay(NONE_YET)), []
    title = f"**The words of this server** · {counted(words.terms, words.exceptions)}"
    text = "\n".join(lines)
    if len(text) <= LISTED:
        # In a code block nothing pings or formats, and a * can be copied as it is.
        block = text.replace("`", "ˋ")  # noqa: RUF001 – look-alikes are the point
        return Layout(ui.TextDisplay(f"{title}\n```\n{block}\n```")), []
    file = discord.File(io.BytesIO(f"{text}\n".encode()), filename=FILE)
    return Layout(ui.TextDisplay(title), ui.File(f"attachment://{FILE}")), [file]


def counted(terms: Collection[object], exceptions: Collection[object]) -> str:
    """How many there are of each, in words."""
    return f"{_number(len(terms), 'term')} and {_number(len(exceptions), 'exception')}"


def _number(number: int, name: str) -> str:
    return f"{number} {name}" if number == 1 else f"{number} {name}s"


def tested(words: WordList, text: str) -> Layout:
    """Whether a text is caught, and why: read as a request is, without its flags and with all its alternatives."""
    reasons = list(dict.fromkeys(_reasons(words, text)))
    if not reasons:
        return Layout(ui.TextDisplay(PASSES if words.terms else f"{PASSES}\n-# {NONE_YET}"))
    lines = [CAUGHT, *(f"- {reason}" for reason in reasons[:_REASONS_SHOWN])]
    if (more := len(reasons) - _REASONS_SHOWN) > 0:
        lines.append(f"-# and {more} more")
    return Layout(ui.TextDisplay("\n".join(lines)))


def _reasons(words: WordList, text: str) -> Iterator[str]:
    for said in _as_asked(text):
        yield from (caught.sentence(said) for caught in words.all(said))


def _as_asked(text: str) -> list[str]:
    try:
        return [read_flags(one)[0] for one in expand(text)]
    except Invalid:
        return [text]


def told(attempt: Attempt) -> str:
    """What moderators are told of an attempt: the reason, and the words around it."""
    return f"{attempt.caught.sentence(attempt.text)} It was in: {plain(attempt.text, PROMPT_TOLD)}"
