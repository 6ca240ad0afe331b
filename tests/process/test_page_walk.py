"""A walk on the page with the real bot: ask, wait, picture, edit, report, approve, admit. It takes the docs' pictures.

``make pictures`` saves them in ``docs``; otherwise they go into the test's own folder.
"""

import json
import os
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PIL import Image

from sandbox.app import RUNWARE_KEY, serve
from sandbox.bill import Books
from sandbox.runware import FakeRunware
from tests.support.browser import BrowserTab, open_browser
from tests.support.browser_page import BrowserPage
from tests.support.camera import Camera
from tests.support.operator_walk import OPERATOR_CHANNEL, Walk, walk_settings
from tests.support.process_stage import ProcessStage

WINDOW = (1280, 780)
FILM_WINDOW = (1180, 700)
TALL_WINDOW = (1280, 1300)
NEWEST = "#timeline article:last-child"
DOLLARS_PER_DAY = 1.0
BILL = "document.querySelector('#bill').innerText"


@dataclass
class Tour:
    """The page, the camera, and what stands behind them."""

    walk: Walk
    camera: Camera

    @property
    def tab(self) -> BrowserTab:
        return self.walk.tab

    @property
    def page(self) -> BrowserPage:
        return self.walk.page

    @property
    def stage(self) -> ProcessStage:
        return self.walk.stage

    async def photograph_message(self, name: str, element: str = NEWEST) -> None:
        """Save a message, by default the newest one, in a window that is high enough for it."""
        await self.camera.set_window(*TALL_WINDOW)
        await self.camera.photograph(name, element=element)
        await self.camera.set_window(*WINDOW)


@pytest.fixture
async def tour(tmp_path: Path) -> AsyncIterator[Tour]:
    """The page in a browser, with a connected bot that has a budget, and a camera."""
    folder = tmp_path
    wanted = os.environ.get("PICTURES_FOLDER")
    runware = FakeRunware(api_key=RUNWARE_KEY, seconds=0.3, seed=7)
    async with serve(runware=runware) as sandbox, open_browser() as tab:
        stage = ProcessStage(sandbox, folder, f"sqlite:///{folder / 'easel.db'}")
        walk = Walk(stage, tab)
        camera = Camera(tab, Path(wanted) if wanted else folder, is_filming=wanted is not None)
        assert sandbox.bill is not None
        sandbox.bill.books = Books(folder / "easel.db", DOLLARS_PER_DAY)
        sandbox.discord.world.add_hidden_channel(walk.office, OPERATOR_CHANNEL)
        settings = walk_settings(sandbox.discord) | {"LIMITS__DOLLARS_PER_DAY": str(DOLLARS_PER_DAY)}
        settings["STYLES"] = json.dumps({"watercolour": "loose watercolour on rough paper"})
        try:
            await stage.start(**settings)
            await walk.page.open(f"{sandbox.url}/")
            await camera.set_window(*FILM_WINDOW)
            yield Tour(walk, camera)
        finally:
            for bot in stage.bots:
                await bot.kill()


async def test_members_moderators_and_the_operator_get_all_they_ask_for_on_the_page(tour: Tour) -> None:
    await ask_and_wait_for_pictures(tour)
    await edit_and_find_again(tour)
    await set_up_approve_and_decide(tour)
    await admit_with_a_plan(tour)
    check_pictures(tour)
    assert list(tour.stage.sandbox.discord.journal.violations) == []


async def ask_and_wait_for_pictures(tour: Tour) -> None:
    account = tour.stage.sandbox.runware.account
    usual, account.task_durations = account.task_durations, 2.5
    await film_typing(tour)
    await tour.tab.press_enter()
    await tour.page.wait_for_message("a lighthouse at dusk", "Drawing…")
    await tour.tab.wait_for(f"{BILL}.includes('a lighthouse at dusk')")
    for _ in range(4):
        await tour.camera.film(450)
    await tour.page.wait_for_message("a lighthouse at dusk", "left", pictures=4)
    await tour.tab.wait_for(f"{BILL}.includes('$0.08') && {BILL}.includes('4 pictures · 1 task')")
    await tour.camera.film(4000)
    tour.camera.save_film("easel")
    account.task_durations = usual
    await tour.camera.set_window(*WINDOW)
    await tour.tab.evaluate("void (document.querySelector('.ledger').open = true)")
    await tour.camera.photograph("sandbox")


async def film_typing(tour: Tour) -> None:
    """Type the request as a person does, a frame for every few letters."""
    await tour.tab.wait_for("document.querySelector('#timeline').innerText.includes('Welcome')")
    await tour.tab.click("#command")
    await tour.camera.film(900)
    for typed in ("/", "im", "ag"):
        await tour.tab.type_keys(typed)
        await tour.camera.film(350)
    await tour.tab.press_enter()
    await tour.camera.film(400)
    for typed in ("a li", "ghth", "ouse", " at ", "dusk", " --ar", " 16:9", " --co", "unt 4"):
        await tour.tab.type_keys(typed)
        await tour.camera.film(170)
    await tour.camera.film(600)


async def edit_and_find_again(tour: Tour) -> None:
    page, tab = tour.page, tour.tab
    await page.ask("/imagine a red fox in the snow aspect_ratio:16:9", "a red fox", pictures=1)
    await page.press_button("edit", "a red fox")
    await tab.wait_for("document.querySelector('dialog [name=words]') !== null")
    await tab.evaluate("void (document.querySelector('dialog [name=words]').value = '')")
    await tab.type("the same fox under a starry sky")
    await tab.click("dialog [type=submit]")
    await page.wait_for_message("starry sky", "Edit by @Ada of their own picture", pictures=1)
    await page.ask("/history", "Your pictures", "a lighthouse", "a red fox")
    await tour.photograph_message("history")
    await tab.evaluate("void document.querySelector(\"article:last-child [data-custom-id^='easel:show:']\").click()")
    await page.wait_for_message("starry sky", "Edit 1 of 1", pictures=2)
    await tour.photograph_message("show")


async def set_up_approve_and_decide(tour: Tour) -> None:
    page, tab = tour.page, tour.tab
    await page.switch_to("Ines", "#moderators")
    await page.ask("/admin setup", "Easel on this server")
    await page.choose_option("easel:setup:log", tour.stage.channel("moderators").id)
    await page.choose_option("easel:setup:how", "approval")
    await tour.photograph_message("setup", "article:has([data-custom-id='easel:setup:log'])")
    await page.switch_to("Ben", "#studio")
    await page.ask("/imagine an owl in a birch forest count:2", "A moderator checks the pictures first", pictures=0)
    await page.switch_to("Mo", "#moderators")
    await page.wait_for_message("Pictures to approve", "@Ben", pictures=2)
    await tab.click("article:last-child .picture[data-hidden]")
    await tour.photograph_message("approval")
    await page.press_button("approve", "an owl")
    await page.wait_for_message("Pictures to approve", "Approved by @Mo", pictures=0)
    await page.switch_to("Ben", "#studio")
    await page.wait_for_message("an owl", "left", pictures=2)
    await page.press_button("report", "a lighthouse at dusk")
    await page.submit_reason_form("it is too bright")
    await page.wait_for_message("Thank you, the moderators will look at it.")
    await page.switch_to("Mo", "#moderators")
    await page.wait_for_message("Reported", "@Ben", "it is too bright", pictures=4)
    await tour.photograph_message("report")
    await page.press_button("keep", "Reported")
    await page.wait_for_message("Reported", "Kept by @Mo", pictures=0)


async def admit_with_a_plan(tour: Tour) -> None:
    server = await tour.walk.invite()
    page = await tour.walk.be_operator()
    await page.wait_for_message("A server waits for you", server.name)
    await tour.photograph_message("admission")
    await tour.walk.admit(server)
    page = await tour.walk.be(server.member, server.guild)
    await page.ask("/imagine a paper boat", "a paper boat", "left", pictures=1)
    await tour.walk.bill()


def check_pictures(tour: Tour) -> None:
    """Every picture was taken, and shows more than an empty page."""
    for name in ("admission", "approval", "history", "report", "sandbox", "setup", "show"):
        with Image.open(tour.camera.folder / f"{name}.png") as picture:
            assert min(picture.size) > 150, name
            assert len(picture.resize((64, 64)).getcolors(64 * 64) or ()) > 16, name
