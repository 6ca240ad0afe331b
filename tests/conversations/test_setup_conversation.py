"""``/admin setup``: a few choices from lists, and the server works; no choice is lost, and no stranger’s taken."""

from collections.abc import Iterator
from typing import Any

import pytest
from simcord.actors import MemberActor
from simcord.results import InteractionResult

from bot.domain.job import State
from bot.domain.server_rules import NO_RULES, ChannelMode, ChannelRules, Flagged, SafetyMode, ServerRules
from cogs.admin.roles import NOT_EVERYBODY
from tests.conversations.test_house_log_conversation import head, staff_room
from tests.conversations.test_house_rules_conversation import OFF, admin, entries, refused, rules
from tests.conversations.test_server_check_conversation import deny
from tests.conversations.test_styles_conversation import manager
from tests.conversations.world import Seen, Stage, answer, job_id, seen

SELECTS = {3, 6, 8}
FIRST = "**Choose a moderators’ channel first.**"


async def opened(stage: Stage, by: MemberActor) -> InteractionResult:
    return await by.slash(stage.channel, "admin setup")


async def choose(by: MemberActor, panel: InteractionResult, field: str, *values: Any) -> str:
    """What the panel says once this was chosen."""
    await by.select(answer(panel), list(values), custom_id=f"easel:setup:{field}")
    return seen(panel).text


def parts(panel: InteractionResult) -> Iterator[dict[str, Any]]:
    for part in seen(panel)._parts:
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


async def test_the_panel_is_private_asks_for_the_channel_first_and_fits(stage: Stage) -> None:
    panel = await opened(stage, manager(stage))
    assert seen(panel).ephemeral
    assert stage.messages(stage.bob) == []
    assert FIRST in seen(panel).texts[0]
    assert len(list(parts(panel))) <= 40
    assert sum(map(len, seen(panel).texts)) <= 4000
    assert in_force(panel) == {
        "log": [],
        "kind": [],
        "where": [],
        "how": ["open"],
        "moderators": [],
        "flagged": ["spoiler"],
        "safety": ["operator"],
    }
    assert seen(panel).buttons == ["AutoMod’s words: off", "Others can edit pictures: on", "Check"]
    assert await rules(stage) == NO_RULES


async def test_each_choice_holds_at_once_is_shown_and_is_written_down(stage: Stage) -> None:
    boss, room, role = head(stage), staff_room(stage), stage.guild.create_role("Teachers")
    panel = await opened(stage, boss)
    assert FIRST not in await choose(boss, panel, "log", room)
    await choose(boss, panel, "where", stage.channel)
    await choose(boss, panel, "how", "approval")
    await choose(boss, panel, "moderators", role)
    await choose(boss, panel, "flagged", "hold")
    await choose(boss, panel, "safety", "fast")
    await stage.press("Others can edit pictures: on", panel, boss)
    assert in_force(panel) == {
        "log": [room.id],
        "kind": [],
        "where": [stage.channel.id],
        "how": ["approval"],
        "moderators": [role.id],
        "flagged": ["hold"],
        "safety": ["fast"],
    }
    assert "Others can edit pictures: off" in seen(panel).buttons
    held = await rules(stage)
    assert held.of_channel(stage.channel.id).mode is ChannelMode.APPROVAL
    assert held.usual.mode is ChannelMode.OFF
    assert (held.log_channel, held.moderators, held.flagged) == (room.id, (role.id,), Flagged.HOLD)
    assert (held.safety, held.edits) == (SafetyMode.FAST, False)
    assert [(entry.action, entry.detail) for entry in reversed(await entries(stage))] == [
        ("Moderators’ channel changed", "staff"),
        ("Set up", "Where members can request pictures: only studio"),
        ("Set up", "Requests: open to everyone, moderators check pictures first"),
        ("Set up", "Roles that moderate: Teachers"),
        ("Set up", "Flagged pictures: moderators check them first"),
        ("Set up", "Safety check: on"),
        ("Set up", "Others can edit pictures: off"),
    ]
    assert {entry.actor_id for entry in await entries(stage)} == {boss.id}


async def test_the_panel_works_after_a_restart(stage: Stage) -> None:
    boss = head(stage)
    panel = await opened(stage, boss)
    await stage.restart()
    await choose(boss, panel, "flagged", "refuse")
    await stage.press("Others can edit pictures: on", panel, boss)
    assert in_force(panel)["flagged"] == ["refuse"]
    assert (await rules(stage)).edits is False


async def test_channels_and_roles_that_are_gone_are_not_shown_as_chosen(stage: Stage) -> None:
    boss, lounge = head(stage), stage.guild.create_text_channel("lounge")
    role, room = stage.guild.create_role("Teachers"), staff_room(stage)
    panel = await opened(stage, boss)
    await choose(boss, panel, "log", room)
    await choose(boss, panel, "where", stage.channel, lounge)
    await choose(boss, panel, "moderators", role)
    stage.env.backend.delete_channel(lounge.id)
    stage.env.backend.delete_channel(room.id)
    stage.env.backend.delete_role(stage.guild.id, role.id)
    shown = in_force(anew := await opened(stage, boss))
    assert (shown["log"], shown["where"], shown["moderators"]) == ([], [stage.channel.id], [])
    assert "no longer exists" in seen(anew).texts[0]


async def test_what_is_chosen_can_be_taken_back(stage: Stage) -> None:
    boss, room, role = head(stage), staff_room(stage), stage.guild.create_role("Teachers")
    panel = await opened(stage, boss)
    for field, value in (("log", room), ("where", stage.channel), ("moderators", role)):
        await choose(boss, panel, field, value)
        await choose(boss, panel, field)
    assert await rules(stage) == NO_RULES


# ── the walk ─────────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_three_choices_make_a_school(stage: Stage) -> None:
    boss, room, lounge = head(stage), staff_room(stage), stage.guild.create_text_channel("lounge")
    panel = await opened(stage, boss)
    await choose(boss, panel, "log", room)
    await choose(boss, panel, "kind", "school")
    text = await choose(boss, panel, "where", stage.channel)
    assert FIRST not in text
    assert in_force(panel)["kind"] == ["school"]
    assert await refused(stage, await stage.imagine("a fox", channel=lounge)) == OFF
    result = await stage.drawn("a fox")
    job = await stage.job(job_id(result))
    assert job.state is State.HELD
    assert (job.request.treatment.flagged, job.request.treatment.safety) == (Flagged.REFUSE, SafetyMode.FAST)
    assert all(message.gallery == [] for message in stage.messages(stage.bob))
    await stage.show_cards()
    card = room.history()[-1]
    assert "Pictures to approve" in Seen(card).text
    await boss.click(card, label="Approve")
    await stage.work()
    assert len(seen(result).gallery) == 1


async def test_three_choices_make_an_art_community(stage: Stage) -> None:
    boss, room, lounge = head(stage), staff_room(stage), stage.guild.create_text_channel("lounge")
    panel = await opened(stage, boss)
    await choose(boss, panel, "log", room)
    await choose(boss, panel, "kind", "art")
    await choose(boss, panel, "where", stage.channel)
    assert await refused(stage, await stage.imagine("a fox", channel=lounge)) == OFF
    assert len(seen(await stage.drawn("a fox")).gallery) == 1


async def test_an_adults_only_server_shows_flagged_pictures_behind_the_age_gate_only(stage: Stage) -> None:
    boss, after_dark = head(stage), stage.guild.create_text_channel("after-dark")
    stage.restrict(after_dark)
    panel = await opened(stage, boss)
    await choose(boss, panel, "kind", "adults")
    await choose(boss, panel, "where", stage.channel, after_dark)
    for channel, shown in ((stage.channel, 0), (after_dark, 1)):
        assert len(seen(await stage.drawn("a fox", channel=channel)).gallery) == 1
        assert len(seen(await stage.drawn("fault:nsfw foxes", channel=channel)).gallery) == shown


async def test_roles_that_moderate_do_so(stage: Stage) -> None:
    boss, teachers = head(stage), stage.guild.create_role("Teachers")
    teacher = stage.guild.add_member(stage.env.create_user("teacher"), roles=[teachers])
    panel = await opened(stage, boss)
    await choose(boss, panel, "moderators", teachers)
    await choose(boss, panel, "how", "moderators")
    assert "only moderators" in await refused(stage, await stage.imagine("a fox"))
    assert len(seen(await stage.drawn("a fox", teacher)).gallery) == 1


# ── what is refused ──────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(("field", "value"), [("how", "approval"), ("flagged", "hold"), ("kind", "school")])
async def test_nothing_waits_for_moderators_who_have_no_channel(stage: Stage, field: str, value: str) -> None:
    boss = manager(stage)
    panel = await opened(stage, boss)
    text = await choose(boss, panel, field, value)
    assert "⛔ This server has no moderators’ channel, and without such a channel" in text
    assert await rules(stage) == NO_RULES
    await choose(boss, panel, "log", stage.channel)
    assert "⛔ Everyone can read the moderators’ channel" in await choose(boss, panel, field, value)
    assert await rules(stage) == ServerRules(log_channel=stage.channel.id)
    assert [entry.action for entry in await entries(stage)] == ["Moderators’ channel changed"]


async def test_other_choices_go_on_while_the_channel_is_lost(stage: Stage) -> None:
    boss, room = head(stage), staff_room(stage)
    panel = await opened(stage, boss)
    await choose(boss, panel, "log", room)
    await choose(boss, panel, "how", "approval")
    stage.env.backend.delete_channel(room.id)
    text = await choose(boss, panel, "flagged", "refuse")
    assert "⛔" not in text
    assert "Pictures on this server wait for approval, and no moderator can see them!" in text
    assert (await rules(stage)).flagged is Flagged.REFUSE


async def test_automod_counts_only_where_easel_may_read_it(stage: Stage) -> None:
    boss, backend, me = head(stage), stage.env.backend, stage.app.bot.user.id
    roles = list(backend.get_guild(stage.guild.id).members[me].role_ids)
    for role_id in roles:
        backend.remove_member_role(stage.guild.id, me, role_id)
    panel = await opened(stage, boss)
    await stage.press("AutoMod’s words: off", panel, boss)
    assert "⛔ Nothing was switched on: Easel needs the permission Manage Server" in seen(panel).text
    assert await rules(stage) == NO_RULES
    for role_id in roles:
        backend.add_member_role(stage.guild.id, me, role_id)
    await stage.press("AutoMod’s words: off", panel, boss)
    assert "AutoMod’s words: on" in seen(panel).buttons
    assert (await rules(stage)).automod is True


async def test_a_closed_channel_and_everybody_are_not_taken_for_moderators(stage: Stage) -> None:
    boss = head(stage)
    panel = await opened(stage, boss)
    assert "⛔ Easel cannot write in" in await choose(boss, panel, "log", staff_room(stage, send_messages=True))
    assert NOT_EVERYBODY in await choose(boss, panel, "moderators", stage.guild.default_role)
    assert await rules(stage) == NO_RULES


async def test_chosen_channels_where_easel_lacks_permissions_are_named(stage: Stage) -> None:
    boss, lounge = head(stage), stage.guild.create_text_channel("lounge")
    deny(stage, lounge, attach_files=True)
    panel = await opened(stage, boss)
    assert "lacks" not in await choose(boss, panel, "where", stage.channel)
    told = f"⚠️ Easel lacks permissions in <#{lounge.id}>: see “Check”"
    assert told in await choose(boss, panel, "where", stage.channel, lounge)
    deny(stage, lounge)
    assert "lacks" not in await choose(boss, panel, "how", "moderators")


async def test_more_channels_than_a_list_holds_are_left_to_the_command(stage: Stage) -> None:
    rooms = [stage.guild.create_text_channel(f"room-{n}") for n in range(26)]
    open_ones = {room.id: ChannelRules() for room in rooms}
    held = ServerRules(channels=open_ones, usual=ChannelRules(mode=ChannelMode.OFF))
    await stage.app.bot.gate.change(stage.guild.id, lambda _: held)
    panel = await opened(stage, head(stage))
    assert "in 26 channels, too many for this list: /admin channel shows them all" in seen(panel).text
    (select,) = [part for part in parts(panel) if part.get("custom_id") == "easel:setup:where"]
    assert (select["disabled"], len(select["default_values"])) == (True, 25)


# ── two at once ──────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_two_panels_do_not_undo_each_others_choices(stage: Stage) -> None:
    one, other, lounge = head(stage), head(stage), stage.guild.create_text_channel("lounge")
    first, second = stage.guild.create_role("First"), stage.guild.create_role("Second")
    mine, theirs = await opened(stage, one), await opened(stage, other)
    await choose(one, mine, "where", stage.channel)
    await choose(other, theirs, "where", lounge)
    assert sorted(in_force(theirs)["where"]) == sorted([stage.channel.id, lounge.id])
    await choose(one, mine, "moderators", first)
    await choose(other, theirs, "flagged", "refuse")
    await choose(other, mine_again := await opened(stage, other), "moderators", first, second)
    await choose(one, mine, "moderators")  # its panel shows the first one only
    held = await rules(stage)
    assert (held.moderators, held.flagged) == ((second.id,), Flagged.REFUSE)
    assert in_force(mine_again)["moderators"] == [first.id, second.id]


async def test_two_who_press_the_same_button_want_the_same(stage: Stage) -> None:
    one, other = head(stage), head(stage)
    mine, theirs = await opened(stage, one), await opened(stage, other)
    await stage.press("Others can edit pictures: on", mine, one)
    await stage.press("Others can edit pictures: on", theirs, other)
    assert (await rules(stage)).edits is False


async def test_the_channel_that_another_chose_is_not_given_up_by_an_old_panel(stage: Stage) -> None:
    one, other, room, better = head(stage), head(stage), staff_room(stage), staff_room(stage, "better")
    mine = await opened(stage, one)
    await choose(one, mine, "log", room)
    await admin(stage, "log", other, channel=better)
    await choose(one, mine, "log")
    assert (await rules(stage)).log_channel == better.id
    assert in_force(mine)["log"] == [better.id]
