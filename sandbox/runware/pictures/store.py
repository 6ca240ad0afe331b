"""Stores pictures: generated ones are drawn on first access, in a thread, and cached."""

import asyncio
import base64
import binascii
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from io import BytesIO
from typing import Final, NamedTuple

from PIL import Image, UnidentifiedImageError

from sandbox.runware.models import Size
from sandbox.runware.pictures.painter import paint

MEDIA_TYPES: Final = {"JPG": "image/jpeg", "PNG": "image/png", "WEBP": "image/webp"}
UPLOAD_FORMATS: Final = frozenset({"JPEG", "PNG", "WEBP", "BMP", "GIF"})
"""Accepted formats of uploads (Image Upload, platform documentation)."""
REFERENCE_FORMATS: Final = frozenset({"JPEG", "PNG", "WEBP"})
"""Formats that xAI accepts as references."""
MAX_UPLOAD_SIDE_PIXELS: Final = 2048
"""Longest side of a stored upload in pixels (Image Upload, platform documentation)."""
_MIN_REFERENCE_SIDE_PIXELS: Final = 1024
"""A reference is decoded with at least this many pixels a side, if it has them."""
_MAX_CACHE_BYTES: Final = 48 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Picture:
    """The description of a picture: prompt and seed, and the references that it was made from.

    ``is_referable`` is whether the models accept it as a reference; ``task_uuid`` is empty for uploads.
    """

    prompt: str
    seed: int
    size: Size
    format: str = "JPG"
    quality: int = 95
    references: tuple[str, ...] = ()
    expires_at: float | None = None
    task_uuid: str = ""
    is_referable: bool = True

    @property
    def media_type(self) -> str:
        """The picture's Content-Type."""
        return MEDIA_TYPES[self.format]


class Upload(NamedTuple):
    """A stored upload: a PNG file, its size, and whether the models accept it as a reference."""

    data: bytes
    size: Size
    is_referable: bool


class PictureStore:
    """Pictures by UUID; with ``one_per_size`` all pictures of a size and format share one drawing."""

    def __init__(self, *, one_per_size: bool = False) -> None:
        self._pictures: dict[str, Picture] = {}
        self._uploads: dict[str, bytes] = {}
        self._forgotten: set[str] = set()
        self._cache: OrderedDict[Picture, bytes] = OrderedDict()
        self._drawing: dict[Picture, asyncio.Future[bytes]] = {}
        self._one_per_size = one_per_size

    def add_picture(self, uuid: str, picture: Picture) -> None:
        """Add a generated picture; it is drawn when it is read first."""
        self._pictures[uuid] = picture

    def add_upload(self, uuid: str, upload: Upload) -> None:
        """Add an uploaded picture."""
        self._uploads[uuid] = upload.data
        self._pictures[uuid] = Picture("", 0, upload.size, "PNG", is_referable=upload.is_referable)

    def forget(self, uuid: str) -> None:
        """Forget a picture, as Runware does 30 days after its last use."""
        self._forgotten.add(uuid)

    @property
    def known_uuids(self) -> list[str]:
        """The UUIDs of all pictures that are not forgotten, oldest first."""
        return [uuid for uuid in self._pictures if uuid not in self._forgotten]

    def get(self, uuid: str) -> Picture | None:
        """The picture with that UUID, unless it is unknown or forgotten."""
        return None if uuid in self._forgotten else self._pictures.get(uuid)

    async def read(self, uuid: str) -> bytes:
        """The file of a picture, even of a forgotten one, as pictures made from it stay."""
        if uuid in self._uploads:
            return self._uploads[uuid]
        return await self.draw(self._pictures[uuid])

    async def draw(self, picture: Picture) -> bytes:
        """Draw a picture, or return it from the cache."""
        picture = self._cache_key(picture)
        if picture in self._cache:
            self._cache.move_to_end(picture)
            return self._cache[picture]
        if picture not in self._drawing:
            self._drawing[picture] = asyncio.ensure_future(self._draw_uncached(picture))
        return await asyncio.shield(self._drawing[picture])

    async def _draw_uncached(self, picture: Picture) -> bytes:
        try:
            references = [await self.read(uuid) for uuid in picture.references if uuid in self._pictures]
            data = await asyncio.to_thread(_encode_file, picture, references)
        finally:
            del self._drawing[picture]
        self._cache[picture] = data
        while sum(map(len, self._cache.values())) > _MAX_CACHE_BYTES and len(self._cache) > 1:
            self._cache.popitem(last=False)
        return data

    def _cache_key(self, picture: Picture) -> Picture:
        plain = replace(picture, expires_at=None, task_uuid="")
        plain = replace(plain, quality=0) if picture.format == "PNG" else plain
        return replace(plain, prompt="", seed=1, references=()) if self._one_per_size else plain


def _encode_file(picture: Picture, references: Sequence[bytes]) -> bytes:
    drawn = paint(picture.prompt, picture.seed, picture.size, [_open_reference(each) for each in references])
    file = BytesIO()
    match picture.format:
        case "JPG":
            drawn.save(file, "JPEG", quality=picture.quality)
        case "WEBP":
            drawn.save(file, "WEBP", quality=picture.quality, method=0)
        case _:
            drawn.save(file, "PNG", compress_level=1)
    return file.getvalue()


def _open_reference(data: bytes) -> Image.Image:
    picture = Image.open(BytesIO(data))
    # A large JPG is decoded at reduced size, which is faster.
    picture.draft("RGB", (_MIN_REFERENCE_SIDE_PIXELS, _MIN_REFERENCE_SIDE_PIXELS))
    return picture.convert("RGB")


def decode_base64(text: str) -> bytes:
    """Decode base64 or a data URI; ValueError if it is neither."""
    if text.startswith("data:"):
        head, comma, text = text.partition(",")
        if not comma or not head.startswith("data:image/") or not head.endswith(";base64"):
            raise ValueError("it is not a base64 data URI of an image")
    try:
        return base64.b64decode(text, validate=True)
    except binascii.Error as failure:
        raise ValueError("it is not valid base64") from failure


def convert_upload(data: bytes) -> Upload:
    """Convert an uploaded file to a PNG of at most 2048 pixels a side; ValueError if it is no picture."""
    try:
        with Image.open(BytesIO(data)) as source:
            if source.format not in UPLOAD_FORMATS:
                raise ValueError(f"{source.format} is not accepted")
            referable = source.format in REFERENCE_FORMATS and not getattr(source, "is_animated", False)
            picture = source.convert("RGB")
    except (UnidentifiedImageError, OSError, EOFError, SyntaxError, Image.DecompressionBombError) as failure:
        raise ValueError("it is not a picture that can be read") from failure
    picture.thumbnail((MAX_UPLOAD_SIDE_PIXELS, MAX_UPLOAD_SIDE_PIXELS))
    file = BytesIO()
    picture.save(file, "PNG", compress_level=1)
    return Upload(file.getvalue(), Size(*picture.size), referable)
