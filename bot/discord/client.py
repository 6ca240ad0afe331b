"""The Discord client: intents, connection, discovery of cogs, and one place for the errors of commands."""

import asyncio
import importlib
import logging
import pkgutil
from collections.abc import Iterator
from typing import Final, TypeAlias

import aiohttp
import discord
from discord import app_commands
from discord.ext import commands

from bot.discord import gateway_events, replies
from bot.discord.command_sync import CommandSync
from bot.discord.component_router import ComponentRouter
from bot.discord.gateway_events import stay_connected
from bot.discord.services import Services
from bot.domain.clock import Clock
from bot.errors import ConfigError, Gone, Refused
from bot.metrics import Metrics
from bot.storage.database import Database
from bot.ui import modals

log: Final = logging.getLogger(__name__)

FIRST_ERROR_STATUS: Final = 400
"""The HTTP status from which an answer is an error."""

LOGIN_REJECTED: Final = "discord.token: Discord does not accept this token"
AUTHENTICATION_FAILED_CODE: Final = 4004
"""The gateway's close code for a wrong token (Discord, Gateway Close Event Codes)."""
COGS_PACKAGE: Final = "cogs"
"""The package whose modules are cogs; imported by name, as the bot does not depend on them."""

Interaction: TypeAlias = discord.Interaction["Easel"]
"""An interaction of this client, as cogs get it."""


class _CommandTree(app_commands.CommandTree["Easel"]):
    """Commands whose errors all end in one private sentence."""

    async def on_error(self, interaction: Interaction, error: app_commands.AppCommandError, /) -> None:
        cause = error.original if isinstance(error, app_commands.CommandInvokeError) else error
        if isinstance(cause, app_commands.CommandNotFound | app_commands.CommandSignatureMismatch):
            cause = Gone("This command has changed; reload Discord (Ctrl-R) and try again.")
        elif isinstance(cause, app_commands.TransformerError):
            cause = Gone(f"“{cause.value}” cannot be used there.")
        await interaction.client.reply_error(interaction, cause)


class Easel(commands.Bot):
    """Easel on Discord. It closes nothing of what it is given."""

    user: discord.ClientUser

    def __init__(self, database: Database, metrics: Metrics, clock: Clock) -> None:
        # Nothing here speaks, so nobody needs to be warned that voice is missing.
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
        self.outage: str | None = None
        """Why Discord cannot be reached at the moment, if so; for the readiness check."""
        self._metrics = metrics
        self._services: Services | None = None
        self.components = ComponentRouter(self, database, clock, on_error=self.reply_error)
        self.command_sync = CommandSync(self.tree, database)

    # ── what the cogs call ───────────────────────────────────────────────────────────────────────────────────────────

    @property
    def services(self) -> Services:
        """The use cases; assigned once by :mod:`bot.app`, because they in turn send messages through this client."""
        if self._services is None:
            raise RuntimeError("The client has no services: bot.app assigns them before it logs in.")
        return self._services

    @services.setter
    def services(self, services: Services) -> None:
        self._services = services

    # ── the gateway ──────────────────────────────────────────────────────────────────────────────────────────────────

    async def connect(self, *, reconnect: bool = True) -> None:
        """Stay connected to the gateway until the client is closed; ``reconnect`` has to be true.

        Raises ConfigError when the gateway does not accept the token, ConnectionClosed when it refuses this bot for
        good for another reason.
        """
        assert reconnect
        try:
            await stay_connected(
                self, on_unreadable_event=self._metrics.record_unreadable_event, on_outage=self._set_outage
            )
        except discord.ConnectionClosed as closed:
            if closed.code == AUTHENTICATION_FAILED_CODE:
                raise ConfigError([LOGIN_REJECTED]) from None
            raise

    def _set_outage(self, why: str | None) -> None:
        self.outage = why

    async def setup_hook(self) -> None:
        """Load all cogs, and publish the commands if they changed."""
        for name in discover_cogs():
            if name not in self.extensions:  # a login that failed further on is tried again
                await self.load_extension(name)
        await self.command_sync.publish()

    async def on_interaction(self, interaction: Interaction) -> None:
        """Answer a submitted form, whichever process showed it."""
        if modals.is_easel_modal(interaction):
            await self.components.dispatch_form(interaction)

    async def reply_error(self, interaction: Interaction, error: BaseException) -> None:
        """Answer an interaction that failed, and count what was refused."""
        if isinstance(error, Refused):
            self._metrics.record_refusal(type(error).__name__)
        await replies.reply_error(interaction, error)


def discover_cogs() -> Iterator[str]:
    """Name the modules and packages directly in ``cogs`` whose names do not start with an underscore."""
    package = importlib.import_module(COGS_PACKAGE)
    for module in pkgutil.iter_modules(package.__path__):
        if not module.name.startswith("_"):
            yield f"{COGS_PACKAGE}.{module.name}"


def _http_error_trace(metrics: Metrics) -> aiohttp.TraceConfig:
    """Record every response with the HTTP status of an error, and every request without a response."""

    async def answered(_session: object, _context: object, request: aiohttp.TraceRequestEndParams) -> None:
        if request.response.status >= FIRST_ERROR_STATUS:
            metrics.record_discord_error(str(request.response.status))

    async def failed(_session: object, _context: object, request: aiohttp.TraceRequestExceptionParams) -> None:
        if not isinstance(request.exception, asyncio.CancelledError):
            metrics.record_discord_error("unreached")

    trace = aiohttp.TraceConfig()
    trace.on_request_end.append(answered)
    trace.on_request_exception.append(failed)
    return trace
