"""Servers' regular expressions. RE2 runs them, so the search time is linear in the length of the text.

https://github.com/google/re2/wiki/Syntax. RE2 is an optional dependency (extra ``re2``); without it no pattern can be
used.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate
from typing import Any, Final, NamedTuple

from bot.domain.text import sanitize_line
from bot.errors import Invalid
from bot.localization.messages import Message
from bot.wordfilter.prepared_text import PreparedText
from bot.wordfilter.terms import parse_all

try:
    import re2
except ImportError:
    re2 = None

MAX_PATTERN_LENGTH: Final = 260
"""Characters; AutoMod’s patterns have the same bound (Auto Moderation, Trigger Metadata Field Limits)."""
MAX_PATTERN_MEMORY_BYTES: Final = 1 << 20
"""Bytes of memory that one pattern may use; a larger one is refused when it is added."""
RE2_NOT_INSTALLED_MESSAGE: Final = Message("patterns-unavailable")

_MAX_QUOTED_LENGTH: Final = 60
"""Maximum characters of a text that a sentence quotes."""
_RE2_ERROR_TEXTS: Final = (
    ("missing )", Message("pattern-fault-open-parenthesis")),
    ("unexpected )", Message("pattern-fault-closing-parenthesis")),
    ("missing ]", Message("pattern-fault-open-bracket")),
    ("no argument for repetition", Message("pattern-fault-nothing-to-repeat")),
    ("bad repetition", Message("pattern-fault-two-repetitions")),
    ("invalid repetition size", Message("pattern-fault-too-many-repetitions")),
    ("invalid perl operator: (?=", Message("pattern-fault-lookahead")),
    ("invalid perl operator: (?!", Message("pattern-fault-lookahead")),
    ("invalid perl operator: (?<", Message("pattern-fault-lookbehind")),
    ("trailing \\", Message("pattern-fault-single-backslash")),
    ("invalid character class range", Message("pattern-fault-invalid-range")),
    ("pattern too large", Message("pattern-fault-too-large")),
)
_NOT_ESCAPED_PATTERN: Final = r"(?<!\\)(?:\\\\)*"
_WORD_BOUNDARY: Final = re.compile(rf"{_NOT_ESCAPED_PATTERN}\\[bB]")
_MAY_MATCH_NON_ASCII: Final = re.compile(r"[^\x00-\x7f]|\\[pPx]")
"""A non-ASCII character, or an escape that can stand for one."""
_RUST_ONLY_SYNTAX: Final = re.compile(rf"{_NOT_ESCAPED_PATTERN}(?:\[[^\]]*(?:&&|--|~~|\[(?!:))|\\(?:[<>]|b\{{))")
"""Set operations and nested sets in ``[…]``, and ``\\<``, ``\\>`` and ``\\b{…}``, which RE2 reads differently."""


def is_re2_installed() -> bool:
    """Whether RE2 is installed."""
    return re2 is not None


class PatternMatch(NamedTuple):
    """A match of a pattern, with its span in the original text.

    ``read_as`` is the matched part of the normalised text, ``None`` if the original text matched.
    """

    pattern: "Pattern"
    span: tuple[int, int]
    read_as: str | None = None

    @property
    def summary(self) -> Message:
        """The pattern, for moderators."""
        return Message("match-pattern", pattern=self.pattern.display_text)

    def sentence(self, text: str) -> Message:
        """Describe the match in ``text``, without a full stop, mentions and markdown."""
        written, pattern = sanitize_line(text[slice(*self.span)], _MAX_QUOTED_LENGTH), self.pattern.display_text
        if self.read_as is None:
            return Message("match-of-pattern", written=written, pattern=pattern)
        read_as = sanitize_line(self.read_as, _MAX_QUOTED_LENGTH)
        return Message("match-of-pattern-read-as", written=written, pattern=pattern, read_as=read_as)


@dataclass(frozen=True, slots=True)
class Pattern:
    """A case-insensitive regular expression. Raises :class:`Invalid`, whose message says why it cannot be used."""

    text: str
    _regex: Any = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        if not self.text.strip():
            raise Invalid(Message("pattern-empty"))
        if len(self.text) > MAX_PATTERN_LENGTH:
            raise Invalid(Message("pattern-too-long", length=len(self.text), limit=MAX_PATTERN_LENGTH))
        if _WORD_BOUNDARY.search(self.text) and _MAY_MATCH_NON_ASCII.search(self.text):
            raise self._unusable_error(Message("pattern-fault-word-boundary"))
        object.__setattr__(self, "_regex", self._compile())

    def _compile(self) -> Any:
        if re2 is None:
            raise Invalid(RE2_NOT_INSTALLED_MESSAGE)
        options = re2.Options()
        options.max_mem, options.case_sensitive = MAX_PATTERN_MEMORY_BYTES, False
        options.never_capture, options.log_errors = True, False
        try:
            return re2.compile(self.text.encode("utf-8", "replace"), options)
        except re2.error as error:
            raise self._unusable_error(_explain_re2_error(error)) from error

    def _unusable_error(self, why: Message) -> Invalid:
        return Invalid(Message("pattern-unusable", pattern=self.display_text, why=why))

    @property
    def display_text(self) -> str:
        """The pattern between two ``/``, free of mentions and markdown."""
        return sanitize_line(f"/{self.text}/", MAX_PATTERN_LENGTH)

    def find_spans(self, text: bytes) -> Iterator[tuple[int, int]]:
        """The spans of the matches, in bytes."""
        return (match.span() for match in self._regex.finditer(text))


def _explain_re2_error(error: Exception) -> Message:
    message = error.args[0] if error.args else b""
    message = message.decode(errors="replace") if isinstance(message, bytes) else str(message)
    explanation = next((text for prefix, text in _RE2_ERROR_TEXTS if message.startswith(prefix)), None)
    return explanation or Message("pattern-fault-other", answer=sanitize_line(message, _MAX_QUOTED_LENGTH))


def create_pattern(text: str) -> Pattern:
    """Create a pattern for a word list; raises :class:`Invalid` also if it matches empty text, and so every text."""
    pattern = Pattern(text)
    if next(pattern.find_spans(b""), None) is not None:
        raise Invalid(Message("pattern-matches-everything", pattern=pattern.display_text))
    return pattern


def compile_patterns(
    texts: Iterable[str], *, is_rust_syntax: bool = False
) -> tuple[tuple[Pattern, ...], tuple[str, ...]]:
    """Compile patterns; return those that can be used, and the texts of the others between two ``/``.

    ``is_rust_syntax``: the patterns were written for Rust’s ``regex``, as AutoMod’s are
    (https://docs.rs/regex/latest/regex/#syntax). Patterns that RE2 would interpret differently cannot be used then.
    """

    def compile_text(text: str) -> Pattern:
        if is_rust_syntax and _RUST_ONLY_SYNTAX.search(text):
            raise Invalid(Message("pattern-rust-syntax"))
        return Pattern(text)

    patterns, unsupported = parse_all(texts, compile_text)
    return patterns, tuple(f"/{text}/" for text in unsupported)


class TextForms:
    """The forms of a text in which patterns are searched: the original, the normalised text, and its second reading."""

    def __init__(self, prepared: PreparedText) -> None:
        self.prepared = prepared
        self.normalized = prepared.normalized
        forms = {self.normalized.text, self.normalized.second_reading} - {prepared.text.lower()}
        self._normalized_forms = [_EncodedText(form) for form in sorted(form for form in forms if form is not None)]
        self._original_form = _EncodedText(prepared.text)

    def find_matches(self, pattern: Pattern) -> Iterator[tuple[PatternMatch, tuple[int, int]]]:
        """The matches of a pattern, each with its span in the normalised text."""
        for byte_span in pattern.find_spans(self._original_form.data):
            start, end = self._original_form.character_span(byte_span)
            yield PatternMatch(pattern, (start, end)), self._normalized_span(start, end)
        for form in self._normalized_forms:
            for byte_span in pattern.find_spans(form.data):
                start, end = form.character_span(byte_span)
                # An empty match has no span in the original.
                span = self.normalized.original_span(start, end) if start < end else (0, 0)
                yield PatternMatch(pattern, span, form.text[start:end]), (start, end)

    def _normalized_span(self, start: int, end: int) -> tuple[int, int]:
        origins = self.normalized.origins
        return bisect_left(origins, start), bisect_left(origins, end)


class _EncodedText:
    """A text in UTF-8, as RE2 reads it."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.data = text.encode("utf-8", "replace")

    @cached_property
    def _character_ends(self) -> list[int]:
        """The byte offset at which each character ends; a lone surrogate is encoded as a question mark."""
        return list(accumulate(len(letter.encode("utf-8", "replace")) for letter in self.text))

    def character_span(self, span: tuple[int, int]) -> tuple[int, int]:
        """Convert a byte span to a character span; a byte span may end inside a character."""
        if len(self.data) == len(self.text):
            return span
        start = bisect_right(self._character_ends, span[0])
        return start, max(start, bisect_right(self._character_ends, span[1]))
