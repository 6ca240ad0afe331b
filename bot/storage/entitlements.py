"""What is bought at Discord: the newest state of each entitlement, and a row for everything that happened to it.

A recorded row takes effect with the next request: :mod:`bot.storage.standing` reads the table.
"""

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import asdict, replace
from typing import Final

from bot.domain.entitlements import (
    Entitlement,
    EntitlementChange,
    Observation,
    changes_between,
    first_state,
    lay_out,
    next_state,
)
from bot.domain.limits import Limits
from bot.storage import locks
from bot.storage.database import Row, Transaction, upsert

_OF_OWNER: Final = "((guild_id IS NULL AND CAST(? AS BIGINT) IS NULL AND user_id = ?) OR guild_id = ?)"
_IS_PASSED: Final = """
    deleted_at IS NULL AND ends_at <= ? AND NOT EXISTS (
        SELECT 1 FROM entitlement_events AS event
        WHERE event.entitlement_id = entitlements.id AND event.change = 'ended'
        AND event.ends_at = entitlements.ends_at)
"""


def record(observations: Sequence[Observation], *, limits: Limits, now: float) -> Transaction[None]:
    """Record what Discord said about entitlements. Repeated and late observations change nothing.

    The days of consumables begin, one after the other, if ``limits`` say that they bring something.
    """
    yield locks.ENTITLEMENTS
    for seen in observations:
        known = yield from get(seen.id)
        state = first_state(seen, now) if known is None else next_state(known, seen, now)
        if state.is_consumable:
            yield from _record_consumable(known, state, limits, now)
        elif state != known:
            yield from _write(known, state, now)


def _record_consumable(known: Entitlement | None, state: Entitlement, limits: Limits, now: float) -> Transaction[None]:
    others = yield from _list_others(state)
    has_effect = limits.has_effect(state.sku_id, is_of_server=state.guild_id is not None)
    laid = {pack.id: pack for pack in lay_out([*others, state], now)} if has_effect else {}
    state = laid.pop(state.id, state)
    if state != known:
        yield from _write(known, state, now)
    for other in others:
        if other.id in laid:
            yield from _write(other, laid[other.id], now)


def begin_consumables(limits: Limits, now: float) -> Transaction[None]:
    """Begin the days of consumables that brought nothing when they were bought, and do now."""
    yield locks.ENTITLEMENTS
    rows = yield (
        "SELECT * FROM entitlements WHERE is_consumable = 1 AND consumed_at IS NULL AND starts_at IS NULL"
        " AND deleted_at IS NULL ORDER BY id",
        (),
    )
    for bought in map(_read, rows):
        known = yield from get(bought.id)  # an earlier one may have moved it
        assert known is not None
        yield from _record_consumable(known, known, limits, now)


def end_unlisted(listed: AbstractSet[int], *, read_at: float) -> Transaction[list[Entitlement]]:
    """End what Discord no longer lists, and return it. ``listed`` are all entitlements that it listed at ``read_at``.

    Refunds are listed as such, so this is an end that a later list can take back. Consumables are left out, because
    Discord need not list those that are consumed, and so is what was seen after ``read_at``.
    """
    yield locks.ENTITLEMENTS
    rows = yield (
        "SELECT * FROM entitlements WHERE is_consumable = 0 AND deleted_at IS NULL AND seen_at < ?"
        " AND first_seen_at < ? AND (ends_at IS NULL OR ends_at > ?) ORDER BY id",
        (read_at, read_at, read_at),
    )
    gone = [known for known in map(_read, rows) if known.id not in listed]
    for known in gone:
        yield from _write(known, replace(known, ends_at=read_at, seen_at=read_at), read_at)
    return gone


def record_ends(now: float) -> Transaction[None]:
    """Add a row for each entitlement whose end has come since the last call."""
    yield locks.ENTITLEMENTS
    rows = yield f"SELECT * FROM entitlements WHERE {_IS_PASSED} ORDER BY id", (now,)
    for state in map(_read, rows):
        yield from _add_event(state, EntitlementChange.ENDED, now)


def list_to_consume() -> Transaction[list[int]]:
    """The ids of recorded consumables that Discord may forget now: their days have begun, or are after others’."""
    rows = yield (
        "SELECT id FROM entitlements WHERE is_consumable = 1 AND consumed_at IS NULL AND starts_at IS NOT NULL"
        " AND deleted_at IS NULL ORDER BY id",
        (),
    )
    return [row["id"] for row in rows]


def mark_consumed(entitlement_id: int, now: float) -> Transaction[None]:
    """Record that Discord accepted the consumption, once."""
    yield locks.ENTITLEMENTS
    known = yield from get(entitlement_id)
    if known is not None and known.consumed_at is None:
        yield from _write(known, replace(known, consumed_at=now), now)


def get(entitlement_id: int) -> Transaction[Entitlement | None]:
    """The recorded state; ``None`` if there is none."""
    rows = yield "SELECT * FROM entitlements WHERE id = ?", (entitlement_id,)
    return _read(rows[0]) if rows else None


def list_bought(user_id: int, guild_id: int | None, now: float) -> Transaction[list[Entitlement]]:
    """What a member and a server bought and has not ended, what begins later included."""
    rows = yield (
        "SELECT * FROM entitlements WHERE ((user_id = ? AND guild_id IS NULL) OR guild_id = ?)"
        " AND deleted_at IS NULL AND (ends_at IS NULL OR ends_at > ?) ORDER BY id",
        (user_id, guild_id or 0, now),
    )
    return [_read(row) for row in rows]


def _list_others(pack: Entitlement) -> Transaction[list[Entitlement]]:
    """The other consumables of the same owner and SKU that were not refunded."""
    rows = yield (
        f"SELECT * FROM entitlements WHERE is_consumable = 1 AND deleted_at IS NULL AND sku_id = ? AND id <> ?"
        f" AND {_OF_OWNER} ORDER BY id",
        (pack.sku_id, pack.id, pack.guild_id, pack.user_id, pack.guild_id),
    )
    return [_read(row) for row in rows]


def _write(known: Entitlement | None, state: Entitlement, now: float) -> Transaction[None]:
    row = {**asdict(state), "is_consumable": int(state.is_consumable)}
    yield upsert("entitlements", {"id": row.pop("id")}, row)
    yield from _add_events(state, changes_between(known, state), now)


def _add_events(state: Entitlement, changes: Iterable[EntitlementChange], now: float) -> Transaction[None]:
    for change in changes:
        yield from _add_event(state, change, now)


def _add_event(state: Entitlement, change: EntitlementChange, now: float) -> Transaction[None]:
    yield (
        "INSERT INTO entitlement_events (entitlement_id, change, ends_at, created_at) VALUES (?, ?, ?, ?)",
        (state.id, change.value, state.ends_at, now),
    )


def _read(row: Row) -> Entitlement:
    fields = {name: row[name] for name in Entitlement.__dataclass_fields__}
    return Entitlement(**{**fields, "is_consumable": bool(row["is_consumable"])})
