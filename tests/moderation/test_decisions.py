"""What moderators decide: once, by somebody else, with all that follows from it in the same commit."""

from dataclasses import replace
from typing import Any

import pytest

from bot.domain.admission import OPEN_TO_ALL
from bot.domain.case import CaseKind, Verdict
from bot.domain.job import State
from bot.domain.limits import Limits
from bot.domain.screening import screen_results
from bot.domain.server_rules import FlaggedAction
from bot.errors import Blocked, Gone, NotYours, OverBudget, TooMany
from bot.moderation import decisions
from bot.moderation.recording import DecisionResult
from bot.refusals import RemovalNotUndoable
from bot.storage import cases, intake, jobs, leases
from bot.storage.database import Database
from tests.support.job_driver import PRICE_MICROS, UNLIMITED_LIMITS, JobDriver, require_job
from tests.support.moderation_driver import (
    ADA,
    APPEAL_ACTIONS,
    AUTHOR,
    BEN,
    CAT,
    HELD_CASE_ACTIONS,
    OTHER_GUILD,
    REAL_PRICE_MICROS,
    REPORT_ACTIONS,
    ModerationDriver,
    create_case_for,
    make_uuids,
    race,
    transactions_by_action,
)
from tests.support.usage import DayUsage, get_day_usage

# ── whose case it is ─────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("name", [*HELD_CASE_ACTIONS[:3], *REPORT_ACTIONS[:5], *APPEAL_ACTIONS[:2]])
async def test_moderator_cannot_decide_cases_of_another_server(name: str, mod_driver: ModerationDriver) -> None:
    case = await create_case_for(mod_driver, name, AUTHOR)
    by = mod_driver.make_actor(guild_id=OTHER_GUILD)
    with pytest.raises(Gone):
        await mod_driver.run(
            {
                "approve": mod_driver.approve(case, by),
                "decline": mod_driver.decline(case, by),
                "decline and block": mod_driver.decline(case, by, blocking=True),
                "keep": mod_driver.keep(case, by),
                "dismiss": mod_driver.dismiss(case, by),
                "remove": mod_driver.remove(case.job_id, by),
                "remove reported": mod_driver.remove_reported(case, by),
                "remove and block": mod_driver.remove_reported(case, by, blocking=True),
                "accept": mod_driver.accept(case, by),
                "reject": mod_driver.reject(case, by),
            }[name]()
        )
    assert (await mod_driver.reload(case)).is_open
    assert await mod_driver.audit_actions() == []
    assert await mod_driver.job_driver.count_rows("blocks") == 0


@pytest.mark.parametrize("name", ["approve", "keep", "dismiss", "accept"])
async def test_moderator_cannot_decide_own_case_in_own_favour(name: str, mod_driver: ModerationDriver) -> None:
    case = await create_case_for(mod_driver, name, AUTHOR)
    with pytest.raises(NotYours):
        await mod_driver.run(transactions_by_action(mod_driver, case, AUTHOR)[name]())
    assert (await mod_driver.reload(case)).is_open
    assert await mod_driver.audit_actions() == []


async def test_case_accepts_only_decisions_of_its_kind(mod_driver: ModerationDriver) -> None:
    held, reported, appealed = (
        await mod_driver.create_held_case(),
        await mod_driver.create_report_case(),
        await mod_driver.create_appeal_case(),
    )
    for move in (
        mod_driver.keep(held),
        mod_driver.approve(reported),
        mod_driver.accept(reported),
        mod_driver.approve(appealed),
    ):
        with pytest.raises(Gone):
            await mod_driver.run(move())
    with pytest.raises(Gone):
        await mod_driver.run(mod_driver.approve(held._replace(id=404))())


# ── pictures that wait ───────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("flagged", FlaggedAction)
async def test_approved_pictures_are_ready_and_not_held_again(
    flagged: FlaggedAction, mod_driver: ModerationDriver
) -> None:
    case = await mod_driver.create_held_case(mod_driver.make_request(approval=True, flagged=flagged))
    assert await mod_driver.ledger_totals(await mod_driver.job_of(case)) == (3, 3 * PRICE_MICROS)
    decided = await mod_driver.run(mod_driver.approve(case)())
    job = await mod_driver.job_of(case)
    assert (decided.job, job.state) == (job, State.READY)
    assert job.request == mod_driver.make_request(approval=True, approved=True, flagged=flagged)
    assert screen_results(job) == (job.outcome.results if job.outcome else (), None)
    assert decided.case == await mod_driver.reload(case)
    assert (decided.case.verdict, decided.case.decided_by) == (Verdict.APPROVED, ADA)
    await mod_driver.deliver(job)
    assert await mod_driver.ledger_totals(job) == (3, 3 * REAL_PRICE_MICROS)


async def test_decided_job_is_adopted_when_the_deciding_process_dies(mod_driver: ModerationDriver) -> None:
    case = await mod_driver.create_held_case()
    assert (
        await mod_driver.run(
            leases.adopt_orphans(
                mod_driver.job_driver.make_lease("two"), now=mod_driver.job_driver.clock() + 99, limit=9
            )
        )
        == []
    )
    await mod_driver.run(mod_driver.approve(case)())
    mod_driver.job_driver.clock.advance(99)
    assert [job.state for job in await mod_driver.job_driver.adopt_orphans("two")] == [State.READY]
    declined = await mod_driver.create_held_case()
    await mod_driver.run(mod_driver.decline(declined)())
    mod_driver.job_driver.clock.advance(99)
    assert State.REFUSED in {job.state for job in await mod_driver.job_driver.adopt_orphans("three")}


@pytest.mark.parametrize("steps", [0, 1, 60])
async def test_descendant_of_a_removed_picture_cannot_be_approved(steps: int, mod_driver: ModerationDriver) -> None:
    first = last = await mod_driver.create_delivered_job(mod_driver.make_request(1))
    for _ in range(steps):
        last = await mod_driver.create_edit(last)
    case = await mod_driver.create_held_case(mod_driver.make_request(source=last, approval=True))
    await mod_driver.run(mod_driver.remove(first.id)())
    with pytest.raises(Gone, match="removed"):
        await mod_driver.run(mod_driver.approve(case)())
    await mod_driver.run(mod_driver.undo(first.id)())
    await mod_driver.run(mod_driver.approve(case)())


async def test_declined_pictures_refund_the_quota_and_are_booked_at_real_cost(
    mod_driver: ModerationDriver,
) -> None:
    case = await mod_driver.create_held_case()
    decided = await mod_driver.run(mod_driver.decline(case)())
    job = await mod_driver.job_of(case)
    assert (job.state, str(job.reason)) == (
        State.REFUSED,
        "This server’s moderators declined these pictures: Not here. Nothing was charged.",
    )
    assert await mod_driver.ledger_totals(job) == (0, 3 * REAL_PRICE_MICROS)
    usage = await mod_driver.run(get_day_usage(AUTHOR, mod_driver.job_driver.clock()))
    assert (usage.images, usage.oldest_image_expires_at) == (0, None)
    assert await mod_driver.audit_actions() == [("Picture declined", ADA)]
    assert (decided.case.reason, decided.block) == ("Not here.", None)


async def test_held_pictures_cancelled_by_the_author_are_booked_at_real_cost(mod_driver: ModerationDriver) -> None:
    case = await mod_driver.create_held_case()
    job = require_job(await mod_driver.run(mod_driver.cancel(case)()))
    assert await mod_driver.ledger_totals(job) == (0, 3 * REAL_PRICE_MICROS)
    assert (await mod_driver.job_driver.job_row(job))["cost_due_at"] is None
    now = await mod_driver.reload(case)
    assert (now.verdict, now.decided_by) == (Verdict.WITHDRAWN, None)
    assert await mod_driver.audit_actions() == []


async def test_decline_and_block_are_a_single_decision(mod_driver: ModerationDriver) -> None:
    case = await mod_driver.create_held_case()
    waiting = await mod_driver.job_driver.acknowledge(await mod_driver.reserve())
    decided = await mod_driver.run(mod_driver.decline(case, blocking=True)())
    assert [job.id for job in decided.block.cancelled] == [waiting.id]
    assert await mod_driver.audit_actions() == [("Picture declined", ADA), ("Block", ADA)]
    with pytest.raises(Blocked):
        await mod_driver.reserve()


async def test_held_jobs_do_not_count_towards_the_job_limit(mod_driver: ModerationDriver) -> None:
    limits = replace(UNLIMITED_LIMITS, jobs_per_user=1)
    case = await mod_driver.create_held_case()
    await mod_driver.reserve(limits=limits)
    with pytest.raises(TooMany):
        await mod_driver.reserve(limits=limits)
    await mod_driver.run(mod_driver.approve(case)())
    assert (await mod_driver.run(get_day_usage(AUTHOR, mod_driver.job_driver.clock()))).jobs == 2


async def test_undecided_cases_expire_and_refund_the_quota(mod_driver: ModerationDriver) -> None:
    case, appeal = await mod_driver.create_held_case(), await mod_driver.create_appeal_case()
    mod_driver.job_driver.clock.advance(100)
    late = await mod_driver.create_held_case()
    found = await mod_driver.run(
        cases.list_opened_before(mod_driver.job_driver.clock(), kind=CaseKind.APPROVAL, limit=9)
    )
    assert found == [case]
    await mod_driver.run(mod_driver.expire(case)())
    await mod_driver.run(mod_driver.expire(appeal)())
    assert [(await mod_driver.reload(one)).verdict for one in (case, appeal)] == [Verdict.EXPIRED] * 2
    assert await mod_driver.ledger_totals(await mod_driver.job_of(case)) == (0, 3 * REAL_PRICE_MICROS)
    assert await mod_driver.audit_actions() == [("Approval expired", None), ("Appeal expired", None)]
    assert (await mod_driver.reload(late)).is_open


async def test_cancelled_batch_includes_held_jobs_for_notification(
    job_driver: JobDriver, mod_driver: ModerationDriver
) -> None:
    asked, *_ = await job_driver.database.run(
        intake.reserve,
        *(mod_driver.make_requester(), [mod_driver.make_request(1), mod_driver.make_request(1, approval=True)]),
        task_uuids=make_uuids(2),
        limits=UNLIMITED_LIMITS,
        admission=OPEN_TO_ALL,
        lease=job_driver.make_lease(),
        now=job_driver.clock(),
    )
    await job_driver.acknowledge(asked[0])
    for job in await job_driver.claim():
        if job.id == asked[1].id:
            ready = require_job(await job_driver.store_results(job))
    await mod_driver.run(jobs.hold(ready, "approval", owner="one", now=job_driver.clock()))
    await job_driver.select("UPDATE jobs SET message_id = 9 WHERE id = ?", ready.id)
    assert await job_driver.cancel(asked[0]) is not None
    assert ((await job_driver.get(ready)).state, (await job_driver.job_row(ready))["notified"]) == (State.CANCELLED, 0)


# ── reports ──────────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_removal_and_its_undo_decide_the_report_case(mod_driver: ModerationDriver) -> None:
    case = await mod_driver.create_report_case()
    decided = await mod_driver.run(mod_driver.remove(case.job_id)())
    assert decided.case == await mod_driver.reload(case)
    assert (decided.case.verdict, decided.case.reason) == (Verdict.REMOVED, "ugly")
    assert await mod_driver.audit_actions() == [("Picture removed", ADA)]
    await mod_driver.run(mod_driver.undo(case.job_id, mod_driver.make_actor(BEN))())
    now = await mod_driver.reload(case)
    assert (now.verdict, now.decided_by, now.reason) == (Verdict.KEPT, BEN, None)


async def test_deletion_by_the_author_withdraws_the_case(mod_driver: ModerationDriver) -> None:
    case = await mod_driver.create_report_case()
    assert await mod_driver.run(mod_driver.delete(case.job_id)())
    assert (await mod_driver.reload(case)).verdict is Verdict.WITHDRAWN


async def test_author_cannot_undo_removal_of_own_picture(mod_driver: ModerationDriver) -> None:
    job = await mod_driver.create_delivered_job()
    await mod_driver.run(mod_driver.remove(job.id)())
    with pytest.raises(NotYours):
        await mod_driver.run(mod_driver.undo(job.id, mod_driver.make_actor(AUTHOR))())
    assert (await mod_driver.job_driver.get(job)).removed_at is not None
    results = await race(
        [mod_driver.job_driver.database], mod_driver.undo(job.id), mod_driver.undo(job.id, mod_driver.make_actor(BEN))
    )
    assert [type(one) for one in results] == [DecisionResult, RemovalNotUndoable]


# ── appeals ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def budgeted(budget: str, micros: int) -> Limits:
    changes: dict[str, Any] = {budget: micros}
    return replace(UNLIMITED_LIMITS, **changes)


async def usage(court: ModerationDriver) -> DayUsage:
    return await court.run(get_day_usage(AUTHOR, court.job_driver.clock()))


async def test_accepted_appeal_creates_free_jobs(mod_driver: ModerationDriver) -> None:
    before = await usage(mod_driver)
    case = await mod_driver.create_appeal_case([mod_driver.make_request(3), mod_driver.make_request(1)])
    decided = await mod_driver.run(mod_driver.accept(case)())
    three, one = decided.free_jobs
    assert [await mod_driver.job_driver.get(job) for job in decided.free_jobs] == [three, one]
    assert {job.state for job in decided.free_jobs} == {State.WAITING}
    assert (three.token, three.batch_id, three.request.policy.free) == (None, None, True)
    assert await mod_driver.ledger_totals(three) == (0, 3 * PRICE_MICROS)
    await mod_driver.deliver(await mod_driver.store_results(three), shown=2)
    assert await mod_driver.ledger_totals(three) == (0, 3 * REAL_PRICE_MICROS)
    await mod_driver.job_driver.cancel(one)
    now = await usage(mod_driver)
    assert (now.images, now.oldest_image_expires_at) == (before.images, None) == (0, None)


async def test_free_pictures_do_not_change_a_used_up_quota(mod_driver: ModerationDriver) -> None:
    limits = replace(UNLIMITED_LIMITS, images_per_user_per_day=4)
    await mod_driver.reserve(mod_driver.make_request(4), limits=limits)
    case = await mod_driver.create_appeal_case()
    await mod_driver.run(mod_driver.accept(case, limits=limits)())
    assert (await usage(mod_driver)).images == 4


async def test_free_pictures_are_limited_to_a_daily_quota(
    mod_driver: ModerationDriver, process_databases: list[Database]
) -> None:
    limits = replace(UNLIMITED_LIMITS, images_per_user_per_day=7)
    each = [await mod_driver.create_appeal_case() for _ in range(3)]
    told = await race(process_databases, *(mod_driver.accept(case, limits=limits) for case in each))
    assert sorted(type(one).__name__ for one in told) == ["DecisionResult", "OverQuota", "OverQuota"]
    (free_jobs,) = (one.free_jobs for one in told if not isinstance(one, Exception))
    for job in free_jobs:
        await mod_driver.job_driver.cancel(job)  # what does not arrive is not counted
    still_open = [case for case in each if (await mod_driver.reload(case)).is_open]
    assert (await mod_driver.run(mod_driver.accept(still_open[0], limits=limits)())).free_jobs


@pytest.mark.parametrize("budget", ["guild_daily_budget", "guild_monthly_budget", "bot_daily_budget"])
async def test_free_pictures_count_towards_the_budgets(budget: str, mod_driver: ModerationDriver) -> None:
    case = await mod_driver.create_appeal_case([mod_driver.make_request(3)])
    with pytest.raises(OverBudget):
        await mod_driver.run(mod_driver.accept(case, limits=budgeted(budget, 3 * PRICE_MICROS - 1))())
    assert (await mod_driver.reload(case)).is_open
    assert await mod_driver.job_driver.count_rows("jobs") == 0
    await mod_driver.run(mod_driver.accept(case, limits=budgeted(budget, 3 * PRICE_MICROS))())
    with pytest.raises(OverBudget):
        await mod_driver.reserve(limits=budgeted(budget, 4 * PRICE_MICROS))


async def test_accepted_appeal_forgives_a_strike(mod_driver: ModerationDriver) -> None:
    for _ in range(2):
        await mod_driver.create_appealable_refusal()
    case = await mod_driver.create_appeal_case()
    (before,) = await mod_driver.job_driver.select("SELECT * FROM strikes")
    assert before["paused_until"] > mod_driver.job_driver.clock()
    await mod_driver.run(mod_driver.accept(case)())
    (after_it,) = await mod_driver.job_driver.select("SELECT * FROM strikes")
    assert (after_it["level"], after_it["paused_until"]) == (2.0, 0.0)


async def test_refusal_can_be_appealed_once_by_its_author_within_a_day(mod_driver: ModerationDriver) -> None:
    appeal = await mod_driver.create_appealable_refusal()
    with pytest.raises(NotYours):
        await mod_driver.run(decisions.appeal(appeal.id, user_id=CAT, now=mod_driver.job_driver.clock()))
    cases_of_it = [
        await mod_driver.run(decisions.appeal(appeal.id, user_id=AUTHOR, now=mod_driver.job_driver.clock() + 86_400))
        for _ in range(2)
    ]
    assert cases_of_it[0] == cases_of_it[1]
    await mod_driver.run(mod_driver.reject(cases_of_it[0])())
    with pytest.raises(Gone, match="rejected"):
        await mod_driver.run(decisions.appeal(appeal.id, user_id=AUTHOR, now=mod_driver.job_driver.clock()))
    late = await mod_driver.create_appealable_refusal()
    with pytest.raises(Gone, match="more than a day"):
        await mod_driver.run(decisions.appeal(late.id, user_id=AUTHOR, now=mod_driver.job_driver.clock() + 86_401))


async def test_appeal_for_an_edit_of_a_removed_picture_cannot_be_accepted(mod_driver: ModerationDriver) -> None:
    source = await mod_driver.create_delivered_job()
    case = await mod_driver.create_appeal_case([mod_driver.make_request(source=source)])
    await mod_driver.run(mod_driver.remove(source.id)())
    with pytest.raises(Gone):
        await mod_driver.run(mod_driver.accept(case)())
    assert (await mod_driver.reload(case)).is_open
