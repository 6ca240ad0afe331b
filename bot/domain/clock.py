"""The type of clocks, and units of time."""

from collections.abc import Callable
from typing import Final

HOUR_SECONDS: Final = 3600
DAY_SECONDS: Final = 24 * 3600.0

Clock = Callable[[], float]
"""Returns seconds: since the epoch (wall clock), or since an arbitrary start (monotonic clock)."""
