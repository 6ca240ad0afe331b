"""The control API of the stand-in: faults, settings, tasks and the journal."""

from typing import Annotated, Literal

from aiohttp import web
from pydantic import BaseModel, ConfigDict, Field

from sandbox.runware.account import RunwareAccount
from sandbox.runware.control.bodies import CONTROL_PATH_PREFIX, parse_body
from sandbox.runware.delivery.downloads import PictureServer
from sandbox.runware.errors import Json
from sandbox.runware.faults import FAULT_KINDS, REQUEST_ROLES, Fault
from sandbox.runware.journal import Journal
from sandbox.runware.models import MICRO_DOLLARS_PER_DOLLAR
from sandbox.runware.tasks.task import Task


class FaultBody(BaseModel):
    """A fault to arm; extra fields are the parameters that the kind's description names."""

    model_config = ConfigDict(extra="allow")

    kind: str
    times: int | None = Field(default=1, ge=1)
    match: str | None = None
    on: Literal["any", "submit", "poll", "details", "account", "upload"] | None = None


class SettingsBody(BaseModel):
    """Settings that can be changed at run time; missing fields stay unchanged."""

    model_config = ConfigDict(extra="forbid")

    seconds: float | tuple[float, float] | None = None
    batches: bool | None = None
    balance: float | None = None
    """In US dollars; 0 means that there is no credit left."""
    bill_factors: dict[str, Annotated[float, Field(ge=0)]] | None = None
    """Prices that are billed from now on, as multiples of the catalogue's, by AIR of the model."""
    plain_balance: bool | None = None
    """Whether the balance is told as a plain number instead of an object."""
    usual_seconds: bool = False
    """Whether tasks take again as long as when the stand-in started."""


class RunwareControlApi:
    """The control API below ``/sandbox/runware``, except for models and pictures (:class:`InventoryApi`)."""

    def __init__(self, account: RunwareAccount, journal: Journal, picture_server: PictureServer) -> None:
        self._account = account
        self._journal = journal
        self._picture_server = picture_server
        self._usual_durations = account.task_durations

    def routes(self) -> list[web.RouteDef]:
        """All routes, for ``Application.add_routes``."""
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
            {"kind": fault.kind, "times": fault.times, "match": fault.match, "on": fault.role, **fault.parameters}
            for fault in self._account.faults.armed
        ]
        return web.json_response({"kinds": kinds, "armed": armed, "on": ["any", *REQUEST_ROLES.values()]})

    async def _arm_fault(self, request: web.Request) -> web.Response:
        body = await parse_body(request, FaultBody)
        if body.kind not in FAULT_KINDS:
            return web.json_response(
                {"error": f"There is no fault '{body.kind}'.", "kinds": list(FAULT_KINDS)}, status=400
            )
        fault = Fault(body.kind, body.times, body.match, body.on, dict(body.model_extra or {}))
        self._account.faults.armed.append(fault)
        return await self._list_faults(request)

    async def _disarm_faults(self, request: web.Request) -> web.Response:
        kind = request.query.get("kind")
        self._account.faults.armed[:] = [
            fault for fault in self._account.faults.armed if kind not in {None, fault.kind}
        ]
        return await self._list_faults(request)

    async def _get_settings(self, _: web.Request) -> web.Response:
        seconds = None if callable(self._account.task_durations) else self._account.task_durations
        balance = self._account.balance_micro_dollars / MICRO_DOLLARS_PER_DOLLAR
        return web.json_response(
            {
                "seconds": seconds,
                "usual_seconds": self._account.task_durations == self._usual_durations,
                "batches": self._account.allow_batches,
                "balance": balance,
                "bill_factors": self._account.bill_factors,
                "plain_balance": self._account.has_plain_balance,
            }
        )

    async def _change_settings(self, request: web.Request) -> web.Response:
        settings = await parse_body(request, SettingsBody)
        if settings.usual_seconds:
            self._account.task_durations = self._usual_durations
        if settings.seconds is not None:
            self._account.task_durations = settings.seconds
        if settings.batches is not None:
            self._account.allow_batches = settings.batches
        if settings.bill_factors is not None:
            self._account.bill_factors = settings.bill_factors
        if settings.plain_balance is not None:
            self._account.has_plain_balance = settings.plain_balance
        if settings.balance is not None:
            self._account.deposit_micro_dollars += (
                round(settings.balance * MICRO_DOLLARS_PER_DOLLAR) - self._account.balance_micro_dollars
            )
        return await self._get_settings(request)

    async def _list_tasks(self, _: web.Request) -> web.Response:
        now = self._account.clock()
        return web.json_response({"tasks": [_task_json(task, now) for task in self._account.tasks.values()]})

    async def _get_journal(self, request: web.Request) -> web.Response:
        return web.json_response(
            {
                "exchanges": self._journal.as_json(request.query.get("taskType")),
                "accepted": self._journal.accepted_uuids,
                "deliveries": [delivery.as_json() for delivery in self._journal.deliveries],
                "downloads": self._picture_server.completed_count,
            }
        )


def _task_json(task: Task, now: float) -> Json:
    done, is_finished = task.finished_results(now), task.is_finished(now)
    return {
        "taskUUID": task.uuid,
        "model": task.model.air,
        "prompt": task.request.positive_prompt,
        "numberResults": len(task.results),
        "done": len(done),
        "finished": is_finished,
        "failed": sum(item.failure is not None for item in done),
        "spent": task.spent_micro_dollars(now) / MICRO_DOLLARS_PER_DOLLAR,
        "age": now - task.accepted_at,
        "finishedAgo": now - task.results[-1].done_at if is_finished else None,
        "faults": list(task.faults),
    }
