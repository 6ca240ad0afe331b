"""Whether a member may request anything on a server: not while moderators block them, or Easel pauses them."""

from typing import Final

from bot.domain.case import MAX_REASON_LENGTH
from bot.domain.text import sanitize_line
from bot.refusals import BlockedByModerators
from bot.storage import blocks, strikes
from bot.storage.database import Transaction

_SELECT_RESTRICTIONS: Final = """
    SELECT (SELECT COUNT(*) FROM blocks WHERE guild_id = ? AND user_id = ?
            AND (expires_at IS NULL OR expires_at > ?)) AS blocks,
           (SELECT COUNT(*) FROM strikes WHERE guild_id = ? AND user_id = ? AND paused_until > ?) AS pauses
"""


def check(guild_id: int | None, user_id: int, now: float) -> Transaction[None]:
    """Raise the refusal if the server's moderators blocked the member, or the member is paused."""
    if guild_id is None:
        return
    place = (guild_id, user_id, now)
    (found,) = yield _SELECT_RESTRICTIONS, (*place, *place)
    if found["blocks"] and (block := (yield from blocks.get_active(guild_id, user_id, now=now))):
        raise BlockedByModerators(sanitize_line(block.reason, MAX_REASON_LENGTH), retry_at=block.expires_at)
    if found["pauses"]:
        yield from strikes.check_not_paused(guild_id, user_id, now=now)
