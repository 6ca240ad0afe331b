"""Classification of failed requests to Discord, and the circuit breaker for blocks of this IP address."""

from typing import Any

import aiohttp
import discord
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.discord.api_errors import (
    FIRST_PAUSE_SECONDS,
    LONGEST_BELIEVED_SECONDS,
    LONGEST_PAUSE_SECONDS,
    PROBE_SECONDS,
    Circuit,
    Cure,
    Diagnosis,
    OutageResponse,
    diagnose,
    retry_after_seconds,
)
from bot.errors import DiscordDown


class Response:
    """What discord.py reads of a response when it makes an error of it."""

    def __init__(self, status: int, **headers: str) -> None:
        self.status = status
        self.reason = "Because"
        self.headers = headers


def refusal(status: int, body: Any, **headers: str) -> discord.HTTPException:
    kind = {403: discord.Forbidden, 404: discord.NotFound}.get(status, discord.HTTPException)
    return kind(Response(status, **headers), body)  # type: ignore[arg-type]  # all that is read of it


def edge(status: int, retry_after: float | None = None) -> OutageResponse:
    response: Any = Response(status)
    return OutageResponse(response, "<html>", retry_after=retry_after, everywhere=True)


@pytest.mark.parametrize(
    ("error", "cure"),
    [
        (TimeoutError(), Cure.WAIT),
        (ConnectionResetError(), Cure.WAIT),
        (aiohttp.ServerDisconnectedError(), Cure.WAIT),
        (discord.RateLimited(3.0), Cure.WAIT),
        (refusal(500, {"message": "500: Internal Server Error", "code": 0}), Cure.WAIT),
        (refusal(503, ""), Cure.WAIT),
        (refusal(429, {"message": "You are being rate limited."}), Cure.WAIT),
        (refusal(400, "<html>"), Cure.WAIT),
        (refusal(401, {"message": "401: Unauthorized", "code": 0}), Cure.WAIT),
        (refusal(403, "<html>"), Cure.WAIT),
        (refusal(404, ""), Cure.WAIT),
        (refusal(403, {"error": "blocked"}), Cure.WAIT),
        (refusal(403, {"code": "50001"}), Cure.WAIT),
        (refusal(403, {"code": True}), Cure.WAIT),
        (refusal(403, {"message": "internal network error", "code": 40333}), Cure.WAIT),
        (refusal(503, {"message": "overloaded", "code": 130000}), Cure.WAIT),
        (refusal(400, {"message": "slow mode", "code": 20016}), Cure.WAIT),
        (edge(403), Cure.WAIT),
        (edge(404), Cure.WAIT),
        (edge(413), Cure.SMALLER),
        (refusal(413, "<html>"), Cure.SMALLER),
        (refusal(413, {"message": "Request entity too large", "code": 40005}), Cure.SMALLER),
        (refusal(400, {"message": "Request entity too large", "code": 40005}), Cure.SMALLER),
        (refusal(400, {"message": "Blocked", "code": 200000}), Cure.WITHOUT_WORDS),
        (refusal(400, {"message": "Blocked", "code": 240000}), Cure.WITHOUT_WORDS),
        (refusal(400, {"message": "Thread is archived", "code": 50083}), Cure.NEXT_WAY),
        (refusal(401, {"message": "Invalid Webhook Token", "code": 50027}), Cure.NEXT_WAY),
        (refusal(403, {"message": "Missing Access", "code": 50001}), Cure.NEXT_WAY),
        (refusal(404, {"message": "Unknown Message", "code": 10008}), Cure.NEXT_WAY),
        (refusal(418, {"message": "I am a teapot", "code": 987654}), Cure.NEXT_WAY),
    ],
)
def test_diagnose_trusts_only_a_positive_code(error: BaseException, cure: Cure) -> None:
    assert diagnose(error).cure is cure


def test_diagnose_reads_retry_after_from_the_header() -> None:
    assert diagnose(refusal(503, "", **{"Retry-After": "7"})) == Diagnosis(Cure.WAIT, 7.0)
    assert diagnose(edge(429, 9.0)) == Diagnosis(Cure.WAIT, 9.0, everywhere=True)


def test_a_cloudflare_block_concerns_all_requests() -> None:
    assert diagnose(refusal(403, {"message": "", "code": 40333})).everywhere
    assert not diagnose(refusal(500, "")).everywhere


@pytest.mark.parametrize(
    ("told", "believed"),
    [
        *((3, 3.0), (0.25, 0.25), ("12", 12.0), (" 1.5 ", 1.5), (0, 0.0), (1800, LONGEST_PAUSE_SECONDS)),
        *((-1, None), ("soon", None), ("", None), (None, None), ({}, None), ([1], None), (True, None)),
        *((float("nan"), None), (float("inf"), None), ("nan", None), (1e9, None), (10**400, None)),
    ],
)
def test_an_implausible_retry_after_is_ignored(told: object, believed: float | None) -> None:
    assert retry_after_seconds(told) == believed


@given(st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.lists(st.integers()))
def test_every_retry_after_is_bounded(told: object) -> None:
    believed = retry_after_seconds(told)
    assert believed is None or 0 <= believed <= LONGEST_PAUSE_SECONDS


def test_the_bounds_of_a_pause_keep_a_paid_picture_within_the_life_of_its_token() -> None:
    assert LONGEST_PAUSE_SECONDS <= 600
    assert LONGEST_BELIEVED_SECONDS <= 3600


class Clock:
    """A clock that a test sets."""

    now = 1000.0

    def __call__(self) -> float:
        return self.now


def waits(circuit: Circuit) -> float:
    with pytest.raises(DiscordDown) as down:
        circuit.check()
    assert down.value.retry_after is not None
    return down.value.retry_after


def test_the_circuit_stays_open_until_a_trial_request_succeeds() -> None:
    clock = Clock()
    circuit = Circuit(clock)
    circuit.check()
    for _ in range(50):  # all that was on its way
        circuit.failed(edge(403))
    assert waits(circuit) == FIRST_PAUSE_SECONDS
    clock.now += FIRST_PAUSE_SECONDS
    circuit.check()  # one finds out
    assert waits(circuit) == PROBE_SECONDS
    circuit.failed(edge(403))
    assert waits(circuit) == 2 * FIRST_PAUSE_SECONDS
    clock.now += 2 * FIRST_PAUSE_SECONDS
    circuit.check()
    circuit.succeeded()
    circuit.check()
    circuit.check()
    circuit.failed(edge(403))
    assert waits(circuit) == FIRST_PAUSE_SECONDS


def test_the_circuit_stays_open_for_the_retry_after() -> None:
    clock = Clock()
    circuit = Circuit(clock)
    circuit.failed(edge(429, 30.0))
    circuit.failed(edge(429, 20.0))
    assert waits(circuit) == 30.0
    clock.now -= 86_400  # a clock that is set back
    assert waits(circuit) <= LONGEST_PAUSE_SECONDS


def test_a_failure_of_one_request_leaves_the_circuit_closed() -> None:
    circuit = Circuit(Clock())
    for error in (refusal(500, ""), TimeoutError(), refusal(403, {"message": "", "code": 50001})):
        circuit.failed(error)
        circuit.check()


def test_an_outage_is_logged_once_a_minute(caplog: pytest.LogCaptureFixture) -> None:
    clock = Clock()
    circuit = Circuit(clock)
    for _ in range(20):
        circuit.failed(edge(403))
    assert [record.getMessage() for record in caplog.records] == [
        "Discord does not take what is sent (HTTP 403); it is sent again until it does"
    ]
    clock.now += 61
    circuit.failed(edge(403))
    assert len(caplog.records) == 2
