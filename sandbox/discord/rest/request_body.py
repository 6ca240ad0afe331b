"""Reads request bodies: JSON, or multipart forms with ``payload_json`` and files."""

import json
import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final, NamedTuple

from aiohttp import BodyPartReader, web

from sandbox.discord.errors import ApiError, ErrorCode, invalid_form
from sandbox.discord.state.files import Upload

MAX_REQUEST_BYTES: Final = 25 * 2**20
"""Largest request in bytes (documentation, Create Message, "Limitations")."""
_MAX_READ_BYTES: Final = 64 * 2**20
_FILE_FIELD_PATTERN: Final = re.compile(r"files\[([0-9])\]")


class Body(NamedTuple):
    """The JSON payload and the uploaded files by number."""

    payload: Any = None
    uploads: Mapping[int, Upload] = MappingProxyType({})


async def read_body(request: web.Request) -> Body:
    """Read a whole request, even one that is rejected: a client that is still sending would miss the response."""
    if not request.can_read_body:
        return Body()
    if request.content_type == "multipart/form-data":
        return await _read_form(request)
    data = await _read_limited(request)
    if request.content_type != "application/json":
        raise invalid_form(
            code="CONTENT_TYPE_INVALID", message=f"Expected application/json, not {request.content_type}."
        )
    return Body(_parse_json(data))


async def _read_limited(request: web.Request) -> bytes:
    data = bytearray()
    async for chunk in request.content.iter_any():
        data += chunk
        if len(data) > _MAX_READ_BYTES:
            break
    if len(data) > MAX_REQUEST_BYTES:
        raise ApiError(ErrorCode.TOO_LARGE)
    return bytes(data)


async def _read_form(request: web.Request) -> Body:
    payload: Any = {}
    uploads: dict[int, Upload] = {}
    size = 0
    async for part in await request.multipart():
        assert isinstance(part, BodyPartReader)
        data = await _read_part(part, max_bytes=_MAX_READ_BYTES - size)
        size += len(data)
        if part.name == "payload_json":
            payload = _parse_json(data)
        elif match := _FILE_FIELD_PATTERN.fullmatch(part.name or ""):
            uploads[int(match[1])] = Upload(part.filename or "unknown", data)
        else:
            raise invalid_form(
                part.name or "", code="UNKNOWN_PART", message="Neither payload_json nor files[0] to files[9]."
            )
    if size > MAX_REQUEST_BYTES:
        raise ApiError(ErrorCode.TOO_LARGE)
    return Body(payload, uploads)


async def _read_part(part: BodyPartReader, max_bytes: int) -> bytes:
    data = bytearray()
    while chunk := await part.read_chunk(2**18):
        data += chunk
        if len(data) > max_bytes:
            raise ApiError(ErrorCode.TOO_LARGE)
    return bytes(data)


def _parse_json(data: bytes) -> Any:
    try:
        return json.loads(data) if data else None
    except ValueError:
        raise ApiError(ErrorCode.INVALID_JSON) from None
