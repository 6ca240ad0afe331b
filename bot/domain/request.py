"""What was asked, validated once."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final, Self

from pydantic import BaseModel, ConfigDict, Field

from bot.domain.catalog import (
    MAX_IMAGES_PER_REQUEST,
    AspectRatio,
    Catalog,
    Model,
    OutputFormat,
    Resolution,
    Size,
    join_with_or,
)
from bot.domain.server_rules import FlaggedAction, SafetyMode
from bot.domain.styles import Style, apply_style
from bot.errors import Invalid

MAX_PROMPT_LENGTH: Final = 3000
"""Characters; the provider's general API reference names 2 to 3000, the model pages only the minimum of 1."""
MIN_QUALITY: Final = 20
MAX_QUALITY: Final = 99


class Origin(StrEnum):
    """How a request came about, where the words alone do not tell."""

    PROMPT = "asked"  #: somebody said what to draw
    REROLL = "reroll"  #: the same again
    EDIT = "edit"  #: a picture, changed as the prompt says
    VARY = "vary"  #: a picture once more, from its own words


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What a person chose, each ``None`` where nothing was said; from a command's options or a prompt's flags."""

    ratio: AspectRatio | None = None
    model: str | None = None
    resolution: Resolution | None = None
    count: int | None = None
    style: str | None = None
    format: OutputFormat | None = None
    quality: int | None = None
    private: bool | None = None
    spoiler: bool | None = None

    def with_fallback(self, fallback: Self) -> Self:
        """These choices, and the other's where nothing was said here."""
        merged = {
            name: getattr(fallback, name) if mine is None else mine
            for name in self.__slots__
            for mine in (getattr(self, name),)
        }
        return type(self)(**merged)


class Reference(BaseModel):
    """A picture to start from: one of ours (``job_id`` and ``number``), or a file that somebody put on Discord.

    ``image_uuid`` is its name at the provider, once it has one; ``url`` the file's signed address when it was chosen,
    which expires. Channel, message and ``file_id`` tell where a file can be asked for again.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    image_uuid: str | None = None
    job_id: int | None = None
    number: int | None = Field(default=None, ge=1)
    url: str | None = None
    channel_id: int | None = None
    message_id: int | None = None
    file_id: int | None = None

    @property
    def is_job_result(self) -> bool:
        """Whether the picture is a result of Easel's."""
        return self.job_id is not None


class PolicySnapshot(BaseModel):
    """What the house rules make of a request: decided once, by who asks and in which channel.

    ``approval`` lets moderators look at the pictures before anybody else. ``flagged`` is what becomes of those that the
    provider's safety check flags; ``RESTRICTED`` is left only where the channel is age-restricted. ``tier`` names the
    limits that hold, ``None`` for the usual ones. What is ``free`` uses up none of the member's pictures; what is
    ``approved`` moderators looked at and let pass.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    approval: bool = False
    flagged: FlaggedAction = FlaggedAction.SPOILER
    safety: SafetyMode | None = None
    tier: str | None = None
    free: bool = False
    approved: bool = False

    @property
    def may_withhold_images(self) -> bool:
        """Whether pictures may be drawn that nobody but moderators, or nobody at all, is shown."""
        return self.approval or self.flagged in {FlaggedAction.HOLD, FlaggedAction.REFUSE}


class Request(BaseModel):
    """Pictures that were asked for: frozen, complete, and possible for its model.

    ``ratio`` and ``size`` are ``None`` where they follow the reference picture. ``instead_of`` is the label of the
    model that was asked for, where its successor draws.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    prompt: str = Field(min_length=1, max_length=MAX_PROMPT_LENGTH)
    model: str
    ratio: AspectRatio | None
    resolution: Resolution
    size: Size | None
    count: int = Field(ge=1, le=MAX_IMAGES_PER_REQUEST)
    format: OutputFormat = OutputFormat.JPG
    quality: int = Field(default=95, ge=MIN_QUALITY, le=MAX_QUALITY)
    private: bool = False
    spoiler: bool = False
    references: tuple[Reference, ...] = ()
    origin: Origin = Origin.PROMPT
    style: Style | None = None
    replaced_model: str | None = None
    policy: PolicySnapshot = PolicySnapshot()
    estimate: int = Field(ge=0)
    """Micro-dollars that the whole request is expected to cost."""

    @property
    def duration_key(self) -> tuple[str, Resolution, bool]:
        """What decides about the time that it takes: model, resolution, and whether it starts from a picture."""
        return self.model, self.resolution, bool(self.references)

    @property
    def quota_images(self) -> int:
        """How many of the member's pictures it uses up, if all of it arrives."""
        return 0 if self.policy.free else self.count

    def with_policy(self, **changes: Any) -> Self:
        """The same request, treated otherwise."""
        return self.model_copy(update={"policy": self.policy.model_copy(update=changes)})

    @property
    def full_prompt(self) -> str:
        """What the provider is asked for: the member's words with those of the style."""
        return self.prompt if self.style is None else apply_style(self.prompt, self.style.text)

    @property
    def source_image(self) -> tuple[int, int] | None:
        """The job and the number of the picture that this one is made from, where it is one of ours."""
        ours = next((one for one in self.references if one.is_job_result), None)
        return None if ours is None else (ours.job_id or 0, ours.number or 1)


def build_request(
    prompt: str,
    options: Options,
    catalog: Catalog,
    *,
    references: tuple[Reference, ...] = (),
    origin: Origin = Origin.PROMPT,
    style: Style | None = None,
) -> Request:
    """The request for these words and choices; :class:`Invalid` names what cannot work and what can.

    ``style`` is what the chosen name of a style stands for.
    """
    _check_prompt(prompt, style)
    count, quality = _check_count_and_quality(options)
    key, model, instead_of = catalog.resolve_model(options.model)
    resolution = options.resolution or Resolution.K1
    _check_resolution(resolution, model, catalog)
    _check_references(references, model, catalog)
    follows = bool(references) and options.ratio is None
    ratio = None if follows else options.ratio or AspectRatio.SQUARE
    return Request(
        prompt=prompt,
        model=key,
        ratio=ratio,
        resolution=resolution,
        size=None if ratio is None else model.size(ratio, resolution),
        count=count,
        format=options.format or OutputFormat.JPG,
        quality=quality,
        private=bool(options.private),
        spoiler=bool(options.spoiler),
        references=references,
        origin=origin,
        style=style,
        replaced_model=instead_of,
        estimate=model.estimate(count, references=len(references)),
    )


def _check_prompt(prompt: str, style: Style | None) -> None:
    if not prompt.strip():
        raise Invalid("The prompt is empty; write what to draw.")
    if len(prompt) > MAX_PROMPT_LENGTH:
        raise Invalid(f"The prompt has {len(prompt)} characters; the limit is {MAX_PROMPT_LENGTH}.")
    if style is not None and len(apply_style(prompt, style.text)) > MAX_PROMPT_LENGTH:
        raise Invalid(
            f"With the style “{style.name}” the prompt has more than {MAX_PROMPT_LENGTH} characters; please shorten it."
        )


def _check_count_and_quality(options: Options) -> tuple[int, int]:
    count = 1 if options.count is None else options.count
    if not 1 <= count <= MAX_IMAGES_PER_REQUEST:
        raise Invalid(f"You can request 1 to {MAX_IMAGES_PER_REQUEST} pictures at once, not {count}.")
    quality = 95 if options.quality is None else options.quality
    if not MIN_QUALITY <= quality <= MAX_QUALITY:
        raise Invalid(f"The quality must be from {MIN_QUALITY} to {MAX_QUALITY}, not {quality}.")
    return count, quality


def _check_resolution(resolution: Resolution, model: Model, catalog: Catalog) -> None:
    if resolution in model.sizes:
        return
    able = [key for key, one in catalog.items() if resolution in one.sizes and not catalog.is_unavailable(key)]
    if able:
        raise Invalid(f"{model.label} does not draw in {resolution}; use {join_with_or(able)} for that.")
    raise Invalid(f"{model.label} draws in {join_with_or(model.sizes)}, not in {resolution}.")


def _check_references(references: tuple[Reference, ...], model: Model, catalog: Catalog) -> None:
    if len(references) <= model.references:
        return
    able = [
        key for key, one in catalog.items() if one.references >= len(references) and not catalog.is_unavailable(key)
    ]
    other = f"; use {join_with_or(able)} for that" if able else ""
    if model.references == 0:
        raise Invalid(f"{model.label} does not start from pictures{other}.")
    most = "one picture" if model.references == 1 else f"{model.references} pictures"
    raise Invalid(f"{model.label} can start from at most {most}, not {len(references)}{other}.")
