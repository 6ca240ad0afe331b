"""Errors of the REST API with Discord's codes and messages, and errors of Discord's client.

Codes, HTTP statuses and messages: Discord's documentation, "Opcodes and Status Codes", JSON error codes.
"""

from collections.abc import Iterable
from enum import Enum
from typing import Any, NamedTuple, TypeAlias

Json: TypeAlias = dict[str, Any]
FieldPath: TypeAlias = tuple[str | int, ...]
"""Path of a field in a JSON body: keys of objects and indexes of lists."""


class ErrorCode(Enum):
    """Discord's error code, HTTP status and message."""

    UNAUTHORIZED = 0, 401, "401: Unauthorized"
    NOT_FOUND = 0, 404, "404: Not Found"
    METHOD_NOT_ALLOWED = 0, 405, "405: Method Not Allowed"
    BAD_REQUEST = 0, 400, "400: Bad Request"
    SERVER_ERROR = 0, 500, "500: Internal Server Error"
    UNAVAILABLE = 0, 503, "503: Service Unavailable"
    UNKNOWN_APPLICATION = 10002, 404, "Unknown Application"
    UNKNOWN_CHANNEL = 10003, 404, "Unknown Channel"
    UNKNOWN_GUILD = 10004, 404, "Unknown Guild"
    UNKNOWN_MEMBER = 10007, 404, "Unknown Member"
    UNKNOWN_MESSAGE = 10008, 404, "Unknown Message"
    UNKNOWN_OVERWRITE = 10009, 404, "Unknown Overwrite"
    UNKNOWN_USER = 10013, 404, "Unknown User"
    UNKNOWN_WEBHOOK = 10015, 404, "Unknown Webhook"
    UNKNOWN_SKU = 10027, 404, "Unknown SKU"
    UNKNOWN_ENTITLEMENT = 10029, 404, "Unknown Entitlement"
    UNKNOWN_INTERACTION = 10062, 404, "Unknown interaction"
    TOO_LARGE = 40005, 413, "Request entity too large"
    ALREADY_ACKNOWLEDGED = 40060, 400, "Interaction has already been acknowledged."
    MISSING_ACCESS = 50001, 403, "Missing Access"
    DIRECT_CHANNEL = 50003, 403, "Cannot execute action on a DM channel"
    NOT_THE_AUTHOR = 50005, 403, "Cannot edit a message authored by another user"
    EMPTY_MESSAGE = 50006, 400, "Cannot send an empty message"
    CANNOT_MESSAGE_USER = 50007, 403, "Cannot send messages to this user"
    MISSING_PERMISSIONS = 50013, 403, "Missing Permissions"
    INVALID_WEBHOOK_TOKEN = 50027, 401, "Invalid Webhook Token"
    INVALID_FORM = 50035, 400, "Invalid Form Body"
    INVALID_JSON = 50109, 400, "The request body contains invalid JSON."


class FieldError(NamedTuple):
    """One invalid field of a request body."""

    path: FieldPath
    code: str
    message: str


class ApiError(Exception):
    """The REST API rejects a request; ``field_errors`` name the invalid fields, if any."""

    def __init__(self, error_code: ErrorCode, field_errors: Iterable[FieldError] = ()) -> None:
        self.error_code = error_code
        self.field_errors = list(field_errors)
        self.code, self.status, self.message = error_code.value
        super().__init__(f"{self.status} {self.code} {self.message}", self.field_errors)

    @property
    def body(self) -> Json:
        """The body of the HTTP response: field errors nested along their paths, with list indexes as keys."""
        body: Json = {"message": self.message, "code": self.code}
        if self.field_errors:
            body["errors"] = _nest_errors(self.field_errors)
        return body


class ClientValidationError(Exception):
    """Discord's client would not let a person do this; the message is the sentence that the person sees."""


def invalid_form(*path: str | int, code: str, message: str) -> ApiError:
    """Build the error for a request body with one invalid field."""
    return ApiError(ErrorCode.INVALID_FORM, [FieldError(path, code, message)])


def _nest_errors(field_errors: Iterable[FieldError]) -> Json:
    tree: Json = {}
    for error in field_errors:
        node = tree
        for part in error.path:
            node = node.setdefault(str(part), {})
        node.setdefault("_errors", []).append({"code": error.code, "message": error.message})
    return tree
