"""Parses Runware's replies: any JSON becomes items and classified errors, never an exception."""

from collections import defaultdict
from dataclasses import dataclass, replace
from http import HTTPStatus
from typing import Final
from uuid import UUID

from bot.runware.error_objects import error_for_status, parse_body_errors
from bot.runware.errors import ApiError
from bot.runware.json_values import JsonObject, clean_name, iter_objects, parse_number, parse_uuid

_MAX_BALANCE_DOLLARS: Final = 1e9


@dataclass(frozen=True, slots=True)
class Reply:
    """One reply: its items and its classified errors; ``is_readable`` is whether it has the form of a Runware reply."""

    items: tuple[JsonObject, ...] = ()
    errors: tuple[ApiError, ...] = ()
    is_readable: bool = True
    status: int | None = None
    retry_after: float | None = None


def parse_reply(body: object, *, status: int | None = None, retry_after: float | None = None) -> Reply:
    """Parse a decoded JSON body.

    With any status but success, only error objects in the form of the API count: anything else (HTML, text, an empty
    body, other JSON) comes from a proxy and is a temporary server error.
    """
    content = body if isinstance(body, dict) else {}
    errors = parse_body_errors(content, status)
    if status is not None and status >= HTTPStatus.MULTIPLE_CHOICES and not any(error.is_from_api for error in errors):
        errors = [error_for_status(status)]
    return Reply(
        items=tuple(iter_objects(content.get("data"))),
        errors=tuple(errors),
        is_readable="data" in content or bool(errors),
        status=status,
        retry_after=retry_after,
    )


def split_by_task(reply: Reply) -> dict[UUID, Reply]:
    """Split a batched reply into one reply for each task; items and errors without a task UUID are dropped."""
    items: defaultdict[UUID | None, list[JsonObject]] = defaultdict(list)
    errors: defaultdict[UUID | None, list[ApiError]] = defaultdict(list)
    for item in reply.items:
        items[parse_uuid(item.get("taskUUID"))].append(item)
    for error in reply.errors:
        errors[error.task_uuid].append(error)
    named = [task for task in items.keys() | errors.keys() if task is not None]
    return {task: replace(reply, items=tuple(items[task]), errors=tuple(errors[task])) for task in named}


def parse_balance(reply: Reply) -> float | None:
    """The account's balance in US dollars, a number or an object's ``amount``; ``None`` if there is none."""
    for item in reply.items:
        balance = item.get("balance")
        amount = parse_number(balance.get("amount") if isinstance(balance, dict) else balance)
        if amount is not None and abs(amount) <= _MAX_BALANCE_DOLLARS:
            return amount
    return None


def parse_uploaded_uuid(reply: Reply) -> str | None:
    """The UUID of the uploaded picture; ``None`` if the reply has none."""
    uuids = (clean_name(item.get("imageUUID")) for item in reply.items)
    return next(filter(None, uuids), None)
