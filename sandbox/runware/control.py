"""The control of the stand-in: faults, pace, and what has happened so far."""

from typing import TYPE_CHECKING, Literal

from aiohttp import web
from pydantic import BaseModel, ConfigDict, Field

from sandbox.runware.bodies import CONTROL_PATH_PREFIX, parse_body
from sandbox.runware.faults import FAULT_KINDS, REQUEST_ROLES, Fault
from sandbox.runware.models import MICRO_DOLLARS_PER_DOLLAR
from sandbox.runware.refusals import Json
from sandbox.runware.tasks import Task

if TYPE_CHECKING:
    from sandbox.runware.server import FakeRunware


class FaultBody(BaseModel):
    """A fault to arm; further fields are the parameters that the kind's description names."""

    model_config = ConfigDict(extra="allow")

    kind: str
    times: int | None = Field(default=1, ge=1)
    match: str | None = None
    on: Literal["any", "submit", "poll", "details", "account", "upload"] | None = None


class SettingsBody(BaseModel):
    """What can be changed while it runs; what is left out stays."""

    model_config = ConfigDict(extra="forbid")

    seconds: float | tuple[float, float] | None = None
    batches: bool | None = None
    balance: float | None = None


class RunwareControlApi:
    """The routes below ``/sandbox/runware``, except those of :class:`~sandbox.runware.stock.InventoryApi`."""

    def __init__(self, runware: "FakeRunware") -> None:
        self._runware = runware

    def routes(self) -> list[web.RouteDef]:
        """What an application has to add."""
        return [
            web.get(f"{CONTROL_PATH_PREFIX}/faults", self._list_faults),
            web.post(f"{CONTROL_PATH_PREFIX}/faults", self._arm_fault),
            web.delete(f"{CONTROL_PATH_PREFIX}/faults", self._disarm_faults),
            web.get(f"{CONTROL_PATH_PREFIX}/settings", self._get_settings),
            web.post(f"{CONTROL_PATH_PREFIX}/settings", self._change_settings),
            web.get(f"{CONTROL_PATH_PREFIX}/tasks", self._list_tasks),
            web.get(f"{CONTROL_PATH_PREFIX}/journal", self._get_journal),
        ]

    async def _list_faults(self, _: web.Request) -> web.Response:
        kinds = [
            {"kind": kind.name, "stage": kind.stage, "description": kind.description} for kind in FAULT_KINDS.values()
        ]
        armed = [
            {"kind": fault.kind, "times": fault.times, "match": fault.match, "on": fault.on, **fault.parameters}
            for fault in self._runware.faults.armed
        ]
        return web.json_response({"kinds": kinds, "armed": armed, "on": ["any", *REQUEST_ROLES.values()]})

    async def _arm_fault(self, request: web.Request) -> web.Response:
        order = await parse_body(request, FaultBody)
        if order.kind not in FAULT_KINDS:
            return web.json_response(
                {"error": f"There is no fault '{order.kind}'.", "kinds": list(FAULT_KINDS)}, status=400
            )
        fault = Fault(order.kind, order.times, order.match, order.on, dict(order.model_extra or {}))
        self._runware.faults.armed.append(fault)
        return await self._list_faults(request)

    async def _disarm_faults(self, request: web.Request) -> web.Response:
        kind = request.query.get("kind")
        self._runware.faults.armed[:] = [
            fault for fault in self._runware.faults.armed if kind not in {None, fault.kind}
        ]
        return await self._list_faults(request)

    async def _get_settings(self, _: web.Request) -> web.Response:
        service = self._runware.service
        seconds = None if callable(service.seconds) else service.seconds
        balance = service.balance_micro_dollars / MICRO_DOLLARS_PER_DOLLAR
        return web.json_response({"seconds": seconds, "batches": self._runware.allow_batches, "balance": balance})

    async def _change_settings(self, request: web.Request) -> web.Response:
        settings, service = await parse_body(request, SettingsBody), self._runware.service
        if settings.seconds is not None:
            service.seconds = settings.seconds
        if settings.batches is not None:
            self._runware.allow_batches = settings.batches
        if settings.balance is not None:
            service.deposit_micro_dollars += (
                round(settings.balance * MICRO_DOLLARS_PER_DOLLAR) - service.balance_micro_dollars
            )
        return await self._get_settings(request)

    async def _list_tasks(self, _: web.Request) -> web.Response:
        now = self._runware.service.clock()
        return web.json_response({"tasks": [_task_json(task, now) for task in self._runware.tasks.values()]})

    async def _get_journal(self, request: web.Request) -> web.Response:
        journal = self._runware.journal
        happened: Json = {
            "exchanges": journal.as_json(request.query.get("taskType")),
            "accepted": journal.accepted_uuids,
        }
        happened |= {"deliveries": [delivery.as_json() for delivery in journal.deliveries]}
        return web.json_response(happened | {"downloads": self._runware.picture_server.completed_count})


def _task_json(task: Task, now: float) -> Json:
    done = task.finished_results(now)
    described: Json = {"taskUUID": task.uuid, "model": task.model.air, "prompt": task.request.positive_prompt}
    described |= {"numberResults": len(task.results), "done": len(done), "finished": task.is_finished(now)}
    described |= {
        "failed": sum(item.failure is not None for item in done),
        "spent": task.spent_micro_dollars(now) / MICRO_DOLLARS_PER_DOLLAR,
    }
    described |= {
        "age": now - task.accepted_at,
        "finishedAgo": now - task.results[-1].done_at if task.is_finished(now) else None,
    }
    return described | {"faults": list(task.faults)}
