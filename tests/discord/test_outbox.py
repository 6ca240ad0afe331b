"""Messages are retried until Discord accepts them once; permanently refused messages are not retried."""

import asyncio
import logging
from typing import Any

import discord
import pytest

from bot.discord.api_errors import DiscordCircuitBreaker
from bot.discord.outbox import MAX_QUEUED_MESSAGES, MAX_RETRY_DELAY_SECONDS, Outbox
from tests.discord.test_api_errors import http_exception, outage_response
from tests.support.clock import ManualClock

DOWN: list[Exception] = [
    OSError("reset"),
    TimeoutError(),
    http_exception(503, {}),
    http_exception(403, "<html>"),
    outage_response(429, 30.0),
]


class FlakyChannel:
    """Accepts messages after the given failures."""

    def __init__(self, *failures: Exception) -> None:
        self.failures = list(failures)
        self.nonces: list[str] = []
        self.taken: list[str] = []

    async def send(self, nonce: str) -> None:
        self.nonces.append(nonce)
        if self.failures:
            raise self.failures.pop(0)
        self.taken.append(nonce)


class OutboxSetup:
    """An outbox whose pauses a test ends."""

    def __init__(self, clock: ManualClock) -> None:
        self.clock = clock
        self.pauses: asyncio.Queue[float] = asyncio.Queue()
        self.over = asyncio.Event()
        self.outbox = Outbox(DiscordCircuitBreaker(clock), sleep=self._pause)

    async def _pause(self, seconds: float) -> None:
        self.pauses.put_nowait(seconds)
        await self.over.wait()
        self.over.clear()

    async def send(self, channel: FlakyChannel, event: str = "operator_alert_failed") -> bool:
        return await self.outbox.send(channel.send, failure_event=event)

    async def wait(self) -> float:
        """End the current pause, and return its length in seconds."""
        seconds = await asyncio.wait_for(self.pauses.get(), 5)
        self.clock.advance(seconds)
        self.over.set()
        return seconds


@pytest.fixture
def outbox_setup(clock: ManualClock) -> OutboxSetup:
    return OutboxSetup(clock)


async def until_taken(channel: FlakyChannel) -> None:
    async with asyncio.timeout(5):
        while not channel.taken:  # noqa: ASYNC110 - nobody tells
            await asyncio.sleep(0)


@pytest.mark.parametrize("failure", DOWN, ids=repr)
async def test_message_is_resent_with_the_same_nonce_after_an_outage(
    outbox_setup: OutboxSetup, failure: Exception
) -> None:
    channel = FlakyChannel(failure)
    assert await outbox_setup.send(channel)
    assert channel.taken == []
    while not channel.taken:  # where the whole address is turned away, the circuit waits longer than the outbox
        await outbox_setup.wait()
        await asyncio.sleep(0.001)
    assert len(channel.nonces) == 2
    assert len(set(channel.nonces)) == 1
    assert len(channel.nonces[0]) <= 25


async def test_retry_delays_grow_to_a_minute_and_messages_are_sent_once(outbox_setup: OutboxSetup) -> None:
    first, second = FlakyChannel(*[OSError("down")] * 8), FlakyChannel(*[OSError("down")] * 2)
    await outbox_setup.send(first)
    await outbox_setup.send(second)
    pauses = [await outbox_setup.wait() for _ in range(8)]
    await until_taken(first)
    assert pauses == [
        2.0,
        4.0,
        8.0,
        16.0,
        32.0,
        MAX_RETRY_DELAY_SECONDS,
        MAX_RETRY_DELAY_SECONDS,
        MAX_RETRY_DELAY_SECONDS,
    ]
    assert (len(first.taken), len(second.taken)) == (1, 1)
    assert outbox_setup.pauses.empty()


async def test_permanently_refused_message_is_logged_and_not_resent(
    outbox_setup: OutboxSetup, caplog: pytest.LogCaptureFixture
) -> None:
    refused: Any = http_exception(403, {"code": 50007, "message": "Cannot send messages to this user"})
    assert isinstance(refused, discord.Forbidden)
    channel = FlakyChannel(refused)
    assert not await outbox_setup.send(channel)
    assert (channel.taken, outbox_setup.pauses.empty()) == ([], True)
    assert [record.__dict__["event"] for record in caplog.records] == ["operator_alert_failed"]


async def test_full_outbox_drops_the_oldest_message_and_logs_it(
    outbox_setup: OutboxSetup, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING)
    channels = [FlakyChannel(OSError("down")) for _ in range(MAX_QUEUED_MESSAGES + 1)]
    for channel in channels:
        await outbox_setup.send(channel, "dm_failed")
    await outbox_setup.wait()
    await until_taken(channels[-1])
    assert [len(channel.taken) for channel in channels] == [0, *[1] * MAX_QUEUED_MESSAGES]
    assert [one.__dict__["event"] for one in caplog.records if "Too many" in one.getMessage()] == ["dm_failed"]
