"""Accepted tasks: delivery, polling, costs, references and balance."""

import asyncio
import base64
import json
import uuid
from io import BytesIO

import pytest
from PIL import Image

from sandbox.runware import FakeRunware
from tests.support.sandbox_client import (
    PRO_MODEL,
    STANDARD_MODEL,
    SandboxClient,
    SettableClock,
    make_task,
    open_client,
    png_base64,
)

OUTPUTS = ["URL", "base64Data"]


async def test_polling_is_cumulative_as_results_finish(client: SandboxClient, clock: SettableClock) -> None:
    started = await client.submit(numberResults=4)
    seen: list[list[str]] = []
    while len(seen[-1:] and seen[-1]) < 4:
        data = (await client.poll(started))["data"]
        finished = [item["imageUUID"] for item in data if item["status"] == "success"]
        assert [item["status"] for item in data[len(finished) :]] == (["processing"] if len(finished) < 4 else [])
        assert finished[: len(seen[-1])] == seen[-1] if seen else finished == []
        seen.append(finished)
        clock.now += 0.5
    assert {len(finished) for finished in seen} == {0, 1, 2, 3, 4}


async def test_each_result_has_its_own_seed_and_file(client: SandboxClient, clock: SettableClock) -> None:
    started = await client.submit(numberResults=3)
    clock.now += 60
    data = (await client.poll(started))["data"]
    assert len({item["seed"] for item in data}) == len({item["imageURL"] for item in data}) == 3
    assert all(item["imageURL"] == f"{client.url}/im/{item['imageUUID']}.jpg" for item in data)


async def test_unfinished_picture_cannot_be_downloaded(
    client: SandboxClient, runware: FakeRunware, clock: SettableClock
) -> None:
    started = await client.submit()
    address = runware.tasks[started].picture_url(runware.tasks[started].results[0])
    async with client.http.get(address) as response:
        assert response.status == 404
    clock.now += 60
    assert (await client.download_image(address)).size == (1024, 1024)


async def test_polling_an_unknown_task_returns_nothing(client: SandboxClient) -> None:
    assert await client.poll(str(uuid.uuid4())) == {"status": 200, "data": []}


async def test_several_tasks_are_polled_in_a_single_request(client: SandboxClient, clock: SettableClock) -> None:
    first, second = await client.submit(), await client.submit()
    clock.now += 60
    reply = await client.poll(first, second)
    assert [item["taskUUID"] for item in reply["data"]] == [first, second]


async def test_batches_can_be_refused(client: SandboxClient, runware: FakeRunware) -> None:
    first, second = await client.submit(), await client.submit()
    runware.account.allow_batches = False
    assert (await client.poll(first, second))["status"] == 400
    assert (await client.poll(first))["status"] == 200


async def test_sync_delivery_waits_for_all_results(client: SandboxClient, clock: SettableClock) -> None:
    sent = asyncio.create_task(client.post(make_task(deliveryMethod="sync", numberResults=2)))
    await asyncio.sleep(0.05)
    assert not sent.done()
    clock.now += 60
    reply = await sent
    assert (len(reply["data"]), "errors" in reply, "status" in reply["data"][0]) == (2, False, False)


@pytest.mark.parametrize(
    ("model", "references", "cost"),
    [(STANDARD_MODEL, 0, 0.02), (STANDARD_MODEL, 1, 0.022), (PRO_MODEL, 0, 0.07), (PRO_MODEL, 1, 0.072)],
)
async def test_each_result_has_the_documented_cost(
    model: str, references: int, cost: float, client: SandboxClient, runware: FakeRunware, clock: SettableClock
) -> None:
    inputs = {"inputs": {"referenceImages": [png_base64(30, 20)] * references}} if references else {}
    started = await client.submit(model=model, includeCost=True, numberResults=2, **inputs)
    clock.now += 60
    assert [item["cost"] for item in (await client.poll(started))["data"]] == [cost, cost]
    ask = {"taskType": "accountManagement", "taskUUID": str(uuid.uuid4()), "operation": "getDetails"}
    details = (await client.post(ask))["data"][0]
    assert details["balance"] == {"amount": pytest.approx(100 - 2 * cost), "freeBalance": 0, "currency": "USD"}
    assert runware.account.balance_micro_dollars == 100_000_000 - 2 * round(cost * 1_000_000)


async def test_an_empty_balance_is_402(client: SandboxClient, runware: FakeRunware) -> None:
    runware.account.deposit_micro_dollars = 0
    reply = await client.post(make_task())
    assert (reply["status"], reply["errors"][0]["code"]) == (402, "insufficientCredits")


async def test_cost_and_content_flags_are_returned_only_on_request(client: SandboxClient, clock: SettableClock) -> None:
    plain, checked = await client.submit(), await client.submit(safety={"checkContent": True}, includeCost=True)
    clock.now += 60
    first, second = (await client.poll(plain, checked))["data"]
    assert not {"cost", "NSFWContent"} & set(first)
    assert (second["NSFWContent"], second["cost"]) == (False, 0.02)


async def test_task_details_contain_the_request_and_the_results(client: SandboxClient, clock: SettableClock) -> None:
    started = await client.submit(positivePrompt="a red fox")
    clock.now += 60
    details = (await client.post({"taskType": "getTaskDetails", "taskUUID": started}))["data"][0]
    assert details["request"][0]["positivePrompt"] == "a red fox"
    assert details["response"]["data"][0]["imageURL"].startswith(client.url)


@pytest.mark.parametrize(("output", "name"), [("base64Data", "imageBase64Data"), ("dataURI", "imageDataURI")])
async def test_pictures_can_be_inside_the_reply(
    output: str, name: str, client: SandboxClient, clock: SettableClock
) -> None:
    started = await client.submit(outputType=output, outputFormat="WEBP", width=576, height=1248)
    clock.now += 60
    item = (await client.poll(started))["data"][0]
    head, _, text = item[name].rpartition(",")
    assert head == ("data:image/webp;base64" if output == "dataURI" else "")
    picture = Image.open(BytesIO(base64.b64decode(text)))
    assert (picture.size, picture.format, "imageURL" in item) == ((576, 1248), "WEBP", False)


async def test_a_picture_is_gone_after_its_time_to_live(client: SandboxClient, clock: SettableClock) -> None:
    started = await client.submit(ttl=60)
    clock.now += 30
    address = (await client.poll(started))["data"][0]["imageURL"]
    async with client.http.get(address) as response:
        assert response.status == 200
    clock.now += 60
    async with client.http.get(address) as response:
        assert response.status == 404


@pytest.mark.parametrize(
    ("shape", "size"), [((300, 200), (1296, 864)), ((200, 400), (704, 1408)), ((50, 50), (1024, 1024))]
)
async def test_an_edit_keeps_the_shape_of_its_picture(
    shape: tuple[int, int], size: tuple[int, int], client: SandboxClient, clock: SettableClock
) -> None:
    started = await client.submit(inputs={"referenceImages": [png_base64(*shape)]}, resolution="1K")
    clock.now += 60
    address = (await client.poll(started))["data"][0]["imageURL"]
    assert (await client.download_image(address)).size == size


@pytest.mark.parametrize("key", ["imageUUID", "imageURL"])
async def test_results_and_uploads_can_be_edited(key: str, client: SandboxClient, clock: SettableClock) -> None:
    started = await client.submit()
    clock.now += 60
    result = (await client.poll(started))["data"][0]
    upload = {"taskType": "imageUpload", "taskUUID": str(uuid.uuid4()), "image": png_base64(3000, 100)}
    kept = (await client.post(upload))["data"][0]
    assert (await client.download_image(kept["imageURL"])).width == 2048
    for source in (result, kept):
        await client.submit(inputs={"referenceImages": [source[key]]})


async def test_a_seed_makes_results_reproducible(clock: SettableClock) -> None:
    sent, files = make_task(), []
    for _ in range(2):
        runware = FakeRunware(seconds=0.0, seed=4, clock=clock)
        async with open_client(runware) as client:
            await client.post(sent)
            item = (await client.poll(sent["taskUUID"]))["data"][0]
            files.append((item["imageUUID"], item["seed"], (await client.download_image(item["imageURL"])).tobytes()))
    assert files[0] == files[1]


async def test_balance_is_reduced_by_every_task(
    client: SandboxClient, runware: FakeRunware, clock: SettableClock
) -> None:
    for spent in (20_000, 40_000, 60_000):
        await client.submit()
        clock.now += 60
        assert [runware.account.balance_micro_dollars] * 2 == [
            100_000_000 - spent,
            runware.account.balance_micro_dollars,
        ]


async def test_large_pictures_can_be_sent_and_received(client: SandboxClient, clock: SettableClock) -> None:
    file = BytesIO()
    Image.effect_noise((2000, 2000), 80).save(file, "PNG")
    inputs = {"referenceImages": [base64.b64encode(file.getvalue()).decode()]}
    sent = [
        make_task(model=PRO_MODEL, inputs=inputs, resolution="2K", outputFormat="PNG", outputType=kind)
        for kind in OUTPUTS
    ]
    body = BytesIO(json.dumps(sent).encode())
    async with client.http.post(
        f"{client.url}/v1", data=body, headers={"Content-Type": "application/json"}
    ) as response:
        assert response.status == 200
    clock.now += 60
    linked, inside = (await client.poll(*(each["taskUUID"] for each in sent)))["data"]
    assert (await client.download_image(linked["imageURL"])).size == (2048, 2048)
    assert len(base64.b64decode(inside["imageBase64Data"])) > 2**20
