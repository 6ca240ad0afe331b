"""Drawn pictures: pixels, formats, file sizes, and dependence on prompt and seed."""

import asyncio
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops, ImageStat

from sandbox.runware.models import ONE_K_SIZES, TWO_K_SIZES, Size
from sandbox.runware.pictures.painter import paint
from sandbox.runware.pictures.store import Picture, PictureStore, convert_upload, decode_base64


def opened(data: bytes) -> Image.Image:
    picture = Image.open(BytesIO(data))
    picture.load()
    return picture


@pytest.mark.parametrize("size", [*ONE_K_SIZES, *TWO_K_SIZES], ids=str)
async def test_pictures_are_drawn_in_every_documented_size(size: Size) -> None:
    data = await PictureStore().draw(Picture("the sea at night", 7, size))
    picture = opened(data)
    assert (picture.size, picture.format, picture.mode) == (size, "JPEG", "RGB")


@pytest.mark.parametrize(("name", "format_"), [("JPG", "JPEG"), ("PNG", "PNG"), ("WEBP", "WEBP")])
@pytest.mark.parametrize("size", [Size(1024, 1024), Size(1536, 2816)], ids=str)
async def test_every_format_is_drawn(name: str, format_: str, size: Size) -> None:
    picture = opened(await PictureStore().draw(Picture("a forest", 7, size, name, 80)))
    assert (picture.size, picture.format) == (size, format_)


async def test_file_sizes_resemble_photographs() -> None:
    data = await PictureStore().draw(Picture("mountains at dawn", 7, Size(1024, 1024)))
    assert 150_000 < len(data) < 550_000


async def test_quality_changes_the_size_of_the_file() -> None:
    low, high = [await PictureStore().draw(Picture("x", 7, Size(1024, 1024), "JPG", quality)) for quality in (20, 99)]
    assert len(low) * 4 < len(high)


def distance(first: Image.Image, second: Image.Image) -> float:
    return sum(ImageStat.Stat(ImageChops.difference(first, second)).mean)


def test_prompts_and_seeds_change_the_picture() -> None:
    size = Size(576, 576)
    fox = paint("a fox", 1, size)
    assert fox == paint("a fox", 1, size)
    for prompt, seed in [("a fox", 2), ("a city", 1), ("a fox at night", 1), ("a red fox", 1), ("the sea", 1)]:
        assert distance(fox, paint(prompt, seed, size)) > 12


def test_colours_in_the_prompt_colour_the_picture() -> None:
    red, _, blue = ImageStat.Stat(paint("abstract red", 1, Size(300, 300))).mean
    assert red > blue + 30
    red, _, blue = ImageStat.Stat(paint("abstract blue", 1, Size(300, 300))).mean
    assert blue > red + 30


def test_an_edit_starts_from_its_reference() -> None:
    source = Image.linear_gradient("L").convert("RGB").rotate(90)
    edited = paint("make it night", 1, Size(400, 400), [source])
    left, right = edited.crop((0, 0, 80, 400)), edited.crop((320, 0, 400, 380))
    assert abs(sum(ImageStat.Stat(left).mean) - sum(ImageStat.Stat(right).mean)) > 100


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=200), st.integers(0, 2**31), st.sampled_from([Size(72, 150), Size(160, 72), Size(96, 96)]))
def test_any_prompt_can_be_drawn(prompt: str, seed: int, size: Size) -> None:
    assert paint(prompt, seed, size).size == size


async def test_one_per_size_draws_each_size_once() -> None:
    gallery = PictureStore(one_per_size=True)
    first = await gallery.draw(Picture("a fox", 1, Size(1024, 1024)))
    assert await gallery.draw(Picture("the sea", 2, Size(1024, 1024))) is first


async def test_drawing_does_not_block_the_event_loop() -> None:
    gallery, turns = PictureStore(), 0
    drawing = asyncio.gather(*(gallery.draw(Picture("the sea", seed, Size(1024, 1024))) for seed in range(4)))
    while not drawing.done():
        await asyncio.sleep(0.001)
        turns += 1
    assert turns > 10
    await drawing


async def test_concurrent_readers_share_one_drawing() -> None:
    gallery, picture = PictureStore(), Picture("a fox", 1, Size(704, 1408))
    first, second = await asyncio.gather(gallery.draw(picture), gallery.draw(picture))
    assert first is second


@pytest.mark.parametrize("text", ["a b", "data:image/png;base64", "data:text/html;base64,QQ==", "QQ", "é"])
def test_invalid_base64_and_data_uris_are_rejected(text: str) -> None:
    with pytest.raises(ValueError, match=r"base64|ASCII"):
        decode_base64(text)


@pytest.mark.parametrize("data", [b"", b"GIF89a", b"<svg/>", b"\x89PNG\r\n\x1a\n"])
def test_an_upload_that_is_no_picture_is_rejected(data: bytes) -> None:
    with pytest.raises(ValueError, match="not a picture"):
        convert_upload(data)
