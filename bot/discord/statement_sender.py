"""Sends monthly statements into moderators' channels, and to the operator by direct message."""

from collections.abc import Awaitable, Callable

import discord

from bot.discord.message_requests import FETCH_TIMEOUT_SECONDS, MessageRequests, RouteClosedError
from bot.discord.messenger import fetch_operator
from bot.domain.statements import Statement
from bot.errors import Undeliverable
from bot.ui.statements import operator_statement_view, server_statement_view


class DiscordStatementSender:
    """Implements :class:`bot.jobs.statements.DiscordStatementSender`."""

    def __init__(self, client: discord.Client, requests: MessageRequests) -> None:
        self._client = client
        self._requests = requests

    def is_ready(self) -> bool:
        """Whether the bot is logged in and knows its servers."""
        return self._client.is_ready()

    def server_name(self, guild_id: int) -> str | None:
        """The name of a server that this process knows."""
        guild = self._client.get_guild(guild_id)
        return None if guild is None else guild.name

    async def post(self, channel_id: int, statement: Statement) -> None:
        """Post a server's statement in its moderators' channel."""
        channel = self._client.get_partial_messageable(channel_id)
        await self._send(lambda: channel.send(view=server_statement_view(statement), nonce=_nonce(statement)))

    async def send_to_operator(self, statement: Statement) -> None:
        """Send the application's owner the statement of the whole bot."""

        async def send() -> object:
            person = await fetch_operator(self._client)
            return await person.send(view=operator_statement_view(statement), nonce=_nonce(statement))

        await self._send(send)

    async def _send(self, send: Callable[[], Awaitable[object]]) -> None:
        try:
            await self._requests.send(lambda _: send(), timeout_seconds=FETCH_TIMEOUT_SECONDS)
        except RouteClosedError as error:
            raise Undeliverable("Discord does not accept the message there.") from error


def _nonce(statement: Statement) -> str:
    """The same for each attempt, so that Discord shows the statement once."""
    return f"statement-{statement.month:%Y-%m}"
