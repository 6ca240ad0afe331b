"""A scripted control API for the page: a test decides what the page receives, and reads what it sends."""

import asyncio
import contextlib
import io
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

from aiohttp import web
from PIL import Image

import sandbox
from tests.support.browser import BrowserTab

PAGE_FOLDER = Path(sandbox.__file__).parent / "page"
ADA_ID, BEN_ID, EASEL_ID = "101", "102", "900"
STUDIO_ID = "201"
SKU_ID = "71"
EPHEMERAL_FLAG = 1 << 6
COMPONENTS_V2_FLAG = 1 << 15
Json = dict[str, Any]

IMAGINE_COMMAND: Json = {
    "type": 1,
    "name": "imagine",
    "description": "Draw a picture",
    "options": [
        {"type": 4, "name": "count", "description": "How many", "min_value": 1, "max_value": 20},
        {
            "type": 3,
            "name": "aspect_ratio",
            "description": "Its shape",
            "choices": [{"name": "1:1 square", "value": "1:1"}, {"name": "16:9 wide", "value": "16:9"}],
        },
        {"type": 5, "name": "private", "description": "Only for you"},
        {"type": 3, "name": "prompt", "description": "What to draw", "required": True},
    ],
}
BLOCK_SUBCOMMAND: Json = {"type": 1, "name": "block", "description": "Block a member", "options": [
    {"type": 6, "name": "member", "description": "The member", "required": True},
]}  # fmt: skip
SHOW_COMMAND: Json = {"type": 1, "name": "show", "description": "Show a picture again", "options": [
    {"type": 3, "name": "id", "description": "Which", "required": True, "autocomplete": True},
    {"type": 11, "name": "image", "description": "Beside what"},
]}  # fmt: skip
WORDS_COMMAND: Json = {"type": 1, "name": "words", "description": "Add a word", "options": [
    {"type": 3, "name": "text", "description": "Which", "required": True},
]}  # fmt: skip
QUOTA_COMMAND: Json = {"type": 1, "name": "quota", "description": "Show what is left"}
MOD_COMMAND: Json = {"type": 1, "name": "mod", "description": "Moderation", "options": [BLOCK_SUBCOMMAND]}
DETAILS_MENU: Json = {"type": 3, "name": "Image details", "description": ""}


def bot_message(identifier: str, *components: Json, flags: int = 0) -> Json:
    """A message of the bot in #studio, made of Components V2."""
    return {
        "id": identifier,
        "channel_id": STUDIO_ID,
        "author": {"id": EASEL_ID, "username": "Easel", "bot": True},
        "timestamp": "2026-11-21T10:00:00+00:00",
        "flags": COMPONENTS_V2_FLAG | flags,
        "content": "",
        "components": list(components),
    }


def text_display(content: str) -> Json:
    """A text display."""
    return {"type": 10, "content": content}


def button_row(custom_id: str, label: str) -> Json:
    """A row with one button."""
    return {"type": 1, "components": [{"type": 2, "style": 2, "custom_id": custom_id, "label": label}]}


class PageStage:
    """A guild of Ada and Ben whose messages a test sets; the page's POST and DELETE requests are in ``posted``."""

    def __init__(self) -> None:
        self.url = ""
        self.commands = [IMAGINE_COMMAND, MOD_COMMAND, SHOW_COMMAND, DETAILS_MENU, QUOTA_COMMAND, WORDS_COMMAND]
        self.choices: list[Json] = []
        self.post_error: str | None = None
        """The error that every POST is answered with; ``None`` for success."""
        self.moderator = ""
        self.bill: Json | None = None
        """What the page is told of the costs; without it the page has no bill."""
        self.messages: dict[str, list[Json]] = {ADA_ID: [], BEN_ID: []}
        self.posted: asyncio.Queue[tuple[str, Json]] = asyncio.Queue()
        self._sockets: dict[web.WebSocketResponse, str] = {}

    async def open_in(self, tab: BrowserTab, *messages: Json) -> None:
        """Open the page and wait until it has drawn the guild; ``messages``, if any, are those that Ada sees."""
        if messages:
            self.messages[ADA_ID] = list(messages)
        await tab.open(self.url)
        await tab.wait_for("document.querySelector('#people input:checked') !== null")

    async def post(self, message: Json) -> None:
        """Send a new message to every open page."""
        await self.send_event({"type": "message", "message": message})

    async def edit(self, message: Json) -> None:
        """Send the new state of a message to every open page."""
        await self.send_event({"type": "message_update", "message": message})

    async def send_event(self, event: Json) -> None:
        """Send one live event to every open page."""
        for socket in list(self._sockets):
            await socket.send_json(event)

    async def next_post(self) -> tuple[str, Json]:
        """Wait for the next POST or DELETE of the page; returns the path below ``/sandbox/`` and the body or query."""
        async with asyncio.timeout(10):
            return await self.posted.get()

    def application(self) -> web.Application:
        """An aiohttp application with the routes of the control API that the page uses."""
        application = web.Application()
        application.add_routes(
            [
                web.get("/", self._index),
                web.static("/page", PAGE_FOLDER),
                web.get("/pixel.png", self._pixel),
                web.get("/sandbox/live", self._live),
                web.get("/sandbox/bill", self._bill),
                web.post("/sandbox/{path}", self._post),
                web.delete("/sandbox/{path:.+}", self._delete),
            ]
        )
        return application

    async def _index(self, _: web.Request) -> web.FileResponse:
        return web.FileResponse(PAGE_FOLDER / "index.html")

    async def _pixel(self, _: web.Request) -> web.Response:
        held = io.BytesIO()
        Image.new("RGB", (4, 3), "teal").save(held, "PNG")
        return web.Response(body=held.getvalue(), content_type="image/png")

    async def _bill(self, _: web.Request) -> web.Response:
        return web.json_response(self.bill, status=404 if self.bill is None else 200)

    async def _live(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        user = request.query.get("user", ADA_ID)
        self._sockets[socket] = user
        await socket.send_json(self._state(user))
        async for _ in socket:
            pass
        del self._sockets[socket]
        return socket

    async def _post(self, request: web.Request) -> web.Response:
        path = request.match_info["path"]
        await self.posted.put((path, await request.json()))
        if self.post_error is not None:
            return web.json_response({"error": self.post_error}, status=400)
        return web.json_response({"choices": self.choices} if path == "autocomplete" else {"id": "7"})

    async def _delete(self, request: web.Request) -> web.Response:
        await self.posted.put((request.match_info["path"], dict(request.query)))
        return web.json_response({})

    def _state(self, user: str) -> Json:
        people = [(ADA_ID, "Ada", False), (BEN_ID, "Ben", False), (EASEL_ID, "Easel", True)]
        return {
            "type": "state",
            "you": user,
            "users": [self._person(*one) for one in people],
            "guild": {"id": "1", "name": "Guild"},
            "guilds": [{"id": "1", "name": "Guild"}, {"id": "2", "name": "Other place"}],
            "skus": [{"id": SKU_ID, "name": "Supporter", "for_servers": False}],
            "channels": [{"id": STUDIO_ID, "name": "studio", "age_restricted": False}],
            "commands": self.commands,
            "messages": self.messages[user],
        }

    def _person(self, key: str, name: str, bot: bool) -> Json:
        return {"id": key, "name": name, "avatar_color": 0xA0522D, "bot": bot, "moderator": key == self.moderator}


@contextlib.asynccontextmanager
async def open_page_stage() -> AsyncIterator[PageStage]:
    """Serve a stage on a free loopback port until the block ends."""
    stage = PageStage()
    runner = web.AppRunner(stage.application(), shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    host, port = runner.addresses[0][:2]
    stage.url = f"http://{host}:{port}/"
    yield stage
    await runner.cleanup()
