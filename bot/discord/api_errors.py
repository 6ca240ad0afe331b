"""Classifies failed requests to Discord; a circuit breaker for times in which Discord blocks this IP address."""

import logging
import math
from enum import StrEnum
from http import HTTPStatus
from typing import Any, Final, NamedTuple

import aiohttp
import discord

from bot.domain.clock import Clock
from bot.errors import DiscordDown

log: Final = logging.getLogger(__name__)

NETWORK_ERRORS: Final = (aiohttp.ClientError, OSError)
"""No response, so it is unknown whether the request was carried out; ``TimeoutError`` is a subclass of ``OSError``."""
API_ERRORS: Final = (discord.DiscordException, *NETWORK_ERRORS)
"""Discord refused the request, or did not answer it."""

AUTOMOD_BLOCK_CODES: Final = frozenset({200000, 200001, 240000})
CLOUDFLARE_BLOCK_CODE: Final = 40333
"""Discord's error code for requests from an IP address that Cloudflare blocks; the request itself may be valid."""
_RETRY_LATER_CODES: Final = frozenset({20016, 20022, 20028, 20029, 130000, CLOUDFLARE_BLOCK_CODE})
"""Discord's codes for slow mode, write limits, overload and the Cloudflare block: the request may succeed later."""
_REQUEST_TOO_LARGE_CODE: Final = 40005

MAX_PLAUSIBLE_RETRY_AFTER_SECONDS: Final = 3600.0
"""A longer ``retry_after`` is ignored as an error: Discord's own bans of an IP address end within an hour."""
MAX_RETRY_AFTER_SECONDS: Final = 600.0
"""A plausible ``retry_after`` is reduced to this."""
FIRST_BACKOFF_SECONDS: Final = 2.0
MAX_BACKOFF_SECONDS: Final = 15.0
"""Upper bound of the exponential back-off where Discord sends no ``retry_after``."""
PROBE_TIMEOUT_SECONDS: Final = 2.0
"""Pause after the trial request of a half-open circuit before another one may be sent."""
OUTAGE_LOG_INTERVAL_SECONDS: Final = 60.0


class Recovery(StrEnum):
    """What a caller does about a failed request."""

    RETRY_LATER = "retry later"  #: Discord cannot be reached or is overloaded: send the same request later
    SHRINK_FILES = "shrink files"  #: the files are too large: send smaller ones
    OMIT_USER_TEXT = "omit user text"  #: the server's AutoMod blocks the member's text: send the message without it
    NEXT_ROUTE = "next route"  #: a permanent refusal: try another channel or another token


class ErrorDiagnosis(NamedTuple):
    """The classification of a failed request.

    ``retry_after`` is in seconds, ``None`` where Discord named no time. ``affects_all_requests`` means that the failure
    does not depend on this request: all requests of this process would fail.
    """

    recovery: Recovery
    retry_after: float | None = None
    affects_all_requests: bool = False


class OutageResponse(discord.HTTPException):
    """A response that signals an outage or a rate limit, or that does not come from Discord's API.

    :mod:`bot.discord.rest_responses` raises it where discord.py would raise ``NotFound`` or ``Forbidden`` by the
    status alone.
    """

    def __init__(
        self, response: aiohttp.ClientResponse, data: Any, *, retry_after: float | None, affects_all_requests: bool
    ) -> None:
        message = data.get("message", "") if isinstance(data, dict) else ""
        super().__init__(response, {"message": str(message)[:200], "code": 0})
        self.retry_after = retry_after
        self.affects_all_requests = affects_all_requests


def diagnose_error(error: BaseException) -> ErrorDiagnosis:
    """Classify an error of discord.py or of the network.

    Only JSON with a positive ``code`` is a decision of Discord's API. Everything else is an outage, whatever its
    status: a proxy in front of the API (Cloudflare) answers with HTML, plain text, an empty body, or its own JSON.

    ======================================== ==============
    no response, reset, timeout              RETRY_LATER
    status 500 and above                     RETRY_LATER
    status 429, in any form                  RETRY_LATER
    no code, or code 0, in HTML or JSON      RETRY_LATER
    40333 (Cloudflare), 130000 (overload)    RETRY_LATER
    20016, 20022, 20028, 20029 (slow down)   RETRY_LATER
    status 413, or 40005                     SHRINK_FILES
    200000, 200001, 240000 (AutoMod)         OMIT_USER_TEXT
    50083 (archived), 10008, 50001, 50027 …  NEXT_ROUTE
    any other code                           NEXT_ROUTE
    ======================================== ==============
    """
    match error:
        case OutageResponse(status=status) if status != HTTPStatus.REQUEST_ENTITY_TOO_LARGE:
            return ErrorDiagnosis(Recovery.RETRY_LATER, error.retry_after, error.affects_all_requests)
        case discord.RateLimited():
            return ErrorDiagnosis(Recovery.RETRY_LATER, parse_retry_after_seconds(error.retry_after))
        case discord.HTTPException():
            return _diagnose_http_error(error)
        case _:
            return ErrorDiagnosis(Recovery.RETRY_LATER)


def _diagnose_http_error(error: discord.HTTPException) -> ErrorDiagnosis:
    code: object = error.code  # discord.py copies it from the JSON unchecked, so it may be of any type
    if error.status == HTTPStatus.REQUEST_ENTITY_TOO_LARGE or code == _REQUEST_TOO_LARGE_CODE:
        return ErrorDiagnosis(Recovery.SHRINK_FILES)
    is_api_code = isinstance(code, int) and not isinstance(code, bool) and code > 0
    if (
        error.status >= HTTPStatus.INTERNAL_SERVER_ERROR
        or error.status == HTTPStatus.TOO_MANY_REQUESTS
        or not is_api_code
        or code in _RETRY_LATER_CODES
    ):
        header = getattr(error.response, "headers", {}).get("Retry-After")
        return ErrorDiagnosis(
            Recovery.RETRY_LATER, parse_retry_after_seconds(header), affects_all_requests=code == CLOUDFLARE_BLOCK_CODE
        )
    return ErrorDiagnosis(Recovery.OMIT_USER_TEXT if code in AUTOMOD_BLOCK_CODES else Recovery.NEXT_ROUTE)


def parse_retry_after_seconds(seconds: object) -> float | None:
    """Read a ``retry_after`` or ``Retry-After`` as seconds with an upper bound; ``None`` for an implausible value."""
    if not isinstance(seconds, int | float | str) or isinstance(seconds, bool):
        return None
    try:
        value = float(seconds)
    except (ValueError, OverflowError):
        return None
    if not math.isfinite(value) or not 0 <= value <= MAX_PLAUSIBLE_RETRY_AFTER_SECONDS:
        return None
    return min(value, MAX_RETRY_AFTER_SECONDS)


def error_summary(error: BaseException) -> str:
    """``HTTP 503``, or the error's type where it has no status; contains nothing that was sent or received."""
    status = getattr(error, "status", None)
    return type(error).__name__ if status is None else f"HTTP {status}"


class OutageLogLimiter:
    """Rate limiter for log lines about an outage: the first one passes, then one a minute."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._logged_at = -math.inf

    def try_acquire(self) -> bool:
        """Return whether the line may be logged now, and if so start the next minute."""
        now = self._clock()
        if 0 <= now - self._logged_at < OUTAGE_LOG_INTERVAL_SECONDS:
            return False
        self._logged_at = now
        return True

    def reset(self) -> None:
        """Let the next line pass: the outage is over."""
        self._logged_at = -math.inf


class DiscordCircuitBreaker:
    """Circuit breaker for everything that this process sends to Discord for its jobs.

    It opens when a failure concerns all requests, because each further request prolongs a block (Discord bans an IP
    address after 10,000 refused requests in 10 minutes). After the pause it is half-open: one trial request at a time
    is let through. A failure of a single request, such as status 500, is logged and leaves the circuit closed.

    :class:`bot.domain.rate_limits.CircuitBreaker` cannot replace it: here Discord's ``Retry-After`` sets the pause, a
    trial without a response times out, and failures of requests that were sent earlier are not failed trials.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._is_open = False
        self._is_probing = False
        self._open_until = 0.0
        self._backoff_seconds = FIRST_BACKOFF_SECONDS
        self._outage_log = OutageLogLimiter(clock)

    def check(self) -> None:
        """Raise :class:`DiscordDown`, with the seconds to wait, while the circuit is open."""
        if not self._is_open:
            return
        # A clock that is set back must not keep the circuit open longer than the longest pause.
        wait = min(self._open_until - self._clock(), MAX_RETRY_AFTER_SECONDS)
        if wait > 0:
            raise DiscordDown("Discord refuses this address right now.", retry_after=wait)
        self._open_until = self._clock() + PROBE_TIMEOUT_SECONDS
        self._is_probing = True

    def record_failure(self, error: BaseException) -> ErrorDiagnosis:
        """Record a failed request, and return what to do about it."""
        diagnosis = diagnose_error(error)
        if diagnosis.recovery is Recovery.RETRY_LATER:
            if diagnosis.affects_all_requests:
                self._trip(diagnosis.retry_after)
            self._log_outage(error)
        return diagnosis

    def record_success(self) -> None:
        """Record a successful request: close the circuit."""
        if self._is_open:
            log.info("Discord takes requests again", extra={"event": "discord_recovered"})
            self._outage_log.reset()
        self._is_open = self._is_probing = False
        self._backoff_seconds = FIRST_BACKOFF_SECONDS

    def _trip(self, retry_after: float | None) -> None:
        now = self._clock()
        if not self._is_open or self._is_probing:
            pause, self._backoff_seconds = self._backoff_seconds, min(2 * self._backoff_seconds, MAX_BACKOFF_SECONDS)
            self._open_until = now + (pause if retry_after is None else retry_after)
        else:  # this request was sent before another one opened the circuit
            self._open_until = max(self._open_until, now + (retry_after or 0.0))
        self._is_open, self._is_probing = True, False

    def _log_outage(self, error: BaseException) -> None:
        if self._outage_log.try_acquire():
            log.warning(
                "Discord does not take what is sent (%s); it is sent again until it does",
                error_summary(error),
                extra={"event": "discord_outage"},
            )
