"""``/admin setup`` in the hands of strangers: nothing is taken that the panel does not offer to a manager."""

import discord
import pytest
from simcord.actors import MemberActor
from simcord.backend.serializers import message_payload
from simcord.interactions import base_payload
from simcord.results import InteractionResult

from bot.domain.server_rules import DEFAULT_RULES, FlaggedAction
from cogs.admin.permissions import MANAGERS_ONLY
from cogs.admin.setup_panel import PANEL_OUTDATED
from tests.conversations.conftest import add_manager
from tests.conversations.test_channel_rules import audit_entries, stored_rules
from tests.conversations.test_setup import choose_in_setup, open_setup
from tests.support.stage import BotStage, response_message, response_view

_KINDS = {"log": 8, "where": 8, "moderators": 6, "automod": 2, "edits": 2}


async def send(
    stage: BotStage, by: MemberActor, panel: InteractionResult, custom_id: str, *values: str
) -> InteractionResult:
    """Use an item of the panel with whatever in it, offered or not."""
    record, payload = base_payload(
        stage.env.backend,
        type=3,
        channel_id=stage.channel.id,
        guild_id=by.guild.id,
        user_id=by.id,
        data={
            "custom_id": custom_id,
            "component_type": _KINDS.get(custom_id.split(":")[2], 3),
            "values": list(values),
            "resolved": {"channels": {}, "roles": {}},
        },
    )
    shown = stage.env.backend.get_message(stage.channel.id, response_message(panel).id)
    payload["message"] = dict(message_payload(stage.env.backend, shown))
    record.source_message_id = shown.id
    stage.env.backend.emit("INTERACTION_CREATE", payload)
    await stage.env.settle()
    return InteractionResult(stage.env, record)


EVERY_ITEM = [
    *(("log", "0"), ("kind", "art"), ("where", "0"), ("how", "moderators"), ("moderators", "0")),
    *(("flagged", "refuse"), ("safety", "none"), ("automod:on", ""), ("edits:off", "")),
]


async def test_setup_panel_is_refused_to_members_and_moderators(stage: BotStage) -> None:
    panel = await open_setup(stage, add_manager(stage))
    for member in (stage.alice, stage.mod):
        for field, value in EVERY_ITEM:
            told = await send(stage, member, panel, f"easel:setup:{field}", value)
            assert response_view(told).text == str(MANAGERS_ONLY)
    assert await stored_rules(stage) == DEFAULT_RULES
    assert await audit_entries(stage) == []


async def test_setup_panel_is_refused_to_a_former_manager(stage: BotStage) -> None:
    role = stage.guild.create_role("Managers", permissions=discord.Permissions(manage_guild=True))
    boss = stage.guild.add_member(stage.env.create_user("boss"), roles=[role])
    panel = await open_setup(stage, boss)
    stage.env.backend.remove_member_role(stage.guild.id, boss.id, role.id)
    told = await send(stage, boss, panel, "easel:setup:flagged", "refuse")
    assert response_view(told).text == str(MANAGERS_ONLY)
    assert await stored_rules(stage) == DEFAULT_RULES


@pytest.mark.parametrize(
    ("field", "values"),
    [
        ("kind", ["casino"]),
        ("kind", []),
        ("how", ["off"]),
        ("how", ["open", "approval"]),
        ("flagged", ["shown"]),
        ("safety", ["full"]),
        ("language", ["ko"]),
        ("where", ["1"]),
        ("where", ["art"]),
        ("where", ["-1"]),
        ("where", ["9" * 5000]),
        ("log", ["1"]),
        ("moderators", ["1"]),
    ],
)
async def test_setup_panel_refuses_values_it_does_not_offer(stage: BotStage, field: str, values: list[str]) -> None:
    boss = add_manager(stage)
    panel = await open_setup(stage, boss)
    told = await send(stage, boss, panel, f"easel:setup:{field}", *values)
    assert response_view(told).text == str(PANEL_OUTDATED)
    assert await stored_rules(stage) == DEFAULT_RULES


async def test_setup_button_without_on_or_off_changes_nothing(stage: BotStage) -> None:
    boss = add_manager(stage)
    shown = response_message(await open_setup(stage, boss))
    for field in ("edits", "automod", "kind:on"):
        (told,) = await stage.press_concurrently((boss, f"easel:setup:{field}", shown))
        assert response_view(told).text == str(PANEL_OUTDATED)
    assert await stored_rules(stage) == DEFAULT_RULES


async def test_setup_panel_refuses_channels_and_roles_of_another_server(stage: BotStage) -> None:
    elsewhere = stage.env.create_guild("Elsewhere")
    channel, role = elsewhere.create_text_channel("theirs"), elsewhere.create_role("Theirs")
    boss = add_manager(stage)
    panel = await open_setup(stage, boss)
    for field, one in (("where", channel.id), ("log", channel.id), ("moderators", role.id)):
        told = await send(stage, boss, panel, f"easel:setup:{field}", str(one))
        assert response_view(told).text == str(PANEL_OUTDATED)
    assert await stored_rules(stage) == DEFAULT_RULES


async def test_manager_of_another_server_changes_only_that_server(stage: BotStage) -> None:
    elsewhere = stage.env.create_guild("Elsewhere")
    there = elsewhere.create_text_channel("there")
    role = elsewhere.create_role("Managers", permissions=stage.all_permissions)
    stranger = elsewhere.add_member(stage.alice.user, roles=[role])
    panel = await stranger.slash(there, "admin setup")
    await choose_in_setup(stranger, panel, "flagged", "refuse")
    assert await stored_rules(stage) == DEFAULT_RULES
    assert (await stage.app.bot.services.gate.rules(elsewhere.id)).flagged is FlaggedAction.REFUSE
