"""The control API for models and stored pictures."""

from typing import Annotated, Final, Literal

from aiohttp import web
from pydantic import BaseModel, ConfigDict, Field

from sandbox.runware.account import RunwareAccount
from sandbox.runware.control.bodies import CONTROL_PATH_PREFIX, parse_body
from sandbox.runware.errors import Json
from sandbox.runware.models import Model, Size
from sandbox.runware.pictures.store import Picture

_NO_MODEL_TEXT: Final = "There is no model of that 'air'."
SizeText = Annotated[str, Field(pattern=r"^[1-9]\d{0,4}x[1-9]\d{0,4}$")]


class ModelBody(BaseModel):
    """A model to add or replace; ``sizes`` are texts such as ``1024x1024`` by resolution."""

    model_config = ConfigDict(extra="forbid")

    air: str = Field(min_length=3)
    price: float = Field(ge=0)
    edit_price: float = Field(ge=0)
    sizes: dict[Literal["1K", "2K"], Annotated[list[SizeText], Field(min_length=1)]] = Field(min_length=1)
    references: int = Field(default=1, ge=0)


class InventoryApi:
    """The routes ``/sandbox/runware/models`` and ``/sandbox/runware/pictures``."""

    def __init__(self, account: RunwareAccount) -> None:
        self._account = account

    def routes(self) -> list[web.RouteDef]:
        """All routes, for ``Application.add_routes``."""
        return [
            web.get(f"{CONTROL_PATH_PREFIX}/models", self._list_models),
            web.post(f"{CONTROL_PATH_PREFIX}/models", self._add_model),
            web.put(f"{CONTROL_PATH_PREFIX}/models", self._restore_model),
            web.delete(f"{CONTROL_PATH_PREFIX}/models", self._retire_model),
            web.get(f"{CONTROL_PATH_PREFIX}/pictures", self._list_pictures),
            web.delete(f"{CONTROL_PATH_PREFIX}/pictures", self._forget_pictures),
        ]

    async def _list_models(self, _: web.Request) -> web.Response:
        models = [_model_json(model) for model in self._account.models.values()]
        return web.json_response({"models": models, "retired": list(self._account.retired)})

    async def _add_model(self, request: web.Request) -> web.Response:
        body = await parse_body(request, ModelBody)
        sizes: dict[str, tuple[Size, ...]] = {
            name: tuple(_parse_size(text) for text in table) for name, table in body.sizes.items()
        }
        model = Model(body.air, body.price, body.edit_price, sizes, body.references)
        self._account.models[model.air] = model
        self._account.retired.pop(model.air, None)
        return await self._list_models(request)

    async def _retire_model(self, request: web.Request) -> web.Response:
        if not self._account.retire(request.query.get("air", "")):
            return web.json_response({"error": _NO_MODEL_TEXT}, status=404)
        return await self._list_models(request)

    async def _restore_model(self, request: web.Request) -> web.Response:
        if not self._account.restore(request.query.get("air", "")):
            return web.json_response({"error": _NO_MODEL_TEXT}, status=404)
        return await self._list_models(request)

    async def _list_pictures(self, _: web.Request) -> web.Response:
        found = ((each, self._account.get_readable_picture(each)) for each in self._account.picture_store.known_uuids)
        pictures = [_picture_json(each, picture) for each, picture in found if picture is not None]
        return web.json_response({"pictures": pictures})

    async def _forget_pictures(self, request: web.Request) -> web.Response:
        image_uuid = request.query.get("uuid")
        if not self._account.forget_pictures(image_uuid) and image_uuid is not None:
            return web.json_response({"error": "There is no picture of that 'uuid'."}, status=404)
        return await self._list_pictures(request)


def _parse_size(text: str) -> Size:
    width, height = text.split("x")
    return Size(int(width), int(height))


def _model_json(model: Model) -> Json:
    return {
        "air": model.air,
        "price": model.price,
        "edit_price": model.edit_price,
        "sizes": {name: [f"{size.width}x{size.height}" for size in table] for name, table in model.sizes.items()},
        "references": model.max_references,
        "qualities": model.qualities,
    }


def _picture_json(image_uuid: str, picture: Picture) -> Json:
    return {
        "imageUUID": image_uuid,
        "taskUUID": picture.task_uuid or None,
        "format": picture.format,
        "width": picture.size.width,
        "height": picture.size.height,
        "references": list(picture.references),
        "prompt": picture.prompt,
    }
