"""Removals: a picture is nowhere to be seen or used, all of it can come back for a day, then it is forgotten."""

import pytest

from bot.domain.case import Verdict
from bot.domain.job import Job, State
from bot.errors import AlreadyDecided, Gone
from bot.storage import intake, jobs, library, removals
from bot.storage.database import Database
from bot.storage.library import DELETED_PROMPT
from tests.storage.court import ADA, AUTHOR, BEN, CAT, DAY, ELSEWHERE, GUILD, Court, after, race, uuids
from tests.storage.desk import OPEN, some

on_postgres = pytest.mark.parametrize("database_url", ["postgres"], indirect=True)


async def seen(court: Court, job: Job) -> tuple[list[int], list[int], list[int]]:
    """Where the job is found: in its author's history, among a member's favourites, and by its short id."""
    own = await court.run(library.history(AUTHOR, guild_id=GUILD, favourites=False, offset=0, limit=9))
    marked = await court.run(library.history(CAT, guild_id=GUILD, favourites=True, offset=0, limit=9))
    named = await court.run(library.by_code(job.code))
    found = own.jobs, marked.jobs, [one for one in named if one.pictures]
    return tuple([one.id for one in ones] for ones in found)  # type: ignore[return-value]  # three of them


async def wipe(court: Court) -> int:
    return await court.run(removals.wipe(now=court.desk.clock(), limit=9))


async def test_a_removed_picture_is_nowhere_and_comes_back_with_all_that_belonged_to_it(court: Court) -> None:
    job = await court.delivered()
    await court.run(library.toggle_favourite(CAT, job.id, now=0.0))
    await court.run(library.describe(job.id, 1, "A fox"))
    everywhere = ([job.id], [job.id], [job.id])
    assert await seen(court, job) == everywhere
    await court.run(court.remove(job.id)())
    assert await seen(court, job) == ([], [], [])
    assert await court.run(library.toggle_favourite(CAT, job.id, now=0.0)) is None
    assert await court.run(library.describe(job.id, 1, "Nothing")) is False
    assert await court.run(library.recent(AUTHOR, limit=9)) == []
    court.desk.clock.advance(DAY - 1)
    assert await court.run(removals.can_be_undone(job.id, now=court.desk.clock()))
    assert await wipe(court) == 0
    await court.run(court.undo(job.id, court.by(BEN))())
    assert await seen(court, job) == everywhere
    assert await court.run(library.alt_texts([job.id])) == {(job.id, 1): "A fox"}
    assert await court.desk.get(job) == job
    assert await court.noted() == [("Picture removed", ADA), ("Removal undone", BEN)]


async def test_the_message_is_somebody_s_to_bring_up_to_date_after_each_of_both(court: Court) -> None:
    job = await court.delivered()
    for move in (court.remove(job.id), court.undo(job.id)):
        await court.run(move())
        assert await court.desk.rescue("three") == []
        court.desk.clock.advance(60)
        assert [one.id for one in await court.desk.rescue("three")] == [job.id]
        stands = await court.desk.get(job)
        await court.run(jobs.answered(job.id, removed_at=stands.removed_at))
        court.desk.clock.advance(60)
        assert await court.desk.rescue("four") == []


async def test_a_message_that_shows_what_was_undone_meanwhile_is_not_up_to_date(court: Court) -> None:
    job = await court.delivered()
    await court.run(court.remove(job.id)())
    removed = await court.desk.get(job)
    await court.run(court.undo(job.id)())
    await court.run(jobs.answered(job.id, removed_at=removed.removed_at))
    court.desk.clock.advance(60)
    assert [one.id for one in await court.desk.rescue("three")] == [job.id]


@pytest.mark.parametrize("steps", [0, 1, 2, 75])
async def test_nothing_is_made_from_what_goes_back_to_it_in_however_many_steps(steps: int, court: Court) -> None:
    first = last = await court.delivered(court.request(1))
    for _ in range(steps):
        last = await court.edited(last)
    edit = court.request(1, source=last)
    await court.run(court.remove(first.id)())
    with pytest.raises(Gone, match="moderators removed the original picture"):
        await court.reserved(edit, BEN)
    beside = await court.delivered()
    requests = [court.request(1, source=beside), edit]
    with pytest.raises(Gone):
        await court.desk.database.run(
            intake.reserve,
            *(court.asker(), requests),
            task_uuids=uuids(2),
            limits=OPEN,
            lease=court.desk.lease(),
            now=court.desk.clock(),
        )
    await court.reserved(court.request(1, source=beside))
    await court.run(court.undo(first.id)())
    await court.reserved(edit, BEN)


async def test_a_picture_that_its_author_deleted_stops_only_what_starts_from_it(court: Court) -> None:
    first = await court.delivered()
    second = await court.edited(first)
    await court.run(court.delete(first.id)())
    with pytest.raises(Gone, match="deleted"):
        await court.reserved(court.request(1, source=first))
    await court.reserved(court.request(1, source=second))


async def test_what_is_not_delivered_here_cannot_be_removed(court: Court) -> None:
    elsewhere, private = await court.delivered(guild=ELSEWHERE), await court.delivered(guild=None)
    waiting, held = await court.desk.at(State.WAITING), await court.job(await court.held())
    for job_id in (elsewhere.id, private.id, waiting.id, held.id, 404):
        with pytest.raises(Gone):
            await court.run(court.remove(job_id)())
    assert await court.desk.number("removals") == await court.desk.number("audit") == 0


async def test_what_is_gone_is_told_from_what_was_removed(court: Court) -> None:
    removed, deleted = await court.delivered(), await court.delivered()
    await court.run(court.remove(removed.id)())
    await court.run(court.delete(deleted.id)())
    with pytest.raises(AlreadyDecided, match=f"<@{ADA}>"):
        await court.run(court.remove(removed.id, court.by(BEN))())
    with pytest.raises(Gone, match="already deleted"):
        await court.run(court.remove(deleted.id)())


async def test_after_a_day_it_is_forgotten_and_does_not_come_back(court: Court) -> None:
    source = await court.delivered()
    job = await court.edited(source)
    case = await court.reported(job)
    await court.run(library.toggle_favourite(CAT, job.id, now=0.0))
    await court.run(library.describe(job.id, 1, "A fox"))
    child = await court.edited(job, CAT)
    await court.run(court.remove(job.id)())
    version = (await court.now(case)).version
    court.desk.clock.advance(DAY)
    assert not await court.run(removals.can_be_undone(job.id, now=court.desk.clock()))
    with pytest.raises(Gone, match="more than a day ago"):
        await court.run(court.undo(job.id)())
    assert (await wipe(court), await wipe(court)) == (1, 0)
    gone = await court.desk.get(job)
    assert (gone.request.prompt, gone.request.references, gone.request.style) == (DELETED_PROMPT, (), None)
    assert gone.outcome is not None
    assert (gone.outcome.results, gone.removed_at) == ((), court.desk.clock() - DAY)
    assert await court.desk.number("favourites") == await court.desk.number("alt_texts") == 0
    assert (await court.desk.get(child)).request.references[0].image_uuid is None
    assert (await court.now(case)).version > version
    with pytest.raises(Gone):
        await court.run(court.undo(job.id)())
    with pytest.raises(Gone, match="moderators removed"):
        await court.reserved(court.request(1, source=child))
    assert await court.sums(job) == await court.sums(child)


async def test_many_processes_forget_a_removal_once(court: Court, processes: list[Database]) -> None:
    made = [await court.delivered() for _ in range(5)]
    for job in made:
        await court.run(court.remove(job.id)())
    court.desk.clock.advance(DAY)
    now = court.desk.clock()
    assert sum(await race(processes, *[lambda: removals.wipe(now=now, limit=9)] * 4)) == 5


@on_postgres
async def test_what_is_removed_once_more_while_the_first_removal_is_forgotten_is_kept_for_its_day(court: Court) -> None:
    job = await court.delivered()
    await court.run(court.remove(job.id)())
    court.desk.clock.advance(DAY - 1)
    undo, again = court.undo(job.id, court.by()), court.remove(job.id, court.by(BEN))

    def both():  # type: ignore[no-untyped-def]  # noqa: ANN202 – one transaction out of two
        yield from undo()
        yield from again()

    late = court.desk.clock() + 1
    assert await after(court.desk, both, lambda: removals.wipe(now=late, limit=9)) == [None, 0]
    assert (await court.desk.get(job)).request.prompt == "a fox"


@on_postgres
async def test_a_removal_and_its_author_s_delete_are_not_both_done(court: Court) -> None:
    one, two = await court.delivered(), await court.delivered()
    results = await after(court.desk, court.delete(one.id), court.remove(one.id))
    assert (results[0], type(results[1])) == (True, Gone)
    results = await after(court.desk, court.remove(two.id), court.delete(two.id))
    assert results[1] is False
    await court.run(court.undo(two.id, court.by(BEN))())
    assert (await court.desk.get(two)).request.prompt == "a fox"


async def test_blocking_with_a_removal_is_one_decision(court: Court) -> None:
    case = await court.reported()
    decided = await court.run(court.remove_reported(case, blocking=True)())
    assert decided.block is not None
    assert decided.case.verdict is Verdict.REMOVED
    assert await court.noted() == [("Picture removed", ADA), ("Block", ADA)]
    lost = await court.reported(await court.delivered(member=2))
    await court.run(court.keep(lost)())
    with pytest.raises(AlreadyDecided):
        await court.run(court.remove_reported(lost, blocking=True)())
    assert await court.desk.number("blocks") == 1
    assert some(await court.run(jobs.get(lost.job_id or 0))).removed_at is None
