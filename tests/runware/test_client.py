"""The client against real sockets: one task is submitted once, whatever breaks on the way."""

import asyncio
import time
from collections.abc import Iterator
from email.utils import formatdate
from typing import Any
from uuid import uuid4

import pytest
from aiohttp import web

from bot.errors import BadReference, Declined, ModelGone, OperatorNeeded, ProviderError, ProviderUnavailable, Rejected
from bot.runware.client import RunwareClient
from bot.runware.error_classes import ErrorClass
from bot.runware.task_progress import TaskProgress
from bot.runware.tasks import ImageInference, Inputs

from .conftest import (
    FaultyProxy,
    Json,
    ReportedErrors,
    ResponseFactory,
    ScriptedProvider,
    acknowledge_tasks,
    make_inference,
    refuse_with,
)


def soon() -> float:
    return time.monotonic() + 5


def done(tasks: list[Json]) -> web.Response:
    return web.json_response({"data": [result(task["taskUUID"]) for task in tasks]})


def result(task_uuid: str) -> Json:
    return {
        "taskType": "imageInference",
        "taskUUID": task_uuid,
        "status": "success",
        "imageUUID": f"picture of {task_uuid}",
        "imageURL": "https://im.runware.ai/a.jpg",
    }


def raw(text: str, status: int = 200) -> ResponseFactory:
    return lambda _: web.Response(text=text, status=status, content_type="application/json")


# ── submit ───────────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_a_submitted_task_is_sent_once_with_the_key(
    client: RunwareClient, provider: ScriptedProvider, task: ImageInference
) -> None:
    await client.submit(task, deadline=None)
    assert provider.request_bodies == [[task.request_body()]]
    assert provider.request_headers[0]["Authorization"] == "Bearer the-secret-key"


@pytest.mark.parametrize(
    "answer", [raw('{"data": []}'), refuse_with("conflictTaskUUID"), raw('{"data": [], "errors": []}')]
)
async def test_submit_accepts_empty_data_and_conflict_answers(
    client: RunwareClient, provider: ScriptedProvider, task: ImageInference, answer: ResponseFactory
) -> None:
    provider.script = [answer]
    await client.submit(task, deadline=None)
    assert len(provider.request_bodies) == 1


NOT_OK = (302, 400, 401, 402, 403, 404, 429, 500, 502, 503, 520)
FOREIGN = (
    "<html><h1>403 Forbidden</h1>",
    "",
    "error code: 1020",
    '{"message": "Forbidden"}',
    '{"error": "unauthorized"}',
    '{"success": false, "errors": [{"code": 10000, "message": "Authentication error"}]}',
    '{"error": {"code": 403, "status": "PERMISSION_DENIED", "message": "invalid API key"}}',
    '{"code": "AccessDenied", "message": "no"}',
    '[{"code": "invalidApiKey"}]',
    '{"errors": [{"message": "insufficient credits"}]}',
    '{"errors": "insufficientCredits"}',
)
"""What proxies, edges and gateways say: none of it is an error object of the API."""


@pytest.mark.parametrize(
    "answer",
    [
        refuse_with("serviceUnavailable", status=503),
        refuse_with("internalServerError", status=500),
        refuse_with("providerTimeout", status=504),
        refuse_with("timeoutProvider"),
        *(raw(page, status) for status in NOT_OK for page in FOREIGN),
        raw("{broken"),
        raw("[" * 100_000),
        raw("{}"),
        raw("7"),
    ],
)
async def test_temporary_error_is_retried_with_the_same_body(
    client: RunwareClient, provider: ScriptedProvider, task: ImageInference, answer: ResponseFactory
) -> None:
    provider.script = [answer, answer]
    await client.submit(task, deadline=soon())
    assert provider.request_bodies == [[task.request_body()]] * 3


@pytest.mark.parametrize("fault", ["refuse", "lose", "cut"])
async def test_lost_reply_is_retried_and_a_conflict_means_accepted(
    provider: ScriptedProvider, proxy: FaultyProxy, task: ImageInference, fault: str
) -> None:
    proxy.faults = [fault]
    provider.script = [] if fault == "refuse" else [acknowledge_tasks, refuse_with("conflictTaskUUID")]
    async with RunwareClient("key", url=f"http://127.0.0.1:{proxy.port}/v1", timeout=2, pause=0.01) as client:
        await client.submit(task, deadline=soon())
    assert provider.request_bodies == [[task.request_body()]] * (1 if fault == "refuse" else 2)


async def test_unresponsive_provider_is_retried_until_the_deadline(
    provider: ScriptedProvider, reported_errors: ReportedErrors, task: ImageInference
) -> None:
    provider.delay = 10
    async with RunwareClient(
        "key", url=provider.url, timeout=0.1, pause=0.01, on_error=reported_errors.classes.append
    ) as client:
        with pytest.raises(ProviderUnavailable):
            await client.submit(task, deadline=time.monotonic() + 0.3)
    assert set(reported_errors.classes) == {ErrorClass.CONNECTION}
    assert len(provider.request_bodies) > 1


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (refuse_with("invalidProviderContent"), Declined),
        (refuse_with("unsupportedDimensions"), Rejected),
        (refuse_with("invalidModel"), ModelGone),
        (refuse_with("invalidValue", parameter="model"), ModelGone),
        (refuse_with("invalidValue", parameter=["width", "height"]), Rejected),
        (refuse_with("thirdPartyInsufficientCredits"), OperatorNeeded),
        (refuse_with("insufficientCredits", status=402), OperatorNeeded),
        (refuse_with("invalidApiKey", status=401), OperatorNeeded),
    ],
)
async def test_permanent_error_is_raised_without_a_retry(
    client: RunwareClient,
    provider: ScriptedProvider,
    task: ImageInference,
    answer: ResponseFactory,
    error: type[ProviderError],
) -> None:
    provider.script = [answer]
    with pytest.raises(error):
        await client.submit(task, deadline=None)
    assert len(provider.request_bodies) == 1


EDIT = Inputs(reference_images=("c62f6951-f37f-4019-a51c-0ed55c202732",))


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (refuse_with("invalidReferenceImages"), BadReference),
        (refuse_with("invalidValue", parameter=["inputs.referenceImages"]), BadReference),
        (refuse_with("imageNotFound", status=404), BadReference),
        (refuse_with("downloadFailed"), BadReference),
        (refuse_with("invalidReferenceImages", message="flagged by moderation"), Declined),
        (refuse_with("invalidProviderContent", parameter="inputs.referenceImages"), Declined),
        (raw('{"errors": [{"code": "invalidReferenceImages"}, {"code": "imageBlocked"}]}', 400), Declined),
    ],
)
async def test_unusable_reference_error_is_raised_without_a_retry(
    client: RunwareClient,
    provider: ScriptedProvider,
    task: ImageInference,
    answer: ResponseFactory,
    error: type[ProviderError],
) -> None:
    provider.script = [answer]
    with pytest.raises(ProviderError) as caught:
        await client.submit(task.model_copy(update={"inputs": EDIT}), deadline=None)
    assert type(caught.value) is error
    assert len(provider.request_bodies) == 1


async def test_failed_download_is_retried_for_a_task_without_references(
    client: RunwareClient, provider: ScriptedProvider, task: ImageInference
) -> None:
    provider.script = [refuse_with("downloadFailed")]
    await client.submit(task, deadline=soon())
    assert len(provider.request_bodies) == 2


async def test_retry_after_is_respected_and_reported(
    client: RunwareClient, provider: ScriptedProvider, reported_errors: ReportedErrors, task: ImageInference
) -> None:
    provider.script = [refuse_with("rateLimitExceeded", status=429, headers={"Retry-After": "0.3"})]
    began = time.monotonic()
    await client.submit(task, deadline=soon())
    assert time.monotonic() - began >= 0.3
    assert reported_errors.rate_limits == [0.3]
    assert reported_errors.classes == [ErrorClass.RATE_LIMIT]


@pytest.mark.parametrize(
    ("header", "seconds"),
    [("100", 100), ("a date", 98), ("soon", None), ("nan", None), ("-5", 0)],
)
async def test_retry_after_accepts_seconds_and_http_dates(
    client: RunwareClient,
    provider: ScriptedProvider,
    reported_errors: ReportedErrors,
    task: ImageInference,
    header: str,
    seconds: float | None,
) -> None:
    told = formatdate(time.time() + 100, usegmt=True) if header == "a date" else header
    provider.script = [refuse_with("rateLimitExceeded", status=429, headers={"Retry-After": told})]
    with pytest.raises(ProviderUnavailable) as caught:
        await client.submit(task, deadline=time.monotonic())
    assert caught.value.retry_after == pytest.approx(seconds, abs=3) if seconds is not None else True
    assert (caught.value.retry_after is None) is (seconds is None)
    assert reported_errors.rate_limits == [caught.value.retry_after]


async def test_retry_after_beyond_the_deadline_fails_immediately(
    provider: ScriptedProvider, task: ImageInference
) -> None:
    now = 1000.0
    provider.default = refuse_with("rateLimitExceeded", status=429, headers={"Retry-After": "60"})
    async with RunwareClient("key", url=provider.url, monotonic=lambda: now) as client:
        with pytest.raises(ProviderUnavailable):
            await client.submit(task, deadline=now + 59)
    assert len(provider.request_bodies) == 1


async def test_a_redirect_is_not_followed_with_the_key(provider: ScriptedProvider, task: ImageInference) -> None:
    def redirect(_: list[Json]) -> web.Response:
        return web.Response(status=307, headers={"Location": provider.url})

    provider.default = redirect
    async with RunwareClient("key", url=provider.url, pause=0.01) as client:
        with pytest.raises(ProviderUnavailable):
            await client.submit(task, deadline=time.monotonic())
    assert len(provider.request_bodies) == 1


async def test_api_key_appears_in_no_error_log_or_repr(
    client: RunwareClient, provider: ScriptedProvider, task: ImageInference, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(0)
    provider.script = [raw("{broken"), refuse_with("invalidApiKey", status=401, message="the-secret-key is not valid")]
    with pytest.raises(OperatorNeeded) as caught:
        await client.submit(task, deadline=None)
    told = f"{caplog.text} {caught.value!r} {vars(caught.value)} {client!r}"
    assert "the-secret-key" not in told


def pictures(told: list[TaskProgress | BaseException]) -> Iterator[str]:
    for progress in told:
        assert isinstance(progress, TaskProgress)
        yield from (result.image_uuid for result in progress.results)


# ── details ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def record(response: Any) -> ResponseFactory:
    return lambda tasks: web.json_response({"data": [{**tasks[0], "request": [], "response": response}]})


async def test_expired_task_is_looked_up_in_the_task_details(client: RunwareClient, provider: ScriptedProvider) -> None:
    task_uuid = uuid4()
    provider.script = [
        refuse_with("taskExpired", taskUUID=str(task_uuid), taskType="imageInference"),
        record({"data": [result(str(task_uuid))]}),
    ]
    assert len((await client.poll(task_uuid)).results) == 1
    assert [body[0]["taskType"] for body in provider.request_bodies] == ["getResponse", "getTaskDetails"]


async def test_task_details_yield_an_outcome_or_none(client: RunwareClient, provider: ScriptedProvider) -> None:
    task_uuid = uuid4()
    provider.script = [record({"data": [result(str(task_uuid))]}), record({"errors": [{"code": "conflictTaskUUID"}]})]
    outcome = await client.get_outcome(task_uuid)
    assert outcome is not None
    assert len(outcome.results) == 1
    assert await client.get_outcome(task_uuid) is None


@pytest.mark.parametrize("answer", [refuse_with("taskNotFound"), raw('{"data": []}')])
async def test_unknown_task_has_no_outcome(
    client: RunwareClient, provider: ScriptedProvider, answer: ResponseFactory
) -> None:
    provider.script = [answer]
    assert await client.get_outcome(uuid4()) is None


# ── account ──────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(("balance", "dollars"), [(2450.75, 2450.75), ({"amount": 12.34}, 12.34), (None, None)])
async def test_account_balance_is_read(
    client: RunwareClient, provider: ScriptedProvider, balance: Any, dollars: float | None
) -> None:
    provider.default = lambda tasks: web.json_response({"data": [{**tasks[0], "balance": balance}]})
    assert await client.get_balance() == dollars


async def test_invalid_api_key_raises_operator_needed(client: RunwareClient, provider: ScriptedProvider) -> None:
    provider.default = refuse_with("invalidApiKey", status=401, taskType="authentication")
    with pytest.raises(OperatorNeeded):
        await client.get_balance()


async def test_concurrent_submits_do_not_interfere(client: RunwareClient, provider: ScriptedProvider) -> None:
    tasks = [make_inference(uuid4()) for _ in range(10)]
    await asyncio.gather(*(client.submit(task, deadline=None) for task in tasks))
    assert sorted(body[0]["taskUUID"] for body in provider.request_bodies) == sorted(
        str(task.task_uuid) for task in tasks
    )
