"""Letters that look like other letters: rows of Unicode's ``confusables.txt``, and Easel's own list.

The method is that of Unicode Technical Standard 39, “Unicode Security Mechanisms”, section 4
(https://www.unicode.org/reports/tr39/#Confusable_Detection). The file ``confusables.txt`` is an excerpt of its data.
"""
# ruff: noqa: RUF001 - look-alikes are the point

import re
from pathlib import Path
from types import MappingProxyType
from typing import Final

_CONFUSABLES_FILE: Final = Path(__file__).with_name("confusables.txt")
_CONFUSABLE_ROW: Final = re.compile(r"^([0-9A-F]+) ;\t([0-9A-F]+) ;\tMA\t", re.MULTILINE)


def _read_confusables() -> dict[str, str]:
    rows = _CONFUSABLE_ROW.findall(_CONFUSABLES_FILE.read_text(encoding="utf-8"))
    return {chr(int(source, 16)): chr(int(target, 16)).lower() for source, target in rows}


UNICODE_LOOK_ALIKES: Final = MappingProxyType(_read_confusables())
"""Letters by Unicode's table, and the ASCII letter that each looks like: ``"а"`` (Cyrillic) is ``"a"``."""

OWN_LOOK_ALIKES: Final = MappingProxyType(
    {
        "a": "ᴀɐⱥ∀₳ꭤ",
        "b": "ъʙɓƀ฿",
        "c": "ƈȼɕ₵",
        "d": "đɗɖᴅð₫ժ",
        "e": "єэзɛəǝᴇɇ",
        "f": "ꜰ₣",
        "g": "ɢɠǥ₲",
        "h": "ħʜɦɥђⱨ",
        "i": "ɨᴉ",
        "j": "ɉᴊɟ",
        "k": "ᴋƙʞⱪ₭қ",
        "l": "łʟɭɫƚⱡլ",
        "m": "ᴍɱ₥",
        "n": "ипηπŋɲɳɴꞑ₦",
        "o": "өøɵθ",
        "p": "ᴘƥ₱",
        "q": "ʠ",
        "r": "ɹɾɍяɼɽ",
        "s": "ʂꞩ₴",
        "t": "ᴛŧƭʇⱦ₮",
        "u": "μʉʊц",
        "v": "ʋ",
        "w": "ωщʍ₩",
        "x": "ӿ",
        "y": "ɏყч",
        "z": "ƶȥʐⱬ",
        "ae": "æ",
        "oe": "œ",
        "ك": "ک",
        "ي": "یى",
        "ه": "ةہ",
    }
)
"""Look-alikes that occur in practice, but not in Unicode's table, or there for another letter.

These are small capitals, letters with strokes and hooks, turned letters, currency signs, Cyrillic letters that only
resemble a Latin one, and the Persian and Urdu forms of Arabic letters.
"""

SECOND_LOOK_ALIKES: Final = MappingProxyType(dict(zip("ΗΝΜΥΓΛΣΔηνμиИпудДнть", "hnmyraeahumuuruaanmi", strict=True)))
"""The second letter that some letters can mean.

Either the capital looks like another letter than the small one (``"Ν"`` is N, ``"ν"`` is v), or the letter can also
mean its sound (``"и"`` is n or u).
"""
