"""The control API: models, settings, the journal and tasks."""

import uuid
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest

from sandbox.runware import FakeRunware
from sandbox.runware.serving import serve_runware

OTHER = {"air": "other:model@1", "price": 0.05, "edit_price": 0.06, "sizes": {"1K": ["512x512"]}}


class ControlClient:
    """A client of the API and the control API."""

    def __init__(self, http: aiohttp.ClientSession, url: str) -> None:
        self.http = http
        self.url = url

    async def control(self, method: str, path: str, body: Any = None) -> tuple[int, dict[str, Any]]:
        async with self.http.request(method, f"{self.url}/sandbox/runware/{path}", json=body) as response:
            return response.status, await response.json()

    async def draw(self, model: object, **fields: Any) -> int:
        sent = {"taskType": "imageInference", "taskUUID": str(uuid.uuid4()), "model": model, "positivePrompt": "a fox"}
        async with self.http.post(f"{self.url}/v1", json=[{**sent, "deliveryMethod": "async", **fields}]) as response:
            return response.status


@pytest.fixture
async def client() -> AsyncIterator[ControlClient]:
    async with (
        serve_runware(FakeRunware(seconds=0.0)) as url,
        aiohttp.ClientSession(headers={"Authorization": "Bearer sandbox-key"}) as http,
    ):
        yield ControlClient(http, url)


async def test_models_can_be_added_and_retired(client: ControlClient) -> None:
    assert await client.draw(OTHER["air"]) == 400
    status, reply = await client.control("POST", "models", OTHER)
    assert (status, reply["models"][-1]) == (200, {**OTHER, "references": 1, "qualities": []})
    assert await client.draw(OTHER["air"], width=512, height=512) == 200
    assert await client.draw(OTHER["air"], width=1024, height=1024) == 400
    assert (await client.control("DELETE", f"models?air={OTHER['air']}"))[0] == 200
    assert await client.draw(OTHER["air"]) == 400
    assert (await client.control("DELETE", "models?air=nobody"))[0] == 404


async def test_duration_balance_and_batches_can_be_set(client: ControlClient) -> None:
    status, reply = await client.control("POST", "settings", {"seconds": [1, 2], "batches": False, "balance": 0.01})
    assert status == 200
    assert (reply["seconds"], reply["batches"], reply["balance"]) == ([1, 2], False, 0.01)
    assert await client.draw("xai:grok-imagine@image") == 200
    await client.control("POST", "settings", {"balance": 0})
    assert await client.draw("xai:grok-imagine@image") == 402


@pytest.mark.parametrize("body", [{"second": 1}, {"seconds": "slow"}, {"batches": 7}, {"bill_factors": {"x": -1}}, []])
async def test_invalid_settings_are_rejected(body: Any, client: ControlClient) -> None:
    assert (await client.control("POST", "settings", body))[0] == 400


async def test_the_journal_lists_all_requests_in_order(client: ControlClient) -> None:
    await client.draw("xai:grok-imagine@image", positivePrompt="first")
    await client.draw("nobody", positivePrompt="second")
    _, journal = await client.control("GET", "journal")
    bodies = [exchange["body"][0]["positivePrompt"] for exchange in journal["exchanges"]]
    assert (bodies, len(journal["accepted"])) == (["first", "second"], 1)
    assert [exchange["status"] for exchange in journal["exchanges"]] == [200, 400]
    _, polls = await client.control("GET", "journal?taskType=getResponse")
    assert polls["exchanges"] == []


async def test_tasks_report_their_progress(client: ControlClient) -> None:
    await client.draw("xai:grok-imagine@image", numberResults=3, positivePrompt="fault:one_moderated")
    _, reply = await client.control("GET", "tasks")
    (task,) = reply["tasks"]
    expected = {"numberResults": 3, "done": 3, "failed": 1, "finished": True, "spent": 0.04}
    assert {name: task[name] for name in expected} == expected
    assert task["faults"] == ["one_moderated"]
