"""House rules: what managers decide about channels, roles and the log, and what members are told."""

import asyncio
from typing import Any

import pytest
from simcord.actors import MemberActor
from simcord.builders import ChannelHandle
from simcord.results import InteractionResult

from bot.discord import replies
from bot.domain.audit import AuditEntry
from bot.domain.server_rules import ServerRules
from bot.storage import audit
from bot.ui.admin.rules_options import NO_MODEL
from cogs.admin.channels import CHANNEL_OR_ELSEWHERE, RESET_NOT_COMBINABLE
from cogs.admin.roles import EVERYONE_ROLE_REFUSED, ROLE_AND_PURPOSE
from tests.conversations.conftest import StageFactory, add_manager
from tests.support.stage import BotStage, job_id_of, response_message, response_view

CHANNEL_OFF_TEXT = (
    "This server does not allow picture requests in this channel; please try another one. Nothing was charged."
)
DAY = 24 * 3600


async def run_admin_command(stage: BotStage, command: str, /, by: MemberActor | None = None, **options: Any) -> str:
    """What a manager is told, a new one unless ``by`` is; it is asked ``at`` a channel, the stage's unless said."""
    place = options.pop("at", stage.channel)
    shown = response_view(await (by or add_manager(stage)).slash(place, f"admin {command}", **options))
    assert shown.ephemeral
    return shown.text


async def refusal_text(stage: BotStage, result: InteractionResult, by: MemberActor | None = None) -> str:
    """What somebody is told whose request goes no further; nobody else sees it, and nothing is charged."""
    shown = response_view(result)
    assert shown.ephemeral
    assert shown.button_labels == []
    await stage.run_worker_until_idle()
    assert await stage.images_left(by) == 20
    assert stage.provider_tasks() == []
    return shown.text


async def stored_rules(stage: BotStage) -> ServerRules:
    """What holds, read from the disk."""
    stage.app.bot.services.gate.clear_cache()
    return await stage.app.bot.services.gate.rules(stage.guild.id)


async def audit_entries(stage: BotStage) -> list[AuditEntry]:
    return await stage.app.database.run(audit.list_newest, stage.guild.id)


def create_thread(stage: BotStage, channel: ChannelHandle, owner: MemberActor) -> ChannelHandle:
    """A public thread in a channel."""
    thread = stage.env.backend.create_thread(channel.id, "a thread", owner.id)
    return ChannelHandle(stage.env, stage.guild, thread)


# ── channels ─────────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_channel_turned_off_refuses_everyone_but_other_channels_stay_open(stage: BotStage) -> None:
    lounge = stage.guild.create_text_channel("lounge")
    told = await run_admin_command(stage, "channel", mode="off")
    assert told == f"Saved for <#{stage.channel.id}>: nobody can request pictures."
    for member in (stage.alice, stage.mod):
        assert await refusal_text(stage, await stage.imagine("a fox", member), member) == CHANNEL_OFF_TEXT
    assert len(response_view(await stage.imagine_and_wait("a fox", channel=lounge)).gallery) == 1


async def test_channel_reset_clears_its_rules(stage: BotStage) -> None:
    await run_admin_command(stage, "channel", channel=stage.channel, mode="off")
    told = await run_admin_command(stage, "channel", channel=stage.channel, mode="usual")
    assert (
        told
        == f"Cleared the settings for <#{stage.channel.id}>. What applies there now: everyone can request pictures."
    )
    assert len(response_view(await stage.imagine_and_wait("a fox")).gallery) == 1
    assert (await stored_rules(stage)).channels == {}


async def test_moderators_only_channel_accepts_moderators_and_moderator_roles(stage: BotStage) -> None:
    helpers = stage.guild.create_role("Helpers")
    helper = stage.guild.add_member(stage.env.create_user("helper"), roles=[helpers])
    await run_admin_command(stage, "channel", mode="moderators")
    for member in (stage.alice, helper):
        told = await refusal_text(stage, await stage.imagine("a fox", member), member)
        assert told == (
            "This server lets only moderators request pictures in this channel; please try another one. "
            "Nothing was charged."
        )
    await run_admin_command(stage, "role", role=helpers, purpose="moderators")
    for member in (stage.mod, helper):
        assert len(response_view(await stage.imagine_and_wait("a fox", member)).gallery) == 1


async def test_disallowed_model_is_refused_naming_the_allowed_models(stage: BotStage) -> None:
    told = await run_admin_command(stage, "channel", model="Standard")
    assert told == f"Saved for <#{stage.channel.id}>: everyone can request pictures, only with Grok Imagine."
    told = await refusal_text(stage, await stage.imagine("a fox --pro"))
    assert told == (
        "This server does not allow Grok Imagine Pro in this channel; you can use standard. Nothing was charged."
    )
    assert len(response_view(await stage.imagine_and_wait("a fox")).gallery) == 1
    await run_admin_command(stage, "channel", model="all")
    assert len(response_view(await stage.imagine_and_wait("a fox --pro")).gallery) == 1


async def test_private_only_channel_makes_every_request_ephemeral(stage: BotStage) -> None:
    told = await run_admin_command(stage, "channel", private_only=True)
    assert told.endswith(": everyone can request pictures, pictures are shown only to the member who requests them.")
    result = await stage.imagine_and_wait("a fox", private=False)
    assert response_view(result).ephemeral
    assert len(response_view(result).gallery) == 1
    assert stage.messages(stage.bob) == []


async def test_channel_command_changes_only_the_given_options(stage: BotStage) -> None:
    await run_admin_command(stage, "channel", model="standard, pro", private_only=True)
    told = await run_admin_command(stage, "channel", mode="moderators")
    assert told.endswith(
        ": only moderators can request pictures, only with Grok Imagine or Grok Imagine Pro, "
        "pictures are shown only to the member who requests them."
    )


async def test_threads_and_posts_follow_their_channel(stage: BotStage) -> None:
    lounge = stage.guild.create_text_channel("lounge")
    inside, outside = create_thread(stage, stage.channel, stage.alice), create_thread(stage, lounge, stage.alice)
    await run_admin_command(stage, "channel", mode="off")
    assert await refusal_text(stage, await stage.imagine("a fox", channel=inside)) == CHANNEL_OFF_TEXT
    assert len(response_view(await stage.imagine_and_wait("a fox", channel=outside)).gallery) == 1


async def test_channel_command_in_a_thread_changes_its_parent_channel(stage: BotStage) -> None:
    inside = create_thread(stage, stage.channel, stage.alice)
    told = await run_admin_command(stage, "channel", mode="off", at=inside)
    assert f"<#{stage.channel.id}>" in told
    assert await refusal_text(stage, await stage.imagine("a fox")) == CHANNEL_OFF_TEXT


@pytest.mark.parametrize("kind", ["news", "voice", "stage", "forum"])
async def test_every_kind_of_channel_can_be_turned_off(stage: BotStage, kind: str) -> None:
    place = getattr(stage.guild, f"create_{kind}_channel")("somewhere")
    assert await run_admin_command(stage, "channel", channel=place, mode="off") == (
        f"Saved for <#{place.id}>: nobody can request pictures."
    )
    if kind == "forum":
        place = create_thread(stage, place, stage.alice)
    assert await refusal_text(stage, await stage.imagine("a fox", channel=place)) == CHANNEL_OFF_TEXT


async def test_elsewhere_rule_applies_to_channels_without_rules_of_their_own(stage: BotStage) -> None:
    art = stage.guild.create_text_channel("art")
    told = await run_admin_command(stage, "channel", elsewhere=True, mode="off")
    assert told == "Saved for channels without settings of their own: nobody can request pictures."
    await run_admin_command(stage, "channel", channel=art, mode="open")
    later = stage.guild.create_text_channel("later")
    for closed in (stage.channel, later):
        assert await refusal_text(stage, await stage.imagine("a fox", channel=closed)) == CHANNEL_OFF_TEXT
    assert len(response_view(await stage.imagine_and_wait("a fox", channel=art)).gallery) == 1
    await run_admin_command(stage, "channel", elsewhere=True, mode="usual")
    assert len(response_view(await stage.imagine_and_wait("a fox", channel=later)).gallery) == 1


async def test_channel_command_without_options_lists_all_channel_rules(stage: BotStage) -> None:
    assert (await run_admin_command(stage, "channel")).split("\n")[1:-1] == [
        "- everywhere: everyone can request pictures"
    ]
    lounge = stage.guild.create_text_channel("lounge")
    await run_admin_command(stage, "channel", mode="off")
    await run_admin_command(stage, "channel", channel=lounge, model="pro", private_only=True)
    assert (await run_admin_command(stage, "channel")).split("\n") == [
        "**Where members can request pictures**",
        "- everywhere else: everyone can request pictures",
        f"- <#{stage.channel.id}>: nobody can request pictures",
        f"- <#{lounge.id}>: everyone can request pictures, only with Grok Imagine Pro, "
        "pictures are shown only to the member who requests them",
        "-# Threads and posts follow their channel. Server settings do not apply in direct messages.",
    ]


async def test_removed_model_is_listed_as_not_offered(stage: BotStage) -> None:
    await stage.app.bot.services.gate.change_rules(
        stage.guild.id, lambda held: held.with_channel(stage.channel.id, {"models": ("old",)})
    )
    assert "only with old (not offered here)" in await run_admin_command(stage, "channel")


async def test_list_of_hundreds_of_channel_rules_fits_into_a_message(stage: BotStage) -> None:
    def many(held: ServerRules) -> ServerRules:
        for n in range(500):
            held = held.with_channel(10**18 + n, {"models": ("standard", "pro"), "private_only": True})
        return held

    await stage.app.bot.services.gate.change_rules(stage.guild.id, many)
    told = await run_admin_command(stage, "channel")
    assert len(told) < 4000
    assert told.split("\n")[-2].endswith(" more channels")


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("", ["all", "standard", "pro"]),
        ("im", ["standard", "pro"]),
        ("PRO", ["pro"]),
        ("pro, ", ["pro, standard"]),
        ("pro,standard,", []),
        ("nothing", []),
    ],
)
async def test_model_option_suggests_models_that_are_not_typed_yet(
    stage: BotStage, typed: str, offered: list[str]
) -> None:
    boss = add_manager(stage)
    choices = await boss.autocomplete(stage.channel, "admin channel", "model", typed)
    assert [choice["value"] for choice in choices] == offered


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({"model": "dall-e"}, "There is no model “dall-e”. You can use standard or pro."),
        ({"model": "standard, @everyone"}, "There is no model “\uff20everyone”. You can use standard or pro."),
        ({"model": " , "}, str(NO_MODEL)),
        ({"mode": "usual", "private_only": True}, str(RESET_NOT_COMBINABLE)),
        ({"mode": "usual", "model": "pro"}, str(RESET_NOT_COMBINABLE)),
    ],
)
async def test_invalid_channel_options_are_refused_and_change_nothing(
    stage: BotStage, options: dict[str, Any], told: str
) -> None:
    assert await run_admin_command(stage, "channel", **options) == told
    assert await run_admin_command(stage, "channel", channel=stage.channel, elsewhere=True, mode="off") == str(
        CHANNEL_OR_ELSEWHERE
    )
    assert await stored_rules(stage) == ServerRules()


async def test_admin_commands_on_a_slow_disk_are_answered(stage: BotStage, monkeypatch: pytest.MonkeyPatch) -> None:
    boss, change = add_manager(stage), stage.app.bot.services.gate.change_rules

    async def slow(*changing: Any) -> ServerRules:
        await asyncio.sleep(0.1)
        return await change(*changing)

    monkeypatch.setattr(replies, "ACK_DELAY_SECONDS", 0.02)
    monkeypatch.setattr(stage.app.bot.services.gate, "change_rules", slow)
    assert "nobody can request" in await run_admin_command(stage, "channel", boss, mode="off")
    assert stage.initial_responses()[-1]["type"] == 5
    assert "who joined this server at least a day ago" in await run_admin_command(stage, "role", boss, min_days=1)


# ── people ───────────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_member_roles_restrict_requests_until_the_last_role_is_removed(stage: BotStage) -> None:
    artists = stage.guild.create_role("Artists")
    artist = stage.guild.add_member(stage.env.create_user("artist"), roles=[artists])
    told = await run_admin_command(stage, "role", role=artists, purpose="members")
    assert f"- can request pictures: members with <@&{artists.id}>\n" in told
    assert await refusal_text(stage, await stage.imagine("a fox")) == (
        "On this server, only some roles can request pictures; ask a moderator for one. Nothing was charged."
    )
    for able in (artist, stage.mod):
        assert len(response_view(await stage.imagine_and_wait("a fox", able)).gallery) == 1
    told = await run_admin_command(stage, "role", role=artists, purpose="members", remove=True)
    assert "- can request pictures: everyone\n" in told
    assert len(response_view(await stage.imagine_and_wait("a fox")).gallery) == 1


async def test_deleted_member_role_is_cleared_by_removing_all_member_roles(stage: BotStage) -> None:
    artists = stage.guild.create_role("Artists")
    await run_admin_command(stage, "role", role=artists, purpose="members")
    stage.env.backend.delete_role(stage.guild.id, artists.id)
    assert "only some roles" in await refusal_text(stage, await stage.imagine("a fox"))
    assert "- can request pictures: everyone\n" in await run_admin_command(
        stage, "role", purpose="members", remove=True
    )
    assert len(response_view(await stage.imagine_and_wait("a fox")).gallery) == 1


async def test_new_member_is_refused_until_the_minimum_membership_days_pass(stage: BotStage) -> None:
    told = await run_admin_command(stage, "role", min_days=2)
    assert "- can request pictures: everyone who joined this server at least 2 days ago\n" in told
    assert await refusal_text(stage, await stage.imagine("a fox")) == (
        "On this server, you can request pictures once you have been a member for 2 days; "
        "please come back in 2 days. Nothing was charged."
    )
    assert len(response_view(await stage.imagine_and_wait("a fox", stage.mod)).gallery) == 1
    await stage.env.advance_time(2 * DAY)
    assert len(response_view(await stage.imagine_and_wait("a fox")).gallery) == 1
    assert "- can request pictures: everyone\n" in await run_admin_command(stage, "role", min_days=0)


async def test_role_command_without_options_shows_the_role_rules(stage: BotStage) -> None:
    assert await run_admin_command(stage, "role") == (
        "**Who can request pictures here**\n- can request pictures: everyone\n"
        "- count as moderators: members who can manage messages\n"
        "-# Moderators can always request pictures, except where pictures are off."
    )
    helpers, tutors = stage.guild.create_role("Helpers"), stage.guild.create_role("Tutors")
    for role in (helpers, tutors):
        await run_admin_command(stage, "role", role=role, purpose="moderators")
    assert f"members who can manage messages or have <@&{helpers.id}> or <@&{tutors.id}>\n" in await run_admin_command(
        stage, "role"
    )
    assert len(await audit_entries(stage)) == 2


async def test_incomplete_role_options_are_refused_and_change_nothing(stage: BotStage) -> None:
    artists = stage.guild.create_role("Artists")
    for options in ({"role": artists}, {"purpose": "members"}, {"remove": True}, {"role": artists, "remove": True}):
        assert await run_admin_command(stage, "role", **options, min_days=3) == str(ROLE_AND_PURPOSE)
    for purpose in ("members", "moderators"):
        told = await run_admin_command(stage, "role", role=stage.guild.default_role, purpose=purpose)
        assert told == str(EVERYONE_ROLE_REFUSED)
    assert await stored_rules(stage) == ServerRules()


# ── offers, and other ways on ────────────────────────────────────────────────────────────────────────────────────────


async def test_price_offer_is_checked_against_the_channel_rules_on_confirmation(make_stage: StageFactory) -> None:
    stage = await make_stage(limits={"confirm_above_dollars": 0.05})
    offer = await stage.imagine("a fox", model="pro")
    await run_admin_command(stage, "channel", mode="off")
    assert await refusal_text(stage, await stage.press("Draw it", offer)) == CHANNEL_OFF_TEXT
    await run_admin_command(stage, "channel", mode="open", model="standard")
    assert "does not allow Grok Imagine Pro" in await refusal_text(stage, await stage.press("Draw it", offer))
    await run_admin_command(stage, "channel", model="all", private_only=True)
    drawn = await stage.press("Draw it", offer)
    await stage.run_worker_until_idle()
    assert len(stage.provider_tasks()) == 1
    assert (await stage.job(job_id_of(drawn))).request.private
    assert stage.messages(stage.bob) == []


async def test_earlier_request_is_delivered_after_its_channel_is_turned_off(stage: BotStage) -> None:
    waiting = await stage.imagine("a fox")
    await run_admin_command(stage, "channel", mode="off")
    await stage.run_worker_until_idle()
    assert len(response_view(waiting).gallery) == 1
    assert await refused_reroll(stage, waiting) == CHANNEL_OFF_TEXT


async def refused_reroll(stage: BotStage, on: InteractionResult) -> str:
    before = len(stage.provider_tasks())
    shown = response_view(await stage.press("Reroll", on))
    await stage.run_worker_until_idle()
    assert shown.ephemeral
    assert len(stage.provider_tasks()) == before
    return shown.text


async def test_channel_rule_refusal_is_ephemeral(stage: BotStage) -> None:
    await run_admin_command(stage, "channel", mode="off")
    result = await stage.imagine("a fox")
    assert response_message(result).flags.ephemeral
    assert stage.messages(stage.bob) == []


async def test_channel_rules_survive_a_restart_and_apply_to_a_single_server(stage: BotStage) -> None:
    await run_admin_command(stage, "channel", mode="off")
    await stage.restart()
    assert await refusal_text(stage, await stage.imagine("a fox")) == CHANNEL_OFF_TEXT
    other = stage.env.create_guild("Elsewhere")
    channel = other.create_text_channel("studio")
    dana = other.add_member(stage.env.create_user("dana"))
    assert len(response_view(await stage.imagine_and_wait("a fox", dana, channel=channel)).gallery) == 1
