"""Styles: chosen by name, sent with their text, kept by a server's managers."""

import asyncio
from typing import Any

import discord
import pytest
from simcord.actors import MemberActor
from simcord.results import InteractionResult

from bot.discord import replies
from bot.domain.styles import Style
from cogs.admin.permissions import MANAGERS_ONLY
from cogs.admin.styles import EMPTY_STYLE_TEXT, INVALID_STYLE_NAME, RESERVED_STYLE_NAME
from tests.conversations.conftest import StageFactory, add_manager
from tests.support.stage import BotStage, response_view


@pytest.fixture
async def styled_stage(make_stage: StageFactory) -> BotStage:
    """A stage with two styles of its operator."""
    return await make_stage(styles={"noir": "film noir, high contrast", "print": "a linocut of {prompt}, two colours"})


async def admin(stage: BotStage, by: MemberActor, command: str, **options: Any) -> InteractionResult:
    return await by.slash(stage.channel, f"admin style {command}", **options)


# ── choosing ─────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("prompt", "options"),
    [("a fox", {"style": "noir"}), ("a fox --style NOIR", {}), ("a fox --style print", {"style": "noir"})],
)
async def test_style_text_is_sent_to_the_provider_but_only_its_name_is_shown(
    styled_stage: BotStage, prompt: str, options: dict[str, Any]
) -> None:
    result = await styled_stage.imagine(prompt, **options)
    waiting = response_view(result).text
    await styled_stage.run_worker_until_idle()
    assert [task["positivePrompt"] for task in styled_stage.provider_tasks()] == ["a fox, film noir, high contrast"]
    details = await styled_stage.press("Details", result)
    for text in (waiting, response_view(result).text, response_view(details).text, str(response_view(result).gallery)):
        assert "contrast" not in text
    assert "noir" in waiting
    assert "`noir`" in response_view(details).text


async def test_style_text_can_embed_the_prompt(styled_stage: BotStage) -> None:
    await styled_stage.imagine_and_wait("a fox", style="print")
    assert styled_stage.provider_tasks()[0]["positivePrompt"] == "a linocut of a fox, two colours"


async def test_reroll_keeps_the_style(styled_stage: BotStage) -> None:
    await styled_stage.press("Reroll", await styled_stage.imagine_and_wait("a fox", style="noir"), styled_stage.bob)
    await styled_stage.run_worker_until_idle()
    assert {task["positivePrompt"] for task in styled_stage.provider_tasks()} == {"a fox, film noir, high contrast"}


@pytest.mark.parametrize(("typed", "named"), [("nior", "did you mean noir?"), ("xyzzy", "you can use noir or print.")])
@pytest.mark.parametrize("flag", [False, True])
async def test_unknown_style_is_refused_with_suggestions(
    styled_stage: BotStage, typed: str, named: str, flag: bool
) -> None:
    options: dict[str, Any] = {} if flag else {"style": typed}
    refused = await styled_stage.imagine(f"a fox --style {typed}" if flag else "a fox", **options)
    assert response_view(refused).ephemeral
    assert named in response_view(refused).text
    await styled_stage.run_worker_until_idle()
    assert styled_stage.provider_tasks() == []


async def test_styles_can_be_variants(styled_stage: BotStage) -> None:
    offer = await styled_stage.imagine("a fox --style {noir, print, none}")
    assert [line for line in response_view(offer).text.split("\n") if line[:1].isdigit()] == [
        *("1. a fox · noir", "2. a fox · print", "3. a fox")
    ]
    assert "contrast" not in response_view(offer).text
    await styled_stage.press("Draw it", offer)
    await styled_stage.run_worker_until_idle()
    assert sorted(task["positivePrompt"] for task in styled_stage.provider_tasks()) == [
        *("a fox", "a fox, film noir, high contrast", "a linocut of a fox, two colours")
    ]


async def test_style_autocomplete_does_not_read_the_database(styled_stage: BotStage) -> None:
    async def broken(*_: Any, **__: Any) -> Any:
        raise AssertionError("suggestions read the disk")

    database = styled_stage.app.services.requests.database
    styled_stage.app.services.requests.database = type("Broken", (), {"run": staticmethod(broken)})()
    offered = await styled_stage.alice.autocomplete(styled_stage.channel, "imagine", "style", "NO", prompt="a fox")
    styled_stage.app.services.requests.database = database
    assert [choice["value"] for choice in offered] == ["noir"]


# ── a server's own ───────────────────────────────────────────────────────────────────────────────────────────────────


async def test_server_style_applies_immediately_and_overrides_the_operators_style(styled_stage: BotStage) -> None:
    boss = add_manager(styled_stage)
    added = await admin(styled_stage, boss, "add", name="Noir", text="our own\u202e noir")
    assert response_view(added).ephemeral
    assert response_view(added).text == "Everyone here can now choose the style “noir”."
    await styled_stage.imagine_and_wait("a fox", style="noir")
    assert styled_stage.provider_tasks()[-1]["positivePrompt"] == "a fox, our own noir"
    removed = await admin(styled_stage, boss, "remove", name="noir")
    assert response_view(removed).text == "The style “noir” was removed."
    await styled_stage.imagine_and_wait("a fox", style="noir")
    assert styled_stage.provider_tasks()[-1]["positivePrompt"] == "a fox, film noir, high contrast"


async def test_style_commands_on_a_slow_disk_are_still_answered(
    styled_stage: BotStage, monkeypatch: pytest.MonkeyPatch
) -> None:
    boss, database = add_manager(styled_stage), styled_stage.app.database

    class Slow:
        async def run(self, *args: Any, **kwargs: Any) -> Any:
            await asyncio.sleep(0.1)
            return await database.run(*args, **kwargs)

    monkeypatch.setattr(replies, "ACK_DELAY_SECONDS", 0.02)
    monkeypatch.setattr(styled_stage.app.services.requests.styles, "_database", Slow())
    added = await admin(styled_stage, boss, "add", name="wash", text="watercolour")
    removed = await admin(styled_stage, boss, "remove", name="wash")
    missing = await admin(styled_stage, boss, "remove", name="wash")
    assert [response_view(one).ephemeral for one in (added, removed)] == [True, True]
    assert "can now choose the style “wash”" in response_view(added).text
    assert "was removed" in response_view(removed).text
    assert "has no style “wash” of its own" in "".join(one.text for one in styled_stage.messages(boss))
    assert missing.acknowledged
    assert styled_stage.messages(styled_stage.bob) == []


async def test_style_list_shows_server_styles_and_names_of_operator_styles(styled_stage: BotStage) -> None:
    boss = add_manager(styled_stage)
    assert "no styles of its own yet" in response_view(await admin(styled_stage, boss, "list")).text
    await admin(styled_stage, boss, "add", name="wash", text="a *loose* watercolour <@1>")
    listed = response_view(await admin(styled_stage, boss, "list"))
    assert listed.ephemeral
    assert listed.text.split("\n") == [
        "🎨 **Styles of this server**",
        "- **wash** a ∗loose∗ watercolour ‹＠1›",  # noqa: RUF001 - look-alikes are the point
        "-# Available on every server: noir, print",
    ]


async def test_style_list_is_truncated_to_the_message_limit(styled_stage: BotStage) -> None:
    book = styled_stage.app.services.requests.styles
    for n in range(100):
        await book.put(styled_stage.guild.id, Style(name=f"style-{n:03}-{'x' * 20}", text="y" * 500))
    listed = response_view(await admin(styled_stage, add_manager(styled_stage), "list")).text
    assert len(listed) < 4000
    assert listed.endswith(" more")


async def test_style_remove_autocomplete_offers_only_server_styles(styled_stage: BotStage) -> None:
    boss = add_manager(styled_stage)
    await admin(styled_stage, boss, "add", name="wash", text="watercolour")
    offered = await boss.autocomplete(styled_stage.channel, "admin style remove", "name", "")
    assert [choice["value"] for choice in offered] == ["wash"]


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("two words", "x", str(INVALID_STYLE_NAME)),
        ("-x", "x", str(INVALID_STYLE_NAME)),
        ("ünïcode", "x", str(INVALID_STYLE_NAME)),
        ("none", "x", str(RESERVED_STYLE_NAME)),
        ("None", "x", str(RESERVED_STYLE_NAME)),
        ("empty", "\u200b\u202e", str(EMPTY_STYLE_TEXT)),
    ],
)
async def test_invalid_style_is_refused(styled_stage: BotStage, name: str, text: str, told: str) -> None:
    boss = add_manager(styled_stage)
    refused = await admin(styled_stage, boss, "add", name=name, text=text)
    assert response_view(refused).ephemeral
    assert response_view(refused).text == told
    assert styled_stage.app.services.requests.styles.list_guild_styles(styled_stage.guild.id) == []


@pytest.mark.parametrize("name", ["print", "xyzzy", "<@1>"])
async def test_style_remove_accepts_only_server_styles(styled_stage: BotStage, name: str) -> None:
    refused = response_view(await admin(styled_stage, add_manager(styled_stage), "remove", name=name)).text
    assert refused.startswith("This server has no style “")
    assert "<@" not in refused
    assert "print" in styled_stage.app.services.requests.styles.available_in(styled_stage.guild.id)


async def test_non_managers_cannot_use_style_commands_even_if_discord_shows_them(styled_stage: BotStage) -> None:
    root = styled_stage.env.backend.find_command("admin", styled_stage.guild.id, type=1)
    assert root is not None
    assert root["default_member_permissions"] == discord.Permissions(manage_guild=True).value
    root["default_member_permissions"] = None  # as a server can decide for itself
    for command, options in (("add", {"name": "x", "text": "y"}), ("remove", {"name": "noir"}), ("list", {})):
        refused = await admin(styled_stage, styled_stage.alice, command, **options)
        assert response_view(refused).ephemeral
        assert response_view(refused).text == str(MANAGERS_ONLY)
    assert styled_stage.app.services.requests.styles.list_guild_styles(styled_stage.guild.id) == []
