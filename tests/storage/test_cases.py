"""Cases: opened once, shown on one card, found again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.case import VERDICTS, Case, Kind, Verdict
from bot.domain.job import State
from bot.errors import AlreadyDecided, Gone, Invalid, TooSoon
from bot.storage import cases, jobs
from bot.storage.cases import PROMPT, Wanted
from bot.storage.database import Database
from tests.storage.court import ADA, AUTHOR, BEN, CAT, ELSEWHERE, GUILD, Court, after, race
from tests.storage.desk import some

on_postgres = pytest.mark.parametrize("database_url", ["postgres"], indirect=True)
PLACE = (70, 71)


async def due(court: Court, *, process: Database | None = None, limit: int = 9) -> list[Case]:
    return await (process or court.desk.database).run(cases.to_show, now=court.desk.clock(), limit=limit)


# ── opening ──────────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_pictures_that_wait_have_one_case_in_the_same_commit(court: Court) -> None:
    job = await court.ready(court.request().model_copy(update={"prompt": "*a fox* <@5> " + "x" * 2000}))
    assert await court.run(jobs.held(job, "approval", owner="two", now=court.desk.clock())) is None
    assert await court.run(cases.of_job(job.id)) == []
    held = some(await court.run(jobs.held(job, "approval", owner="one", now=court.desk.clock())))
    (case,) = await court.run(cases.of_job(job.id))
    assert (held.state, await court.sums(job)) == (State.HELD, (3, 60_000))
    assert case == Case(
        id=case.id,
        guild_id=GUILD,
        kind=Kind.APPROVAL,
        verdict=Verdict.OPEN,
        job_id=job.id,
        appeal_id=None,
        user_id=AUTHOR,
        why="approval",
        prompt=case.prompt,
        opened_at=court.desk.clock(),
    )
    assert len(case.prompt) <= PROMPT
    assert "<@5>" not in case.prompt


async def test_all_reports_of_a_picture_are_one_case_and_each_member_has_one(court: Court) -> None:
    job = await court.delivered()
    case = await court.reported(job)
    with pytest.raises(Gone, match="already"):
        await court.reported(job)
    assert (await court.reported(job, BEN)).id == case.id
    assert [one.user_id for one in await court.run(cases.reports(case.id))] == [BEN, CAT]
    assert (await court.now(case)).version == case.version + 1


async def test_those_who_report_at_once_have_one_case(court: Court, processes: list[Database]) -> None:
    job = await court.delivered()
    results = await race(processes, *(court.reporting(job, member) for member in (11, 12, 13, 13)))
    assert sorted(str(type(one).__name__) for one in results) == ["Case", "Case", "Case", "Gone"]
    assert len({one.id for one in results if isinstance(one, Case)}) == 1
    assert await court.desk.number("reports") == 3


async def test_dismissed_reports_are_opened_again_by_another_one_and_kept_pictures_are_not(court: Court) -> None:
    case = await court.reported()
    job = await court.job(case)
    await court.run(court.dismiss(case)())
    with pytest.raises(Gone):
        await court.reported(job)
    assert (await court.now(case)).verdict is Verdict.DISMISSED
    again = await court.reported(job, BEN)
    assert (again.id, again.verdict, again.decided_at, again.decided_by) == (case.id, Verdict.OPEN, None, None)
    await court.run(court.keep(case)())
    with pytest.raises(Gone, match="decided to keep it"):
        await court.reported(job, 12)
    assert await court.desk.number("reports") == 2


async def test_what_is_gone_is_not_reported(court: Court) -> None:
    removed, deleted = await court.delivered(), await court.delivered()
    await court.run(court.remove(removed.id)())
    await court.run(court.delete(deleted.id)())
    for job in (removed, deleted, await court.ready()):
        with pytest.raises(Gone):
            await court.reported(job)
    assert await court.desk.number("cases") == 0


@on_postgres
async def test_a_report_that_comes_with_a_removal_leaves_no_open_case(court: Court) -> None:
    job = await court.delivered()
    results = await after(court.desk, court.remove(job.id), court.reporting(job))
    assert isinstance(results[1], Gone)
    other = await court.delivered()
    results = await after(court.desk, court.reporting(other), court.remove(other.id))
    assert (await court.now(results[0])).verdict is Verdict.REMOVED


@pytest.mark.parametrize("kind", Kind)
@given(verdict=st.sampled_from(Verdict))
def test_a_case_ends_only_as_its_kind_can(kind: Kind, verdict: Verdict) -> None:
    case = Case(1, GUILD, kind, Verdict.OPEN, 1, None, AUTHOR, "", "", 0.0)
    closing = cases.close(case, verdict, by_id=ADA, reason=None, now=0.0)
    if verdict in VERDICTS[kind]:
        next(closing)
        closing.close()
        return
    with pytest.raises(Invalid):
        next(closing)


# ── looking ──────────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_a_page_has_what_is_wanted_of_this_server_newest_first(court: Court) -> None:
    held, other, reported, appealed = (
        await court.held(),
        await court.held(member=2),
        await court.reported(),
        await court.appealed(),
    )
    await court.run(court.approve(held)())

    async def page(wanted: Wanted, *, guild: int = GUILD, offset: int = 0, limit: int = 9) -> tuple[list[int], int]:
        found, total = await court.run(cases.page(guild, wanted, offset=offset, limit=limit))
        return [case.id for case in found], total

    assert await page(Wanted()) == ([appealed.id, reported.id, other.id, held.id], 4)
    assert await page(Wanted(), offset=1, limit=2) == ([reported.id, other.id], 4)
    assert await page(Wanted(open=True)) == ([appealed.id, reported.id, other.id], 3)
    assert await page(Wanted(open=False)) == ([held.id], 1)
    assert await page(Wanted(kind=Kind.APPROVAL)) == ([other.id, held.id], 2)
    assert await page(Wanted(user_id=2)) == ([other.id], 1)
    assert await page(Wanted(open=True, kind=Kind.APPROVAL, user_id=AUTHOR)) == ([], 0)
    assert await page(Wanted(), guild=ELSEWHERE) == ([], 0)


async def test_cases_of_other_servers_are_not_told_from_those_that_never_were(court: Court) -> None:
    case = await court.held()
    told = []
    for number, guild in ((case.id, ELSEWHERE), (404, GUILD)):
        with pytest.raises(Gone) as refused:
            await court.run(cases.get(number, guild_id=guild))
        told.append(str(refused.value))
    assert told[0] == told[1]


# ── cards ────────────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_a_card_is_due_until_it_shows_how_the_case_stands(court: Court) -> None:
    case = await court.held()
    assert await due(court) == [case]
    await court.run(cases.shown(case, PLACE))
    now = await court.now(case)
    assert (now.card_channel_id, now.card_message_id, now.shown_version) == (*PLACE, now.version)
    assert await due(court) == []
    await court.run(court.approve(case)())
    (again,) = await due(court)
    assert (again.verdict, again.card_message_id) == (Verdict.APPROVED, PLACE[1])
    await court.run(cases.shown(again, None))
    assert await due(court) == []
    assert (await court.now(case)).card_message_id == PLACE[1]


async def test_a_card_is_handed_to_one_process_at_a_time_for_a_minute(court: Court, processes: list[Database]) -> None:
    for _ in range(6):
        await court.held()
    now = court.desk.clock()
    found = await race(processes, *[lambda: cases.to_show(now=now, limit=6)] * 6)
    assert sorted(case.id for many in found for case in many) == sorted({case.id for many in found for case in many})
    assert sum(map(len, found)) == 6
    court.desk.clock.advance(59)
    assert await due(court) == []
    court.desk.clock.advance(1)
    assert len(await due(court, limit=4)) == 4


@on_postgres
async def test_who_asks_for_cards_before_the_other_s_commit_gets_none_of_them(court: Court) -> None:
    await court.held()
    now = court.desk.clock()
    first, second = await after(court.desk, *[lambda: cases.to_show(now=now, limit=9)] * 2)
    assert (len(first), second) == (1, [])


async def test_a_card_that_cannot_be_shown_waits_but_not_longer_than_until_the_case_changes(court: Court) -> None:
    case = await court.held()
    await due(court)
    await court.run(cases.show_later(case.id, at=court.desk.clock() + 300))
    court.desk.clock.advance(299)
    assert await due(court) == []
    court.desk.clock.advance(1)
    assert len(await due(court)) == 1
    await court.run(court.approve(case)())
    await court.run(cases.show_later(case.id, at=court.desk.clock() + 300))
    assert len(await due(court)) == 1


async def test_a_new_channel_gets_the_cards_that_have_no_place(court: Court) -> None:
    shown, missing = await court.held(), await court.held()
    for case in await due(court):
        await court.run(cases.show_later(case.id, at=court.desk.clock() + 300))
    await court.run(cases.shown(shown, PLACE))
    await court.run(cases.show_anew(ELSEWHERE))
    assert await due(court) == []
    await court.run(cases.show_anew(GUILD))
    assert [case.id for case in await due(court)] == [missing.id]


@pytest.mark.parametrize("slow_first", [True, False])
async def test_of_two_who_show_a_card_none_hides_that_it_changed(slow_first: bool, court: Court) -> None:
    """One posts the open case, the other finds it decided meanwhile; whose word reached Discord last, nobody knows."""
    await court.held()
    (slow,) = await due(court)
    await court.run(court.approve(slow)())
    (fast,) = await due(court)
    ends = [cases.shown(slow, PLACE, more_id=72), cases.shown(fast, None)]
    for end in ends if slow_first else ends[::-1]:
        await court.run(end)
    (again,) = await due(court)
    assert (again.verdict, again.card_message_id, again.card_more_id) == (Verdict.APPROVED, PLACE[1], 72)
    await court.run(cases.shown(again, None))
    assert await due(court) == []


async def test_cards_of_all_that_goes_back_to_a_picture_follow_its_removal(court: Court) -> None:
    source = await court.delivered(court.request(1))
    middle = await court.edited(source)
    below = await court.held(court.request(source=middle, approval=True))
    beside = await court.held()
    for case in await due(court):
        await court.run(cases.shown(case, PLACE))
    await court.run(court.remove(source.id)())
    assert [case.id for case in await due(court)] == [below.id]
    await court.run(cases.shown(await court.now(below), None))
    await court.run(court.undo(source.id)())
    assert [case.id for case in await due(court)] == [below.id]
    assert (await court.now(beside)).version == beside.version


async def test_a_card_that_turned_up_is_brought_up_to_date(court: Court) -> None:
    case = await court.held()
    await due(court)
    await court.run(cases.found(case.id, *PLACE))
    (again,) = await due(court)
    assert (again.card_channel_id, again.card_message_id) == PLACE
    await court.run(cases.found(case.id, 1, 2))
    assert (await court.now(case)).card_message_id == PLACE[1]


async def test_whoever_reports_much_is_told_when_there_is_room_again(court: Court) -> None:
    pictures = [await court.delivered() for _ in range(cases.REPORTS + 1)]
    first_at = court.desk.clock()
    for job in pictures[:-1]:
        await court.reported(job)
        court.desk.clock.advance(60)
    with pytest.raises(TooSoon, match="10 pictures within an hour") as refused:
        await court.reported(pictures[-1])
    assert refused.value.frees_at == first_at + 3600
    court.desk.clock.now = first_at + 3599
    with pytest.raises(TooSoon):
        await court.reported(pictures[-1])
    court.desk.clock.now = first_at + 3600
    assert (await court.reported(pictures[-1])).is_open


async def test_whoever_decides_once_more_hears_who_was_first_and_what_they_decided(court: Court) -> None:
    case = await court.reported()
    await court.run(court.keep(case, court.by(ADA))())
    with pytest.raises(AlreadyDecided, match=f"already decided by <@{ADA}>: kept"):
        await court.run(court.dismiss(case, court.by(BEN))())


async def test_pictures_that_do_not_wait_are_neither_released_nor_declined(court: Court) -> None:
    lease, now = court.desk.lease("two"), court.desk.clock()
    for job in (await court.ready(), await court.delivered()):
        before = await court.desk.row(job), await court.desk.ledger(job)
        assert await court.run(jobs.released(job, job.request, lease=lease)) is None
        assert await court.run(jobs.declined(job, "No.", micros=1, lease=lease, now=now)) is None
        assert (await court.desk.row(job), await court.desk.ledger(job)) == before
