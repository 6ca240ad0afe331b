"""Sends notices about servers: to the operator, to whoever added Easel, or into the first channel that can be used."""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Iterator
from contextlib import suppress
from typing import Final, TypeAlias

import discord
from discord import AuditLogAction, Guild, TextChannel, ui

from bot.discord.command_sync import CommandSync
from bot.discord.message_requests import FETCH_TIMEOUT_SECONDS, MessageRequests, RouteClosedError
from bot.discord.operators import Operators
from bot.domain.servers import Server
from bot.errors import DiscordDown
from bot.localization.languages import in_language
from bot.operator.server_notices import NoticeResult
from bot.policy.gate import PolicyGate
from bot.policy.server_languages import ServerLanguages
from bot.ui.admin import welcome
from bot.ui.channel_permissions import POST_PERMISSIONS, is_public, missing_permissions
from bot.ui.operator import admission

MAX_AUDIT_ENTRIES: Final = 20
"""Entries about added bots that are searched for Easel's."""
_UNREADABLE: Final = (RouteClosedError, LookupError, TypeError, ValueError, AttributeError)
"""An audit log that Easel may not read, or that discord.py cannot parse."""
Target: TypeAlias = Callable[[], Awaitable[discord.abc.Messageable]]
"""Opens a channel or a person's direct messages."""
QUESTION_NONCE: Final = "ask"
SETUP_NONCE: Final = "setup"
WAITING_NONCE: Final = "wait"
"""The beginnings of the nonces, which have at most 25 characters (Discord, Create Message); the server's id follows."""


class ServerNoticeSender:
    """Implements :class:`bot.operator.server_notices.NoticeSender`."""

    def __init__(
        self,
        client: discord.Client,
        requests: MessageRequests,
        operators: Operators,
        gate: PolicyGate,
        languages: ServerLanguages,
        commands: CommandSync,
        *,
        operator_guild_id: int | None,
        has_plans: Callable[[], bool],
    ) -> None:
        self._client = client
        self._requests = requests
        self._operators = operators
        self._gate = gate
        self._languages = languages
        self._commands = commands
        self._operator_guild_id = operator_guild_id
        self._has_plans = has_plans

    def is_ready(self) -> bool:
        """Whether the bot is logged in and knows its servers."""
        return self._client.is_ready()

    async def ask_operator(self, server: Server) -> NoticeResult:
        """Ask in the operator's server where only they can read it, else by direct message, else anywhere there."""
        guild = self._client.get_guild(self._operator_guild_id or 0)
        if guild is not None and guild.unavailable:
            return NoticeResult.LATER
        await self._operators.refresh()
        owner_name = await self._owner_name(server)
        with in_language(await self._languages.get(self._operator_guild_id)):
            view = admission.announcement_view(server, has_plans=self._has_plans(), owner_name=owner_name)
        targets = [self._person(user_id) for user_id in self._operators.list_ids()]
        if guild is not None:
            private = [channel async for channel in self._private_channels(guild)]
            targets = [*map(_channel, private), *targets, *map(_channel, list_writable_channels(guild))]
        return await self._send_first(targets, view, nonce=f"{QUESTION_NONCE}{server.guild_id}")

    async def show_setup(self, server: Server) -> NoticeResult:
        """Tell the person who added Easel, else the first channel where Easel may write."""
        guild = self._client.get_guild(server.guild_id)
        if guild is None or guild.unavailable:
            return NoticeResult.LATER
        nonce = f"{SETUP_NONCE}{server.guild_id}"
        try:
            adder_id = await self._find_adder(guild)
        except DiscordDown:
            return NoticeResult.LATER
        if adder_id is not None:
            with in_language(await self._languages.get(server.guild_id)):
                view = welcome.direct_welcome_view(server, self._commands.mention("admin setup"))
            result = await self._send_first([self._person(adder_id)], view, nonce=nonce)
            if result is not NoticeResult.REFUSED:
                return result
        channels = map(_channel, list_writable_channels(guild))
        with in_language(await self._languages.get(server.guild_id)):
            view = welcome.channel_welcome_view()
        return await self._send_first(channels, view, nonce=nonce)

    async def show_waiting(self, server: Server) -> NoticeResult:
        """Tell the first channel where Easel may write."""
        guild = self._client.get_guild(server.guild_id)
        if guild is None or guild.unavailable:
            return NoticeResult.LATER
        channels = map(_channel, list_writable_channels(guild))
        with in_language(await self._languages.get(server.guild_id)):
            view = welcome.waiting_view()
        return await self._send_first(channels, view, nonce=f"{WAITING_NONCE}{server.guild_id}")

    async def _owner_name(self, server: Server) -> str | None:
        """The name of the server's owner, ``None`` if Discord does not tell it now."""
        if server.owner_id is None:
            return None
        owner_id = server.owner_id

        async def read(_: bool) -> str:
            return (await self._client.fetch_user(owner_id)).name

        with suppress(RouteClosedError, DiscordDown):
            return await self._requests.send(read, timeout_seconds=FETCH_TIMEOUT_SECONDS)
        return None

    async def _private_channels(self, guild: Guild) -> AsyncIterator[TextChannel]:
        """The moderators' channel, then the other channels that @everyone cannot see."""
        rules = await self._gate.rules(guild.id)
        channels = [channel for channel in list_writable_channels(guild) if not is_public(channel)]
        for channel in sorted(channels, key=lambda channel: channel.id != rules.log_channel):
            yield channel

    async def _find_adder(self, guild: Guild) -> int | None:
        """The person who added the bot, according to the server's audit log; ``None`` if that cannot be read.

        Discord records it as the action ``BOT_ADD`` (28), which takes the permission View Audit Log to read.
        """
        me = self._client.user
        if me is None or not guild.me.guild_permissions.view_audit_log:
            return None

        async def read(_: bool) -> int | None:
            async for entry in guild.audit_logs(action=AuditLogAction.bot_add, limit=MAX_AUDIT_ENTRIES):
                if entry.target is not None and entry.target.id == me.id:
                    return entry.user_id
            return None

        with suppress(*_UNREADABLE):
            return await self._requests.send(read, timeout_seconds=FETCH_TIMEOUT_SECONDS)
        return None

    async def _send_first(self, targets: Iterable[Target], view: ui.LayoutView, *, nonce: str) -> NoticeResult:
        """Send the view to the first target that Discord accepts."""
        for target in targets:

            async def send(_: bool, target: Target = target) -> object:
                return await (await target()).send(view=view, nonce=nonce)

            try:
                await self._requests.send(send, timeout_seconds=FETCH_TIMEOUT_SECONDS)
            except RouteClosedError:
                continue
            except DiscordDown:
                return NoticeResult.LATER
            return NoticeResult.SENT
        return NoticeResult.REFUSED

    def _person(self, user_id: int) -> Target:
        async def open_messages() -> discord.abc.Messageable:
            return await self._client.create_dm(discord.Object(user_id))

        return open_messages


def list_writable_channels(guild: Guild) -> Iterator[TextChannel]:
    """The text channels where Easel may write, in the order in which members see them."""
    return (channel for channel in guild.text_channels if not missing_permissions(channel, POST_PERMISSIONS))


def _channel(channel: TextChannel) -> Target:
    async def get() -> discord.abc.Messageable:
        return channel

    return get
