"""The page with the keyboard, in a browser: command lines, scroll position and focus."""

import json
from typing import Any

import pytest

from tests.support.browser import BrowserTab
from tests.support.page_stage import (
    ADA_ID,
    EPHEMERAL_FLAG,
    STUDIO_ID,
    Json,
    PageStage,
    bot_message,
    button_row,
    text_display,
)

pytestmark = pytest.mark.asyncio(loop_scope="module")  # one browser serves them all

FOCUS = "(({tagName, name, id, dataset}) => name || dataset.customId || id || tagName)(document.activeElement)"


def command_post(name: str, **options: Any) -> tuple[str, Json]:
    return "commands", {"user": ADA_ID, "channel": STUDIO_ID, "name": name, "options": options}


# ── command lines ───────────────────────────────────────────────────────────────────────────────────────────────────

LINES = [
    ("/imagine a cat on a roof", command_post("imagine", prompt="a cat on a roof")),
    ("/imagine prompt:a cat count:2", command_post("imagine", prompt="a cat", count=2)),
    (
        "/imagine a cat aspect_ratio:16:9 private:yes",
        command_post("imagine", prompt="a cat", aspect_ratio="16:9", private=True),
    ),
    ("/IMAGINE style: noir, at 10:30", command_post("imagine", prompt="style: noir, at 10:30")),
    ("/mod block @Ben", command_post("mod block", member="102")),
    ("/quota", command_post("quota")),
]


@pytest.mark.parametrize(("line", "sent"), LINES, ids=[line for line, _ in LINES])
async def test_a_typed_line_is_sent_with_enter(
    tab: BrowserTab, stage: PageStage, line: str, sent: tuple[str, Json]
) -> None:
    await stage.open_in(tab)
    await tab.type_keys(line)
    await tab.press_enter()
    assert await stage.next_post() == sent
    assert await tab.evaluate(FOCUS) == "command"


@pytest.mark.parametrize("line", ["/imagine a cat on a roof", "/quota"])
async def test_a_pasted_line_is_sent_with_enter(tab: BrowserTab, stage: PageStage, line: str) -> None:
    await stage.open_in(tab)
    await tab.type(line)
    await tab.press_enter()
    assert (await stage.next_post())[1]["name"] in line


@pytest.mark.parametrize("typed", ["/qu", "/ota", "/quota"])
async def test_chosen_command_without_options_is_sent_with_enter(tab: BrowserTab, stage: PageStage, typed: str) -> None:
    await stage.open_in(tab)
    await tab.click("#command")
    await tab.type_keys(typed)
    await tab.press("ArrowDown")
    await tab.press_enter()
    await tab.wait_for("document.querySelector('#command').value === '/quota'")
    assert stage.posted.empty()
    await tab.press_enter()
    assert await stage.next_post() == command_post("quota")


async def test_typing_after_a_choice_replaces_the_choice(tab: BrowserTab, stage: PageStage) -> None:
    await stage.open_in(tab)
    await tab.click("#command")
    await tab.type_keys("/quot")
    await tab.press("ArrowDown")
    await tab.press_enter()
    await tab.wait_for("document.querySelector('#command').value === '/quota'")
    await tab.type_keys("/sh")
    assert await tab.evaluate("document.querySelector('#command').value") == "/sh"


async def test_typing_after_a_press_on_the_selected_name_replaces_it(tab: BrowserTab, stage: PageStage) -> None:
    await stage.open_in(tab)
    await tab.click("#command")
    await tab.type_keys("/quot")
    await tab.press("ArrowDown")
    await tab.press_enter()
    await tab.wait_for("document.querySelector('#command').value === '/quota'")
    selected = "(({selectionStart, selectionEnd}) => selectionEnd - selectionStart)(document.querySelector('#command'))"
    assert await tab.evaluate(selected) == len("/quota")
    await tab.click("#command")  # in the middle of the name
    await tab.type_keys("sh")
    assert await tab.evaluate("document.querySelector('#command').value") == "sh"


async def test_a_slash_inside_an_option_stays_there(tab: BrowserTab, stage: PageStage) -> None:
    await stage.open_in(tab)
    await tab.type_keys("/words /b[ae]d/")
    assert await tab.evaluate("document.activeElement.name + document.activeElement.value") == "text/b[ae]d/"
    await tab.press_enter()
    assert await stage.next_post() == command_post("words", text="/b[ae]d/")


async def test_an_invalid_line_shows_an_error_and_is_not_sent(tab: BrowserTab, stage: PageStage) -> None:
    await stage.open_in(tab)
    said = "document.querySelector('.said').textContent"
    await tab.type_keys("/imagine a cat aspect_ratio:round")
    await tab.press_enter()
    assert "aspect_ratio cannot be “round”" in await tab.wait_for(said)
    assert await tab.evaluate(FOCUS) == "aspect_ratio"
    assert await tab.evaluate("document.querySelector('[name=prompt]').value") == "a cat"
    await tab.click("#command")
    await tab.type_keys("/nothing")
    await tab.press_enter()
    assert "no command “/nothing”" in await tab.wait_for(said)
    assert stage.posted.empty()


async def test_typing_while_no_field_has_the_focus_writes_into_the_line(tab: BrowserTab, stage: PageStage) -> None:
    await stage.open_in(tab)
    await tab.evaluate("scroller.focus()")
    await tab.type_keys("/qu")
    assert await tab.evaluate(f"[{FOCUS}, document.querySelector('#command').value]") == ["command", "/qu"]


# ── the end of the list ─────────────────────────────────────────────────────────────────────────────────────────────

DISTANCE = "(({scrollHeight, scrollTop, clientHeight}) => scrollHeight - scrollTop - clientHeight)(scroller)"


def unsized_gallery(stage: PageStage) -> Json:
    """A gallery whose size is unknown until it is loaded."""
    return {"type": 12, "items": [{"media": {"url": f"{stage.url}pixel.png"}} for _ in range(4)]}


async def test_the_end_of_the_list_stays_in_view_when_pictures_load(tab: BrowserTab, stage: PageStage) -> None:
    await stage.open_in(tab, *[bot_message(str(number), text_display(f"line {number}")) for number in range(40)])
    await tab.wait_for(f"document.querySelectorAll('article').length === 40 && {DISTANCE} < 2")
    for number in range(41, 46):
        await stage.post(bot_message(str(number), text_display("Drawing…")))
        await stage.edit(bot_message(str(number), text_display("a fox"), unsized_gallery(stage)))
    await tab.wait_for("document.querySelectorAll('article img').length === 20")
    await tab.wait_for(f"[...document.querySelectorAll('article img')].every((one) => one.complete) && {DISTANCE} < 2")


async def test_only_the_members_own_request_scrolls_to_the_end(tab: BrowserTab, stage: PageStage) -> None:
    await stage.open_in(tab, *[bot_message(str(number), text_display(f"line {number}")) for number in range(40)])
    await tab.wait_for(f"document.querySelectorAll('article').length === 40 && {DISTANCE} < 2")
    await tab.evaluate("void (scroller.scrollTop = 200)")
    await tab.wait_for("scroller.scrollTop === 200")
    await stage.post(bot_message("41", text_display("somebody’s"), unsized_gallery(stage)))
    await tab.wait_for("document.querySelector('article[data-id=\"41\"]') !== null")
    assert await tab.evaluate("scroller.scrollTop") == 200
    await tab.click("#command")
    await tab.type("/imagine a fox")
    await tab.press_enter()
    await stage.next_post()
    await tab.wait_for(f"{DISTANCE} < 2")
    await stage.post(bot_message("42", text_display("a fox"), unsized_gallery(stage)))
    await tab.wait_for(f"document.querySelector('article[data-id=\"42\"] img')?.complete && {DISTANCE} < 2")


# ── the focus ───────────────────────────────────────────────────────────────────────────────────────────────────────


async def wait_for_focus(tab: BrowserTab, wanted: str) -> None:
    await tab.wait_for(f"{FOCUS} === {json.dumps(wanted)}")


async def test_the_focus_moves_on_when_its_element_disappears(tab: BrowserTab, stage: PageStage) -> None:
    await stage.open_in(
        tab,
        bot_message("1", text_display("secret"), flags=EPHEMERAL_FLAG),
        bot_message("2", text_display("picture"), unsized_gallery(stage), button_row("edit", "Edit")),
    )
    await tab.click(".private button")  # Dismiss
    await wait_for_focus(tab, "command")
    await tab.click("[data-custom-id=edit]")
    await stage.next_post()
    modal = {"custom_id": "m", "title": "Edit", "components": [
        {"type": 18, "label": "Words", "component": {"type": 4, "custom_id": "words", "style": 1}}]}  # fmt: skip
    await stage.send_event({"type": "interaction", "id": "7", "status": "modal", "modal": modal})
    await wait_for_focus(tab, "words")
    await stage.edit(bot_message("2", text_display("edited"), button_row("edit", "Edit")))
    await tab.press("Escape")
    await tab.wait_for("document.querySelector('dialog') === null")
    await wait_for_focus(tab, "edit")
    await stage.edit(bot_message("2", text_display("no buttons any more")))
    await tab.wait_for("document.querySelector('article .button') === null")
    assert await tab.evaluate("document.activeElement.dataset.id") == "2"
    await stage.send_event({"type": "message_delete", "id": "2", "channel_id": STUDIO_ID})
    await wait_for_focus(tab, "command")


async def test_dismissing_a_failed_request_focuses_the_form(tab: BrowserTab, stage: PageStage) -> None:
    await stage.open_in(tab)
    stage.post_error = "No."
    await tab.type("/quota")
    await tab.press_enter()
    await tab.click("#notes button")
    await tab.wait_for("document.querySelector('#notes button') === null")
    await wait_for_focus(tab, "command")


async def test_disabled_select_regains_focus_after_the_bot_answers(tab: BrowserTab, stage: PageStage) -> None:
    def listed() -> Json:
        options = [{"label": name, "value": name} for name in "ab"]
        return {"type": 1, "components": [{"type": 3, "custom_id": "pick", "options": options}]}

    await stage.open_in(tab, bot_message("1", listed()))
    await tab.select("select[data-custom-id]", "b")
    await stage.next_post()
    await tab.wait_for("document.querySelector('select[data-custom-id]').disabled")
    assert await tab.evaluate("document.activeElement.tagName") == "ARTICLE"
    await stage.send_event({"type": "interaction", "id": "7", "status": "acknowledged"})
    await wait_for_focus(tab, "pick")


async def test_the_menu_of_a_message_supports_arrow_keys_home_and_end(tab: BrowserTab, stage: PageStage) -> None:
    own = bot_message("1", text_display("mine")) | {"author": {"id": ADA_ID, "username": "ada"}}
    await stage.open_in(tab, own)
    await tab.wait_for("document.querySelector('article summary') !== null")
    await tab.evaluate("document.querySelector('article summary').focus()")
    at = "document.activeElement.textContent"
    seen = []
    for key in ("ArrowDown", "ArrowDown", "ArrowDown", "ArrowUp", "Home", "End"):
        await tab.press(key)
        seen.append(await tab.evaluate(at))
    details, delete = "Image details", "Delete message"
    assert seen == [details, delete, details, delete, details, delete]
    await tab.press("Escape")
    assert await tab.evaluate(f"[{at}, document.querySelector('.menu').open]") == ["⋯", False]
