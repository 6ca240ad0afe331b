"""Rate limits with fixed windows: a number of requests in each window, then 429 until it ends.

Interaction webhooks: 5 requests in 2 seconds per token, as measured by others (discord-api-docs#2701); they are exempt
from the global limit of 50 per second, which covers requests with the bot's token (documentation, "Rate Limits").
"""

from collections.abc import Callable
from dataclasses import dataclass

from sandbox.discord.errors import Json
from sandbox.discord.state.bounded import BoundedDict


@dataclass(slots=True)
class RateLimitStatus:
    """The state of a limit after a request."""

    key: str
    limit: int
    remaining: int
    """Requests left in the window; negative if this request exceeded the limit."""
    reset_at: float
    reset_after: float

    @property
    def is_exceeded(self) -> bool:
        """Whether this request exceeded the limit."""
        return self.remaining < 0

    @property
    def headers(self) -> dict[str, str]:
        """The headers that Discord sends with every response of the bucket."""
        return {
            "X-RateLimit-Limit": str(self.limit),
            "X-RateLimit-Remaining": str(max(0, self.remaining)),
            "X-RateLimit-Reset": f"{self.reset_at:.3f}",
            "X-RateLimit-Reset-After": f"{self.reset_after:.3f}",
            "X-RateLimit-Bucket": self.key,
        }


class RateLimit:
    """``limit`` requests per ``window_seconds`` for each key."""

    def __init__(self, limit: int, window_seconds: float, clock: Callable[[], float]) -> None:
        self.limit = limit
        self._window_seconds = window_seconds
        self._clock = clock
        self._windows: BoundedDict[str, tuple[float, int]] = BoundedDict(50_000)

    def record_request(self, key: str) -> RateLimitStatus:
        """Count a request and return the state of its window."""
        now = self._clock()
        began, used = self._windows.get(key, (now, 0))
        if now - began >= self._window_seconds:
            began, used = now, 0
        self._windows[key] = (began, used + 1)
        ends = began + self._window_seconds
        return RateLimitStatus(key[-16:], self.limit, self.limit - used - 1, ends, max(0.0, ends - now))


def rate_limit_response(retry_after: float, *, is_global: bool) -> tuple[Json, dict[str, str]]:
    """Body and headers of a 429. Without ``Via``, discord.py mistakes it for a ban by Cloudflare."""
    body: Json = {"message": "You are being rate limited.", "retry_after": round(retry_after, 3), "global": is_global}
    headers = {"Via": "1.1 sandbox", "Retry-After": str(int(retry_after) + 1)}
    headers["X-RateLimit-Scope"] = "global" if is_global else "user"
    if is_global:
        headers["X-RateLimit-Global"] = "true"
    return body, headers
