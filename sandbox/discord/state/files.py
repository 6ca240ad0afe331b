"""Files as Discord keeps them: under signed addresses that expire, the oldest forgotten first."""

import hashlib
import hmac
import io
import mimetypes
import re
import secrets
import warnings
from collections import OrderedDict
from collections.abc import Callable
from pathlib import PurePosixPath
from typing import Any, Final, NamedTuple
from urllib.parse import quote, urlsplit

from aiohttp import web
from PIL import Image, UnidentifiedImageError

from sandbox.discord.rest.errors import Json
from sandbox.discord.state.snowflakes import Snowflakes

DEFAULT_LARGEST: Final = 10 * 2**20
"""Bytes that one file may have without boosts or Nitro (documentation, "Uploading Files")."""
LIFETIME: Final = 24 * 3600
"""Seconds that an address works."""
GONE: Final = "This content is no longer available."
_ADDRESSES: Final = frozenset({"url", "proxy_url"})
_TYPES: Final = {".webp": "image/webp", ".avif": "image/avif", ".heic": "image/heic"}
"""What Python's table lacks."""


class Upload(NamedTuple):
    """A file as somebody sent it."""

    filename: str
    data: bytes

    @property
    def safe_name(self) -> str:
        """The name as Discord keeps it."""
        return safe(self.filename)


class _Kept(NamedTuple):
    path: str
    content_type: str
    data: bytes


def safe(filename: str) -> str:
    """A file name with nothing in it that an address could trip over, as Discord makes it."""
    return re.sub(r"[^A-Za-z0-9._-]+", "_", filename.rsplit("/", 1)[-1]).strip(".") or "unknown"


def content_type_of(filename: str) -> str | None:
    """The type that Discord tells: by the name's ending alone, if it knows it (discord-api-docs#6785)."""
    ending = PurePosixPath(filename).suffix.lower()
    guessed = _TYPES.get(ending) or mimetypes.guess_type(f"a{ending}")[0]
    return f"{guessed}; charset=utf-8" if guessed and guessed.startswith("text/") else guessed


class Files:
    """Keeps what was uploaded, up to ``room`` bytes; the oldest files make room for new ones."""

    def __init__(
        self, new_id: Snowflakes, clock: Callable[[], float], base_url: Callable[[], str], room: int = 512 * 2**20
    ) -> None:
        self._new_id = new_id
        self._clock = clock
        self._base_url = base_url
        self._room = room
        self._kept: OrderedDict[str, _Kept] = OrderedDict()
        self._size = 0
        self._secret = secrets.token_bytes(16)

    def keep(self, upload: Upload, folder: str, description: str | None = None) -> Json:
        """Keep a file below ``/cdn/{folder}`` and return Discord's attachment object for it."""
        file_id, name = self._new_id(), upload.safe_name
        content_type = content_type_of(name)
        path = f"/cdn/{folder}/{file_id}/{quote(name)}"
        self._put(file_id, _Kept(path, content_type or "application/octet-stream", upload.data))
        url = self._signed(path)
        attachment: Json = {"id": file_id, "filename": name, "size": len(upload.data), "url": url, "proxy_url": url}
        if description:
            attachment["description"] = description
        if content_type:
            attachment["content_type"] = content_type
        return attachment | (dimensions(upload.data) if (content_type or "").startswith("image/") else {})

    @property
    def origin(self) -> str:
        """Where all of this is served, such as ``http://127.0.0.1:8080``."""
        return self._base_url()

    def refreshed(self, thing: Any) -> Any:
        """The same attachments or components with every address of a kept file signed anew, as Discord does."""
        if isinstance(thing, list):
            return [self.refreshed(one) for one in thing]
        if not isinstance(thing, dict):
            return thing
        stored = "proxy_url" in thing
        return {
            key: self._anew(value) if stored and key in _ADDRESSES else self.refreshed(value)
            for key, value in thing.items()
        }

    def expire_all(self) -> None:
        """Let every address that was given out be too old; what is signed from now on works."""
        self._secret = secrets.token_bytes(16)

    def drop(self, file_id: str) -> None:
        """Forget a file."""
        kept = self._kept.pop(file_id, None)
        self._size -= len(kept.data) if kept else 0

    def data(self, file_id: str) -> bytes | None:
        """A file's bytes, while they are kept."""
        kept = self._kept.get(file_id)
        return kept.data if kept else None

    async def serve(self, request: web.Request) -> web.Response:
        """Answer a request for a file; its address has to be whole, unchanged and not expired."""
        kept = self._kept.get(request.match_info["attachment_id"])
        if kept is None or request.rel_url.raw_path != kept.path or not self._is_signed(request):
            return web.Response(status=404, text=GONE)
        headers = {"Content-Type": kept.content_type, "Cache-Control": "private, max-age=3600"}
        return web.Response(body=kept.data, headers=headers)

    def _put(self, file_id: str, kept: _Kept) -> None:
        self._kept[file_id] = kept
        self._size += len(kept.data)
        while self._size > self._room and len(self._kept) > 1:
            _, oldest = self._kept.popitem(last=False)
            self._size -= len(oldest.data)

    def _anew(self, url: str) -> str:
        path = urlsplit(url).path
        kept = self._kept.get(PurePosixPath(path).parent.name) if url.startswith(f"{self.origin}/cdn/") else None
        return self._signed(path) if kept is not None and kept.path == path else url

    def _signed(self, path: str) -> str:
        now = int(self._clock())
        expires, issued = f"{now + LIFETIME:x}", f"{now:x}"
        return f"{self._base_url()}{path}?ex={expires}&is={issued}&hm={self._signature(path, expires, issued)}"

    def _signature(self, path: str, expires: str, issued: str) -> str:
        return hmac.new(self._secret, f"{path}?{expires}&{issued}".encode(), hashlib.sha256).hexdigest()

    def _is_signed(self, request: web.Request) -> bool:
        query = request.query
        expires, issued = query.get("ex", ""), query.get("is", "")
        expected = self._signature(request.rel_url.raw_path, expires, issued)
        return hmac.compare_digest(query.get("hm", "").encode(), expected.encode()) and int(expires, 16) > self._clock()


def dimensions(data: bytes) -> Json:
    """Width and height of a picture; nothing for what is none."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # only its header is read
            picture = Image.open(io.BytesIO(data))
        with picture:
            return {"width": picture.width, "height": picture.height}
    except (UnidentifiedImageError, OSError, ValueError, Image.DecompressionBombError):
        return {}
