"""Serves pictures over HTTP, with all faults of downloads."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from typing import Final

from aiohttp import web

from sandbox.runware.account import RunwareAccount
from sandbox.runware.faults import FaultContext, FaultStage, Parameters
from sandbox.runware.models import Size
from sandbox.runware.pictures.store import Picture

_DEFAULT_REDIRECT_URL: Final = "https://pictures.invalid/elsewhere.jpg"
_CHUNK_BYTES: Final = 256 * 1024
_WRONG_SIZE: Final = Size(640, 480)
_OTHER_FORMAT: Final = {"JPG": "PNG", "WEBP": "PNG", "PNG": "JPG"}
_TRAILING_BYTES: Final = b"\r\n<!-- cached copy -->" + bytes(2000)
_DEFAULT_DELAY_SECONDS: Final = 2.0
_FAULT_RESPONSES: Final[dict[str, Callable[[Parameters], web.Response]]] = {
    "download_late": lambda _: web.Response(status=404, text="Not found"),
    "download_404": lambda _: web.Response(status=404, text="Not found"),
    "download_forbidden": lambda _: web.Response(status=403, text="<h1>403 Forbidden</h1>", content_type="text/html"),
    "download_empty": lambda _: web.Response(content_type="image/jpeg"),
    "download_error": lambda _: web.Response(status=500, text="Internal server error"),
    "download_wrong_type": lambda _: web.Response(
        text="<!doctype html><title>Not a picture</title>", content_type="text/html"
    ),
    "download_redirect": lambda parameters: web.Response(
        status=302, headers={"Location": parameters.get("location", _DEFAULT_REDIRECT_URL)}
    ),
}


class PictureServer:
    """Serves ``GET /im/{name}``; ``completed_count`` counts complete downloads without a fault."""

    def __init__(self, account: RunwareAccount) -> None:
        self.completed_count = 0
        self._account = account

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """The picture with that name, or the response of an active fault."""
        image_uuid = request.match_info["name"].rpartition(".")[0]
        picture = self._account.get_readable_picture(image_uuid)
        if picture is None:
            raise web.HTTPNotFound(text="Not found")
        fault = self._account.faults.trigger_first(
            FaultStage.DOWNLOAD, FaultContext([picture.prompt], image_uuid, "download")
        )
        if fault is not None and (fault[0] != "download_late" or self._is_late(image_uuid, picture, fault[1])):
            return await self._faulty_response(request, picture, *fault)
        data = await self._account.picture_store.read(image_uuid)
        self.completed_count += 1
        return web.Response(body=data, content_type=picture.media_type)

    def _is_late(self, image_uuid: str, picture: Picture, parameters: Parameters) -> bool:
        """Whether the fault ``download_late`` still hides the file of a finished task."""
        items = self._account.tasks[picture.task_uuid].results if picture.task_uuid else []
        finished = [item.done_at for item in items if item.image_uuid == image_uuid]
        seconds = float(parameters.get("seconds", _DEFAULT_DELAY_SECONDS))
        return any(self._account.clock() < at + seconds for at in finished)

    async def _faulty_response(
        self, request: web.Request, picture: Picture, kind: str, parameters: Parameters
    ) -> web.StreamResponse:
        if kind in _FAULT_RESPONSES:
            return _FAULT_RESPONSES[kind](parameters)
        data = await self._account.picture_store.draw(_alter_picture(picture, kind))
        match kind:
            case "download_truncated":
                return await _send_truncated(request, picture, data[: len(data) // 2], len(data))
            case "download_huge":
                return await _send_endless(request, picture, data)
            case "download_broken":
                data = data[: len(data) // 2]
            case "download_trailing":
                data += _TRAILING_BYTES
        named = kind == "download_other_type"
        content_type = parameters.get("content_type", "application/octet-stream") if named else picture.media_type
        return web.Response(body=data, content_type=content_type)


def _alter_picture(picture: Picture, kind: str) -> Picture:
    """The picture that the fault delivers in place of the requested one."""
    width, height = picture.size
    match kind:
        case "download_off_size":
            return replace(picture, size=Size(width + 8, height - 4))
        case "download_other_format":
            return replace(picture, format=_OTHER_FORMAT[picture.format])
        case "download_wrong_size":
            return replace(picture, size=_WRONG_SIZE, references=())
        case _:
            return picture


async def _send_truncated(request: web.Request, picture: Picture, half: bytes, length: int) -> web.StreamResponse:
    response = web.StreamResponse(headers={"Content-Type": picture.media_type, "Content-Length": str(length)})
    await response.prepare(request)
    await response.write(half)
    assert request.transport is not None
    request.transport.close()
    return response


async def _send_endless(request: web.Request, picture: Picture, data: bytes) -> web.StreamResponse:
    response = web.StreamResponse(headers={"Content-Type": picture.media_type})
    await response.prepare(request)
    try:
        await response.write(data)
        while True:
            await response.write(bytes(_CHUNK_BYTES))
            await asyncio.sleep(0)
    except ConnectionError:
        return response
