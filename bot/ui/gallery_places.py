"""Where a picture stands in the gallery of its message, in words: forms have no thumbnails to choose from."""

from typing import Final

from bot.domain.job import MAX_IMAGES_PER_MESSAGE
from bot.localization.messages import text

_GALLERY_ROWS: Final = (
    (),
    *((1,), (2,), (3,), (2, 2), (2, 3)),
    *((3, 3), (1, 3, 3), (2, 3, 3), (3, 3, 3), (1, 3, 3, 3)),
)
"""Pictures in each row, by the number of pictures in one Media Gallery (Discord's clients, 2026)."""
_COLUMNS: Final = {1: ("",), 2: ("left", "right"), 3: ("left", "middle", "right")}
_ROWS: Final = {
    1: ("only",),
    2: ("top", "bottom"),
    3: ("top-row", "middle-row", "bottom-row"),
    4: ("first-row", "second-row", "third-row", "last-row"),
}
_THREE: Final = ("large", "top-right", "bottom-right")
"""Three pictures: one large at the left, and two above each other beside it."""


def gallery_place(number: int, total: int) -> str:
    """The place of picture ``number``, counted from 1, such as “top left”; empty for the only picture of a message."""
    first = (number - 1) // MAX_IMAGES_PER_MESSAGE * MAX_IMAGES_PER_MESSAGE
    name = _place_in_gallery(number - first - 1, min(total - first, MAX_IMAGES_PER_MESSAGE))
    place = text(f"place-{name}") if name else ""
    return ", ".join(filter(None, (text("place-in-second-message") if first else "", place)))


def _place_in_gallery(index: int, count: int) -> str:
    """The end of the message's id; empty for the only picture."""
    if count == len(_THREE):
        return _THREE[index]
    rows = _GALLERY_ROWS[count]
    for row, length in zip(_ROWS[len(rows)], rows, strict=True):
        if index < length:
            return "-".join(filter(None, ("" if row == "only" else row, _COLUMNS[length][index])))
        index -= length
    raise AssertionError(f"a gallery of {count} has fewer pictures")
