"""What must hold for the rows of the ledger, checked over the newest of them for ``python -m bot check``.

Each check looks for the first row that breaks a rule. They read rows by their id, which grows with the time at which
they were written, so that the time depends on the period and not on the size of the ledger.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final, NamedTuple, TypeAlias

from bot.domain.clock import DAY_SECONDS, HOUR_SECONDS
from bot.storage.database import Transaction

CHECKED_PERIOD_SECONDS: Final = 30 * DAY_SECONDS


class CheckedPeriod(NamedTuple):
    """The rows that are checked: those after this id, and the hours from this one on (since the epoch)."""

    after_id: int
    first_hour: int


Check: TypeAlias = Callable[[CheckedPeriod], Transaction[str | None]]
"""Describes the first wrong row; ``None`` if there is none."""

_SELECT_LAST_OLD_ROW: Final = "SELECT id FROM ledger WHERE created_at < ? ORDER BY id DESC LIMIT 1"
_SELECT_NOT_RESERVED_ONCE: Final = """
    SELECT id, job_id, kind FROM ledger AS checked WHERE id > ? AND job_id IS NOT NULL
    AND (SELECT COUNT(*) FROM ledger WHERE job_id = checked.job_id AND kind = 'reserve') <> 1 ORDER BY id LIMIT 1
"""
_SELECT_NOT_CLOSED_ONCE: Final = """
    SELECT opened.id, opened.job_id, jobs.state,
           (SELECT COUNT(*) FROM ledger WHERE job_id = opened.job_id AND kind IN ('settle', 'refund')) AS closings
    FROM ledger AS opened JOIN jobs ON jobs.id = opened.job_id WHERE opened.id > ? AND opened.kind = 'reserve'
    AND (SELECT COUNT(*) FROM ledger WHERE job_id = opened.job_id AND kind IN ('settle', 'refund'))
        <> CASE WHEN jobs.ended_at IS NULL THEN 0 ELSE 1 END
    ORDER BY opened.id LIMIT 1
"""
_SELECT_UNBOOKED_JOB: Final = """
    SELECT id, state FROM jobs WHERE created_at >= ?
    AND NOT EXISTS (SELECT 1 FROM ledger WHERE job_id = jobs.id) ORDER BY id LIMIT 1
"""
_SELECT_ABOVE_LIMIT: Final = """
    SELECT * FROM (
        SELECT id, job_id, user_id, images, image_limit,
               (SELECT COALESCE(SUM(images), 0) FROM ledger WHERE user_id = asked.user_id
                AND window_at > asked.counted_since AND id < asked.id AND kind <> 'grant'
                AND (asked.guild_id IS NULL OR guild_id = asked.guild_id)) AS held
        FROM ledger AS asked
        WHERE id > ? AND kind = 'reserve' AND image_limit IS NOT NULL AND images > 0
    ) AS reserved WHERE held + images > image_limit ORDER BY id LIMIT 1
"""
_SELECT_NEGATIVE_JOB: Final = """
    SELECT id, job_id, kind, (SELECT SUM(images) FROM ledger WHERE job_id = checked.job_id) AS images,
           (SELECT SUM(micro_dollars) FROM ledger WHERE job_id = checked.job_id) AS micro_dollars
    FROM ledger AS checked WHERE id > ? AND kind IN ('settle', 'refund', 'adjust', 'reset')
    AND ((SELECT SUM(images) FROM ledger WHERE job_id = checked.job_id) < 0
         OR (SELECT SUM(micro_dollars) FROM ledger WHERE job_id = checked.job_id) < 0)
    ORDER BY id LIMIT 1
"""
_SELECT_OVERDRAWN_GRANT: Final = """
    SELECT checked.id, checked.grant_id, grants.granted_images
           + (SELECT SUM(granted_images) FROM ledger WHERE grant_id = checked.grant_id) AS left_images
    FROM ledger AS checked LEFT JOIN ledger AS grants ON grants.id = checked.grant_id AND grants.kind = 'grant'
    WHERE checked.id > ? AND checked.grant_id IS NOT NULL
    AND COALESCE(grants.granted_images + (SELECT SUM(granted_images) FROM ledger WHERE grant_id = checked.grant_id), -1)
        < 0
    ORDER BY checked.id LIMIT 1
"""
_SELECT_RETURNED_TOO_MUCH: Final = """
    SELECT id, job_id, grant_id FROM ledger AS checked WHERE id > ? AND kind = 'return'
    AND (SELECT SUM(granted_images) FROM ledger WHERE job_id = checked.job_id AND grant_id = checked.grant_id) > 0
    ORDER BY id LIMIT 1
"""
_SELECT_WRONG_HOUR: Final = """
    SELECT * FROM (
        SELECT scope, number AS hour, total, (
            SELECT COALESCE(SUM({amount}), 0) FROM ledger
            WHERE {rows} AND window_at >= number * 3600 AND window_at < (number + 1) * 3600
        ) AS booked
        FROM (SELECT scope, number, SUM(amount) AS total FROM ledger_totals
              WHERE {scopes} AND seconds = 3600 AND number >= ? GROUP BY scope, number) AS hours
    ) AS compared WHERE booked <> total ORDER BY hour, scope LIMIT 1
"""
_SELECT_TOTAL_OF_HOURS: Final = """
    SELECT (SELECT COALESCE(SUM(amount), 0) FROM ledger_totals WHERE {scopes}
            AND seconds = 3600 AND number >= ?) AS total,
           (SELECT COALESCE(SUM({amount}), 0) FROM ledger WHERE window_at >= ? AND {all_rows}) AS booked
"""
_SELECT_UNEQUAL_TOTALS: Final = """
    SELECT scope FROM ledger_totals WHERE number >= ? / seconds GROUP BY scope
    HAVING SUM(CASE seconds WHEN 60 THEN amount ELSE 0 END) <> SUM(CASE seconds WHEN 3600 THEN amount ELSE 0 END)
        OR SUM(CASE seconds WHEN 60 THEN amount ELSE 0 END) <> SUM(CASE seconds WHEN 86400 THEN amount ELSE 0 END)
    ORDER BY scope LIMIT 1
"""
_SELECT_UNRECORDED_CONSUMPTION: Final = """
    SELECT id FROM entitlements WHERE consumed_at >= ? AND NOT EXISTS (
        SELECT 1 FROM entitlement_events WHERE entitlement_id = entitlements.id AND change = 'consumed'
    ) ORDER BY id LIMIT 1
"""


def find_violations(now: float) -> Transaction[dict[str, str | None]]:
    """The first wrong row of the last 30 days for each rule; ``None`` where there is none."""
    since = now - CHECKED_PERIOD_SECONDS
    rows = yield _SELECT_LAST_OLD_ROW, (since,)
    period = CheckedPeriod(rows[0]["id"] if rows else 0, int(since // HOUR_SECONDS) + 1)
    found: dict[str, str | None] = {}
    for rule, check in CHECKS.items():
        found[rule] = yield from check(period)
    return found


def _check_jobs_are_reserved_once(period: CheckedPeriod) -> Transaction[str | None]:
    for row in (yield _SELECT_NOT_RESERVED_ONCE, (period.after_id,)):
        return f"ledger row {row['id']} ({row['kind']}) belongs to job {row['job_id']}, which is not reserved once"
    for row in (yield _SELECT_UNBOOKED_JOB, (float(period.first_hour * HOUR_SECONDS),)):
        return f"job {row['id']} ({row['state']}) has no row in the ledger"
    return None


def _check_ended_jobs_are_closed_once(period: CheckedPeriod) -> Transaction[str | None]:
    for row in (yield _SELECT_NOT_CLOSED_ONCE, (period.after_id,)):
        return f"job {row['job_id']} ({row['state']}) is settled or refunded {row['closings']} times"
    return None


def _check_limits_are_kept(period: CheckedPeriod) -> Transaction[str | None]:
    for row in (yield _SELECT_ABOVE_LIMIT, (period.after_id,)):
        member = f"member {row['user_id']} had {row['held']} and got {row['images']} of {row['image_limit']} pictures"
        return f"ledger row {row['id']} (job {row['job_id']}): {member}"
    return None


def _check_jobs_are_not_negative(period: CheckedPeriod) -> Transaction[str | None]:
    for row in (yield _SELECT_NEGATIVE_JOB, (period.after_id,)):
        sums = f"{row['images']} pictures and {row['micro_dollars']} millionths of a dollar"
        return f"ledger row {row['id']} ({row['kind']}) belongs to job {row['job_id']}, which adds up to {sums}"
    return None


def _check_grants_are_not_overdrawn(period: CheckedPeriod) -> Transaction[str | None]:
    for row in (yield _SELECT_OVERDRAWN_GRANT, (period.after_id,)):
        left = "which does not exist" if row["left_images"] is None else f"which has {row['left_images']} pictures left"
        return f"ledger row {row['id']} uses grant {row['grant_id']}, {left}"
    for row in (yield _SELECT_RETURNED_TOO_MUCH, (period.after_id,)):
        return f"ledger row {row['id']}: job {row['job_id']} returned more to grant {row['grant_id']} than it had used"
    return None


class _Sums(NamedTuple):
    """What ``ledger_totals`` holds for some scopes: which, of which rows of one, of which rows of all, and what."""

    scopes: str
    rows: str
    all_rows: str
    amount: str


_SUMS: Final = (
    _Sums("scope = 0", "micro_dollars <> 0", "micro_dollars <> 0", "micro_dollars"),
    _Sums(
        "scope > 0",
        "guild_id = scope AND micro_dollars <> 0",
        "guild_id IS NOT NULL AND micro_dollars <> 0",
        "micro_dollars",
    ),
    _Sums(
        "scope < 0",
        "channel_id = -scope AND kind <> 'reset' AND images <> granted_images",
        "channel_id IS NOT NULL AND kind <> 'reset' AND images <> granted_images",
        "images - granted_images",
    ),
)


def _check_totals_add_up(period: CheckedPeriod) -> Transaction[str | None]:
    day_start = (period.first_hour * HOUR_SECONDS // int(DAY_SECONDS) + 1) * int(DAY_SECONDS)
    for row in (yield _SELECT_UNEQUAL_TOTALS, (day_start,)):
        return f"ledger_totals of {_scope_name(row['scope'])}: its minutes, hours and days differ"
    for sums in _SUMS:
        for row in (yield _SELECT_WRONG_HOUR.format(**sums._asdict()), (period.first_hour,)):
            amounts = f"{row['total']} in place of the ledger’s {row['booked']}"
            return f"ledger_totals of {_scope_name(row['scope'])}, hour {row['hour']}, has {amounts}"
        since = (period.first_hour, float(period.first_hour * HOUR_SECONDS))
        (both,) = yield _SELECT_TOTAL_OF_HOURS.format(**sums._asdict()), since
        if both["total"] != both["booked"]:
            return (
                f"ledger_totals lacks hours: they add up to {both['total']} in place of the ledger’s {both['booked']}"
            )
    return None


def _scope_name(scope: int) -> str:
    if scope == 0:
        return "the whole bot"
    return f"server {scope}" if scope > 0 else f"channel {-scope}"


def _check_consumptions_are_recorded(period: CheckedPeriod) -> Transaction[str | None]:
    for row in (yield _SELECT_UNRECORDED_CONSUMPTION, (float(period.first_hour * HOUR_SECONDS),)):
        return f"entitlement {row['id']} was consumed without a row in entitlement_events"
    return None


CHECKS: Final[Mapping[str, Check]] = MappingProxyType(
    {
        "every job is reserved once": _check_jobs_are_reserved_once,
        "every ended job is settled or refunded once": _check_ended_jobs_are_closed_once,
        "no member got more than their limit": _check_limits_are_kept,
        "no job adds up to less than nothing": _check_jobs_are_not_negative,
        "no grant is overdrawn": _check_grants_are_not_overdrawn,
        "the totals add up to the ledger": _check_totals_add_up,
        "consumed purchases are recorded": _check_consumptions_are_recorded,
    }
)
