"""Terms: what a list does not want, or lets pass; and how one was disguised where it was caught."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from bot.domain.text import plain
from bot.errors import Invalid
from bot.wordfilter.normalize import is_unspaced, normalise, words_of

MAX_TERM: Final = 60
"""Characters; Discord's AutoMod keywords have the same bound (Auto Moderation, Trigger Metadata Field Limits)."""
FEWEST_LETTERS: Final = 2
_WILDCARD: Final = "*"


class How(StrEnum):
    """What disguised a term; the value completes “It is written with …”."""

    LOOK_ALIKES = "look-alike letters"
    MARKS = "accents on its letters"
    INVISIBLE = "invisible characters in it"
    LEET = "digits or symbols instead of letters"
    APART = "its letters spaced out"
    TOGETHER = "its words run together"
    REPEATED = "repeated letters"
    HIDDEN = "hidden letters"


@dataclass(frozen=True)
class Term:
    """A word, or several, that a list does not want or lets pass.

    A ``*`` before or after it lets the word go on there, as in AutoMod: ``behead*`` also stands for “beheading”.
    Without one it stands for whole words; where a script has no spaces between words, for its letters anywhere.

    :class:`Invalid` for more than :data:`MAX_TERM` characters, a ``*`` elsewhere, and fewer than two letters.
    """

    text: str
    words: tuple[str, ...] = field(init=False, compare=False, repr=False)
    opens: tuple[bool, bool] = field(init=False, compare=False, repr=False)
    """Whether a word may begin before the term, and go on behind it."""

    def __post_init__(self) -> None:
        typed = " ".join(self.text.split())
        if len(typed) > MAX_TERM:
            raise Invalid(f"“{plain(typed, 20)}” has {len(typed)} characters; the limit is {MAX_TERM}.")
        core = typed.strip(_WILDCARD)
        if _WILDCARD in core:
            raise Invalid(f"“{plain(typed, MAX_TERM)}” has a * in the middle; put it at the start or the end.")
        words = tuple(words_of(normalise(core).text))
        if sum(letter.isalpha() for word in words for letter in word) < FEWEST_LETTERS:
            raise Invalid(f"“{plain(typed, MAX_TERM)}” is too short; a word needs at least {FEWEST_LETTERS} letters.")
        object.__setattr__(self, "text", typed)
        object.__setattr__(self, "words", words)
        opens = (
            typed.startswith(_WILDCARD) or is_unspaced(words[0][0]),
            typed.endswith(_WILDCARD) or is_unspaced(words[-1][-1]),
        )
        object.__setattr__(self, "opens", opens)

    @property
    def goes_on(self) -> tuple[bool, bool]:
        """Whether a ``*`` stands for the rest of the word before the term, and behind it."""
        return (
            self.text.startswith(_WILDCARD) and not is_unspaced(self.words[0][0]),
            self.text.endswith(_WILDCARD) and not is_unspaced(self.words[-1][-1]),
        )


@dataclass(frozen=True, slots=True)
class Caught:
    """A term in a text, where it stands in the text as typed, and what disguises it there, if anything."""

    term: Term
    span: tuple[int, int]
    how: tuple[How, ...] = ()

    @property
    def why(self) -> str:
        """How it stands there, to follow “The word …”: ``as it is``, or ``with repeated letters``."""
        if not self.how:
            return "as written"
        *before, last = self.how
        return f"with {', '.join(before)}{' and ' if before else ''}{last}"

    @property
    def told(self) -> str:
        """The term and how it stood there, for moderators."""
        return f"“{plain(self.term.text, MAX_TERM)}”, {self.why}"

    def sentence(self, text: str) -> str:
        """What was caught in ``text``, where and why, for a person; no mention or markdown comes out of it."""
        start, end = self.span
        written = f"“{plain(text[start:end], MAX_TERM)}”"
        if not self.how:
            return f"{written} is on the list as “{plain(self.term.text, MAX_TERM)}”."
        return f"{written} is “{plain(self.term.text, MAX_TERM)}” {self.why}."
