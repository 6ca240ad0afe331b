"""The journal: all requests and deliveries in order, for tests and the control API."""

from collections import deque
from dataclasses import asdict, dataclass, field
from http import HTTPStatus
from typing import Any, Final, Literal

from sandbox.runware.errors import Json

_MAX_ENTRIES: Final = 50_000


@dataclass(slots=True)
class Exchange:
    """One request to ``/v1``: its body (parsed if it is JSON), the response's status, and the accepted tasks.

    ``status`` is ``None`` if the connection was broken instead of a response. ``at`` is the time of the clock in
    seconds.
    """

    at: float
    body: Any
    status: int | None = None
    accepted: list[str] = field(default_factory=list)

    def has_task_type(self, task_type: str) -> bool:
        """Whether the request contains a task of that type."""
        return isinstance(self.body, list) and any(
            isinstance(task, dict) and task.get("taskType") == task_type for task in self.body
        )


@dataclass(slots=True)
class Delivery:
    """The delivery of one result to a client's address: a ``webhook`` call, or the ``upload`` of a file.

    ``statuses`` are the HTTP statuses of all tries, ``None`` for a try without a response in time. ``done`` means that
    no try will follow; ``note`` explains why there was none at all. ``at`` is the time of the clock in seconds.
    """

    at: float
    kind: Literal["webhook", "upload"]
    address: str
    task_uuid: str
    image_uuid: str
    statuses: list[int | None] = field(default_factory=list)
    done: bool = False
    note: str = ""

    @property
    def is_delivered(self) -> bool:
        """Whether the last try got a 2xx response."""
        status = self.statuses[-1] if self.statuses else None
        return status is not None and HTTPStatus.OK <= status < HTTPStatus.MULTIPLE_CHOICES

    def as_json(self) -> Json:
        """The delivery for the control API."""
        described = asdict(self)
        described |= {"taskUUID": described.pop("task_uuid"), "imageUUID": described.pop("image_uuid")}
        return described | {"tries": len(self.statuses), "delivered": self.is_delivered}


class Journal:
    """The newest 50,000 exchanges and deliveries, oldest first; API keys are redacted."""

    def __init__(self) -> None:
        self.exchanges: deque[Exchange] = deque(maxlen=_MAX_ENTRIES)
        self.deliveries: deque[Delivery] = deque(maxlen=_MAX_ENTRIES)

    def add_exchange(self, at: float, body: object) -> Exchange:
        """Add the entry of a request that has just arrived."""
        exchange = Exchange(at, _redact_keys(body))
        self.exchanges.append(exchange)
        return exchange

    @property
    def bodies(self) -> list[Any]:
        """All request bodies."""
        return [exchange.body for exchange in self.exchanges]

    def list_tasks(self, task_type: str = "imageInference") -> list[Json]:
        """All task objects of that type that were sent, accepted or not."""
        return [
            task
            for exchange in self.exchanges
            if exchange.has_task_type(task_type)
            for task in exchange.body
            if isinstance(task, dict) and task.get("taskType") == task_type
        ]

    @property
    def accepted_uuids(self) -> list[str]:
        """The UUIDs of all accepted tasks."""
        return [task_uuid for exchange in self.exchanges for task_uuid in exchange.accepted]

    def as_json(self, task_type: str | None = None) -> list[Json]:
        """The exchanges as JSON, or only those that contain a task of that type."""
        return [
            asdict(exchange) for exchange in self.exchanges if task_type is None or exchange.has_task_type(task_type)
        ]


def _redact_keys(body: object) -> object:
    if not isinstance(body, list):
        return body
    return [{**task, "apiKey": "…"} if isinstance(task, dict) and "apiKey" in task else task for task in body]
