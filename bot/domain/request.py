"""What was asked, validated once."""

from dataclasses import dataclass, fields
from typing import Final, Self

from pydantic import BaseModel, ConfigDict, Field

from bot.domain.catalog import MAX_COUNT, Catalog, OutputFormat, Ratio, Resolution, Size, either
from bot.domain.text import plain
from bot.errors import Invalid

MAX_PROMPT: Final = 3000
"""Characters; the provider's general API reference names 2 to 3000, the model pages only the minimum of 1."""
MIN_QUALITY: Final = 20
MAX_QUALITY: Final = 99


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What a person chose, each ``None`` where nothing was said; from a command's options or a prompt's flags."""

    ratio: Ratio | None = None
    model: str | None = None
    resolution: Resolution | None = None
    count: int | None = None
    style: str | None = None
    format: OutputFormat | None = None
    quality: int | None = None
    private: bool | None = None
    spoiler: bool | None = None

    def over(self, other: Self) -> Self:
        """These choices, and the other's where nothing was said here."""
        merged = {
            field.name: getattr(other, field.name) if mine is None else mine
            for field in fields(self)
            for mine in (getattr(self, field.name),)
        }
        return type(self)(**merged)


class Request(BaseModel):
    """Pictures that were asked for: frozen, complete, and possible for its model."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    prompt: str = Field(min_length=1, max_length=MAX_PROMPT)
    model: str
    ratio: Ratio
    resolution: Resolution
    size: Size
    count: int = Field(ge=1, le=MAX_COUNT)
    format: OutputFormat = OutputFormat.JPG
    quality: int = Field(default=95, ge=MIN_QUALITY, le=MAX_QUALITY)
    private: bool = False
    spoiler: bool = False
    estimate: int = Field(ge=0)
    """Micro-dollars that the whole request is expected to cost."""


def validated(prompt: str, options: Options, catalog: Catalog) -> Request:
    """The request for these words and choices; :class:`Invalid` names what cannot work and what can."""
    if not prompt.strip():
        raise Invalid("Say what to draw: the prompt has no words in it.")
    if len(prompt) > MAX_PROMPT:
        raise Invalid(f"The prompt is {len(prompt)} characters long; {MAX_PROMPT} is the most.")
    if options.style is not None:
        raise Invalid(f"There is no style “{plain(options.style, 40)}” here.")
    count = 1 if options.count is None else options.count
    if not 1 <= count <= MAX_COUNT:
        raise Invalid(f"You can ask for 1 to {MAX_COUNT} pictures at once, not {count}.")
    quality = 95 if options.quality is None else options.quality
    if not MIN_QUALITY <= quality <= MAX_QUALITY:
        raise Invalid(f"The quality goes from {MIN_QUALITY} to {MAX_QUALITY}, not {quality}.")
    key = options.model or catalog.default
    model = catalog[key]
    ratio, resolution = options.ratio or Ratio.SQUARE, options.resolution or Resolution.K1
    if resolution not in model.sizes and (able := [name for name in catalog if resolution in catalog[name].sizes]):
        raise Invalid(f"{model.label} does not draw in {resolution}; the model for that is {either(able)}.")
    return Request(
        prompt=prompt,
        model=key,
        ratio=ratio,
        resolution=resolution,
        size=model.size(ratio, resolution),
        count=count,
        format=options.format or OutputFormat.JPG,
        quality=quality,
        private=bool(options.private),
        spoiler=bool(options.spoiler),
        estimate=model.estimate(count),
    )
