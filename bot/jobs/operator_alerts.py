"""Alerts to the operator that only one process sends."""

from bot.errors import StorageUnavailable
from bot.storage import kv
from bot.storage.database import Database


async def claim_alert(database: Database, key: str, value: str) -> bool:
    """Store the key of a problem; return ``True`` if no process had stored it, so that this one alerts the operator.

    Returns ``True`` if the database is unavailable, too: two alerts are better than none.
    """
    try:
        return await database.run(kv.put_if_absent, key, value)
    except StorageUnavailable:
        return True
