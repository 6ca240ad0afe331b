"""What was asked of the stand-in, in order: for tests, outside checks and the page."""

from collections import deque
from dataclasses import asdict, dataclass, field
from typing import Any, Final, Literal

_MAX_ENTRIES: Final = 50_000


@dataclass(slots=True)
class Exchange:
    """One request to ``/v1``: its body (parsed where it was JSON), the status it got, the tasks it started.

    ``status`` is ``None`` where the connection was broken instead of an answer. ``at`` is the clock's seconds.
    """

    at: float
    body: Any
    status: int | None = None
    accepted: list[str] = field(default_factory=list)

    def has_task_type(self, task_type: str) -> bool:
        """Whether a task of that type is in it."""
        return isinstance(self.body, list) and any(
            isinstance(task, dict) and task.get("taskType") == task_type for task in self.body
        )


@dataclass(slots=True)
class Delivery:
    """One result on its way to a client's address: to a ``webhook``, or as a file by ``upload``.

    ``statuses`` has what each try was answered, ``None`` where there was no answer in time. ``done`` is whether no
    further try will follow; ``note`` says why there was none at all. ``at`` is the clock's seconds.
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
        """Whether the last try was answered with 2xx."""
        status = self.statuses[-1] if self.statuses else None
        return status is not None and 200 <= status < 300  # noqa: PLR2004 - what HTTP calls success

    def as_json(self) -> dict[str, Any]:
        """The same for the control."""
        told = asdict(self)
        told |= {"taskUUID": told.pop("task_uuid"), "imageUUID": told.pop("image_uuid")}
        return told | {"tries": len(self.statuses), "delivered": self.is_delivered}


class Journal:
    """The newest fifty thousand exchanges and deliveries, oldest first; keys are not written down."""

    def __init__(self) -> None:
        self.exchanges: deque[Exchange] = deque(maxlen=_MAX_ENTRIES)
        self.deliveries: deque[Delivery] = deque(maxlen=_MAX_ENTRIES)

    def add_exchange(self, at: float, body: Any) -> Exchange:
        """Begin the entry of a request."""
        exchange = Exchange(at, _redact_keys(body))
        self.exchanges.append(exchange)
        return exchange

    @property
    def bodies(self) -> list[Any]:
        """Every request body."""
        return [exchange.body for exchange in self.exchanges]

    def list_tasks(self, task_type: str = "imageInference") -> list[dict[str, Any]]:
        """Every task object of that type that was sent, accepted or not."""
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

    def as_json(self, task_type: str | None = None) -> list[dict[str, Any]]:
        """The exchanges, or those that hold a task of that type."""
        return [
            asdict(exchange) for exchange in self.exchanges if task_type is None or exchange.has_task_type(task_type)
        ]


def _redact_keys(body: Any) -> Any:
    if not isinstance(body, list):
        return body
    return [{**task, "apiKey": "…"} if isinstance(task, dict) and "apiKey" in task else task for task in body]
