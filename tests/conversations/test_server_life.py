"""A server's life: who added Easel reads once how to begin; leaving gives waiting requests back; outages do nothing."""

from collections.abc import AsyncIterator
from typing import Any

import discord
import pytest
from simcord.backend.serializers import guild_create_payload
from simcord.builders import GuildHandle

from bot.domain.job import State
from bot.errors import StorageUnavailable
from bot.storage import audit, servers
from bot.storage.database import Transaction
from bot.ui.admin.welcome import CHANNEL_WELCOME, SERVER_WAITS
from cogs.admin.permissions import MANAGERS_ONLY
from tests.conversations.conftest import StageFactory
from tests.support.operator_stage import SECTIONS, Application, OperatorStage, channel_named, shown_in
from tests.support.stage import BotStage, MessageView, job_id_of, response_view

BOT_ADD = 28
"""Discord's action of an entry of the audit log about an added bot."""


@pytest.fixture
async def open_home(make_stage: StageFactory, monkeypatch: pytest.MonkeyPatch) -> OperatorStage:
    """A stage where servers are admitted at once."""
    application = Application(monkeypatch)
    discord_section = {**SECTIONS["discord"], "admission": "open"}
    return await OperatorStage(await make_stage(**{**SECTIONS, "discord": discord_section}), application).open()


def add_with_audit_entry(home: OperatorStage, person_id: int, name: str = "Newcomers") -> GuildHandle:
    """Let a person add the bot; Discord records that in the server's audit log."""
    guild = home.stage.env.create_guild(name)
    guild.create_text_channel("general")
    backend = home.stage.env.backend
    backend.record_audit_log(guild.id, BOT_ADD, target_id=home.stage.app.bot.user.id, user_id=person_id)
    return guild


# ── arriving ─────────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_person_who_added_easel_reads_once_how_to_begin(open_home: OperatorStage) -> None:
    person = open_home.stage.env.create_user("ada")
    guild = add_with_audit_entry(open_home, person.id)
    await open_home.stage.env.settle()
    await open_home.maintain(120)
    (message,) = open_home.stage.direct_messages(person)
    assert "Thank you for adding Easel to **Newcomers**" in message.text
    assert f"https://discord.com/channels/{guild.id}" in message.text
    setup_id = open_home.stage.app.bot.command_sync.ids["admin"]
    assert f"</admin setup:{setup_id}>" in message.text
    assert shown_in(channel_named(guild)) == []


async def test_first_writable_channel_gets_the_welcome_if_the_person_accepts_no_messages(
    open_home: OperatorStage,
) -> None:
    person = open_home.stage.env.create_user("ada")
    open_home.stage.env.inject_error("POST", "/users/@me/channels", status=403, code=50007, times=None)
    guild = add_with_audit_entry(open_home, person.id)
    await open_home.stage.env.settle()
    await open_home.maintain(120)
    (message,) = shown_in(channel_named(guild))
    assert (message.text, message.button_labels) == (str(CHANNEL_WELCOME), ["Set up"])


async def test_audit_log_that_cannot_be_parsed_is_like_one_that_may_not_be_read(
    open_home: OperatorStage, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def odd(_guild: discord.Guild, **_options: object) -> AsyncIterator[discord.AuditLogEntry]:
        raise KeyError("target")
        yield

    monkeypatch.setattr(discord.Guild, "audit_logs", odd)
    guild = add_with_audit_entry(open_home, open_home.stage.env.create_user("ada").id)
    await open_home.stage.env.settle()
    await open_home.maintain(61)
    assert [view.text for view in shown_in(channel_named(guild))] == [str(CHANNEL_WELCOME)]


async def test_channels_without_permission_are_skipped_and_the_welcome_is_sent_once(open_home: OperatorStage) -> None:
    guild = open_home.stage.env.create_guild("Newcomers")
    closed = guild.create_text_channel(
        "closed", overwrites={open_home.stage.app.bot.user: discord.PermissionOverwrite(send_messages=False)}
    )
    general, other = (guild.create_text_channel(name) for name in ("general", "other"))
    await open_home.stage.env.settle()
    for _ in range(2):
        await open_home.maintain(120)
    assert [len(shown_in(channel)) for channel in (closed, general, other)] == [0, 1, 0]


async def test_welcome_is_sent_later_when_discord_was_down(open_home: OperatorStage) -> None:
    open_home.stage.env.inject_error("POST", "/channels/*/messages", status=503, times=None)
    guild = await open_home.join()
    open_home.stage.env.backend.faults.clear()
    await open_home.maintain(61)
    assert [view.text for view in shown_in(channel_named(guild))] == [str(CHANNEL_WELCOME)]


async def test_set_up_button_opens_the_panel_to_managers_alone(open_home: OperatorStage) -> None:
    guild = await open_home.join()
    (message,) = channel_named(guild).history()
    role = guild.create_role("Manager", permissions=discord.Permissions(manage_guild=True))
    manager = guild.add_member(open_home.stage.env.create_user("manager"), roles=[role])
    member = guild.add_member(open_home.stage.env.create_user("member"))
    panel = response_view(await manager.click(message, label="Set up"))
    assert panel.ephemeral
    assert "Easel on this server" in panel.text
    assert response_view(await member.click(message, label="Set up")).text == str(MANAGERS_ONLY)
    assert MessageView(channel_named(guild).history()[0]).button_labels == ["Set up"]


async def test_waiting_server_is_welcomed_once_it_is_admitted(home: OperatorStage) -> None:
    person = home.stage.env.create_user("ada")
    guild = add_with_audit_entry(home, person.id)
    await home.stage.env.settle()
    assert [view.text for view in shown_in(channel_named(guild))] == [str(SERVER_WAITS)]
    assert home.stage.direct_messages(person) == []
    await home.run("server", id=str(guild.id), admit=True)
    await home.maintain(120)
    assert len(home.stage.direct_messages(person)) == 1
    assert len(shown_in(channel_named(guild))) == 1


# ── leaving and coming back ──────────────────────────────────────────────────────────────────────────────────────────


async def test_leaving_gives_waiting_requests_back_and_lets_running_ones_finish(home: OperatorStage) -> None:
    stage = home.stage
    running, waiting = await stage.imagine("a fox"), await stage.imagine("a hat")
    stage.env.backend.remove_guild(stage.guild.id)
    await stage.env.settle()
    cancelled = await stage.job(job_id_of(waiting))
    assert (cancelled.state, str(cancelled.reason)) == (
        State.CANCELLED,
        "Easel was removed from this server; nothing was charged.",
    )
    assert (await home.server(stage.guild)).left_at is not None
    await stage.run_worker_until_idle()
    assert (await stage.job(job_id_of(running))).state.is_final
    assert len(stage.provider_tasks()) == 1
    assert await stage.app.database.run(_images_of, job_id_of(waiting)) == 0


def _images_of(job_id: int) -> Transaction[int]:
    (row,) = yield "SELECT SUM(images) AS images FROM ledger WHERE job_id = ?", (job_id,)
    return int(row["images"])


async def test_returning_server_finds_everything_as_it_was(home: OperatorStage) -> None:
    stage, guild_id = home.stage, home.stage.guild.id
    await home.run("server", id=str(guild_id), plan="small", dollars_per_day=1.5)
    await stage.imagine_and_wait("a fox")
    await stage.app.services.gate.change_rules(guild_id, lambda rules: rules.model_copy(update={"edits": False}))
    stage.env.backend.remove_guild(guild_id)
    await stage.env.settle()
    stage.env.backend._reserved_ids.discard(guild_id)
    again = stage.env.create_guild("Atelier", id=guild_id)
    again.create_text_channel("studio")
    await stage.env.settle()
    server = await home.server(again)
    assert (server.decision, server.plan, server.daily_budget, server.left_at) == (True, "small", 1_500_000, None)
    assert not (await stage.app.services.gate.rules(guild_id)).edits
    alice = again.add_member(stage.alice.user)
    assert response_view(await home.imagine(again, alice)).text != ""
    assert (await stage.usage_of(stage.alice)).images == 2
    assert shown_in(channel_named(again, "studio")) != []
    assert str(CHANNEL_WELCOME) not in [view.text for view in shown_in(channel_named(again, "studio"))]


# ── outages and unreadable events ────────────────────────────────────────────────────────────────────────────────────


async def emit(stage: BotStage, event: str, payload: dict[str, Any]) -> None:
    stage.env.backend.emit(event, payload)
    await stage.env.settle()


async def test_outage_is_not_leaving(home: OperatorStage) -> None:
    await home.stage.imagine("a fox")
    waiting = await home.stage.imagine("a hat")
    await emit(home.stage, "GUILD_DELETE", {"id": str(home.stage.guild.id), "unavailable": True})
    assert (await home.server(home.stage.guild)).left_at is None
    assert (await home.stage.job(job_id_of(waiting))).state is State.WAITING


async def test_unreadable_server_is_not_leaving(home: OperatorStage) -> None:
    await emit(home.stage, "GUILD_CREATE", {"id": str(home.stage.guild.id), "unavailable": False, "channels": 5})
    await emit(home.stage, "GUILD_UPDATE", {"id": str(home.stage.guild.id), "name": {}})
    assert (await home.server(home.stage.guild)).left_at is None


async def new_session(stage: BotStage, *guild_ids: int) -> None:
    """Let the gateway begin a session that names these servers as unavailable, as Discord does."""
    payload = {
        "v": 10,
        "user": {"id": str(stage.app.bot.user.id), "username": "easel", "discriminator": "0", "avatar": None},
        "guilds": [{"id": str(guild_id), "unavailable": True} for guild_id in guild_ids],
        "session_id": "new",
        "application": {"id": str(stage.app.bot.application_id), "flags": 0},
        "shard": [0, 1],
    }
    await emit(stage, "READY", payload)


async def test_new_session_that_names_servers_as_unavailable_changes_nothing(home: OperatorStage) -> None:
    guild = await home.join()
    await new_session(home.stage, home.stage.guild.id, home.guild.id, guild.id)
    assert [(await home.server(each)).left_at for each in (home.stage.guild, guild)] == [None, None]
    assert (await home.server(guild)).name == "Newcomers"


async def test_server_that_removed_easel_meanwhile_has_left_and_one_that_discord_still_knows_has_not(
    home: OperatorStage,
) -> None:
    gone, still_there = await home.join("Gone"), await home.join("There")
    del home.stage.env.backend.guilds[gone.id]
    await new_session(home.stage, home.stage.guild.id, home.guild.id)
    assert (await home.server(gone)).left_at is not None
    assert (await home.server(still_there)).left_at is None


async def test_server_that_cannot_be_looked_up_has_not_left(home: OperatorStage) -> None:
    guild = await home.join()
    del home.stage.env.backend.guilds[guild.id]
    home.stage.env.inject_error("GET", f"/guilds/{guild.id}", status=503, times=None)
    await new_session(home.stage, home.stage.guild.id, home.guild.id)
    assert (await home.server(guild)).left_at is None


async def test_server_that_joined_meanwhile_waits(home: OperatorStage) -> None:
    await new_session(home.stage, home.stage.guild.id, home.guild.id, 777)
    backend_guild = home.stage.env.create_guild("While away", id=777)
    guild = home.stage.env.backend.get_guild(home.guild.id)
    await emit(home.stage, "GUILD_CREATE", dict(guild_create_payload(home.stage.env.backend, guild)))
    assert (await home.server(backend_guild)).decision is None
    await home.maintain(61)
    assert "**While away**" in MessageView(home.private.history()[-1]).text


async def test_new_name_and_owner_are_recorded(home: OperatorStage) -> None:
    home.stage.env.backend.edit_guild(home.stage.guild.id, {"name": "Studio"})
    await home.stage.env.settle()
    assert (await home.server(home.stage.guild)).name == "Studio"


async def test_departure_during_a_storage_outage_is_recorded_later(
    home: OperatorStage, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = servers.mark_left

    def fail(*_: Any, **__: Any) -> Transaction[None]:
        raise StorageUnavailable("no disk")
        yield

    monkeypatch.setattr(servers, "mark_left", fail)
    home.stage.env.backend.remove_guild(home.stage.guild.id)
    await home.stage.env.settle()
    monkeypatch.setattr(servers, "mark_left", real)
    assert (await home.server(home.stage.guild)).left_at is None
    await home.maintain()
    assert (await home.server(home.stage.guild)).left_at is not None
    assert await home.stage.app.database.run(audit.list_newest, home.stage.guild.id) == []
