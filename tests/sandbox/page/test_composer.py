"""The line below the messages, in a browser: the list of commands, chips, suggestions, and files."""

import base64
import json
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from tests.support.browser import BrowserTab
from tests.support.page_stage import ADA_ID, STUDIO_ID, Json, PageStage

pytestmark = pytest.mark.asyncio(loop_scope="module")  # one browser serves them all

OFFERED = "[...document.querySelectorAll('#offers [role=option] b')].map((one) => one.textContent)"
MARKED = "document.querySelector('#offers [aria-selected=true] b')?.textContent"
ANNOUNCED = "document.getElementById(document.activeElement.getAttribute('aria-activedescendant'))?.textContent"
CHIPS = "[...document.querySelectorAll('.chip')].map(({dataset}) => dataset.option)"
FIELD = "(({id, name, value}) => [name || id, value])(document.activeElement)"
PASTE = """
(() => {
  const data = new DataTransfer();
  data.items.add(new File([Uint8Array.from(atob('%s'), (one) => one.charCodeAt(0))], 'image.png', {type: 'image/png'}));
  const paste = new ClipboardEvent('paste', {clipboardData: data, bubbles: true, cancelable: true});
  document.activeElement.dispatchEvent(paste);
})()
"""


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    """A small picture."""
    path = tmp_path / "fox.png"
    Image.new("RGB", (8, 6), "teal").save(path)
    return path


def as_sent(path: Path, name: str = "fox.png") -> Json:
    return {"filename": name, "data_base64": base64.b64encode(path.read_bytes()).decode()}


def imagine_post(**options: Any) -> tuple[str, Json]:
    return "commands", {"user": ADA_ID, "channel": STUDIO_ID, "name": "imagine", "options": options}


async def drop(tab: BrowserTab, *files: Path) -> None:
    """Drop files in the middle of the messages, with the browser's own drag and drop."""
    data = {"items": [], "files": [str(file) for file in files], "dragOperationsMask": 1}
    for kind in ("dragEnter", "dragOver", "drop"):
        await tab.send_command("Input.dispatchDragEvent", type=kind, x=700, y=300, data=data)


async def test_slash_lists_the_commands_in_groups_and_letters_filter_them(tab: BrowserTab, stage: PageStage) -> None:
    await stage.open_in(tab)
    await tab.type_keys("/")
    assert await tab.evaluate(OFFERED) == ["/imagine", "/quota", "/show", "/words", "/mod block"]
    headings = "[...document.querySelectorAll('#offers .heading')].map((one) => one.textContent)"
    assert await tab.evaluate(headings) == ["Commands", "/mod – Moderation"]
    assert await tab.evaluate("document.querySelector('#offers [role=option] span').textContent") == "Draw a picture"
    await tab.type_keys("o")
    assert await tab.evaluate(OFFERED) == ["/quota", "/show", "/words", "/mod block"]
    await tab.type_keys("zz")
    assert await tab.evaluate("document.querySelector('#offers').hidden")


@pytest.mark.parametrize("key", ["Enter", "Tab"])
async def test_keys_choose_a_command_and_its_required_option_appears(
    tab: BrowserTab, stage: PageStage, key: str
) -> None:
    await stage.open_in(tab)
    await tab.type_keys("/")
    for _ in range(3):
        await tab.press("ArrowDown")
    await tab.press("ArrowUp")
    assert await tab.evaluate(MARKED) == "/show"
    assert "/show" in await tab.evaluate(ANNOUNCED)
    await tab.press(key)
    assert await tab.evaluate(f"[{CHIPS}, {FIELD}[0]]") == [["id"], "id"]
    assert await tab.evaluate("document.querySelector('#add-option').placeholder") == "+1 optional"
    assert "Which" in await tab.evaluate("document.querySelector('#hint').textContent")


async def test_options_are_added_by_keys_and_a_blank_ends_a_whole_value(tab: BrowserTab, stage: PageStage) -> None:
    await stage.open_in(tab)
    await tab.type_keys("/imagine a cat")
    await tab.press("ArrowRight")
    assert await tab.evaluate(OFFERED) == ["count", "aspect_ratio", "private"]
    await tab.type_keys("count:2 aspect_ratio:16:9 private:")
    assert await tab.evaluate(OFFERED) == ["yes", "no"]
    await tab.press("ArrowDown")
    await tab.press_enter()
    assert await tab.evaluate(CHIPS) == ["prompt", "count", "aspect_ratio", "private"]
    await tab.press_enter()
    assert await stage.next_post() == imagine_post(prompt="a cat", count=2, aspect_ratio="16:9", private=True)
    assert await tab.evaluate(f"[{CHIPS}, {FIELD}[0]]") == [[], "command"]


async def test_choices_are_listed_and_filtered(tab: BrowserTab, stage: PageStage) -> None:
    await stage.open_in(tab)
    await tab.type_keys("/imagine a cat aspect_ratio:w")
    assert await tab.evaluate(f"[{OFFERED}, {MARKED}]") == [["16:9 wide"], "16:9 wide"]
    await tab.press("Tab")
    await tab.press_enter()
    assert await stage.next_post() == imagine_post(prompt="a cat", aspect_ratio="16:9")


async def test_escape_steps_back_and_the_arrow_up_restores_what_was_left(tab: BrowserTab, stage: PageStage) -> None:
    await stage.open_in(tab)
    await tab.type_keys("/imagine a cat")
    await tab.press("ArrowRight")
    await tab.type_keys("private:")
    await tab.press("Escape")
    assert await tab.evaluate(f"[document.querySelector('#offers').hidden, {FIELD}[0]]") == [True, "private"]
    await tab.press("Escape")
    assert await tab.evaluate(FIELD) == ["command", "/imagine"]
    await tab.press("Escape")
    assert await tab.evaluate(f"[{CHIPS}, {FIELD}]") == [[], ["command", ""]]
    await tab.press("ArrowUp")
    assert await tab.evaluate(f"[{CHIPS}, document.querySelector('[name=prompt]').value]") == [["prompt"], "a cat"]


async def test_backspace_removes_an_empty_option(tab: BrowserTab, stage: PageStage) -> None:
    await stage.open_in(tab)
    await tab.type_keys("/imagine a cat count:")
    await tab.press("ArrowRight")
    await tab.type_keys("count:")
    await tab.press("Backspace")
    assert await tab.evaluate(f"[{CHIPS}, {FIELD}]") == [["prompt"], ["prompt", "a cat count:"]]


async def test_a_refused_command_returns_to_the_line(tab: BrowserTab, stage: PageStage) -> None:
    await stage.open_in(tab)
    stage.post_error = "Not here."
    await tab.type("/imagine a cat count:3")
    await tab.press_enter()
    await tab.wait_for(f"{CHIPS}.length === 2")
    assert await tab.evaluate("document.querySelector('[name=count]').value") == "3"


async def test_words_are_posted_and_the_command_for_them_is_offered(tab: BrowserTab, stage: PageStage) -> None:
    await stage.open_in(tab)
    await tab.type("a cat on a roof")
    await tab.press_enter()
    assert (await stage.next_post())[1]["content"] == "a cat on a roof"
    await tab.click(".said .plain")
    await tab.press_enter()
    assert await stage.next_post() == imagine_post(prompt="a cat on a roof")


# ── files ───────────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_a_dropped_picture_waits_with_its_thumbnail_and_is_used_by_the_next_command(
    tab: BrowserTab, stage: PageStage, picture: Path
) -> None:
    await stage.open_in(tab)
    await drop(tab, picture)
    await tab.wait_for("document.querySelector('.tray img')?.naturalWidth === 8")
    assert await tab.evaluate("document.querySelector('.tray li').innerText.includes('fox.png')")
    await tab.click(".ways button")
    assert await tab.evaluate(CHIPS) == ["id", "image"]
    assert await tab.evaluate("document.querySelector('.tray').hidden")
    await tab.type("7")
    await tab.press_enter()
    while (sent := await stage.next_post())[0] == "autocomplete":
        pass
    assert sent[1]["options"] == {"id": "7", "image": as_sent(picture)}


async def test_a_pasted_picture_goes_into_the_commands_option(tab: BrowserTab, stage: PageStage, picture: Path) -> None:
    await stage.open_in(tab)
    await tab.type("/show 7")
    await tab.evaluate(PASTE % as_sent(picture)["data_base64"])
    await tab.wait_for("document.querySelector('.chip img')?.naturalWidth === 8")
    await tab.press_enter()
    while (sent := await stage.next_post())[0] == "autocomplete":
        pass
    assert sent[1]["options"] == {"id": "7", "image": as_sent(picture, "image.png")}


async def test_a_waiting_file_can_be_taken_back(tab: BrowserTab, stage: PageStage, picture: Path) -> None:
    await stage.open_in(tab)
    await drop(tab, picture, picture)
    await tab.wait_for("document.querySelectorAll('.tray li').length === 2")
    await tab.click(f".tray [aria-label={json.dumps('Remove fox.png')}]")
    assert await tab.evaluate("document.querySelectorAll('.tray li').length") == 1
    await tab.click(".tray .remove")
    assert await tab.evaluate("document.querySelector('.tray').hidden")
