"""Which fonts draw the texts: DejaVu Sans, which matplotlib brings, and what this machine has for other scripts."""

from collections.abc import Iterable, Iterator
from typing import Final

from matplotlib.font_manager import FontProperties, findfont, get_font
from matplotlib.ft2font import FT2Font

_FAMILIES: Final = (
    *("DejaVu Sans", "Noto Sans", "Noto Sans CJK JP", "Noto Sans CJK SC", "Noto Sans Symbols2"),
    *("IPAGothic", "WenQuanYi Zen Hei", "Unifont"),
)
"""In this order; those that are not installed are left out. Fonts with coloured emoji cannot be drawn."""
_MIN_DRAWABLE_SHARE: Final = 0.5


class Fonts:
    """The installed fonts of :data:`_FAMILIES`."""

    def __init__(self) -> None:
        found = dict(_find_fonts())
        self._families = list(found)
        self._fonts = list(found.values())

    def properties(self, size: int, *, bold: bool = False) -> FontProperties:
        """The fonts for a text whose size is in pixels."""
        return FontProperties(family=self._families, size=size, weight="bold" if bold else "normal")

    def drawable(self, text: str, fallback: str) -> str:
        """The text without characters that no font has; ``fallback`` if little would be left."""
        drawn = "".join(char for char in text if char.isspace() or self._has(char))
        letters, drawn_letters = (sum(map(str.isalnum, name)) for name in (text, drawn))
        if drawn_letters == 0 or drawn_letters < letters * _MIN_DRAWABLE_SHARE:
            return fallback
        return " ".join(drawn.split())

    def can_draw(self, texts: Iterable[str]) -> bool:
        """Whether all characters of the texts are in one of the fonts."""
        return all(char.isspace() or self._has(char) for text in texts for char in text)

    def _has(self, char: str) -> bool:
        return any(font.get_char_index(ord(char)) for font in self._fonts)


def _find_fonts() -> Iterator[tuple[str, FT2Font]]:
    for family in _FAMILIES:
        try:
            yield family, get_font(findfont(FontProperties(family=[family]), fallback_to_default=False))
        except (ValueError, RuntimeError, OSError):  # not installed, or cannot be read
            continue
