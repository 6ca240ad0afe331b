"""The word list as moderators write and read it, one entry a line: ``word``, ``!exception``, ``/pattern/``."""

import io
import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

import discord
from discord import ui
from discord.app_commands import Choice

from bot.domain.prompt import parse_flags
from bot.domain.text import clean, restore_sanitized
from bot.domain.variants import expand_variants
from bot.errors import Invalid
from bot.policy.automod_cache import AutoModState
from bot.policy.guild_word_filters import normalize_term
from bot.ui.autocomplete import text_choices
from bot.ui.layout import Layout, text_view
from bot.ui.moderation import automod_summary
from bot.ui.moderation.automod_summary import pluralize
from bot.wordfilter.filters import WordFilter
from bot.wordfilter.patterns import RE2_NOT_INSTALLED_MESSAGE, create_pattern, is_re2_installed
from bot.wordfilter.terms import MAX_TERM_LENGTH, MIN_TERM_LETTERS
from bot.wordfilter.word_list import MAX_WORDS_PER_GUILD, WordKind, WordListEntries

EXCEPTION_PREFIX: Final = "!"
PATTERN_DELIMITER: Final = "/"
MAX_FILE_BYTES: Final = 256 * 1024
"""Bytes of a word list file."""
EXPORT_FILENAME: Final = "words.txt"
MAX_INLINE_LIST_LENGTH: Final = 1500
"""Characters of a list in a message; a longer one is attached as a file."""

TOO_LARGE: Final = "Nothing was imported: that file is larger than 256 KiB; split it, or remove what you do not need."
NOT_TEXT: Final = "Nothing was imported: that file is not plain text in UTF-8; save it as UTF-8 text and try again."
NO_WORDS: Final = "Nothing was imported: that file has no words in it; write one word per line."
TOO_MANY: Final = "Nothing was imported: that file has {} words, but a server can have at most {}; remove some."
EMPTY_LIST: Final = "This server’s word list is empty."
PATTERN_AS_EXCEPTION: Final = "A pattern cannot be an exception; write the word to allow, or change the pattern."
NOT_CAUGHT: Final = "✅ **Not caught**: the word list allows this request."
CAUGHT: Final = "🚫 **Caught**: this request would be refused."

_STAR_REPLACEMENT: Final = ("∗", "*")  # noqa: RUF001 – look-alikes are the point
_LINE_END: Final = re.compile("\r\n|\r|\n")
_MAX_NAMED_LINES: Final = 5
_MAX_LISTED_REASONS: Final = 10


class WordListEntry(NamedTuple):
    """One entry as a moderator typed it."""

    kind: WordKind
    text: str

    def __str__(self) -> str:
        match self.kind:
            case "exception":
                return f"{EXCEPTION_PREFIX}{self.text}"
            case "pattern":
                return f"{PATTERN_DELIMITER}{self.text}{PATTERN_DELIMITER}"
            case _:
                return self.text

    @property
    def words(self) -> WordListEntries:
        """The entry as a list of one, to be added to the server's."""
        match self.kind:
            case "exception":
                return WordListEntries(exceptions=(self.text,))
            case "pattern":
                return WordListEntries(patterns=(self.text,))
            case _:
                return WordListEntries((self.text,))


def is_pattern(text: str) -> bool:
    """Whether the text has the form ``/…/``."""
    return (
        len(text) > len(PATTERN_DELIMITER + PATTERN_DELIMITER)
        and text.startswith(PATTERN_DELIMITER)
        and text.endswith(PATTERN_DELIMITER)
    )


def normalize_copied(typed: str) -> str:
    """The text with ``*`` and pattern characters restored, where it was copied from an answer that replaced them."""
    return (
        restore_sanitized(typed)
        if is_pattern(clean(typed).lstrip(EXCEPTION_PREFIX).lstrip())
        else typed.replace(*_STAR_REPLACEMENT)
    )


def parse_entry(typed: str) -> WordListEntry:
    """Parse a term, an ``!exception`` or a ``/pattern/``; raises Invalid for anything else.

    Patterns are not compiled here, so that one that RE2 no longer accepts can still be removed.
    """
    text = clean(typed)
    word = text.lstrip(EXCEPTION_PREFIX).lstrip()
    if is_pattern(word):
        if word != text:
            raise Invalid(PATTERN_AS_EXCEPTION)
        return WordListEntry("pattern", word[1:-1])
    return WordListEntry("exception" if text.startswith(EXCEPTION_PREFIX) else "term", normalize_term(word))


def parse_file(data: bytes) -> WordListEntries:
    """Parse a file with one entry a line; raises Invalid that names the first invalid lines."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Invalid(NOT_TEXT) from error
    lines = [(number, line) for number, line in enumerate(_LINE_END.split(text), 1) if line.strip()]
    if not lines:
        raise Invalid(NO_WORDS)
    if len(lines) > MAX_WORDS_PER_GUILD:
        raise Invalid(TOO_MANY.format(len(lines), MAX_WORDS_PER_GUILD))
    return _parse_lines(lines)


def _parse_lines(lines: Sequence[tuple[int, str]]) -> WordListEntries:
    words: dict[WordKind, list[str]] = {"term": [], "exception": [], "pattern": []}
    bad: list[int] = []
    for number, line in lines:
        try:
            kind, text = _check_pattern(parse_entry(line))
        except Invalid:
            bad.append(number)
        else:
            words[kind].append(text)
    if words["pattern"] and not is_re2_installed():
        raise Invalid(f"Nothing was imported: {RE2_NOT_INSTALLED_MESSAGE[0].lower()}{RE2_NOT_INSTALLED_MESSAGE[1:]}")
    if bad:
        raise Invalid(
            f"Nothing was imported: {_line_numbers_text(bad)} cannot be used; a word needs at least "
            f"{MIN_TERM_LETTERS} letters, "
            f"can have at most {MAX_TERM_LENGTH} characters, and a * only at its start or end; a pattern must be valid "
            "for RE2."
        )
    return WordListEntries(*(tuple(words[kind]) for kind in ("term", "exception", "pattern")))


def _check_pattern(word: WordListEntry) -> WordListEntry:
    if word.kind == "pattern" and is_re2_installed():
        create_pattern(word.text)
    return word


def _line_numbers_text(bad: Sequence[int]) -> str:
    if len(bad) == 1:
        return f"line {bad[0]}"
    named = [str(number) for number in bad[:_MAX_NAMED_LINES]]
    last = f"{len(bad) - _MAX_NAMED_LINES} more" if len(bad) > _MAX_NAMED_LINES else named.pop()
    return f"lines {', '.join(named)} and {last}"


def list_entries(word_filter: WordFilter) -> list[WordListEntry]:
    """The server's own entries as moderators type them."""
    own = word_filter.own_source
    terms = [WordListEntry("term", term.text) for term in own.matcher.terms]
    exceptions = [WordListEntry("exception", term.text) for term in own.matcher.exceptions]
    patterns = [WordListEntry("pattern", pattern.text) for pattern in own.patterns]
    return [*terms, *exceptions, *patterns, *map(parse_entry, own.unsupported)]


def suggest_entries(word_filter: WordFilter, wanted: str) -> list[Choice[str]]:
    """The entries that contain the typed text; those that begin with it come first."""
    wanted = clean(wanted).lower()
    holding = [str(word) for word in list_entries(word_filter) if wanted in str(word).lower()]
    holding.sort(key=lambda word: not word.lower().startswith(wanted))
    return text_choices(holding)


def word_list_view(word_filter: WordFilter, automod: AutoModState | None) -> tuple[Layout, list[discord.File]]:
    """The whole list, in the message or in an importable file, with notes on AutoMod and on unsupported entries.

    ``automod`` is ``None`` where AutoMod's rules do not apply.
    """
    lines = list(map(str, list_entries(word_filter)))
    below: list[ui.TextDisplay[Layout]] = [ui.TextDisplay(f"-# {line}") for line in _footnotes(word_filter, automod)]
    if not lines:
        return Layout(ui.TextDisplay(EMPTY_LIST), *below), []
    title = f"**The words of this server** · {filter_counts_text(word_filter)}"
    text = "\n".join(lines)
    if len(text) <= MAX_INLINE_LIST_LENGTH:
        # In a code block nothing pings or formats, and a * can be copied as it is.
        block = text.replace("`", "ˋ")  # noqa: RUF001 – look-alikes are the point
        return Layout(ui.TextDisplay(f"{title}\n```\n{block}\n```"), *below), []
    file = discord.File(io.BytesIO(f"{text}\n".encode()), filename=EXPORT_FILENAME)
    return Layout(ui.TextDisplay(title), ui.File(f"attachment://{EXPORT_FILENAME}"), *below), [file]


def _footnotes(word_filter: WordFilter, automod: AutoModState | None) -> Iterator[str]:
    left_out = word_filter.unsupported
    if automod is not None:
        left_out += automod.unsupported
        yield automod_summary.applied_rules_text(automod)
    if left_out:
        yield automod_summary.unchecked_text(left_out)


def filter_counts_text(word_filter: WordFilter) -> str:
    """The numbers of terms, exceptions and patterns of a filter."""
    own = word_filter.own_source
    patterns = len(own.patterns) + len(own.unsupported)
    return counts_text(len(own.matcher.terms), len(own.matcher.exceptions), patterns)


def counts_text(terms: int, exceptions: int, patterns: int) -> str:
    """The numbers of terms and exceptions, and of patterns if there are any."""
    parts = [pluralize(terms, "term"), pluralize(exceptions, "exception")]
    if patterns:
        parts.append(pluralize(patterns, "pattern"))
    *before, last = parts
    return f"{', '.join(before)} and {last}"


def check_result_view(word_filter: WordFilter, reasons: Sequence[str]) -> Layout:
    """The answer to ``/mod words test``: whether the text is caught, and why."""
    below = [f"-# {automod_summary.unchecked_text(word_filter.unsupported)}"] if word_filter.unsupported else []
    if not reasons:
        lines = [NOT_CAUGHT, *([f"-# {EMPTY_LIST}"] if word_filter.is_empty else []), *below]
        return text_view("\n".join(lines))
    lines = [CAUGHT, *(f"- {reason}" for reason in reasons[:_MAX_LISTED_REASONS])]
    if (more := len(reasons) - _MAX_LISTED_REASONS) > 0:
        lines.append(f"-# and {more} more")
    return text_view("\n".join([*lines, *below]))


def list_match_reasons(word_filter: WordFilter, text: str) -> list[str]:
    """The distinct reasons why a prompt is caught; flags are dropped and variants expanded as for a request."""
    return list(
        dict.fromkeys(hit.sentence(said) for said in _expand_as_request(text) for hit in word_filter.find_all(said))
    )


def _expand_as_request(text: str) -> list[str]:
    try:
        return [parse_flags(one)[0] for one in expand_variants(text)]
    except Invalid:
        return [text]
