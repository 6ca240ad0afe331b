"""A stage with the operator's server, on which a public application admits new servers only after a decision."""

from collections.abc import Mapping
from typing import Any, Final

import discord
import pytest
from simcord.actors import MemberActor
from simcord.builders import ChannelHandle, GuildHandle, UserHandle
from simcord.results import InteractionResult

from bot.domain.servers import Server
from bot.storage import servers
from bot.storage.database import Transaction
from tests.support.stage import BotStage, MessageView, response_view

OPERATOR_GUILD: Final = 4_000_000_000_000_000_000
"""The id of the operator's server: the configuration names it before it exists."""


class Application:
    """What Discord says about the application. ``owner_id`` of ``None`` is the bot itself, as SimCord has it."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.is_public = True
        self.owner_id: int | None = None
        self.team: Any = None
        original = discord.Client.application_info

        async def info(client: discord.Client) -> discord.AppInfo:
            read = await original(client)
            read.bot_public, read.team = self.is_public, self.team
            if self.owner_id is not None:
                read.owner = discord.Object(self.owner_id)  # type: ignore[assignment]  # only its id is read
            return read

        monkeypatch.setattr(discord.Client, "application_info", info)


class OperatorStage:
    """The operator's server with the operator, and short calls for what happens there."""

    def __init__(self, stage: BotStage, application: Application) -> None:
        self.stage = stage
        self.application = application
        self.person: UserHandle = stage.env.create_user("operator")
        application.owner_id = self.person.id
        self.guild: GuildHandle = stage.env.create_guild("Operators", id=OPERATOR_GUILD)
        self.lobby: ChannelHandle = self.guild.create_text_channel("lobby")
        self.private: ChannelHandle = self.guild.create_text_channel("ops", overwrites=self.private_overwrites())
        self._boss = self.guild.create_role("Boss", permissions=discord.Permissions(administrator=True))
        self.operator: MemberActor = self.guild.add_member(self.person, roles=[self._boss])
        self.stranger = self.add_colleague("stranger")

    def private_overwrites(self) -> dict[Any, discord.PermissionOverwrite]:
        """Permissions of a channel that the bot may write in and @everyone cannot see."""
        bot = discord.PermissionOverwrite(view_channel=True, send_messages=True)
        return {
            self.guild.default_role: discord.PermissionOverwrite(view_channel=False),
            self.stage.app.bot.user: bot,
        }

    def add_colleague(self, name: str) -> MemberActor:
        """Add an administrator of the operator's server, who sees the operator's commands."""
        return self.guild.add_member(self.stage.env.create_user(name), roles=[self._boss])

    async def open(self) -> "OperatorStage":
        """Let the bot read the application and the operator's server."""
        with self.stage.env.time_context():
            await self.stage.env.settle()
            self.stage.app.services.operators.use_application(await self.stage.app.bot.application_info())
        return self

    async def join(self, name: str = "Newcomers", *, channel: str | None = "general") -> GuildHandle:
        """Let somebody bring the bot into a new server."""
        guild = self.stage.env.create_guild(name)
        if channel is not None:
            guild.create_text_channel(channel)
        await self.stage.env.settle()
        return guild

    async def run(self, name: str, by: MemberActor | None = None, **options: Any) -> InteractionResult:
        """Run ``/operator name`` in the private channel."""
        return await (by or self.operator).slash(self.private, f"operator {name}", **options)

    async def text(self, name: str, by: MemberActor | None = None, **options: Any) -> str:
        """The answer to ``/operator name``."""
        return response_view(await self.run(name, by, **options)).text

    async def maintain(self, seconds: float = 0.0) -> None:
        """Let the bot do its periodic work, after some time."""
        await self.stage.env.advance_time(seconds)
        with self.stage.env.time_context():
            await self.stage.app.maintenance.run_once()
        await self.stage.env.settle()

    async def server(self, guild: GuildHandle) -> Server:
        """The stored server."""
        server = await self.stage.app.database.run(servers.get, guild.id)
        assert server is not None
        return server

    async def imagine(self, guild: GuildHandle, member: MemberActor | None = None) -> InteractionResult:
        """Somebody requests a picture on this server."""
        person = member or guild.add_member(self.stage.env.create_user(f"guest {guild.name}"))
        (channel, *_) = guild.channels.values()
        return await person.slash(channel, "imagine", prompt="a fox")


def shown_in(channel: ChannelHandle) -> list[MessageView]:
    """The messages of a channel."""
    return [MessageView(message) for message in channel.history()]


def channel_named(guild: GuildHandle, name: str = "general") -> ChannelHandle:
    """The channel of this name."""
    return guild.channels[name]


def count_rows(table: str) -> Transaction[int]:
    """The number of rows."""
    (row,) = yield f"SELECT COUNT(*) AS count FROM {table}", ()
    return int(row["count"])


SECTIONS: Final[Mapping[str, Mapping[str, Any]]] = {
    "discord": {"operator_guild": OPERATOR_GUILD, "admission": "auto"},
    "runware": {"max_in_flight": 1},
    "plans": {"small": {"images_per_user_per_day": 3}, "large": {"images_per_user_per_day": 50}},
}
"""The configuration of such a stage."""
