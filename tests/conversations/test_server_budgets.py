"""``/admin budget``: what a server may spend, who set it, and what a member is told when it is used up."""

from typing import Any

import pytest
from simcord.actors import MemberActor

from bot.domain.clock import DAY_SECONDS
from bot.domain.server_quotas import Budget
from bot.storage.database import Transaction
from cogs.admin.budgets import NO_BUDGET_CHOSEN, NOT_A_BUDGET, NOT_A_SHARE
from tests.conversations.conftest import StageFactory, add_manager
from tests.conversations.test_channel_rules import audit_entries, run_admin_command, stored_rules
from tests.conversations.test_server_quotas import told
from tests.support.stage import BotStage

PLAN = {"dollars_per_day": 1.0, "dollars_per_month": 5.0, "pro_until": 0.5, "images_per_user_per_day": 100}
LIMITS = {"images_per_user_per_day": 100, "confirm_above_dollars": -1, "jobs_per_user": -1}


@pytest.fixture
async def planned(make_stage: StageFactory) -> BotStage:
    """A stage whose servers have a plan with budgets."""
    return await make_stage(plans={"default": PLAN}, limits=LIMITS)


@pytest.fixture
def boss(planned: BotStage) -> MemberActor:
    return add_manager(planned)


async def budget(stage: BotStage, boss: MemberActor, command: str = "show", **options: Any) -> str:
    return await run_admin_command(stage, f"budget {command}", by=boss, **options)


def _set_operators_budget(guild_id: int, micro_dollars: int) -> Transaction[None]:
    yield (
        "INSERT INTO servers (guild_id, name, joined_at, daily_budget) VALUES (?, 'Atelier', 0, ?)"
        " ON CONFLICT (guild_id) DO UPDATE SET daily_budget = excluded.daily_budget",
        (guild_id, micro_dollars),
    )


# ── showing and setting ──────────────────────────────────────────────────────────────────────────────────────────────


async def test_budgets_are_shown_with_who_set_them_and_what_is_spent_since_when(
    planned: BotStage, boss: MemberActor
) -> None:
    assert await told(planned, count=3) == ""
    text = await budget(planned, boss)
    assert "Day: **$0.06 of $1.00** spent; the budget is set by its plan." in text
    assert "Month: **$0.06 of $5.00** spent; the budget is set by its plan." in text
    assert "-# Counted over the last 24 hours (since <t:" in text
    assert "Dearer models draw until **50%** of a budget is used, which is set by its plan." in text
    assert "The budget that all servers share has room." in text
    assert "$10" not in text  # how large the shared budget is concerns the operator alone


async def test_budgets_that_managers_set_are_in_force_at_once(planned: BotStage, boss: MemberActor) -> None:
    text = await budget(planned, boss, "set", day=0.05, pro_until=0.25)
    assert text.startswith("Saved: as the plan allows → $0.05 a day, dearer models until 25 % is spent.")
    assert "Day: **$0.00 of $0.05** spent; the budget is set by this server’s managers." in text
    assert "**25%** of a budget is used, which is set by this server’s managers." in text
    assert (await stored_rules(planned)).budget == Budget(daily=50_000, pro_until=0.25)
    entry = (await audit_entries(planned))[0]
    assert (entry.action, entry.detail) == (
        "Budget changed",
        "as the plan allows → $0.05 a day, dearer models until 25 % is spent",
    )
    await budget(planned, boss, "set", day=-1, pro_until=-1)
    assert (await stored_rules(planned)).budget == Budget()


async def test_operators_budget_for_the_server_is_named(planned: BotStage, boss: MemberActor) -> None:
    await planned.app.database.run(_set_operators_budget, planned.guild.id, 300_000)
    assert "Day: **$0.00 of $0.30** spent; the budget is set by Easel’s operator." in await budget(planned, boss)
    refused = await budget(planned, boss, "set", day=0.31)
    assert refused == "This server may spend at most $0.30 a day. Nothing was changed."


async def test_server_without_a_budget_says_so(stage: BotStage) -> None:
    text = await budget(stage, add_manager(stage))
    assert "Day: **$0.00** spent; there is no budget." in text
    assert "Dearer models draw until the budgets are used up." in text


async def test_calendar_budgets_say_when_they_begin_anew(planned: BotStage, boss: MemberActor) -> None:
    await run_admin_command(planned, "quota set", by=boss, images=100, day="Asia/Kathmandu")
    await planned.env.advance_time(40 * DAY_SECONDS)
    assert (await budget(planned, boss)).count("; begins anew <t:") == 2


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({"day": 1.01}, "This server may spend at most $1.00 a day. Nothing was changed."),
        ({"month": 5.5}, "This server may spend at most $5.00 a month. Nothing was changed."),
        (
            {"pro_until": 0.6},
            "On this server dearer models draw until at most 0.5 of the budget is used. Nothing was changed.",
        ),
        ({}, str(NO_BUDGET_CHOSEN)),
        ({"day": -0.5}, str(NOT_A_BUDGET)),
        ({"month": 1, "pro_until": -0.5}, str(NOT_A_SHARE)),
    ],
)
async def test_budget_that_cannot_be_set_is_refused_and_changes_nothing(
    planned: BotStage, boss: MemberActor, options: dict[str, Any], sentence: str
) -> None:
    assert await budget(planned, boss, "set", **options) == sentence
    assert (await stored_rules(planned)).budget == Budget()
    assert await audit_entries(planned) == []


# ── running into them ────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("span", ["day", "month"])
async def test_used_up_budget_says_when_there_is_room_again(planned: BotStage, boss: MemberActor, span: str) -> None:
    await budget(planned, boss, "set", **{span: 0.05})
    name = f"his server’s picture budget for the {span}"
    assert (await told(planned, count=3)).startswith(f"That would cost $0.06, and t{name} is $0.05; please ask for")
    assert await told(planned, count=2) == ""
    refused = await told(planned, by=planned.bob)
    assert refused.startswith(f"T{name} is used up. A manager of this server can look at it with /admin budget show.")
    assert "Nothing was charged. There is room for it again <t:" in refused


async def test_budget_of_zero_says_who_can_change_it(planned: BotStage, boss: MemberActor) -> None:
    await budget(planned, boss, "set", day=0)
    assert await told(planned) == (
        "This server’s picture budget for the day is 0, so nothing is drawn until a manager of this server or Easel’s "
        "operator changes that. Nothing was charged."
    )


async def test_dearer_models_close_earlier(planned: BotStage) -> None:
    """Half of one dollar is for dearer models: seven Pro pictures at 7 cents."""
    assert await told(planned, model="pro", count=6) == ""
    refused = await told(planned, model="pro", count=2)
    assert refused.startswith(
        "Dearer models may use 50% of this server’s picture budget for the day, and too little of that is left; please "
        "choose the cheapest model. Nothing was charged. There is room for it again <t:"
    )
    assert await told(planned, model="pro", count=8) == (
        "That would cost $0.56, and dearer models may use $0.50 of this server’s picture budget for the day; please "
        "choose the cheapest model or fewer pictures. Nothing was charged."
    )
    assert await told(planned, count=10) == ""


async def test_only_the_cheapest_model_draws_with_a_share_of_zero(planned: BotStage, boss: MemberActor) -> None:
    await budget(planned, boss, "set", pro_until=0)
    assert await told(planned, model="pro") == (
        "On this server only the cheapest model draws; please choose it. Nothing was charged."
    )
    assert await told(planned) == ""


async def test_used_up_shared_budget_is_shown_only_as_a_time(make_stage: StageFactory) -> None:
    stage = await make_stage(limits={**LIMITS, "dollars_per_day": 0.05})
    boss = add_manager(stage)
    assert await told(stage, count=2) == ""
    assert (await told(stage)).startswith("The bot’s picture budget for the day is used up.")
    text = await budget(stage, boss)
    assert "The budget that all servers share is used up until <t:" in text
    assert "$0.05" not in text
