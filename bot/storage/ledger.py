"""The ledger: append-only rows of pictures and micro-dollars, each with who wrote it and why.

Usage is a sum of the rows (:mod:`bot.storage.usage`), and so is spending (:mod:`bot.storage.spending`). Every row of a
job counts from the time of the request (``window_at``), so a refund leaves the window together with its reservation.

Pictures come from the member's day (``images``) or from grants (``granted_images``, one row for each grant). What was
not delivered goes back to the grants first.
"""

from typing import Final, Literal, NamedTuple

from bot.domain.job import Job
from bot.domain.limit_checks import QuotaShare
from bot.storage import grants
from bot.storage.database import Transaction

_INSERT_RESERVATION: Final = """
    INSERT INTO ledger (job_id, kind, user_id, guild_id, channel_id, images, micro_dollars, image_limit, counted_since,
                        window_at, created_at, reason)
    VALUES (?, 'reserve', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
_INSERT_CHANGE: Final = """
    INSERT INTO ledger (job_id, kind, user_id, guild_id, channel_id, images, micro_dollars, window_at, created_at,
                        reason)
    SELECT job_id, ?, user_id, guild_id, channel_id, CAST(? AS BIGINT), CAST(? AS BIGINT), window_at,
           CAST(? AS DOUBLE PRECISION), ?
    FROM ledger WHERE job_id = ? AND kind = 'reserve'
"""
_SELECT_JOB_TOTALS: Final = """
    SELECT COALESCE(SUM(images), 0) AS images, COALESCE(-SUM(granted_images), 0) AS granted_images,
           COALESCE(SUM(micro_dollars), 0) AS micro_dollars
    FROM ledger WHERE job_id = ?
"""


class JobTotals(NamedTuple):
    """The sums over all rows of a job: pictures of the member's day and of grants, and micro-dollars."""

    images: int
    granted_images: int
    micro_dollars: int


def reserve(
    job: Job, now: float, share: QuotaShare, *, channel_id: int, image_limit: int | None, counted_since: float
) -> Transaction[None]:
    """Reserve the job's pictures, from the member's day and from grants, and its estimated micro-dollars.

    ``channel_id`` is the channel whose quota counts; ``image_limit`` the member's pictures a day (``None``: no limit),
    for which those after ``counted_since`` were counted.
    """
    reason = "an accepted appeal" if job.request.policy.free else "a request"
    amounts = (share.of_day, job.request.estimate, image_limit, counted_since, now, now, reason)
    yield _INSERT_RESERVATION, (job.id, job.user_id, job.guild_id, channel_id, *amounts)
    if share.of_grants:
        yield from grants.use(job, share.of_grants, channel_id=channel_id, now=now)


def close(
    job: Job, kind: Literal["settle", "refund"], *, images: int, micro_dollars: int, reason: str, now: float
) -> Transaction[None]:
    """Correct the reservation to what was delivered and spent; a unique index rejects a second closing row."""
    totals = yield from get_job_totals(job.id)
    kept = 0 if job.request.policy.free else min(images, totals.images + totals.granted_images)
    yield from _correct(job, kind, totals, kept=kept, micro_dollars=micro_dollars, reason=reason, now=now)


def adjust(job: Job, *, images: int, micro_dollars: int, now: float) -> Transaction[None]:
    """Correct a closed job to what the provider finally drew and charged.

    Pictures are only refunded, never added: the member is charged for at most the ``images`` that were drawn.
    """
    totals = yield from get_job_totals(job.id)
    kept = min(images, totals.images + totals.granted_images)
    if kept != totals.images + totals.granted_images or micro_dollars != totals.micro_dollars:
        reason = "the provider’s record"
        yield from _correct(job, "adjust", totals, kept=kept, micro_dollars=micro_dollars, reason=reason, now=now)


def get_image_limit(job_id: int) -> Transaction[int | None]:
    """The member's pictures a day when the job was reserved; ``None`` is no limit."""
    rows = yield "SELECT image_limit FROM ledger WHERE job_id = ? AND kind = 'reserve'", (job_id,)
    return rows[0]["image_limit"] if rows else None


def get_job_totals(job_id: int) -> Transaction[JobTotals]:
    """The sums over all rows of the job in the ledger."""
    (row,) = yield _SELECT_JOB_TOTALS, (job_id,)
    return JobTotals(int(row["images"]), int(row["granted_images"]), int(row["micro_dollars"]))


def _correct(
    job: Job, kind: str, totals: JobTotals, *, kept: int, micro_dollars: int, reason: str, now: float
) -> Transaction[None]:
    """Write the row that leaves the job with ``kept`` pictures, as many of them as possible from the member's day."""
    of_day = min(kept, totals.images)
    change = (of_day - totals.images, micro_dollars - totals.micro_dollars, now, reason)
    yield _INSERT_CHANGE, (kind, *change, job.id)
    if (returned := totals.granted_images - (kept - of_day)) > 0:
        yield from grants.give_back(job, returned, reason=reason, now=now)
