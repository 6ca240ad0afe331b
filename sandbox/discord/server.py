"""Composition of the stand-in for Discord: its parts and its routes."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from aiohttp import web

from sandbox.discord.control.api import ControlApi
from sandbox.discord.control.guild_settings import GuildSettings
from sandbox.discord.control.members import MembersApi
from sandbox.discord.control.servers import ServersApi
from sandbox.discord.control.shop import ShopApi
from sandbox.discord.errors import Json
from sandbox.discord.faults import FaultInjector
from sandbox.discord.gateway import Gateway
from sandbox.discord.guild_events import GuildEvents
from sandbox.discord.people.actions import MemberActions
from sandbox.discord.people.chat import Chat
from sandbox.discord.people.feed import LiveFeed
from sandbox.discord.rest import pipeline
from sandbox.discord.rest.bot import BotEndpoints
from sandbox.discord.rest.channels import ChannelEndpoints
from sandbox.discord.rest.commands import CommandEndpoints
from sandbox.discord.rest.entitlements import EntitlementEndpoints
from sandbox.discord.rest.guild import GuildEndpoints
from sandbox.discord.rest.interactions import InteractionEndpoints
from sandbox.discord.rest.journal import DEFAULT_MAX_ENTRIES, Journal
from sandbox.discord.rest.openapi import OpenApiValidator
from sandbox.discord.rest.pipeline import Endpoint, RestPipeline
from sandbox.discord.rest.posting import MessageWriter
from sandbox.discord.rest.responses import InteractionResponses
from sandbox.discord.rest.servers import ServerEndpoints
from sandbox.discord.rest.unfurling import MediaUnfurler
from sandbox.discord.server_life import ServerLife
from sandbox.discord.shop import Shop
from sandbox.discord.state.commands import CommandRegistry
from sandbox.discord.state.files import FileStore
from sandbox.discord.state.guild import Guild
from sandbox.discord.state.guild_commands import GuildCommands
from sandbox.discord.state.interactions import InteractionStore
from sandbox.discord.state.keyword_rules import KeywordRuleStore
from sandbox.discord.state.messages import MessageStore
from sandbox.discord.state.snowflakes import SnowflakeGenerator
from sandbox.discord.state.world import World

DEFAULT_TOKEN: Final = "sandbox"  # noqa: S105 - opens nothing but this stand-in


class FakeDiscord:
    """A Discord with the server Sketch Club; with ``operator`` also with the operator's server, ``office``.

    The operator then owns the application, otherwise the owner of Sketch Club does. Everybody may add the bot to a
    server if the application is ``bot_public``.

    ``clock`` returns seconds since 1970. ``openapi_file`` is Discord's OpenAPI file, against which request bodies are
    validated; ``None`` turns this off. ``max_journal_entries`` limits the journal. ``base_url`` is the address that the
    stand-in is served at; it must be set before a bot connects.
    """

    def __init__(
        self,
        *,
        token: str = DEFAULT_TOKEN,
        clock: Callable[[], float] = time.time,
        openapi_file: Path | None = None,
        max_journal_entries: int = DEFAULT_MAX_ENTRIES,
        bot_public: bool = True,
        operator: bool = False,
    ) -> None:
        self.base_url = ""
        self.token = token
        new_id = SnowflakeGenerator(clock)
        self.world = World(new_id, clock)
        self.world.application.is_public = bot_public
        self.journal = Journal(clock, max_journal_entries)
        self.faults = FaultInjector()
        self.commands = CommandRegistry(self.world.application_id, new_id, self._publish_commands)
        self.guild_commands = GuildCommands(self.commands, new_id, self._publish_commands)
        self.live_feed = LiveFeed(
            self.world,
            self.guild_commands,
            is_connected=lambda: self.gateway.is_connected,
            list_skus=self._list_offers,
        )
        self.gateway = Gateway(
            self.world, token, lambda: self.gateway_url, self.live_feed.publish_connection, self.faults
        )
        self.files = FileStore(new_id, clock, lambda: self.base_url)
        self.messages = MessageStore(clock, self.files, self.live_feed.publish_message)
        self.guild_events = GuildEvents(self.world, self.gateway, self.live_feed.publish_world)
        self.server_life = ServerLife(self.world, self.guild_events, self.guild_commands.forget)
        self.automod = KeywordRuleStore(new_id, self.guild_events.announce_automod_rule)
        if operator:
            self.server_life.open_office()
        # Events of purchases belong to no server, so shard 0 gets them; no intent is needed.
        self.shop = Shop(self.world, lambda event, data: self.gateway.dispatch(event, data, None))
        self.guild_settings = GuildSettings(self.world, self.automod, self.guild_events)
        self.interactions = InteractionStore(new_id, clock, self.live_feed.publish_interaction)
        self.media_unfurler = MediaUnfurler(self.files, self.messages)
        self.message_writer = MessageWriter(
            self.world, self.messages, self.files, new_id, clock, self.media_unfurler.start, self.shop
        )
        self.chat = Chat(self.world, self.message_writer, self.messages)
        self.member_actions = MemberActions(
            self.world, self.guild_commands, self.interactions, self.messages, self.files, self.gateway, self.shop
        )
        checker = OpenApiValidator(openapi_file) if openapi_file else None
        self.rest_pipeline = RestPipeline(token, self.journal, self.faults, checker, clock)
        self._clock = clock

    @property
    def office(self) -> Guild | None:
        """The operator's server, if there is one."""
        return self.server_life.office

    @property
    def api_url(self) -> str:
        """The base URL of the REST API."""
        return self.base_url + pipeline.BASE_PATH

    @property
    def gateway_url(self) -> str:
        """The URL of the gateway."""
        return f"ws{self.base_url.removeprefix('http')}/gateway"

    def routes(self) -> list[web.RouteDef]:
        """All routes, for ``Application.add_routes``; the order matters, as the first match wins."""
        people = MembersApi(
            self.world,
            self.member_actions,
            self.live_feed,
            chat=self.chat,
            messages=self.messages,
            interactions=self.interactions,
        )
        control = ControlApi(
            self.journal,
            self.faults,
            interactions=self.interactions,
            messages=self.messages,
            gateway=self.gateway,
            files=self.files,
            guild_settings=self.guild_settings,
        )
        return [
            *map(self.rest_pipeline.route, self._endpoints()),
            web.get("/gateway", self.gateway.serve),
            web.get("/cdn/{folder}/{channel_id}/{attachment_id}/{filename}", self.files.serve),
            *people.routes(),
            *control.routes(),
            *ShopApi(self.world, self.shop).routes(),
            *ServersApi(self.world, self.server_life).routes(),
        ]

    def _endpoints(self) -> Iterator[Endpoint]:
        answers = InteractionResponses(self.world, self.interactions, self.messages, self.message_writer)
        yield from InteractionEndpoints(self.world, self.interactions, answers, self.faults)
        yield from ChannelEndpoints(self.world, self.messages, self.message_writer, self._clock)
        yield from GuildEndpoints(self.world, self.automod, self.guild_events)
        yield from ServerEndpoints(self.world, self.server_life)
        yield from CommandEndpoints(self.world, self.commands, self.guild_commands)
        yield from EntitlementEndpoints(self.world, self.shop)
        yield from BotEndpoints(self.world, lambda: self.gateway_url)
        yield Endpoint("*", "/{path:.*}", pipeline.unknown_route, needs_token=False)

    def _list_offers(self) -> list[Json]:
        """What the shop sells, for open pages."""
        return self.shop.list_offers()

    def _publish_commands(self) -> None:
        """Tell open pages which commands there are."""
        self.live_feed.publish_commands()

    async def close(self) -> None:
        """Close every WebSocket and stop unfurling media."""
        await self.media_unfurler.close()
        await self.gateway.close()
        await self.live_feed.close()
