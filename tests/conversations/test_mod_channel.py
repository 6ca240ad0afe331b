"""The log of decisions: what is told there and what it takes; and who may decide at all."""

from typing import Any

import discord
import pytest
from simcord.actors import MemberActor
from simcord.backend.models import Overwrite
from simcord.builders import ChannelHandle
from simcord.enums import OverwriteType

from bot.domain.job import State
from bot.domain.server_rules import ChannelMode, ServerRules
from cogs.admin.permissions import MANAGERS_ONLY
from tests.conversations.conftest import add_manager
from tests.conversations.test_channel_rules import (
    CHANNEL_OFF_TEXT,
    audit_entries,
    refusal_text,
    run_admin_command,
    stored_rules,
)
from tests.support.stage import BotStage, MessageView, job_id_of, response_view


def log_lines(channel: ChannelHandle) -> list[str]:
    return [message.content for message in channel.history()]


async def test_admin_changes_are_recorded_and_posted_in_the_mod_channel(stage: BotStage) -> None:
    logs = stage.guild.create_text_channel("mod-log")
    artists, boss = stage.guild.create_role("Artists"), add_manager(stage)
    told = await run_admin_command(stage, "log", boss, channel=logs)
    assert told == (
        f"Decisions are now posted in <#{logs.id}>, where everyone can read them. Reports and pictures waiting for "
        "approval are not posted there; choose a channel that only moderators can read to get them."
    )
    await run_admin_command(stage, "channel", boss, mode="off")
    await run_admin_command(stage, "channel", boss, mode="usual")
    await run_admin_command(stage, "role", boss, role=artists, purpose="members", min_days=7)
    await run_admin_command(stage, "role", boss, role=artists, purpose="members", remove=True)
    told = await run_admin_command(stage, "log", boss, off=True)
    assert told == "Decisions are no longer posted in any channel; they are still recorded."
    await run_admin_command(stage, "channel", boss, elsewhere=True, mode="off")
    said = [
        ("Moderators’ channel changed", "mod-log"),
        ("Channel settings changed", "studio: nobody can request pictures"),
        ("Channel settings cleared", "studio: everyone can request pictures"),
        ("Role settings changed", "Artists: can request pictures, days on the server: 7"),
        ("Role settings changed", "Artists: no longer can request pictures"),
        ("Moderators’ channel changed", "no channel"),
        ("Channel settings changed", "channels without settings of their own: nobody can request pictures"),
    ]
    assert [(entry.action, entry.detail) for entry in reversed(await audit_entries(stage))] == said
    assert {entry.actor_id for entry in await audit_entries(stage)} == {boss.id}
    assert log_lines(logs) == [f"**{action}** by <@{boss.id}>\n-# {detail}" for action, detail in said[:-1]]


@pytest.mark.parametrize(
    ("denied", "missing"),
    [
        ({"send_messages": True}, "Send Messages"),
        ({"view_channel": True}, "View Channel and Send Messages"),
    ],
)
async def test_mod_channel_without_write_permission_is_refused(
    stage: BotStage, denied: dict[str, bool], missing: str
) -> None:
    logs = stage.guild.create_text_channel("mod-log")
    bits = discord.Permissions(**denied).value
    stage.env.backend.set_overwrite(logs.id, Overwrite(stage.app.bot.user.id, OverwriteType.MEMBER, deny=bits))
    assert await run_admin_command(stage, "log", channel=logs) == (
        f"Easel cannot write in <#{logs.id}>. Allow it {missing} there, then try again."
    )
    assert (await stored_rules(stage)).log_channel is None
    assert await audit_entries(stage) == []


async def test_mod_channel_hidden_from_members_is_accepted_without_a_warning(stage: BotStage) -> None:
    hidden = discord.PermissionOverwrite(view_channel=False)
    logs = stage.guild.create_text_channel("mod-log", overwrites={stage.guild.default_role: hidden})
    bits = discord.Permissions(view_channel=True).value
    stage.env.backend.set_overwrite(logs.id, Overwrite(stage.app.bot.user.id, OverwriteType.MEMBER, allow=bits))
    by = add_administrator(stage)
    assert await run_admin_command(stage, "log", by, channel=logs) == f"Decisions are now posted in <#{logs.id}>."
    assert log_lines(logs) == [f"**Moderators’ channel changed** by <@{by.id}>\n-# mod-log"]


async def test_admin_log_without_options_shows_and_keeps_the_current_channel(stage: BotStage) -> None:
    boss, logs = add_administrator(stage), create_staff_channel(stage)
    nothing = "This server has no moderators’ channel; decisions are still recorded. Choose one with `channel`."
    assert await run_admin_command(stage, "log", boss) == nothing
    assert await run_admin_command(stage, "log", boss, off=False) == nothing
    await run_admin_command(stage, "log", boss, channel=logs)
    before = log_lines(logs)
    for options in ({}, {"off": False}):
        told = await run_admin_command(stage, "log", boss, **options)
        assert told == f"Decisions are posted in <#{logs.id}>. Use `off` to switch that off."
    assert (await stored_rules(stage)).log_channel == logs.id
    assert log_lines(logs) == before
    assert [entry.detail for entry in await audit_entries(stage)] == ["staff"]


async def test_admin_log_explains_why_the_current_channel_is_unusable(stage: BotStage) -> None:
    boss, logs = add_administrator(stage), stage.guild.create_text_channel("mod-log")
    await run_admin_command(stage, "log", boss, channel=logs)
    assert "Everyone can read the moderators’ channel" in await run_admin_command(stage, "log", boss)
    stage.env.backend.delete_channel(logs.id)
    assert "The moderators’ channel no longer exists." in await run_admin_command(stage, "log", boss)
    assert (await stored_rules(stage)).log_channel == logs.id


async def test_admin_log_off_works_without_a_channel_and_excludes_choosing_a_channel(stage: BotStage) -> None:
    boss, logs = add_administrator(stage), create_staff_channel(stage)
    told = await run_admin_command(stage, "log", boss, channel=logs, off=True)
    assert told == "Choose a channel or off, not both."
    assert (await stored_rules(stage)).log_channel is None
    assert await run_admin_command(stage, "log", boss, off=True) == (
        "Decisions are no longer posted in any channel; they are still recorded."
    )
    assert (await stored_rules(stage)).log_channel is None
    await run_admin_command(stage, "channel", boss, mode="open")
    await run_admin_command(stage, "log", boss, channel=logs)
    await run_admin_command(stage, "channel", boss, mode="approval")
    await run_admin_command(stage, "log", boss, off=True)
    assert (await run_admin_command(stage, "log", boss)).endswith("moderators find them only with /mod cases.")


async def test_deleted_mod_channel_does_not_block_admin_changes(stage: BotStage) -> None:
    logs = stage.guild.create_text_channel("mod-log")
    await run_admin_command(stage, "log", channel=logs)
    stage.env.backend.delete_channel(logs.id)
    assert "nobody can request" in await run_admin_command(stage, "channel", mode="off")
    assert await refusal_text(stage, await stage.imagine("a fox")) == CHANNEL_OFF_TEXT


async def test_role_name_cannot_format_or_ping_in_the_mod_channel(stage: BotStage) -> None:
    logs = stage.guild.create_text_channel("mod-log")
    role = stage.guild.create_role("@everyone **<@&1>**")
    await run_admin_command(stage, "log", channel=logs)
    await run_admin_command(stage, "role", role=role, purpose="members")
    line = log_lines(logs)[-1].split("\n")[-1]
    assert not any(sign in line for sign in ("@", "<", "*"))


# ── approval needs a channel for moderators ──────────────────────────────────────────────────────────────────────────


def add_administrator(stage: BotStage) -> MemberActor:
    """A new member who may do everything, and so sees every channel."""
    role = stage.guild.create_role("Heads", permissions=stage.all_permissions)
    return stage.guild.add_member(stage.env.create_user("head"), roles=[role])


def create_staff_channel(stage: BotStage, name: str = "staff", **denied: bool) -> ChannelHandle:
    """A channel that only moderators can read, and Easel, which may do there what is not denied."""
    room = stage.guild.create_text_channel(
        name, overwrites={stage.guild.default_role: discord.PermissionOverwrite(view_channel=False)}
    )
    allow, deny = discord.Permissions(view_channel=True).value, discord.Permissions(**denied).value
    me = stage.app.bot.user.id
    stage.env.backend.set_overwrite(room.id, Overwrite(me, OverwriteType.MEMBER, allow=allow & ~deny, deny=deny))
    return room


async def test_approval_mode_requires_a_usable_mod_channel(stage: BotStage) -> None:
    boss = add_administrator(stage)
    told = await run_admin_command(stage, "channel", boss, mode="approval")
    assert told == (
        "This server has no moderators’ channel, and without such a channel, nobody can approve pictures. "
        "First, choose a channel that only moderators can read with /admin log or /admin setup. Nothing was changed."
    )
    public = stage.guild.create_text_channel("mod-log")
    await run_admin_command(stage, "log", boss, channel=public)
    told = await run_admin_command(stage, "channel", boss, mode="approval")
    assert told.startswith(f"Everyone can read the moderators’ channel <#{public.id}>, and")
    await run_admin_command(stage, "log", boss, channel=create_staff_channel(stage, attach_files=True))
    told = await run_admin_command(stage, "channel", boss, mode="approval", elsewhere=True)
    assert told.startswith("Easel lacks Attach Files in the moderators’ channel <#")
    gone = create_staff_channel(stage, "gone")
    await run_admin_command(stage, "log", boss, channel=gone)
    stage.env.backend.delete_channel(gone.id)
    told = await run_admin_command(stage, "channel", boss, mode="approval")
    assert told.startswith("The moderators’ channel no longer exists, and")
    held = await stored_rules(stage)
    assert (held.channels, held.usual.mode) == ({}, ChannelMode.OPEN)
    assert {entry.action for entry in await audit_entries(stage)} == {"Moderators’ channel changed"}
    assert len(response_view(await stage.imagine_and_wait("a fox")).gallery) == 1


async def test_pictures_in_an_approval_channel_are_held_for_moderators(stage: BotStage) -> None:
    boss, room = add_administrator(stage), create_staff_channel(stage)
    await run_admin_command(stage, "log", boss, channel=room)
    told = await run_admin_command(stage, "channel", boss, mode="approval")
    assert told == (
        f"Saved for <#{stage.channel.id}>: everyone can request pictures; moderators check them before they are shown."
    )
    result = await stage.imagine_and_wait("a fox")
    assert response_view(result).gallery == []
    assert (await stage.job(job_id_of(result))).state is State.HELD


async def test_admin_log_off_explains_where_held_pictures_can_be_found(stage: BotStage) -> None:
    boss = add_administrator(stage)
    await run_admin_command(stage, "log", boss, channel=create_staff_channel(stage))
    await run_admin_command(stage, "channel", boss, mode="approval")
    told = await run_admin_command(stage, "log", boss, off=True)
    assert told.endswith("Pictures still wait for approval; moderators find them only with /mod cases.")


async def test_new_mod_channel_receives_cards_that_could_not_be_posted(stage: BotStage) -> None:
    boss, room = add_administrator(stage), create_staff_channel(stage)
    await run_admin_command(stage, "log", boss, channel=room)
    await run_admin_command(stage, "channel", boss, mode="approval")
    stage.env.backend.delete_channel(room.id)
    await stage.imagine_and_wait("a fox")
    await stage.update_cards()
    other = create_staff_channel(stage, "other")
    await run_admin_command(stage, "log", boss, channel=other)
    await stage.update_cards()
    assert "Pictures to approve" in MessageView(other.history()[-1]).text


# ── who may decide ───────────────────────────────────────────────────────────────────────────────────────────────────


async def test_non_managers_cannot_use_admin_commands_even_if_discord_shows_them(stage: BotStage) -> None:
    root = stage.env.backend.find_command("admin", stage.guild.id, type=1)
    assert root is not None
    root["default_member_permissions"] = None  # as a server can decide for itself
    artists = stage.guild.create_role("Artists")
    asked: list[tuple[str, dict[str, Any]]] = [
        ("channel", {}),
        ("channel", {"mode": "off"}),
        ("role", {}),
        ("role", {"role": artists, "purpose": "moderators"}),
        ("log", {}),
        ("log", {"off": True}),
        ("log", {"channel": stage.channel}),
    ]
    for member in (stage.alice, stage.mod):
        for command, options in asked:
            shown = response_view(await member.slash(stage.channel, f"admin {command}", **options))
            assert shown.ephemeral
            assert shown.text == str(MANAGERS_ONLY)
    assert await stored_rules(stage) == ServerRules()
    assert await audit_entries(stage) == []
