"""What the stand-in's models draw and cost, as their documentation pages say."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Final, NamedTuple

MICROS: Final = 1_000_000
"""Micro-dollars in a dollar: prices are added up without rounding."""


class Size(NamedTuple):
    """Pixels."""

    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Model:
    """One model: sizes by resolution, prices in dollars a picture, how many reference images it takes."""

    air: str
    price: float
    edit_price: float
    sizes: dict[str, tuple[Size, ...]]
    references: int = 1

    def cost(self, references: int) -> int:
        """Micro-dollars for one picture."""
        return round((self.edit_price if references else self.price) * MICROS)

    def offers(self, size: Size) -> bool:
        """Whether the pair is in the table of its page."""
        return any(size in table for table in self.sizes.values())

    def nearest(self, resolution: str, shape: Size) -> Size:
        """The size of that resolution whose aspect ratio comes closest to ``shape``."""
        wanted = Fraction(shape.width, shape.height)
        return min(self.sizes[resolution], key=lambda size: abs(float(Fraction(*size) / wanted) - 1))


_SQUARE: Final = Size(1024, 1024)
_WIDE: Final = (
    Size(1280, 896),
    Size(1408, 768),
    Size(1296, 864),
    Size(1248, 576),
    Size(1280, 576),
    Size(1408, 704),
)
ONE_K: Final = (_SQUARE, *_WIDE, *(Size(size.height, size.width) for size in _WIDE))
TWO_K: Final = tuple(Size(2 * size.width, 2 * size.height) for size in ONE_K)

STANDARD: Final = Model("xai:grok-imagine@image", 0.02, 0.022, {"1K": ONE_K})
# The page of this model names no most; three is what xAI itself takes.
PRO: Final = Model("xai:grok-imagine@image-pro", 0.07, 0.072, {"1K": ONE_K, "2K": TWO_K}, references=3)
DEFAULTS: Final = (STANDARD, PRO)
