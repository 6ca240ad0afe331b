"""Asks Discord's API whether the bot is on a server, and leaves servers."""

import logging
from typing import Final

import discord
from discord.http import Route

from bot.discord.api_errors import REQUEST_ERRORS, error_summary

log: Final = logging.getLogger(__name__)

UNKNOWN_GUILD_CODE: Final = 10004
MISSING_ACCESS_CODE: Final = 50001
_NOT_A_MEMBER_CODES: Final = frozenset({UNKNOWN_GUILD_CODE, MISSING_ACCESS_CODE})
"""Discord's error codes for a server that the bot is not on."""


class ServerMembership:
    """The bot's membership of servers."""

    def __init__(self, client: discord.Client) -> None:
        self._client = client

    async def has_left(self, guild_id: int) -> bool:
        """Whether Discord says that the bot is not on this server; ``False`` if it does not say."""
        try:
            await self._client.http.request(Route("GET", "/guilds/{guild_id}", guild_id=guild_id))
        except REQUEST_ERRORS as error:
            return is_not_a_member(error)
        return False

    async def leave(self, guild_id: int) -> bool:
        """Leave the server; returns ``False`` if Discord did not answer or refused."""
        try:
            await self._client.http.leave_guild(guild_id)
        except REQUEST_ERRORS as error:
            if is_not_a_member(error):
                return True
            text, event = "The server %s could not be left (%s)", {"event": "server_leave_failed"}
            log.warning(text, guild_id, error_summary(error), extra=event)
            return False
        return True


def is_not_a_member(error: BaseException) -> bool:
    """Whether the error is Discord's answer that the bot is not on the server."""
    return isinstance(error, discord.HTTPException) and error.code in _NOT_A_MEMBER_CODES
