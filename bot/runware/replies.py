"""Reading what Runware answers: whatever the JSON holds, it becomes items, faults and progress, never a crash."""

import math
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
"""Our code for a result that is called a success but has no picture."""
_MOST_DOLLARS: Final = 1_000_000
_GRAVE: Final = (ErrorClass.AUTH, ErrorClass.QUOTA, ErrorClass.SAFETY)
"""What a member is told first of several errors."""

Item = Mapping[str, Any]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Reply:
    """One answer: its items, and its errors classified. ``readable`` is whether it has the form of an answer at all."""

    items: tuple[Item, ...] = ()
    faults: tuple[Fault, ...] = ()
    readable: bool = True
    status: int | None = None
    retry_after: float | None = None

    @property
    def gravest_first(self) -> list[Fault]:
        """The errors, with what a member is told first in front."""
        return sorted(self.faults, key=_gravity)


@dataclass(frozen=True, slots=True)
class Progress:
    """What has come of a task so far; every poll tells all of it again."""

    results: tuple[Result, ...] = ()
    failures: tuple[Fault, ...] = ()
    """One for each result that failed, the gravest first; one alone may stand for the whole task."""
    processing: bool = False
    """Whether a part of it was called unfinished."""
    lost: bool = False
    """Whether the provider does not find the task: it is too new, or too old."""

    @property
    def outcome(self) -> Outcome:
        """The pictures, and a code for each that failed; ``errors.classify`` finds the error of a code."""
        return Outcome(results=self.results, failures=tuple(fault.lasting_code for fault in self.failures))


def read(body: object, *, status: int | None = None, retry_after: float | None = None) -> Reply:
    """The answer in a decoded JSON body."""
    if not isinstance(body, dict):
        return Reply(readable=False, status=status, retry_after=retry_after)
    items = tuple(_objects(body.get("data")))
    told = [*_objects(body.get("errors")), *_errors(body)]
    return Reply(
        items=items,
        faults=tuple(_fault(entry, status) for entry in told),
        readable="data" in body or bool(told),
        status=status,
        retry_after=retry_after,
    )


def by_task(reply: Reply) -> dict[UUID, Reply]:
    """What an answer about several tasks tells of each, as an answer of its own; what names no task is nobody's."""
    items: defaultdict[UUID | None, list[Item]] = defaultdict(list)
    faults: defaultdict[UUID | None, list[Fault]] = defaultdict(list)
    for item in reply.items:
        items[_uuid(item.get("taskUUID"))].append(item)
    for fault in reply.faults:
        faults[fault.task_uuid].append(fault)
    named = [task for task in items.keys() | faults.keys() if task is not None]
    return {task: replace(reply, items=tuple(items[task]), faults=tuple(faults[task])) for task in named}


def progress(reply: Reply, task_uuid: UUID) -> Progress:
    """What the answer about one task tells of it; what names no task belongs to it too."""
    items = [item for item in reply.items if _about(item, task_uuid)]
    faults = [fault for fault in reply.faults if fault.task_uuid in {task_uuid, None}]
    results: dict[str, Result] = {}
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
            results.setdefault(_key(item) or result.image_uuid, result)
    failures = _merged([fault for fault in faults if not fault.lost], failed)
    return Progress(
        results=tuple(results.values()),
        failures=tuple(sorted(failures, key=_gravity)),
        processing=processing,
        lost=any(fault.lost for fault in faults),
    )


def recorded(reply: Reply, task_uuid: UUID) -> Progress | None:
    """The end that ``getTaskDetails`` tells, if it tells one.

    It holds the last reply to that UUID. After a task was sent twice this is the refusal of the second one, which says
    nothing about the first.
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
    """The account's US dollars, given as a number or inside an object; ``None`` where the reply does not tell."""
    for item in reply.items:
        told = item.get("balance")
        amount = _number(told.get("amount") if isinstance(told, dict) else told)
        if amount is not None:
            return amount
    return None


def uploaded(reply: Reply) -> str | None:
    """The UUID of the picture that was uploaded, where the reply tells it."""
    told = (_text(item.get("imageUUID")) for item in reply.items)
    return next(filter(None, told), None)


def micro_dollars(cost: object) -> int | None:
    """US dollars as the provider writes them, in whole micro-dollars; ``None`` for what is not a price."""
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
    """A stored answer, which may be the answer itself, in a list, or only its items."""
    stored = list(_objects(value))
    whole = next((entry for entry in stored if entry.keys() & {"data", "errors", "error"}), None)
    return {"data": stored} if whole is None else whole


def _about(item: Item, task_uuid: UUID) -> bool:
    named = item.get("taskUUID")
    return named is None or _uuid(named) == task_uuid


def _errors(body: Item) -> Iterator[Item]:
    """The older form: ``error`` as an object, a list or a text, its task named beside it."""
    told = body.get("error")
    beside = {name: body[name] for name in ("taskUUID", "taskType") if name in body}
    if isinstance(told, str):
        yield {**beside, "code": told, "message": body.get("message")}
    for entry in _objects(told):
        yield {**beside, **entry}
    if told is True or ("code" in body and "data" not in body and "errors" not in body and not told):
        yield body


def _fault(entry: Item, status: int | None = None) -> Fault:
    code, message = _text(entry.get("code")), _text(entry.get("message"))
    parameters = tuple(_names(entry.get("parameter")))
    return Fault(
        code=code or "unknown",
        kind=class_of(code, message, status=status, parameters=parameters),
        message=message,
        task_uuid=_uuid(entry.get("taskUUID")),
        task_type=_text(entry.get("taskType")),
        key=_key(entry),
        parameters=parameters,
    )


def _names(parameter: object) -> Iterator[str]:
    """The parameter that an error names, or each of several."""
    named = parameter if isinstance(parameter, list) else [parameter]
    yield from (name for name in named if isinstance(name, str) and name)


def _item_fault(item: Item) -> Fault:
    told = item.get("error")
    nested = told if isinstance(told, dict) else {"code": told} if isinstance(told, str) else {}
    return _fault({**item, **nested})


def _merged(told: Iterable[Fault], seen: Iterable[Fault]) -> tuple[Fault, ...]:
    """One list of two: the provider may tell the same failure among the errors and among the results."""
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
    return _text(item.get("imageURL")), _text(item.get("imageBase64Data")), _text(item.get("imageDataURI"))


def _result(item: Item, fallback: str) -> Result | None:
    url, base64_data, data_uri = _media(item)
    if not (url or base64_data or data_uri):
        return None
    flagged = item.get("NSFWContent")
    return Result(
        image_uuid=_text(item.get("imageUUID")) or _key(item) or fallback,
        url=url or None,
        base64_data=(not url and base64_data) or None,
        data_uri=(not url and not base64_data and data_uri) or None,
        seed=_convert(int, item.get("seed")),
        nsfw=flagged if isinstance(flagged, bool) else {"true": True, "false": False}.get(_text(flagged).lower()),
        cost=micro_dollars(item.get("cost")),
    )


def _key(entry: Item) -> str | None:
    index = entry.get("resultIndex")
    if isinstance(index, int | str) and not isinstance(index, bool):
        return f"#{index}"
    return _text(entry.get("imageUUID")) or None


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


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
