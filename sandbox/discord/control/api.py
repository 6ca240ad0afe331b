"""The control API for tests: the journal, fault injection, and events at Discord."""

from dataclasses import asdict, dataclass
from typing import Annotated, Literal

from aiohttp import web
from pydantic import Field

from sandbox.discord import faults
from sandbox.discord.control.bodies import StrictBody, parse_body, with_error_sentences
from sandbox.discord.control.guild_settings import GuildSettings, GuildSettingsBody
from sandbox.discord.errors import ClientValidationError
from sandbox.discord.faults import FaultInjector
from sandbox.discord.gateway import Gateway
from sandbox.discord.rest.journal import Journal
from sandbox.discord.state.files import FileStore
from sandbox.discord.state.interactions import InteractionStore
from sandbox.discord.state.messages import MessageStore


class FaultBody(StrictBody):
    """A fault for the next ``times`` requests (``null``: all) whose path contains ``match``."""

    kind: str
    times: Annotated[int, Field(ge=1)] | None = 1
    match: str = ""
    seconds: Annotated[float, Field(ge=0, le=600)] = 5.0
    retry_after: Annotated[float, Field(ge=0)] | None = None
    """The Retry-After header of a response that replaces the real one."""


class DiscordChangesBody(GuildSettingsBody):
    """Events at Discord, and changes of the server's settings."""

    expire_tokens: bool = False
    expire_addresses: bool = False
    """Expire every signed file URL."""
    disconnect_gateway: bool | Literal["invalidate"] = False
    delete_message: str | None = None
    gateway_frame: str | None = None
    """A text to send unchanged over the gateway, whether or not it is valid."""


@dataclass(slots=True, eq=False)
class ControlApi:
    """The routes of the control API except those of members (:class:`MembersApi`)."""

    journal: Journal
    faults: FaultInjector
    interactions: InteractionStore
    messages: MessageStore
    gateway: Gateway
    files: FileStore
    guild_settings: GuildSettings

    def routes(self) -> list[web.RouteDef]:
        """All routes, for ``Application.add_routes``."""
        return with_error_sentences(
            web.get("/sandbox/journal", self._read_journal),
            web.delete("/sandbox/journal", self._clear_journal),
            web.get("/sandbox/violations", self._list_violations),
            web.get("/sandbox/faults", self._list_faults),
            web.post("/sandbox/faults", self._arm_fault),
            web.delete("/sandbox/faults", self._disarm_faults),
            web.post("/sandbox/discord", self._apply_changes),
        )

    async def _read_journal(self, request: web.Request) -> web.StreamResponse:
        return web.json_response({"entries": self.journal.as_json(request.query.get("path"))})

    async def _clear_journal(self, _: web.Request) -> web.StreamResponse:
        self.journal.entries.clear()
        self.journal.violations.clear()
        return web.json_response({})

    async def _list_violations(self, _: web.Request) -> web.StreamResponse:
        return web.json_response({"violations": list(self.journal.violations)})

    async def _list_faults(self, _: web.Request) -> web.StreamResponse:
        kinds = [{"kind": kind, "description": description} for kind, description in faults.FAULT_DESCRIPTIONS.items()]
        return web.json_response({"kinds": kinds, "armed": [asdict(fault) for fault in self.faults.armed]})

    async def _arm_fault(self, request: web.Request) -> web.StreamResponse:
        body = await parse_body(request, FaultBody)
        if body.kind not in faults.FAULT_DESCRIPTIONS:
            raise ClientValidationError(
                f"There is no fault '{body.kind}'; there are {', '.join(faults.FAULT_DESCRIPTIONS)}."
            )
        self.faults.armed.append(faults.Fault(**body.model_dump()))
        return await self._list_faults(request)

    async def _disarm_faults(self, request: web.Request) -> web.StreamResponse:
        kind = request.query.get("kind")
        self.faults.armed[:] = [fault for fault in self.faults.armed if kind not in {None, fault.kind}]
        return await self._list_faults(request)

    async def _apply_changes(self, request: web.Request) -> web.StreamResponse:
        body = await parse_body(request, DiscordChangesBody)
        self.guild_settings.apply(body)
        if body.expire_tokens:
            self.interactions.expire_tokens()
        if body.expire_addresses:
            self.files.expire_urls()
        if body.delete_message is not None:
            self.messages.delete(self.messages.get(body.delete_message))
        if body.gateway_frame is not None:
            self.gateway.send_raw(body.gateway_frame)
        if body.disconnect_gateway:
            await self.gateway.disconnect(resumable=body.disconnect_gateway != "invalidate")
        return web.json_response({})
