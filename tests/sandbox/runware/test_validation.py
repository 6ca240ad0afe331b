"""Validation of tasks by the rules of the model pages, with Runware's error objects."""

import base64
import re
import uuid
from collections.abc import AsyncIterator
from io import BytesIO
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from PIL import Image

from sandbox.runware import FakeRunware
from sandbox.runware.models import ONE_K_SIZES, TWO_K_SIZES, Size
from sandbox.runware.serving import serve_runware

STANDARD, PRO = "xai:grok-imagine@image", "xai:grok-imagine@image-pro"
KEY = {"Authorization": "Bearer sandbox-key"}


def task(**fields: Any) -> dict[str, Any]:
    """A valid task with changed fields; ``...`` removes a field."""
    whole = {
        "taskType": "imageInference",
        "taskUUID": str(uuid.uuid4()),
        "model": STANDARD,
        "positivePrompt": "a fox",
        "deliveryMethod": "async",
        **fields,
    }
    return {name: value for name, value in whole.items() if value is not ...}


def png(width: int = 60, height: int = 40) -> str:
    file = BytesIO()
    Image.new("RGB", (width, height), "teal").save(file, "PNG")
    return base64.b64encode(file.getvalue()).decode()


@pytest.fixture
def runware() -> FakeRunware:
    return FakeRunware(seconds=0.0)


@pytest.fixture
async def url(runware: FakeRunware) -> AsyncIterator[str]:
    async with serve_runware(runware) as address:
        yield address


@pytest.fixture
async def http() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession(headers=KEY) as session:
        yield session


async def post(http: aiohttp.ClientSession, url: str, body: Any, **options: Any) -> tuple[int, dict[str, Any]]:
    async with http.post(f"{url}/v1", json=body, **options) as response:
        return response.status, await response.json()


WRONG: list[tuple[dict[str, Any], str, str]] = [
    ({"taskUUID": ...}, "missingTaskUUID", "taskUUID"),
    ({"taskUUID": "1"}, "invalidTaskUUID", "taskUUID"),
    ({"taskUUID": str(uuid.uuid1())}, "invalidTaskUUID", "taskUUID"),
    ({"taskUUID": uuid.uuid4().hex}, "invalidTaskUUID", "taskUUID"),
    ({"taskUUID": f"{uuid.uuid4()}\n"}, "invalidTaskUUID", "taskUUID"),
    ({"taskType": ...}, "missingTaskType", "taskType"),
    ({"taskType": "imageinference"}, "invalidTaskType", "taskType"),
    ({"model": ...}, "missingModel", "model"),
    ({"model": "xai:grok-imagine@image-2"}, "invalidModel", "model"),
    ({"model": ["xai:grok-imagine@image"]}, "invalidModel", "model"),
    ({"positivePrompt": ...}, "missingPositivePrompt", "positivePrompt"),
    ({"positivePrompt": ""}, "invalidPositivePrompt", "positivePrompt"),
    ({"positivePrompt": " \n"}, "invalidPositivePrompt", "positivePrompt"),
    ({"positivePrompt": "x" * 3001}, "invalidPositivePrompt", "positivePrompt"),
    ({"positivePrompt": None}, "invalidPositivePrompt", "positivePrompt"),
    ({"width": 1024}, "missingDimensionParameters", "width"),
    ({"height": 1024}, "missingDimensionParameters", "width"),
    ({"width": 1024.0, "height": 1024}, "invalidWidth", "width"),
    ({"width": "1024", "height": 1024}, "invalidWidth", "width"),
    ({"width": True, "height": 1024}, "invalidWidth", "width"),
    ({"width": None, "height": None}, "invalidWidth", "width"),
    ({"width": 1000, "height": 1000}, "unsupportedDimensions", "width height"),
    ({"width": 2048, "height": 2048}, "unsupportedDimensions", "width height"),
    ({"resolution": "2K"}, "invalidResolution", "resolution"),
    ({"resolution": "1k"}, "invalidResolution", "resolution"),
    ({"resolution": None}, "invalidResolution", "resolution"),
    ({"model": PRO, "resolution": "4K"}, "invalidResolution", "resolution"),
    ({"resolution": "1K", "width": 1024, "height": 1024}, "incompatibleParameters", "resolution width height"),
    ({"numberResults": 0}, "invalidNumberResults", "numberResults"),
    ({"numberResults": 21}, "invalidNumberResults", "numberResults"),
    ({"numberResults": "2"}, "invalidNumberResults", "numberResults"),
    ({"ttl": 59}, "invalidTtl", "ttl"),
    ({"ttl": 60, "outputType": "base64Data"}, "incompatibleParameters", "ttl outputType"),
    ({"ttl": 60, "outputType": "dataURI"}, "incompatibleParameters", "ttl outputType"),
    ({"outputQuality": 19}, "invalidOutputQuality", "outputQuality"),
    ({"outputQuality": 100}, "invalidOutputQuality", "outputQuality"),
    ({"outputType": "url"}, "invalidOutputType", "outputType"),
    ({"outputType": ["URL"]}, "invalidOutputType", "outputType"),
    ({"outputFormat": "JPEG"}, "invalidOutputFormat", "outputFormat"),
    ({"deliveryMethod": "later"}, "invalidDeliveryMethod", "deliveryMethod"),
    ({"includeCost": 1}, "invalidIncludeCost", "includeCost"),
    ({"safety": True}, "invalidSafety", "safety"),
    ({"safety": {"checkContent": "yes"}}, "invalidCheckContent", "safety.checkContent"),
    ({"safety": {"mode": "full"}}, "invalidMode", "safety.mode"),
    ({"safety": {"mood": "none"}}, "unknownParameter", "safety.mood"),
    ({"webhookURL": "example.com/hook"}, "invalidWebhookURL", "webhookURL"),
    ({"webhookURL": "ftp://example.com/hook"}, "invalidWebhookURL", "webhookURL"),
    ({"uploadEndpoint": "/tmp/picture"}, "invalidUploadEndpoint", "uploadEndpoint"),
    ({"uploadEndpoint": "http://[oops"}, "invalidUploadEndpoint", "uploadEndpoint"),
    ({"inputs": []}, "invalidInputs", "inputs"),
    ({"inputs": {"referenceImages": "x"}}, "invalidReferenceImages", "inputs.referenceImages"),
    ({"inputs": {"referenceImages": []}}, "invalidReferenceImages", "inputs.referenceImages"),
    ({"inputs": {"referenceImages": [7]}}, "invalidReferenceImages", "inputs.referenceImages"),
    ({"inputs": {"referenceImages": [png(), png()]}}, "invalidReferenceImages", "inputs.referenceImages"),
    ({"inputs": {"referenceImages": ["not base64!"]}}, "invalidReferenceImages", "inputs.referenceImages"),
    ({"inputs": {"referenceImages": ["aGVsbG8="]}}, "invalidReferenceImages", "inputs.referenceImages"),
    ({"inputs": {"referenceImages": ["data:x/y;base64,aGk="]}}, "invalidReferenceImages", "inputs.referenceImages"),
    ({"inputs": {"referenceImages": [f"data:image/png,{png()}"]}}, "invalidReferenceImages", "inputs.referenceImages"),
    ({"inputs": {"referenceImages": [str(uuid.uuid4())]}}, "invalidReferenceImages", "inputs.referenceImages"),
    ({"inputs": {"referenceImages": ["/etc/hostname"]}}, "invalidReferenceImages", "inputs.referenceImages"),
    ({"inputs": {"referenceImages": ["https://example.com/a.png"]}}, "downloadFailed", "inputs.referenceImages"),
    ({"inputs": {"seedImage": png()}}, "unknownParameter", "inputs.seedImage"),
    ({"seed": 7}, "unknownParameter", "seed"),
    ({"negativePrompt": "dogs"}, "unknownParameter", "negativePrompt"),
    ({"steps": 20}, "unknownParameter", "steps"),
    ({"CFGScale": 7}, "unknownParameter", "CFGScale"),
    ({"task_uuid": str(uuid.uuid4())}, "unknownParameter", "task_uuid"),
]  # fmt: skip


def named(error: dict[str, Any]) -> str:
    parameter = error["parameter"]
    return parameter if isinstance(parameter, str) else " ".join(parameter)


@pytest.mark.parametrize(("fields", "code", "parameter"), WRONG)
async def test_an_invalid_field_is_rejected_by_name(
    fields: dict[str, Any], code: str, parameter: str, runware: FakeRunware, url: str, http: aiohttp.ClientSession
) -> None:
    sent = task(**fields)
    status, reply = await post(http, url, [sent])
    assert (status, "data" in reply and bool(reply["data"])) == (400, False)
    assert (code, parameter) in [(error["code"], named(error)) for error in reply["errors"]]
    assert all(error.get("taskUUID") == sent.get("taskUUID") for error in reply["errors"])
    assert not runware.tasks


RIGHT: list[dict[str, Any]] = [
    {},
    {"positivePrompt": "x"},
    {"positivePrompt": "x" * 3000},
    {"numberResults": 20},
    {"resolution": "1K"},
    {"model": PRO, "resolution": "2K"},
    {"ttl": 60},
    {"ttl": 3600, "outputType": "URL"},
    {"outputQuality": 20},
    {"outputQuality": 99},
    {"outputFormat": "PNG", "outputType": "dataURI"},
    {"safety": {"checkContent": True}},
    {"safety": {"checkContent": True, "mode": "fast"}},
    {"safety": {}},
    {"webhookURL": "https://example.com/hook?token=1"},
    {"uploadEndpoint": "https://bucket.example.com/x.jpg?signature=1"},
    {"inputs": {}},
    {"inputs": {"referenceImages": [png()]}},
    {"inputs": {"referenceImages": [f"data:image/png;base64,{png()}"]}, "resolution": "1K"},
    {"model": PRO, "inputs": {"referenceImages": [png(), png(), png()]}},
    {"taskUUID": str(uuid.uuid4()).upper()},
]


@pytest.mark.parametrize("fields", RIGHT)
async def test_values_that_the_pages_document_are_accepted(
    fields: dict[str, Any], url: str, http: aiohttp.ClientSession
) -> None:
    sent = task(**fields)
    status, reply = await post(http, url, [sent])
    assert (status, reply) == (200, {"data": [{"taskType": "imageInference", "taskUUID": sent["taskUUID"]}]})


@pytest.mark.parametrize(
    ("page", "sizes"),
    [("grok-imagine-image-pro.md", [*ONE_K_SIZES, *TWO_K_SIZES]), ("grok-imagine-image.txt", [Size(1280, 896)])],
)
def test_size_tables_match_the_model_pages(page: str, sizes: list[Size]) -> None:
    text = (Path(__file__).parents[2] / "seeds" / page).read_text(encoding="utf-8")
    tables = re.findall(r"`(\d+)x(\d+)`", text) or re.findall(r'"width": (\d+),\s+"height": (\d+)', text)
    assert {Size(int(width), int(height)) for width, height in tables} == set(sizes)


SIZES = [(STANDARD, size, size in ONE_K_SIZES) for size in (*ONE_K_SIZES, *TWO_K_SIZES)]
SIZES += [(PRO, size, True) for size in (*ONE_K_SIZES, *TWO_K_SIZES)]


@pytest.mark.parametrize(("model", "size", "allowed"), SIZES, ids=str)
async def test_model_accepts_exactly_the_sizes_in_its_table(
    model: str, size: Size, allowed: bool, url: str, http: aiohttp.ClientSession
) -> None:
    status, reply = await post(http, url, [task(model=model, width=size.width, height=size.height)])
    assert status == (200 if allowed else 400), reply


@pytest.mark.parametrize("body", [{}, task(), [], "task", None, 7])
async def test_a_body_that_is_no_array_of_tasks_is_rejected(body: Any, url: str, http: aiohttp.ClientSession) -> None:
    status, reply = await post(http, url, body)
    assert (status, reply["errors"][0]["code"]) == (400, "invalidRequest")


@pytest.mark.parametrize("data", [b"", b"[{", b"\xff\xfe"])
async def test_a_body_that_is_no_json_is_rejected(data: bytes, url: str, http: aiohttp.ClientSession) -> None:
    async with http.post(f"{url}/v1", data=data, headers={"Content-Type": "application/json"}) as response:
        assert response.status == 400


async def test_a_body_needs_the_content_type_json(url: str, http: aiohttp.ClientSession) -> None:
    async with http.post(f"{url}/v1", data=b"[{}]") as response:
        assert (response.status, (await response.json())["errors"][0]["code"]) == (400, "invalidContentType")


async def test_a_task_that_is_no_object_is_rejected_and_the_others_run(url: str, http: aiohttp.ClientSession) -> None:
    sent = task()
    status, reply = await post(http, url, ["task", sent])
    assert (status, len(reply["data"]), reply["errors"][0]["code"]) == (200, 1, "invalidTask")


@pytest.mark.parametrize("headers", [{}, {"Authorization": "Bearer wrong"}, {"Authorization": "sandbox-key"}])
async def test_an_invalid_api_key_is_401(headers: dict[str, str], runware: FakeRunware, url: str) -> None:
    async with aiohttp.ClientSession() as http:
        status, reply = await post(http, url, [task()], headers=headers)
    assert (status, reply["errors"][0]["code"], runware.tasks) == (401, "invalidApiKey", {})


async def test_the_api_key_may_be_the_first_task(runware: FakeRunware, url: str) -> None:
    async with aiohttp.ClientSession() as http:
        right = {"taskType": "authentication", "apiKey": "sandbox-key"}
        status, reply = await post(http, url, [right, task()])
        assert (status, len(reply["data"])) == (200, 1)
        status, _ = await post(http, url, [{**right, "apiKey": "wrong"}, task()])
        assert status == 401
    assert "sandbox-key" not in str(runware.journal.bodies)


async def test_a_task_uuid_is_accepted_once(runware: FakeRunware, url: str, http: aiohttp.ClientSession) -> None:
    sent = task()
    assert (await post(http, url, [sent]))[0] == 200
    status, reply = await post(http, url, [sent])
    assert (status, reply["errors"][0]["code"]) == (400, "conflictTaskUUID")
    assert runware.journal.accepted_uuids == [sent["taskUUID"]]


@pytest.mark.parametrize(
    ("sent", "code"),
    [
        ({"taskType": "getResponse"}, "missingTaskUUID"),
        ({"taskType": "getResponse", "taskUUID": "x"}, "invalidTaskUUID"),
        ({"taskType": "getResponse", "taskUUID": str(uuid.uuid4()), "model": STANDARD}, "unknownParameter"),
        ({"taskType": "getTaskDetails", "taskUUID": str(uuid.uuid4())}, "taskNotFound"),
        ({"taskType": "accountManagement", "taskUUID": str(uuid.uuid4())}, "missingOperation"),
        ({"taskType": "accountManagement", "taskUUID": str(uuid.uuid4()), "operation": "x"}, "invalidOperation"),
        ({"taskType": "imageUpload", "taskUUID": str(uuid.uuid4()), "image": "aGVsbG8="}, "invalidImage"),
    ],
)
async def test_all_task_types_are_validated(
    sent: dict[str, Any], code: str, url: str, http: aiohttp.ClientSession
) -> None:
    status, reply = await post(http, url, [sent])
    assert (status, reply["errors"][0]["code"]) == (400, code)
