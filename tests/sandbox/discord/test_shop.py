"""Purchases: SKUs, entitlements, their events, subscriptions, test entitlements and premium buttons."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest

from sandbox.discord import FakeDiscord
from sandbox.discord.state.interactions import Interaction
from sandbox.discord.state.skus import Sku, SkuType
from tests.sandbox.conftest import ApiResponse, DiscordApi, Json, action_row, components_message, make_button
from tests.sandbox.discord.test_gateway import Socket, connect_gateway, receive_event, receive_ready
from tests.support.clock import ManualClock

DAY = 86_400
UNKNOWN_SKU, UNKNOWN_ENTITLEMENT, BAD_REQUEST, INVALID_FORM = (404, 10027), (404, 10029), (400, 0), (400, 50035)
PURCHASE, SUBSCRIPTION = 1, 8


@asynccontextmanager
async def connected(api: DiscordApi) -> AsyncIterator[Socket]:
    """A bot without any intents that has received READY."""
    async with connect_gateway(api) as socket:
        await receive_ready(socket, api, intents=0)
        yield socket


async def buy(api: DiscordApi, sku: str, user: str = "Ada", **how: Any) -> Any:
    reply = await api.post_control("shop/purchases", {"user": user, "sku": sku, **how})
    assert reply.status == 200, reply.body
    return reply.body["entitlement"]


async def change(api: DiscordApi, entitlement: Json, action: str, **how: Any) -> ApiResponse:
    return await api.post_control(f"shop/entitlements/{entitlement['id']}/{action}", how)


def path(api: DiscordApi, *parts: str) -> str:
    return "/".join((f"/applications/{api.discord.world.application_id}/entitlements", *parts))


async def listed(api: DiscordApi, query: str = "") -> list[str]:
    reply = await api.request("GET", path(api) + query)
    assert reply.status == 200, reply.body
    return [one["id"] for one in reply.body]


def sku(api: DiscordApi, name: str) -> Sku:
    return api.discord.shop.sku(name)


# ── what is sold ────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_skus_have_their_types_and_flags_and_subscriptions_a_group(api: DiscordApi) -> None:
    found = (await api.request("GET", f"/applications/{api.discord.world.application_id}/skus")).body
    described = [(one["name"], one["type"], one["flags"]) for one in found]
    assert described == [
        ("Supporter", 6, 1 << 8 | 1 << 2),
        ("Supporter", 5, 1 << 8 | 1 << 2),
        ("Studio plan", 6, 1 << 7 | 1 << 2),
        ("Studio plan", 5, 1 << 7 | 1 << 2),
        ("Ten pictures", 3, 1 << 2),
        ("Founder", 2, 1 << 2),
    ]
    assert (await api.request("GET", "/applications/12/skus")).status == 404
    reply = await api.post_control("shop/skus", {"name": "Five pictures", "type": "consumable"})
    assert (sku(api, "Five pictures").id, reply.body["sku"]["for_servers"]) == (reply.body["sku"]["id"], False)


# ── purchases ───────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_a_purchase_is_an_event_without_intents(api: DiscordApi) -> None:
    async with connected(api) as socket:
        bought = await buy(api, "Founder")
        event = await receive_event(socket)
    data = event["d"]
    assert (event["t"], data["id"], data["type"]) == ("ENTITLEMENT_CREATE", bought["id"], PURCHASE)
    assert (data["user_id"], data["sku_id"]) == (api.discord.world.ada.id, sku(api, "Founder").id)
    assert (data["deleted"], data["consumed"], data["ends_at"], "guild_id" in data) == (False, False, None, False)
    assert data["starts_at"] is not None


async def test_a_subscription_has_no_end_until_it_is_over(api: DiscordApi, clock: ManualClock) -> None:
    async with connected(api) as socket:
        bought = await buy(api, "Supporter")
        created = [await receive_event(socket) for _ in range(2)]
        assert [one["t"] for one in created] == ["SUBSCRIPTION_CREATE", "ENTITLEMENT_CREATE"]
        assert created[0]["d"]["entitlement_ids"] == [bought["id"]]
        assert (created[1]["d"]["type"], created[1]["d"]["ends_at"]) == (SUBSCRIPTION, None)
        await change(api, bought, "renew")
        await change(api, bought, "cancel")
        for status in (0, 2):
            event = await receive_event(socket)
            assert (event["t"], event["d"]["status"]) == ("SUBSCRIPTION_UPDATE", status)
        clock.advance(DAY)
        await change(api, bought, "end")
        ended, stopped = [await receive_event(socket) for _ in range(2)]
    assert (ended["t"], ended["d"]["id"], ended["d"]["deleted"]) == ("ENTITLEMENT_UPDATE", bought["id"], False)
    assert ended["d"]["ends_at"] > ended["d"]["starts_at"]
    assert (stopped["t"], stopped["d"]["status"]) == ("SUBSCRIPTION_UPDATE", 1)
    for action in ("renew", "cancel", "end"):
        assert (await change(api, bought, action)).status == 400
    assert await listed(api) == [bought["id"]]
    assert await listed(api, "?exclude_ended=true") == []


async def test_a_fixed_end_comes_by_itself_and_moves_with_a_renewal(api: DiscordApi, clock: ManualClock) -> None:
    bought = await buy(api, "Supporter", days=30)
    async with connected(api) as socket:
        await change(api, bought, "renew", days=30)
        events = [await receive_event(socket) for _ in range(2)]
    assert [one["t"] for one in events] == ["SUBSCRIPTION_UPDATE", "ENTITLEMENT_UPDATE"]
    assert events[1]["d"]["ends_at"] > bought["ends_at"]
    for days, active in ((31, True), (30, False)):
        clock.advance(days * DAY)
        assert [one.id for one in api.discord.shop.list_active(api.discord.world.ada, None)] == (
            [bought["id"]] if active else []
        )


async def test_a_refund_deletes_the_entitlement(api: DiscordApi) -> None:
    bought = [await buy(api, "Founder"), await buy(api, "Supporter")]
    async with connected(api) as socket:
        for one in bought:
            assert (await change(api, one, "refund")).status == 200
        events = [await receive_event(socket) for _ in range(3)]
    assert [one["t"] for one in events] == ["ENTITLEMENT_DELETE", "ENTITLEMENT_DELETE", "SUBSCRIPTION_UPDATE"]
    assert [one["d"]["deleted"] for one in events[:2]] == [True, True]
    assert await listed(api) == []
    assert await listed(api, "?exclude_deleted=false") == [one["id"] for one in bought]
    assert (await change(api, bought[0], "refund")).status == 400
    assert (await change(api, {"id": "12"}, "refund")).status == 404


async def test_nobody_buys_twice_what_they_have(api: DiscordApi) -> None:
    for name in ("Founder", "Supporter", "Ten pictures"):
        first = await buy(api, name)
        again = {"user": "Ada", "sku": name}
        assert (await api.post_control("shop/purchases", again)).status == 400
        await buy(api, name, user="Ben")
        await change(api, first, "refund")
        assert (await api.post_control("shop/purchases", again)).status == 200


@pytest.mark.parametrize(
    "order",
    [
        {"sku": "Studio plan"},
        {"sku": "Supporter", "guild": "Sketch Club"},
        {"sku": "Studio plan", "guild": "Tea House"},
        {"sku": "nothing"},
        {"sku": "Founder", "days": 0},
    ],
)
async def test_an_impossible_purchase_is_rejected(api: DiscordApi, order: Json) -> None:
    await api.post_control("servers", {"name": "Tea House", "owner": "Lou"})
    assert (await api.post_control("shop/purchases", {"user": "Ada", **order})).status == 400
    assert await listed(api) == []


# ── what interactions carry ─────────────────────────────────────────────────────────────────────────────────────────


def owned_in(discord: FakeDiscord, interaction: Interaction) -> list[str]:
    payload = discord.member_actions._build_payload(interaction)
    assert payload["entitlement_sku_ids"] == [one["sku_id"] for one in payload["entitlements"]]
    return [discord.shop.skus[one].name for one in payload["entitlement_sku_ids"]]


async def test_an_interaction_carries_what_is_active_for_the_member_and_the_server(
    api: DiscordApi, discord_sandbox: FakeDiscord, draw_interaction: Interaction
) -> None:
    discord, world = discord_sandbox, discord_sandbox.world
    await api.post_control("servers", {"name": "Tea House", "owner": "Lou", "members": ["Ada"]})
    await buy(api, "Supporter")
    plan = await buy(api, "Studio plan", user="Ines", guild="Sketch Club")
    await buy(api, "Founder", user="Ben")
    pictures = await buy(api, "Ten pictures")
    assert plan["guild_id"] == world.guild_id
    assert owned_in(discord, draw_interaction) == ["Supporter", "Studio plan", "Ten pictures"]
    there = discord.server_life._world.guilds
    general = next(guild for guild in there.values() if guild.name == "Tea House").channel("general")
    elsewhere = discord.member_actions.run_command(world.ada, general, "draw", {"prompt": "x"})
    assert owned_in(discord, elsewhere) == ["Supporter", "Ten pictures"]
    direct = discord.member_actions.run_command(world.ada, world.direct_channel(world.ada), "draw", {"prompt": "x"})
    assert owned_in(discord, direct) == ["Supporter", "Ten pictures"]
    assert (await api.request("POST", path(api, pictures["id"], "consume"))).status == 204
    await change(api, plan, "end")
    assert owned_in(discord, draw_interaction) == ["Supporter"]


# ── what the bot asks ───────────────────────────────────────────────────────────────────────────────────────────────


async def test_entitlements_are_filtered_and_paged(api: DiscordApi) -> None:
    world = api.discord.world
    first, second = await buy(api, "Founder"), await buy(api, "Founder", user="Ben")
    third = await buy(api, "Studio plan", user="Ben", guild="Sketch Club")
    everything = [first["id"], second["id"], third["id"]]
    founder, plan = sku(api, "Founder").id, sku(api, "Studio plan").id
    for query, wanted in (
        ("", everything),
        (f"?user_id={world.ben.id}", everything[1:]),
        (f"?guild_id={world.guild_id}", everything[2:]),
        (f"?sku_ids={founder}", everything[:2]),
        (f"?sku_ids={plan},{founder}", everything),
        (f"?sku_ids={plan}&user_id={world.ada.id}", []),
        ("?limit=2", everything[:2]),
        (f"?after={everything[0]}&limit=1", everything[1:2]),
        (f"?before={everything[2]}&limit=1", everything[1:2]),
    ):
        assert await listed(api, query) == wanted, query
    for query in ("?limit=0", "?limit=101", "?limit=x", "?exclude_ended=perhaps", "?before=x"):
        assert (await api.request("GET", path(api) + query)).status_and_code == INVALID_FORM
    assert (await api.request("GET", path(api, everything[0]))).body["id"] == everything[0]
    assert (await api.request("GET", path(api, "12"))).status_and_code == UNKNOWN_ENTITLEMENT
    assert (await api.request("GET", path(api), token=False)).status == 401


async def test_a_consumable_is_consumed_once_and_can_then_be_bought_again(api: DiscordApi) -> None:
    pictures, founder = await buy(api, "Ten pictures"), await buy(api, "Founder")
    assert (await api.request("POST", path(api, pictures["id"], "consume"))).status == 204
    again = await api.request("POST", path(api, pictures["id"], "consume"))
    assert again.status_and_code == BAD_REQUEST
    assert (await api.request("POST", path(api, founder["id"], "consume"))).status_and_code == BAD_REQUEST
    assert (await api.request("POST", path(api, "12", "consume"))).status_and_code == UNKNOWN_ENTITLEMENT
    assert (await api.request("GET", path(api, pictures["id"]))).body["consumed"] is True
    assert pictures["id"] in await listed(api, "?exclude_ended=true")
    more = await buy(api, "Ten pictures")
    await change(api, more, "refund")
    assert (await api.request("POST", path(api, more["id"], "consume"))).status_and_code == BAD_REQUEST


async def test_subscriptions_are_listed_for_one_user(api: DiscordApi) -> None:
    bought = await buy(api, "Supporter")
    await buy(api, "Supporter", user="Ben")
    address = f"/skus/{sku(api, 'Supporter').id}/subscriptions"
    assert (await api.request("GET", address)).status_and_code == INVALID_FORM
    (one,) = (await api.request("GET", f"{address}?user_id={api.discord.world.ada.id}")).body
    assert (one["entitlement_ids"], one["status"]) == ([bought["id"]], 0)
    assert one["current_period_end"] > one["current_period_start"]
    assert (await api.request("GET", "/skus/12/subscriptions?user_id=1")).status_and_code == UNKNOWN_SKU


async def test_test_entitlements_are_made_and_deleted(api: DiscordApi) -> None:
    world = api.discord.world
    async with connected(api) as socket:
        for name, kind, owner in (("Supporter", 2, world.ada.id), ("Studio plan", 1, world.guild_id)):
            body = {"sku_id": sku(api, name).id, "owner_id": owner, "owner_type": kind}
            made = await api.request("POST", path(api), body)
            assert (made.status, "ends_at" in made.body, made.body["type"]) == (200, False, SUBSCRIPTION)
            assert made.body.get("user_id" if kind == 2 else "guild_id") == owner
            assert (await receive_event(socket))["t"] == "ENTITLEMENT_CREATE"
            assert (await api.request("DELETE", path(api, made.body["id"]))).status == 204
            assert (await receive_event(socket))["t"] == "ENTITLEMENT_DELETE"
            assert (await api.request("DELETE", path(api, made.body["id"]))).status_and_code == UNKNOWN_ENTITLEMENT
    bought = await buy(api, "Founder")
    assert (await api.request("DELETE", path(api, bought["id"]))).status_and_code == UNKNOWN_ENTITLEMENT


@pytest.mark.parametrize(
    ("name", "owner_type", "owner"),
    [("Supporter", 1, "guild"), ("Studio plan", 2, "ada"), ("Founder", 2, "ada"), ("Ten pictures", 2, "ada")],
)
async def test_test_entitlements_are_for_subscriptions_of_their_owners(
    api: DiscordApi, name: str, owner_type: int, owner: str
) -> None:
    owner_id = api.discord.world.guild_id if owner == "guild" else api.discord.world.ada.id
    body = {"sku_id": sku(api, name).id, "owner_id": owner_id, "owner_type": owner_type}
    assert (await api.request("POST", path(api), body)).status_and_code == INVALID_FORM
    assert (await api.request("POST", path(api), {**body, "sku_id": "12"})).status_and_code == UNKNOWN_SKU
    assert await listed(api) == []


# ── premium buttons ─────────────────────────────────────────────────────────────────────────────────────────────────


def premium_button(sku_id: str, **fields: Any) -> Json:
    return {"type": 2, "style": 6, "sku_id": sku_id, **fields}


@pytest.mark.usefixtures("without_openapi")
async def test_a_premium_button_has_nothing_but_a_known_sku(api: DiscordApi) -> None:
    known = sku(api, "Supporter").id
    group = next(one.id for one in api.discord.shop.skus.values() if one.kind is SkuType.SUBSCRIPTION_GROUP)
    for button, status in (
        (premium_button(known), 200),
        (premium_button(known, disabled=True), 200),
        (premium_button(known, custom_id="x"), 400),
        (premium_button(known, label="Buy"), 400),
        (premium_button(known, url="https://discord.com"), 400),
        (premium_button(known, emoji={"name": "🎁"}), 400),
        (premium_button("12"), 400),
        (premium_button(group), 400),
        ({"type": 2, "style": 6}, 400),
        (make_button(sku_id=known), 400),
    ):
        reply = await api.post_message("studio", components_message(action_row(button)))
        assert reply.status == status, (button, reply.body)


async def test_a_premium_button_cannot_be_pressed_as_an_interaction(api: DiscordApi) -> None:
    button = premium_button(sku(api, "Supporter").id)
    message = (await api.post_message("studio", components_message(action_row(button)))).body["id"]
    for custom_id in ("", "None"):
        press = {"user": "Ada", "message": message, "custom_id": custom_id}
        assert (await api.post_control("components", press)).status == 400
