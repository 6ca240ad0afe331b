"""The catalogue of models: ids, sizes, prices, and maximum numbers of reference pictures.

The figures of the documented models are those of Runware's two model pages; a test compares them with the pages.
"""

import re
from collections.abc import Iterator, Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Annotated, Final, NamedTuple

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, PlainSerializer, StrictBool, StrictFloat, StrictInt

from bot.domain.text import sanitize_line
from bot.errors import Invalid
from bot.localization.lists import join_with_or
from bot.localization.messages import Message

MICRO_DOLLARS_PER_DOLLAR: Final = 1_000_000
MAX_IMAGES_PER_REQUEST: Final = 20
"""Maximum results of one task (``numberResults`` on both model pages)."""


class AspectRatio(StrEnum):
    """The aspect ratios, in the order in which they are listed for members."""

    SQUARE = "1:1"
    WIDE_16_9 = "16:9"
    TALL_9_16 = "9:16"
    WIDE_4_3 = "4:3"
    TALL_3_4 = "3:4"
    WIDE_3_2 = "3:2"
    TALL_2_3 = "2:3"
    WIDE_2_1 = "2:1"
    TALL_1_2 = "1:2"
    WIDE_19_9 = "19.5:9"
    TALL_9_19 = "9:19.5"
    WIDE_20_9 = "20:9"
    TALL_9_20 = "9:20"

    @property
    def width_by_height(self) -> float:
        """Width divided by height as in the name; the sizes in pixels differ by a few per cent."""
        width, height = self.value.split(":")
        return float(width) / float(height)


class Resolution(StrEnum):
    """The size class of a picture: about one or two thousand pixels on each side."""

    K1 = "1K"
    K2 = "2K"


class OutputFormat(StrEnum):
    """The file formats that both models can produce."""

    JPG = "JPG"
    PNG = "PNG"
    WEBP = "WEBP"


MEDIA_TYPES: Final = MappingProxyType(
    {OutputFormat.JPG: "image/jpeg", OutputFormat.PNG: "image/png", OutputFormat.WEBP: "image/webp"}
)


class Size(NamedTuple):
    """Width and height in pixels."""

    width: int
    height: int

    def __str__(self) -> str:
        """Format as ``1024×1024``."""
        return f"{self.width}×{self.height}"


def _parse_size(value: object) -> Size:
    if isinstance(value, Size):
        return value
    match = re.fullmatch(r"([1-9]\d{1,4})[x×]([1-9]\d{1,4})", value) if isinstance(value, str) else None
    if match is None:
        raise ValueError("must be a size in pixels, such as “1024x1024”")
    return Size(int(match[1]), int(match[2]))


SizeText = Annotated[Size, BeforeValidator(_parse_size), PlainSerializer(lambda s: f"{s[0]}x{s[1]}", return_type=str)]
Sizes = Annotated[
    Mapping[Resolution, Annotated[Mapping[AspectRatio, SizeText], Field(min_length=1)]],
    Field(min_length=1),
]
Dollars = Annotated[StrictFloat, Field(ge=0, le=100, allow_inf_nan=False)]


class Model(BaseModel):
    """One model: its id at the provider (``air``), its prices and its sizes.

    ``price`` and ``edit_price`` are US dollars for each picture. ``references`` is the maximum number of reference
    pictures, ``successor`` the key of the model that replaces this one if the provider refuses it. ``documented`` is
    whether the figures are those of the two model pages.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    air: str = Field(min_length=3)
    label: str = Field(min_length=1, max_length=60)
    price: Dollars
    edit_price: Dollars
    sizes: Sizes
    references: StrictInt = Field(default=1, ge=0, le=16)
    enabled: StrictBool = True
    documented: StrictBool = True
    successor: str | None = None

    def size(self, ratio: AspectRatio, resolution: Resolution) -> Size:
        """The size in pixels; raises :class:`Invalid`, which names the possible values."""
        table = self.sizes.get(resolution)
        if table is None:
            raise Invalid(
                Message("model-resolutions", model=self.label, able=join_with_or(self.sizes), resolution=resolution)
            )
        if ratio not in table:
            raise Invalid(
                Message("model-ratios", model=self.label, able=join_with_or(table), resolution=resolution, ratio=ratio)
            )
        return table[ratio]

    def estimate(self, count: int, *, references: int = 0) -> int:
        """Expected cost of ``count`` pictures in micro-dollars; with references, each costs ``edit_price``."""
        price = self.edit_price if references else self.price
        return round(price * MICRO_DOLLARS_PER_DOLLAR) * count


_SIZES_1K: Final = {
    AspectRatio.SQUARE: Size(1024, 1024),
    AspectRatio.WIDE_16_9: Size(1408, 768),
    AspectRatio.WIDE_4_3: Size(1280, 896),
    AspectRatio.WIDE_3_2: Size(1296, 864),
    AspectRatio.WIDE_2_1: Size(1408, 704),
    AspectRatio.WIDE_19_9: Size(1248, 576),
    AspectRatio.WIDE_20_9: Size(1280, 576),
    AspectRatio.TALL_9_16: Size(768, 1408),
    AspectRatio.TALL_3_4: Size(896, 1280),
    AspectRatio.TALL_2_3: Size(864, 1296),
    AspectRatio.TALL_1_2: Size(704, 1408),
    AspectRatio.TALL_9_19: Size(576, 1248),
    AspectRatio.TALL_9_20: Size(576, 1280),
}
_SIZES_2K: Final = {ratio: Size(2 * width, 2 * height) for ratio, (width, height) in _SIZES_1K.items()}

DEFAULT_MODELS: Final[Mapping[str, Model]] = MappingProxyType(
    {
        "standard": Model(
            air="xai:grok-imagine@image",
            label="Grok Imagine",
            price=0.02,
            edit_price=0.022,
            sizes={Resolution.K1: _SIZES_1K},
        ),
        "pro": Model(
            air="xai:grok-imagine@image-pro",
            label="Grok Imagine Pro",
            price=0.07,
            edit_price=0.072,
            sizes={Resolution.K1: _SIZES_1K, Resolution.K2: _SIZES_2K},
        ),
        # Retired by its maker on 2026-11-02. Its page was not available: the sizes are assumed to be those of pro.
        "quality": Model(
            air="xai:grok-imagine@image-quality",
            label="Grok Imagine Quality",
            price=0.05,
            edit_price=0.052,
            sizes={Resolution.K1: _SIZES_1K, Resolution.K2: _SIZES_2K},
            enabled=False,
            documented=False,
        ),
        # The successor of pro. The sizes were observed in use; the prices are the highest in its maker's price list.
        "v2": Model(
            air="xai:grok-imagine@image-2.0",
            label="Grok Imagine 2.0",
            price=0.08,
            edit_price=0.09,
            sizes={
                Resolution.K1: {
                    AspectRatio.TALL_9_16: Size(720, 1280),
                    AspectRatio.TALL_2_3: Size(832, 1248),
                    AspectRatio.WIDE_16_9: Size(1280, 720),
                    AspectRatio.WIDE_3_2: Size(1248, 832),
                },
                Resolution.K2: {AspectRatio.TALL_9_16: Size(1584, 2816), AspectRatio.WIDE_16_9: Size(2816, 1584)},
            },
            enabled=False,
            documented=False,
        ),
    }
)


class ChosenModel(NamedTuple):
    """The model to use. ``replaced_model`` is the label of the requested model, if this is its successor."""

    key: str
    model: Model
    replaced_model: str | None = None


class Catalog(Mapping[str, Model]):
    """The enabled models by key; the first one is the default.

    A model that the provider refuses is unavailable (:meth:`mark_unavailable`), and its successor is used, until the
    provider accepts it again (:meth:`mark_available`). A model that the provider bills far above its price is suspended
    (:meth:`suspend`), and is not replaced by its successor.
    """

    def __init__(self, models: Mapping[str, Model] = DEFAULT_MODELS) -> None:
        self._models = {key: model for key, model in models.items() if model.enabled}
        self._unavailable: set[str] = set()
        self._suspended: set[str] = set()

    def __getitem__(self, key: str) -> Model:
        """The model of that key; raises :class:`Invalid`, which names the existing keys."""
        try:
            return self._models[key]
        except KeyError:
            models = join_with_or(self._models)
            raise Invalid(Message("model-unknown", model=sanitize_line(key, 40), able=models)) from None

    def __contains__(self, key: object) -> bool:
        return key in self._models

    def __iter__(self) -> Iterator[str]:
        return iter(self._models)

    def __len__(self) -> int:
        return len(self._models)

    @property
    def default_key(self) -> str:
        """The key of the default model."""
        return next(iter(self._models))

    @property
    def max_image_price(self) -> int:
        """Highest price of a picture in micro-dollars."""
        prices = (model.estimate(1, references=number) for model in self._models.values() for number in (0, 1))
        return max(prices, default=0)

    @property
    def min_image_price(self) -> int:
        """Lowest price of a picture in micro-dollars."""
        return min((model.estimate(1) for model in self._models.values()), default=0)

    @property
    def dearer_models(self) -> frozenset[str]:
        """The keys of the models that cost more than the cheapest enabled one."""
        cheapest = min((model.estimate(1) for model in self._models.values() if model.enabled), default=0)
        return frozenset(key for key, model in self._models.items() if model.estimate(1) > cheapest)

    def suspend(self, key: str) -> None:
        """Stop using this model, because the provider bills far more than its price."""
        self._suspended.add(key)

    def resume(self, key: str) -> None:
        """Use a suspended model again."""
        self._suspended.discard(key)

    def mark_unavailable(self, key: str) -> None:
        """Record that the provider refuses this model."""
        self._unavailable.add(key)

    def mark_available(self, key: str) -> None:
        """Record that the provider accepts this model (again)."""
        self._unavailable.discard(key)

    def is_unavailable(self, key: str) -> bool:
        """Whether the provider refuses this model."""
        return key in self._unavailable

    def find_model(self, key: str | None = None) -> ChosenModel | None:
        """The model to use for this key (default: the first model), maybe a successor; ``None`` if none is usable."""
        requested = key or self.default_key
        used = self._available_key(requested) if requested in self else None
        if used is None or used in self._suspended:
            return None
        return ChosenModel(used, self[used], None if used == requested else self[requested].label)

    def resolve_model(self, key: str | None = None) -> ChosenModel:
        """Like :meth:`find_model`, but raise :class:`Invalid`, which names the usable models, if none is."""
        if (found := self.find_model(key)) is not None:
            return found
        requested = key or self.default_key
        available = self._available_key(requested)
        if available is None:
            raise Invalid(self._refusal("model-not-offered", self[requested].label))
        raise Invalid(self._refusal("model-suspended", self[available].label))

    def _available_key(self, key: str) -> str | None:
        """The key itself or that of its first available successor; ``None`` if the chain ends or loops."""
        tried: set[str] = set()
        while self.is_unavailable(key):
            tried.add(key)
            key = self[key].successor or ""
            if key in tried or key not in self:
                return None
        return key

    def _refusal(self, name: str, label: str) -> Message:
        """The message of that id, which names the usable models, or the one for the case that there are none."""
        usable = [key for key in self._models if not self.is_unavailable(key) and key not in self._suspended]
        if not usable:
            return Message(f"{name}-nor-another", model=label)
        return Message(name, model=label, able=join_with_or(usable))
