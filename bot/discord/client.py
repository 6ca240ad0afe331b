"""The Discord client: intents, cogs by name, commands published when they changed, one place for errors."""

import asyncio
import hashlib
import json
import logging
from collections.abc import Callable, Coroutine
from typing import Any, Final

import aiohttp
import discord
import yarl
from discord import app_commands
from discord.ext import commands
from discord.gateway import DiscordWebSocket
from discord.http import Route

from bot.discord import gateway_events, replies, rest_responses
from bot.discord.dm_copies import Copies
from bot.discord.gateway_events import stay_connected
from bot.discord.intake import Reception
from bot.domain.catalog import Catalog
from bot.domain.server_rules import SafetyMode
from bot.errors import ConfigError, Gone, Refused
from bot.jobs.service import Service
from bot.library import Library
from bot.moderation.audit_log import Record
from bot.moderation.service import Moderation
from bot.policy.gate import Gate
from bot.storage import handled_interactions, kv
from bot.storage.database import Database
from bot.ui import buttons, modals
from bot.ui.buttons import Action
from bot.ui.modals import Form, Submitted

log: Final = logging.getLogger(__name__)

COGS: Final = (
    *("cogs.imagine", "cogs.edit", "cogs.job_buttons", "cogs.price_buttons", "cogs.library", "cogs.queue"),
    *(
        "cogs.quota",
        "cogs.settings",
        "cogs.admin",
        "cogs.mod.blocks",
        "cogs.mod.words",
        "cogs.reports",
        "cogs.mod.cases",
        "cogs.help",
    ),
)
DISCORD: Final = "https://discord.com/api/v10"
ERRORS_FROM: Final = 400
"""The HTTP status from which an answer is an error."""

NOT_ACCEPTED: Final = "discord.token: Discord does not accept this token"
AUTHENTICATION_FAILED: Final = 4004
"""The gateway's close code for a wrong token (Discord, Gateway Close Event Codes)."""
OUTDATED: Final = "That form no longer works; please open it again. Nothing was charged."

Press = Callable[[discord.Interaction["Easel"], int], Coroutine[Any, Any, None]]
Submit = Callable[[discord.Interaction["Easel"], Submitted], Coroutine[Any, Any, None]]


class _Tree(app_commands.CommandTree["Easel"]):
    """Commands whose errors all end in one private sentence."""

    async def on_error(self, interaction: discord.Interaction["Easel"], error: app_commands.AppCommandError, /) -> None:
        cause = error.original if isinstance(error, app_commands.CommandInvokeError) else error
        if isinstance(cause, app_commands.CommandNotFound | app_commands.CommandSignatureMismatch):
            cause = Gone("This command has changed; reload Discord (Ctrl-R) and try again.")
        elif isinstance(cause, app_commands.TransformerError):
            cause = Gone(f"“{cause.value}” cannot be used there.")
        await interaction.client.explain(interaction, cause)


class Easel(commands.Bot):
    """Easel on Discord. It is given all it uses, and closes nothing of it."""

    user: discord.ClientUser

    def __init__(
        self,
        *,
        service: Service,
        library: Library,
        catalog: Catalog,
        database: Database,
        on_refused: Callable[[str], None],
        on_unread: Callable[[str], None],
        on_error: Callable[[str], None],
    ) -> None:
        """Take what it uses.

        ``on_refused`` hears the name of each refusal, ``on_unread`` the type of each event that cannot be read, and
        ``on_error`` the status of each error that Discord answers.
        """
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
            tree_cls=_Tree,
            http_trace=_errors_told_to(on_error),
        )
        gateway_events.guard(self._connection.parsers, on_unread)
        self.outage: str | None = None
        """Why Discord cannot be reached at the moment, if so; for the readiness check."""
        self._on_unread = on_unread
        self.service = service
        self.library = library
        self.catalog = catalog
        self.reception: Reception
        self.copies: Copies
        self.gate: Gate
        self.record: Record
        self.moderation: Moderation
        self.safety: SafetyMode
        self.published: dict[str, int] = {}
        self._database = database
        self._on_refused = on_refused
        self._presses: dict[Action, Press] = {}
        self._submits: dict[Form, Submit] = {}

    async def connect(self, *, reconnect: bool = True) -> None:
        """Stay connected to the gateway until the client is closed; ``reconnect`` has to be true.

        Raises ConfigError when the gateway does not accept the token, ConnectionClosed when it refuses this bot for
        good for another reason.
        """
        assert reconnect
        try:
            await stay_connected(self, on_unread=self._on_unread, on_outage=self._note_outage)
        except discord.ConnectionClosed as closed:
            if closed.code == AUTHENTICATION_FAILED:
                raise ConfigError([NOT_ACCEPTED]) from None
            raise

    def _note_outage(self, why: str | None) -> None:
        self.outage = why

    async def setup_hook(self) -> None:
        """Load what the bot can do, and publish it where it changed."""
        await self.load_cogs()
        await self.sync()

    async def load_cogs(self) -> None:
        """Load every cog by name."""
        buttons.register(self)
        for name in COGS:
            if name not in self.extensions:  # a login that failed further on is tried again
                await self.load_extension(name)

    # ── buttons ──────────────────────────────────────────────────────────────────────────────────────────────────────

    def on_press(self, action: Action, act: Press) -> None:
        """Let ``act`` answer the presses of this button."""
        self._presses[action] = act

    async def pressed(self, interaction: discord.Interaction[Any], action: Action, job_id: int) -> None:
        """Answer a press."""
        await self.attend(interaction, self._presses[action](interaction, job_id))

    # ── forms ────────────────────────────────────────────────────────────────────────────────────────────────────────

    def on_submit(self, form: Form, act: Submit) -> None:
        """Let ``act`` answer what is submitted with this form."""
        self._submits[form] = act

    async def on_interaction(self, interaction: discord.Interaction["Easel"]) -> None:
        """Answer a submitted form, whichever process showed it."""
        if modals.is_ours(interaction):
            await self.attend(interaction, self._submitted(interaction))

    async def _submitted(self, interaction: discord.Interaction["Easel"]) -> None:
        submitted = modals.read(interaction)
        if submitted is None or submitted.form not in self._submits:
            raise Gone(OUTDATED)
        await self._submits[submitted.form](interaction, submitted)

    # ── what goes wrong ──────────────────────────────────────────────────────────────────────────────────────────────

    async def attend(self, interaction: discord.Interaction[Any], work: Coroutine[Any, Any, None]) -> None:
        """Do this for an interaction, and answer what goes wrong: discord.py only logs what items and forms raise."""
        try:
            await self._claim(interaction, work)
            await work
        except Exception as error:  # noqa: BLE001 – the outer edge of every button, select and form
            await self.explain(interaction, error)

    async def _claim(self, interaction: discord.Interaction[Any], work: Coroutine[Any, Any, None]) -> None:
        """Let one process act on it: two that hold the same shard both hear of it, as while one takes over."""
        if self._database.exclusive:
            return
        try:
            await self._database.run(handled_interactions.claim, interaction.id, now=self.service.clock())
        except BaseException:
            work.close()
            raise

    async def explain(self, interaction: discord.Interaction[Any], error: BaseException) -> None:
        """Answer an interaction that failed, and count what was refused."""
        if isinstance(error, Refused):
            self._on_refused(type(error).__name__)
        await replies.explain(interaction, error)

    # ── commands ─────────────────────────────────────────────────────────────────────────────────────────────────────

    async def sync(self, *, always: bool = False) -> bool:
        """Publish the commands if their payload changed since the last time; returns whether it had.

        Discord counts 200 created commands a day and server, so they are not sent at every start.
        """
        payload = [command.to_dict(self.tree) for command in self.tree.get_commands()]
        text = json.dumps([self.application_id, payload], sort_keys=True)
        digest = hashlib.sha256(text.encode()).hexdigest()
        mark = await self._database.run(kv.value, kv.COMMANDS)
        known = json.loads(mark or "{}")
        if known.get("digest") == digest and not always:
            self.published = known["ids"]
            return False
        published = await self.tree.sync()
        self.published = {command.name: command.id for command in published}
        news = json.dumps({"digest": digest, "ids": self.published})
        await self._database.run(kv.put, kv.COMMANDS, news)
        log.info("Commands were published", extra={"event": "commands_published", "commands": len(published)})
        return True

    def mention(self, command: str) -> str:
        """The command as people click it: ``</imagine:1>``, or its name while it is not published."""
        name = command.split(maxsplit=1)[0]
        return f"</{command}:{self.published[name]}>" if name in self.published else f"`/{command}`"


def _errors_told_to(on_error: Callable[[str], None]) -> aiohttp.TraceConfig:
    """Tell of every answer of Discord's that is an error by its HTTP status, and of requests without one."""

    async def answered(_session: object, _context: object, request: aiohttp.TraceRequestEndParams) -> None:
        if request.response.status >= ERRORS_FROM:
            on_error(str(request.response.status))

    async def failed(_session: object, _context: object, request: aiohttp.TraceRequestExceptionParams) -> None:
        if not isinstance(request.exception, asyncio.CancelledError):
            on_error("unreached")

    trace = aiohttp.TraceConfig()
    trace.on_request_end.append(answered)
    trace.on_request_exception.append(failed)
    return trace


def point_at(api_url: str, gateway_url: str | None) -> None:
    """Point discord.py at these addresses before it logs in.

    There is no option for it in discord.py 2.7.1: both are attributes of classes.
    """
    rest_responses.install()
    Route.BASE = api_url
    if gateway_url is not None:
        DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(gateway_url)


async def find_gateway(client: discord.Client) -> None:
    """Ask a Discord other than the real one where its gateway is."""
    answer = await client.http.request(Route("GET", "/gateway"))
    DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(answer["url"])
