"""Messages that Discord cannot take now are sent later, once; those that it refuses for good are not."""

import asyncio
import logging
from typing import Any

import discord
import pytest

from bot.discord.api_errors import Circuit
from bot.discord.outbox import LONGEST_PAUSE_SECONDS, MOST_KEPT, Outbox
from tests.conftest import HandClock
from tests.ui.test_outages import edge, refusal

DOWN: list[Exception] = [
    OSError("reset"),
    TimeoutError(),
    refusal(503, {}),
    refusal(403, "<html>"),
    edge(429, 30.0),
]


class Channel:
    """Takes messages, after so many failures."""

    def __init__(self, *failures: Exception) -> None:
        self.failures = list(failures)
        self.nonces: list[str] = []
        self.taken: list[str] = []

    async def send(self, nonce: str) -> None:
        self.nonces.append(nonce)
        if self.failures:
            raise self.failures.pop(0)
        self.taken.append(nonce)


class Desk:
    """An outbox whose pauses end when a test says so."""

    def __init__(self, clock: HandClock) -> None:
        self.clock = clock
        self.pauses: asyncio.Queue[float] = asyncio.Queue()
        self.over = asyncio.Event()
        self.outbox = Outbox(Circuit(clock), pause=self._pause)

    async def _pause(self, seconds: float) -> None:
        self.pauses.put_nowait(seconds)
        await self.over.wait()
        self.over.clear()

    async def send(self, channel: Channel, event: str = "alert_lost") -> bool:
        return await self.outbox.send(channel.send, lost_event=event)

    async def wait(self) -> float:
        """Let the pause end that lasts now; returns how long it was."""
        seconds = await asyncio.wait_for(self.pauses.get(), 5)
        self.clock.advance(seconds)
        self.over.set()
        return seconds


@pytest.fixture
def desk(clock: HandClock) -> Desk:
    return Desk(clock)


async def until_taken(channel: Channel) -> None:
    async with asyncio.timeout(5):
        while not channel.taken:  # noqa: ASYNC110 - nobody tells
            await asyncio.sleep(0)


@pytest.mark.parametrize("failure", DOWN, ids=repr)
async def test_what_discord_cannot_take_now_is_sent_later_under_the_same_nonce(desk: Desk, failure: Exception) -> None:
    channel = Channel(failure)
    assert await desk.send(channel)
    assert channel.taken == []
    while not channel.taken:  # where the whole address is turned away, the circuit waits longer than the outbox
        await desk.wait()
        await asyncio.sleep(0.001)
    assert len(channel.nonces) == 2
    assert len(set(channel.nonces)) == 1
    assert len(channel.nonces[0]) <= 25


async def test_pauses_grow_to_a_minute_and_everything_is_sent_once(desk: Desk) -> None:
    first, second = Channel(*[OSError("down")] * 8), Channel(*[OSError("down")] * 2)
    await desk.send(first)
    await desk.send(second)
    pauses = [await desk.wait() for _ in range(8)]
    await until_taken(first)
    assert pauses == [2.0, 4.0, 8.0, 16.0, 32.0, LONGEST_PAUSE_SECONDS, LONGEST_PAUSE_SECONDS, LONGEST_PAUSE_SECONDS]
    assert (len(first.taken), len(second.taken)) == (1, 1)
    assert desk.pauses.empty()


async def test_what_discord_refuses_for_good_is_logged_and_not_sent_again(
    desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    refused: Any = refusal(403, {"code": 50007, "message": "Cannot send messages to this user"})
    assert isinstance(refused, discord.Forbidden)
    channel = Channel(refused)
    assert not await desk.send(channel)
    assert (channel.taken, desk.pauses.empty()) == ([], True)
    assert [record.__dict__["event"] for record in caplog.records] == ["alert_lost"]


async def test_no_more_are_kept_than_there_is_room_for(desk: Desk, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.WARNING)
    channels = [Channel(OSError("down")) for _ in range(MOST_KEPT + 1)]
    for channel in channels:
        await desk.send(channel, "letter_lost")
    await desk.wait()
    await until_taken(channels[-1])
    assert [len(channel.taken) for channel in channels] == [0, *[1] * MOST_KEPT]
    assert [one.__dict__["event"] for one in caplog.records if "Too many" in one.getMessage()] == ["letter_lost"]
