"""Exact sums over windows of the ledger, which take as long for a large ledger as for a small one.

Triggers keep what channels, servers and the whole bot use in each minute, hour and day (``ledger_totals``). A window is
the rows of the minute that it cuts, and the whole minutes, hours and days after that.
"""

from collections.abc import Mapping
from enum import StrEnum
from functools import lru_cache
from math import floor
from typing import Final, NamedTuple

from bot.domain.clock import HOUR_SECONDS
from bot.storage.database import Transaction, Value

MINUTE_SECONDS: Final = 60
_MINUTES_PER_HOUR: Final = 60
_HOURS_PER_DAY: Final = 24
_BOT_SCOPE: Final = 0


class Scope(StrEnum):
    """Whose rows are summed: the micro-dollars of a server or the whole bot, or the pictures of a channel."""

    BOT = "bot"
    SERVER = "server"
    CHANNEL = "channel"


class Window(NamedTuple):
    """All rows of a scope after ``since``. ``id`` is the server's or the channel's, and unused for the whole bot."""

    scope: Scope
    since: float
    id: int = 0


_ROWS: Final = {
    Scope.BOT: "SUM(micro_dollars) FROM ledger WHERE micro_dollars <> 0",
    Scope.SERVER: "SUM(micro_dollars) FROM ledger WHERE micro_dollars <> 0 AND guild_id = ?",
    Scope.CHANNEL: (
        "SUM(images - granted_images) FROM ledger WHERE images <> granted_images AND kind <> 'reset' AND channel_id = ?"
    ),
}
_OF_LENGTH: Final = (
    "COALESCE((SELECT SUM(amount) FROM ledger_totals WHERE scope = ? AND seconds = {seconds} AND {when}), 0)"
)
_SUM: Final = " + ".join(
    [
        "COALESCE((SELECT {rows} AND window_at > ? AND window_at < ?), 0)",
        _OF_LENGTH.format(seconds=60, when="number >= ? AND number < ?"),
        _OF_LENGTH.format(seconds=3600, when="number >= ? AND number < ?"),
        _OF_LENGTH.format(seconds=86400, when="number >= ?"),
    ]
)
_SELECT_HOURS: Final = """
    SELECT number AS hour, SUM(amount) AS amount FROM ledger_totals
    WHERE scope = ? AND seconds = 3600 AND number >= ? GROUP BY number ORDER BY number
"""


def get_sums(windows: Mapping[str, Window]) -> Transaction[dict[str, int]]:
    """The sum of each window, under the window's name; the names must be valid in SQL."""
    if not windows:
        return {}
    sql = _build_sql(tuple((name, window.scope) for name, window in windows.items()))
    (row,) = yield sql, [value for window in windows.values() for value in _values(window)]
    return {name: int(row[name]) for name in windows}


def list_hours(window: Window) -> Transaction[list[tuple[float, int]]]:
    """The parts of a window, the first up to an hour long and the others whole hours, as pairs of their end and sum."""
    first_hour = floor(window.since / HOUR_SECONDS) + 1
    rows = yield _SELECT_HOURS, (_scope_column(window), first_hour)
    whole_hours = [(float((row["hour"] + 1) * HOUR_SECONDS), int(row["amount"])) for row in rows]
    total = (yield from get_sums({"total": window}))["total"]
    return [(float(first_hour * HOUR_SECONDS), total - sum(amount for _, amount in whole_hours)), *whole_hours]


@lru_cache(maxsize=64)
def _build_sql(columns: tuple[tuple[str, Scope], ...]) -> str:
    return "SELECT " + ", ".join(f"{_SUM.format(rows=_ROWS[scope])} AS {name}" for name, scope in columns)


def _values(window: Window) -> list[Value]:
    """The values of the placeholders of a sum: of its rows, minutes, hours and days."""
    scope = _scope_column(window)
    minute = floor(window.since / MINUTE_SECONDS) + 1
    hour = -(-minute // _MINUTES_PER_HOUR)
    day = -(-hour // _HOURS_PER_DAY)
    own = [] if window.scope is Scope.BOT else [window.id]
    rows = [*own, window.since, minute * MINUTE_SECONDS]
    minutes, hours = [scope, minute, hour * _MINUTES_PER_HOUR], [scope, hour, day * _HOURS_PER_DAY]
    return [*rows, *minutes, *hours, scope, day]


def _scope_column(window: Window) -> int:
    match window.scope:
        case Scope.BOT:
            return _BOT_SCOPE
        case Scope.SERVER:
            return window.id
        case Scope.CHANNEL:
            return -window.id
