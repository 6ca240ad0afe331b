"""The gateway: identifying, resuming, heartbeats and the events of a shard."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
import pytest
from aiohttp import ClientWebSocketResponse, WSMsgType

from sandbox.discord import FakeDiscord
from tests.sandbox.conftest import DiscordApi

Socket = ClientWebSocketResponse


@asynccontextmanager
async def connect_gateway(api: DiscordApi) -> AsyncIterator[Socket]:
    async with api.http.ws_connect("/gateway?v=10&encoding=json") as socket:
        assert (await receive_event(socket))["op"] == 10
        yield socket


async def receive_event(socket: Socket) -> Any:
    return await socket.receive_json(timeout=5)


async def close_code(socket: Socket) -> int | None:
    message = await socket.receive(timeout=5)
    assert message.type is WSMsgType.CLOSE, message
    return socket.close_code


async def identify(socket: Socket, api: DiscordApi, **change: Any) -> None:
    await socket.send_json({"op": 2, "d": {"token": api.discord.token, "intents": 1, "properties": {}, **change}})


async def receive_ready(socket: Socket, api: DiscordApi, **change: Any) -> Any:
    await identify(socket, api, **change)
    event = await receive_event(socket)
    assert event["t"] == "READY"
    return event["d"]


def send_draw_command(discord: FakeDiscord) -> str:
    """Send a command as Ada; returns the interaction's id."""
    studio = next(iter(discord.world.channels.values()))
    return discord.member_actions.run_command(discord.world.ada, studio, "draw", {"prompt": "a fox"}).id


async def test_an_identified_bot_gets_ready_and_its_guild(api: DiscordApi, discord_sandbox: FakeDiscord) -> None:
    async with connect_gateway(api) as socket:
        about = await receive_ready(socket, api)
        assert about["application"]["id"] == discord_sandbox.world.application_id
        guild = (await receive_event(socket))["d"]
        assert [channel["name"] for channel in guild["channels"]] == ["studio", "gallery", "after-dark", "moderators"]
        await socket.send_json({"op": 1, "d": None})
        assert (await receive_event(socket))["op"] == 11
        assert discord_sandbox.gateway.is_connected


async def test_an_interaction_has_all_fields(api: DiscordApi, discord_sandbox: FakeDiscord) -> None:
    assert (await api.post_control("discord", {"language": {"user": "Ada", "locale": "ja"}})).status == 200
    async with connect_gateway(api) as socket:
        await receive_ready(socket, api, intents=0)
        interaction_id = send_draw_command(discord_sandbox)
        event = await receive_event(socket)
    data = event["d"]
    assert data["locale"] == "ja"
    assert (event["t"], data["id"], data["data"]["name"]) == ("INTERACTION_CREATE", interaction_id, "draw")
    assert data["attachment_size_limit"] == 10 * 2**20
    assert (data["channel"]["name"], data["member"]["user"]["username"]) == ("studio", "ada")
    assert {"token", "guild_id", "locale", "app_permissions", "entitlements", "context"} <= data.keys()


async def test_heartbeats_are_acknowledged_without_delaying_events(
    api: DiscordApi, discord_sandbox: FakeDiscord
) -> None:
    async with connect_gateway(api) as socket:
        await receive_ready(socket, api, intents=0)
        await socket.send_json({"op": 1, "d": 1})
        await socket.send_json({"op": 1, "d": 1})
        interaction_id = send_draw_command(discord_sandbox)
        event, *acknowledgements = [await receive_event(socket) for _ in range(3)]
        assert (event["t"], event["d"]["id"]) == ("INTERACTION_CREATE", interaction_id)
        assert [one["op"] for one in acknowledgements] == [11, 11]
        send_draw_command(discord_sandbox)
        assert (await receive_event(socket))["t"] == "INTERACTION_CREATE"  # and no third one


@pytest.mark.parametrize(
    ("change", "code"),
    [({"token": "wrong"}, 4004), ({"shard": [2, 2]}, 4010), ({"intents": -1}, 4013)],
    ids=["token", "shard", "intents"],
)
async def test_invalid_identify_closes_the_connection(api: DiscordApi, change: Any, code: int) -> None:
    async with connect_gateway(api) as socket:
        await identify(socket, api, **change)
        assert await close_code(socket) == code


@pytest.mark.parametrize(
    ("text", "code"), [("{", 4002), ('{"op": 3}', 4003), ('{"op": 99}', 4001)], ids=["no JSON", "too early", "unknown"]
)
async def test_an_invalid_payload_closes_the_connection(api: DiscordApi, text: str, code: int) -> None:
    async with connect_gateway(api) as socket:
        await socket.send_str(text)
        assert await close_code(socket) == code


async def test_a_resumed_session_gets_the_missed_events(api: DiscordApi, discord_sandbox: FakeDiscord) -> None:
    async with connect_gateway(api) as socket:
        session = (await receive_ready(socket, api, intents=0))["session_id"]
        await api.post_control("discord", {"disconnect_gateway": True})
        assert await close_code(socket) == 4000
    missed = send_draw_command(discord_sandbox)
    async with connect_gateway(api) as socket:
        await socket.send_json({"op": 6, "d": {"token": api.discord.token, "session_id": session, "seq": 1}})
        events = [await receive_event(socket) for _ in range(2)]
    assert [event["t"] for event in events] == ["INTERACTION_CREATE", "RESUMED"]
    assert (events[0]["d"]["id"], events[0]["s"]) == (missed, 2)


@pytest.mark.parametrize("how", ["invalidated", "left"])
async def test_an_ended_session_must_identify_again(api: DiscordApi, how: str) -> None:
    async with connect_gateway(api) as socket:
        session = (await receive_ready(socket, api, intents=0))["session_id"]
        if how == "invalidated":
            await api.post_control("discord", {"disconnect_gateway": "invalidate"})
            await close_code(socket)
        else:
            await socket.close(code=1000)
    async with connect_gateway(api) as socket:
        await socket.send_json({"op": 6, "d": {"token": api.discord.token, "session_id": session, "seq": 1}})
        assert await receive_event(socket) == {"op": 9, "d": False, "s": None, "t": None}
        await receive_ready(socket, api)


async def test_an_event_goes_to_all_connections_of_its_shard_only(
    api: DiscordApi, discord_sandbox: FakeDiscord
) -> None:
    mine = (int(discord_sandbox.world.guild_id) >> 22) % 2
    async with connect_gateway(api) as first, connect_gateway(api) as second, connect_gateway(api) as other:
        for socket, shard in ((first, mine), (second, mine), (other, 1 - mine)):
            await receive_ready(socket, api, intents=0, shard=[shard, 2])
        interaction_id = send_draw_command(discord_sandbox)
        assert [(await receive_event(socket))["d"]["id"] for socket in (first, second)] == [interaction_id] * 2
        with pytest.raises(TimeoutError):
            await other.receive(timeout=0.05)


async def test_pages_are_told_when_the_bot_connects_and_disconnects(api: DiscordApi) -> None:
    async with api.http.ws_connect("/sandbox/live") as live:
        assert (await live.receive_json(timeout=5))["bot"] == {"connected": False}
        async with connect_gateway(api) as socket:
            await receive_ready(socket, api)
            assert await live.receive_json(timeout=5) == {"type": "bot", "connected": True}
        assert await live.receive_json(timeout=5) == {"type": "bot", "connected": False}


async def test_the_gateway_url_needs_no_token(api: DiscordApi) -> None:
    reply = await api.request("GET", "/gateway", token=False)
    assert reply.body == {"url": api.discord.gateway_url}
    assert reply.headers["Content-Type"] == "application/json"
    async with aiohttp.ClientSession() as http, http.ws_connect(reply.body["url"]) as socket:
        assert (await asyncio.wait_for(socket.receive_json(), 5))["op"] == 10
