"""Pictures to start from: named where the provider knows them, brought where it does not."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from bot.domain.catalog import OutputFormat, Size
from bot.domain.job import State
from bot.domain.request import Reference
from bot.errors import BadPicture, BadReference, Declined, DiscordDown, OperatorNeeded, ProviderUnavailable
from bot.images.inspect import PictureFile
from bot.jobs.upload_references import PICTURE_GONE_MESSAGE
from tests.support.clock import ManualClock
from tests.support.generator_driver import DEADLINE_SECONDS, GeneratorDriver, open_generator_driver

KNOWN = Reference(job_id=99, number=1, image_uuid="known")
FILE = Reference(url="https://cdn.discordapp.com/a.png", channel_id=3, message_id=5, file_id=6)
PICTURE = PictureFile(b"picture", OutputFormat.PNG, Size(8, 8))
SENT_ALONG = "data:image/png;base64,cGljdHVyZQ=="


@pytest.fixture
async def driver(sqlite_template: Path, tmp_path: Path, clock: ManualClock) -> AsyncIterator[GeneratorDriver]:
    async with open_generator_driver(sqlite_template, tmp_path / "easel.db", clock) as made:
        made.reference_reader.read.return_value = PICTURE
        made.provider.upload.return_value = "uploaded"
        yield made


def sent_references(driver: GeneratorDriver) -> Any:
    task = driver.provider.submit.await_args.args[0]
    return task.inputs.reference_images


async def test_picture_known_to_the_provider_is_not_uploaded(driver: GeneratorDriver) -> None:
    await driver.submit_new_job(references=[KNOWN])
    assert sent_references(driver) == ("known",)
    driver.reference_reader.read.assert_not_awaited()
    driver.provider.upload.assert_not_awaited()


async def test_file_is_uploaded_once_and_its_image_uuid_is_stored(driver: GeneratorDriver) -> None:
    run = await driver.submit_new_job(references=[FILE])
    assert sent_references(driver) == ("uploaded",)
    driver.reference_reader.read.assert_awaited_once_with(FILE.url)
    driver.provider.upload.assert_awaited_once_with(b"picture", "image/png")
    (kept,) = (await driver.reload(run)).request.references
    assert kept == FILE.model_copy(update={"image_uuid": "uploaded"})


async def test_picture_is_sent_with_the_task_if_the_upload_is_unavailable(driver: GeneratorDriver) -> None:
    driver.provider.upload.side_effect = ProviderUnavailable("", code="http403")
    run = await driver.submit_new_job(references=[FILE])
    assert sent_references(driver) == (SENT_ALONG,)
    assert (await driver.reload(run)).request.references == (FILE,)


@pytest.mark.parametrize(
    ("error", "state"), [(Declined("Not this."), State.REFUSED), (OperatorNeeded("No credit."), State.FAILED)]
)
async def test_refused_upload_ends_the_job(driver: GeneratorDriver, error: Exception, state: State) -> None:
    driver.provider.upload.side_effect = error
    run = driver.pipeline.create_run(await driver.create_claimed_job(references=[FILE]))
    await driver.pipeline.advance(run)
    stored = await driver.reload(run)
    assert (stored.state, stored.reason) == (state, str(error))
    driver.provider.submit.assert_not_awaited()
    assert await driver.booked_micros(run) == 0


async def test_expired_link_is_refreshed_from_its_message(driver: GeneratorDriver) -> None:
    driver.reference_reader.read.side_effect = [BadPicture("expired"), PICTURE]
    driver.messenger.get_file_url.return_value = "https://cdn.discordapp.com/fresh.png"
    await driver.submit_new_job(references=[FILE])
    assert [call.args[0] for call in driver.reference_reader.read.await_args_list] == [
        FILE.url,
        "https://cdn.discordapp.com/fresh.png",
    ]
    assert sent_references(driver) == ("uploaded",)


async def test_missing_picture_refuses_the_job(driver: GeneratorDriver) -> None:
    driver.provider.submit.side_effect = BadReference("", code="invalidReferenceImages")
    run = driver.pipeline.create_run(await driver.create_claimed_job(references=[KNOWN]))
    await driver.pipeline.advance(run)
    assert run.references_expired
    await driver.pipeline.advance(run)
    stored = await driver.reload(run)
    assert (stored.state, stored.reason) == (State.REFUSED, PICTURE_GONE_MESSAGE)
    driver.provider.submit.assert_awaited_once()


async def test_picture_forgotten_by_the_provider_is_uploaded_again_once(driver: GeneratorDriver) -> None:
    driver.provider.submit.side_effect = [BadReference("", code="invalidReferenceImages"), None]
    known = FILE.model_copy(update={"image_uuid": "old"})
    run = driver.pipeline.create_run(await driver.create_claimed_job(references=[known]))
    await driver.pipeline.advance(run)
    await driver.pipeline.advance(run)
    assert sent_references(driver) == ("uploaded",)
    assert run.accepted_at is not None
    driver.provider.upload.assert_awaited_once()


async def test_reference_download_is_retried_until_the_deadline_while_discord_is_down(driver: GeneratorDriver) -> None:
    driver.reference_reader.read.side_effect = DiscordDown("Discord does not hand it out.")
    run = driver.pipeline.create_run(await driver.create_claimed_job(references=[FILE]))
    pauses = []
    for _ in range(8):
        await driver.pipeline.advance(run)
        pauses.append(run.due_at - driver.monotonic())
    assert pauses == [2, 4, 8, 16, 32, 60, 60, 60]
    driver.shift_wall_clock(24 * 3600)
    await driver.pipeline.advance(run)
    assert (await driver.reload(run)).state is State.SUBMITTED
    driver.clock.advance(DEADLINE_SECONDS)
    await driver.pipeline.advance(run)
    assert (await driver.reload(run)).state is State.FAILED
    driver.provider.submit.assert_not_awaited()
