"""Members' own choice whether others can edit their pictures."""

from collections.abc import Collection

from bot.storage.database import Transaction, placeholders, upsert


def get(user_id: int) -> Transaction[bool | None]:
    """The member's choice; ``None`` means that each server's rule applies."""
    rows = yield "SELECT may_edit FROM edit_consents WHERE user_id = ?", (user_id,)
    return bool(rows[0]["may_edit"]) if rows else None


def put(user_id: int, may_edit: bool | None) -> Transaction[None]:
    """Store the choice; ``None`` deletes it."""
    if may_edit is None:
        yield "DELETE FROM edit_consents WHERE user_id = ?", (user_id,)
        return
    yield upsert("edit_consents", {"user_id": user_id}, {"may_edit": int(may_edit)})


def get_by_job_authors(job_ids: Collection[int]) -> Transaction[dict[int, bool | None]]:
    """The choice of each author of these jobs, by user id."""
    if not job_ids:
        return {}
    rows = yield (
        "SELECT DISTINCT jobs.user_id AS author_id, may_edit FROM jobs LEFT JOIN edit_consents"
        f" ON edit_consents.user_id = jobs.user_id WHERE jobs.id IN ({placeholders(len(job_ids))})",
        tuple(job_ids),
    )
    return {row["author_id"]: None if row["may_edit"] is None else bool(row["may_edit"]) for row in rows}
