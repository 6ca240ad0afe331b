"""The task objects of the API with all their fields; unknown fields are rejected."""

from ipaddress import ip_address
from typing import Annotated, Final, Literal, TypeAlias, TypeVar

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError
from pydantic.alias_generators import to_camel
from yarl import URL

from sandbox.runware.errors import RequestRejected, from_validation_error

MAX_PROMPT_LENGTH: Final = 3000
"""Characters; from the general API reference, as the model pages name no limit."""


T = TypeVar("T")


def _reject_null(value: object) -> object:
    if value is None:
        raise ValueError("It is null")
    return value


NotNull = Annotated[T | None, BeforeValidator(_reject_null)]
"""An optional field that may not be ``null``."""


def _check_uri(value: str) -> str:
    try:
        url = URL(value)
    except ValueError:
        raise ValueError("It is not a URI") from None
    if url.scheme not in {"http", "https"} or not url.host:
        raise ValueError("It is not an absolute http or https URI")
    return value


def _check_words(value: str) -> str:
    if not value.strip():
        raise ValueError("It has no words in it")
    return value


UUID_V4: Final = r"(?i)^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$"
TaskUUID = Annotated[str, Field(pattern=UUID_V4)]
Uri = Annotated[str, AfterValidator(_check_uri)]


class StrictModel(BaseModel):
    """A strict model: no unknown field, no number in quotes, no ``true`` for a number, no ``null``."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True, alias_generator=to_camel)


class _TaskModel(StrictModel):
    task_uuid: TaskUUID = Field(alias="taskUUID")


class Safety(StrictModel):
    """Content checks of the results."""

    check_content: bool = False
    mode: NotNull[Literal["none", "fast"]] = None

    @property
    def is_checked(self) -> bool:
        """Whether results carry ``NSFWContent``: ``checkContent`` alone means the mode ``fast``."""
        return self.check_content if self.mode is None else self.mode == "fast"


class Inputs(StrictModel):
    """Inputs besides the prompt."""

    reference_images: list[Annotated[str, Field(min_length=1)]] = Field(default=[], min_length=1)


class Settings(StrictModel):
    """Settings that only some models take."""

    quality: NotNull[Literal["low", "medium"]] = None


class ImageInference(_TaskModel):
    """Generate pictures: the parameters of both model pages and the successors' ``settings``, no others."""

    task_type: Literal["imageInference"]
    model: str
    positive_prompt: Annotated[str, Field(min_length=1, max_length=MAX_PROMPT_LENGTH), AfterValidator(_check_words)]
    width: NotNull[int] = None
    height: NotNull[int] = None
    resolution: NotNull[Literal["1K", "2K"]] = None
    number_results: int = Field(default=1, ge=1, le=20)
    output_type: Literal["URL", "base64Data", "dataURI"] = "URL"
    output_format: Literal["JPG", "PNG", "WEBP"] = "JPG"
    output_quality: int = Field(default=95, ge=20, le=99)
    webhook_url: NotNull[Uri] = Field(default=None, alias="webhookURL")
    delivery_method: Literal["sync", "async"] = "sync"
    upload_endpoint: NotNull[Uri] = None
    safety: Safety = Safety()
    ttl: NotNull[int] = Field(default=None, ge=60)
    include_cost: bool = False
    inputs: Inputs = Inputs()
    settings: NotNull[Settings] = None


class GetResponse(_TaskModel):
    """Get the results of a task so far."""

    task_type: Literal["getResponse"]


class GetTaskDetails(_TaskModel):
    """Get the request and the last reply of a task."""

    task_type: Literal["getTaskDetails"]


class ImageUpload(_TaskModel):
    """Upload a picture for later use as a reference."""

    task_type: Literal["imageUpload"]
    image: str = Field(min_length=1)


class AccountManagement(_TaskModel):
    """Get the balance."""

    task_type: Literal["accountManagement"]
    operation: Literal["getDetails"]


class Authentication(StrictModel):
    """The API key, as the first task of a request without an Authorization header."""

    task_type: Literal["authentication"]
    api_key: str


AnyTask: TypeAlias = ImageInference | GetResponse | GetTaskDetails | ImageUpload | AccountManagement
_TASK_TYPES: Final[dict[str, type[AnyTask]]] = {
    "imageInference": ImageInference,
    "getResponse": GetResponse,
    "getTaskDetails": GetTaskDetails,
    "imageUpload": ImageUpload,
    "accountManagement": AccountManagement,
}


def parse_task(raw: object) -> AnyTask:
    """Parse and validate a task object; :class:`RequestRejected` names every error."""
    if not isinstance(raw, dict):
        raise RequestRejected.single("invalidTask", "Every element of the array must be a task object.")
    kind = raw.get("taskType")
    if not isinstance(kind, str):
        raise RequestRejected.single("missingTaskType", "Missing required parameter 'taskType'.", parameter="taskType")
    if kind not in _TASK_TYPES:
        raise RequestRejected.single(
            "invalidTaskType", "Unknown task type.", parameter="taskType", allowedValues=sorted(_TASK_TYPES)
        )
    try:
        return _TASK_TYPES[kind].model_validate(raw)
    except ValidationError as failure:
        raise from_validation_error(failure) from None


def is_loopback(address: str) -> bool:
    """Whether the URL leads to this machine, the only one that the sandbox calls."""
    host = URL(address).host or ""
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
