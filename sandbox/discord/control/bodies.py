"""Bodies of the control API, and its answers: JSON, and one sentence for what cannot be done."""

from collections.abc import Awaitable, Callable
from typing import Any, TypeAlias, TypeVar

from aiohttp import web
from pydantic import BaseModel, ConfigDict, ValidationError

from sandbox.discord.people.command_options import Unsendable
from sandbox.discord.rest.errors import ApiError

Handler: TypeAlias = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Order(BaseModel):
    """A body without unknown fields."""

    model_config = ConfigDict(extra="forbid")


AnyOrder = TypeVar("AnyOrder", bound=Order)


async def read(request: web.Request, kind: type[AnyOrder]) -> AnyOrder:
    """The body as an order."""
    return kind.model_validate_json(await request.read() or b"{}")


def explained(handler: Handler) -> Handler:
    """The handler with its errors as ``{"error": sentence}``."""

    async def explaining(request: web.Request) -> web.StreamResponse:
        try:
            return await handler(request)
        except Unsendable as error:
            return refused(str(error))
        except ApiError as error:
            return refused(error.message, error.status)
        except ValidationError as error:
            first = error.errors(include_url=False)[0]
            return refused(f"{'.'.join(map(str, first['loc'])) or 'body'}: {first['msg']}")

    return explaining


def refused(sentence: str, status: int = 400) -> web.Response:
    """A refusal."""
    return answered({"error": sentence}, status)


def answered(body: Any, status: int = 200) -> web.Response:
    """An answer."""
    return web.json_response(body, status=status)
