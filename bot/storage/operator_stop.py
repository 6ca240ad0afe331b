"""The operator's stop: while it is stored, no request is accepted by any process."""

import json

from bot.domain.audit import AuditEntry
from bot.domain.operator_blocks import OperatorStop
from bot.storage import audit, kv
from bot.storage.database import Transaction


def put(stop: OperatorStop, entry: AuditEntry) -> Transaction[None]:
    """Stop new requests, in place of an earlier stop, and add the audit entry."""
    text = json.dumps({"reason": stop.reason, "by": stop.operator_id, "at": stop.at})
    yield from kv.put(kv.OPERATOR_STOP_KEY, text)
    yield from audit.add(entry)


def remove(entry: AuditEntry) -> Transaction[OperatorStop | None]:
    """Accept requests again, add the audit entry, and return the stop; ``None`` if there was none."""
    stop = yield from get()
    if stop is not None:
        yield from kv.remove(kv.OPERATOR_STOP_KEY)
        yield from audit.add(entry)
    return stop


def get() -> Transaction[OperatorStop | None]:
    """The stop in force."""
    text = yield from kv.get(kv.OPERATOR_STOP_KEY)
    if text is None:
        return None
    stored = json.loads(text)
    return OperatorStop(stored["reason"], stored["by"], stored["at"])
