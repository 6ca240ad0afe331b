"""Parses Runware's replies: any JSON becomes items, faults and progress, never an exception.

This is the only parser of the provider's replies. Its output can be written to both databases and shown: texts hold no
lone surrogates or NUL and are bounded, numbers are finite and fit into their columns.
"""

import json
import math
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import Any, Final, TypeVar
from uuid import UUID

from bot.domain.catalog import MICRO_DOLLARS_PER_DOLLAR
from bot.domain.job import Outcome, Result
from bot.runware.errors import ApiError, ErrorClass, classify_error

RESULT_MISSING_CODE: Final = "providerResultMissing"
"""Our own code for a result with the status ``success`` but no picture."""
_MAX_PRICE_DOLLARS: Final = 1_000_000
_MAX_RESULT_INDEX: Final = 1_000_000
_MAX_SEED: Final = 2**63 - 1
"""The largest whole number that both databases hold."""
_MAX_INTEGER_DIGITS: Final = 300
"""Longer integers are parsed as floats: ``int()`` raises ValueError above 4300 digits."""
_MAX_NAME_CHARS: Final = 200
_MAX_MESSAGE_CHARS: Final = 2000
_MAX_URL_CHARS: Final = 8000
_UNSTORABLE_CHARS: Final = re.compile("[\ud800-\udfff\x00]")
"""Characters that UTF-8 or a PostgreSQL text column cannot hold."""
_NON_URL_CHARS: Final = re.compile(r"[\x00-\x20\x7f]")
_RUNWARE_CODE: Final = re.compile(r"[a-z][A-Za-z0-9]*")
"""The form of Runware's codes; ``403``, ``AccessDenied`` and ``ACCESS_DENIED`` are codes of proxies and gateways."""
_FIRST_NON_SUCCESS_STATUS: Final = 300
_TRUSTED_FROM_API_ONLY: Final = frozenset({ErrorClass.AUTH, ErrorClass.QUOTA, ErrorClass.UNKNOWN})
"""Classes that are believed from the API only: the first two stop all spending, the last one ends a request."""
_CLASSES_TAKEN_FROM_STATUS: Final = frozenset({ErrorClass.RATE_LIMIT, ErrorClass.TIMEOUT})
_MOST_SEVERE_CLASSES: Final = (ErrorClass.AUTH, ErrorClass.QUOTA, ErrorClass.SAFETY)
"""Of several errors the member is shown one of these classes first."""

ReplyItem = Mapping[str, Any]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Reply:
    """One reply: its items and its classified errors. ``readable`` is whether it has the form of a Runware reply."""

    items: tuple[ReplyItem, ...] = ()
    errors: tuple[ApiError, ...] = ()
    is_readable: bool = True
    status: int | None = None
    retry_after: float | None = None

    @property
    def by_severity(self) -> list[ApiError]:
        """The errors, sorted so that the one to show the member comes first."""
        return sorted(self.errors, key=_severity_key)


@dataclass(frozen=True, slots=True)
class TaskProgress:
    """The state of a task; every poll returns all of it."""

    results: tuple[Result, ...] = ()
    failures: tuple[ApiError, ...] = ()
    """One for each failed result, the gravest first; a single one may stand for the whole task."""
    is_processing: bool = False
    """Whether a part of the task is still running."""
    is_task_not_found: bool = False
    """Whether the provider does not find the task, because it is too new or too old."""

    @property
    def outcome(self) -> Outcome:
        """The results, and a code for each failure, which ``errors.classify`` turns into an error."""
        return Outcome(results=self.results, failures=tuple(fault.stored_code for fault in self.failures))


def decode_json(data: bytes | bytearray) -> object:
    """Decode a JSON body; ``None`` if it is not JSON. Invalid UTF-8 becomes U+FFFD."""
    try:
        return json.loads(data.decode("utf-8-sig", "replace"), parse_int=_parse_int)
    except (ValueError, RecursionError):
        return None


def parse_reply(body: object, *, status: int | None = None, retry_after: float | None = None) -> Reply:
    """Parse a decoded JSON body.

    With a successful status everything that can be parsed counts. With any other status only error objects in the form
    of the API do: anything else (HTML, text, nothing, other JSON) comes from a proxy and is a temporary server error.
    """
    told = body if isinstance(body, dict) else {}
    faults = [_parse_error(entry, status, has_api_form=in_form) for entry, in_form in _iter_error_objects(told)]
    if status is not None and status >= _FIRST_NON_SUCCESS_STATUS and not any(fault.is_from_api for fault in faults):
        faults = [_error_for_status(status)]
    return Reply(
        items=tuple(_json_objects(told.get("data"))),
        errors=tuple(faults),
        is_readable="data" in told or bool(faults),
        status=status,
        retry_after=retry_after,
    )


def _error_for_status(status: int) -> ApiError:
    """The fault for a status without an error object of the API: a temporary failure of a proxy or gateway."""
    kind = classify_error("", status=status)
    return ApiError(f"http{status}", kind if kind in _CLASSES_TAKEN_FROM_STATUS else ErrorClass.SERVER)


def _parse_int(digits: str) -> int | float:
    return int(digits) if len(digits) <= _MAX_INTEGER_DIGITS else float(digits)


def split_by_task(reply: Reply) -> dict[UUID, Reply]:
    """Split a batched reply into one reply for each task; items and faults without a task UUID are dropped."""
    items: defaultdict[UUID | None, list[ReplyItem]] = defaultdict(list)
    faults: defaultdict[UUID | None, list[ApiError]] = defaultdict(list)
    for item in reply.items:
        items[_parse_uuid(item.get("taskUUID"))].append(item)
    for fault in reply.errors:
        faults[fault.task_uuid].append(fault)
    named = [task for task in items.keys() | faults.keys() if task is not None]
    return {task: replace(reply, items=tuple(items[task]), errors=tuple(faults[task])) for task in named}


def parse_progress(reply: Reply, task_uuid: UUID) -> TaskProgress:
    """The progress of a task by a reply about it alone; items and faults without a task UUID belong to it too."""
    items = [item for item in reply.items if _is_about_task(item, task_uuid)]
    faults = [fault for fault in reply.errors if fault.task_uuid in {task_uuid, None}]
    results: dict[tuple[str | None, ...], Result] = {}
    failed: list[ApiError] = []
    processing = False
    for item in items:
        if _is_failed(item):
            failed.append(_parse_item_error(item))
        elif not _is_finished(item):
            processing = True
        elif (result := _parse_result(item, f"{task_uuid}-{len(results)}")) is None:
            failed.append(ApiError(RESULT_MISSING_CODE, ErrorClass.PROVIDER, result_key=_result_key(item)))
        else:
            results.setdefault(_result_identity(item), result)
    failures = _merge_errors([fault for fault in faults if not fault.is_task_not_found], failed)
    return TaskProgress(
        results=tuple(results.values()),
        failures=tuple(sorted(failures, key=_severity_key)),
        is_processing=processing,
        is_task_not_found=any(fault.is_task_not_found for fault in faults),
    )


def parse_task_details(reply: Reply, task_uuid: UUID) -> TaskProgress | None:
    """How the task ended by a reply of ``getTaskDetails``; ``None`` if that does not tell.

    Runware stores the last reply to a task UUID. After a resubmission this is the conflict error of the second
    submission, which says nothing about the first.
    """
    for item in reply.items:
        stored = parse_reply(_normalize_stored_reply(item.get("response")))
        told = parse_progress(stored, task_uuid)
        if any(fault.is_already_submitted for fault in stored.errors) or told.is_processing:
            return None
        if told.results or told.failures:
            return told
    return None


def parse_balance(reply: Reply) -> float | None:
    """The account's balance in US dollars, a number or an object's ``amount``; ``None`` where there is none."""
    for item in reply.items:
        told = item.get("balance")
        amount = _parse_number(told.get("amount") if isinstance(told, dict) else told)
        if amount is not None:
            return amount
    return None


def parse_uploaded_uuid(reply: Reply) -> str | None:
    """The UUID of the uploaded picture; ``None`` where the reply has none."""
    told = (_clean_name(item.get("imageUUID")) for item in reply.items)
    return next(filter(None, told), None)


def to_micro_dollars(cost: object) -> int | None:
    """Convert US dollars to whole micro-dollars, rounded half up; ``None`` for anything that is no price."""
    if isinstance(cost, bool) or not isinstance(cost, int | float | str):
        return None
    try:
        dollars = Decimal(str(cost))
    except (InvalidOperation, ValueError):
        return None
    if not dollars.is_finite() or not 0 <= dollars <= _MAX_PRICE_DOLLARS:
        return None
    return int((dollars * MICRO_DOLLARS_PER_DOLLAR).to_integral_value(ROUND_HALF_UP))


def _json_objects(value: object) -> Iterator[ReplyItem]:
    if isinstance(value, dict):
        yield value
    elif isinstance(value, list):
        yield from (entry for entry in value if isinstance(entry, dict))


def _normalize_stored_reply(value: object) -> object:
    """Normalise a stored reply, which may be the reply itself, a list with it, or its items alone."""
    stored = list(_json_objects(value))
    whole = next((entry for entry in stored if entry.keys() & {"data", "errors", "error"}), None)
    return {"data": stored} if whole is None else whole


def _result_identity(item: ReplyItem) -> tuple[str | None, ...]:
    """A key that is equal for repetitions of one result, and different for different results of a task.

    ``imageUUID`` alone is not enough: Runware has sent two pictures with the same one. ``resultIndex`` is added where
    the item has it, otherwise the picture's URL or data.
    """
    index = _result_index(item)
    return (_clean_name(item.get("imageUUID")), *((index,) if index is not None else _image_sources(item)))


def _is_about_task(item: ReplyItem, task_uuid: UUID) -> bool:
    named = item.get("taskUUID")
    return named is None or _parse_uuid(named) == task_uuid


def _iter_error_objects(body: ReplyItem) -> Iterator[tuple[ReplyItem, bool]]:
    """Each error in the body, and whether it has the form of the API.

    In the older form ``error`` is an object, a list or a text, with ``taskUUID`` beside it. A text or code without a
    task UUID may come from a gateway.
    """
    yield from ((entry, True) for entry in _json_objects(body.get("errors")))
    told = body.get("error")
    beside = {name: body[name] for name in ("taskUUID", "taskType") if name in body}
    named = _parse_uuid(body.get("taskUUID")) is not None
    if isinstance(told, str):
        yield {**beside, "code": told, "message": body.get("message")}, named
    yield from (({**beside, **entry}, True) for entry in _json_objects(told))
    if told is True or ("code" in body and "data" not in body and "errors" not in body and not told):
        yield body, named


def _parse_error(entry: ReplyItem, status: int | None = None, *, has_api_form: bool = True) -> ApiError:
    code, message = _clean_name(entry.get("code")), _clean_text(entry.get("message"), _MAX_MESSAGE_CHARS)
    parameters = tuple(_parameter_names(entry.get("parameter")))
    task_uuid = _parse_uuid(entry.get("taskUUID"))
    named = _RUNWARE_CODE.fullmatch(code) is not None
    own = has_api_form and (named or task_uuid is not None)
    kind = classify_error(code, message, status=status, parameters=parameters)
    return ApiError(
        code=code or "unknown",
        error_class=_downgrade_untrusted(kind, is_from_api=own, has_api_code=named),
        message=message,
        task_uuid=task_uuid,
        task_type=_clean_name(entry.get("taskType")),
        result_key=_result_key(entry),
        parameters=parameters,
        is_from_api=own,
    )


def _downgrade_untrusted(kind: ErrorClass, *, is_from_api: bool, has_api_code: bool) -> ErrorClass:
    """The class, or SERVER if the source is not trusted with it; without a code, AUTH and QUOTA are never trusted."""
    trusted = is_from_api and (has_api_code or kind is ErrorClass.UNKNOWN)
    return kind if trusted or kind not in _TRUSTED_FROM_API_ONLY else ErrorClass.SERVER


def _parameter_names(parameter: object) -> Iterator[str]:
    """The names in an error's ``parameter``, which is a text or a list."""
    named = parameter if isinstance(parameter, list) else [parameter]
    yield from filter(None, map(_clean_name, named))


def _parse_item_error(item: ReplyItem) -> ApiError:
    told = item.get("error")
    nested = told if isinstance(told, dict) else {"code": told} if isinstance(told, str) else {}
    return _parse_error({**item, **nested})


def _merge_errors(told: Iterable[ApiError], seen: Iterable[ApiError]) -> tuple[ApiError, ...]:
    """Merge two lists of faults: the provider may report the same failure as an error and as a failed result."""
    keyed: dict[str, ApiError] = {}
    loose: tuple[list[ApiError], list[ApiError]] = ([], [])
    for place, faults in zip(loose, (told, seen), strict=True):
        for fault in faults:
            if fault.result_key is None:
                place.append(fault)
            else:
                keyed.setdefault(fault.result_key, fault)
    return (*keyed.values(), *max(loose, key=len))


def _severity_key(fault: ApiError) -> bool:
    return fault.error_class not in _MOST_SEVERE_CLASSES


def _is_failed(item: ReplyItem) -> bool:
    return item.get("status") == "error" or (bool(item.get("error")) and item.get("status") != "success")


def _is_finished(item: ReplyItem) -> bool:
    return item.get("status") == "success" or any(_image_sources(item))


def _image_sources(item: ReplyItem) -> tuple[str, str, str]:
    url = _NON_URL_CHARS.sub("", _clean_text(item.get("imageURL"), _MAX_URL_CHARS))
    return url, _clean_text(item.get("imageBase64Data")), _clean_text(item.get("imageDataURI"))


def _parse_result(item: ReplyItem, fallback: str) -> Result | None:
    url, base64_data, data_uri = _image_sources(item)
    if not (url or base64_data or data_uri):
        return None
    flagged = item.get("NSFWContent")
    return Result(
        image_uuid=_clean_name(item.get("imageUUID")) or _result_key(item) or fallback,
        url=url or None,
        base64_data=(not url and base64_data) or None,
        data_uri=(not url and not base64_data and data_uri) or None,
        seed=_parse_seed(item.get("seed")),
        nsfw=flagged if isinstance(flagged, bool) else {"true": True, "false": False}.get(_clean_text(flagged).lower()),
        cost=to_micro_dollars(item.get("cost")),
    )


def _result_key(entry: ReplyItem) -> str | None:
    return _result_index(entry) or _clean_name(entry.get("imageUUID")) or None


def _result_index(entry: ReplyItem) -> str | None:
    index = entry.get("resultIndex")
    if isinstance(index, str):
        return f"#{_clean_name(index)}"
    if isinstance(index, int) and not isinstance(index, bool) and abs(index) <= _MAX_RESULT_INDEX:
        return f"#{index}"
    return None


def _parse_seed(value: object) -> int | None:
    seed = _convert(int, value)
    return seed if seed is not None and abs(seed) <= _MAX_SEED else None


def _clean_name(value: object) -> str:
    return _clean_text(value, _MAX_NAME_CHARS)


def _clean_text(value: object, limit: int | None = None) -> str:
    return _UNSTORABLE_CHARS.sub("", value)[:limit] if isinstance(value, str) else ""


def _parse_uuid(value: object) -> UUID | None:
    return _convert(UUID, value) if isinstance(value, str) else None


def _parse_number(value: object) -> float | None:
    number = _convert(float, value)
    return number if number is not None and math.isfinite(number) else None


def _convert(kind: Callable[[Any], T], value: object) -> T | None:
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        return kind(value)
    except (ValueError, OverflowError):
        return None
