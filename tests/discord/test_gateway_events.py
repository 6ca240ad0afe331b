"""Unreadable gateway events, and channels of unknown types."""

from typing import Any

import discord
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.discord import gateway_events
from bot.discord.gateway_events import ReconnectBackoff, guard_parsers, repair_interaction

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)


def interaction(**changes: Any) -> dict[str, Any]:
    """An interaction as Discord sends it."""
    channel = {"id": "7", "type": 0, "name": "studio", "position": 1, "permission_overwrites": []}
    return {
        "id": "1",
        "application_id": "2",
        "type": 2,
        "token": "t",
        "version": 1,
        "guild_id": "5",
        "guild": {"id": "5"},
        "channel_id": "7",
        "channel": channel,
        "attachment_size_limit": 10_000_000,
        "data": {"id": "3", "name": "imagine", "type": 1},
        "member": {
            "user": {"id": "9", "username": "ada", "discriminator": "0", "avatar": None},
            "roles": [],
            "joined_at": "2024-01-01T00:00:00+00:00",
            "permissions": "0",
            "flags": 0,
            "deaf": False,
            "mute": False,
        },
        **changes,
    }


USER: Any = {"id": "2", "username": "easel", "discriminator": "0", "avatar": None, "flags": 0}


def unconnected() -> discord.Client:
    """A client with its own user, without a connection."""
    client = discord.Client(intents=discord.Intents(guilds=True))
    client._connection.user = discord.ClientUser(state=client._connection, data=USER)
    return client


@pytest.fixture
def client() -> discord.Client:
    return unconnected()


UNKNOWN_CHANNELS = [
    {"id": "7", "type": 99},
    {"id": "7", "type": 99, "name": "den", "nsfw": True},
    {"id": "7", "type": None},
    {"id": "7", "type": "text", "name": None, "position": "first"},
    {"id": "7"},
    None,
    {},
    "studio",
]


@pytest.mark.parametrize("channel", UNKNOWN_CHANNELS)
def test_channel_of_unknown_type_is_read_as_a_text_channel(client: discord.Client, channel: Any) -> None:
    read = discord.Interaction(data=repair_interaction(interaction(channel=channel)), state=client._connection)
    assert isinstance(read.channel, discord.TextChannel)
    assert read.channel_id == 7
    assert read.channel.is_nsfw() is (isinstance(channel, dict) and channel.get("nsfw", False))


def test_known_channel_is_not_repaired() -> None:
    data = interaction()
    assert repair_interaction(data) == data


@pytest.mark.parametrize("limit", [None, 0, -1, "many"])
def test_missing_or_invalid_attachment_limit_falls_back_to_the_default(client: discord.Client, limit: Any) -> None:
    read = discord.Interaction(
        data=repair_interaction(interaction(attachment_size_limit=limit)),
        state=client._connection,
    )
    assert read.filesize_limit == gateway_events.DEFAULT_ATTACHMENT_LIMIT_BYTES


@given(st.sampled_from(sorted(interaction())), JSON)
@settings(max_examples=200, deadline=None)
def test_guarded_parser_never_raises_for_an_interaction(field: str, value: Any) -> None:
    client = unconnected()
    unread: list[str] = []
    guard_parsers(client._connection.parsers, unread.append)
    client._connection.parsers["INTERACTION_CREATE"](interaction(**{field: value}))
    assert set(unread) <= {"INTERACTION_CREATE"}


@pytest.mark.parametrize("data", [None, [], 3, "x", {}, {"id": []}, {"id": "1", "channels": [3]}])
def test_unreadable_events_are_counted_and_logged_without_their_content(
    client: discord.Client, caplog: pytest.LogCaptureFixture, data: Any
) -> None:
    unread: list[str] = []
    guard_parsers(client._connection.parsers, unread.append)
    for name in ("GUILD_CREATE", "CHANNEL_CREATE", "MESSAGE_CREATE", "GUILD_ROLE_UPDATE"):
        client._connection.parsers[name](data if not isinstance(data, dict) else {**data, "secret": "words"})
    assert "GUILD_CREATE" in unread
    assert len(caplog.records) == len(unread)
    assert "words" not in caplog.text
    assert caplog.records[0].getMessage().startswith("An event of type GUILD_CREATE could not be read (")


async def test_session_starts_without_unreadable_servers(client: discord.Client) -> None:
    await client._async_setup_hook()
    guard_parsers(client._connection.parsers, lambda _: None)
    strange: list[Any] = [None, {"unavailable": True}, {"id": "x"}, 5, {"id": "5", "unavailable": True}]
    client._connection.parsers["READY"]({"user": USER, "application": {"id": "2", "flags": 0}, "guilds": strange})
    assert [guild.id for guild in client.guilds] == [5]
    assert client._connection._ready_task is not None
    client._connection._ready_task.cancel()


def test_the_reconnect_backoff_is_bounded_and_starts_again_after_a_success() -> None:
    backoff = ReconnectBackoff("API")
    pauses = [backoff.next_delay_seconds() for _ in range(20)]
    assert 0.5 <= pauses[0] <= gateway_events.FIRST_BACKOFF_SECONDS
    assert max(pauses) <= gateway_events.MAX_BACKOFF_SECONDS <= 30
    assert min(pauses[10:]) >= gateway_events.MAX_BACKOFF_SECONDS / 2
    assert backoff.next_delay_seconds(100.0) >= 100.0
    backoff.record_success()
    assert backoff.next_delay_seconds() <= gateway_events.FIRST_BACKOFF_SECONDS
