"""For how long moderators block somebody."""

from enum import StrEnum
from typing import Final

DAY: Final = 24 * 3600.0


class BlockTerm(StrEnum):
    """The terms that moderators choose from; the value is what Discord sends."""

    DAY = "1d"
    WEEK = "7d"
    MONTH = "30d"
    EVER = "ever"

    @property
    def label(self) -> str:
        """The term for people."""
        if self is BlockTerm.EVER:
            return "forever"
        days = _DAYS[self]
        return "1 day" if days == 1 else f"{days} days"

    def until(self, now: float) -> float | None:
        """When a block that begins now ends (seconds since the epoch); ``None`` is never."""
        return None if self is BlockTerm.EVER else now + _DAYS[self] * DAY


_DAYS: Final = {BlockTerm.DAY: 1, BlockTerm.WEEK: 7, BlockTerm.MONTH: 30}
