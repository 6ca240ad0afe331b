"""Terms of a word list, and matches of a term with its obfuscations."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final, TypeVar

from bot.domain.text import sanitize_line
from bot.errors import Invalid
from bot.wordfilter.normalize import normalize_text
from bot.wordfilter.segments import extract_words, is_unspaced_script

MAX_TERM_LENGTH: Final = 60
"""Characters; Discord's AutoMod keywords have the same bound (Auto Moderation, Trigger Metadata Field Limits)."""
MIN_TERM_LETTERS: Final = 2
_WILDCARD: Final = "*"
T = TypeVar("T")


class Obfuscation(StrEnum):
    """A way to obfuscate a term; the value completes “It is written with …”."""

    LOOK_ALIKES = "look-alike letters"
    ACCENTS = "accents on its letters"
    INVISIBLE = "invisible characters in it"
    LEET = "digits or symbols instead of letters"
    SPACED_OUT = "its letters spaced out"
    RUN_TOGETHER = "its words run together"
    REPEATED = "repeated letters"
    MASKED = "hidden letters"


@dataclass(frozen=True)
class Term:
    """One or more words that a list forbids, or allows as an exception.

    A ``*`` before or after it is a wildcard for the rest of the word, as in AutoMod: ``behead*`` also matches
    “beheading”. Without a ``*`` only whole words match; in a script without spaces between words, its letters match
    anywhere.

    Raises :class:`Invalid` for more than :data:`MAX_TERM_LENGTH` characters, a ``*`` elsewhere, or fewer than
    :data:`MIN_TERM_LETTERS` letters.
    """

    text: str
    words: tuple[str, ...] = field(init=False, compare=False, repr=False)
    open_ends: tuple[bool, bool] = field(init=False, compare=False, repr=False)
    """Whether the matched word may begin before the term, and end after it."""

    def __post_init__(self) -> None:
        typed = " ".join(self.text.split())
        words = _extract_term_words(typed)
        open_ends = (
            typed.startswith(_WILDCARD) or is_unspaced_script(words[0][0]),
            typed.endswith(_WILDCARD) or is_unspaced_script(words[-1][-1]),
        )
        for name, value in {"text": typed, "words": words, "open_ends": open_ends}.items():
            object.__setattr__(self, name, value)

    @property
    def wildcard_ends(self) -> tuple[bool, bool]:
        """Whether a ``*`` matches the rest of the word before the term, and after it."""
        return (
            self.text.startswith(_WILDCARD) and not is_unspaced_script(self.words[0][0]),
            self.text.endswith(_WILDCARD) and not is_unspaced_script(self.words[-1][-1]),
        )


def _extract_term_words(typed: str) -> tuple[str, ...]:
    if len(typed) > MAX_TERM_LENGTH:
        raise Invalid(f"“{sanitize_line(typed, 20)}” has {len(typed)} characters; the limit is {MAX_TERM_LENGTH}.")
    quoted, core = f"“{sanitize_line(typed, MAX_TERM_LENGTH)}”", typed.strip(_WILDCARD)
    if _WILDCARD in core:
        raise Invalid(f"{quoted} has a * in the middle; put it at the start or the end.")
    words = tuple(extract_words(normalize_text(core).text))
    if sum(letter.isalpha() for word in words for letter in word) < MIN_TERM_LETTERS:
        raise Invalid(f"{quoted} is too short; a word needs at least {MIN_TERM_LETTERS} letters.")
    return words


def parse_all(texts: Iterable[str], parse: Callable[[str], T]) -> tuple[tuple[T, ...], tuple[str, ...]]:
    """Parse texts without duplicates; return the results, and the texts for which ``parse`` raised Invalid."""
    parsed: dict[T, None] = {}
    unsupported: dict[str, None] = {}
    for text in texts:
        try:
            parsed[parse(text)] = None
        except Invalid:
            unsupported[text] = None
    return tuple(parsed), tuple(unsupported)


@dataclass(frozen=True, slots=True)
class TermMatch:
    """A match of a term: its span in the original text, and its obfuscations."""

    term: Term
    span: tuple[int, int]
    obfuscations: tuple[Obfuscation, ...] = ()

    @property
    def obfuscation_text(self) -> str:
        """How the term is written, to follow “The word …”: ``as written``, or ``with repeated letters``."""
        if not self.obfuscations:
            return "as written"
        *before, last = self.obfuscations
        return f"with {', '.join(before)}{' and ' if before else ''}{last}"

    @property
    def summary(self) -> str:
        """The term and its obfuscations, for moderators."""
        return f"“{sanitize_line(self.term.text, MAX_TERM_LENGTH)}”, {self.obfuscation_text}"

    def sentence(self, text: str) -> str:
        """Describe the match in ``text`` in one sentence, without mentions and markdown."""
        written = f"“{sanitize_line(text[slice(*self.span)], MAX_TERM_LENGTH)}”"
        term = f"“{sanitize_line(self.term.text, MAX_TERM_LENGTH)}”"
        if not self.obfuscations:
            return f"{written} is on the list as {term}."
        return f"{written} is {term} {self.obfuscation_text}."
