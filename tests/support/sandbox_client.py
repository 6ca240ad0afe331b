"""A client of the stand-in for Runware, and builders of requests."""

import base64
import uuid
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from io import BytesIO
from typing import Any

import aiohttp
from PIL import Image

from sandbox.runware import FakeRunware
from sandbox.runware.serving import serve_runware

STANDARD_MODEL, PRO_MODEL = "xai:grok-imagine@image", "xai:grok-imagine@image-pro"


class SettableClock:
    """A clock that tests set."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


class SandboxClient:
    """A client with the right API key."""

    def __init__(self, http: aiohttp.ClientSession, url: str) -> None:
        self.http = http
        self.url = url

    async def post(self, *tasks: dict[str, Any]) -> dict[str, Any]:
        async with self.http.post(f"{self.url}/v1", json=tasks) as response:
            return dict(await response.json(), status=response.status)

    async def submit(self, **fields: Any) -> str:
        sent = make_task(**fields)
        reply = await self.post(sent)
        assert reply["status"] == 200, reply
        return str(sent["taskUUID"])

    async def poll(self, *task_uuids: str) -> dict[str, Any]:
        return await self.post(*({"taskType": "getResponse", "taskUUID": each} for each in task_uuids))

    async def upload(self, image: str) -> dict[str, Any]:
        """Upload an image; returns the whole reply."""
        return await self.post({"taskType": "imageUpload", "taskUUID": str(uuid.uuid4()), "image": image})

    async def submit_edit(self, *references: str, **fields: Any) -> dict[str, Any]:
        """Submit a task with these reference images; returns the whole reply."""
        return await self.post(make_task(inputs={"referenceImages": list(references)}, **fields))

    async def download_image(self, url: str) -> Image.Image:
        return Image.open(BytesIO(await self.download(url)))

    async def download(self, url: str) -> bytes:
        async with self.http.get(url) as response:
            assert response.status == 200
            return await response.read()

    async def get_status(self, url: str) -> int:
        async with self.http.get(url) as response:
            return response.status

    async def request_control(self, method: str, path: str, body: Any = None) -> dict[str, Any]:
        async with self.http.request(method, f"{self.url}/sandbox/runware/{path}", json=body) as response:
            return dict(await response.json(), status=response.status)

    async def arm_fault(self, kind: str, **fields: Any) -> None:
        reply = await self.request_control("POST", "faults", {"kind": kind, **fields})
        assert reply["status"] == 200, reply


@asynccontextmanager
async def open_client(runware: FakeRunware) -> AsyncIterator[SandboxClient]:
    """Serve the stand-in and connect a client until the block ends."""
    async with (
        serve_runware(runware) as url,
        aiohttp.ClientSession(headers={"Authorization": "Bearer sandbox-key"}) as http,
    ):
        yield SandboxClient(http, url)


def make_task(**fields: Any) -> dict[str, Any]:
    return {
        "taskType": "imageInference",
        "taskUUID": str(uuid.uuid4()),
        "model": STANDARD_MODEL,
        "positivePrompt": "a fox",
        "deliveryMethod": "async",
        **fields,
    }


def first_error(reply: dict[str, Any]) -> tuple[int, str, Any]:
    """The HTTP status, and code and parameter of the first error."""
    error = reply["errors"][0]
    return reply["status"], error["code"], error.get("parameter")


def encode_image(format_: str, width: int = 60, height: int = 40, *, frames: int = 1) -> str:
    """An image in base64; animated if it has several frames."""
    first, *others = [Image.new("RGB", (width, height), (40 * number, 128, 128)) for number in range(frames)]
    file = BytesIO()
    first.save(file, format_, **({"save_all": True, "append_images": others} if others else {}))
    return base64.b64encode(file.getvalue()).decode()


def png_base64(width: int, height: int) -> str:
    return encode_image("PNG", width, height)
