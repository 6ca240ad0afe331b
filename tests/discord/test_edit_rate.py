"""Rate limiter of edits: Discord's limit per token, a readable rate of progress edits, and no queue of answers."""

import asyncio
from itertools import pairwise
from typing import NamedTuple

import hypothesis.strategies as some
import pytest
from hypothesis import example, given

from bot.discord.edit_rate import (
    BOT_WINDOW_SECONDS,
    MAX_EDITS_PER_SECOND,
    MIN_PROGRESS_EDITS_PER_SECOND,
    EditRateLimiter,
)
from tests.support.clock import ManualClock

DISCORDS_EDITS, DISCORDS_SECONDS = 5, 2.0
"""Edits and seconds of Discord's limit for one interaction's token."""


@pytest.fixture
def pace(clock: ManualClock, monkeypatch: pytest.MonkeyPatch) -> EditRateLimiter:
    """A rate limiter whose sleeps advance the manual clock."""
    return waiting_pace(clock, monkeypatch)


def waiting_pace(clock: ManualClock, monkeypatch: pytest.MonkeyPatch) -> EditRateLimiter:
    async def wait(seconds: float) -> None:
        clock.advance(seconds)

    monkeypatch.setattr(asyncio, "sleep", wait)
    return EditRateLimiter(clock)


async def test_answers_in_different_messages_never_wait_for_each_other(
    pace: EditRateLimiter, clock: ManualClock
) -> None:
    began = clock()
    for message in range(1000):
        await pace.wait_slot(message)
    assert clock() == began


async def test_an_answer_does_not_wait_for_the_progress_of_its_own_message(
    pace: EditRateLimiter, clock: ManualClock
) -> None:
    began = clock()
    assert pace.take_progress_slot(1)
    await pace.wait_slot(1)
    assert clock() == began


PAUSES = some.sampled_from([0.0, 0.0, 0.0, 0.1, 0.3, 2.5])


class Edit(NamedTuple):
    """An edit of a message, ``after`` seconds after the previous edit."""

    message: int
    is_answer: bool
    after: float


@example(edits=[Edit(0, True, 0.0)] * 12)
@given(edits=some.lists(some.builds(Edit, some.integers(0, 1), some.booleans(), PAUSES), max_size=60))
async def test_no_message_is_edited_more_often_than_discord_allows(edits: list[Edit]) -> None:
    with pytest.MonkeyPatch.context() as monkeypatch:
        clock = ManualClock()
        pace = waiting_pace(clock, monkeypatch)
        every: dict[int, list[float]] = {}
        for edit in edits:
            clock.advance(edit.after)
            if edit.is_answer:
                await pace.wait_slot(edit.message)
            elif pace.take_progress_slot(edit.message):
                assert all(clock() - at >= DISCORDS_SECONDS for at in every.get(edit.message, []))
            else:
                continue
            every.setdefault(edit.message, []).append(clock())
    for times in every.values():
        assert all(
            later - first > DISCORDS_SECONDS for first, later in zip(times, times[DISCORDS_EDITS:], strict=False)
        )


async def test_progress_of_a_message_is_shown_every_two_seconds(pace: EditRateLimiter, clock: ManualClock) -> None:
    at = []
    for _ in range(100):
        clock.advance(0.1)
        if pace.take_progress_slot(1):
            at.append(clock())
    assert len(at) == 5
    assert all(2.0 < later - earlier < 2.3 for earlier, later in pairwise(at))


async def test_progress_has_a_limit_for_the_whole_bot(pace: EditRateLimiter, clock: ManualClock) -> None:
    shown = [message for message in range(30) if pace.take_progress_slot(message)]
    assert len(shown) == MAX_EDITS_PER_SECOND
    clock.advance(BOT_WINDOW_SECONDS)
    assert pace.take_progress_slot(29)


async def test_progress_yields_to_answers_but_keeps_a_minimum_rate(pace: EditRateLimiter, clock: ManualClock) -> None:
    for message in range(MAX_EDITS_PER_SECOND):
        await pace.wait_slot(message)
    shown = [message for message in range(100, 120) if pace.take_progress_slot(message)]
    assert len(shown) == MIN_PROGRESS_EDITS_PER_SECOND
    clock.advance(BOT_WINDOW_SECONDS)
    assert pace.take_progress_slot(120)


async def test_idle_messages_are_removed_from_memory(pace: EditRateLimiter, clock: ManualClock) -> None:
    for message in range(1000):
        await pace.wait_slot(message)
        clock.advance(0.1)
    assert len(pace._edits_by_message) < 30


async def test_edits_continue_after_the_process_stalled() -> None:
    clock = ManualClock()

    def sleepy() -> float:
        clock.advance(3.0)
        return clock()

    pace = EditRateLimiter(sleepy)
    await pace.wait_slot(1)
    assert pace.take_progress_slot(1)
