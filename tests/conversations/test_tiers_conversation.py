"""Tiers: who has a role has its limits, exactly, as long as they have it."""

from typing import Any

import pytest
from simcord.actors import MemberActor
from simcord.builders import RoleHandle

from bot.ui.admin.rules_options import TIER
from cogs.admin.roles import NO_TIERS, NOT_EVERYBODY, ROLE_AND_PURPOSE, TIER_ALONE
from tests.conversations.conftest import Raise
from tests.conversations.test_house_rules_conversation import admin, entries, rules
from tests.conversations.test_styles_conversation import manager
from tests.conversations.world import Stage, answer, job_id, seen

TIERS = {
    "newcomer": {"images_per_user_per_day": 2, "jobs_per_user": 5, "cooldown_seconds": 0},
    "supporter": {"images_per_user_per_day": 5, "jobs_per_user": -1, "cooldown_seconds": 0},
    "patron": {"images_per_user_per_day": -1, "jobs_per_user": 5, "cooldown_seconds": 0},
}


@pytest.fixture
async def tiered(raised: Raise) -> Stage:
    """A stage whose operator offers three tiers."""
    return await raised(limits={"images_per_user_per_day": 3, "jobs_per_user": -1, "tiers": TIERS})


async def give(stage: Stage, name: str, tier: str, *members: MemberActor) -> RoleHandle:
    """A role that has the limits of a tier, worn by these."""
    role = stage.guild.create_role(name)
    for member in members:
        stage.env.backend.add_member_role(stage.guild.id, member.id, role.id)
    await admin(stage, "role", role=role, purpose=TIER, tier=tier)
    return role


async def quota(stage: Stage, by: MemberActor | None = None) -> str:
    return seen(await (by or stage.alice).slash(stage.channel, "quota")).text


async def taken(stage: Stage, count: int, by: MemberActor | None = None) -> bool:
    """Whether a request for so many pictures is taken, which are then drawn."""
    shown = seen(await stage.drawn("a fox", by, count=count))
    return not shown.ephemeral


async def test_who_has_the_role_has_the_limits_of_its_tier_and_nobody_else(tiered: Stage) -> None:
    await give(tiered, "Supporters", "supporter", tiered.alice)
    assert "**5 of 5**" in await quota(tiered)
    assert "**3 of 3**" in await quota(tiered, tiered.bob)
    assert await taken(tiered, 4)
    assert not await taken(tiered, 2)
    assert await taken(tiered, 1)
    assert "**0 of 5**" in await quota(tiered)
    assert not await taken(tiered, 1)
    assert not await taken(tiered, 4, tiered.bob)
    assert await taken(tiered, 3, tiered.bob)


async def test_a_tier_may_be_smaller_than_what_is_usual(tiered: Stage) -> None:
    await give(tiered, "Newcomers", "newcomer", tiered.alice)
    refused = seen(await tiered.imagine("a fox", count=3))
    assert refused.ephemeral
    assert refused.text.startswith("You requested 3 pictures, and 2 a day is")
    assert await taken(tiered, 2)


async def test_the_limits_go_with_the_role(tiered: Stage) -> None:
    role = await give(tiered, "Supporters", "supporter", tiered.alice)
    assert await taken(tiered, 3)
    tiered.env.backend.remove_member_role(tiered.guild.id, tiered.alice.id, role.id)
    assert "**0 of 3**" in await quota(tiered)
    assert not await taken(tiered, 1)
    tiered.env.backend.add_member_role(tiered.guild.id, tiered.alice.id, role.id)
    assert await taken(tiered, 2)
    assert not await taken(tiered, 1)


async def test_the_limits_go_when_the_role_is_no_longer_for_that(tiered: Stage) -> None:
    role = await give(tiered, "Supporters", "supporter", tiered.alice)
    await admin(tiered, "role", role=role, purpose=TIER, remove=True)
    assert "**3 of 3**" in await quota(tiered)
    assert not await taken(tiered, 4)


async def test_of_several_tiers_the_most_generous_one_holds(tiered: Stage) -> None:
    await give(tiered, "Newcomers", "newcomer", tiered.alice, tiered.bob)
    await give(tiered, "Supporters", "supporter", tiered.alice)
    assert "**5 of 5**" in await quota(tiered)
    await give(tiered, "Patrons", "patron", tiered.alice)
    assert "as many pictures as you like" in await quota(tiered)
    assert "**2 of 2**" in await quota(tiered, tiered.bob)


async def test_on_another_server_the_usual_limits_hold(tiered: Stage) -> None:
    await give(tiered, "Supporters", "supporter", tiered.alice)
    elsewhere = tiered.env.create_guild("Elsewhere")
    there, member = elsewhere.create_text_channel("studio"), elsewhere.add_member(tiered.alice.user)
    assert "**3 of 3**" in seen(await member.slash(there, "quota")).text
    assert seen(await member.slash(there, "imagine", prompt="a fox", count=4)).ephemeral


@pytest.mark.parametrize(("count", "more"), [(1, 4), (2, 1)])
async def test_at_the_same_moment_not_one_picture_more_is_taken(tiered: Stage, count: int, more: int) -> None:
    await give(tiered, "Supporters", "supporter", tiered.alice)
    first = await tiered.drawn("a fox", count=count)
    press = (tiered.alice, f"easel:reroll:{job_id(first)}", answer(first))
    results = await tiered.press_all(*[press] * 7)
    await tiered.work()
    assert sum(not seen(result).ephemeral for result in results) == more
    assert [task["numberResults"] for task in tiered.submitted()] == [count] * (1 + more)
    assert f"**{5 - count * (1 + more)} of 5**" in await quota(tiered)


async def test_the_tier_is_that_of_whoever_presses(tiered: Stage) -> None:
    await give(tiered, "Newcomers", "newcomer", tiered.bob)
    result = await tiered.drawn("a fox", count=3)
    assert seen(await tiered.press("Reroll", result, tiered.bob)).ephemeral
    small = await tiered.drawn("an owl", tiered.bob, count=2)
    assert (await tiered.job(job_id(small))).request.treatment.tier == "newcomer"


# ── deciding ─────────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_the_panel_shows_whose_limits_are_which(tiered: Stage) -> None:
    role = await give(tiered, "Supporters", "supporter")
    told = await admin(tiered, "role")
    assert f"- have the limits of “supporter”: members with <@&{role.id}> (5 pictures a day, any number" in told
    assert (await entries(tiered))[0].detail == "Supporters: has the limits of a tier (supporter)"


async def test_a_tier_alone_says_what_the_role_is_for(tiered: Stage) -> None:
    role = tiered.guild.create_role("Supporters")
    await admin(tiered, "role", role=role, tier="supporter")
    assert (await rules(tiered)).tiers == {role.id: "supporter"}


async def test_all_roles_of_a_tier_or_of_all_can_be_taken_away(tiered: Stage) -> None:
    for name, tier in (("A", "newcomer"), ("B", "newcomer"), ("C", "supporter"), ("D", "patron")):
        await give(tiered, name, tier)
    await admin(tiered, "role", purpose=TIER, tier="newcomer", remove=True)
    assert sorted((await rules(tiered)).tiers.values()) == ["patron", "supporter"]
    await admin(tiered, "role", purpose=TIER, remove=True)
    assert (await rules(tiered)).tiers == {}


@pytest.mark.parametrize(
    ("chosen", "told"),
    [
        ({"purpose": TIER, "tier": "vip"}, "There is no tier “vip”; choose newcomer, supporter or patron."),
        ({"purpose": TIER}, "Choose a tier, too: newcomer, supporter or patron."),
        ({"purpose": "members", "tier": "newcomer"}, TIER_ALONE),
    ],
)
async def test_what_does_not_go_together_changes_nothing(tiered: Stage, chosen: dict[str, Any], told: str) -> None:
    before = await rules(tiered)
    assert await admin(tiered, "role", role=tiered.guild.create_role("Some"), **chosen) == told
    assert await rules(tiered) == before
    assert await entries(tiered) == []


async def test_everybody_has_the_usual_limits_and_a_tier_needs_a_role(tiered: Stage) -> None:
    everybody = tiered.guild.default_role
    assert await admin(tiered, "role", role=everybody, purpose=TIER, tier="newcomer") == NOT_EVERYBODY
    assert await admin(tiered, "role", purpose=TIER, tier="newcomer") == ROLE_AND_PURPOSE


async def test_where_the_operator_offers_none_that_is_said(stage: Stage) -> None:
    role = stage.guild.create_role("Supporters")
    assert await admin(stage, "role", role=role, purpose=TIER, tier="supporter") == NO_TIERS
    assert "limits.tiers" in NO_TIERS


@pytest.mark.parametrize(("typed", "offered"), [("R", ["newcomer", "supporter", "patron"]), ("SUPP", ["supporter"])])
async def test_the_tiers_are_suggested(tiered: Stage, typed: str, offered: list[str]) -> None:
    choices = await manager(tiered).autocomplete(tiered.channel, "admin role", "tier", typed)
    assert [choice["value"] for choice in choices] == offered


async def test_a_tier_that_the_operator_took_away_has_the_usual_limits(tiered: Stage) -> None:
    role = await give(tiered, "Supporters", "supporter", tiered.alice)
    await tiered.app.bot.gate.change(tiered.guild.id, lambda held: held.with_tier(role.id, "gone"))
    assert "**3 of 3**" in await quota(tiered)
    assert "the operator no longer offers this tier" in await admin(tiered, "role")
    assert not await taken(tiered, 4)
