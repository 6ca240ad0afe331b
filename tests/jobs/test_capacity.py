"""Whether requests are accepted: the drain, the provider's circuit breaker, and those of models."""

from unittest.mock import create_autospec

import pytest

from bot.domain.catalog import Catalog
from bot.domain.rate_limits import SPENDING_STOPPED_MESSAGE, CircuitBreaker, ConcurrencyLimiter
from bot.domain.request import Options, Request, build_request
from bot.errors import Closed
from bot.jobs.capacity import RESTARTING_MESSAGE, Capacity
from bot.jobs.model_breakers import ModelBreakers
from bot.storage.database import Database
from tests.support.clock import ManualClock


@pytest.fixture
def capacity(clock: ManualClock) -> Capacity:
    model_breakers = create_autospec(ModelBreakers, instance=True)
    model_breakers.closed_reason.return_value = None
    return Capacity(
        database=create_autospec(Database, instance=True),
        limiter=ConcurrencyLimiter(4, clock),
        breaker=CircuitBreaker(clock),
        model_breakers=model_breakers,
    )


def requests() -> tuple[Request, ...]:
    return (build_request("a fox", Options(), Catalog()),)


def test_a_process_without_problems_accepts_requests(capacity: Capacity) -> None:
    capacity.check_accepting(requests())
    assert capacity.slots == 4


def test_a_draining_process_accepts_nothing(capacity: Capacity) -> None:
    capacity.is_closing = True
    with pytest.raises(Closed, match=str(RESTARTING_MESSAGE)):
        capacity.check_accepting(requests())


def test_a_tripped_breaker_accepts_nothing_until_its_pause_is_over(capacity: Capacity, clock: ManualClock) -> None:
    capacity.breaker.trip()
    with pytest.raises(Closed, match=str(SPENDING_STOPPED_MESSAGE)):
        capacity.check_accepting(requests())
    assert capacity.slots == 0
    clock.advance(capacity.breaker.seconds_until_trial)
    capacity.check_accepting(requests())
    assert capacity.slots == 1


def test_a_closed_model_is_refused_with_its_reason(capacity: Capacity) -> None:
    capacity.model_breakers.closed_reason.return_value = "closed for now"  # type: ignore[attr-defined]  # a fake
    with pytest.raises(Closed, match="closed for now"):
        capacity.check_accepting(requests())
