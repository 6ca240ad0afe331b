"""The server's own AutoMod as a source of words: switched on by managers, and never skipped."""

import asyncio
import json
import re
from typing import Any, Final

import discord
import pytest
from discord import app_commands
from simcord.actors import MemberActor
from simcord.results import InteractionResult

from bot.discord import automod_client, replies
from bot.domain.audit import AuditEntry
from bot.localization.messages import text
from bot.policy.automod_cache import CACHE_TTL_SECONDS, RETRY_SECONDS
from bot.policy.gate import BLOCKED_PROMPT_WORDS
from bot.policy.guild_word_filters import AUTOMOD_NOT_PERMITTED, AUTOMOD_UNREACHABLE
from bot.storage import audit
from bot.ui.moderation import automod_summary, word_list
from bot.wordfilter import patterns
from bot.wordfilter.patterns import RE2_NOT_INSTALLED_MESSAGE
from cogs.admin.permissions import MANAGERS_ONLY
from tests.conversations.test_channel_rules import create_thread
from tests.support.stage import TIMEOUT_SECONDS, BotStage, MessageView, response_view

RULES: Final = "/guilds/*/auto-moderation/rules"
BLOCK: Final = [{"type": 1, "metadata": {}}]
KEYWORD, PRESET, PROFILE = 1, 4, 6


def manager(stage: BotStage) -> MemberActor:
    permissions = discord.Permissions(manage_guild=True, manage_messages=True)
    role = stage.guild.create_role("Managers", permissions=permissions)
    return stage.guild.add_member(stage.env.create_user("boss"), roles=[role])


def rule(stage: BotStage, name: str, *keywords: str, kind: int = KEYWORD, **more: Any) -> int:
    """Put a rule into the server's AutoMod, with Discord's own names for what it has."""
    metadata = {
        "keyword_filter": list(keywords),
        "regex_patterns": more.pop("regex_patterns", []),
        "allow_list": more.pop("allow_list", []),
    }
    given = {"name": name, "event_type": 1, "trigger_type": kind, "trigger_metadata": metadata, "actions": BLOCK}
    return stage.env.backend.create_auto_mod_rule(stage.guild.id, stage.mod.id, {**given, **more}).id


def permit(stage: BotStage, *, may_manage: bool) -> None:
    """Give Easel’s own role the right to manage the server, or take it away."""
    guild = stage.env.backend.get_guild(stage.guild.id)
    (role,) = [role for role in guild.roles.values() if role.managed]
    permissions = discord.Permissions(role.permissions)
    permissions.manage_guild = may_manage
    stage.env.backend.edit_role(stage.guild.id, role.id, {"permissions": permissions.value})


async def switch(stage: BotStage, by: MemberActor, *, on: bool) -> str:
    shown = response_view(await by.slash(stage.channel, "mod words automod", on=on))
    assert shown.ephemeral
    return shown.text


async def said(stage: BotStage, command: str, **options: Any) -> str:
    shown = response_view(await stage.mod.slash(stage.channel, f"mod words {command}", **options))
    assert shown.ephemeral
    return shown.text


async def refused(stage: BotStage, result: InteractionResult, sentence: str) -> None:
    """The member alone is told this, nothing is drawn and nothing charged."""
    assert response_view(result).text == sentence
    assert response_view(result).ephemeral
    await stage.run_worker_until_idle()
    assert stage.provider_tasks() == []
    assert await stage.images_left() == 20


async def entries(stage: BotStage, action: str, number: int) -> list[AuditEntry]:
    """What was written down under this name, once it is as many."""
    async with asyncio.timeout(TIMEOUT_SECONDS):
        while True:
            found = [one for one in await audit_of(stage) if one.action == action]
            if len(found) >= number:
                await stage.env.settle()
                return found
            await asyncio.sleep(0.002)


async def audit_of(stage: BotStage) -> list[AuditEntry]:
    return (await stage.app.database.run(audit.list_newest, stage.guild.id))[::-1]


def asked(stage: BotStage) -> int:
    """How often Discord was asked for the rules."""
    return sum(entry.path.endswith("/auto-moderation/rules") for entry in stage.env.http_requests)


# ── switching ────────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_automod_switched_on_by_a_manager_applies_its_rules(stage: BotStage) -> None:
    boss = manager(stage)
    rule(stage, "Weapons", "kni*", "sword", "🍆", allow_list=["knitting"], regex_patterns=["gun[sz]?", "(?=x)"])
    rule(stage, "Birds", "owl")
    rule(stage, "Asleep", "fox", enabled=False)
    rule(stage, "Names", "fox", kind=PROFILE)
    rule(stage, "Discord’s", kind=PRESET)
    await stage.imagine_and_wait("a knife")
    assert len(stage.provider_tasks()) == 1
    told = await switch(stage, boss, on=True)
    assert told.startswith(
        "3 keywords and 1 pattern of 2 rules of this server’s AutoMod now apply to pictures too; "
        "changes there take effect within 5 minutes. Not checked, because Easel cannot read it: “🍆” and “/(?=x)/”."
    )
    for prompt in ("a kn1ves box", "a lot of GUNZ", "an o w l"):
        assert response_view(await stage.imagine(prompt, stage.add_member(prompt[-4:]))).text.startswith(
            str(BLOCKED_PROMPT_WORDS)
        )
    await stage.imagine_and_wait("a fox who is knitting")
    assert len(stage.provider_tasks()) == 2
    log = await entries(stage, "Words refused", 3)
    assert "(AutoMod rule “Weapons”)" in str(log[0].detail)
    assert [one.actor_id for one in await entries(stage, "AutoMod’s rules switched on", 1)] == [boss.id]
    assert await switch(stage, boss, on=False) == str(automod_summary.SWITCHED_OFF)
    await stage.imagine_and_wait("a sword")
    assert len(stage.provider_tasks()) == 3


async def test_automod_without_rules_applies_rules_created_later(stage: BotStage) -> None:
    assert await switch(stage, manager(stage), on=True) == str(automod_summary.NO_RULE)
    await stage.imagine("an owl")
    rule(stage, "Birds", "owl")
    await stage.env.advance_time(CACHE_TTL_SECONDS + 1)
    assert response_view(await stage.imagine("an owl")).text == str(BLOCKED_PROMPT_WORDS)


async def test_only_managers_can_switch_automod(stage: BotStage) -> None:
    rule(stage, "Birds", "owl")
    for on in (True, False):
        assert await switch(stage, stage.mod, on=on) == str(MANAGERS_ONLY)
    assert asked(stage) == 0
    assert await audit_of(stage) == []
    assert not (await stage.app.bot.services.gate.rules(stage.guild.id)).automod


async def test_automod_without_permission_stays_off_without_a_request_to_discord(stage: BotStage) -> None:
    permit(stage, may_manage=False)
    boss = manager(stage)
    await stage.env.settle()
    assert await switch(stage, boss, on=True) == str(automod_summary.NO_PERMISSION)
    assert asked(stage) == 0
    permit(stage, may_manage=True)
    await stage.env.settle()
    assert await switch(stage, boss, on=True) == str(automod_summary.NO_RULE)


async def test_automod_refused_by_discord_is_reported_as_a_missing_permission(stage: BotStage) -> None:
    stage.env.inject_error("GET", RULES, status=403, code=50013, times=None)
    assert await switch(stage, manager(stage), on=True) == str(automod_summary.NO_PERMISSION)
    assert not (await stage.app.bot.services.gate.rules(stage.guild.id)).automod


async def test_automod_cannot_be_switched_on_during_a_discord_outage(stage: BotStage) -> None:
    stage.env.inject_error("GET", RULES, status=500, times=None)
    assert await switch(stage, manager(stage), on=True) == str(automod_summary.NO_ANSWER)
    assert not (await stage.app.bot.services.gate.rules(stage.guild.id)).automod


# ── when it cannot be read ───────────────────────────────────────────────────────────────────────────────────────────


async def test_lost_automod_permission_refuses_all_requests_and_is_posted_once(stage: BotStage) -> None:
    channel = stage.guild.create_text_channel("log")
    await stage.app.bot.services.gate.change_rules(
        stage.guild.id, lambda held: held.model_copy(update={"log_channel": channel.id})
    )
    await switch(stage, manager(stage), on=True)
    permit(stage, may_manage=False)
    await stage.env.advance_time(CACHE_TTL_SECONDS + 1)
    for _ in range(4):
        await refused(stage, await stage.imagine("a fox"), str(AUTOMOD_NOT_PERMITTED))
    await entries(stage, "AutoMod’s rules cannot be read", 1)
    lines = [MessageView(message).text for message in channel.history()]
    assert sum("**AutoMod’s rules cannot be read** by Easel" in line for line in lines) == 1
    assert await said(stage, "test", text="a fox") == str(AUTOMOD_NOT_PERMITTED)
    assert text("automod-applies-without-permission") in await said(stage, "list")
    permit(stage, may_manage=True)
    await stage.env.advance_time(RETRY_SECONDS + 1)
    await stage.imagine_and_wait("a fox")
    assert len(stage.provider_tasks()) == 1


async def test_cached_automod_rules_apply_during_a_discord_outage(stage: BotStage) -> None:
    rule(stage, "Birds", "owl")
    await switch(stage, manager(stage), on=True)
    stage.env.inject_error("GET", RULES, status=500, times=None)
    await stage.env.advance_time(CACHE_TTL_SECONDS + 1)
    await refused(stage, await stage.imagine("an owl"), str(BLOCKED_PROMPT_WORDS))
    await stage.imagine_and_wait("a fox")
    assert len(stage.provider_tasks()) == 1
    assert "as last read, 1 keyword of 1 rule of AutoMod apply too." in await said(stage, "list")


async def test_requests_are_refused_during_an_outage_without_cached_automod_rules(stage: BotStage) -> None:
    rule(stage, "Birds", "owl")
    await switch(stage, manager(stage), on=True)
    await stage.restart()
    stage.env.inject_error("GET", RULES, status=500, times=None)
    await refused(stage, await stage.imagine("a fox"), str(AUTOMOD_UNREACHABLE))
    assert "every request is refused until it does." in await said(stage, "list")
    stage.env.backend.faults.clear()
    await stage.env.advance_time(RETRY_SECONDS + 1)
    await stage.imagine_and_wait("a fox")
    assert len(stage.provider_tasks()) == 1


@pytest.mark.parametrize("patience", [8.0, 0.05])
async def test_slow_automod_fetch_falls_back_to_cached_rules_after_its_timeout(
    stage: BotStage, monkeypatch: pytest.MonkeyPatch, patience: float
) -> None:
    rule(stage, "Birds", "owl")
    await switch(stage, manager(stage), on=True)
    fetch = discord.Guild.fetch_automod_rules

    async def slow(self: discord.Guild) -> list[discord.AutoModRule]:
        await asyncio.sleep(0.1)
        return await fetch(self)

    monkeypatch.setattr(discord.Guild, "fetch_automod_rules", slow)
    monkeypatch.setattr(replies, "ACK_DELAY_SECONDS", 0.02)
    monkeypatch.setattr(automod_client, "FETCH_TIMEOUT_SECONDS", patience)
    rule(stage, "Foxes", "fox")
    await stage.env.advance_time(CACHE_TTL_SECONDS + 1)
    await stage.imagine("a fox", private=True)
    assert stage.initial_responses()[-1]["type"] == 5
    is_refused = any(one.text == str(BLOCKED_PROMPT_WORDS) for one in stage.messages(stage.alice))
    assert is_refused == (patience > 1)  # otherwise what was read last holds
    assert stage.messages(stage.bob) == []


# ── what holds ───────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_exempt_roles_and_channels_of_automod_rules_are_exempt(stage: BotStage) -> None:
    trusted = stage.guild.create_role("Trusted")
    free = stage.guild.create_text_channel("free")
    rule(stage, "Roles", "owl", exempt_roles=[str(trusted.id)])
    rule(stage, "Channels", "fox", exempt_channels=[str(free.id)])
    await switch(stage, manager(stage), on=True)
    friend = stage.guild.add_member(stage.env.create_user("friend"), roles=[trusted])
    assert response_view(await stage.imagine("an owl")).text == str(BLOCKED_PROMPT_WORDS)
    assert response_view(await stage.imagine("an owl", friend)).text != str(BLOCKED_PROMPT_WORDS)
    assert response_view(await stage.imagine("a fox", friend)).text == str(BLOCKED_PROMPT_WORDS)
    assert response_view(await stage.imagine("a fox", stage.bob, channel=free)).text != str(BLOCKED_PROMPT_WORDS)
    thread = create_thread(stage, free, stage.alice)
    other = stage.add_member("other")
    assert response_view(await stage.imagine("a fox", other, channel=thread)).text != str(BLOCKED_PROMPT_WORDS)
    assert response_view(await stage.imagine("an owl", other, channel=thread)).text == str(BLOCKED_PROMPT_WORDS)


async def test_words_test_names_the_automod_rule_and_the_unchecked_keywords(stage: BotStage) -> None:
    rule(stage, "Birds", "owl", "🍆", allow_list=["owl house"])
    await said(stage, "add", text="fox")
    await switch(stage, manager(stage), on=True)
    not_looked_for = "-# Not checked, because Easel cannot read it: “🍆”."
    assert (await said(stage, "test", text="an 0wl and a fox")).split("\n") == [
        str(word_list.CAUGHT),
        "- “fox” is on the list as “fox”.",
        "- “0wl” is “owl” with digits or symbols instead of letters (AutoMod rule “Birds”).",
        not_looked_for,
    ]
    assert await said(stage, "test", text="the owl house") == f"{word_list.NOT_CAUGHT!s}\n{not_looked_for}"
    assert (await said(stage, "list")).split("\n") == [
        "**The words of this server** · 1 term and 0 exceptions",
        *("```", "fox", "```", "-# 1 keyword of 1 rule of AutoMod apply too.", not_looked_for),
    ]


# ── patterns of the server's own ─────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("options", [{"text": "/b[ae]d\\s+Dogs?/"}, {"text": "b[ae]d\\s+Dogs?", "pattern": True}])
async def test_pattern_refuses_matching_prompts_until_it_is_removed(stage: BotStage, options: dict[str, Any]) -> None:
    told = await said(stage, "add", **options)
    assert told.startswith("Requests that match “/b")
    assert told.endswith("/” are now refused here.")
    assert response_view(await stage.imagine("a bed  dog")).text == str(BLOCKED_PROMPT_WORDS)
    assert (await said(stage, "list")).split("\n") == [
        "**The words of this server** · 0 terms, 0 exceptions and 1 pattern",
        *("```", "/b[ae]d\\s+Dogs?/", "```"),
    ]
    assert "“Bad DOGS” matches the pattern “/b" in await said(stage, "test", text="{a cat, Bad DOGS}")
    offered = await stage.mod.autocomplete(stage.channel, "mod words remove", "text", "DOG")
    assert [one["value"] for one in offered] == ["/b[ae]d\\s+Dogs?/"]
    assert "is already on this server’s list" in await said(stage, "add", **options)
    assert "was removed from this server’s list." in await said(stage, "remove", text="/b[ae]d\\s+Dogs?/")
    assert "not on this server’s list;" in await said(stage, "remove", text="/b[ae]d\\s+Dogs?/")
    assert response_view(await stage.imagine("a bed  dog")).text != str(BLOCKED_PROMPT_WORDS)
    changes = [one.action for one in await audit_of(stage) if one.actor_id]
    assert changes == ["Pattern added", "Pattern removed"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("/(/", "cannot be used: a ( is not closed."),
        ("/a*/", "every request would be refused."),
        ("!/fox/", str(word_list.PATTERN_AS_EXCEPTION)),
        (f"/{'x' * 261}/", "That pattern has 261 characters; the limit is 260."),
    ],
)
async def test_invalid_pattern_is_refused_with_a_reason(stage: BotStage, text: str, told: str) -> None:
    answered = await said(stage, "add", text=text)
    assert answered.endswith(told)
    assert await audit_of(stage) == []


async def test_pattern_above_the_limit_is_refused(stage: BotStage) -> None:
    for n in range(10):
        await said(stage, "add", text=f"/fox{n}/")
    assert await said(stage, "add", text="/one more/") == (
        "A server can have at most 10 patterns, and this would make 11; remove some first."
    )


def offered(stage: BotStage) -> list[str]:
    """The words in which /mod words is offered."""
    mod = stage.app.bot.tree.get_command("mod")
    assert isinstance(mod, app_commands.Group)
    words = mod.get_command("words")
    assert words is not None
    return re.findall(r"[!/]?\w+/?", json.dumps(words.to_dict(stage.app.bot.tree)))


def test_patterns_are_offered_if_re2_is_installed(stage: BotStage) -> None:
    assert {"pattern", "/pattern/", "RE2"} <= set(offered(stage))


async def test_patterns_without_re2_are_listed_as_unchecked_and_can_be_removed(
    stage: BotStage, monkeypatch: pytest.MonkeyPatch
) -> None:
    await said(stage, "add", text="/f.x/")
    monkeypatch.setattr(patterns, "re2", None)
    await stage.restart()
    assert {"/pattern/", "RE2"} & set(offered(stage)) == set()
    assert {"exception", "!exception"} <= set(offered(stage))
    assert await said(stage, "add", text="/o.l/") == str(RE2_NOT_INSTALLED_MESSAGE)
    for command, options in (("list", {}), ("test", {"text": "a fox"})):
        assert "Not checked, because Easel cannot read it: “/f.x/”." in await said(stage, command, **options)
    await stage.imagine_and_wait("a fox")
    assert len(stage.provider_tasks()) == 1
    assert "was removed" in await said(stage, "remove", text="/f.x/")


async def test_patterns_are_imported_with_the_words(stage: BotStage, monkeypatch: pytest.MonkeyPatch) -> None:
    async def read(_url: str) -> bytes:
        return data

    monkeypatch.setattr(stage.app.bot.services.discord_files, "read", read)
    data = b"knife\n!bread knife\n/b[ae]d\n/b[ae]d dog/\n"
    assert await said(stage, "import", file=("words.txt", data)) == (
        "The file has 2 terms, 1 exception and 1 pattern; 4 of them are new."
    )
    assert response_view(await stage.imagine("a bed dog")).text == str(BLOCKED_PROMPT_WORDS)
    data = b"fine\n/(/\n!/x/\n"
    assert "lines 2 and 3 cannot be used;" in await said(stage, "import", file=("words.txt", data))
    monkeypatch.setattr(patterns, "re2", None)
    data = b"fine\n/y/\n"
    told = await said(stage, "import", file=("words.txt", data))
    assert told == f"Nothing was imported: p{str(RE2_NOT_INSTALLED_MESSAGE)[1:]}"
