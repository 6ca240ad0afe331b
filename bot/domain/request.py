"""A request for pictures: frozen, and validated when it is built."""

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
    """How a request was made."""

    PROMPT = "asked"  #: a new prompt
    REROLL = "reroll"  #: the same request again
    EDIT = "edit"  #: a picture, changed as the prompt says
    VARY = "vary"  #: a picture again, from its own prompt


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """Options of a command or flags of a prompt; ``None`` is not set."""

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
        """These options, and those of ``fallback`` where they are not set."""
        merged = {
            name: getattr(fallback, name) if mine is None else mine
            for name in self.__slots__
            for mine in (getattr(self, name),)
        }
        return type(self)(**merged)


class Reference(BaseModel):
    """A reference picture: a result of ours (``job_id`` and ``number``), or a file on Discord.

    ``image_uuid`` is its id at the provider once it is uploaded; ``url`` is the file's signed URL, which expires. A new
    URL can be requested by channel, message and ``file_id``.
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
        """Whether the picture is a result of one of our jobs."""
        return self.job_id is not None


class PolicySnapshot(BaseModel):
    """The server's policy for one request, decided once by its author and channel.

    ``approval`` is whether moderators review the pictures first, ``approved`` whether they did. ``flagged`` is the
    action for pictures that the provider's safety check flags; ``RESTRICTED`` only remains in age-restricted channels.
    ``tier`` names the limits that apply, ``None`` for the default ones. A ``free`` request does not count against the
    member's quota.
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
        """Whether pictures may be generated that only moderators, or nobody, get to see."""
        return self.approval or self.flagged in {FlaggedAction.HOLD, FlaggedAction.REFUSE}


class Request(BaseModel):
    """A valid request for pictures.

    ``ratio`` and ``size`` are ``None`` if they follow the reference picture. ``replaced_model`` is the label of the
    requested model, if its successor draws instead.
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
    """Expected cost of the whole request in micro-dollars."""

    @property
    def duration_key(self) -> tuple[str, Resolution, bool]:
        """What the duration depends on: model, resolution, and whether there is a reference picture."""
        return self.model, self.resolution, bool(self.references)

    @property
    def quota_images(self) -> int:
        """How many pictures count against the member's quota."""
        return 0 if self.policy.free else self.count

    def with_policy(self, **changes: Any) -> Self:
        """A copy with changes in its policy."""
        return self.model_copy(update={"policy": self.policy.model_copy(update=changes)})

    @property
    def full_prompt(self) -> str:
        """The prompt for the provider: the member's words with the text of the style."""
        return self.prompt if self.style is None else apply_style(self.prompt, self.style.text)

    @property
    def source_image(self) -> tuple[int, int] | None:
        """The job id and the number of the reference picture, if it is a result of ours."""
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
    """Build a request, or raise :class:`Invalid`, which names what is impossible and what is possible instead.

    ``style`` is the style that ``options.style`` names.
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
