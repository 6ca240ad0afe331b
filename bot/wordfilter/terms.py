"""Terms of a word list, and matches of a term with its obfuscations."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final, TypeVar

from bot.domain.text import sanitize_line
from bot.errors import Invalid
from bot.localization.lists import join_with_and
from bot.localization.messages import Message, Sentence
from bot.wordfilter.normalize import normalize_text
from bot.wordfilter.segments import extract_words, is_unspaced_script

MAX_TERM_LENGTH: Final = 60
"""Characters; Discord's AutoMod keywords have the same bound (Auto Moderation, Trigger Metadata Field Limits)."""
MIN_TERM_LETTERS: Final = 2
_WILDCARD: Final = "*"
T = TypeVar("T")


class Obfuscation(StrEnum):
    """A way to obfuscate a term."""

    LOOK_ALIKES = "look-alikes"
    ACCENTS = "accents"
    INVISIBLE = "invisible"
    LEET = "leet"
    SPACED_OUT = "spaced-out"
    RUN_TOGETHER = "run-together"
    REPEATED = "repeated"
    MASKED = "masked"


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
        raise Invalid(Message("term-too-long", term=sanitize_line(typed, 20), length=len(typed), limit=MAX_TERM_LENGTH))
    shown, core = sanitize_line(typed, MAX_TERM_LENGTH), typed.strip(_WILDCARD)
    if _WILDCARD in core:
        raise Invalid(Message("term-wildcard-inside", term=shown))
    words = tuple(extract_words(normalize_text(core).text))
    if sum(letter.isalpha() for word in words for letter in word) < MIN_TERM_LETTERS:
        raise Invalid(Message("term-too-short", term=shown, least=MIN_TERM_LETTERS))
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
    def disguise(self) -> Sentence:
        """The obfuscations, as a list."""
        return join_with_and(Message(f"obfuscation-{obfuscation}") for obfuscation in self.obfuscations)

    @property
    def summary(self) -> Message:
        """The term and its obfuscations, for moderators."""
        term = sanitize_line(self.term.text, MAX_TERM_LENGTH)
        if not self.obfuscations:
            return Message("match-as-written", term=term)
        return Message("match-disguised", term=term, disguise=self.disguise)

    def sentence(self, text: str) -> Message:
        """Describe the match in ``text``, without a full stop, mentions and markdown."""
        written = sanitize_line(text[slice(*self.span)], MAX_TERM_LENGTH)
        term = sanitize_line(self.term.text, MAX_TERM_LENGTH)
        if not self.obfuscations:
            return Message("match-of-term", written=written, term=term)
        return Message("match-of-disguised-term", written=written, term=term, disguise=self.disguise)
