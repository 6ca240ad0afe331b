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

from bot.domain.catalog import DEFAULTS, Resolution
from bot.domain.request import Request
from bot.errors import BadReference, Declined, ModelGone, OperatorNeeded, ProviderError, Rejected, Unavailable
from bot.runware.client import Runware
from bot.runware.replies import Progress
from bot.runware.tasks import ImageInference, Outputs, OutputType, data_uri, image_inference
from sandbox import runware as sandbox

from .conftest import Answer, Json, Provider, Proxy, refusal


def raw(text: str, status: int = 200) -> Answer:
    return lambda _: web.Response(text=text, status=status, content_type="application/json")


def kept(tasks: list[Json]) -> web.Response:
    return web.json_response({"data": [{**tasks[0], "imageUUID": "the-picture"}]})


async def test_an_upload_gives_the_picture_a_name(client: Runware, provider: Provider) -> None:
    provider.default = kept
    assert await client.upload(b"\x89PNG", "image/png") == "the-picture"
    ((sent,),) = provider.bodies
    assert (sent["taskType"], sent["image"]) == ("imageUpload", "data:image/png;base64,iVBORw==")


@pytest.mark.parametrize(
    "answer",
    [
        refusal("serviceUnavailable", status=503),
        refusal("uploadFailed"),
        refusal("rateLimitExceeded", status=429, headers={"Retry-After": "0"}),
        raw("<html>", 502),
        raw("{broken"),
        raw('{"data": []}'),
    ],
)
async def test_an_upload_is_tried_again_as_a_new_task(client: Runware, provider: Provider, answer: Answer) -> None:
    provider.script, provider.default = [answer, answer], kept
    assert await client.upload(b"x", "image/png") == "the-picture"
    assert len({body[0]["taskUUID"] for body in provider.bodies}) == 3


async def test_an_upload_whose_answer_is_lost_is_tried_again(provider: Provider, proxy: Proxy) -> None:
    proxy.faults, provider.default = ["lose", "cut"], kept
    async with Runware("key", url=f"http://127.0.0.1:{proxy.port}/v1", timeout=2, pause=0.01) as client:
        assert await client.upload(b"x", "image/png") == "the-picture"


async def test_an_upload_is_not_tried_for_ever(client: Runware, provider: Provider) -> None:
    provider.default = refusal("serviceUnavailable", status=503)
    with pytest.raises(Unavailable):
        await client.upload(b"x", "image/png")
    assert len(provider.bodies) == 3


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (refusal("invalidImage", parameter="image"), BadReference),
        (refusal("invalidValue", parameter="image"), BadReference),
        (refusal("invalidTaskType"), Rejected),
        (refusal("imageBlocked"), Declined),
        (refusal("invalidApiKey", status=401), OperatorNeeded),
        (refusal("rateLimitExceeded", status=429, headers={"Retry-After": "60"}), Unavailable),
    ],
)
async def test_an_upload_that_another_try_cannot_help_is_given_up_at_once(
    client: Runware, provider: Provider, answer: Answer, error: type[ProviderError]
) -> None:
    provider.default = answer
    with pytest.raises(ProviderError) as caught:
        await client.upload(b"x", "image/png")
    assert type(caught.value) is error
    assert len(provider.bodies) == 1


# ── with the stand-in ────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass
class Shop:
    stand_in: sandbox.Runware
    client: Runware

    async def drawn(self, task: ImageInference) -> Progress:
        await self.client.submit(task, until=None)
        async with asyncio.timeout(10):
            while not (told := await self.client.poll(task.task_uuid, at_once=True)).results:
                assert not told.failures
        return told


@pytest.fixture
async def shop() -> AsyncIterator[Shop]:
    stand_in = sandbox.Runware(api_key="the-key", seconds=0.01, seed=7)
    application = web.Application()
    application.add_routes(stand_in.routes())
    async with TestServer(application, port=0) as server:
        async with Runware("the-key", url=str(server.make_url("/v1")), pause=0.01) as client:
            yield Shop(stand_in, client)
        await stand_in.close()


def picture(kind: str = "PNG") -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (64, 48), "teal").save(file, kind)
    return file.getvalue()


def edit(reference: str, *, model: str = "standard", outputs: Outputs | None = None) -> ImageInference:
    request = Request(
        prompt="make it night",
        model=model,
        ratio=None,
        resolution=Resolution.K1,
        size=None,
        count=1,
        estimate=1,
    )
    return image_inference(
        request, DEFAULTS[model], uuid4(), references=[reference], outputs=outputs or Outputs(ttl=60)
    )


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
async def test_an_uploaded_picture_can_be_drawn_from_and_so_can_the_result(shop: Shop, kind: str) -> None:
    image_uuid = await shop.client.upload(picture(kind), f"image/{kind.lower()}")
    (first,) = (await shop.drawn(edit(image_uuid))).results
    (second,) = (await shop.drawn(edit(first.image_uuid))).results
    assert (first.cost, second.cost) == (22_000, 22_000)


@pytest.mark.parametrize("output_type", OutputType)
async def test_a_picture_inside_the_task_can_be_drawn_from(shop: Shop, output_type: OutputType) -> None:
    task = edit(data_uri(picture(), "image/png"), outputs=Outputs(output_type=output_type))
    (result,) = (await shop.drawn(task)).results
    assert result.nsfw is False
    assert bool(result.url) is (output_type is OutputType.URL)
    assert bool(result.base64_data) is (output_type is OutputType.BASE64)
    assert bool(result.data_uri) is (output_type is OutputType.DATA_URI)


async def test_a_picture_that_the_provider_forgot_is_uploaded_again(shop: Shop) -> None:
    image_uuid = await shop.client.upload(picture(), "image/png")
    shop.stand_in.gallery.forget(image_uuid)
    with pytest.raises(BadReference):
        await shop.client.submit(edit(image_uuid), until=None)
    again = await shop.client.upload(picture(), "image/png")
    assert len((await shop.drawn(edit(again))).results) == 1


async def test_what_is_no_picture_is_told_so(shop: Shop) -> None:
    with pytest.raises(BadReference):
        await shop.client.upload(b"no picture", "image/png")


async def test_a_model_that_is_not_offered_any_more_is_told_so(shop: Shop) -> None:
    del shop.stand_in.models["xai:grok-imagine@image-pro"]
    image_uuid = await shop.client.upload(picture(), "image/png")
    with pytest.raises(ModelGone):
        await shop.client.submit(edit(image_uuid, model="pro"), until=None)
