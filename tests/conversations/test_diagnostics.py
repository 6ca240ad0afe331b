"""``/admin check``: what does not work is listed with what to do, and what is safe to mend is mended at a press."""

import discord
import pytest
from simcord.actors import MemberActor
from simcord.backend.models import Overwrite
from simcord.builders import ChannelHandle
from simcord.enums import OverwriteType
from simcord.results import InteractionResult

from bot.domain.server_rules import DEFAULT_RULES, ChannelMode, ChannelRules, FlaggedAction, SafetyMode, ServerRules
from bot.storage import kv
from bot.wordfilter import patterns
from bot.wordfilter.word_list import WordListEntries
from cogs.admin.diagnostics import NOTHING_TO_FIX
from cogs.admin.permissions import MANAGERS_ONLY
from tests.conversations.conftest import StageFactory, add_manager
from tests.conversations.test_channel_rules import audit_entries, stored_rules
from tests.conversations.test_mod_channel import add_administrator, create_staff_channel
from tests.support.stage import BotStage, response_message, response_view

FIX = "Fix what Easel can"
OPEN = ChannelRules(mode=ChannelMode.OPEN)
CLOSED = ChannelRules(mode=ChannelMode.OFF)


async def checked(stage: BotStage, by: MemberActor | None = None) -> InteractionResult:
    return await (by or add_administrator(stage)).slash(stage.channel, "admin check")


async def lines(stage: BotStage) -> list[str]:
    """What is found, without what is fine."""
    return [line for line in response_view(await checked(stage)).text.split("\n") if line[0] in "❌⚠"]


def can_mend(panel: InteractionResult) -> bool:
    """Whether the button that mends can be pressed."""
    buttons = [button for part in response_view(panel)._components for button in part.get("components", ())]
    return not next(button for button in buttons if button["label"] == FIX).get("disabled")


async def held(stage: BotStage, held: ServerRules) -> None:
    await stage.app.bot.services.gate.change_rules(stage.guild.id, lambda _: held)


def deny_bot_permissions(stage: BotStage, channel: ChannelHandle, **denied: bool) -> None:
    bits = discord.Permissions(**denied).value
    stage.env.backend.set_overwrite(channel.id, Overwrite(stage.app.bot.user.id, OverwriteType.MEMBER, deny=bits))


def grant(stage: BotStage, **granted: bool) -> None:
    """Let Easel do this and nothing else on the server, besides what everybody may."""
    backend = stage.env.backend
    (role_id,) = backend.get_guild(stage.guild.id).members[stage.app.bot.user.id].role_ids
    backend.edit_role(stage.guild.id, role_id, {"permissions": discord.Permissions(**granted).value})


async def working(stage: BotStage) -> ServerRules:
    """A server where all is well."""
    rules = ServerRules(log_channel=create_staff_channel(stage).id, channels={stage.channel.id: OPEN}, usual=CLOSED)
    await held(stage, rules)
    return rules


# ── looking ──────────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_check_of_a_working_server_finds_no_problems_and_is_ephemeral(stage: BotStage) -> None:
    await working(stage)
    panel = await checked(stage)
    assert response_view(panel).ephemeral
    assert await lines(stage) == []
    assert "✅ Runware accepts requests" in response_view(panel).text
    assert "✅ Easel has all permissions it needs wherever members can request pictures." in response_view(panel).text
    assert "✅ No cases are waiting for a decision." in response_view(panel).text
    assert response_view(panel).button_labels == [FIX, "Check"]


async def test_check_names_missing_permissions_of_each_open_channel(stage: BotStage) -> None:
    rules = await working(stage)
    lounge, hidden, off = (stage.guild.create_text_channel(name) for name in ("lounge", "hidden", "off"))
    open_ones = {channel.id: OPEN for channel in (stage.channel, lounge, hidden)}
    await held(stage, rules.model_copy(update={"channels": {**open_ones, off.id: CLOSED}}))
    deny_bot_permissions(stage, lounge, attach_files=True, read_message_history=True)
    deny_bot_permissions(stage, hidden, view_channel=True)
    deny_bot_permissions(stage, off, view_channel=True)
    assert await lines(stage) == [
        f"❌ <#{lounge.id}>: allow Attach Files and Read Message History in its permissions for Easel.",
        f"❌ <#{hidden.id}>: allow View Channel in its permissions for Easel.",
    ]


async def test_check_lists_at_most_twenty_channels(stage: BotStage) -> None:
    rules = await working(stage)
    await held(stage, rules.model_copy(update={"usual": OPEN, "channels": {}}))
    for n in range(23):
        deny_bot_permissions(stage, stage.guild.create_text_channel(f"room-{n}"), attach_files=True, embed_links=True)
    found = await lines(stage)
    assert len(found) == 21
    assert found[-1] == "❌ Easel lacks permissions in 3 more channels."
    assert sum(map(len, response_view(await checked(stage)).texts)) <= 4000


async def test_check_ignores_hidden_channels_without_rules(stage: BotStage) -> None:
    rules = await working(stage)
    await held(stage, rules.model_copy(update={"usual": OPEN, "channels": {}}))
    deny_bot_permissions(stage, stage.guild.create_text_channel("private"), view_channel=True)
    assert await lines(stage) == []


async def test_check_reports_a_missing_public_or_inaccessible_mod_channel(stage: BotStage) -> None:
    await held(stage, DEFAULT_RULES)
    (line,) = await lines(stage)
    assert line.startswith("⚠️ This server has no moderators’ channel, so nobody sees reports: choose a channel")
    await held(stage, ServerRules(flagged=FlaggedAction.HOLD, usual=ChannelRules(mode=ChannelMode.APPROVAL)))
    (line,) = await lines(stage)
    assert "❌" in line
    assert "pictures are waiting for approval and flagged pictures are waiting where nobody can see them" in line
    await held(stage, ServerRules(log_channel=stage.channel.id))
    (line,) = await lines(stage)
    assert line.startswith(f"⚠️ Everyone can read the moderators’ channel <#{stage.channel.id}>")
    assert "hide it from @everyone, or choose another channel, with /admin log" in line
    closed = create_staff_channel(stage, send_messages=True, attach_files=True)
    await held(stage, ServerRules(log_channel=closed.id))
    assert (
        f"⚠️ Easel lacks Send Messages and Attach Files in the moderators’ channel <#{closed.id}>, so nobody sees "
        "reports: allow it there, or choose another channel, with /admin log or /admin setup."
    ) in await lines(stage)


async def test_check_reports_channels_without_the_age_restriction_for_flagged_pictures(stage: BotStage) -> None:
    rules = (await working(stage)).model_copy(update={"flagged": FlaggedAction.RESTRICTED})
    await held(stage, rules)
    none = "❌ Flagged pictures are only shown in age-restricted channels, but none of the channels for pictures is one"
    assert (await lines(stage))[0].startswith(none)
    after_dark = stage.guild.create_text_channel("after-dark")
    stage.mark_age_restricted(after_dark)
    assert (await lines(stage))[0].startswith(none)  # nobody may ask in this one
    await held(stage, rules.model_copy(update={"channels": {stage.channel.id: OPEN, after_dark.id: OPEN}}))
    told = f"⚠️ Flagged pictures are refused in <#{stage.channel.id}>: not age-restricted."
    assert await lines(stage) == [told]
    await held(stage, rules.model_copy(update={"channels": {after_dark.id: OPEN}}))
    assert await lines(stage) == []
    await held(stage, rules.model_copy(update={"channels": {}, "usual": OPEN}))
    text = response_view(await checked(stage)).text
    assert f"✅ Flagged pictures are shown in <#{after_dark.id}> (age-restricted)." in text
    assert f"✅ Flagged pictures are refused in <#{stage.channel.id}> and " in text


@pytest.mark.parametrize(
    ("usual", "own", "off"), [("none", None, True), ("fast", "none", True), ("none", "fast", False)]
)
async def test_check_warns_if_the_safety_check_is_off(
    make_stage: StageFactory, usual: str, own: str | None, off: bool
) -> None:
    stage = await make_stage(runware={"safety": usual})
    rules = await working(stage)
    await held(stage, rules.model_copy(update={"safety": None if own is None else SafetyMode(own)}))
    assert [line.startswith("⚠️ The safety check is off") for line in await lines(stage)] == [True] * off


async def test_check_reports_automod_rules_that_easel_cannot_read(stage: BotStage) -> None:
    rules = await working(stage)
    grant(stage, manage_guild=False)
    await held(stage, rules.model_copy(update={"automod": True}))
    assert any("AutoMod’s words apply but Easel may not read them" in line for line in await lines(stage))
    grant(stage, manage_guild=True)
    assert await lines(stage) == []
    assert "✅ AutoMod’s words apply, and Easel can read them." in response_view(await checked(stage)).text


async def test_check_warns_about_patterns_without_re2(stage: BotStage, monkeypatch: pytest.MonkeyPatch) -> None:
    await working(stage)
    for pattern in ("f.x", "o.l"):
        await stage.app.bot.services.gate.word_filters.add(stage.guild.id, WordListEntries(patterns=(pattern,)))
    assert await lines(stage) == []
    monkeypatch.setattr(patterns, "re2", None)
    await stage.restart()
    assert await lines(stage) == [
        "⚠️ 2 words or patterns are not checked, because the bot’s operator has not installed RE2, which reads "
        "patterns; /mod words list shows which."
    ]


async def test_check_reports_that_stopped_spending_needs_the_operator(stage: BotStage) -> None:
    await working(stage)
    await stage.app.database.run(kv.put, kv.OPERATOR_NEEDED_KEY, "{}")
    (line,) = await lines(stage)
    assert line.startswith("❌ Nothing is drawn")
    assert "Only the bot’s operator can fix this." in line
    assert "sandbox-key" not in response_view(await checked(stage)).text


async def test_check_shows_the_spending_of_each_server_budget(make_stage: StageFactory) -> None:
    stage = await make_stage(limits={"dollars_per_guild_per_day": 0.05, "dollars_per_guild_per_month": 10})
    await working(stage)
    assert "✅ Budget for the day: $0.00 of $0.05 spent." in response_view(await checked(stage)).text
    await stage.imagine_and_wait("a fox", count=2)
    assert (await lines(stage))[0].startswith("⚠️ Budget for the day: $0.04 of $0.05 spent")
    assert "✅ Budget for the month: $0.04 of $10.00 spent." in response_view(await checked(stage)).text


async def test_check_reports_the_bot_budget_only_when_it_is_used_up(make_stage: StageFactory) -> None:
    stage = await make_stage(limits={"dollars_per_day": 0.05})
    await working(stage)
    await stage.imagine_and_wait("a fox")
    assert await lines(stage) == []
    await stage.imagine_and_wait("an owl")
    (line,) = await lines(stage)
    assert line.startswith("❌ The budget of the whole bot for the day is used up; there is room again <t:")


async def test_check_reports_budgets_of_zero(make_stage: StageFactory) -> None:
    stage = await make_stage(limits={"dollars_per_day": 0, "dollars_per_guild_per_day": 0})
    await working(stage)
    assert await lines(stage) == [
        "❌ The budget for the day is 0, so nothing is drawn; Easel’s operator can change it.",
        "❌ The budget of the whole bot is 0, so nothing is drawn; Easel’s operator can change it.",
    ]


async def test_check_counts_open_cases(stage: BotStage) -> None:
    rules = await working(stage)
    approval = ChannelRules(mode=ChannelMode.APPROVAL)
    await held(stage, rules.model_copy(update={"channels": {stage.channel.id: approval}}))
    await stage.imagine_and_wait("a fox")
    await stage.imagine_and_wait("an owl")
    assert await lines(stage) == ["⚠️ 2 cases are waiting for a moderator’s decision; see /mod cases."]


async def test_check_reports_a_server_without_open_channels(stage: BotStage) -> None:
    rules = await working(stage)
    await held(stage, rules.model_copy(update={"channels": {}}))
    assert await lines(stage) == ["❌ Nobody can request pictures anywhere; choose channels with /admin setup."]


# ── mending ──────────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_fix_removes_only_missing_channels_roles_and_tiers(stage: BotStage) -> None:
    before, boss = await working(stage), add_administrator(stage)
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
    assert "⚠️ The settings name a channel that no longer exists" in response_view(panel).text
    assert "⚠️ The settings name a role that no longer exists" in response_view(panel).text
    assert "tiers that the operator no longer offers: gone" in response_view(panel).text
    await stage.press(FIX, panel, boss)
    assert response_view(panel).text.startswith("🔧 Settings removed because they no longer exist (channels): 1\n")
    assert not any(line[0] in "❌⚠" for line in response_view(panel).text.split("\n"))
    after = before.model_copy(update={"members": (kept.id,), "moderators": (staff.id,)})
    assert await stored_rules(stage) == after
    (entry, *_) = await audit_entries(stage)
    assert (entry.action, entry.actor_id) == ("Mended", boss.id)
    assert "roles that can request pictures" in str(entry.detail)


async def test_fix_does_not_open_the_server_when_the_only_member_role_is_deleted(stage: BotStage) -> None:
    before, boss, lost = await working(stage), add_administrator(stage), stage.guild.create_role("Lost")
    await held(stage, before.model_copy(update={"members": (lost.id,)}))
    stage.env.backend.delete_role(stage.guild.id, lost.id)
    panel = await checked(stage, boss)
    assert "❌ The only roles that can request pictures no longer exist" in response_view(panel).text
    await stage.press_concurrently((boss, "easel:check:fix", response_message(panel)))
    assert (await stored_rules(stage)).members == (lost.id,)
    assert response_view(await stage.imagine("a fox")).ephemeral


async def test_fix_grants_missing_permissions_only_in_configured_channels(stage: BotStage) -> None:
    before, boss = await working(stage), add_administrator(stage)
    lounge, private = stage.guild.create_text_channel("lounge"), stage.guild.create_text_channel("private")
    await held(stage, before.model_copy(update={"channels": {**before.channels, lounge.id: OPEN}, "usual": OPEN}))
    for channel in (lounge, private):
        deny_bot_permissions(stage, channel, attach_files=True)
    panel = await checked(stage, boss)
    assert can_mend(panel)
    await stage.press(FIX, panel, boss)
    assert "🔧 Easel now has Attach Files in #lounge" in response_view(panel).text
    assert not can_mend(panel)
    assert await lines(stage) == [f"❌ <#{private.id}>: allow Attach Files in its permissions for Easel."]


async def test_fix_changes_nothing_if_easel_cannot_manage_permissions(stage: BotStage) -> None:
    before, boss = await working(stage), add_administrator(stage)
    everything = {name: True for name, _ in discord.Permissions.all() if name not in {"administrator", "manage_roles"}}
    grant(stage, **everything)
    deny_bot_permissions(stage, stage.channel, attach_files=True)
    panel = await checked(stage, boss)
    assert "allow Attach Files" in response_view(panel).text
    assert not can_mend(panel)
    await stage.press_concurrently((boss, "easel:check:fix", response_message(panel)))
    assert response_view(panel).text.startswith(str(NOTHING_TO_FIX))
    assert await stored_rules(stage) == before
    assert await audit_entries(stage) == []


async def test_fix_works_after_a_restart(stage: BotStage) -> None:
    before, boss, lost = await working(stage), add_administrator(stage), stage.guild.create_role("Lost")
    await held(stage, before.with_tier(lost.id, "gone"))
    panel = await checked(stage, boss)
    await stage.restart()
    await stage.press(FIX, panel, boss)
    assert (await stored_rules(stage)).tiers == {}


async def test_only_managers_can_check_or_fix(stage: BotStage) -> None:
    before, lost = await working(stage), stage.guild.create_role("Lost")
    wrong = before.with_tier(lost.id, "gone")
    await held(stage, wrong)
    shown = response_message(await checked(stage, add_manager(stage)))
    for member in (stage.alice, stage.mod):
        for deed in ("look", "fix"):
            (told,) = await stage.press_concurrently((member, f"easel:check:{deed}", shown))
            assert response_view(told).text == str(MANAGERS_ONLY)
    assert await stored_rules(stage) == wrong
    assert await audit_entries(stage) == []


async def test_manager_of_another_server_cannot_fix_this_server(stage: BotStage) -> None:
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
    await stage.press_concurrently((stranger, "easel:check:fix", response_message(panel)))
    assert await stored_rules(stage) == wrong
