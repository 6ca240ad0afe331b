"""The loop of background tasks: when it runs a step, and what it does about errors."""

import asyncio

import pytest

from bot.errors import StorageUnavailable
from bot.loops import run_forever, wait_and_clear


class Steps:
    """Steps that raise the given errors, one each, and then succeed."""

    def __init__(self, *errors: Exception) -> None:
        self.errors = list(errors)
        self.count = 0
        self.reached = asyncio.Semaphore(0)

    async def __call__(self) -> None:
        self.count += 1
        self.reached.release()
        if self.errors:
            raise self.errors.pop(0)


@pytest.mark.parametrize(
    ("error", "level", "has_traceback"),
    [(RuntimeError("a defect"), "ERROR", True), (StorageUnavailable("no room"), "WARNING", False)],
)
async def test_run_forever_logs_an_error_and_continues(
    error: Exception, level: str, has_traceback: bool, caplog: pytest.LogCaptureFixture
) -> None:
    steps = Steps(error)
    loop = asyncio.create_task(run_forever(steps, 0.001, event="step_failed"))
    for _ in range(3):
        await asyncio.wait_for(steps.reached.acquire(), 5)
    loop.cancel()
    records = [record for record in caplog.records if getattr(record, "event", None) == "step_failed"]
    assert [(record.levelname, bool(record.exc_info)) for record in records] == [(level, has_traceback)]


async def test_run_forever_ends_its_pause_when_woken() -> None:
    steps, wake = Steps(), asyncio.Event()
    loop = asyncio.create_task(run_forever(steps, 3600.0, event="step_failed", wake=wake))
    for _ in range(3):
        await asyncio.wait_for(steps.reached.acquire(), 5)
        wake.set()
    loop.cancel()
    assert steps.count == 3


async def test_run_forever_can_be_cancelled_during_a_step() -> None:
    started = asyncio.Event()

    async def step() -> None:
        started.set()
        await asyncio.Event().wait()

    loop = asyncio.create_task(run_forever(step, 0.001, event="step_failed"))
    await asyncio.wait_for(started.wait(), 5)
    loop.cancel()
    with pytest.raises(asyncio.CancelledError):
        await loop


@pytest.mark.parametrize("is_set", [True, False])
async def test_wait_and_clear_tells_whether_the_event_was_set(is_set: bool) -> None:
    event = asyncio.Event()
    if is_set:
        event.set()
    assert await wait_and_clear(event, 0.001) is is_set
    assert not event.is_set()
