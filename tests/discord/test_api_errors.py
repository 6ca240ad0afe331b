"""Classification of failed requests to Discord, and the circuit breaker for blocks of this IP address."""

from typing import Any

import aiohttp
import discord
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.discord.api_errors import (
    FIRST_BACKOFF_SECONDS,
    MAX_PLAUSIBLE_RETRY_AFTER_SECONDS,
    MAX_RETRY_AFTER_SECONDS,
    TRIAL_TIMEOUT_SECONDS,
    DiscordCircuitBreaker,
    ErrorDiagnosis,
    OutageResponse,
    Recovery,
    diagnose_error,
    parse_retry_after_seconds,
)
from bot.errors import DiscordDown


class FakeResponse:
    """The parts of a response that discord.py reads to build an exception."""

    def __init__(self, status: int, **headers: str) -> None:
        self.status = status
        self.reason = "Because"
        self.headers = headers


def http_exception(status: int, body: Any, **headers: str) -> discord.HTTPException:
    kind = {403: discord.Forbidden, 404: discord.NotFound}.get(status, discord.HTTPException)
    return kind(FakeResponse(status, **headers), body)  # type: ignore[arg-type]  # has all attributes that are read


def outage_response(status: int, retry_after: float | None = None) -> OutageResponse:
    response: Any = FakeResponse(status)
    return OutageResponse(response, "<html>", retry_after=retry_after, affects_all_requests=True)


@pytest.mark.parametrize(
    ("error", "cure"),
    [
        (TimeoutError(), Recovery.RETRY_LATER),
        (ConnectionResetError(), Recovery.RETRY_LATER),
        (aiohttp.ServerDisconnectedError(), Recovery.RETRY_LATER),
        (discord.RateLimited(3.0), Recovery.RETRY_LATER),
        (http_exception(500, {"message": "500: Internal Server Error", "code": 0}), Recovery.RETRY_LATER),
        (http_exception(503, ""), Recovery.RETRY_LATER),
        (http_exception(429, {"message": "You are being rate limited."}), Recovery.RETRY_LATER),
        (http_exception(400, "<html>"), Recovery.RETRY_LATER),
        (http_exception(401, {"message": "401: Unauthorized", "code": 0}), Recovery.RETRY_LATER),
        (http_exception(403, "<html>"), Recovery.RETRY_LATER),
        (http_exception(404, ""), Recovery.RETRY_LATER),
        (http_exception(403, {"error": "blocked"}), Recovery.RETRY_LATER),
        (http_exception(403, {"code": "50001"}), Recovery.RETRY_LATER),
        (http_exception(403, {"code": True}), Recovery.RETRY_LATER),
        (http_exception(403, {"message": "internal network error", "code": 40333}), Recovery.RETRY_LATER),
        (http_exception(503, {"message": "overloaded", "code": 130000}), Recovery.RETRY_LATER),
        (http_exception(400, {"message": "slow mode", "code": 20016}), Recovery.RETRY_LATER),
        (outage_response(403), Recovery.RETRY_LATER),
        (outage_response(404), Recovery.RETRY_LATER),
        (outage_response(413), Recovery.SHRINK_FILES),
        (http_exception(413, "<html>"), Recovery.SHRINK_FILES),
        (http_exception(413, {"message": "Request entity too large", "code": 40005}), Recovery.SHRINK_FILES),
        (http_exception(400, {"message": "Request entity too large", "code": 40005}), Recovery.SHRINK_FILES),
        (http_exception(400, {"message": "Blocked", "code": 200000}), Recovery.OMIT_USER_TEXT),
        (http_exception(400, {"message": "Blocked", "code": 240000}), Recovery.OMIT_USER_TEXT),
        (http_exception(400, {"message": "Thread is archived", "code": 50083}), Recovery.NEXT_ROUTE),
        (http_exception(401, {"message": "Invalid Webhook Token", "code": 50027}), Recovery.NEXT_ROUTE),
        (http_exception(403, {"message": "Missing Access", "code": 50001}), Recovery.NEXT_ROUTE),
        (http_exception(404, {"message": "Unknown Message", "code": 10008}), Recovery.NEXT_ROUTE),
        (http_exception(418, {"message": "I am a teapot", "code": 987654}), Recovery.NEXT_ROUTE),
    ],
)
def test_diagnose_trusts_only_a_positive_code(error: BaseException, cure: Recovery) -> None:
    assert diagnose_error(error).recovery is cure


def test_diagnose_reads_retry_after_from_the_header() -> None:
    assert diagnose_error(http_exception(503, "", **{"Retry-After": "7"})) == ErrorDiagnosis(Recovery.RETRY_LATER, 7.0)
    assert diagnose_error(outage_response(429, 9.0)) == ErrorDiagnosis(
        Recovery.RETRY_LATER, 9.0, affects_all_requests=True
    )


def test_cloudflare_block_affects_all_requests() -> None:
    assert diagnose_error(http_exception(403, {"message": "", "code": 40333})).affects_all_requests
    assert not diagnose_error(http_exception(500, "")).affects_all_requests


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        *((3, 3.0), (0.25, 0.25), ("12", 12.0), (" 1.5 ", 1.5), (0, 0.0), (1800, MAX_RETRY_AFTER_SECONDS)),
        *((-1, None), ("soon", None), ("", None), (None, None), ({}, None), ([1], None), (True, None)),
        *((float("nan"), None), (float("inf"), None), ("nan", None), (1e9, None), (10**400, None)),
    ],
)
def test_an_implausible_retry_after_is_ignored(header: object, expected: float | None) -> None:
    assert parse_retry_after_seconds(header) == expected


@given(st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.lists(st.integers()))
def test_every_retry_after_is_bounded(header: object) -> None:
    seconds = parse_retry_after_seconds(header)
    assert seconds is None or 0 <= seconds <= MAX_RETRY_AFTER_SECONDS


def test_retry_after_bounds_fit_into_the_token_lifetime() -> None:
    assert MAX_RETRY_AFTER_SECONDS <= 600
    assert MAX_PLAUSIBLE_RETRY_AFTER_SECONDS <= 3600


class FakeClock:
    """A clock whose time a test sets."""

    now = 1000.0

    def __call__(self) -> float:
        return self.now


def waits(circuit: DiscordCircuitBreaker) -> float:
    with pytest.raises(DiscordDown) as down:
        circuit.check()
    assert down.value.retry_after is not None
    return down.value.retry_after


def test_the_circuit_stays_open_until_a_trial_request_succeeds() -> None:
    clock = FakeClock()
    circuit = DiscordCircuitBreaker(clock)
    circuit.check()
    for _ in range(50):  # requests that were sent before the first failure
        circuit.record_failure(outage_response(403))
    assert waits(circuit) == FIRST_BACKOFF_SECONDS
    clock.now += FIRST_BACKOFF_SECONDS
    circuit.check()  # the trial request
    assert waits(circuit) == TRIAL_TIMEOUT_SECONDS
    circuit.record_failure(outage_response(403))
    assert waits(circuit) == 2 * FIRST_BACKOFF_SECONDS
    clock.now += 2 * FIRST_BACKOFF_SECONDS
    circuit.check()
    circuit.record_success()
    circuit.check()
    circuit.check()
    circuit.record_failure(outage_response(403))
    assert waits(circuit) == FIRST_BACKOFF_SECONDS


def test_the_circuit_stays_open_for_the_retry_after() -> None:
    clock = FakeClock()
    circuit = DiscordCircuitBreaker(clock)
    circuit.record_failure(outage_response(429, 30.0))
    circuit.record_failure(outage_response(429, 20.0))
    assert waits(circuit) == 30.0
    clock.now -= 86_400  # a clock that is set back
    assert waits(circuit) <= MAX_RETRY_AFTER_SECONDS


def test_failure_of_a_single_request_leaves_the_circuit_closed() -> None:
    circuit = DiscordCircuitBreaker(FakeClock())
    for error in (http_exception(500, ""), TimeoutError(), http_exception(403, {"message": "", "code": 50001})):
        circuit.record_failure(error)
        circuit.check()


def test_an_outage_is_logged_once_a_minute(caplog: pytest.LogCaptureFixture) -> None:
    clock = FakeClock()
    circuit = DiscordCircuitBreaker(clock)
    for _ in range(20):
        circuit.record_failure(outage_response(403))
    assert [record.getMessage() for record in caplog.records] == [
        "Discord cannot be reached or limits requests (HTTP 403); most failed requests are retried later"
    ]
    clock.now += 61
    circuit.record_failure(outage_response(403))
    assert len(caplog.records) == 2
