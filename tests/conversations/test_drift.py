"""The operator hears, once for each kind and model and day, where Runware differs from the configuration."""

from typing import Any

import pytest
from simcord.builders import UserHandle

from bot.domain.rate_limits import SPENDING_STOPPED_MESSAGE
from bot.jobs.cost_reconciler import GIVE_UP_AFTER_SECONDS
from bot.storage.database import Transaction
from bot.storage.unbilled import RECORD_LOOKUP_AFTER_SECONDS
from sandbox.runware.faults import Fault
from tests.support.stage import BotStage, response_view

DAY = 24 * 3600


def booked() -> Transaction[int]:
    (row,) = yield "SELECT COALESCE(SUM(micro_dollars), 0) AS micro_dollars FROM ledger", ()
    return int(row["micro_dollars"])


async def draw(stage: BotStage, *faults: Fault, model: str = "standard") -> None:
    """Have a picture drawn and delivered, whatever the provider does."""
    stage.runware.account.faults.armed[:] = faults
    result = await stage.imagine_and_wait("a fox", model=model)
    assert len(response_view(result).gallery) == 1
    stage.runware.account.faults.armed.clear()


def letters(stage: BotStage, operator: UserHandle) -> list[str]:
    return [letter.text for letter in stage.direct_messages(operator)]


DRIFTS: dict[str, tuple[str, dict[str, Any], int, str]] = {
    "higher": ("odd_cost", {"cost": 0.05}, 50_000, "Runware billed $0.05 for what costs $0.02"),
    "lower": ("odd_cost", {"cost": 0.01}, 10_000, "Runware billed $0.01 for what costs $0.02"),
    "zero": ("odd_cost", {"cost": 0}, 0, "Runware billed $0.00 for what costs $0.02"),
    "another size": ("download_off_size", {}, 20_000, "Runware drew 1032×1020 where 1024×1024 was requested"),
    "another model": (
        "other_model",
        {"air": "xai:other`@model"},
        20_000,
        "Runware answered with the model `xai:other'@model` where `xai:grok-imagine@image` was requested",
    ),
}


@pytest.mark.parametrize(("kind", "parameters", "micros", "told"), DRIFTS.values(), ids=DRIFTS)
async def test_difference_is_booked_as_billed_and_told_once_a_day_for_each_model(
    stage: BotStage, operator: UserHandle, kind: str, parameters: dict[str, Any], micros: int, told: str
) -> None:
    for _ in range(2):
        await draw(stage, Fault(kind, parameters=parameters))
    assert await stage.app.database.run(booked) == 2 * micros
    (letter,) = letters(stage, operator)
    assert told in letter
    assert "“standard”" in letter
    await stage.env.advance_time(DAY)
    await draw(stage, Fault(kind, parameters=parameters))
    assert len(letters(stage, operator)) == 2 or letters(stage, operator) == [letter]  # the same text is sent once


@pytest.mark.parametrize("cost", [None, "free", -0.02, [1]], ids=["null", "text", "negative", "list"])
async def test_cost_that_is_not_named_is_booked_at_the_price_and_told(
    stage: BotStage, operator: UserHandle, cost: Any
) -> None:
    await draw(stage, Fault("odd_cost", parameters={"cost": cost}))
    assert letters(stage, operator) == []  # it may only be late
    for wait in (RECORD_LOOKUP_AFTER_SECONDS, GIVE_UP_AFTER_SECONDS):
        await stage.env.advance_time(wait)
        with stage.env.time_context():
            await stage.app.cost_reconciler.run_once()
    (letter,) = letters(stage, operator)
    assert "Runware has not named the cost of pictures by the model “standard”" in letter
    assert await stage.app.database.run(booked) == 20_000


async def test_late_cost_is_booked_when_it_comes_and_nobody_is_told(stage: BotStage, operator: UserHandle) -> None:
    account = stage.runware.account
    await draw(stage, Fault("late_cost", parameters={"seconds": 3600}))
    (task,) = stage.runware.tasks.values()
    task.faults = {"odd_cost": {"cost": 0.02}}
    await stage.env.advance_time(60)
    with stage.env.time_context():
        assert await stage.app.cost_reconciler.run_once() == 1
    assert await stage.app.database.run(booked) == 20_000
    assert account.deposit_micro_dollars - account.balance_micro_dollars == 20_000
    assert letters(stage, operator) == []


async def test_each_model_and_kind_is_told_by_itself(stage: BotStage, operator: UserHandle) -> None:
    await draw(stage, Fault("odd_cost", parameters={"cost": 0.01}))
    await draw(stage, Fault("odd_cost", parameters={"cost": 0.06}), model="pro")
    await draw(stage, Fault("download_off_size"), model="pro")
    assert len(letters(stage, operator)) == 3


async def test_balance_that_is_used_up_is_told_and_resumes_after_a_top_up(
    stage: BotStage, operator: UserHandle
) -> None:
    account = stage.runware.account
    account.deposit_micro_dollars = 50_000
    await stage.app.balance_watch.run_once()
    refused = await stage.imagine_and_wait("a fox")
    assert response_view(refused).text == str(SPENDING_STOPPED_MESSAGE)
    assert "It resumes by itself" in str(SPENDING_STOPPED_MESSAGE)
    assert not stage.runware.tasks
    (letter,) = letters(stage, operator)
    assert "has $0.05 left" in letter
    account.deposit_micro_dollars = 10_000_000
    await stage.app.balance_watch.run_once()
    await draw(stage)
    assert len(letters(stage, operator)) == 1


async def test_refused_pictures_that_are_billed_are_told_and_the_model_goes_on(
    stage: BotStage, operator: UserHandle
) -> None:
    stage.runware.account.faults.armed += [Fault("moderated"), Fault("failed_billed")]
    await stage.imagine("a fox", model="standard")
    await stage.run_worker_until_idle()
    stage.runware.account.faults.armed.clear()
    (letter,) = letters(stage, operator)
    assert "Runware billed $0.02 for what costs $0.00" in letter
    assert "it charged pictures that it refused" in letter
    await stage.env.advance_time(60)
    await draw(stage)


async def test_refused_picture_that_is_billed_far_above_its_price_stops_the_model(
    stage: BotStage, operator: UserHandle
) -> None:
    faults = [Fault("moderated"), Fault("failed_billed"), Fault("odd_cost", parameters={"cost": 0.2})]
    stage.runware.account.faults.armed += faults
    await stage.imagine("a fox", model="standard")
    await stage.run_worker_until_idle()
    (letter,) = letters(stage, operator)
    assert "draws no more with this model" in letter
