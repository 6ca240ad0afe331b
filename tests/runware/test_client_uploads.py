"""Pictures that are given to the provider: named by it once, whatever breaks on the way, and drawn from."""

import asyncio
import io
from collections.abc import AsyncIterator
from dataclasses import dataclass
from uuid import uuid4

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from PIL import Image

from bot.domain.catalog import DEFAULT_MODELS, Resolution
from bot.domain.request import Request
from bot.errors import BadReference, Declined, ModelGone, OperatorNeeded, ProviderError, ProviderUnavailable, Rejected
from bot.runware.client import RunwareClient
from bot.runware.task_progress import TaskProgress
from bot.runware.tasks import ImageInference, OutputOptions, OutputType, build_image_inference, to_data_uri
from sandbox import runware as sandbox

from .conftest import FaultyProxy, Json, ResponseFactory, ScriptedProvider, refuse_with


def raw(text: str, status: int = 200) -> ResponseFactory:
    return lambda _: web.Response(text=text, status=status, content_type="application/json")


def kept(tasks: list[Json]) -> web.Response:
    return web.json_response({"data": [{**tasks[0], "imageUUID": "the-picture"}]})


async def test_upload_returns_the_picture_uuid(client: RunwareClient, provider: ScriptedProvider) -> None:
    provider.default = kept
    assert await client.upload(b"\x89PNG", "image/png") == "the-picture"
    ((sent,),) = provider.request_bodies
    assert (sent["taskType"], sent["image"]) == ("imageUpload", "data:image/png;base64,iVBORw==")


@pytest.mark.parametrize(
    "answer",
    [
        refuse_with("serviceUnavailable", status=503),
        refuse_with("uploadFailed"),
        refuse_with("rateLimitExceeded", status=429, headers={"Retry-After": "0"}),
        raw("<html>", 502),
        raw("{broken"),
        raw('{"data": []}'),
    ],
)
async def test_upload_retries_use_a_new_task_uuid(
    client: RunwareClient, provider: ScriptedProvider, answer: ResponseFactory
) -> None:
    provider.script, provider.default = [answer, answer], kept
    assert await client.upload(b"x", "image/png") == "the-picture"
    assert len({body[0]["taskUUID"] for body in provider.request_bodies}) == 3


async def test_upload_with_a_lost_reply_is_retried(provider: ScriptedProvider, proxy: FaultyProxy) -> None:
    proxy.faults, provider.default = ["lose", "cut"], kept
    async with RunwareClient("key", url=f"http://127.0.0.1:{proxy.port}/v1", timeout=2, pause=0.01) as client:
        assert await client.upload(b"x", "image/png") == "the-picture"


async def test_upload_retries_are_limited(client: RunwareClient, provider: ScriptedProvider) -> None:
    provider.default = refuse_with("serviceUnavailable", status=503)
    with pytest.raises(ProviderUnavailable):
        await client.upload(b"x", "image/png")
    assert len(provider.request_bodies) == 3


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (refuse_with("invalidImage", parameter="image"), BadReference),
        (refuse_with("invalidValue", parameter="image"), BadReference),
        (refuse_with("invalidTaskType"), Rejected),
        (refuse_with("imageBlocked"), Declined),
        (refuse_with("invalidApiKey", status=401), OperatorNeeded),
        (refuse_with("rateLimitExceeded", status=429, headers={"Retry-After": "60"}), ProviderUnavailable),
    ],
)
async def test_upload_with_a_permanent_error_is_not_retried(
    client: RunwareClient, provider: ScriptedProvider, answer: ResponseFactory, error: type[ProviderError]
) -> None:
    provider.default = answer
    with pytest.raises(ProviderError) as caught:
        await client.upload(b"x", "image/png")
    assert type(caught.value) is error
    assert len(provider.request_bodies) == 1


# ── with the stand-in ────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass
class UploadSetup:
    stand_in: sandbox.FakeRunware
    client: RunwareClient

    async def submit_and_wait(self, task: ImageInference) -> TaskProgress:
        await self.client.submit(task, deadline=None)
        async with asyncio.timeout(10):
            while not (told := await self.client.poll(task.task_uuid, immediately=True)).results:
                assert not told.failures
        return told


@pytest.fixture
async def upload_setup() -> AsyncIterator[UploadSetup]:
    stand_in = sandbox.FakeRunware(api_key="the-key", seconds=0.01, seed=7)
    application = web.Application()
    application.add_routes(stand_in.routes())
    async with TestServer(application, port=0) as server:
        async with RunwareClient("the-key", url=str(server.make_url("/v1")), pause=0.01) as client:
            yield UploadSetup(stand_in, client)
        await stand_in.close()


def picture(kind: str = "PNG") -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (64, 48), "teal").save(file, kind)
    return file.getvalue()


def edit(reference: str, *, model: str = "standard", outputs: OutputOptions | None = None) -> ImageInference:
    request = Request(
        prompt="make it night",
        model=model,
        ratio=None,
        resolution=Resolution.K1,
        size=None,
        count=1,
        estimate=1,
    )
    return build_image_inference(
        request, DEFAULT_MODELS[model], uuid4(), references=[reference], outputs=outputs or OutputOptions(ttl=60)
    )


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
async def test_uploaded_picture_and_its_result_can_both_be_edited(upload_setup: UploadSetup, kind: str) -> None:
    image_uuid = await upload_setup.client.upload(picture(kind), f"image/{kind.lower()}")
    (first,) = (await upload_setup.submit_and_wait(edit(image_uuid))).results
    (second,) = (await upload_setup.submit_and_wait(edit(first.image_uuid))).results
    assert (first.cost, second.cost) == (22_000, 22_000)


@pytest.mark.parametrize("output_type", OutputType)
async def test_inline_reference_works_with_every_output_type(
    upload_setup: UploadSetup, output_type: OutputType
) -> None:
    task = edit(to_data_uri(picture(), "image/png"), outputs=OutputOptions(output_type=output_type))
    (result,) = (await upload_setup.submit_and_wait(task)).results
    assert result.nsfw is False
    assert bool(result.url) is (output_type is OutputType.URL)
    assert bool(result.base64_data) is (output_type is OutputType.BASE64)
    assert bool(result.data_uri) is (output_type is OutputType.DATA_URI)


async def test_reference_forgotten_by_the_provider_can_be_uploaded_again(upload_setup: UploadSetup) -> None:
    image_uuid = await upload_setup.client.upload(picture(), "image/png")
    upload_setup.stand_in.picture_store.forget(image_uuid)
    with pytest.raises(BadReference):
        await upload_setup.client.submit(edit(image_uuid), deadline=None)
    again = await upload_setup.client.upload(picture(), "image/png")
    assert len((await upload_setup.submit_and_wait(edit(again))).results) == 1


async def test_invalid_upload_raises_bad_reference(upload_setup: UploadSetup) -> None:
    with pytest.raises(BadReference):
        await upload_setup.client.upload(b"no picture", "image/png")


async def test_unavailable_model_raises_model_gone(upload_setup: UploadSetup) -> None:
    del upload_setup.stand_in.models["xai:grok-imagine@image-pro"]
    image_uuid = await upload_setup.client.upload(picture(), "image/png")
    with pytest.raises(ModelGone):
        await upload_setup.client.submit(edit(image_uuid, model="pro"), deadline=None)
