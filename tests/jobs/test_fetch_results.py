"""Reading finished pictures: what can be read is kept in its order, what may still turn up is waited for."""

from dataclasses import replace
from typing import Any
from unittest.mock import AsyncMock, create_autospec

import pytest

from bot.domain.catalog import OutputFormat, Size
from bot.domain.job import Result
from bot.errors import BadPicture, OperatorNeeded, ProviderUnavailable
from bot.images.inspect import PictureFile
from bot.jobs.fetch_results import MISSING_FILE_RETRY_SECONDS, ResultFetcher
from bot.jobs.model_breakers import ModelBreakers
from bot.localization.messages import Sentence
from bot.runware.client import RunwareClient
from bot.runware.result_images import ResultImageReader
from bot.runware.task_progress import TaskProgress
from tests.support.clock import ManualClock
from tests.support.generator_driver import make_ready_job, make_result

FILE = PictureFile(b"picture", OutputFormat.WEBP, Size(7, 9))
BROKEN, AWAY = BadPicture("broken"), ProviderUnavailable("away", code="media")


@pytest.fixture
def media() -> Any:
    return create_autospec(ResultImageReader, instance=True)


@pytest.fixture
def provider() -> Any:
    return create_autospec(RunwareClient, instance=True)


@pytest.fixture
def models() -> Any:
    made = create_autospec(ModelBreakers, instance=True)
    made.record_unreadable.return_value = None
    return made


@pytest.fixture
def fetching(media: Any, provider: Any, models: Any, clock: ManualClock) -> ResultFetcher:
    return make_fetcher(media, provider, models, clock)


def make_fetcher(
    media: Any, provider: Any, models: Any, clock: ManualClock, *, task_timeout_seconds: float = 180.0
) -> ResultFetcher:
    return ResultFetcher(
        media=media,
        provider=provider,
        clock=clock,
        model_breakers=models,
        alert=AsyncMock(),
        task_timeout_seconds=task_timeout_seconds,
    )


async def test_picture_format_and_size_are_read_from_its_bytes(
    fetching: ResultFetcher, media: Any, clock: ManualClock
) -> None:
    media.read.return_value = FILE
    job = make_ready_job(clock, make_result("a"))
    assert job.outcome is not None
    (picture,) = await fetching.fetch(job, job.outcome.results)
    assert (picture.data, picture.format, picture.size) == (b"picture", OutputFormat.WEBP, Size(7, 9))
    assert picture.result == make_result("a")
    assert not picture.shrunk


async def test_unreadable_pictures_are_left_out_and_the_order_is_kept(
    fetching: ResultFetcher, media: Any, models: Any, clock: ManualClock
) -> None:
    media.read.side_effect = [FILE, BROKEN, AWAY, FILE]
    results = [make_result(name) for name in "abcd"]
    job = make_ready_job(clock, *results)
    assert [picture.result.image_uuid for picture in await fetching.fetch_and_record(job, results)] == ["a", "d"]
    models.record_readable.assert_awaited_once_with(job)
    models.record_unreadable.assert_not_awaited()


@pytest.mark.parametrize("error", [ValueError("a mistake of ours"), KeyError("x")])
async def test_programming_error_is_not_treated_as_a_broken_picture(
    fetching: ResultFetcher, media: Any, clock: ManualClock, error: Exception
) -> None:
    media.read.side_effect = [FILE, error]
    with pytest.raises(type(error)):
        await fetching.fetch(
            make_ready_job(clock, make_result("a"), make_result("b")), [make_result("a"), make_result("b")]
        )


@pytest.mark.parametrize("outcomes", [[AWAY], [BROKEN, AWAY], [AWAY, BROKEN]])
async def test_unreachable_pictures_raise_an_error_for_a_retry(
    fetching: ResultFetcher, media: Any, models: Any, clock: ManualClock, outcomes: list[Exception]
) -> None:
    media.read.side_effect = outcomes
    results = [make_result(str(n)) for n, _ in enumerate(outcomes)]
    with pytest.raises(ProviderUnavailable):
        await fetching.fetch_and_record(make_ready_job(clock, *results), results)
    models.record_unreadable.assert_awaited_once()
    media.read.side_effect = outcomes
    assert await fetching.fetch_or_empty(make_ready_job(clock, *results), results) == []


async def test_operator_is_alerted_when_the_model_breaker_opens(
    fetching: ResultFetcher, media: Any, models: Any
) -> None:
    told: list[str] = []

    async def alert(sentence: Sentence) -> None:
        told.append(str(sentence))

    media.read.side_effect = [BROKEN, BROKEN]
    models.record_unreadable.return_value = "closed"
    clock = ManualClock()
    watched = replace(fetching, clock=clock, alert=alert)
    job = make_ready_job(clock, make_result("a"), make_result("b"))
    assert await watched.fetch_and_record(job, [make_result("a"), make_result("b")]) == []
    models.record_unreadable.assert_awaited_once_with(job, 2)
    assert told == ["closed"]


@pytest.mark.parametrize(
    ("age", "patience"),
    [
        (0, MISSING_FILE_RETRY_SECONDS),
        (10, MISSING_FILE_RETRY_SECONDS - 10),
        (MISSING_FILE_RETRY_SECONDS, 0),
        (86_400, 0),
        (-3600, MISSING_FILE_RETRY_SECONDS),
    ],
)
async def test_missing_files_are_retried_while_results_are_fresh(
    fetching: ResultFetcher, media: Any, clock: ManualClock, age: float, patience: float
) -> None:
    media.read.return_value = FILE
    job = replace(make_ready_job(clock, make_result("a")), ready_at=clock() - age)
    await fetching.fetch(job, [make_result("a")])
    assert media.read.await_args.kwargs == {"retry_missing_seconds": patience}
    assert MISSING_FILE_RETRY_SECONDS == 30


async def test_missing_files_are_not_retried_longer_than_the_task_timeout(
    media: Any, provider: Any, models: Any, clock: ManualClock
) -> None:
    media.read.return_value = FILE
    hurried = make_fetcher(media, provider, models, clock, task_timeout_seconds=MISSING_FILE_RETRY_SECONDS / 2)
    for age, patience in (
        (0, MISSING_FILE_RETRY_SECONDS / 2),
        (10, MISSING_FILE_RETRY_SECONDS / 2 - 10),
        (MISSING_FILE_RETRY_SECONDS / 2, 0),
    ):
        await hurried.fetch(
            replace(make_ready_job(clock, make_result("a")), ready_at=clock() - age), [make_result("a")]
        )
        assert media.read.await_args.kwargs == {"retry_missing_seconds": patience}


async def test_pictures_sent_inside_the_response_are_fetched_again_in_order(
    fetching: ResultFetcher, media: Any, provider: Any, clock: ManualClock
) -> None:
    stored = [Result(image_uuid="a"), Result(image_uuid="a"), Result(image_uuid="b")]
    again = [Result(image_uuid="a", base64_data=text) for text in ("1", "2")]
    provider.poll.return_value = TaskProgress((Result(image_uuid="b", base64_data="3"), *again))
    media.read.return_value = FILE
    pictures = await fetching.fetch(make_ready_job(clock, *stored), stored)
    assert [picture.result.base64_data for picture in pictures] == ["1", "2", "3"]


@pytest.mark.parametrize("error", [ProviderUnavailable("", code="x"), OperatorNeeded("", code="x")])
async def test_provider_error_while_fetching_again_is_raised_for_a_retry(
    fetching: ResultFetcher, provider: Any, clock: ManualClock, error: Exception
) -> None:
    provider.poll.side_effect = error
    stored = [Result(image_uuid="a")]
    with pytest.raises(type(error)):
        await fetching.fetch(make_ready_job(clock, *stored), stored)
