"""Pauses for members whose requests are refused again and again: short, growing, and soon forgotten."""

from math import floor
from typing import Final, NamedTuple

HALF_LIFE: Final = 3600.0
"""Seconds after which a refusal counts half."""
PATIENCE: Final = 3
"""Refusals in some minutes, the last of which leads to a pause."""
FIRST: Final = 60.0
"""Seconds of the first pause; each further refusal doubles it."""
LONGEST: Final = 3600.0
_DOUBLED: Final = 10
"""How often at most; LONGEST comes before."""


class Strikes(NamedTuple):
    """How often somebody was refused of late, as it was at some time; ``until`` is when their pause ends, if any."""

    level: float = 0.0
    at: float = 0.0
    until: float = 0.0

    def now(self, now: float) -> float:
        """The level by now: what was long ago hardly counts."""
        return float(self.level * 0.5 ** (max(0.0, now - self.at) / HALF_LIFE))

    def struck(self, now: float) -> "Strikes":
        """What one more refusal makes of it."""
        level = self.now(now) + 1
        over = floor(level + 0.5) - PATIENCE  # to the nearest: a few minutes hardly make a refusal count less
        pause = 0.0 if over < 0 else min(LONGEST, FIRST * 2.0 ** min(over, _DOUBLED))
        return Strikes(level, now, max(self.until, now + pause) if pause else self.until)

    def forgiven(self, now: float) -> "Strikes":
        """What is left once a refusal turned out to be wrong: no pause, and one refusal less."""
        return Strikes(max(0.0, self.now(now) - 1), now)
