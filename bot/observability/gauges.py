"""The gauges of Prometheus: how the bot stands now.

Those that :meth:`Gauges.set_stored` sets come from the database and are the same in every process: over several
processes take their maximum, not their sum. The others are about one process.
"""

import math
from collections.abc import Callable, Mapping
from functools import partial
from typing import Final

from prometheus_client import CollectorRegistry, Gauge

from bot.domain.catalog import MICRO_DOLLARS_PER_DOLLAR

_ADMISSIONS: Final = ("admitted", "waiting", "refused")


class Gauges:
    """All gauges; one that is not known is NaN, never a 0 that means something else."""

    def __init__(self, registry: CollectorRegistry) -> None:
        gauge = partial(Gauge, registry=registry)
        self._servers = gauge("easel_servers", "Servers that Easel is on: admitted, waiting or refused", ["admission"])
        self._jobs_unfinished = gauge("easel_jobs_unfinished", "Jobs that have not ended", ["state", "model"])
        self._queued_jobs = gauge("easel_queued_jobs", "Jobs that wait for a free slot at the provider")
        self._oldest_queued = gauge(
            "easel_oldest_queued_job_seconds", "Seconds for which the oldest job has waited for a slot; 0 without one"
        )
        self._tasks = gauge("easel_provider_tasks", "Tasks at the provider, cancelled ones too")
        self._budget = gauge("easel_budget_dollars", "The budget of the whole bot for 24 hours; +Inf without one")
        self._budget_used = gauge("easel_budget_used_dollars", "US dollars booked in the last 24 hours, estimates too")
        self._budget_ratio = gauge("easel_budget_used_ratio", "Share of the bot's budget that is used; 0 without one")
        self._requests_stopped = gauge("easel_requests_stopped", "1 while the operator lets nobody request anything")
        self._database_bytes = gauge("easel_database_bytes", "Size of the database")
        self._spending_stopped = gauge("easel_spending_stopped", "1 while nothing is spent until someone acts")
        self._balance = gauge("easel_provider_balance_dollars", "US dollars left at the provider, when last asked")
        self._tasks_limit = gauge("easel_provider_tasks_limit", "Tasks that may be at the provider now")
        self._database_failing = gauge("easel_database_failing", "1 while the database takes no changes")
        self._gateway_connected = gauge("easel_gateway_connected", "1 while Discord's gateway is connected")
        self._gateway_latency = gauge("easel_gateway_latency_seconds", "Seconds of the last heartbeat at the gateway")
        self._reload_succeeded = gauge(
            "easel_config_last_reload_successful", "1 unless the configuration was faulty when it was last read"
        )
        self._reloaded_at = gauge(
            "easel_config_last_reload_success_timestamp_seconds", "When the configuration in force was read"
        )
        self._balance.set(math.nan)
        self.forget_stored()

    def watch(
        self,
        *,
        is_gateway_connected: Callable[[], bool],
        gateway_latency: Callable[[], float],
        is_database_failing: Callable[[], bool],
        tasks_limit: Callable[[], int],
    ) -> None:
        """Read these values at each scrape."""
        self._gateway_connected.set_function(is_gateway_connected)
        self._gateway_latency.set_function(gateway_latency)
        self._database_failing.set_function(is_database_failing)
        self._tasks_limit.set_function(tasks_limit)

    def set_stored(
        self,
        *,
        servers: Mapping[str, int],
        unfinished: Mapping[tuple[str, str], int],
        queued: int,
        oldest_queued_seconds: float,
        tasks: int,
        is_stopped: bool,
        database_bytes: int,
    ) -> None:
        """Set what the database says; ``servers`` by admission, ``unfinished`` jobs by state and model."""
        for admission in _ADMISSIONS:
            self._servers.labels(admission).set(servers.get(admission, 0))
        self._jobs_unfinished.clear()
        for (state, model), count in unfinished.items():
            self._jobs_unfinished.labels(state, model).set(count)
        self._queued_jobs.set(queued)
        self._oldest_queued.set(oldest_queued_seconds)
        self._tasks.set(tasks)
        self._requests_stopped.set(is_stopped)
        self._database_bytes.set(database_bytes)

    def set_budget(self, budget: int | None, used: int) -> None:
        """Set the budget of the whole bot (``None``: none) and what is used of it, in micro-dollars."""
        self._budget.set(math.inf if budget is None else budget / MICRO_DOLLARS_PER_DOLLAR)
        self._budget_used.set(used / MICRO_DOLLARS_PER_DOLLAR)
        if budget:
            self._budget_ratio.set(used / budget)
        else:
            self._budget_ratio.set(1 if budget == 0 else 0)

    def forget_stored(self) -> None:
        """Show nothing of what comes from the database, because it does not answer."""
        self._servers.clear()
        self._jobs_unfinished.clear()
        for gauge in (
            *(self._queued_jobs, self._oldest_queued, self._tasks, self._requests_stopped, self._database_bytes),
            *(self._budget, self._budget_used, self._budget_ratio),
        ):
            gauge.set(math.nan)

    def set_spending_stopped(self, stopped: bool) -> None:
        """Set whether spending is stopped until the operator acts."""
        self._spending_stopped.set(stopped)

    def set_balance(self, dollars: float) -> None:
        """Set what is left of the account at the provider."""
        self._balance.set(dollars)

    def record_reload(self, now: float, *, succeeded: bool) -> None:
        """Record that the configuration was read, at the start too; a faulty one is not in force."""
        self._reload_succeeded.set(succeeded)
        if succeeded:
            self._reloaded_at.set(now)
