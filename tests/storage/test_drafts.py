"""Drafts: kept for a day, used up once, by their author, together with the reservation or not at all."""

from dataclasses import replace
from uuid import uuid4

import pytest

from bot.domain.job import Asker, Job
from bot.domain.quota import Limits
from bot.errors import Gone, NotYours, OverQuota, TooMany
from bot.storage import drafts, intake
from bot.storage.drafts import KEPT, Draft
from tests.storage.desk import OPEN, Desk, outcomes, pictures

ASKER = Asker(
    interaction_id=70, user_id=1, guild_id=None, channel_id=5, token="token", attachment_limit=10 << 20, parent_id=60
)
REQUESTS = (pictures(2), pictures(3))


async def offered(desk: Desk, asker: Asker = ASKER, limits: Limits = OPEN) -> Draft:
    draft, _ = await desk.database.run(intake.offer, asker, REQUESTS, limits=limits, now=desk.clock())
    return draft


async def got(desk: Desk, draft_id: int = 70, user_id: int = 1) -> Draft:
    return await desk.database.run(drafts.get, draft_id, user_id=user_id, now=desk.clock())


async def confirmed(desk: Desk, interaction_id: int, limits: Limits = OPEN, user_id: int = 1) -> list[Job]:
    jobs, _ = await desk.database.run(
        intake.reserve,
        *(replace(ASKER, interaction_id=interaction_id, draft_id=70, user_id=user_id), REQUESTS),
        task_uuids=[uuid4() for _ in REQUESTS],
        limits=limits,
        lease=desk.lease(),
        now=desk.clock(),
    )
    return jobs


async def test_a_draft_is_kept_as_it_was_offered_and_takes_nothing(desk: Desk) -> None:
    assert await offered(desk) == await got(desk) == Draft(70, 1, 60, REQUESTS)
    assert await desk.number("jobs") == await desk.number("ledger") == 0


async def test_the_same_interaction_twice_keeps_the_first(desk: Desk) -> None:
    await offered(desk)
    await offered(desk)
    assert await desk.number("drafts") == 1


async def test_only_its_author_may_look_at_it_or_use_it(desk: Desk) -> None:
    await offered(desk)
    with pytest.raises(NotYours):
        await got(desk, user_id=2)
    with pytest.raises(Gone):
        await confirmed(desk, 80, user_id=2)
    assert await got(desk)


async def test_a_draft_is_void_after_a_day_and_forgotten_when_the_next_one_comes(desk: Desk) -> None:
    await offered(desk)
    desk.clock.now += KEPT
    assert await got(desk)
    desk.clock.now += 1
    with pytest.raises(Gone):
        await got(desk)
    await offered(desk, replace(ASKER, interaction_id=71))
    assert [row["id"] for row in await desk.read("SELECT id FROM drafts")] == [71]


async def test_confirmed_several_times_at_once_it_is_reserved_once(desk: Desk) -> None:
    await offered(desk)
    passed, refused = await outcomes(confirmed(desk, 80 + n) for n in range(5))
    assert (len(passed), refused) == (1, [Gone] * 4)
    assert await desk.number("jobs") == 2
    assert await desk.number("drafts") == 0


async def test_jobs_of_one_yes_belong_together_and_stand_one_after_the_other(desk: Desk) -> None:
    await offered(desk)
    first, second = await confirmed(desk, 80)
    assert (first.id, first.batch_id, second.batch_id) == (80, 80, 80)
    assert second.id > first.id + 1
    assert second.turn == first.turn + 1


@pytest.mark.parametrize(
    ("limits", "refusal"),
    [(replace(OPEN, images_per_user_per_day=4), OverQuota), (replace(OPEN, jobs_per_user=0), TooMany)],
)
async def test_a_refusal_leaves_the_draft_and_takes_nothing(
    desk: Desk, limits: Limits, refusal: type[Exception]
) -> None:
    await offered(desk)
    with pytest.raises(refusal):
        await confirmed(desk, 80, limits)
    assert await got(desk)
    assert await desk.number("jobs") == await desk.number("ledger") == 0
    assert len(await confirmed(desk, 81)) == 2


async def test_what_cannot_be_afforded_is_not_even_offered(desk: Desk) -> None:
    with pytest.raises(OverQuota):
        await offered(desk, limits=replace(OPEN, images_per_user_per_day=4))
    assert await desk.number("drafts") == 0


async def test_a_new_offer_takes_the_place_of_the_old_one_once(desk: Desk) -> None:
    await offered(desk)
    passed, refused = await outcomes(
        offered(desk, replace(ASKER, interaction_id=80 + n, draft_id=70)) for n in range(3)
    )
    assert (len(passed), refused) == (1, [Gone] * 2)
    assert [row["id"] for row in await desk.read("SELECT id FROM drafts")] == [passed[0].id]


async def test_put_aside_and_confirmed_at_once_it_is_one_of_both(desk: Desk) -> None:
    await offered(desk)
    passed, refused = await outcomes([confirmed(desk, 80), desk.database.run(drafts.take, 70, user_id=1)])
    assert (len(passed), refused) == (1, [Gone])
    assert await desk.number("drafts") == 0
