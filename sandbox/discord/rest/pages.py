"""Pages of lists: the query parameters ``before``, ``after`` and ``limit``."""

from collections.abc import Callable, Sequence
from typing import NamedTuple, TypeVar

from sandbox.discord.errors import ApiError, ErrorCode, FieldError
from sandbox.discord.rest.pipeline import EndpointCall

T = TypeVar("T")
MAX_PAGE_SIZE = 100


class Page(NamedTuple):
    """Up to ``limit`` things older than ``before`` and newer than ``after``, which are ids."""

    limit: int
    before: int | None
    after: int | None
    newest_first: bool

    def select(self, things: Sequence[T], id_of: Callable[[T], str]) -> list[T]:
        """The page of ``things``, which must be sorted by id, oldest first.

        It begins at ``after``, and otherwise at the oldest thing; with ``newest_first`` and no ``after``, or with
        ``before`` alone, it ends at the newest one.
        """
        found = [
            thing
            for thing in things
            if (self.before is None or int(id_of(thing)) < self.before)
            and (self.after is None or int(id_of(thing)) > self.after)
        ]
        from_the_end = self.after is None and (self.newest_first or self.before is not None)
        page = found[-self.limit :] if from_the_end else found[: self.limit]
        return page[::-1] if self.newest_first else page


def parse_page(
    call: EndpointCall,
    *,
    default_limit: int = MAX_PAGE_SIZE,
    max_limit: int = MAX_PAGE_SIZE,
    newest_first: bool = False,
) -> Page:
    """The page that a request asks for; INVALID_FORM for what is no number, or a limit that is too high."""
    numbers = {name: _parse_number(call, name) for name in ("limit", "before", "after")}
    limit = default_limit if numbers["limit"] is None else numbers["limit"]
    if not 1 <= limit <= max_limit:
        message = f"int value should be between 1 and {max_limit}."
        raise ApiError(ErrorCode.INVALID_FORM, [FieldError(("limit",), "NUMBER_TYPE_MAX", message)])
    return Page(limit, numbers["before"], numbers["after"], newest_first)


def _parse_number(call: EndpointCall, name: str) -> int | None:
    text = call.request.query.get(name)
    if text is not None and not (text.isascii() and text.isdigit()):
        raise ApiError(ErrorCode.INVALID_FORM, [FieldError((name,), "NUMBER_TYPE_COERCE", "Not a number.")])
    return None if text is None else int(text)
