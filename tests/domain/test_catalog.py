"""The catalogue says what the two model pages say, word for word."""

import re
from pathlib import Path

import pytest

from bot.domain.catalog import (
    DEFAULT_MODELS,
    MAX_IMAGES_PER_REQUEST,
    AspectRatio,
    Catalog,
    OutputFormat,
    Resolution,
    Size,
)
from bot.domain.request import MAX_QUALITY, MIN_QUALITY
from bot.errors import Invalid

COPIES = Path(__file__).parents[1] / "seeds"
ORIGINALS = Path(__file__).parents[2].parent / "shared" / "seeds"
PAGES = {
    "standard": (COPIES / "grok-imagine-image.txt").read_text(encoding="utf-8"),
    "pro": (COPIES / "grok-imagine-image-pro.md").read_text(encoding="utf-8"),
}
LISTED = {
    (Resolution(resolution), AspectRatio(ratio)): Size(int(width), int(height))
    for resolution, ratio, width, height in re.findall(
        r"^\| `(\w+) \(([\d.:]+)\)` \| `(\d+)x(\d+)` \|$", PAGES["pro"], re.MULTILINE
    )
}


@pytest.mark.skipif(not ORIGINALS.is_dir(), reason="the pages lie beside the repository only where it is made")
@pytest.mark.parametrize("name", ["grok-imagine-image.txt", "grok-imagine-image-pro.md"])
def test_page_copies_match_the_originals_byte_for_byte(name: str) -> None:
    assert (COPIES / name).read_bytes() == (ORIGINALS / name).read_bytes()


def test_pro_model_sizes_match_the_26_sizes_of_its_page() -> None:
    assert len(LISTED) == 26
    ours = {
        (resolution, ratio): size
        for resolution, table in DEFAULT_MODELS["pro"].sizes.items()
        for ratio, size in table.items()
    }
    assert ours == LISTED


def test_standard_model_has_the_13_sizes_of_1k() -> None:
    assert DEFAULT_MODELS["standard"].sizes == {
        Resolution.K1: {ratio: size for (resolution, ratio), size in LISTED.items() if resolution is Resolution.K1}
    }
    assert set(DEFAULT_MODELS["standard"].sizes[Resolution.K1]) == set(AspectRatio)


def test_standard_page_offers_a_single_resolution_and_pro_page_offers_two() -> None:
    assert re.search(r"^resolution\n.*\n.*\nAllowed values (\d) value", PAGES["standard"], re.MULTILINE)[1] == "1"  # type: ignore[index] # the page has it
    assert PAGES["pro"].endswith("```")
    assert "**Allowed values**: `1K` `2K`" in PAGES["pro"]


def test_page_examples_use_sizes_in_the_catalog() -> None:
    for key, page in PAGES.items():
        sizes = {
            Size(int(width), int(height)) for width, height in re.findall(r'"width": (\d+),\s+"height": (\d+)', page)
        }
        assert sizes
        assert sizes <= set(DEFAULT_MODELS[key].sizes[Resolution.K1].values())


@pytest.mark.parametrize("key", ["standard", "pro"])
def test_model_ids_match_the_pages(key: str) -> None:
    named = set(re.findall(r"xai:grok-imagine@[\w-]+", PAGES[key]))
    assert named == {DEFAULT_MODELS[key].air}


def test_prices_match_the_pages() -> None:
    pro = DEFAULT_MODELS["pro"]
    assert f"**Image gen**: `${pro.price}`" in PAGES["pro"]
    assert f"**Editing**: `${pro.edit_price}`" in PAGES["pro"]
    for key, page in PAGES.items():
        assert {float(cost) for cost in re.findall(r'"cost": ([\d.]+)', page)} == {DEFAULT_MODELS[key].price}
    assert DEFAULT_MODELS["standard"].edit_price == 0.022


def test_limits_match_the_pages() -> None:
    assert f"integer min: 1 max: {MAX_IMAGES_PER_REQUEST} default: 1 -" in PAGES["standard"]
    assert f"integer min: {MIN_QUALITY} max: {MAX_QUALITY} default: 95 -" in PAGES["standard"]
    pro = PAGES["pro"]
    for name, least, most in (
        ("outputQuality", MIN_QUALITY, MAX_QUALITY),
        ("numberResults", 1, MAX_IMAGES_PER_REQUEST),
    ):
        section = pro[pro.index(f"### [{name}]") :]
        assert re.search(r"\*\*Min\*\*: `(\d+)`\n- \*\*Max\*\*: `(\d+)`", section).groups() == (str(least), str(most))  # type: ignore[union-attr] # the page has it


def test_output_formats_match_the_pages() -> None:
    assert "**Allowed values**: " + " ".join(f"`{name}`" for name in OutputFormat) in PAGES["pro"]
    for name in OutputFormat:
        assert f"- `{name}`: " in PAGES["standard"]


def test_both_models_accept_a_single_reference_picture() -> None:
    assert "array of strings items: 1 -" in PAGES["standard"]
    assert {key: model.references for key, model in DEFAULT_MODELS.items() if model.documented} == {
        "standard": 1,
        "pro": 1,
    }


@pytest.mark.parametrize(
    ("key", "references", "micros"),
    [("standard", 0, 60_000), ("standard", 1, 66_000), ("pro", 0, 210_000), ("pro", 1, 216_000)],
)
def test_an_estimate_is_exact_in_micro_dollars(key: str, references: int, micros: int) -> None:
    assert DEFAULT_MODELS[key].estimate(3, references=references) == micros


def test_named_ratio_is_close_to_its_pixel_ratio() -> None:
    for ratio, size in DEFAULT_MODELS["pro"].sizes[Resolution.K1].items():
        assert size.width / size.height == pytest.approx(ratio.width_by_height, rel=0.08)


def test_catalog_contains_only_enabled_models() -> None:
    catalog = Catalog({**DEFAULT_MODELS, "pro": DEFAULT_MODELS["pro"].model_copy(update={"enabled": False})})
    assert list(catalog) == ["standard"]
    with pytest.raises(Invalid, match=r"no model “pro”\. You can use standard\."):
        catalog["pro"]


def test_default_model_is_the_first_in_the_catalog() -> None:
    assert Catalog().default_key == "standard"


def test_unknown_model_error_pings_nobody() -> None:
    with pytest.raises(Invalid) as caught:
        Catalog()["<@1> `x`"]
    assert not set(str(caught.value)) & set("<>@`")
