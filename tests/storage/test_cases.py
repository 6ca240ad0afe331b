"""Cases: opened once, shown on one card, and listed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.case import MAX_PROMPT_PREVIEW_LENGTH, Case, CaseFilter, CaseKind, Verdict
from bot.domain.case_actions import POSSIBLE_VERDICTS
from bot.domain.job import State
from bot.errors import AlreadyDecided, Gone, Invalid, TooSoon
from bot.storage import cases, jobs
from bot.storage.database import Database
from tests.support.job_driver import require_job
from tests.support.moderation_driver import (
    ADA,
    AUTHOR,
    BEN,
    CAT,
    GUILD,
    OTHER_GUILD,
    ModerationDriver,
    race,
    run_overlapping,
)

on_postgres = pytest.mark.parametrize("database_url", ["postgres"], indirect=True)
PLACE = (70, 71)


async def due(court: ModerationDriver, *, process: Database | None = None, limit: int = 9) -> list[Case]:
    return await (process or court.job_driver.database).run(
        cases.claim_due_cards, now=court.job_driver.clock(), limit=limit
    )


# ── opening ──────────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_holding_a_job_opens_its_case_in_the_same_transaction(mod_driver: ModerationDriver) -> None:
    job = await mod_driver.create_ready_job(
        mod_driver.make_request().model_copy(update={"prompt": "*a fox* <@5> " + "x" * 2000})
    )
    assert await mod_driver.run(jobs.hold(job, "approval", owner="two", now=mod_driver.job_driver.clock())) is None
    assert await mod_driver.run(cases.list_by_job(job.id)) == []
    held = require_job(await mod_driver.run(jobs.hold(job, "approval", owner="one", now=mod_driver.job_driver.clock())))
    (case,) = await mod_driver.run(cases.list_by_job(job.id))
    assert (held.state, await mod_driver.ledger_totals(job)) == (State.HELD, (3, 60_000))
    assert case == Case(
        id=case.id,
        guild_id=GUILD,
        kind=CaseKind.APPROVAL,
        verdict=Verdict.OPEN,
        job_id=job.id,
        appeal_id=None,
        user_id=AUTHOR,
        review_reason="approval",
        prompt=case.prompt,
        opened_at=mod_driver.job_driver.clock(),
    )
    assert len(case.prompt) <= MAX_PROMPT_PREVIEW_LENGTH
    assert "<@5>" not in case.prompt


async def test_reports_of_a_picture_share_a_case_and_each_member_reports_once(mod_driver: ModerationDriver) -> None:
    job = await mod_driver.create_delivered_job()
    case = await mod_driver.create_report_case(job)
    with pytest.raises(Gone, match="already"):
        await mod_driver.create_report_case(job)
    assert (await mod_driver.create_report_case(job, BEN)).id == case.id
    assert [one.user_id for one in await mod_driver.run(cases.list_reports(case.id))] == [BEN, CAT]
    assert (await mod_driver.reload(case)).version == case.version + 1


async def test_concurrent_reports_of_a_picture_share_a_case(
    mod_driver: ModerationDriver, process_databases: list[Database]
) -> None:
    job = await mod_driver.create_delivered_job()
    results = await race(process_databases, *(mod_driver.report(job, member) for member in (11, 12, 13, 13)))
    assert sorted(str(type(one).__name__) for one in results) == ["AlreadyReported", "Case", "Case", "Case"]
    assert len({one.id for one in results if isinstance(one, Case)}) == 1
    assert await mod_driver.job_driver.count_rows("reports") == 3


async def test_new_report_reopens_a_dismissed_case_but_not_a_kept_picture(
    mod_driver: ModerationDriver,
) -> None:
    case = await mod_driver.create_report_case()
    job = await mod_driver.job_of(case)
    await mod_driver.run(mod_driver.dismiss(case)())
    with pytest.raises(Gone):
        await mod_driver.create_report_case(job)
    assert (await mod_driver.reload(case)).verdict is Verdict.DISMISSED
    again = await mod_driver.create_report_case(job, BEN)
    assert (again.id, again.verdict, again.decided_at, again.decided_by) == (case.id, Verdict.OPEN, None, None)
    await mod_driver.run(mod_driver.keep(case)())
    with pytest.raises(Gone, match="decided to keep it"):
        await mod_driver.create_report_case(job, 12)
    assert await mod_driver.job_driver.count_rows("reports") == 2


async def test_removed_deleted_or_undelivered_pictures_cannot_be_reported(mod_driver: ModerationDriver) -> None:
    removed, deleted = await mod_driver.create_delivered_job(), await mod_driver.create_delivered_job()
    await mod_driver.run(mod_driver.remove(removed.id)())
    await mod_driver.run(mod_driver.delete(deleted.id)())
    for job in (removed, deleted, await mod_driver.create_ready_job()):
        with pytest.raises(Gone):
            await mod_driver.create_report_case(job)
    assert await mod_driver.job_driver.count_rows("cases") == 0


@on_postgres
async def test_report_concurrent_with_removal_leaves_no_open_case(mod_driver: ModerationDriver) -> None:
    job = await mod_driver.create_delivered_job()
    results = await run_overlapping(mod_driver.job_driver, mod_driver.remove(job.id), mod_driver.report(job))
    assert isinstance(results[1], Gone)
    other = await mod_driver.create_delivered_job()
    results = await run_overlapping(mod_driver.job_driver, mod_driver.report(other), mod_driver.remove(other.id))
    assert (await mod_driver.reload(results[0])).verdict is Verdict.REMOVED


@pytest.mark.parametrize("kind", CaseKind)
@given(verdict=st.sampled_from(Verdict))
def test_case_closes_only_with_verdicts_possible_for_its_kind(kind: CaseKind, verdict: Verdict) -> None:
    case = Case(1, GUILD, kind, Verdict.OPEN, 1, None, AUTHOR, "", "", 0.0)
    closing = cases.close(case, verdict, by_id=ADA, reason=None, now=0.0)
    if verdict in POSSIBLE_VERDICTS[kind]:
        next(closing)
        closing.close()
        return
    with pytest.raises(Invalid):
        next(closing)


# ── reading ──────────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_case_page_has_filtered_cases_of_the_server_newest_first(mod_driver: ModerationDriver) -> None:
    held, other, reported, appealed = (
        await mod_driver.create_held_case(),
        await mod_driver.create_held_case(user_id=2),
        await mod_driver.create_report_case(),
        await mod_driver.create_appeal_case(),
    )
    await mod_driver.run(mod_driver.approve(held)())

    async def page(wanted: CaseFilter, *, guild: int = GUILD, offset: int = 0, limit: int = 9) -> tuple[list[int], int]:
        found, total = await mod_driver.run(cases.list_page(guild, wanted, offset=offset, limit=limit))
        return [case.id for case in found], total

    assert await page(CaseFilter()) == ([appealed.id, reported.id, other.id, held.id], 4)
    assert await page(CaseFilter(), offset=1, limit=2) == ([reported.id, other.id], 4)
    assert await page(CaseFilter(open=True)) == ([appealed.id, reported.id, other.id], 3)
    assert await page(CaseFilter(open=False)) == ([held.id], 1)
    assert await page(CaseFilter(kind=CaseKind.APPROVAL)) == ([other.id, held.id], 2)
    assert await page(CaseFilter(user_id=2)) == ([other.id], 1)
    assert await page(CaseFilter(open=True, kind=CaseKind.APPROVAL, user_id=AUTHOR)) == ([], 0)
    assert await page(CaseFilter(), guild=OTHER_GUILD) == ([], 0)


async def test_case_of_another_server_looks_like_a_missing_case(mod_driver: ModerationDriver) -> None:
    case = await mod_driver.create_held_case()
    told = []
    for number, guild in ((case.id, OTHER_GUILD), (404, GUILD)):
        with pytest.raises(Gone) as refused:
            await mod_driver.run(cases.get(number, guild_id=guild))
        told.append(str(refused.value))
    assert told[0] == told[1]


# ── cards ────────────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_card_is_due_until_it_shows_the_current_case_version(mod_driver: ModerationDriver) -> None:
    case = await mod_driver.create_held_case()
    assert await due(mod_driver) == [case]
    await mod_driver.run(cases.mark_posted(case, PLACE))
    now = await mod_driver.reload(case)
    assert (now.card_channel_id, now.card_message_id, now.posted_version) == (*PLACE, now.version)
    assert await due(mod_driver) == []
    await mod_driver.run(mod_driver.approve(case)())
    (again,) = await due(mod_driver)
    assert (again.verdict, again.card_message_id) == (Verdict.APPROVED, PLACE[1])
    await mod_driver.run(cases.mark_posted(again, None))
    assert await due(mod_driver) == []
    assert (await mod_driver.reload(case)).card_message_id == PLACE[1]


async def test_due_card_is_claimed_by_a_single_process_for_a_minute(
    mod_driver: ModerationDriver, process_databases: list[Database]
) -> None:
    for _ in range(6):
        await mod_driver.create_held_case()
    now = mod_driver.job_driver.clock()
    found = await race(process_databases, *[lambda: cases.claim_due_cards(now=now, limit=6)] * 6)
    assert sorted(case.id for many in found for case in many) == sorted({case.id for many in found for case in many})
    assert sum(map(len, found)) == 6
    mod_driver.job_driver.clock.advance(59)
    assert await due(mod_driver) == []
    mod_driver.job_driver.clock.advance(1)
    assert len(await due(mod_driver, limit=4)) == 4


@on_postgres
async def test_due_cards_in_an_uncommitted_claim_are_not_claimed_again(mod_driver: ModerationDriver) -> None:
    await mod_driver.create_held_case()
    now = mod_driver.job_driver.clock()
    first, second = await run_overlapping(mod_driver.job_driver, *[lambda: cases.claim_due_cards(now=now, limit=9)] * 2)
    assert (len(first), second) == (1, [])


async def test_postponed_card_is_due_after_its_delay_or_a_case_change(
    mod_driver: ModerationDriver,
) -> None:
    case = await mod_driver.create_held_case()
    await due(mod_driver)
    await mod_driver.run(cases.postpone_card(case.id, at=mod_driver.job_driver.clock() + 300))
    mod_driver.job_driver.clock.advance(299)
    assert await due(mod_driver) == []
    mod_driver.job_driver.clock.advance(1)
    assert len(await due(mod_driver)) == 1
    await mod_driver.run(mod_driver.approve(case)())
    await mod_driver.run(cases.postpone_card(case.id, at=mod_driver.job_driver.clock() + 300))
    assert len(await due(mod_driver)) == 1


async def test_repost_all_makes_cards_without_a_message_due(mod_driver: ModerationDriver) -> None:
    shown, missing = await mod_driver.create_held_case(), await mod_driver.create_held_case()
    for case in await due(mod_driver):
        await mod_driver.run(cases.postpone_card(case.id, at=mod_driver.job_driver.clock() + 300))
    await mod_driver.run(cases.mark_posted(shown, PLACE))
    await mod_driver.run(cases.repost_all(OTHER_GUILD))
    assert await due(mod_driver) == []
    await mod_driver.run(cases.repost_all(GUILD))
    assert [case.id for case in await due(mod_driver)] == [missing.id]


@pytest.mark.parametrize("slow_first", [True, False])
async def test_card_posted_concurrently_in_two_versions_becomes_due_again(
    slow_first: bool, mod_driver: ModerationDriver
) -> None:
    """One process posts the open case, the other one the decided case; it is unknown which post Discord got last."""
    await mod_driver.create_held_case()
    (slow,) = await due(mod_driver)
    await mod_driver.run(mod_driver.approve(slow)())
    (fast,) = await due(mod_driver)
    ends = [cases.mark_posted(slow, PLACE, overflow_message_id=72), cases.mark_posted(fast, None)]
    for end in ends if slow_first else ends[::-1]:
        await mod_driver.run(end)
    (again,) = await due(mod_driver)
    assert (again.verdict, again.card_message_id, again.card_overflow_message_id) == (Verdict.APPROVED, PLACE[1], 72)
    await mod_driver.run(cases.mark_posted(again, None))
    assert await due(mod_driver) == []


async def test_cards_of_descendants_are_due_after_removal_and_undo_of_a_picture(mod_driver: ModerationDriver) -> None:
    source = await mod_driver.create_delivered_job(mod_driver.make_request(1))
    middle = await mod_driver.create_edit(source)
    below = await mod_driver.create_held_case(mod_driver.make_request(source=middle, approval=True))
    beside = await mod_driver.create_held_case()
    for case in await due(mod_driver):
        await mod_driver.run(cases.mark_posted(case, PLACE))
    await mod_driver.run(mod_driver.remove(source.id)())
    assert [case.id for case in await due(mod_driver)] == [below.id]
    await mod_driver.run(cases.mark_posted(await mod_driver.reload(below), None))
    await mod_driver.run(mod_driver.undo(source.id)())
    assert [case.id for case in await due(mod_driver)] == [below.id]
    assert (await mod_driver.reload(beside)).version == beside.version


async def test_adopted_card_is_due_for_an_update(mod_driver: ModerationDriver) -> None:
    case = await mod_driver.create_held_case()
    await due(mod_driver)
    await mod_driver.run(cases.adopt_card(case.id, *PLACE))
    (again,) = await due(mod_driver)
    assert (again.card_channel_id, again.card_message_id) == PLACE
    await mod_driver.run(cases.adopt_card(case.id, 1, 2))
    assert (await mod_driver.reload(case)).card_message_id == PLACE[1]


async def test_report_limit_error_has_the_time_of_the_next_possible_report(mod_driver: ModerationDriver) -> None:
    pictures = [await mod_driver.create_delivered_job() for _ in range(cases.MAX_REPORTS_PER_HOUR + 1)]
    first_at = mod_driver.job_driver.clock()
    for job in pictures[:-1]:
        await mod_driver.create_report_case(job)
        mod_driver.job_driver.clock.advance(60)
    with pytest.raises(TooSoon, match="10 pictures within an hour") as refused:
        await mod_driver.create_report_case(pictures[-1])
    assert refused.value.retry_at == first_at + 3600
    mod_driver.job_driver.clock.now = first_at + 3599
    with pytest.raises(TooSoon):
        await mod_driver.create_report_case(pictures[-1])
    mod_driver.job_driver.clock.now = first_at + 3600
    assert (await mod_driver.create_report_case(pictures[-1])).is_open


async def test_second_decision_error_names_first_moderator_and_verdict(
    mod_driver: ModerationDriver,
) -> None:
    case = await mod_driver.create_report_case()
    await mod_driver.run(mod_driver.keep(case, mod_driver.make_actor(ADA))())
    with pytest.raises(AlreadyDecided, match=f"already decided by <@{ADA}>: kept"):
        await mod_driver.run(mod_driver.dismiss(case, mod_driver.make_actor(BEN))())


async def test_jobs_that_are_not_held_can_be_neither_released_nor_declined(mod_driver: ModerationDriver) -> None:
    lease, now = mod_driver.job_driver.make_lease("two"), mod_driver.job_driver.clock()
    for job in (await mod_driver.create_ready_job(), await mod_driver.create_delivered_job()):
        before = await mod_driver.job_driver.job_row(job), await mod_driver.job_driver.ledger_entries(job)
        assert await mod_driver.run(jobs.release_held(job, job.request, lease=lease)) is None
        assert await mod_driver.run(jobs.decline_held(job, "No.", micro_dollars=1, lease=lease, now=now)) is None
        assert (await mod_driver.job_driver.job_row(job), await mod_driver.job_driver.ledger_entries(job)) == before
