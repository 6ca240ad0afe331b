"""Webhooks and uploads: one call per result, retries, and the journal of deliveries."""

import asyncio
import statistics
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from io import BytesIO
from random import Random
from typing import Any

import pytest
from aiohttp import web
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from sandbox.runware import FakeRunware
from sandbox.runware.delivery.push import MAX_WEBHOOK_TRIES, retry_delays
from tests.support.sandbox_client import SandboxClient, SettableClock, open_client

SIGNED = "/bucket/2026%2F11/a%20fox.jpg?X-Amz-Credential=key%2F20261121%2Fus&X-Amz-Signature=ab%2Bc&a+b=%7e"


@dataclass
class Receiver:
    """A client's server and what it received; ``answers`` are its statuses, the last one repeated."""

    address: str = ""
    answers: list[int] = field(default_factory=lambda: [200])
    calls: list[web.Request] = field(default_factory=list)
    bodies: list[bytes] = field(default_factory=list)
    hold: asyncio.Event | None = None

    async def take(self, request: web.Request) -> web.Response:
        body = await request.read()
        self.calls.append(request)
        self.bodies.append(body)
        if self.hold is not None:
            await self.hold.wait()
        status = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        return web.Response(status=status, headers={"Location": "/elsewhere"} if status == 302 else {})


@asynccontextmanager
async def serve_receiver() -> AsyncIterator[Receiver]:
    receiver = Receiver()
    app = web.Application(client_max_size=2**24)
    app.router.add_route("*", "/{path:.*}", receiver.take)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    receiver.address = f"http://127.0.0.1:{runner.addresses[0][1]}"
    yield receiver
    await runner.cleanup()


@pytest.fixture
async def receiver() -> AsyncIterator[Receiver]:
    async with serve_receiver() as receiver:
        yield receiver


async def wait_until(condition: Callable[[], object]) -> None:
    async with asyncio.timeout(30):
        while not condition():  # noqa: ASYNC110 - the calls come from elsewhere
            await asyncio.sleep(0.005)


async def wait_settled(client: SandboxClient, count: int) -> list[dict[str, Any]]:
    """Wait for ``count`` deliveries without further tries and return them."""
    async with asyncio.timeout(30):
        while True:
            deliveries = (await client.request_control("GET", "journal"))["deliveries"]
            if len(deliveries) >= count and all(each["done"] for each in deliveries):
                return list(deliveries)
            await asyncio.sleep(0.02)


@given(st.integers())
def test_webhook_retries_back_off_exponentially_with_jitter(seed: int) -> None:
    found = list(retry_delays(Random(seed)))
    assert len(found) == MAX_WEBHOOK_TRIES - 1
    for pause, full in zip(found, [0.25, 0.5, 1, 2, 4, 8, 8], strict=True):
        assert 0.8 * full <= pause <= full
    assert len(set(found)) == len(found)


async def test_the_webhook_is_called_for_each_result_as_it_finishes(
    client: SandboxClient, runware: FakeRunware, clock: SettableClock, receiver: Receiver
) -> None:
    asked = {"numberResults": 3, "includeCost": True, "webhookURL": f"{receiver.address}/hook?token=1%2B2"}
    started = await client.submit(**asked)
    items = runware.tasks[started].results
    for number, item in enumerate(items, start=1):
        clock.now = item.done_at
        await wait_until(lambda number=number: len(receiver.calls) == number)  # type: ignore[misc]  # a default, no argument
    told = [await call.json() for call in receiver.calls]
    assert [each["imageUUID"] for each in told] == [item.image_uuid for item in items]
    for each in told:
        assert set(each) == {"taskType", "taskUUID", "imageUUID", "imageURL", "seed", "cost"}
        assert (await client.download_image(each["imageURL"])).size == (1024, 1024)
    assert {call.raw_path for call in receiver.calls} == {"/hook?token=1%2B2"}
    assert {(call.method, call.content_type) for call in receiver.calls} == {("POST", "application/json")}


@pytest.mark.parametrize(
    ("form", "name"), [("URL", "imageURL"), ("base64Data", "imageBase64Data"), ("dataURI", "imageDataURI")]
)
async def test_webhooks_carry_the_requested_output_type(
    form: str, name: str, client: SandboxClient, clock: SettableClock, receiver: Receiver
) -> None:
    await client.submit(outputType=form, webhookURL=receiver.address, safety={"checkContent": True})
    clock.now += 60
    await wait_until(lambda: receiver.calls)
    told = await receiver.calls[0].json()
    assert (name in told, told["NSFWContent"]) == (True, False)


async def test_a_failed_result_is_sent_to_the_webhook_as_an_error(
    client: SandboxClient, clock: SettableClock, receiver: Receiver
) -> None:
    started = await client.submit(
        positivePrompt="a fox fault:one_moderated", numberResults=2, webhookURL=receiver.address
    )
    clock.now += 60
    await wait_until(lambda: len(receiver.calls) == 2)
    told = [await call.json() for call in receiver.calls]
    (failed,) = [each for each in told if "imageUUID" not in each]
    assert (failed["taskType"], failed["taskUUID"], failed["status"]) == ("imageInference", started, "error")
    assert (failed["code"], "moderation" in failed["message"], "errors" in failed) == (
        "invalidProviderContent",
        True,
        False,
    )


@pytest.mark.parametrize("status", [302, 404, 500])
async def test_a_webhook_call_without_2xx_is_retried(
    status: int, client: SandboxClient, clock: SettableClock, receiver: Receiver
) -> None:
    receiver.answers = [status, status, 204]
    await client.submit(webhookURL=receiver.address)
    clock.now += 60

    def all_tried() -> bool:
        clock.now += 0.1
        return len(receiver.calls) == 3

    await wait_until(all_tried)
    (delivery,) = await wait_settled(client, 1)
    assert (delivery["statuses"], delivery["tries"], delivery["delivered"]) == ([status, status, 204], 3, True)
    assert len(set(receiver.bodies)) == 1


async def test_a_webhook_call_that_times_out_is_retried(
    client: SandboxClient, runware: FakeRunware, clock: SettableClock, receiver: Receiver
) -> None:
    runware.result_pusher.answer_timeout_seconds = 0.05
    receiver.hold = asyncio.Event()
    await client.submit(webhookURL=receiver.address)
    clock.now += 60
    async with asyncio.timeout(3):
        await wait_until(lambda: runware.journal.deliveries and runware.journal.deliveries[0].statuses)
    receiver.hold.set()
    clock.now += 1
    (delivery,) = await wait_settled(client, 1)
    assert (delivery["statuses"], delivery["delivered"]) == ([None, 200], True)


async def test_a_webhook_that_keeps_failing_is_given_up_without_effect_on_the_task(
    client: SandboxClient, clock: SettableClock, receiver: Receiver
) -> None:
    receiver.answers = [500]
    started = await client.submit(webhookURL=receiver.address)
    clock.now += 60

    def all_tried() -> bool:
        clock.now += 1
        return len(receiver.calls) == MAX_WEBHOOK_TRIES

    await wait_until(all_tried)
    (delivery,) = await wait_settled(client, 1)
    assert (delivery["tries"], delivery["delivered"], delivery["taskUUID"]) == (MAX_WEBHOOK_TRIES, False, started)
    assert (await client.poll(started))["data"][0]["status"] == "success"


async def test_webhook_calls_of_different_results_are_independent(
    client: SandboxClient, clock: SettableClock, receiver: Receiver
) -> None:
    receiver.hold = asyncio.Event()
    await client.submit(numberResults=4, webhookURL=receiver.address)
    clock.now += 60
    await wait_until(lambda: len(receiver.calls) == 4)
    receiver.hold.set()


@pytest.mark.parametrize(("fault", "count"), [("webhook_twice", 4), ("webhook_never", 0)])
@pytest.mark.parametrize("asked", ["control", "prompt"])
async def test_faults_call_the_webhook_twice_or_never(
    fault: str, count: int, asked: str, client: SandboxClient, clock: SettableClock, receiver: Receiver
) -> None:
    if asked == "control":
        await client.arm_fault(fault, times=None)
    prompt = f"a fox fault:{fault}" if asked == "prompt" else "a fox"
    await client.submit(positivePrompt=prompt, numberResults=2, webhookURL=receiver.address)
    clock.now += 60
    deliveries = await wait_settled(client, max(count, 2))
    told = [(await call.json())["imageUUID"] for call in receiver.calls]
    assert (len(told), len(set(told))) == (count, min(count, 2))
    assert [each["note"] for each in deliveries] == ([""] * count or ["webhook_never"] * 2)


async def test_a_fault_delays_the_webhook(receiver: Receiver) -> None:
    runware = FakeRunware(seconds=0.0)
    async with open_client(runware) as client:
        await client.arm_fault("webhook_late", seconds=0.4)
        started = await client.submit(webhookURL=receiver.address)
        assert (await client.poll(started))["data"][0]["status"] == "success"
        (delivery,) = await wait_settled(client, 1)
    assert delivery["at"] - runware.tasks[started].results[0].done_at >= 0.4
    assert len(receiver.calls) == 1


async def test_webhooks_are_called_immediately(receiver: Receiver) -> None:
    runware = FakeRunware(seconds=0.05)
    async with open_client(runware) as client:
        started = await client.submit(webhookURL=receiver.address, numberResults=4)
        deliveries = await wait_settled(client, 4)
    done = {item.image_uuid: item.done_at for item in runware.tasks[started].results}
    late = sorted(each["at"] - done[each["imageUUID"]] for each in deliveries)
    assert late[0] >= 0
    assert statistics.median(late) < 0.05


async def test_an_upload_puts_the_file_at_the_exact_url(
    client: SandboxClient, clock: SettableClock, receiver: Receiver
) -> None:
    asked = {"outputFormat": "WEBP", "width": 576, "height": 1280, "outputType": "base64Data"}
    await client.submit(**asked, uploadEndpoint=receiver.address + SIGNED)
    clock.now += 60
    (delivery,) = await wait_settled(client, 1)
    (call,) = receiver.calls
    picture = Image.open(BytesIO(receiver.bodies[0]))
    assert (picture.size, picture.format) == ((576, 1280), "WEBP")
    assert (call.method, call.raw_path) == ("PUT", SIGNED)
    assert (call.content_type, call.content_length) == ("image/webp", len(receiver.bodies[0]))
    assert not [name for name in call.headers if name.lower().startswith(("x-amz", "authorization", "transfer-enc"))]
    assert (delivery["kind"], delivery["address"], delivery["statuses"]) == ("upload", receiver.address + SIGNED, [200])


@pytest.mark.parametrize(("format_", "media_type"), [("JPG", "image/jpeg"), ("PNG", "image/png")])
async def test_an_upload_has_its_content_type(
    format_: str, media_type: str, client: SandboxClient, clock: SettableClock, receiver: Receiver
) -> None:
    await client.submit(outputFormat=format_, uploadEndpoint=f"{receiver.address}/x")
    clock.now += 60
    await wait_until(lambda: receiver.calls)
    assert receiver.calls[0].content_type == media_type


async def test_all_results_are_uploaded_to_one_url_and_the_last_remains(
    client: SandboxClient, runware: FakeRunware, clock: SettableClock, receiver: Receiver
) -> None:
    asked = {"numberResults": 3, "positivePrompt": "a fox", "uploadEndpoint": f"{receiver.address}/x"}
    started = await client.submit(**asked)
    failed = await client.submit(positivePrompt="fault:moderated", uploadEndpoint=f"{receiver.address}/y")
    clock.now += 60
    deliveries = await wait_settled(client, 3)
    data = (await client.poll(started))["data"]
    assert [each["imageUUID"] for each in deliveries] == [item["imageUUID"] for item in data]
    assert receiver.bodies[-1] == await client.download(data[-1]["imageURL"])
    assert runware.tasks[failed].is_finished(clock())
    assert {call.path for call in receiver.calls} == {"/x"}


@pytest.mark.parametrize("status", [302, 403, 500])
async def test_a_failed_upload_is_recorded_and_not_retried(
    status: int, client: SandboxClient, clock: SettableClock, receiver: Receiver
) -> None:
    receiver.answers = [status]
    started = await client.submit(uploadEndpoint=f"{receiver.address}/x", webhookURL="http://127.0.0.1:9/nobody")
    clock.now += 60
    await wait_until(lambda: receiver.calls)
    assert (await client.poll(started))["data"][0]["status"] == "success"
    clock.now += 1000
    journal = await client.request_control("GET", "journal")
    (upload,) = [each for each in journal["deliveries"] if each["kind"] == "upload"]
    assert (upload["statuses"], upload["delivered"], upload["done"]) == ([status], False, True)
    assert len(receiver.calls) == 1


async def test_urls_outside_this_machine_are_recorded_and_never_called(
    client: SandboxClient, clock: SettableClock
) -> None:
    await client.submit(webhookURL="http://192.0.2.1/hook", uploadEndpoint="http://192.0.2.1/store")
    clock.now += 60
    deliveries = await wait_settled(client, 2)
    assert [(each["tries"], each["delivered"], bool(each["note"])) for each in deliveries] == [(0, False, True)] * 2
    assert {each["kind"] for each in deliveries} == {"webhook", "upload"}
