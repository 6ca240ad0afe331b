"""What Runware does with each task: accept, answer, remember, charge."""

import asyncio
import base64
import math
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from random import Random
from typing import Any, Final

from sandbox.runware.faults import Faults, Occasion, Stage
from sandbox.runware.gallery import MEDIA_TYPES, Gallery, Picture
from sandbox.runware.models import DEFAULTS, MICROS, Model, Size
from sandbox.runware.pace import SecondsPolicy, finish_times
from sandbox.runware.refusals import Json, Refusal
from sandbox.runware.rules import check, unknown_model
from sandbox.runware.sources import Sources
from sandbox.runware.tasks import Item, Task, failure
from sandbox.runware.wire import (
    AccountManagement,
    GetResponse,
    GetTaskDetails,
    ImageInference,
    ImageUpload,
    read_task,
)

SYNC_LIMIT: Final = 120.0
"""Seconds that a request with ``deliveryMethod: sync`` may take before it ends in 504."""
_AFTER_ERROR_SECONDS: Final = 2.0
_ORGANISATION: Final = "5a9db0a5-0000-4000-8000-000000000001"


@dataclass(slots=True)
class Reply:
    """What is said about one task; ``errors`` alone make the HTTP status ``status``."""

    data: list[Json] = field(default_factory=list)
    errors: list[Json] = field(default_factory=list)
    status: int = 200


class Service:
    """The account behind one key: its tasks, pictures, models, money and faults."""

    def __init__(
        self,
        *,
        clock: Callable[[], float],
        seconds: SecondsPolicy,
        seed: int | None,
        balance: float,
        one_per_size: bool,
    ) -> None:
        self.clock = clock
        self.seconds = seconds
        self.models: dict[str, Model] = {model.air: model for model in DEFAULTS}
        self.retired: dict[str, Model] = {}
        self.tasks: dict[str, Task] = {}
        self.faults = Faults()
        self.gallery = Gallery(one_per_size=one_per_size)
        self.deposit = round(balance * MICROS)
        self.accepted: list[Callable[[Task], None]] = []
        self._sources = Sources(self.gallery, self.faults, self.picture)
        self._seed = seed
        self._open: dict[str, Task] = {}
        self._settled = 0

    @property
    def balance(self) -> int:
        """Micro-dollars that are left."""
        now = self.clock()
        for task in [task for task in self._open.values() if task.finished(now)]:
            self._settled += self._open.pop(task.uuid).spent(now)
        return self.deposit - self._settled - sum(task.spent(now) for task in self._open.values())

    def retire(self, air: str) -> bool:
        """Make a model unknown from now on, for everybody; whether there was one."""
        model = self.models.pop(air, None)
        if model is not None:
            self.retired[air] = model
        return model is not None

    def restore(self, air: str) -> bool:
        """Offer a retired model again; whether there was one."""
        model = self.retired.pop(air, None)
        if model is not None:
            self.models[air] = model
        return model is not None

    async def answer(self, raw: Any, public_url: str, accepted: list[str]) -> Reply:
        """What the API says to one task of a request; adds to ``accepted`` at the moment when it takes the task."""
        try:
            match read_task(raw):
                case ImageInference() as request:
                    return await self._draw(request, raw, public_url, accepted)
                case GetResponse() as request:
                    return await self._progress(request.task_uuid)
                case GetTaskDetails() as request:
                    return await self._details(request.task_uuid)
                case ImageUpload() as request:
                    return Reply([await self._sources.keep(request, public_url)])
                case AccountManagement() as request:
                    return self._account(request)
        except Refusal as refusal:
            return Reply(errors=refusal.about(raw).errors, status=refusal.status)

    async def _draw(self, request: ImageInference, raw: Json, public_url: str, accepted: list[str]) -> Reply:
        task = await self._accepted(request, raw, public_url)
        accepted.append(task.uuid)
        if request.delivery_method == "async":
            return Reply([task.placeholder()])
        await self._finished(task)
        reply = await self.results(task)
        return Reply(reply.data, reply.errors, 400 if reply.errors else 200)

    async def _accepted(self, request: ImageInference, raw: Json, public_url: str) -> Task:
        if request.task_uuid in self.tasks:
            raise Refusal.of("conflictTaskUUID", "A task with this UUID was already accepted.", parameter="taskUUID")
        model = check(request, self.models)
        faults = dict(self.faults.every(Stage.TASK, Occasion([request.positive_prompt], request.task_uuid)))
        self._refuse(faults, request)
        references = await self._sources.references(request, public_url)
        # Reading references takes time in which the same task may arrive again.
        if request.task_uuid in self.tasks:
            raise Refusal.of("conflictTaskUUID", "A task with this UUID was already accepted.", parameter="taskUUID")
        reference = references[0] if references else None
        size = self._size(request, model, reference)
        now = self.clock()
        task = Task(request, raw, model, size, now, public_url, self._items(request, now, faults), faults)
        self.tasks[task.uuid] = self._open[task.uuid] = task
        self._hang(task, reference)
        for told in self.accepted:
            told(task)
        return task

    def _refuse(self, faults: dict[str, dict[str, Any]], request: ImageInference) -> None:
        if "model_gone" in faults:
            self.retire(faults["model_gone"].get("air", request.model))
            check(request, self.models)
        if "model_retired" in faults:
            refusal = unknown_model(request.model)
            raise Refusal(*({**error, **faults["model_retired"]} for error in refusal.errors))
        if "no_credits" in faults:
            message = "External inference tasks require a paid invoice or at least $5 credit."
            raise Refusal.of("thirdPartyInsufficientCredits", message)
        if self.balance <= 0:
            raise Refusal.of("insufficientCredits", "Insufficient credits. Please top up your wallet.", status=402)

    def _items(self, request: ImageInference, now: float, faults: dict[str, dict[str, Any]]) -> list[Item]:
        random = Random(None if self._seed is None else f"{self._seed}:{request.task_uuid}")
        count = request.number_results
        seconds = float(faults["slow"].get("seconds", 30)) if "slow" in faults else self.seconds
        return [
            Item(
                image_uuid=str(uuid.UUID(int=random.getrandbits(128), version=4)),
                seed=random.randrange(1, 2**31),
                at=now + _delay(faults, index, time),
                failure=failure(faults, index, count),
            )
            for index, time in enumerate(finish_times(seconds, count, random))
        ]

    def _hang(self, task: Task, reference: str | None) -> None:
        request = task.request
        for item in task.items:
            if item.failure is None:
                picture = Picture(
                    prompt=request.positive_prompt,
                    seed=item.seed,
                    size=task.size,
                    format=request.output_format,
                    quality=request.output_quality,
                    reference=reference,
                    expires_at=None if request.ttl is None else item.at + request.ttl,
                    task_uuid=task.uuid,
                )
                self.gallery.hang(item.image_uuid, picture)

    def _size(self, request: ImageInference, model: Model, reference: str | None) -> Size:
        if request.width is not None and request.height is not None:
            return Size(request.width, request.height)
        source = self.gallery.get(reference) if reference else None
        return model.nearest(request.resolution, source.size if source else Size(1, 1))

    def forget(self, image_uuid: str | None = None) -> bool:
        """No longer know that picture, or any that can be read now; whether there was one."""
        found = [image_uuid] if image_uuid is not None else self.gallery.known
        found = [each for each in found if self.picture(each) is not None]
        for each in found:
            self.gallery.forget(each)
        return bool(found)

    def picture(self, image_uuid: str) -> Picture | None:
        """A picture that can be read now: finished, within its ``ttl``, not forgotten."""
        picture, now = self.gallery.get(image_uuid), self.clock()
        if picture is None or (picture.expires_at is not None and picture.expires_at < now):
            return None
        task = self.tasks.get(picture.task_uuid)
        return picture if task is None or any(item.image_uuid == image_uuid for item in task.done(now)) else None

    async def _finished(self, task: Task) -> None:
        try:
            async with asyncio.timeout(SYNC_LIMIT):
                await self.until(task, task.items[-1])
        except TimeoutError:
            raise Refusal.of("timeout", "The task took too long for synchronous delivery.", status=504) from None

    async def until(self, task: Task, item: Item) -> None:
        """Wait for a result. The clock may be one that tests move by hand, so it is asked again and again."""
        while item not in task.done(self.clock()):
            await self._doze(item.at)

    async def until_time(self, end: float) -> None:
        """Wait for that time of the same clock."""
        while self.clock() < end:
            await self._doze(end)

    async def _doze(self, end: float) -> None:
        await asyncio.sleep(min(0.25, max(0.002, end - self.clock())))

    async def results(self, task: Task, **fields: Any) -> Reply:
        """Everything that has finished by now."""
        done = task.done(self.clock())
        data = [await self.result(task, item, **fields) for item in done if item.failure is None]
        return Reply(data, [task.failed(item) for item in done if item.failure is not None])

    async def result(self, task: Task, item: Item, **fields: Any) -> Json:
        """One finished picture, in the form that the task asked for."""
        if task.request.output_type == "URL":
            return task.described(item, task.url(item), **fields)
        text = base64.b64encode(await self.gallery.read(item.image_uuid)).decode()
        media_type = MEDIA_TYPES[task.request.output_format]
        prefix = f"data:{media_type};base64," if task.request.output_type == "dataURI" else ""
        return task.described(item, prefix + text, **fields)

    async def _progress(self, task_uuid: str) -> Reply:
        task = self.tasks.get(task_uuid)
        if task is None:
            return Reply()
        if task.finished(self.clock()):
            if "expired" in task.faults:
                raise Refusal.of("taskExpired", "The task's results are not available any more.")
            return await self.results(task, status="success")
        reply = await self.results(task, status="success")
        if "error_first" in task.faults:
            return reply
        reply.data.append(task.placeholder(status="processing"))
        return reply

    async def _details(self, task_uuid: str) -> Reply:
        task = self.tasks.get(task_uuid)
        if task is None:
            raise Refusal.of("taskNotFound", "There is no task with this UUID.")
        results = await self.results(task)
        response: Json = (
            {"data": results.data or [task.placeholder()]}
            if not results.errors
            else {"data": results.data, "errors": results.errors}
        )
        details = {"taskType": "getTaskDetails", "taskUUID": task_uuid, "request": [task.raw], "response": response}
        return Reply([details])

    def _account(self, request: AccountManagement) -> Reply:
        spent = (self.deposit - self.balance) / MICROS
        usage = {"credits": spent, "requests": len(self.tasks)}
        return Reply(
            [
                {
                    "taskType": "accountManagement",
                    "taskUUID": request.task_uuid,
                    "operation": request.operation,
                    "organizationUUID": _ORGANISATION,
                    "organizationName": "Sandbox",
                    "balance": {"amount": self.balance / MICROS, "freeBalance": 0, "currency": "USD"},
                    "team": [],
                    "apiKeys": [],
                    "usage": {"total": usage, "today": usage, "last7Days": usage, "last30Days": usage},
                }
            ]
        )


def _delay(faults: Mapping[str, Mapping[str, Any]], index: int, seconds: float) -> float:
    """Seconds until that result of a task is done."""
    if "never_finishes" in faults:
        return math.inf
    if "error_first" in faults:
        return float(faults["error_first"].get("seconds", _AFTER_ERROR_SECONDS)) if index else 0.0
    return seconds
