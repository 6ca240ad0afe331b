r"""Normalises a text for comparison: removes differences that readers do not see, or ignore.

``"A F\u200bÓX"`` → ``"a fox"``, with the position of each character in the original.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from unicodedata import category, combining

from bot.wordfilter.folding import FLAG_LETTERS, fold_character
from bot.wordfilter.look_alikes import SECOND_LOOK_ALIKES

_CAPITAL_I_RUN: Final = re.compile(r"(?<=[a-z\u0430-\u044f\u0456])[I\u0406]+")
"""Capital I, Latin or Cyrillic, after a small letter."""
_FIRST_WITH_LETTER_FORMING_MARKS: Final = "\u0900"
"""Scripts from here on (Devanagari and later) have marks that form another letter."""


@dataclass(frozen=True, slots=True)
class NormalizedText:
    """A text for comparison: folded letters, one kind of space, other characters unchanged."""

    original: str
    text: str
    origins: Sequence[int]
    """For each character of :attr:`text` its position in :attr:`original`."""
    second_reading: str | None = None
    """The text with the second meaning of ambiguous letters (``"kiII"``: “kiii” and “kill”); ``None`` without any."""

    def original_span(self, start: int, end: int) -> tuple[int, int]:
        """The span of ``text[start:end]`` in the original, with the marks on its last letter."""
        stop = self.origins[end - 1] + 1
        while stop < len(self.original) and combining(self.original[stop]):
            stop += 1
        return self.origins[start], stop


def normalize_text(text: str) -> NormalizedText:
    """Normalise the text; the operation is idempotent.

    Each character is folded (:func:`~bot.wordfilter.folding.fold_character`), a space is put around flag letters
    (``"a🇸🇪b"`` → ``"a se b"``), and accents that were typed as characters of their own are removed.
    """
    if text.isascii() and text.isprintable():  # the fast path for most prompts, with the same result
        replaced = _capital_i_as_l(text)
        return NormalizedText(text, text.lower(), range(len(text)), None if replaced == text else replaced.lower())
    folded = _fold_characters(text)
    origins, letters = [place for place, _ in folded], [letter for _, letter in folded]
    return NormalizedText(text, "".join(letters), origins, _build_second_reading(text, letters, origins))


def _fold_characters(text: str) -> list[tuple[int, str]]:
    folded: list[tuple[int, str]] = []
    is_flag = False
    for place, character in enumerate(text):
        if is_flag != (ord(character) in FLAG_LETTERS):
            is_flag = not is_flag
            folded.append((place, " "))
        for letter in fold_character(character):
            if category(letter) != "Mn" or (folded and folded[-1][1] >= _FIRST_WITH_LETTER_FORMING_MARKS):
                folded.append((place, letter))
    return folded


def _capital_i_as_l(text: str) -> str:
    """Replace a capital I after a small letter by l, which looks the same: ``"kiII"`` → ``"kill"``."""
    return _CAPITAL_I_RUN.sub(lambda run: "l" * len(run[0]), text)


def _build_second_reading(text: str, letters: list[str], origins: list[int]) -> str | None:
    replaced = _capital_i_as_l(text)
    if replaced == text and SECOND_LOOK_ALIKES.keys().isdisjoint(text):
        return None
    changed = {place: letter for place, letter in enumerate(replaced) if letter != text[place]}
    return "".join(
        letter if letter == " " else changed.get(place) or SECOND_LOOK_ALIKES.get(text[place], letter)
        for place, letter in zip(origins, letters, strict=True)
    )
