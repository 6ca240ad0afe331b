"""What the metrics show of the database, in one transaction that takes as long for a million rows as for none."""

from collections import Counter
from collections.abc import Sequence
from typing import Final, NamedTuple

from bot.domain.clock import DAY_SECONDS
from bot.domain.job import State
from bot.storage import operator_stop, servers
from bot.storage.database import Transaction
from bot.storage.jobs import count_submitted
from bot.storage.spending import get_spending
from bot.storage.statistics import model_number

OTHER_MODEL: Final = "other"
"""Stands for models that the configuration no longer has."""
_COUNT_UNFINISHED: Final = """
    SELECT state, {model} AS model, COUNT(*) AS count, MIN(created_at) AS oldest_at FROM jobs
    WHERE state IN ('reserved', 'waiting', 'submitted', 'ready', 'held') GROUP BY state, model
"""


class StoredGauges(NamedTuple):
    """The values: counts, seconds, micro-dollars and bytes."""

    servers: dict[str, int]
    """Servers by admission."""
    unfinished: dict[tuple[str, str], int]
    """Unfinished jobs by state and model."""
    queued: int
    oldest_queued_seconds: float
    tasks: int
    spent_in_day: int
    is_stopped: bool
    database_bytes: int


def read_gauges(size_query: str, model_keys: Sequence[str], *, now: float) -> Transaction[StoredGauges]:
    """Read the values; ``size_query`` is :attr:`bot.storage.database.Database.size_query`."""
    model, patterns = model_number(model_keys)
    rows = yield _COUNT_UNFINISHED.format(model=model), patterns
    unfinished: Counter[tuple[str, str]] = Counter()
    for row in rows:
        key = model_keys[row["model"]] if row["model"] >= 0 else OTHER_MODEL
        unfinished[row["state"], key] += row["count"]
    waiting = [row for row in rows if row["state"] == State.WAITING]
    oldest_at = min((row["oldest_at"] for row in waiting), default=now)
    (size,) = yield size_query, ()
    return StoredGauges(
        servers=(yield from servers.count_by_admission()),
        unfinished=dict(unfinished),
        queued=sum(row["count"] for row in waiting),
        oldest_queued_seconds=max(0.0, now - oldest_at),
        tasks=(yield from count_submitted(now=now)),
        spent_in_day=(yield from get_spending(None, now - DAY_SECONDS)),
        is_stopped=(yield from operator_stop.get()) is not None,
        database_bytes=int(size["bytes"]),
    )
