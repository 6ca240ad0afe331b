"""The table ``servers``: every server that Easel was ever on, and what the operator decided about it."""

from collections.abc import Collection, Mapping
from typing import Final

from bot.domain.audit import AuditEntry
from bot.domain.clock import HOUR_SECONDS
from bot.domain.job import Job
from bot.domain.servers import Arrival, Server, ServerDetails, ServerSort, ServerTotals
from bot.localization.messages import Sentence
from bot.storage import audit, cancelling, kv
from bot.storage.database import Row, Transaction, Value, placeholders

_ORDERS: Final[Mapping[ServerSort, str]] = {
    ServerSort.SPENT: "micro_dollars",
    ServerSort.PICTURES: "images",
    ServerSort.JOINED: "joined_at",
}
_SELECT_TOTALS: Final = """
    SELECT servers.*, COALESCE(spent.micro_dollars, 0) AS micro_dollars, COALESCE(drawn.images, 0) AS images
    FROM servers
    LEFT JOIN (SELECT scope, SUM(amount) AS micro_dollars FROM ledger_totals
               WHERE scope > 0 AND seconds = 3600 AND number >= ? GROUP BY scope)
        AS spent ON spent.scope = servers.guild_id
    LEFT JOIN (SELECT guild_id, SUM(images - granted_images) AS images FROM ledger
               WHERE window_at > ? AND kind NOT IN ('grant', 'reset') GROUP BY guild_id)
        AS drawn ON drawn.guild_id = servers.guild_id
"""
IS_UNDECIDED: Final = "admitted IS NULL AND left_at IS NULL"
"""Of servers that Easel is on and about which nobody has decided."""


def record_first(present: Collection[ServerDetails], *, now: float) -> Transaction[bool]:
    """Admit the servers that are there when this database first hears of admission; returns whether this was then.

    They need no welcome.
    """
    if not (yield from kv.put_if_absent(kv.ADMISSION_BEGAN_KEY, repr(now))):
        return False
    for server in present:
        yield from _insert(server, now, admitted=1, welcomed_at=now)
    return True


def record_present(server: ServerDetails, *, admit: bool, now: float) -> Transaction[Arrival]:
    """Store a server that Easel is on; ``admit`` is whether a new one is admitted at once.

    What Discord does not say, such as the name during an outage, stays, and so do decisions about a server that
    returns. If :func:`record_first` has not run yet, the server was there before: it is admitted and needs no welcome.
    """
    rows = yield "SELECT * FROM servers WHERE guild_id = ?", (server.guild_id,)
    if not rows:
        is_old = (yield from kv.get(kv.ADMISSION_BEGAN_KEY)) is None
        admitted, welcomed_at = (1 if admit or is_old else None), (now if is_old else None)
        added = yield from _insert(server, now, admitted=admitted, welcomed_at=welcomed_at)
        return Arrival.JOINED if added and not is_old else Arrival.KNOWN
    known = server_from_row(rows[0])
    has_left = known.left_at is not None
    details = (
        server.name or known.name,
        known.owner_id if server.owner_id is None else server.owner_id,
        known.member_count if server.member_count is None else server.member_count,
    )
    if has_left or details != (known.name, known.owner_id, known.member_count):
        yield (
            "UPDATE servers SET name = ?, owner_id = ?, member_count = ?, left_at = NULL,"
            " joined_at = CASE WHEN left_at IS NULL THEN joined_at ELSE CAST(? AS DOUBLE PRECISION) END"
            " WHERE guild_id = ?",
            (*details, now, server.guild_id),
        )
    return Arrival.RETURNED if has_left else Arrival.KNOWN


def mark_left(guild_id: int, reason: Sentence, *, now: float) -> Transaction[list[Job] | None]:
    """Record that Easel left the server, and cancel its waiting jobs with a refund.

    Running tasks go on. Returns one job for each interaction; ``None`` if Easel was not there.
    """
    rows = yield (
        "UPDATE servers SET left_at = ? WHERE guild_id = ? AND left_at IS NULL RETURNING guild_id",
        (now, guild_id),
    )
    if not rows:
        return None
    return (yield from cancelling.cancel_waiting("guild_id = ?", (guild_id,), reason, now=now))


def list_present_ids() -> Transaction[list[int]]:
    """The ids of the servers that Easel is on, as far as it knows."""
    rows = yield "SELECT guild_id FROM servers WHERE left_at IS NULL", ()
    return [row["guild_id"] for row in rows]


def _insert(server: ServerDetails, now: float, *, admitted: int | None, welcomed_at: float | None) -> Transaction[bool]:
    row = {**server._asdict(), "joined_at": now, "admitted": admitted, "welcomed_at": welcomed_at}
    rows = yield (
        f"INSERT INTO servers ({', '.join(row)}) VALUES ({placeholders(len(row))})"
        " ON CONFLICT (guild_id) DO NOTHING RETURNING guild_id",
        tuple(row.values()),
    )
    return bool(rows)


def decide(
    guild_id: int, entry: AuditEntry, *, admit: bool, plan: str | None = None, only_undecided: bool = False
) -> Transaction[Server | None]:
    """Admit or refuse a server, with a plan if one is given, and add the audit entry.

    Returns the server after the decision; ``None`` if it is not known, or with ``only_undecided`` was decided before.
    Whoever brought Easel is told how to begin when the server is admitted, unless they were.
    """
    condition = " AND admitted IS NULL" if only_undecided else ""
    rows = yield (
        "UPDATE servers SET welcomed_at = CASE WHEN CAST(? AS BIGINT) = 1 AND admitted IS NULL THEN NULL"
        " ELSE welcomed_at END, admitted = ?, plan = COALESCE(?, plan)"
        f" WHERE guild_id = ?{condition} RETURNING *",
        (int(admit), int(admit), plan, guild_id),
    )
    if not rows:
        return None
    yield from audit.add(entry)
    return server_from_row(rows[0])


def update_settings(guild_id: int, changes: Mapping[str, Value], entry: AuditEntry) -> Transaction[Server | None]:
    """Change the plan or the budgets, and add the audit entry; returns ``None`` if the server is not known."""
    assignments = ", ".join(f"{column} = ?" for column in changes)
    rows = yield f"UPDATE servers SET {assignments} WHERE guild_id = ? RETURNING *", (*changes.values(), guild_id)
    if not rows:
        return None
    yield from audit.add(entry)
    return server_from_row(rows[0])


def get(guild_id: int) -> Transaction[Server | None]:
    """The server; ``None`` if Easel was never on it."""
    rows = yield "SELECT * FROM servers WHERE guild_id = ?", (guild_id,)
    return server_from_row(rows[0]) if rows else None


def get_totals(guild_id: int, *, since: float) -> Transaction[ServerTotals | None]:
    """The server with its sums after ``since``."""
    rows = yield f"{_SELECT_TOTALS} WHERE servers.guild_id = ?", (*_window(since), guild_id)
    return _totals_from_row(rows[0]) if rows else None


def list_page(
    sort: ServerSort, *, since: float, offset: int, limit: int
) -> Transaction[tuple[list[ServerTotals], int]]:
    """A page of all servers with their sums after ``since``, those that Easel left at the end, and the number of all.

    Sums of dollars begin with the next full hour.
    """
    rows = yield (
        f"{_SELECT_TOTALS} ORDER BY left_at IS NOT NULL, {_ORDERS[sort]} DESC, servers.guild_id LIMIT ? OFFSET ?",
        (*_window(since), limit, offset),
    )
    (count,) = yield "SELECT COUNT(*) AS count FROM servers", ()
    return [_totals_from_row(row) for row in rows], int(count["count"])


def get_names(guild_ids: Collection[int]) -> Transaction[dict[int, str]]:
    """The names of those of these servers that are stored and have one."""
    if not guild_ids:
        return {}
    sql = f"SELECT guild_id, name FROM servers WHERE name <> '' AND guild_id IN ({placeholders(len(guild_ids))})"
    rows = yield sql, tuple(guild_ids)
    return {int(row["guild_id"]): str(row["name"]) for row in rows}


def list_named(text: str, *, limit: int) -> Transaction[list[Server]]:
    """Servers whose name holds this text (the case of A to Z is ignored), or whose id begins with it.

    Those that wait come first, then those where Easel is, then those that it left; the newest of each first.
    """
    pattern = f"{''.join(f'!{char}' if char in '!%_' else char for char in text)}%"
    rows = yield (
        "SELECT * FROM servers WHERE LOWER(name) LIKE LOWER(?) ESCAPE '!' OR CAST(guild_id AS TEXT) LIKE ? ESCAPE '!'"
        f" ORDER BY CASE WHEN {IS_UNDECIDED} THEN 0 WHEN left_at IS NULL THEN 1 ELSE 2 END, joined_at DESC LIMIT ?",
        (f"%{pattern}", pattern, limit),
    )
    return [server_from_row(row) for row in rows]


def count_waiting() -> Transaction[int]:
    """Number of servers that Easel is on and about which nobody has decided."""
    (row,) = yield f"SELECT COUNT(*) AS count FROM servers WHERE {IS_UNDECIDED}", ()
    return int(row["count"])


def count_by_admission() -> Transaction[dict[str, int]]:
    """Number of servers that Easel is on, by whether they are ``admitted``, ``waiting`` or ``refused``."""
    rows = yield (
        "SELECT CASE admitted WHEN 1 THEN 'admitted' WHEN 0 THEN 'refused' ELSE 'waiting' END AS admission,"
        " COUNT(*) AS count FROM servers WHERE left_at IS NULL GROUP BY admission",
        (),
    )
    return {row["admission"]: int(row["count"]) for row in rows}


def _window(since: float) -> tuple[Value, ...]:
    return int(since) // HOUR_SECONDS + 1, since


def _totals_from_row(row: Row) -> ServerTotals:
    return ServerTotals(server_from_row(row), int(row["micro_dollars"]), int(row["images"]))


def server_from_row(row: Row) -> Server:
    """Read a row of the table."""
    same = ("guild_id", "name", "owner_id", "member_count", "joined_at", "left_at", "plan", "daily_budget")
    more = ("monthly_budget", "announced_at", "welcomed_at")
    decision = None if row["admitted"] is None else bool(row["admitted"])
    return Server(decision=decision, **{name: row[name] for name in (*same, *more)})
