"""The control of the stand-in: faults, models, pace, and what has happened so far."""

from typing import TYPE_CHECKING, Annotated, Literal, TypeVar

from aiohttp import web
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from sandbox.runware.faults import KINDS, ROLES, Fault
from sandbox.runware.models import MICROS, Model, Size
from sandbox.runware.refusals import Json, from_validation
from sandbox.runware.tasks import Task

if TYPE_CHECKING:
    from sandbox.runware.server import Runware

_PREFIX = "/sandbox/runware"
SizeText = Annotated[str, Field(pattern=r"^\d{1,5}x\d{1,5}$")]


class FaultOrder(BaseModel):
    """A fault to arm; further fields are the parameters that the kind's description names."""

    model_config = ConfigDict(extra="allow")

    kind: str
    times: int | None = Field(default=1, ge=1)
    match: str | None = None
    on: Literal["any", "submit", "poll", "details", "account", "upload"] | None = None


class ModelOrder(BaseModel):
    """A model to add or to replace."""

    model_config = ConfigDict(extra="forbid")

    air: str = Field(min_length=3)
    price: float = Field(ge=0)
    edit_price: float = Field(ge=0)
    sizes: dict[Literal["1K", "2K"], list[SizeText]] = Field(min_length=1)
    references: int = Field(default=1, ge=0)


class Settings(BaseModel):
    """What can be changed while it runs; what is left out stays."""

    model_config = ConfigDict(extra="forbid")

    seconds: float | tuple[float, float] | None = None
    batches: bool | None = None
    balance: float | None = None


Body = TypeVar("Body", bound=BaseModel)


class Control:
    """The routes below ``/sandbox/runware``."""

    def __init__(self, runware: "Runware") -> None:
        self._runware = runware

    def routes(self) -> list[web.RouteDef]:
        """What an application has to add."""
        return [
            web.get(f"{_PREFIX}/faults", self._faults),
            web.post(f"{_PREFIX}/faults", self._arm),
            web.delete(f"{_PREFIX}/faults", self._disarm),
            web.get(f"{_PREFIX}/models", self._models),
            web.post(f"{_PREFIX}/models", self._add_model),
            web.delete(f"{_PREFIX}/models", self._retire_model),
            web.get(f"{_PREFIX}/settings", self._settings),
            web.post(f"{_PREFIX}/settings", self._set),
            web.get(f"{_PREFIX}/tasks", self._tasks),
            web.get(f"{_PREFIX}/journal", self._journal),
        ]

    async def _faults(self, _: web.Request) -> web.Response:
        kinds = [{"kind": kind.name, "stage": kind.stage, "description": kind.description} for kind in KINDS.values()]
        armed = [
            {"kind": fault.kind, "times": fault.times, "match": fault.match, "on": fault.on, **fault.parameters}
            for fault in self._runware.faults.armed
        ]
        return web.json_response({"kinds": kinds, "armed": armed, "on": ["any", *ROLES.values()]})

    async def _arm(self, request: web.Request) -> web.Response:
        order = await _read(request, FaultOrder)
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

    async def _models(self, _: web.Request) -> web.Response:
        return web.json_response({"models": [_described_model(model) for model in self._runware.models.values()]})

    async def _add_model(self, request: web.Request) -> web.Response:
        order = await _read(request, ModelOrder)
        sizes: dict[str, tuple[Size, ...]] = {
            name: tuple(_size(text) for text in table) for name, table in order.sizes.items()
        }
        model = Model(order.air, order.price, order.edit_price, sizes, order.references)
        self._runware.models[model.air] = model
        return await self._models(request)

    async def _retire_model(self, request: web.Request) -> web.Response:
        if self._runware.models.pop(request.query.get("air", ""), None) is None:
            return web.json_response({"error": "There is no model of that 'air'."}, status=404)
        return await self._models(request)

    async def _settings(self, _: web.Request) -> web.Response:
        service = self._runware.service
        seconds = None if callable(service.seconds) else service.seconds
        balance = service.balance / MICROS
        return web.json_response({"seconds": seconds, "batches": self._runware.batches, "balance": balance})

    async def _set(self, request: web.Request) -> web.Response:
        settings, service = await _read(request, Settings), self._runware.service
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
        exchanges = self._runware.journal.as_json(request.query.get("taskType"))
        accepted = self._runware.journal.accepted
        return web.json_response(
            {"exchanges": exchanges, "accepted": accepted, "downloads": self._runware.downloads.count}
        )


async def _read(request: web.Request, kind: type[Body]) -> Body:
    try:
        return kind.model_validate_json(await request.read())
    except ValidationError as failure:
        body = web.json_response({"errors": from_validation(failure).errors}).text
        raise web.HTTPBadRequest(text=body, content_type="application/json") from None


def _size(text: str) -> Size:
    width, height = text.split("x")
    return Size(int(width), int(height))


def _described_model(model: Model) -> Json:
    sizes = {name: [f"{size.width}x{size.height}" for size in table] for name, table in model.sizes.items()}
    prices = {"price": model.price, "edit_price": model.edit_price}
    return {"air": model.air, **prices, "sizes": sizes, "references": model.references}


def _described(task: Task, now: float) -> Json:
    done = task.done(now)
    described: Json = {"taskUUID": task.uuid, "model": task.model.air, "prompt": task.request.positive_prompt}
    described |= {"numberResults": len(task.items), "done": len(done), "finished": task.finished(now)}
    described |= {"failed": sum(item.failure is not None for item in done), "spent": task.spent(now) / MICROS}
    described |= {"age": now - task.accepted_at, "finishedAgo": now - task.items[-1].at if task.finished(now) else None}
    return described | {"faults": list(task.faults)}
