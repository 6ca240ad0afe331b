"""Grants: pictures that managers give a member once, and resets of a member's day. All are rows of the ledger."""

from typing import Final

from bot.domain.grants import Grant
from bot.domain.job import Job
from bot.errors import Invalid
from bot.localization.messages import Message
from bot.storage import locks
from bot.storage.database import Row, Transaction

MAX_OPEN_GRANTS: Final = 50
"""Grants of a member on a server that are neither used nor expired: every request of the member reads them all."""
_SELECT_OPEN: Final = """
    SELECT * FROM (
        SELECT id, expires_at, created_at, actor_id, reason, granted_images + COALESCE(
            (SELECT SUM(used.granted_images) FROM ledger AS used WHERE used.grant_id = ledger.id), 0) AS left_images
        FROM ledger WHERE kind = 'grant' AND user_id = ? AND guild_id = ? AND (expires_at IS NULL OR expires_at > ?)
    ) AS grants WHERE left_images > 0 ORDER BY expires_at IS NULL, expires_at, id
"""
_SELECT_USED: Final = """
    SELECT used.grant_id, -SUM(used.granted_images) AS used
    FROM ledger AS used JOIN ledger AS grants ON grants.id = used.grant_id WHERE used.job_id = ?
    GROUP BY used.grant_id, grants.expires_at HAVING SUM(used.granted_images) < 0
    ORDER BY grants.expires_at IS NOT NULL, grants.expires_at DESC, used.grant_id DESC
"""
_INSERT_USE: Final = """
    INSERT INTO ledger (job_id, grant_id, kind, user_id, guild_id, channel_id, images, granted_images, micro_dollars,
                        window_at, created_at, reason)
    VALUES (?, ?, 'use', ?, ?, ?, 0, ?, 0, ?, ?, 'a request')
"""
_INSERT_RETURN: Final = """
    INSERT INTO ledger (job_id, grant_id, kind, user_id, guild_id, channel_id, images, granted_images, micro_dollars,
                        window_at, created_at, reason)
    SELECT job_id, CAST(? AS BIGINT), 'return', user_id, guild_id, channel_id, 0, CAST(? AS BIGINT), 0, window_at,
           CAST(? AS DOUBLE PRECISION), ?
    FROM ledger WHERE job_id = ? AND kind = 'reserve'
"""
_INSERT_GRANT: Final = """
    INSERT INTO ledger (kind, user_id, guild_id, images, granted_images, micro_dollars, window_at, created_at,
                        expires_at, actor_id, reason)
    VALUES ('grant', ?, ?, 0, ?, 0, ?, ?, ?, ?, ?)
"""
_INSERT_RESET: Final = """
    INSERT INTO ledger (job_id, kind, user_id, guild_id, channel_id, images, micro_dollars, window_at, created_at,
                        actor_id, reason)
    SELECT ledger.job_id, 'reset', ledger.user_id, ledger.guild_id, MIN(ledger.channel_id), -SUM(ledger.images), 0,
           ledger.window_at, CAST(? AS DOUBLE PRECISION), CAST(? AS BIGINT), ?
    FROM ledger JOIN jobs ON jobs.id = ledger.job_id
    WHERE ledger.user_id = ? AND ledger.guild_id = ? AND ledger.window_at > ? AND jobs.ended_at IS NOT NULL
    GROUP BY ledger.job_id, ledger.user_id, ledger.guild_id, ledger.window_at HAVING SUM(ledger.images) > 0
    RETURNING images
"""


def add(
    guild_id: int, user_id: int, *, images: int, expires_at: float | None, by_id: int, reason: str, now: float
) -> Transaction[None]:
    """Give a member pictures beyond their day, until ``expires_at`` or until they are used.

    Raises :class:`~bot.errors.Invalid` if the member has :data:`MAX_OPEN_GRANTS` already.
    """
    yield locks.member(user_id)
    if len((yield from list_open(guild_id, user_id, now))) >= MAX_OPEN_GRANTS:
        raise Invalid(Message("too-many-grants", limit=MAX_OPEN_GRANTS))
    yield _INSERT_GRANT, (user_id, guild_id, images, now, now, expires_at, by_id, reason)


def reset_day(guild_id: int, user_id: int, *, since: float, by_id: int, reason: str, now: float) -> Transaction[int]:
    """Take the pictures of ended requests after ``since`` off the member's day; returns how many.

    Requests that are still running go on counting, so that what they give back later is not given back twice.
    """
    yield locks.member(user_id)
    rows = yield _INSERT_RESET, (now, by_id, reason, user_id, guild_id, since)
    return -sum(int(row["images"]) for row in rows)


def list_open(guild_id: int | None, user_id: int, now: float) -> Transaction[list[Grant]]:
    """The member's grants on this server that are neither used nor expired, those that expire first in front."""
    if guild_id is None:
        return []
    rows = yield _SELECT_OPEN, (user_id, guild_id, now)
    return [_grant_from_row(row) for row in rows]


def use(job: Job, images: int, *, channel_id: int, now: float) -> Transaction[None]:
    """Take pictures from the member's grants; the caller has checked, under the member's lock, that they suffice."""
    for grant in (yield from list_open(job.guild_id, job.user_id, now)):
        taken = min(images, grant.images_left)
        if taken:
            place = (job.user_id, job.guild_id, channel_id)
            yield _INSERT_USE, (job.id, grant.id, *place, -taken, now, now)
            images -= taken
    assert images == 0, "more pictures than the grants hold"


def give_back(job: Job, images: int, *, reason: str, now: float) -> Transaction[None]:
    """Give pictures of the job back to the grants that they came from, those that last longest first."""
    for row in (yield _SELECT_USED, (job.id,)):
        returned = min(images, int(row["used"]))
        if returned:
            yield _INSERT_RETURN, (row["grant_id"], returned, now, reason, job.id)
            images -= returned


def _grant_from_row(row: Row) -> Grant:
    values = (row[name] for name in ("expires_at", "created_at", "actor_id", "reason"))
    return Grant(row["id"], int(row["left_images"]), *values)
