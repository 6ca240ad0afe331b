"""A refusal for a used-up quota or budget carries the buttons of purchases that would be enough."""

from typing import Any

import pytest

from bot.storage import purchase_offers
from tests.conversations.conftest import StageFactory
from tests.support.stage import BotStage, MessageView, leaked_views, response_view

SMALL, LARGE, HUGE, ENDLESS, SILVER, GOLD = range(800_001, 800_007)


def tier(images: int, *skus: int) -> dict[str, Any]:
    return {"images_per_user_per_day": images, "jobs_per_user": -1, "cooldown_seconds": 0, "skus": skus}


@pytest.fixture
async def shop(make_stage: StageFactory) -> BotStage:
    """A stage whose operator sells four tiers, and two plans with larger budgets."""
    stage = await make_stage(
        discord={"admission": "open"},
        limits={
            "images_per_user_per_day": 2,
            "jobs_per_user": -1,
            "dollars_per_guild_per_day": 0.1,
            "tiers": {
                "small": tier(3, SMALL),
                "large": tier(6, LARGE),
                "huge": tier(9, HUGE),
                "endless": tier(-1, ENDLESS),
            },
        },
        plans={"silver": {"dollars_per_day": 1.0, "skus": [SILVER]}, "gold": {"dollars_per_day": 5.0, "skus": [GOLD]}},
    )
    for sku_id in range(SMALL, GOLD + 1):
        stage.env.create_sku(f"SKU {sku_id}", id=sku_id)
    return stage


async def refused(stage: BotStage, **options: Any) -> MessageView:
    shown = response_view(await stage.imagine("a fox", **options))
    assert shown.ephemeral
    assert "Nothing was charged." in shown.text
    return shown


async def test_used_up_quota_offers_at_most_three_tiers_smallest_first(shop: BotStage) -> None:
    await shop.imagine_and_wait("a fox", count=2)
    shown = await refused(shop)
    assert shown.text.startswith("You have 0 of your 2 pictures")
    assert shown.sku_ids == [SMALL, LARGE, HUGE]
    assert leaked_views(shop.app.bot) == []


async def test_too_small_tiers_are_not_offered(shop: BotStage) -> None:
    assert (await refused(shop, count=5)).sku_ids == [LARGE, HUGE, ENDLESS]


async def test_used_up_budget_of_the_server_offers_larger_plans(shop: BotStage) -> None:
    await shop.imagine_and_wait("a fox", count=2)
    await shop.imagine_and_wait("a fox", shop.bob, count=2)
    carol = shop.add_member("carol")
    shown = response_view(await shop.imagine("a fox", carol, count=2))
    assert "picture budget for the day" in shown.text
    assert shown.sku_ids == [SILVER, GOLD]


async def test_purchase_helps_at_once_and_is_not_offered_again(shop: BotStage) -> None:
    await shop.imagine_and_wait("a fox", count=2)
    assert SMALL in (await refused(shop)).sku_ids
    await shop.env.grant_entitlement(SMALL, user=shop.alice)
    assert not response_view(await shop.imagine_and_wait("a fox")).ephemeral
    assert (await refused(shop)).sku_ids == [LARGE, HUGE, ENDLESS]


async def test_purchase_that_only_the_interaction_shows_is_not_offered(shop: BotStage) -> None:
    shop.app.services.purchases.request_list()
    await shop.app.services.purchases.run_once()
    await shop.imagine_and_wait("a fox", count=2)
    shop.env.seed_entitlement(SMALL, user=shop.alice)
    assert (await refused(shop, count=2)).sku_ids == [LARGE, HUGE, ENDLESS]


async def test_refusal_is_told_without_buttons_if_discord_does_not_accept_them(
    shop: BotStage, caplog: pytest.LogCaptureFixture
) -> None:
    await shop.imagine_and_wait("a fox", count=2)
    shop.env.inject_error("POST", "/interactions/*/callback", status=400, code=50035, message="Invalid Form Body")
    shown = await refused(shop)
    assert shown.text.startswith("You have 0 of your 2 pictures")
    assert shown.sku_ids == []
    assert "premium_refused" in [getattr(record, "event", "") for record in caplog.records]


async def test_nothing_is_looked_up_while_nothing_is_for_sale(
    make_stage: StageFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(purchase_offers, "list_sufficient_skus", None)
    stage = await make_stage(discord={"admission": "open"}, limits={"images_per_user_per_day": 1, "jobs_per_user": -1})
    await stage.imagine_and_wait("a fox")
    shown = await refused(stage)
    assert shown.component_types == []


async def test_premium_buttons_have_a_sku_and_nothing_that_discord_refuses(shop: BotStage) -> None:
    await shop.imagine_and_wait("a fox", count=2)
    await shop.imagine("a fox")
    _, row = shop.initial_responses()[-1]["data"]["components"]
    assert [set(button) - {"id", "disabled"} for button in row["components"]] == [{"type", "style", "sku_id"}] * 3
    assert {button["style"] for button in row["components"]} == {6}
