"""Finds the error objects in a reply, and classifies them."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from bot.runware.error_classes import ErrorClass, classify_error
from bot.runware.errors import ApiError
from bot.runware.json_values import JsonObject, clean_name, clean_text, iter_objects, parse_uuid, to_micro_dollars

_MAX_RESULT_INDEX: Final = 1_000_000
_MAX_MESSAGE_CHARS: Final = 2000
_RUNWARE_CODE: Final = re.compile(r"[a-z][A-Za-z0-9]*")
"""The form of Runware's codes; ``403``, ``AccessDenied`` and ``ACCESS_DENIED`` are codes of proxies and gateways."""
_TRUSTED_FROM_API_ONLY: Final = frozenset({ErrorClass.AUTH, ErrorClass.QUOTA, ErrorClass.UNKNOWN})
"""Classes that only the API may report: the first two stop all spending, the last one ends a request."""
_CLASSES_TAKEN_FROM_STATUS: Final = frozenset({ErrorClass.RATE_LIMIT, ErrorClass.TIMEOUT})
_MOST_SEVERE_CLASSES: Final = (ErrorClass.AUTH, ErrorClass.QUOTA, ErrorClass.SAFETY)
"""Of several errors, one of these classes is shown to the member."""


def severity_key(error: ApiError) -> bool:
    """The sort key that puts the error to show the member first."""
    return error.error_class not in _MOST_SEVERE_CLASSES


def parse_body_errors(body: JsonObject, status: int | None) -> list[ApiError]:
    """Parse and classify the errors of a whole reply."""
    return [_parse_error(entry, status, has_api_form=in_form) for entry, in_form in _iter_error_objects(body)]


def parse_item_error(item: JsonObject) -> ApiError:
    """Parse and classify the error of a failed result."""
    error = item.get("error")
    nested = error if isinstance(error, dict) else {"code": error} if isinstance(error, str) else {}
    return _parse_error({**item, **nested})


def error_for_status(status: int) -> ApiError:
    """The error for a status without an error object of the API: a temporary failure of a proxy or gateway."""
    error_class = classify_error("", status=status)
    return ApiError(f"http{status}", error_class if error_class in _CLASSES_TAKEN_FROM_STATUS else ErrorClass.RUNWARE)


def merge_errors(from_reply: Sequence[ApiError], from_items: Sequence[ApiError]) -> tuple[ApiError, ...]:
    """Merge two lists: the provider may report the same failure as an error and as a failed result."""
    keyed: dict[str, ApiError] = {}
    for error in (*from_reply, *from_items):
        if error.result_key is not None:
            keyed.setdefault(error.result_key, error)
    unnamed = ([error for error in errors if error.result_key is None] for errors in (from_reply, from_items))
    return (*keyed.values(), *max(unnamed, key=len))


def result_key(entry: JsonObject) -> str | None:
    """The key of a result in its task: its index or its picture's UUID; ``None`` without either."""
    return result_index(entry) or clean_name(entry.get("imageUUID")) or None


def result_index(entry: JsonObject) -> str | None:
    """A result's index as ``#1``; ``None`` without a usable one."""
    index = entry.get("resultIndex")
    if isinstance(index, str):
        return f"#{clean_name(index)}"
    if isinstance(index, int) and not isinstance(index, bool) and abs(index) <= _MAX_RESULT_INDEX:
        return f"#{index}"
    return None


def _iter_error_objects(body: JsonObject) -> Iterator[tuple[JsonObject, bool]]:
    """Yield each error in the body, and whether it has the form of the API.

    In the older form, ``error`` is an object, a list or a text. Without ``taskUUID`` a text may come from a gateway.
    """
    yield from ((entry, True) for entry in iter_objects(body.get("errors")))
    error = body.get("error")
    beside = {name: body[name] for name in ("taskUUID", "taskType") if name in body}
    names_task = parse_uuid(body.get("taskUUID")) is not None
    if isinstance(error, str):
        yield {**beside, "code": error, "message": body.get("message")}, names_task
    yield from (({**beside, **entry}, True) for entry in iter_objects(error))
    if error is True or ("code" in body and "data" not in body and "errors" not in body and not error):
        yield body, names_task


def _parse_error(entry: JsonObject, status: int | None = None, *, has_api_form: bool = True) -> ApiError:
    code, message = clean_name(entry.get("code")), clean_text(entry.get("message"), _MAX_MESSAGE_CHARS)
    parameters = tuple(_parameter_names(entry.get("parameter")))
    task_uuid = parse_uuid(entry.get("taskUUID"))
    has_api_code = _RUNWARE_CODE.fullmatch(code) is not None
    is_from_api = has_api_form and (has_api_code or task_uuid is not None)
    error_class = classify_error(code, message, status=status, parameters=parameters)
    return ApiError(
        code=code or "unknown",
        error_class=_downgrade_untrusted(error_class, is_from_api=is_from_api, has_api_code=has_api_code),
        message=message,
        task_uuid=task_uuid,
        task_type=clean_name(entry.get("taskType")),
        result_key=result_key(entry),
        is_from_api=is_from_api,
        cost=to_micro_dollars(entry.get("cost")),
    )


def _downgrade_untrusted(error_class: ErrorClass, *, is_from_api: bool, has_api_code: bool) -> ErrorClass:
    """The class, or RUNWARE if the source is not trusted with it; without a code, AUTH and QUOTA are never trusted."""
    trusted = is_from_api and (has_api_code or error_class is ErrorClass.UNKNOWN)
    return error_class if trusted or error_class not in _TRUSTED_FROM_API_ONLY else ErrorClass.RUNWARE


def _parameter_names(parameter: object) -> Iterator[str]:
    """Yield the names in an error's ``parameter``, which is a text or a list."""
    names = parameter if isinstance(parameter, list) else [parameter]
    yield from filter(None, map(clean_name, names))
