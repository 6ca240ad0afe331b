"""Whoever may not ask is told why, and when it is worth asking again."""

from contextlib import nullcontext
from dataclasses import replace
from itertools import permutations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.budgets import UNDELIVERED_ALLOWANCE_MICRO_DOLLARS, BudgetsExceeded, BudgetWindow, member_daily_budget
from bot.domain.catalog import AspectRatio, Resolution, Size
from bot.domain.limit_checks import QuotaExceeded, check_free_requests, check_limits, remaining_images
from bot.domain.limits import UNLIMITED, Limits, Tier
from bot.domain.request import Request
from bot.domain.usage import Usage
from bot.errors import OverBudget, OverQuota, Refused, TooMany, TooSoon

DEAREST_MICROS = 70_000
NOW = 1_000_000.0
OPEN = Limits(images_per_user_per_day=UNLIMITED, jobs_per_user=UNLIMITED, cooldown_seconds=0)


def request(images: int = 1, estimate: int = 20_000) -> Request:
    return Request(
        prompt="a fox",
        model="standard",
        ratio=AspectRatio.SQUARE,
        resolution=Resolution.K1,
        size=Size(1024, 1024),
        count=images,
        estimate=estimate,
    )


BUDGET_FIELDS = {
    BudgetWindow.GUILD_DAY: "guild_daily_budget",
    BudgetWindow.GUILD_MONTH: "guild_monthly_budget",
    BudgetWindow.BOT_DAY: "bot_daily_budget",
}
SPEND_FIELDS = {window: field.replace("_budget", "_spend") for window, field in BUDGET_FIELDS.items()}


def budgeted(window: BudgetWindow, budget: int) -> Limits:
    changes: dict[str, Any] = {BUDGET_FIELDS[window]: budget}
    return replace(OPEN, **changes)


def used_up(images: int) -> Usage:
    """The usage of a member whose pictures are all on one server."""
    return Usage(images=images, images_on_all_servers=images)


def refusal(limits: Limits, usage: Usage, images: int = 1) -> Refused | None:
    try:
        check_limits([request(images)], limits, usage, now=NOW)
    except Refused as refused:
        return refused
    return None


def test_member_without_usage_is_allowed() -> None:
    assert refusal(Limits(), Usage()) is None


@given(used=st.integers(-50, 50), limit=st.integers(0, 30), images=st.integers(1, 20))
def test_request_beyond_the_daily_picture_quota_is_refused(used: int, limit: int, images: int) -> None:
    refused = refusal(replace(OPEN, images_per_user_per_day=limit), used_up(used), images)
    assert (refused is None) == (used + images <= limit)
    assert refused is None or isinstance(refused, OverQuota)


@given(used=st.integers(-50, 50), limit=st.integers(0, 30))
def test_remaining_images_equal_quota_minus_usage(used: int, limit: int) -> None:
    limits = replace(OPEN, images_per_user_per_day=limit)
    remaining = remaining_images(limits, used_up(used))
    assert remaining is not None
    assert remaining == max(0, limit - used)


def test_remaining_images_are_none_without_a_limit() -> None:
    assert remaining_images(OPEN, Usage(images=10**6)) is None
    assert refusal(OPEN, Usage(images=10**6, jobs=10**6, last_request_at=NOW)) is None


@pytest.mark.parametrize(
    ("used", "images", "sentence"),
    [
        (18, 5, "You have 2 of your 20 pictures of the last 24 hours left and requested 5. Nothing was charged."),
        (20, 1, "You have 0 of your 20 pictures of the last 24 hours left. Nothing was charged."),
        (25, 1, "You have 0 of your 20 pictures of the last 24 hours left. Nothing was charged."),
    ],
)
def test_quota_error_says_how_many_pictures_are_left_and_when_to_retry(used: int, images: int, sentence: str) -> None:
    refused = refusal(replace(OPEN, images_per_user_per_day=20), used_up(used), images)
    assert isinstance(refused, QuotaExceeded)
    assert (str(refused), refused.missing) == (sentence, images - max(0, 20 - used))
    assert refused.can_ever_fit


@pytest.mark.parametrize(
    ("limit", "sentence"),
    [(4, "You requested 5 pictures, and 4 a day is your limit;"), (0, "You cannot request pictures here")],
)
def test_request_larger_than_the_limit_has_no_retry_time(limit: int, sentence: str) -> None:
    refused = refusal(replace(OPEN, images_per_user_per_day=limit), Usage(), 5)
    assert isinstance(refused, OverQuota)
    assert str(refused).startswith(sentence)
    assert not isinstance(refused, QuotaExceeded) or not refused.can_ever_fit


@pytest.mark.parametrize(
    ("jobs", "limit", "words"),
    [
        (1, 1, "a request running"),
        (2, 2, "2 requests running"),
        (3, 2, "3 requests running"),
        (0, 0, "You cannot request"),
    ],
)
def test_member_at_the_running_request_limit_is_refused(jobs: int, limit: int, words: str) -> None:
    refused = refusal(replace(OPEN, jobs_per_user=limit), Usage(jobs=jobs))
    assert isinstance(refused, TooMany)
    assert words in str(refused)


def test_member_below_the_running_request_limit_is_allowed() -> None:
    assert refusal(replace(OPEN, jobs_per_user=2), Usage(jobs=1)) is None


@pytest.mark.parametrize(
    ("seconds_ago", "passes"), [(0, False), (4.999, False), (5, True), (60, True), (-4.999, False), (-5, True)]
)
def test_cooldown_lasts_its_full_length_even_if_the_clock_jumps(seconds_ago: float, passes: bool) -> None:
    refused = refusal(replace(OPEN, cooldown_seconds=5), Usage(last_request_at=NOW - seconds_ago))
    assert (refused is None) == passes
    if refused is not None:
        assert isinstance(refused, TooSoon)
        assert refused.retry_at == NOW - seconds_ago + 5


@pytest.mark.parametrize("window", BUDGET_FIELDS)
@given(spent=st.integers(0, 100_000), budget=st.integers(UNLIMITED, 100_000))
def test_request_whose_estimate_exceeds_a_budget_is_refused(window: BudgetWindow, spent: int, budget: int) -> None:
    refused = refusal(budgeted(window, budget), Usage(**{SPEND_FIELDS[window]: spent}))
    assert (refused is None) == (budget == UNLIMITED or spent + 20_000 <= budget)
    assert refused is None or isinstance(refused, OverBudget)


def short(window: BudgetWindow, budget: int, spent: int, images: int = 1) -> OverBudget:
    refused = refusal(budgeted(window, budget), Usage(**{SPEND_FIELDS[window]: spent}), images)
    assert isinstance(refused, OverBudget)
    return refused


def several(window: BudgetWindow, budget: int, spent: int) -> Refused | None:
    """Two pictures for the price of two."""
    try:
        check_limits([request(2, 40_000)], budgeted(window, budget), Usage(**{SPEND_FIELDS[window]: spent}), now=NOW)
    except Refused as refused:
        return refused
    return None


NAMES = {
    BudgetWindow.GUILD_DAY: "This server’s picture budget for the day",
    BudgetWindow.GUILD_MONTH: "This server’s picture budget for the month",
    BudgetWindow.BOT_DAY: "The bot’s picture budget for the day",
}


@pytest.mark.parametrize("window", NAMES)
def test_budget_error_explains_the_reason(window: BudgetWindow) -> None:
    name, inside = NAMES[window], NAMES[window][0].lower() + NAMES[window][1:]
    who = "Easel’s operator" if window is BudgetWindow.BOT_DAY else "a manager of this server or Easel’s operator"
    zero = f"{name} is 0, so nothing is drawn until {who} changes that. Nothing was charged."
    assert str(short(window, 0, 0)) == str(short(window, 0, 5)) == zero
    dear = f"That would cost $0.02, and {inside} is $0.01. Nothing was charged."  # one picture: fewer is none
    assert str(short(window, 10_000, 0)) == dear
    assert isinstance(many := several(window, 30_000, 0), OverBudget)
    assert str(many) == (
        f"That would cost $0.04, and {inside} is $0.03; please ask for fewer pictures. Nothing was charged."
    )
    whom = "A manager of this server can look at it with /admin budget show."
    if window is BudgetWindow.BOT_DAY:
        whom = "All servers share it, and only Easel’s operator can raise it."
    used_up = f"{name} is used up. {whom} Nothing was charged."
    assert str(short(window, 50_000, 50_000)) == used_up
    assert str(short(window, 50_000, 40_000)) == used_up  # not one picture fits
    little = f"What is left of {inside} is not enough for this; please ask for fewer pictures. Nothing was charged."
    assert isinstance(few := several(window, 50_000, 20_000), OverBudget)
    assert str(few) == little
    assert short(window, 50_000, 40_000).is_bot_budget == (window is BudgetWindow.BOT_DAY)


@pytest.mark.parametrize("budget", [None, -1])
@pytest.mark.parametrize("window", NAMES)
def test_unlimited_budget_allows_any_spending(window: BudgetWindow, budget: int | None) -> None:
    assert refusal(budgeted(window, budget), Usage(**{SPEND_FIELDS[window]: 10**12})) is None  # type: ignore[arg-type]


def test_exceeded_budgets_are_all_reported() -> None:
    limits = replace(OPEN, guild_daily_budget=30_000, guild_monthly_budget=10_000, bot_daily_budget=60_000)
    refused = refusal(limits, Usage(guild_daily_spend=20_000, bot_daily_spend=50_000))
    assert isinstance(refused, BudgetsExceeded)
    assert [(one.window.value, one.excess_micro_dollars) for one in refused.shortages] == [
        ("guild_day", 10_000),
        ("guild_month", None),
        ("bot_day", 10_000),
    ]


@given(images=st.integers(0, 30), dearest=st.integers(0, 100_000), spent=st.integers(0, 5_000_000))
def test_member_budget_is_quota_at_the_highest_price_plus_undelivered_allowance(
    images: int, dearest: int, spent: int
) -> None:
    limits = replace(OPEN, images_per_user_per_day=images, max_image_price=dearest)
    budget = member_daily_budget(limits, Usage())
    assert budget == images * dearest + UNDELIVERED_ALLOWANCE_MICRO_DOLLARS
    with nullcontext() if spent + 20_000 <= budget else pytest.raises(OverBudget, match="did not reach you"):
        check_limits([request().with_policy(free=True)], limits, Usage(micro_dollars=spent), now=NOW)
    if images:
        with nullcontext() if spent + 20_000 <= budget else pytest.raises(OverBudget, match="This member’s"):
            check_free_requests([request()], limits, Usage(micro_dollars=spent), free_images=0)


@pytest.mark.parametrize(
    ("highest", "granted_left", "extra", "elsewhere", "images"),
    [
        (None, 10_000, 3, 0, 20 + 10_003),
        (50, 10_000, 0, 0, 50),
        (50, 10_000, 30, 30, 50),
        (50, 10_000, 0, 7, 57),
        (50, 4, 0, 0, 24),
        (20, 10_000, 0, 0, 20),
    ],
)
def test_grants_raise_what_a_member_can_cost_only_as_far_as_the_plan_lets_them_be_used(
    highest: int | None, granted_left: int, extra: int, elsewhere: int, images: int
) -> None:
    limits = replace(
        OPEN, images_per_user_per_day=20, max_images_per_user_per_day=highest, max_image_price=DEAREST_MICROS
    )
    used = Usage(granted_left=granted_left, extra=extra, extra_on_all_servers=max(extra, elsewhere))
    assert member_daily_budget(limits, used) == images * DEAREST_MICROS + UNDELIVERED_ALLOWANCE_MICRO_DOLLARS


def test_undelivered_allowance_is_a_dollar() -> None:
    assert UNDELIVERED_ALLOWANCE_MICRO_DOLLARS == 1_000_000


@pytest.mark.parametrize("limits", [OPEN, replace(OPEN, max_image_price=70_000), Limits()])
def test_member_without_a_picture_limit_has_no_dollar_limit(limits: Limits) -> None:
    assert member_daily_budget(limits, Usage()) is None
    assert refusal(replace(limits, cooldown_seconds=0), Usage(micro_dollars=10**12)) is None


def test_budget_error_names_its_own_window() -> None:
    words = {
        BudgetWindow.GUILD_DAY: "server’s picture budget for the day",
        BudgetWindow.GUILD_MONTH: "month",
        BudgetWindow.BOT_DAY: "The bot’s",
    }
    for window, words_of_window in words.items():
        assert words_of_window in str(refusal(budgeted(window, 0), Usage()))


def test_refusal_that_ends_soonest_is_reported_first() -> None:
    limits = Limits(images_per_user_per_day=1, jobs_per_user=1, cooldown_seconds=5, guild_daily_budget=0)
    usage = Usage(images=1, jobs=1, last_request_at=NOW)
    assert isinstance(refusal(limits, usage), TooMany)
    assert isinstance(refusal(limits, replace(usage, jobs=0)), TooSoon)
    assert isinstance(refusal(limits, replace(usage, jobs=0, last_request_at=None)), OverQuota)
    assert isinstance(refusal(limits, Usage()), OverBudget)


# ── tiers ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def tier(images: int, jobs: int = 2, cooldown: float = 5.0) -> Tier:
    return Tier(images_per_user_per_day=images, jobs_per_user=jobs, cooldown_seconds=cooldown)


TIERS = {
    "bronze": tier(5),
    "silver": tier(50),
    "quick": tier(50, cooldown=0),
    "busy": tier(50, 4),
    "idle": tier(50, UNLIMITED),
    "gold": tier(UNLIMITED),
}
TIERED = Limits(guild_daily_budget=7, guild_monthly_budget=8, bot_daily_budget=9, confirm_above=10, tiers=TIERS)


@pytest.mark.parametrize("name", TIERS)
def test_tier_changes_only_its_own_limits(name: str) -> None:
    limits = TIERED.for_tier(name)
    its = TIERS[name]
    assert limits == replace(
        TIERED,
        images_per_user_per_day=its.images_per_user_per_day,
        jobs_per_user=its.jobs_per_user,
        cooldown_seconds=its.cooldown_seconds,
    )


@pytest.mark.parametrize("name", [None, "", "gone"])
def test_unknown_tier_falls_back_to_default_limits(name: str | None) -> None:
    assert TIERED.for_tier(name) == TIERED
    assert TIERED.best_tier([] if name is None else [name]) is None


@pytest.mark.parametrize("names", list(permutations([*TIERS, "gone"], 2)))
def test_best_of_several_tiers_applies(names: tuple[str, str]) -> None:
    order = ["gone", "bronze", "silver", "quick", "busy", "idle", "gold"]
    assert TIERED.best_tier(names) == max(names, key=order.index)


# ── free requests ────────────────────────────────────────────────────────────────────────────────────────────────────


@given(images=st.integers(1, 20), free=st.booleans())
def test_free_request_uses_no_picture_quota(images: int, free: bool) -> None:
    asked = request(images).with_policy(free=free)
    assert asked.quota_images == (0 if free else images)
    limits = replace(OPEN, images_per_user_per_day=images)
    check_limits([asked, asked] if free else [asked], limits, Usage(images=images if free else 0), now=NOW)


def test_free_grant_ignores_used_quota_but_needs_budget() -> None:
    limits = Limits(images_per_user_per_day=2, jobs_per_user=0, guild_daily_budget=50_000)
    usage = Usage(images=99, jobs=99, last_request_at=NOW, guild_daily_spend=10_000)
    check_free_requests([request(), request()], limits, usage, free_images=0)
    with pytest.raises(OverBudget):
        check_free_requests([request(), request(estimate=20_001)], limits, usage, free_images=0)


@pytest.mark.parametrize(("before", "limit", "enough"), [(3, 5, True), (4, 5, False), (0, 1, False), (99, -1, True)])
def test_free_grant_is_limited_to_the_daily_picture_quota(before: int, limit: int, enough: bool) -> None:
    limits = Limits(images_per_user_per_day=limit)
    with nullcontext() if enough else pytest.raises(OverQuota):
        check_free_requests([request(), request()], limits, Usage(), free_images=before)
