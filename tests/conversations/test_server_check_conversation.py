"""``/admin check``: what does not work is listed with what to do, and what is safe to mend is mended at a press."""

import discord
import pytest
from simcord.actors import MemberActor
from simcord.backend.models import Overwrite
from simcord.builders import ChannelHandle
from simcord.enums import OverwriteType
from simcord.results import InteractionResult

from bot.domain.server_rules import NO_RULES, ChannelMode, ChannelRules, Flagged, SafetyMode, ServerRules
from bot.storage import kv
from bot.storage.word_lists import (
    Words,
)
from bot.wordfilter import patterns
from cogs.admin.diagnostics import NOTHING
from cogs.admin.permissions import MANAGERS_ONLY
from tests.conversations.conftest import Raise
from tests.conversations.test_house_log_conversation import head, staff_room
from tests.conversations.test_house_rules_conversation import entries, rules
from tests.conversations.test_styles_conversation import manager
from tests.conversations.world import Stage, answer, seen

FIX = "Fix what Easel can"
OPEN = ChannelRules(mode=ChannelMode.OPEN)
CLOSED = ChannelRules(mode=ChannelMode.OFF)


async def checked(stage: Stage, by: MemberActor | None = None) -> InteractionResult:
    return await (by or head(stage)).slash(stage.channel, "admin check")


async def lines(stage: Stage) -> list[str]:
    """What is found, without what is fine."""
    return [line for line in seen(await checked(stage)).text.split("\n") if line[0] in "❌⚠"]


def can_mend(panel: InteractionResult) -> bool:
    """Whether the button that mends can be pressed."""
    buttons = [button for part in seen(panel)._parts for button in part.get("components", ())]
    return not next(button for button in buttons if button["label"] == FIX).get("disabled")


async def held(stage: Stage, held: ServerRules) -> None:
    await stage.app.bot.gate.change(stage.guild.id, lambda _: held)


def deny(stage: Stage, channel: ChannelHandle, **denied: bool) -> None:
    bits = discord.Permissions(**denied).value
    stage.env.backend.set_overwrite(channel.id, Overwrite(stage.app.bot.user.id, OverwriteType.MEMBER, deny=bits))


def grant(stage: Stage, **granted: bool) -> None:
    """Let Easel do this and nothing else on the server, besides what everybody may."""
    backend = stage.env.backend
    (role_id,) = backend.get_guild(stage.guild.id).members[stage.app.bot.user.id].role_ids
    backend.edit_role(stage.guild.id, role_id, {"permissions": discord.Permissions(**granted).value})


async def working(stage: Stage) -> ServerRules:
    """A server where all is well."""
    rules = ServerRules(log_channel=staff_room(stage).id, channels={stage.channel.id: OPEN}, usual=CLOSED)
    await held(stage, rules)
    return rules


# ── looking ──────────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_where_all_is_well_that_is_said_in_private(stage: Stage) -> None:
    await working(stage)
    panel = await checked(stage)
    assert seen(panel).ephemeral
    assert await lines(stage) == []
    assert "✅ Runware accepts requests" in seen(panel).text
    assert "✅ Easel has all permissions it needs wherever members can request pictures." in seen(panel).text
    assert "✅ No cases are waiting for a decision." in seen(panel).text
    assert seen(panel).buttons == [FIX, "Check"]


async def test_permissions_that_lack_are_named_for_each_channel_where_one_may_ask(stage: Stage) -> None:
    rules = await working(stage)
    lounge, hidden, off = (stage.guild.create_text_channel(name) for name in ("lounge", "hidden", "off"))
    open_ones = {channel.id: OPEN for channel in (stage.channel, lounge, hidden)}
    await held(stage, rules.model_copy(update={"channels": {**open_ones, off.id: CLOSED}}))
    deny(stage, lounge, attach_files=True, read_message_history=True)
    deny(stage, hidden, view_channel=True)
    deny(stage, off, view_channel=True)
    assert await lines(stage) == [
        f"❌ <#{lounge.id}>: allow Attach Files and Read Message History in its permissions for Easel.",
        f"❌ <#{hidden.id}>: allow View Channel in its permissions for Easel.",
    ]


async def test_at_most_twenty_channels_are_listed(stage: Stage) -> None:
    rules = await working(stage)
    await held(stage, rules.model_copy(update={"usual": OPEN, "channels": {}}))
    for n in range(23):
        deny(stage, stage.guild.create_text_channel(f"room-{n}"), attach_files=True, embed_links=True)
    found = await lines(stage)
    assert len(found) == 21
    assert found[-1] == "❌ Easel lacks permissions in 3 more channels."
    assert sum(map(len, seen(await checked(stage)).texts)) <= 4000


async def test_a_channel_that_nobody_decided_about_and_easel_cannot_see_is_left_alone(stage: Stage) -> None:
    rules = await working(stage)
    await held(stage, rules.model_copy(update={"usual": OPEN, "channels": {}}))
    deny(stage, stage.guild.create_text_channel("private"), view_channel=True)
    assert await lines(stage) == []


async def test_a_moderators_channel_is_missed_and_more_so_where_pictures_wait_for_it(stage: Stage) -> None:
    await held(stage, NO_RULES)
    (line,) = await lines(stage)
    assert line.startswith("⚠️ This server has no moderators’ channel, so nobody sees reports: choose a channel")
    await held(stage, ServerRules(flagged=Flagged.HOLD, usual=ChannelRules(mode=ChannelMode.APPROVAL)))
    (line,) = await lines(stage)
    assert "❌" in line
    assert "pictures are waiting for approval and flagged pictures are waiting where nobody can see them" in line
    await held(stage, ServerRules(log_channel=stage.channel.id))
    (line,) = await lines(stage)
    assert line.startswith(f"⚠️ Everyone can read the moderators’ channel <#{stage.channel.id}>")
    assert "hide it from @everyone, or choose another channel, with /admin log" in line
    closed = staff_room(stage, send_messages=True, attach_files=True)
    await held(stage, ServerRules(log_channel=closed.id))
    assert (
        f"⚠️ Easel lacks Send Messages and Attach Files in the moderators’ channel <#{closed.id}>, so nobody sees "
        "reports: allow it there, or choose another channel, with /admin log or /admin setup."
    ) in await lines(stage)


async def test_flagged_pictures_need_a_restricted_channel(stage: Stage) -> None:
    rules = (await working(stage)).model_copy(update={"flagged": Flagged.RESTRICTED})
    await held(stage, rules)
    none = "❌ Flagged pictures are only shown in age-restricted channels, but none of the channels for pictures is one"
    assert (await lines(stage))[0].startswith(none)
    after_dark = stage.guild.create_text_channel("after-dark")
    stage.restrict(after_dark)
    assert (await lines(stage))[0].startswith(none)  # nobody may ask in this one
    await held(stage, rules.model_copy(update={"channels": {stage.channel.id: OPEN, after_dark.id: OPEN}}))
    told = f"⚠️ Flagged pictures are refused in <#{stage.channel.id}>: not age-restricted."
    assert await lines(stage) == [told]
    await held(stage, rules.model_copy(update={"channels": {after_dark.id: OPEN}}))
    assert await lines(stage) == []
    await held(stage, rules.model_copy(update={"channels": {}, "usual": OPEN}))
    text = seen(await checked(stage)).text
    assert f"✅ Flagged pictures are shown in <#{after_dark.id}> (age-restricted)." in text
    assert f"✅ Flagged pictures are refused in <#{stage.channel.id}>, " in text


@pytest.mark.parametrize(
    ("usual", "own", "off"), [("none", None, True), ("fast", "none", True), ("none", "fast", False)]
)
async def test_a_safety_check_that_is_off_is_told(raised: Raise, usual: str, own: str | None, off: bool) -> None:
    stage = await raised(runware={"safety": usual})
    rules = await working(stage)
    await held(stage, rules.model_copy(update={"safety": None if own is None else SafetyMode(own)}))
    assert [line.startswith("⚠️ The safety check is off") for line in await lines(stage)] == [True] * off


async def test_automod_that_may_not_be_read_stops_everything_and_is_told(stage: Stage) -> None:
    rules = await working(stage)
    grant(stage, manage_guild=False)
    await held(stage, rules.model_copy(update={"automod": True}))
    assert any("AutoMod’s words apply but Easel may not read them" in line for line in await lines(stage))
    grant(stage, manage_guild=True)
    assert await lines(stage) == []
    assert "✅ AutoMod’s words apply, and Easel can read them." in seen(await checked(stage)).text


async def test_patterns_that_nothing_reads_any_more_are_told_of(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    await working(stage)
    for pattern in ("f.x", "o.l"):
        await stage.app.bot.gate.lists.add(stage.guild.id, Words(patterns=(pattern,)))
    assert await lines(stage) == []
    monkeypatch.setattr(patterns, "re2", None)
    await stage.restart()
    assert await lines(stage) == [
        "⚠️ 2 words or patterns are not checked, because the bot’s operator has not installed RE2, which reads "
        "patterns; /mod words list shows which."
    ]


async def test_spending_that_stopped_needs_the_operator(stage: Stage) -> None:
    await working(stage)
    await stage.app.database.run(kv.put, kv.OPERATOR_NEEDED, "{}")
    (line,) = await lines(stage)
    assert line.startswith("❌ Nothing is drawn")
    assert "Only the bot’s operator can fix this." in line
    assert "sandbox-key" not in seen(await checked(stage)).text


async def test_budgets_tell_what_is_spent(raised: Raise) -> None:
    stage = await raised(limits={"dollars_per_guild_per_day": 0.05, "dollars_per_guild_per_month": 10})
    await working(stage)
    assert "✅ Budget for the day: $0.00 of $0.05 spent." in seen(await checked(stage)).text
    await stage.drawn("a fox", count=2)
    assert (await lines(stage))[0].startswith("⚠️ Budget for the day: $0.04 of $0.05 spent")
    assert "✅ Budget for the month: $0.04 of $10.00 spent." in seen(await checked(stage)).text


async def test_the_budget_of_the_whole_bot_is_told_once_not_one_picture_fits(raised: Raise) -> None:
    stage = await raised(limits={"dollars_per_day": 0.05})
    await working(stage)
    await stage.drawn("a fox")
    assert await lines(stage) == []
    await stage.drawn("an owl")
    (line,) = await lines(stage)
    assert line.startswith("❌ The budget of the whole bot for the day is used up; there is room again <t:")


async def test_a_budget_of_nothing_is_told_as_what_it_is(raised: Raise) -> None:
    stage = await raised(limits={"dollars_per_day": 0, "dollars_per_guild_per_day": 0})
    await working(stage)
    assert await lines(stage) == [
        "❌ The budget for the day is 0, so nothing is drawn; Easel’s operator can change it.",
        "❌ The budget of the whole bot is 0, so nothing is drawn; Easel’s operator can change it.",
    ]


async def test_cases_that_wait_are_counted(stage: Stage) -> None:
    rules = await working(stage)
    approval = ChannelRules(mode=ChannelMode.APPROVAL)
    await held(stage, rules.model_copy(update={"channels": {stage.channel.id: approval}}))
    await stage.drawn("a fox")
    await stage.drawn("an owl")
    assert await lines(stage) == ["⚠️ 2 cases are waiting for a moderator’s decision; see /mod cases."]


async def test_a_server_where_one_may_ask_nowhere_is_told_so(stage: Stage) -> None:
    rules = await working(stage)
    await held(stage, rules.model_copy(update={"channels": {}}))
    assert await lines(stage) == ["❌ Nobody can request pictures anywhere; choose channels with /admin setup."]


# ── mending ──────────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_what_does_not_exist_any_more_is_forgotten_and_nothing_else(stage: Stage) -> None:
    before, boss = await working(stage), head(stage)
    old, lost = stage.guild.create_text_channel("old"), stage.guild.create_role("Lost")
    kept, staff = stage.guild.create_role("Kept"), stage.guild.create_role("Staff")
    await held(
        stage,
        before.model_copy(
            update={
                "channels": {**before.channels, old.id: OPEN},
                "members": (lost.id, kept.id),
                "moderators": (lost.id, staff.id),
                "tiers": {kept.id: "gone", lost.id: "gone"},
            }
        ),
    )
    stage.env.backend.delete_channel(old.id)
    stage.env.backend.delete_role(stage.guild.id, lost.id)
    panel = await checked(stage, boss)
    assert "⚠️ The settings name a channel that no longer exists" in seen(panel).text
    assert "⚠️ The settings name a role that no longer exists" in seen(panel).text
    assert "tiers that the operator no longer offers: gone" in seen(panel).text
    await stage.press(FIX, panel, boss)
    assert seen(panel).text.startswith("🔧 Settings removed because they no longer exist (channels): 1\n")
    assert not any(line[0] in "❌⚠" for line in seen(panel).text.split("\n"))
    after = before.model_copy(update={"members": (kept.id,), "moderators": (staff.id,)})
    assert await rules(stage) == after
    (entry, *_) = await entries(stage)
    assert (entry.action, entry.actor_id) == ("Mended", boss.id)
    assert "roles that can request pictures" in entry.detail


async def test_a_server_is_not_opened_to_everybody_because_a_role_is_gone(stage: Stage) -> None:
    before, boss, lost = await working(stage), head(stage), stage.guild.create_role("Lost")
    await held(stage, before.model_copy(update={"members": (lost.id,)}))
    stage.env.backend.delete_role(stage.guild.id, lost.id)
    panel = await checked(stage, boss)
    assert "❌ The only roles that can request pictures no longer exist" in seen(panel).text
    await stage.press_all((boss, "easel:check:fix", answer(panel)))
    assert (await rules(stage)).members == (lost.id,)
    assert seen(await stage.imagine("a fox")).ephemeral


async def test_easel_lets_itself_into_channels_that_were_chosen_where_it_may(stage: Stage) -> None:
    before, boss = await working(stage), head(stage)
    lounge, private = stage.guild.create_text_channel("lounge"), stage.guild.create_text_channel("private")
    await held(stage, before.model_copy(update={"channels": {**before.channels, lounge.id: OPEN}, "usual": OPEN}))
    for channel in (lounge, private):
        deny(stage, channel, attach_files=True)
    panel = await checked(stage, boss)
    assert can_mend(panel)
    await stage.press(FIX, panel, boss)
    assert "🔧 Easel now has Attach Files in #lounge" in seen(panel).text
    assert not can_mend(panel)
    assert await lines(stage) == [f"❌ <#{private.id}>: allow Attach Files in its permissions for Easel."]


async def test_where_easel_may_not_change_permissions_it_names_them_only(stage: Stage) -> None:
    before, boss = await working(stage), head(stage)
    everything = {name: True for name, _ in discord.Permissions.all() if name not in {"administrator", "manage_roles"}}
    grant(stage, **everything)
    deny(stage, stage.channel, attach_files=True)
    panel = await checked(stage, boss)
    assert "allow Attach Files" in seen(panel).text
    assert not can_mend(panel)
    await stage.press_all((boss, "easel:check:fix", answer(panel)))
    assert seen(panel).text.startswith(NOTHING)
    assert await rules(stage) == before
    assert await entries(stage) == []


async def test_mending_works_after_a_restart(stage: Stage) -> None:
    before, boss, lost = await working(stage), head(stage), stage.guild.create_role("Lost")
    await held(stage, before.with_tier(lost.id, "gone"))
    panel = await checked(stage, boss)
    await stage.restart()
    await stage.press(FIX, panel, boss)
    assert (await rules(stage)).tiers == {}


async def test_nobody_but_managers_can_check_or_mend(stage: Stage) -> None:
    before, lost = await working(stage), stage.guild.create_role("Lost")
    wrong = before.with_tier(lost.id, "gone")
    await held(stage, wrong)
    shown = answer(await checked(stage, manager(stage)))
    for member in (stage.alice, stage.mod):
        for deed in ("look", "fix"):
            (told,) = await stage.press_all((member, f"easel:check:{deed}", shown))
            assert seen(told).text == MANAGERS_ONLY
    assert await rules(stage) == wrong
    assert await entries(stage) == []


async def test_who_manages_another_server_mends_only_that_one(stage: Stage) -> None:
    before, lost = await working(stage), stage.guild.create_role("Lost")
    wrong = before.with_tier(lost.id, "gone")
    await held(stage, wrong)
    elsewhere = stage.env.create_guild("Elsewhere")
    there, role = (
        elsewhere.create_text_channel("there"),
        elsewhere.create_role("Heads", permissions=stage.all_permissions),
    )
    stranger = elsewhere.add_member(stage.alice.user, roles=[role])
    panel = await stranger.slash(there, "admin check")
    await stage.press_all((stranger, "easel:check:fix", answer(panel)))
    assert await rules(stage) == wrong
