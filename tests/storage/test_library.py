"""What members keep of their pictures: history, favourites, descriptions, trails, and how all of it goes away."""

import asyncio
from collections.abc import Sequence
from uuid import uuid4

import pytest

from bot.domain.job import Asker, Job, State
from bot.domain.request import Reference, Request, Way
from bot.domain.styles import Style
from bot.storage import intake, library
from bot.storage.database import Database
from bot.storage.library import Page
from tests.storage.desk import OPEN, Desk, outcomes, pictures, some

HERE = 77
on_postgres = pytest.mark.parametrize("database_url", ["postgres"], indirect=True)


async def made(
    desk: Desk,
    source: Job | None = None,
    *,
    member: int = 1,
    guild: int | None = HERE,
    prompt: str = "a fox",
    state: State = State.DELIVERED,
) -> Job:
    """A job with its picture, made from another's if that is named."""
    references = () if source is None else (Reference(job_id=source.id, number=1, image_uuid="one"),)
    way = Way.ASKED if source is None else Way.EDIT
    request = pictures(1).model_copy(update={"prompt": prompt, "references": references, "way": way})
    job = await asked(desk, request, member=member, guild=guild)
    if state is State.WAITING:
        return await desk.acknowledge(job)
    job = await desk.acknowledge(job)
    (job,) = (claimed for claimed in await desk.claim() if claimed.id == job.id)
    return some(await desk.deliver(some(await desk.ready(job))))


async def asked(desk: Desk, request: Request, *, member: int, guild: int | None) -> Job:
    asker = Asker(
        interaction_id=next(desk.ids),
        user_id=member,
        guild_id=guild,
        channel_id=5,
        token="token",
        attachment_limit=10 << 20,
    )
    (job,), _ = await desk.database.run(
        intake.reserve,
        *(asker, [request]),
        task_uuids=[uuid4()],
        limits=OPEN,
        lease=desk.lease(),
        now=desk.clock(),
    )
    return job


async def page(
    desk: Desk, member: int = 1, *, favourites: bool = False, offset: int = 0, guild: int | None = HERE
) -> Page:
    return await desk.database.run(
        library.history, member, guild_id=guild, favourites=favourites, offset=offset, limit=3
    )


async def toggle(desk: Desk, job: Job, member: int = 1) -> bool | None:
    return await desk.database.run(library.toggle_favourite, member, job.id, now=desk.clock())


async def remove(desk: Desk, job: Job) -> bool:
    return await desk.database.run(library.delete, job.id, now=desk.clock())


def ids(jobs: Sequence[Job]) -> list[int]:
    return [job.id for job in jobs]


# ── looking back ─────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_the_history_has_a_members_own_pictures_newest_first_page_by_page(desk: Desk) -> None:
    own = [await made(desk) for _ in range(5)]
    await made(desk, member=2)
    await desk.at(State.FAILED)
    await desk.at(State.WAITING)
    first, second = await page(desk), await page(desk, offset=3)
    assert ids([*first.jobs, *second.jobs]) == ids(own[::-1])
    assert (first.total, second.total) == (5, 5)


async def test_a_page_tells_what_is_marked_and_described(desk: Desk) -> None:
    fox, owl = await made(desk), await made(desk)
    await toggle(desk, fox)
    await toggle(desk, owl, member=2)
    await desk.database.run(library.describe, owl.id, 1, "An owl")
    found = await page(desk)
    assert found.marked == {fox.id}
    assert found.alt_texts == {(owl.id, 1): "An owl"}


async def test_favourites_are_ones_own_of_anywhere_and_others_of_this_server(desk: Desk) -> None:
    own_elsewhere = await made(desk, guild=None)
    others_here, others_elsewhere = await made(desk, member=2), await made(desk, member=2, guild=78)
    await made(desk)
    for job in (own_elsewhere, others_here, others_elsewhere):
        await toggle(desk, job)
    found = await page(desk, favourites=True)
    assert ids(found.jobs) == [others_here.id, own_elsewhere.id]
    assert found.total == 2
    assert ids((await page(desk, favourites=True, guild=None)).jobs) == [own_elsewhere.id]


async def test_a_short_id_finds_every_job_that_has_it_newest_first(desk: Desk) -> None:
    old, new, other = [await made(desk) for _ in range(3)]
    await desk.read("UPDATE jobs SET code = ? WHERE id <> ?", "k3f9x2", other.id)
    assert ids(await desk.database.run(library.by_code, "k3f9x2")) == [new.id, old.id]
    assert ids(await desk.database.run(library.by_code, other.code)) == [other.id]


# ── trails ───────────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_a_trail_leads_up_to_the_original_and_down_to_everything_made_from_it(desk: Desk) -> None:
    original = await made(desk)
    first = await made(desk, original)
    second = await made(desk, first, member=2)
    left, right = await made(desk, second), await made(desk, second)
    last = await made(desk, left)
    await made(desk, second, state=State.WAITING)
    await made(desk)
    before, after = await desk.database.run(library.trail, second.id, limit=50)
    assert ids([step.job for step in before]) == ids([original, first])
    assert [(step.job.id, step.source_id) for step in after] == [
        (left.id, second.id),
        (right.id, second.id),
        (last.id, left.id),
    ]


async def test_a_trail_leads_past_what_was_removed(desk: Desk) -> None:
    original = await made(desk)
    middle = await made(desk, original)
    last = await made(desk, middle)
    await remove(desk, middle)
    before, _ = await desk.database.run(library.trail, last.id, limit=50)
    assert ids([step.job for step in before]) == ids([original, middle])
    _, after = await desk.database.run(library.trail, original.id, limit=50)
    assert ids([step.job for step in after]) == ids([middle, last])


async def test_a_trail_of_very_many_pictures_is_cut_off(desk: Desk) -> None:
    original = await made(desk)
    for _ in range(6):
        await made(desk, original)
    _, after = await desk.database.run(library.trail, original.id, limit=4)
    assert len(after) == 4


# ── favourites and descriptions ──────────────────────────────────────────────────────────────────────────────────────


async def test_a_mark_is_made_and_taken_away(desk: Desk) -> None:
    job = await made(desk)
    assert [await toggle(desk, job) for _ in range(3)] == [True, False, True]


@pytest.mark.parametrize("state", [State.WAITING, State.FAILED, State.CANCELLED])
async def test_only_pictures_can_be_marked_and_described(desk: Desk, state: State) -> None:
    job = await desk.at(state)
    assert await toggle(desk, job) is None
    assert await desk.database.run(library.describe, job.id, 1, "A fox") is False
    assert await desk.number("favourites") == await desk.number("alt_texts") == 0


async def test_marks_that_are_set_at_once_alternate(desk: Desk, processes: list[Database]) -> None:
    job = await made(desk)
    toggled, refused = await outcomes(
        processes[n % 2].run(library.toggle_favourite, 1, job.id, now=desk.clock()) for n in range(10)
    )
    assert refused == []
    assert toggled.count(True) == toggled.count(False) == 5
    assert await desk.number("favourites") == 0


async def test_the_newest_description_is_kept(desk: Desk, processes: list[Database]) -> None:
    job = await made(desk)
    for text in ("A fox", "A red fox"):
        assert await desk.database.run(library.describe, job.id, 1, text)
    assert await desk.database.run(library.alt_texts, [job.id]) == {(job.id, 1): "A red fox"}
    described, refused = await outcomes(processes[n % 2].run(library.describe, job.id, 2, f"Fox {n}") for n in range(6))
    assert (described, refused) == ([True] * 6, [])


# ── removal ──────────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_what_is_removed_leaves_nothing_but_what_it_cost(desk: Desk) -> None:
    source = await made(desk)
    job = await made(desk, source, prompt="a secret fox")
    await toggle(desk, job)
    await toggle(desk, job, member=2)
    await desk.database.run(library.describe, job.id, 1, "A secret fox")
    ledger = await desk.ledger(job)
    assert await remove(desk, job)
    row = await desk.row(job)
    assert "secret" not in repr(row)
    assert "one.jpg" not in repr(row)
    assert "image_uuid" not in row["request"] + row["outcome"]
    assert row["removed_at"] == desk.clock()
    assert await desk.number("favourites") == await desk.number("alt_texts") == 0
    assert await desk.ledger(job) == ledger
    assert ids((await page(desk)).jobs) == [source.id]
    gone = await desk.get(job)
    assert (gone.pictures, gone.state) == (0, State.DELIVERED)


async def test_a_style_and_a_failures_words_are_removed_too(desk: Desk) -> None:
    request = pictures(1).model_copy(update={"style": Style(name="noir", text="in secret ink"), "prompt": "secret"})
    job = await asked(desk, request, member=1, guild=HERE)
    assert await remove(desk, job) is False
    await desk.cancel(job)
    assert await remove(desk, job)
    assert "secret" not in repr(await desk.row(job))


async def test_what_was_made_from_a_removed_picture_no_longer_names_it(desk: Desk) -> None:
    original = await made(desk)
    edit, other = await made(desk, original), await made(desk, await made(desk))
    await remove(desk, original)
    (reference,) = (await desk.get(edit)).request.references
    assert reference == Reference(job_id=original.id, number=1)
    assert (await desk.get(other)).request == other.request


async def test_of_two_deletions_at_once_one_removes(desk: Desk, processes: list[Database]) -> None:
    job = await made(desk)
    removed, refused = await outcomes(processes[n % 2].run(library.delete, job.id, now=desk.clock()) for n in range(6))
    assert refused == []
    assert sorted(removed) == [False] * 5 + [True]


async def test_nothing_is_added_to_what_is_being_removed(desk: Desk, processes: list[Database]) -> None:
    for _ in range(10):
        job = await made(desk)
        await asyncio.gather(
            processes[0].run(library.delete, job.id, now=desk.clock()),
            processes[1].run(library.toggle_favourite, 1, job.id, now=desk.clock()),
            processes[1].run(library.describe, job.id, 1, "A fox"),
        )
    assert await desk.number("favourites") == await desk.number("alt_texts") == 0


@on_postgres
async def test_a_mark_waits_for_a_removal_that_is_not_committed_yet(desk: Desk) -> None:
    job = await made(desk)
    removal = library.delete(job.id, now=desk.clock())
    mark = library.toggle_favourite(1, job.id, now=desk.clock())
    assert await desk.after(removal, mark) is None
    assert await desk.number("favourites") == 0
