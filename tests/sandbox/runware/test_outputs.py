"""Results in every output type and format, content flags, and expiry."""

import asyncio
import base64
from typing import Any

import pytest

from sandbox.runware import FakeRunware
from tests.support.sandbox_client import SandboxClient, SettableClock, make_task, open_client

FORMS = {"URL": "imageURL", "base64Data": "imageBase64Data", "dataURI": "imageDataURI"}
MEDIA_TYPES = {"JPG": "image/jpeg", "PNG": "image/png", "WEBP": "image/webp"}


async def read_everywhere(
    client: SandboxClient, runware: FakeRunware, clock: SettableClock, **fields: Any
) -> list[dict[str, Any]]:
    """The same result from an async poll, the task's details and a synchronous reply."""
    asked = {"width": 576, "height": 1280, **fields}
    started = await client.submit(**asked)
    clock.now += 60
    polled = (await client.poll(started))["data"][0]
    details = await client.post({"taskType": "getTaskDetails", "taskUUID": started})
    runware.account.task_durations = 0.0
    direct = (await client.post(make_task(**{**asked, "deliveryMethod": "sync"})))["data"][0]
    return [polled, details["data"][0]["response"]["data"][0], direct]


async def content(client: SandboxClient, form: str, format_: str, item: dict[str, Any]) -> bytes:
    text = item[FORMS[form]]
    if form == "URL":
        return await client.download(text)
    head = f"data:{MEDIA_TYPES[format_]};base64," if form == "dataURI" else ""
    assert text.startswith(head)
    return base64.b64decode(text.removeprefix(head), validate=True)


@pytest.mark.parametrize("format_", MEDIA_TYPES)
@pytest.mark.parametrize("form", FORMS)
async def test_every_output_type_and_format_gives_the_same_file(
    form: str, format_: str, client: SandboxClient, runware: FakeRunware, clock: SettableClock
) -> None:
    magic = {"JPG": b"\xff\xd8\xff", "PNG": b"\x89PNG", "WEBP": b"RIFF"}[format_]
    for item in await read_everywhere(client, runware, clock, outputType=form, outputFormat=format_):
        assert [name for name in FORMS.values() if name in item] == [FORMS[form]]
        assert (await content(client, form, format_, item)).startswith(magic)


@pytest.mark.parametrize(("format_", "obeys"), [("JPG", True), ("WEBP", True), ("PNG", False)])
async def test_quality_changes_the_file_size_except_for_png(format_: str, obeys: bool) -> None:
    asked = {"outputFormat": format_, "width": 576, "height": 1280}
    sent = [make_task(outputQuality=quality, **asked) for quality in (20, 60, 99)]
    files = []
    for each in sent:
        # The same seed makes the same picture, so that only the quality differs.
        runware = FakeRunware(seconds=0.0, seed=4)
        async with open_client(runware) as other:
            await other.post({**each, "taskUUID": sent[0]["taskUUID"]})
            item = (await other.poll(sent[0]["taskUUID"]))["data"][0]
            files.append(await other.download(item["imageURL"]))
    low, middle, high = map(len, files)
    assert (low * 1.3 < middle) is (middle * 1.3 < high) is obeys
    assert obeys or len(set(files)) == 1


UNCHECKED: list[dict[str, Any]] = [{}, {"safety": {}}, {"safety": {"checkContent": False}},
    {"safety": {"mode": "none"}}, {"safety": {"checkContent": True, "mode": "none"}}]  # fmt: skip
CHECKED: list[dict[str, Any]] = [{"safety": {"checkContent": True}}, {"safety": {"mode": "fast"}},
    {"safety": {"checkContent": True, "mode": "fast"}}]  # fmt: skip
FLAGS = [("", [False] * 3), ("fault:nsfw", [True] * 3), ("fault:one_nsfw", [False, False, True])]


@pytest.mark.parametrize(("fault", "flags"), FLAGS)
@pytest.mark.parametrize("safety", CHECKED)
async def test_checked_pictures_are_flagged_and_still_delivered(
    safety: dict[str, Any], fault: str, flags: list[bool], client: SandboxClient, clock: SettableClock
) -> None:
    started = await client.submit(numberResults=3, positivePrompt=f"a fox {fault}", **safety)
    clock.now += 60
    data = (await client.poll(started))["data"]
    assert [item["NSFWContent"] for item in data] == flags
    assert [await client.get_status(item["imageURL"]) for item in data] == [200] * 3


@pytest.mark.parametrize("safety", UNCHECKED)
async def test_unchecked_pictures_are_not_flagged(
    safety: dict[str, Any], client: SandboxClient, clock: SettableClock
) -> None:
    await client.arm_fault("nsfw")
    started = await client.submit(**safety)
    clock.now += 60
    assert "NSFWContent" not in (await client.poll(started))["data"][0]


async def test_a_picture_expires_after_its_ttl(client: SandboxClient, clock: SettableClock) -> None:
    started = await client.submit(ttl=60, numberResults=2)
    plain = await client.submit()
    clock.now += 20
    (first, second), (kept,) = [(await client.poll(each))["data"] for each in (started, plain)]
    clock.now += 44
    assert [await client.get_status(each["imageURL"]) for each in (first, second, kept)] == [200] * 3
    clock.now += 30
    assert [await client.get_status(each["imageURL"]) for each in (first, second, kept)] == [404, 404, 200]


async def test_a_slow_answer_is_correct(client: SandboxClient, runware: FakeRunware, clock: SettableClock) -> None:
    await client.arm_fault("slow_answer", seconds=40)
    answer = asyncio.create_task(client.post(make_task()))
    async with asyncio.timeout(5):
        while not runware.tasks:  # noqa: ASYNC110 - the request is on its way
            await asyncio.sleep(0.01)
    assert not answer.done()
    clock.now += 41
    assert (await answer)["status"] == 200


async def test_an_endless_task_uses_no_cpu_time() -> None:
    asked = 0

    def clock() -> float:
        nonlocal asked
        asked += 1
        return 10_000.0 * asked

    async with open_client(FakeRunware(seconds=5.0, clock=clock)) as client:
        started = await client.submit(positivePrompt="fault:never_finishes", webhookURL="http://127.0.0.1:9/hook")
        before = asked
        await asyncio.sleep(0.2)
        assert asked - before < 10
        assert [item["status"] for item in (await client.poll(started))["data"]] == ["processing"]
