"""Removals: a removed picture is hidden everywhere, can be restored for a day, and is then purged."""

import pytest

from bot.domain.admission import OPEN_TO_ALL
from bot.domain.case import Verdict
from bot.domain.job import Job, State
from bot.errors import AlreadyDecided, Gone
from bot.refusals import PictureDeleted
from bot.storage import intake, jobs, library, removals
from bot.storage.database import Database
from bot.storage.library import DELETED_PROMPT
from tests.support.job_driver import UNLIMITED_LIMITS, require_job
from tests.support.moderation_driver import (
    ADA,
    AUTHOR,
    BEN,
    CAT,
    DAY_SECONDS,
    GUILD,
    OTHER_GUILD,
    ModerationDriver,
    make_uuids,
    race,
    run_overlapping,
)

on_postgres = pytest.mark.parametrize("database_url", ["postgres"], indirect=True)


async def seen(court: ModerationDriver, job: Job) -> tuple[list[int], list[int], list[int]]:
    """Where the job is found: in its author's history, among a member's favourites, and by its short id."""
    own = await court.run(library.list_history(AUTHOR, guild_id=GUILD, favourites=False, offset=0, limit=9))
    marked = await court.run(library.list_history(CAT, guild_id=GUILD, favourites=True, offset=0, limit=9))
    named = await court.run(library.list_by_code(job.short_id))
    found = own.jobs, marked.jobs, [one for one in named if one.delivered_count]
    return tuple([one.id for one in ones] for ones in found)  # type: ignore[return-value]  # three of them


async def wipe(court: ModerationDriver) -> int:
    return await court.run(removals.purge(now=court.job_driver.clock(), limit=9))


async def test_removed_picture_is_hidden_and_undo_restores_all_its_data(
    mod_driver: ModerationDriver,
) -> None:
    job = await mod_driver.create_delivered_job()
    await mod_driver.run(library.toggle_favourite(CAT, job.id, now=0.0))
    await mod_driver.run(library.set_alt_text(job.id, 1, "A fox"))
    everywhere = ([job.id], [job.id], [job.id])
    assert await seen(mod_driver, job) == everywhere
    await mod_driver.run(mod_driver.remove(job.id)())
    assert await seen(mod_driver, job) == ([], [], [])
    assert await mod_driver.run(library.toggle_favourite(CAT, job.id, now=0.0)) is None
    assert await mod_driver.run(library.set_alt_text(job.id, 1, "Nothing")) is False
    assert await mod_driver.run(library.list_recent(AUTHOR, limit=9)) == []
    mod_driver.job_driver.clock.advance(DAY_SECONDS - 1)
    assert await mod_driver.run(removals.can_be_undone(job.id, now=mod_driver.job_driver.clock()))
    assert await wipe(mod_driver) == 0
    await mod_driver.run(mod_driver.undo(job.id, mod_driver.make_actor(BEN))())
    assert await seen(mod_driver, job) == everywhere
    assert await mod_driver.run(library.get_alt_texts([job.id])) == {(job.id, 1): "A fox"}
    assert await mod_driver.job_driver.get(job) == job
    assert await mod_driver.audit_actions() == [("Picture removed", ADA), ("Removal undone", BEN)]


async def test_removal_and_undo_each_require_an_update_of_the_message(mod_driver: ModerationDriver) -> None:
    job = await mod_driver.create_delivered_job()
    for move in (mod_driver.remove(job.id), mod_driver.undo(job.id)):
        await mod_driver.run(move())
        assert await mod_driver.job_driver.adopt_orphans("three") == []
        mod_driver.job_driver.clock.advance(60)
        assert [one.id for one in await mod_driver.job_driver.adopt_orphans("three")] == [job.id]
        stands = await mod_driver.job_driver.get(job)
        await mod_driver.run(jobs.mark_notified(job.id, removed_at=stands.removed_at))
        mod_driver.job_driver.clock.advance(60)
        assert await mod_driver.job_driver.adopt_orphans("four") == []


async def test_message_updated_for_an_undone_removal_is_still_outdated(mod_driver: ModerationDriver) -> None:
    job = await mod_driver.create_delivered_job()
    await mod_driver.run(mod_driver.remove(job.id)())
    removed = await mod_driver.job_driver.get(job)
    await mod_driver.run(mod_driver.undo(job.id)())
    await mod_driver.run(jobs.mark_notified(job.id, removed_at=removed.removed_at))
    mod_driver.job_driver.clock.advance(60)
    assert [one.id for one in await mod_driver.job_driver.adopt_orphans("three")] == [job.id]


@pytest.mark.parametrize("steps", [0, 1, 2, 75])
async def test_descendants_of_a_removed_picture_cannot_be_edited(steps: int, mod_driver: ModerationDriver) -> None:
    first = last = await mod_driver.create_delivered_job(mod_driver.make_request(1))
    for _ in range(steps):
        last = await mod_driver.create_edit(last)
    edit = mod_driver.make_request(1, source=last)
    await mod_driver.run(mod_driver.remove(first.id)())
    with pytest.raises(Gone, match="moderators removed the original picture"):
        await mod_driver.reserve(edit, BEN)
    beside = await mod_driver.create_delivered_job()
    requests = [mod_driver.make_request(1, source=beside), edit]
    with pytest.raises(Gone):
        await mod_driver.job_driver.database.run(
            intake.reserve,
            *(mod_driver.make_requester(), requests),
            task_uuids=make_uuids(2),
            limits=UNLIMITED_LIMITS,
            admission=OPEN_TO_ALL,
            lease=mod_driver.job_driver.make_lease(),
            now=mod_driver.job_driver.clock(),
        )
    await mod_driver.reserve(mod_driver.make_request(1, source=beside))
    await mod_driver.run(mod_driver.undo(first.id)())
    await mod_driver.reserve(edit, BEN)


async def test_deletion_by_the_author_blocks_only_direct_edits(mod_driver: ModerationDriver) -> None:
    first = await mod_driver.create_delivered_job()
    second = await mod_driver.create_edit(first)
    await mod_driver.run(mod_driver.delete(first.id)())
    with pytest.raises(Gone, match="deleted"):
        await mod_driver.reserve(mod_driver.make_request(1, source=first))
    await mod_driver.reserve(mod_driver.make_request(1, source=second))


async def test_only_pictures_delivered_in_the_server_can_be_removed(mod_driver: ModerationDriver) -> None:
    elsewhere, private = (
        await mod_driver.create_delivered_job(guild_id=OTHER_GUILD),
        await mod_driver.create_delivered_job(guild_id=None),
    )
    waiting, held = (
        await mod_driver.job_driver.create_in_state(State.WAITING),
        await mod_driver.job_of(await mod_driver.create_held_case()),
    )
    for job_id in (elsewhere.id, private.id, waiting.id, held.id, 404):
        with pytest.raises(Gone):
            await mod_driver.run(mod_driver.remove(job_id)())
    assert await mod_driver.job_driver.count_rows("removals") == await mod_driver.job_driver.count_rows("audit") == 0


async def test_removal_error_distinguishes_deleted_from_removed_pictures(mod_driver: ModerationDriver) -> None:
    removed, deleted = await mod_driver.create_delivered_job(), await mod_driver.create_delivered_job()
    await mod_driver.run(mod_driver.remove(removed.id)())
    await mod_driver.run(mod_driver.delete(deleted.id)())
    with pytest.raises(AlreadyDecided, match=f"<@{ADA}>"):
        await mod_driver.run(mod_driver.remove(removed.id, mod_driver.make_actor(BEN))())
    with pytest.raises(Gone, match="already deleted"):
        await mod_driver.run(mod_driver.remove(deleted.id)())


async def test_removed_picture_is_purged_after_a_day_and_cannot_be_restored(mod_driver: ModerationDriver) -> None:
    source = await mod_driver.create_delivered_job()
    job = await mod_driver.create_edit(source)
    case = await mod_driver.create_report_case(job)
    await mod_driver.run(library.toggle_favourite(CAT, job.id, now=0.0))
    await mod_driver.run(library.set_alt_text(job.id, 1, "A fox"))
    child = await mod_driver.create_edit(job, CAT)
    await mod_driver.run(mod_driver.remove(job.id)())
    version = (await mod_driver.reload(case)).version
    mod_driver.job_driver.clock.advance(DAY_SECONDS)
    assert not await mod_driver.run(removals.can_be_undone(job.id, now=mod_driver.job_driver.clock()))
    with pytest.raises(Gone, match="more than a day ago"):
        await mod_driver.run(mod_driver.undo(job.id)())
    assert (await wipe(mod_driver), await wipe(mod_driver)) == (1, 0)
    gone = await mod_driver.job_driver.get(job)
    assert (gone.request.prompt, gone.request.references, gone.request.style) == (DELETED_PROMPT, (), None)
    assert gone.outcome is not None
    assert (gone.outcome.results, gone.removed_at) == ((), mod_driver.job_driver.clock() - DAY_SECONDS)
    assert (
        await mod_driver.job_driver.count_rows("favourites") == await mod_driver.job_driver.count_rows("alt_texts") == 0
    )
    assert (await mod_driver.job_driver.get(child)).request.references[0].image_uuid is None
    assert (await mod_driver.reload(case)).version > version
    with pytest.raises(Gone):
        await mod_driver.run(mod_driver.undo(job.id)())
    with pytest.raises(Gone, match="moderators removed"):
        await mod_driver.reserve(mod_driver.make_request(1, source=child))
    assert await mod_driver.ledger_totals(job) == await mod_driver.ledger_totals(child)


async def test_removals_are_purged_once_across_processes(
    mod_driver: ModerationDriver, process_databases: list[Database]
) -> None:
    made = [await mod_driver.create_delivered_job() for _ in range(5)]
    for job in made:
        await mod_driver.run(mod_driver.remove(job.id)())
    mod_driver.job_driver.clock.advance(DAY_SECONDS)
    now = mod_driver.job_driver.clock()
    assert sum(await race(process_databases, *[lambda: removals.purge(now=now, limit=9)] * 4)) == 5


@on_postgres
async def test_picture_removed_again_during_the_purge_is_kept_for_another_day(
    mod_driver: ModerationDriver,
) -> None:
    job = await mod_driver.create_delivered_job()
    await mod_driver.run(mod_driver.remove(job.id)())
    mod_driver.job_driver.clock.advance(DAY_SECONDS - 1)
    undo, again = (
        mod_driver.undo(job.id, mod_driver.make_actor()),
        mod_driver.remove(job.id, mod_driver.make_actor(BEN)),
    )

    def both():  # type: ignore[no-untyped-def]  # noqa: ANN202 – one transaction out of two
        yield from undo()
        yield from again()

    late = mod_driver.job_driver.clock() + 1
    assert await run_overlapping(mod_driver.job_driver, both, lambda: removals.purge(now=late, limit=9)) == [None, 0]
    assert (await mod_driver.job_driver.get(job)).request.prompt == "a fox"


@on_postgres
async def test_concurrent_removal_and_deletion_by_the_author_exclude_each_other(mod_driver: ModerationDriver) -> None:
    one, two = await mod_driver.create_delivered_job(), await mod_driver.create_delivered_job()
    results = await run_overlapping(mod_driver.job_driver, mod_driver.delete(one.id), mod_driver.remove(one.id))
    assert (results[0], type(results[1])) == (True, PictureDeleted)
    results = await run_overlapping(mod_driver.job_driver, mod_driver.remove(two.id), mod_driver.delete(two.id))
    assert results[1] is False
    await mod_driver.run(mod_driver.undo(two.id, mod_driver.make_actor(BEN))())
    assert (await mod_driver.job_driver.get(two)).request.prompt == "a fox"


async def test_removal_and_block_are_a_single_decision(mod_driver: ModerationDriver) -> None:
    case = await mod_driver.create_report_case()
    decided = await mod_driver.run(mod_driver.remove_reported(case, blocking=True)())
    assert decided.block is not None
    assert decided.case.verdict is Verdict.REMOVED
    assert await mod_driver.audit_actions() == [("Picture removed", ADA), ("Block", ADA)]
    lost = await mod_driver.create_report_case(await mod_driver.create_delivered_job(user_id=2))
    await mod_driver.run(mod_driver.keep(lost)())
    with pytest.raises(AlreadyDecided):
        await mod_driver.run(mod_driver.remove_reported(lost, blocking=True)())
    assert await mod_driver.job_driver.count_rows("blocks") == 1
    assert require_job(await mod_driver.run(jobs.get(lost.job_id or 0))).removed_at is None
