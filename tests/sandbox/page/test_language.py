"""The language of a person, in a browser: chosen on the page, told to the bot, and shown in the list of commands."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from sandbox.app import serve
from sandbox.discord import FakeDiscord
from sandbox.discord.rest import openapi
from tests.sandbox.conftest import Json
from tests.support.browser import BrowserTab
from tests.support.browser_page import BrowserPage

pytestmark = pytest.mark.asyncio(loop_scope="module")  # one browser serves them all

DRAW: Json = {
    "name": "draw",
    "name_localizations": {"de": "malen"},
    "description": "Draw a picture",
    "description_localizations": {"de": "Ein Bild malen"},
    "options": [
        {
            "type": 3,
            "name": "prompt",
            "name_localizations": {"de": "beschreibung"},
            "description": "What",
            "description_localizations": {"de": "Was"},
            "required": True,
        },
    ],
}
OFFERED = "[...document.querySelectorAll('#offers [role=option]')].map((one) => one.innerText.replace(/\\s+/g, ' '))"
LANGUAGE = "document.querySelector('#language').value"


@pytest_asyncio.fixture(loop_scope="module")
async def discord() -> AsyncIterator[FakeDiscord]:
    async with serve(discord=FakeDiscord(openapi_file=openapi.find_file())) as sandbox:
        sandbox.discord.commands.replace([DRAW])
        yield sandbox.discord


async def test_chosen_language_is_the_persons_and_shows_their_commands(tab: BrowserTab, discord: FakeDiscord) -> None:
    page = BrowserPage(tab, discord.world)
    await page.open(f"{discord.base_url}/")
    assert await tab.wait_for(LANGUAGE) == "en-US"
    await tab.select("#language", "de")
    await tab.wait_for(f"{LANGUAGE} === 'de' && document.querySelector('#people input:checked') !== null")
    await tab.click("#command")
    await tab.type("/")
    await tab.wait_for(f"{OFFERED}.join() === '/malen Ein Bild malen'")
    assert discord.world.ada.locale == "de"
    await tab.type("malen ein Fuchs")
    assert await tab.evaluate("document.querySelector('.chip .name').textContent") == "beschreibung"
    await tab.press_enter()
    await tab.wait_for("document.querySelector('#notes').textContent.includes('/draw')")
    (sent,) = discord.interactions._by_id.values()
    assert (sent.data["name"], sent.data["options"][0]["value"]) == ("draw", "ein Fuchs")
    await page.switch_user("Ben")
    assert await tab.evaluate(LANGUAGE) == "en-US"


async def test_relative_times_are_written_in_the_chosen_language(tab: BrowserTab, discord: FakeDiscord) -> None:
    page = BrowserPage(tab, discord.world)
    await page.open(f"{discord.base_url}/")
    await tab.evaluate(
        "void document.querySelector('main').insertAdjacentHTML('beforeend',"
        " `<time id=later data-moment=${Date.now() + 7_230_000}>in 2 hours</time>`)"
    )
    await tab.select("#language", "de")
    await tab.wait_for(f"{LANGUAGE} === 'de'")
    await tab.wait_for("document.querySelector('#later').textContent === 'in 2 Stunden'")
