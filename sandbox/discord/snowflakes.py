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

    def __call__(self) -> str:
        """The next id."""
        milliseconds = int(self._clock() * 1000) - EPOCH
        self._last = max(milliseconds << 22, self._last + 1)
        return str(self._last)


def moment(seconds: float) -> str:
    """A time as Discord writes it."""
    return datetime.fromtimestamp(seconds, UTC).isoformat()
