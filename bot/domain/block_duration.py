"""How long moderators can block a member."""

from enum import StrEnum
from typing import Final

DAY_SECONDS: Final = 24 * 3600.0


class BlockDuration(StrEnum):
    """The durations that moderators choose from; the value is the option's on Discord."""

    DAY = "1d"
    WEEK = "7d"
    MONTH = "30d"
    FOREVER = "ever"

    @property
    def label(self) -> str:
        """The duration as people read it."""
        if self is BlockDuration.FOREVER:
            return "forever"
        days = _DURATION_DAYS[self]
        return "1 day" if days == 1 else f"{days} days"

    def ends_at(self, now: float) -> float | None:
        """The end of a block that begins ``now`` (seconds since the epoch); ``None`` where it has none."""
        return None if self is BlockDuration.FOREVER else now + _DURATION_DAYS[self] * DAY_SECONDS


_DURATION_DAYS: Final = {BlockDuration.DAY: 1, BlockDuration.WEEK: 7, BlockDuration.MONTH: 30}
