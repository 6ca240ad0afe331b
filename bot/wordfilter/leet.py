"""Decodes digits and symbols that replace letters (leetspeak) in a normalised text: ``"b00b5"`` → ``"boobs"``."""

import re
from typing import Final

_LEET_TABLE: Final = str.maketrans(
    dict(zip("0123456789", "oizeasgtbg", strict=True)) | dict(zip("@$!|(+€£¥¢l", "asiicteiyci", strict=True))
)
_WORD_CHARACTERS: Final = r"\w@$€£¥¢"
_TOKEN: Final = re.compile(rf"[{_WORD_CHARACTERS}](?:[{_WORD_CHARACTERS}!|(+]*[{_WORD_CHARACTERS}])?")
_LETTER_WITH_NUMBER: Final = re.compile(r"[^\W\d_]\d+|\d+[^\W\d_]")
_HEX_COLOUR: Final = re.compile(r"#(?=[a-f]{0,7}\d)[0-9a-f]{3,8}(?![^\W_])")
_MIN_SYMBOLS_WITHOUT_LETTERS: Final = 2


def blank_hex_colours(text: str) -> str:
    """Replace hex colours (``"#b00b55"``) by as many spaces, so that they are not decoded as words."""
    return _HEX_COLOUR.sub(lambda colour: " " * len(colour[0]), text) if "#" in text else text


def decode_leet(text: str) -> str | None:
    """Replace digits and symbols by the letters that they mean; ``None`` if there are none.

    Numbers stay numbers, and so do names like “a4” and “50s”. Because ``1`` can mean both i and l, every ``l``
    becomes an ``i``: ``"k1ll"`` → ``"kiii"``. Terms must be folded by :func:`fold_leet` before they are compared.
    """
    decoded = _TOKEN.sub(_decode_token, text)
    return None if decoded == text else decoded.replace("l", "i")


def fold_leet(text: str) -> str:
    """Fold a normalised term for comparison with results of :func:`decode_leet`: ``"kill"`` → ``"kiii"``."""
    return text.translate(_LEET_TABLE)


def _decode_token(token: re.Match[str]) -> str:
    text = token[0]
    if text.isalpha():
        return text
    letters = sum(map(str.isalpha, text))
    symbols = len(text) - letters - sum(map(str.isdigit, text))
    is_number = not letters and symbols < _MIN_SYMBOLS_WITHOUT_LETTERS
    if len(text) > 1 and (is_number or _LETTER_WITH_NUMBER.fullmatch(text)):
        return text
    return text.translate(_LEET_TABLE)
