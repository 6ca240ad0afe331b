"""Which monthly statements were sent, and which servers get one."""

from datetime import date
from typing import Final

from bot.domain.statistics import Day
from bot.storage import kv
from bot.storage.database import Transaction

OPERATOR: Final = 0
"""In place of a server's id: the statement of the whole bot."""
_SELECT_SERVERS: Final = """
    SELECT DISTINCT guild_id FROM ledger
    WHERE kind = 'reserve' AND window_at >= ? AND window_at < ? AND guild_id IS NOT NULL
"""


def get_first_start(now: float) -> Transaction[float]:
    """When the bot first started with statements: there are none of months that ended before."""
    yield from kv.put_if_absent(kv.STATEMENTS_SINCE_KEY, repr(now))
    return float((yield from kv.get(kv.STATEMENTS_SINCE_KEY)) or now)


def list_servers(day: Day) -> Transaction[set[int]]:
    """The servers where pictures were requested on that day."""
    rows = yield _SELECT_SERVERS, (day.start, day.end)
    return {row["guild_id"] for row in rows}


def list_stated(month: date) -> Transaction[set[int]]:
    """The servers whose statement of that month, or of a later one, is done."""
    done = yield from kv.list_by_prefix(kv.STATEMENT_PREFIX)
    return {int(name.removeprefix(kv.STATEMENT_PREFIX)) for name, last in done.items() if last >= month.isoformat()}


def is_stated(server: int, month: date) -> Transaction[bool]:
    """Whether the server's statement of that month, or of a later one, is done."""
    last = yield from kv.get(f"{kv.STATEMENT_PREFIX}{server}")
    return last is not None and last >= month.isoformat()


def mark_stated(server: int, month: date) -> Transaction[None]:
    """Record that the server's statement of that month is done."""
    yield from kv.put(f"{kv.STATEMENT_PREFIX}{server}", month.isoformat())
