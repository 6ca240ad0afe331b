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


def with_error_sentences(handler: Handler) -> Handler:
    """Wrap a handler so that its errors become ``{"error": sentence}``."""

    async def explaining(request: web.Request) -> web.StreamResponse:
        try:
            return await handler(request)
        except ClientValidationError as error:
            return error_response(str(error))
        except ApiError as error:
            return error_response(error.message, error.status)
        except ValidationError as error:
            first = error.errors(include_url=False)[0]
            return error_response(f"{'.'.join(map(str, first['loc'])) or 'body'}: {first['msg']}")

    return explaining


def error_response(sentence: str, status: int = 400) -> web.Response:
    """A response with an error sentence."""
    return json_response({"error": sentence}, status)


def json_response(body: object, status: int = 200) -> web.Response:
    """A JSON response."""
    return web.json_response(body, status=status)
