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
from bot.localization.lists import first_lines, first_texts, join_with_and
from bot.localization.messages import Message, text
from bot.policy.automod_cache import AutoModState
from bot.policy.guild_word_filters import normalize_term
from bot.ui.autocomplete import text_choices
from bot.ui.layout import Layout, text_view
from bot.ui.moderation import automod_summary
from bot.wordfilter.filters import WordFilter
from bot.wordfilter.patterns import create_pattern, is_re2_installed
from bot.wordfilter.terms import MAX_TERM_LENGTH, MIN_TERM_LETTERS
from bot.wordfilter.word_list import MAX_WORDS_PER_GUILD, WordKind, WordListEntries

EXCEPTION_PREFIX: Final = "!"
PATTERN_DELIMITER: Final = "/"
MAX_FILE_BYTES: Final = 256 * 1024
"""Bytes of a word list file."""
EXPORT_FILENAME: Final = "words.txt"
MAX_INLINE_LIST_LENGTH: Final = 1500
"""Characters of a list in a message; a longer list is attached as a file."""
TOO_LARGE: Final = Message("words-file-too-large")
NOT_TEXT: Final = Message("words-file-not-text")
NO_ENTRIES: Final = Message("words-file-empty")
EMPTY_LIST: Final = Message("words-none")
PATTERN_AS_EXCEPTION: Final = Message("words-pattern-as-exception")
NOT_CAUGHT: Final = Message("words-not-caught")
CAUGHT: Final = Message("words-caught")

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
        raise Invalid(Message("words-file-too-long", count=len(lines), limit=MAX_WORDS_PER_GUILD))
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
        raise Invalid(Message("words-file-with-patterns"))
    if invalid_lines:
        raise Invalid(
            Message(
                "words-file-invalid" if is_re2_installed() else "words-file-invalid-without-re2",
                count=len(invalid_lines),
                lines=join_with_and(first_texts(invalid_lines, _MAX_NAMED_LINES)),
                least=MIN_TERM_LETTERS,
                most=MAX_TERM_LENGTH,
            )
        )
    return WordListEntries(*map(tuple, texts.values()))


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
    entries = "\n".join(map(str, list_entries(word_filter)))
    below: list[ui.TextDisplay[Layout]] = [ui.TextDisplay(f"-# {line}") for line in _footnotes(word_filter, automod)]
    if not entries:
        return Layout(ui.TextDisplay(str(EMPTY_LIST)), *below), []
    title = f"{text('words-title')} · {_filter_counts_text(word_filter)}"
    if len(entries) > MAX_INLINE_LIST_LENGTH:
        file = discord.File(io.BytesIO(f"{entries}\n".encode()), filename=EXPORT_FILENAME)
        return Layout(ui.TextDisplay(title), ui.File(f"attachment://{EXPORT_FILENAME}"), *below), [file]
    # A code block shows no mentions and no formatting, so a * can be copied unchanged.
    block = entries.replace("`", "ˋ")  # noqa: RUF001 – look-alikes are the point
    return Layout(ui.TextDisplay(f"{title}\n```\n{block}\n```"), *below), []


def _footnotes(word_filter: WordFilter, automod: AutoModState | None) -> Iterator[str]:
    unsupported = word_filter.unsupported
    if automod is not None:
        unsupported += automod.unsupported
        yield str(automod_summary.applied_rules_text(automod))
    if unsupported:
        yield str(automod_summary.unchecked_text(unsupported))


def _filter_counts_text(word_filter: WordFilter) -> Message:
    own = word_filter.own_source
    patterns = len(own.patterns) + len(own.unsupported)
    return counts_text(len(own.matcher.terms), len(own.matcher.exceptions), patterns)


def counts_text(terms: int, exceptions: int, patterns: int) -> Message:
    """The numbers of terms and exceptions, and of patterns if there are any."""
    if patterns:
        return Message("words-counts-with-patterns", terms=terms, exceptions=exceptions, patterns=patterns)
    return Message("words-counts", terms=terms, exceptions=exceptions)


def check_result_view(word_filter: WordFilter, reasons: Sequence[str]) -> Layout:
    """The answer to ``/mod words test``: whether the text is caught, and the reasons."""
    lines = [str(CAUGHT if reasons else NOT_CAUGHT)]
    lines += first_lines([f"- {reason}" for reason in reasons], _MAX_LISTED_REASONS)
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
    return list(dict.fromkeys(str(hit.sentence(prompt)) for prompt in prompts for hit in word_filter.find_all(prompt)))
