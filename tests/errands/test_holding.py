"""Pictures that moderators look at first, and those that may not be shown at all."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.domain.job import Job, State
from bot.domain.screening import NOT_SHOWN
from bot.domain.server_rules import Flagged
from bot.storage import appeals, cases
from bot.storage.jobs import Shown
from tests.conftest import HandClock
from tests.errands.crew import Crew, hired
from tests.storage.court import DAY, REAL, Court
from tests.storage.desk import PRICE


@pytest.fixture
async def crew(tmp_path: Path, sqlite_template: Path, clock: HandClock) -> AsyncIterator[Crew]:
    async with hired(tmp_path / "easel.db", sqlite_template, clock) as crew:
        yield crew


# ── waits for moderators ─────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
async def waiting(crew: Crew) -> Job:
    """A job whose pictures wait since just now; its member does not know yet."""
    job = await crew.court.ready(Court.request(3, approval=True))
    errand = crew.errand(job)
    await crew.delivering.deliver(errand)
    return errand.job


async def test_pictures_that_wait_have_a_case_a_card_and_are_counted_once(crew: Crew, waiting: Job) -> None:
    assert waiting.state is State.HELD
    assert [(case.job_id, case.is_open) for case in await crew.court.run(cases.of_job(waiting.id))] == [
        (waiting.id, True)
    ]
    assert (crew.cards, crew.meter.waiting, crew.meter.ends) == (1, 1, [])
    assert await crew.court.sums(waiting) == (3, 3 * PRICE)
    assert crew.member.shown == []


async def test_a_job_that_is_somebody_elses_is_not_held_by_this_one(crew: Crew) -> None:
    job = await crew.court.ready(Court.request(3, approval=True))
    crew.clock.advance(DAY)
    await crew.desk.rescue("two")
    errand = crew.errand(job)
    await crew.delivering.deliver(errand)
    assert (errand.done, crew.cards, crew.meter.waiting) == (True, 0, 0)
    assert (await crew.job(job)).state is State.READY


async def test_the_member_hears_that_pictures_wait_and_then_nobody_works_on_it(crew: Crew, waiting: Job) -> None:
    errand = crew.errand(waiting)
    await crew.holding.tell(errand)
    row = await crew.desk.row(waiting)
    assert crew.member.shown == [("hold", waiting.id)]
    assert (errand.done, row["state"], row["lease_owner"], row["token"]) == (True, "held", None, "token")


async def test_the_message_that_tells_of_the_wait_is_where_the_pictures_will_be(crew: Crew, waiting: Job) -> None:
    crew.member.place = Shown(66, 77)
    errand = crew.errand(waiting)
    await crew.holding.tell(errand)
    row = await crew.desk.row(waiting)
    assert (row["channel_id"], row["message_id"]) == (66, 77)
    assert (errand.job.channel_id, errand.job.message_id) == (66, 77)


async def test_a_member_whom_discord_does_not_reach_is_told_later(crew: Crew, waiting: Job) -> None:
    errand = crew.errand(waiting)
    crew.member.down = True
    await crew.holding.tell(errand)
    assert (errand.done, errand.due) == (False, crew.clock() + 2)
    assert (await crew.desk.row(waiting))["lease_owner"] == "one"
    crew.member.down = False
    await crew.holding.tell(errand)
    assert (errand.done, crew.member.shown) == (True, [("hold", waiting.id)])


async def test_pictures_wait_even_where_nobody_can_be_told(crew: Crew, waiting: Job) -> None:
    errand = crew.errand(waiting)
    crew.member.lost = True
    await crew.holding.tell(errand)
    row = await crew.desk.row(waiting)
    assert (errand.done, row["state"], row["lease_owner"]) == (True, "held", None)


async def test_pictures_that_were_taken_back_before_anybody_was_told_are_told_as_that(crew: Crew, waiting: Job) -> None:
    await crew.desk.cancel(waiting)
    errand = crew.errand(waiting)
    await crew.holding.tell(errand)
    assert (errand.done, errand.job.state) == (False, State.CANCELLED)
    assert crew.member.shown == []
    await crew.ending.tell(errand)
    assert crew.member.shown == [("tell cancelled", waiting.id)]


async def test_pictures_that_were_approved_before_anybody_was_told_are_left_to_whoever_shows_them(
    crew: Crew, waiting: Job
) -> None:
    await crew.approved(waiting)
    errand = crew.errand(waiting)
    await crew.holding.tell(errand)
    assert (errand.done, crew.member.shown) == (True, [])
    row = await crew.desk.row(waiting)
    assert (row["state"], row["lease_owner"]) == ("ready", "one")


async def test_what_was_taken_back_while_the_wait_was_told_is_told_once_more(crew: Crew, waiting: Job) -> None:
    crew.member.meanwhile = lambda: crew.desk.cancel(waiting)
    errand = crew.errand(waiting)
    await crew.holding.tell(errand)
    assert (errand.done, errand.job.state) == (False, State.CANCELLED)


# ── not shown at all ─────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("guild", [7, None])
async def test_pictures_that_may_not_be_shown_cost_no_quota_and_may_be_appealed_against_in_servers(
    crew: Crew, guild: int | None
) -> None:
    job = await crew.court.ready(guild=guild)
    errand = crew.errand(job)
    await crew.holding.refuse(errand)
    row = await crew.desk.row(job)
    assert (row["state"], row["reason"]) == ("refused", NOT_SHOWN)
    assert await crew.court.sums(job) == (0, 3 * REAL)
    assert crew.meter.ends == [("refused", "standard", 0, 3 * REAL)]
    assert await crew.desk.number("appeals") == await crew.desk.number("strikes") == (0 if guild is None else 1)


async def test_what_moderators_accept_after_a_refusal_is_looked_at_before_it_is_shown(crew: Crew) -> None:
    job = await crew.court.ready()
    await crew.holding.refuse(crew.errand(job))
    appeal = await crew.court.run(appeals.get(job.id))
    assert [request.treatment.flagged for request in appeal.requests] == [Flagged.HOLD]
    assert (appeal.user_id, appeal.guild_id, appeal.at) == (job.user_id, job.guild_id, crew.clock())


async def test_a_refusal_that_another_process_wrote_counts_once(crew: Crew) -> None:
    job = await crew.court.ready()
    crew.clock.advance(DAY)
    await crew.desk.rescue("two")
    await crew.holding.refuse(crew.errand(job))
    assert await crew.desk.number("strikes") == 0
    assert crew.meter.ends == []
