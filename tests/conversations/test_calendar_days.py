"""``/admin quota set day``: what counts as a day on a server."""

import pytest
from simcord.actors import MemberActor

from bot.domain.clock import DAY_SECONDS
from tests.conversations.test_channel_rules import audit_entries, stored_rules
from tests.conversations.test_server_quotas import admin, quota, told
from tests.support.stage import BotStage


async def test_calendar_day_begins_at_midnight_of_the_servers_time_zone(planned: BotStage, boss: MemberActor) -> None:
    """The stage begins at 2026-01-01 00:00 UTC, which is 05:45 in Kathmandu."""
    saved = await admin(planned, boss, "set", images=2, day="asia/kathmandu")
    assert "A day is now the calendar day in Asia/Kathmandu (before: any 24 hours)." in saved
    await planned.env.advance_time(2 * DAY_SECONDS + 18 * 3600)  # 23:45 in Kathmandu, on the third day
    assert await told(planned, count=2) == ""
    assert (await told(planned)).startswith("You have 0 of your 2 pictures of today left. Nothing was charged.")
    assert "You had 2 today, since <t:" in await quota(planned)
    await planned.env.advance_time(15 * 60)
    assert "**2 of 2**" in await quota(planned)
    assert await told(planned, count=2) == ""
    assert (await stored_rules(planned)).calendar is not None


async def test_last_24_hours_count_until_the_first_day_that_begins_a_day_after_the_choice(
    planned: BotStage, boss: MemberActor
) -> None:
    saved = await admin(planned, boss, "set", images=2, day="UTC")
    assert "until the first day that begins more than 24 hours later" in saved
    assert await told(planned, count=2) == ""
    assert (await told(planned)).startswith("You have 0 of your 2 pictures of the last 24 hours left.")
    assert "You had 2 in the last 24 hours." in await quota(planned)


async def test_choosing_another_zone_brings_no_new_day(planned: BotStage, boss: MemberActor) -> None:
    await admin(planned, boss, "set", images=2, day="UTC")
    await planned.env.advance_time(3 * DAY_SECONDS + 12 * 3600)
    assert await told(planned, count=2) == ""
    for zone in ("Pacific/Auckland", "Asia/Tokyo", "Pacific/Honolulu", "Rolling 24 hours", "Etc/GMT-12"):
        await admin(planned, boss, "set", images=2, day=zone)
        assert await told(planned) != ""
        await planned.env.advance_time(60)
    newest = (await audit_entries(planned))[0]
    assert str(newest.detail).endswith("a day: any 24 hours → the calendar day in Etc/GMT-12")


async def test_same_zone_again_changes_nothing(planned: BotStage, boss: MemberActor) -> None:
    await admin(planned, boss, "set", images=2, day="Europe/Berlin")
    before = (await stored_rules(planned)).calendar
    await planned.env.advance_time(3600)
    await admin(planned, boss, "set", images=3, day="Europe/Berlin")
    assert (await stored_rules(planned)).calendar == before


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("", "Rolling 24 hours"),
        ("roll", "Rolling 24 hours"),
        ("kathm", "Asia/Kathmandu"),
        ("new yo", "America/New_York"),
    ],
)
async def test_days_are_suggested(planned: BotStage, boss: MemberActor, typed: str, first: str) -> None:
    choices = await boss.autocomplete(planned.channel, "admin quota set", "day", typed)
    assert choices[0]["value"] == first
    assert len(choices) <= 25
