"""The account at Runware: accepts tasks, reports their results, keeps pictures and charges costs."""

import asyncio
import base64
import math
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Final

from sandbox.runware.errors import Json, RequestRejected
from sandbox.runware.faults import ActiveFaults, FaultContext, FaultInjector, FaultStage
from sandbox.runware.models import DEFAULT_MODELS, MICRO_DOLLARS_PER_DOLLAR, Model, Size
from sandbox.runware.pictures.store import MEDIA_TYPES, Picture, PictureStore
from sandbox.runware.tasks.client_pictures import ClientPictures
from sandbox.runware.tasks.planning import SecondsPolicy, plan_results
from sandbox.runware.tasks.requests import (
    AccountManagement,
    GetResponse,
    GetTaskDetails,
    ImageInference,
    ImageUpload,
    parse_task,
)
from sandbox.runware.tasks.rules import unknown_model_error, validate_request
from sandbox.runware.tasks.task import Task, TaskResult

SYNC_TIMEOUT_SECONDS: Final = 120.0
"""Seconds after which a request with ``deliveryMethod: sync`` ends in 504."""
_DAY_SECONDS: Final = 86_400.0
_USAGE_SECONDS: Final = {
    "total": math.inf,
    "today": _DAY_SECONDS,
    "last7Days": 7 * _DAY_SECONDS,
    "last30Days": 30 * _DAY_SECONDS,
}
"""The periods of the account's usage; the stand-in's day is the last 24 hours."""
_ORGANISATION_UUID: Final = "5a9db0a5-0000-4000-8000-000000000001"


@dataclass(slots=True)
class TaskReply:
    """The reply to one task. ``status`` is the HTTP status that it causes if no task of the request has data."""

    data: list[Json] = field(default_factory=list)
    errors: list[Json] = field(default_factory=list)
    status: int = 200


class RunwareAccount:
    """The account behind one API key: tasks, pictures, models, balance and faults."""

    def __init__(
        self,
        *,
        clock: Callable[[], float],
        task_durations: SecondsPolicy,
        seed: int | None,
        balance_dollars: float,
        one_per_size: bool,
    ) -> None:
        self.clock = clock
        self.task_durations = task_durations
        self.allow_batches = True
        """Whether a request may contain several ``getResponse`` tasks."""
        self.models: dict[str, Model] = {model.air: model for model in DEFAULT_MODELS}
        self.retired: dict[str, Model] = {}
        self.tasks: dict[str, Task] = {}
        self.faults = FaultInjector()
        self.picture_store = PictureStore(one_per_size=one_per_size)
        self.deposit_micro_dollars = round(balance_dollars * MICRO_DOLLARS_PER_DOLLAR)
        self.bill_factors: dict[str, float] = {}
        """Prices that are billed, as multiples of the catalogue's, by AIR of the model; others are billed as listed."""
        self.has_plain_balance = False
        """Whether the balance is told as a plain number, as older documentation has it."""
        self.on_accepted: list[Callable[[Task], None]] = []
        self._sources = ClientPictures(self.picture_store, self.faults, self.get_readable_picture)
        self._seed = seed
        self._unfinished: dict[str, Task] = {}
        self._settled_micro_dollars = 0
        """The cost of finished tasks, which were removed from ``_unfinished``."""

    @property
    def balance_micro_dollars(self) -> int:
        """The remaining balance in micro-dollars; moves finished tasks into the settled sum."""
        now = self.clock()
        for task in [task for task in self._unfinished.values() if task.is_finished(now)]:
            self._settled_micro_dollars += self._unfinished.pop(task.uuid).spent_micro_dollars(now)
        return (
            self.deposit_micro_dollars
            - self._settled_micro_dollars
            - sum(task.spent_micro_dollars(now) for task in self._unfinished.values())
        )

    def retire(self, air: str) -> bool:
        """Make a model unavailable; returns whether it was available."""
        model = self.models.pop(air, None)
        if model is not None:
            self.retired[air] = model
        return model is not None

    def restore(self, air: str) -> bool:
        """Make a retired model available again; returns whether it was retired."""
        model = self.retired.pop(air, None)
        if model is not None:
            self.models[air] = model
        return model is not None

    async def answer_task(self, raw: Any, public_url: str, accepted_uuids: list[str]) -> TaskReply:
        """Handle one task of a request; appends its UUID to ``accepted_uuids`` when the task is accepted."""
        try:
            match parse_task(raw):
                case ImageInference() as request:
                    return await self._run_inference(request, raw, public_url, accepted_uuids)
                case GetResponse() as request:
                    return await self._task_progress(request.task_uuid)
                case GetTaskDetails() as request:
                    return await self._task_details(request.task_uuid)
                case ImageUpload() as request:
                    return TaskReply([await self._sources.store_upload(request, public_url)])
                case AccountManagement() as request:
                    return self._account_details(request)
        except RequestRejected as refusal:
            return TaskReply(errors=refusal.with_task_ids(raw).errors, status=refusal.status)

    async def _run_inference(
        self, request: ImageInference, raw: Json, public_url: str, accepted_uuids: list[str]
    ) -> TaskReply:
        task = await self._accept(request, raw, public_url)
        accepted_uuids.append(task.uuid)
        if request.delivery_method == "async":
            return TaskReply([task.placeholder()])
        await self._wait_finished(task)
        reply = await self.build_finished_reply(task)
        return TaskReply(reply.data, reply.errors, 400 if reply.errors else 200)

    async def _accept(self, request: ImageInference, raw: Json, public_url: str) -> Task:
        self._require_new(request)
        model = validate_request(request, self.models)
        faults = dict(
            self.faults.trigger_all(FaultStage.TASK, FaultContext([request.positive_prompt], request.task_uuid))
        )
        self._reject_by_faults_or_balance(faults, request)
        references = await self._sources.resolve_references(request, public_url)
        self._require_new(request)  # the same task may have arrived again while references were read
        reference = references[0] if references else None
        size = _size_by_faults(faults, model, self._picture_size(request, model, reference))
        now = self.clock()
        task = Task(
            request,
            raw,
            model,
            size,
            now,
            public_url,
            plan_results(request, faults, self.task_durations, self._seed, now),
            faults,
            self.bill_factors.get(model.air, 1.0) * float(faults.get("cost_drift", {"factor": 1}).get("factor", 2)),
        )
        self.tasks[task.uuid] = self._unfinished[task.uuid] = task
        self._add_pictures(task, references)
        for callback in self.on_accepted:
            callback(task)
        return task

    def _require_new(self, request: ImageInference) -> None:
        if request.task_uuid in self.tasks:
            message = "A task with this UUID was already accepted."
            raise RequestRejected.single("conflictTaskUUID", message, parameter="taskUUID")

    def _reject_by_faults_or_balance(self, faults: ActiveFaults, request: ImageInference) -> None:
        """Raise RequestRejected for a fault that retires the model or removes the credit, or for a used up balance."""
        if "model_gone" in faults:
            self.retire(faults["model_gone"].get("air", request.model))
            validate_request(request, self.models)
        if "model_retired" in faults:
            refusal = unknown_model_error(request.model)
            raise RequestRejected(*({**error, **faults["model_retired"]} for error in refusal.errors))
        if "no_credits" in faults:
            message = "External inference tasks require a paid invoice or at least $5 credit."
            raise RequestRejected.single("thirdPartyInsufficientCredits", message)
        if self.balance_micro_dollars <= 0:
            raise RequestRejected.single(
                "insufficientCredits", "Insufficient credits. Please top up your wallet.", status=402
            )

    def _add_pictures(self, task: Task, references: list[str]) -> None:
        request = task.request
        for item in task.results:
            if item.failure is None:
                picture = Picture(
                    prompt=request.positive_prompt,
                    seed=item.seed,
                    size=task.size,
                    format=request.output_format,
                    quality=request.output_quality,
                    references=tuple(references),
                    expires_at=None if request.ttl is None else item.done_at + request.ttl,
                    task_uuid=task.uuid,
                )
                self.picture_store.add_picture(item.image_uuid, picture)

    def _picture_size(self, request: ImageInference, model: Model, reference: str | None) -> Size:
        if request.width is not None and request.height is not None:
            return Size(request.width, request.height)
        source = self.picture_store.get(reference) if reference else None
        return model.nearest_size(request.resolution, source.size if source else Size(1, 1))

    def forget_pictures(self, image_uuid: str | None = None) -> bool:
        """Forget that picture, or all readable ones; returns whether there was any."""
        found = [image_uuid] if image_uuid is not None else self.picture_store.known_uuids
        found = [each for each in found if self.get_readable_picture(each) is not None]
        for each in found:
            self.picture_store.forget(each)
        return bool(found)

    def get_readable_picture(self, image_uuid: str) -> Picture | None:
        """The picture if it can be read now: finished, within its ``ttl``, not forgotten."""
        picture, now = self.picture_store.get(image_uuid), self.clock()
        if picture is None or (picture.expires_at is not None and picture.expires_at < now):
            return None
        task = self.tasks.get(picture.task_uuid)
        return (
            picture
            if task is None or any(item.image_uuid == image_uuid for item in task.finished_results(now))
            else None
        )

    async def _wait_finished(self, task: Task) -> None:
        try:
            async with asyncio.timeout(SYNC_TIMEOUT_SECONDS):
                await self.wait_for_result(task, task.results[-1])
        except TimeoutError:
            raise RequestRejected.single(
                "timeout", "The task took too long for synchronous delivery.", status=504
            ) from None

    async def wait_for_result(self, task: Task, item: TaskResult) -> None:
        """Wait until the result is finished. Polls the clock, because tests may set it."""
        while item not in task.finished_results(self.clock()):
            await self._sleep_briefly(item.done_at)

    async def wait_until(self, end: float) -> None:
        """Wait until the clock reaches that time. Polls the clock, because tests may set it."""
        while self.clock() < end:
            await self._sleep_briefly(end)

    async def _sleep_briefly(self, end: float) -> None:
        await asyncio.sleep(min(0.25, max(0.002, end - self.clock())))

    async def build_finished_reply(self, task: Task, **fields: object) -> TaskReply:
        """Build a reply with all finished results of the task, failures as errors."""
        now = self.clock()
        done = task.finished_results(now)
        data = [await self.build_result(task, item, **fields) for item in done if item.failure is None]
        return TaskReply(data, [task.error_json(item, now) for item in done if item.failure is not None])

    async def build_result(self, task: Task, item: TaskResult, **fields: object) -> Json:
        """The JSON of a finished picture, in the output type of the task."""
        now = self.clock()
        if task.request.output_type == "URL":
            return task.result_json(item, task.picture_url(item), now=now, **fields)
        text = base64.b64encode(await self.picture_store.read(item.image_uuid)).decode()
        media_type = MEDIA_TYPES[task.request.output_format]
        prefix = f"data:{media_type};base64," if task.request.output_type == "dataURI" else ""
        return task.result_json(item, prefix + text, now=now, **fields)

    async def _task_progress(self, task_uuid: str) -> TaskReply:
        task = self.tasks.get(task_uuid)
        if task is None:
            return TaskReply()
        if task.is_finished(self.clock()):
            if "expired" in task.faults:
                raise RequestRejected.single("taskExpired", "The task's results are not available any more.")
            return await self.build_finished_reply(task, status="success")
        reply = await self.build_finished_reply(task, status="success")
        if "error_first" in task.faults:
            return reply
        reply.data.append(task.placeholder(status="processing"))
        return reply

    async def _task_details(self, task_uuid: str) -> TaskReply:
        task = self.tasks.get(task_uuid)
        if task is None or "no_record" in task.faults:
            raise RequestRejected.single("taskNotFound", "There is no task with this UUID.")
        results = await self.build_finished_reply(task)
        response: Json = (
            {"data": results.data or [task.placeholder()]}
            if not results.errors
            else {"data": results.data, "errors": results.errors}
        )
        details = {
            "taskType": "getTaskDetails",
            "taskUUID": task_uuid,
            "request": [task.record()],
            "response": response,
        }
        return TaskReply([details])

    def _account_details(self, request: AccountManagement) -> TaskReply:
        amount = self.balance_micro_dollars / MICRO_DOLLARS_PER_DOLLAR
        usage = {name: self._usage_json(seconds) for name, seconds in _USAGE_SECONDS.items()}
        details: Json = {
            "taskType": "accountManagement",
            "taskUUID": request.task_uuid,
            "operation": request.operation,
            "organizationUUID": _ORGANISATION_UUID,
            "organizationName": "Sandbox",
            "balance": amount if self.has_plain_balance else {"amount": amount, "freeBalance": 0, "currency": "USD"},
            "team": [],
            "apiKeys": [],
            "usage": usage,
        }
        return TaskReply([details])

    def _usage_json(self, seconds: float) -> Json:
        """What the tasks of the last ``seconds`` have cost so far, in dollars, and their number."""
        now = self.clock()
        tasks = [task for task in self.tasks.values() if now - task.accepted_at <= seconds]
        spent = sum(task.spent_micro_dollars(now) for task in tasks)
        return {"credits": spent / MICRO_DOLLARS_PER_DOLLAR, "requests": len(tasks)}


def _size_by_faults(faults: ActiveFaults, model: Model, size: Size) -> Size:
    """The size of the pictures: the requested one, unless the fault ``other_size`` names or chooses another."""
    if "other_size" not in faults:
        return size
    width, height = (faults["other_size"].get(name) for name in ("width", "height"))
    if width and height:
        return Size(int(width), int(height))
    return next(other for table in reversed(model.sizes.values()) for other in table if other != size)
