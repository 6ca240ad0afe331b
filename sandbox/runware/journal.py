"""What was asked of the stand-in, in order: for tests, outside checks and the page."""

from collections import deque
from dataclasses import asdict, dataclass, field
from typing import Any, Final

_KEPT: Final = 50_000


@dataclass(slots=True)
class Exchange:
    """One request to ``/v1``: its body (parsed where it was JSON), the status it got, the tasks it started.

    ``status`` is ``None`` where the connection was broken instead of an answer. ``at`` is the clock's seconds.
    """

    at: float
    body: Any
    status: int | None = None
    accepted: list[str] = field(default_factory=list)

    def holds(self, task_type: str) -> bool:
        """Whether a task of that type is in it."""
        return isinstance(self.body, list) and any(
            isinstance(task, dict) and task.get("taskType") == task_type for task in self.body
        )


class Journal:
    """The newest fifty thousand exchanges, oldest first; keys are not written down."""

    def __init__(self) -> None:
        self.exchanges: deque[Exchange] = deque(maxlen=_KEPT)

    def open(self, at: float, body: Any) -> Exchange:
        """Begin the entry of a request."""
        exchange = Exchange(at, _without_keys(body))
        self.exchanges.append(exchange)
        return exchange

    @property
    def bodies(self) -> list[Any]:
        """Every request body."""
        return [exchange.body for exchange in self.exchanges]

    def tasks(self, task_type: str = "imageInference") -> list[dict[str, Any]]:
        """Every task object of that type that was sent, accepted or not."""
        return [
            task
            for exchange in self.exchanges
            if exchange.holds(task_type)
            for task in exchange.body
            if isinstance(task, dict) and task.get("taskType") == task_type
        ]

    @property
    def accepted(self) -> list[str]:
        """The UUIDs of all accepted tasks."""
        return [task_uuid for exchange in self.exchanges for task_uuid in exchange.accepted]

    def as_json(self, task_type: str | None = None) -> list[dict[str, Any]]:
        """The exchanges, or those that hold a task of that type."""
        return [asdict(exchange) for exchange in self.exchanges if task_type is None or exchange.holds(task_type)]


def _without_keys(body: Any) -> Any:
    if not isinstance(body, list):
        return body
    return [{**task, "apiKey": "…"} if isinstance(task, dict) and "apiKey" in task else task for task in body]
