"""What moderators decide: once, by somebody else, with all that follows from it in the same commit."""

from dataclasses import replace
from typing import Any

import pytest

from bot.domain.case import Kind, Verdict
from bot.domain.job import State
from bot.domain.quota import Limits, Usage
from bot.domain.screening import screened
from bot.domain.server_rules import Flagged
from bot.errors import Blocked, Gone, NotYours, OverBudget, TooMany
from bot.moderation import decisions
from bot.storage import cases, intake, jobs, leases, ledger
from bot.storage.database import Database
from tests.storage.court import (
    ADA,
    APPEALED,
    AUTHOR,
    BEN,
    CAT,
    ELSEWHERE,
    HELD,
    REAL,
    REPORTED,
    Court,
    moves,
    opened,
    race,
    uuids,
)
from tests.storage.desk import OPEN, PRICE, Desk, some

# ── whose case it is ─────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("name", [*HELD[:3], *REPORTED[:5], *APPEALED[:2]])
async def test_a_case_of_another_server_is_not_there(name: str, court: Court) -> None:
    case = await opened(court, name, AUTHOR)
    by = court.by(guild=ELSEWHERE)
    with pytest.raises(Gone):
        await court.run(
            {
                "approve": court.approve(case, by),
                "decline": court.decline(case, by),
                "decline and block": court.decline(case, by, blocking=True),
                "keep": court.keep(case, by),
                "dismiss": court.dismiss(case, by),
                "remove": court.remove(case.job_id, by),
                "remove reported": court.remove_reported(case, by),
                "remove and block": court.remove_reported(case, by, blocking=True),
                "accept": court.accept(case, by),
                "reject": court.reject(case, by),
            }[name]()
        )
    assert (await court.now(case)).is_open
    assert await court.noted() == []
    assert await court.desk.number("blocks") == 0


@pytest.mark.parametrize("name", ["approve", "keep", "dismiss", "accept"])
async def test_nobody_decides_in_favour_of_their_own(name: str, court: Court) -> None:
    case = await opened(court, name, AUTHOR)
    with pytest.raises(NotYours):
        await court.run(moves(court, case, AUTHOR)[name]())
    assert (await court.now(case)).is_open
    assert await court.noted() == []


async def test_a_case_is_decided_as_what_it_is(court: Court) -> None:
    held, reported, appealed = await court.held(), await court.reported(), await court.appealed()
    for move in (court.keep(held), court.approve(reported), court.accept(reported), court.approve(appealed)):
        with pytest.raises(Gone):
            await court.run(move())
    with pytest.raises(Gone):
        await court.run(court.approve(held._replace(id=404))())


# ── pictures that wait ───────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("flagged", Flagged)
async def test_approved_pictures_are_shown_and_not_held_again(flagged: Flagged, court: Court) -> None:
    case = await court.held(court.request(approval=True, flagged=flagged))
    assert await court.sums(await court.job(case)) == (3, 3 * PRICE)
    decided = await court.run(court.approve(case)())
    job = await court.job(case)
    assert (decided.job, job.state) == (job, State.READY)
    assert job.request == court.request(approval=True, approved=True, flagged=flagged)
    assert screened(job) == (job.outcome.results if job.outcome else (), None)
    assert decided.case == await court.now(case)
    assert (decided.case.verdict, decided.case.decided_by) == (Verdict.APPROVED, ADA)
    await court.handed_over(job)
    assert await court.sums(job) == (3, 3 * REAL)


async def test_a_decision_survives_the_process_that_made_it(court: Court) -> None:
    case = await court.held()
    assert await court.run(leases.rescue(court.desk.lease("two"), now=court.desk.clock() + 99, limit=9)) == []
    await court.run(court.approve(case)())
    court.desk.clock.advance(99)
    assert [job.state for job in await court.desk.rescue("two")] == [State.READY]
    declined = await court.held()
    await court.run(court.decline(declined)())
    court.desk.clock.advance(99)
    assert State.REFUSED in {job.state for job in await court.desk.rescue("three")}


@pytest.mark.parametrize("steps", [0, 1, 60])
async def test_what_goes_back_to_a_removed_picture_is_not_approved(steps: int, court: Court) -> None:
    first = last = await court.delivered(court.request(1))
    for _ in range(steps):
        last = await court.edited(last)
    case = await court.held(court.request(source=last, approval=True))
    await court.run(court.remove(first.id)())
    with pytest.raises(Gone, match="removed"):
        await court.run(court.approve(case)())
    await court.run(court.undo(first.id)())
    await court.run(court.approve(case)())


async def test_declined_pictures_cost_their_author_nothing_and_the_server_what_they_cost(court: Court) -> None:
    case = await court.held()
    decided = await court.run(court.decline(case)())
    job = await court.job(case)
    assert (job.state, job.reason) == (
        State.REFUSED,
        "This server’s moderators declined these pictures: Not here. Nothing was charged.",
    )
    assert await court.sums(job) == (0, 3 * REAL)
    usage = await court.run(ledger.member_usage(AUTHOR, court.desk.clock()))
    assert (usage.images, usage.frees_at) == (0, None)
    assert await court.noted() == [("Picture declined", ADA)]
    assert (decided.case.reason, decided.block) == ("Not here.", None)


async def test_pictures_that_are_taken_back_while_they_wait_cost_what_they_cost(court: Court) -> None:
    case = await court.held()
    job = some(await court.run(court.cancel(case)()))
    assert await court.sums(job) == (0, 3 * REAL)
    assert (await court.desk.row(job))["bill_due"] is None
    now = await court.now(case)
    assert (now.verdict, now.decided_by) == (Verdict.WITHDRAWN, None)
    assert await court.noted() == []


async def test_declining_and_blocking_is_one_decision(court: Court) -> None:
    case = await court.held()
    waiting = await court.desk.acknowledge(await court.reserved())
    decided = await court.run(court.decline(case, blocking=True)())
    assert [job.id for job in decided.block.cancelled] == [waiting.id]
    assert await court.noted() == [("Picture declined", ADA), ("Block", ADA)]
    with pytest.raises(Blocked):
        await court.reserved()


async def test_what_waits_is_not_under_way(court: Court) -> None:
    limits = replace(OPEN, jobs_per_user=1)
    case = await court.held()
    await court.reserved(limits=limits)
    with pytest.raises(TooMany):
        await court.reserved(limits=limits)
    await court.run(court.approve(case)())
    assert (await court.run(ledger.member_usage(AUTHOR, court.desk.clock()))).jobs == 2


async def test_what_nobody_decides_about_ends_and_is_given_back(court: Court) -> None:
    case, appeal = await court.held(), await court.appealed()
    court.desk.clock.advance(100)
    late = await court.held()
    found = await court.run(cases.waiting_since(court.desk.clock(), kind=Kind.APPROVAL, limit=9))
    assert found == [case]
    await court.run(court.expire(case)())
    await court.run(court.expire(appeal)())
    assert [(await court.now(one)).verdict for one in (case, appeal)] == [Verdict.EXPIRED] * 2
    assert await court.sums(await court.job(case)) == (0, 3 * REAL)
    assert await court.noted() == [("Approval expired", None), ("Appeal expired", None)]
    assert (await court.now(late)).is_open


async def test_a_batch_that_is_taken_back_tells_of_those_that_wait_too(desk: Desk, court: Court) -> None:
    asked, _ = await desk.database.run(
        intake.reserve,
        *(court.asker(), [court.request(1), court.request(1, approval=True)]),
        task_uuids=uuids(2),
        limits=OPEN,
        lease=desk.lease(),
        now=desk.clock(),
    )
    await desk.acknowledge(asked[0])
    for job in await desk.claim():
        if job.id == asked[1].id:
            ready = some(await desk.ready(job))
    await court.run(jobs.held(ready, "approval", owner="one", now=desk.clock()))
    await desk.read("UPDATE jobs SET message_id = 9 WHERE id = ?", ready.id)
    assert await desk.cancel(asked[0]) is not None
    assert ((await desk.get(ready)).state, (await desk.row(ready))["answered"]) == (State.CANCELLED, 0)


# ── reports ──────────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_removing_decides_about_the_reports(court: Court) -> None:
    case = await court.reported()
    decided = await court.run(court.remove(case.job_id)())
    assert decided.case == await court.now(case)
    assert (decided.case.verdict, decided.case.reason) == (Verdict.REMOVED, "ugly")
    assert await court.noted() == [("Picture removed", ADA)]
    await court.run(court.undo(case.job_id, court.by(BEN))())
    now = await court.now(case)
    assert (now.verdict, now.decided_by, now.reason) == (Verdict.KEPT, BEN, None)


async def test_a_picture_that_its_author_deletes_needs_no_decision(court: Court) -> None:
    case = await court.reported()
    assert await court.run(court.delete(case.job_id)())
    assert (await court.now(case)).verdict is Verdict.WITHDRAWN


async def test_what_moderators_removed_is_put_back_by_another_one_than_its_author(court: Court) -> None:
    job = await court.delivered()
    await court.run(court.remove(job.id)())
    with pytest.raises(NotYours):
        await court.run(court.undo(job.id, court.by(AUTHOR))())
    assert (await court.desk.get(job)).removed_at is not None
    results = await race([court.desk.database], court.undo(job.id), court.undo(job.id, court.by(BEN)))
    assert [type(one) for one in results] == [decisions.Decided, Gone]


# ── appeals ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def budgeted(budget: str, micros: int) -> Limits:
    changes: dict[str, Any] = {budget: micros}
    return replace(OPEN, **changes)


async def usage(court: Court) -> Usage:
    return await court.run(ledger.member_usage(AUTHOR, court.desk.clock()))


async def test_an_accepted_appeal_is_drawn_free_of_charge(court: Court) -> None:
    before = await usage(court)
    case = await court.appealed([court.request(3), court.request(1)])
    decided = await court.run(court.accept(case)())
    three, one = decided.granted
    assert [await court.desk.get(job) for job in decided.granted] == [three, one]
    assert {job.state for job in decided.granted} == {State.WAITING}
    assert (three.token, three.batch_id, three.request.treatment.free) == (None, None, True)
    assert await court.sums(three) == (0, 3 * PRICE)
    await court.handed_over(await court.drawn(three), shown=2)
    assert await court.sums(three) == (0, 3 * REAL)
    await court.desk.cancel(one)
    now = await usage(court)
    assert (now.images, now.frees_at) == (before.images, None) == (0, None)


async def test_free_pictures_leave_a_used_up_quota_as_it_is(court: Court) -> None:
    limits = replace(OPEN, images_per_user_per_day=4)
    await court.reserved(court.request(4), limits=limits)
    case = await court.appealed()
    await court.run(court.accept(case, limits=limits)())
    assert (await usage(court)).images == 4


async def test_what_is_given_in_a_day_has_the_limit_of_a_day(court: Court, processes: list[Database]) -> None:
    limits = replace(OPEN, images_per_user_per_day=7)
    each = [await court.appealed() for _ in range(3)]
    told = await race(processes, *(court.accept(case, limits=limits) for case in each))
    assert sorted(type(one).__name__ for one in told) == ["Decided", "OverQuota", "OverQuota"]
    (granted,) = (one.granted for one in told if not isinstance(one, Exception))
    for job in granted:
        await court.desk.cancel(job)  # what does not arrive is not counted
    still_open = [case for case in each if (await court.now(case)).is_open]
    assert (await court.run(court.accept(still_open[0], limits=limits)())).granted


@pytest.mark.parametrize("budget", ["guild_day", "guild_month", "bot_day"])
async def test_free_pictures_need_dollars_of_the_budgets(budget: str, court: Court) -> None:
    case = await court.appealed([court.request(3)])
    with pytest.raises(OverBudget):
        await court.run(court.accept(case, limits=budgeted(budget, 3 * PRICE - 1))())
    assert (await court.now(case)).is_open
    assert await court.desk.number("jobs") == 0
    await court.run(court.accept(case, limits=budgeted(budget, 3 * PRICE))())
    with pytest.raises(OverBudget):
        await court.reserved(limits=budgeted(budget, 4 * PRICE))


async def test_an_accepted_appeal_forgives(court: Court) -> None:
    for _ in range(2):
        await court.refused()
    case = await court.appealed()
    (before,) = await court.desk.read("SELECT * FROM strikes")
    assert before["until"] > court.desk.clock()
    await court.run(court.accept(case)())
    (after_it,) = await court.desk.read("SELECT * FROM strikes")
    assert (after_it["level"], after_it["until"]) == (2.0, 0.0)


async def test_a_refusal_is_appealed_against_once_by_its_author_within_a_day(court: Court) -> None:
    appeal = await court.refused()
    with pytest.raises(NotYours):
        await court.run(decisions.appeal(appeal.id, user_id=CAT, now=court.desk.clock()))
    cases_of_it = [
        await court.run(decisions.appeal(appeal.id, user_id=AUTHOR, now=court.desk.clock() + 86_400)) for _ in range(2)
    ]
    assert cases_of_it[0] == cases_of_it[1]
    await court.run(court.reject(cases_of_it[0])())
    with pytest.raises(Gone, match="rejected"):
        await court.run(decisions.appeal(appeal.id, user_id=AUTHOR, now=court.desk.clock()))
    late = await court.refused()
    with pytest.raises(Gone, match="more than a day"):
        await court.run(decisions.appeal(late.id, user_id=AUTHOR, now=court.desk.clock() + 86_401))


async def test_an_appeal_for_what_goes_back_to_a_removed_picture_is_not_drawn(court: Court) -> None:
    source = await court.delivered()
    case = await court.appealed([court.request(source=source)])
    await court.run(court.remove(source.id)())
    with pytest.raises(Gone):
        await court.run(court.accept(case)())
    assert (await court.now(case)).is_open
