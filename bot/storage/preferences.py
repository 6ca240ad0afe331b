"""Members' own default options."""

from collections.abc import Callable

from bot.domain.request import Options
from bot.storage.database import Lock, Transaction, upsert
from bot.storage.documents import OPTIONS


def get(user_id: int) -> Transaction[Options]:
    """A member's default options."""
    rows = yield "SELECT options FROM preferences WHERE user_id = ?", (user_id,)
    return OPTIONS.load(rows[0]["options"]) if rows else Options()


def list_all() -> Transaction[dict[int, Options]]:
    """The default options of all members who have some, by user id."""
    rows = yield "SELECT user_id, options FROM preferences", ()
    return {row["user_id"]: OPTIONS.load(row["options"]) for row in rows}


def put(user_id: int, options: Options) -> Transaction[None]:
    """Store the default options; empty options delete the row."""
    if options == Options():
        yield "DELETE FROM preferences WHERE user_id = ?", (user_id,)
        return
    yield upsert("preferences", {"user_id": user_id}, {"options": OPTIONS.dump(options)})


def update(user_id: int, change: Callable[[Options], Options]) -> Transaction[Options]:
    """Replace a member's default options by ``change`` of them, under a lock, and return the new ones.

    ``change`` may be called more than once, because the transaction may be retried.
    """
    yield Lock("preferences", user_id)
    options = change((yield from get(user_id)))
    yield from put(user_id, options)
    return options
