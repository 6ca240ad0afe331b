"""Pictures to start from: named where the provider knows them, brought where it does not."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from bot.domain.catalog import OutputFormat, Size
from bot.domain.job import State
from bot.domain.request import Reference
from bot.errors import BadPicture, BadReference, Declined, DiscordDown, OperatorNeeded, Unavailable
from bot.images.reencoder import Encoded
from bot.jobs.upload_references import LOST
from tests.conftest import HandClock
from tests.errands.drawing_driver import DEADLINE, DrawingDriver, opened_driver

KNOWN = Reference(job_id=99, number=1, image_uuid="known")
FILE = Reference(url="https://cdn.discordapp.com/a.png", channel_id=3, message_id=5, file_id=6)
PICTURE = Encoded(b"picture", OutputFormat.PNG, Size(8, 8))
SENT_ALONG = "data:image/png;base64,cGljdHVyZQ=="


@pytest.fixture
async def driver(sqlite_template: Path, tmp_path: Path, clock: HandClock) -> AsyncIterator[DrawingDriver]:
    async with opened_driver(sqlite_template, tmp_path / "easel.db", clock) as made:
        made.files.read.return_value = PICTURE
        made.provider.upload.return_value = "uploaded"
        yield made


def sent_references(driver: DrawingDriver) -> Any:
    task = driver.provider.submit.await_args.args[0]
    return task.inputs.reference_images


async def test_a_picture_that_the_provider_knows_is_only_named(driver: DrawingDriver) -> None:
    await driver.sent(references=[KNOWN])
    assert sent_references(driver) == ("known",)
    driver.files.read.assert_not_awaited()
    driver.provider.upload.assert_not_awaited()


async def test_a_file_is_uploaded_once_and_its_name_kept(driver: DrawingDriver) -> None:
    errand = await driver.sent(references=[FILE])
    assert sent_references(driver) == ("uploaded",)
    driver.files.read.assert_awaited_once_with(FILE.url)
    driver.provider.upload.assert_awaited_once_with(b"picture", "image/png")
    (kept,) = (await driver.stored(errand)).request.references
    assert kept == FILE.model_copy(update={"image_uuid": "uploaded"})


async def test_a_provider_that_takes_no_uploads_gets_the_picture_with_the_task(driver: DrawingDriver) -> None:
    driver.provider.upload.side_effect = Unavailable("", code="http403")
    errand = await driver.sent(references=[FILE])
    assert sent_references(driver) == (SENT_ALONG,)
    assert (await driver.stored(errand)).request.references == (FILE,)


@pytest.mark.parametrize(
    ("error", "state"), [(Declined("Not this."), State.REFUSED), (OperatorNeeded("No credit."), State.FAILED)]
)
async def test_an_upload_that_is_refused_for_what_it_is_ends_the_job(
    driver: DrawingDriver, error: Exception, state: State
) -> None:
    driver.provider.upload.side_effect = error
    errand = driver.runner.begin(await driver.job(references=[FILE]))
    await driver.runner.step(errand)
    stored = await driver.stored(errand)
    assert (stored.state, stored.reason) == (state, str(error))
    driver.provider.submit.assert_not_awaited()
    assert await driver.booked(errand) == 0


async def test_a_link_that_expired_is_asked_for_again_at_its_message(driver: DrawingDriver) -> None:
    driver.files.read.side_effect = [BadPicture("expired"), PICTURE]
    driver.messenger.address_of.return_value = "https://cdn.discordapp.com/fresh.png"
    await driver.sent(references=[FILE])
    assert [call.args[0] for call in driver.files.read.await_args_list] == [
        FILE.url,
        "https://cdn.discordapp.com/fresh.png",
    ]
    assert sent_references(driver) == ("uploaded",)


async def test_a_picture_that_is_nowhere_any_more_ends_the_job_with_its_sentence(driver: DrawingDriver) -> None:
    driver.provider.submit.side_effect = BadReference("", code="invalidReferenceImages")
    errand = driver.runner.begin(await driver.job(references=[KNOWN]))
    await driver.runner.step(errand)
    assert errand.forgotten
    await driver.runner.step(errand)
    stored = await driver.stored(errand)
    assert (stored.state, stored.reason) == (State.REFUSED, LOST)
    driver.provider.submit.assert_awaited_once()


async def test_a_forgotten_picture_is_brought_anew_once(driver: DrawingDriver) -> None:
    driver.provider.submit.side_effect = [BadReference("", code="invalidReferenceImages"), None]
    known = FILE.model_copy(update={"image_uuid": "old"})
    errand = driver.runner.begin(await driver.job(references=[known]))
    await driver.runner.step(errand)
    await driver.runner.step(errand)
    assert sent_references(driver) == ("uploaded",)
    assert errand.accepted_at is not None
    driver.provider.upload.assert_awaited_once()


async def test_a_discord_that_is_away_is_waited_for_until_the_deadline(driver: DrawingDriver) -> None:
    driver.files.read.side_effect = DiscordDown("Discord does not hand it out.")
    errand = driver.runner.begin(await driver.job(references=[FILE]))
    pauses = []
    for _ in range(8):
        await driver.runner.step(errand)
        pauses.append(errand.due - driver.monotonic())
    assert pauses == [2, 4, 8, 16, 32, 60, 60, 60]
    driver.jump(24 * 3600)
    await driver.runner.step(errand)
    assert (await driver.stored(errand)).state is State.SUBMITTED
    driver.clock.advance(DEADLINE)
    await driver.runner.step(errand)
    assert (await driver.stored(errand)).state is State.FAILED
    driver.provider.submit.assert_not_awaited()
