"""The balance at the provider: told when it is low, a stop before the first refused task, and resuming by itself."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any
from unittest.mock import AsyncMock, create_autospec

import pytest
from prometheus_client import CollectorRegistry

from bot.domain.catalog import Catalog
from bot.domain.rate_limits import CircuitBreaker, ConcurrencyLimiter
from bot.domain.request import Options, build_request
from bot.errors import Closed, OperatorNeeded, ProviderUnavailable
from bot.jobs.balance_watch import (
    BALANCE_INTERVAL_SECONDS,
    LOW_BALANCE_INTERVAL_SECONDS,
    MAX_HOLD_UNREAD_SECONDS,
    BalanceWatch,
)
from bot.jobs.capacity import Capacity
from bot.jobs.context import JobContext
from bot.jobs.model_breakers import ModelBreakers
from bot.jobs.ports import Messenger
from bot.jobs.spending_switch import SpendingSwitch
from bot.observability.metrics import Metrics
from bot.runware.client import RunwareClient
from bot.storage import kv
from bot.storage.database import Database
from sandbox.runware import FakeRunware as StandIn
from sandbox.runware.faults import Fault
from sandbox.runware.serving import serve_runware
from tests.support.clock import ManualClock
from tests.support.job_driver import JobDriver

KEY = "sandbox-key"


@dataclass
class WatchSetup:
    """A process that watches an account."""

    stand_in: StandIn
    watch: BalanceWatch
    capacity: Capacity
    clock: ManualClock
    operator: Any

    def set_balance(self, dollars: float) -> None:
        account = self.stand_in.account
        account.deposit_micro_dollars += round(dollars * 1_000_000) - account.balance_micro_dollars

    async def later(self, seconds: float) -> None:
        self.clock.advance(seconds)
        await self.watch.run_if_due()

    def accepts(self) -> bool:
        try:
            self.capacity.check_accepting([build_request("a fox", Options(), Catalog())])
        except Closed:
            return False
        return True

    @property
    def told(self) -> list[str]:
        return [str(call.args[0]) for call in self.operator.alert.call_args_list]

    @property
    def asked(self) -> int:
        return len(self.stand_in.journal.as_json("accountManagement"))

    def metric(self, name: str) -> float | None:
        return self.watch.context.metrics.registry.get_sample_value(name)


async def open_watch(database: Database, clock: ManualClock, provider: RunwareClient, stand_in: StandIn) -> WatchSetup:
    operator = create_autospec(Messenger, instance=True)
    context = JobContext(
        database=database,
        messenger=operator,
        metrics=Metrics(CollectorRegistry()),
        owner="one",
        clock=clock,
        monotonic=clock,
    )
    model_breakers = create_autospec(ModelBreakers, instance=True)
    model_breakers.closed_reason.return_value = None
    breaker = CircuitBreaker(clock)
    capacity = Capacity(
        database=database, limiter=ConcurrencyLimiter(4, clock), breaker=breaker, model_breakers=model_breakers
    )
    watch = BalanceWatch(context, provider, SpendingSwitch(context, breaker), Catalog())
    return WatchSetup(stand_in, watch, capacity, clock, operator)


@pytest.fixture
async def stand_in() -> StandIn:
    return StandIn(api_key=KEY, seconds=0.001, one_per_size=True)


@pytest.fixture
async def provider(stand_in: StandIn) -> AsyncIterator[RunwareClient]:
    async with serve_runware(stand_in) as address, RunwareClient(KEY, url=f"{address}/v1") as client:
        yield client


@pytest.fixture
async def setup(database: Database, clock: ManualClock, provider: RunwareClient, stand_in: StandIn) -> WatchSetup:
    return await open_watch(database, clock, provider, stand_in)


async def test_balance_is_read_every_ten_minutes_and_exported(setup: WatchSetup) -> None:
    await setup.watch.run_if_due()
    await setup.later(BALANCE_INTERVAL_SECONDS - 1)
    assert setup.asked == 1
    setup.set_balance(12.5)
    await setup.later(1)
    assert setup.asked == 2
    assert setup.metric("easel_provider_balance_dollars") == 12.5
    assert setup.told == []
    assert setup.accepts()


async def test_low_balance_is_told_once_until_it_was_topped_up(setup: WatchSetup) -> None:
    setup.set_balance(0.99)
    for _ in range(3):
        await setup.later(BALANCE_INTERVAL_SECONDS)
    (told,) = setup.told
    assert "has $0.99 left, and the last 24 hours cost $0.00" in told
    assert setup.accepts()
    setup.set_balance(20)
    await setup.later(LOW_BALANCE_INTERVAL_SECONDS)
    setup.set_balance(0.5)
    await setup.later(BALANCE_INTERVAL_SECONDS)
    assert len(setup.told) == 2


async def test_balance_below_what_the_last_day_cost_is_low(setup: WatchSetup, database: Database) -> None:
    driver = JobDriver(database, setup.clock)
    for _ in range(5):
        await driver.reserve(images=20)  # $0.40
    setup.set_balance(1.99)
    await setup.later(0)
    (told,) = setup.told
    assert "has $1.99 left, and the last 24 hours cost $2.00" in told
    setup.clock.advance(24 * 3600)
    await setup.later(0)  # it is not low any more, although nothing was added
    for _ in range(5):
        await driver.reserve(images=20)
    await setup.later(BALANCE_INTERVAL_SECONDS)
    assert len(setup.told) == 1


async def test_spending_stops_before_a_task_is_refused_and_resumes_by_itself(
    setup: WatchSetup, database: Database
) -> None:
    setup.set_balance(0.071)  # an edit with the pro model costs $0.072
    await setup.watch.run_if_due()
    assert not setup.accepts()
    assert setup.capacity.slots == 0
    assert not await setup.capacity.is_provider_usable()
    assert setup.metric("easel_spending_stopped") == 1
    (told,) = setup.told
    assert "has $0.071 left, and a picture can cost $0.072" in told
    for _ in range(100):
        await setup.later(30)
        assert setup.capacity.slots == 0  # no trial either
    assert len(setup.told) == 1
    setup.set_balance(10)
    await setup.later(30)
    assert setup.accepts()
    assert await setup.capacity.is_provider_usable()
    assert setup.metric("easel_spending_stopped") == 0
    assert await database.run(kv.get, kv.LOW_BALANCE_KEY) is None


async def test_stop_for_the_balance_becomes_trials_when_the_provider_does_not_tell_it_any_more(
    setup: WatchSetup, monkeypatch: pytest.MonkeyPatch
) -> None:
    setup.set_balance(0)
    await setup.later(0)
    monkeypatch.setattr(setup.watch.provider, "get_balance", AsyncMock(side_effect=ProviderUnavailable("It is away.")))
    await setup.later(MAX_HOLD_UNREAD_SECONDS - 1)
    assert setup.capacity.slots == 0
    await setup.later(1)
    assert setup.capacity.slots == 1
    monkeypatch.undo()
    await setup.later(30)
    assert setup.capacity.slots == 0  # it is told again, and still used up


async def test_accepted_task_of_a_dead_process_does_not_end_the_stop(setup: WatchSetup) -> None:
    setup.set_balance(0)
    await setup.watch.run_if_due()
    await setup.watch.spending.resume()
    assert not setup.accepts()


async def test_restart_after_a_top_up_accepts_requests_at_once(
    setup: WatchSetup, database: Database, provider: RunwareClient
) -> None:
    setup.set_balance(0.01)
    await setup.watch.run_if_due()
    setup.set_balance(5)
    restarted = await open_watch(database, setup.clock, provider, setup.stand_in)
    await restarted.watch.spending.restore()
    await restarted.watch.run_if_due()
    assert restarted.capacity.slots == 4
    assert restarted.told == []


async def test_only_one_process_tells_and_each_resumes(
    setup: WatchSetup, database: Database, provider: RunwareClient
) -> None:
    other = await open_watch(database, setup.clock, provider, setup.stand_in)
    setup.set_balance(0.01)
    for process in (setup, other):
        await process.watch.run_if_due()
        assert not process.accepts()
    assert len(setup.told + other.told) == 1
    setup.set_balance(5)
    for process in (setup, other):
        await process.later(30)
        assert process.accepts()


async def test_refused_credit_ends_when_the_balance_rises_and_not_before(setup: WatchSetup) -> None:
    setup.set_balance(3)  # xAI models need $5 of credit
    await setup.watch.spending.stop(OperatorNeeded("No credit.", code="thirdPartyInsufficientCredits"))
    for _ in range(3):
        await setup.later(10)
        assert not setup.accepts()
    setup.set_balance(8)
    await setup.later(10)
    assert setup.accepts()


async def test_wrong_key_is_left_to_the_trial_task(setup: WatchSetup) -> None:
    await setup.watch.spending.stop(OperatorNeeded("No key.", code="invalidApiKey"))
    setup.set_balance(50)
    for _ in range(3):
        await setup.later(10)
    assert not setup.accepts()
    await setup.watch.spending.resume()
    assert setup.accepts()


SILENT = {
    "no capacity": {"kind": "unavailable"},
    "a page": {"kind": "html_block", "parameters": {"status": 200}},
    "no key": {"kind": "bad_key"},
    "no connection": {"kind": "drop_before"},
    "no balance": {"kind": "foreign_json", "parameters": {"status": 200, "body": {"data": [{"balance": None}]}}},
}


@pytest.mark.parametrize("fault", SILENT.values(), ids=SILENT)
@pytest.mark.parametrize("is_stopped", [False, True])
async def test_provider_that_does_not_tell_changes_nothing(
    setup: WatchSetup, fault: dict[str, Any], is_stopped: bool
) -> None:
    if is_stopped:
        setup.set_balance(0)
        await setup.watch.run_if_due()
    setup.set_balance(100 if is_stopped else 0)
    setup.stand_in.faults.armed.append(Fault(**{"times": None, "role": "account"} | fault))
    await setup.later(BALANCE_INTERVAL_SECONDS)
    assert setup.accepts() is not is_stopped


async def test_balance_as_a_plain_number_is_read(setup: WatchSetup) -> None:
    body = {"data": [{"taskType": "accountManagement", "balance": 0.03}]}
    parameters = {"status": 200, "body": body}
    setup.stand_in.faults.armed.append(Fault("foreign_json", None, role="account", parameters=parameters))
    await setup.watch.run_if_due()
    assert not setup.accepts()
