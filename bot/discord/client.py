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
from bot.discord.dm_copies import PictureCopySender
from bot.discord.gateway_events import stay_connected
from bot.discord.intake import RequestIntake
from bot.domain.case_actions import CaseAction
from bot.domain.catalog import Catalog
from bot.domain.server_rules import SafetyMode
from bot.errors import ConfigError, Gone, Refused
from bot.jobs.service import RequestService
from bot.library import Library
from bot.moderation.audit_log import AuditLog
from bot.moderation.service import Moderation
from bot.policy.gate import PolicyGate
from bot.storage import handled_interactions, kv
from bot.storage.database import Database
from bot.ui import buttons, modals
from bot.ui.buttons import Action
from bot.ui.modals import FormKind, SubmittedForm

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
DISCORD_API_URL: Final = "https://discord.com/api/v10"
FIRST_ERROR_STATUS: Final = 400
"""The HTTP status from which an answer is an error."""

LOGIN_REJECTED: Final = "discord.token: Discord does not accept this token"
AUTHENTICATION_FAILED_CODE: Final = 4004
"""The gateway's close code for a wrong token (Discord, Gateway Close Event Codes)."""
FORM_OUTDATED: Final = "That form no longer works; please open it again. Nothing was charged."

ButtonHandler = Callable[[discord.Interaction["Easel"], int], Coroutine[Any, Any, None]]
FormHandler = Callable[[discord.Interaction["Easel"], SubmittedForm], Coroutine[Any, Any, None]]


class _CommandTree(app_commands.CommandTree["Easel"]):
    """Commands whose errors all end in one private sentence."""

    async def on_error(self, interaction: discord.Interaction["Easel"], error: app_commands.AppCommandError, /) -> None:
        cause = error.original if isinstance(error, app_commands.CommandInvokeError) else error
        if isinstance(cause, app_commands.CommandNotFound | app_commands.CommandSignatureMismatch):
            cause = Gone("This command has changed; reload Discord (Ctrl-R) and try again.")
        elif isinstance(cause, app_commands.TransformerError):
            cause = Gone(f"“{cause.value}” cannot be used there.")
        await interaction.client.reply_error(interaction, cause)


class Easel(commands.Bot):
    """Easel on Discord. It is given all it uses, and closes nothing of it."""

    user: discord.ClientUser

    def __init__(
        self,
        *,
        service: RequestService,
        library: Library,
        catalog: Catalog,
        database: Database,
        on_refused: Callable[[str], None],
        on_unreadable_event: Callable[[str], None],
        on_http_error: Callable[[str], None],
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
            tree_cls=_CommandTree,
            http_trace=_http_error_trace(on_http_error),
        )
        gateway_events.guard_parsers(self._connection.parsers, on_unreadable_event)
        self.outage: str | None = None
        """Why Discord cannot be reached at the moment, if so; for the readiness check."""
        self._on_unreadable_event = on_unreadable_event
        self.service = service
        self.library = library
        self.catalog = catalog
        self.intake: RequestIntake
        self.copies: PictureCopySender
        self.gate: PolicyGate
        self.audit_log: AuditLog
        self.moderation: Moderation
        self.safety_mode: SafetyMode
        self.command_ids: dict[str, int] = {}
        self._database = database
        self._on_refused = on_refused
        self._button_handlers: dict[Action | CaseAction, ButtonHandler] = {}
        self._form_handlers: dict[FormKind, FormHandler] = {}

    async def connect(self, *, reconnect: bool = True) -> None:
        """Stay connected to the gateway until the client is closed; ``reconnect`` has to be true.

        Raises ConfigError when the gateway does not accept the token, ConnectionClosed when it refuses this bot for
        good for another reason.
        """
        assert reconnect
        try:
            await stay_connected(self, on_unreadable_event=self._on_unreadable_event, on_outage=self._set_outage)
        except discord.ConnectionClosed as closed:
            if closed.code == AUTHENTICATION_FAILED_CODE:
                raise ConfigError([LOGIN_REJECTED]) from None
            raise

    def _set_outage(self, why: str | None) -> None:
        self.outage = why

    async def setup_hook(self) -> None:
        """Load what the bot can do, and publish it where it changed."""
        await self.load_cogs()
        await self.sync_commands()

    async def load_cogs(self) -> None:
        """Load every cog by name."""
        buttons.register(self)
        for name in COGS:
            if name not in self.extensions:  # a login that failed further on is tried again
                await self.load_extension(name)

    # ── buttons ──────────────────────────────────────────────────────────────────────────────────────────────────────

    def register_button(self, action: Action | CaseAction, handler: ButtonHandler) -> None:
        """Let ``act`` answer the presses of this button."""
        self._button_handlers[action] = handler

    async def on_button(self, interaction: discord.Interaction[Any], action: Action | CaseAction, number: int) -> None:
        """Answer a press."""
        await self.run_guarded(interaction, self._button_handlers[action](interaction, number))

    # ── forms ────────────────────────────────────────────────────────────────────────────────────────────────────────

    def register_form(self, form: FormKind, handler: FormHandler) -> None:
        """Let ``act`` answer what is submitted with this form."""
        self._form_handlers[form] = handler

    async def on_interaction(self, interaction: discord.Interaction["Easel"]) -> None:
        """Answer a submitted form, whichever process showed it."""
        if modals.is_easel_modal(interaction):
            await self.run_guarded(interaction, self._dispatch_form(interaction))

    async def _dispatch_form(self, interaction: discord.Interaction["Easel"]) -> None:
        submitted = modals.parse_submission(interaction)
        if submitted is None or submitted.form not in self._form_handlers:
            raise Gone(FORM_OUTDATED)
        await self._form_handlers[submitted.form](interaction, submitted)

    # ── what goes wrong ──────────────────────────────────────────────────────────────────────────────────────────────

    async def run_guarded(self, interaction: discord.Interaction[Any], work: Coroutine[Any, Any, None]) -> None:
        """Do this for an interaction, and answer what goes wrong: discord.py only logs what items and forms raise."""
        try:
            await self._claim_interaction(interaction, work)
            await work
        except Exception as error:  # noqa: BLE001 – the outer edge of every button, select and form
            await self.reply_error(interaction, error)

    async def _claim_interaction(self, interaction: discord.Interaction[Any], work: Coroutine[Any, Any, None]) -> None:
        """Let one process act on it: two that hold the same shard both hear of it, as while one takes over."""
        if self._database.exclusive:
            return
        try:
            await self._database.run(handled_interactions.claim, interaction.id, now=self.service.clock())
        except BaseException:
            work.close()
            raise

    async def reply_error(self, interaction: discord.Interaction[Any], error: BaseException) -> None:
        """Answer an interaction that failed, and count what was refused."""
        if isinstance(error, Refused):
            self._on_refused(type(error).__name__)
        await replies.reply_error(interaction, error)

    # ── commands ─────────────────────────────────────────────────────────────────────────────────────────────────────

    async def sync_commands(self, *, force: bool = False) -> bool:
        """Publish the commands if their payload changed since the last time; returns whether it had.

        Discord counts 200 created commands a day and server, so they are not sent at every start.
        """
        payload = [command.to_dict(self.tree) for command in self.tree.get_commands()]
        text = json.dumps([self.application_id, payload], sort_keys=True)
        digest = hashlib.sha256(text.encode()).hexdigest()
        mark = await self._database.run(kv.get, kv.SYNCED_COMMANDS_KEY)
        known = json.loads(mark or "{}")
        if known.get("digest") == digest and not force:
            self.command_ids = known["ids"]
            return False
        published = await self.tree.sync()
        self.command_ids = {command.name: command.id for command in published}
        news = json.dumps({"digest": digest, "ids": self.command_ids})
        await self._database.run(kv.put, kv.SYNCED_COMMANDS_KEY, news)
        log.info("Commands were published", extra={"event": "commands_published", "commands": len(published)})
        return True

    def mention(self, command: str) -> str:
        """The command as people click it: ``</imagine:1>``, or its name while it is not published."""
        name = command.split(maxsplit=1)[0]
        return f"</{command}:{self.command_ids[name]}>" if name in self.command_ids else f"`/{command}`"


def _http_error_trace(on_http_error: Callable[[str], None]) -> aiohttp.TraceConfig:
    """Tell of every answer of Discord's that is an error by its HTTP status, and of requests without one."""

    async def answered(_session: object, _context: object, request: aiohttp.TraceRequestEndParams) -> None:
        if request.response.status >= FIRST_ERROR_STATUS:
            on_http_error(str(request.response.status))

    async def failed(_session: object, _context: object, request: aiohttp.TraceRequestExceptionParams) -> None:
        if not isinstance(request.exception, asyncio.CancelledError):
            on_http_error("unreached")

    trace = aiohttp.TraceConfig()
    trace.on_request_end.append(answered)
    trace.on_request_exception.append(failed)
    return trace


def set_endpoints(api_url: str, gateway_url: str | None) -> None:
    """Point discord.py at these addresses before it logs in.

    There is no option for it in discord.py 2.7.1: both are attributes of classes.
    """
    rest_responses.install_response_reader()
    Route.BASE = api_url
    if gateway_url is not None:
        DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(gateway_url)


async def find_gateway(client: discord.Client) -> None:
    """Ask a Discord other than the real one where its gateway is."""
    answer = await client.http.request(Route("GET", "/gateway"))
    DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(answer["url"])
