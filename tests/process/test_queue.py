"""The line: who is served next, how many tasks are at the provider, and what those who wait are told."""

import re
from collections import defaultdict
from itertools import pairwise
from typing import Any

from tests.support.concurrency import max_concurrent_tasks
from tests.support.invariants import assert_every_request_ended_once
from tests.support.process_stage import ProcessStage, message_text, wait_until

EDITS_OF_ONE = 2.0
EDITS_A_SECOND = 10
UNPACED_IN_A_SECOND = 16
"""Answers in the busiest second that only deliveries without a common pace reach: ten a second, seen late, make 15."""
LATE = 0.5
"""Seconds by which a busy machine may see one edit later than it was sent, and so shorten the pause behind it."""


async def test_queue_serves_other_members_before_further_requests_of_a_busy_member(stage: ProcessStage) -> None:
    stage.sandbox.runware.account.task_durations = 1.0
    await stage.start(RUNWARE__MAX_IN_FLIGHT="1")
    greedy = [stage.imagine(f"A{number}", user=stage.ada) for number in range(5)]
    await wait_until("the first is drawn", lambda: stage.sandbox.runware.tasks)
    await wait_until("all are answered", lambda: all(one.settled.is_set() for one in greedy))
    stage.imagine("B", user=stage.add_member("B"))
    stage.imagine("C", user=stage.add_member("C"))
    await stage.wait_until_ended()
    order = [task.request.positive_prompt[0] for task in stage.sandbox.runware.tasks.values()]
    assert "".join(order) == "ABCAAAA"
    assert max_concurrent_tasks(stage) == 1
    await assert_every_request_ended_once(stage)


async def test_rate_limiting_reduces_concurrent_tasks_until_it_ends(stage: ProcessStage) -> None:
    stage.sandbox.runware.account.task_durations = 0.3
    await stage.start(RUNWARE__MAX_IN_FLIGHT="8")
    asked = [stage.imagine(f"fox {number}") for number in range(8)]
    await wait_until("eight are drawn at once", lambda: len(stage.sandbox.runware.tasks) == 8)
    await stage.wait_until_ended(*asked)
    stage.arm_provider_fault("rate_limited", times=3, retry_after=1)
    refused = [stage.imagine(f"heron {number}") for number in range(40)]
    await stage.wait_until_ended(*refused, seconds=60)
    tasks = list(stage.sandbox.runware.tasks.values())[8:]
    half = len(tasks) // 2
    assert max_concurrent_tasks(stage, tasks[:half]) < 8 <= max_concurrent_tasks(stage, tasks) + 3
    assert max_concurrent_tasks(stage) <= 8
    await assert_every_request_ended_once(stage)


async def test_queue_positions_shrink_and_updates_respect_rate_limits(stage: ProcessStage) -> None:
    stage.sandbox.runware.account.task_durations = 3.0
    await stage.start(RUNWARE__MAX_IN_FLIGHT="2")
    for number in range(42):
        stage.imagine(f"fox {number}", user=stage.add_member("M"))
    await wait_until("forty wait", lambda: len(waiting(stage)) == 40)
    await wait_until("nearly all were told twice", lambda: told_more_than_once(stage) >= 34, seconds=60)
    assert all(later < earlier for places in places_told(stage).values() for earlier, later in pairwise(places))
    assert_paced(stage)
    assert max_concurrent_tasks(stage) <= 2


async def test_simultaneous_deliveries_do_not_wait_for_each_other(stage: ProcessStage) -> None:
    stage.sandbox.runware.account.task_durations = 1.0
    await stage.start(RUNWARE__MAX_IN_FLIGHT="40")
    for number in range(40):
        stage.imagine(f"fox {number}", user=stage.add_member("M"))
    await stage.wait_until_ended()
    answered = sorted(edit.at for edit in edits(stage) if not is_progress(edit))
    assert len(answered) == 40
    busiest = max(sum(start <= at < start + 1 for at in answered) for start in answered)
    assert busiest >= UNPACED_IN_A_SECOND
    await assert_every_request_ended_once(stage)


def waiting(stage: ProcessStage) -> list[str]:
    """The messages that name a place in line."""
    return [message.id for message in stage.messages if "In the queue" in message_text(message)]


def edits(stage: ProcessStage) -> list[Any]:
    """Every edit of a message, progress and answers."""
    return [call for call in stage.discord_requests if call.method == "PATCH" and "/messages/" in call.path]


def is_progress(edit: Any) -> bool:
    """Whether the message can still be cancelled afterwards."""
    return "easel:cancel:" in str(edit.body)


def assert_paced(stage: ProcessStage) -> None:
    """Progress: no message twice in two seconds, and no more than ten in any second."""
    progress = [edit for edit in edits(stage) if is_progress(edit)]
    assert progress
    of_message: dict[str, list[float]] = defaultdict(list)
    for edit in progress:
        of_message[edit.path.rpartition("/")[2]].append(edit.at)
    pauses = [later - earlier for times in of_message.values() for earlier, later in pairwise(sorted(times))]
    assert min(pauses, default=EDITS_OF_ONE) >= EDITS_OF_ONE - LATE
    times = sorted(edit.at for edit in progress)
    for seconds in (1, 2, 3):
        windows = zip(times, times[seconds * EDITS_A_SECOND :], strict=False)
        assert all(later - earlier >= seconds - LATE for earlier, later in windows)


def told_more_than_once(stage: ProcessStage) -> int:
    """How many of those who wait were told another place."""
    return sum(len(told) > 1 for told in places_told(stage).values())


def places_told(stage: ProcessStage) -> dict[str, list[int]]:
    """The places in line that each message named, in order."""
    told: dict[str, list[int]] = defaultdict(list)
    first = {one.id: one.original_message.id for one in stage.requests if one.original_message is not None}
    for call in stage.discord_requests:
        if match := re.search(r"In the queue: (\d+) of \d+", str(call.body)):
            parts = call.path.split("/")
            message_id = first[parts[-3]] if parts[-1] == "callback" else parts[-1]
            told[message_id].append(int(match[1]))
    return told


async def test_cancelled_queued_request_is_refunded_and_never_drawn(stage: ProcessStage) -> None:
    stage.sandbox.runware.account.task_durations = 1.0
    await stage.start(RUNWARE__MAX_IN_FLIGHT="1")
    first, second = stage.imagine("fox"), stage.imagine("heron")
    message = await stage.wait_for_response(second)
    people = stage.sandbox.discord.member_actions
    people.use_component(stage.ada, message.id, f"easel:cancel:{second.id}")
    stage.requests[:] = [first, second]
    await stage.wait_until_ended()
    assert (await stage.job(second))["state"] == "cancelled"
    assert [task.request.positive_prompt for task in stage.sandbox.runware.tasks.values()] == ["fox"]
    await assert_every_request_ended_once(stage)
