"""A clock that only tests advance."""


class ManualClock:
    """Seconds since the epoch; the value changes only when a test advances or sets it."""

    def __init__(self, now: float = 1_790_000_000.0) -> None:
        self.now = now

    def __call__(self) -> float:
        """Seconds since the epoch."""
        return self.now

    def advance(self, seconds: float) -> None:
        """Move the clock forward."""
        self.now += seconds
