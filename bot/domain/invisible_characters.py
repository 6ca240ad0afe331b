"""Removes invisible characters and stacked combining marks, but keeps joiners in emoji and between letters."""

import re
from collections.abc import Iterator
from itertools import chain
from typing import Final
from unicodedata import category, combining, east_asian_width, normalize

MAX_COMBINING_MARKS: Final = 4
"""Maximum combining marks of one letter; Vietnamese needs two, Tibetan four, Zalgo text has dozens."""
ZERO_WIDTH_JOINER: Final = "\u200d"
_OTHER_EMOJI: Final = frozenset("‼⁉↔〰◽◾")
_WHITESPACE_TABLE: Final = str.maketrans(
    dict.fromkeys("\r\v\f\x1c\x1d\x1e\x85\u2028\u2029", "\n") | dict.fromkeys("\t\x1f\u2800\u3164\uffa0", " ")
)
_INVISIBLE: Final = re.compile("[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\ufe00-\ufe0d\u2065\U000e0000-\U000e0fff]")
_UNPRINTABLE: Final = frozenset({"Cc", "Cf", "Co", "Cs"})
_FIRST_JOINING_CHARACTER: Final = "\u0600"
"""Arabic is the first script with joiners; later scripts with wide characters have none."""
_VIRAMA_CLASS: Final = 9
"""The combining class of marks that joiners can follow in Indic scripts (Unicode, UAX #44, Virama)."""
_MAX_CACHED_KINDS: Final = 20_000
_MAX_CLEANING_PASSES: Final = 5


def clean_unicode(text: str) -> str:
    """Clean a text as :func:`bot.domain.text.clean` specifies.

    Regular expressions find the characters to remove in the text of kinds, which has one letter for each character.
    """
    text = text.replace("\r\n", "\n").translate(_WHITESPACE_TABLE)
    kinds = text.translate(_CHARACTER_KINDS)
    if _CharacterKind.NEEDS_CLEANING.search(kinds) is None:
        return normalize("NFC", text).strip()
    visible = (letter for letter, kind in zip(text, kinds, strict=True) if kind != _CharacterKind.INVISIBLE)
    text = normalize("NFD", "".join(visible))
    for _ in range(_MAX_CLEANING_PASSES):  # a removal can make characters adjacent that are invalid together
        previous, text = text, _limit_marks(_remove_invalid_joiners(text))
        if text == previous:
            break
    return normalize("NFC", text).strip()


class _CharacterKind:
    """The kind of a character, as one letter, so that regular expressions can be used on texts of kinds."""

    OTHER = "."
    EMOJI = "e"
    FLAG = "f"
    DIGIT = "d"
    JOINED = "j"
    MARK = "m"
    JOINED_MARK = "v"
    VIRAMA = "V"
    KEYCAP = "K"
    SELECTOR = "s"
    JOINER = "z"
    NON_JOINER = "n"
    TAG = "t"
    CANCEL_TAG = "T"
    INVISIBLE = "x"

    MARKS = "mvVK"
    NEVER_JOINED = frozenset({"", OTHER, MARK, KEYCAP})
    NEEDS_CLEANING = re.compile(r"[mvVKszntTx]")
    TOO_MANY_MARKS = re.compile(rf"(?<=[mvVK]{{{MAX_COMBINING_MARKS}}})[mvVK]+")
    VALID_JOINERS = r"(?:(?<=[ef])(?:s?z(?=[ef])|s)|(?<=[jvV])[zn](?=j)|(?<=d)s(?=K))(?![szntT])"
    """Joiners in the common valid positions, which need no further check."""
    UNVERIFIED_JOINERS = re.compile(rf"(?<![szntT])(?!{VALID_JOINERS})[szntT]+")
    FLAG_TAGS = re.compile(r"t{3,6}T")


class _CharacterKindTable(dict[int, str]):
    """A cache of the kind of each character, for ``str.translate``; cleared when it has too many entries."""

    def __missing__(self, code: int) -> str:
        if len(self) >= _MAX_CACHED_KINDS:
            self.clear()
        self[code] = kind = _kind_of(chr(code))
        return kind


def _kind_of(character: str) -> str:
    if character in _SPECIAL_CHARACTER_KINDS:
        return _SPECIAL_CHARACTER_KINDS[character]
    kind = category(character)
    if _INVISIBLE.match(character) or (kind in _UNPRINTABLE and character != "\n"):
        return _CharacterKind.INVISIBLE
    if kind in {"Mn", "Me"}:
        return _kind_of_mark(character)
    if _is_emoji(character):
        return _CharacterKind.EMOJI
    joins = kind[0] in "LM" and character >= _FIRST_JOINING_CHARACTER and east_asian_width(character) not in "WFH"
    return _CharacterKind.JOINED if joins else _CharacterKind.OTHER


def _kind_of_mark(mark: str) -> str:
    if mark < _FIRST_JOINING_CHARACTER:
        return _CharacterKind.MARK
    return _CharacterKind.VIRAMA if combining(mark) == _VIRAMA_CLASS else _CharacterKind.JOINED_MARK


_SPECIAL_CHARACTER_KINDS: Final = {
    ZERO_WIDTH_JOINER: _CharacterKind.JOINER,
    "\u200c": _CharacterKind.NON_JOINER,
    "\U0001f3f4": _CharacterKind.FLAG,
    "\U000e007f": _CharacterKind.CANCEL_TAG,
    "\u20e3": _CharacterKind.KEYCAP,
    **dict.fromkeys("\ufe0e\ufe0f", _CharacterKind.SELECTOR),
    **dict.fromkeys("0123456789#*", _CharacterKind.DIGIT),
    **{chr(0xE0000 + ord(sign)): _CharacterKind.TAG for sign in "abcdefghijklmnopqrstuvwxyz0123456789"},
}
_CHARACTER_KINDS: Final = _CharacterKindTable()


def _remove_invalid_joiners(text: str) -> str:
    """Remove joiners, selectors and tags in positions where they join nothing."""
    kinds = text.translate(_CHARACTER_KINDS)
    kept: list[str] = []
    done = 0
    for found in _CharacterKind.UNVERIFIED_JOINERS.finditer(kinds):
        start, end = found.span()
        kept.append(text[done:start])
        if kinds[start - 1 : start] not in _CharacterKind.NEVER_JOINED:
            kept += [text[place] for place in _valid_joiner_positions(kinds, start, end)]
        done = end
    return "".join((*kept, text[done:])) if done else text


def _valid_joiner_positions(kinds: str, start: int, end: int) -> Iterator[int]:
    """The positions from ``start`` to ``end`` whose character joins the characters before and after it."""
    before, after = kinds[start - 1 : start], kinds[end : end + 1]
    if before == _CharacterKind.FLAG and (tags := _CharacterKind.FLAG_TAGS.match(kinds, start)):
        yield from range(*tags.span())
        before, start = _CharacterKind.EMOJI, tags.end()
    if before in {_CharacterKind.EMOJI, _CharacterKind.FLAG} or (
        before == _CharacterKind.DIGIT and after == _CharacterKind.KEYCAP
    ):
        yield from _valid_emoji_joiner_positions(kinds, start, end, before, after)
    elif before in {_CharacterKind.JOINED, _CharacterKind.JOINED_MARK, _CharacterKind.VIRAMA}:
        between = next((place for place in range(start, end) if kinds[place] in "zn"), None)
        if between is not None and _is_valid_joiner(before, kinds[between], after):
            yield between


def _valid_emoji_joiner_positions(kinds: str, start: int, end: int, before: str, after: str) -> Iterator[int]:
    selector = kinds.find(_CharacterKind.SELECTOR, start, end)
    if selector >= 0:
        yield selector
    joiner = kinds.rfind(_CharacterKind.JOINER, start, end)
    joins_emoji = before != _CharacterKind.DIGIT and after in {_CharacterKind.EMOJI, _CharacterKind.FLAG}
    if joins_emoji and joiner > selector:
        yield joiner


def _is_valid_joiner(before: str, joiner: str, after: str) -> bool:
    """Whether a joiner changes how a word is written: between its letters, and after a final virama (UAX #31, 2.3).

    Between marks it changes nothing; so marks cannot be stacked with joiners.
    """
    if after and after in _CharacterKind.MARKS:
        return before == _CharacterKind.JOINED and after != _CharacterKind.MARK
    return after == _CharacterKind.JOINED or (before == _CharacterKind.VIRAMA and joiner == _CharacterKind.JOINER)


def _limit_marks(text: str) -> str:
    """Remove the marks of each letter beyond :data:`MAX_COMBINING_MARKS`."""
    kinds = text.translate(_CHARACTER_KINDS)
    spans = [found.span() for found in _CharacterKind.TOO_MANY_MARKS.finditer(kinds)]
    edges = chain((0,), chain.from_iterable(spans), (len(text),))
    return "".join(text[start:end] for start, end in zip(edges, edges, strict=True)) if spans else text


def _is_emoji(letter: str) -> bool:
    # The pictograph planes are given as a range, because Python's tables are older than the newest emoji.
    return category(letter) == "So" or letter in _OTHER_EMOJI or "\U0001f000" <= letter <= "\U0001faff"
