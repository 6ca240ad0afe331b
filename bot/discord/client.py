"""The Discord client: intents, connection, discovery of cogs, and one place for the errors of commands."""

import asyncio
import importlib
import logging
import pkgutil
from collections.abc import Iterator
from http import HTTPStatus
from typing import Final, TypeAlias

import aiohttp
import discord
from discord import app_commands
from discord.ext import commands

from bot.discord import gateway_events, replies
from bot.discord.command_sync import CommandSync
from bot.discord.component_router import ComponentRouter
from bot.discord.gateway_events import GatewayConnection
from bot.discord.services import Services
from bot.domain.clock import Clock
from bot.domain.text import sanitize_line
from bot.errors import ConfigError, Gone, Refused
from bot.jobs.refusal_counter import RefusalCounter
from bot.localization.languages import find_language, set_language
from bot.localization.messages import Message
from bot.observability.metrics import Metrics
from bot.storage.database import Database
from bot.ui import modals

log: Final = logging.getLogger(__name__)

LOGIN_REJECTED: Final = "discord.token: Discord does not accept this token"
MAX_SHOWN_VALUE_LENGTH: Final = 100
"""Characters that are repeated of a value that cannot be used; Discord lets members type 6,000."""
AUTHENTICATION_FAILED_CODE: Final = 4004
"""The gateway's close code for a wrong token (Discord, Gateway Close Event Codes)."""
COGS_PACKAGE: Final = "cogs"
"""The package whose modules are cogs; imported by name, as the bot does not depend on them."""

Interaction: TypeAlias = discord.Interaction["Easel"]
"""An interaction of this client, as cogs get it."""


class _CommandTree(app_commands.CommandTree["Easel"]):
    """Commands that answer in the member's language, and all errors with one ephemeral sentence."""

    async def interaction_check(self, interaction: Interaction, /) -> bool:
        set_language(find_language(interaction.locale.value))
        return True

    async def on_error(self, interaction: Interaction, error: app_commands.AppCommandError, /) -> None:
        cause = error.original if isinstance(error, app_commands.CommandInvokeError) else error
        if isinstance(cause, app_commands.CommandNotFound | app_commands.CommandSignatureMismatch):
            cause = Gone(Message("reply-command-changed"))
        elif isinstance(cause, app_commands.TransformerError):
            cause = Gone(
                Message("reply-value-not-usable", value=sanitize_line(str(cause.value), MAX_SHOWN_VALUE_LENGTH))
            )
        await interaction.client.reply_error(interaction, cause)


class Easel(commands.Bot):
    """Easel on Discord. It does not close the objects that it is given."""

    user: discord.ClientUser
    services: Services
    """The use cases; :mod:`bot.app` assigns them once, because they in turn send messages through this client."""
    outage: str | None = None
    """The reason why Discord cannot be reached at the moment, for the readiness check; ``None`` while it can."""

    def __init__(
        self,
        database: Database,
        metrics: Metrics,
        refusals: RefusalCounter,
        clock: Clock,
        *,
        operator_guild_id: int | None = None,
    ) -> None:
        # Easel uses no voice, so discord.py need not warn that its voice dependencies are missing.
        discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False
        super().__init__(
            command_prefix=commands.when_mentioned,
            help_command=None,
            intents=discord.Intents(guilds=True),
            allowed_mentions=discord.AllowedMentions.none(),
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
            max_messages=None,
            tree_cls=_CommandTree,
            http_trace=_http_error_trace(metrics),
        )
        gateway_events.guard_parsers(self._connection.parsers, metrics.record_unreadable_event)
        self._metrics = metrics
        self._refusals = refusals
        self.components = ComponentRouter(self, database, clock, on_error=self.reply_error)
        self.command_sync = CommandSync(self.tree, database, operator_guild_id=operator_guild_id)

    async def connect(self, *, reconnect: bool = True) -> None:
        """Stay connected to the gateway until the client is closed; ``reconnect`` has to be true.

        Raises ConfigError when the gateway does not accept the token, and ConnectionClosed when it refuses this bot
        permanently for another reason.
        """
        assert reconnect
        connection = GatewayConnection(self, self._metrics.record_unreadable_event, self._set_outage)
        try:
            await connection.run()
        except discord.ConnectionClosed as closed:
            if closed.code == AUTHENTICATION_FAILED_CODE:
                raise ConfigError([LOGIN_REJECTED]) from None
            raise

    def _set_outage(self, reason: str | None) -> None:
        self.outage = reason

    def preferred_locale(self, guild_id: int) -> str | None:
        """The locale that a server chose at Discord; ``None`` if this session does not know the server."""
        guild = self.get_guild(guild_id)
        return None if guild is None else guild.preferred_locale.value

    async def setup_hook(self) -> None:
        """Take over what Discord says about the application, load all cogs, and publish changed commands."""
        if self.application is not None:
            self.services.operators.use_application(self.application)
        for name in discover_cogs():
            if name not in self.extensions:  # after a failed login this method is called again
                await self.load_extension(name)
        await self.command_sync.publish()

    async def on_interaction(self, interaction: Interaction) -> None:
        """Answer a submitted form, also one that another process showed."""
        if modals.is_easel_modal(interaction):
            await self.components.dispatch_form(interaction)

    async def reply_error(self, interaction: Interaction, error: BaseException) -> None:
        """Answer a failed interaction, and count refusals."""
        if isinstance(error, Refused):
            self._metrics.record_refusal(error.kind)
            self._refusals.record(interaction.guild_id, error.kind)
            extra = {"event": "refused", "kind": error.kind, "refusal": type(error).__name__}
            log.info("A request was refused: %s", type(error).__name__, extra=extra)
        await replies.reply_error(interaction, error)


def discover_cogs() -> Iterator[str]:
    """Name the modules and packages directly in ``cogs`` whose names do not start with an underscore."""
    package = importlib.import_module(COGS_PACKAGE)
    for module in pkgutil.iter_modules(package.__path__):
        if not module.name.startswith("_"):
            yield f"{COGS_PACKAGE}.{module.name}"


def _http_error_trace(metrics: Metrics) -> aiohttp.TraceConfig:
    """Record every response with the HTTP status of an error, and every request without a response."""

    async def record_response(_session: object, _context: object, request: aiohttp.TraceRequestEndParams) -> None:
        if request.response.status >= HTTPStatus.BAD_REQUEST:
            metrics.record_discord_error(str(request.response.status))

    async def record_failure(_session: object, _context: object, request: aiohttp.TraceRequestExceptionParams) -> None:
        if not isinstance(request.exception, asyncio.CancelledError):
            metrics.record_discord_error("unreached")

    trace = aiohttp.TraceConfig()
    trace.on_request_end.append(record_response)
    trace.on_request_exception.append(record_failure)
    return trace
