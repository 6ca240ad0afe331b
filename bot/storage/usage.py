"""Usage of members and channels: sums over the rows of the ledger."""

from dataclasses import replace
from typing import Final

from bot.domain.clock import DAY_SECONDS
from bot.domain.limits import UNLIMITED, Limits
from bot.domain.quota import QuotaExceeded, QuotaScope, remaining_of_day
from bot.domain.usage import Usage
from bot.domain.windows import Span, next_window_start, window_start
from bot.errors import OverQuota
from bot.storage import grants, totals
from bot.storage.database import Transaction
from bot.storage.totals import Scope, Window

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
    FROM ledger WHERE user_id = ? AND window_at > ?
""".format(extra="CASE kind WHEN 'reset' THEN -images WHEN 'grant' THEN 0 ELSE -granted_images END")
_SELECT_IMAGES_BY_TIME: Final = """
    SELECT window_at, SUM({amount}) AS images FROM ledger WHERE {condition} AND window_at > ?
    GROUP BY window_at HAVING SUM({amount}) > 0 ORDER BY window_at
"""
_NO_GUILD: Final = 0
"""A server's id in comparisons for direct messages: no server has it."""


def get_member_usage(user_id: int, guild_id: int | None, limits: Limits, now: float) -> Transaction[Usage]:
    """A member's usage in the window of the limits, on this server and on all."""
    since, guild = window_start(now, Span.DAY, limits.calendar), guild_id or _NO_GUILD
    member = (user_id, user_id, now, user_id, user_id, guild)
    (row,) = yield _SELECT_MEMBER_USAGE, (guild, guild, *member, user_id, since)
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
    """Build the error for a used-up quota, with the time when enough pictures are available again."""
    if not exceeded.can_ever_fit:
        return OverQuota(str(exceeded))
    frees_at = yield from _frees_at(exceeded.scope, exceeded.missing, (user_id, guild_id, channel_id), limits, now)
    return OverQuota(str(exceeded), retry_at=frees_at)


def next_image_frees_at(
    user_id: int, guild_id: int | None, limits: Limits, usage: Usage, now: float
) -> Transaction[float | None]:
    """When the member's next picture of the day is available again; ``None`` if none is used, or there is no limit."""
    if remaining_of_day(limits, usage) is None:
        return None
    scope = QuotaScope.SERVER
    if limits.images_on_all_servers != UNLIMITED and (
        limits.images_per_user_per_day == UNLIMITED
        or limits.images_on_all_servers - usage.images_on_all_servers < limits.images_per_user_per_day - usage.images
    ):
        scope = QuotaScope.ALL_SERVERS
    return (yield from _frees_at(scope, 1, (user_id, guild_id, 0), limits, now))


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
    sql = _SELECT_IMAGES_BY_TIME.format(amount=amount, condition=condition)
    rows = yield sql, (*values, window_start(now, Span.DAY, limits.calendar))
    if not rows or calendar_end is not None:
        return calendar_end if rows else None
    for row in rows:
        missing -= int(row["images"])
        if missing <= 0:
            return float(row["window_at"]) + DAY_SECONDS
    return float(rows[-1]["window_at"]) + DAY_SECONDS
