"""Alerts to the operator that are sent once over all processes."""

from bot.errors import StorageUnavailable
from bot.storage import kv
from bot.storage.database import Database


async def claim_alert(database: Database, key: str, value: str) -> bool:
    """Store the key of a problem; return whether this process noticed it first, and so is to alert the operator.

    Returns ``True`` also while the database is unavailable: two alerts are better than none.
    """
    try:
        return await database.run(kv.put_if_absent, key, value)
    except StorageUnavailable:
        return True
