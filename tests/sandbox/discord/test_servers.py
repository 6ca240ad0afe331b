"""Servers that come and go: invitations, removals, outages, the audit log and commands of one server."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest

from sandbox.discord import FakeDiscord
from sandbox.discord.state.guild import Guild
from tests.sandbox.conftest import DRAW_COMMAND, MOD_COMMAND, ApiResponse, DiscordApi, Json
from tests.sandbox.discord.test_gateway import Socket, connect_gateway, receive_event, receive_ready

UNKNOWN_GUILD, MISSING_ACCESS, MISSING_PERMISSIONS = (404, 10004), (403, 50001), (403, 50013)
CANNOT_MESSAGE_USER = (403, 50007)
BOT_ADD, MEMBER_KICK = 28, 20
OPERATE_COMMAND: Json = {"name": "operate", "description": "Operate", "default_member_permissions": 1 << 5}


@asynccontextmanager
async def connected(api: DiscordApi) -> AsyncIterator[Socket]:
    """A bot that has received READY and GUILD_CREATE of Sketch Club."""
    async with connect_gateway(api) as socket:
        await receive_ready(socket, api)
        assert (await receive_event(socket))["t"] == "GUILD_CREATE"
        yield socket


async def invite(api: DiscordApi, **how: Any) -> Any:
    reply = await api.post_control("servers", how)
    assert reply.status == 200, reply.body
    return reply.body["server"]


async def act(api: DiscordApi, server: Json, action: str, **who: Any) -> ApiResponse:
    return await api.post_control(f"servers/{server['id']}/{action}", who)


# ── coming and going ────────────────────────────────────────────────────────────────────────────────────────────────


async def test_an_invited_bot_gets_the_whole_server(api: DiscordApi) -> None:
    async with connected(api) as socket:
        server = await invite(api, name="Tea House", owner="Lou", members=["Kim", "Ada"])
        event = await receive_event(socket)
    guild = event["d"]
    assert (event["t"], guild["id"], guild["name"]) == ("GUILD_CREATE", server["id"], "Tea House")
    assert ("unavailable" in guild, guild["member_count"]) == (False, 4)
    assert guild["owner_id"] == server["people"]["Lou"]
    assert [channel["name"] for channel in guild["channels"]] == ["general", "moderators"]
    assert [member["user"]["username"] for member in guild["members"]] == ["easel"]
    assert [role["name"] for role in guild["roles"]] == ["@everyone", "Easel", "Moderators"]


async def test_a_new_server_has_people_of_its_own(api: DiscordApi, discord_sandbox: FakeDiscord) -> None:
    first, second = await invite(api), await invite(api)
    assert first["name"] != second["name"]
    assert not first["people"].keys() & second["people"].keys()
    assert [len(one["people"]) for one in (first, second)] == [3, 3]
    (_, moderator, member) = (discord_sandbox.world.users[one] for one in first["people"].values())
    hidden = discord_sandbox.world.channels[first["channels"]["moderators"]]
    assert [hidden.is_visible_to(one) for one in (moderator, member, discord_sandbox.world.bot)] == [True, False, True]
    listed = await api.request("GET", "/users/@me/guilds?with_counts=true")
    assert [(one["name"], one["approximate_member_count"]) for one in listed.body] == [
        ("Sketch Club", 5),
        (first["name"], 4),
        (second["name"], 4),
    ]


async def test_a_bot_cannot_be_added_twice_or_by_a_plain_member(api: DiscordApi) -> None:
    server = await invite(api, owner="Lou", members=["Kim"])
    assert (await act(api, server, "invite")).status == 400
    await act(api, server, "remove")
    assert (await act(api, server, "invite", user="Kim")).status == 400
    assert (await act(api, server, "invite", user="Ada")).status == 400
    assert (await act(api, server, "invite", user="Lou")).status == 200


async def test_a_removed_bot_hears_of_it_and_knows_the_server_no_more(api: DiscordApi) -> None:
    server = await invite(api, owner="Lou", members=["Kim"])
    channel = server["channels"]["general"]
    async with connect_gateway(api) as socket:
        about = await receive_ready(socket, api)
        assert [one["unavailable"] for one in about["guilds"]] == [True, True]
        assert [(await receive_event(socket))["t"] for _ in range(2)] == ["GUILD_CREATE"] * 2
        assert (await act(api, server, "remove", user="Kim")).status == 400
        assert (await act(api, server, "remove")).status == 200
        event = await receive_event(socket)
    assert (event["t"], event["d"]) == ("GUILD_DELETE", {"id": server["id"]})
    for path in ("", "/channels", "/roles", "/audit-logs", "/auto-moderation/rules"):
        assert (await api.request("GET", f"/guilds/{server['id']}{path}")).status_and_code == UNKNOWN_GUILD
    posted = await api.request("POST", f"/channels/{channel}/messages", {"content": "x"})
    assert posted.status_and_code == MISSING_ACCESS
    assert (await act(api, server, "remove")).status == 400
    assert [one["name"] for one in (await api.request("GET", "/users/@me/guilds")).body] == ["Sketch Club"]


async def test_a_bot_leaves_by_itself_and_can_be_added_again(api: DiscordApi) -> None:
    server = await invite(api)
    async with connected(api) as socket:
        assert (await receive_event(socket))["t"] == "GUILD_CREATE"
        path = f"/users/@me/guilds/{server['id']}"
        assert (await api.request("DELETE", path)).status == 204
        assert (await receive_event(socket))["d"] == {"id": server["id"]}
        assert (await api.request("DELETE", path)).status_and_code == UNKNOWN_GUILD
        assert (await act(api, server, "invite")).status == 200
        again = await receive_event(socket)
    assert (again["t"], again["d"]["channels"][0]["id"]) == ("GUILD_CREATE", server["channels"]["general"])


async def test_an_outage_is_told_from_a_removal(api: DiscordApi) -> None:
    server = await invite(api)
    async with connected(api) as socket:
        await receive_event(socket)
        await act(api, server, "outage")
        assert (await receive_event(socket))["d"] == {"id": server["id"], "unavailable": True}
        async with connect_gateway(api) as late:
            about = await receive_ready(late, api)
            assert {"id": server["id"], "unavailable": True} in about["guilds"]
            assert (await receive_event(late))["d"]["name"] == "Sketch Club"
            with pytest.raises(TimeoutError):
                await late.receive(timeout=0.05)
            await act(api, server, "recover")
            assert (await receive_event(late))["d"]["id"] == server["id"]
        back = await receive_event(socket)
    assert (back["t"], back["d"]["unavailable"]) == ("GUILD_CREATE", False)
    assert (await act(api, server, "recover")).status == 400


async def test_nobody_uses_the_bot_during_an_outage_or_after_its_removal(api: DiscordApi) -> None:
    server = await invite(api, owner="Lou")
    order = {"user": "Lou", "channel": server["channels"]["general"], "name": "draw", "options": {"prompt": "x"}}
    body = {"components": [{"type": 1, "components": [{"type": 2, "style": 2, "label": "P", "custom_id": "press"}]}]}
    channel = server["channels"]["general"]
    message = (await api.request("POST", f"/channels/{channel}/messages", body)).body["id"]
    press = {"user": "Lou", "message": message, "custom_id": "press"}
    for before, after in (("outage", "recover"), ("remove", "invite")):
        assert (await api.post_control("commands", order)).status == 200
        await act(api, server, before)
        assert (await api.post_control("commands", order)).status == 400
        assert (await api.post_control("components", press)).status == 400
        await act(api, server, after)
    assert (await api.post_control("components", press)).status == 200


async def test_an_event_of_a_server_says_where_it_happened(api: DiscordApi, discord_sandbox: FakeDiscord) -> None:
    server = await invite(api, owner="Lou", members=["Ada"])
    order = {"user": "Ada", "channel": server["channels"]["general"], "name": "draw", "options": {"prompt": "x"}}
    sent = discord_sandbox.interactions.get((await api.post_control("commands", order)).body["interaction_id"])
    assert sent is not None
    payload = discord_sandbox.member_actions._build_payload(sent)
    assert payload["guild_id"] == payload["guild"]["id"] == payload["channel"]["guild_id"] == server["id"]
    assert payload["member"]["roles"] == []  # her role belongs to Sketch Club
    elsewhere = {**order, "user": "Ben"}
    assert (await api.post_control("commands", elsewhere)).status == 400


async def test_direct_messages_need_a_common_server(api: DiscordApi) -> None:
    server = await invite(api, owner="Lou")
    lou = server["people"]["Lou"]
    direct = (await api.request("POST", "/users/@me/channels", {"recipient_id": lou})).body["id"]
    path = f"/channels/{direct}/messages"
    assert (await api.request("POST", path, {"content": "hello"})).status == 200
    await act(api, server, "remove")
    assert (await api.request("POST", path, {"content": "hello"})).status_and_code == CANNOT_MESSAGE_USER


# ── the audit log ───────────────────────────────────────────────────────────────────────────────────────────────────


async def audit_log(api: DiscordApi, server: Json, query: str = "") -> ApiResponse:
    return await api.request("GET", f"/guilds/{server['id']}/audit-logs{query}")


async def test_the_audit_log_says_who_added_the_bot_if_the_bot_may_read_it(api: DiscordApi) -> None:
    server = await invite(api, owner="Lou", members=["Kim"])
    assert (await audit_log(api, server)).status_and_code == MISSING_PERMISSIONS
    await act(api, server, "remove")
    await act(api, server, "invite")
    await api.post_control("discord", {"guild": server["id"], "grant": ["view_audit_log"]})
    log = (await audit_log(api, server, f"?action_type={BOT_ADD}")).body
    assert [one["action_type"] for one in log["audit_log_entries"]] == [BOT_ADD, BOT_ADD]
    newest = log["audit_log_entries"][0]
    assert (newest["user_id"], newest["target_id"]) == (server["people"]["Lou"], api.discord.world.bot.id)
    assert {one["username"] for one in log["users"]} == {"lou", "easel"}
    every = (await audit_log(api, server)).body["audit_log_entries"]
    assert [one["action_type"] for one in every] == [BOT_ADD, MEMBER_KICK, BOT_ADD]
    assert (await audit_log(api, server, "?limit=1")).body["audit_log_entries"] == every[:1]
    assert (await audit_log(api, server, f"?before={every[0]['id']}")).body["audit_log_entries"] == every[1:]
    assert (await audit_log(api, server, "?limit=101")).status_and_code == (400, 50035)


# ── settings and commands of one server ─────────────────────────────────────────────────────────────────────────────


async def test_settings_change_one_server_only(api: DiscordApi, discord_sandbox: FakeDiscord) -> None:
    server = await invite(api, owner="Lou", members=["Ada"])
    guild, bot = discord_sandbox.world.guilds[server["id"]], discord_sandbox.world.bot
    before = discord_sandbox.world.guild.permissions_of(bot)
    rule = {"name": "W", "keywords": ["cat"]}
    for change in (
        {"grant": ["manage_guild"]},
        {"member": {"user": "Ada", "roles": ["Moderators"]}},
        {"keyword_rule": rule},
    ):
        assert (await api.post_control("discord", {"guild": server["name"], **change})).status == 200
    assert guild.permissions_of(bot) != before == discord_sandbox.world.guild.permissions_of(bot)
    roles = [discord_sandbox.world.guilds[one].membership(discord_sandbox.world.ada).roles for one in
             (discord_sandbox.world.guild_id, guild.id)]  # fmt: skip
    assert [[role.name for role in one[1:]] for one in roles] == [["Artists"], ["Moderators"]]
    assert [one["name"] for one in discord_sandbox.automod.as_json(guild)] == ["W"]
    assert discord_sandbox.automod.as_json(discord_sandbox.world.guild) == []
    assert (await api.post_control("discord", {"guild": server["id"], "member": {"user": "Ben"}})).status == 404


def commands_path(api: DiscordApi, guild_id: str) -> str:
    return f"/applications/{api.discord.world.application_id}/guilds/{guild_id}/commands"


@pytest.fixture
def office(discord_sandbox: FakeDiscord) -> Guild:
    """The operator's server."""
    return discord_sandbox.server_life.open_office()


async def test_commands_of_a_server_are_offered_there_only(api: DiscordApi, office: Guild) -> None:
    path = commands_path(api, office.id)
    (kept,) = (await api.request("PUT", path, [OPERATE_COMMAND])).body
    assert kept["guild_id"] == office.id
    assert "contexts" not in kept
    assert (await api.request("GET", path)).body == [kept]
    everywhere = await api.request("GET", f"/applications/{api.discord.world.application_id}/commands")
    assert "operate" not in [one["name"] for one in everywhere.body]
    states = {}
    for server in (office.id, api.discord.world.guild_id):
        async with api.http.get("/sandbox/state", params={"user": "Operator", "guild": server}) as response:
            states[server] = [one["name"] for one in (await response.json())["commands"]]
    assert states[office.id][0] == "operate"
    assert "operate" not in states[api.discord.world.guild_id]
    desk = office.channel("desk").id
    sent = await api.post_control("commands", {"user": "Operator", "channel": desk, "name": "operate"})
    interaction = api.discord.interactions.get(sent.body["interaction_id"])
    assert interaction is not None
    assert interaction.data["guild_id"] == office.id
    there = {"user": "Ines", "channel": "studio", "name": "operate"}
    assert (await api.post_control("commands", there)).status == 400
    drawn = {"user": "Operator", "channel": desk, "name": "draw", "options": {"prompt": "x"}}
    assert (await api.post_control("commands", drawn)).status == 200


async def test_commands_of_a_server_are_checked_like_global_ones(api: DiscordApi, office: Guild) -> None:
    path = commands_path(api, office.id)
    for wrong in ({**OPERATE_COMMAND, "name": "Operate"}, {**OPERATE_COMMAND, "description": ""}, {"name": "x"}):
        assert (await api.request("PUT", path, [wrong])).status_and_code == (400, 50035)
    assert (await api.request("PUT", path, [OPERATE_COMMAND] * 2)).status_and_code == (400, 50035)
    api.discord.world.join(office, api.discord.world.ada)
    await api.request("PUT", path, [OPERATE_COMMAND])
    for user, status in (("Ada", 400), ("Operator", 200)):
        order = {"user": user, "channel": office.channel("desk").id, "name": "operate"}
        assert (await api.post_control("commands", order)).status == status


async def test_commands_need_a_server_with_the_application_and_go_with_it(api: DiscordApi, office: Guild) -> None:
    path = commands_path(api, office.id)
    assert (await api.request("PUT", commands_path(api, "12"), [MOD_COMMAND])).status_and_code == MISSING_ACCESS
    await api.request("PUT", path, [OPERATE_COMMAND])
    office_json = {"id": office.id}
    await act(api, office_json, "remove")
    assert (await api.request("PUT", path, [OPERATE_COMMAND])).status_and_code == MISSING_ACCESS
    await act(api, office_json, "invite")
    assert (await api.request("GET", path)).body == []
    assert [one["name"] for one in api.discord.guild_commands.usable_in(None)] == [
        DRAW_COMMAND["name"],
        "mod",
        "Details",
    ]


# ── pages ───────────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_a_page_follows_one_server_and_hears_of_messages_in_others(api: DiscordApi, office: Guild) -> None:
    world = api.discord.world
    world.join(office, world.ada)
    async with api.http.ws_connect(f"/sandbox/live?user={world.ada.id}&guild={office.id}") as live:
        state = await live.receive_json(timeout=5)
        assert (state["guild"]["name"], [one["name"] for one in state["channels"]]) == ("Operator's office", ["desk"])
        assert [one["name"] for one in state["guilds"]] == ["Sketch Club", "Operator's office"]
        assert {one["name"] for one in state["users"]} == {"Operator", "Ada", "Easel"}
        await api.post_message("studio", {"content": "there"})
        assert await live.receive_json(timeout=5) == {"type": "elsewhere", "guild_id": world.guild_id}
        await api.post_message("moderators", {"content": "hidden"})
        await api.post_message("desk", {"content": "here"})
        assert (await live.receive_json(timeout=5))["message"]["content"] == "here"
        await invite(api, owner="Lou")
        event = await live.receive_json(timeout=5)
        assert (event["type"], len(event["guilds"])) == ("world", 3)


async def test_a_page_that_opens_a_foreign_server_becomes_its_owner(api: DiscordApi, office: Guild) -> None:
    world = api.discord.world
    for query, who, where in (
        (f"user={world.ben.id}&guild={office.id}", office.owner, office),
        (f"user={office.owner_id}", office.owner, office),
        ("user=12&guild=13", world.ada, world.guild),
    ):
        async with api.http.ws_connect(f"/sandbox/live?{query}") as live:
            state = await live.receive_json(timeout=5)
        assert (state["you"], state["guild"]["id"]) == (who.id, where.id)
