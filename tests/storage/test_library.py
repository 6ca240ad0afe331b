"""The library: history, favourites, alt texts, lineage, and their deletion."""

import asyncio
from collections.abc import Sequence
from uuid import uuid4

import pytest

from bot.domain.admission import OPEN_TO_ALL
from bot.domain.job import Job, Requester, State
from bot.domain.library import LibraryPage
from bot.domain.request import Origin, Reference, Request
from bot.domain.styles import Style
from bot.storage import intake, library
from bot.storage.database import Database
from tests.support.job_driver import UNLIMITED_LIMITS, JobDriver, gather_outcomes, make_request, require_job

HERE = 77
on_postgres = pytest.mark.parametrize("database_url", ["postgres"], indirect=True)


async def made(
    driver: JobDriver,
    source: Job | None = None,
    *,
    member: int = 1,
    guild: int | None = HERE,
    prompt: str = "a fox",
    state: State = State.DELIVERED,
) -> Job:
    """A job with its picture, made from the picture of ``source`` if given."""
    references = () if source is None else (Reference(job_id=source.id, number=1, image_uuid="one"),)
    way = Origin.PROMPT if source is None else Origin.EDIT
    request = make_request(1).model_copy(update={"prompt": prompt, "references": references, "origin": way})
    job = await asked(driver, request, member=member, guild=guild)
    if state is State.WAITING:
        return await driver.acknowledge(job)
    job = await driver.acknowledge(job)
    (job,) = (claimed for claimed in await driver.claim() if claimed.id == job.id)
    return require_job(await driver.deliver(require_job(await driver.store_results(job))))


async def asked(driver: JobDriver, request: Request, *, member: int, guild: int | None) -> Job:
    asker = Requester(
        interaction_id=next(driver.interaction_ids),
        user_id=member,
        guild_id=guild,
        channel_id=5,
        token="token",
        attachment_limit=10 << 20,
    )
    (job,), *_ = await driver.database.run(
        intake.reserve,
        *(asker, [request]),
        task_uuids=[uuid4()],
        limits=UNLIMITED_LIMITS,
        admission=OPEN_TO_ALL,
        lease=driver.make_lease(),
        now=driver.clock(),
    )
    return job


async def page(
    driver: JobDriver, member: int = 1, *, favourites: bool = False, offset: int = 0, guild: int | None = HERE
) -> LibraryPage:
    return await driver.database.run(
        library.list_history, member, guild_id=guild, favourites=favourites, offset=offset, limit=3
    )


async def toggle(driver: JobDriver, job: Job, member: int = 1) -> bool | None:
    return await driver.database.run(library.toggle_favourite, member, job.id, now=driver.clock())


async def remove(driver: JobDriver, job: Job) -> bool:
    return await driver.database.run(library.delete, job.id, now=driver.clock())


def ids(jobs: Sequence[Job]) -> list[int]:
    return [job.id for job in jobs]


# ── looking back ─────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_history_pages_list_own_pictures_newest_first(job_driver: JobDriver) -> None:
    own = [await made(job_driver) for _ in range(5)]
    await made(job_driver, member=2)
    await job_driver.create_in_state(State.FAILED)
    await job_driver.create_in_state(State.WAITING)
    first, second = await page(job_driver), await page(job_driver, offset=3)
    assert ids([*first.jobs, *second.jobs]) == ids(own[::-1])
    assert (first.total, second.total) == (5, 5)


async def test_history_page_includes_favourites_and_alt_texts(job_driver: JobDriver) -> None:
    fox, owl = await made(job_driver), await made(job_driver)
    await toggle(job_driver, fox)
    await toggle(job_driver, owl, member=2)
    await job_driver.database.run(library.set_alt_text, owl.id, 1, "An owl")
    found = await page(job_driver)
    assert found.favourite_ids == {fox.id}
    assert found.alt_texts == {(owl.id, 1): "An owl"}


async def test_favourites_list_own_pictures_and_others_only_of_this_server(job_driver: JobDriver) -> None:
    own_elsewhere = await made(job_driver, guild=None)
    others_here, others_elsewhere = await made(job_driver, member=2), await made(job_driver, member=2, guild=78)
    await made(job_driver)
    for job in (own_elsewhere, others_here, others_elsewhere):
        await toggle(job_driver, job)
    found = await page(job_driver, favourites=True)
    assert ids(found.jobs) == [others_here.id, own_elsewhere.id]
    assert found.total == 2
    assert ids((await page(job_driver, favourites=True, guild=None)).jobs) == [own_elsewhere.id]


async def test_short_id_finds_all_jobs_with_it_newest_first(job_driver: JobDriver) -> None:
    old, new, other = [await made(job_driver) for _ in range(3)]
    await job_driver.select("UPDATE jobs SET short_id = ? WHERE id <> ?", "k3f9x2", other.id)
    assert ids(await job_driver.database.run(library.list_by_code, "k3f9x2")) == [new.id, old.id]
    assert ids(await job_driver.database.run(library.list_by_code, other.short_id)) == [other.id]


# ── trails ───────────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_lineage_has_ancestors_and_all_descendants(job_driver: JobDriver) -> None:
    original = await made(job_driver)
    first = await made(job_driver, original)
    second = await made(job_driver, first, member=2)
    left, right = await made(job_driver, second), await made(job_driver, second)
    last = await made(job_driver, left)
    await made(job_driver, second, state=State.WAITING)
    await made(job_driver)
    before, after = await job_driver.database.run(library.get_lineage, second.id, limit=50)
    assert ids([step.job for step in before]) == ids([original, first])
    assert [(step.job.id, step.source_job_id) for step in after] == [
        (left.id, second.id),
        (right.id, second.id),
        (last.id, left.id),
    ]


async def test_lineage_includes_deleted_pictures(job_driver: JobDriver) -> None:
    original = await made(job_driver)
    middle = await made(job_driver, original)
    last = await made(job_driver, middle)
    await remove(job_driver, middle)
    before, _ = await job_driver.database.run(library.get_lineage, last.id, limit=50)
    assert ids([step.job for step in before]) == ids([original, middle])
    _, after = await job_driver.database.run(library.get_lineage, original.id, limit=50)
    assert ids([step.job for step in after]) == ids([middle, last])


async def test_lineage_is_cut_off_at_its_limit(job_driver: JobDriver) -> None:
    original = await made(job_driver)
    for _ in range(6):
        await made(job_driver, original)
    _, after = await job_driver.database.run(library.get_lineage, original.id, limit=4)
    assert len(after) == 4


# ── favourites and descriptions ──────────────────────────────────────────────────────────────────────────────────────


async def test_favourite_can_be_set_and_removed(job_driver: JobDriver) -> None:
    job = await made(job_driver)
    assert [await toggle(job_driver, job) for _ in range(3)] == [True, False, True]


@pytest.mark.parametrize("state", [State.WAITING, State.FAILED, State.CANCELLED])
async def test_only_delivered_jobs_can_have_favourites_and_alt_texts(job_driver: JobDriver, state: State) -> None:
    job = await job_driver.create_in_state(state)
    assert await toggle(job_driver, job) is None
    assert await job_driver.database.run(library.set_alt_text, job.id, 1, "A fox") is False
    assert await job_driver.count_rows("favourites") == await job_driver.count_rows("alt_texts") == 0


async def test_concurrent_favourite_toggles_alternate(job_driver: JobDriver, process_databases: list[Database]) -> None:
    job = await made(job_driver)
    toggled, refused = await gather_outcomes(
        process_databases[n % 2].run(library.toggle_favourite, 1, job.id, now=job_driver.clock()) for n in range(10)
    )
    assert refused == []
    assert toggled.count(True) == toggled.count(False) == 5
    assert await job_driver.count_rows("favourites") == 0


async def test_newest_alt_text_is_kept(job_driver: JobDriver, process_databases: list[Database]) -> None:
    job = await made(job_driver)
    for text in ("A fox", "A red fox"):
        assert await job_driver.database.run(library.set_alt_text, job.id, 1, text)
    assert await job_driver.database.run(library.get_alt_texts, [job.id]) == {(job.id, 1): "A red fox"}
    described, refused = await gather_outcomes(
        process_databases[n % 2].run(library.set_alt_text, job.id, 2, f"Fox {n}") for n in range(6)
    )
    assert (described, refused) == ([True] * 6, [])


# ── removal ──────────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_deleted_picture_leaves_only_its_ledger_entries(job_driver: JobDriver) -> None:
    source = await made(job_driver)
    job = await made(job_driver, source, prompt="a secret fox")
    await toggle(job_driver, job)
    await toggle(job_driver, job, member=2)
    await job_driver.database.run(library.set_alt_text, job.id, 1, "A secret fox")
    ledger = await job_driver.ledger_entries(job)
    assert await remove(job_driver, job)
    row = await job_driver.job_row(job)
    assert "secret" not in repr(row)
    assert "one.jpg" not in repr(row)
    assert "image_uuid" not in row["request"] + row["outcome"]
    assert row["removed_at"] == job_driver.clock()
    assert await job_driver.count_rows("favourites") == await job_driver.count_rows("alt_texts") == 0
    assert await job_driver.ledger_entries(job) == ledger
    assert ids((await page(job_driver)).jobs) == [source.id]
    gone = await job_driver.get(job)
    assert (gone.delivered_count, gone.state) == (0, State.DELIVERED)


async def test_delete_erases_style_and_prompt_of_an_ended_job(job_driver: JobDriver) -> None:
    request = make_request(1).model_copy(update={"style": Style(name="noir", text="in secret ink"), "prompt": "secret"})
    job = await asked(job_driver, request, member=1, guild=HERE)
    assert await remove(job_driver, job) is False
    await job_driver.cancel(job)
    assert await remove(job_driver, job)
    assert "secret" not in repr(await job_driver.job_row(job))


async def test_reference_to_a_deleted_picture_keeps_only_job_and_number(job_driver: JobDriver) -> None:
    original = await made(job_driver)
    edit, other = await made(job_driver, original), await made(job_driver, await made(job_driver))
    await remove(job_driver, original)
    (reference,) = (await job_driver.get(edit)).request.references
    assert reference == Reference(job_id=original.id, number=1)
    assert (await job_driver.get(other)).request == other.request


async def test_concurrent_deletions_succeed_once(job_driver: JobDriver, process_databases: list[Database]) -> None:
    job = await made(job_driver)
    removed, refused = await gather_outcomes(
        process_databases[n % 2].run(library.delete, job.id, now=job_driver.clock()) for n in range(6)
    )
    assert refused == []
    assert sorted(removed) == [False] * 5 + [True]


async def test_favourites_and_alt_texts_are_not_added_during_a_deletion(
    job_driver: JobDriver, process_databases: list[Database]
) -> None:
    for _ in range(10):
        job = await made(job_driver)
        await asyncio.gather(
            process_databases[0].run(library.delete, job.id, now=job_driver.clock()),
            process_databases[1].run(library.toggle_favourite, 1, job.id, now=job_driver.clock()),
            process_databases[1].run(library.set_alt_text, job.id, 1, "A fox"),
        )
    assert await job_driver.count_rows("favourites") == await job_driver.count_rows("alt_texts") == 0


@on_postgres
async def test_favourite_waits_for_an_uncommitted_deletion(job_driver: JobDriver) -> None:
    job = await made(job_driver)
    removal = library.delete(job.id, now=job_driver.clock())
    mark = library.toggle_favourite(1, job.id, now=job_driver.clock())
    assert await job_driver.run_overlapping(removal, mark) is None
    assert await job_driver.count_rows("favourites") == 0
