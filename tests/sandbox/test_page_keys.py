"""What a person does with the keyboard, and where the focus and the end of the list are then, in a real browser."""

import json
from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio

from tests.sandbox.browser import Tab, browser, executable
from tests.sandbox.stage import ADA, EPHEMERAL, STUDIO, Json, Stage, button, message, open_stage, text

pytestmark = pytest.mark.asyncio(loop_scope="module")  # one browser serves them all

QUOTA: Json = {"type": 1, "name": "quota", "description": "Show what is left"}
WORDS: Json = {"type": 1, "name": "words", "description": "Add a word", "options": [
    {"type": 3, "name": "text", "description": "Which", "required": True},
]}  # fmt: skip
FOCUS = "(({tagName, name, id, dataset}) => name || dataset.customId || id || tagName)(document.activeElement)"


@pytest_asyncio.fixture(loop_scope="module")
async def stage() -> AsyncIterator[Stage]:
    async with open_stage() as stage:
        stage.commands += [QUOTA, WORDS]
        yield stage


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def tab() -> AsyncIterator[Tab]:
    if (program := executable()) is None:
        pytest.skip("no Chromium on PATH, so nobody can look at the page")
    async with browser(program) as tab:
        yield tab


async def visit(tab: Tab, stage: Stage) -> None:
    """Open the page and wait until it has drawn the guild."""
    await tab.open(stage.address)
    await tab.until("document.querySelector('#people input:checked') !== null")


async def type_keys(tab: Tab, words: str) -> None:
    """Type one key after the other, as a person does."""
    for key in words:
        await tab.press(key, key)


def command(name: str, **options: Any) -> tuple[str, Json]:
    return "commands", {"user": ADA, "channel": STUDIO, "name": name, "options": options}


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
async def test_a_typed_line_is_sent_with_enter(tab: Tab, stage: Stage, line: str, sent: tuple[str, Json]) -> None:
    await visit(tab, stage)
    await type_keys(tab, line)
    await tab.press("Enter", "\r")
    assert await stage.heard() == sent
    assert await tab.evaluate(FOCUS) in {"prompt", "member", "command"}


@pytest.mark.parametrize("line", ["/imagine a cat on a roof", "/quota"])
async def test_a_pasted_line_is_sent_with_enter(tab: Tab, stage: Stage, line: str) -> None:
    await visit(tab, stage)
    await tab.type(line)
    await tab.press("Enter", "\r")
    assert (await stage.heard())[1]["name"] in line


@pytest.mark.parametrize("typed", ["qu", "/quota", "quota"])
async def test_a_command_without_options_is_sent_with_enter_once_it_is_chosen(
    tab: Tab, stage: Stage, typed: str
) -> None:
    await visit(tab, stage)
    await tab.click("#command")
    await type_keys(tab, typed)
    await tab.press("ArrowDown")
    await tab.press("Enter", "\r")
    await tab.until("document.querySelector('#command').value === '/quota'")
    assert stage.posted.empty()
    await tab.press("Enter", "\r")
    assert await stage.heard() == command("quota")


async def test_what_is_typed_after_a_choice_replaces_it(tab: Tab, stage: Stage) -> None:
    await visit(tab, stage)
    await tab.click("#command")
    await type_keys(tab, "quot")
    await tab.press("ArrowDown")
    await tab.press("Enter", "\r")
    await tab.until("document.querySelector('#command').value === '/quota'")
    await type_keys(tab, "/sh")
    assert await tab.evaluate("document.querySelector('#command').value") == "/sh"
    await tab.press("Escape")
    await tab.click("#command")  # in the middle of the name
    await type_keys(tab, "sh")
    assert await tab.evaluate("document.querySelector('#command').value") == "sh"


async def test_a_slash_that_begins_no_command_stays_in_its_field(tab: Tab, stage: Stage) -> None:
    await visit(tab, stage)
    await type_keys(tab, "/words /b[ae]d/")
    await tab.press("Enter", "\r")
    assert await stage.heard() == command("words", text="/b[ae]d/")
    await tab.until("document.activeElement.name === 'text'")
    await type_keys(tab, "/cat/")
    assert await tab.evaluate("document.activeElement.name + document.activeElement.value") == "text/cat/"
    await tab.press("Enter", "\r")
    assert await stage.heard() == command("words", text="/cat/")


async def test_what_a_line_cannot_mean_is_said_and_nothing_is_sent(tab: Tab, stage: Stage) -> None:
    await visit(tab, stage)
    said = "document.querySelector('.said').textContent"
    await type_keys(tab, "/imagine a cat aspect_ratio:round")
    await tab.press("Enter", "\r")
    assert "aspect_ratio cannot be “round”" in await tab.until(said)
    assert await tab.evaluate(FOCUS) == "aspect_ratio"
    assert await tab.evaluate("document.querySelector('[name=prompt]').value") == "a cat"
    await tab.click("#command")
    await type_keys(tab, "/nothing")
    await tab.press("Enter", "\r")
    assert "no command “/nothing”" in await tab.until(said)
    assert stage.posted.empty()


# ── the end of the list ─────────────────────────────────────────────────────────────────────────────────────────────

DISTANCE = "(({scrollHeight, scrollTop, clientHeight}) => scrollHeight - scrollTop - clientHeight)(scroller)"


def picture(stage: Stage) -> Json:
    """A gallery whose size is not known before it is loaded."""
    return {"type": 12, "items": [{"media": {"url": f"{stage.address}pixel.png"}} for _ in range(4)]}


async def test_the_end_stays_in_view_when_pictures_arrive(tab: Tab, stage: Stage) -> None:
    stage.messages[ADA] = [message(str(number), text(f"line {number}")) for number in range(40)]
    await visit(tab, stage)
    await tab.until(f"document.querySelectorAll('article').length === 40 && {DISTANCE} < 2")
    for number in range(41, 46):
        await stage.say({"type": "message", "message": message(str(number), text("Drawing…"))})
        await stage.say({"type": "message_update", "message": message(str(number), text("a fox"), picture(stage))})
    await tab.until("document.querySelectorAll('article img').length === 20")
    await tab.until(f"[...document.querySelectorAll('article img')].every((one) => one.complete) && {DISTANCE} < 2")


async def test_ones_own_request_brings_the_end_back_and_others_do_not(tab: Tab, stage: Stage) -> None:
    stage.messages[ADA] = [message(str(number), text(f"line {number}")) for number in range(40)]
    await visit(tab, stage)
    await tab.until(f"document.querySelectorAll('article').length === 40 && {DISTANCE} < 2")
    await tab.evaluate("void (scroller.scrollTop = 200)")
    await tab.until("scroller.scrollTop === 200")
    await stage.say({"type": "message", "message": message("41", text("somebody’s"), picture(stage))})
    await tab.until("document.querySelector('article[data-id=\"41\"]') !== null")
    assert await tab.evaluate("scroller.scrollTop") == 200
    await tab.click("[name=prompt]")
    await tab.type("a fox")
    await tab.press("Enter", "\r")
    await stage.heard()
    await tab.until(f"{DISTANCE} < 2")
    await stage.say({"type": "message", "message": message("42", text("a fox"), picture(stage))})
    await tab.until(f"document.querySelector('article[data-id=\"42\"] img')?.complete && {DISTANCE} < 2")


# ── the focus ───────────────────────────────────────────────────────────────────────────────────────────────────────


async def focused(tab: Tab, wanted: str) -> None:
    await tab.until(f"{FOCUS} === {json.dumps(wanted)}")


async def test_the_focus_comes_back_when_what_had_it_goes(tab: Tab, stage: Stage) -> None:
    stage.messages[ADA] = [
        message("1", text("secret"), flags=EPHEMERAL),
        message("2", text("picture"), picture(stage), button("edit", "Edit")),
    ]
    await visit(tab, stage)
    await tab.click(".private button")  # Dismiss
    await focused(tab, "prompt")
    await tab.click("[data-custom-id=edit]")
    await stage.heard()
    modal = {"custom_id": "m", "title": "Edit", "components": [
        {"type": 18, "label": "Words", "component": {"type": 4, "custom_id": "words", "style": 1}}]}  # fmt: skip
    await stage.say({"type": "interaction", "id": "7", "status": "modal", "modal": modal})
    await focused(tab, "words")
    await stage.say({"type": "message_update", "message": message("2", text("edited"), button("edit", "Edit"))})
    await tab.press("Escape")
    await tab.until("document.querySelector('dialog') === null")
    await focused(tab, "edit")
    await stage.say({"type": "message_update", "message": message("2", text("no buttons any more"))})
    await tab.until("document.querySelector('article .button') === null")
    assert await tab.evaluate("document.activeElement.dataset.id") == "2"
    await stage.say({"type": "message_delete", "id": "2", "channel_id": STUDIO})
    await focused(tab, "prompt")


async def test_a_failed_request_is_dismissed_and_the_focus_is_in_the_form(tab: Tab, stage: Stage) -> None:
    await visit(tab, stage)
    stage.refusal = "No."
    await tab.type("a fox")
    await tab.press("Enter", "\r")
    await tab.click("#notes button")
    await tab.until("document.querySelector('#notes button') === null")
    await focused(tab, "prompt")


async def test_a_select_that_waits_for_the_bot_gets_the_focus_back(tab: Tab, stage: Stage) -> None:
    def listed() -> Json:
        options = [{"label": name, "value": name} for name in "ab"]
        return {"type": 1, "components": [{"type": 3, "custom_id": "pick", "options": options}]}

    stage.messages[ADA] = [message("1", listed())]
    await visit(tab, stage)
    await tab.evaluate(
        "(() => { const list = document.querySelector('select[data-custom-id]'); list.focus(); list.value = 'b';"
        " list.dispatchEvent(new Event('change')); })()"
    )
    await stage.heard()
    await tab.until("document.querySelector('select[data-custom-id]').disabled")
    assert await tab.evaluate("document.activeElement.tagName") == "ARTICLE"
    await stage.say({"type": "interaction", "id": "7", "status": "acknowledged"})
    await focused(tab, "pick")


async def test_the_menu_of_a_message_has_the_keys_of_a_menu(tab: Tab, stage: Stage) -> None:
    own = message("1", text("mine")) | {"author": {"id": ADA, "username": "ada"}}
    stage.messages[ADA] = [own]
    await visit(tab, stage)
    await tab.until("document.querySelector('article summary') !== null")
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
