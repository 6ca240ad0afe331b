"""Bodies of the control API, and its answers: JSON, and one sentence for what cannot be done."""

from collections.abc import Awaitable, Callable
from typing import Any, TypeAlias, TypeVar

from aiohttp import web
from pydantic import BaseModel, ConfigDict, ValidationError

from sandbox.discord.errors import ApiError, ClientValidationError

Handler: TypeAlias = Callable[[web.Request], Awaitable[web.StreamResponse]]


class StrictBody(BaseModel):
    """A body without unknown fields."""

    model_config = ConfigDict(extra="forbid")


AnyBody = TypeVar("AnyBody", bound=StrictBody)


async def parse_body(request: web.Request, kind: type[AnyBody]) -> AnyBody:
    """The body as an order."""
    return kind.model_validate_json(await request.read() or b"{}")


def with_error_sentences(handler: Handler) -> Handler:
    """The handler with its errors as ``{"error": sentence}``."""

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
    """A refusal."""
    return json_response({"error": sentence}, status)


def json_response(body: Any, status: int = 200) -> web.Response:
    """An answer."""
    return web.json_response(body, status=status)
