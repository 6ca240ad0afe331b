"""``/admin quota grant`` and ``reset``: managers give a member pictures, or let the day begin anew."""

from simcord.actors import MemberActor

from bot.domain.clock import DAY_SECONDS
from bot.storage.database import Transaction
from tests.conversations.test_channel_rules import audit_entries
from tests.conversations.test_server_quotas import admin, quota, told
from tests.support.stage import BotStage


def _grant_kinds() -> Transaction[list[str]]:
    rows = yield "SELECT kind FROM ledger WHERE kind IN ('grant', 'use', 'return') ORDER BY id", ()
    return [row["kind"] for row in rows]


async def test_grant_is_used_after_the_pictures_of_the_day(planned: BotStage, boss: MemberActor) -> None:
    answer = await admin(planned, boss, "grant", member=planned.alice.user, images=4)
    assert answer == (
        f"<@{planned.alice.id}> can have **4 pictures** more, beyond their day, until they are used. In one day they "
        "still get at most 15 pictures, because this server’s plan says so."
    )
    assert "This server’s managers gave you **4** more, until they are used." in await quota(planned)
    assert await told(planned, count=8) == ""
    assert "**4** more" in await quota(planned)
    assert await told(planned, count=4) == ""
    assert "**2** more" in await quota(planned)
    left = await told(planned, count=3)
    assert left.startswith("You have 0 of your 10 pictures of the last 24 hours left, and 2 that managers gave")
    assert await told(planned, count=2) == ""
    assert (await told(planned)).startswith("You have 0 of your 10 pictures of the last 24 hours left. Nothing")
    assert await planned.app.database.run(_grant_kinds) == ["grant", "use", "use"]


async def test_plan_holds_for_granted_pictures_too(planned: BotStage, boss: MemberActor) -> None:
    await admin(planned, boss, "grant", member=planned.alice.user, images=100)
    assert await told(planned, count=14) == ""
    refused = await told(planned, count=2)
    assert refused.startswith(
        "This server’s plan allows a member 15 pictures a day, whatever managers give; you have 1 left and requested 2."
    )
    assert "a manager of this server allows more" not in refused
    assert "This server’s plan allows a member 15 a day, whatever managers give; 14 of them are used." in await quota(
        planned
    )


async def test_grant_expires(planned: BotStage, boss: MemberActor) -> None:
    await admin(planned, boss, "grant", member=planned.alice.user, images=4, days=2)
    assert "This server’s managers gave you **4** more, until <t:" in await quota(planned)
    await planned.env.advance_time(2 * DAY_SECONDS + 1)
    assert "more" not in await quota(planned)
    assert await told(planned, count=10) == ""
    assert (await told(planned)).startswith("You have 0 of your 10 pictures")


async def test_failed_request_gives_granted_pictures_back(planned: BotStage, boss: MemberActor) -> None:
    await admin(planned, boss, "set", images=1)
    await admin(planned, boss, "grant", member=planned.alice.user, images=3)
    result = await planned.imagine("a fox", count=3)
    assert "**1** more" in await quota(planned)
    await planned.press("Cancel", result)
    await planned.run_worker_until_idle()
    text = await quota(planned)
    assert "You have **1 of 1** pictures left." in text
    assert "**3** more" in text


async def test_reset_clears_the_day_and_says_how_much(planned: BotStage, boss: MemberActor) -> None:
    assert await told(planned, count=10) == ""
    answer = await admin(planned, boss, "reset", member=planned.alice.user, reason="a lost contest")
    assert answer == (
        f"10 pictures of <@{planned.alice.id}> no longer count.\n-# Requests that are still running go on counting."
    )
    assert "You have **5 of 10** pictures left." in await quota(planned)  # the plan allows 15 in one day
    assert await told(planned, count=5) == ""
    entry = (await audit_entries(planned))[0]
    assert (entry.action, entry.detail) == ("Quota reset", "10 pictures → no pictures: a lost contest")
    nobody = await admin(planned, boss, "reset", member=planned.bob.user)
    assert nobody.startswith("There was nothing to reset:")


async def test_reset_leaves_running_requests(planned: BotStage, boss: MemberActor) -> None:
    assert await told(planned, count=2) == ""
    await planned.imagine("a fox", count=3)
    assert (await admin(planned, boss, "reset", member=planned.alice.user)).startswith("2 pictures of")
    assert "**7 of 10**" in await quota(planned)
