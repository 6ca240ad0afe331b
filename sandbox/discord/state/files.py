"""Stored files with signed URLs that expire; the oldest files are dropped first."""

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

from sandbox.discord.errors import Json
from sandbox.discord.state.snowflakes import SnowflakeGenerator

DEFAULT_MAX_FILE_BYTES: Final = 10 * 2**20
"""Largest file in bytes without boosts or Nitro (documentation, "Uploading Files")."""
URL_LIFETIME_SECONDS: Final = 24 * 3600
"""Seconds for which a signed URL is valid."""
GONE_TEXT: Final = "This content is no longer available."
_URL_FIELDS: Final = frozenset({"url", "proxy_url"})
_EXTRA_CONTENT_TYPES: Final = {".webp": "image/webp", ".avif": "image/avif", ".heic": "image/heic"}
"""Content types missing in Python's table."""


class Upload(NamedTuple):
    """An uploaded file."""

    filename: str
    data: bytes

    @property
    def safe_name(self) -> str:
        """The sanitized file name under which Discord stores it."""
        return sanitize_filename(self.filename)


class _StoredFile(NamedTuple):
    path: str
    content_type: str
    data: bytes


def sanitize_filename(filename: str) -> str:
    """The file name as Discord stores it: without characters that are special in a URL."""
    return re.sub(r"[^A-Za-z0-9._-]+", "_", filename.rsplit("/", 1)[-1]).strip(".") or "unknown"


def content_type_of(filename: str) -> str | None:
    """The content type, derived from the extension alone as Discord does (discord-api-docs#6785), if known."""
    ending = PurePosixPath(filename).suffix.lower()
    guessed = _EXTRA_CONTENT_TYPES.get(ending) or mimetypes.guess_type(f"a{ending}")[0]
    return f"{guessed}; charset=utf-8" if guessed and guessed.startswith("text/") else guessed


class FileStore:
    """Stores up to ``max_bytes`` of uploaded files; drops the oldest to make room."""

    def __init__(
        self,
        new_id: SnowflakeGenerator,
        clock: Callable[[], float],
        base_url: Callable[[], str],
        max_bytes: int = 512 * 2**20,
    ) -> None:
        self._new_id = new_id
        self._clock = clock
        self._base_url = base_url
        self._max_bytes = max_bytes
        self._files: OrderedDict[str, _StoredFile] = OrderedDict()
        self._total_bytes = 0
        self._secret = secrets.token_bytes(16)

    def store(self, upload: Upload, folder: str, description: str | None = None) -> Json:
        """Store a file below ``/cdn/{folder}`` and return Discord's attachment object for it."""
        file_id, name = self._new_id(), upload.safe_name
        content_type = content_type_of(name)
        path = f"/cdn/{folder}/{file_id}/{quote(name)}"
        self._insert(file_id, _StoredFile(path, content_type or "application/octet-stream", upload.data))
        url = self._sign_url(path)
        attachment: Json = {"id": file_id, "filename": name, "size": len(upload.data), "url": url, "proxy_url": url}
        if description:
            attachment["description"] = description
        if content_type:
            attachment["content_type"] = content_type
        return attachment | (image_dimensions(upload.data) if (content_type or "").startswith("image/") else {})

    @property
    def origin(self) -> str:
        """The base URL of the stand-in, such as ``http://127.0.0.1:8080``."""
        return self._base_url()

    def refresh_urls(self, thing: Any) -> Any:
        """A copy of attachments or components in which every URL of a stored file is signed anew, as Discord does."""
        if isinstance(thing, list):
            return [self.refresh_urls(one) for one in thing]
        if not isinstance(thing, dict):
            return thing
        stored = "proxy_url" in thing
        return {
            key: self._refresh_url(value) if stored and key in _URL_FIELDS else self.refresh_urls(value)
            for key, value in thing.items()
        }

    def expire_urls(self) -> None:
        """Invalidate every URL signed so far."""
        self._secret = secrets.token_bytes(16)

    def delete(self, file_id: str) -> None:
        """Delete a file, if it is stored."""
        kept = self._files.pop(file_id, None)
        self._total_bytes -= len(kept.data) if kept else 0

    def data(self, file_id: str) -> bytes | None:
        """The bytes of a file, if it is stored."""
        kept = self._files.get(file_id)
        return kept.data if kept else None

    async def serve(self, request: web.Request) -> web.Response:
        """Handle ``GET`` of a file; 404 unless the URL is complete, unchanged and not expired."""
        kept = self._files.get(request.match_info["attachment_id"])
        if kept is None or request.rel_url.raw_path != kept.path or not self._has_valid_signature(request):
            return web.Response(status=404, text=GONE_TEXT)
        headers = {"Content-Type": kept.content_type, "Cache-Control": "private, max-age=3600"}
        return web.Response(body=kept.data, headers=headers)

    def _insert(self, file_id: str, kept: _StoredFile) -> None:
        self._files[file_id] = kept
        self._total_bytes += len(kept.data)
        while self._total_bytes > self._max_bytes and len(self._files) > 1:
            _, oldest = self._files.popitem(last=False)
            self._total_bytes -= len(oldest.data)

    def _refresh_url(self, url: str) -> str:
        path = urlsplit(url).path
        kept = self._files.get(PurePosixPath(path).parent.name) if url.startswith(f"{self.origin}/cdn/") else None
        return self._sign_url(path) if kept is not None and kept.path == path else url

    def _sign_url(self, path: str) -> str:
        now = int(self._clock())
        expires, issued = f"{now + URL_LIFETIME_SECONDS:x}", f"{now:x}"
        return f"{self._base_url()}{path}?ex={expires}&is={issued}&hm={self._signature(path, expires, issued)}"

    def _signature(self, path: str, expires: str, issued: str) -> str:
        return hmac.new(self._secret, f"{path}?{expires}&{issued}".encode(), hashlib.sha256).hexdigest()

    def _has_valid_signature(self, request: web.Request) -> bool:
        query = request.query
        expires, issued = query.get("ex", ""), query.get("is", "")
        expected = self._signature(request.rel_url.raw_path, expires, issued)
        return hmac.compare_digest(query.get("hm", "").encode(), expected.encode()) and int(expires, 16) > self._clock()


def image_dimensions(data: bytes) -> Json:
    """``width`` and ``height`` of an image; empty for any other file."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # only the header is read
            picture = Image.open(io.BytesIO(data))
        with picture:
            return {"width": picture.width, "height": picture.height}
    except (UnidentifiedImageError, OSError, ValueError, Image.DecompressionBombError):
        return {}
