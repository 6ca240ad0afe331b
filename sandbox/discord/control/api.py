"""The control API for tests: the journal, fault injection, and events at Discord."""

from dataclasses import asdict
from typing import Annotated, Literal

from aiohttp import web
from pydantic import Field

from sandbox.discord import faults
from sandbox.discord.control.bodies import StrictBody, json_response, parse_body, with_error_sentences
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


class ControlApi:
    """The routes of the control API except those of members (:class:`MembersApi`)."""

    def __init__(
        self,
        journal: Journal,
        faults: FaultInjector,
        *,
        interactions: InteractionStore,
        messages: MessageStore,
        gateway: Gateway,
        files: FileStore,
        guild_settings: GuildSettings,
    ) -> None:
        self._journal = journal
        self._faults = faults
        self._interactions = interactions
        self._messages = messages
        self._gateway = gateway
        self._files = files
        self._guild_settings = guild_settings

    def routes(self) -> list[web.RouteDef]:
        """All routes, for ``Application.add_routes``."""
        return [
            web.get("/sandbox/journal", with_error_sentences(self._read_journal)),
            web.delete("/sandbox/journal", with_error_sentences(self._clear_journal)),
            web.get("/sandbox/violations", with_error_sentences(self._list_violations)),
            web.get("/sandbox/faults", with_error_sentences(self._list_faults)),
            web.post("/sandbox/faults", with_error_sentences(self._arm_fault)),
            web.delete("/sandbox/faults", with_error_sentences(self._disarm_faults)),
            web.post("/sandbox/discord", with_error_sentences(self._apply_changes)),
        ]

    async def _read_journal(self, request: web.Request) -> web.StreamResponse:
        return json_response({"entries": self._journal.as_json(request.query.get("path"))})

    async def _clear_journal(self, _: web.Request) -> web.StreamResponse:
        self._journal.entries.clear()
        self._journal.violations.clear()
        return json_response({})

    async def _list_violations(self, _: web.Request) -> web.StreamResponse:
        return json_response({"violations": list(self._journal.violations)})

    async def _list_faults(self, _: web.Request) -> web.StreamResponse:
        kinds = [{"kind": kind, "description": description} for kind, description in faults.FAULT_DESCRIPTIONS.items()]
        return json_response({"kinds": kinds, "armed": [asdict(fault) for fault in self._faults.armed]})

    async def _arm_fault(self, request: web.Request) -> web.StreamResponse:
        body = await parse_body(request, FaultBody)
        if body.kind not in faults.FAULT_DESCRIPTIONS:
            raise ClientValidationError(
                f"There is no fault '{body.kind}'; there are {', '.join(faults.FAULT_DESCRIPTIONS)}."
            )
        self._faults.armed.append(faults.Fault(**body.model_dump()))
        return await self._list_faults(request)

    async def _disarm_faults(self, request: web.Request) -> web.StreamResponse:
        self._faults.armed.clear()
        return await self._list_faults(request)

    async def _apply_changes(self, request: web.Request) -> web.StreamResponse:
        body = await parse_body(request, DiscordChangesBody)
        self._guild_settings.apply(body)
        if body.expire_tokens:
            self._interactions.expire_tokens()
        if body.expire_addresses:
            self._files.expire_urls()
        if body.delete_message is not None:
            self._messages.delete(self._messages.get(body.delete_message))
        if body.gateway_frame is not None:
            self._gateway.send_raw(body.gateway_frame)
        if body.disconnect_gateway:
            await self._gateway.disconnect(resumable=body.disconnect_gateway != "invalidate")
        return json_response({})
