"""Path prefix and request bodies of the control API."""

from typing import Final, TypeVar

from aiohttp import web
from pydantic import BaseModel, ValidationError

from sandbox.runware.errors import from_validation_error

CONTROL_PATH_PREFIX: Final = "/sandbox/runware"
Body = TypeVar("Body", bound=BaseModel)


async def parse_body(request: web.Request, kind: type[Body]) -> Body:
    """Parse and validate the request's body; HTTP 400 with error objects if it is invalid."""
    try:
        return kind.model_validate_json(await request.read())
    except ValidationError as failure:
        body = web.json_response({"errors": from_validation_error(failure).errors}).text
        raise web.HTTPBadRequest(text=body, content_type="application/json") from None
