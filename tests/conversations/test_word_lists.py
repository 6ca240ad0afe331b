"""A server's words: kept by its moderators, refused in private however they are disguised, and told to the log."""

import asyncio
from typing import Any

import discord
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from simcord.actors import MemberActor
from simcord.builders import ChannelHandle
from simcord.results import InteractionResult

from bot.discord import replies
from bot.domain.audit import AuditEntry
from bot.domain.server_rules import ServerRules
from bot.storage import audit, word_lists
from bot.ui.moderation import word_list
from bot.ui.moderation.word_list import MAX_FILE_BYTES
from bot.wordfilter.word_list import WordListEntries
from cogs.mod.blocks import MODERATORS_ONLY
from cogs.mod.words import IMPORT_DOWNLOAD_FAILED
from tests.conversations.conftest import StageFactory
from tests.support.library_helpers import SimulatedDownloader
from tests.support.stage import BotStage, MessageView, response_message, response_view

REFUSED = "This server does not allow some of these words; please rephrase your request. Nothing was charged."


async def words(stage: BotStage, command: str, /, by: MemberActor | None = None, **options: Any) -> InteractionResult:
    return await (by or stage.mod).slash(stage.channel, f"mod words {command}", **options)


async def said(stage: BotStage, command: str, /, by: MemberActor | None = None, **options: Any) -> str:
    """The private answer to the command."""
    shown = response_view(await words(stage, command, by, **options))
    assert shown.ephemeral
    return shown.text


async def imported(stage: BotStage, data: bytes) -> str:
    stage.set_discord_files(SimulatedDownloader(stage.env))
    return await said(stage, "import", file=("words.txt", data))


async def listed(stage: BotStage) -> WordListEntries:
    return await stage.app.database.run(word_lists.get_words, stage.guild.id)


async def entries(stage: BotStage) -> list[AuditEntry]:
    """What was written down, oldest first."""
    return (await stage.app.database.run(audit.list_newest, stage.guild.id))[::-1]


async def log_channel(stage: BotStage) -> ChannelHandle:
    channel = stage.guild.create_text_channel("log")
    await stage.app.bot.services.gate.change_rules(stage.guild.id, lambda _: ServerRules(log_channel=channel.id))
    return channel


def slow_down(stage: BotStage, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the gate's disk be slower than an answer may wait for it."""
    database = stage.app.database

    class Slow:
        async def run(self, *args: Any, **kwargs: Any) -> Any:
            await asyncio.sleep(0.1)
            return await database.run(*args, **kwargs)

    monkeypatch.setattr(replies, "ACK_DELAY_SECONDS", 0.02)
    monkeypatch.setattr(stage.app.bot.services.gate, "_database", Slow())


# ── adding and removing ──────────────────────────────────────────────────────────────────────────────────────────────


async def test_term_is_refused_between_being_added_and_removed(stage: BotStage) -> None:
    await stage.imagine("a fox with a knife")
    assert await said(stage, "add", text=" KNIFE ") == "Requests with “knife” are now refused here."
    assert response_view(await stage.imagine("a fox with a knife")).text == REFUSED
    assert await said(stage, "add", text="Knife") == "“knife” is already on this server’s list."
    assert await said(stage, "remove", text="knife") == "“knife” was removed from this server’s list."
    assert "not on this server’s list; /mod words list shows the list." in await said(stage, "remove", text="knife")
    await stage.imagine("a fox with a knife")
    await stage.run_worker_until_idle()
    assert len(stage.provider_tasks()) == 2
    changes = [(one.actor_id, one.action, one.detail) for one in await entries(stage) if one.actor_id is not None]
    assert changes == [(stage.mod.id, "Word added", "knife"), (stage.mod.id, "Word removed", "knife")]


@pytest.mark.parametrize("typed", ["knife*", "/kn[i1]*fe|dog/"])
async def test_term_copied_from_an_answer_is_recognised(stage: BotStage, typed: str) -> None:
    copied = (await said(stage, "add", text=typed)).replace("Requests that match ", "").split("“")[1].split("”")[0]
    assert copied != typed
    assert (await said(stage, "add", text=copied)).endswith("is already on this server’s list.")
    assert (await said(stage, "remove", text=copied)).endswith("was removed from this server’s list.")
    assert await listed(stage) == WordListEntries()


@pytest.mark.parametrize("options", [{"text": "Palette Knife", "exception": True}, {"text": "!palette knife"}])
async def test_exception_allows_a_term_within_it(stage: BotStage, options: dict[str, Any]) -> None:
    await said(stage, "add", text="knife")
    assert await said(stage, "add", **options) == (
        "“palette knife” is now allowed here, even where it contains a word on the list."
    )
    assert response_view(await stage.imagine("a knife beside a palette knife")).text == REFUSED
    assert response_view(await stage.imagine("a palette knife")).text != REFUSED
    assert await said(stage, "remove", text="!palette knife") == (
        "“palette knife” was removed from this server’s list."
    )
    assert response_view(await stage.imagine("a palette knife")).text == REFUSED
    assert [one.action for one in await entries(stage) if one.actor_id] == [
        *("Word added", "Exception added", "Exception removed")
    ]


async def test_remove_deletes_the_term_before_the_exception_with_the_same_text(stage: BotStage) -> None:
    await said(stage, "add", text="fox")
    await said(stage, "add", text="fox", exception=True)
    await said(stage, "remove", text="fox")
    assert await listed(stage) == WordListEntries((), ("fox",))
    await said(stage, "remove", text="fox")
    assert await listed(stage) == WordListEntries()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("x", "too short; a word needs at least 2 letters"),
        ("kn*fe", "has a * in the middle"),
        ("k" * 61, "the limit is 60"),
        ("!", "too short"),
        ("\u200b", "too short"),
    ],
)
async def test_invalid_term_is_refused(stage: BotStage, text: str, told: str) -> None:
    assert told in await said(stage, "add", text=text)
    assert await entries(stage) == []
    assert "not on this server’s list" in await said(stage, "remove", text=text)


async def test_term_cannot_ping_or_format_in_answers_or_the_mod_channel(stage: BotStage) -> None:
    log = await log_channel(stage)
    told = await said(stage, "add", text="<@1> __bold__ @everyone")
    tested = await said(stage, "test", text="so <@1> bold @everyone `x`")
    (line,) = [MessageView(message).text for message in log.history()]
    for text in (told, tested.replace("**Caught**", ""), line.replace("**Word added**", "")):
        assert not any(sign in text for sign in ("<@1>", "**", "`", "@everyone"))


async def test_word_autocomplete_uses_the_cache_and_is_only_for_moderators(stage: BotStage) -> None:
    for text in ("pocket knife", "knife", "!palette knife", "owl"):
        await said(stage, "add", text=text)
    await stage.app.bot.services.gate.rules(stage.guild.id)
    database, stage.app.bot.services.gate._database = stage.app.bot.services.gate._database, None  # type: ignore[assignment]  # none is needed
    offered = await stage.mod.autocomplete(stage.channel, "mod words remove", "text", "KNI")
    exceptions = await stage.mod.autocomplete(stage.channel, "mod words remove", "text", "!")
    _everybody_sees(stage)
    none = await stage.alice.autocomplete(stage.channel, "mod words remove", "text", "kni")
    stage.app.bot.services.gate._database = database
    assert [one["value"] for one in offered] == ["knife", "pocket knife", "!palette knife"]
    assert [one["value"] for one in exceptions] == ["!palette knife"]
    assert none == []


# ── who may ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def _everybody_sees(stage: BotStage) -> None:
    root = stage.env.backend.find_command("mod", stage.guild.id, type=1)
    assert root is not None
    assert root["default_member_permissions"] == discord.Permissions(manage_messages=True).value
    root["default_member_permissions"] = None  # as a server can decide for itself


async def test_non_moderators_cannot_use_word_commands_even_if_discord_shows_them(stage: BotStage) -> None:
    _everybody_sees(stage)
    stage.set_discord_files(SimulatedDownloader(stage.env))
    await said(stage, "add", text="knife")
    calls: list[tuple[str, dict[str, Any]]] = [
        *(("add", {"text": "fox"}), ("remove", {"text": "knife"}), ("list", {}), ("test", {"text": "knife"})),
        ("import", {"file": ("words.txt", b"fox")}),
    ]
    for command, options in calls:
        assert await said(stage, command, stage.alice, **options) == str(MODERATORS_ONLY)
    assert await listed(stage) == WordListEntries(("knife",))
    assert len(await entries(stage)) == 1


async def test_moderator_role_can_use_word_commands(stage: BotStage) -> None:
    _everybody_sees(stage)
    role = stage.guild.create_role("Helpers")
    helper = stage.guild.add_member(stage.env.create_user("helper"), roles=[role])
    await stage.app.bot.services.gate.change_rules(stage.guild.id, lambda _: ServerRules(moderators=(role.id,)))
    assert "now refused" in await said(stage, "add", helper, text="knife")


async def test_moderators_can_see_and_change_words_only_on_their_own_server(stage: BotStage) -> None:
    await said(stage, "add", text="knife")
    other = stage.env.create_guild("Elsewhere")
    channel = other.create_text_channel("studio")
    role = other.create_role("Moderators", permissions=discord.Permissions(manage_messages=True))
    stranger = other.add_member(stage.env.create_user("stranger"), roles=[role])
    assert response_view(await stranger.slash(channel, "mod words list")).text == str(word_list.EMPTY_LIST)
    assert (
        "not on this server’s list"
        in response_view(await stranger.slash(channel, "mod words remove", text="knife")).text
    )
    assert await stranger.autocomplete(channel, "mod words remove", "text", "") == []
    assert response_view(await stranger.slash(channel, "imagine", prompt="a knife")).text != REFUSED
    assert await listed(stage) == WordListEntries(("knife",))


async def test_concurrent_additions_of_the_same_term_succeed_once(stage: BotStage) -> None:
    gate, guild_id = stage.app.bot.services.gate, stage.guild.id
    assert sorted(
        await asyncio.gather(*(gate.word_filters.add(guild_id, WordListEntries(("fox",))) for _ in range(4)))
    ) == [
        0,
        0,
        0,
        1,
    ]


async def test_word_commands_on_a_slow_disk_are_still_answered(
    stage: BotStage, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate, database = stage.app.bot.services.gate, stage.app.database
    slow_down(stage, monkeypatch)
    assert "now refused" in await said(stage, "add", text="knife")
    await database.run(
        word_lists.add_words, stage.guild.id, WordListEntries(tuple(f"a long word {n}" for n in range(200)))
    )
    gate.clear_cache()
    assert (await said(stage, "test", text="a knife")).startswith("🚫")
    gate.clear_cache()
    assert (await said(stage, "list")).startswith("**The words")
    gate.clear_cache()
    await words(stage, "remove", text="owl")
    assert any("not on this server’s list" in one.text for one in stage.messages(stage.mod))
    assert stage.messages(stage.bob) == []


# ── looking ──────────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_short_word_list_is_shown_in_the_message_as_typed(stage: BotStage) -> None:
    assert await said(stage, "list") == str(word_list.EMPTY_LIST)
    for text in ("knife", "behead*", "!palette knife", "a`b"):
        await said(stage, "add", text=text)
    assert (await said(stage, "list")).split("\n") == [
        "**The words of this server** · 3 terms and 1 exception",
        *("```", "aˋb", "behead*", "knife", "!palette knife", "```"),  # noqa: RUF001 – look-alikes are the point
    ]


async def test_long_word_list_is_an_ephemeral_file_that_can_be_imported_again(stage: BotStage) -> None:
    long = WordListEntries(tuple(f"a long word {n:04}" for n in range(500)), ("éclair",))
    await stage.app.bot.services.gate.word_filters.add(stage.guild.id, long)
    result = await words(stage, "list")
    assert response_view(result).ephemeral
    assert response_view(result).text == "**The words of this server** · 500 terms and 1 exception"
    (file,) = response_message(result).attachments
    data = stage.env.backend.cdn.get(file.url)
    assert data is not None
    assert word_list.parse_file(data) == long


@pytest.mark.parametrize(
    ("text", "reasons"),
    [
        ("a knife", ["“knife” is on the list as “knife”."]),
        ("a kn1fe", ["“kn1fe” is “knife” with digits or symbols instead of letters."]),
        ("{a knife, an owl} --pro", ["“knife” is on the list as “knife”."]),
        ("*k-n-i-f-e* and a sword", ["“k-n-i-f-e” is “knife” with its letters spaced out.", "“sword” is on the list"]),
        ("a fox --pro --nonsense knife", ["“knife” is on the list as “knife”."]),
    ],
)
async def test_words_test_lists_every_reason_for_a_match(stage: BotStage, text: str, reasons: list[str]) -> None:
    for word in ("knife", "sword"):
        await said(stage, "add", text=word)
    told = (await said(stage, "test", text=text)).split("\n")
    assert told[0] == str(word_list.CAUGHT)
    assert len(told) == len(reasons) + 1
    for line, reason in zip(told[1:], reasons, strict=True):
        assert line.startswith(f"- {reason}")
    assert stage.provider_tasks() == []


async def test_words_test_does_not_catch_harmless_text(stage: BotStage) -> None:
    assert await said(stage, "test", text="a fox") == f"{word_list.NOT_CAUGHT}\n-# {word_list.EMPTY_LIST}"
    await said(stage, "add", text="ass")
    for text in ("a class of foxes", "a fox --style ass"):
        assert await said(stage, "test", text=text) == str(word_list.NOT_CAUGHT)


async def test_words_test_truncates_a_long_list_of_reasons(stage: BotStage) -> None:
    many = tuple(f"word{chr(97 + n)}" for n in range(15))
    await stage.app.bot.services.gate.word_filters.add(stage.guild.id, WordListEntries(many))
    told = (await said(stage, "test", text=" ".join(many))).split("\n")
    assert (len(told), told[-1]) == (12, "- and 5 more")


# ── importing ────────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_words_import_adds_terms_and_exceptions(stage: BotStage) -> None:
    await said(stage, "add", text="knife")
    data = "\ufeffknife\r\nSword\r\n\r\n  !palette knife \r\nbehead*\rgöre".encode()
    assert await imported(stage, data) == "The file has 4 terms and 1 exception; 4 of them are new."
    assert await listed(stage) == WordListEntries(("behead*", "göre", "knife", "sword"), ("palette knife",))
    assert await imported(stage, data) == "The file has 4 terms and 1 exception; none of them are new."
    assert [(one.action, one.detail) for one in (await entries(stage))[1:]] == [
        ("Words imported", "4 new from words.txt: 4 terms and 1 exception")
    ]


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"knife\nx\nowl", "line 2 cannot be used; a word needs at least 2 letters"),
        (b"x\n\n!\nowl\nkn*fe", "lines 1, 3 and 5 cannot be used"),
        (b"fine\n" + b"x\n" * 9, "lines 2, 3, 4, 5, 6 and 4 more cannot be used"),
        (b"", "has no words in it"),
        (b"\n  \n", "has no words in it"),
        ("knife".encode("utf-16"), "is not plain text in UTF-8"),
        (b"kn\xffife", "is not plain text in UTF-8"),
        (b"\n".join(b"word%d" % n for n in range(5001)), "has 5001 words, but a server can have at most 5000"),
        (b"knife\n" * (MAX_FILE_BYTES // 6 + 1), "is larger than 256 KiB"),
    ],
)
async def test_words_import_of_an_invalid_file_adds_nothing(stage: BotStage, data: bytes, told: str) -> None:
    answered = await imported(stage, data)
    assert answered.startswith("Nothing was imported: ")
    assert told in answered
    assert answered.count(".") == 1
    assert await listed(stage) == WordListEntries()
    assert await entries(stage) == []


async def test_words_import_above_the_word_limit_adds_nothing(stage: BotStage) -> None:
    await said(stage, "add", text="knife")
    answered = await imported(stage, b"\n".join(b"word%d" % n for n in range(5000)))
    assert answered == "A server can have at most 5000 words, and these would make 5001; remove some first."
    assert await listed(stage) == WordListEntries(("knife",))


@pytest.mark.parametrize("host", ["127.0.0.1", "cdn.discordapp.com"])
async def test_words_import_downloads_only_from_discord_hosts(
    make_stage: StageFactory, monkeypatch: pytest.MonkeyPatch, host: str
) -> None:
    stage: BotStage

    async def read(request: web.Request) -> web.Response:
        return web.Response(body=stage.env.backend.cdn.get(str(request.url)), content_type="text/plain")

    application = web.Application()
    application.router.add_get("/{path:.*}", read)
    async with TestServer(application, port=0) as server:
        monkeypatch.setattr("simcord.backend.cdn.CDN_BASE", str(server.make_url("")).rstrip("/"))
        stage = await make_stage(discord={"media_hosts": [host]})
        answered = await said(stage, "import", file=("words.txt", b"knife"))
    is_discords = host == "127.0.0.1"
    assert answered == (
        "The file has 1 term and 0 exceptions; 1 of them is new." if is_discords else str(IMPORT_DOWNLOAD_FAILED)
    )
    assert await listed(stage) == WordListEntries(("knife",) if is_discords else ())
