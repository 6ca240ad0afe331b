"""Reads what the operator decided about a server and its people, and what was bought there."""

import json
from dataclasses import replace
from typing import Final

from bot.domain.admission import AdmissionRules
from bot.domain.case import MAX_REASON_LENGTH
from bot.domain.standing import Standing
from bot.domain.text import sanitize_line
from bot.refusals import BlockedByOperator, OperatorStopped, ServerBlockedByOperator, ServerNotAdmitted, ServerWaiting
from bot.storage import kv
from bot.storage.database import Row, Transaction

_SELECT_ACCESS: Final = """
    SELECT (SELECT value FROM key_values WHERE name = ?) AS stop,
           (SELECT 1 FROM key_values WHERE name = ?) AS admission_began,
           (SELECT COUNT(*) FROM operator_blocks WHERE (expires_at IS NULL OR expires_at > ?)
            AND ((kind = 'user' AND target_id = ?) OR (kind = 'server' AND target_id = ?))) AS blocks,
           (SELECT 1 FROM entitlements WHERE user_id = ? AND guild_id IS NULL LIMIT 1) AS has_own_purchases,
           (SELECT 1 FROM entitlements WHERE guild_id = ? LIMIT 1) AS has_server_purchases,
           servers.admitted, servers.plan, servers.daily_budget, servers.monthly_budget
    FROM (SELECT CAST(? AS BIGINT) AS guild_id) AS asked LEFT JOIN servers ON servers.guild_id = asked.guild_id
"""
_SELECT_BLOCK: Final = """
    SELECT kind, reason, expires_at FROM operator_blocks WHERE (expires_at IS NULL OR expires_at > ?)
    AND ((kind = 'user' AND target_id = ?) OR (kind = 'server' AND target_id = ?)) ORDER BY kind DESC LIMIT 1
"""
_SELECT_SKUS: Final = """
    SELECT sku_id, guild_id FROM entitlements
    WHERE ((user_id = ? AND guild_id IS NULL) OR guild_id = ?) AND deleted_at IS NULL
    AND (starts_at IS NULL OR starts_at <= ?) AND (ends_at IS NULL OR ends_at > ?)
"""
_NO_GUILD: Final = 0


def check_access(user_id: int, guild_id: int | None, admission: AdmissionRules, now: float) -> Transaction[Standing]:
    """Raise the refusal if the operator lets nobody, this person or this server request anything.

    Otherwise returns the operator's settings for the server, and the purchases of the server and the member.
    """
    guild = guild_id or _NO_GUILD
    (row,) = yield _SELECT_ACCESS, (kv.OPERATOR_STOP_KEY, kv.ADMISSION_BEGAN_KEY, now, *(user_id, guild) * 2, guild)
    if row["blocks"]:
        (block,) = yield _SELECT_BLOCK, (now, user_id, guild)
        raise _block_refusal(block)
    if row["stop"] is not None:
        raise OperatorStopped(_shown_reason(json.loads(row["stop"])["reason"]))
    decision = _read_decision(row)
    if guild_id is not None and not admission.is_admitted(guild_id, decision):
        raise ServerWaiting if decision is None else ServerNotAdmitted
    standing = Standing(
        plan=row["plan"], guild_daily_budget=row["daily_budget"], guild_monthly_budget=row["monthly_budget"]
    )
    if row["has_own_purchases"] is None and row["has_server_purchases"] is None:
        return standing
    return (yield from _with_purchases(standing, user_id, guild_id, now))


def _read_decision(row: Row) -> bool | None:
    """The operator's decision about the server; ``None`` while there is none.

    A server that asks before the first session was recorded was there before, so it is about to be admitted.
    """
    if row["admitted"] is None:
        return True if row["admission_began"] is None else None
    return bool(row["admitted"])


def get_standing(user_id: int, guild_id: int | None, now: float) -> Transaction[Standing]:
    """The operator's settings for the server, and the purchases of the server and the member."""
    guild = guild_id or _NO_GUILD
    rows = yield "SELECT plan, daily_budget, monthly_budget FROM servers WHERE guild_id = ?", (guild,)
    plan, daily, monthly = (
        (rows[0][name] for name in ("plan", "daily_budget", "monthly_budget")) if rows else (None,) * 3
    )
    standing = Standing(plan=plan, guild_daily_budget=daily, guild_monthly_budget=monthly)
    return (yield from _with_purchases(standing, user_id, guild_id, now))


def _with_purchases(standing: Standing, user_id: int, guild_id: int | None, now: float) -> Transaction[Standing]:
    """The standing with what the server and the member bought, and has not ended."""
    rows = yield _SELECT_SKUS, (user_id, guild_id or _NO_GUILD, now, now)
    return replace(
        standing,
        server_skus=frozenset(row["sku_id"] for row in rows if row["guild_id"] is not None),
        member_skus=frozenset(row["sku_id"] for row in rows if row["guild_id"] is None),
    )


def _block_refusal(row: Row) -> BlockedByOperator | ServerBlockedByOperator:
    refusal = BlockedByOperator if row["kind"] == "user" else ServerBlockedByOperator
    return refusal(_shown_reason(row["reason"]), retry_at=row["expires_at"])


def _shown_reason(reason: str) -> str:
    """A reason as part of a sentence, which ends with a full stop."""
    return sanitize_line(reason, MAX_REASON_LENGTH).rstrip(".")
