"""Requests for pictures: the immutable :class:`Request`, and :func:`build_request`, which validates a new one."""

from collections.abc import Callable
from dataclasses import dataclass, replace
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
)
from bot.domain.server_rules import FlaggedAction, SafetyMode
from bot.domain.styles import Style, apply_style
from bot.errors import Invalid
from bot.localization.lists import join_with_or
from bot.localization.messages import FieldValue, Message

MAX_PROMPT_LENGTH: Final = 3000
"""Characters. The provider's API reference allows 2 to 3000, its model pages give only the minimum of 1."""
MIN_QUALITY: Final = 20
MAX_QUALITY: Final = 99
DEFAULT_QUALITY: Final = 95


class Origin(StrEnum):
    """How a request was made."""

    PROMPT = "asked"  #: a new prompt
    REROLL = "reroll"  #: the same request again
    EDIT = "edit"  #: a picture changed according to a new prompt
    VARY = "vary"  #: a picture drawn again with its own prompt


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """Options of a command or flags of a prompt; ``None`` means not set."""

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
        """A copy in which unset options are taken from ``fallback``."""
        unset = [name for name in self.__slots__ if getattr(self, name) is None]
        return replace(self, **{name: getattr(fallback, name) for name in unset})


class Reference(BaseModel):
    """A reference picture: a result of a job (``job_id`` and ``number``, from 1), or a file on Discord.

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


class PolicySnapshot(BaseModel):
    """The server's policy for one request, computed once from its author and channel.

    ``approval`` is whether moderators must approve the pictures before they are shown, ``approved`` whether they have.
    ``flagged`` is the action for pictures that the provider's safety check flags; ``RESTRICTED`` is possible only in
    age-restricted channels. ``tier`` names the limits that apply, ``None`` the default ones. A ``free`` request does
    not count against the member's quota.
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
        """Whether generated pictures may be shown to moderators only, or to nobody."""
        return self.approval or self.flagged in {FlaggedAction.HOLD, FlaggedAction.REFUSE}


class Request(BaseModel):
    """A valid request for pictures.

    ``ratio`` and ``size`` are ``None`` if they follow the reference picture. ``replaced_model`` is the label of the
    requested model, if its successor is used instead.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    prompt: str = Field(min_length=1, max_length=MAX_PROMPT_LENGTH)
    model: str
    ratio: AspectRatio | None
    resolution: Resolution
    size: Size | None
    count: int = Field(ge=1, le=MAX_IMAGES_PER_REQUEST)
    format: OutputFormat = OutputFormat.JPG
    quality: int = Field(default=DEFAULT_QUALITY, ge=MIN_QUALITY, le=MAX_QUALITY)
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
        """The kind of task for its duration: model, resolution, and whether there is a reference picture."""
        return self.model, self.resolution, bool(self.references)

    @property
    def quota_images(self) -> int:
        """Pictures that count against the member's quota."""
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
        """The job id and the number of the first reference picture that is a result of a job."""
        sources = ((each.job_id, each.number or 1) for each in self.references if each.job_id is not None)
        return next(sources, None)


def build_request(
    prompt: str,
    options: Options,
    catalog: Catalog,
    *,
    references: tuple[Reference, ...] = (),
    origin: Origin = Origin.PROMPT,
    style: Style | None = None,
) -> Request:
    """Build a request; raises :class:`Invalid`, which names the impossible option and the possible ones.

    ``style`` is the style that ``options.style`` names.
    """
    _check_prompt(prompt, style)
    count, quality = _check_count_and_quality(options)
    key, model, replaced_model = catalog.resolve_model(options.model)
    resolution = options.resolution or Resolution.K1
    _check_resolution(resolution, model, catalog)
    _check_references(references, model, catalog)
    ratio = options.ratio or (None if references else AspectRatio.SQUARE)
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
        replaced_model=replaced_model,
        estimate=model.estimate(count, references=len(references)),
    )


def _check_prompt(prompt: str, style: Style | None) -> None:
    if not prompt.strip():
        raise Invalid(Message("prompt-empty"))
    if len(prompt) > MAX_PROMPT_LENGTH:
        raise Invalid(Message("prompt-too-long", length=len(prompt), limit=MAX_PROMPT_LENGTH))
    if style is not None and len(apply_style(prompt, style.text)) > MAX_PROMPT_LENGTH:
        raise Invalid(Message("prompt-too-long-with-style", style=style.name, limit=MAX_PROMPT_LENGTH))


def _check_count_and_quality(options: Options) -> tuple[int, int]:
    count = 1 if options.count is None else options.count
    if not 1 <= count <= MAX_IMAGES_PER_REQUEST:
        raise Invalid(Message("count-out-of-range", most=MAX_IMAGES_PER_REQUEST, count=count))
    quality = DEFAULT_QUALITY if options.quality is None else options.quality
    if not MIN_QUALITY <= quality <= MAX_QUALITY:
        raise Invalid(Message("quality-out-of-range", least=MIN_QUALITY, most=MAX_QUALITY, quality=quality))
    return count, quality


def _check_resolution(resolution: Resolution, model: Model, catalog: Catalog) -> None:
    if resolution in model.sizes:
        return
    able = _available_keys(catalog, lambda other: resolution in other.sizes)
    if able:
        raise Invalid(
            Message("model-lacks-resolution", model=model.label, resolution=resolution, able=join_with_or(able))
        )
    raise Invalid(
        Message("model-resolutions", model=model.label, able=join_with_or(model.sizes), resolution=resolution)
    )


def _check_references(references: tuple[Reference, ...], model: Model, catalog: Catalog) -> None:
    if len(references) <= model.references:
        return
    able = _available_keys(catalog, lambda other: other.references >= len(references))
    name = "model-too-many-references" if model.references else "model-takes-no-references"
    fields: dict[str, FieldValue] = {"model": model.label}
    if model.references:
        fields |= {"most": model.references, "count": len(references)}
    if able:
        raise Invalid(Message(f"{name}-but-others", **fields, able=join_with_or(able)))
    raise Invalid(Message(name, **fields))


def _available_keys(catalog: Catalog, is_able: Callable[[Model], bool]) -> list[str]:
    return [key for key, model in catalog.items() if is_able(model) and not catalog.is_unavailable(key)]
