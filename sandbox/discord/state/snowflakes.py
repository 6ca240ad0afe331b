"""Snowflakes: Discord's unique, increasing 64-bit ids, which contain their creation time."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Final

DISCORD_EPOCH_MILLISECONDS: Final = 1_420_070_400_000
"""Milliseconds from 1970 to Discord's epoch, 2015-01-01."""


class SnowflakeGenerator:
    """Generates ids; ``clock`` returns seconds since 1970."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._last_id = 0
        self._made_count = 0

    def __call__(self, *, seconds_ago: float = 0) -> str:
        """Generate an id; ``seconds_ago`` dates it back."""
        milliseconds = int((self._clock() - seconds_ago) * 1000) - DISCORD_EPOCH_MILLISECONDS
        self._made_count += 1
        if seconds_ago:
            return str((milliseconds << 22) + self._made_count)
        self._last_id = max(milliseconds << 22, self._last_id + 1)
        return str(self._last_id)


def format_timestamp(seconds: float) -> str:
    """Seconds since 1970 as an ISO 8601 timestamp."""
    return datetime.fromtimestamp(seconds, UTC).isoformat()
