"""Classifies failed requests to Discord, and stops requests while Discord blocks this IP address."""

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
"""Exceptions for a request without a response, which Discord may or may not have executed.

They include ``TimeoutError``, a subclass of ``OSError``.
"""
REQUEST_ERRORS: Final = (discord.DiscordException, *NETWORK_ERRORS)
"""Exceptions for a request that Discord refused or did not respond to."""

AUTOMOD_BLOCK_CODES: Final = frozenset({200000, 200001, 240000})
CLOUDFLARE_BLOCK_CODE: Final = 40333
"""Discord's error code for requests from an IP address that Cloudflare blocks; the request itself may be valid."""
_RETRY_LATER_CODES: Final = frozenset({20016, 20022, 20028, 20029, 130000, CLOUDFLARE_BLOCK_CODE})
"""Discord's codes for slow mode, write limits, overload and the Cloudflare block: the request may succeed later."""
_REQUEST_TOO_LARGE_CODE: Final = 40005

MAX_PLAUSIBLE_RETRY_AFTER_SECONDS: Final = 3600.0
"""A longer ``retry_after`` is ignored as implausible: Discord's own bans of an IP address end within an hour."""
MAX_RETRY_AFTER_SECONDS: Final = 600.0
"""A plausible ``retry_after`` is reduced to this."""
FIRST_BACKOFF_SECONDS: Final = 2.0
MAX_BACKOFF_SECONDS: Final = 15.0
"""Upper bound of the exponential back-off where Discord sends no ``retry_after``."""
TRIAL_TIMEOUT_SECONDS: Final = 2.0
"""Seconds after which a trial request without a response counts as lost, and the next one may be sent."""
OUTAGE_LOG_INTERVAL_SECONDS: Final = 60.0


class Recovery(StrEnum):
    """What a caller does about a failed request."""

    RETRY_LATER = "retry later"
    """No response, status 429 or 500 and above, a code of ``_RETRY_LATER_CODES``, or no JSON with a positive code: a
    proxy in front of the API (Cloudflare) answers with HTML, plain text, an empty body, or its own JSON."""
    SHRINK_FILES = "shrink files"
    """Status 413 or code 40005: send smaller files."""
    OMIT_USER_TEXT = "omit user text"
    """A code of :data:`AUTOMOD_BLOCK_CODES`: send the message without the member's text."""
    NEXT_ROUTE = "next route"
    """Any other code, a permanent refusal (10008, 50001, 50027, 50083 …): try another channel or another token."""


class ErrorDiagnosis(NamedTuple):
    """The classification of a failed request."""

    recovery: Recovery
    retry_after: float | None = None
    """The pause in seconds that Discord named, if any."""
    affects_all_requests: bool = False
    """Whether the failure does not depend on this request, so that all requests of this process would fail."""


class OutageResponse(discord.HTTPException):
    """A response that signals an outage or a rate limit, or that does not come from Discord's API.

    :mod:`bot.discord.rest_responses` raises it; discord.py would look at the status only (``NotFound``, ``Forbidden``).
    """

    def __init__(
        self, response: aiohttp.ClientResponse, data: Any, *, retry_after: float | None, affects_all_requests: bool
    ) -> None:
        message = data.get("message", "") if isinstance(data, dict) else ""
        super().__init__(response, {"message": str(message)[:200], "code": 0})
        self.retry_after = retry_after
        self.affects_all_requests = affects_all_requests


def diagnose_error(error: BaseException) -> ErrorDiagnosis:
    """Classify an error of discord.py or of the network."""
    match error:
        case OutageResponse() if error.status != HTTPStatus.REQUEST_ENTITY_TOO_LARGE:
            return ErrorDiagnosis(Recovery.RETRY_LATER, error.retry_after, error.affects_all_requests)
        case discord.RateLimited():
            return ErrorDiagnosis(Recovery.RETRY_LATER, parse_retry_after_seconds(error.retry_after))
        case discord.HTTPException():
            return _diagnose_http_error(error)
        case _:
            return ErrorDiagnosis(Recovery.RETRY_LATER)


def _diagnose_http_error(error: discord.HTTPException) -> ErrorDiagnosis:
    code: object = error.code  # discord.py copies it from the JSON without a check of its type
    if error.status == HTTPStatus.REQUEST_ENTITY_TOO_LARGE or code == _REQUEST_TOO_LARGE_CODE:
        return ErrorDiagnosis(Recovery.SHRINK_FILES)
    is_api_code = isinstance(code, int) and not isinstance(code, bool) and code > 0
    is_outage = error.status >= HTTPStatus.INTERNAL_SERVER_ERROR or error.status == HTTPStatus.TOO_MANY_REQUESTS
    if is_outage or not is_api_code or code in _RETRY_LATER_CODES:
        retry_after = parse_retry_after_seconds(getattr(error.response, "headers", {}).get("Retry-After"))
        return ErrorDiagnosis(Recovery.RETRY_LATER, retry_after, code == CLOUDFLARE_BLOCK_CODE)
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
    """``HTTP 503``, or the error's type if it has no status; contains no sent or received content."""
    status = getattr(error, "status", None)
    return type(error).__name__ if status is None else f"HTTP {status}"


class OutageLogLimiter:
    """Rate limiter for log lines about an outage: the first line passes, then one a minute."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._logged_at = -math.inf

    def try_acquire(self) -> bool:
        """Return whether a line may be logged now, and if so start the next minute."""
        now = self._clock()
        if 0 <= now - self._logged_at < OUTAGE_LOG_INTERVAL_SECONDS:
            return False
        self._logged_at = now
        return True

    def reset(self) -> None:
        """Let the next line pass: the outage is over."""
        self._logged_at = -math.inf


class DiscordCircuitBreaker:
    """Circuit breaker for the requests to Discord that this process sends for its jobs; all senders share it.

    It opens when a failure affects all requests, because each further request prolongs a block (Discord bans an IP
    address after 10,000 refused requests in 10 minutes). After the pause it is half-open and passes one trial request
    at a time. A failure of a single request, such as status 500, is logged and leaves the circuit closed.

    :class:`bot.domain.rate_limits.CircuitBreaker` cannot replace it: here Discord's ``Retry-After`` sets the pause, a
    trial without a response times out, and failures of requests that were sent earlier are not failed trials.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._is_open = False
        self._is_trial_running = False
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
        self._open_until = self._clock() + TRIAL_TIMEOUT_SECONDS
        self._is_trial_running = True

    def record_failure(self, error: BaseException) -> ErrorDiagnosis:
        """Record a failed request, and return its classification."""
        diagnosis = diagnose_error(error)
        if diagnosis.affects_all_requests:
            self._trip(diagnosis.retry_after)
        if diagnosis.recovery is Recovery.RETRY_LATER and self._outage_log.try_acquire():
            text = "Discord cannot be reached or limits requests (%s); most failed requests are retried later"
            log.warning(text, error_summary(error), extra={"event": "discord_outage"})
        return diagnosis

    def record_success(self) -> None:
        """Record a successful request: close the circuit."""
        if self._is_open:
            log.info("Discord accepts requests again", extra={"event": "discord_recovered"})
            self._outage_log.reset()
        self._is_open = self._is_trial_running = False
        self._backoff_seconds = FIRST_BACKOFF_SECONDS

    def _trip(self, retry_after: float | None) -> None:
        now = self._clock()
        if not self._is_open or self._is_trial_running:
            pause, self._backoff_seconds = self._backoff_seconds, min(2 * self._backoff_seconds, MAX_BACKOFF_SECONDS)
            self._open_until = now + (pause if retry_after is None else retry_after)
        else:  # this request was sent before another one opened the circuit
            self._open_until = max(self._open_until, now + (retry_after or 0.0))
        self._is_open, self._is_trial_running = True, False
