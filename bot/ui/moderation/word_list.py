"""The word list as moderators write and read it, with one entry a line: ``word``, ``!exception``, ``/pattern/``."""

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
from bot.ui.phrases import first_texts, join_with_and, pluralize
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
"""Characters of a list in a message; a longer list is attached as a file."""
TOO_LARGE: Final = "Nothing was imported: that file is larger than 256 KiB; split it, or remove what you do not need."
NOT_TEXT: Final = "Nothing was imported: that file is not plain text in UTF-8; save it as UTF-8 text and try again."
NO_ENTRIES: Final = "Nothing was imported: that file has no words in it; write one word per line."
TOO_MANY_ENTRIES: Final = "Nothing was imported: that file has {} words, but a server can have at most {}; remove some."
INVALID_LINES: Final = (
    f"Nothing was imported: {{}} cannot be used; a word needs at least {MIN_TERM_LETTERS} letters, can have at most "
    f"{MAX_TERM_LENGTH} characters, and a * only at its start or end{{}}."
)
VALID_PATTERN: Final = "; a pattern must be valid for RE2"
EMPTY_LIST: Final = "This server’s word list is empty."
PATTERN_AS_EXCEPTION: Final = "A pattern cannot be an exception; write the word to allow, or change the pattern."
NOT_CAUGHT: Final = "✅ **Not caught**: the word list allows this request."
CAUGHT: Final = "🚫 **Caught**: this request would be refused."

_STAR_REPLACEMENT: Final = ("∗", "*")  # noqa: RUF001 – look-alikes are the point
_LINE_END: Final = re.compile("\r\n|\r|\n")
_MAX_NAMED_LINES: Final = 5
_MAX_LISTED_REASONS: Final = 10


class WordListEntry(NamedTuple):
    """An entry of the list; ``str()`` formats it as moderators write it."""

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
    def as_entries(self) -> WordListEntries:
        """A list of only this entry, to add to the server's list."""
        return WordListEntries(**{f"{self.kind}s": (self.text,)})


def is_pattern(text: str) -> bool:
    """Whether the text has the form ``/…/``."""
    return len(text) > 2 * len(PATTERN_DELIMITER) and text[0] == text[-1] == PATTERN_DELIMITER


def normalize_copied(typed: str) -> str:
    """Undo the look-alike characters in a text copied from one of Easel's answers.

    In a pattern, all of them are replaced; in a word, only that of ``*``.
    """
    if is_pattern(clean(typed).lstrip(EXCEPTION_PREFIX).lstrip()):
        return restore_sanitized(typed)
    return typed.replace(*_STAR_REPLACEMENT)


def parse_entry(typed: str) -> WordListEntry:
    """Parse a term, an ``!exception`` or a ``/pattern/``; raises Invalid for anything else.

    Patterns are not compiled here, so that moderators can remove a pattern that RE2 no longer accepts.
    """
    text = clean(typed)
    word = text.lstrip(EXCEPTION_PREFIX).lstrip()
    if is_pattern(word):
        if word != text:
            raise Invalid(PATTERN_AS_EXCEPTION)
        return WordListEntry("pattern", word[1:-1])
    return WordListEntry("exception" if text.startswith(EXCEPTION_PREFIX) else "term", normalize_term(word))


def parse_file(data: bytes) -> WordListEntries:
    """Parse a file with one entry a line; raises Invalid, which names the first invalid lines."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Invalid(NOT_TEXT) from error
    lines = [(number, line) for number, line in enumerate(_LINE_END.split(text), 1) if line.strip()]
    if not lines:
        raise Invalid(NO_ENTRIES)
    if len(lines) > MAX_WORDS_PER_GUILD:
        raise Invalid(TOO_MANY_ENTRIES.format(len(lines), MAX_WORDS_PER_GUILD))
    return _parse_lines(lines)


def _parse_lines(lines: Sequence[tuple[int, str]]) -> WordListEntries:
    texts: dict[WordKind, list[str]] = {"term": [], "exception": [], "pattern": []}
    invalid_lines: list[str] = []
    for number, line in lines:
        try:
            entry = parse_entry(line)
            if entry.kind == "pattern" and is_re2_installed():
                create_pattern(entry.text)
        except Invalid:
            invalid_lines.append(str(number))
        else:
            texts[entry.kind].append(entry.text)
    if texts["pattern"] and not is_re2_installed():
        raise Invalid(f"Nothing was imported: {RE2_NOT_INSTALLED_MESSAGE[0].lower()}{RE2_NOT_INSTALLED_MESSAGE[1:]}")
    if invalid_lines:
        about_patterns = VALID_PATTERN if is_re2_installed() else ""
        raise Invalid(INVALID_LINES.format(_line_numbers_text(invalid_lines), about_patterns))
    return WordListEntries(*map(tuple, texts.values()))


def _line_numbers_text(numbers: Sequence[str]) -> str:
    noun = "line" if len(numbers) == 1 else "lines"
    return f"{noun} {join_with_and(first_texts(numbers, _MAX_NAMED_LINES, '{} more'))}"


def list_entries(word_filter: WordFilter) -> list[WordListEntry]:
    """The server's own entries as moderators write them."""
    own = word_filter.own_source
    terms = [WordListEntry("term", term.text) for term in own.matcher.terms]
    exceptions = [WordListEntry("exception", term.text) for term in own.matcher.exceptions]
    patterns = [WordListEntry("pattern", pattern.text) for pattern in own.patterns]
    return [*terms, *exceptions, *patterns, *map(parse_entry, own.unsupported)]


def suggest_entries(word_filter: WordFilter, typed: str) -> list[Choice[str]]:
    """Autocomplete with the entries that contain the typed text; entries that begin with it come first."""
    typed = clean(typed).lower()
    entries = [entry for entry in map(str, list_entries(word_filter)) if typed in entry.lower()]
    return text_choices(sorted(entries, key=lambda entry: not entry.lower().startswith(typed)))


def word_list_view(word_filter: WordFilter, automod: AutoModState | None) -> tuple[Layout, list[discord.File]]:
    """The whole list, in the message or in an importable file, with notes on AutoMod and on unsupported entries.

    Unsupported entries are patterns that cannot be checked, because RE2 is not installed or does not accept them.
    ``automod`` is ``None`` if AutoMod's rules do not apply.
    """
    text = "\n".join(map(str, list_entries(word_filter)))
    below: list[ui.TextDisplay[Layout]] = [ui.TextDisplay(f"-# {line}") for line in _footnotes(word_filter, automod)]
    if not text:
        return Layout(ui.TextDisplay(EMPTY_LIST), *below), []
    title = f"**The words of this server** · {_filter_counts_text(word_filter)}"
    if len(text) > MAX_INLINE_LIST_LENGTH:
        file = discord.File(io.BytesIO(f"{text}\n".encode()), filename=EXPORT_FILENAME)
        return Layout(ui.TextDisplay(title), ui.File(f"attachment://{EXPORT_FILENAME}"), *below), [file]
    # A code block shows no mentions and no formatting, so a * can be copied unchanged.
    block = text.replace("`", "ˋ")  # noqa: RUF001 – look-alikes are the point
    return Layout(ui.TextDisplay(f"{title}\n```\n{block}\n```"), *below), []


def _footnotes(word_filter: WordFilter, automod: AutoModState | None) -> Iterator[str]:
    unsupported = word_filter.unsupported
    if automod is not None:
        unsupported += automod.unsupported
        yield automod_summary.applied_rules_text(automod)
    if unsupported:
        yield automod_summary.unchecked_text(unsupported)


def _filter_counts_text(word_filter: WordFilter) -> str:
    own = word_filter.own_source
    patterns = len(own.patterns) + len(own.unsupported)
    return counts_text(len(own.matcher.terms), len(own.matcher.exceptions), patterns)


def counts_text(terms: int, exceptions: int, patterns: int) -> str:
    """The numbers of terms and exceptions, and of patterns if there are any."""
    parts = [pluralize(terms, "term"), pluralize(exceptions, "exception")]
    return join_with_and([*parts, pluralize(patterns, "pattern")] if patterns else parts)


def check_result_view(word_filter: WordFilter, reasons: Sequence[str]) -> Layout:
    """The answer to ``/mod words test``: whether the text is caught, and the reasons."""
    lines = [CAUGHT if reasons else NOT_CAUGHT]
    lines += first_texts([f"- {reason}" for reason in reasons], _MAX_LISTED_REASONS, "-# and {} more")
    if not reasons and word_filter.is_empty:
        lines.append(f"-# {EMPTY_LIST}")
    if word_filter.unsupported:
        lines.append(f"-# {automod_summary.unchecked_text(word_filter.unsupported)}")
    return text_view("\n".join(lines))


def list_match_reasons(word_filter: WordFilter, text: str) -> list[str]:
    """The distinct reasons why a prompt is caught; flags are removed and variants expanded as in a request.

    If the flags or braces are invalid, the text is checked as it is.
    """
    try:
        prompts = [parse_flags(variant)[0] for variant in expand_variants(text)]
    except Invalid:
        prompts = [text]
    return list(dict.fromkeys(hit.sentence(prompt) for prompt in prompts for hit in word_filter.find_all(prompt)))
