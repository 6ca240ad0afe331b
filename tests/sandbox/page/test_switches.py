"""The switches of what can go wrong, in a browser with a whole sandbox."""

import json
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest
import pytest_asyncio

from sandbox.app import serve
from sandbox.discord import FakeDiscord
from sandbox.discord.rest import openapi
from tests.sandbox.conftest import DRAW_COMMAND, DiscordApi
from tests.support.browser import BrowserTab
from tests.support.browser_page import BrowserPage

pytestmark = pytest.mark.asyncio(loop_scope="module")  # one browser serves them all

COUNT = "document.querySelector('#weather-count').textContent"
SAID = "document.querySelector('#weather-said').textContent"
SWITCHES = "[...document.querySelectorAll('#weather [role=switch]')]"
SWITCHED = f"{SWITCHES}.map((one) => one.checked)"
SWITCH_FAULTS = [
    ("The provider is overloaded", "runware/faults", "unavailable"),
    ("The provider refuses every picture", "runware/faults", "moderated"),
    ("The provider flags every picture", "runware/faults", "nsfw"),
    ("Pictures cannot be downloaded", "runware/faults", "download_404"),
    ("Discord answers with errors", "faults", "rest_503"),
    ("Discord is slow", "faults", "slow"),
]


@pytest_asyncio.fixture(loop_scope="module")
async def api(tab: BrowserTab) -> AsyncIterator[DiscordApi]:
    """A sandbox whose page is open with the switches in view."""
    async with serve(discord=FakeDiscord(openapi_file=openapi.find_file())) as sandbox:
        sandbox.discord.commands.replace([DRAW_COMMAND])
        async with aiohttp.ClientSession(sandbox.url) as http:
            await BrowserPage(tab, sandbox.discord.world).open(f"{sandbox.url}/")
            await tab.click("#weather > summary")
            await tab.wait_for(f"{SWITCHES}.length > 0")
            yield DiscordApi(http, sandbox.discord)


async def read(api: DiscordApi, path: str) -> Any:
    async with api.http.get(f"/sandbox/{path}") as response:
        return await response.json()


async def flip(tab: BrowserTab, label: str) -> None:
    """Press a switch with the keyboard, and wait until the panel says that it was pressed."""
    await tab.evaluate(f"document.querySelector('[data-switch={json.dumps(label)}]').focus()")
    await tab.evaluate("void (document.querySelector('#weather-said').textContent = '')")
    await tab.press(" ", " ")
    await tab.wait_for(f"{SAID} !== ''")


async def press(tab: BrowserTab, label: str) -> None:
    found = f"[...document.querySelectorAll('#weather button')].find((one) => one.textContent === {json.dumps(label)})"
    await tab.evaluate(f"void (document.querySelector('#weather-said').textContent = '', {found}.click())")
    await tab.wait_for(f"{SAID} !== ''")


@pytest.mark.parametrize(("label", "path", "kind"), SWITCH_FAULTS, ids=[one[2] for one in SWITCH_FAULTS])
async def test_switch_arms_its_fault_until_it_is_switched_off(
    tab: BrowserTab, api: DiscordApi, label: str, path: str, kind: str
) -> None:
    await flip(tab, label)
    (armed,) = (await read(api, path))["armed"]
    assert (armed["kind"], armed["times"]) == (kind, None)
    await tab.wait_for(f"{COUNT} === '1 on'")
    assert await tab.evaluate("document.activeElement.dataset.switch") == label
    await flip(tab, label)
    assert (await read(api, path))["armed"] == []
    await tab.wait_for(f"{COUNT} === ''")


async def test_every_switch_says_what_to_watch_for(tab: BrowserTab, api: DiscordApi) -> None:
    words = f"{SWITCHES}.map((one) => one.parentElement.querySelector('small').textContent)"
    assert [one for one in await tab.evaluate(words) if not one.startswith("Watch: ")] == []
    assert (await read(api, "runware/settings"))["usual_seconds"]


async def test_one_button_ends_everything_that_goes_wrong(tab: BrowserTab, api: DiscordApi) -> None:
    for label in ("The provider is out of credit", "The provider is overloaded", "Discord is slow"):
        await flip(tab, label)
    await tab.evaluate(
        "(() => { const list = document.querySelector('[name=speed]'); list.value = '20';"
        " list.dispatchEvent(new Event('change')); })()"
    )
    await tab.wait_for(f"{COUNT} === '4 on'")
    settings = await read(api, "runware/settings")
    assert (settings["balance"], settings["seconds"], settings["usual_seconds"]) == (0, 20, False)
    await press(tab, "Everything back to normal")
    await tab.wait_for(f"{COUNT} === '' && {SWITCHED}.every((on) => !on)")
    settings = await read(api, "runware/settings")
    assert (settings["balance"], settings["usual_seconds"]) == (100, True)
    assert [(await read(api, path))["armed"] for path in ("faults", "runware/faults")] == [[], []]


ONCE = [("Flag the next picture", "nsfw"), ("Refuse the next picture", "moderated")]


@pytest.mark.parametrize(("label", "kind"), ONCE)
async def test_button_affects_the_next_picture_alone(tab: BrowserTab, api: DiscordApi, label: str, kind: str) -> None:
    await press(tab, label)
    (armed,) = (await read(api, "runware/faults"))["armed"]
    assert (armed["kind"], armed["times"]) == (kind, 1)


async def test_any_fault_can_be_set_from_the_list(tab: BrowserTab, api: DiscordApi) -> None:
    await tab.click("#weather .more summary")
    await tab.wait_for("document.querySelector('#weather [name=kind]') !== null")
    await tab.select("#weather [name=kind]", "5")
    await press(tab, "Set this fault")
    kinds = [one["kind"] for one in (await read(api, "runware/faults"))["kinds"]]
    assert [one["kind"] for one in (await read(api, "runware/faults"))["armed"]] == [kinds[5]]
