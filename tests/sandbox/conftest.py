"""A sandbox on a free port with a manual clock, and a client that sends a bot's requests."""

import io
import json
from collections.abc import AsyncIterator, Mapping
from typing import Any, NamedTuple

import aiohttp
import pytest
from aiohttp import FormData

from sandbox.app import Sandbox, serve
from sandbox.discord import FakeDiscord
from sandbox.discord.rest import openapi
from sandbox.discord.state.interactions import Interaction
from tests.support.clock import ManualClock

Json = dict[str, Any]
COMPONENTS_V2_FLAG = 1 << 15
EPHEMERAL_FLAG = 1 << 6
DRAW_COMMAND: Json = {
    "name": "draw",
    "description": "Draw a picture",
    "options": [
        {"type": 3, "name": "prompt", "description": "What", "required": True, "max_length": 100},
        {"type": 4, "name": "count", "description": "How many", "min_value": 1, "max_value": 20},
        {"type": 3, "name": "style", "description": "How", "choices": [{"name": "Ink", "value": "ink"}]},
        {"type": 3, "name": "id", "description": "Which", "autocomplete": True},
        {"type": 5, "name": "private", "description": "Only for you"},
        {"type": 6, "name": "whose", "description": "Whose"},
        {"type": 11, "name": "image", "description": "From what"},
    ],
}
MOD_COMMAND: Json = {
    "name": "mod",
    "description": "Moderation",
    "default_member_permissions": 1 << 13,
    "options": [{"type": 1, "name": "block", "description": "Block somebody", "options": []}],
}
DETAILS_MENU: Json = {"type": 3, "name": "Details"}


class ApiResponse(NamedTuple):
    """A response of the stand-in."""

    status: int
    body: Any
    headers: Mapping[str, str]

    @property
    def status_and_code(self) -> tuple[int, int]:
        """The HTTP status and Discord's error code."""
        return self.status, self.body["code"]


class DiscordApi:
    """A client of the REST API, as a bot is."""

    def __init__(self, http: aiohttp.ClientSession, discord: FakeDiscord) -> None:
        self.http = http
        self.discord = discord

    async def request(
        self, method: str, path: str, body: Any = None, *, files: Mapping[str, bytes] | None = None, token: bool = True
    ) -> ApiResponse:
        headers = {"Authorization": f"Bot {self.discord.token}"} if token else {}
        form: Json = {} if body is None else {"json": body}
        if files is not None:
            data = FormData(quote_fields=False)
            data.add_field("payload_json", json.dumps(body))
            for number, (name, content) in enumerate(files.items()):
                data.add_field(
                    f"files[{number}]", io.BytesIO(content), filename=name, content_type="application/octet-stream"
                )
            form = {"data": data}
        async with self.http.request(method, f"/api/v10{path}", headers=headers, **form) as response:
            answer = await response.json() if response.content_type == "application/json" else None
            return ApiResponse(response.status, answer, response.headers)

    async def post_message(self, channel: str, body: Json, **how: Any) -> ApiResponse:
        """Post a message to the channel with this name."""
        place = next(one for one in self.discord.world.channels.values() if one.name == channel)
        return await self.request("POST", f"/channels/{place.id}/messages", body, **how)

    async def respond(self, to: Interaction, kind: int, data: Json | None = None, **how: Any) -> ApiResponse:
        path = f"/interactions/{to.id}/{to.token}/callback?with_response=true"
        body = {"type": kind} if data is None else {"type": kind, "data": data}
        return await self.request("POST", path, body, token=False, **how)

    async def request_webhook(
        self, method: str, to: Interaction, which: str | None = "@original", body: Json | None = None, **how: Any
    ) -> ApiResponse:
        """Send a request with an interaction's token; without ``which`` it creates a followup."""
        path = f"/webhooks/{self.discord.world.application_id}/{to.token}"
        return await self.request(method, path + (f"/messages/{which}" if which else ""), body, token=False, **how)

    async def post_control(self, path: str, body: Json) -> ApiResponse:
        """Send a request to the control API."""
        async with self.http.post(f"/sandbox/{path}", json=body) as response:
            return ApiResponse(response.status, await response.json(), response.headers)


@pytest.fixture
async def sandbox(clock: ManualClock) -> AsyncIterator[Sandbox]:
    """A sandbox whose clock a test moves."""
    async with serve(discord=FakeDiscord(clock=clock, openapi_file=openapi.find_file())) as served:
        served.discord.commands.replace([DRAW_COMMAND, MOD_COMMAND, DETAILS_MENU])
        yield served


@pytest.fixture
def discord_sandbox(sandbox: Sandbox) -> FakeDiscord:
    """The stand-in for Discord."""
    return sandbox.discord


@pytest.fixture
async def api(sandbox: Sandbox) -> AsyncIterator[DiscordApi]:
    """A client of the REST API."""
    async with aiohttp.ClientSession(sandbox.url) as http:
        yield DiscordApi(http, sandbox.discord)


@pytest.fixture
async def draw_interaction(discord_sandbox: FakeDiscord) -> Interaction:
    """An interaction of Ada's ``/draw`` in #studio without a response."""
    world = discord_sandbox.world
    studio = next(iter(world.channels.values()))
    return discord_sandbox.member_actions.run_command(world.ada, studio, "draw", {"prompt": "a fox"})


def text_display(content: str) -> Json:
    return {"type": 10, "content": content}


def action_row(*buttons: Json) -> Json:
    return {"type": 1, "components": list(buttons)}


def make_button(custom_id: str = "press", **fields: Any) -> Json:
    return {"type": 2, "style": 2, "label": "Press", "custom_id": custom_id, **fields}


def media_gallery(*urls: str) -> Json:
    return {"type": 12, "items": [{"media": {"url": url}} for url in urls]}


def components_message(*components: Json, **fields: Any) -> Json:
    """The body of a message with Components V2."""
    return {"flags": COMPONENTS_V2_FLAG, "components": list(components), **fields}
