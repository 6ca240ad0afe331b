"""What operators can alert on: each event once, at its level, with its fields, and no secret in it."""

import logging
from collections.abc import Awaitable, Callable

import pytest

from bot.errors import ProviderUnavailable
from tests.support.delivery_driver import DeliveryDriver
from tests.support.moderation_driver import DAY_SECONDS, ModerationDriver


async def delivered(driver: DeliveryDriver) -> None:
    await driver.deliver(driver.make_run(await driver.mod_driver.create_ready_job()))


async def held(driver: DeliveryDriver) -> None:
    await driver.deliver(
        driver.make_run(await driver.mod_driver.create_ready_job(ModerationDriver.make_request(3, approval=True)))
    )


async def lost_at_the_provider(driver: DeliveryDriver) -> None:
    run = driver.make_run(await driver.mod_driver.create_ready_job())
    driver.fetcher.error = ProviderUnavailable("Runware does not answer.", code="timeout")
    driver.clock.advance(DAY_SECONDS)
    await driver.deliver(run)


async def shown_to_nobody(driver: DeliveryDriver) -> None:
    driver.messenger.undeliverable = True
    run = driver.make_run(await driver.mod_driver.create_ready_job())
    await driver.deliver(run)
    await driver.finisher.notify_member(run)


async def not_shown(driver: DeliveryDriver) -> None:
    await driver.review_hold.refuse(driver.make_run(await driver.mod_driver.create_ready_job()))


TOLD: dict[str, tuple[Callable[[DeliveryDriver], Awaitable[None]], list[tuple[str, str]]]] = {
    "delivered": (delivered, [("INFO", "job_delivered")]),
    "held": (held, [("INFO", "job_held")]),
    "lost": (lost_at_the_provider, [("WARNING", "pictures_lost"), ("WARNING", "job_failed")]),
    "shown to nobody": (shown_to_nobody, [("WARNING", "job_failed"), ("INFO", "job_notify_failed")]),
    "not shown": (not_shown, [("INFO", "job_refused")]),
}


@pytest.mark.parametrize("name", TOLD)
async def test_outcome_of_a_job_is_logged_once(
    delivery_driver: DeliveryDriver, name: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    happen, wanted = TOLD[name]
    await happen(delivery_driver)
    records = [record for record in caplog.records if hasattr(record, "event")]
    assert [(record.levelname, record.__dict__["event"]) for record in records] == wanted
    assert all("1000" in record.getMessage() for record in records)  # the job's number
    assert "token" not in caplog.text
    assert "a fox" not in caplog.text


async def test_delivery_event_has_the_number_of_pictures(
    delivery_driver: DeliveryDriver, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    await delivered(delivery_driver)
    (record,) = [one for one in caplog.records if getattr(one, "event", "") == "job_delivered"]
    assert record.__dict__["pictures"] == 3
