"""Classifies failed requests to Discord; a circuit breaker for times in which Discord blocks this IP address."""

import logging
import math
from enum import StrEnum
from typing import Any, Final, NamedTuple

import aiohttp
import discord

from bot.domain.clock import (
    Clock,
)
from bot.errors import DiscordDown

log: Final = logging.getLogger(__name__)

UNREACHED: Final = (aiohttp.ClientError, OSError)
"""No response, so it is unknown whether the request was carried out; ``TimeoutError`` is a subclass of ``OSError``."""
FAILED: Final = (discord.DiscordException, *UNREACHED)
"""Discord refused the request, or did not answer it."""

BLOCKED_BY_AUTOMOD: Final = frozenset({200000, 200001, 240000})
CLOUDFLARE_BLOCK: Final = 40333
"""Discord's error code for an IP address that Cloudflare blocks; the request itself may be valid."""
_LATER: Final = frozenset({20016, 20022, 20028, 20029, 130000, CLOUDFLARE_BLOCK})
"""Discord's codes for slow mode, write limits, overload and the Cloudflare block: the request may succeed later."""
_TOO_LARGE: Final = 40005
_PAYLOAD_TOO_LARGE: Final = 413
_TOO_MANY_REQUESTS: Final = 429
_SERVER_ERROR: Final = 500

LONGEST_BELIEVED_SECONDS: Final = 3600.0
"""A longer ``retry_after`` is ignored as a mistake: Discord's own bans of an IP address end within the hour."""
LONGEST_PAUSE_SECONDS: Final = 600.0
"""Upper bound of a ``retry_after`` that is believed."""
FIRST_PAUSE_SECONDS: Final = 2.0
LONGEST_OWN_PAUSE_SECONDS: Final = 15.0
"""Upper bound of the exponential back-off where Discord sends no ``retry_after``."""
PROBE_SECONDS: Final = 2.0
"""How long the trial request of a half-open circuit has before another one may be sent."""
LOG_EVERY_SECONDS: Final = 60.0


class Cure(StrEnum):
    """What to do about a request that failed."""

    WAIT = "wait"  #: Discord cannot be reached or is overloaded: send the same request later
    SMALLER = "smaller"  #: the files are too large: send smaller ones
    WITHOUT_WORDS = "without words"  #: the server's AutoMod blocks the member's text: send it without
    NEXT_WAY = "next way"  #: a permanent refusal: try another channel or another token


class Diagnosis(NamedTuple):
    """The cure of a failed request.

    ``retry_after`` is in seconds, ``None`` where Discord named no time. ``everywhere`` tells that the failure is not
    about this request: all requests of this process would fail.
    """

    cure: Cure
    retry_after: float | None = None
    everywhere: bool = False


class OutageResponse(discord.HTTPException):
    """A response that tells of an outage or a rate limit, or that was not written by Discord's API at all.

    :mod:`bot.discord.rest_responses` raises it where discord.py would raise ``NotFound`` or ``Forbidden`` by the status alone.
    """

    def __init__(
        self, response: aiohttp.ClientResponse, data: Any, *, retry_after: float | None, everywhere: bool
    ) -> None:
        told = data if isinstance(data, dict) else {}
        super().__init__(response, {"message": str(told.get("message", ""))[:200], "code": 0})
        self.retry_after = retry_after
        self.everywhere = everywhere


def diagnose(error: BaseException) -> Diagnosis:
    """Classify an error of discord.py or of the network.

    Only JSON with a positive ``code`` is a decision of Discord's API. Everything else is an outage, whatever its
    status: a proxy in front of the API (Cloudflare) answers in HTML, in plain text, with nothing, or with its own JSON.

    ======================================== =============
    no answer, reset, timeout                wait
    status 500 and above                     wait
    status 429, in any form                  wait
    no code, or code 0, in HTML or JSON      wait
    40333 (Cloudflare), 130000 (overload)    wait
    20016, 20022, 20028, 20029 (slow down)   wait
    413, or 40005                            smaller
    200000, 200001, 240000 (AutoMod)         without words
    50083 (archived), 10008, 50001, 50027 …  next way
    any other code                           next way
    ======================================== =============
    """
    match error:
        case OutageResponse(status=status) if status != _PAYLOAD_TOO_LARGE:
            return Diagnosis(Cure.WAIT, error.retry_after, error.everywhere)
        case discord.RateLimited():
            return Diagnosis(Cure.WAIT, retry_after_seconds(error.retry_after))
        case discord.HTTPException():
            return _refusal(error)
        case _:
            return Diagnosis(Cure.WAIT)


def _refusal(error: discord.HTTPException) -> Diagnosis:
    code: object = error.code  # taken from the JSON by discord.py, so it may be of any type
    if error.status == _PAYLOAD_TOO_LARGE or code == _TOO_LARGE:
        return Diagnosis(Cure.SMALLER)
    known = isinstance(code, int) and not isinstance(code, bool) and code > 0
    if error.status >= _SERVER_ERROR or error.status == _TOO_MANY_REQUESTS or not known or code in _LATER:
        header = getattr(error.response, "headers", {}).get("Retry-After")
        return Diagnosis(Cure.WAIT, retry_after_seconds(header), everywhere=code == CLOUDFLARE_BLOCK)
    return Diagnosis(Cure.WITHOUT_WORDS if code in BLOCKED_BY_AUTOMOD else Cure.NEXT_WAY)


def retry_after_seconds(seconds: object) -> float | None:
    """Read a ``retry_after`` or ``Retry-After`` as seconds, bounded; ``None`` for anything implausible."""
    if not isinstance(seconds, int | float | str) or isinstance(seconds, bool):
        return None
    try:
        value = float(seconds)
    except (ValueError, OverflowError):
        return None
    if not math.isfinite(value) or not 0 <= value <= LONGEST_BELIEVED_SECONDS:
        return None
    return min(value, LONGEST_PAUSE_SECONDS)


def summary_of(error: BaseException) -> str:
    """``HTTP 503``, or the error's type where it has no status; nothing that was sent or received is in it."""
    status = getattr(error, "status", None)
    return type(error).__name__ if status is None else f"HTTP {status}"


class OutageLog:
    """Rate limiter for the log line about an outage: the first one passes, then one each minute."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._logged_at = -math.inf

    def take_turn(self) -> bool:
        """Return whether the line is to be logged now, and if so start the next minute."""
        now = self._clock()
        if 0 <= now - self._logged_at < LOG_EVERY_SECONDS:
            return False
        self._logged_at = now
        return True

    def reset(self) -> None:
        """Let the next line pass: the outage is over."""
        self._logged_at = -math.inf


class Circuit:
    """A circuit breaker for everything that this process sends to Discord for its jobs.

    It opens when a failure concerns all requests, because each further request prolongs a block (Discord bans an IP
    address after 10,000 refused requests in 10 minutes). When the pause is over it is half open: one trial request at
    a time. A failure of a single request, such as an error 500, is logged and leaves the circuit closed.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._open = False
        self._probing = False
        self._until = 0.0
        self._pause = FIRST_PAUSE_SECONDS
        self._outage_log = OutageLog(clock)

    def check(self) -> None:
        """Raise :class:`DiscordDown`, with the seconds to wait, while the circuit is open."""
        if not self._open:
            return
        # A clock that is set back must not keep the circuit open for longer than the longest pause.
        wait = min(self._until - self._clock(), LONGEST_PAUSE_SECONDS)
        if wait > 0:
            raise DiscordDown("Discord refuses this address right now.", retry_after=wait)
        self._until = self._clock() + PROBE_SECONDS
        self._probing = True

    def failed(self, error: BaseException) -> Diagnosis:
        """Record a failed request, and return what to do about it."""
        diagnosis = diagnose(error)
        if diagnosis.cure is Cure.WAIT:
            if diagnosis.everywhere:
                self._opened(diagnosis.retry_after)
            self._log_outage(error)
        return diagnosis

    def succeeded(self) -> None:
        """Record a successful request: close the circuit."""
        if self._open:
            log.info("Discord takes requests again", extra={"event": "discord_recovered"})
            self._outage_log.reset()
        self._open = self._probing = False
        self._pause = FIRST_PAUSE_SECONDS

    def _opened(self, retry_after: float | None) -> None:
        now = self._clock()
        if not self._open or self._probing:
            pause, self._pause = self._pause, min(2 * self._pause, LONGEST_OWN_PAUSE_SECONDS)
            self._until = now + (pause if retry_after is None else retry_after)
        else:  # this request was already on its way when another one opened the circuit
            self._until = max(self._until, now + (retry_after or 0.0))
        self._open, self._probing = True, False

    def _log_outage(self, error: BaseException) -> None:
        if self._outage_log.take_turn():
            log.warning(
                "Discord does not take what is sent (%s); it is sent again until it does",
                summary_of(error),
                extra={"event": "discord_outage"},
            )
