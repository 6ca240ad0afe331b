"""Faults of the bill: costs that come late, failed pictures that are charged, other models, and a lost record."""

from typing import Any

import pytest

from sandbox.runware import FakeRunware
from tests.sandbox.runware.test_faults import FaultClient, client, runware, task

__all__ = ["client", "runware"]


async def details(client: FaultClient, sent: dict[str, Any]) -> tuple[int, dict[str, Any]]:
    return await client.post({"taskType": "getTaskDetails", "taskUUID": sent["taskUUID"]})


async def test_late_cost_is_missing_everywhere_until_its_time(client: FaultClient, runware: FakeRunware) -> None:
    now = 100.0
    runware.account.clock = lambda: now
    await client.arm("late_cost", seconds=5)
    sent = task(includeCost=True)
    await client.post(sent)
    assert "cost" not in (await client.poll(sent))["data"][0]
    assert "cost" not in (await details(client, sent))[1]["data"][0]["response"]["data"][0]
    now = 105.0
    assert (await client.poll(sent))["data"][0]["cost"] == 0.02
    assert (await details(client, sent))[1]["data"][0]["response"]["data"][0]["cost"] == 0.02


@pytest.mark.parametrize("is_billed", [False, True])
async def test_failed_pictures_are_charged_only_by_the_fault(
    client: FaultClient, runware: FakeRunware, is_billed: bool
) -> None:
    await client.arm("one_moderated")
    if is_billed:
        await client.arm("failed_billed")
    sent = task(includeCost=True, numberResults=2)
    await client.post(sent)
    (error,) = (await client.poll(sent))["errors"]
    assert error.get("cost") == (0.02 if is_billed else None)
    assert 100_000_000 - runware.account.balance_micro_dollars == (40_000 if is_billed else 20_000)


async def test_results_can_name_another_model(client: FaultClient) -> None:
    await client.arm("other_model", air="xai:other@model")
    sent = task()
    await client.post(sent)
    assert (await client.poll(sent))["data"][0]["model"] == "xai:other@model"


async def test_lost_record_does_not_change_the_poll(client: FaultClient) -> None:
    await client.arm("no_record")
    sent = task()
    await client.post(sent)
    status, reply = await details(client, sent)
    assert (status, reply["errors"][0]["code"]) == (400, "taskNotFound")
    assert len((await client.poll(sent))["data"]) == 1
