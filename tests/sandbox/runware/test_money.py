"""What tasks cost, what is said about it, and what the account has left: also when these differ."""

from typing import Any

import pytest

from sandbox.runware import FakeRunware
from tests.support.sandbox_client import STANDARD_MODEL, SandboxClient, SettableClock

TEN_MINUTES = 600.0
DAY = 86_400.0
PRICE = 0.02


async def get_account(client: SandboxClient) -> Any:
    task = {"taskType": "accountManagement", "operation": "getDetails"}
    reply = await client.post({**task, "taskUUID": "11111111-1111-4111-8111-111111111111"})
    assert reply["status"] == 200, reply
    return reply["data"][0]


async def get_record(client: SandboxClient, task_uuid: str) -> Any:
    (record,) = (await client.post({"taskType": "getTaskDetails", "taskUUID": task_uuid}))["data"]
    return record


async def draw(client: SandboxClient, clock: SettableClock, prompt: str = "a fox", **fields: Any) -> str:
    """Submit a task that asks for its cost, and let it finish."""
    task_uuid = await client.submit(positivePrompt=prompt, deliveryMethod="async", includeCost=True, **fields)
    clock.now += TEN_MINUTES
    return task_uuid


async def spent(client: SandboxClient) -> float:
    return round(100 - float((await get_account(client))["balance"]["amount"]), 6)


async def test_balance_and_usage_follow_the_tasks(client: SandboxClient, clock: SettableClock) -> None:
    task_uuid = await draw(client, clock, numberResults=2)
    account = await get_account(client)
    assert account["balance"] == {"amount": 99.96, "freeBalance": 0, "currency": "USD"}
    assert account["usage"]["today"] == account["usage"]["total"] == {"credits": 0.04, "requests": 1}
    record = await get_record(client, task_uuid)
    assert [one["cost"] for one in record["response"]["data"]] == [PRICE, PRICE]
    clock.now += 2 * DAY
    usage = (await get_account(client))["usage"]
    assert [usage[name]["requests"] for name in ("today", "last7Days", "last30Days", "total")] == [0, 1, 1, 1]


async def test_a_low_balance_is_told_and_no_credit_is_refused(client: SandboxClient) -> None:
    await client.request_control("POST", "settings", {"balance": 0.5})
    assert (await get_account(client))["balance"]["amount"] == 0.5
    await client.request_control("POST", "settings", {"balance": 0, "plain_balance": True})
    assert (await get_account(client))["balance"] == 0
    with pytest.raises(AssertionError, match="insufficientCredits"):
        await client.submit(deliveryMethod="async")


async def test_a_bad_key_stays_bad_until_it_is_disarmed(client: SandboxClient) -> None:
    await client.arm_fault("bad_key", times=None)
    for _ in range(2):
        assert (await client.poll("11111111-1111-4111-8111-111111111111"))["status"] == 401
    await client.request_control("DELETE", "faults?kind=bad_key")
    assert (await get_account(client))["operation"] == "getDetails"


async def test_one_models_price_can_drift_both_ways(client: SandboxClient, clock: SettableClock) -> None:
    for factor, cost in ((1.5, 0.03), (0.5, 0.01), (0, 0)):
        before = await spent(client)
        await client.request_control("POST", "settings", {"bill_factors": {STANDARD_MODEL: factor}})
        (result,) = (await client.poll(await draw(client, clock)))["data"]
        assert result["cost"] == cost
        assert round(await spent(client) - before, 6) == cost
    await client.request_control("POST", "settings", {"bill_factors": {"other:model@1": 9}})
    (result,) = (await client.poll(await draw(client, clock)))["data"]
    assert result["cost"] == PRICE


async def test_a_single_tasks_price_can_drift(client: SandboxClient, clock: SettableClock) -> None:
    await client.arm_fault("cost_drift", factor=3)
    tasks = [await draw(client, clock), await draw(client, clock, "fault:cost_drift"), await draw(client, clock)]
    assert [(await client.poll(one))["data"][0]["cost"] for one in tasks] == [0.06, 0.04, PRICE]
    assert await spent(client) == 0.12


@pytest.mark.parametrize(
    ("kind", "said"), [("cost_missing", "nothing"), ("cost_null", None), ("cost_zero", 0)], ids=str
)
async def test_a_cost_that_is_not_told_is_billed(
    client: SandboxClient, clock: SettableClock, kind: str, said: object
) -> None:
    task_uuid = await draw(client, clock, f"a fox fault:{kind}")
    (result,) = (await client.poll(task_uuid))["data"]
    (recorded,) = (await get_record(client, task_uuid))["response"]["data"]
    assert [one.get("cost", "nothing") for one in (result, recorded)] == [said, said]
    assert await spent(client) == PRICE


async def test_a_late_cost_is_in_the_record_later(client: SandboxClient, clock: SettableClock) -> None:
    await client.arm_fault("late_cost", seconds=DAY)
    task_uuid = await draw(client, clock)
    (result,) = (await client.poll(task_uuid))["data"]
    assert "cost" not in result
    clock.now += DAY
    (recorded,) = (await get_record(client, task_uuid))["response"]["data"]
    assert recorded["cost"] == PRICE


async def test_refused_pictures_are_billed_only_by_a_fault(client: SandboxClient, clock: SettableClock) -> None:
    for prompt, cost in (("fault:moderated", None), ("fault:moderated fault:failed_billed", PRICE)):
        reply = await client.poll(await draw(client, clock, prompt))
        assert [one.get("cost") for one in reply["errors"]] == [cost]
    assert await spent(client) == PRICE


async def test_another_model_is_named_in_results_and_record(client: SandboxClient, clock: SettableClock) -> None:
    plain, named = await draw(client, clock), await draw(client, clock, "fault:other_model")
    assert "model" not in (await client.poll(plain))["data"][0]
    assert (await client.poll(named))["data"][0]["model"] == "xai:another@model"
    assert [(await get_record(client, one))["request"][0]["model"] for one in (plain, named)] == [
        STANDARD_MODEL,
        "xai:another@model",
    ]


async def test_pictures_of_another_size_are_billed_at_that_size(
    client: SandboxClient, clock: SettableClock, runware: FakeRunware
) -> None:
    two = "xai:grok-imagine@image-2.0"
    asked: dict[str, Any] = {"model": two, "width": 720, "height": 1280}
    right, large = (
        await draw(client, clock, **asked),
        await draw(client, clock, "fault:other_size", **asked),
    )
    await client.arm_fault("other_size", width=512, height=512)
    odd = await draw(client, clock, **asked)
    costs, sizes = [], []
    for task_uuid in (right, large, odd):
        (result,) = (await client.poll(task_uuid))["data"]
        costs.append(result["cost"])
        sizes.append((await client.download_image(result["imageURL"])).size)
    assert costs == [0.06, 0.08, 0.06]
    assert (sizes[0], sizes[2]) == ((720, 1280), (512, 512))
    assert sizes[1] in runware.models[two].sizes["2K"]


async def test_a_task_without_a_record_still_ends(client: SandboxClient, clock: SettableClock) -> None:
    task_uuid = await draw(client, clock, "fault:no_record")
    assert len((await client.poll(task_uuid))["data"]) == 1
    reply = await client.post({"taskType": "getTaskDetails", "taskUUID": task_uuid})
    assert [one["code"] for one in reply["errors"]] == ["taskNotFound"]
