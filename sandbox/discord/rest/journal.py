"""The journal: all requests to the REST API in order of arrival."""

from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, field
from typing import Any, Final

from sandbox.discord.errors import FieldError, Json

DEFAULT_MAX_ENTRIES: Final = 20_000
MAX_VIOLATIONS: Final = 1000


@dataclass(slots=True)
class JournalEntry:
    """One request to the REST API.

    ``at`` is in seconds since 1970, ``latency`` is the time in seconds from an interaction to its callback. ``status``
    is ``None`` if the connection was broken instead of a response. Interaction tokens in paths are redacted.
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
    """The newest requests, oldest first; ``max_entries=0`` keeps none."""

    def __init__(self, clock: Callable[[], float], max_entries: int = DEFAULT_MAX_ENTRIES) -> None:
        self.entries: deque[JournalEntry] = deque(maxlen=max_entries)
        self.violations: deque[Json] = deque(maxlen=MAX_VIOLATIONS)
        self._clock = clock

    def add_entry(self, method: str, path: str) -> JournalEntry:
        """Add the entry of a request that has just arrived."""
        entry = JournalEntry(self._clock(), method, path)
        self.entries.append(entry)
        return entry

    def record_violations(self, entry: JournalEntry, field_errors: Iterable[FieldError]) -> None:
        """Record how a body violates Discord's OpenAPI file."""
        for error in field_errors:
            where = ".".join(map(str, error.path))
            self.violations.append(
                {"at": entry.at, "method": entry.method, "path": entry.path, "where": where, "what": error.message}
            )

    def as_json(self, path_part: str | None = None) -> list[Json]:
        """The entries as JSON; with ``path_part`` only those whose path contains it."""
        return [asdict(entry) for entry in self.entries if path_part is None or path_part in entry.path]
