"""Regular expressions, read by RE2 alone: whatever they are, a text is looked through in a time that its length bounds.

https://github.com/google/re2/wiki/Syntax. RE2 comes with the extra ``re2``; without it no pattern can be read.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate
from typing import Any, Final, NamedTuple

from bot.domain.text import plain
from bot.errors import Invalid
from bot.wordfilter.matcher import Said

try:
    import re2
except ImportError:  # the extra is not installed
    re2 = None

MAX_PATTERN: Final = 260
"""Characters; AutoMod’s patterns have the same bound (Auto Moderation, Trigger Metadata Field Limits)."""
MEMORY: Final = 1 << 20
"""Bytes that one pattern may use; a larger one is refused when it is written."""
NOT_INSTALLED: Final = (
    "Patterns cannot be used here, because the bot’s operator has not installed RE2; add words instead."
)

_SHOWN: Final = 60
_SAID: Final = (
    ("missing )", "a ( is not closed"),
    ("unexpected )", "a ) has no matching ("),
    ("missing ]", "a [ is not closed"),
    ("no argument for repetition", "a *, +, ? or {} has nothing before it to repeat"),
    ("bad repetition", "two repetition operators follow each other"),
    ("invalid repetition size", "it repeats something more than 1000 times"),
    ("invalid perl operator: (?=", "RE2 does not support lookahead"),
    ("invalid perl operator: (?!", "RE2 does not support lookahead"),
    ("invalid perl operator: (?<", "RE2 does not support lookbehind"),
    ("trailing \\", "it ends with a single \\"),
    ("invalid character class range", "a range or class between [ and ] is invalid"),
    ("pattern too large", "it is too large"),
)
_NOT_ESCAPED: Final = r"(?<!\\)(?:\\\\)*"
_EDGE: Final = re.compile(rf"{_NOT_ESCAPED}\\[bB]")
_BEYOND_ASCII: Final = re.compile(r"[^\x00-\x7f]|\\[pPx]")
_RUST_ALONE: Final = re.compile(rf"{_NOT_ESCAPED}(?:\[[^\]]*(?:&&|--|~~|\[(?!:))|\\(?:[<>]|b\{{))")


def can_read() -> bool:
    """Whether RE2 is installed."""
    return re2 is not None


class Matched(NamedTuple):
    """A pattern that fits a text, where it stands there as typed, and as what it was read, if not as typed."""

    pattern: "Pattern"
    span: tuple[int, int]
    read: str | None = None

    @property
    def told(self) -> str:
        """The pattern, for moderators."""
        return f"the pattern “{self.pattern.shown}”"

    def sentence(self, text: str) -> str:
        """What fits in ``text``, for a person; no mention or markdown comes out of it."""
        written = plain(text[slice(*self.span)], _SHOWN)
        read = "" if self.read is None else f" when it is read as “{plain(self.read, _SHOWN)}”"
        return f"“{written}” matches the pattern “{self.pattern.shown}”{read}."


@dataclass(frozen=True, slots=True)
class Pattern:
    """A regular expression, in whatever case; :class:`Invalid` says in plain words why RE2 cannot read it."""

    text: str
    _read: Any = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        if not self.text.strip():
            raise Invalid("That pattern is empty; write what to look for between the two /.")
        if len(self.text) > MAX_PATTERN:
            raise Invalid(f"That pattern has {len(self.text)} characters; the limit is {MAX_PATTERN}.")
        if _EDGE.search(self.text) and _BEYOND_ASCII.search(self.text):
            raise self._not_read("RE2 recognises word boundaries (\\b) only next to the letters a to z")
        object.__setattr__(self, "_read", self._compiled())

    def _compiled(self) -> Any:
        if re2 is None:
            raise Invalid(NOT_INSTALLED)
        options = re2.Options()
        options.max_mem, options.case_sensitive = MEMORY, False
        options.never_capture, options.log_errors = True, False
        try:
            return re2.compile(self.text.encode("utf-8", "replace"), options)
        except re2.error as error:
            raise self._not_read(_in_plain_words(error)) from error

    def _not_read(self, why: str) -> Invalid:
        return Invalid(f"The pattern “{self.shown}” cannot be used: {why}.")

    @property
    def shown(self) -> str:
        """The pattern between its two ``/``, for a person."""
        return plain(f"/{self.text}/", MAX_PATTERN)

    def spans(self, text: bytes) -> Iterator[tuple[int, int]]:
        """Where it fits, in bytes."""
        return (found.span() for found in self._read.finditer(text))

    def fits(self, text: bytes) -> bool:
        """Whether it fits anywhere in the text."""
        return self._read.search(text) is not None


def _in_plain_words(error: Exception) -> str:
    said = error.args[0] if error.args else b""
    said = said.decode(errors="replace") if isinstance(said, bytes) else str(said)
    known = next((words for begins, words in _SAID if said.startswith(begins)), None)
    return known or f"RE2 says “{plain(said, _SHOWN)}”"


def new_pattern(text: str) -> Pattern:
    """A pattern to be kept; :class:`Invalid` for one that fits nothing at all, so that everything were refused."""
    pattern = Pattern(text)
    if pattern.fits(b""):
        raise Invalid(f"The pattern “{pattern.shown}” matches empty text, so every request would be refused.")
    return pattern


def readable(texts: Iterable[str], *, rust: bool = False) -> tuple[tuple[Pattern, ...], tuple[str, ...]]:
    """Those patterns that can be read, and those that cannot, between their two ``/``.

    ``rust`` tells that they were written for Rust’s engine, as AutoMod’s are
    (https://docs.rs/regex/latest/regex/#syntax): then what RE2 would read as something else is left out too.
    """
    read: dict[Pattern, None] = {}
    left_out: dict[str, None] = {}
    for text in texts:
        pattern = None if rust and _RUST_ALONE.search(text) else _or_none(text)
        if pattern is None:
            left_out[f"/{text}/"] = None
        else:
            read[pattern] = None
    return tuple(read), tuple(left_out)


def _or_none(text: str) -> Pattern | None:
    try:
        return Pattern(text)
    except Invalid:
        return None


class Looks:
    """A text in the forms that patterns are compared to: as typed, and as it looks."""

    def __init__(self, said: Said) -> None:
        self.said = said
        self.normal = said.normal
        typed = said.text.lower()
        others = {form for form in (self.normal.text, self.normal.other) if form is not None and form != typed}
        self._forms = [_Encoded(form) for form in sorted(others)]
        self._typed = _Encoded(said.text)

    def matches(self, pattern: Pattern) -> Iterator[tuple[Matched, tuple[int, int]]]:
        """Where the pattern fits, and where that is in the normal text."""
        for found in pattern.spans(self._typed.data):
            start, end = self._typed.letters(found)
            yield Matched(pattern, (start, end)), self._place(start, end)
        for form in self._forms:
            for found in pattern.spans(form.data):
                start, end = form.letters(found)
                span = self.normal.span(start, end) if start < end else (0, 0)
                yield Matched(pattern, span, form.text[start:end]), (start, end)

    def _place(self, start: int, end: int) -> tuple[int, int]:
        origins = self.normal.origins
        return bisect_left(origins, start), bisect_left(origins, end)


class _Encoded:
    """A text as RE2 reads it."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.data = text.encode("utf-8", "replace")

    @cached_property
    def _ends(self) -> list[int]:
        """Where each letter ends, in bytes; a lone surrogate became a question mark."""
        return list(accumulate(len(letter.encode("utf-8", "replace")) for letter in self.text))

    def letters(self, span: tuple[int, int]) -> tuple[int, int]:
        """A span of bytes in letters; one byte alone, which a pattern may ask for, can be a part of a letter."""
        if len(self.data) == len(self.text):
            return span
        start = bisect_right(self._ends, span[0])
        return start, max(start, bisect_right(self._ends, span[1]))
