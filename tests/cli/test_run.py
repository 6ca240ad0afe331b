"""What runs for ever beside the gateway: each part is started, and outlives whatever breaks inside it."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Coroutine
from types import SimpleNamespace
from typing import Any, cast

import pytest

from bot import maintenance
from bot.app import App
from bot.cli import run
from bot.jobs import cost_reconciler, queue_positions
from bot.jobs.cost_reconciler import CostReconciler
from bot.jobs.queue_positions import QueuePositionUpdater
from bot.maintenance import Maintenance
from bot.moderation import case_cards
from bot.moderation.case_cards import CaseCardSync

LOOPS: dict[str, tuple[Any, type[Any], str]] = {
    "costs": (cost_reconciler, CostReconciler, "cost_lookup_failed"),
    "case cards": (case_cards, CaseCardSync, "cards_update_failed"),
    "queue positions": (queue_positions, QueuePositionUpdater, "queue_update_failed"),
    "maintenance": (maintenance, Maintenance, "maintenance_failed"),
}


@pytest.mark.parametrize("name", LOOPS)
async def test_a_loop_continues_after_an_error_and_logs_it_once(
    name: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    module, kind, event = LOOPS[name]
    (interval,) = [name for name in vars(module) if name.endswith("_INTERVAL_SECONDS")]
    monkeypatch.setattr(module, interval, 0.001)
    steps = 0
    enough = asyncio.Event()

    async def step(_: object) -> None:
        nonlocal steps
        steps += 1
        if steps == 1:
            raise RuntimeError("a fault of ours")
        if steps == 3:
            enough.set()

    monkeypatch.setattr(kind, "run_once", step)
    part = object.__new__(kind)
    if kind is CaseCardSync:
        part._database, part._wake_event = SimpleNamespace(exclusive=False), asyncio.Event()
    running = asyncio.create_task(part.run())
    await asyncio.wait_for(enough.wait(), 5)
    assert not running.done()
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
    told = [record for record in caplog.records if getattr(record, "event", "") == event]
    assert [(record.levelname, record.exc_info is not None) for record in told] == [("ERROR", True)]


class FakeApp:
    """An app of which every part only tells that it was started."""

    def __init__(self) -> None:
        self.started: set[str] = set()
        self.order: list[str] = []
        self.broken: str | None = None
        self.services = SimpleNamespace(
            capacity=SimpleNamespace(is_closing=False),
            purchases=self._runs("purchases"),
        )
        self.bot = SimpleNamespace(connect=self._part("gateway"), close=self._closed)
        self.worker = SimpleNamespace(run=self._part("worker"), drain=self._drained)
        self.queue_positions, self.cost_reconciler = self._runs("queue positions"), self._runs("costs")
        self.balance_watch = self._runs("balance")
        self.refusals = self._runs("refusals")
        self.maintenance, self.case_cards = self._runs("maintenance"), self._runs("case cards")
        self.metrics = SimpleNamespace(measure_loop_lag=self._part("loop lag"))
        self.stored_gauges = self._runs("gauges")

    def _runs(self, name: str) -> SimpleNamespace:
        return SimpleNamespace(run=self._part(name))

    def _part(self, name: str) -> Callable[[], Coroutine[Any, Any, None]]:
        async def part() -> None:
            self.started.add(name)
            if self.broken == name:
                raise RuntimeError(name)
            try:
                await asyncio.Event().wait()
            finally:
                self.order.append(f"{name} ended")

        return part

    async def _drained(self, seconds: float) -> None:
        assert self.services.capacity.is_closing
        self.order.append(f"drained {seconds:g}")

    async def _closed(self) -> None:
        self.order.append("closed")


PARTS = {
    "gateway",
    "worker",
    "queue positions",
    "costs",
    "balance",
    "maintenance",
    "case cards",
    "purchases",
    "refusals",
    "gauges",
    "loop lag",
}


async def stopped(app: FakeApp, when: Callable[[], Awaitable[None]]) -> None:
    """Serve until then, and stop."""
    stop = asyncio.Event()
    serving = asyncio.create_task(run._run_until_stopped(cast(App, app), stop))
    await when()
    stop.set()
    await asyncio.wait_for(serving, 5)


async def test_all_parts_are_started_and_the_worker_is_drained_before_shutdown(
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.INFO)
    app = FakeApp()

    async def all_started() -> None:
        async with asyncio.timeout(5):
            while len(app.started) < len(PARTS):  # noqa: ASYNC110 - parts tell nobody
                await asyncio.sleep(0.001)

    await stopped(app, all_started)
    assert app.started == PARTS
    assert app.order[:2] == [f"drained {run.DRAIN_TIMEOUT_SECONDS:g}", "closed"]
    assert set(app.order[2:]) == {f"{part} ended" for part in PARTS}
    assert [getattr(record, "event", None) for record in caplog.records] == ["draining", "stopped"]


@pytest.mark.parametrize("part", sorted(PARTS))
async def test_failing_part_stops_the_bot_and_its_error_is_raised(part: str) -> None:
    app = FakeApp()
    app.broken = part
    with pytest.raises(RuntimeError, match=part):
        await asyncio.wait_for(run._run_until_stopped(cast(App, app), asyncio.Event()), 5)
    assert f"drained {run.DRAIN_TIMEOUT_SECONDS:g}" in app.order
    assert "closed" in app.order
