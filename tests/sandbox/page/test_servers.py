"""The page with several servers: the list at the left, and the panels of servers and purchases."""

import json
from collections.abc import AsyncIterator

import aiohttp
import pytest
import pytest_asyncio

from sandbox.app import serve
from sandbox.discord import FakeDiscord
from sandbox.discord.rest import openapi
from sandbox.discord.state.guild import Guild
from tests.sandbox.conftest import DRAW_COMMAND, DiscordApi, Json, action_row, components_message, text_display
from tests.support.browser import BrowserTab
from tests.support.browser_page import BrowserPage

pytestmark = pytest.mark.asyncio(loop_scope="module")  # one browser serves them all

OPERATE: Json = {"name": "operate", "description": "Operate"}
PLACES = "[...document.querySelectorAll('#channels button')].map((one) => one.firstChild.data)"
PEOPLE = "[...document.querySelectorAll('#people .person b')].map((one) => one.textContent)"
YOU = "document.querySelector('#people label:has(:checked) b')?.textContent"
SERVERS = "[...document.querySelectorAll('#guilds button')].map((one) => one.getAttribute('aria-label'))"
HERE = "document.querySelector('#guilds [aria-current=page]')?.title"
COMMANDS = "[...document.querySelectorAll('#offers b')].map((one) => one.textContent)"


@pytest_asyncio.fixture(loop_scope="module")
async def api() -> AsyncIterator[DiscordApi]:
    async with serve(discord=FakeDiscord(openapi_file=openapi.find_file(), operator=True)) as sandbox:
        sandbox.discord.commands.replace([DRAW_COMMAND])
        async with aiohttp.ClientSession(sandbox.url) as http:
            yield DiscordApi(http, sandbox.discord)


@pytest_asyncio.fixture(loop_scope="module")
async def office(api: DiscordApi) -> Guild:
    """The operator's server, which has a command of its own."""
    assert api.discord.office is not None
    api.discord.guild_commands.of(api.discord.office.id).replace([OPERATE])
    return api.discord.office


@pytest_asyncio.fixture(loop_scope="module")
async def page(tab: BrowserTab, api: DiscordApi, office: Guild) -> BrowserPage:
    """The page of Ada in Sketch Club."""
    page = BrowserPage(tab, api.discord.world)
    await page.open(f"{api.discord.base_url}/")
    await tab.wait_for(f"{SERVERS}.includes({json.dumps(office.name)})")
    return page


async def offer_commands(tab: BrowserTab) -> None:
    """Type the slash alone, so that all commands are offered."""
    await tab.click("#command")
    await tab.evaluate("document.activeElement.select()")
    await tab.type("/")
    await tab.wait_for("!document.querySelector('#offers').hidden")


async def press(tab: BrowserTab, panel: str, label: str) -> None:
    """Press the button with this label in an open panel."""
    found = f"[...document.querySelectorAll('#{panel} button')]"
    button = f"{found}.find((one) => (one.ariaLabel ?? one.textContent) === {json.dumps(label)})"
    await tab.wait_for(f"{button} !== undefined")
    await tab.evaluate(f"{button}.click()")


@pytest.mark.usefixtures("page")
async def test_keys_switch_servers_and_the_page_becomes_somebody_there(tab: BrowserTab) -> None:
    assert await tab.evaluate(SERVERS) == ["Sketch Club", "Operator's office"]
    assert (await tab.evaluate(HERE), await tab.evaluate(YOU)) == ("Sketch Club", "Ada")
    await tab.evaluate("document.querySelectorAll('#guilds button')[1].focus()")
    await tab.press_enter()
    await tab.wait_for(f'{HERE} === "Operator\'s office"')
    assert (await tab.evaluate(PEOPLE), await tab.evaluate(YOU)) == (["Operator"], "Operator")
    assert await tab.evaluate(PLACES) == ["#desk"]
    assert await tab.evaluate("document.activeElement.title") == "Operator's office"
    await tab.evaluate("document.querySelectorAll('#guilds button')[0].click()")
    await tab.wait_for(f"{HERE} === 'Sketch Club'")
    assert await tab.evaluate(YOU) == "Ada"


@pytest.mark.usefixtures("page")
async def test_commands_of_a_server_are_offered_in_it_only(tab: BrowserTab) -> None:
    await offer_commands(tab)
    assert await tab.evaluate(COMMANDS) == ["/draw"]
    await tab.evaluate("document.querySelectorAll('#guilds button')[1].click()")
    await tab.wait_for(f'{HERE} === "Operator\'s office"')
    await offer_commands(tab)
    assert await tab.evaluate(COMMANDS) == ["/draw", "/operate"]


@pytest.mark.usefixtures("page")
async def test_a_message_in_another_server_marks_it_as_unread(tab: BrowserTab, api: DiscordApi, office: Guild) -> None:
    api.discord.world.join(office, api.discord.world.ada)
    await api.post_message("desk", {"content": "news"})
    await tab.wait_for(f'{SERVERS}[1] === "Operator\'s office, new messages"')
    await tab.evaluate("document.querySelectorAll('#guilds button')[1].click()")
    await tab.wait_for(f'{SERVERS}[1] === "Operator\'s office"')
    assert await tab.evaluate(YOU) == "Ada"
    assert "news" in await tab.evaluate("document.querySelector('#timeline').textContent")


@pytest.mark.usefixtures("page")
async def test_the_panel_invites_and_removes_the_bot(tab: BrowserTab, api: DiscordApi) -> None:
    world = api.discord.world
    place = "document.querySelector('#place').textContent"
    await tab.click("#servers summary")
    await press(tab, "servers", "Invite Easel to a new server")
    await tab.wait_for(f"{SERVERS}.length === 3")
    assert [guild.name for guild in world.bot_guilds] == ["Sketch Club", "Operator's office", "Paper Boats"]
    await press(tab, "servers", "Remove Easel from Sketch Club")
    await tab.wait_for(f"{place}.includes('Easel is not in this server')")
    assert not world.guild.has_bot
    assert await tab.evaluate("document.querySelector('#composer').hidden")
    await press(tab, "servers", "Invite Easel to Sketch Club")
    await tab.wait_for("!document.querySelector('#composer').hidden")
    await press(tab, "servers", "Let Sketch Club have an outage")
    await tab.wait_for(f"{place}.includes('outage')")
    assert world.guild.is_unavailable
    await press(tab, "servers", "End the outage of Sketch Club")
    await tab.wait_for(f"!{place}.includes('outage')")
    await tab.click("#servers input[type=checkbox]")
    await tab.wait_for("document.querySelector('#servers input') !== null")
    async with api.http.get("/sandbox/application") as response:
        assert (await response.json())["bot_public"] is False


@pytest.mark.usefixtures("page")
async def test_a_premium_button_buys_and_the_panel_takes_it_back(tab: BrowserTab, api: DiscordApi) -> None:
    shop = api.discord.shop
    for name in ("Supporter", "Studio plan"):
        button = {"type": 2, "style": 6, "sku_id": shop.sku(name).id}
        await api.post_message("studio", components_message(text_display(name), action_row(button)))
    words = "[...document.querySelectorAll('#timeline [data-sku-id]')].map((one) => one.lastChild.data)"
    await tab.wait_for(f"{words}.join() === 'Buy Supporter,Buy Studio plan'")
    await tab.click("#shop summary")
    owned = "[...document.querySelectorAll('#shop .owned')].map((one) => one.firstChild.data)"
    for index, said in enumerate(("You have Supporter: ", "This server has Studio plan: ")):
        await tab.evaluate(f"document.querySelectorAll('#timeline [data-sku-id]')[{index}].click()")
        await tab.wait_for(f"{owned}.includes({json.dumps(said)})")
    assert [one.guild_id for one in shop.entitlements.values()] == [None, api.discord.world.guild_id]
    await tab.evaluate("document.querySelector('#timeline [data-sku-id]').click()")
    await tab.wait_for("document.querySelector('#notes').textContent.includes('You have Supporter already.')")
    await press(tab, "shop", "Refund Supporter")
    await press(tab, "shop", "End Studio plan")
    await tab.wait_for(f"{owned}.length === 0")
    assert [one.is_active(api.discord.world.now()) for one in shop.entitlements.values()] == [False, False]
    await press(tab, "shop", "Buy Ten pictures")
    await tab.wait_for(f"{owned}.join().includes('Ten pictures')")
