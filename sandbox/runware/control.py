"""The control of the stand-in: faults, pace, and what has happened so far."""

from typing import TYPE_CHECKING, Literal

from aiohttp import web
from pydantic import BaseModel, ConfigDict, Field

from sandbox.runware.bodies import PREFIX, read
from sandbox.runware.faults import KINDS, ROLES, Fault
from sandbox.runware.models import MICROS
from sandbox.runware.refusals import Json
from sandbox.runware.tasks import Task

if TYPE_CHECKING:
    from sandbox.runware.server import Runware


class FaultOrder(BaseModel):
    """A fault to arm; further fields are the parameters that the kind's description names."""

    model_config = ConfigDict(extra="allow")

    kind: str
    times: int | None = Field(default=1, ge=1)
    match: str | None = None
    on: Literal["any", "submit", "poll", "details", "account", "upload"] | None = None


class Settings(BaseModel):
    """What can be changed while it runs; what is left out stays."""

    model_config = ConfigDict(extra="forbid")

    seconds: float | tuple[float, float] | None = None
    batches: bool | None = None
    balance: float | None = None


class Control:
    """The routes below ``/sandbox/runware``, except those of :class:`~sandbox.runware.stock.Stock`."""

    def __init__(self, runware: "Runware") -> None:
        self._runware = runware

    def routes(self) -> list[web.RouteDef]:
        """What an application has to add."""
        return [
            web.get(f"{PREFIX}/faults", self._faults),
            web.post(f"{PREFIX}/faults", self._arm),
            web.delete(f"{PREFIX}/faults", self._disarm),
            web.get(f"{PREFIX}/settings", self._settings),
            web.post(f"{PREFIX}/settings", self._set),
            web.get(f"{PREFIX}/tasks", self._tasks),
            web.get(f"{PREFIX}/journal", self._journal),
        ]

    async def _faults(self, _: web.Request) -> web.Response:
        kinds = [{"kind": kind.name, "stage": kind.stage, "description": kind.description} for kind in KINDS.values()]
        armed = [
            {"kind": fault.kind, "times": fault.times, "match": fault.match, "on": fault.on, **fault.parameters}
            for fault in self._runware.faults.armed
        ]
        return web.json_response({"kinds": kinds, "armed": armed, "on": ["any", *ROLES.values()]})

    async def _arm(self, request: web.Request) -> web.Response:
        order = await read(request, FaultOrder)
        if order.kind not in KINDS:
            return web.json_response({"error": f"There is no fault '{order.kind}'.", "kinds": list(KINDS)}, status=400)
        fault = Fault(order.kind, order.times, order.match, order.on, dict(order.model_extra or {}))
        self._runware.faults.armed.append(fault)
        return await self._faults(request)

    async def _disarm(self, request: web.Request) -> web.Response:
        kind = request.query.get("kind")
        self._runware.faults.armed[:] = [
            fault for fault in self._runware.faults.armed if kind not in {None, fault.kind}
        ]
        return await self._faults(request)

    async def _settings(self, _: web.Request) -> web.Response:
        service = self._runware.service
        seconds = None if callable(service.seconds) else service.seconds
        balance = service.balance / MICROS
        return web.json_response({"seconds": seconds, "batches": self._runware.batches, "balance": balance})

    async def _set(self, request: web.Request) -> web.Response:
        settings, service = await read(request, Settings), self._runware.service
        if settings.seconds is not None:
            service.seconds = settings.seconds
        if settings.batches is not None:
            self._runware.batches = settings.batches
        if settings.balance is not None:
            service.deposit += round(settings.balance * MICROS) - service.balance
        return await self._settings(request)

    async def _tasks(self, _: web.Request) -> web.Response:
        now = self._runware.service.clock()
        return web.json_response({"tasks": [_described(task, now) for task in self._runware.tasks.values()]})

    async def _journal(self, request: web.Request) -> web.Response:
        journal = self._runware.journal
        happened: Json = {"exchanges": journal.as_json(request.query.get("taskType")), "accepted": journal.accepted}
        happened |= {"deliveries": [delivery.as_json() for delivery in journal.deliveries]}
        return web.json_response(happened | {"downloads": self._runware.downloads.count})


def _described(task: Task, now: float) -> Json:
    done = task.done(now)
    described: Json = {"taskUUID": task.uuid, "model": task.model.air, "prompt": task.request.positive_prompt}
    described |= {"numberResults": len(task.items), "done": len(done), "finished": task.finished(now)}
    described |= {"failed": sum(item.failure is not None for item in done), "spent": task.spent(now) / MICROS}
    described |= {"age": now - task.accepted_at, "finishedAgo": now - task.items[-1].at if task.finished(now) else None}
    return described | {"faults": list(task.faults)}
