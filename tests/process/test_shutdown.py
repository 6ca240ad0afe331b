"""SIGTERM and SIGINT: what runs is finished or parked, and nothing is left open."""

import signal
import time

import pytest

from tests.support.invariants import assert_every_request_ended_once
from tests.support.process_stage import ProcessStage, wait_until

HOURS = 3600.0


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
async def test_stop_signal_lets_running_jobs_finish_before_exit(stage: ProcessStage, how: signal.Signals) -> None:
    stage.sandbox.runware.account.task_durations = 1.0
    bot = await stage.start()
    asked = [stage.imagine(f"fox {number}") for number in range(3)]
    await wait_until("the tasks are accepted", lambda: len(stage.sandbox.runware.tasks) == 3)
    assert await bot.stop(how) == 0
    await stage.wait_until_ended(*asked, seconds=1)
    await assert_every_request_ended_once(stage)
    assert bot.output.count('"event": "stopped"') == 1


async def test_unfinished_jobs_are_parked_at_shutdown_and_finished_after_restart(stage: ProcessStage) -> None:
    stage.sandbox.runware.account.task_durations = HOURS
    bot = await stage.start(RUNWARE__MAX_IN_FLIGHT="2", RUNWARE__DEADLINE="60")
    asked = [stage.imagine(f"fox {number}", count=2) for number in range(4)]
    await wait_until("two tasks are accepted", lambda: len(stage.sandbox.runware.tasks) == 2)
    assert await bot.stop() == 0
    assert {job["state"] for job in await stage.jobs()} == {"submitted", "waiting"}
    assert not any(job["lease_expires_at"] for job in await stage.jobs())
    stage.sandbox.runware.account.task_durations = 0.1
    for task in stage.sandbox.runware.tasks.values():
        task.results[:] = [type(item)(item.image_uuid, item.seed, task.accepted_at) for item in task.results]
    await stage.start()
    await stage.wait_until_ended(*asked)
    assert [len(stage.attachments_of(one)) for one in asked] == [2, 2, 2, 2]
    await assert_every_request_ended_once(stage)


async def test_second_stop_signal_still_parks_running_jobs(stage: ProcessStage) -> None:
    stage.sandbox.runware.account.task_durations = 1.5
    bot = await stage.start()
    asked = stage.imagine("a fox")
    await wait_until("the task is accepted", lambda: stage.sandbox.runware.tasks)
    bot.process.send_signal(signal.SIGTERM)
    assert await bot.stop(signal.SIGINT) == 0
    await stage.start()
    await stage.wait_until_ended(asked)
    await assert_every_request_ended_once(stage)


async def test_stop_signal_before_login_exits_at_once(stage: ProcessStage) -> None:
    stage.arm_discord_fault("slow", times=None, seconds=60)
    bot = await stage.spawn("run")
    await wait_until("it asks Discord who it is", lambda: stage.discord_requests)
    asked_at = time.monotonic()
    assert await bot.stop() == 0
    assert time.monotonic() - asked_at < 2


async def test_request_during_shutdown_is_refused_as_restarting(stage: ProcessStage) -> None:
    stage.sandbox.runware.account.task_durations = 2.0
    bot = await stage.start()
    first = stage.imagine("a fox")
    await wait_until("the task is accepted", lambda: stage.sandbox.runware.tasks)
    bot.process.send_signal(signal.SIGTERM)
    await wait_until("it has begun to stop", lambda: "draining" in bot.output)
    late = stage.imagine("a heron")
    await wait_until("the late one is answered", late.settled.is_set)
    assert "restarting" in stage.private_reply(late)
    assert await bot.wait_for_exit() == 0
    await stage.wait_until_ended(first, seconds=1)
    await assert_every_request_ended_once(stage)
