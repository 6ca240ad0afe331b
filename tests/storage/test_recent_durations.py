"""What the last tasks took, to begin a process with what others learned."""

from bot.domain.catalog import Resolution
from bot.domain.job import State
from bot.storage import jobs
from tests.storage.desk import Desk, some

KIND = ("standard", Resolution.K1, False)


async def took(desk: Desk, seconds: float) -> None:
    job = await desk.at(State.SUBMITTED)
    desk.clock.now += seconds
    some(await desk.ready(job))


async def test_the_newest_are_told_oldest_first(desk: Desk) -> None:
    for seconds in (5, 7, 9):
        await took(desk, seconds)
    assert await desk.database.run(jobs.recent_durations, 2) == [(KIND, 7.0), (KIND, 9.0)]


async def test_what_has_no_pictures_tells_nothing(desk: Desk) -> None:
    for state in (State.WAITING, State.SUBMITTED, State.FAILED, State.CANCELLED):
        await desk.at(state)
    assert await desk.database.run(jobs.recent_durations, 10) == []
