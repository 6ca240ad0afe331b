"""Runware's API tasks as strict pydantic classes, with every parameter that is documented for the built-in models.

Building a task with an invalid structure raises. Sizes and references depend on the image model:
:meth:`ImageInference.validate_for_model` compares them with the catalogue.
"""

import base64
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Any, Final, Literal, Self
from uuid import UUID, uuid4

from pydantic import UUID4, BaseModel, ConfigDict, Field, model_validator
from pydantic.alias_generators import to_camel

from bot.domain.catalog import MAX_IMAGES_PER_REQUEST, Model, OutputFormat, Resolution, Size
from bot.domain.request import MAX_QUALITY, MIN_QUALITY, Request
from bot.domain.server_rules import SafetyMode
from bot.errors import Invalid
from bot.localization.messages import Message

HttpUrlText = Annotated[str, Field(pattern=r"^https?://\S+$")]
NonEmptyText = Annotated[str, Field(min_length=1)]
DataUri = Annotated[str, Field(pattern=r"^data:image/(?:jpeg|png|webp);base64,[A-Za-z0-9+/]")]


class OutputType(StrEnum):
    """How a picture is returned."""

    URL = "URL"  #: a URL, valid for ``ttl`` seconds, or as long as the provider keeps results
    BASE64 = "base64Data"  #: inside the reply
    DATA_URI = "dataURI"  #: inside the reply, with its media type


class DeliveryMethod(StrEnum):
    """When the reply is sent."""

    SYNC = "sync"  #: with the results
    ASYNC = "async"  #: immediately; the results are polled with ``getResponse``


class _ApiModel(BaseModel):
    model_config = ConfigDict(
        strict=True,
        frozen=True,
        extra="forbid",
        alias_generator=to_camel,
        validate_by_name=True,
        validate_by_alias=True,
    )


class _Task(_ApiModel):
    task_uuid: UUID4 = Field(alias="taskUUID")

    def request_body(self) -> dict[str, Any]:
        """The JSON object, with the API's own names and without unset parameters."""
        return self.model_dump(mode="json", by_alias=True, exclude_none=True)


class Safety(_ApiModel):
    """Content checks; ``check_content`` alone means the mode ``fast``."""

    check_content: bool | None = None
    mode: SafetyMode | None = None

    @model_validator(mode="after")
    def _check_consistent(self) -> Self:
        if self.check_content is None and self.mode is None:
            raise ValueError("safety needs checkContent or mode")
        if self.mode is not None and self.check_content is (self.mode is SafetyMode.NONE):
            raise ValueError("safety.checkContent and safety.mode contradict each other")
        return self


class Inputs(_ApiModel):
    """Reference pictures: each the UUID of an upload, a URL, a data URI or base64."""

    reference_images: tuple[NonEmptyText, ...] = Field(min_length=1)


class ImageInference(_Task):
    """Generate pictures. A parameter that is ``None`` has the provider's default."""

    task_type: Literal["imageInference"] = "imageInference"
    model: NonEmptyText
    positive_prompt: NonEmptyText
    width: int | None = Field(default=None, ge=1)
    height: int | None = Field(default=None, ge=1)
    resolution: Resolution | None = None
    number_results: int | None = Field(default=None, ge=1, le=MAX_IMAGES_PER_REQUEST)
    output_type: OutputType | None = None
    output_format: OutputFormat | None = None
    output_quality: int | None = Field(default=None, ge=MIN_QUALITY, le=MAX_QUALITY)
    delivery_method: DeliveryMethod | None = None
    include_cost: bool | None = None
    safety: Safety | None = None
    ttl: int | None = Field(default=None, ge=60)
    """Seconds that the provider keeps a result whose ``output_type`` is ``URL``."""
    upload_endpoint: HttpUrlText | None = None
    webhook_url: HttpUrlText | None = Field(default=None, alias="webhookURL")
    inputs: Inputs | None = None

    @model_validator(mode="after")
    def _check_combinations(self) -> Self:
        if (self.width is None) is not (self.height is None):
            raise ValueError("width and height must be used together")
        if self.resolution is not None and self.width is not None:
            raise ValueError("resolution cannot be used with width and height")
        if self.resolution is None and self.width is None and self.inputs is None:
            raise ValueError("either reference images, or width and height, or a resolution is needed")
        if self.ttl is not None and self.output_type not in {None, OutputType.URL}:
            raise ValueError("ttl only applies to the output type URL")
        return self

    def validate_for_model(self, model: Model) -> Self:
        """Return this task if the model supports it; raise :class:`Invalid` with the reason otherwise."""
        references = len(self.inputs.reference_images) if self.inputs else 0
        if self.model != model.air:
            raise Invalid(Message("task-other-model", model=model.label))
        if self.width is not None and self.height is not None:
            size = Size(self.width, self.height)
            if not any(size in table.values() for table in model.sizes.values()):
                raise Invalid(Message("task-size", model=model.label, size=str(size)))
        if self.resolution is not None and self.resolution not in model.sizes:
            raise Invalid(Message("task-size", model=model.label, size=self.resolution))
        if references > model.references:
            raise Invalid(Message("task-references", model=model.label, most=model.references, count=references))
        return self


class GetResponse(_Task):
    """Poll the results of a running task."""

    task_type: Literal["getResponse"] = "getResponse"


class GetTaskDetails(_Task):
    """Get the stored request and the last reply of a task, however old it is."""

    task_type: Literal["getTaskDetails"] = "getTaskDetails"


class AccountManagement(_Task):
    """Get the account's balance; also used to check the API key."""

    task_uuid: UUID4 = Field(default_factory=uuid4, alias="taskUUID")
    task_type: Literal["accountManagement"] = "accountManagement"
    operation: Literal["getDetails"] = "getDetails"


class ImageUpload(_Task):
    """Upload a reference picture: JPG, PNG or WEBP. The provider keeps it for 30 days after its last use."""

    task_uuid: UUID4 = Field(default_factory=uuid4, alias="taskUUID")
    task_type: Literal["imageUpload"] = "imageUpload"
    image: DataUri


Task = ImageInference | ImageUpload | GetResponse | GetTaskDetails | AccountManagement


@dataclass(frozen=True, slots=True, kw_only=True)
class OutputOptions:
    """How results are returned, as configured by the operator; ``safety`` is the default for servers without a setting.

    ``ttl`` is in seconds, for the output type ``URL`` only. ``upload_endpoint`` is the URL to which the provider sends
    a copy, ``webhook_url`` the URL that it calls for each result.
    """

    output_type: OutputType = OutputType.URL
    ttl: int | None = None
    safety: SafetyMode = SafetyMode.FAST
    webhook_url: str | None = None
    upload_endpoint: str | None = None


_DEFAULT_OUTPUTS: Final = OutputOptions()
_FAST_SAFETY_CHECK: Final = Safety(check_content=True, mode=SafetyMode.FAST)


def build_image_inference(
    request: Request,
    model: Model,
    task_uuid: UUID,
    *,
    references: Sequence[str] = (),
    outputs: OutputOptions = _DEFAULT_OUTPUTS,
) -> ImageInference:
    """Build the asynchronous task for a request; raise :class:`Invalid` as :meth:`ImageInference.validate_for_model`.

    ``references`` are the reference pictures, each a UUID at the provider or a data URI. Without a size, the result has
    the aspect ratio of the first reference picture.
    """
    return ImageInference(
        task_uuid=task_uuid,
        model=model.air,
        positive_prompt=request.full_prompt,
        width=request.size.width if request.size else None,
        height=request.size.height if request.size else None,
        resolution=None if request.size else request.resolution,
        number_results=request.count,
        output_type=outputs.output_type,
        output_format=request.format,
        output_quality=request.quality,
        delivery_method=DeliveryMethod.ASYNC,
        include_cost=True,
        safety=_FAST_SAFETY_CHECK if (request.policy.safety or outputs.safety) is SafetyMode.FAST else None,
        ttl=outputs.ttl if outputs.output_type is OutputType.URL else None,
        upload_endpoint=outputs.upload_endpoint,
        webhook_url=outputs.webhook_url,
        inputs=Inputs(reference_images=tuple(references)) if references else None,
    ).validate_for_model(model)


def to_data_uri(data: bytes, media_type: str) -> str:
    """Encode a picture as a data URI; ``media_type`` is that of its bytes, such as ``image/png``."""
    return f"data:{media_type};base64,{base64.b64encode(data).decode()}"
