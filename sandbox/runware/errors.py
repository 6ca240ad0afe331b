"""Runware's error objects, their codes, and the HTTP statuses they come with."""

from typing import Any, Final, TypeAlias

from pydantic import ValidationError
from pydantic_core import ErrorDetails

Json: TypeAlias = dict[str, Any]

_DOCUMENTATION_URL: Final = "https://runware.ai/docs/platform/errors"
_TYPE_NAMES: Final = {"string": "string", "int": "integer", "bool": "boolean", "list": "array", "literal": "string"}


class RequestRejected(Exception):
    """A task or a whole request is rejected; ``errors`` are the error objects of the reply."""

    def __init__(self, *errors: Json, status: int = 400) -> None:
        super().__init__(", ".join(error["code"] for error in errors))
        self.errors = list(errors)
        self.status = status

    @classmethod
    def single(cls, code: str, message: str, *, status: int = 400, **fields: object) -> "RequestRejected":
        """Build a rejection with one error object."""
        return cls(error_object(code, message, **fields), status=status)

    def with_task_ids(self, task: object) -> "RequestRejected":
        """A copy whose errors carry the UUID and type of the task, if the task has them."""
        ids = {key: task[key] for key in ("taskUUID", "taskType") if isinstance(task, dict) and key in task}
        return RequestRejected(*({**error, **ids} for error in self.errors), status=self.status)


def error_object(code: str, message: str, **fields: object) -> Json:
    """Build an error object of the API."""
    return {"code": code, "message": message, **fields, "documentation": _DOCUMENTATION_URL}


def from_validation_error(failure: ValidationError) -> RequestRejected:
    """Translate a pydantic error into Runware's error objects."""
    return RequestRejected(
        *(_translate_error(details) for details in failure.errors(include_url=False, include_input=False))
    )


def _translate_error(details: ErrorDetails) -> Json:
    parameter = ".".join(part for part in details["loc"] if isinstance(part, str))
    name = parameter.rpartition(".")[2]
    capital = name[:1].upper() + name[1:]
    match details["type"]:
        case "extra_forbidden":
            return error_object("unknownParameter", f"Unknown parameter '{parameter}'.", parameter=parameter)
        case "missing":
            return error_object(f"missing{capital}", f"Missing required parameter '{parameter}'.", parameter=parameter)
        case kind:
            message = f"Invalid value for '{parameter}' parameter. {details['msg']}."
            return error_object(
                f"invalid{capital}", message, parameter=parameter, **_bounds(kind, details.get("ctx", {}))
            )


def _bounds(kind: str, context: Json) -> Json:
    names = {"ge": "min", "le": "max", "min_length": "min", "max_length": "max"}
    bounds = {names[key]: value for key, value in context.items() if key in names}
    typed = next((name for prefix, name in _TYPE_NAMES.items() if kind.startswith(prefix)), None)
    return bounds if typed is None else {"type": typed, **bounds}
