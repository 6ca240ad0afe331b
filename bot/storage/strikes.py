"""Strikes: the decaying count of a member's refusals on a server, and the resulting pauses."""

from bot.domain.cooldowns import Strikes
from bot.refusals import PausedAfterRefusals
from bot.storage import locks
from bot.storage.database import Transaction, upsert


def check_not_paused(guild_id: int, user_id: int, *, now: float) -> Transaction[None]:
    """Raise :class:`PausedAfterRefusals` while the member is paused."""
    strikes = yield from _get_strikes(guild_id, user_id)
    if strikes.paused_until > now:
        raise PausedAfterRefusals(retry_at=strikes.paused_until)


def add(guild_id: int, user_id: int, *, now: float) -> Transaction[Strikes]:
    """Count one more refusal, and return the new strikes."""
    yield locks.member(user_id)
    strikes = (yield from _get_strikes(guild_id, user_id)).add_strike(now)
    yield from _put(guild_id, user_id, strikes)
    return strikes


def forgive(guild_id: int, user_id: int, *, now: float) -> Transaction[None]:
    """Undo one refusal, and the pause that it caused."""
    yield locks.member(user_id)
    yield from _put(guild_id, user_id, (yield from _get_strikes(guild_id, user_id)).remove_strike(now))


def _get_strikes(guild_id: int, user_id: int) -> Transaction[Strikes]:
    rows = yield "SELECT * FROM strikes WHERE guild_id = ? AND user_id = ?", (guild_id, user_id)
    return Strikes(*(rows[0][name] for name in Strikes._fields)) if rows else Strikes()


def _put(guild_id: int, user_id: int, strikes: Strikes) -> Transaction[None]:
    yield upsert("strikes", {"guild_id": guild_id, "user_id": user_id}, strikes._asdict())
