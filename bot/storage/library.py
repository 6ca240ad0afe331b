"""The library: members' delivered pictures, favourites, alt texts, and the lineage of each job."""

from collections.abc import Sequence
from typing import Final

from bot.domain.job import Job, Outcome
from bot.domain.library import AltTexts, LibraryPage, LineageEntry
from bot.storage import cases, locks
from bot.storage.database import Transaction, placeholders, upsert
from bot.storage.rows import read_first, read_job, read_jobs, to_column

DELETED_PROMPT: Final = "(deleted)"
"""Replaces a deleted prompt."""
_IS_VISIBLE: Final = "state = 'delivered' AND removed_at IS NULL"
_IS_NOT_IN_PROGRESS: Final = "state NOT IN ('submitted', 'ready', 'held')"
_FROM_OWN_JOBS: Final = f"FROM jobs WHERE user_id = ? AND {_IS_VISIBLE}"
_FROM_FAVOURITES: Final = (
    "FROM favourites JOIN jobs ON id = job_id WHERE favourites.user_id = ?"
    f" AND (jobs.user_id = favourites.user_id OR jobs.guild_id = ?) AND {_IS_VISIBLE}"
)
_MAX_LINEAGE_DEPTH: Final = 50
_SELECT_ANCESTORS: Final = """
    WITH RECURSIVE line (id, source_job_id, depth) AS (
        SELECT id, source_job_id, 0 FROM jobs WHERE id = ?
        UNION
        SELECT jobs.id, jobs.source_job_id, depth + 1 FROM line JOIN jobs ON jobs.id = line.source_job_id
        WHERE depth < ?
    )
    SELECT jobs.* FROM line JOIN jobs ON jobs.id = line.id WHERE depth > 0 ORDER BY depth DESC
"""
_SELECT_DESCENDANTS: Final = """
    WITH RECURSIVE line (id, depth) AS (
        SELECT id, 0 FROM jobs WHERE id = ?
        UNION
        SELECT jobs.id, depth + 1 FROM line JOIN jobs ON jobs.source_job_id = line.id
        WHERE depth < ? AND jobs.state = 'delivered'
    )
    SELECT * FROM jobs WHERE id IN (SELECT id FROM line LIMIT ?) ORDER BY id
"""


def list_history(
    user_id: int, *, guild_id: int | None, favourites: bool, offset: int, limit: int
) -> Transaction[LibraryPage]:
    """A page of a member's own jobs, or of their favourites among these and the jobs of this server."""
    selection, values = (_FROM_FAVOURITES, (user_id, guild_id)) if favourites else (_FROM_OWN_JOBS, (user_id,))
    rows = yield f"SELECT jobs.* {selection} ORDER BY id DESC LIMIT ? OFFSET ?", (*values, limit, offset)
    (count,) = yield f"SELECT COUNT(*) AS count {selection}", values
    page = read_jobs(rows)
    ids = [job.id for job in page]
    favourite_ids = yield from list_favourite_ids(user_id, ids)
    return LibraryPage(page, count["count"], favourite_ids, (yield from get_alt_texts(ids)))


def list_recent(user_id: int, *, limit: int) -> Transaction[list[Job]]:
    """A member's newest jobs with visible pictures."""
    return read_jobs((yield f"SELECT * {_FROM_OWN_JOBS} ORDER BY id DESC LIMIT ?", (user_id, limit)))


def list_by_code(code: str) -> Transaction[list[Job]]:
    """The newest jobs with this short id, newest first; nearly always one."""
    return read_jobs((yield "SELECT * FROM jobs WHERE short_id = ? ORDER BY id DESC LIMIT 20", (code,)))


def get_lineage(job_id: int, *, limit: int) -> Transaction[tuple[list[LineageEntry], list[LineageEntry]]]:
    """The job's ancestors, the original first, and its descendants.

    Descendants are limited to the ``limit`` nearest ones. Removed jobs are included, so that the lineage has no gaps.
    """
    up = yield _SELECT_ANCESTORS, (job_id, _MAX_LINEAGE_DEPTH)
    down = yield _SELECT_DESCENDANTS, (job_id, _MAX_LINEAGE_DEPTH, limit + 1)
    ancestors, descendants = (
        [LineageEntry(read_job(row), row["source_job_id"]) for row in rows] for rows in (up, down)
    )
    return ancestors, [entry for entry in descendants if entry.job.id != job_id]


def toggle_favourite(user_id: int, job_id: int, *, now: float) -> Transaction[bool | None]:
    """Make a job a favourite, or undo that; returns whether it is one now, ``None`` if its pictures are gone."""
    yield locks.job(job_id)
    if not (yield from _is_visible(job_id)):
        return None
    if (yield "DELETE FROM favourites WHERE user_id = ? AND job_id = ? RETURNING job_id", (user_id, job_id)):
        return False
    yield "INSERT INTO favourites (user_id, job_id, created_at) VALUES (?, ?, ?)", (user_id, job_id, now)
    return True


def list_favourite_ids(user_id: int, job_ids: Sequence[int]) -> Transaction[frozenset[int]]:
    """The ids of those jobs that are favourites of the member."""
    if not job_ids:
        return frozenset()
    sql = f"SELECT job_id FROM favourites WHERE user_id = ? AND job_id IN ({placeholders(len(job_ids))})"
    rows = yield sql, (user_id, *job_ids)
    return frozenset(row["job_id"] for row in rows)


def get_alt_texts(job_ids: Sequence[int]) -> Transaction[AltTexts]:
    """The alt texts of these jobs' pictures, by job id and image number."""
    if not job_ids:
        return {}
    sql = f"SELECT job_id, image_number, text FROM alt_texts WHERE job_id IN ({placeholders(len(job_ids))})"
    rows = yield sql, tuple(job_ids)
    return {(row["job_id"], row["image_number"]): row["text"] for row in rows}


def set_alt_text(job_id: int, number: int, text: str) -> Transaction[bool]:
    """Store the alt text of a picture; returns ``False`` if the picture is gone."""
    yield locks.job(job_id)
    if not (yield from _is_visible(job_id)):
        return False
    yield upsert("alt_texts", {"job_id": job_id, "image_number": number}, {"text": text})
    return True


def delete(job_id: int, *, now: float) -> Transaction[bool]:
    """Delete the content of an ended job, but not its row; returns whether there was any content."""
    yield locks.job(job_id)
    sql = "SELECT * FROM jobs WHERE id = ? AND ended_at IS NOT NULL AND removed_at IS NULL"
    job = read_first((yield sql, (job_id,)))
    if job is None:
        return False
    yield from erase_content(job, now=now)
    yield from cases.withdraw(job_id, now=now)
    yield from cases.mark_cards_stale(job_id)
    return True


def erase_content(job: Job, *, now: float) -> Transaction[None]:
    """Delete an ended job's prompt, references, results, favourites and alt texts."""
    request = job.request.model_copy(update={"prompt": DELETED_PROMPT, "references": (), "style": None})
    outcome = None if job.outcome is None else to_column(Outcome(failures=job.outcome.failures))
    sql = "UPDATE jobs SET removed_at = ?, request = ?, outcome = ? WHERE id = ?"
    yield sql, (now, to_column(request), outcome, job.id)
    yield "DELETE FROM favourites WHERE job_id = ?", (job.id,)
    yield "DELETE FROM alt_texts WHERE job_id = ?", (job.id,)
    yield from _clear_uploaded_uuids(job.id)


def _clear_uploaded_uuids(job_id: int) -> Transaction[None]:
    """Delete the provider's ids of the job's pictures from the requests made from them, except running ones.

    So these requests cannot be repeated with a picture that its author deleted.
    """
    rows = yield f"SELECT * FROM jobs WHERE source_job_id = ? AND {_IS_NOT_IN_PROGRESS}", (job_id,)
    for child in read_jobs(rows):
        references = tuple(
            reference.model_copy(update={"image_uuid": None}) if reference.job_id == job_id else reference
            for reference in child.request.references
        )
        request = to_column(child.request.model_copy(update={"references": references}))
        yield f"UPDATE jobs SET request = ? WHERE id = ? AND {_IS_NOT_IN_PROGRESS}", (request, child.id)


def _is_visible(job_id: int) -> Transaction[bool]:
    return bool((yield f"SELECT id FROM jobs WHERE id = ? AND {_IS_VISIBLE}", (job_id,)))
