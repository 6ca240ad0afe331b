"""The real bot and the page in a browser: approval, report, removal and appeal."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from sandbox.app import RUNWARE_KEY, serve
from sandbox.runware import FakeRunware
from tests.support.browser import open_browser
from tests.support.browser_page import BrowserPage
from tests.support.process_stage import ProcessStage


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[ProcessStage]:
    """A sandbox that serves its page, for a bot to be started."""
    runware = FakeRunware(api_key=RUNWARE_KEY, seconds=0.1, one_per_size=True, seed=7)
    async with serve(runware=runware) as sandbox:
        stage = ProcessStage(sandbox, tmp_path, f"sqlite:///{tmp_path / 'easel.db'}")
        try:
            yield stage
        finally:
            for bot in stage.bots:
                await bot.kill()


@pytest.fixture
async def page(stage: ProcessStage) -> AsyncIterator[BrowserPage]:
    """The page in a browser, with a connected bot."""
    await stage.start(LIMITS__IMAGES_PER_USER_PER_DAY="20")
    async with open_browser() as tab:
        page = BrowserPage(tab, stage.sandbox.discord.world)
        await page.open(f"{stage.sandbox.url}/")
        yield page


async def test_members_and_a_moderator_go_through_approval_report_removal_and_appeal(
    page: BrowserPage, stage: ProcessStage
) -> None:
    await turn_on_approval(page, stage)
    await approve_held_pictures(page)
    await remove_and_restore_reported_pictures(page)
    await appeal_refused_words(page)
    kept = [one for one in stage.messages if one.channel is stage.channel("moderators") and one.content.attachments]
    assert kept == [], "a decided case keeps no copies of pictures"
    assert list(stage.sandbox.discord.journal.violations) == []


async def turn_on_approval(page: BrowserPage, stage: ProcessStage) -> None:
    await page.switch_to("Ines", "#studio")
    await page.send_command("admin setup", "")
    await page.wait_for_message("Easel on this server")
    await page.choose_option("easel:setup:log", stage.channel("moderators").id)
    await page.choose_option("easel:setup:how", "approval")


async def approve_held_pictures(page: BrowserPage) -> None:
    await page.switch_to("Ada", "#studio")
    await page.send_command("imagine", "a red fox")
    await page.wait_for_message("a red fox", "A moderator checks the pictures first", pictures=0)
    await page.switch_to("Mo", "#moderators")
    await page.wait_for_message("Pictures to approve", "@Ada", "a red fox", pictures=1)
    await page.press_button("approve", "a red fox")
    await page.wait_for_message("Pictures to approve", "Approved by @Mo", pictures=0)
    await page.switch_to("Ada", "#studio")
    await page.wait_for_message("a red fox", "19 left", pictures=1)


async def remove_and_restore_reported_pictures(page: BrowserPage) -> None:
    await page.switch_to("Ben", "#studio")
    await page.press_button("report", "a red fox")
    await page.submit_reason_form("it frightens me")
    await page.wait_for_message("Thank you, the moderators will look at it.")
    await page.switch_to("Mo", "#moderators")
    await page.wait_for_message("Reported", "@Ben", "it frightens me", pictures=1)
    await page.press_button("remove", "Reported")
    await page.submit_reason_form("no blood")
    await page.wait_for_message("Reported", "Removed by @Mo", pictures=0)
    await page.switch_to("Ada", "#studio")
    await page.wait_for_message("A moderator removed these pictures", "no blood", pictures=0)
    await page.switch_to("Mo", "#moderators")
    await page.press_button("undo", "Reported")
    await page.wait_for_message("Reported", "Kept by @Mo")
    await page.wait_for_message("Removal undone by @Mo")
    await page.switch_to("Ada", "#studio")
    await page.wait_for_message("a red fox", pictures=1)


async def appeal_refused_words(page: BrowserPage) -> None:
    await page.switch_to("Mo", "#studio")
    await page.send_command("mod words add", "gore")
    await page.wait_for_message("Requests with “gore” are now refused here")
    await page.switch_to("Ben", "#studio")
    await page.send_command("imagine", "Al g0re, smiling")
    await page.wait_for_message("This server does not allow some of these words")
    await page.press_button("appeal", "This server does not allow some of these words")
    await page.wait_for_message("The moderators will look at it.")
    await page.switch_to("Mo", "#moderators")
    await page.wait_for_message("Appeal", "@Ben", "Al g0re, smiling", "“gore”")
    await page.press_button("accept", "Appeal")
    await page.wait_for_message("Accepted: drawn free of charge by @Mo")
    await page.wait_for_message("Pictures to approve", "@Ben", pictures=1)
    await page.press_button("approve", "Pictures to approve", "Al g0re")
    await page.switch_to("Ben", "#studio")
    await page.wait_for_message("Al g0re, smiling", "20 left", pictures=1)
    await page.switch_to("Ben", "@Easel")
    await page.wait_for_message("accepted your appeal")


async def test_member_cannot_use_moderator_commands_even_if_discord_shows_them(
    stage: ProcessStage,
) -> None:
    await stage.start()
    shown = await stage.wait_for_response(asked := stage.imagine("a red fox"))
    await stage.wait_until_ended(asked)
    bo, people, studio = stage.add_member("Bo"), stage.sandbox.discord.member_actions, stage.channel("studio")
    tried = [
        people.run_command(bo, studio, "mod cases", {}, overridden=True),
        people.run_command(bo, studio, "mod case", {"id": 1}, overridden=True),
        people.run_command(bo, studio, "mod remove", {"id": "k3f-9x2", "reason": "mine"}, overridden=True),
        people.use_menu(bo, studio, "Remove image", shown.id, overridden=True),
    ]
    for attempt in tried:
        await stage.wait_for_response(attempt)
        assert stage.private_reply(attempt) == "Only this server’s moderators can do that."
    assert len(stage.attachments_of(asked)) == 1
