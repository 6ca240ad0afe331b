"""The ledger: append-only rows of pictures and micro-dollars; what was used is a sum over them, never a counter.

Every row of a job counts at the moment of the request, so a refund leaves the window together with what it gives back.
"""

from typing import Final, Literal

from bot.domain.job import Asker, Job
from bot.domain.quota import DAY, MONTH, Limits, Usage
from bot.domain.request import Request
from bot.storage.database import Transaction

_ADD: Final = """
    INSERT INTO ledger (job_id, kind, user_id, guild_id, images, micros, counts_at, at)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?)
"""


def reserve(asker: Asker, request: Request, now: float) -> Transaction[None]:
    """Take the request's pictures and its expected dollars."""
    amounts = (request.count, request.estimate, now, now)
    yield _ADD, (asker.interaction_id, "reserve", asker.user_id, asker.guild_id, *amounts)


def close(job: Job, kind: Literal["settle", "refund"], *, images: int, micros: int, now: float) -> Transaction[None]:
    """Bring what was reserved to what was delivered and spent. The schema refuses to do that twice."""
    amounts = (images - job.request.count, micros - job.request.estimate, job.created_at, now)
    yield _ADD, (job.id, kind, job.user_id, job.guild_id, *amounts)


def adjust(job: Job, *, micros: int, now: float) -> Transaction[None]:
    """Bring the dollars of a closed job to what the provider charged after all."""
    (booked,) = yield "SELECT COALESCE(SUM(micros), 0) AS micros FROM ledger WHERE job_id = ?", (job.id,)
    if (difference := micros - int(booked["micros"])) != 0:
        yield _ADD, (job.id, "adjust", job.user_id, job.guild_id, 0, difference, job.created_at, now)


def member_usage(user_id: int, now: float) -> Transaction[Usage]:
    """What a member used of the last 24 hours, and when the next picture frees up."""
    since = now - DAY
    (spent,) = yield (
        "SELECT COALESCE(SUM(images), 0) AS images, COALESCE(SUM(micros), 0) AS micros"
        " FROM ledger WHERE user_id = ? AND counts_at > ?",
        (user_id, since),
    )
    (jobs,) = yield "SELECT COUNT(*) AS n FROM jobs WHERE user_id = ? AND ended_at IS NULL", (user_id,)
    (last,) = yield "SELECT MAX(created_at) AS at FROM jobs WHERE user_id = ?", (user_id,)
    oldest = yield (
        "SELECT counts_at FROM ledger WHERE user_id = ? AND counts_at > ?"
        " GROUP BY counts_at HAVING SUM(images) > 0 ORDER BY counts_at LIMIT 1",
        (user_id, since),
    )
    return Usage(
        images=int(spent["images"]),
        micros=int(spent["micros"]),
        jobs=jobs["n"],
        last_asked_at=last["at"],
        frees_at=oldest[0]["counts_at"] + DAY if oldest else None,
    )


def budgets(guild_id: int | None, limits: Limits, now: float) -> Transaction[tuple[int, int, int]]:
    """Micro-dollars spent: by the server in a day and in a month, and by the whole bot in a day.

    A budget that nobody set is not summed up: it reads as 0.
    """
    day = month = whole = 0
    if guild_id is not None and limits.guild_day is not None:
        day = yield from _spent("guild_id = ? AND counts_at > ?", guild_id, now - DAY)
    if guild_id is not None and limits.guild_month is not None:
        month = yield from _spent("guild_id = ? AND counts_at > ?", guild_id, now - MONTH)
    if limits.bot_day is not None:
        whole = yield from _spent("counts_at > ?", now - DAY)
    return day, month, whole


def _spent(where: str, *values: float) -> Transaction[int]:
    (row,) = yield f"SELECT COALESCE(SUM(micros), 0) AS micros FROM ledger WHERE {where}", values  # noqa: S608 – constants
    return int(row["micros"])
