"""Tiers: who has a role has its limits, exactly, as long as they have it."""

from typing import Any

import pytest
from simcord.actors import MemberActor
from simcord.builders import RoleHandle

from bot.ui.admin.rules_options import TIER_PURPOSE
from cogs.admin.roles import EVERYONE_ROLE_REFUSED, NO_TIERS, ROLE_AND_PURPOSE, TIER_ALONE
from tests.conversations.conftest import StageFactory, add_manager
from tests.conversations.test_channel_rules import audit_entries, run_admin_command, stored_rules
from tests.support.stage import BotStage, job_id_of, response_message, response_view

TIERS = {
    "newcomer": {"images_per_user_per_day": 2, "jobs_per_user": 5, "cooldown_seconds": 0},
    "supporter": {"images_per_user_per_day": 5, "jobs_per_user": -1, "cooldown_seconds": 0},
    "patron": {"images_per_user_per_day": -1, "jobs_per_user": 5, "cooldown_seconds": 0},
}


@pytest.fixture
async def tiered_stage(make_stage: StageFactory) -> BotStage:
    """A stage whose operator offers three tiers."""
    return await make_stage(limits={"images_per_user_per_day": 3, "jobs_per_user": -1, "tiers": TIERS})


async def give(stage: BotStage, name: str, tier: str, *members: MemberActor) -> RoleHandle:
    """A role that has the limits of a tier, worn by these."""
    role = stage.guild.create_role(name)
    for member in members:
        stage.env.backend.add_member_role(stage.guild.id, member.id, role.id)
    await run_admin_command(stage, "role", role=role, purpose=TIER_PURPOSE, tier=tier)
    return role


async def quota(stage: BotStage, by: MemberActor | None = None) -> str:
    return response_view(await (by or stage.alice).slash(stage.channel, "quota")).text


async def taken(stage: BotStage, count: int, by: MemberActor | None = None) -> bool:
    """Whether a request for so many pictures is taken, which are then drawn."""
    shown = response_view(await stage.imagine_and_wait("a fox", by, count=count))
    return not shown.ephemeral


async def test_tier_limits_apply_only_to_members_with_its_role(tiered_stage: BotStage) -> None:
    await give(tiered_stage, "Supporters", "supporter", tiered_stage.alice)
    assert "**5 of 5**" in await quota(tiered_stage)
    assert "**3 of 3**" in await quota(tiered_stage, tiered_stage.bob)
    assert await taken(tiered_stage, 4)
    assert not await taken(tiered_stage, 2)
    assert await taken(tiered_stage, 1)
    assert "**0 of 5**" in await quota(tiered_stage)
    assert not await taken(tiered_stage, 1)
    assert not await taken(tiered_stage, 4, tiered_stage.bob)
    assert await taken(tiered_stage, 3, tiered_stage.bob)


async def test_tier_can_have_lower_limits_than_the_default(tiered_stage: BotStage) -> None:
    await give(tiered_stage, "Newcomers", "newcomer", tiered_stage.alice)
    refused = response_view(await tiered_stage.imagine("a fox", count=3))
    assert refused.ephemeral
    assert refused.text.startswith("You requested 3 pictures, and 2 a day is")
    assert await taken(tiered_stage, 2)


async def test_tier_limits_follow_the_role_of_the_member(tiered_stage: BotStage) -> None:
    role = await give(tiered_stage, "Supporters", "supporter", tiered_stage.alice)
    assert await taken(tiered_stage, 3)
    tiered_stage.env.backend.remove_member_role(tiered_stage.guild.id, tiered_stage.alice.id, role.id)
    assert "**0 of 3**" in await quota(tiered_stage)
    assert not await taken(tiered_stage, 1)
    tiered_stage.env.backend.add_member_role(tiered_stage.guild.id, tiered_stage.alice.id, role.id)
    assert await taken(tiered_stage, 2)
    assert not await taken(tiered_stage, 1)


async def test_tier_limits_end_when_the_tier_is_removed_from_the_role(tiered_stage: BotStage) -> None:
    role = await give(tiered_stage, "Supporters", "supporter", tiered_stage.alice)
    await run_admin_command(tiered_stage, "role", role=role, purpose=TIER_PURPOSE, remove=True)
    assert "**3 of 3**" in await quota(tiered_stage)
    assert not await taken(tiered_stage, 4)


async def test_most_generous_of_several_tiers_applies(tiered_stage: BotStage) -> None:
    await give(tiered_stage, "Newcomers", "newcomer", tiered_stage.alice, tiered_stage.bob)
    await give(tiered_stage, "Supporters", "supporter", tiered_stage.alice)
    assert "**5 of 5**" in await quota(tiered_stage)
    await give(tiered_stage, "Patrons", "patron", tiered_stage.alice)
    assert "as many pictures as you like" in await quota(tiered_stage)
    assert "**2 of 2**" in await quota(tiered_stage, tiered_stage.bob)


async def test_default_limits_apply_on_another_server(tiered_stage: BotStage) -> None:
    await give(tiered_stage, "Supporters", "supporter", tiered_stage.alice)
    elsewhere = tiered_stage.env.create_guild("Elsewhere")
    there, member = elsewhere.create_text_channel("studio"), elsewhere.add_member(tiered_stage.alice.user)
    assert "**3 of 3**" in response_view(await member.slash(there, "quota")).text
    assert response_view(await member.slash(there, "imagine", prompt="a fox", count=4)).ephemeral


@pytest.mark.parametrize(("count", "more"), [(1, 4), (2, 1)])
async def test_concurrent_rerolls_cannot_exceed_the_tier_quota(tiered_stage: BotStage, count: int, more: int) -> None:
    await give(tiered_stage, "Supporters", "supporter", tiered_stage.alice)
    first = await tiered_stage.imagine_and_wait("a fox", count=count)
    press = (tiered_stage.alice, f"easel:reroll:{job_id_of(first)}", response_message(first))
    results = await tiered_stage.press_concurrently(*[press] * 7)
    await tiered_stage.run_worker_until_idle()
    assert sum(not response_view(result).ephemeral for result in results) == more
    assert [task["numberResults"] for task in tiered_stage.provider_tasks()] == [count] * (1 + more)
    assert f"**{5 - count * (1 + more)} of 5**" in await quota(tiered_stage)


async def test_reroll_uses_the_tier_of_the_presser(tiered_stage: BotStage) -> None:
    await give(tiered_stage, "Newcomers", "newcomer", tiered_stage.bob)
    result = await tiered_stage.imagine_and_wait("a fox", count=3)
    assert response_view(await tiered_stage.press("Reroll", result, tiered_stage.bob)).ephemeral
    small = await tiered_stage.imagine_and_wait("an owl", tiered_stage.bob, count=2)
    assert (await tiered_stage.job(job_id_of(small))).request.policy.tier == "newcomer"


# ── deciding ─────────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_admin_role_lists_the_roles_and_limits_of_tiers(tiered_stage: BotStage) -> None:
    role = await give(tiered_stage, "Supporters", "supporter")
    told = await run_admin_command(tiered_stage, "role")
    assert f"- have the limits of “supporter”: members with <@&{role.id}> (5 pictures a day, any number" in told
    assert (await audit_entries(tiered_stage))[0].detail == "Supporters: has the limits of a tier (supporter)"


async def test_admin_role_with_a_tier_needs_no_purpose(tiered_stage: BotStage) -> None:
    role = tiered_stage.guild.create_role("Supporters")
    await run_admin_command(tiered_stage, "role", role=role, tier="supporter")
    assert (await stored_rules(tiered_stage)).tiers == {role.id: "supporter"}


async def test_tier_roles_can_be_removed_per_tier_or_all_together(tiered_stage: BotStage) -> None:
    for name, tier in (("A", "newcomer"), ("B", "newcomer"), ("C", "supporter"), ("D", "patron")):
        await give(tiered_stage, name, tier)
    await run_admin_command(tiered_stage, "role", purpose=TIER_PURPOSE, tier="newcomer", remove=True)
    assert sorted((await stored_rules(tiered_stage)).tiers.values()) == ["patron", "supporter"]
    await run_admin_command(tiered_stage, "role", purpose=TIER_PURPOSE, remove=True)
    assert (await stored_rules(tiered_stage)).tiers == {}


@pytest.mark.parametrize(
    ("chosen", "told"),
    [
        ({"purpose": TIER_PURPOSE, "tier": "vip"}, "There is no tier “vip”; choose newcomer, supporter or patron."),
        ({"purpose": TIER_PURPOSE}, "Choose a tier, too: newcomer, supporter or patron."),
        ({"purpose": "members", "tier": "newcomer"}, str(TIER_ALONE)),
    ],
)
async def test_invalid_tier_options_change_nothing(tiered_stage: BotStage, chosen: dict[str, Any], told: str) -> None:
    before = await stored_rules(tiered_stage)
    assert await run_admin_command(tiered_stage, "role", role=tiered_stage.guild.create_role("Some"), **chosen) == told
    assert await stored_rules(tiered_stage) == before
    assert await audit_entries(tiered_stage) == []


async def test_tier_needs_a_role_other_than_everyone(tiered_stage: BotStage) -> None:
    everybody = tiered_stage.guild.default_role
    assert await run_admin_command(tiered_stage, "role", role=everybody, purpose=TIER_PURPOSE, tier="newcomer") == str(
        EVERYONE_ROLE_REFUSED
    )
    assert await run_admin_command(tiered_stage, "role", purpose=TIER_PURPOSE, tier="newcomer") == str(ROLE_AND_PURPOSE)


async def test_tier_is_refused_if_the_operator_offers_none(stage: BotStage) -> None:
    role = stage.guild.create_role("Supporters")
    assert await run_admin_command(stage, "role", role=role, purpose=TIER_PURPOSE, tier="supporter") == str(NO_TIERS)
    assert "limits.tiers" in str(NO_TIERS)


@pytest.mark.parametrize(("typed", "offered"), [("R", ["newcomer", "supporter", "patron"]), ("SUPP", ["supporter"])])
async def test_tier_autocomplete_filters_by_typed_text(tiered_stage: BotStage, typed: str, offered: list[str]) -> None:
    choices = await add_manager(tiered_stage).autocomplete(tiered_stage.channel, "admin role", "tier", typed)
    assert [choice["value"] for choice in choices] == offered


async def test_tier_no_longer_offered_by_the_operator_has_default_limits(tiered_stage: BotStage) -> None:
    role = await give(tiered_stage, "Supporters", "supporter", tiered_stage.alice)
    await tiered_stage.app.bot.services.gate.change_rules(
        tiered_stage.guild.id, lambda held: held.with_tier(role.id, "gone")
    )
    assert "**3 of 3**" in await quota(tiered_stage)
    assert "the operator no longer offers this tier" in await run_admin_command(tiered_stage, "role")
    assert not await taken(tiered_stage, 4)
