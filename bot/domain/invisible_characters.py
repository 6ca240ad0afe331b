"""Removes invisible characters and stacked combining marks, but keeps what joins emoji and letters."""

import re
from collections.abc import Iterator
from itertools import chain
from typing import Final
from unicodedata import category, combining, east_asian_width, normalize

MAX_COMBINING_MARKS: Final = 4
"""Combining marks that one letter keeps; Vietnamese needs two, Tibetan four, Zalgo text has dozens."""
ZERO_WIDTH_JOINER: Final = "\u200d"
_ZERO_WIDTH_NON_JOINER: Final = "\u200c"
_BLACK_FLAG: Final = "\U0001f3f4"
_CANCEL_TAG: Final = "\U000e007f"
_VARIATION_SELECTORS: Final = frozenset({"\ufe0e", "\ufe0f"})
_KEYCAP: Final = "\u20e3"
_KEYCAP_BASES: Final = frozenset("0123456789#*")
_OTHER_EMOJI: Final = frozenset("‼⁉↔〰◽◾")
_WHITESPACE_TABLE: Final = str.maketrans(
    dict.fromkeys("\r\v\f\x1c\x1d\x1e\x85\u2028\u2029", "\n") | dict.fromkeys("\t\x1f\u2800\u3164\uffa0", " ")
)
_INVISIBLE: Final = re.compile("[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\ufe00-\ufe0d\u2065\U000e0000-\U000e0fff]")
_UNPRINTABLE: Final = frozenset({"Cc", "Cf", "Co", "Cs"})
_FIRST_JOINING_CHARACTER: Final = "\u0600"
"""Scripts before Arabic do not use joiners; of those after it, the wide ones do not either."""
_VIRAMA_CLASS: Final = 9
"""The combining class of the marks after which Indic scripts put joiners (Unicode, UAX #44, Virama)."""
_MAX_CACHED_KINDS: Final = 20_000
_MAX_CLEANING_PASSES: Final = 5


def clean_unicode(text: str) -> str:
    """Compose and trim a text, and remove what :func:`bot.domain.text.clean` says.

    Each character becomes its kind, one letter; regular expressions then find on the kinds what has to be removed.
    """
    text = text.replace("\r\n", "\n").translate(_WHITESPACE_TABLE)
    kinds = text.translate(_CHARACTER_KINDS)
    if _CharacterKind.NEEDS_CLEANING.search(kinds) is None:
        return normalize("NFC", text).strip()
    text = normalize(
        "NFD", "".join(letter for letter, kind in zip(text, kinds, strict=True) if kind != _CharacterKind.INVISIBLE)
    )
    for _ in range(_MAX_CLEANING_PASSES):  # a removal can make others adjacent that are then invalid
        before, text = text, _limit_marks(_remove_invalid_joiners(text))
        if text == before:
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


def _kind_of(sign: str) -> str:
    if sign in _SPECIAL_CHARACTER_KINDS:
        return _SPECIAL_CHARACTER_KINDS[sign]
    kind = category(sign)
    if _INVISIBLE.match(sign) or (kind in _UNPRINTABLE and sign != "\n"):
        return _CharacterKind.INVISIBLE
    if kind in {"Mn", "Me"}:
        return _kind_of_mark(sign)
    if _is_emoji(sign):
        return _CharacterKind.EMOJI
    joins = kind[0] in "LM" and sign >= _FIRST_JOINING_CHARACTER and east_asian_width(sign) not in "WFH"
    return _CharacterKind.JOINED if joins else _CharacterKind.OTHER


def _kind_of_mark(sign: str) -> str:
    if sign < _FIRST_JOINING_CHARACTER:
        return _CharacterKind.MARK
    return _CharacterKind.VIRAMA if combining(sign) == _VIRAMA_CLASS else _CharacterKind.JOINED_MARK


_SPECIAL_CHARACTER_KINDS: Final = {
    ZERO_WIDTH_JOINER: _CharacterKind.JOINER,
    _ZERO_WIDTH_NON_JOINER: _CharacterKind.NON_JOINER,
    _BLACK_FLAG: _CharacterKind.FLAG,
    _CANCEL_TAG: _CharacterKind.CANCEL_TAG,
    _KEYCAP: _CharacterKind.KEYCAP,
    **dict.fromkeys(_VARIATION_SELECTORS, _CharacterKind.SELECTOR),
    **dict.fromkeys(_KEYCAP_BASES, _CharacterKind.DIGIT),
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
    """The positions between ``start`` and ``end`` whose character joins the letters before and after it."""
    before, after = kinds[start - 1 : start], kinds[end : end + 1]
    if before == _CharacterKind.FLAG and (tags := _CharacterKind.FLAG_TAGS.match(kinds, start)):
        yield from range(*tags.span())
        before, start = _CharacterKind.EMOJI, tags.end()
    if before in {_CharacterKind.EMOJI, _CharacterKind.FLAG} or (
        before == _CharacterKind.DIGIT and after == _CharacterKind.KEYCAP
    ):
        selector = kinds.find(_CharacterKind.SELECTOR, start, end)
        if selector >= 0:
            yield selector
        joiner = kinds.rfind(_CharacterKind.JOINER, start, end)
        if (
            joiner > selector
            and before != _CharacterKind.DIGIT
            and after in {_CharacterKind.EMOJI, _CharacterKind.FLAG}
        ):
            yield joiner
    elif before in {_CharacterKind.JOINED, _CharacterKind.JOINED_MARK, _CharacterKind.VIRAMA}:
        between = next((place for place in range(start, end) if kinds[place] in "zn"), None)
        if between is not None and _is_valid_joiner(before, kinds[between], after):
            yield between


def _is_valid_joiner(before: str, joiner: str, after: str) -> bool:
    """Whether a joiner affects how a word is written: between its letters, and after a final virama (UAX #31, 2.3).

    Between marks it does not; so a pile of marks cannot be built with joiners.
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
