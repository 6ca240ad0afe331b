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
_OTHER_MODEL: Final = "xai:another@model"


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
    bill_factor: float = 1.0
    """The price that is billed, as a multiple of the catalogue's."""

    @property
    def uuid(self) -> str:
        """The client's UUID of the task."""
        return self.request.task_uuid

    @property
    def cost_micro_dollars(self) -> int:
        """The cost of one picture in micro-dollars, as it is billed."""
        settings = self.request.settings
        quality = None if settings is None else settings.quality
        price = self.model.cost_micro_dollars(self.size, len(self.request.inputs.reference_images), quality)
        return round(price * self.bill_factor)

    def finished_results(self, now: float) -> list[TaskResult]:
        """The results that are finished at that time."""
        return [item for item in self.results if item.done_at <= now]

    def is_finished(self, now: float) -> bool:
        """Whether all results are finished at that time."""
        return len(self.finished_results(now)) == len(self.results)

    def spent_micro_dollars(self, now: float) -> int:
        """The cost so far in micro-dollars; failed pictures are free unless a fault bills them."""
        return self.cost_micro_dollars * sum(self._is_billed(item) for item in self.finished_results(now))

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

    def record(self) -> Json:
        """The request, as the provider's record of the task repeats it."""
        return {**self.raw, **self._other_model()}

    def result_json(self, item: TaskResult, picture: str, *, now: float, **fields: object) -> Json:
        """The JSON of a finished picture; ``picture`` is its URL, base64 or data URI, as the task asked."""
        name = {"URL": "imageURL", "base64Data": "imageBase64Data", "dataURI": "imageDataURI"}
        described = self.placeholder(**fields, imageUUID=self._reported_uuid(item))
        described |= {name[self.request.output_type]: picture, "seed": item.seed}
        if self.request.safety.is_checked:
            described["NSFWContent"] = self._is_flagged(item)
        return described | self._other_model() | self._cost_json(item, now)

    def _cost_json(self, item: TaskResult, now: float) -> Json:
        """The field ``cost`` in dollars, if the task asked for it and no fault hides it."""
        is_hidden = "cost_missing" in self.faults or self._is_cost_late(item, now)
        if not self.request.include_cost or is_hidden:
            return {}
        for kind, cost in (("cost_null", None), ("cost_zero", 0), ("odd_cost", math.nan)):
            if kind in self.faults:
                return {"cost": self.faults[kind].get("cost", cost)}
        return {"cost": self.cost_micro_dollars / MICRO_DOLLARS_PER_DOLLAR}

    def _other_model(self) -> Json:
        """The field ``model``, which only a fault adds to results."""
        return {"model": self.faults["other_model"].get("air", _OTHER_MODEL)} if "other_model" in self.faults else {}

    def _is_billed(self, item: TaskResult) -> bool:
        return item.failure is None or "failed_billed" in self.faults

    def _is_cost_late(self, item: TaskResult, now: float) -> bool:
        late = self.faults.get("late_cost")
        return late is not None and now < item.done_at + float(late.get("seconds", _LATE_COST_SECONDS))

    def _is_flagged(self, item: TaskResult) -> bool:
        return "nsfw" in self.faults or ("one_nsfw" in self.faults and item == self.results[-1])

    def error_json(self, item: TaskResult, now: float) -> Json:
        """The error object of a failed result; it has a cost if the picture is billed all the same."""
        code, message = item.failure or ("unknownError", "Unknown error.")
        cost = self._cost_json(item, now) if self._is_billed(item) else {}
        return error_object(code, message, status="error", taskUUID=self.uuid, taskType="imageInference", **cost)
