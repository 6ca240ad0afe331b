"""What people read for an error, and for what would be one."""

import pytest

from bot.discord.error_texts import error_text, obstacle_text
from bot.errors import Blocked, OverBudget, Refused
from bot.localization.catalogs import get_catalog
from bot.localization.languages import Language, in_language
from bot.localization.messages import text
from bot.refusals import (
    BlockedByModerators,
    BlockedByOperator,
    OperatorStopped,
    ServerBlockedByOperator,
    ServerNotAdmitted,
    ServerWaiting,
)

REFUSALS = [
    ServerWaiting(),
    ServerNotAdmitted(),
    OperatorStopped("repairs"),
    BlockedByModerators("spam", retry_at=None),
    BlockedByOperator("spam", retry_at=1_000.5),
    ServerBlockedByOperator("spam", retry_at=1_000.5),
    OverBudget("Too dear.", retry_at=1_000.5),
]


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("refusal", REFUSALS, ids=lambda refusal: type(refusal).__name__)
def test_obstacle_says_nothing_about_charges_in_any_language(refusal: Refused, language: Language) -> None:
    with in_language(language):
        charged = text("reply-nothing-charged").rstrip(".。").lower()
        refused, obstacle = error_text(refusal), obstacle_text(refusal)
    assert (charged in refused.lower()) is not isinstance(refusal, OverBudget)
    assert charged not in obstacle.lower()
    assert obstacle.endswith((".", "。"))


def test_obstacle_ends_with_its_time() -> None:
    assert obstacle_text(OverBudget("Too dear.", retry_at=1_000.5)) == "Too dear. There is room again <t:1001:R>."
    blocked = Blocked("You are blocked.", retry_at=1_000.5)
    assert obstacle_text(blocked) == "You are blocked. The block ends <t:1001:R>."
    assert error_text(blocked) == "You are blocked. The block ends <t:1001:R>; nothing was charged."


@pytest.mark.parametrize("language", Language)
def test_sentence_about_charges_ends_its_message_so_that_it_can_be_left_out(language: Language) -> None:
    for name, source in get_catalog(language).sources.items():
        after = [line.partition("{ -nothing-charged }")[2] for line in source.splitlines()]
        assert not any(after), name
