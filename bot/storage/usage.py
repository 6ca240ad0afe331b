"""Usage of members and channels: sums over the rows of the ledger."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from bot.domain.clock import DAY_SECONDS
from bot.domain.limit_checks import QuotaExceeded, QuotaScope, scarcest_day_limit
from bot.domain.limits import UNLIMITED, Limits
from bot.domain.usage import Usage
from bot.domain.windows import Calendar, Span, next_window_start, window_start
from bot.errors import OverQuota
from bot.storage import grants, totals
from bot.storage.database import Row, Transaction
from bot.storage.totals import Scope, Window

IN_DAY_WINDOW: Final = (
    "window_at > ? AND window_at > CASE WHEN guild_id = ? THEN CAST(? AS DOUBLE PRECISION)"
    " ELSE CAST(? AS DOUBLE PRECISION) END"
)
"""Rows of one server in its day, and rows of other servers of the last 24 hours."""
# The plus sign keeps SQLite from an index over user_id: it would read all jobs of the member to find the running ones.
_SELECT_MEMBER_USAGE: Final = """
    SELECT COALESCE(SUM(CASE WHEN guild_id = ? THEN images ELSE 0 END), 0) AS images,
           COALESCE(SUM(images), 0) AS images_on_all_servers,
           COALESCE(SUM(CASE WHEN guild_id = ? THEN {extra} ELSE 0 END), 0) AS extra,
           COALESCE(SUM({extra}), 0) AS extra_on_all_servers,
           COALESCE(SUM(micro_dollars), 0) AS micro_dollars,
           (SELECT COUNT(*) FROM jobs WHERE user_id = ? AND ended_at IS NULL AND state <> 'held')
           + (SELECT COUNT(*) FROM jobs WHERE +user_id = ? AND running_until > ? AND running_until < 1e12) AS jobs,
           (SELECT MAX(created_at) FROM jobs WHERE user_id = ?) AS last_asked_at,
           (SELECT 1 FROM ledger WHERE kind = 'grant' AND user_id = ? AND guild_id = ? LIMIT 1) AS has_grants
    FROM ledger WHERE user_id = ? AND {in_window}
""".format(
    extra="CASE kind WHEN 'reset' THEN -images WHEN 'grant' THEN 0 ELSE -granted_images END", in_window=IN_DAY_WINDOW
)
_SELECT_IMAGES_BY_TIME: Final = """
    SELECT window_at, guild_id, SUM({amount}) AS images FROM ledger WHERE {condition} AND {in_window}
    GROUP BY window_at, guild_id HAVING SUM({amount}) > 0 ORDER BY window_at
"""
_NO_GUILD: Final = 0
"""A server's id in comparisons for direct messages: no server has it."""


def get_member_usage(user_id: int, guild_id: int | None, limits: Limits, now: float) -> Transaction[Usage]:
    """A member's usage in the window of the limits, on this server and on all.

    Other servers count with their last 24 hours, because their managers may have chosen another calendar.
    """
    guild = guild_id or _NO_GUILD
    member = (user_id, user_id, now, user_id, user_id, guild)
    (row,) = yield _SELECT_MEMBER_USAGE, (guild, guild, *member, user_id, *day_window(guild, limits.calendar, now))
    open_grants = (yield from grants.list_open(guild_id, user_id, now)) if row["has_grants"] else []
    on_all = int(row["images_on_all_servers"])
    return Usage(
        images=on_all if guild_id is None else int(row["images"]),
        images_on_all_servers=on_all,
        extra=int(row["extra"]),
        extra_on_all_servers=int(row["extra_on_all_servers"]),
        granted_left=sum(grant.images_left for grant in open_grants),
        micro_dollars=int(row["micro_dollars"]),
        jobs=row["jobs"],
        last_request_at=row["last_asked_at"],
    )


def day_window(guild_id: int, calendar: Calendar | None, now: float) -> tuple[float, int, float, float]:
    """The values of :data:`IN_DAY_WINDOW`."""
    since, sliding = window_start(now, Span.DAY, calendar), window_start(now, Span.DAY)
    return min(since, sliding), guild_id, since, sliding


def with_channel_usage(usage: Usage, channel_id: int, limits: Limits, now: float) -> Transaction[Usage]:
    """The usage with the pictures of all members in the channel, if it has a quota."""
    return replace(usage, **(yield from totals.get_sums(channel_windows(channel_id, limits, now))))


def channel_windows(channel_id: int, limits: Limits, now: float) -> dict[str, Window]:
    """The window of the channel's quota, if it has one, under the name of its field in the usage."""
    if limits.channel_images_per_day == UNLIMITED:
        return {}
    return {"channel_images": Window(Scope.CHANNEL, window_start(now, Span.DAY, limits.calendar), channel_id)}


def over_quota_error(
    exceeded: QuotaExceeded, user_id: int, guild_id: int | None, channel_id: int, limits: Limits, now: float
) -> Transaction[OverQuota]:
    """Build the error for used-up quotas.

    It names the quota that has enough pictures again last, and that time; a quota that is smaller than the request
    alone is named instead, without a time.
    """
    last, latest, place = exceeded.shortages[0], None, (user_id, guild_id, channel_id)
    for shortage in exceeded.shortages:
        if not shortage.can_ever_fit:
            return OverQuota(shortage.sentence, missing=shortage.missing)
        frees_at = yield from _frees_at(shortage.scope, shortage.excess, place, limits, now)
        if frees_at is not None and (latest is None or frees_at > latest):
            last, latest = shortage, frees_at
    is_below_plan = all(shortage.scope is not QuotaScope.HIGHEST for shortage in exceeded.shortages)
    return OverQuota(
        last.sentence,
        retry_at=latest,
        missing=last.missing,
        can_managers_help=guild_id is not None and is_below_plan,
    )


def next_image_frees_at(
    user_id: int, guild_id: int | None, limits: Limits, usage: Usage, now: float
) -> Transaction[float | None]:
    """When the member's next picture of the day is available again; ``None`` if none is used, or there is no limit."""
    day = scarcest_day_limit(limits, usage)
    if day is None:
        return None
    excess = max(1, day.used + 1 - day.limit)
    return (yield from _frees_at(day.scope, excess, (user_id, guild_id, 0), limits, now))


def _frees_at(
    scope: QuotaScope, missing: int, place: tuple[int, int | None, int], limits: Limits, now: float
) -> Transaction[float | None]:
    """When this many pictures more have left the window."""
    calendar_end = next_window_start(now, Span.DAY, limits.calendar)
    user_id, guild_id, channel_id = place
    amount, condition = "images", "user_id = ?"
    values: tuple[int, ...] = (user_id,)
    if scope is QuotaScope.CHANNEL:
        amount, condition = "images - granted_images", "images <> granted_images AND kind <> 'reset' AND channel_id = ?"
        values = (channel_id,)
    elif scope is QuotaScope.HIGHEST:
        amount = "CASE kind WHEN 'reset' THEN 0 ELSE images - granted_images END"
    if scope in {QuotaScope.SERVER, QuotaScope.HIGHEST} and guild_id is not None:
        condition, values = "kind <> 'grant' AND user_id = ? AND guild_id = ?", (user_id, guild_id)
    sql = _SELECT_IMAGES_BY_TIME.format(amount=amount, condition=condition, in_window=IN_DAY_WINDOW)
    rows = yield sql, (*values, *day_window(guild_id or _NO_GUILD, limits.calendar, now))
    return enough_leaves_at(((leaves_day_at(row, guild_id, calendar_end), int(row["images"])) for row in rows), missing)


def enough_leaves_at(leaving: Iterable[tuple[float, int]], amount: int) -> float | None:
    """The time from which ``amount`` less counts in the window; the last time of all if they add up to less than that.

    ``leaving`` are pairs of a time and the amount that no longer counts from then on. ``None`` if there are none.
    """
    left, at = 0, None
    for moment, leaves in sorted(leaving):
        left, at = left + leaves, moment
        if left >= amount:
            break
    return at


def leaves_day_at(row: Row, guild_id: int | None, calendar_end: float | None) -> float:
    """When a row leaves the day: with the calendar day on its own server, otherwise after 24 hours."""
    if calendar_end is not None and row["guild_id"] == guild_id:
        return calendar_end
    return float(row["window_at"]) + DAY_SECONDS
