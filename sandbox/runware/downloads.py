"""Pictures over HTTP, and everything that can go wrong while reading one."""

import asyncio
from collections.abc import Callable
from typing import Any, Final

from aiohttp import web

from sandbox.runware.faults import Occasion, Stage
from sandbox.runware.gallery import Picture
from sandbox.runware.models import Size
from sandbox.runware.service import Service

_ELSEWHERE: Final = "https://pictures.invalid/elsewhere.jpg"
_CHUNK: Final = 256 * 1024
_WRONG: Final = Size(640, 480)
_INSTEAD: Final[dict[str, Callable[[dict[str, Any]], web.Response]]] = {
    "download_404": lambda _: web.Response(status=404, text="Not found"),
    "download_error": lambda _: web.Response(status=500, text="Internal server error"),
    "download_wrong_type": lambda _: web.Response(
        text="<!doctype html><title>Not a picture</title>", content_type="text/html"
    ),
    "download_redirect": lambda parameters: web.Response(
        status=302, headers={"Location": parameters.get("location", _ELSEWHERE)}
    ),
}


class Downloads:
    """``GET /im/{name}``; ``count`` is how many pictures were read whole."""

    def __init__(self, service: Service) -> None:
        self.count = 0
        self._service = service

    async def get(self, request: web.Request) -> web.StreamResponse:
        """The picture of that name, or the fault that was asked for."""
        image_uuid = request.match_info["name"].rpartition(".")[0]
        picture = self._service.picture(image_uuid)
        if picture is None:
            raise web.HTTPNotFound(text="Not found")
        fault = self._service.faults.first(Stage.DOWNLOAD, Occasion([picture.prompt], image_uuid, "download"))
        if fault is not None:
            return await self._faulty(request, image_uuid, picture, *fault)
        data = await self._service.gallery.read(image_uuid)
        self.count += 1
        return web.Response(body=data, content_type=picture.media_type)

    async def _faulty(
        self, request: web.Request, image_uuid: str, picture: Picture, kind: str, parameters: dict[str, Any]
    ) -> web.StreamResponse:
        if kind in _INSTEAD:
            return _INSTEAD[kind](parameters)
        if kind == "download_wrong_size":
            other = Picture(picture.prompt, picture.seed, _WRONG, picture.format, picture.quality)
            return web.Response(body=await self._service.gallery.draw(other), content_type=picture.media_type)
        data = await self._service.gallery.read(image_uuid)
        half = data[: len(data) // 2]
        if kind == "download_broken":
            return web.Response(body=half, content_type=picture.media_type)
        if kind == "download_truncated":
            return await _broken_off(request, picture, half, len(data))
        return await _endless(request, picture, data)


async def _broken_off(request: web.Request, picture: Picture, half: bytes, length: int) -> web.StreamResponse:
    response = web.StreamResponse(headers={"Content-Type": picture.media_type, "Content-Length": str(length)})
    await response.prepare(request)
    await response.write(half)
    assert request.transport is not None
    request.transport.close()
    return response


async def _endless(request: web.Request, picture: Picture, data: bytes) -> web.StreamResponse:
    response = web.StreamResponse(headers={"Content-Type": picture.media_type})
    await response.prepare(request)
    try:
        await response.write(data)
        while True:
            await response.write(bytes(_CHUNK))
            await asyncio.sleep(0)
    except ConnectionError:
        return response
