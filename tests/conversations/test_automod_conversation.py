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
from bot.policy.automod_cache import FRESH, RETRY, Lack
from bot.policy.gate import WORDS
from bot.policy.guild_word_filters import AUTOMOD_CLOSED, AUTOMOD_SILENT
from bot.storage import audit
from bot.storage.audit import Entry
from bot.ui.moderation import automod_summary, word_list
from bot.wordfilter import patterns
from bot.wordfilter.patterns import NOT_INSTALLED
from cogs.admin.permissions import MANAGERS_ONLY
from tests.conversations.test_house_rules_conversation import thread_of
from tests.conversations.world import TIMEOUT, Seen, Stage, seen

RULES: Final = "/guilds/*/auto-moderation/rules"
BLOCK: Final = [{"type": 1, "metadata": {}}]
KEYWORD, PRESET, PROFILE = 1, 4, 6


def manager(stage: Stage) -> MemberActor:
    permissions = discord.Permissions(manage_guild=True, manage_messages=True)
    role = stage.guild.create_role("Managers", permissions=permissions)
    return stage.guild.add_member(stage.env.create_user("boss"), roles=[role])


def rule(stage: Stage, name: str, *keywords: str, kind: int = KEYWORD, **more: Any) -> int:
    """Put a rule into the server's AutoMod, with Discord's own names for what it has."""
    metadata = {
        "keyword_filter": list(keywords),
        "regex_patterns": more.pop("regex_patterns", []),
        "allow_list": more.pop("allow_list", []),
    }
    given = {"name": name, "event_type": 1, "trigger_type": kind, "trigger_metadata": metadata, "actions": BLOCK}
    return stage.env.backend.create_auto_mod_rule(stage.guild.id, stage.mod.id, {**given, **more}).id


def permit(stage: Stage, *, may_manage: bool) -> None:
    """Give Easel’s own role the right to manage the server, or take it away."""
    guild = stage.env.backend.get_guild(stage.guild.id)
    (role,) = [role for role in guild.roles.values() if role.managed]
    permissions = discord.Permissions(role.permissions)
    permissions.manage_guild = may_manage
    stage.env.backend.edit_role(stage.guild.id, role.id, {"permissions": permissions.value})


async def switch(stage: Stage, by: MemberActor, *, on: bool) -> str:
    shown = seen(await by.slash(stage.channel, "mod words automod", on=on))
    assert shown.ephemeral
    return shown.text


async def said(stage: Stage, command: str, **options: Any) -> str:
    shown = seen(await stage.mod.slash(stage.channel, f"mod words {command}", **options))
    assert shown.ephemeral
    return shown.text


async def refused(stage: Stage, result: InteractionResult, sentence: str) -> None:
    """The member alone is told this, nothing is drawn and nothing charged."""
    assert seen(result).text == sentence
    assert seen(result).ephemeral
    await stage.work()
    assert stage.submitted() == []
    assert await stage.left() == 20


async def entries(stage: Stage, action: str, number: int) -> list[Entry]:
    """What was written down under this name, once it is as many."""
    async with asyncio.timeout(TIMEOUT):
        while True:
            found = [one for one in await audit_of(stage) if one.action == action]
            if len(found) >= number:
                await stage.env.settle()
                return found
            await asyncio.sleep(0.002)


async def audit_of(stage: Stage) -> list[Entry]:
    return (await stage.app.database.run(audit.newest, stage.guild.id))[::-1]


def asked(stage: Stage) -> int:
    """How often Discord was asked for the rules."""
    return sum(entry.path.endswith("/auto-moderation/rules") for entry in stage.env.http_requests)


# ── switching ────────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_a_manager_switches_it_on_and_hears_what_holds(stage: Stage) -> None:
    boss = manager(stage)
    rule(stage, "Weapons", "kni*", "sword", "🍆", allow_list=["knitting"], regex_patterns=["gun[sz]?", "(?=x)"])
    rule(stage, "Birds", "owl")
    rule(stage, "Asleep", "fox", enabled=False)
    rule(stage, "Names", "fox", kind=PROFILE)
    rule(stage, "Discord’s", kind=PRESET)
    await stage.drawn("a knife")
    assert len(stage.submitted()) == 1
    told = await switch(stage, boss, on=True)
    assert told.startswith(
        "3 keywords and 1 pattern of 2 rules of this server’s AutoMod now apply to pictures too; "
        "changes there take effect within 5 minutes. Not checked, because Easel cannot read it: “🍆” and “/(?=x)/”."
    )
    for prompt in ("a kn1ves box", "a lot of GUNZ", "an o w l"):
        assert seen(await stage.imagine(prompt, stage.person(prompt[-4:]))).text.startswith(WORDS)
    await stage.drawn("a fox who is knitting")
    assert len(stage.submitted()) == 2
    log = await entries(stage, "Words refused", 3)
    assert "(AutoMod rule “Weapons”)" in log[0].detail
    assert [one.actor_id for one in await entries(stage, "AutoMod’s rules switched on", 1)] == [boss.id]
    assert await switch(stage, boss, on=False) == automod_summary.OFF
    await stage.drawn("a sword")
    assert len(stage.submitted()) == 3


async def test_where_there_is_no_rule_it_holds_as_soon_as_there_is_one(stage: Stage) -> None:
    assert await switch(stage, manager(stage), on=True) == automod_summary.NO_RULE
    await stage.imagine("an owl")
    rule(stage, "Birds", "owl")
    await stage.env.advance_time(FRESH + 1)
    assert seen(await stage.imagine("an owl")).text == WORDS


async def test_only_managers_decide_it(stage: Stage) -> None:
    rule(stage, "Birds", "owl")
    for on in (True, False):
        assert await switch(stage, stage.mod, on=on) == MANAGERS_ONLY
    assert asked(stage) == 0
    assert await audit_of(stage) == []
    assert not (await stage.app.bot.gate.rules(stage.guild.id)).automod


async def test_without_the_permission_it_is_not_switched_on_and_discord_is_not_asked(stage: Stage) -> None:
    permit(stage, may_manage=False)
    boss = manager(stage)
    await stage.env.settle()
    assert await switch(stage, boss, on=True) == automod_summary.NO_PERMISSION
    assert asked(stage) == 0
    permit(stage, may_manage=True)
    await stage.env.settle()
    assert await switch(stage, boss, on=True) == automod_summary.NO_RULE


async def test_where_discord_refuses_all_the_same_it_is_told_as_a_missing_permission(stage: Stage) -> None:
    stage.env.inject_error("GET", RULES, status=403, code=50013, times=None)
    assert await switch(stage, manager(stage), on=True) == automod_summary.NO_PERMISSION
    assert not (await stage.app.bot.gate.rules(stage.guild.id)).automod


async def test_while_discord_is_down_it_is_not_switched_on(stage: Stage) -> None:
    stage.env.inject_error("GET", RULES, status=500, times=None)
    assert await switch(stage, manager(stage), on=True) == automod_summary.NO_ANSWER
    assert not (await stage.app.bot.gate.rules(stage.guild.id)).automod


# ── when it cannot be read ───────────────────────────────────────────────────────────────────────────────────────────


async def test_when_the_permission_is_gone_everything_is_refused_and_moderators_are_told_once(stage: Stage) -> None:
    channel = stage.guild.create_text_channel("log")
    await stage.app.bot.gate.change(stage.guild.id, lambda held: held.model_copy(update={"log_channel": channel.id}))
    await switch(stage, manager(stage), on=True)
    permit(stage, may_manage=False)
    await stage.env.advance_time(FRESH + 1)
    for _ in range(4):
        await refused(stage, await stage.imagine("a fox"), AUTOMOD_CLOSED)
    await entries(stage, "AutoMod’s rules cannot be read", 1)
    lines = [Seen(message).text for message in channel.history()]
    assert sum("**AutoMod’s rules cannot be read** by Easel" in line for line in lines) == 1
    assert await said(stage, "test", text="a fox") == AUTOMOD_CLOSED
    assert automod_summary.LACKS[Lack.PERMISSION] in await said(stage, "list")
    permit(stage, may_manage=True)
    await stage.env.advance_time(RETRY + 1)
    await stage.drawn("a fox")
    assert len(stage.submitted()) == 1


async def test_while_discord_is_down_what_was_read_last_holds(stage: Stage) -> None:
    rule(stage, "Birds", "owl")
    await switch(stage, manager(stage), on=True)
    stage.env.inject_error("GET", RULES, status=500, times=None)
    await stage.env.advance_time(FRESH + 1)
    await refused(stage, await stage.imagine("an owl"), WORDS)
    await stage.drawn("a fox")
    assert len(stage.submitted()) == 1
    assert "as last read, 1 keyword of 1 rule of AutoMod apply too." in await said(stage, "list")


async def test_when_discord_is_down_and_nothing_was_read_everything_is_refused_for_now(stage: Stage) -> None:
    rule(stage, "Birds", "owl")
    await switch(stage, manager(stage), on=True)
    await stage.restart()
    stage.env.inject_error("GET", RULES, status=500, times=None)
    await refused(stage, await stage.imagine("a fox"), AUTOMOD_SILENT)
    assert "every request is refused until it does." in await said(stage, "list")
    stage.env.backend.faults.clear()
    await stage.env.advance_time(RETRY + 1)
    await stage.drawn("a fox")
    assert len(stage.submitted()) == 1


@pytest.mark.parametrize("patience", [8.0, 0.05])
async def test_a_slow_discord_is_waited_for_a_while_after_the_member_was_told(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, patience: float
) -> None:
    rule(stage, "Birds", "owl")
    await switch(stage, manager(stage), on=True)
    fetch = discord.Guild.fetch_automod_rules

    async def slow(self: discord.Guild) -> list[discord.AutoModRule]:
        await asyncio.sleep(0.1)
        return await fetch(self)

    monkeypatch.setattr(discord.Guild, "fetch_automod_rules", slow)
    monkeypatch.setattr(replies, "PATIENCE", 0.02)
    monkeypatch.setattr(automod_client, "PATIENCE", patience)
    rule(stage, "Foxes", "fox")
    await stage.env.advance_time(FRESH + 1)
    await stage.imagine("a fox", private=True)
    assert stage.callbacks()[-1]["type"] == 5
    is_refused = any(one.text == WORDS for one in stage.messages(stage.alice))
    assert is_refused == (patience > 1)  # otherwise what was read last holds
    assert stage.messages(stage.bob) == []


# ── what holds ───────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_exempt_roles_and_channels_are_exempt_here_too(stage: Stage) -> None:
    trusted = stage.guild.create_role("Trusted")
    free = stage.guild.create_text_channel("free")
    rule(stage, "Roles", "owl", exempt_roles=[str(trusted.id)])
    rule(stage, "Channels", "fox", exempt_channels=[str(free.id)])
    await switch(stage, manager(stage), on=True)
    friend = stage.guild.add_member(stage.env.create_user("friend"), roles=[trusted])
    assert seen(await stage.imagine("an owl")).text == WORDS
    assert seen(await stage.imagine("an owl", friend)).text != WORDS
    assert seen(await stage.imagine("a fox", friend)).text == WORDS
    assert seen(await stage.imagine("a fox", stage.bob, channel=free)).text != WORDS
    thread = thread_of(stage, free, stage.alice)
    other = stage.person("other")
    assert seen(await stage.imagine("a fox", other, channel=thread)).text != WORDS
    assert seen(await stage.imagine("an owl", other, channel=thread)).text == WORDS


async def test_a_test_names_the_rule_and_what_is_not_looked_for(stage: Stage) -> None:
    rule(stage, "Birds", "owl", "🍆", allow_list=["owl house"])
    await said(stage, "add", text="fox")
    await switch(stage, manager(stage), on=True)
    not_looked_for = "-# Not checked, because Easel cannot read it: “🍆”."
    assert (await said(stage, "test", text="an 0wl and a fox")).split("\n") == [
        word_list.CAUGHT,
        "- “fox” is on the list as “fox”.",
        "- “0wl” is “owl” with digits or symbols instead of letters (AutoMod rule “Birds”).",
        not_looked_for,
    ]
    assert await said(stage, "test", text="the owl house") == f"{word_list.PASSES}\n{not_looked_for}"
    assert (await said(stage, "list")).split("\n") == [
        "**The words of this server** · 1 term and 0 exceptions",
        *("```", "fox", "```", "-# 1 keyword of 1 rule of AutoMod apply too.", not_looked_for),
    ]


# ── patterns of the server's own ─────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("options", [{"text": "/b[ae]d\\s+Dogs?/"}, {"text": "b[ae]d\\s+Dogs?", "pattern": True}])
async def test_a_pattern_is_refused_until_it_is_taken_off(stage: Stage, options: dict[str, Any]) -> None:
    told = await said(stage, "add", **options)
    assert told.startswith("Requests that match “/b")
    assert told.endswith("/” are now refused here.")
    assert seen(await stage.imagine("a bed  dog")).text == WORDS
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
    assert seen(await stage.imagine("a bed  dog")).text != WORDS
    changes = [one.action for one in await audit_of(stage) if one.actor_id]
    assert changes == ["Pattern added", "Pattern removed"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("/(/", "cannot be used: a ( is not closed."),
        ("/a*/", "every request would be refused."),
        ("!/fox/", word_list.NO_SUCH_EXCEPTION),
        (f"/{'x' * 261}/", "That pattern has 261 characters; the limit is 260."),
    ],
)
async def test_what_is_no_pattern_is_told_in_one_sentence(stage: Stage, text: str, told: str) -> None:
    answered = await said(stage, "add", text=text)
    assert answered.endswith(told)
    assert await audit_of(stage) == []


async def test_a_pattern_too_many_is_told(stage: Stage) -> None:
    for n in range(10):
        await said(stage, "add", text=f"/fox{n}/")
    assert await said(stage, "add", text="/one more/") == (
        "A server can have at most 10 patterns, and this would make 11; remove some first."
    )


def offered(stage: Stage) -> list[str]:
    """The words in which /mod words is offered."""
    mod = stage.app.bot.tree.get_command("mod")
    assert isinstance(mod, app_commands.Group)
    words = mod.get_command("words")
    assert words is not None
    return re.findall(r"[!/]?\w+/?", json.dumps(words.to_dict(stage.app.bot.tree)))


def test_patterns_are_offered_where_they_can_be_read(stage: Stage) -> None:
    assert {"pattern", "/pattern/", "RE2"} <= set(offered(stage))


async def test_without_the_extra_patterns_are_named_as_not_looked_for_and_can_be_taken_off(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    await said(stage, "add", text="/f.x/")
    monkeypatch.setattr(patterns, "re2", None)
    await stage.restart()
    assert {"/pattern/", "RE2"} & set(offered(stage)) == set()
    assert {"exception", "!exception"} <= set(offered(stage))
    assert await said(stage, "add", text="/o.l/") == NOT_INSTALLED
    for command, options in (("list", {}), ("test", {"text": "a fox"})):
        assert "Not checked, because Easel cannot read it: “/f.x/”." in await said(stage, command, **options)
    await stage.drawn("a fox")
    assert len(stage.submitted()) == 1
    assert "was removed" in await said(stage, "remove", text="/f.x/")


async def test_patterns_are_imported_with_the_words(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    async def read(_url: str) -> bytes:
        return data

    monkeypatch.setattr(stage.app.bot.copies, "read", read)
    data = b"knife\n!bread knife\n/b[ae]d\n/b[ae]d dog/\n"
    assert await said(stage, "import", file=("words.txt", data)) == (
        "The file has 2 terms, 1 exception and 1 pattern; 4 of them are new."
    )
    assert seen(await stage.imagine("a bed dog")).text == WORDS
    data = b"fine\n/(/\n!/x/\n"
    assert "lines 2 and 3 cannot be used;" in await said(stage, "import", file=("words.txt", data))
    monkeypatch.setattr(patterns, "re2", None)
    data = b"fine\n/y/\n"
    told = await said(stage, "import", file=("words.txt", data))
    assert told == f"Nothing was imported: p{NOT_INSTALLED[1:]}"
