"""Reading finished pictures: what can be read is kept in its order, what may still turn up is waited for."""

from dataclasses import replace
from typing import Any
from unittest.mock import create_autospec

import pytest

from bot.domain.catalog import OutputFormat, Size
from bot.domain.job import Result
from bot.errors import BadPicture, OperatorNeeded, Unavailable
from bot.images.inspect import (
    PictureFile,
)
from bot.jobs.fetch_results import FRESH_SECONDS, Fetching
from bot.jobs.model_breakers import ModelBreakers
from bot.runware.client import Runware
from bot.runware.replies import Progress
from bot.runware.result_images import Media
from tests.conftest import HandClock
from tests.errands.drawing_driver import ready, result

FILE = PictureFile(b"picture", OutputFormat.WEBP, Size(7, 9))
BROKEN, AWAY = BadPicture("broken"), Unavailable("away", code="media")


@pytest.fixture
def media() -> Any:
    return create_autospec(Media, instance=True)


@pytest.fixture
def provider() -> Any:
    return create_autospec(Runware, instance=True)


@pytest.fixture
def models() -> Any:
    made = create_autospec(ModelBreakers, instance=True)
    made.note_unreadable.return_value = None
    return made


@pytest.fixture
def fetching(media: Any, provider: Any, models: Any, clock: HandClock) -> Fetching:
    return Fetching(media=media, provider=provider, clock=clock, models=models)


async def test_pictures_are_what_their_bytes_say(fetching: Fetching, media: Any, clock: HandClock) -> None:
    media.read.return_value = FILE
    job = ready(clock, result("a"))
    assert job.outcome is not None
    (picture,) = await fetching.pictures(job, job.outcome.results)
    assert (picture.data, picture.format, picture.size) == (b"picture", OutputFormat.WEBP, Size(7, 9))
    assert picture.result == result("a")
    assert not picture.shrunk


async def test_what_cannot_be_read_is_left_out_and_the_rest_keeps_its_order(
    fetching: Fetching, media: Any, models: Any, clock: HandClock
) -> None:
    media.read.side_effect = [FILE, BROKEN, AWAY, FILE]
    results = [result(name) for name in "abcd"]
    job = ready(clock, *results)
    assert [picture.result.image_uuid for picture in await fetching.finished(job, results)] == ["a", "d"]
    models.note_readable.assert_awaited_once_with(job)
    models.note_unreadable.assert_not_awaited()


@pytest.mark.parametrize("error", [ValueError("a mistake of ours"), KeyError("x")])
async def test_a_mistake_is_not_taken_for_a_broken_picture(
    fetching: Fetching, media: Any, clock: HandClock, error: Exception
) -> None:
    media.read.side_effect = [FILE, error]
    with pytest.raises(type(error)):
        await fetching.pictures(ready(clock, result("a"), result("b")), [result("a"), result("b")])


@pytest.mark.parametrize("outcomes", [[AWAY], [BROKEN, AWAY], [AWAY, BROKEN]])
async def test_pictures_that_are_out_of_reach_are_worth_another_try(
    fetching: Fetching, media: Any, models: Any, clock: HandClock, outcomes: list[Exception]
) -> None:
    media.read.side_effect = outcomes
    results = [result(str(n)) for n, _ in enumerate(outcomes)]
    with pytest.raises(Unavailable):
        await fetching.finished(ready(clock, *results), results)
    models.note_unreadable.assert_awaited_once()
    media.read.side_effect = outcomes
    assert await fetching.pictures_or_none(ready(clock, *results), results) == []


async def test_the_operator_is_told_what_the_breaker_says(fetching: Fetching, media: Any, models: Any) -> None:
    told: list[str] = []

    async def alert(sentence: str) -> None:
        told.append(sentence)

    media.read.side_effect = [BROKEN, BROKEN]
    models.note_unreadable.return_value = "closed"
    clock = HandClock()
    watched = Fetching(media=media, provider=fetching.provider, clock=clock, models=models, alert=alert)
    job = ready(clock, result("a"), result("b"))
    assert await watched.finished(job, [result("a"), result("b")]) == []
    models.note_unreadable.assert_awaited_once_with(job, 2)
    assert told == ["closed"]


@pytest.mark.parametrize(
    ("age", "patience"),
    [(0, FRESH_SECONDS), (10, FRESH_SECONDS - 10), (FRESH_SECONDS, 0), (86_400, 0), (-3600, FRESH_SECONDS)],
)
async def test_files_are_waited_for_while_they_are_fresh(
    fetching: Fetching, media: Any, clock: HandClock, age: float, patience: float
) -> None:
    media.read.return_value = FILE
    job = replace(ready(clock, result("a")), ready_at=clock() - age)
    await fetching.pictures(job, [result("a")])
    assert media.read.await_args.kwargs == {"patience": patience}
    assert FRESH_SECONDS == 30


async def test_files_are_not_waited_for_longer_than_the_task_itself(
    media: Any, provider: Any, clock: HandClock
) -> None:
    media.read.return_value = FILE
    hurried = Fetching(media=media, provider=provider, clock=clock, deadline=FRESH_SECONDS / 2)
    for age, patience in ((0, FRESH_SECONDS / 2), (10, FRESH_SECONDS / 2 - 10), (FRESH_SECONDS / 2, 0)):
        await hurried.pictures(replace(ready(clock, result("a")), ready_at=clock() - age), [result("a")])
        assert media.read.await_args.kwargs == {"patience": patience}


async def test_pictures_that_came_inside_a_reply_are_asked_for_again_in_their_order(
    fetching: Fetching, media: Any, provider: Any, clock: HandClock
) -> None:
    stored = [Result(image_uuid="a"), Result(image_uuid="a"), Result(image_uuid="b")]
    again = [Result(image_uuid="a", base64_data=text) for text in ("1", "2")]
    provider.poll.return_value = Progress((Result(image_uuid="b", base64_data="3"), *again))
    media.read.return_value = FILE
    pictures = await fetching.pictures(ready(clock, *stored), stored)
    assert [picture.result.base64_data for picture in pictures] == ["1", "2", "3"]


@pytest.mark.parametrize("error", [Unavailable("", code="x"), OperatorNeeded("", code="x")])
async def test_a_provider_that_cannot_be_asked_again_is_worth_another_try(
    fetching: Fetching, provider: Any, clock: HandClock, error: Exception
) -> None:
    provider.poll.side_effect = error
    stored = [Result(image_uuid="a")]
    with pytest.raises(type(error)):
        await fetching.pictures(ready(clock, *stored), stored)
