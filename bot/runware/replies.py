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

from bot.domain.catalog import MICROS_PER_DOLLAR
from bot.domain.job import Outcome, Result
from bot.runware.errors import ErrorClass, Fault, class_of

MISSING: Final = "providerResultMissing"
"""Our own code for a result with the status ``success`` but no picture."""
_MOST_DOLLARS: Final = 1_000_000
_MAX_INDEX: Final = 1_000_000
_MAX_SEED: Final = 2**63 - 1
"""The largest whole number that both databases hold."""
_MAX_DIGITS: Final = 300
"""Longer integers are parsed as floats: ``int()`` raises ValueError above 4300 digits."""
_MAX_NAME_CHARS: Final = 200
_MAX_MESSAGE_CHARS: Final = 2000
_MAX_URL_CHARS: Final = 8000
_UNWRITABLE: Final = re.compile("[\ud800-\udfff\x00]")
"""Characters that UTF-8 or a PostgreSQL text column cannot hold."""
_OUTSIDE_URL: Final = re.compile(r"[\x00-\x20\x7f]")
_OWN_CODE: Final = re.compile(r"[a-z][A-Za-z0-9]*")
"""The form of Runware's codes; ``403``, ``AccessDenied`` and ``ACCESS_DENIED`` are codes of proxies and gateways."""
_REFUSED_STATUS: Final = 300
_ONLY_OWN: Final = frozenset({ErrorClass.AUTH, ErrorClass.QUOTA, ErrorClass.UNKNOWN})
"""Classes that are believed from the API only: the first two stop all spending, the last one ends a request."""
_OF_STATUS: Final = frozenset({ErrorClass.RATE_LIMIT, ErrorClass.TIMEOUT})
_GRAVE: Final = (ErrorClass.AUTH, ErrorClass.QUOTA, ErrorClass.SAFETY)
"""Of several errors the member is shown one of these classes first."""

Item = Mapping[str, Any]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Reply:
    """One reply: its items and its classified errors. ``readable`` is whether it has the form of a Runware reply."""

    items: tuple[Item, ...] = ()
    faults: tuple[Fault, ...] = ()
    readable: bool = True
    status: int | None = None
    retry_after: float | None = None

    @property
    def gravest_first(self) -> list[Fault]:
        """The errors, sorted so that the one to show the member comes first."""
        return sorted(self.faults, key=_gravity)


@dataclass(frozen=True, slots=True)
class Progress:
    """The state of a task; every poll returns all of it."""

    results: tuple[Result, ...] = ()
    failures: tuple[Fault, ...] = ()
    """One for each failed result, the gravest first; a single one may stand for the whole task."""
    processing: bool = False
    """Whether a part of the task is still running."""
    lost: bool = False
    """Whether the provider does not find the task, because it is too new or too old."""

    @property
    def outcome(self) -> Outcome:
        """The results, and a code for each failure, which ``errors.classify`` turns into an error."""
        return Outcome(results=self.results, failures=tuple(fault.lasting_code for fault in self.failures))


def decoded(data: bytes | bytearray) -> object:
    """Decode a JSON body; ``None`` if it is not JSON. Invalid UTF-8 becomes U+FFFD."""
    try:
        return json.loads(data.decode("utf-8-sig", "replace"), parse_int=_whole)
    except (ValueError, RecursionError):
        return None


def read(body: object, *, status: int | None = None, retry_after: float | None = None) -> Reply:
    """Parse a decoded JSON body.

    With a successful status everything that can be parsed counts. With any other status only error objects in the form
    of the API do: anything else (HTML, text, nothing, other JSON) comes from a proxy and is a temporary server error.
    """
    told = body if isinstance(body, dict) else {}
    faults = [_fault(entry, status, in_form=in_form) for entry, in_form in _errors(told)]
    if status is not None and status >= _REFUSED_STATUS and not any(fault.own for fault in faults):
        faults = [_unexplained(status)]
    return Reply(
        items=tuple(_objects(told.get("data"))),
        faults=tuple(faults),
        readable="data" in told or bool(faults),
        status=status,
        retry_after=retry_after,
    )


def _unexplained(status: int) -> Fault:
    """The fault for a status without an error object of the API: a temporary failure of a proxy or gateway."""
    kind = class_of("", status=status)
    return Fault(f"http{status}", kind if kind in _OF_STATUS else ErrorClass.SERVER)


def _whole(digits: str) -> int | float:
    return int(digits) if len(digits) <= _MAX_DIGITS else float(digits)


def by_task(reply: Reply) -> dict[UUID, Reply]:
    """Split a batched reply into one reply for each task; items and faults without a task UUID are dropped."""
    items: defaultdict[UUID | None, list[Item]] = defaultdict(list)
    faults: defaultdict[UUID | None, list[Fault]] = defaultdict(list)
    for item in reply.items:
        items[_uuid(item.get("taskUUID"))].append(item)
    for fault in reply.faults:
        faults[fault.task_uuid].append(fault)
    named = [task for task in items.keys() | faults.keys() if task is not None]
    return {task: replace(reply, items=tuple(items[task]), faults=tuple(faults[task])) for task in named}


def progress(reply: Reply, task_uuid: UUID) -> Progress:
    """The progress of a task by a reply about it alone; items and faults without a task UUID belong to it too."""
    items = [item for item in reply.items if _about(item, task_uuid)]
    faults = [fault for fault in reply.faults if fault.task_uuid in {task_uuid, None}]
    results: dict[tuple[str | None, ...], Result] = {}
    failed: list[Fault] = []
    processing = False
    for item in items:
        if _failed(item):
            failed.append(_item_fault(item))
        elif not _terminal(item):
            processing = True
        elif (result := _result(item, f"{task_uuid}-{len(results)}")) is None:
            failed.append(Fault(MISSING, ErrorClass.PROVIDER, key=_key(item)))
        else:
            results.setdefault(_identity(item), result)
    failures = _merged([fault for fault in faults if not fault.lost], failed)
    return Progress(
        results=tuple(results.values()),
        failures=tuple(sorted(failures, key=_gravity)),
        processing=processing,
        lost=any(fault.lost for fault in faults),
    )


def recorded(reply: Reply, task_uuid: UUID) -> Progress | None:
    """How the task ended by a reply of ``getTaskDetails``; ``None`` if that does not tell.

    Runware stores the last reply to a task UUID. After a resubmission this is the conflict error of the second
    submission, which says nothing about the first.
    """
    for item in reply.items:
        stored = read(_envelope(item.get("response")))
        told = progress(stored, task_uuid)
        if any(fault.accepted for fault in stored.faults) or told.processing:
            return None
        if told.results or told.failures:
            return told
    return None


def balance(reply: Reply) -> float | None:
    """The account's balance in US dollars, a number or an object's ``amount``; ``None`` where there is none."""
    for item in reply.items:
        told = item.get("balance")
        amount = _number(told.get("amount") if isinstance(told, dict) else told)
        if amount is not None:
            return amount
    return None


def uploaded(reply: Reply) -> str | None:
    """The UUID of the uploaded picture; ``None`` where the reply has none."""
    told = (_name(item.get("imageUUID")) for item in reply.items)
    return next(filter(None, told), None)


def micro_dollars(cost: object) -> int | None:
    """Convert US dollars to whole micro-dollars, rounded half up; ``None`` for anything that is no price."""
    if isinstance(cost, bool) or not isinstance(cost, int | float | str):
        return None
    try:
        dollars = Decimal(str(cost))
    except (InvalidOperation, ValueError):
        return None
    if not dollars.is_finite() or not 0 <= dollars <= _MOST_DOLLARS:
        return None
    return int((dollars * MICROS_PER_DOLLAR).to_integral_value(ROUND_HALF_UP))


def _objects(value: object) -> Iterator[Item]:
    if isinstance(value, dict):
        yield value
    elif isinstance(value, list):
        yield from (entry for entry in value if isinstance(entry, dict))


def _envelope(value: object) -> object:
    """Normalise a stored reply, which may be the reply itself, a list with it, or its items alone."""
    stored = list(_objects(value))
    whole = next((entry for entry in stored if entry.keys() & {"data", "errors", "error"}), None)
    return {"data": stored} if whole is None else whole


def _identity(item: Item) -> tuple[str | None, ...]:
    """A key that is equal for repetitions of one result, and different for different results of a task.

    ``imageUUID`` alone is not enough: Runware has sent two pictures with the same one. ``resultIndex`` is added where
    the item has it, otherwise the picture's URL or data.
    """
    index = _index(item)
    return (_name(item.get("imageUUID")), *((index,) if index is not None else _media(item)))


def _about(item: Item, task_uuid: UUID) -> bool:
    named = item.get("taskUUID")
    return named is None or _uuid(named) == task_uuid


def _errors(body: Item) -> Iterator[tuple[Item, bool]]:
    """Each error in the body, and whether it has the form of the API.

    In the older form ``error`` is an object, a list or a text, with ``taskUUID`` beside it. A text or code without a
    task UUID may come from a gateway.
    """
    yield from ((entry, True) for entry in _objects(body.get("errors")))
    told = body.get("error")
    beside = {name: body[name] for name in ("taskUUID", "taskType") if name in body}
    named = _uuid(body.get("taskUUID")) is not None
    if isinstance(told, str):
        yield {**beside, "code": told, "message": body.get("message")}, named
    yield from (({**beside, **entry}, True) for entry in _objects(told))
    if told is True or ("code" in body and "data" not in body and "errors" not in body and not told):
        yield body, named


def _fault(entry: Item, status: int | None = None, *, in_form: bool = True) -> Fault:
    code, message = _name(entry.get("code")), _text(entry.get("message"), _MAX_MESSAGE_CHARS)
    parameters = tuple(_names(entry.get("parameter")))
    task_uuid = _uuid(entry.get("taskUUID"))
    named = _OWN_CODE.fullmatch(code) is not None
    own = in_form and (named or task_uuid is not None)
    kind = class_of(code, message, status=status, parameters=parameters)
    return Fault(
        code=code or "unknown",
        kind=_trusted(kind, own=own, named=named),
        message=message,
        task_uuid=task_uuid,
        task_type=_name(entry.get("taskType")),
        key=_key(entry),
        parameters=parameters,
        own=own,
    )


def _trusted(kind: ErrorClass, *, own: bool, named: bool) -> ErrorClass:
    """The class, or SERVER if the source is not trusted with it; without a code, AUTH and QUOTA are never trusted."""
    trusted = own and (named or kind is ErrorClass.UNKNOWN)
    return kind if trusted or kind not in _ONLY_OWN else ErrorClass.SERVER


def _names(parameter: object) -> Iterator[str]:
    """The names in an error's ``parameter``, which is a text or a list."""
    named = parameter if isinstance(parameter, list) else [parameter]
    yield from filter(None, map(_name, named))


def _item_fault(item: Item) -> Fault:
    told = item.get("error")
    nested = told if isinstance(told, dict) else {"code": told} if isinstance(told, str) else {}
    return _fault({**item, **nested})


def _merged(told: Iterable[Fault], seen: Iterable[Fault]) -> tuple[Fault, ...]:
    """Merge two lists of faults: the provider may report the same failure as an error and as a failed result."""
    keyed: dict[str, Fault] = {}
    loose: tuple[list[Fault], list[Fault]] = ([], [])
    for place, faults in zip(loose, (told, seen), strict=True):
        for fault in faults:
            if fault.key is None:
                place.append(fault)
            else:
                keyed.setdefault(fault.key, fault)
    return (*keyed.values(), *max(loose, key=len))


def _gravity(fault: Fault) -> bool:
    return fault.kind not in _GRAVE


def _failed(item: Item) -> bool:
    return item.get("status") == "error" or (bool(item.get("error")) and item.get("status") != "success")


def _terminal(item: Item) -> bool:
    return item.get("status") == "success" or any(_media(item))


def _media(item: Item) -> tuple[str, str, str]:
    url = _OUTSIDE_URL.sub("", _text(item.get("imageURL"), _MAX_URL_CHARS))
    return url, _text(item.get("imageBase64Data")), _text(item.get("imageDataURI"))


def _result(item: Item, fallback: str) -> Result | None:
    url, base64_data, data_uri = _media(item)
    if not (url or base64_data or data_uri):
        return None
    flagged = item.get("NSFWContent")
    return Result(
        image_uuid=_name(item.get("imageUUID")) or _key(item) or fallback,
        url=url or None,
        base64_data=(not url and base64_data) or None,
        data_uri=(not url and not base64_data and data_uri) or None,
        seed=_seed(item.get("seed")),
        nsfw=flagged if isinstance(flagged, bool) else {"true": True, "false": False}.get(_text(flagged).lower()),
        cost=micro_dollars(item.get("cost")),
    )


def _key(entry: Item) -> str | None:
    return _index(entry) or _name(entry.get("imageUUID")) or None


def _index(entry: Item) -> str | None:
    index = entry.get("resultIndex")
    if isinstance(index, str):
        return f"#{_name(index)}"
    if isinstance(index, int) and not isinstance(index, bool) and abs(index) <= _MAX_INDEX:
        return f"#{index}"
    return None


def _seed(value: object) -> int | None:
    seed = _convert(int, value)
    return seed if seed is not None and abs(seed) <= _MAX_SEED else None


def _name(value: object) -> str:
    return _text(value, _MAX_NAME_CHARS)


def _text(value: object, limit: int | None = None) -> str:
    return _UNWRITABLE.sub("", value)[:limit] if isinstance(value, str) else ""


def _uuid(value: object) -> UUID | None:
    return _convert(UUID, value) if isinstance(value, str) else None


def _number(value: object) -> float | None:
    number = _convert(float, value)
    return number if number is not None and math.isfinite(number) else None


def _convert(kind: Callable[[Any], T], value: object) -> T | None:
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        return kind(value)
    except (ValueError, OverflowError):
        return None
