"""An accepted task: its results, when they finish, and their JSON."""

import math
from dataclasses import dataclass, field
from typing import Final

from sandbox.runware.errors import Json, error_object
from sandbox.runware.faults import ActiveFaults
from sandbox.runware.models import MICRO_DOLLARS_PER_DOLLAR, Model, Size
from sandbox.runware.tasks.requests import ImageInference

_LONE_SURROGATE: Final = "\ud83d"
_LATE_COST_SECONDS: Final = 60.0


@dataclass(frozen=True, slots=True)
class TaskResult:
    """One result of a task: a picture, or the reason of its failure as code and message.

    It is finished at ``done_at`` (time of the clock in seconds), or never if that is infinite.
    """

    image_uuid: str
    seed: int
    done_at: float
    failure: tuple[str, str] | None = None


@dataclass(slots=True)
class Task:
    """An accepted task; ``faults`` are the active faults of the stage ``TASK`` with their parameters."""

    request: ImageInference
    raw: Json
    model: Model
    size: Size
    accepted_at: float
    public_url: str
    results: list[TaskResult]
    faults: ActiveFaults = field(default_factory=dict)

    @property
    def uuid(self) -> str:
        """The client's UUID of the task."""
        return self.request.task_uuid

    @property
    def cost_micro_dollars(self) -> int:
        """The cost of one picture in micro-dollars."""
        settings = self.request.settings
        quality = None if settings is None else settings.quality
        return self.model.cost_micro_dollars(self.size, len(self.request.inputs.reference_images), quality)

    def finished_results(self, now: float) -> list[TaskResult]:
        """The results that are finished at that time."""
        return [item for item in self.results if item.done_at <= now]

    def is_finished(self, now: float) -> bool:
        """Whether all results are finished at that time."""
        return len(self.finished_results(now)) == len(self.results)

    def spent_micro_dollars(self, now: float) -> int:
        """The cost so far in micro-dollars; failed pictures are free, unless a fault charges them."""
        charges_failures = "failed_billed" in self.faults
        charged = [item for item in self.finished_results(now) if item.failure is None or charges_failures]
        return self.cost_micro_dollars * len(charged)

    def picture_url(self, item: TaskResult) -> str:
        """The URL of a result's picture."""
        base = "https://pictures.invalid" if "foreign_host" in self.faults else self.public_url
        odd = _LONE_SURROGATE if "odd_strings" in self.faults else ""
        return f"{base}/im/{item.image_uuid}.{self.request.output_format.lower()}{odd}"

    def _reported_uuid(self, item: TaskResult) -> str:
        """The ``imageUUID`` of a result in replies."""
        shown = self.results[0] if "same_uuid" in self.faults else item
        return shown.image_uuid + (_LONE_SURROGATE if "odd_strings" in self.faults else "")

    def placeholder(self, **fields: object) -> Json:
        """The JSON of the task without a result."""
        return {"taskType": "imageInference", "taskUUID": self.uuid, **fields}

    def result_json(self, item: TaskResult, picture: str, *, now: float, **fields: object) -> Json:
        """The JSON of a finished picture; ``picture`` is its URL, base64 or data URI, as the task asked."""
        name = {"URL": "imageURL", "base64Data": "imageBase64Data", "dataURI": "imageDataURI"}
        described = self.placeholder(**fields, imageUUID=self._reported_uuid(item))
        described |= {name[self.request.output_type]: picture, "seed": item.seed}
        if self.request.safety.is_checked:
            described["NSFWContent"] = self._is_flagged(item)
        if "other_model" in self.faults:
            described["model"] = self.faults["other_model"].get("air", "xai:another@model")
        if self.request.include_cost and not self._is_cost_late(item, now):
            described["cost"] = self.cost_micro_dollars / MICRO_DOLLARS_PER_DOLLAR
            if "odd_cost" in self.faults:
                described["cost"] = self.faults["odd_cost"].get("cost", math.nan)
        return described

    def _is_cost_late(self, item: TaskResult, now: float) -> bool:
        late = self.faults.get("late_cost")
        return late is not None and now < item.done_at + float(late.get("seconds", _LATE_COST_SECONDS))

    def _is_flagged(self, item: TaskResult) -> bool:
        return "nsfw" in self.faults or ("one_nsfw" in self.faults and item == self.results[-1])

    def error_json(self, item: TaskResult) -> Json:
        """The error object of a failed result."""
        code, message = item.failure or ("unknownError", "Unknown error.")
        fields: Json = {"status": "error", "taskUUID": self.uuid, "taskType": "imageInference"}
        if "failed_billed" in self.faults and self.request.include_cost:
            fields["cost"] = self.cost_micro_dollars / MICRO_DOLLARS_PER_DOLLAR
        return error_object(code, message, **fields)
