"""The page in a browser: commands, messages, modals, files and settings."""

import base64
import json
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from tests.support.browser import BrowserTab
from tests.support.page_stage import (
    ADA_ID,
    BEN_ID,
    EPHEMERAL_FLAG,
    STUDIO_ID,
    Json,
    PageStage,
    bot_message,
    button_row,
    text_display,
)

pytestmark = pytest.mark.asyncio(loop_scope="module")  # one browser serves them all

HOSTILE = [
    '<img src=x onerror="window.struck = 1">',
    "<script>window.struck = 1</script>",
    '"><svg onload="window.struck = 1">',
    "**<iframe srcdoc='<script>parent.struck = 1</script>'>**",
    "[click me](javascript:window.struck=1)",
    "[click me](https://example.org/%22onmouseover=%22window.struck=1)",
    "<https://example.org/'onclick='window.struck=1>",
    "```html\n<img src=x onerror='window.struck = 1'>\n```",
    "</imagine<img src=x onerror='window.struck=1'>:1>",
    "||<b onclick=window.struck=1>||",
    "*" * 1500 + "_" * 1500,
]
MARKUP = "article :is(img, script, svg, iframe, b[onclick], [onerror], [onload], [onclick], [onmouseover])"


async def choose_command(tab: BrowserTab, name: str) -> None:
    """Choose a command from the list."""
    await tab.click("#command")
    await tab.type(f"/{name}")
    await tab.press_enter()


async def message_text(tab: BrowserTab, identifier: str) -> str:
    """Wait for a message and return its text."""
    article = f'article[data-id="{identifier}"] .body'
    return str(await tab.wait_for(f"document.querySelector('{article}')?.innerText"))


async def test_enter_sends_the_command_with_options_of_discords_types(tab: BrowserTab, stage: PageStage) -> None:
    await stage.open_in(tab)
    assert await tab.evaluate("document.activeElement.id") == "command"
    await choose_command(tab, "imagine")
    await tab.type("a lighthouse")
    for option, value in (("count", "3"), ("aspect_ratio", "16:9"), ("private", "no")):
        await tab.click("#add-option")
        await tab.type(option)
        await tab.press_enter()
        await tab.wait_for(f"document.activeElement.name === '{option}'")
        await tab.type(value)
    await tab.press_enter()
    options = {"prompt": "a lighthouse", "count": 3, "aspect_ratio": "16:9", "private": False}
    sent = {"user": ADA_ID, "channel": STUDIO_ID, "name": "imagine", "options": options}
    assert await stage.next_post() == ("commands", sent)


async def test_command_with_missing_or_out_of_range_options_is_not_sent(tab: BrowserTab, stage: PageStage) -> None:
    await stage.open_in(tab)
    said, invalid = "document.querySelector('.said').textContent", "document.querySelector('[aria-invalid=true]')?.name"
    await choose_command(tab, "imagine")
    await tab.press_enter()
    assert await tab.evaluate(f"[{said}, {invalid}]") == ["prompt is missing.", "prompt"]
    await tab.type("a lighthouse count:21")
    await tab.press_enter()
    assert await tab.evaluate(f"[{said}, {invalid}]") == ["count must be a whole number from 1 to 20.", "count"]
    assert stage.posted.empty()


async def test_slash_offers_commands_and_a_choice_shows_its_options(tab: BrowserTab, stage: PageStage) -> None:
    await stage.open_in(tab)
    await tab.type("/")
    await tab.wait_for("!document.querySelector('#offers').hidden")
    await tab.type("mod b")
    await tab.press_enter()
    await tab.wait_for("document.activeElement.name === 'member'")
    await tab.press("ArrowDown")
    await tab.press("ArrowDown")
    await tab.press_enter()
    await tab.click(".send")
    sent = {"user": ADA_ID, "channel": STUDIO_ID, "name": "mod block", "options": {"member": BEN_ID}}
    assert await stage.next_post() == ("commands", sent)


async def test_hostile_prompts_stay_text(tab: BrowserTab, stage: PageStage) -> None:
    stage.messages[ADA_ID] = [bot_message(str(number), text_display(prompt)) for number, prompt in enumerate(HOSTILE)]
    stage.messages[ADA_ID].append({**bot_message("v1"), "flags": 0, "content": HOSTILE[0], "components": []})
    await stage.open_in(tab)
    assert await message_text(tab, "0") == await message_text(tab, "v1")
    assert HOSTILE[0] in await message_text(tab, "0")
    assert HOSTILE[1] in await message_text(tab, "1")
    assert await tab.evaluate(f"document.querySelectorAll({json.dumps(MARKUP)}).length") == 0
    addresses = await tab.evaluate("[...document.querySelectorAll('article a')].map((link) => link.protocol)")
    assert set(addresses) == {"https:"}
    assert await tab.evaluate("window.struck") is None


async def test_markdown_and_mentions_are_rendered(tab: BrowserTab, stage: PageStage) -> None:
    words = (
        f"# Title\n**bold** *soft* `code` \\*plain\\* <@{ADA_ID}> <#{STUDIO_ID}> </imagine:1>\n- one\n- two\n-# small"
    )
    await stage.open_in(tab, bot_message("1", text_display(words)))
    assert await message_text(tab, "1")
    drawn = await tab.evaluate("document.querySelector('article .text').innerHTML")
    parts = ["<h3>Title</h3>", "<strong>bold</strong>", "<em>soft</em>", "<code>code</code>", " *plain* ", "@Ada"]
    parts += ["#studio", ">/imagine</button>", "<ul><li>one</li><li>two</li></ul>", "<small>small</small>"]
    assert [part for part in parts if part not in drawn] == []


async def test_a_pressed_button_shows_a_spinner_until_the_bot_answers_or_times_out(
    tab: BrowserTab, stage: PageStage
) -> None:
    await stage.open_in(tab, bot_message("1", text_display("A picture"), button_row("easel:reroll:1", "Reroll")))
    for status, said in (("acknowledged", None), ("failed", "The application did not respond")):
        await tab.click("[data-custom-id='easel:reroll:1']")
        assert await stage.next_post() == (
            "components",
            {"user": ADA_ID, "message": "1", "custom_id": "easel:reroll:1"},
        )
        await tab.wait_for("document.querySelector('[aria-busy=true] .spinner') !== null")
        await stage.send_event({"type": "interaction", "id": "7", "status": status})
        await tab.wait_for("document.querySelector('.spinner') === null")
        assert await tab.evaluate("document.querySelector('.failed')?.innerText") == said


async def test_an_edit_of_a_message_keeps_the_scroll_position(tab: BrowserTab, stage: PageStage) -> None:
    await stage.open_in(tab, *[bot_message(str(number), text_display(f"line\n{number}")) for number in range(40)])
    await message_text(tab, "39")
    await tab.evaluate("document.querySelector('article[data-id=\"20\"]').scrollIntoView()")
    top = "document.querySelector('article[data-id=\"20\"]').getBoundingClientRect().top"
    before = await tab.evaluate(top)
    await stage.edit(bot_message("30", text_display("edited")))
    await stage.post(bot_message("40", text_display("new")))
    await stage.send_event({"type": "message_delete", "id": "39", "channel_id": STUDIO_ID})
    assert "new" in await message_text(tab, "40")
    await tab.wait_for("document.querySelector('article[data-id=\"39\"]') === null")
    assert "edited" in await message_text(tab, "30")
    assert await tab.evaluate(top) == before
    order = await tab.evaluate("[...document.querySelectorAll('article')].map(({dataset}) => Number(dataset.id))")
    assert order == [*range(39), 40]


async def test_an_ephemeral_message_is_marked_dismissable_and_hidden_from_others(
    tab: BrowserTab, stage: PageStage
) -> None:
    secret, public = (
        bot_message("1", text_display("secret"), flags=EPHEMERAL_FLAG),
        bot_message("2", text_display("public")),
    )
    stage.messages = {ADA_ID: [secret, public], BEN_ID: [public]}
    await stage.open_in(tab)
    assert "Only you can see this" in await message_text(tab, "1")
    await tab.click(f"#people input[value='{BEN_ID}']")
    await tab.wait_for("document.querySelectorAll('article').length === 1")
    await tab.click(f"#people input[value='{ADA_ID}']")
    await tab.wait_for("document.querySelectorAll('article').length === 2")
    await tab.click(".private button")
    await tab.wait_for("document.querySelectorAll('article').length === 1")
    assert "public" in await message_text(tab, "2")


async def test_a_modal_is_filled_in_and_sent(tab: BrowserTab, stage: PageStage) -> None:
    stage.messages[ADA_ID] = [bot_message("1", button_row("easel:edit:1", "Edit"))]
    field = {"type": 4, "custom_id": "prompt", "style": 2, "value": "a boat"}
    modal = {"custom_id": "edit", "title": "Edit", "components": [{"type": 18, "label": "Prompt", "component": field}]}
    await stage.open_in(tab)
    await tab.click("[data-custom-id='easel:edit:1']")
    await stage.next_post()
    await stage.send_event({"type": "interaction", "id": "7", "status": "modal", "modal": modal})
    await tab.wait_for("document.activeElement.name === 'prompt' && document.activeElement.closest('dialog') !== null")
    await tab.type(", at dusk")
    await tab.click("dialog [type=submit]")
    sent = {"user": ADA_ID, "interaction_id": "7", "values": {"prompt": "a boat, at dusk"}}
    assert await stage.next_post() == ("modals", sent)


async def test_a_message_menu_runs_its_command_on_that_message(tab: BrowserTab, stage: PageStage) -> None:
    await stage.open_in(tab, bot_message("1", text_display("A picture")))
    await tab.click("article summary")
    await tab.click("[role=menuitem]")
    sent = {"user": ADA_ID, "channel": STUDIO_ID, "name": "Image details", "target": "1"}
    assert await stage.next_post() == ("commands", sent)


async def test_page_without_a_bot_explains_how_to_start_it(tab: BrowserTab, stage: PageStage) -> None:
    stage.commands = []
    await stage.open_in(tab)
    assert "make demo" in await tab.wait_for("document.querySelector('#nobody').innerText")
    assert await tab.evaluate("document.querySelector('#composer').hidden")


# ── files ───────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def pictures(tmp_path: Path) -> list[Path]:
    """Two small pictures."""
    paths = [tmp_path / "fox.png", tmp_path / "cat.png"]
    for path in paths:
        Image.new("RGB", (4, 3), "teal").save(path)
    return paths


def encode_file(path: Path) -> dict[str, str]:
    return {"filename": path.name, "data_base64": base64.b64encode(path.read_bytes()).decode()}


async def test_member_message_is_posted_with_its_files(tab: BrowserTab, stage: PageStage, pictures: list[Path]) -> None:
    await stage.open_in(tab)
    await tab.type("look")
    await tab.choose_files("[name=files]", *pictures)
    await tab.wait_for("document.querySelectorAll('.previews img').length === 2")
    await tab.click("#command")
    await tab.press_enter()
    files = [encode_file(path) for path in pictures]
    assert await stage.next_post() == (
        "messages",
        {"user": ADA_ID, "channel": STUDIO_ID, "content": "look", "files": files},
    )
    assert await tab.evaluate("document.querySelectorAll('.previews img').length") == 0


async def test_a_command_sends_its_file_and_the_value_of_the_chosen_suggestion(
    tab: BrowserTab, stage: PageStage, pictures: list[Path]
) -> None:
    stage.choices = [{"name": "a boat at dusk", "value": "k7"}, {"name": "a lighthouse", "value": "k8"}]
    await stage.open_in(tab)
    await choose_command(tab, "show")
    await tab.click("#add-option")
    await tab.type("image")
    await tab.press_enter()
    await tab.choose_files("[name=image]", pictures[0])
    await tab.click("[name=id]")
    await tab.type("xyz")
    await tab.wait_for("document.querySelectorAll('#offers [role=option]').length === 2")
    asked = [await stage.next_post()]
    assert ("image" in asked[-1][1]["options"], asked[-1][1]["focused"]) == (False, "id")
    await tab.press("ArrowDown")
    await tab.press("ArrowDown")
    await tab.press_enter()
    assert await tab.evaluate("document.querySelector('[name=id]').value") == "a lighthouse"
    await tab.press_enter()
    while (sent := await stage.next_post())[0] == "autocomplete":
        pass
    options = {"id": "k8", "image": encode_file(pictures[0])}
    assert sent == ("commands", {"user": ADA_ID, "channel": STUDIO_ID, "name": "show", "options": options})


# ── choosing ────────────────────────────────────────────────────────────────────────────────────────────────────────


def select(**fields: Any) -> Json:
    options = [{"label": name.upper(), "value": name} for name in "abc"]
    return {"type": 3, "custom_id": "pick", "placeholder": "Which?", "options": options, **fields}


async def test_choosing_an_option_sends_it(tab: BrowserTab, stage: PageStage) -> None:
    await stage.open_in(tab, bot_message("1", {"type": 1, "components": [select()]}))
    await tab.select("select[data-custom-id]", "b")
    sent = {"user": ADA_ID, "message": "1", "custom_id": "pick", "values": ["b"]}
    assert await stage.next_post() == ("components", sent)


async def test_a_select_of_several_values_enforces_its_limits(tab: BrowserTab, stage: PageStage) -> None:
    await stage.open_in(tab, bot_message("1", {"type": 1, "components": [select(min_values=2, max_values=2)]}))
    await tab.click(".several summary")
    await tab.click(".several .box:nth-child(1) input")
    await tab.click(".several .button")
    assert stage.posted.empty()
    await tab.click(".several .box:nth-child(3) input")
    assert await tab.evaluate("document.querySelector('.several .box:nth-child(2) input').disabled")
    await tab.click(".several .button")
    sent = {"user": ADA_ID, "message": "1", "custom_id": "pick", "values": ["a", "c"]}
    assert await stage.next_post() == ("components", sent)


def modal_event(*fields: Json) -> Json:
    labelled = [{"type": 18, "label": f"Field {index}", "component": field} for index, field in enumerate(fields)]
    modal = {"custom_id": "edit", "title": "Edit", "components": labelled}
    return {"type": "interaction", "id": "7", "status": "modal", "modal": modal}


async def test_a_modal_shows_default_choices_and_stays_open_when_it_is_rejected(
    tab: BrowserTab, stage: PageStage
) -> None:
    stage.messages[ADA_ID] = [bot_message("1", button_row("edit", "Edit"))]
    options = [{"label": "Standard", "value": "s", "default": True}, {"label": "Pro", "value": "p"}]
    words = {"type": 4, "custom_id": "words", "style": 1, "value": "a boat", "max_length": 20}
    several = select(custom_id="several", max_values=2, required=False)
    await stage.open_in(tab)
    await tab.click("[data-custom-id=edit]")
    await stage.next_post()
    await stage.send_event(modal_event(words, {"type": 3, "custom_id": "model", "options": options}, several))
    stage.post_error = "words: needs 1 to 3 characters."
    await tab.click("dialog [type=submit]")
    values = {"words": "a boat", "model": ["s"], "several": []}
    assert await stage.next_post() == ("modals", {"user": ADA_ID, "interaction_id": "7", "values": values})
    assert await tab.wait_for("document.querySelector('dialog .failed').textContent") == stage.post_error
    stage.post_error = None
    await tab.click("dialog .box:nth-child(2) input")
    await tab.click("dialog [type=submit]")
    assert (await stage.next_post())[1]["values"] == values | {"several": ["b"]}
    await tab.wait_for("document.querySelector('dialog') === null")


# ── who may what ────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_the_menu_of_a_message_has_the_bots_commands_and_delete_if_permitted(
    tab: BrowserTab, stage: PageStage
) -> None:
    own = bot_message("1", text_display("mine")) | {"author": {"id": ADA_ID, "username": "ada"}}
    await stage.open_in(
        tab,
        own,
        bot_message("2", text_display("the bot's")),
        bot_message("3", text_display("secret"), flags=EPHEMERAL_FLAG),
    )
    entries = "[...document.querySelectorAll('article')].map((one) => one.querySelector('[role=menu]')?.textContent)"
    await tab.wait_for(f"{entries}.length === 3")
    assert await tab.evaluate(entries) == ["Apps \u203aImage detailsDelete message", "Apps \u203aImage details", None]
    await tab.click("article summary")
    await tab.click("[role=menuitem].danger")
    assert await stage.next_post() == ("messages/1", {"user": ADA_ID})
    stage.moderator = ADA_ID
    await stage.open_in(tab)
    await tab.wait_for(f"{entries}.length === 3")
    assert "Delete" in (await tab.evaluate(entries))[1]


async def test_the_page_changes_the_bots_permissions_and_direct_messages(tab: BrowserTab, stage: PageStage) -> None:
    await stage.open_in(tab)
    await tab.click("#house summary")
    await tab.click("#house .box:nth-of-type(1) input")
    assert await stage.next_post() == (
        "discord",
        {"guild": "1", "deny": {"channel": STUDIO_ID, "permissions": ["view_channel"]}},
    )
    denied = {"id": STUDIO_ID, "name": "studio", "denied": ["view_channel"]}
    people = [{"id": ADA_ID, "name": "Ada", "takes_direct_messages": True}, {"id": "900", "name": "Easel", "bot": True}]
    await stage.send_event({"type": "world", "users": people, "channels": [denied]})
    await tab.wait_for("document.querySelector('#place').textContent.includes('Easel cannot see this channel')")
    await tab.click("#house .box:last-of-type input")
    assert await stage.next_post() == ("discord", {"guild": "1", "close_direct_messages": ADA_ID})


async def test_a_direct_message_appears_in_its_own_channel(tab: BrowserTab, stage: PageStage) -> None:
    await stage.open_in(tab)
    await stage.post(bot_message("1", text_display("yours")) | {"channel_id": "301"})
    await tab.click("#channels [data-direct] button")
    assert "yours" in await message_text(tab, "1")
    assert await tab.evaluate("document.querySelector('#place').textContent") == "@Easel"
