"""Budgets: dearer models close at their share, and the sentences name the figure and who can change it."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.budgets import BudgetsExceeded, BudgetWindow, check_budgets
from bot.domain.limits import UNLIMITED, Limits
from bot.domain.request import Request
from bot.domain.usage import Usage
from tests.domain.test_limit_checks import request

CENT = 10_000
LIMITS = Limits(
    images_per_user_per_day=UNLIMITED,
    guild_daily_budget=100 * CENT,
    guild_monthly_budget=1_000 * CENT,
    pro_until=0.5,
    dearer_models=frozenset({"pro"}),
)


def pro(cents: int) -> Request:
    return request(1, cents * CENT).model_copy(update={"model": "pro"})


def refusal(of: Request, limits: Limits = LIMITS, **spent: int) -> BudgetsExceeded | None:
    try:
        check_budgets([of], limits, Usage(**spent))
    except BudgetsExceeded as error:
        return error
    return None


@given(spent=st.integers(0, 120), cents=st.integers(1, 60), share=st.integers(0, 100))
def test_dearer_model_may_use_its_share_and_the_cheapest_the_whole_budget(spent: int, cents: int, share: int) -> None:
    limits = replace(LIMITS, pro_until=share / 100)
    of_day = {"guild_daily_spend": spent * CENT}
    assert (refusal(pro(cents), limits, **of_day) is None) == (spent + cents <= share)
    assert (refusal(request(1, cents * CENT), limits, **of_day) is None) == (spent + cents <= 100)


def test_one_dear_request_makes_all_requests_of_an_interaction_dear() -> None:
    with pytest.raises(BudgetsExceeded, match="dearer models may use"):
        check_budgets([request(1, CENT), pro(60)], LIMITS, Usage())


def test_share_of_the_bots_budget_is_not_limited() -> None:
    limits = replace(LIMITS, guild_daily_budget=None, guild_monthly_budget=None, bot_daily_budget=100 * CENT)
    assert refusal(pro(90), limits) is None


@pytest.mark.parametrize(
    ("share", "spent", "cents", "sentence", "excess"),
    [
        (0.0, 0, 7, "On this server only the cheapest model draws; please choose it. Nothing was charged.", None),
        (
            *(0.5, 0, 51),
            "That would cost $0.51, and dearer models may use $0.50 of this server’s picture budget for the day; "
            "please choose the cheapest model or fewer pictures. Nothing was charged.",
            None,
        ),
        (
            *(0.5, 45, 7),
            "Dearer models may use 50% of this server’s picture budget for the day, and too little of that is left; "
            "please choose the cheapest model. Nothing was charged.",
            2 * CENT,
        ),
    ],
)
def test_sentence_about_dearer_models_says_what_to_choose(
    share: float, spent: int, cents: int, sentence: str, excess: int | None
) -> None:
    refused = refusal(pro(cents), replace(LIMITS, pro_until=share), guild_daily_spend=spent * CENT)
    assert refused is not None
    assert str(refused) == sentence
    assert refused.shortages[0].window is BudgetWindow.GUILD_DAY
    assert refused.shortages[0].excess_micro_dollars == excess
