"""Bodies and responses of the control API: JSON, and errors as one sentence."""

from collections.abc import Awaitable, Callable
from typing import TypeAlias, TypeVar

from aiohttp import web
from pydantic import BaseModel, ConfigDict, ValidationError

from sandbox.discord.errors import ApiError, ClientValidationError

Handler: TypeAlias = Callable[[web.Request], Awaitable[web.StreamResponse]]


class StrictBody(BaseModel):
    """A request body that rejects unknown fields."""

    model_config = ConfigDict(extra="forbid")


AnyBody = TypeVar("AnyBody", bound=StrictBody)


async def parse_body(request: web.Request, kind: type[AnyBody]) -> AnyBody:
    """Parse and validate the request's body."""
    return kind.model_validate_json(await request.read() or b"{}")


def with_error_sentences(*routes: web.RouteDef) -> list[web.RouteDef]:
    """The routes with handlers whose errors become ``{"error": sentence}``."""
    return [web.RouteDef(one.method, one.path, _with_error_sentence(one.handler), one.kwargs) for one in routes]


def _with_error_sentence(handler: Handler) -> Handler:
    async def handle(request: web.Request) -> web.StreamResponse:
        try:
            return await handler(request)
        except ClientValidationError as error:
            return _error_response(str(error))
        except ApiError as error:
            return _error_response(error.message, error.status)
        except ValidationError as error:
            first = error.errors(include_url=False)[0]
            return _error_response(f"{'.'.join(map(str, first['loc'])) or 'body'}: {first['msg']}")

    return handle


def _error_response(sentence: str, status: int = 400) -> web.Response:
    return web.json_response({"error": sentence}, status=status)
