"""Discord's ids: 64 bits that hold the time they were made, unique and growing."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Final

EPOCH: Final = 1_420_070_400_000
"""Milliseconds from 1970 to Discord's first second, 2015-01-01."""


class Snowflakes:
    """Makes ids; ``clock`` tells seconds since 1970."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._last = 0
        self._made = 0

    def __call__(self, *, long_ago: float = 0) -> str:
        """The next id; one of something that is ``long_ago`` seconds old is among the ids of that time."""
        milliseconds = int((self._clock() - long_ago) * 1000) - EPOCH
        self._made += 1
        if long_ago:
            return str((milliseconds << 22) + self._made)
        self._last = max(milliseconds << 22, self._last + 1)
        return str(self._last)


def moment(seconds: float) -> str:
    """A time as Discord writes it."""
    return datetime.fromtimestamp(seconds, UTC).isoformat()
