"""The pace of edits: what may go out in any second, and how often one message changes."""

import asyncio
from itertools import pairwise

import pytest

from bot.ui.pacing import FOR_ANSWERS, PER_MESSAGE, PER_SECOND, SECOND, EditPace
from tests.conftest import HandClock


@pytest.fixture
def pace(clock: HandClock, monkeypatch: pytest.MonkeyPatch) -> EditPace:
    """A pace whose waits move the hand clock."""

    async def wait(seconds: float) -> None:
        clock.advance(seconds)

    monkeypatch.setattr(asyncio, "sleep", wait)
    return EditPace(clock)


async def test_answers_go_out_ten_a_second_and_in_their_order(pace: EditPace, clock: HandClock) -> None:
    at = []
    for message in range(35):
        await pace.turn(message)
        at.append(clock())
    assert at == sorted(at)
    assert at[PER_SECOND - 1] == at[0]
    for first, eleventh in zip(at, at[PER_SECOND:], strict=False):
        assert 1.0 < eleventh - first < SECOND + 0.01


async def test_one_message_changes_every_two_seconds(pace: EditPace, clock: HandClock) -> None:
    at = []
    for _ in range(4):
        await pace.turn(1)
        at.append(clock())
    assert all(2.0 < later - earlier < PER_MESSAGE + 0.01 for earlier, later in pairwise(at))
    assert not pace.free(1)
    clock.advance(PER_MESSAGE)
    assert pace.free(1)


async def test_progress_leaves_room_for_answers_and_is_left_out_where_there_is_none(
    pace: EditPace, clock: HandClock
) -> None:
    shown = [message for message in range(20) if pace.free(message)]
    assert len(shown) == PER_SECOND - FOR_ANSWERS
    before = clock()
    for message in range(100, 100 + FOR_ANSWERS):
        await pace.turn(message)
    assert clock() == before
    clock.advance(SECOND)
    assert pace.free(19)
