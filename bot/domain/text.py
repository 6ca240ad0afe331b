"""What may be echoed: a member's words, made harmless before anybody else sees them."""

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import chain
from typing import Final
from unicodedata import category, combining, east_asian_width, normalize

MAX_MARKS: Final = 4
"""Combining marks that one letter keeps; Vietnamese needs two, Tibetan four, Zalgo wants dozens."""
MAX_LINES: Final = 12
"""Lines that a quotation shows, so that nobody floods a channel with a prompt of line breaks."""
ELLIPSIS: Final = "…"

_ZERO_WIDTH_JOINER: Final = "\u200d"
_ZERO_WIDTH_NON_JOINER: Final = "\u200c"
_BLACK_FLAG: Final = "\U0001f3f4"
_CANCEL_TAG: Final = "\U000e007f"
_SELECTORS: Final = frozenset({"\ufe0e", "\ufe0f"})
_KEYCAP: Final = "\u20e3"
_KEYCAP_BASES: Final = frozenset("0123456789#*")
_OTHER_EMOJI: Final = frozenset("‼⁉↔〰◽◾")
_BREAKS_AND_BLANKS: Final = str.maketrans(
    dict.fromkeys("\r\v\f\x1c\x1d\x1e\x85\u2028\u2029", "\n") | dict.fromkeys("\t\x1f\u2800\u3164\uffa0", " ")
)
_INVISIBLE: Final = re.compile("[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\ufe00-\ufe0d\u2065\U000e0000-\U000e0fff]")
_UNPRINTABLE: Final = frozenset({"Cc", "Cf", "Co", "Cs"})
_FIRST_THAT_JOINS: Final = "\u0600"
"""Scripts before Arabic have no use for joiners; of those behind it, the wide ones have none either."""
_VIRAMA: Final = 9
"""The combining class of the marks behind which Indic scripts put joiners (Unicode, UAX #44, Virama)."""
_MOST_KINDS: Final = 20_000
_MOST_PASSES: Final = 5

_FENCE: Final = "```"
_BACKTICK: Final = str.maketrans("`", "ˋ")  # noqa: RUF001 - look-alikes are the point
_MARKDOWN: Final = str.maketrans("`*_~|<>@[]\\", "ˋ∗ˍ∼ǀ‹›＠［］＼")  # noqa: RUF001 - look-alikes are the point
_TYPED: Final = {shown: typed for typed, shown in _MARKDOWN.items()} | {ord("＃"): "#"}  # noqa: RUF001
_SCHEME: Final = re.compile(r":(?=//)")
_LIST: Final = re.compile(r"^(?:[-+](?= )|(\d+)[.)](?= ))")
_HEADING: Final = re.compile(r"^(-?)#(?=#{0,2} )")


def clean(text: str) -> str:
    """The text as it goes to the provider: composed, trimmed, and free of what nobody can see.

    Control and format characters go, among them those that turn text around, and so do stacked combining marks.
    Line breaks stay, and so do the joiners and style selectors that hold an emoji together, the tags of a flag such as
    Scotland's, and joiners between letters of scripts that are written with them (Persian, Hindi). Cleaning twice
    changes nothing more. The time grows with the length of the text.
    """
    return text.strip() if text.isascii() and text.isprintable() else _cleaned(text)


def _cleaned(text: str) -> str:
    text = text.replace("\r\n", "\n").translate(_BREAKS_AND_BLANKS)
    kinds = text.translate(_KINDS)
    if _Kind.NEEDS_CARE.search(kinds) is None:
        return normalize("NFC", text).strip()
    text = normalize("NFD", "".join(letter for letter, kind in zip(text, kinds, strict=True) if kind != _Kind.UNSEEN))
    for _ in range(_MOST_PASSES):  # what goes may have stood between others that now stand side by side
        before, text = text, _without_marks(_without_joiners(text))
        if text == before:
            break
    return normalize("NFC", text).strip()


class _Kind:
    """What a character is to :func:`clean`, as one letter, so that regular expressions find what has to go."""

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
    UNSEEN = "x"

    MARKS = "mvVK"
    HOLD_NOTHING = frozenset({"", OTHER, MARK, KEYCAP})
    NEEDS_CARE = re.compile(r"[mvVKszntTx]")
    TOO_MANY_MARKS = re.compile(rf"(?<=[mvVK]{{{MAX_MARKS}}})[mvVK]+")
    RIGHTLY_BETWEEN = r"(?:(?<=[ef])(?:s?z(?=[ef])|s)|(?<=[jvV])[zn](?=j)|(?<=d)s(?=K))(?![szntT])"
    """What holds together in the common ways, so that it needs no closer look."""
    BETWEEN = re.compile(rf"(?<![szntT])(?!{RIGHTLY_BETWEEN})[szntT]+")
    FLAG_TAGS = re.compile(r"t{3,6}T")


class _Kinds(dict[int, str]):
    """The kind of each character, found out when it is first met; not more of them than fit in little memory."""

    def __missing__(self, code: int) -> str:
        if len(self) >= _MOST_KINDS:
            self.clear()
        self[code] = kind = _kind_of(chr(code))
        return kind


def _kind_of(sign: str) -> str:
    if sign in _SIGNS:
        return _SIGNS[sign]
    kind = category(sign)
    if _INVISIBLE.match(sign) or (kind in _UNPRINTABLE and sign != "\n"):
        return _Kind.UNSEEN
    if kind in {"Mn", "Me"}:
        return _kind_of_mark(sign)
    if _is_emoji(sign):
        return _Kind.EMOJI
    joins = kind[0] in "LM" and sign >= _FIRST_THAT_JOINS and east_asian_width(sign) not in "WFH"
    return _Kind.JOINED if joins else _Kind.OTHER


def _kind_of_mark(sign: str) -> str:
    if sign < _FIRST_THAT_JOINS:
        return _Kind.MARK
    return _Kind.VIRAMA if combining(sign) == _VIRAMA else _Kind.JOINED_MARK


_SIGNS: Final = {
    _ZERO_WIDTH_JOINER: _Kind.JOINER,
    _ZERO_WIDTH_NON_JOINER: _Kind.NON_JOINER,
    _BLACK_FLAG: _Kind.FLAG,
    _CANCEL_TAG: _Kind.CANCEL_TAG,
    _KEYCAP: _Kind.KEYCAP,
    **dict.fromkeys(_SELECTORS, _Kind.SELECTOR),
    **dict.fromkeys(_KEYCAP_BASES, _Kind.DIGIT),
    **{chr(0xE0000 + ord(sign)): _Kind.TAG for sign in "abcdefghijklmnopqrstuvwxyz0123456789"},
}
_KINDS: Final = _Kinds()


def _without_joiners(text: str) -> str:
    """The text without those joiners, selectors and tags that hold nothing together."""
    kinds = text.translate(_KINDS)
    kept: list[str] = []
    done = 0
    for found in _Kind.BETWEEN.finditer(kinds):
        start, end = found.span()
        kept.append(text[done:start])
        if kinds[start - 1 : start] not in _Kind.HOLD_NOTHING:
            kept += [text[place] for place in _holding(kinds, start, end)]
        done = end
    return "".join((*kept, text[done:])) if done else text


def _holding(kinds: str, start: int, end: int) -> Iterator[int]:
    """The positions between ``start`` and ``end`` whose character joins the letters before and after it."""
    before, after = kinds[start - 1 : start], kinds[end : end + 1]
    if before == _Kind.FLAG and (tags := _Kind.FLAG_TAGS.match(kinds, start)):
        yield from range(*tags.span())
        before, start = _Kind.EMOJI, tags.end()
    if before in {_Kind.EMOJI, _Kind.FLAG} or (before == _Kind.DIGIT and after == _Kind.KEYCAP):
        selector = kinds.find(_Kind.SELECTOR, start, end)
        if selector >= 0:
            yield selector
        joiner = kinds.rfind(_Kind.JOINER, start, end)
        if joiner > selector and before != _Kind.DIGIT and after in {_Kind.EMOJI, _Kind.FLAG}:
            yield joiner
    elif before in {_Kind.JOINED, _Kind.JOINED_MARK, _Kind.VIRAMA}:
        between = next((place for place in range(start, end) if kinds[place] in "zn"), None)
        if between is not None and _joins(before, kinds[between], after):
            yield between


def _joins(before: str, joiner: str, after: str) -> bool:
    """Whether a joiner changes how a word is written: between its letters, and where a virama ends it (UAX #31, 2.3).

    Between marks none does, so that no pile of them can be built.
    """
    if after and after in _Kind.MARKS:
        return before == _Kind.JOINED and after != _Kind.MARK
    return after == _Kind.JOINED or (before == _Kind.VIRAMA and joiner == _Kind.JOINER)


def _without_marks(text: str) -> str:
    """The text with no more than :data:`MAX_MARKS` marks on a letter."""
    kinds = text.translate(_KINDS)
    spans = [found.span() for found in _Kind.TOO_MANY_MARKS.finditer(kinds)]
    edges = chain((0,), chain.from_iterable(spans), (len(text),))
    return "".join(text[start:end] for start, end in zip(edges, edges, strict=True)) if spans else text


def _is_emoji(letter: str) -> bool:
    # The pictograph planes are named by range, because Python's tables are older than the newest emoji.
    return category(letter) == "So" or letter in _OTHER_EMOJI or "\U0001f000" <= letter <= "\U0001faff"


def quoted(text: str, limit: int) -> str:
    """The text as one Discord code block of at most ``limit`` characters (at least 9), its fences included.

    Nothing in a code block pings, links or formats, and without backticks nothing gets out of it.
    """
    lines = clean(text).translate(_BACKTICK).split("\n")
    body = "\n".join(lines[:MAX_LINES]) + (ELLIPSIS if len(lines) > MAX_LINES else "")
    return f"{_FENCE}\n{_cut(body, limit - 2 * len(_FENCE) - 2) or ELLIPSIS}\n{_FENCE}"


def plain(text: str, limit: int) -> str:
    """The text as one line of at most ``limit`` characters, in which nothing is a mention, a link or markdown.

    A ``#`` stays where it does nothing: a channel is only mentioned between ``<`` and ``>``, which never pass, and a
    heading only stands at the beginning. ``@everyone`` and ``@here`` need no brackets, so no ``@`` passes.

    Signs with a meaning become look-alikes instead of being escaped, because alt texts, labels and autocomplete
    show a backslash as a backslash.
    """
    line = " ".join(clean(text).split()).translate(_MARKDOWN)
    line = _HEADING.sub(r"\1＃", _SCHEME.sub("\uff1a", line))  # noqa: RUF001 - as above
    return _cut(_LIST.sub(_unlisted, line), limit)


def retyped(text: str) -> str:
    """What somebody copied out of an answer, with the signs that :func:`plain` had replaced."""
    return text.translate(_TYPED)


def _unlisted(match: re.Match[str]) -> str:
    return f"{match[1]}․" if match[1] else "‐"  # noqa: RUF001 - look-alikes are the point


def _cut(text: str, limit: int) -> str:
    if len(text) <= limit:
        return text
    return text[: limit - 1].rstrip(f"{_ZERO_WIDTH_JOINER} \n") + ELLIPSIS


def dollars(micros: int) -> str:
    """Micro-dollars for people, with as many digits as it needs and never fewer than two: ``$0.07``, ``$0.022``."""
    whole, _, rest = f"{abs(Decimal(micros).scaleb(-6)):,f}".partition(".")
    return f"{'-' if micros < 0 else ''}${whole}.{rest.rstrip('0').ljust(2, '0')}"
