"""Pictures from a client: reference images of a task, and uploads."""

import asyncio
import re
import uuid
from collections.abc import Callable
from typing import Final

from sandbox.runware.errors import Json, RequestRejected
from sandbox.runware.faults import FaultContext, FaultInjector, FaultStage
from sandbox.runware.pictures.store import Picture, PictureStore, Upload, convert_upload, decode_base64
from sandbox.runware.tasks.requests import UUID_V4, ImageInference, ImageUpload

_UUID_PATTERN: Final = re.compile(UUID_V4)
_REFERENCES_PARAMETER: Final = "inputs.referenceImages"
_NOT_REFERABLE: Final = "xAI takes only JPG, PNG and WEBP that are not animated"


class ClientPictures:
    """Resolves and stores pictures from clients; ``get_readable`` finds a picture that can be read now."""

    def __init__(
        self, picture_store: PictureStore, faults: FaultInjector, get_readable: Callable[[str], Picture | None]
    ) -> None:
        self._picture_store = picture_store
        self._faults = faults
        self._get_readable = get_readable

    async def resolve_references(self, request: ImageInference, public_url: str) -> list[str]:
        """The UUIDs of the task's reference images, in order; :class:`RequestRejected` for an unusable one."""
        self._forget_if_faulty(request, public_url)
        return [await self._resolve_reference(text, public_url) for text in request.inputs.reference_images]

    async def store_upload(self, request: ImageUpload, public_url: str) -> Json:
        """Store an uploaded picture under a new UUID; returns the reply to the task."""
        text = request.image
        if _is_url(text):
            data = await self._picture_store.read(self._require_readable(text, public_url, "image"))
        else:
            data = await _decode(text, "invalidImage", "image")
        image_uuid = self._store(await _convert(data, "invalidImage", "image"))
        about = {"taskType": "imageUpload", "taskUUID": request.task_uuid}
        return {**about, "imageUUID": image_uuid, "imageURL": f"{public_url}/im/{image_uuid}.png"}

    def _forget_if_faulty(self, request: ImageInference, public_url: str) -> None:
        named = (_extract_uuid(text, public_url) for text in request.inputs.reference_images)
        drawn = [image_uuid for image_uuid in named if (found := self._get_readable(image_uuid)) and found.task_uuid]
        context = FaultContext([request.positive_prompt], request.task_uuid)
        if drawn and self._faults.trigger_first(FaultStage.REFERENCE, context) is not None:
            for image_uuid in drawn:
                self._picture_store.forget(image_uuid)

    async def _resolve_reference(self, text: str, public_url: str) -> str:
        if _is_url(text):
            return self._require_referable(self._require_readable(text, public_url, _REFERENCES_PARAMETER))
        if _UUID_PATTERN.match(text):
            if self._get_readable(text) is None:
                raise RequestRejected.single(
                    "invalidReferenceImages", "There is no image with this UUID.", parameter=_REFERENCES_PARAMETER
                )
            return self._require_referable(text)
        data = await _decode(text, "invalidReferenceImages", _REFERENCES_PARAMETER)
        upload = await _convert(data, "invalidReferenceImages", _REFERENCES_PARAMETER)
        if not upload.is_referable:
            raise _invalid_parameter("invalidReferenceImages", _REFERENCES_PARAMETER, _NOT_REFERABLE)
        return self._store(upload)

    def _require_readable(self, address: str, public_url: str, parameter: str) -> str:
        image_uuid = _extract_uuid(address, public_url)
        if self._get_readable(image_uuid) is None:
            raise RequestRejected.single("downloadFailed", "Failed to download the image.", parameter=parameter)
        return image_uuid

    def _require_referable(self, image_uuid: str) -> str:
        picture = self._get_readable(image_uuid)
        if picture is None or not picture.is_referable:
            raise _invalid_parameter("invalidReferenceImages", _REFERENCES_PARAMETER, _NOT_REFERABLE)
        return image_uuid

    def _store(self, upload: Upload) -> str:
        image_uuid = str(uuid.uuid4())
        self._picture_store.add_upload(image_uuid, upload)
        return image_uuid


def _is_url(text: str) -> bool:
    return text.startswith(("http://", "https://"))


def _extract_uuid(text: str, public_url: str) -> str:
    """The UUID in a picture URL of this stand-in; any other text unchanged."""
    here = f"{public_url}/im/"
    return text.removeprefix(here).rpartition(".")[0] if text.startswith(here) else text


async def _decode(text: str, code: str, parameter: str) -> bytes:
    try:
        return await asyncio.to_thread(decode_base64, text)
    except ValueError as reason:
        raise _invalid_parameter(code, parameter, reason) from None


async def _convert(data: bytes, code: str, parameter: str) -> Upload:
    try:
        return await asyncio.to_thread(convert_upload, data)
    except ValueError as reason:
        raise _invalid_parameter(code, parameter, reason) from None


def _invalid_parameter(code: str, parameter: str, reason: object) -> RequestRejected:
    return RequestRejected.single(code, f"Invalid value for '{parameter}' parameter: {reason}.", parameter=parameter)
