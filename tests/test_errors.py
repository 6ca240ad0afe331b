"""Every refusal is counted under the name of its kind."""

import inspect

import pytest

from bot import errors, refusals
from bot.domain.budgets import BudgetsExceeded

TYPED_REFUSALS = [
    refusal
    for _, refusal in inspect.getmembers(refusals, inspect.isclass)
    if refusal.__module__ == refusals.__name__ and issubclass(refusal, errors.Refused)
]


@pytest.mark.parametrize("refusal", TYPED_REFUSALS)
def test_refusal_kind_is_the_name_of_its_base_class(refusal: type[errors.Refused]) -> None:
    kind = refusal.__new__(refusal).kind
    assert kind in {"Gone", "Invalid", "NotYours", "Blocked", "Closed", "Paused", "TooSoon", "AlreadyDecided"}
    assert issubclass(refusal, getattr(errors, kind))


def test_refusal_kind_of_several_budgets_is_over_budget() -> None:
    assert BudgetsExceeded.__new__(BudgetsExceeded).kind == "OverBudget"
    assert errors.OverQuota("It is used up.").kind == "OverQuota"
