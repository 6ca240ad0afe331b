"""What is drawn: each noun differs from every other, styles and seeds change pictures, edits keep their source."""

from random import Random

import pytest
from PIL import Image, ImageChops, ImageStat

from sandbox.runware.models import Size
from sandbox.runware.pictures.canvas import Canvas, Place
from sandbox.runware.pictures.edits import combine_sources
from sandbox.runware.pictures.figures import FIGURE_NAMES, get_figure
from sandbox.runware.pictures.lighting import LIGHTINGS
from sandbox.runware.pictures.mark import draw_mark, remove_mark
from sandbox.runware.pictures.painter import paint
from sandbox.runware.pictures.scenes import SCENES
from sandbox.runware.pictures.styles import STYLES

SIZE = Size(160, 160)
CELL = 24
"""Pixels a side of one figure that is compared with all others."""
MIN_DISTANCE = 4.0
"""Mean difference in brightness per channel, of 255, above which two pictures look different."""


def distance(first: Image.Image, second: Image.Image) -> float:
    return sum(ImageStat.Stat(ImageChops.difference(first, second)).mean) / 3


def drawn_figure(name: str) -> Image.Image:
    """The figure alone, before grey."""
    canvas = Canvas(Size(48, 48), LIGHTINGS["day"], Random(1))
    canvas.image.paste((128, 128, 128), (0, 0, canvas.width, canvas.height))
    left, bottom, right, top = get_figure(name).box()
    height = min(90 / (top - bottom), 90 / (right - left))
    canvas.draw_figure(get_figure(name), Place(0.5, 0.95 + bottom * height / 100, height))
    return canvas.image.resize((CELL, CELL))


def test_every_figure_looks_different_from_all_others() -> None:
    names = sorted(FIGURE_NAMES)
    drawn = [drawn_figure(name) for name in names]
    strip = Image.new("RGB", (CELL * len(names), CELL))
    alike: list[tuple[str, str]] = []
    for index, picture in enumerate(drawn):
        strip.paste(picture, (index * CELL, 0))
    for name, picture in zip(names, drawn, strict=True):
        same = Image.new("RGB", strip.size)
        for index in range(len(names)):
            same.paste(picture, (index * CELL, 0))
        means = ImageChops.difference(strip, same).convert("L").resize((len(names), 1), Image.Resampling.BOX).tobytes()
        alike.extend(
            (name, other) for other, mean in zip(names, means, strict=True) if mean < MIN_DISTANCE and other != name
        )
    assert not alike


@pytest.mark.parametrize("name", sorted(FIGURE_NAMES))
def test_a_noun_is_not_drawn_as_the_abstract(name: str) -> None:
    assert distance(paint(f"a {name}", 1, Size(72, 72)), paint("synergy", 1, Size(72, 72))) > MIN_DISTANCE


@pytest.mark.parametrize("scene", sorted(set(SCENES) - {"studio"}))
def test_every_place_is_drawn_in_all_shapes(scene: str) -> None:
    for size in (Size(96, 40), Size(40, 96)):
        assert paint(f"a {scene}", 1, size).size == size


@pytest.mark.parametrize("style", sorted(STYLES))
def test_styles_change_the_picture(style: str) -> None:
    assert distance(paint("a fox", 1, SIZE), paint(f"a fox, {style}", 1, SIZE)) > MIN_DISTANCE


def test_a_noir_picture_has_no_colours() -> None:
    saturation = paint("a red fox, film noir", 1, SIZE).convert("HSV").getchannel("S").crop((0, 0, 160, 120))
    assert ImageStat.Stat(saturation).mean[0] < 8


@pytest.mark.parametrize("prompt", ["a cat in a garden", "a house", "words that name nothing", "the sea"])
def test_the_same_seed_draws_the_same_bytes_and_another_a_variant(prompt: str) -> None:
    first = paint(prompt, 1, SIZE)
    assert first.tobytes() == paint(prompt, 1, SIZE).tobytes()
    assert min(distance(first, paint(prompt, seed, SIZE)) for seed in range(2, 6)) > MIN_DISTANCE


def test_a_colour_word_colours_its_noun() -> None:
    red, _, blue = ImageStat.Stat(paint("a red car", 1, SIZE).crop((50, 70, 110, 130))).mean
    other_red, _, other_blue = ImageStat.Stat(paint("a blue car", 1, SIZE).crop((50, 70, 110, 130))).mean
    assert red - blue > other_red - other_blue + 40


def test_counts_draw_more_of_the_same() -> None:
    assert distance(paint("a cat", 1, SIZE), paint("five cats", 1, SIZE)) > MIN_DISTANCE


@pytest.mark.parametrize("relation", ["on a horse", "in a box", "under a tree", "wearing a crown", "holding a book"])
def test_what_belongs_to_a_figure_is_drawn_with_it(relation: str) -> None:
    with_all = paint(f"a girl {relation} in a meadow", 1, SIZE)
    assert distance(with_all, paint("a girl in a meadow", 1, SIZE)) > MIN_DISTANCE


EDITS = [
    "make it night",
    "add a hat",
    "in blue",
    "make it snow",
    "as watercolour",
    "with a dragon",
    "put it on a beach",
]


@pytest.mark.parametrize("words", [*EDITS, "put it on a beach", "more of that"])
def test_an_edit_visibly_changes_its_source(words: str) -> None:
    source = paint("a dog in a meadow", 1, SIZE)
    assert distance(source, paint(words, 1, SIZE, [source])) > 2


def test_marks_do_not_nest() -> None:
    clean = Image.radial_gradient("L").convert("RGB").resize((1024, 1024))
    marked = clean.copy()
    draw_mark(marked)
    assert distance(marked, clean) > 1
    assert distance(remove_mark(marked), clean) < 0.5
    assert distance(combine_sources([marked.resize((512, 512))], SIZE), clean.resize(SIZE)) < 2


def test_ten_edits_in_a_row_have_one_mark_and_no_frame() -> None:
    picture = paint("a cat", 1, Size(400, 400))
    for seed in range(10):
        picture = paint("a little more", seed, Size(400, 400), [picture])
    bare = remove_mark(picture)
    assert bare is not picture
    assert remove_mark(bare) is bare
    edge, inner = picture.crop((0, 0, 400, 3)), picture.crop((0, 6, 400, 9))
    assert distance(edge, inner.resize(edge.size)) < 12


def test_a_picture_without_a_mark_is_left_alone() -> None:
    for grey in (0, 30, 128, 255):
        plain = Image.new("RGB", SIZE, (grey, grey, grey))
        assert remove_mark(plain) is plain or grey in {0, 30}


def test_several_sources_lie_side_by_side() -> None:
    red, blue = Image.new("RGB", SIZE, (220, 20, 20)), Image.new("RGB", SIZE, (20, 20, 220))
    both = combine_sources([red, blue], SIZE)
    assert both.getpixel((10, 80)) == (220, 20, 20)
    assert both.getpixel((150, 80)) == (20, 20, 220)
