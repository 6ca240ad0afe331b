"""The sandbox with real bots as child processes, which a test starts, stops and kills."""

import asyncio
import os
import re
import sqlite3
import sys
import time
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any, Final, TypeVar

import asyncpg  # type: ignore[import-untyped]  # it ships no types
from aiohttp import web
from aiohttp.typedefs import Handler

from sandbox.app import HOST, RUNWARE_KEY, Sandbox
from sandbox.discord import FakeDiscord
from sandbox.discord.faults import FAULT_DESCRIPTIONS
from sandbox.discord.faults import Fault as DiscordFault
from sandbox.discord.rest import openapi
from sandbox.discord.state.guild import Channel, User
from sandbox.discord.state.interactions import Interaction
from sandbox.discord.state.messages import Message
from sandbox.discord.validation.components import walk_components
from sandbox.runware import FakeRunware
from sandbox.runware.faults import Fault
from tests.support import forkserver
from tests.support.bot_process import TIMEOUT_SECONDS, BotProcess, KillPoint
from tests.support.forkserver import PROJECT_ROOT

FAST_SETTINGS: Final = {
    "EASEL_HTTP__LISTEN": "",
    "EASEL_LIMITS__IMAGES_PER_USER_PER_DAY": "-1",
    "EASEL_LIMITS__JOBS_PER_USER": "-1",
    "EASEL_LIMITS__COOLDOWN_SECONDS": "0",
    "EASEL_LIMITS__DOLLARS_PER_DAY": "-1",
    "EASEL_RUNWARE__POLL_FIRST": "0.1",
    "EASEL_RUNWARE__POLL_MAX": "0.3",
    "EASEL_RUNWARE__DEADLINE": "20",
}
Row = dict[str, Any]
T = TypeVar("T")


async def wait_until(description: str, condition: Callable[[], T], *, seconds: float = TIMEOUT_SECONDS) -> T:
    """Poll until the condition is truthy, and return its value; fails after ``seconds``."""
    ends = time.monotonic() + seconds
    while not (found := condition()):
        assert time.monotonic() < ends, f"waited for {seconds:g} seconds: {description}"
        await asyncio.sleep(0.02)
    return found


@dataclass
class ProcessStage:
    """The sandbox, its members, the bot processes, and their database."""

    sandbox: Sandbox
    folder: Path
    database_url: str
    bots: list[BotProcess] = field(default_factory=list)
    kill_point: KillPoint | None = None
    """The request at which the newest bot is killed, if any."""
    requests: list[Interaction] = field(default_factory=list)
    _numbers: Iterator[int] = field(default_factory=count)

    # ── bots ─────────────────────────────────────────────────────────────────────────────────────────────────────────

    @property
    def connected_bots(self) -> int:
        """Number of bots that are connected to the gateway."""
        return sum(session.socket is not None for session in self.sandbox.discord.gateway._sessions.values())

    async def spawn_interpreter(self, *arguments: str, **settings: str) -> BotProcess:
        """Start ``python -m bot`` with these arguments in an interpreter of its own, which imports everything."""
        output, errors = self._next_output_files()
        with output.open("wb") as out, errors.open("wb") as err:
            process = await asyncio.create_subprocess_exec(
                *(sys.executable, "-m", "bot", *arguments),
                env=self._environment(settings),
                cwd=self.folder,
                stdin=asyncio.subprocess.DEVNULL,
                stdout=out,
                stderr=err,
            )
        self.bots.append(BotProcess(process, output, errors))
        return self.bots[-1]

    async def spawn(self, *arguments: str, **settings: str) -> BotProcess:
        """Fork a bot with these arguments from the preloaded process.

        ``settings`` are environment variables without ``EASEL_``.
        """
        output, errors = self._next_output_files()
        with output.open("wb") as out, errors.open("wb") as err:
            process = await forkserver.fork_bot(list(arguments), self._environment(settings), self.folder, out, err)
        self.bots.append(BotProcess(process, output, errors))
        return self.bots[-1]

    async def start(self, **settings: str) -> BotProcess:
        """Fork a bot from the preloaded process and wait until it is connected."""
        before = self.connected_bots
        bot = await self.spawn("run", **settings)
        await wait_until("the bot connects", lambda: self.connected_bots > before or bot.process.returncode is not None)
        assert bot.process.returncode is None, bot.output + bot.errors
        return bot

    def _next_output_files(self) -> tuple[Path, Path]:
        number = next(self._numbers)
        return self.folder / f"bot-{number}.out", self.folder / f"bot-{number}.err"

    def _environment(self, settings: Mapping[str, str]) -> dict[str, str]:
        inherited = {name: value for name, value in os.environ.items() if not name.startswith("EASEL_")}
        given = {f"EASEL_{name}": value for name, value in settings.items()}
        fixed = {"EASEL_DATABASE__URL": self.database_url, "PYTHONPATH": str(PROJECT_ROOT)}
        return inherited | self.sandbox.bot_environment() | FAST_SETTINGS | fixed | given

    async def kill(self, bot: BotProcess) -> None:
        """Kill a bot and wait until the gateway has noticed."""
        before = self.connected_bots
        await bot.kill()
        await wait_until("the gateway notices", lambda: self.connected_bots < max(1, before))

    async def wait_until_killed(self) -> None:
        """Wait until the newest bot was killed at its kill point."""
        await self.bots[-1].wait_for_exit()
        await wait_until("the gateway notices", lambda: self.connected_bots == 0)
        self.kill_point = None

    @web.middleware
    async def kill_middleware(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """An aiohttp middleware that kills the newest bot before or after the matching request is handled."""
        kill_point = self.kill_point if self.kill_point is not None and await self.kill_point.matches(request) else None
        if kill_point is not None and not kill_point.reply_failed:
            await self._kill_newest_bot(request)
            return web.Response()
        response = await handler(request)
        if kill_point is not None and kill_point.reply_contains in (getattr(response, "body", None) or b""):
            await self._kill_newest_bot(request)
        return response

    async def _kill_newest_bot(self, request: web.Request) -> None:
        self.kill_point = None
        await self.bots[-1].kill()
        if request.transport is not None:
            request.transport.abort()

    # ── people ───────────────────────────────────────────────────────────────────────────────────────────────────────

    @property
    def ada(self) -> User:
        """The member Ada."""
        return self.sandbox.discord.world.ada

    def add_member(self, name: str) -> User:
        """Add a member to the guild."""
        return self.sandbox.discord.world.add_member(name)

    def channel(self, name: str) -> Channel:
        """The channel with this name."""
        return next(one for one in self.sandbox.discord.world.channels.values() if one.name == name)

    def imagine(
        self, prompt: str, *, user: User | None = None, channel: Channel | None = None, **options: Any
    ) -> Interaction:
        """Send ``/imagine``; faults that are armed before the next ``await`` affect this request from the start."""
        people, values = self.sandbox.discord.member_actions, {"prompt": prompt, **options}
        interaction = people.run_command(user or self.ada, channel or self.channel("studio"), "imagine", values)
        self.requests.append(interaction)
        return interaction

    async def wait_until_ended(self, *interactions: Interaction, seconds: float = TIMEOUT_SECONDS) -> None:
        """Wait until these requests (default: all) have ended and their members were notified."""
        wanted = [one.id for one in interactions or self.requests]
        ends = time.monotonic() + seconds
        while open_ := [one for one in wanted if one not in await self._ended_request_ids()]:
            assert time.monotonic() < ends, f"{len(open_)} of {len(wanted)} requests did not end:\n{await self.jobs()}"
            await asyncio.sleep(0.05)

    async def _ended_request_ids(self) -> set[str]:
        rows = await self.query("SELECT id FROM jobs WHERE ended_at IS NOT NULL AND notified = 1")
        failed = {one.id for one in self.requests if one.is_timed_out}
        return {str(row["id"]) for row in rows} | (failed - {str(row["id"]) for row in await self.jobs()})

    @staticmethod
    async def wait_for_response(interaction: Interaction) -> Message:
        """Wait for the first response to the request."""
        await wait_until("it is answered", lambda: interaction.original_message is not None)
        assert interaction.original_message is not None
        return interaction.original_message

    # ── results ──────────────────────────────────────────────────────────────────────────────────────────────────────

    async def query(self, sql: str) -> list[Row]:
        """Run a query on the bots' database."""
        if self.database_url.startswith("postgres"):
            return [dict(row) for row in await self._query_postgres(sql)]
        with closing(sqlite3.connect(self.database_url.removeprefix("sqlite:///"), timeout=5)) as file:
            file.row_factory = sqlite3.Row
            return [dict(row) for row in file.execute(sql)]

    async def wait_for_rows(self, sql: str, *, some: bool = True) -> None:
        """Poll until a query on the bots' database has rows, or none."""
        async with asyncio.timeout(TIMEOUT_SECONDS):
            while bool(await self.query(sql)) is not some:  # noqa: ASYNC110 - another process has no event
                await asyncio.sleep(0.02)

    async def _query_postgres(self, sql: str) -> list[Any]:
        connection = await asyncpg.connect(self.database_url)
        try:
            rows: list[Any] = await connection.fetch(sql)
            return rows
        finally:
            await connection.close()

    async def expire_leases(self) -> None:
        """Set all leases to expired; running bots renew their own and adopt only those of others."""
        await self._query_postgres("UPDATE jobs SET lease_expires_at = 0 WHERE lease_expires_at IS NOT NULL")

    async def jobs(self) -> list[Row]:
        """All jobs, oldest first."""
        return await self.query("SELECT * FROM jobs ORDER BY id")

    async def job(self, interaction: Interaction) -> Row:
        """The job of a request."""
        (row,) = await self.query(f"SELECT * FROM jobs WHERE id = {interaction.id}")
        return row

    @property
    def messages(self) -> list[Message]:
        """All messages that are not deleted."""
        return [one for one in self.sandbox.discord.messages.by_id.values() if not one.deleted]

    def direct_messages(self, user: User) -> list[Message]:
        """The direct messages between the bot and that user."""
        return [one for one in self.messages if one.channel.recipient is user]

    def messages_of(self, interaction: Interaction) -> list[Message]:
        """The messages with buttons of that request."""
        return [
            one for one in self.messages if re.search(rf"easel:\w+:{interaction.id}\b", str(one.content.components))
        ]

    def attachments_of(self, interaction: Interaction) -> list[Row]:
        """All attachments with pictures of that request."""
        attachments = [one for message in self.messages for one in message.content.attachments]
        return [one for one in attachments if one["filename"].startswith(f"easel-{interaction.id}-")]

    def private_reply(self, interaction: Interaction) -> str:
        """The text of the request's ephemeral response."""
        assert interaction.original_message is not None
        assert interaction.original_message.only_visible_to is interaction.user
        return interaction.original_message.content.text or message_text(interaction.original_message)

    def text_of(self, interaction: Interaction) -> str:
        """The text of all messages of that request."""
        return "\n".join(message_text(message) for message in self.messages_of(interaction))

    # ── faults ───────────────────────────────────────────────────────────────────────────────────────────────────────

    def arm_provider_fault(self, kind: str, *, times: int | None = 1, on: str | None = None, **parameters: Any) -> None:
        """Arm a fault at the stand-in for Runware."""
        self.sandbox.runware.faults.armed.append(Fault(kind, times, None, on, parameters))

    def arm_discord_fault(
        self,
        kind: str,
        *,
        times: int | None = 1,
        match: str = "",
        seconds: float = 5.0,
        retry_after: float | None = None,
    ) -> None:
        """Arm a fault at the stand-in for Discord for requests whose path contains ``match``."""
        assert kind in FAULT_DESCRIPTIONS
        self.sandbox.discord.faults.armed.append(DiscordFault(kind, times, match, seconds, retry_after))

    @property
    def discord_requests(self) -> list[Any]:
        """All requests to Discord, oldest first."""
        return list(self.sandbox.discord.journal.entries)


def message_text(message: Message) -> str:
    """All text in the components of a message."""
    shown = (placed.component for placed in walk_components(message.content.components))
    return "\n".join(str(component["content"]) for component in shown if "content" in component)


@asynccontextmanager
async def open_stage(folder: Path, database_url: str, **provider: Any) -> AsyncIterator[ProcessStage]:
    """Serve a stage until the block ends, then kill all bots."""
    discord = FakeDiscord(openapi_file=openapi.find_file())
    runware = FakeRunware(**{"api_key": RUNWARE_KEY, "seconds": 0.1, "one_per_size": True, "seed": 7, **provider})
    stage = ProcessStage(Sandbox("", discord, runware), folder, database_url)
    application = web.Application(middlewares=[stage.kill_middleware], client_max_size=1 << 26)
    application.add_routes([*discord.routes(), *runware.routes()])
    runner = web.AppRunner(application, access_log=None, shutdown_timeout=0.5)
    await runner.setup()
    try:
        await web.TCPSite(runner, HOST, 0).start()
        discord.base_url = f"http://{HOST}:{runner.addresses[0][1]}"
        stage.sandbox = Sandbox(discord.base_url, discord, runware)
        yield stage
    finally:
        for bot in stage.bots:
            await bot.kill()
        await discord.close()
        await runware.close()
        await runner.cleanup()
