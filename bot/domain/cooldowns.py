"""Pauses for members whose requests are refused repeatedly: each is twice as long, and refusals decay."""

from math import floor
from typing import Final, NamedTuple

STRIKE_HALF_LIFE_SECONDS: Final = 3600.0
"""Half-life of a refusal: seconds after which it counts half."""
STRIKES_BEFORE_PAUSE: Final = 3
"""Refusals within a few minutes, the last of which starts the first pause."""
FIRST_PAUSE_SECONDS: Final = 60.0
"""Seconds of the first pause; each further refusal doubles it."""
MAX_PAUSE_SECONDS: Final = 3600.0
_MAX_DOUBLINGS: Final = 10  # avoids an overflow; MAX_PAUSE_SECONDS is reached earlier


class Strikes(NamedTuple):
    """A decaying count of a member's refusals: ``level`` at ``updated_at``. ``paused_until`` is 0 without a pause."""

    level: float = 0.0
    updated_at: float = 0.0
    paused_until: float = 0.0

    def decayed_level(self, now: float) -> float:
        """The level at this time."""
        return float(self.level * 0.5 ** (max(0.0, now - self.updated_at) / STRIKE_HALF_LIFE_SECONDS))

    def add_strike(self, now: float) -> "Strikes":
        """The strikes after one more refusal."""
        level = self.decayed_level(now) + 1
        over = floor(level + 0.5) - STRIKES_BEFORE_PAUSE  # rounded, so that a few minutes of decay do not matter
        pause = 0.0 if over < 0 else min(MAX_PAUSE_SECONDS, FIRST_PAUSE_SECONDS * 2.0 ** min(over, _MAX_DOUBLINGS))
        return Strikes(level, now, max(self.paused_until, now + pause) if pause else self.paused_until)

    def remove_strike(self, now: float) -> "Strikes":
        """The strikes after a refusal was found to be wrong: no pause, and one refusal less."""
        return Strikes(max(0.0, self.decayed_level(now) - 1), now)
