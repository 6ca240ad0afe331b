"""How the control is spoken to: where it is, and bodies that are checked."""

from typing import Final, TypeVar

from aiohttp import web
from pydantic import BaseModel, ValidationError

from sandbox.runware.errors import from_validation_error

CONTROL_PATH_PREFIX: Final = "/sandbox/runware"
Body = TypeVar("Body", bound=BaseModel)


async def parse_body(request: web.Request, kind: type[Body]) -> Body:
    """The body as that kind of order; 400 names what is wrong with it."""
    try:
        return kind.model_validate_json(await request.read())
    except ValidationError as failure:
        body = web.json_response({"errors": from_validation_error(failure).errors}).text
        raise web.HTTPBadRequest(text=body, content_type="application/json") from None
