"""The library: pictures that members have, what they marked and described, and what each one was made from."""

from collections.abc import Sequence
from typing import Final

from bot.domain.job import Job, Outcome
from bot.domain.library import AltTexts, LibraryPage, LineageEntry
from bot.storage import cases, locks
from bot.storage.database import Transaction
from bot.storage.rows import read_first, read_job, read_jobs, to_column

DELETED_PROMPT: Final = "(deleted)"
"""What stands in the place of a prompt whose author deleted it."""
_IS_VISIBLE: Final = "state = 'delivered' AND removed_at IS NULL"
_IS_NOT_IN_PROGRESS: Final = "state NOT IN ('submitted', 'ready', 'held')"
_FROM_OWN_JOBS: Final = f"FROM jobs WHERE user_id = ? AND {_IS_VISIBLE}"
_FROM_FAVOURITES: Final = (
    "FROM favourites JOIN jobs ON id = job_id WHERE favourites.user_id = ?"
    f" AND (jobs.user_id = favourites.user_id OR jobs.guild_id = ?) AND {_IS_VISIBLE}"
)
_MAX_JOBS_PER_CODE: Final = 20
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
    """A member's own pictures, or their favourites: their own, and those of this server."""
    which = _FROM_FAVOURITES if favourites else _FROM_OWN_JOBS
    values = (user_id, guild_id) if favourites else (user_id,)
    rows = yield f"SELECT jobs.* {which} ORDER BY id DESC LIMIT ? OFFSET ?", (*values, limit, offset)
    (count,) = yield f"SELECT COUNT(*) AS count {which}", values
    found = read_jobs(rows)
    ids = [job.id for job in found]
    return LibraryPage(
        found, count["count"], (yield from list_favourite_ids(user_id, ids)), (yield from get_alt_texts(ids))
    )


def list_recent(user_id: int, *, limit: int) -> Transaction[list[Job]]:
    """A member's own newest pictures."""
    return read_jobs((yield f"SELECT * {_FROM_OWN_JOBS} ORDER BY id DESC LIMIT ?", (user_id, limit)))


def list_by_code(code: str) -> Transaction[list[Job]]:
    """The jobs of that short id, newest first; nearly always one."""
    return read_jobs(
        (yield "SELECT * FROM jobs WHERE short_id = ? ORDER BY id DESC LIMIT ?", (code, _MAX_JOBS_PER_CODE))
    )


def get_lineage(job_id: int, *, limit: int) -> Transaction[tuple[list[LineageEntry], list[LineageEntry]]]:
    """What the job goes back to, the original first, and what was made from it in however many steps.

    At most ``limit`` of the latter, those with the fewest steps; removed ones are among both, so that no trail breaks.
    """
    up = yield _SELECT_ANCESTORS, (job_id, _MAX_LINEAGE_DEPTH)
    down = yield _SELECT_DESCENDANTS, (job_id, _MAX_LINEAGE_DEPTH, limit + 1)
    before, after = ([LineageEntry(read_job(row), row["source_job_id"]) for row in rows] for rows in (up, down))
    return before, [step for step in after if step.job.id != job_id]


# ── what members mark and describe ───────────────────────────────────────────────────────────────────────────────────


def toggle_favourite(user_id: int, job_id: int, *, now: float) -> Transaction[bool | None]:
    """Mark a job as a favourite, or take the mark away; returns whether it is one now, ``None`` if it is gone."""
    yield locks.job(job_id)
    if not (yield from _is_visible(job_id)):
        return None
    if (yield "DELETE FROM favourites WHERE user_id = ? AND job_id = ? RETURNING job_id", (user_id, job_id)):
        return False
    yield "INSERT INTO favourites (user_id, job_id, created_at) VALUES (?, ?, ?)", (user_id, job_id, now)
    return True


def list_favourite_ids(user_id: int, job_ids: Sequence[int]) -> Transaction[frozenset[int]]:
    """Which of these jobs are favourites of the member."""
    if not job_ids:
        return frozenset()
    rows = yield (
        f"SELECT job_id FROM favourites WHERE user_id = ? AND job_id IN ({_placeholders(job_ids)})",
        (user_id, *job_ids),
    )
    return frozenset(row["job_id"] for row in rows)


def get_alt_texts(job_ids: Sequence[int]) -> Transaction[AltTexts]:
    """What the authors of these jobs wrote for those who cannot see the pictures."""
    if not job_ids:
        return {}
    rows = yield (
        f"SELECT job_id, image_number, text FROM alt_texts WHERE job_id IN ({_placeholders(job_ids)})",
        tuple(job_ids),
    )
    return {(row["job_id"], row["image_number"]): row["text"] for row in rows}


def set_alt_text(job_id: int, number: int, text: str) -> Transaction[bool]:
    """Keep the author's description of a picture; ``False`` if the picture is gone."""
    yield locks.job(job_id)
    if not (yield from _is_visible(job_id)):
        return False
    yield (
        "INSERT INTO alt_texts (job_id, image_number, text) VALUES (?, ?, ?)"
        " ON CONFLICT (job_id, image_number) DO UPDATE SET text = excluded.text",
        (job_id, number, text),
    )
    return True


# ── deleting ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def delete(job_id: int, *, now: float) -> Transaction[bool]:
    """Delete what is kept of an ended job: its words, its pictures' names, its marks and descriptions.

    The row stays, since the ledger tells what it cost. Returns whether there was something to delete.
    """
    yield locks.job(job_id)
    rows = yield "SELECT * FROM jobs WHERE id = ? AND ended_at IS NOT NULL AND removed_at IS NULL", (job_id,)
    job = read_first(rows)
    if job is None:
        return False
    yield from erase_content(job, now=now)
    yield from cases.withdraw(job_id, now=now)
    yield from cases.mark_cards_stale(job_id)
    return True


def erase_content(job: Job, *, now: float) -> Transaction[None]:
    """Forget what is kept of an ended job, but for what the ledger tells."""
    job_id = job.id
    request = job.request.model_copy(update={"prompt": DELETED_PROMPT, "references": (), "style": None})
    outcome = None if job.outcome is None else to_column(Outcome(failures=job.outcome.failures))
    yield (
        "UPDATE jobs SET removed_at = ?, request = ?, outcome = ? WHERE id = ?",
        (now, to_column(request), outcome, job_id),
    )
    yield "DELETE FROM favourites WHERE job_id = ?", (job_id,)
    yield "DELETE FROM alt_texts WHERE job_id = ?", (job_id,)
    yield from _clear_uploaded_uuids(job_id)


def _clear_uploaded_uuids(job_id: int) -> Transaction[None]:
    """Forget under which names the provider knows the job's pictures in what was made from them.

    So none of that can be drawn again from a picture that its author deleted. What is being drawn goes on.
    """
    rows = yield f"SELECT * FROM jobs WHERE source_job_id = ? AND {_IS_NOT_IN_PROGRESS}", (job_id,)
    for child in read_jobs(rows):
        references = tuple(
            one.model_copy(update={"image_uuid": None}) if one.job_id == job_id else one
            for one in child.request.references
        )
        request = to_column(child.request.model_copy(update={"references": references}))
        yield f"UPDATE jobs SET request = ? WHERE id = ? AND {_IS_NOT_IN_PROGRESS}", (request, child.id)


def _is_visible(job_id: int) -> Transaction[bool]:
    return bool((yield f"SELECT id FROM jobs WHERE id = ? AND {_IS_VISIBLE}", (job_id,)))


def _placeholders(values: Sequence[int]) -> str:
    return ", ".join("?" * len(values))
