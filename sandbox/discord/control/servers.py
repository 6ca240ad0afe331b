"""The control API for servers and the application: invite and remove the bot, outages, who owns the application."""

from collections.abc import Callable
from dataclasses import dataclass

from aiohttp import web

from sandbox.discord.control.bodies import Handler, StrictBody, parse_body, with_error_sentences
from sandbox.discord.errors import ClientValidationError, Json
from sandbox.discord.people.resolved_data import find_guild, find_user
from sandbox.discord.server_life import ServerLife
from sandbox.discord.state.guild import Guild
from sandbox.discord.state.world import World


class NewServerBody(StrictBody):
    """A new server whose owner invites the bot; people are named as in :meth:`ServerLife.invite_to_new_guild`."""

    name: str | None = None
    owner: str | None = None
    members: list[str] | None = None


class ServerActionBody(StrictBody):
    """Who invites or removes the bot; ``null`` means the server's owner."""

    user: str | None = None


class ApplicationBody(StrictBody):
    """The application's settings; missing fields stay unchanged. An empty ``team`` makes it a single user's again."""

    bot_public: bool | None = None
    owner: str | None = None
    team: list[str] | None = None


@dataclass(slots=True, eq=False)
class ServersApi:
    """The routes ``/sandbox/servers`` and ``/sandbox/application``; servers and people are given by id or name."""

    world: World
    life: ServerLife

    def routes(self) -> list[web.RouteDef]:
        """All routes, for ``Application.add_routes``."""
        actions: dict[str, Callable[[Guild, ServerActionBody], None]] = {
            "invite": self._invite,
            "remove": self._remove,
            "outage": lambda guild, _: self.life.start_outage(guild),
            "recover": lambda guild, _: self.life.end_outage(guild),
        }
        return with_error_sentences(
            web.get("/sandbox/servers", self._list_servers),
            web.post("/sandbox/servers", self._create_server),
            *(web.post(f"/sandbox/servers/{{guild}}/{name}", self._act(act)) for name, act in actions.items()),
            web.get("/sandbox/application", self._get_application),
            web.post("/sandbox/application", self._change_application),
        )

    async def _list_servers(self, _: web.Request) -> web.StreamResponse:
        return web.json_response({"servers": [self._server_json(one) for one in self.world.guilds.values()]})

    async def _create_server(self, request: web.Request) -> web.StreamResponse:
        body = await parse_body(request, NewServerBody)
        guild = self.life.invite_to_new_guild(body.name, body.owner, body.members)
        return web.json_response({"server": self._server_json(guild)})

    def _act(self, act: Callable[[Guild, ServerActionBody], None]) -> Handler:
        async def handle(request: web.Request) -> web.StreamResponse:
            guild = find_guild(self.world, request.match_info["guild"])
            act(guild, await parse_body(request, ServerActionBody))
            return web.json_response({"server": self._server_json(guild)})

        return handle

    def _invite(self, guild: Guild, body: ServerActionBody) -> None:
        self.life.invite(guild, guild.owner if body.user is None else find_user(self.world, body.user))

    def _remove(self, guild: Guild, body: ServerActionBody) -> None:
        self.life.remove(guild, None if body.user is None else find_user(self.world, body.user))

    async def _get_application(self, _: web.Request) -> web.StreamResponse:
        application = self.world.application
        team = [user.name for user in application.team]
        return web.json_response({"bot_public": application.is_public, "owner": application.owner.name, "team": team})

    async def _change_application(self, request: web.Request) -> web.StreamResponse:
        body, application = await parse_body(request, ApplicationBody), self.world.application
        if body.bot_public is not None:
            application.is_public = body.bot_public
        if body.owner is not None:
            owner = find_user(self.world, body.owner)
            if owner.is_bot:
                raise ClientValidationError("A bot cannot own an application.")
            application.owner = owner
        if body.team is not None:
            application.team = [find_user(self.world, name) for name in body.team]
        return await self._get_application(request)

    def _server_json(self, guild: Guild) -> Json:
        return {
            "id": guild.id,
            "name": guild.name,
            "owner": guild.owner.name,
            "has_bot": guild.has_bot,
            "unavailable": guild.is_unavailable,
            "channels": {channel.name: channel.id for channel in guild.channels.values()},
            "people": {user.name: user.id for user in guild.people()},
        }
