"""The empty start of a channel, in a browser: what to try, and whom one can be."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from sandbox.app import serve
from sandbox.discord import FakeDiscord
from sandbox.discord.rest import openapi
from tests.sandbox.conftest import MOD_COMMAND
from tests.support.browser import BrowserTab
from tests.support.browser_page import BrowserPage
from tests.support.page_stage import IMAGINE_COMMAND, QUOTA_COMMAND

pytestmark = pytest.mark.asyncio(loop_scope="module")  # one browser serves them all

IDEAS = "[...document.querySelectorAll('.idea b')].map((one) => one.textContent)"
CAST = "[...document.querySelectorAll('.cast li')].map((one) => one.innerText)"
YOU = "document.querySelector('#people label:has(:checked) b')?.textContent"
PLACE = "document.querySelector('#place').textContent"
CHANNELS = (
    "Object.fromEntries([...document.querySelectorAll('#channels button')]"
    ".map((one) => [one.firstChild.data, one.querySelector('small')?.textContent]))"
)
IMAGINE = {**IMAGINE_COMMAND, "options": sorted(IMAGINE_COMMAND["options"], key=lambda one: "required" not in one)}


@pytest_asyncio.fixture(loop_scope="module")
async def discord() -> AsyncIterator[FakeDiscord]:
    async with serve(discord=FakeDiscord(openapi_file=openapi.find_file(), operator=True)) as sandbox:
        sandbox.discord.commands.replace([IMAGINE, QUOTA_COMMAND, MOD_COMMAND])
        yield sandbox.discord


@pytest_asyncio.fixture(loop_scope="module")
async def page(tab: BrowserTab, discord: FakeDiscord) -> BrowserPage:
    """The page of Ada in #studio, where nothing was said yet; moderators look first in #gallery."""
    discord.world.guild.channel("gallery").topic = "Approval: a moderator looks first."
    page = BrowserPage(tab, discord.world)
    await page.open(f"{discord.base_url}/")
    await tab.wait_for("document.querySelector('.start') !== null")
    return page


async def press_idea(tab: BrowserTab, title: str) -> None:
    ideas = "[...document.querySelectorAll('.idea')]"
    await tab.evaluate(f"{ideas}.find((one) => one.innerText.includes('{title}')).click()")


@pytest.mark.usefixtures("page")
async def test_a_member_is_offered_three_things_that_fill_the_line(tab: BrowserTab) -> None:
    titles = ["Draw something", "Four at once, wide, in a style", "Ask where a moderator looks first"]
    assert await tab.evaluate(IDEAS) == titles
    await press_idea(tab, titles[0])
    chip = "document.querySelector('[name=prompt]').value"
    assert await tab.evaluate(f"[document.activeElement.id, {chip}]") == ["add-option", "a red fox in the snow"]
    await press_idea(tab, titles[2])
    await tab.wait_for(f"{PLACE} === '#gallery'")
    assert await tab.evaluate(chip) == "a paper boat in a storm"


async def test_channels_and_people_show_what_they_are_for(tab: BrowserTab, page: BrowserPage) -> None:
    await page.switch_user("Mo")
    kinds = {"#studio": "open", "#gallery": "approval", "#after-dark": "18+", "#moderators": "moderators"}
    assert await tab.evaluate(CHANNELS) == kinds
    lines = "[...document.querySelectorAll('#people .who')].map((one) => one.innerText.split('\\n').length)"
    assert await tab.evaluate(lines) == [2, 2, 2, 2, 2]
    await page.enter_channel("#gallery")
    assert await tab.evaluate("document.querySelector('#topic').textContent") == "Approval: a moderator looks first."


async def test_the_cast_is_explained_and_one_press_away(tab: BrowserTab, page: BrowserPage) -> None:
    await page.enter_channel("#studio")
    words = await tab.evaluate(CAST)
    assert [word in line for word, line in zip(("Mo moderates", "Ines manages", "Operator runs"), words, strict=True)]
    buttons = "[...document.querySelectorAll('.cast button')]"
    await tab.evaluate(f"{buttons}[0].click()")
    await tab.wait_for(f"{YOU} === 'Mo'")
    assert (await tab.evaluate(IDEAS))[0] == "See what waits for a decision"
    await press_idea(tab, "See what waits")
    await tab.wait_for(f"{PLACE} === '#moderators'")
    await tab.evaluate(f"{buttons}.find((one) => one.textContent === 'Be Operator').click()")
    await tab.wait_for(f"{YOU} === 'Operator'")
    assert await tab.evaluate(PLACE) == "#desk"
    await press_idea(tab, "Let a new server")
    assert await tab.evaluate("[document.querySelector('#servers').open, document.activeElement.textContent]") == [
        True,
        "Servers",
    ]


@pytest.mark.usefixtures("page")
async def test_the_start_goes_when_the_first_message_comes(tab: BrowserTab, discord: FakeDiscord) -> None:
    studio = discord.world.guild.channel("studio")
    discord.chat.send_message(discord.world.ben, studio, "hello")
    await tab.wait_for("document.querySelector('article') !== null")
    assert await tab.evaluate("document.querySelector('.start') === null")
