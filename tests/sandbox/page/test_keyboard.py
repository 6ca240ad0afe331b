"""What a person does with the keyboard, and where the focus and the end of the list are then, in a real browser."""

import json
from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio

from tests.support.browser import BrowserTab
from tests.support.page_stage import (
    ADA_ID,
    EPHEMERAL_FLAG,
    STUDIO_ID,
    Json,
    PageStage,
    bot_message,
    button_row,
    open_page_stage,
    text_display,
)

pytestmark = pytest.mark.asyncio(loop_scope="module")  # one browser serves them all

QUOTA: Json = {"type": 1, "name": "quota", "description": "Show what is left"}
WORDS: Json = {"type": 1, "name": "words", "description": "Add a word", "options": [
    {"type": 3, "name": "text", "description": "Which", "required": True},
]}  # fmt: skip
FOCUS = "(({tagName, name, id, dataset}) => name || dataset.customId || id || tagName)(document.activeElement)"


@pytest_asyncio.fixture(loop_scope="module")
async def stage() -> AsyncIterator[PageStage]:
    async with open_page_stage() as stage:
        stage.commands += [QUOTA, WORDS]
        yield stage


async def visit(tab: BrowserTab, stage: PageStage) -> None:
    """Open the page and wait until it has drawn the guild."""
    await tab.open(stage.url)
    await tab.wait_for("document.querySelector('#people input:checked') !== null")


async def type_keys(tab: BrowserTab, words: str) -> None:
    """Type one key after the other, as a person does."""
    for key in words:
        await tab.press(key, key)


def command(name: str, **options: Any) -> tuple[str, Json]:
    return "commands", {"user": ADA_ID, "channel": STUDIO_ID, "name": name, "options": options}


# ── command lines ───────────────────────────────────────────────────────────────────────────────────────────────────

LINES = [
    ("/imagine a cat on a roof", command("imagine", prompt="a cat on a roof")),
    ("/imagine prompt:a cat count:2", command("imagine", prompt="a cat", count=2)),
    (
        "/imagine a cat aspect_ratio:16:9 private:yes",
        command("imagine", prompt="a cat", aspect_ratio="16:9", private=True),
    ),
    ("/IMAGINE style: noir, at 10:30", command("imagine", prompt="style: noir, at 10:30")),
    ("/mod block @Ben", command("mod block", member="102")),
    ("/quota", command("quota")),
]


@pytest.mark.parametrize(("line", "sent"), LINES, ids=[line for line, _ in LINES])
async def test_a_typed_line_is_sent_with_enter(
    tab: BrowserTab, stage: PageStage, line: str, sent: tuple[str, Json]
) -> None:
    await visit(tab, stage)
    await type_keys(tab, line)
    await tab.press("Enter", "\r")
    assert await stage.next_post() == sent
    assert await tab.evaluate(FOCUS) in {"prompt", "member", "command"}


@pytest.mark.parametrize("line", ["/imagine a cat on a roof", "/quota"])
async def test_a_pasted_line_is_sent_with_enter(tab: BrowserTab, stage: PageStage, line: str) -> None:
    await visit(tab, stage)
    await tab.type(line)
    await tab.press("Enter", "\r")
    assert (await stage.next_post())[1]["name"] in line


@pytest.mark.parametrize("typed", ["qu", "/quota", "quota"])
async def test_a_command_without_options_is_sent_with_enter_once_it_is_chosen(
    tab: BrowserTab, stage: PageStage, typed: str
) -> None:
    await visit(tab, stage)
    await tab.click("#command")
    await type_keys(tab, typed)
    await tab.press("ArrowDown")
    await tab.press("Enter", "\r")
    await tab.wait_for("document.querySelector('#command').value === '/quota'")
    assert stage.posted.empty()
    await tab.press("Enter", "\r")
    assert await stage.next_post() == command("quota")


async def test_what_is_typed_after_a_choice_replaces_it(tab: BrowserTab, stage: PageStage) -> None:
    await visit(tab, stage)
    await tab.click("#command")
    await type_keys(tab, "quot")
    await tab.press("ArrowDown")
    await tab.press("Enter", "\r")
    await tab.wait_for("document.querySelector('#command').value === '/quota'")
    await type_keys(tab, "/sh")
    assert await tab.evaluate("document.querySelector('#command').value") == "/sh"
    await tab.press("Escape")
    await tab.click("#command")  # in the middle of the name
    await type_keys(tab, "sh")
    assert await tab.evaluate("document.querySelector('#command').value") == "sh"


async def test_a_slash_that_begins_no_command_stays_in_its_field(tab: BrowserTab, stage: PageStage) -> None:
    await visit(tab, stage)
    await type_keys(tab, "/words /b[ae]d/")
    await tab.press("Enter", "\r")
    assert await stage.next_post() == command("words", text="/b[ae]d/")
    await tab.wait_for("document.activeElement.name === 'text'")
    await type_keys(tab, "/cat/")
    assert await tab.evaluate("document.activeElement.name + document.activeElement.value") == "text/cat/"
    await tab.press("Enter", "\r")
    assert await stage.next_post() == command("words", text="/cat/")


async def test_what_a_line_cannot_mean_is_said_and_nothing_is_sent(tab: BrowserTab, stage: PageStage) -> None:
    await visit(tab, stage)
    said = "document.querySelector('.said').textContent"
    await type_keys(tab, "/imagine a cat aspect_ratio:round")
    await tab.press("Enter", "\r")
    assert "aspect_ratio cannot be “round”" in await tab.wait_for(said)
    assert await tab.evaluate(FOCUS) == "aspect_ratio"
    assert await tab.evaluate("document.querySelector('[name=prompt]').value") == "a cat"
    await tab.click("#command")
    await type_keys(tab, "/nothing")
    await tab.press("Enter", "\r")
    assert "no command “/nothing”" in await tab.wait_for(said)
    assert stage.posted.empty()


# ── the end of the list ─────────────────────────────────────────────────────────────────────────────────────────────

DISTANCE = "(({scrollHeight, scrollTop, clientHeight}) => scrollHeight - scrollTop - clientHeight)(scroller)"


def picture(stage: PageStage) -> Json:
    """A gallery whose size is not known before it is loaded."""
    return {"type": 12, "items": [{"media": {"url": f"{stage.url}pixel.png"}} for _ in range(4)]}


async def test_the_end_stays_in_view_when_pictures_arrive(tab: BrowserTab, stage: PageStage) -> None:
    stage.messages[ADA_ID] = [bot_message(str(number), text_display(f"line {number}")) for number in range(40)]
    await visit(tab, stage)
    await tab.wait_for(f"document.querySelectorAll('article').length === 40 && {DISTANCE} < 2")
    for number in range(41, 46):
        await stage.send_event({"type": "message", "message": bot_message(str(number), text_display("Drawing…"))})
        await stage.send_event(
            {"type": "message_update", "message": bot_message(str(number), text_display("a fox"), picture(stage))}
        )
    await tab.wait_for("document.querySelectorAll('article img').length === 20")
    await tab.wait_for(f"[...document.querySelectorAll('article img')].every((one) => one.complete) && {DISTANCE} < 2")


async def test_ones_own_request_brings_the_end_back_and_others_do_not(tab: BrowserTab, stage: PageStage) -> None:
    stage.messages[ADA_ID] = [bot_message(str(number), text_display(f"line {number}")) for number in range(40)]
    await visit(tab, stage)
    await tab.wait_for(f"document.querySelectorAll('article').length === 40 && {DISTANCE} < 2")
    await tab.evaluate("void (scroller.scrollTop = 200)")
    await tab.wait_for("scroller.scrollTop === 200")
    await stage.send_event(
        {"type": "message", "message": bot_message("41", text_display("somebody’s"), picture(stage))}
    )
    await tab.wait_for("document.querySelector('article[data-id=\"41\"]') !== null")
    assert await tab.evaluate("scroller.scrollTop") == 200
    await tab.click("[name=prompt]")
    await tab.type("a fox")
    await tab.press("Enter", "\r")
    await stage.next_post()
    await tab.wait_for(f"{DISTANCE} < 2")
    await stage.send_event({"type": "message", "message": bot_message("42", text_display("a fox"), picture(stage))})
    await tab.wait_for(f"document.querySelector('article[data-id=\"42\"] img')?.complete && {DISTANCE} < 2")


# ── the focus ───────────────────────────────────────────────────────────────────────────────────────────────────────


async def focused(tab: BrowserTab, wanted: str) -> None:
    await tab.wait_for(f"{FOCUS} === {json.dumps(wanted)}")


async def test_the_focus_comes_back_when_what_had_it_goes(tab: BrowserTab, stage: PageStage) -> None:
    stage.messages[ADA_ID] = [
        bot_message("1", text_display("secret"), flags=EPHEMERAL_FLAG),
        bot_message("2", text_display("picture"), picture(stage), button_row("edit", "Edit")),
    ]
    await visit(tab, stage)
    await tab.click(".private button")  # Dismiss
    await focused(tab, "prompt")
    await tab.click("[data-custom-id=edit]")
    await stage.next_post()
    modal = {"custom_id": "m", "title": "Edit", "components": [
        {"type": 18, "label": "Words", "component": {"type": 4, "custom_id": "words", "style": 1}}]}  # fmt: skip
    await stage.send_event({"type": "interaction", "id": "7", "status": "modal", "modal": modal})
    await focused(tab, "words")
    await stage.send_event(
        {"type": "message_update", "message": bot_message("2", text_display("edited"), button_row("edit", "Edit"))}
    )
    await tab.press("Escape")
    await tab.wait_for("document.querySelector('dialog') === null")
    await focused(tab, "edit")
    await stage.send_event({"type": "message_update", "message": bot_message("2", text_display("no buttons any more"))})
    await tab.wait_for("document.querySelector('article .button') === null")
    assert await tab.evaluate("document.activeElement.dataset.id") == "2"
    await stage.send_event({"type": "message_delete", "id": "2", "channel_id": STUDIO_ID})
    await focused(tab, "prompt")


async def test_a_failed_request_is_dismissed_and_the_focus_is_in_the_form(tab: BrowserTab, stage: PageStage) -> None:
    await visit(tab, stage)
    stage.post_error = "No."
    await tab.type("a fox")
    await tab.press("Enter", "\r")
    await tab.click("#notes button")
    await tab.wait_for("document.querySelector('#notes button') === null")
    await focused(tab, "prompt")


async def test_a_select_that_waits_for_the_bot_gets_the_focus_back(tab: BrowserTab, stage: PageStage) -> None:
    def listed() -> Json:
        options = [{"label": name, "value": name} for name in "ab"]
        return {"type": 1, "components": [{"type": 3, "custom_id": "pick", "options": options}]}

    stage.messages[ADA_ID] = [bot_message("1", listed())]
    await visit(tab, stage)
    await tab.evaluate(
        "(() => { const list = document.querySelector('select[data-custom-id]'); list.focus(); list.value = 'b';"
        " list.dispatchEvent(new Event('change')); })()"
    )
    await stage.next_post()
    await tab.wait_for("document.querySelector('select[data-custom-id]').disabled")
    assert await tab.evaluate("document.activeElement.tagName") == "ARTICLE"
    await stage.send_event({"type": "interaction", "id": "7", "status": "acknowledged"})
    await focused(tab, "pick")


async def test_the_menu_of_a_message_has_the_keys_of_a_menu(tab: BrowserTab, stage: PageStage) -> None:
    own = bot_message("1", text_display("mine")) | {"author": {"id": ADA_ID, "username": "ada"}}
    stage.messages[ADA_ID] = [own]
    await visit(tab, stage)
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
