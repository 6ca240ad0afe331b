"""Quotas and requests of many at once, in one process and in two."""

import asyncio

from sandbox.app import HOST
from tests.support.concurrency import max_concurrent_tasks
from tests.support.invariants import ExpectedRefusal, assert_every_request_ended_once
from tests.support.metrics_page import assert_metrics_match, free_port
from tests.support.process_stage import ProcessStage, wait_until

TOLD_BY_THE_OTHER = ExpectedRefusal("POST", 400, 40060)
"""Both bots are the same shard here, so both refuse what is too much, and Discord takes the first refusal."""


async def test_concurrent_requests_cannot_exceed_the_quota(stage: ProcessStage) -> None:
    port = free_port()
    settings = {"HTTP__LISTEN": f"{HOST}:{port}", "RUNWARE__MAX_IN_FLIGHT": "40"}
    await stage.start(LIMITS__IMAGES_PER_USER_PER_DAY="5", **settings)
    asked = [stage.imagine(f"fox {number}") for number in range(40)]
    await wait_until("all are answered", lambda: all(one.settled.is_set() for one in asked))
    assert not any(one.is_timed_out for one in asked)
    accepted = {str(job["id"]) for job in await stage.jobs()}
    await stage.wait_until_ended(*(one for one in asked if one.id in accepted))
    assert len(accepted) == 5
    assert len(stage.sandbox.runware.journal.accepted_uuids) == 5
    refusals = [stage.private_reply(one) for one in asked if one.id not in accepted]
    assert len(refusals) == 35
    assert all("your 5 pictures of the last 24 hours" in refusal for refusal in refusals)
    await assert_every_request_ended_once(stage)
    await assert_metrics_match(stage, port, refusals={"OverQuota": 35}, provider_errors={})


async def test_two_processes_share_requests_and_the_survivor_finishes_them(postgres_stage: ProcessStage) -> None:
    stage = postgres_stage
    stage.sandbox.runware.account.task_durations = (0.1, 0.6)
    settings = {"LIMITS__IMAGES_PER_USER_PER_DAY": "10", "RUNWARE__MAX_IN_FLIGHT": "6"}
    victim, _ = await asyncio.gather(stage.start(**settings), stage.start(**settings))
    await wait_until("both are connected", lambda: stage.connected_bots == 2)
    members = [stage.add_member(f"Member {number}") for number in range(5)]
    asked = [stage.imagine(f"fox {number}", user=members[number % 5]) for number in range(60)]
    await wait_until("all are answered", lambda: all(one.settled.is_set() for one in asked))
    await wait_until("some are drawn", lambda: len(stage.sandbox.runware.tasks) >= 12)
    await stage.kill(victim)
    await stage.expire_leases()
    accepted = {str(job["id"]) for job in await stage.jobs()}
    await stage.wait_until_ended(*(one for one in asked if one.id in accepted), seconds=40)
    assert len(accepted) == 50
    used = await stage.query("SELECT user_id, SUM(images) AS images FROM ledger GROUP BY user_id")
    assert [row["images"] for row in used] == [10] * 5
    assert max_concurrent_tasks(stage) <= 6
    await assert_every_request_ended_once(stage, expected_refusals={TOLD_BY_THE_OTHER}, max_command_syncs=2)
