"""How long a request takes, by what requests of its kind took of late."""

from bot.domain.durations import Durations, Estimate, spoken
from bot.domain.job import Job
from bot.domain.rate_limits import Throttle
from bot.storage.jobs import Place


class Forecast:
    """Estimates for waiting messages; silent where too little is known."""

    def __init__(self, durations: Durations, throttle: Throttle) -> None:
        self._durations = durations
        self._throttle = throttle

    def told(self, job: Job, place: Place | None) -> str | None:
        """The time until the pictures, in words; ``place`` is ``None`` while they are being drawn."""
        kind = job.request.kind
        if place is None:
            estimate = self._durations.estimate(kind)
            return None if estimate is None else spoken(estimate)
        seconds = self._durations.wait(kind, place.position + place.drawing - 1, max(1, self._throttle.limit))
        return None if seconds is None else spoken(Estimate(seconds, seconds))
