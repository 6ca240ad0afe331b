"""What was asked of the stand-in, in order."""

from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, field
from typing import Any, Final

from sandbox.discord.rest.errors import Fault, Json

DEFAULT_KEPT: Final = 20_000
VIOLATIONS_KEPT: Final = 1000


@dataclass(slots=True)
class Entry:
    """One request to the REST API.

    ``at`` is in seconds since 1970, ``latency`` the seconds from an interaction to its callback. ``status`` is
    ``None`` where the connection was broken instead of an answer. Interaction tokens in paths are cut out.
    """

    at: float
    method: str
    path: str
    body: Any = None
    files: list[Json] = field(default_factory=list)
    status: int | None = None
    error: Json | None = None
    latency: float | None = None


class Journal:
    """The newest requests, oldest first; with ``kept=0`` none at all."""

    def __init__(self, clock: Callable[[], float], kept: int = DEFAULT_KEPT) -> None:
        self.entries: deque[Entry] = deque(maxlen=kept)
        self.violations: deque[Json] = deque(maxlen=VIOLATIONS_KEPT)
        self._clock = clock

    def open(self, method: str, path: str) -> Entry:
        """Begin the entry of a request."""
        entry = Entry(self._clock(), method, path)
        self.entries.append(entry)
        return entry

    def violated(self, entry: Entry, faults: Iterable[Fault]) -> None:
        """Write down that a body is not what Discord's OpenAPI file asks for."""
        for fault in faults:
            where = ".".join(map(str, fault.path))
            self.violations.append(
                {"at": entry.at, "method": entry.method, "path": entry.path, "where": where, "what": fault.message}
            )

    def as_json(self, part: str | None = None) -> list[Json]:
        """The entries, or those with ``part`` in their path."""
        return [asdict(entry) for entry in self.entries if part is None or part in entry.path]
