"""Slow work: in a thread, one piece of each member's at a time, and nobody waits for all of somebody else's."""

import asyncio
import threading

import pytest

from bot.policy.thread_queue import FairThreadQueue


async def test_work_runs_in_another_thread_and_returns_results_or_errors() -> None:
    lane = FairThreadQueue()
    here = threading.get_ident()
    assert await lane.run(1, threading.get_ident) != here
    assert await lane.run(1, int, "12", base=8) == 10
    with pytest.raises(ValueError, match="invalid literal"):
        await lane.run(1, int, "x")
    assert lane._member_locks == {}


async def test_busy_member_delays_others_by_a_single_call_at_most() -> None:
    lane = FairThreadQueue()
    done: list[int] = []
    go_on = threading.Event()

    def work(member: int) -> None:
        assert go_on.wait(10)
        done.append(member)

    flood = [asyncio.create_task(lane.run(1, work, 1)) for _ in range(30)]
    await asyncio.sleep(0)
    others = [asyncio.create_task(lane.run(member, work, member)) for member in range(2, 10)]
    go_on.set()
    await asyncio.gather(*others)
    assert done.count(1) <= 2
    await asyncio.gather(*flood)
    assert sorted(done) == [1] * 30 + list(range(2, 10))
    assert lane._member_locks == {}


async def test_cancelled_waiting_call_leaves_no_lock_behind() -> None:
    lane = FairThreadQueue()
    go_on = threading.Event()
    first = asyncio.create_task(lane.run(1, go_on.wait, 10))
    second = asyncio.create_task(lane.run(1, go_on.wait, 10))
    await asyncio.sleep(0)
    second.cancel()
    with pytest.raises(asyncio.CancelledError):
        await second
    go_on.set()
    assert await first
    assert lane._member_locks == {}
    assert await lane.run(1, bool, 1)
