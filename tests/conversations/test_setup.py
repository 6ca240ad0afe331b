"""``/admin setup``: a few choices from lists, and the server works; no choice is lost, and no stranger’s taken."""

from collections.abc import Iterator
from typing import Any

import pytest
from simcord.actors import MemberActor
from simcord.results import InteractionResult

from bot.domain.job import State
from bot.domain.server_rules import DEFAULT_RULES, ChannelMode, ChannelRules, FlaggedAction, SafetyMode, ServerRules
from cogs.admin.roles import EVERYONE_ROLE_REFUSED
from tests.conversations.conftest import add_manager
from tests.conversations.test_channel_rules import (
    CHANNEL_OFF_TEXT,
    audit_entries,
    refusal_text,
    run_admin_command,
    stored_rules,
)
from tests.conversations.test_diagnostics import deny_bot_permissions
from tests.conversations.test_mod_channel import add_administrator, create_staff_channel
from tests.support.stage import BotStage, MessageView, job_id_of, response_message, response_view

SELECTS = {3, 6, 8}
FIRST = "**Choose a moderators’ channel first.**"


async def open_setup(stage: BotStage, by: MemberActor) -> InteractionResult:
    return await by.slash(stage.channel, "admin setup")


async def choose_in_setup(by: MemberActor, panel: InteractionResult, field: str, *values: Any) -> str:
    """What the panel says once this was chosen."""
    await by.select(response_message(panel), list(values), custom_id=f"easel:setup:{field}")
    return response_view(panel).text


def parts(panel: InteractionResult) -> Iterator[dict[str, Any]]:
    for part in response_view(panel)._components:
        yield part
        yield from part.get("components", ())


def in_force(panel: InteractionResult) -> dict[str, list[Any]]:
    """What each select shows as chosen."""
    shown = {}
    for part in parts(panel):
        if part["type"] in SELECTS:
            chosen = [one["value"] for one in part.get("options", ()) if one.get("default")]
            chosen += [int(one["id"]) for one in part.get("default_values") or ()]
            shown[part["custom_id"].rpartition(":")[2]] = chosen
    return shown


# ── the panel ────────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_setup_panel_is_ephemeral_within_limits_and_asks_for_a_mod_channel_first(stage: BotStage) -> None:
    panel = await open_setup(stage, add_manager(stage))
    assert response_view(panel).ephemeral
    assert stage.messages(stage.bob) == []
    assert FIRST in response_view(panel).texts[0]
    assert len(list(parts(panel))) <= 40
    assert sum(map(len, response_view(panel).texts)) <= 4000
    assert in_force(panel) == {
        "log": [],
        "kind": [],
        "where": [],
        "how": ["open"],
        "moderators": [],
        "flagged": ["spoiler"],
        "safety": ["operator"],
        "language": ["discord"],
    }
    assert response_view(panel).button_labels == ["AutoMod’s words: off", "Others can edit pictures: on", "Check"]
    assert await stored_rules(stage) == DEFAULT_RULES


async def test_setup_choice_applies_immediately_and_is_shown_and_audited(stage: BotStage) -> None:
    boss, room, role = add_administrator(stage), create_staff_channel(stage), stage.guild.create_role("Teachers")
    panel = await open_setup(stage, boss)
    assert FIRST not in await choose_in_setup(boss, panel, "log", room)
    await choose_in_setup(boss, panel, "where", stage.channel)
    await choose_in_setup(boss, panel, "how", "approval")
    await choose_in_setup(boss, panel, "moderators", role)
    await choose_in_setup(boss, panel, "flagged", "hold")
    await choose_in_setup(boss, panel, "safety", "fast")
    await stage.press("Others can edit pictures: on", panel, boss)
    assert in_force(panel) == {
        "log": [room.id],
        "kind": [],
        "where": [stage.channel.id],
        "how": ["approval"],
        "moderators": [role.id],
        "flagged": ["hold"],
        "safety": ["fast"],
        "language": ["discord"],
    }
    assert "Others can edit pictures: off" in response_view(panel).button_labels
    held = await stored_rules(stage)
    assert held.for_channel(stage.channel.id).mode is ChannelMode.APPROVAL
    assert held.usual.mode is ChannelMode.OFF
    assert (held.log_channel, held.moderators, held.flagged) == (room.id, (role.id,), FlaggedAction.HOLD)
    assert (held.safety, held.edits) == (SafetyMode.FAST, False)
    assert [(entry.action, entry.detail) for entry in reversed(await audit_entries(stage))] == [
        ("Moderators’ channel changed", "staff"),
        ("Set up", "Where members can request pictures: only studio"),
        ("Set up", "Requests: checked by moderators first"),
        ("Set up", "Roles that moderate: Teachers"),
        ("Set up", "Flagged pictures: moderators decide"),
        ("Set up", "Safety check: on"),
        ("Set up", "Others can edit pictures: off"),
    ]
    assert {entry.actor_id for entry in await audit_entries(stage)} == {boss.id}


async def test_choices_of_the_setup_panel_fit_on_a_phone(stage: BotStage) -> None:
    selects = [part for part in parts(await open_setup(stage, add_manager(stage))) if part["type"] in SELECTS]
    shown = [select["placeholder"] for select in selects if select.get("placeholder")]
    shown += [option["label"] for select in selects for option in select.get("options", ())]
    assert len(shown) > 15
    assert [words for words in shown if len(words) > 40] == []


async def test_setup_panel_works_after_a_restart(stage: BotStage) -> None:
    boss = add_administrator(stage)
    panel = await open_setup(stage, boss)
    await stage.restart()
    await choose_in_setup(boss, panel, "flagged", "refuse")
    await stage.press("Others can edit pictures: on", panel, boss)
    assert in_force(panel)["flagged"] == ["refuse"]
    assert (await stored_rules(stage)).edits is False


async def test_deleted_channels_and_roles_are_not_shown_as_chosen(stage: BotStage) -> None:
    boss, lounge = add_administrator(stage), stage.guild.create_text_channel("lounge")
    role, room = stage.guild.create_role("Teachers"), create_staff_channel(stage)
    panel = await open_setup(stage, boss)
    await choose_in_setup(boss, panel, "log", room)
    await choose_in_setup(boss, panel, "where", stage.channel, lounge)
    await choose_in_setup(boss, panel, "moderators", role)
    stage.env.backend.delete_channel(lounge.id)
    stage.env.backend.delete_channel(room.id)
    stage.env.backend.delete_role(stage.guild.id, role.id)
    shown = in_force(anew := await open_setup(stage, boss))
    assert (shown["log"], shown["where"], shown["moderators"]) == ([], [stage.channel.id], [])
    assert "no longer exists" in response_view(anew).texts[0]


async def test_setup_choices_can_be_cleared(stage: BotStage) -> None:
    boss, room, role = add_administrator(stage), create_staff_channel(stage), stage.guild.create_role("Teachers")
    panel = await open_setup(stage, boss)
    for field, value in (("log", room), ("where", stage.channel), ("moderators", role)):
        await choose_in_setup(boss, panel, field, value)
        await choose_in_setup(boss, panel, field)
    assert await stored_rules(stage) == DEFAULT_RULES


# ── the walk ─────────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_school_preset_limits_channels_and_holds_pictures_for_approval(stage: BotStage) -> None:
    boss, room, lounge = (
        add_administrator(stage),
        create_staff_channel(stage),
        stage.guild.create_text_channel("lounge"),
    )
    panel = await open_setup(stage, boss)
    await choose_in_setup(boss, panel, "log", room)
    await choose_in_setup(boss, panel, "kind", "school")
    text = await choose_in_setup(boss, panel, "where", stage.channel)
    assert FIRST not in text
    assert in_force(panel)["kind"] == ["school"]
    assert await refusal_text(stage, await stage.imagine("a fox", channel=lounge)) == CHANNEL_OFF_TEXT
    result = await stage.imagine_and_wait("a fox")
    job = await stage.job(job_id_of(result))
    assert job.state is State.HELD
    assert (job.request.policy.flagged, job.request.policy.safety) == (FlaggedAction.REFUSE, SafetyMode.FAST)
    assert all(message.gallery == [] for message in stage.messages(stage.bob))
    await stage.update_cards()
    card = room.history()[-1]
    assert "Pictures to approve" in MessageView(card).text
    await boss.click(card, label="Approve")
    await stage.run_worker_until_idle()
    assert len(response_view(result).gallery) == 1


async def test_art_preset_limits_channels_and_shows_pictures_at_once(stage: BotStage) -> None:
    boss, room, lounge = (
        add_administrator(stage),
        create_staff_channel(stage),
        stage.guild.create_text_channel("lounge"),
    )
    panel = await open_setup(stage, boss)
    await choose_in_setup(boss, panel, "log", room)
    await choose_in_setup(boss, panel, "kind", "art")
    await choose_in_setup(boss, panel, "where", stage.channel)
    assert await refusal_text(stage, await stage.imagine("a fox", channel=lounge)) == CHANNEL_OFF_TEXT
    assert len(response_view(await stage.imagine_and_wait("a fox")).gallery) == 1


async def test_adults_preset_shows_flagged_pictures_only_in_age_restricted_channels(stage: BotStage) -> None:
    boss, after_dark = add_administrator(stage), stage.guild.create_text_channel("after-dark")
    stage.mark_age_restricted(after_dark)
    panel = await open_setup(stage, boss)
    await choose_in_setup(boss, panel, "kind", "adults")
    await choose_in_setup(boss, panel, "where", stage.channel, after_dark)
    for channel, shown in ((stage.channel, 0), (after_dark, 1)):
        assert len(response_view(await stage.imagine_and_wait("a fox", channel=channel)).gallery) == 1
        assert len(response_view(await stage.imagine_and_wait("fault:nsfw foxes", channel=channel)).gallery) == shown


async def test_moderator_role_chosen_in_setup_can_request_in_moderators_mode(stage: BotStage) -> None:
    boss, teachers = add_administrator(stage), stage.guild.create_role("Teachers")
    teacher = stage.guild.add_member(stage.env.create_user("teacher"), roles=[teachers])
    panel = await open_setup(stage, boss)
    await choose_in_setup(boss, panel, "moderators", teachers)
    await choose_in_setup(boss, panel, "how", "moderators")
    assert "only moderators" in await refusal_text(stage, await stage.imagine("a fox"))
    assert len(response_view(await stage.imagine_and_wait("a fox", teacher)).gallery) == 1


# ── what is refused ──────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(("field", "value"), [("how", "approval"), ("flagged", "hold"), ("kind", "school")])
async def test_setup_refuses_approval_choices_without_a_usable_mod_channel(
    stage: BotStage, field: str, value: str
) -> None:
    boss = add_manager(stage)
    panel = await open_setup(stage, boss)
    text = await choose_in_setup(boss, panel, field, value)
    assert "⛔ This server has no moderators’ channel, and without such a channel" in text
    assert await stored_rules(stage) == DEFAULT_RULES
    await choose_in_setup(boss, panel, "log", stage.channel)
    assert "⛔ Everyone can read the moderators’ channel" in await choose_in_setup(boss, panel, field, value)
    assert await stored_rules(stage) == ServerRules(log_channel=stage.channel.id)
    assert [entry.action for entry in await audit_entries(stage)] == ["Moderators’ channel changed"]


async def test_other_setup_choices_work_while_the_mod_channel_is_missing(stage: BotStage) -> None:
    boss, room = add_administrator(stage), create_staff_channel(stage)
    panel = await open_setup(stage, boss)
    await choose_in_setup(boss, panel, "log", room)
    await choose_in_setup(boss, panel, "how", "approval")
    stage.env.backend.delete_channel(room.id)
    text = await choose_in_setup(boss, panel, "flagged", "refuse")
    assert "⛔" not in text
    assert "Pictures on this server wait for approval, and no moderator can see them!" in text
    assert (await stored_rules(stage)).flagged is FlaggedAction.REFUSE


async def test_automod_cannot_be_enabled_without_manage_server_permission(stage: BotStage) -> None:
    boss, backend, me = add_administrator(stage), stage.env.backend, stage.app.bot.user.id
    roles = list(backend.get_guild(stage.guild.id).members[me].role_ids)
    for role_id in roles:
        backend.remove_member_role(stage.guild.id, me, role_id)
    panel = await open_setup(stage, boss)
    await stage.press("AutoMod’s words: off", panel, boss)
    assert "⛔ Nothing was switched on: Easel needs the permission Manage Server" in response_view(panel).text
    assert await stored_rules(stage) == DEFAULT_RULES
    for role_id in roles:
        backend.add_member_role(stage.guild.id, me, role_id)
    await stage.press("AutoMod’s words: off", panel, boss)
    assert "AutoMod’s words: on" in response_view(panel).button_labels
    assert (await stored_rules(stage)).automod is True


async def test_setup_refuses_an_unwritable_mod_channel_and_the_everyone_role(stage: BotStage) -> None:
    boss = add_administrator(stage)
    panel = await open_setup(stage, boss)
    assert "⛔ Easel cannot write in" in await choose_in_setup(
        boss, panel, "log", create_staff_channel(stage, send_messages=True)
    )
    assert str(EVERYONE_ROLE_REFUSED) in await choose_in_setup(boss, panel, "moderators", stage.guild.default_role)
    assert await stored_rules(stage) == DEFAULT_RULES


async def test_setup_names_chosen_channels_where_easel_lacks_permissions(stage: BotStage) -> None:
    boss, lounge = add_administrator(stage), stage.guild.create_text_channel("lounge")
    deny_bot_permissions(stage, lounge, attach_files=True)
    panel = await open_setup(stage, boss)
    assert "lacks" not in await choose_in_setup(boss, panel, "where", stage.channel)
    told = f"⚠️ Easel lacks permissions in <#{lounge.id}>: see “Check”"
    assert told in await choose_in_setup(boss, panel, "where", stage.channel, lounge)
    deny_bot_permissions(stage, lounge)
    assert "lacks" not in await choose_in_setup(boss, panel, "how", "moderators")


async def test_setup_channel_select_is_disabled_with_more_channels_than_it_can_hold(stage: BotStage) -> None:
    rooms = [stage.guild.create_text_channel(f"room-{n}") for n in range(26)]
    open_ones = {room.id: ChannelRules() for room in rooms}
    held = ServerRules(channels=open_ones, usual=ChannelRules(mode=ChannelMode.OFF))
    await stage.app.bot.services.gate.change_rules(stage.guild.id, lambda _: held)
    panel = await open_setup(stage, add_administrator(stage))
    assert "in 26 channels, too many for this list: /admin channel shows them all" in response_view(panel).text
    (select,) = [part for part in parts(panel) if part.get("custom_id") == "easel:setup:where"]
    assert (select["disabled"], len(select["default_values"])) == (True, 25)


# ── two at once ──────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_concurrent_setup_panels_keep_each_others_choices(stage: BotStage) -> None:
    one, other, lounge = add_administrator(stage), add_administrator(stage), stage.guild.create_text_channel("lounge")
    first, second = stage.guild.create_role("First"), stage.guild.create_role("Second")
    mine, theirs = await open_setup(stage, one), await open_setup(stage, other)
    await choose_in_setup(one, mine, "where", stage.channel)
    await choose_in_setup(other, theirs, "where", lounge)
    assert sorted(in_force(theirs)["where"]) == sorted([stage.channel.id, lounge.id])
    await choose_in_setup(one, mine, "moderators", first)
    await choose_in_setup(other, theirs, "flagged", "refuse")
    await choose_in_setup(other, mine_again := await open_setup(stage, other), "moderators", first, second)
    await choose_in_setup(one, mine, "moderators")  # its panel shows the first one only
    held = await stored_rules(stage)
    assert (held.moderators, held.flagged) == ((second.id,), FlaggedAction.REFUSE)
    assert in_force(mine_again)["moderators"] == [first.id, second.id]


async def test_edits_button_pressed_on_two_panels_switches_off_once(stage: BotStage) -> None:
    one, other = add_administrator(stage), add_administrator(stage)
    mine, theirs = await open_setup(stage, one), await open_setup(stage, other)
    await stage.press("Others can edit pictures: on", mine, one)
    await stage.press("Others can edit pictures: on", theirs, other)
    assert (await stored_rules(stage)).edits is False


async def test_outdated_setup_panel_cannot_clear_a_newer_mod_channel(stage: BotStage) -> None:
    one, other, room, better = (
        add_administrator(stage),
        add_administrator(stage),
        create_staff_channel(stage),
        create_staff_channel(stage, "better"),
    )
    mine = await open_setup(stage, one)
    await choose_in_setup(one, mine, "log", room)
    await run_admin_command(stage, "log", other, channel=better)
    await choose_in_setup(one, mine, "log")
    assert (await stored_rules(stage)).log_channel == better.id
    assert in_force(mine)["log"] == [better.id]
