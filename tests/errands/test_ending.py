"""How jobs end: what is written, what is told, and what is asked about the bill afterwards."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.domain.job import Job, State
from bot.jobs.finish import PATIENCE_WITH_DISCORD
from bot.storage.jobs import BILL_AFTER
from tests.conftest import HandClock
from tests.errands.crew import Crew, hired
from tests.storage.court import DAY, REAL
from tests.storage.desk import PRICE


@pytest.fixture
async def crew(tmp_path: Path, sqlite_template: Path, clock: HandClock) -> AsyncIterator[Crew]:
    async with hired(tmp_path / "easel.db", sqlite_template, clock) as crew:
        yield crew


async def submitted(crew: Crew) -> Job:
    """A job whose task may be at the provider."""
    job = await crew.desk.acknowledge(await crew.court.reserved())
    (claimed,) = await crew.desk.claim()
    assert claimed.id == job.id
    return claimed


# ── written ──────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("state", [State.FAILED, State.REFUSED])
async def test_an_end_is_written_with_its_sentence_before_anybody_hears_of_it(crew: Crew, state: State) -> None:
    job = await submitted(crew)
    errand = crew.errand(job)
    crew.clock.advance(30)
    assert await crew.ending.fail(errand, state, "It broke.", micros=5)  # type: ignore[arg-type]  # one of the two
    row = await crew.desk.row(job)
    assert (row["state"], row["reason"], row["ended_at"]) == (state, "It broke.", crew.clock())
    assert (row["answered"], row["token"], row["bill_due"]) == (0, "token", None)
    assert await crew.court.sums(job) == (0, 5)
    assert crew.meter.ends == [(state, "standard", 0, 5)]
    assert (errand.done, errand.due, errand.job.state) == (False, crew.clock(), state)
    assert crew.member.shown == []


async def test_the_bill_of_an_abandoned_task_is_asked_for_later(crew: Crew) -> None:
    job = await submitted(crew)
    crew.clock.advance(30)
    await crew.ending.fail(crew.errand(job), State.FAILED, "It broke.", abandoned=True)
    assert (await crew.desk.row(job))["bill_due"] == crew.clock() + BILL_AFTER


async def test_a_job_that_is_somebody_elses_by_now_is_left_alone_without_a_word(crew: Crew) -> None:
    job = await submitted(crew)
    crew.clock.advance(DAY)
    assert [one.id for one in await crew.desk.rescue("two")] == [job.id]
    errand = crew.errand(job)
    assert not await crew.ending.fail(errand, State.FAILED, "It broke.", micros=5)
    assert errand.done
    assert ((await crew.desk.row(job))["state"], crew.meter.ends) == ("submitted", [])
    assert await crew.court.sums(job) == (3, 3 * PRICE)


async def test_giving_up_a_task_at_the_provider_asks_for_its_bill(crew: Crew) -> None:
    job = await submitted(crew)
    await crew.ending.give_up(crew.errand(job), "It broke.")
    row = await crew.desk.row(job)
    assert (row["state"], row["bill_due"]) == ("failed", crew.clock() + BILL_AFTER)


async def test_giving_up_finished_pictures_books_what_they_cost(crew: Crew) -> None:
    job = await crew.court.ready()
    await crew.ending.give_up(crew.errand(job), "It broke.")
    row = await crew.desk.row(job)
    assert (row["state"], row["bill_due"]) == ("failed", None)
    assert await crew.court.sums(job) == (0, 3 * REAL)
    assert crew.meter.ends == [("failed", "standard", 0, 3 * REAL)]


# ── told ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


async def ended(crew: Crew) -> Job:
    """A job that ended just now."""
    job = await submitted(crew)
    errand = crew.errand(job)
    await crew.ending.fail(errand, State.FAILED, "It broke.")
    return errand.job


async def test_an_end_is_told_once_and_then_the_token_is_forgotten(crew: Crew) -> None:
    job = await ended(crew)
    errand = crew.errand(job)
    await crew.ending.tell(errand)
    row = await crew.desk.row(job)
    assert (errand.done, row["answered"], row["token"], row["lease_owner"]) == (True, 1, None, None)
    assert crew.member.shown == [("tell failed", job.id)]


async def test_an_end_is_told_for_as_long_as_patience_lasts_from_the_end(crew: Crew) -> None:
    job = await ended(crew)
    errand = crew.errand(job)
    crew.member.down = True
    crew.clock.advance(PATIENCE_WITH_DISCORD - 1)
    await crew.ending.tell(errand)
    assert (errand.done, (await crew.desk.row(job))["answered"]) == (False, 0)
    assert errand.due == crew.clock() + 2
    crew.clock.advance(1)
    await crew.ending.tell(errand)
    assert (errand.done, (await crew.desk.row(job))["answered"]) == (True, 1)
    assert crew.member.shown == []


async def test_a_removal_long_after_the_end_has_patience_of_its_own(crew: Crew) -> None:
    job = await crew.court.delivered()
    crew.clock.advance(DAY)
    removed = (await crew.court.run(crew.court.remove(job.id)())).job
    errand = crew.errand(removed)
    crew.member.down = True
    crew.clock.advance(PATIENCE_WITH_DISCORD - 1)
    await crew.ending.tell(errand)
    assert not errand.done
    crew.member.down = False
    await crew.ending.tell(errand)
    assert (errand.done, crew.member.shown) == (True, [("tell delivered", job.id)])
    assert (await crew.desk.row(job))["answered"] == 1


async def test_an_end_that_nobody_can_be_told_is_over(crew: Crew) -> None:
    job = await ended(crew)
    errand = crew.errand(job)
    crew.member.lost = True
    await crew.ending.tell(errand)
    assert (errand.done, crew.member.shown) == (True, [])
    assert (await crew.desk.row(job))["answered"] == 1


async def test_what_changed_while_it_was_told_is_still_to_be_told(crew: Crew) -> None:
    job = await crew.court.delivered()
    removed = (await crew.court.run(crew.court.remove(job.id)())).job
    errand = crew.errand(removed)

    async def put_back() -> None:
        decided = await crew.court.run(crew.court.undo(job.id)())
        errand.follow(decided.job, crew.clock())

    crew.member.meanwhile = put_back
    await crew.ending.tell(errand)
    assert (errand.done, errand.job.removed_at) == (False, None)
    assert (await crew.desk.row(job))["answered"] == 0
