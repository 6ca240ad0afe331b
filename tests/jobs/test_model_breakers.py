"""A model whose results cannot be read: closed after a few in a row, tried again by one request at a time."""

import pytest

from bot.domain.catalog import Catalog
from bot.domain.job import Job
from bot.domain.rate_limits import FIRST_PAUSE_SECONDS
from bot.jobs.model_breakers import MAX_UNREADABLE_IN_A_ROW, TRIAL_TIMEOUT_SECONDS, ModelBreakers
from bot.localization.messages import Message
from bot.storage import kv
from bot.storage.database import Database
from tests.support.clock import ManualClock
from tests.support.generator_driver import make_ready_job, make_result

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@pytest.fixture
def models(database: Database, clock: ManualClock) -> ModelBreakers:
    return breakers(database, clock)


def breakers(database: Database, clock: ManualClock) -> ModelBreakers:
    return ModelBreakers(catalog=Catalog(), database=database, clock=clock, monotonic=lambda: clock() - 1e9)


def job(clock: ManualClock, number: int, *, model: str = "standard") -> Job:
    return make_ready_job(clock, make_result("a"), job_id=number, model=model)


async def close(models: ModelBreakers, clock: ManualClock, first: int = 1) -> list[Message | None]:
    return [await models.record_unreadable(job(clock, first + n), 1) for n in range(MAX_UNREADABLE_IN_A_ROW)]


async def test_consecutive_unreadable_results_close_the_model_with_a_single_alert(
    models: ModelBreakers, clock: ManualClock
) -> None:
    *nothing, news = await close(models, clock)
    assert nothing == [None] * (MAX_UNREADABLE_IN_A_ROW - 1)
    assert "`xai:grok-imagine@image`" in str(news)
    assert await close(models, clock, 100) == [None] * MAX_UNREADABLE_IN_A_ROW
    sentence = str(models.closed_reason("standard"))
    assert f"<t:{int(clock() + FIRST_PAUSE_SECONDS) + 1}:R>" in sentence
    assert "Grok Imagine Pro (`pro`) draws" in sentence
    assert models.closed_reason("pro") is None
    assert str(models.admit(job(clock, 9))) == sentence
    assert models.admit(job(clock, 9, model="pro")) is None


async def test_readable_result_resets_the_count(models: ModelBreakers, clock: ManualClock) -> None:
    for n in range(0, 40, 4):
        for unreadable in range(MAX_UNREADABLE_IN_A_ROW - 1):
            assert await models.record_unreadable(job(clock, n + unreadable), 1) is None
        await models.record_readable(job(clock, n + 3))
    assert models.closed_reason("standard") is None


async def test_retried_job_counts_once(models: ModelBreakers, clock: ManualClock) -> None:
    for _ in range(10):
        await models.record_unreadable(job(clock, 1), 1)
    assert models.closed_reason("standard") is None


async def test_models_are_counted_separately(models: ModelBreakers, clock: ManualClock) -> None:
    for n in range(2):
        await models.record_unreadable(job(clock, n), 1)
        await models.record_unreadable(job(clock, 100 + n, model="pro"), 1)
    assert (models.closed_reason("standard"), models.closed_reason("pro")) == (None, None)


async def test_closed_model_admits_a_single_trial_job_after_the_pause(
    models: ModelBreakers, clock: ManualClock
) -> None:
    await close(models, clock)
    clock.advance(FIRST_PAUSE_SECONDS)
    assert models.closed_reason("standard") is None
    assert models.admit(job(clock, 50)) is None
    assert models.admit(job(clock, 51)) is not None
    assert models.admit(job(clock, 50)) is None  # the same one, once more
    clock.advance(TRIAL_TIMEOUT_SECONDS)
    assert models.admit(job(clock, 52)) is None  # the first one never told how it went
    await models.record_readable(job(clock, 52))
    assert models.admit(job(clock, 53)) is None
    assert models.admit(job(clock, 54)) is None


async def test_failed_trial_prolongs_the_pause_without_an_alert(models: ModelBreakers, clock: ManualClock) -> None:
    await close(models, clock)
    clock.advance(FIRST_PAUSE_SECONDS)
    assert models.admit(job(clock, 50)) is None
    assert await models.record_unreadable(job(clock, 50), 1) is None
    clock.advance(2 * FIRST_PAUSE_SECONDS - 1)
    assert models.closed_reason("standard") is not None
    clock.advance(1)
    assert models.closed_reason("standard") is None


async def test_closed_model_is_restored_after_a_restart(
    models: ModelBreakers, database: Database, clock: ManualClock
) -> None:
    await close(models, clock)
    after = breakers(database, clock)
    await after.restore_open()
    assert after.admit(job(clock, 50)) is None
    assert after.admit(job(clock, 51)) is not None
    assert await after.record_unreadable(job(clock, 50), 1) is None
    assert after.closed_reason("standard") is not None
    clock.advance(FIRST_PAUSE_SECONDS)
    await after.record_readable(job(clock, 60))
    assert await database.run(kv.list_by_prefix, kv.UNREADABLE_MODEL_PREFIX) == {}
    assert await close(after, clock, 200) != [None] * MAX_UNREADABLE_IN_A_ROW  # news again


async def test_closed_reason_names_no_alternative_if_all_models_are_closed(
    models: ModelBreakers, clock: ManualClock
) -> None:
    for n in range(MAX_UNREADABLE_IN_A_ROW):
        await models.record_unreadable(job(clock, n), 1)
        await models.record_unreadable(job(clock, 100 + n, model="pro"), 1)
    sentence = str(models.closed_reason("standard"))
    assert "Meanwhile" not in sentence
    assert sentence.endswith("Nothing was charged.")
