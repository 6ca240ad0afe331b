"""The sentence that a person reads for an error."""

import re
from typing import Final

import aiohttp
import discord

from bot.discord.api_errors import Recovery, diagnose_error
from bot.errors import Blocked, BlockedWords, OverBudget, OverQuota, Paused, Refused, StorageUnavailable, TooSoon
from bot.localization.messages import Message, text

INTERNAL_ERROR: Final = Message("reply-internal-error")
DISCORD_DOWN: Final = Message("reply-discord-down")
_NOTHING_CHARGED: Final = Message("reply-nothing-charged")


def error_text(error: BaseException) -> str:
    """The sentence for the member: the error's own with its time, or a general one for outages and bugs."""
    if isinstance(error, StorageUnavailable):
        return str(error.user_message)
    if not isinstance(error, Refused):
        return str(DISCORD_DOWN if is_outage(error) else INTERNAL_ERROR)
    return f"{error} {_retry_time_text(error)}".rstrip()


def obstacle_text(refusal: Refused) -> str:
    """Why nothing can be requested now, and until when, for an answer that refuses nothing and charges nothing."""
    obstacle = re.sub(rf"\s*{re.escape(str(_NOTHING_CHARGED))}", "", str(refusal))
    return f"{obstacle} {_obstacle_time_text(refusal)}".rstrip()


def is_outage(error: BaseException) -> bool:
    """Whether Discord could not be reached, or could not answer now."""
    kinds = (discord.HTTPException, discord.RateLimited, aiohttp.ClientError, ConnectionError, TimeoutError)
    return isinstance(error, kinds) and diagnose_error(error).recovery is Recovery.RETRY_LATER


def _retry_time_text(error: Refused) -> str:
    """A sentence with the time at which the member can try again, or an empty text."""
    match error:
        case TooSoon(retry_at=float() as at) | Paused(retry_at=float() as at):
            return text("retry-again", time=_relative_time(at))
        case OverBudget(retry_at=float() as at):
            return text("retry-room-for-it", time=_relative_time(at))
        case OverQuota(retry_at=float() as at, missing=missing) as error:
            return text(
                "retry-quota-or-manager" if error.can_managers_help else "retry-quota",
                missing=missing,
                time=_relative_time(at),
            )
        case BlockedWords(paused_until=float() as at):
            return text("retry-after-refusals", time=_relative_time(at))
        case Blocked(retry_at=at):
            return text("retry-blocked-forever") if at is None else text("retry-blocked", time=_relative_time(at))
        case _:
            return ""


def _obstacle_time_text(obstacle: Refused) -> str:
    """A sentence with the time at which something can be requested again, or an empty text."""
    match obstacle:
        case OverBudget(retry_at=float() as at):
            return text("obstacle-room", time=_relative_time(at))
        case Blocked(retry_at=None):
            return text("obstacle-blocked-forever")
        case Blocked(retry_at=float() as at):
            return text("obstacle-blocked", time=_relative_time(at))
        case _:
            return _retry_time_text(obstacle)


def _relative_time(at: float) -> str:
    """The first second after that time, as Discord shows it: “in 5 minutes”."""
    return f"<t:{int(at) + 1}:R>"
