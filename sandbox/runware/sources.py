"""Pictures that a client gives: the references of a task, and uploads for later ones."""

import asyncio
import re
import uuid
from collections.abc import Callable
from typing import Final

from sandbox.runware.faults import Faults, Occasion, Stage
from sandbox.runware.gallery import Gallery, Picture, Upload, decoded, developed
from sandbox.runware.refusals import Json, Refusal
from sandbox.runware.wire import UUID_V4, ImageInference, ImageUpload

_UUID: Final = re.compile(UUID_V4)
_NAME: Final = "inputs.referenceImages"
_REFUSED: Final = "xAI takes only JPG, PNG and WEBP that are not animated"


class Sources:
    """Reads what a client names or sends; ``readable`` knows the pictures that anybody can read now."""

    def __init__(self, gallery: Gallery, faults: Faults, readable: Callable[[str], Picture | None]) -> None:
        self._gallery = gallery
        self._faults = faults
        self._readable = readable

    async def references(self, request: ImageInference, public_url: str) -> list[str]:
        """The UUIDs of the task's reference images, in its order; :class:`Refusal` for one that is no use."""
        self._forget_some(request, public_url)
        return [await self._reference(text, public_url) for text in request.inputs.reference_images]

    async def keep(self, request: ImageUpload, public_url: str) -> Json:
        """Keep an uploaded picture under a UUID of its own; the answer to the task."""
        text = request.image
        if _is_address(text):
            data = await self._gallery.read(self._downloaded(text, public_url, "image"))
        else:
            data = await _bytes(text, "invalidImage", "image")
        image_uuid = self._kept(await _developed(data, "invalidImage", "image"))
        about = {"taskType": "imageUpload", "taskUUID": request.task_uuid}
        return {**about, "imageUUID": image_uuid, "imageURL": f"{public_url}/im/{image_uuid}.png"}

    def _forget_some(self, request: ImageInference, public_url: str) -> None:
        named = (_named(text, public_url) for text in request.inputs.reference_images)
        drawn = [image_uuid for image_uuid in named if (found := self._readable(image_uuid)) and found.task_uuid]
        occasion = Occasion([request.positive_prompt], request.task_uuid)
        if drawn and self._faults.first(Stage.REFERENCE, occasion) is not None:
            for image_uuid in drawn:
                self._gallery.forget(image_uuid)

    async def _reference(self, text: str, public_url: str) -> str:
        if _is_address(text):
            return self._usable(self._downloaded(text, public_url, _NAME))
        if _UUID.match(text):
            if self._readable(text) is None:
                raise Refusal.of("invalidReferenceImages", "There is no image with this UUID.", parameter=_NAME)
            return self._usable(text)
        data = await _bytes(text, "invalidReferenceImages", _NAME)
        upload = await _developed(data, "invalidReferenceImages", _NAME)
        if not upload.referable:
            raise _invalid("invalidReferenceImages", _NAME, _REFUSED)
        return self._kept(upload)

    def _downloaded(self, address: str, public_url: str, parameter: str) -> str:
        image_uuid = _named(address, public_url)
        if self._readable(image_uuid) is None:
            raise Refusal.of("downloadFailed", "Failed to download the image.", parameter=parameter)
        return image_uuid

    def _usable(self, image_uuid: str) -> str:
        picture = self._readable(image_uuid)
        if picture is None or not picture.referable:
            raise _invalid("invalidReferenceImages", _NAME, _REFUSED)
        return image_uuid

    def _kept(self, upload: Upload) -> str:
        image_uuid = str(uuid.uuid4())
        self._gallery.keep(image_uuid, upload)
        return image_uuid


def _is_address(text: str) -> bool:
    return text.startswith(("http://", "https://"))


def _named(text: str, public_url: str) -> str:
    """The UUID that a text names: itself, or the file's name of an address of ours."""
    here = f"{public_url}/im/"
    return text.removeprefix(here).rpartition(".")[0] if text.startswith(here) else text


async def _bytes(text: str, code: str, parameter: str) -> bytes:
    try:
        return await asyncio.to_thread(decoded, text)
    except ValueError as reason:
        raise _invalid(code, parameter, reason) from None


async def _developed(data: bytes, code: str, parameter: str) -> Upload:
    try:
        return await asyncio.to_thread(developed, data)
    except ValueError as reason:
        raise _invalid(code, parameter, reason) from None


def _invalid(code: str, parameter: str, reason: object) -> Refusal:
    return Refusal.of(code, f"Invalid value for '{parameter}' parameter: {reason}.", parameter=parameter)
