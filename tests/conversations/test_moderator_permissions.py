"""Who may not moderate changes nothing, whatever Discord shows them; and moderators who decide at once agree."""

from collections.abc import Iterator, Sequence
from itertools import product
from typing import Any

import discord
import pytest
from simcord.actors import MemberActor
from simcord.backend.models import Overwrite
from simcord.backend.serializers import message_payload
from simcord.builders import ChannelHandle, UserHandle
from simcord.enums import AppCommandType, InteractionType, OptionType, OverwriteType
from simcord.interactions import base_payload, build_options, command_leaves, nest_options
from simcord.results import InteractionResult

from bot.domain.blocks import Block
from bot.domain.styles import Style
from bot.storage import audit, blocks
from bot.storage.database import Transaction, Value
from cogs.admin.permissions import MANAGERS_ONLY
from cogs.mod.blocks import MODERATORS_ONLY
from tests.support.moderation_helpers import report_picture
from tests.support.stage import BotStage, response_message, response_view

TABLES = ("server_rules", "word_list_entries", "styles", "blocks", "audit", "jobs", "cases", "removals")
NAME = "fox"
"""What is typed wherever a text is asked for: a word, a style and a reason that there are."""
FORBIDDEN = (str(MANAGERS_ONLY), str(MODERATORS_ONLY))
"""What those hear who may not use a command."""


class Command:
    """A command that not everybody is shown, ready to be called with something in each of its options."""

    def __init__(self, root: dict[str, Any], path: Sequence[str], leaf: dict[str, Any]) -> None:
        self.name = " ".join(path)
        self._root, self._nesting, self._leaf = root, list(path[1:]), leaf

    def data(self, stage: BotStage, by: MemberActor | UserHandle, channel: ChannelHandle, **options: Any) -> Any:
        """What Discord sends when somebody calls it; options that are not given get whatever fits."""
        guild = isinstance(by, MemberActor)
        declared = [one for one in self._leaf.get("options") or [] if guild or one["type"] not in _OF_SERVERS]
        values = options or {one["name"]: _value(stage, by, channel, one) for one in declared}
        leaf_options, resolved = build_options(
            by, self.name, self._leaf | {"options": declared}, values, channel_id=channel.id
        )
        return {
            "id": self._root["id"],
            "name": self._root["name"],
            "type": AppCommandType.CHAT_INPUT,
            "options": nest_options(self._root, self._nesting, leaf_options),
            "resolved": resolved,
        }


class Menu:
    """A menu of messages that not everybody is shown, chosen on the last message of the studio."""

    def __init__(self, root: dict[str, Any]) -> None:
        self.name = str(root["name"])
        self._root = root

    def data(self, stage: BotStage, _by: MemberActor | UserHandle, _channel: ChannelHandle, **_options: Any) -> Any:
        """What Discord sends when somebody chooses it."""
        message = stage.channel.history()[-1]
        shown = stage.env.backend.get_message(stage.channel.id, message.id)
        return {
            "id": self._root["id"],
            "name": self.name,
            "type": AppCommandType.MESSAGE,
            "target_id": str(message.id),
            "resolved": {"messages": {str(message.id): dict(message_payload(stage.env.backend, shown))}},
        }


_OF_SERVERS = (OptionType.CHANNEL, OptionType.ROLE, OptionType.MENTIONABLE)


def _value(stage: BotStage, by: MemberActor | UserHandle, channel: ChannelHandle, option: dict[str, Any]) -> Any:
    guild = by.guild if isinstance(by, MemberActor) else stage.guild
    if option.get("choices"):
        return option["choices"][0]["value"]
    number = option.get("min_value", 1)
    return {
        OptionType.STRING: NAME.ljust(option.get("min_length", 0), "x"),
        OptionType.INTEGER: number,
        OptionType.NUMBER: number,
        OptionType.BOOLEAN: True,
        OptionType.USER: stage.bob.user,
        OptionType.MENTIONABLE: stage.bob.user,
        OptionType.CHANNEL: channel,
        OptionType.ROLE: guild.default_role,
        OptionType.ATTACHMENT: ("words.txt", b"owl"),
    }[OptionType(option["type"])]


def guarded(stage: BotStage, *names: str) -> Iterator[Command | Menu]:
    """Every command and menu that the bot hides from those who may not moderate or manage, from its own tree."""
    for command in stage.app.bot.tree.get_commands():
        if command.default_permissions is None or (names and command.name not in names):
            continue
        menu = isinstance(command, discord.app_commands.ContextMenu)
        root = stage.env.backend.find_command(command.name, stage.guild.id, type=3 if menu else 1)
        assert root is not None
        if menu:
            yield Menu(root)
            continue
        for path, leaf in command_leaves(root):
            yield Command(root, path, leaf)


def find(stage: BotStage, name: str) -> Command | Menu:
    return next(command for command in guarded(stage) if command.name == name)


Call = tuple[MemberActor | UserHandle, Command | Menu, dict[str, Any]]


async def call(stage: BotStage, *calls: Call, channel: ChannelHandle | None = None) -> list[InteractionResult]:
    """Let everybody call at the same moment, whether Discord would show them the command or not."""
    records = []
    for by, command, options in calls:
        where = channel or stage.channel
        record, payload = base_payload(
            stage.env.backend,
            type=InteractionType.APPLICATION_COMMAND,
            channel_id=where.id,
            guild_id=by.guild.id if isinstance(by, MemberActor) else None,
            user_id=by.id,
            data=command.data(stage, by, where, **options),
        )
        records.append(record)
        stage.env.backend.emit("INTERACTION_CREATE", payload)
    await stage.env.settle()
    return [InteractionResult(stage.env, record) for record in records]


def everything(guild_id: int) -> Transaction[dict[str, list[dict[str, Any]]]]:
    held = {}
    for table in TABLES:
        rows = yield f"SELECT * FROM {table} WHERE guild_id = ?", (guild_id,)
        held[table] = sorted((dict(row) for row in rows), key=repr)  # type: ignore[call-overload]  # rows are mappings
    return held


def write(sql: str, *values: Value) -> Transaction[None]:
    yield sql, values


async def settled(stage: BotStage) -> dict[str, list[dict[str, Any]]]:
    """What the server decided, once there is something of each kind to be changed."""
    app, guild_id = stage.app, stage.guild.id
    await stage.use_context_menu(
        "Remove image", response_message(await stage.imagine_and_wait("an owl", stage.bob)), stage.mod
    )
    await stage.run_worker_until_idle()
    await report_picture(stage, await stage.imagine_and_wait("a fox"))
    for kind in ("term", "exception"):
        await app.database.run(
            write, "INSERT INTO word_list_entries (guild_id, kind, text) VALUES (?, ?, ?)", guild_id, kind, NAME
        )
    await app.bot.services.gate.change_rules(guild_id, lambda rules: rules.model_copy(update={"min_days": 3}))
    await app.services.requests.styles.put(guild_id, Style(name=NAME, text="x"))
    block = Block(guild_id, stage.bob.id, None, "spam", stage.mod.id, 1.0)
    await app.database.run(blocks.put, block, reason_for_jobs="Called off.")
    held = await app.database.run(everything, guild_id)
    assert all(held[table] for table in TABLES)
    return held


def with_rights(stage: BotStage, name: str, **may: bool) -> MemberActor:
    role = stage.guild.create_role(name, permissions=discord.Permissions(**may))
    return stage.guild.add_member(stage.env.create_user(name), roles=[role])


def moderator_elsewhere(stage: BotStage) -> tuple[MemberActor, ChannelHandle]:
    """Somebody who may do everything on another server, and a channel there."""
    guild = stage.env.create_guild("Elsewhere")
    role = guild.create_role("Owners", permissions=discord.Permissions(administrator=True))
    return guild.add_member(stage.env.create_user("stranger"), roles=[role]), guild.create_text_channel("office")


# ── who may not ──────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_moderator_and_manager_commands_have_default_permissions(stage: BotStage) -> None:
    names = {command.name for command in guarded(stage)}
    assert {"mod block", "mod unblock", "mod blocks", "mod case", "mod cases", "mod remove"} <= names
    assert {"admin style add", "Remove image"} <= names
    assert {command.name for command in stage.app.bot.tree.get_commands() if command.default_permissions} == {
        "mod",
        "admin",
        "Remove image",
    }


async def refused_to(stage: BotStage, by: MemberActor, *names: str) -> None:
    """Each command answers this person with one private sentence, and changes nothing."""
    before, messages = await settled(stage), [message.text for message in stage.messages(stage.bob)]
    for command in guarded(stage, *names):
        (result,) = await call(stage, (by, command, {}))
        told = response_view(result)
        assert (told.ephemeral, told.text in FORBIDDEN) == (True, True), (command.name, told.text)
    assert await stage.app.database.run(everything, stage.guild.id) == before
    assert [message.text for message in stage.messages(stage.bob)] == messages


async def test_member_without_permissions_cannot_use_any_guarded_command(stage: BotStage) -> None:
    await refused_to(stage, stage.alice)


async def test_administrator_of_another_server_is_an_ordinary_member_here(stage: BotStage) -> None:
    stranger, _ = moderator_elsewhere(stage)
    await refused_to(stage, stage.guild.add_member(stranger.user))


async def test_moderator_cannot_use_admin_commands(stage: BotStage) -> None:
    await refused_to(stage, stage.mod, "admin")


async def test_unrelated_permissions_do_not_allow_mod_commands(stage: BotStage) -> None:
    await refused_to(stage, with_rights(stage, "gardener", manage_channels=True, kick_members=True), "mod")


async def test_channel_moderator_cannot_use_server_wide_mod_commands(stage: BotStage) -> None:
    may = discord.Permissions(manage_messages=True).value
    stage.env.backend.set_overwrite(stage.channel.id, Overwrite(stage.alice.id, OverwriteType.MEMBER, allow=may))
    await refused_to(stage, stage.alice, "mod")


async def test_guarded_commands_on_another_server_change_nothing_here(stage: BotStage) -> None:
    stranger, office = moderator_elsewhere(stage)
    before = await settled(stage)
    for command in guarded(stage):
        await call(stage, (stranger, command, {}), channel=office)
    assert await stage.app.database.run(everything, stage.guild.id) == before
    there = await stage.app.database.run(everything, stranger.guild.id)
    assert [entry["actor_id"] for entry in there["audit"]].count(stranger.id) >= 1


async def test_guarded_commands_in_direct_messages_change_nothing(stage: BotStage) -> None:
    before = await settled(stage)
    for command in guarded(stage):
        (result,) = await call(stage, (stage.mod.user, command, {}), channel=stage.mod.user.dm_channel)
        assert response_view(result).text.startswith((*FORBIDDEN, "This command has changed")), command.name
    assert await stage.app.database.run(everything, stage.guild.id) == before


# ── at the same moment ───────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(("first", "second"), list(product(("1d", "ever", "unblock"), repeat=2)))
@pytest.mark.parametrize("held", [False, True])
async def test_concurrent_block_and_unblock_leave_a_consistent_state_and_answers(
    stage: BotStage, first: str, second: str, held: bool
) -> None:
    other, alice = with_rights(stage, "other", manage_messages=True), stage.alice
    if held:
        await call(stage, (stage.mod, find(stage, "mod block"), {"member": alice, "reason": "spam", "for": "30d"}))
    before = len(await stage.app.database.run(audit.list_newest, stage.guild.id))
    calls: list[Call] = [
        (by, find(stage, "mod unblock"), {"member": alice})
        if deed == "unblock"
        else (by, find(stage, "mod block"), {"member": alice, "reason": "spam", "for": deed})
        for by, deed in ((stage.mod, first), (other, second))
    ]
    told = [response_view(result) for result in await call(stage, *calls)]
    assert all(one.ephemeral for one in told)
    history = (await stage.app.database.run(audit.list_newest, stage.guild.id))[::-1]
    assert sum("is not blocked on this server" in one.text for one in told) == 2 - (len(history) - before)
    held_now = await stage.app.database.run(
        blocks.get_active, stage.guild.id, alice.id, now=stage.app.services.requests.clock()
    )
    last = history[-1] if history else None
    if last is None or str(last.action) == "Unblock":
        assert held_now is None
    else:
        assert held_now is not None
        assert held_now.moderator_id == last.actor_id
    for entry, earlier in zip(history[before:], [None, *history][before:], strict=False):
        text = told[0 if entry.actor_id == stage.mod.id else 1].text
        if str(entry.action) == "Unblock":
            assert earlier is not None
            assert f"again; <@{earlier.actor_id}>’s block" in text
        else:
            assert (
                (f"replaces <@{earlier.actor_id}>’s block" in text)
                if earlier and str(earlier.action) == "Block"
                else "replaces" not in text
            )
