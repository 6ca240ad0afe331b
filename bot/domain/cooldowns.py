"""Pauses for members whose requests are refused again and again: short, growing, and soon forgotten."""

from math import floor
from typing import Final, NamedTuple

STRIKE_HALF_LIFE_SECONDS: Final = 3600.0
"""Seconds after which a refusal counts half."""
STRIKES_BEFORE_PAUSE: Final = 3
"""Refusals in some minutes, the last of which leads to a pause."""
FIRST_PAUSE_SECONDS: Final = 60.0
"""Seconds of the first pause; each further refusal doubles it."""
MAX_PAUSE_SECONDS: Final = 3600.0
_MAX_DOUBLINGS: Final = 10
"""How often at most; LONGEST comes before."""


class Strikes(NamedTuple):
    """A decaying count of a member's refusals: ``level`` as of ``updated_at``.

    ``paused_until`` is when their pause ends, 0 without one.
    """

    level: float = 0.0
    updated_at: float = 0.0
    paused_until: float = 0.0

    def decayed_level(self, now: float) -> float:
        """The level by now: what was long ago hardly counts."""
        return float(self.level * 0.5 ** (max(0.0, now - self.updated_at) / STRIKE_HALF_LIFE_SECONDS))

    def add_strike(self, now: float) -> "Strikes":
        """What one more refusal makes of it."""
        level = self.decayed_level(now) + 1
        over = (
            floor(level + 0.5) - STRIKES_BEFORE_PAUSE
        )  # to the nearest: a few minutes hardly make a refusal count less
        pause = 0.0 if over < 0 else min(MAX_PAUSE_SECONDS, FIRST_PAUSE_SECONDS * 2.0 ** min(over, _MAX_DOUBLINGS))
        return Strikes(level, now, max(self.paused_until, now + pause) if pause else self.paused_until)

    def remove_strike(self, now: float) -> "Strikes":
        """What is left once a refusal turned out to be wrong: no pause, and one refusal less."""
        return Strikes(max(0.0, self.decayed_level(now) - 1), now)
