"""Styles: chosen by name, sent with their text, kept by a server's managers."""

import asyncio
from typing import Any

import discord
import pytest
from simcord.actors import MemberActor
from simcord.results import InteractionResult

from bot.discord import replies
from bot.domain.styles import Style
from cogs.admin import NAME, NO_TEXT, RESERVED
from cogs.admin.permissions import MANAGERS_ONLY
from tests.conversations.conftest import Raise
from tests.conversations.world import Stage, seen


@pytest.fixture
async def atelier(raised: Raise) -> Stage:
    """A stage with two styles of its operator."""
    return await raised(styles={"noir": "film noir, high contrast", "print": "a linocut of {prompt}, two colours"})


def manager(stage: Stage) -> MemberActor:
    """A new member who may manage the server."""
    role = stage.guild.create_role("Managers", permissions=discord.Permissions(manage_guild=True))
    return stage.guild.add_member(stage.env.create_user("manager"), roles=[role])


async def admin(stage: Stage, by: MemberActor, command: str, **options: Any) -> InteractionResult:
    return await by.slash(stage.channel, f"admin style {command}", **options)


# ── choosing ─────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("prompt", "options"),
    [("a fox", {"style": "noir"}), ("a fox --style NOIR", {}), ("a fox --style print", {"style": "noir"})],
)
async def test_a_styles_text_is_sent_and_only_its_name_is_shown(
    atelier: Stage, prompt: str, options: dict[str, Any]
) -> None:
    result = await atelier.imagine(prompt, **options)
    waiting = seen(result).text
    await atelier.work()
    assert [task["positivePrompt"] for task in atelier.submitted()] == ["a fox, film noir, high contrast"]
    details = await atelier.press("Details", result)
    for text in (waiting, seen(result).text, seen(details).text, str(seen(result).gallery)):
        assert "contrast" not in text
    assert "noir" in waiting
    assert "`noir`" in seen(details).text


async def test_a_style_can_hold_the_words_in_its_middle(atelier: Stage) -> None:
    await atelier.drawn("a fox", style="print")
    assert atelier.submitted()[0]["positivePrompt"] == "a linocut of a fox, two colours"


async def test_a_reroll_keeps_the_style(atelier: Stage) -> None:
    await atelier.press("Reroll", await atelier.drawn("a fox", style="noir"), atelier.bob)
    await atelier.work()
    assert {task["positivePrompt"] for task in atelier.submitted()} == {"a fox, film noir, high contrast"}


@pytest.mark.parametrize(("typed", "named"), [("nior", "did you mean noir?"), ("xyzzy", "you can use noir or print.")])
@pytest.mark.parametrize("flag", [False, True])
async def test_an_unknown_style_is_told_with_those_that_are_there(
    atelier: Stage, typed: str, named: str, flag: bool
) -> None:
    options: dict[str, Any] = {} if flag else {"style": typed}
    refused = await atelier.imagine(f"a fox --style {typed}" if flag else "a fox", **options)
    assert seen(refused).ephemeral
    assert named in seen(refused).text
    await atelier.work()
    assert atelier.submitted() == []


async def test_styles_are_alternatives_like_any(atelier: Stage) -> None:
    offer = await atelier.imagine("a fox --style {noir, print, none}")
    assert [line for line in seen(offer).text.split("\n") if line[:1].isdigit()] == [
        *("1. a fox · noir", "2. a fox · print", "3. a fox")
    ]
    assert "contrast" not in seen(offer).text
    await atelier.press("Draw it", offer)
    await atelier.work()
    assert sorted(task["positivePrompt"] for task in atelier.submitted()) == [
        *("a fox", "a fox, film noir, high contrast", "a linocut of a fox, two colours")
    ]


async def test_names_are_suggested_while_typing_without_a_look_at_the_disk(atelier: Stage) -> None:
    async def broken(*_: Any, **__: Any) -> Any:
        raise AssertionError("suggestions read the disk")

    database = atelier.app.service.database
    atelier.app.service.database = type("Broken", (), {"run": staticmethod(broken)})()
    offered = await atelier.alice.autocomplete(atelier.channel, "imagine", "style", "NO", prompt="a fox")
    atelier.app.service.database = database
    assert [choice["value"] for choice in offered] == ["noir"]


# ── a server's own ───────────────────────────────────────────────────────────────────────────────────────────────────


async def test_a_managers_style_can_be_chosen_at_once_and_wins_over_the_operators(atelier: Stage) -> None:
    boss = manager(atelier)
    added = await admin(atelier, boss, "add", name="Noir", text="our own\u202e noir")
    assert seen(added).ephemeral
    assert seen(added).text == "Everyone here can now choose the style “noir”."
    await atelier.drawn("a fox", style="noir")
    assert atelier.submitted()[-1]["positivePrompt"] == "a fox, our own noir"
    removed = await admin(atelier, boss, "remove", name="noir")
    assert seen(removed).text == "The style “noir” was removed."
    await atelier.drawn("a fox", style="noir")
    assert atelier.submitted()[-1]["positivePrompt"] == "a fox, film noir, high contrast"


async def test_on_a_slow_disk_managers_are_answered_all_the_same(
    atelier: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    boss, database = manager(atelier), atelier.app.database

    class Slow:
        async def run(self, *args: Any, **kwargs: Any) -> Any:
            await asyncio.sleep(0.1)
            return await database.run(*args, **kwargs)

    monkeypatch.setattr(replies, "PATIENCE", 0.02)
    monkeypatch.setattr(atelier.app.service.styles, "_database", Slow())
    added = await admin(atelier, boss, "add", name="wash", text="watercolour")
    removed = await admin(atelier, boss, "remove", name="wash")
    missing = await admin(atelier, boss, "remove", name="wash")
    assert [seen(one).ephemeral for one in (added, removed)] == [True, True]
    assert "can now choose the style “wash”" in seen(added).text
    assert "was removed" in seen(removed).text
    assert "has no style “wash” of its own" in "".join(one.text for one in atelier.messages(boss))
    assert missing.acknowledged
    assert atelier.messages(atelier.bob) == []


async def test_the_list_tells_the_servers_own_and_the_names_of_the_others(atelier: Stage) -> None:
    boss = manager(atelier)
    assert "no styles of its own yet" in seen(await admin(atelier, boss, "list")).text
    await admin(atelier, boss, "add", name="wash", text="a *loose* watercolour <@1>")
    listed = seen(await admin(atelier, boss, "list"))
    assert listed.ephemeral
    assert listed.text.split("\n") == [
        "🎨 **Styles of this server**",
        "- **wash** a ∗loose∗ watercolour ‹＠1›",  # noqa: RUF001 - look-alikes are the point
        "-# Available on every server: noir, print",
    ]


async def test_a_hundred_long_styles_still_make_a_list(atelier: Stage) -> None:
    book = atelier.app.service.styles
    for n in range(100):
        await book.put(atelier.guild.id, Style(name=f"style-{n:03}-{'x' * 20}", text="y" * 500))
    listed = seen(await admin(atelier, manager(atelier), "list")).text
    assert len(listed) < 4000
    assert listed.endswith(" more")


async def test_own_names_are_suggested_to_be_removed(atelier: Stage) -> None:
    boss = manager(atelier)
    await admin(atelier, boss, "add", name="wash", text="watercolour")
    offered = await boss.autocomplete(atelier.channel, "admin style remove", "name", "")
    assert [choice["value"] for choice in offered] == ["wash"]


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("two words", "x", NAME),
        ("-x", "x", NAME),
        ("ünïcode", "x", NAME),
        ("none", "x", RESERVED),
        ("None", "x", RESERVED),
        ("empty", "\u200b\u202e", NO_TEXT),
    ],
)
async def test_what_cannot_be_a_style_is_told_in_a_sentence(atelier: Stage, name: str, text: str, told: str) -> None:
    boss = manager(atelier)
    refused = await admin(atelier, boss, "add", name=name, text=text)
    assert seen(refused).ephemeral
    assert seen(refused).text == told
    assert atelier.app.service.styles.of_server(atelier.guild.id) == []


@pytest.mark.parametrize("name", ["print", "xyzzy", "<@1>"])
async def test_only_the_servers_own_can_be_removed(atelier: Stage, name: str) -> None:
    refused = seen(await admin(atelier, manager(atelier), "remove", name=name)).text
    assert refused.startswith("This server has no style “")
    assert "<@" not in refused
    assert "print" in atelier.app.service.styles.of(atelier.guild.id)


async def test_who_may_not_manage_the_server_is_refused_even_where_the_command_is_shown(atelier: Stage) -> None:
    root = atelier.env.backend.find_command("admin", atelier.guild.id, type=1)
    assert root is not None
    assert root["default_member_permissions"] == discord.Permissions(manage_guild=True).value
    root["default_member_permissions"] = None  # as a server can decide for itself
    for command, options in (("add", {"name": "x", "text": "y"}), ("remove", {"name": "noir"}), ("list", {})):
        refused = await admin(atelier, atelier.alice, command, **options)
        assert seen(refused).ephemeral
        assert seen(refused).text == MANAGERS_ONLY
    assert atelier.app.service.styles.of_server(atelier.guild.id) == []
