"""``/admin quota``: managers share out what the plan allows, members run into it and understand the answer."""

import re
from typing import Any

import discord
import pytest
from simcord.actors import MemberActor
from simcord.results import InteractionResult

from bot.domain.server_quotas import Quota
from cogs.admin import quota_options
from cogs.admin.permissions import MANAGERS_ONLY
from cogs.admin.quotas import PANEL_OUTDATED
from tests.conversations.conftest import StageFactory, add_manager
from tests.conversations.test_channel_rules import audit_entries, create_thread, run_admin_command, stored_rules
from tests.support.stage import BotStage, MessageView, response_message, response_view


async def told(stage: BotStage, prompt: str = "a fox", by: MemberActor | None = None, **options: Any) -> str:
    """What the member is told about a request, in private; an empty text if the request was drawn."""
    result = await stage.imagine_and_wait(prompt, by, **options)
    return response_view(result).text if response_view(result).ephemeral else ""


async def admin(stage: BotStage, boss: MemberActor, command: str, **options: Any) -> str:
    return await run_admin_command(stage, f"quota {command}", by=boss, **options)


async def quota(stage: BotStage, by: MemberActor | None = None) -> str:
    return response_view(await (by or stage.alice).slash(stage.channel, "quota")).text


def options_of(panel: InteractionResult) -> list[str]:
    """The labels in the select of the panel."""
    view = response_view(panel)
    rows = [part.get("components", ()) for part in view._components]
    return [option["label"] for row in rows for part in row for option in part.get("options", ())]


# ── each limit ───────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_quota_of_the_whole_server_holds_for_everyone(planned: BotStage, boss: MemberActor) -> None:
    saved = await admin(planned, boss, "set", images=2)
    assert saved == "Saved for the whole server: 2 pictures a day (before: nothing of its own)."
    assert (await told(planned, count=3)).startswith("You requested 3 pictures, and 2 a day is your limit;")
    assert await told(planned, count=2) == ""
    refused = await told(planned)
    assert refused.startswith("You have 0 of your 2 pictures of the last 24 hours left. Nothing was charged.")
    assert re.search(r"The next one frees up <t:\d+:R>, or a manager of this server allows more\.", refused)
    text = await quota(planned)
    assert "You have **0 of 2** pictures left." in text
    assert "Your limit was set by this server’s managers for all members." in text


async def test_everyone_role_is_the_whole_server(planned: BotStage, boss: MemberActor) -> None:
    await admin(planned, boss, "set", images=2, role=planned.guild.default_role)
    assert (await stored_rules(planned)).quotas.everyone == Quota(images=2)


async def test_best_role_counts(planned: BotStage, boss: MemberActor) -> None:
    guests, painters = planned.guild.create_role("Guests"), planned.guild.create_role("Painters")
    await admin(planned, boss, "set", images=1, role=guests)
    await admin(planned, boss, "set", images=4, role=painters)
    planned.env.backend.add_member_role(planned.guild.id, planned.alice.id, guests.id)
    assert "**1 of 1**" in await quota(planned)
    planned.env.backend.add_member_role(planned.guild.id, planned.alice.id, painters.id)
    text = await quota(planned)
    assert "**4 of 4**" in text
    assert f"Your limit was set by this server’s managers for <@&{painters.id}>." in text
    assert await told(planned, count=4) == ""
    assert "0 of your 4 pictures" in await told(planned)
    assert "**10 of 10**" in await quota(planned, planned.bob)


async def test_own_quota_counts_before_roles(planned: BotStage, boss: MemberActor) -> None:
    painters = planned.guild.create_role("Painters")
    planned.env.backend.add_member_role(planned.guild.id, planned.alice.id, painters.id)
    await admin(planned, boss, "set", images=9, role=painters)
    await admin(planned, boss, "set", images=1, member=planned.alice.user)
    text = await quota(planned)
    assert "**1 of 1**" in text
    assert "Your limit was set by this server’s managers for you." in text
    assert await told(planned, count=1) == ""
    assert "Your one picture" in await told(planned)


async def test_quota_of_zero_says_who_can_change_it(planned: BotStage, boss: MemberActor) -> None:
    await admin(planned, boss, "set", images=0, member=planned.alice.user)
    assert await told(planned) == (
        "You cannot request pictures here: your limit is 0. A manager of this server or Easel’s operator can change "
        "that. Nothing was charged."
    )
    assert await told(planned, by=planned.bob) == ""


async def test_channel_quota_is_shared_by_all_members_and_its_threads(planned: BotStage, boss: MemberActor) -> None:
    thread = create_thread(planned, planned.channel, planned.alice)
    await admin(planned, boss, "set", images=3, channel=planned.channel)
    assert (await told(planned, count=4)).startswith("You requested 4 pictures, and this channel has 3 a day;")
    assert await told(planned, count=2) == ""
    left = await told(planned, by=planned.bob, count=2, channel=thread)
    assert left.startswith("This channel has 1 of its 3 pictures of the day left, and you requested 2.")
    assert "The next one frees up <t:" in left
    assert await told(planned, by=planned.bob, channel=thread) == ""
    used_up = "This channel’s 3 pictures of the day are used up, by all members together; please try another channel."
    assert (await told(planned)).startswith(used_up)
    assert "This channel has **0 of 3** pictures a day left, for all members together." in await quota(planned)
    elsewhere = planned.guild.create_text_channel("elsewhere")
    assert await told(planned, channel=elsewhere) == ""


async def test_thread_as_channel_is_its_parent(planned: BotStage, boss: MemberActor) -> None:
    thread = create_thread(planned, planned.channel, planned.alice)
    saved = await admin(planned, boss, "set", images=3, channel=thread)
    assert saved.startswith(f"Saved for <#{planned.channel.id}>: 3 pictures a day")
    assert [*(await stored_rules(planned)).quotas.channels] == [planned.channel.id]


async def test_pictures_on_all_servers_count_together(planned: BotStage) -> None:
    elsewhere = planned.env.create_guild("Elsewhere")
    there, member = elsewhere.create_text_channel("studio"), elsewhere.add_member(planned.alice.user)
    assert await told(planned, by=member, channel=there, count=10) == ""
    assert await told(planned, count=10) == ""  # the general limit is 20 on all servers together
    refused = await told(planned, by=member, channel=there)
    assert refused.startswith("You have 0 of your 10 pictures of the last 24 hours left.")
    third = planned.env.create_guild("Third")
    room, guest = third.create_text_channel("studio"), third.add_member(planned.alice.user)
    refused = await told(planned, by=guest, channel=room)
    assert refused.startswith("You have 0 of your 20 pictures of the last 24 hours on all servers together left.")
    assert "On all servers together you had 20 of 20." in response_view(await guest.slash(room, "quota")).text


async def test_concurrent_limit_holds(planned: BotStage, boss: MemberActor) -> None:
    await admin(planned, boss, "set", images=10, concurrent=1)
    await planned.imagine("a fox")
    refused = response_view(await planned.imagine("an owl")).text
    assert refused.startswith("You have a request running already, and 1 at once is your limit;")


async def test_cooldown_holds(planned: BotStage, boss: MemberActor) -> None:
    await admin(planned, boss, "set", images=10, cooldown=60)
    assert await told(planned) == ""
    refused = await told(planned)
    assert refused.startswith("Your limit is one request every 60 seconds; nothing was charged. You can try again <t:")
    assert "one request every 60 seconds" in await quota(planned)
    await planned.env.advance_time(60)
    assert await told(planned) == ""


async def test_count_and_resolution_of_a_request_are_limited(planned: BotStage, boss: MemberActor) -> None:
    await admin(planned, boss, "set", images=10, max_count=2, max_resolution="1K")
    assert await told(planned, count=3) == (
        "You requested 3 pictures at once, and this server’s managers allow at most 2 pictures a request here; please "
        "ask for fewer. Nothing was charged."
    )
    assert await told(planned, model="pro", resolution="2K") == (
        "This server’s managers allow pictures in 1K here, not in 2K; please choose 1K. Nothing was charged."
    )
    assert await told(planned, count=2) == ""
    assert "up to 2 pictures a request · up to 1K" in await quota(planned)


async def test_model_outside_the_plan_is_refused(make_stage: StageFactory) -> None:
    stage = await make_stage(plans={"default": {"models": ["standard"]}})
    assert await told(stage, model="pro") == (
        "This server’s plan does not include the model pro; please choose standard. Nothing was charged."
    )
    assert await told(stage, "a fox --pro") != ""
    boss = add_manager(stage)
    refused = await run_admin_command(stage, "channel", by=boss, model="pro, standard")
    assert refused == "This server’s plan does not include the model pro; choose standard. Nothing was changed."
    choices = await boss.autocomplete(stage.channel, "admin channel", "model", "")
    assert [choice["value"] for choice in choices] == ["all", "standard"]


async def test_only_tiers_of_the_plan_can_be_given_to_a_role(make_stage: StageFactory) -> None:
    tiers = {name: {"images_per_user_per_day": 5} for name in ("supporter", "patron")}
    stage = await make_stage(limits={"tiers": tiers}, plans={"default": {"tiers": ["patron"]}})
    boss, role = add_manager(stage), stage.guild.create_role("Some")
    refused = await run_admin_command(stage, "role", by=boss, role=role, tier="supporter")
    assert refused == "There is no tier “supporter”; choose patron."
    choices = await boss.autocomplete(stage.channel, "admin role", "tier", "")
    assert [choice["value"] for choice in choices] == ["patron"]


# ── never above the plan ─────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({"images": 16}, "This server’s plan allows a member at most 15 pictures a day. Nothing was changed."),
        (
            {"images": 1, "concurrent": 4},
            "This server’s plan allows a member at most 3 requests at once. Nothing was changed.",
        ),
        (
            {"images": 1, "day": "Nowhere/Land"},
            "There is no such time zone; please choose one from the list, such as Europe/Berlin.",
        ),
    ],
)
async def test_settings_above_the_plan_are_refused_and_change_nothing(
    planned: BotStage, boss: MemberActor, options: dict[str, Any], sentence: str
) -> None:
    before = await stored_rules(planned)
    assert await admin(planned, boss, "set", **options) == sentence
    assert await stored_rules(planned) == before
    assert await audit_entries(planned) == []


async def test_shorter_cooldown_than_that_of_the_plan_is_refused(make_stage: StageFactory) -> None:
    stage = await make_stage(limits={"cooldown_seconds": 5})
    refused = await admin(stage, add_manager(stage), "set", images=1, cooldown=1)
    assert refused == "This server’s plan requires a cooldown of at least 5 seconds. Nothing was changed."


async def test_minus_one_is_as_many_as_the_plan_allows(planned: BotStage, boss: MemberActor) -> None:
    saved = await admin(planned, boss, "set", images=-1, member=planned.alice.user)
    assert saved.startswith(f"Saved for <@{planned.alice.id}>: as many pictures a day as the plan allows (before: ")
    assert "The plan allows 15 pictures a day." in saved
    assert "**15 of 15**" in await quota(planned)


async def test_options_that_exclude_each_other_are_refused(planned: BotStage, boss: MemberActor) -> None:
    member, role = planned.alice.user, planned.guild.create_role("Some")
    assert await admin(planned, boss, "set", images=1, member=member, role=role) == str(quota_options.ONE_TARGET)
    assert await admin(planned, boss, "set", images=1, role=role, day="Europe/Berlin") == str(
        str(quota_options.DAY_OF_SERVER)
    )
    channel = planned.channel
    refused = await admin(planned, boss, "set", images=1, channel=channel, cooldown=5)
    assert refused.startswith("A channel has no requests at once and no cooldown of its own;")
    assert await audit_entries(planned) == []


# ── showing and removing ─────────────────────────────────────────────────────────────────────────────────────────────


async def test_settings_are_listed_and_can_be_removed_even_when_their_role_is_gone(
    planned: BotStage, boss: MemberActor
) -> None:
    role = planned.guild.create_role("Painters")
    await admin(planned, boss, "set", images=3)
    await admin(planned, boss, "set", images=4, role=role)
    await admin(planned, boss, "set", images=5, member=planned.alice.user)
    await admin(planned, boss, "set", images=6, channel=planned.channel)
    planned.env.backend.delete_role(planned.guild.id, role.id)
    panel = await boss.slash(planned.channel, "admin quota show")
    text = response_view(panel).text
    assert "a day is any 24 hours" in text
    assert "10 pictures a day, if managers set it, 15 pictures a day, 3 requests at once" in text
    assert "1. the whole server: 3 pictures a day" in text
    assert f"4. <#{planned.channel.id}>: 6 pictures a day, all members together" in text
    assert options_of(panel) == [
        *("1. The whole server", f"2. Role {role.id}", f"3. Member {planned.alice.id}", "4. Channel studio"),
    ]
    await boss.select(response_message(panel), [f"roles:{role.id}"], custom_id="easel:quotas:remove:0")
    assert response_view(panel).text.startswith(f"Removed for <@&{role.id}>: 4 pictures a day.")
    assert (await stored_rules(planned)).quotas.roles == {}
    assert (await audit_entries(planned))[0].detail == f"Role {role.id}: 4 pictures a day → nothing of its own"
    await boss.select(response_message(panel), ["everyone:0"], custom_id="easel:quotas:remove:0")
    assert (await stored_rules(planned)).quotas.everyone is None


async def test_right_to_remove_a_setting_is_checked_when_it_is_used(planned: BotStage) -> None:
    role = planned.guild.create_role("Former", permissions=discord.Permissions(manage_guild=True))
    former = planned.guild.add_member(planned.env.create_user("former"), roles=[role])
    await admin(planned, former, "set", images=3)
    panel = await former.slash(planned.channel, "admin quota show")
    planned.env.backend.remove_member_role(planned.guild.id, former.id, role.id)
    refused = await former.select(response_message(panel), ["everyone:0"], custom_id="easel:quotas:remove:0")
    assert response_view(refused).text == str(MANAGERS_ONLY)
    assert (await stored_rules(planned)).quotas.everyone == Quota(images=3)


async def test_more_settings_than_a_select_can_hold_are_on_pages(planned: BotStage, boss: MemberActor) -> None:
    for n in range(30):
        await planned.app.bot.services.gate.change_rules(
            planned.guild.id,
            lambda rules, n=n: rules.model_copy(  # type: ignore[misc]
                update={"quotas": rules.quotas.with_quota("members", 1000 + n, Quota(images=1))}
            ),
        )
    panel = await boss.slash(planned.channel, "admin quota show")
    assert len(options_of(panel)) == 25
    await boss.click(response_message(panel), custom_id="easel:quotas:page:1")
    assert options_of(panel) == [f"{n}. Member {1000 + n - 1}" for n in range(26, 31)]
    assert "· 2 of 2" in response_view(panel).text


async def test_quota_of_a_member_is_shown_with_reason_and_grants(planned: BotStage, boss: MemberActor) -> None:
    await told(planned, count=4)
    await admin(planned, boss, "grant", member=planned.alice.user, images=3, reason="won the contest")
    text = await admin(planned, boss, "show", member=planned.alice.user)
    assert f"**<@{planned.alice.id}>**" in text
    assert "They have **6 of 10** pictures left. They had 4 in the last 24 hours." in text
    assert f"gave them **3** more, until they are used. (by <@{boss.id}>: won the contest)" in text
    assert "Their limit is the one that everyone has here." in text


async def test_quota_of_a_member_without_other_limits_ends_without_an_empty_line(make_stage: StageFactory) -> None:
    stage = await make_stage(limits={"jobs_per_user": -1, "cooldown_seconds": 0})
    text = await admin(stage, add_manager(stage), "show", member=stage.alice.user)
    assert text.endswith("Their limit is the one that everyone has here.")


async def test_changes_are_audited_with_old_and_new(planned: BotStage, boss: MemberActor) -> None:
    await admin(planned, boss, "set", images=3, member=planned.alice.user)
    await admin(planned, boss, "set", images=5, concurrent=1, member=planned.alice.user)
    newest, first = await audit_entries(planned)
    assert first.detail == f"Member {planned.alice.id}: nothing of its own → 3 pictures a day"
    assert newest.detail == f"Member {planned.alice.id}: 3 pictures a day → 5 pictures a day, one request at once"
    assert (newest.action, newest.user_id, newest.actor_id) == ("Quota changed", planned.alice.id, boss.id)


async def test_bots_get_no_quota(planned: BotStage, boss: MemberActor) -> None:
    robot = planned.guild.add_member(planned.env.create_user("robot", bot=True))
    for command, options in (("set", {"images": 1}), ("grant", {"images": 1}), ("reset", {})):
        told_ = await admin(planned, boss, command, member=robot.user, **options)
        assert told_ == str(quota_options.BOT_HAS_NO_QUOTA)


async def test_forged_panel_values_are_refused(planned: BotStage, boss: MemberActor) -> None:
    await admin(planned, boss, "set", images=3)
    panel = await boss.slash(planned.channel, "admin quota show")
    (result,) = await planned.press_concurrently((boss, "easel:quotas:remove:0", response_message(panel)))
    assert response_view(result).text == str(PANEL_OUTDATED)
    assert MessageView(response_message(panel)).text != ""
    assert (await stored_rules(planned)).quotas.everyone == Quota(images=3)
