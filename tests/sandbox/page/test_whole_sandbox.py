"""The page with a whole sandbox in a browser; the test takes the bot's part."""

import asyncio
import io
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import aiohttp
import pytest
import pytest_asyncio
from PIL import Image

from sandbox.app import serve
from sandbox.discord import FakeDiscord
from sandbox.discord.rest import openapi
from sandbox.discord.state.interactions import Interaction
from tests.sandbox.conftest import (
    DETAILS_MENU,
    DRAW_COMMAND,
    EPHEMERAL_FLAG,
    MOD_COMMAND,
    DiscordApi,
    Json,
    action_row,
    components_message,
    make_button,
    text_display,
)
from tests.support.browser import BrowserTab
from tests.support.browser_page import BrowserPage

pytestmark = pytest.mark.asyncio(loop_scope="module")  # one browser serves them all

REMOVE: Json = {"type": 3, "name": "Remove image", "default_member_permissions": 1 << 13}
PICTURE: Json = {"type": 12, "items": [{"media": {"url": "attachment://fox.png"}, "spoiler": True}]}
COMMANDS = "[...document.querySelectorAll('#offers b')].map((one) => one.textContent)"
PLACES = "[...document.querySelectorAll('#channels button')].map((one) => one.firstChild.data)"


def png() -> bytes:
    """A small picture."""
    held = io.BytesIO()
    Image.new("RGB", (4, 3), "teal").save(held, "PNG")
    return held.getvalue()


@pytest_asyncio.fixture(loop_scope="module")
async def api() -> AsyncIterator[DiscordApi]:
    async with serve(discord=FakeDiscord(openapi_file=openapi.find_file())) as sandbox:
        sandbox.discord.commands.replace([DRAW_COMMAND, MOD_COMMAND, DETAILS_MENU, REMOVE])
        async with aiohttp.ClientSession(sandbox.url) as http:
            yield DiscordApi(http, sandbox.discord)


@pytest_asyncio.fixture(loop_scope="module")
async def page(tab: BrowserTab, api: DiscordApi) -> BrowserPage:
    page = BrowserPage(tab, api.discord.world)
    await page.open(f"{api.discord.base_url}/")
    return page


@asynccontextmanager
async def next_interaction(api: DiscordApi) -> AsyncIterator[asyncio.Future[Interaction]]:
    """Yield a future of the interaction that the block causes; it is set after the block."""
    known = set(api.discord.interactions._by_id)
    caused: asyncio.Future[Interaction] = asyncio.get_running_loop().create_future()
    yield caused
    async with asyncio.timeout(10):
        while not (new := api.discord.interactions._by_id.keys() - known):  # noqa: ASYNC110 - the store has no event
            await asyncio.sleep(0.01)
    (key,) = new
    caused.set_result(api.discord.interactions._by_id[key])


async def offer_commands(tab: BrowserTab) -> None:
    """Type the slash alone, so that all commands are offered."""
    await tab.click("#command")
    await tab.evaluate("document.activeElement.select()")
    await tab.type("/")
    await tab.wait_for("!document.querySelector('#offers').hidden")


async def wait_for_text(tab: BrowserTab, words: str) -> None:
    await tab.wait_for(f"document.querySelector('#timeline').textContent.includes({json.dumps(words)})")


async def test_the_page_offers_only_commands_that_the_member_may_use(
    tab: BrowserTab, page: BrowserPage, api: DiscordApi
) -> None:
    message = (await api.post_message("studio", {"content": "a picture"})).body["id"]
    menu = f"document.querySelector('article[data-id=\"{message}\"] [role=menu]').textContent"
    for who, mine, entries in (
        ("Ada", ["/draw"], "Apps ›Details"),
        ("Mo", ["/draw", "/mod block"], "Apps ›DetailsRemove imageDelete message"),
    ):
        await page.switch_user(who)
        await wait_for_text(tab, "a picture")
        assert await tab.evaluate(menu) == entries
        await offer_commands(tab)
        assert await tab.evaluate(COMMANDS) == mine


async def test_the_page_shows_the_moderators_channel_only_to_moderators(
    tab: BrowserTab, page: BrowserPage, api: DiscordApi
) -> None:
    await api.post_message("moderators", {"content": "a card"})
    await page.switch_user("Ben")
    assert await tab.evaluate(PLACES) == ["#studio", "#gallery", "#after-dark"]
    await page.switch_user("Mo")
    await page.enter_channel("#moderators")
    await wait_for_text(tab, "a card")
    await page.switch_user("Ada")
    await tab.wait_for(f"!{PLACES}.includes('#moderators')")
    assert not await tab.evaluate("document.querySelector('#timeline').textContent.includes('a card')")
    await api.post_control("discord", {"member": {"user": "Ada", "roles": ["Moderators"]}})
    await page.enter_channel("#moderators")
    await wait_for_text(tab, "a card")


async def test_a_moderator_declines_a_card_with_a_form(tab: BrowserTab, page: BrowserPage, api: DiscordApi) -> None:
    buttons = action_row(make_button("case:approve:1", label="Approve"), make_button("case:decline:1", label="Decline"))
    body = components_message(
        text_display("Ada asks"), PICTURE, buttons, attachments=[{"id": 0, "filename": "fox.png"}]
    )
    card = (await api.post_message("moderators", body, files={"fox.png": png()})).body["id"]
    await page.switch_user("Mo")
    await page.enter_channel("#moderators")
    await tab.wait_for("document.querySelector('.picture[data-hidden]') !== null")
    async with next_interaction(api) as pressed:
        await tab.click("[data-custom-id='case:decline:1']")
    press = pressed.result()
    assert (press.user.name, press.data["custom_id"], press.source_message and press.source_message.id) == (
        "Mo",
        "case:decline:1",
        card,
    )
    reasons = [{"label": name, "value": name} for name in ("rude", "off topic")]
    fields: list[Json] = [
        {"type": 3, "custom_id": "reason", "options": reasons},
        {"type": 4, "custom_id": "words", "style": 2, "required": False},
    ]
    labels = [{"type": 18, "label": one["custom_id"], "component": one} for one in fields]
    assert (await api.respond(press, 9, {"title": "Decline", "custom_id": "d", "components": labels})).status == 200
    await tab.wait_for("document.querySelector('dialog select[name=reason]') !== null")
    await tab.evaluate("(() => { document.querySelector('dialog select').selectedIndex = 2; })()")
    await tab.click("dialog [name=words]")
    await tab.type("not here")
    async with next_interaction(api) as submitted:
        await tab.click("dialog [type=submit]")
        await tab.wait_for("document.querySelector('dialog') === null")
    answer = submitted.result()
    reason, words = (label["component"] for label in answer.data["components"])
    assert (reason["values"], words["value"]) == (["off topic"], "not here")
    assert (await api.respond(answer, 7, components_message(text_display("Declined by Mo: off topic")))).status == 200
    await wait_for_text(tab, "Declined by Mo: off topic")
    assert not await tab.evaluate("document.querySelector(\"[data-custom-id='case:approve:1']\") !== null")


async def test_admin_completes_setup_with_channel_and_role_selects(
    tab: BrowserTab, page: BrowserPage, api: DiscordApi
) -> None:
    world = api.discord.world
    ids = {one.name: one.id for one in world.channels.values()}
    world.direct_channel(world.ines)  # no channel that could be chosen
    await page.switch_user("Ines")
    await tab.click("#command")
    await tab.type("/draw x")
    async with next_interaction(api) as asked:
        await tab.press_enter()
    where = {"type": 8, "custom_id": "log", "channel_types": [0], "placeholder": "Which channel?"}
    who: Json = {"type": 6, "custom_id": "who", "min_values": 0, "max_values": 2, "placeholder": "Which roles?"}
    who["default_values"] = [{"type": "role", "id": int(world.moderators.id)}]  # as discord.py sends it
    setup = components_message(
        text_display("Set up"), action_row(where), action_row(who), flags=EPHEMERAL_FLAG | 1 << 15
    )
    assert (await api.respond(asked.result(), 4, setup)).status == 200
    offered = "[...document.querySelectorAll('select[data-custom-id=log] option')].map((one) => one.textContent)"
    await tab.wait_for(f"{offered}.length > 1")
    channels = ["#studio", "#gallery", "#after-dark", "#moderators"]
    assert (await tab.evaluate(offered)) == ["Which channel?", *channels]
    async with next_interaction(api) as caused:
        await tab.select("select[data-custom-id=log]", ids["moderators"])
    chosen = caused.result()
    assert (chosen.data["values"], list(chosen.data["resolved"]["channels"])) == ([ids["moderators"]],) * 2
    where["default_values"] = [{"type": "channel", "id": ids["moderators"]}]
    assert (
        await api.respond(
            chosen,
            7,
            components_message(text_display(f"Log: <#{ids['moderators']}>"), action_row(where), action_row(who)),
        )
    ).status == 200
    await wait_for_text(tab, "Log: #moderators")
    assert await tab.evaluate(
        "document.querySelector('select[data-custom-id=log]').selectedOptions[0].textContent"
    ) == ("#moderators")
    assert await tab.evaluate("document.querySelector('.several summary').textContent") == "@Moderators"
    await tab.click(".several summary")
    ticked = "[...document.querySelectorAll('.several .box')].filter((one) => one.querySelector(':checked'))"
    assert await tab.evaluate(f"{ticked}.map((one) => one.textContent)") == ["@Moderators"]
    await tab.click(".several .box:nth-child(3) input")
    async with next_interaction(api) as caused:
        await tab.click(".several .button")
    assert set(caused.result().data["values"]) == {world.moderators.id, world.artists.id}


async def test_the_page_changes_the_servers_settings(tab: BrowserTab, page: BrowserPage, api: DiscordApi) -> None:
    world = api.discord.world
    rules = f"/guilds/{world.guild_id}/auto-moderation/rules"
    await page.switch_user("Ines")
    await tab.click("#house summary")
    granting = "[...document.querySelectorAll('#house .box')].find((one) => one.textContent.includes({0}))"
    for words in ("manage the server", "is age-restricted"):
        await tab.evaluate(f"{granting.format(json.dumps(words))}.querySelector('input').click()")
    studio = next(iter(world.channels.values()))
    await tab.wait_for("document.querySelector('#channels [aria-current] small')?.textContent === '18+'")
    assert studio.age_restricted
    await tab.click("#house [name=keywords]")
    await tab.type("cat*, two words")
    await tab.press_enter()
    await tab.wait_for("document.querySelector('#permissions-said').textContent.includes('AutoMod')")
    (rule,) = (await api.request("GET", rules)).body
    assert rule["trigger_metadata"]["keyword_filter"] == ["cat*", "two words"]


async def test_a_link_to_a_message_scrolls_to_it(tab: BrowserTab, page: BrowserPage, api: DiscordApi) -> None:
    world = api.discord.world
    studio = next(iter(world.channels.values()))
    message = (await api.post_message("studio", {"content": "a picture"})).body["id"]
    address = f"https://discord.com/channels/{world.guild_id}/{studio.id}/{message}"
    await api.post_message("moderators", {"content": f"a card · [its message]({address})"})
    await page.switch_user("Mo")
    await page.enter_channel("#moderators")
    await tab.click("article a")
    await tab.wait_for(f"document.querySelector('article[data-id=\"{message}\"][data-found]') !== null")
    assert await tab.evaluate("document.querySelector('#place').textContent") == "#studio"
