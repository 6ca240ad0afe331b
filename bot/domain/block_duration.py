"""How long moderators can block a member."""

from enum import StrEnum
from typing import Final

from bot.domain.clock import DAY_SECONDS


class BlockDuration(StrEnum):
    """The durations that moderators choose from; the value is that of the option on Discord."""

    DAY = "1d"
    WEEK = "7d"
    MONTH = "30d"
    FOREVER = "ever"

    def ends_at(self, now: float) -> float | None:
        """The end of a block that begins ``now`` (seconds since the epoch); ``None`` if it is permanent."""
        return None if self is BlockDuration.FOREVER else now + _DURATION_DAYS[self] * DAY_SECONDS


_DURATION_DAYS: Final = {BlockDuration.DAY: 1, BlockDuration.WEEK: 7, BlockDuration.MONTH: 30}
