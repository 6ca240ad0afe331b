"""Administration of the guild: roles, hidden channels, permissions and AutoMod rules."""

import asyncio
from typing import Any

import pytest

from sandbox.discord import FakeDiscord
from sandbox.discord.state.guild import Channel
from sandbox.discord.state.interactions import Interaction
from sandbox.discord.state.permissions import ALL_PERMISSIONS, EVERYONE_PERMISSIONS, Permission
from tests.sandbox.conftest import (
    DRAW_COMMAND,
    MOD_COMMAND,
    ApiResponse,
    DiscordApi,
    Json,
    components_message,
    text_display,
)
from tests.support.clock import ManualClock

MISSING_ACCESS, MISSING_PERMISSIONS = (403, 50001), (403, 50013)
VIEW = int(Permission.VIEW_CHANNEL)
PRIVILEGED: Json = {"type": 3, "name": "Remove image", "default_member_permissions": int(Permission.MANAGE_MESSAGES)}
ADMINS_ONLY: Json = {"name": "wipe", "description": "Wipe", "default_member_permissions": 0}
DAY = 86_400


def place(discord: FakeDiscord, name: str) -> Channel:
    return next(one for one in discord.world.channels.values() if one.name == name)


def bot_role_id(discord: FakeDiscord) -> str:
    role = discord.world.guild.bot_role
    assert role is not None
    return role.id


def sent(discord: FakeDiscord, reply: ApiResponse) -> Interaction:
    interaction = discord.interactions.get(reply.body["interaction_id"])
    assert interaction is not None
    return interaction


async def state(api: DiscordApi, user: str) -> Any:
    async with api.http.get("/sandbox/state", params={"user": user}) as response:
        return await response.json()


# ── who may what ────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("user", "can", "cannot", "days"),
    [
        ("Ada", EVERYONE_PERMISSIONS, Permission.MANAGE_MESSAGES, 200),
        ("Ben", EVERYONE_PERMISSIONS, Permission.MANAGE_MESSAGES, 0),
        ("Mo", EVERYONE_PERMISSIONS | Permission.MANAGE_MESSAGES, Permission.MANAGE_GUILD, 200),
        ("Ines", ALL_PERMISSIONS, Permission(0), 400),
    ],
)
async def test_an_interaction_carries_the_members_roles_and_permissions(
    api: DiscordApi,
    discord_sandbox: FakeDiscord,
    clock: ManualClock,
    user: str,
    can: Permission,
    cannot: Permission,
    days: float,
) -> None:
    order = {"user": user, "channel": "studio", "name": "draw", "options": {"prompt": "x"}}
    payload = discord_sandbox.member_actions._build_payload(
        sent(discord_sandbox, await api.post_control("commands", order))
    )
    member, world = payload["member"], discord_sandbox.world
    allowed = Permission(int(member["permissions"]))
    assert can in allowed
    assert not cannot & allowed
    account = next(one for one in world.users.values() if one.name == user)
    mine = world.guild.membership(account)
    assert member["roles"] == [role.id for role in mine.roles if role is not world.guild.everyone]
    assert clock() - mine.joined_at == pytest.approx(days * DAY)
    created = (int(account.id) >> 22) / 1000 + 1_420_070_400
    assert created <= mine.joined_at + 0.001
    await api.post_control("discord", {"member": {"user": user, "days": 3, "roles": ["Artists"]}})
    assert (clock() - mine.joined_at, [role.name for role in mine.roles]) == (3 * DAY, ["@everyone", "Artists"])


async def test_a_restricted_command_is_rejected_unless_an_admin_opened_it(
    api: DiscordApi, discord_sandbox: FakeDiscord
) -> None:
    discord_sandbox.commands.replace([DRAW_COMMAND, MOD_COMMAND, ADMINS_ONLY, PRIVILEGED])
    message = (await api.post_message("studio", {"content": "x"})).body["id"]

    async def status(user: str, name: str, **fields: Any) -> int:
        order = {"user": user, "channel": "studio", "name": name, **fields}
        return (await api.post_control("commands", order)).status

    for user, moderates, owns in (("Ada", 400, 400), ("Mo", 200, 400), ("Ines", 200, 200)):
        assert await status(user, "mod block") == moderates
        assert await status(user, "Remove image", target=message) == moderates
        assert await status(user, "wipe") == owns
        assert await status(user, "mod block", overridden=True) == 200
        assert await status(user, "Remove image", target=message, overridden=True) == 200


async def test_a_hidden_channel_is_visible_only_to_permitted_members(
    api: DiscordApi, discord_sandbox: FakeDiscord
) -> None:
    message = (await api.post_message("moderators", {"content": "a card"})).body["id"]
    seen = {user: await state(api, user) for user in ("Ada", "Mo", "Ines")}
    names = {user: [channel["name"] for channel in one["channels"]] for user, one in seen.items()}
    assert "moderators" not in names["Ada"]
    assert names["Mo"] == names["Ines"] == ["studio", "gallery", "after-dark", "moderators"]
    assert [len(one["messages"]) for one in seen.values()] == [0, 1, 1]
    for order in ({"name": "draw", "options": {"prompt": "x"}}, {"name": "Details", "target": message}):
        assert (await api.post_control("commands", {"user": "Ada", "channel": "moderators", **order})).status == 400
        assert (await api.post_control("commands", {"user": "Mo", "channel": "moderators", **order})).status == 200
    said = {"user": "Ada", "channel": "moderators", "content": "let me in"}
    assert (await api.post_control("messages", said)).status == 400
    await api.post_control("discord", {"override": {"channel": "moderators", "whom": "Ada", "allow": ["view_channel"]}})
    assert (await api.post_control("messages", said)).status == 200
    assert discord_sandbox.world.guild.permissions_of(discord_sandbox.world.ada) == EVERYONE_PERMISSIONS


async def test_a_page_gets_no_events_of_a_hidden_channel(api: DiscordApi) -> None:
    ada = (await state(api, "Ada"))["you"]
    async with api.http.ws_connect(f"/sandbox/live?user={ada}") as live:
        assert (await live.receive_json(timeout=5))["type"] == "state"
        await api.post_message("moderators", {"content": "hush"})
        await api.post_message("studio", {"content": "loud"})
        assert (await live.receive_json(timeout=5))["message"]["content"] == "loud"


# ── what the bot may change ─────────────────────────────────────────────────────────────────────────────────────────


def overwrite(discord: FakeDiscord, channel: str, whom: str) -> str:
    return f"/channels/{place(discord, channel).id}/permissions/{whom}"


async def test_a_bot_changes_overwrites_only_with_permission(api: DiscordApi, discord_sandbox: FakeDiscord) -> None:
    world, studio = discord_sandbox.world, place(discord_sandbox, "studio")
    path, body = overwrite(discord_sandbox, "studio", world.guild_id), {"type": 0, "deny": str(VIEW), "allow": "0"}
    assert (await api.request("PUT", path, body)).status_and_code == MISSING_PERMISSIONS
    await api.post_control("discord", {"grant": ["manage_roles"]})
    assert (await api.request("PUT", path, {**body, "type": 2})).status_and_code == (400, 50035)
    assert (await api.request("PUT", overwrite(discord_sandbox, "studio", "12"), body)).status_and_code == (404, 10009)
    beyond = {"type": 0, "allow": str(int(Permission.BAN_MEMBERS)), "deny": "0"}
    assert (await api.request("PUT", path, beyond)).status_and_code == MISSING_PERMISSIONS
    assert (await api.request("PUT", path, {**beyond, "allow": str(1 << 45)})).status_and_code == MISSING_PERMISSIONS
    own = overwrite(discord_sandbox, "studio", bot_role_id(discord_sandbox))
    assert (await api.request("PUT", own, {"type": 0, "allow": str(VIEW), "deny": "0"})).status == 204
    assert (await api.request("PUT", path, body)).status == 204
    assert (studio.is_visible_to(world.ada), studio.is_visible_to(world.mo), studio.is_visible_to(world.ines)) == (
        False,
        False,
        True,
    )
    assert (await api.post_message("studio", {"content": "still here"})).status == 200
    assert (await api.request("DELETE", path)).status == 204
    assert studio.is_visible_to(world.ada)
    assert (await api.request("DELETE", path)).status_and_code == (404, 10009)


async def test_a_bot_cannot_change_overwrites_of_hidden_or_direct_channels(
    api: DiscordApi, discord_sandbox: FakeDiscord
) -> None:
    world = discord_sandbox.world
    body = {"type": 0, "deny": str(VIEW)}
    await api.post_control("discord", {"grant": ["manage_roles"], "deny": {"channel": "studio", "permissions": []}})
    await api.post_control("discord", {"deny": {"channel": "studio", "permissions": ["view_channel"]}})
    assert (
        await api.request("PUT", overwrite(discord_sandbox, "studio", world.guild_id), body)
    ).status_and_code == MISSING_ACCESS
    assert (await api.post_message("studio", {"content": "x"})).status_and_code == MISSING_ACCESS
    direct = world.direct_channel(world.ada)
    path = f"/channels/{direct.id}/permissions/{world.guild_id}"
    assert (await api.request("PUT", path, body)).status_and_code == (403, 50003)


async def test_the_gateway_sends_changes_of_channels_roles_and_rules(
    api: DiscordApi, discord_sandbox: FakeDiscord
) -> None:
    identify = {"token": discord_sandbox.token, "intents": 1 | 1 << 20, "properties": {}}
    async with api.http.ws_connect("/gateway") as socket:
        await socket.receive_json(timeout=5)
        await socket.send_json({"op": 2, "d": identify})
        ready, guild = [await socket.receive_json(timeout=5) for _ in range(2)]
        assert (ready["t"], guild["t"]) == ("READY", "GUILD_CREATE")
        hidden = next(one for one in guild["d"]["channels"] if one["name"] == "moderators")
        assert {one["id"] for one in hidden["permission_overwrites"]} == {
            discord_sandbox.world.guild_id,
            bot_role_id(discord_sandbox),
            discord_sandbox.world.moderators.id,
        }
        roles = {role["name"]: int(role["permissions"]) for role in guild["d"]["roles"]}
        assert roles["Moderators"] & Permission.MANAGE_MESSAGES
        rule = {"name": "Words", "keywords": ["cat*"]}
        await api.post_control(
            "discord", {"keyword_rule": rule, "restrict": {"channel": "studio", "age_restricted": True}}
        )
        await api.post_control("discord", {"grant": ["manage_guild"]})
        await api.post_control("discord", {"keyword_rule": rule})
        await api.post_control("discord", {"delete_keyword_rule": "Words"})
        events = [await socket.receive_json(timeout=5) for _ in range(4)]
    names = [event["t"] for event in events]
    rules = ["AUTO_MODERATION_RULE_UPDATE", "AUTO_MODERATION_RULE_DELETE"]
    assert names == ["CHANNEL_UPDATE", "GUILD_ROLE_UPDATE", *rules]
    assert events[0]["d"]["nsfw"] is True


# ── AutoMod ─────────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_automod_rules_need_manage_server(api: DiscordApi, discord_sandbox: FakeDiscord) -> None:
    path = f"/guilds/{discord_sandbox.world.guild_id}/auto-moderation/rules"
    rule = {"name": "Words", "keywords": ["cat*", "two words"], "patterns": ["b[aá]d"], "allowed": ["catalogue"]}
    assert (await api.post_control("discord", {"keyword_rule": rule})).status == 200
    assert (await api.request("GET", path)).status_and_code == MISSING_PERMISSIONS
    await api.post_control("discord", {"grant": ["manage_guild"]})
    (told,) = (await api.request("GET", path)).body
    assert (told["trigger_type"], told["enabled"], told["name"]) == (1, True, "Words")
    assert told["trigger_metadata"] == {
        "keyword_filter": ["cat*", "two words"],
        "regex_patterns": ["b[aá]d"],
        "allow_list": ["catalogue"],
    }
    await api.post_control("discord", {"keyword_rule": {"name": "Words", "keywords": ["dog"], "enabled": False}})
    (changed,) = (await api.request("GET", path)).body
    assert (changed["id"], changed["enabled"]) == (told["id"], False)
    assert (await api.request("GET", f"{path}/{told['id']}")).body == changed
    await api.post_control("discord", {"delete_keyword_rule": "Words"})
    assert (await api.request("GET", path)).body == []


@pytest.mark.parametrize(
    "rule",
    [
        {"name": ""},
        {"name": "none"},
        {"name": "long", "keywords": ["x" * 61]},
        {"name": "many", "keywords": ["x"] * 1001},
        {"name": "patterns", "patterns": ["x"] * 11},
        {"name": "allowed", "keywords": ["x"], "allowed": ["x"] * 101},
    ],
    ids=lambda rule: rule["name"] or "no name",
)
async def test_an_invalid_automod_rule_is_rejected(api: DiscordApi, discord_sandbox: FakeDiscord, rule: Json) -> None:
    assert (await api.post_control("discord", {"keyword_rule": rule})).status == 400
    replies = [
        await api.post_control("discord", {"keyword_rule": {"name": str(n), "keywords": ["x"]}}) for n in range(7)
    ]
    assert [reply.status for reply in replies] == [200] * 6 + [400]
    assert len(discord_sandbox.automod.as_json(discord_sandbox.world.guild)) == 6


# ── choosing from the guild ─────────────────────────────────────────────────────────────────────────────────────────


def guild_select(kind: int, **fields: Any) -> Json:
    return {"type": 1, "components": [{"type": kind, "custom_id": "pick", **fields}]}


@pytest.mark.usefixtures("without_openapi")
@pytest.mark.parametrize(
    ("kind", "defaults", "fields", "status"),
    [
        (8, [("channel", "studio")], {}, 200),
        (8, [("channel", "studio")], {"channel_types": [0]}, 200),
        (8, [("channel", "studio")], {"channel_types": [2]}, 400),
        (8, [("channel", "studio"), ("channel", "gallery")], {}, 400),
        (8, [("channel", "studio"), ("channel", "gallery")], {"max_values": 2}, 200),
        (8, [("channel", "studio")], {"min_values": 2, "max_values": 3}, 400),
        (8, [("role", "Moderators")], {}, 400),
        (8, [("channel", "7")], {}, 400),
        (6, [("role", "Moderators")], {}, 200),
        (6, [("role", "7")], {}, 400),
        (5, [("user", "Ada")], {}, 200),
        (5, [("role", "Moderators")], {}, 400),
        (7, [("role", "Moderators"), ("user", "Ada")], {"max_values": 2}, 200),
    ],
)
async def test_default_values_of_a_select_must_exist_and_match_its_type(
    api: DiscordApi,
    draw_interaction: Interaction,
    kind: int,
    defaults: list[tuple[str, str]],
    fields: Json,
    status: int,
) -> None:
    world = api.discord.world
    ids = {channel.name: channel.id for channel in world.channels.values()}
    ids |= {user.name: user.id for user in world.users.values()} | {role.name: role.id for role in world.guild.roles}
    chosen = [{"type": what, "id": int(ids.get(name, name))} for what, name in defaults]  # as discord.py sends them
    select = guild_select(kind, default_values=chosen, **fields)
    reply = await api.post_message("studio", components_message(select))
    assert reply.status == status
    if status == 200:
        told = reply.body["components"][0]["components"][0]["default_values"]
        assert told == [{**one, "id": str(one["id"])} for one in chosen]
    label = {"type": 18, "label": "Which", "component": {**select["components"][0], "required": True}}
    form = {"title": "Set up", "custom_id": "setup", "components": [label]}
    assert (await api.respond(draw_interaction, 9, form)).status == status
    if draw_interaction.modal is not None:
        ids_told = [one["id"] for one in draw_interaction.modal["components"][0]["component"]["default_values"]]
        assert ids_told == [str(one["id"]) for one in chosen]


@pytest.mark.parametrize(
    ("user", "kind", "values", "fields", "status"),
    [
        ("Ines", 8, ["moderators"], {"channel_types": [0]}, 200),
        ("Ines", 8, ["moderators"], {"channel_types": [2]}, 400),
        ("Ada", 8, ["moderators"], {}, 400),
        ("Ada", 8, ["direct messages"], {}, 400),
        ("Ada", 8, ["studio", "studio"], {"max_values": 2}, 400),
        ("Ada", 6, ["Moderators"], {}, 200),
        ("Ada", 6, ["Nobodies"], {}, 400),
        ("Ada", 5, ["Ben"], {}, 200),
        ("Ada", 5, [], {"min_values": 0}, 200),
    ],
)
async def test_a_chosen_value_comes_with_its_resolved_object(
    api: DiscordApi, discord_sandbox: FakeDiscord, user: str, kind: int, values: list[str], fields: Json, status: int
) -> None:
    world = discord_sandbox.world
    world.direct_channel(world.ada)
    message = (
        await api.post_message("studio", components_message(text_display("Which?"), guild_select(kind, **fields)))
    ).body["id"]
    order = {"user": user, "message": message, "custom_id": "pick", "values": values}
    reply = await api.post_control("components", order)
    assert reply.status == status
    if status == 200:
        data = sent(discord_sandbox, reply).data
        field = {5: "users", 6: "roles", 8: "channels"}[kind]
        assert data["component_type"] == kind
        assert list(data.get("resolved", {}).get(field, {})) == data["values"]


async def test_resolved_objects_are_partial_as_on_discord(api: DiscordApi, discord_sandbox: FakeDiscord) -> None:
    message = (
        await api.post_message("studio", components_message(guild_select(5), guild_select(8) | {"id": 7}))
    ).status_and_code
    assert message == (400, 50035)  # the same custom_id twice
    other = {"type": 1, "components": [{"type": 8, "custom_id": "where"}]}
    message = (await api.post_message("studio", components_message(guild_select(5), other))).body["id"]
    world = discord_sandbox.world
    orders = [("pick", "Mo"), ("where", "moderators")]
    replies = [
        await api.post_control("components", {"user": "Mo", "message": message, "custom_id": name, "values": [value]})
        for name, value in orders
    ]
    who, where = (sent(discord_sandbox, reply).data["resolved"] for reply in replies)
    member, channel = who["members"][world.mo.id], where["channels"][place(discord_sandbox, "moderators").id]
    assert member.keys().isdisjoint({"user", "deaf", "mute"})
    assert Permission.MANAGE_MESSAGES in Permission(int(member["permissions"]))
    assert "permission_overwrites" not in channel
    assert Permission.VIEW_CHANNEL in Permission(int(channel["app_permissions"]))


async def test_a_required_select_in_a_modal_needs_a_value(
    api: DiscordApi, draw_interaction: Interaction, discord_sandbox: FakeDiscord
) -> None:
    def form(**fields: Any) -> Json:
        reasons = [{"label": name, "value": name} for name in ("rude", "off topic")]
        select = {"type": 3, "custom_id": "reason", "options": reasons, **fields}
        words = {"type": 4, "custom_id": "words", "style": 2, "required": False}
        labels = [{"type": 18, "label": "x", "component": one} for one in (select, words)]
        return {"title": "Decline", "custom_id": "decline", "components": labels}

    assert (await api.respond(draw_interaction, 9, form(min_values=0))).status_and_code == (400, 50035)
    assert (await api.respond(draw_interaction, 9, form(min_values=0, required=False))).status == 200
    order = {
        "user": "Ada",
        "interaction_id": draw_interaction.id,
        "values": {"reason": ["off topic"], "words": "sorry"},
    }
    answer = sent(discord_sandbox, await api.post_control("modals", order))
    reason, words = (label["component"] for label in answer.data["components"])
    assert (reason["values"], words["value"]) == (["off topic"], "sorry")


async def test_an_invalid_guild_setting_is_rejected_with_a_sentence(api: DiscordApi) -> None:
    orders: list[Json] = [
        {"grant": ["fly"]},
        {"member": {"user": "Ada", "roles": ["Easel"]}},
        {"override": {"channel": "attic", "whom": "Ada"}},
        {"delete_keyword_rule": "Words"},
    ]
    replies = await asyncio.gather(*(api.post_control("discord", order) for order in orders))
    assert [(reply.status, "error" in reply.body) for reply in replies] == [(400, True)] * 4
