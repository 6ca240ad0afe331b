"""The models: sizes, prices and references, as in their documentation pages."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Final, NamedTuple

MICRO_DOLLARS_PER_DOLLAR: Final = 1_000_000
"""Costs are integer micro-dollars, so that sums are exact."""
DEFAULT_QUALITY: Final = "medium"
"""The default of ``settings.quality``; an assumption, as no page documents it."""


class Size(NamedTuple):
    """Width and height in pixels."""

    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Model:
    """A model: sizes by resolution, prices in dollars per picture, and the number of reference images it takes.

    Each reference image adds the difference of ``edit_price`` and ``price``. ``prices`` is by resolution and quality,
    for models with ``settings``; ``price`` is then that of 1K in the default quality.
    """

    air: str
    price: float
    edit_price: float
    sizes: dict[str, tuple[Size, ...]]
    max_references: int = 1
    prices: Mapping[tuple[str, str], float] = field(default_factory=dict)

    @property
    def qualities(self) -> list[str]:
        """The allowed values of ``settings.quality``; empty if the model takes no settings."""
        return list(dict.fromkeys(quality for _, quality in self.prices))

    def cost_micro_dollars(self, size: Size, references: int = 0, quality: str | None = None) -> int:
        """The cost of one picture in micro-dollars."""
        price = self.prices.get((self.resolution(size), quality or DEFAULT_QUALITY), self.price)
        return round((price + references * (self.edit_price - self.price)) * MICRO_DOLLARS_PER_DOLLAR)

    def resolution(self, size: Size) -> str:
        """The resolution whose table contains that size, or the nearest one by number of pixels."""
        pixels = size.width * size.height
        return min(self.sizes, key=lambda name: min(abs(one.width * one.height - pixels) for one in self.sizes[name]))

    def supports_size(self, size: Size) -> bool:
        """Whether the model draws that size."""
        return any(size in table for table in self.sizes.values())

    def nearest_size(self, resolution: str | None, aspect: Size) -> Size:
        """The size with the nearest aspect ratio at that resolution (default: the model's first)."""
        wanted = Fraction(*aspect)
        table = self.sizes[resolution or next(iter(self.sizes))]
        return min(table, key=lambda size: max(Fraction(*size) / wanted, wanted / Fraction(*size)))


_SQUARE_SIZE: Final = Size(1024, 1024)
_LANDSCAPE_SIZES: Final = (
    Size(1280, 896),
    Size(1408, 768),
    Size(1296, 864),
    Size(1248, 576),
    Size(1280, 576),
    Size(1408, 704),
)


def _with_portrait_sizes(*sizes: Size) -> tuple[Size, ...]:
    return (*sizes, *(Size(size.height, size.width) for size in sizes))


ONE_K_SIZES: Final = (_SQUARE_SIZE, *_with_portrait_sizes(*_LANDSCAPE_SIZES))
TWO_K_SIZES: Final = tuple(Size(2 * size.width, 2 * size.height) for size in ONE_K_SIZES)

STANDARD_MODEL: Final = Model("xai:grok-imagine@image", 0.02, 0.022, {"1K": ONE_K_SIZES})
# The model's page documents no maximum of references; xAI's own API accepts three.
PRO_MODEL: Final = Model(
    "xai:grok-imagine@image-pro", 0.07, 0.072, {"1K": ONE_K_SIZES, "2K": TWO_K_SIZES}, max_references=3
)
# Sizes, references and their price are undocumented and assumed to be those of PRO.
QUALITY_MODEL: Final = Model(
    "xai:grok-imagine@image-quality", 0.05, 0.052, {"1K": ONE_K_SIZES, "2K": TWO_K_SIZES}, max_references=3
)
# Runware has no page of this model: the sizes were observed in use, the prices are xAI's.
IMAGE_2_MODEL: Final = Model(
    "xai:grok-imagine@image-2.0",
    0.06,
    0.07,
    {"1K": _with_portrait_sizes(Size(720, 1280), Size(832, 1248)), "2K": _with_portrait_sizes(Size(1584, 2816))},
    max_references=3,
    prices={("1K", "low"): 0.04, ("1K", "medium"): 0.06, ("2K", "low"): 0.06, ("2K", "medium"): 0.08},
)
DEFAULT_MODELS: Final = (STANDARD_MODEL, PRO_MODEL, QUALITY_MODEL, IMAGE_2_MODEL)
