"""Members and servers buy tiers and plans at Discord: what it brings, when it ends, and what Easel says about it."""

from datetime import timedelta
from typing import Any, Final

import discord
import pytest
from simcord.monetization import EntitlementHandle

from bot.domain.entitlements import CONSUMABLE_SECONDS
from bot.errors import StorageError
from bot.storage import entitlements
from tests.conversations.conftest import StageFactory
from tests.support.job_driver import select_rows
from tests.support.stage import BotStage, response_view

SUPPORTER, PACK, KEEPSAKE, GOLD, UNNAMED = 900_001, 900_002, 900_003, 900_004, 900_005
_TYPES: Final = {
    PACK: discord.SKUType.consumable,
    KEEPSAKE: discord.SKUType.durable,
}


@pytest.fixture
async def shop(make_stage: StageFactory) -> BotStage:
    """A stage whose operator sells a subscription, a consumable, a durable and a plan for servers."""
    tiers = {
        "supporter": {"images_per_user_per_day": 5, "jobs_per_user": -1, "cooldown_seconds": 0, "skus": [SUPPORTER]},
        "pack": {"images_per_user_per_day": 6, "jobs_per_user": -1, "cooldown_seconds": 0, "skus": [PACK]},
        "keepsake": {"images_per_user_per_day": 7, "jobs_per_user": -1, "cooldown_seconds": 0, "skus": [KEEPSAKE]},
    }
    stage = await make_stage(
        discord={"admission": "open"},
        limits={"images_per_user_per_day": 2, "jobs_per_user": -1, "tiers": tiers},
        plans={"gold": {"images_per_user_per_day": 4, "skus": [GOLD]}},
    )
    for sku_id in (SUPPORTER, PACK, KEEPSAKE, GOLD, UNNAMED):
        stage.env.create_sku(f"SKU {sku_id}", id=sku_id, type=_TYPES.get(sku_id, discord.SKUType.subscription))
    return stage


async def quota(stage: BotStage, by: Any = None) -> str:
    return response_view(await (by or stage.alice).slash(stage.channel, "quota")).text


async def synchronize(stage: BotStage) -> None:
    """Let the background task run once."""
    with stage.env.time_context():
        await stage.app.services.purchases.run_once()


async def reconnect(stage: BotStage) -> None:
    """Begin a new session, and let the background task run once."""
    stage.app.services.purchases.request_list()
    await synchronize(stage)


async def grant(stage: BotStage, sku_id: int, **owner: Any) -> EntitlementHandle:
    return await stage.env.grant_entitlement(sku_id, **(owner or {"user": stage.alice}))


async def changes(stage: BotStage, bought: EntitlementHandle) -> list[str]:
    sql = "SELECT change FROM entitlement_events WHERE entitlement_id = ? ORDER BY id"
    return [row["change"] for row in await stage.app.database.run(select_rows, sql, bought.id)]


# ── what a purchase brings ───────────────────────────────────────────────────────────────────────────────────────────


async def test_subscription_brings_the_tier_until_it_ends(shop: BotStage) -> None:
    assert "**2 of 2**" in await quota(shop)
    bought = await grant(shop, SUPPORTER)
    told = await quota(shop)
    assert "**5 of 5**" in told
    assert "You have the tier **supporter**, bought at Discord, for as long as the purchase runs." in told
    assert "**2 of 2**" in await quota(shop, shop.bob)
    await bought.end()
    told = await quota(shop)
    assert "**2 of 2**" in told
    assert "supporter" not in told
    assert await changes(shop, bought) == ["bought", "ended"]


async def test_repeated_and_late_events_change_nothing(shop: BotStage) -> None:
    bought = await grant(shop, SUPPORTER)
    await bought.replay_create()
    await bought.end()
    await shop.env.advance_time(60)
    await bought.replay_create()
    assert "**2 of 2**" in await quota(shop)
    assert await changes(shop, bought) == ["bought", "ended"]


async def test_subscription_of_a_server_brings_its_plan_to_everybody_there_and_no_tier_to_its_buyer(
    shop: BotStage,
) -> None:
    await grant(shop, GOLD, guild=shop.guild, user=shop.alice)
    for member in (shop.alice, shop.bob):
        told = await quota(shop, member)
        assert "**4 of 4**" in told
        assert "This server has the plan **gold**" in told
    elsewhere = shop.env.create_guild("Elsewhere")
    member = elsewhere.add_member(shop.alice.user)
    told = response_view(await member.slash(elsewhere.create_text_channel("studio"), "quota")).text
    assert "**2 of 2**" in told


async def test_durable_brings_its_tier_until_it_is_refunded(shop: BotStage) -> None:
    bought = await grant(shop, KEEPSAKE)
    await shop.env.advance_time(400 * 24 * 3600)
    assert "**7 of 7**" in await quota(shop)
    await bought.revoke()
    assert "**2 of 2**" in await quota(shop)
    assert await changes(shop, bought) == ["bought", "refunded"]


async def test_subscription_that_is_renewed_goes_on(shop: BotStage) -> None:
    end = shop.env.now() + timedelta(days=1)
    bought = shop.env.seed_entitlement(SUPPORTER, user=shop.alice, ends_at=end)
    await reconnect(shop)
    assert f"until <t:{int(end.timestamp())}:f>" in await quota(shop)
    shop.env.backend.get_entitlement(bought.id).ends_at = end + timedelta(days=30)
    await shop.env.advance_time(2 * 24 * 3600)
    await reconnect(shop)
    assert "**5 of 5**" in await quota(shop)
    await synchronize(shop)
    assert await changes(shop, bought) == ["bought", "renewed"]


async def test_refund_while_a_request_runs_takes_nothing_from_it(shop: BotStage) -> None:
    bought = await grant(shop, SUPPORTER)
    result = await shop.imagine("a fox", count=4)
    await bought.revoke()
    await shop.run_worker_until_idle()
    assert len(response_view(result).gallery) == 4
    refused = response_view(await shop.imagine("a fox"))
    assert "You have 0 of your 2 pictures" in refused.text


# ── consumables ──────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_consumable_is_consumed_at_discord_and_brings_its_tier_for_thirty_days(shop: BotStage) -> None:
    bought = await grant(shop, PACK)
    end = shop.clock() + CONSUMABLE_SECONDS
    assert not bought.snapshot().consumed
    await synchronize(shop)
    assert bought.snapshot().consumed
    assert await changes(shop, bought) == ["bought", "consumed"]
    told = await quota(shop)
    assert "**6 of 6**" in told
    assert f"until <t:{int(end)}:f>" in told
    await shop.env.advance_time(CONSUMABLE_SECONDS + 1)
    await synchronize(shop)
    assert "**2 of 2**" in await quota(shop)
    assert await changes(shop, bought) == ["bought", "consumed", "ended"]


async def test_second_consumable_counts_after_the_first(shop: BotStage) -> None:
    for _ in range(2):
        await grant(shop, PACK)
        await synchronize(shop)
    assert f"until <t:{int(shop.clock() + 2 * CONSUMABLE_SECONDS)}:f>" in await quota(shop)
    await shop.env.advance_time(CONSUMABLE_SECONDS + 1)
    assert "**6 of 6**" in await quota(shop)


async def test_consumption_that_discord_did_not_answer_is_repeated(shop: BotStage) -> None:
    bought = await grant(shop, PACK)
    shop.env.inject_error("POST", "*/consume", status=503)
    await synchronize(shop)
    assert not bought.snapshot().consumed
    assert await changes(shop, bought) == ["bought"]
    await synchronize(shop)
    assert bought.snapshot().consumed
    assert await changes(shop, bought) == ["bought", "consumed"]


async def test_consumable_is_recorded_after_a_stop_between_consumption_and_its_row(
    shop: BotStage, monkeypatch: pytest.MonkeyPatch
) -> None:
    bought = await grant(shop, PACK)
    with monkeypatch.context() as patch:
        patch.setattr(entitlements, "mark_consumed", None)  # the process stops here
        with pytest.raises(TypeError):
            await synchronize(shop)
    assert bought.snapshot().consumed
    await synchronize(shop)  # Discord says that it was consumed before
    assert (await changes(shop, bought)).count("consumed") == 1
    assert "**6 of 6**" in await quota(shop)


async def test_consumable_that_is_not_recorded_is_not_consumed(shop: BotStage, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(entitlements, "record", _fail_to_record)
        bought = await grant(shop, PACK)
    assert not bought.snapshot().consumed
    assert await changes(shop, bought) == []
    await synchronize(shop)  # the full list is read instead of the event
    assert bought.snapshot().consumed
    assert await changes(shop, bought) == ["bought", "consumed"]


async def test_consumable_that_nothing_names_is_recorded_and_left_at_discord(shop: BotStage) -> None:
    shop.env.backend.get_sku(UNNAMED).type = discord.SKUType.consumable.value
    bought = await grant(shop, UNNAMED)
    await synchronize(shop)
    assert not bought.snapshot().consumed
    assert await changes(shop, bought) == ["bought"]
    assert "**2 of 2**" in await quota(shop)


# ── what happened while Easel was away ───────────────────────────────────────────────────────────────────────────────


async def test_new_session_reads_what_was_bought_ended_and_refunded(shop: BotStage) -> None:
    kept, ended, refunded = [await grant(shop, sku_id) for sku_id in (SUPPORTER, KEEPSAKE, KEEPSAKE)]
    backend = shop.env.backend
    backend.get_entitlement(ended.id).ends_at = shop.env.now()
    backend.get_entitlement(refunded.id).deleted = True
    new = shop.env.seed_entitlement(GOLD, guild=shop.guild)
    await shop.env.advance_time(60)
    await reconnect(shop)
    assert await changes(shop, kept) == await changes(shop, new) == ["bought"]
    assert await changes(shop, ended) == ["bought", "ended"]
    assert await changes(shop, refunded) == ["bought", "refunded"]


async def test_new_session_reads_every_page(shop: BotStage) -> None:
    seeded = [shop.env.seed_entitlement(SUPPORTER, user=shop.env.create_user(f"buyer {n}")) for n in range(230)]
    await reconnect(shop)
    (row,) = await shop.app.database.run(select_rows, "SELECT COUNT(*) AS count FROM entitlements")
    assert row["count"] == len(seeded)


async def test_ready_reads_the_list(shop: BotStage) -> None:
    shop.env.seed_entitlement(SUPPORTER, user=shop.alice)
    await shop.restart()
    await synchronize(shop)
    assert "**5 of 5**" in await quota(shop)


async def test_entitlement_that_is_no_longer_listed_ends_only_if_everything_was_read(shop: BotStage) -> None:
    bought = await grant(shop, SUPPORTER)
    forgotten = shop.env.backend.entitlements.pop(bought.id)
    await shop.env.advance_time(60)
    shop.env.inject_error("GET", "*/entitlements", status=503)
    await reconnect(shop)
    assert "**5 of 5**" in await quota(shop)
    await synchronize(shop)
    assert "**2 of 2**" in await quota(shop)
    assert await changes(shop, bought) == ["bought", "ended"]
    shop.env.backend.entitlements[bought.id] = forgotten
    await shop.env.advance_time(60)
    assert "**5 of 5**" in await quota(shop)  # the interaction shows it
    assert await changes(shop, bought) == ["bought", "ended", "renewed"]


async def test_request_brings_what_its_interaction_shows_and_no_event_told(shop: BotStage) -> None:
    await reconnect(shop)
    bought = shop.env.seed_entitlement(SUPPORTER, user=shop.alice)
    assert not response_view(await shop.imagine_and_wait("a fox", count=5)).ephemeral
    assert await changes(shop, bought) == ["bought"]
    await quota(shop)
    assert await changes(shop, bought) == ["bought"]


async def test_nothing_is_read_while_nothing_is_for_sale(make_stage: StageFactory) -> None:
    stage = await make_stage()
    await reconnect(stage)
    assert not [entry for entry in stage.env.http_requests if "entitlements" in entry.path or "skus" in entry.path]


async def test_sku_that_brings_nothing_is_reported_once(shop: BotStage, caplog: pytest.LogCaptureFixture) -> None:
    for buyer in (shop.alice, shop.bob):
        await grant(shop, UNNAMED, user=buyer)
    reports = [record for record in caplog.records if getattr(record, "event", "") == "sku_without_effect"]
    assert [record.getMessage() for record in reports] == [
        f"SKU {UNNAMED} was bought by a member, and no tier in the configuration names it"
    ]


def _fail_to_record(*_args: Any, **_kwargs: Any) -> Any:
    raise StorageError("The disk is full.")
