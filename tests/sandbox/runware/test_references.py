"""References and uploads: formats, sizes and forgotten pictures."""

import base64
import math
import uuid
from typing import Any

import pytest
from PIL import Image, ImageChops, ImageStat

from sandbox.runware import FakeRunware
from tests.support.sandbox_client import (
    PRO_MODEL,
    SandboxClient,
    SettableClock,
    encode_image,
    first_error,
    make_task,
    png_base64,
)

NAME = "inputs.referenceImages"
INVALID = (400, "invalidReferenceImages", NAME)


async def draw_picture(client: SandboxClient, clock: SettableClock, **fields: Any) -> dict[str, Any]:
    """A finished picture."""
    started = await client.submit(**fields)
    clock.now += 60
    return dict((await client.poll(started))["data"][0])


async def uploaded(client: SandboxClient, image: str) -> dict[str, Any]:
    reply = await client.upload(image)
    assert reply["status"] == 200, reply
    return dict(reply["data"][0])


@pytest.mark.parametrize(
    ("format_", "frames", "taken"),
    [("JPEG", 1, True), ("PNG", 1, True), ("WEBP", 1, True), ("BMP", 1, False), ("GIF", 1, False),
     ("GIF", 3, False), ("WEBP", 3, False), ("PNG", 3, False), ("TIFF", 1, False)],
)  # fmt: skip
async def test_a_reference_is_a_still_jpg_png_or_webp(
    format_: str, frames: int, taken: bool, client: SandboxClient, runware: FakeRunware
) -> None:
    reply = await client.submit_edit(encode_image(format_, frames=frames))
    assert (reply["status"] == 200, len(runware.tasks)) == (taken, taken)
    assert taken or first_error(reply) == INVALID


@pytest.mark.parametrize(("format_", "frames"), [("BMP", 1), ("GIF", 1), ("GIF", 3)])
async def test_uploads_of_every_documented_format_are_stored_but_not_all_are_referable(
    format_: str, frames: int, client: SandboxClient
) -> None:
    kept = await uploaded(client, encode_image(format_, frames=frames))
    assert (await client.download_image(kept["imageURL"])).size == (60, 40)
    assert first_error(await client.submit_edit(kept["imageUUID"])) == INVALID
    assert first_error(await client.submit_edit(kept["imageURL"])) == INVALID


@pytest.mark.parametrize(("side", "stored"), [((2048, 2048), (2048, 2048)), ((3000, 1500), (2048, 1024))])
async def test_upload_is_scaled_down_to_2048_pixels(
    side: tuple[int, int], stored: tuple[int, int], client: SandboxClient
) -> None:
    kept = await uploaded(client, f"data:image/png;base64,{png_base64(*side)}")
    assert (await client.download_image(kept["imageURL"])).size == stored


async def test_an_upload_from_a_url_is_a_new_picture(client: SandboxClient, clock: SettableClock) -> None:
    result = await draw_picture(client, clock, ttl=60)
    kept = await uploaded(client, (await draw_picture(client, clock))["imageURL"])
    assert kept["imageUUID"] != result["imageUUID"]
    assert (await client.submit_edit(kept["imageUUID"]))["status"] == 200


UPLOADS: list[tuple[dict[str, Any], str, str]] = [
    ({"image": ...}, "missingImage", "image"),
    ({"image": ""}, "invalidImage", "image"),
    ({"image": 7}, "invalidImage", "image"),
    ({"image": str(uuid.uuid4())}, "invalidImage", "image"),
    ({"image": base64.b64encode(b"<svg/>").decode()}, "invalidImage", "image"),
    ({"image": "data:text/html;base64,QQ=="}, "invalidImage", "image"),
    ({"image": encode_image("TIFF")}, "invalidImage", "image"),
    ({"image": "https://example.com/a.png"}, "downloadFailed", "image"),
    ({"images": [png_base64(9, 9)]}, "unknownParameter", "images"),
    ({"operation": "upload"}, "unknownParameter", "operation"),
    ({"taskUUID": "1"}, "invalidTaskUUID", "taskUUID"),
]


@pytest.mark.parametrize(("fields", "code", "parameter"), UPLOADS)
async def test_an_invalid_upload_is_rejected_by_name(
    fields: dict[str, Any], code: str, parameter: str, client: SandboxClient, runware: FakeRunware
) -> None:
    whole = {"taskType": "imageUpload", "taskUUID": str(uuid.uuid4()), "image": png_base64(9, 9), **fields}
    reply = await client.post({name: value for name, value in whole.items() if value is not ...})
    assert (400, code, parameter) in [(reply["status"], each["code"], each["parameter"]) for each in reply["errors"]]
    assert not runware.picture_store.known_uuids


SHAPES = [((300, 200), "2K", (2592, 1728)), ((1000, 490), "2K", (2816, 1408)), ((100, 1000), "1K", (576, 1280))]


@pytest.mark.parametrize(("shape", "resolution", "size"), SHAPES)
async def test_a_resolution_selects_the_nearest_aspect_ratio(
    shape: tuple[int, int], resolution: str, size: tuple[int, int], client: SandboxClient, clock: SettableClock
) -> None:
    kept = await uploaded(client, png_base64(*shape))
    references = {"referenceImages": [kept["imageUUID"]]}
    result = await draw_picture(client, clock, model=PRO_MODEL, inputs=references, resolution=resolution)
    assert (await client.download_image(result["imageURL"])).size == size


async def test_an_edit_may_set_its_own_size(client: SandboxClient, clock: SettableClock) -> None:
    inputs = {"inputs": {"referenceImages": [png_base64(300, 200)]}}
    result = await draw_picture(client, clock, width=576, height=1280, **inputs)
    assert (await client.download_image(result["imageURL"])).size == (576, 1280)
    assert (await client.post(make_task(width=300, height=200, **inputs)))["status"] == 400


async def test_unfinished_or_expired_picture_cannot_be_a_reference(
    client: SandboxClient, runware: FakeRunware, clock: SettableClock
) -> None:
    started = await client.submit(ttl=60)
    (item,) = runware.tasks[started].results
    address = runware.tasks[started].picture_url(item)
    for late, found in [(0, False), (30, True), (120, False)]:
        clock.now += late
        by_uuid, by_address = await client.submit_edit(item.image_uuid), await client.submit_edit(address)
        assert (by_uuid["status"] == 200, by_address["status"] == 200) == (found, found)
        assert found or first_error(by_uuid) == INVALID
        assert found or first_error(by_address) == (400, "downloadFailed", NAME)


async def test_pictures_can_be_forgotten_individually_or_all_at_once(
    client: SandboxClient, clock: SettableClock
) -> None:
    first, second = await draw_picture(client, clock), await draw_picture(client, clock)
    kept = await uploaded(client, png_base64(30, 30))
    reply = await client.request_control("DELETE", f"pictures?uuid={first['imageUUID']}")
    assert [each["imageUUID"] for each in reply["pictures"]] == [second["imageUUID"], kept["imageUUID"]]
    assert [await client.get_status(each["imageURL"]) for each in (first, second, kept)] == [404, 200, 200]
    assert first_error(await client.submit_edit(first["imageUUID"])) == INVALID
    assert (await client.submit_edit(second["imageUUID"]))["status"] == 200
    assert (await client.request_control("DELETE", f"pictures?uuid={first['imageUUID']}"))["status"] == 404
    assert (await client.request_control("DELETE", "pictures"))["pictures"] == []
    assert [await client.get_status(each["imageURL"]) for each in (first, second, kept)] == [404, 404, 404]
    assert first_error(await client.submit_edit(kept["imageUUID"])) == INVALID
    assert (await client.submit_edit((await draw_picture(client, clock))["imageUUID"]))["status"] == 200


async def test_pictures_made_from_a_forgotten_one_stay(client: SandboxClient, clock: SettableClock) -> None:
    source = await draw_picture(client, clock)
    asked = {"inputs": {"referenceImages": [source["imageUUID"]]}, "positivePrompt": "in blue", "outputFormat": "PNG"}
    inside = await client.submit(**asked, outputType="base64Data")
    before, after = await client.submit(**asked), await client.submit(**asked)
    clock.now += 60
    linked = [(await client.poll(each))["data"][0]["imageURL"] for each in (before, after)]
    framed = await client.download_image(linked[0])
    await client.request_control("DELETE", f"pictures?uuid={source['imageUUID']}")
    assert _correlation(_grey(await client.download_image(linked[1])), _grey(framed)) > 0.8
    await client.request_control("DELETE", "pictures")
    assert (await client.poll(inside))["data"][0]["imageBase64Data"]


async def test_an_unfinished_picture_is_not_forgotten(client: SandboxClient, clock: SettableClock) -> None:
    started = await client.submit()
    assert (await client.request_control("DELETE", "pictures"))["pictures"] == []
    clock.now += 60
    assert await client.get_status((await client.poll(started))["data"][0]["imageURL"]) == 200


async def test_a_prompts_fault_forgets_its_generated_references(client: SandboxClient, clock: SettableClock) -> None:
    result, kept = await draw_picture(client, clock), await uploaded(client, png_base64(30, 30))
    asked = {"positivePrompt": "make it night fault:forgotten"}
    assert (await client.submit_edit(kept["imageUUID"], **asked))["status"] == 200
    assert (await client.submit_edit(png_base64(30, 30), **asked))["status"] == 200
    assert first_error(await client.submit_edit(result["imageUUID"], **asked)) == INVALID
    assert await client.get_status(result["imageURL"]) == 404
    assert first_error(await client.submit_edit(result["imageUUID"])) == INVALID


async def test_the_fault_forgotten_applies_only_to_tasks_with_references(
    client: SandboxClient, clock: SettableClock
) -> None:
    await client.arm_fault("forgotten")
    result = await draw_picture(client, clock)
    assert first_error(await client.submit_edit(result["imageUUID"])) == INVALID
    assert (await client.submit_edit((await draw_picture(client, clock))["imageUUID"]))["status"] == 200


FAILING = [("server_error", 500, "internalServerError"), ("refused", 400, "invalidRequest")]


@pytest.mark.parametrize(("kind", "status", "code"), FAILING)
async def test_a_fault_can_apply_to_uploads_only(kind: str, status: int, code: str, client: SandboxClient) -> None:
    await client.arm_fault(kind, on="upload")
    assert (await client.submit_edit(png_base64(30, 30)))["status"] == 200
    assert first_error(await client.upload(png_base64(30, 30)))[:2] == (status, code)
    assert (await client.upload(png_base64(30, 30)))["status"] == 200


async def test_a_refusal_uses_the_faults_parameters(client: SandboxClient) -> None:
    told = {"code": "invalidImage", "parameter": "image", "message": "Too large."}
    await client.arm_fault("refused", on="upload", **told)
    reply = await client.upload(png_base64(30, 30))
    assert {name: reply["errors"][0][name] for name in told} == told


def picture_distance(first: Image.Image, second: Image.Image) -> float:
    return sum(ImageStat.Stat(ImageChops.difference(first.convert("RGB"), second.convert("RGB"))).mean)


async def test_an_edit_resembles_its_reference(client: SandboxClient, clock: SettableClock) -> None:
    source, other = await draw_picture(client, clock, positivePrompt="the sea"), await draw_picture(client, clock)
    asked = {"inputs": {"referenceImages": [source["imageUUID"]]}, "positivePrompt": "make it night"}
    before, stranger = await client.download_image(source["imageURL"]), await client.download_image(other["imageURL"])
    after = await client.download_image((await draw_picture(client, clock, **asked))["imageURL"])
    assert picture_distance(before, after) > 20
    first, edited, other_one = _grey(before), _grey(after), _grey(stranger)
    assert _correlation(first, edited) > max(0.9, _correlation(other_one, edited))


def _grey(picture: Image.Image) -> Image.Image:
    return picture.convert("L").resize((64, 64))


def _correlation(first: Image.Image, second: Image.Image) -> float:
    """The correlation of the inner parts of two pictures in grey."""
    a, b = ([float(value) for value in picture.crop((6, 6, 58, 58)).tobytes()] for picture in (first, second))
    mean_a, mean_b = sum(a) / len(a), sum(b) / len(b)
    both = sum((x - mean_a) * (y - mean_b) for x, y in zip(a, b, strict=True))
    return both / math.sqrt(sum((x - mean_a) ** 2 for x in a) * sum((y - mean_b) ** 2 for y in b))
