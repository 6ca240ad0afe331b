"""Pictures of messages in a browser: galleries, alt texts and spoilers."""

import pytest

from tests.support.browser import BrowserTab
from tests.support.page_stage import (
    Json,
    PageStage,
    bot_message,
    text_display,
)

pytestmark = pytest.mark.asyncio(loop_scope="module")  # one browser serves them all

PIXEL = "pixel.png"


def gallery(*items: Json) -> Json:
    return {"type": 12, "items": list(items)}


async def test_a_picture_has_its_alternative_text_and_a_broken_one_is_marked(tab: BrowserTab, stage: PageStage) -> None:
    shown_one = {"media": {"url": stage.url + PIXEL}, "description": "A red fox"}
    missing = {"media": {"url": stage.url + PIXEL, "loading_state": 3}}
    gone = {"media": {"url": f"{stage.url}page/nothing.png"}}
    await stage.open_in(tab, bot_message("1", gallery(shown_one, missing, gone)))
    await tab.wait_for("document.querySelectorAll('.broken').length === 2")
    picture = "document.querySelector('.picture')"
    assert await tab.evaluate(f"[{picture}.title, {picture}.querySelector('img').alt]") == ["A red fox"] * 2


TILES = "[...document.querySelectorAll('.gallery .picture')].map((one) => one.getBoundingClientRect())"


@pytest.mark.parametrize(("width", "height"), [(1408, 704), (1024, 1024), (720, 1280)])
@pytest.mark.parametrize("count", [1, 3, 4, 8])
async def test_pictures_of_a_gallery_keep_their_shape_and_fill_discords_rows(
    tab: BrowserTab, stage: PageStage, count: int, width: int, height: int
) -> None:
    item = {"media": {"url": stage.url + PIXEL, "width": width, "height": height}}
    await stage.open_in(tab, bot_message("1", gallery(*[item] * count)))
    await tab.wait_for(f"{TILES}.length === {count}")
    tiles = await tab.evaluate(f"{TILES}.map(({{left, top, width, height}}) => [left, top, width, height])")
    assert [tile for tile in tiles if abs(tile[2] / tile[3] - width / height) > 0.06] == []
    rows = [sum(abs(tile[1] - top) < 1 for tile in tiles) for top in sorted({round(tile[1]) for tile in tiles})]
    assert rows == {1: [1], 3: [2, 1], 4: [2, 2], 8: [2, 3, 3]}[count]
    assert max(tile[0] + tile[2] for tile in tiles) - tiles[0][0] <= 610


async def test_pictures_of_different_shapes_are_equally_high(tab: BrowserTab, stage: PageStage) -> None:
    before, after = ({"media": {"url": stage.url + PIXEL, "width": wide, "height": 500}} for wide in (500, 1000))
    await stage.open_in(tab, bot_message("1", gallery(before, after)))
    await tab.wait_for(f"{TILES}.length === 2")
    (left, right) = await tab.evaluate(f"{TILES}.map(({{width, height}}) => [width, height])")
    assert (round(right[0] / left[0], 1), round(left[1])) == (2.0, round(right[1]))


async def test_alt_badge_shows_the_description_until_escape(tab: BrowserTab, stage: PageStage) -> None:
    item = {"media": {"url": stage.url + PIXEL, "width": 500, "height": 500}, "description": "A red fox"}
    await stage.open_in(tab, bot_message("1", gallery(item, {**item, "spoiler": True})))
    await tab.wait_for("document.querySelectorAll('.alt').length === 2")
    words = "[...document.querySelectorAll('.described')]"
    shown = f"{words}.filter((one) => one.checkVisibility()).map((one) => one.innerText)"
    assert await tab.evaluate(shown) == []
    await tab.click(".alt")
    assert await tab.evaluate(shown) == ["A red fox"]
    await tab.press("Escape")
    assert await tab.evaluate(f"[{shown}.length, document.activeElement.className]") == [0, "alt"]
    badges = "[...document.querySelectorAll('.alt')].map((one) => one.checkVisibility())"
    assert await tab.evaluate(badges) == [True, False]
    await tab.click(".picture[data-hidden]")
    assert await tab.evaluate(badges) == [True, True]


async def test_a_revealed_spoiler_stays_revealed_when_its_url_is_signed_again(
    tab: BrowserTab, stage: PageStage
) -> None:
    await stage.open_in(tab, bot_message("1", gallery({"media": {"url": f"{stage.url}{PIXEL}?hm=1"}, "spoiler": True})))
    assert await tab.wait_for("document.querySelector('.picture[data-hidden]') !== null")
    await tab.click(".picture")
    assert await tab.evaluate("document.querySelector('.picture[data-hidden]') === null")
    again = gallery({"media": {"url": f"{stage.url}{PIXEL}?hm=2"}, "spoiler": True})
    await stage.edit(bot_message("1", again, text_display("edited")))
    await tab.wait_for("document.querySelector('article .text') !== null")
    assert await tab.evaluate("document.querySelector('.picture[data-hidden]') === null")
