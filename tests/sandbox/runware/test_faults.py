"""Fault injection: each kind's effect, and how often it applies."""

import asyncio
import json
import uuid
from collections.abc import AsyncIterator
from io import BytesIO
from typing import Any

import aiohttp
import pytest
from PIL import Image

from sandbox.runware import FakeRunware
from sandbox.runware.faults import FAULT_KINDS
from sandbox.runware.serving import serve_runware


class FaultClient:
    """A client that arms faults through the control API, as external tests do."""

    def __init__(self, http: aiohttp.ClientSession, url: str) -> None:
        self.http = http
        self.url = url

    async def arm(self, kind: str, **fields: Any) -> None:
        async with self.http.post(f"{self.url}/sandbox/runware/faults", json={"kind": kind, **fields}) as response:
            assert response.status == 200, await response.text()

    async def post(self, *tasks: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        async with self.http.post(f"{self.url}/v1", json=tasks) as response:
            return response.status, await response.json()

    async def poll(self, sent: dict[str, Any]) -> dict[str, Any]:
        return (await self.post({"taskType": "getResponse", "taskUUID": sent["taskUUID"]}))[1]


def task(**fields: Any) -> dict[str, Any]:
    return {
        "taskType": "imageInference",
        "taskUUID": str(uuid.uuid4()),
        "model": "xai:grok-imagine@image",
        "positivePrompt": "a fox",
        "deliveryMethod": "async",
        **fields,
    }


@pytest.fixture
def runware() -> FakeRunware:
    return FakeRunware(seconds=0.0, one_per_size=True)


@pytest.fixture
async def client(runware: FakeRunware) -> AsyncIterator[FaultClient]:
    async with (
        serve_runware(runware) as url,
        aiohttp.ClientSession(headers={"Authorization": "Bearer sandbox-key"}) as http,
    ):
        yield FaultClient(http, url)


INSTEAD = [
    ("rate_limited", 429, "rateLimitExceeded"),
    ("unavailable", 503, "serviceUnavailable"),
    ("server_error", 500, "internalServerError"),
    ("gateway_timeout", 504, "providerGatewayTimeout"),
    ("payment_required", 402, "insufficientCredits"),
    ("bad_key", 401, "invalidApiKey"),
    ("no_credits", 400, "thirdPartyInsufficientCredits"),
    ("model_retired", 400, "invalidModel"),
]


@pytest.mark.parametrize("asked", ["control", "prompt"])
@pytest.mark.parametrize(("kind", "status", "code"), INSTEAD)
async def test_a_fault_of_the_request_stage_accepts_no_task(
    kind: str, status: int, code: str, asked: str, client: FaultClient, runware: FakeRunware
) -> None:
    if asked == "control":
        await client.arm(kind)
    sent = task(positivePrompt=f"a fox fault:{kind}*1" if asked == "prompt" else "a fox")
    got, reply = await client.post(sent)
    assert (got, reply["errors"][0]["code"], runware.tasks) == (status, code, {})
    assert (await client.post(sent))[0] == 200


async def test_retired_model_fault_can_use_another_error_code(client: FaultClient) -> None:
    await client.arm("model_retired", code="unknownModel")
    assert (await client.post(task()))[1]["errors"][0]["code"] == "unknownModel"


async def test_rate_limits_have_retry_after(client: FaultClient) -> None:
    await client.arm("rate_limited", retry_after=7)
    async with client.http.post(f"{client.url}/v1", json=[task()]) as response:
        assert response.headers["Retry-After"] == "7"


@pytest.mark.parametrize(("kind", "accepted"), [("drop_before", 0), ("drop_after", 1)])
async def test_a_dropped_connection_has_no_response(
    kind: str, accepted: int, client: FaultClient, runware: FakeRunware
) -> None:
    await client.arm(kind)
    sent = task()
    with pytest.raises(aiohttp.ClientConnectionError):
        await client.post(sent)
    assert len(runware.tasks) == accepted
    assert runware.journal.exchanges[0].status is None
    status, reply = await client.post(sent)
    assert (status, reply.get("errors", [{}])[0].get("code")) == (
        (400, "conflictTaskUUID") if accepted else (200, None)
    )


async def test_malformed_fault_answers_200_with_invalid_json(client: FaultClient, runware: FakeRunware) -> None:
    await client.arm("malformed")
    async with client.http.post(f"{client.url}/v1", json=[task()]) as response:
        assert (response.status, response.content_type) == (200, "application/json")
        with pytest.raises(ValueError, match=r"Unterminated|Expecting"):
            json.loads(await response.text())
    assert len(runware.tasks) == 1


FAILED = [
    ("moderated", "invalidProviderContent", "content", 3),
    ("one_moderated", "invalidProviderContent", "content", 1),
    ("provider_error_flagged", "providerError", "flagged by moderation", 3),
    ("timeout_provider", "timeoutProvider", "in time", 3),
]


@pytest.mark.parametrize(("kind", "code", "words", "failed"), FAILED)
async def test_failed_results_are_reported_individually_and_cost_nothing(
    kind: str, code: str, words: str, failed: int, client: FaultClient, runware: FakeRunware
) -> None:
    await client.arm(kind)
    sent = task(numberResults=3)
    await client.post(sent)
    reply = await client.poll(sent)
    assert (len(reply["data"]), len(reply["errors"])) == (3 - failed, failed)
    for error in reply["errors"]:
        assert (error["code"], error["status"], error["taskUUID"]) == (code, "error", sent["taskUUID"])
        assert words in error["message"]
    assert runware.account.balance_micro_dollars == 100_000_000 - 20_000 * (3 - failed)


async def test_moderated_sync_task_answers_400(client: FaultClient) -> None:
    status, reply = await client.post(task(deliveryMethod="sync", positivePrompt="fault:moderated"))
    assert (status, reply["errors"][0]["code"], reply["data"]) == (400, "invalidProviderContent", [])


@pytest.mark.parametrize(("kind", "parameters"), [("never_finishes", {}), ("slow", {"seconds": 600})])
async def test_a_slow_task_stays_in_processing(kind: str, parameters: dict[str, Any], client: FaultClient) -> None:
    await client.arm(kind, **parameters)
    sent = task()
    await client.post(sent)
    assert [item["status"] for item in (await client.poll(sent))["data"]] == ["processing"]


async def test_slow_tasks_finish(client: FaultClient) -> None:
    await client.arm("slow", seconds=0.1)
    sent = task()
    await client.post(sent)
    async with asyncio.timeout(3):
        while (await client.poll(sent))["data"][0]["status"] == "processing":  # noqa: ASYNC110 - polling is the API
            await asyncio.sleep(0.02)


async def test_an_expired_task_is_available_only_through_its_details(client: FaultClient) -> None:
    await client.arm("expired")
    sent = task()
    await client.post(sent)
    assert (await client.poll(sent))["errors"][0]["code"] == "taskExpired"
    _, details = await client.post({"taskType": "getTaskDetails", "taskUUID": sent["taskUUID"]})
    assert details["data"][0]["response"]["data"][0]["imageURL"]


async def test_the_fault_unknown_field_keeps_the_reply_correct(client: FaultClient) -> None:
    await client.arm("unknown_field", times=None)
    sent = task()
    await client.post(sent)
    reply = await client.poll(sent)
    assert {"routing", "mood", "imageURL"} <= set(reply["data"][0])
    assert "meta" in reply


async def test_a_batch_of_polls_is_rejected_and_a_single_poll_is_not(client: FaultClient) -> None:
    sent = [task(), task()]
    await client.post(*sent)
    await client.arm("batch_refused")
    polls = [{"taskType": "getResponse", "taskUUID": each["taskUUID"]} for each in sent]
    assert (await client.post(polls[0]))[0] == 200
    assert (await client.post(*polls))[0] == 400
    assert (await client.post(*polls))[0] == 200


async def test_a_fault_can_apply_to_polls_only(client: FaultClient) -> None:
    await client.arm("unavailable", on="poll", times=2)
    sent = task()
    assert (await client.post(sent))[0] == 200
    poll = {"taskType": "getResponse", "taskUUID": sent["taskUUID"]}
    assert [(await client.post(poll))[0] for _ in range(3)] == [503, 503, 200]


async def test_a_fault_applies_only_to_matching_prompts(client: FaultClient) -> None:
    await client.arm("server_error", match="fox")
    assert (await client.post(task(positivePrompt="a cat")))[0] == 200
    assert (await client.post(task(positivePrompt="a fox")))[0] == 500
    assert (await client.post(task(positivePrompt="a fox")))[0] == 200


async def test_a_prompt_can_request_a_number_of_failures(client: FaultClient) -> None:
    sent = task(positivePrompt="a fox fault:unavailable*3")
    assert [(await client.post(sent))[0] for _ in range(4)] == [503, 503, 503, 200]


async def finished(client: FaultClient) -> str:
    sent = task()
    await client.post(sent)
    return str((await client.poll(sent))["data"][0]["imageURL"])


async def test_the_fault_foreign_host_changes_the_picture_url(client: FaultClient) -> None:
    await client.arm("foreign_host")
    assert (await finished(client)).startswith("https://pictures.invalid/")


DOWNLOADS = [
    ("download_404", 404, "text/plain"),
    ("download_error", 500, "text/plain"),
    ("download_wrong_type", 200, "text/html"),
    ("download_redirect", 302, "application/octet-stream"),
    ("download_wrong_size", 200, "image/jpeg"),
    ("download_broken", 200, "image/jpeg"),
    ("download_forbidden", 403, "text/html"),
    ("download_other_type", 200, "application/octet-stream"),
    ("download_off_size", 200, "image/jpeg"),
]


@pytest.mark.parametrize(("kind", "status", "media_type"), DOWNLOADS)
async def test_download_fault_occurs_once(kind: str, status: int, media_type: str, client: FaultClient) -> None:
    address = await finished(client)
    await client.arm(kind)
    async with client.http.get(address, allow_redirects=False) as response:
        assert (response.status, response.content_type) == (status, media_type)
        assert not await _whole(response)
    async with client.http.get(address) as response:
        assert await _whole(response)


async def _whole(response: aiohttp.ClientResponse) -> bool:
    data = await response.read()
    if response.content_type != "image/jpeg":
        return False
    picture = Image.open(BytesIO(data))
    try:
        picture.load()
    except OSError:
        return False
    return picture.size == (1024, 1024)


async def test_a_redirect_leads_to_the_given_location(client: FaultClient) -> None:
    address = await finished(client)
    await client.arm("download_redirect", location="http://192.0.2.1/x.jpg")
    async with client.http.get(address, allow_redirects=False) as response:
        assert response.headers["Location"] == "http://192.0.2.1/x.jpg"


async def test_a_truncated_download_breaks_off(client: FaultClient) -> None:
    address = await finished(client)
    await client.arm("download_truncated")
    with pytest.raises(aiohttp.ClientPayloadError):
        async with client.http.get(address) as response:
            await response.read()


async def test_a_huge_download_does_not_end(client: FaultClient) -> None:
    address = await finished(client)
    await client.arm("download_huge")
    async with client.http.get(address) as response:
        assert "Content-Length" not in response.headers
        size = 0
        async for chunk in response.content.iter_any():
            size += len(chunk)
            if size > 30_000_000:
                break
    assert size > 30_000_000


async def test_every_kind_of_fault_has_a_description(client: FaultClient) -> None:
    async with client.http.get(f"{client.url}/sandbox/runware/faults") as response:
        listed = await response.json()
    assert {kind["kind"] for kind in listed["kinds"]} == set(FAULT_KINDS)
    assert all(kind["description"] for kind in listed["kinds"])
    assert listed["armed"] == []


@pytest.mark.parametrize("body", [{}, {"kind": "gremlins"}, {"kind": "slow", "times": 0}, {"kind": "slow", "on": "x"}])
async def test_an_invalid_fault_is_rejected(body: dict[str, Any], client: FaultClient, runware: FakeRunware) -> None:
    async with client.http.post(f"{client.url}/sandbox/runware/faults", json=body) as response:
        assert response.status == 400
    assert runware.faults.armed == []


async def test_faults_can_be_disarmed(client: FaultClient) -> None:
    await client.arm("server_error", times=None)
    await client.arm("slow")
    async with client.http.delete(f"{client.url}/sandbox/runware/faults?kind=slow") as response:
        assert [fault["kind"] for fault in (await response.json())["armed"]] == ["server_error"]
    async with client.http.delete(f"{client.url}/sandbox/runware/faults") as response:
        assert (await response.json())["armed"] == []
    assert (await client.post(task()))[0] == 200


@pytest.mark.parametrize("status", [401, 402, 403, 404, 429, 502])
@pytest.mark.parametrize(("kind", "media_type"), [("html_block", "text/html"), ("foreign_json", "application/json")])
async def test_a_proxy_can_answer_in_place_of_the_provider(
    client: FaultClient, runware: FakeRunware, kind: str, media_type: str, status: int
) -> None:
    await client.arm(kind, status=status, retry_after=7)
    async with client.http.post(f"{client.url}/v1", json=[task()]) as response:
        assert (response.status, response.content_type) == (status, media_type)
        assert response.headers["Retry-After"] == "7"
        assert "code" not in await response.text()
    assert not runware.tasks


async def test_the_fault_same_uuid_keeps_the_urls_different(client: FaultClient) -> None:
    await client.arm("same_uuid")
    sent = task(numberResults=3)
    await client.post(sent)
    results = (await client.poll(sent))["data"]
    assert len({result["imageUUID"] for result in results}) == 1
    assert len({result["imageURL"] for result in results}) == 3


async def test_the_fault_error_first_delays_results_without_announcing_them(client: FaultClient) -> None:
    await client.arm("error_first", seconds=0.3)
    sent = task(numberResults=2)
    await client.post(sent)
    first = await client.poll(sent)
    assert first["data"] == []
    assert [error["code"] for error in first["errors"]] == ["invalidProviderContent"]
    while not (later := await client.poll(sent))["data"]:  # noqa: ASYNC110 - nobody tells
        await asyncio.sleep(0.05)
    assert len(later["data"]) == len(later["errors"]) == 1


async def test_faults_can_return_lone_surrogates_and_invalid_costs(client: FaultClient) -> None:
    await client.arm("odd_strings")
    await client.arm("odd_cost")
    sent = task(includeCost=True)
    await client.post(sent)
    (result,) = (await client.poll(sent))["data"]
    assert result["imageUUID"].endswith("\ud83d")
    assert result["imageURL"].endswith("\ud83d")
    assert result["cost"] != result["cost"]


async def test_faults_can_change_the_format_and_append_bytes(client: FaultClient) -> None:
    address = await finished(client)
    async with client.http.get(address) as response:
        whole = await response.read()
    await client.arm("download_other_format")
    async with client.http.get(address) as response:
        assert (await response.read()).startswith(b"\x89PNG")
    await client.arm("download_trailing")
    async with client.http.get(address) as response:
        assert (await response.read()).startswith(whole + b"\r\n<!--")
    await client.arm("download_empty")
    async with client.http.get(address) as response:
        assert (response.status, await response.read()) == (200, b"")


async def test_a_fault_delays_the_download(client: FaultClient) -> None:
    address = await finished(client)
    await client.arm("download_late", times=None, seconds=0.5)
    statuses: list[int] = []
    while not statuses or statuses[-1] != 200:
        async with client.http.get(address) as response:
            statuses.append(response.status)
        await asyncio.sleep(0.05)
    assert set(statuses) == {404, 200}
