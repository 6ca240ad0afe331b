"""Two members, a moderator and the real bot, at the page: pictures that wait, a report, a removal, an appeal."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from sandbox.app import RUNWARE_KEY, serve
from sandbox.runware import Runware
from tests.process.at_the_page import Page
from tests.process.stage import Stage
from tests.sandbox.browser import browser, executable


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    """A bot at a sandbox that serves its page too."""
    runware = Runware(api_key=RUNWARE_KEY, seconds=0.1, one_per_size=True, seed=7)
    async with serve(runware=runware) as sandbox:
        stage = Stage(sandbox, tmp_path, f"sqlite:///{tmp_path / 'easel.db'}")
        try:
            yield stage
        finally:
            for bot in stage.bots:
                await bot.kill()


@pytest.fixture
async def page(stage: Stage) -> AsyncIterator[Page]:
    """A browser with the page."""
    if (program := executable()) is None:
        pytest.skip("no Chromium on PATH, so nobody can look at the page")
    await stage.start(LIMITS__IMAGES_PER_USER_PER_DAY="20")
    async with browser(program) as tab:
        page = Page(tab, stage.sandbox.discord.world)
        await page.open(f"{stage.sandbox.url}/")
        yield page


async def test_two_members_and_a_moderator_walk_through_the_house_rules(page: Page, stage: Stage) -> None:
    await an_admin_lets_moderators_look_first(page, stage)
    await what_waits_is_approved(page)
    await what_is_reported_is_removed_and_put_back(page)
    await a_refusal_is_appealed_against(page)
    kept = [one for one in stage.messages if one.channel is stage.channel("moderators") and one.content.attachments]
    assert kept == [], "what is decided keeps no copies of pictures"
    assert list(stage.sandbox.discord.journal.violations) == []


async def an_admin_lets_moderators_look_first(page: Page, stage: Stage) -> None:
    await page.sits("Ines", "#studio")
    await page.sends("admin setup", "")
    await page.sees("Easel on this server")
    await page.chooses("easel:setup:log", stage.channel("moderators").id)
    await page.chooses("easel:setup:how", "approval")


async def what_waits_is_approved(page: Page) -> None:
    await page.sits("Ada", "#studio")
    await page.sends("imagine", "a red fox")
    await page.sees("a red fox", "A moderator checks the pictures first", pictures=0)
    await page.sits("Mo", "#moderators")
    await page.sees("Pictures to approve", "@Ada", "a red fox", pictures=1)
    await page.presses("approve", "a red fox")
    await page.sees("Pictures to approve", "Approved by @Mo", pictures=0)
    await page.sits("Ada", "#studio")
    await page.sees("a red fox", "19 left", pictures=1)


async def what_is_reported_is_removed_and_put_back(page: Page) -> None:
    await page.sits("Ben", "#studio")
    await page.presses("report", "a red fox")
    await page.fills("it frightens me")
    await page.sees("Thank you, the moderators will look at it.")
    await page.sits("Mo", "#moderators")
    await page.sees("Reported", "@Ben", "it frightens me", pictures=1)
    await page.presses("remove", "Reported")
    await page.sees("Reported", "Removed by @Mo", pictures=0)
    await page.sits("Ada", "#studio")
    await page.sees("A moderator removed these pictures.", pictures=0)
    await page.sits("Mo", "#moderators")
    await page.presses("undo", "Reported")
    await page.sees("Reported", "Kept by @Mo")
    await page.sees("Removal undone by @Mo")
    await page.sits("Ada", "#studio")
    await page.sees("a red fox", pictures=1)


async def a_refusal_is_appealed_against(page: Page) -> None:
    await page.sits("Mo", "#studio")
    await page.sends("mod words add", "gore")
    await page.sees("Requests with “gore” are now refused here")
    await page.sits("Ben", "#studio")
    await page.sends("imagine", "Al g0re, smiling")
    await page.sees("This server does not allow some of these words")
    await page.presses("appeal", "This server does not allow some of these words")
    await page.sees("The moderators will look at it.")
    await page.sits("Mo", "#moderators")
    await page.sees("Appeal", "@Ben", "Al g0re, smiling", "“gore”")
    await page.presses("accept", "Appeal")
    await page.sees("Accepted: drawn free of charge by @Mo")
    await page.sees("Pictures to approve", "@Ben", pictures=1)
    await page.presses("approve", "Pictures to approve", "Al g0re")
    await page.sits("Ben", "#studio")
    await page.sees("Al g0re, smiling", "20 left", pictures=1)
    await page.sits("Ben", "@Easel")
    await page.sees("accepted your appeal")


async def test_a_member_whom_discord_lets_use_the_moderators_commands_is_refused_all_the_same(stage: Stage) -> None:
    await stage.start()
    shown = await stage.answered(asked := stage.ask("a red fox"))
    await stage.ends(asked)
    bo, people, studio = stage.member("Bo"), stage.sandbox.discord.people, stage.channel("studio")
    tried = [
        people.command(bo, studio, "mod cases", {}, overridden=True),
        people.command(bo, studio, "mod case", {"id": 1}, overridden=True),
        people.command(bo, studio, "mod remove", {"id": "k3f-9x2", "reason": "mine"}, overridden=True),
        people.menu(bo, studio, "Remove image", shown.id, overridden=True),
    ]
    for attempt in tried:
        await stage.answered(attempt)
        assert stage.private_reply(attempt) == "Only this server’s moderators can do that."
    assert len(stage.pictures_of(asked)) == 1
