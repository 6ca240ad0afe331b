"""Drafts: stored for a day, and consumed once, by their author, in the same commit as the reservation."""

from dataclasses import replace
from uuid import uuid4

import pytest

from bot.domain.admission import OPEN_TO_ALL
from bot.domain.job import Job, Requester
from bot.domain.limits import Limits
from bot.errors import Gone, NotYours, OverQuota, TooMany
from bot.refusals import DraftGone
from bot.storage import drafts, intake
from bot.storage.drafts import DRAFT_TTL_SECONDS, PendingRequest
from tests.support.job_driver import UNLIMITED_LIMITS, JobDriver, gather_outcomes, make_request

ASKER = Requester(
    interaction_id=70,
    user_id=1,
    guild_id=None,
    channel_id=5,
    token="token",
    attachment_limit=10 << 20,
    parent_job_id=60,
)
REQUESTS = (make_request(2), make_request(3))


async def offered(driver: JobDriver, asker: Requester = ASKER, limits: Limits = UNLIMITED_LIMITS) -> PendingRequest:
    draft, _ = await driver.database.run(intake.create_draft, asker, REQUESTS, limits=limits, now=driver.clock())
    return draft


async def got(driver: JobDriver, draft_id: int = 70, user_id: int = 1) -> PendingRequest:
    return await driver.database.run(drafts.get, draft_id, user_id=user_id, now=driver.clock())


async def confirmed(
    driver: JobDriver, interaction_id: int, limits: Limits = UNLIMITED_LIMITS, user_id: int = 1
) -> list[Job]:
    jobs, *_ = await driver.database.run(
        intake.reserve,
        *(replace(ASKER, interaction_id=interaction_id, draft_id=70, user_id=user_id), REQUESTS),
        task_uuids=[uuid4() for _ in REQUESTS],
        limits=limits,
        admission=OPEN_TO_ALL,
        lease=driver.make_lease(),
        now=driver.clock(),
    )
    return jobs


async def test_draft_is_stored_as_offered_and_reserves_nothing(job_driver: JobDriver) -> None:
    assert await offered(job_driver) == await got(job_driver) == PendingRequest(70, 1, 60, REQUESTS)
    assert await job_driver.count_rows("jobs") == await job_driver.count_rows("ledger") == 0


async def test_repeated_interaction_creates_a_single_draft(job_driver: JobDriver) -> None:
    await offered(job_driver)
    await offered(job_driver)
    assert await job_driver.count_rows("drafts") == 1


async def test_draft_is_read_and_confirmed_only_by_its_author(job_driver: JobDriver) -> None:
    await offered(job_driver)
    with pytest.raises(NotYours):
        await got(job_driver, user_id=2)
    with pytest.raises(Gone):
        await confirmed(job_driver, 80, user_id=2)
    assert await got(job_driver)


async def test_draft_expires_after_a_day_and_is_deleted_with_the_next_draft(job_driver: JobDriver) -> None:
    await offered(job_driver)
    job_driver.clock.now += DRAFT_TTL_SECONDS
    assert await got(job_driver)
    job_driver.clock.now += 1
    with pytest.raises(Gone):
        await got(job_driver)
    await offered(job_driver, replace(ASKER, interaction_id=71))
    assert [row["id"] for row in await job_driver.select("SELECT id FROM drafts")] == [71]


async def test_draft_confirmed_concurrently_is_reserved_once(job_driver: JobDriver) -> None:
    await offered(job_driver)
    passed, refused = await gather_outcomes(confirmed(job_driver, 80 + n) for n in range(5))
    assert (len(passed), refused) == (1, [DraftGone] * 4)
    assert await job_driver.count_rows("jobs") == 2
    assert await job_driver.count_rows("drafts") == 0


async def test_jobs_of_a_confirmed_draft_share_a_batch_and_have_successive_turns(job_driver: JobDriver) -> None:
    await offered(job_driver)
    first, second = await confirmed(job_driver, 80)
    assert (first.id, first.batch_id, second.batch_id) == (80, 80, 80)
    assert second.id > first.id + 1
    assert second.round == first.round + 1


@pytest.mark.parametrize(
    ("limits", "refusal"),
    [
        (replace(UNLIMITED_LIMITS, images_per_user_per_day=4), OverQuota),
        (replace(UNLIMITED_LIMITS, jobs_per_user=0), TooMany),
    ],
)
async def test_refused_confirmation_keeps_the_draft_and_reserves_nothing(
    job_driver: JobDriver, limits: Limits, refusal: type[Exception]
) -> None:
    await offered(job_driver)
    with pytest.raises(refusal):
        await confirmed(job_driver, 80, limits)
    assert await got(job_driver)
    assert await job_driver.count_rows("jobs") == await job_driver.count_rows("ledger") == 0
    assert len(await confirmed(job_driver, 81)) == 2


async def test_draft_over_quota_is_not_created(job_driver: JobDriver) -> None:
    with pytest.raises(OverQuota):
        await offered(job_driver, limits=replace(UNLIMITED_LIMITS, images_per_user_per_day=4))
    assert await job_driver.count_rows("drafts") == 0


async def test_draft_is_replaced_once_by_concurrent_new_offers(job_driver: JobDriver) -> None:
    await offered(job_driver)
    passed, refused = await gather_outcomes(
        offered(job_driver, replace(ASKER, interaction_id=80 + n, draft_id=70)) for n in range(3)
    )
    assert (len(passed), refused) == (1, [DraftGone] * 2)
    assert [row["id"] for row in await job_driver.select("SELECT id FROM drafts")] == [passed[0].id]


async def test_draft_discarded_and_confirmed_concurrently_is_used_once(job_driver: JobDriver) -> None:
    await offered(job_driver)
    passed, refused = await gather_outcomes(
        [confirmed(job_driver, 80), job_driver.database.run(drafts.consume, 70, user_id=1)]
    )
    assert (len(passed), refused) == (1, [DraftGone])
    assert await job_driver.count_rows("drafts") == 0
