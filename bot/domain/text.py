"""What may be echoed: a member's words, made harmless before anybody else sees them."""

import re
from decimal import Decimal
from typing import Final
from unicodedata import category, normalize

MAX_MARKS: Final = 4
"""Combining marks that one letter keeps; Vietnamese needs two, Tibetan four, Zalgo wants dozens."""
MAX_LINES: Final = 12
"""Lines that a quotation shows, so that nobody floods a channel with a prompt of line breaks."""
ELLIPSIS: Final = "…"

_ZERO_WIDTH_JOINER: Final = "\u200d"
_EMOJI_STYLE: Final = "\ufe0f"
_SELECTORS: Final = frozenset({"\ufe0e", _EMOJI_STYLE})
_KEYCAP: Final = "\u20e3"
_OTHER_EMOJI: Final = frozenset("‼⁉↔〰◽◾")
_BREAKS_AND_BLANKS: Final = str.maketrans(
    dict.fromkeys("\r\v\f\x1c\x1d\x1e\x85\u2028\u2029", "\n") | dict.fromkeys("\t\x1f\u2800\u3164\uffa0", " ")
)
_INVISIBLE: Final = re.compile("[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\ufe00-\ufe0d\u2065\U000e0000-\U000e0fff]")
_UNPRINTABLE: Final = frozenset({"Cc", "Cf", "Co", "Cs"})

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
    Line breaks stay, and so do the joiners and style selectors that hold an emoji together. Cleaning twice changes
    nothing more.
    """
    return text.strip() if text.isascii() and text.isprintable() else _cleaned(text)


def _cleaned(text: str) -> str:
    text = _INVISIBLE.sub("", text.replace("\r\n", "\n").translate(_BREAKS_AND_BLANKS))
    text = normalize("NFD", text)
    kept: list[str] = []
    marks = 0
    for letter, following in zip(text, text[1:] + " ", strict=False):
        if not _is_seen(letter, kept[-1] if kept else " ", following):
            continue
        if letter not in _SELECTORS:
            marks = marks + 1 if category(letter) in {"Mn", "Me"} else 0
        if marks <= MAX_MARKS:
            kept.append(letter)
    return normalize("NFC", "".join(kept)).strip()


def _is_seen(letter: str, before: str, after: str) -> bool:
    if letter == _ZERO_WIDTH_JOINER:
        return (_is_emoji(before) or before == _EMOJI_STYLE) and _is_emoji(after)
    if letter in _SELECTORS:
        return _is_emoji(before) or (before in "0123456789#*" and after == _KEYCAP)
    return letter == "\n" or category(letter) not in _UNPRINTABLE


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
