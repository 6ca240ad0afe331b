"""``/operator`` is published on the operator's server when it changed, and removed from the one that was it before."""

import json

import discord
import pytest
from discord import app_commands

from bot.discord.command_sync import CommandSync
from bot.storage import kv
from tests.conversations.conftest import StageFactory
from tests.support.operator_stage import OPERATOR_GUILD, OperatorStage
from tests.support.stage import BotStage

OTHER_GUILD = OPERATOR_GUILD + 1


def published(stage: BotStage, guild_id: int | None) -> list[str]:
    return [command["name"] for command in stage.env.backend.commands.get(guild_id, {}).values()]


def count_sent(stage: BotStage, guild_id: int) -> int:
    paths = [entry.path for entry in stage.env.http_requests if entry.method == "PUT"]
    return len([path for path in paths if path.endswith(f"/guilds/{guild_id}/commands")])


async def publish(stage: BotStage, guild_id: int | None, *, force: bool = False) -> bool:
    """Start a bot with this operator's server, as far as its commands are concerned."""
    sync = CommandSync(stage.app.bot.tree, stage.app.database, operator_guild_id=guild_id)
    with stage.env.time_context():
        return await sync.publish_for_operator(force=force)


async def test_without_an_operators_server_there_is_no_such_command(make_stage: StageFactory) -> None:
    stage = await make_stage()
    assert "operator" not in published(stage, None)
    assert not [path for path in (entry.path for entry in stage.env.http_requests) if "/guilds/" in path]
    assert stage.app.bot.tree.get_command("operator") is None


async def test_commands_are_sent_again_only_when_they_changed_or_by_force(home: OperatorStage) -> None:
    stage = home.stage
    before = count_sent(stage, OPERATOR_GUILD)
    await stage.restart()
    assert not await publish(stage, OPERATOR_GUILD)
    assert count_sent(stage, OPERATOR_GUILD) == before
    group = stage.app.bot.tree.get_command("operator", guild=discord.Object(OPERATOR_GUILD))
    assert isinstance(group, app_commands.Group)
    group.remove_command("resume")
    assert await publish(stage, OPERATOR_GUILD)
    assert not await publish(stage, OPERATOR_GUILD)
    assert await publish(stage, OPERATOR_GUILD, force=True)
    assert count_sent(stage, OPERATOR_GUILD) == before + 2


@pytest.mark.parametrize("now", [None, OTHER_GUILD])
async def test_former_operators_server_loses_the_commands_once(home: OperatorStage, now: int | None) -> None:
    stage = home.stage
    assert published(stage, OPERATOR_GUILD) == ["operator"]
    before = count_sent(stage, OPERATOR_GUILD)
    for _ in range(2):
        await publish(stage, now)
    assert published(stage, OPERATOR_GUILD) == []
    assert count_sent(stage, OPERATOR_GUILD) == before + 1


async def test_unreachable_former_server_does_not_stop_the_bot(home: OperatorStage) -> None:
    stage = home.stage
    path = f"/applications/*/guilds/{OPERATOR_GUILD}/commands"
    stage.env.inject_error("PUT", path, status=403, code=50001, times=None)
    assert not await publish(stage, None)
    assert await stage.app.database.run(kv.get, kv.SYNCED_OPERATOR_COMMANDS_KEY) is None


async def test_unreachable_operators_server_does_not_stop_the_bot_and_gets_them_later(
    home: OperatorStage,
) -> None:
    stage = home.stage
    path = f"/applications/*/guilds/{OTHER_GUILD}/commands"
    stage.env.inject_error("PUT", path, status=403, code=50001, times=1)
    assert not await publish(stage, OTHER_GUILD)
    assert await publish(stage, OTHER_GUILD)
    stored = await stage.app.database.run(kv.get, kv.SYNCED_OPERATOR_COMMANDS_KEY)
    assert json.loads(stored or "{}")["guild"] == OTHER_GUILD
