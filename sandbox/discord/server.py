"""The stand-in as a whole: its parts, wired, and the routes they answer."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from aiohttp import web

from sandbox.discord.control.api import ControlApi
from sandbox.discord.control.guild_settings import House
from sandbox.discord.gateway import Gateway
from sandbox.discord.people.actions import People
from sandbox.discord.people.api import PeopleApi
from sandbox.discord.people.chat import Talk
from sandbox.discord.people.feed import Live
from sandbox.discord.rest import pipeline
from sandbox.discord.rest.bot import BotEndpoints
from sandbox.discord.rest.channels import ChannelEndpoints
from sandbox.discord.rest.faults import Faults
from sandbox.discord.rest.guild import HouseEndpoints
from sandbox.discord.rest.interactions import InteractionEndpoints
from sandbox.discord.rest.journal import DEFAULT_KEPT, Journal
from sandbox.discord.rest.openapi import OpenApi
from sandbox.discord.rest.pipeline import Endpoint, Rest
from sandbox.discord.rest.posting import Posting
from sandbox.discord.rest.responses import Answers
from sandbox.discord.rest.unfurling import Unfurling
from sandbox.discord.state.commands import Commands
from sandbox.discord.state.files import Files
from sandbox.discord.state.interactions import Interactions
from sandbox.discord.state.messages import Messages
from sandbox.discord.state.snowflakes import Snowflakes
from sandbox.discord.state.world import World

DEFAULT_TOKEN: Final = "sandbox"  # noqa: S105 - opens nothing but this stand-in


class Discord:
    """One Discord with one guild.

    ``clock`` tells seconds since 1970. ``openapi_file`` is Discord's OpenAPI file, against which every body is checked;
    ``None`` checks none. ``journal_kept`` is how many requests are written down. ``base_url`` is where it is served,
    which has to be set before the first bot comes.
    """

    def __init__(
        self,
        *,
        token: str = DEFAULT_TOKEN,
        clock: Callable[[], float] = time.time,
        openapi_file: Path | None = None,
        journal_kept: int = DEFAULT_KEPT,
    ) -> None:
        self.base_url = ""
        self.token = token
        new_id = Snowflakes(clock)
        self.world = World(new_id, clock)
        self.journal = Journal(clock, journal_kept)
        self.faults = Faults()
        self.live = Live(self.world, is_connected=lambda: self.gateway.connected)
        self.gateway = Gateway(self.world, token, lambda: self.gateway_url, self.live.bot, self.faults)
        self.files = Files(new_id, clock, lambda: self.base_url)
        self.messages = Messages(clock, self.files, self.live.message)
        self.house = House(self.world, new_id, self.gateway, self.live.world)
        self.commands = Commands(self.world.application_id, new_id, lambda: self.live.commands(self.commands))
        self.interactions = Interactions(new_id, clock, self.live.interaction)
        self.unfurling = Unfurling(self.files, self.messages)
        self.posting = Posting(self.world, self.messages, self.files, new_id, clock, self.unfurling.look)
        self.talk = Talk(self.world, self.posting, self.messages)
        self.people = People(self.world, self.commands, self.interactions, self.messages, self.files, self.gateway)
        checker = OpenApi(openapi_file) if openapi_file else None
        self.rest = Rest(token, self.journal, self.faults, checker, clock)
        self._clock = clock

    @property
    def api_url(self) -> str:
        """The base of the REST API."""
        return self.base_url + pipeline.BASE

    @property
    def gateway_url(self) -> str:
        """The address of the gateway."""
        return f"ws{self.base_url.removeprefix('http')}/gateway"

    def routes(self) -> list[web.RouteDef]:
        """What an application has to add; of two that fit, the first answers."""
        people = PeopleApi(
            self.world,
            self.people,
            self.live,
            talk=self.talk,
            commands=self.commands,
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
            house=self.house,
        )
        return [
            *map(self.rest.route, self._endpoints()),
            web.get("/gateway", self.gateway.serve),
            web.get("/cdn/{folder}/{channel_id}/{attachment_id}/{filename}", self.files.serve),
            *people.routes(),
            *control.routes(),
        ]

    def _endpoints(self) -> Iterator[Endpoint]:
        answers = Answers(self.world, self.interactions, self.messages, self.posting)
        yield from InteractionEndpoints(self.world, self.interactions, answers, self.faults)
        yield from ChannelEndpoints(self.world, self.messages, self.posting, self._clock)
        yield from HouseEndpoints(self.world, self.house)
        yield from BotEndpoints(self.world, self.commands, lambda: self.gateway_url)
        yield Endpoint("*", "/{path:.*}", pipeline.nothing, with_token=False)

    async def close(self) -> None:
        """Close every WebSocket, and look at nothing any more."""
        await self.unfurling.close()
        await self.gateway.close()
        await self.live.close()
