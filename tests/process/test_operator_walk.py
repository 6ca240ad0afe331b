"""Tonight's public bot on the page: servers wait and are admitted, managers share out, members meet every limit."""

import time
from collections.abc import AsyncIterator
from typing import Final

import pytest
import pytest_asyncio

from tests.support.operator_walk import NewServer, Walk, open_walk, walk_settings

pytestmark = pytest.mark.asyncio(loop_scope="module")  # one bot and one browser serve them all

NOT_CHARGED: Final = "Nothing was charged."


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def walk(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Walk]:
    """The page in a browser, with a connected bot of a public application."""
    async with open_walk(tmp_path_factory.mktemp("walk")) as walk:
        yield walk


async def test_new_server_waits_until_the_operator_admits_it_with_a_plan(walk: Walk) -> None:
    before, server = await walk.bill(), await walk.invite()
    page = await walk.be(server.member, server.guild)
    await page.wait_for_message("waits for Easel’s operator")
    await page.ask("/imagine a paper boat", "This server waits for Easel’s operator", "Nothing was charged.")
    assert await walk.bill() == before
    await walk.admit(server)
    page = await walk.be(server.member, server.guild)
    await page.ask("/imagine a paper boat", "a paper boat", "5 left", pictures=1)
    assert await walk.bill() > before


async def test_members_meet_every_limit_that_managers_share_out(walk: Walk) -> None:
    server = await walk.admitted_server()
    await share_out(walk, server)
    await meet_own_quota(walk, server)
    await meet_size_channel_and_cooldown(walk, server)
    await meet_budget(walk, server)
    await be_granted_and_reset(walk, server)


async def share_out(walk: Walk, server: NewServer) -> None:
    page, member = await walk.be(server.owner, server.guild), server.member.name
    await page.ask("/admin quota set images:13", "at most 12 pictures a day. Nothing was changed.")
    await page.ask("/admin quota set images:2", "Saved for the whole server: 2 pictures a day")
    await page.ask(
        "/admin quota set images:4 role:Moderators max_count:2 max_resolution:1K cooldown:600",
        "Saved for @Moderators: 4 pictures a day, a cooldown of 600 seconds, at most 2 pictures a request, at most 1K",
    )
    await page.ask(f"/admin quota set images:4 member:{member}", f"Saved for @{member}: 4 pictures a day")
    await page.ask("/admin quota set images:5 channel:general", "Saved for #general: 5 pictures a day")
    await page.ask("/admin budget set day:3", "at most $2.00 a day. Nothing was changed.")
    await page.ask("/admin budget set day:1.5", "$0.00 of $1.50 spent; the budget is set by this server’s managers.")


async def meet_own_quota(walk: Walk, server: NewServer) -> None:
    page = await walk.be(server.member, server.guild)
    async with walk.nothing_charged():
        await page.ask("/imagine a boat count:5", "You requested 5 pictures, and 4 a day is your limit", NOT_CHARGED)
    await page.ask("/imagine a boat count:4", "a boat", "0 left", pictures=4)
    async with walk.nothing_charged():
        await page.ask(
            "/imagine a boat", "You have 0 of your 4 pictures of the last 24 hours left.", NOT_CHARGED, "frees up in"
        )
        await page.ask("/quota", "0 of 4 pictures left", "set by this server’s managers for you")


async def meet_size_channel_and_cooldown(walk: Walk, server: NewServer) -> None:
    page = await walk.be(server.moderator, server.guild)
    async with walk.nothing_charged():
        await page.ask("/imagine a kite count:3", "allow at most 2 pictures a request here", NOT_CHARGED)
        await page.ask("/imagine a kite model:pro resolution:2K", "allow pictures in 1K here, not in 2K", NOT_CHARGED)
        await page.ask("/imagine a kite count:2", "This channel has 1 of its 5 pictures of the day left", NOT_CHARGED)
    await page.ask("/imagine a kite", "a kite", "3 left", pictures=1)
    async with walk.nothing_charged():
        await page.ask("/imagine a kite", "Your limit is one request every 600 seconds", "try again in 10 minutes")
        page = await walk.be(server.owner, server.guild)
        await page.ask("/imagine a cloud", "This channel’s 5 pictures of the day are used up", NOT_CHARGED)
        await page.ask("/admin quota set images:-1 channel:general", "Saved for #general: any number of pictures")


async def meet_budget(walk: Walk, server: NewServer) -> None:
    page = await walk.be(server.owner, server.guild)
    async with walk.nothing_charged():
        await page.ask("/admin budget set day:0.05", "$0.10 of $0.05 spent")
        await page.ask("/imagine a cloud", "picture budget for the day is used up.", NOT_CHARGED, "There is room")
        await page.ask("/admin budget set day:0.01", "$0.10 of $0.01 spent")
        await page.ask("/imagine a cloud", "That would cost $0.02, and this server’s picture budget", NOT_CHARGED)
        await page.ask("/admin budget set day:-1 pro_until:0", "$0.10 of $2.00 spent; the budget is set by its plan.")
        await page.ask("/imagine a cloud model:pro", "only the cheapest model draws", NOT_CHARGED)
    await page.ask("/imagine a cloud", "a cloud", "1 left", pictures=1)


async def be_granted_and_reset(walk: Walk, server: NewServer) -> None:
    page, member = await walk.be(server.owner, server.guild), server.member.name
    await page.ask(f"/admin quota grant images:2 days:7 member:{member}", f"@{member} can have 2 pictures more")
    page = await walk.be(server.member, server.guild)
    await page.ask("/imagine a boat", "a boat", "1 left", pictures=1)
    page = await walk.be(server.owner, server.guild)
    await page.ask(f"/admin quota reset member:{member}", f"4 pictures of @{member} no longer count.")
    page = await walk.be(server.member, server.guild)
    await page.ask("/quota", "4 of 4 pictures left", "gave you 1 more", "5 of them are used")
    await page.ask("/imagine a boat", "a boat", "4 left", pictures=1)


async def test_purchases_lift_the_limits_of_a_member_and_of_a_server(walk: Walk) -> None:
    server = await walk.admitted_server()
    page = await walk.be(server.owner, server.guild)
    await page.ask("/admin quota set images:1", "Saved for the whole server: one picture a day")
    page = await walk.be(server.member, server.guild)
    await page.ask("/imagine a lamp", "a lamp", "0 left", pictures=1)
    await page.ask("/imagine a lamp", "Your one picture of the last 24 hours is used up.", "Buy Supporter")
    await page.buy_offered("Supporter")
    await walk.stage.wait_for_rows(f"SELECT id FROM entitlements WHERE user_id = {server.member.id}")
    await page.ask("/imagine a lamp", "a lamp", "38 left", pictures=1)
    await page.press_in_panel("shop", "Refund Supporter")
    await walk.stage.wait_for_rows(f"SELECT id FROM entitlements WHERE user_id = {server.member.id} AND deleted_at > 0")
    await page.ask("/imagine a lamp", "Your one picture of the last 24 hours is used up.")
    page = await walk.be(server.owner, server.guild)
    await page.ask("/admin quota set images:20", "at most 12 pictures a day. Nothing was changed.")
    await page.press_in_panel("shop", f"Buy Studio plan for {server.name}")
    await walk.stage.wait_for_rows(f"SELECT id FROM entitlements WHERE guild_id = {server.guild.id}")
    await page.ask("/admin quota set images:20", "Saved for the whole server: 20 pictures a day")
    await walk.bill()


async def test_operator_stops_everything_and_resumes_it(walk: Walk) -> None:
    server, account = await walk.admitted_server(), walk.stage.sandbox.runware.account
    page = await walk.be(server.member, server.guild)
    usual, account.task_durations = account.task_durations, 4.0
    await page.ask("/imagine a slow train", "Drawing…")
    page = await walk.be_operator()
    await page.ask("/operator stop prices are checked", "No new request is accepted anywhere", "1 being drawn")
    account.task_durations = usual
    page = await walk.be(server.moderator, server.guild)
    started = time.monotonic()
    await page.ask("/imagine a tram", "stopped new requests everywhere: prices are checked.", NOT_CHARGED)
    assert time.monotonic() - started < 2
    page = await walk.be(server.member, server.guild)
    await page.wait_for_message("a slow train", "5 left", pictures=1)
    async with walk.nothing_charged():
        await page.ask("/imagine a tram", "stopped new requests everywhere: prices are checked.", NOT_CHARGED)
    page = await walk.be_operator()
    await page.ask("/operator resume prices are right", "Requests are accepted again")
    page = await walk.be(server.member, server.guild)
    await page.ask("/imagine a tram", "a tram", "4 left", pictures=1)
    await walk.bill()


async def test_server_finds_everything_as_it_was_after_an_outage_and_a_removal(walk: Walk) -> None:
    server, account = await walk.admitted_server(), walk.stage.sandbox.runware.account
    page = await walk.be(server.owner, server.guild)
    await page.ask("/admin quota set images:4", "Saved for the whole server: 4 pictures a day")
    page = await walk.be(server.member, server.guild)
    await page.ask("/imagine a lighthouse", "a lighthouse", "3 left", pictures=1)
    await page.press_in_panel("servers", f"Let {server.name} have an outage")
    await page.press_in_panel("servers", f"End the outage of {server.name}")
    await page.ask("/imagine a pier", "a pier", "2 left", pictures=1)
    usual, account.task_durations = account.task_durations, 3.0
    await page.ask("/imagine a storm", "Drawing…")
    await page.ask("/imagine a buoy", "In the queue")
    await page.press_in_panel("servers", f"Remove Easel from {server.name}")
    account.task_durations = usual
    before = len(account.tasks)
    await walk.bill()
    assert len(account.tasks) == before, "what waited is never drawn"
    await page.press_in_panel("servers", f"Invite Easel to {server.name}")
    await page.wait_for_composer()
    await page.ask("/quota", "1 of 4 pictures left", "set by this server’s managers for all members")
    await page.ask("/imagine a buoy", "a buoy", "0 left", pictures=1)
    page = await walk.be_operator()
    await page.ask(f"/operator server {server.guild.id}", server.name, "club")
    await walk.bill()


async def test_ledger_agrees_with_the_bill_and_its_rules_hold(walk: Walk) -> None:
    await walk.stage.wait_until_ended(walk.stage.imagine("a tree"))
    assert await walk.bill() > 0
    check = await walk.stage.spawn("check", **walk_settings(walk.stage.sandbox.discord))
    assert await check.wait_for_exit() == 0, check.output
    assert "ledger: 7 rules hold" in check.output
    assert list(walk.stage.sandbox.discord.journal.violations) == []
