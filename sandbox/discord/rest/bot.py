"""Endpoints about the bot itself: its user, its application and its gateway."""

from collections.abc import Callable, Iterator

from sandbox.discord.rest.pipeline import Endpoint, EndpointCall, RestResponse
from sandbox.discord.state.world import World


class BotEndpoints:
    """Endpoints that a bot calls at start-up, and the lookup of users."""

    def __init__(self, world: World, gateway_address: Callable[[], str]) -> None:
        self._world = world
        self._gateway_address = gateway_address

    def __iter__(self) -> Iterator[Endpoint]:
        """All endpoints."""
        yield Endpoint("GET", "/users/@me", self.me)
        yield Endpoint("GET", "/users/{user_id}", self.user)
        yield Endpoint("GET", "/oauth2/applications/@me", self.application)
        yield Endpoint("GET", "/applications/@me", self.application)
        yield Endpoint("GET", "/gateway", self.gateway, needs_token=False)
        yield Endpoint("GET", "/gateway/bot", self.gateway_bot)

    async def me(self, _: EndpointCall) -> RestResponse:
        """The bot's own user."""
        return RestResponse(self._world.bot.as_json() | {"verified": True, "mfa_enabled": True, "flags": 0})

    async def user(self, call: EndpointCall) -> RestResponse:
        """Any user."""
        return RestResponse(self._world.user(call.path_part("user_id")).as_json())

    async def application(self, _: EndpointCall) -> RestResponse:
        """The application and its owner."""
        return RestResponse(self._world.application.as_json(len(list(self._world.bot_guilds))))

    async def gateway(self, _: EndpointCall) -> RestResponse:
        """The URL of the gateway."""
        return RestResponse({"url": self._gateway_address()})

    async def gateway_bot(self, _: EndpointCall) -> RestResponse:
        """The URL of the gateway and the limits of IDENTIFY."""
        limit = {"total": 1000, "remaining": 1000, "reset_after": 0, "max_concurrency": 1}
        return RestResponse({"url": self._gateway_address(), "shards": 1, "session_start_limit": limit})
