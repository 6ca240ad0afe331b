"""A press that several processes hear of is acted on once."""

import pytest

from bot.errors import Repeated
from bot.storage import handled_interactions
from bot.storage.database import Database
from bot.storage.handled_interactions import KEPT
from tests.storage.desk import Desk, outcomes


async def test_of_many_who_hear_of_a_press_one_acts(desk: Desk, processes: list[Database]) -> None:
    attempts = [process.run(handled_interactions.claim, 7, now=desk.clock()) for process in processes for _ in range(5)]
    passed, refused = await outcomes(attempts)
    assert (len(passed), set(refused)) == (1, {Repeated})


async def test_presses_are_forgotten_when_nobody_can_answer_them_any_more(desk: Desk) -> None:
    await desk.database.run(handled_interactions.claim, 7, now=desk.clock())
    desk.clock.advance(KEPT - 1)
    await desk.database.run(handled_interactions.claim, 8, now=desk.clock())
    with pytest.raises(Repeated):
        await desk.database.run(handled_interactions.claim, 7, now=desk.clock())
    desk.clock.advance(2)
    await desk.database.run(handled_interactions.claim, 9, now=desk.clock())
    assert await desk.number("presses") == 2
