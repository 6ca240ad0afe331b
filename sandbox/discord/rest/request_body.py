"""Reading a request to the REST API: JSON, or a form with ``payload_json`` and files."""

import json
import re
from typing import Any, Final, NamedTuple

from aiohttp import BodyPartReader, web

from sandbox.discord.rest.errors import ApiError, Refusal, invalid
from sandbox.discord.state.files import Upload

MAX_REQUEST: Final = 25 * 2**20
"""Bytes of a request (documentation, Create Message, "Limitations")."""
_READ_AT_MOST: Final = 64 * 2**20
_FILE: Final = re.compile(r"files\[([0-9])\]")


class Body(NamedTuple):
    """What was sent: the JSON and the files by their numbers."""

    payload: Any = None
    uploads: dict[int, Upload] = {}  # noqa: RUF012 - shared, but nobody writes to it


async def read(request: web.Request) -> Body:
    """Read all of a request. A refused one is read too: a client that still writes would not hear the refusal."""
    if not request.can_read_body:
        return Body()
    if request.content_type == "multipart/form-data":
        return await _form(request)
    data = await _limited(request)
    if request.content_type != "application/json":
        raise invalid(code="CONTENT_TYPE_INVALID", message=f"Expected application/json, not {request.content_type}.")
    return Body(_parsed(data))


async def _limited(request: web.Request) -> bytes:
    data = bytearray()
    async for chunk in request.content.iter_any():
        data += chunk
        if len(data) > _READ_AT_MOST:
            break
    if len(data) > MAX_REQUEST:
        raise ApiError(Refusal.TOO_LARGE)
    return bytes(data)


async def _form(request: web.Request) -> Body:
    payload: Any = {}
    uploads: dict[int, Upload] = {}
    size = 0
    async for part in await request.multipart():
        assert isinstance(part, BodyPartReader)
        data = await _whole(part, room=_READ_AT_MOST - size)
        size += len(data)
        if part.name == "payload_json":
            payload = _parsed(data)
        elif match := _FILE.fullmatch(part.name or ""):
            uploads[int(match[1])] = Upload(part.filename or "unknown", data)
        else:
            raise invalid(
                part.name or "", code="UNKNOWN_PART", message="Neither payload_json nor files[0] to files[9]."
            )
    if size > MAX_REQUEST:
        raise ApiError(Refusal.TOO_LARGE)
    return Body(payload, uploads)


async def _whole(part: BodyPartReader, room: int) -> bytes:
    data = bytearray()
    while chunk := await part.read_chunk(2**18):
        data += chunk
        if len(data) > room:
            raise ApiError(Refusal.TOO_LARGE)
    return bytes(data)


def _parsed(data: bytes) -> Any:
    try:
        return json.loads(data) if data else None
    except ValueError:
        raise ApiError(Refusal.INVALID_JSON) from None
