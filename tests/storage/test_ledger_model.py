"""The ledger equals a simple model, a list of requests, after any sequence of actions and clock changes."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeVar

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from bot.domain.clock import DAY_SECONDS
from bot.domain.job import Job, State
from bot.domain.limits import UNLIMITED, Limits
from bot.domain.windows import MONTH_SECONDS
from bot.errors import OverBudget, OverQuota, Refused, Repeated, TooMany, TooSoon
from bot.storage import cancelling, jobs, open_database, unbilled
from bot.storage.database import Transaction
from tests.support.clock import ManualClock
from tests.support.job_driver import PRICE_MICROS, JobDriver, require_job
from tests.support.usage import DayUsage, get_budget_spending, get_day_usage

T = TypeVar("T")
MEMBERS = st.sampled_from([1, 2, 3])
GUILDS = st.sampled_from([None, 8, 9])
COUNTS = st.integers(1, 4)
LIMITS = st.builds(
    Limits,
    images_per_user_per_day=st.sampled_from([UNLIMITED, 0, 5, 9]),
    jobs_per_user=st.sampled_from([UNLIMITED, 1, 3]),
    cooldown_seconds=st.sampled_from([0, 5]),
    guild_daily_budget=st.sampled_from([None, 8 * PRICE_MICROS]),
    guild_monthly_budget=st.sampled_from([None, 15 * PRICE_MICROS]),
    bot_daily_budget=st.sampled_from([None, 12 * PRICE_MICROS]),
)
JUMPS = st.sampled_from(
    [1.0, 4.0, 5.0, 3600.0, DAY_SECONDS / 2, DAY_SECONDS, MONTH_SECONDS, -1.0, -5.0, -3600.0, -DAY_SECONDS]
)


@dataclass
class ModelRequest:
    """A request in the model; ``images`` and ``micros`` are its current cost."""

    member: int
    guild: int | None
    at: float
    images: int
    micros: int
    job: Job
    busy_until: float = 0.0
    """Until when its task runs although it was cancelled."""

    @property
    def state(self) -> State:
        return self.job.state


class QuotaMachine(RuleBasedStateMachine):
    """Does everything to a real database and to a list, and compares what they say."""

    @initialize(limits=LIMITS)
    def open(self, limits: Limits) -> None:
        self.limits = limits
        self.asked: list[ModelRequest] = []
        self.clock = ManualClock()
        self.folder = TemporaryDirectory()
        self.runner = asyncio.Runner()
        self.database = self.runner.run(open_database(f"sqlite:///{Path(self.folder.name)}/easel.db"))
        self.job_driver = JobDriver(self.database, self.clock, count(1))

    def teardown(self) -> None:
        if hasattr(self, "database"):
            self.runner.run(self.database.close())
            self.runner.close()
            self.folder.cleanup()

    def play(self, transaction: Callable[..., Transaction[T]], *values: Any) -> T:
        return self.runner.run(self.database.run(transaction, *values))

    # ── what the list says ───────────────────────────────────────────────────────────────────────────────────────────

    def of(self, *, window: float | None = None, **fields: Any) -> list[ModelRequest]:
        return [
            asked
            for asked in self.asked
            if (window is None or asked.at > self.clock() - window)
            and all(getattr(asked, name) == value for name, value in fields.items())
        ]

    def micros(self, window: float, **fields: Any) -> int:
        return sum(asked.micros for asked in self.of(window=window, **fields))

    def expected(self, member: int) -> DayUsage:
        recent = self.of(member=member, window=DAY_SECONDS)
        frees = [asked.at + DAY_SECONDS for asked in recent if asked.images]
        return DayUsage(
            images=sum(asked.images for asked in recent),
            micro_dollars=sum(asked.micros for asked in recent),
            jobs=sum(
                (not asked.state.is_final and asked.state is not State.HELD) or asked.busy_until > self.clock()
                for asked in self.of(member=member)
            ),
            last_request_at=max((asked.at for asked in self.of(member=member)), default=None),
            oldest_image_expires_at=min(frees, default=None),
        )

    def refusal(self, member: int, guild: int | None, images: int) -> type[Refused] | None:
        limits, usage, more = self.limits, self.expected(member), images * PRICE_MICROS
        if UNLIMITED != limits.jobs_per_user <= usage.jobs:
            return TooMany
        if usage.last_request_at is not None and abs(self.clock() - usage.last_request_at) < limits.cooldown_seconds:
            return TooSoon
        if UNLIMITED != limits.images_per_user_per_day < usage.images + images:
            return OverQuota
        budgets = [(limits.bot_daily_budget, self.micros(DAY_SECONDS))]
        if guild is not None:
            budgets.append((limits.guild_daily_budget, self.micros(DAY_SECONDS, guild=guild)))
            budgets.append((limits.guild_monthly_budget, self.micros(MONTH_SECONDS, guild=guild)))
        over = any(budget is not None and spent + more > budget for budget, spent in budgets)
        return OverBudget if over else None

    def any_in(self, data: st.DataObject, *states: State) -> ModelRequest | None:
        found = [asked for asked in self.asked if asked.state in states]
        return data.draw(st.sampled_from(found)) if found else None

    # ── what happens ─────────────────────────────────────────────────────────────────────────────────────────────────

    @rule(member=MEMBERS, guild=GUILDS, images=COUNTS)
    def ask(self, member: int, guild: int | None, images: int) -> None:
        expected = self.refusal(member, guild, images)
        asking = self.job_driver.reserve(member, images, guild_id=guild, limits=self.limits)
        if expected is not None:
            with pytest.raises(expected):
                self.runner.run(asking)
            return
        job = self.runner.run(asking)
        self.asked.append(ModelRequest(member, guild, self.clock(), images, images * PRICE_MICROS, job))

    @precondition(lambda self: self.asked)
    @rule(data=st.data())
    def ask_again(self, data: st.DataObject) -> None:
        asked = data.draw(st.sampled_from(self.asked))
        with pytest.raises(Repeated):
            self.runner.run(self.job_driver.reserve(asked.member, interaction_id=asked.job.id, limits=self.limits))

    @rule(data=st.data())
    def acknowledge(self, data: st.DataObject) -> None:
        if asked := self.any_in(data, State.RESERVED):
            asked.job = self.runner.run(self.job_driver.acknowledge(asked.job))

    @rule(at_once=st.integers(1, 3))
    def claim(self, at_once: int) -> None:
        waiting = [asked for asked in self.asked if asked.state is State.WAITING]
        running = [asked for asked in self.asked if asked.state is State.SUBMITTED or asked.busy_until > self.clock()]
        free = max(0, at_once - len(running))
        line = sorted(waiting, key=lambda asked: (asked.job.round, asked.job.id))[:free]
        claimed = self.runner.run(self.job_driver.claim(at_once))
        assert [job.id for job in claimed] == [asked.job.id for asked in line]
        for asked, job in zip(line, claimed, strict=True):
            asked.job = job

    @rule(data=st.data())
    def ready(self, data: st.DataObject) -> None:
        if asked := self.any_in(data, State.SUBMITTED):
            asked.job = self.runner.run(self.job_driver.store_results(asked.job)) or asked.job
            assert asked.state is State.READY

    @rule(data=st.data(), missing=st.integers(0, 3), micros=st.integers(0, 5 * PRICE_MICROS))
    def deliver(self, data: st.DataObject, missing: int, micros: int) -> None:
        if asked := self.any_in(data, State.READY):
            asked.images, asked.micros = max(0, asked.images - missing), micros
            asked.job = self.runner.run(self.job_driver.deliver(asked.job, asked.images, micros)) or asked.job
            assert asked.state is State.DELIVERED

    @rule(data=st.data(), micros=st.sampled_from([0, PRICE_MICROS]))
    def fail(self, data: st.DataObject, micros: int) -> None:
        if asked := self.any_in(data, State.RESERVED, State.SUBMITTED, State.READY):
            asked.images, asked.micros = 0, micros
            asked.job = self.runner.run(self.job_driver.fail(asked.job, micros)) or asked.job
            assert asked.state is State.FAILED

    @rule(data=st.data())
    def hold(self, data: st.DataObject) -> None:
        if asked := self.any_in(data, State.READY):
            asked.job = require_job(self.play(lambda: jobs.hold(asked.job, "approval", owner="one", now=self.clock())))
            assert asked.state is State.HELD

    @rule(data=st.data())
    def approve(self, data: st.DataObject) -> None:
        if asked := self.any_in(data, State.HELD):
            released = jobs.release_held(asked.job, asked.job.request, lease=self.job_driver.make_lease())
            asked.job = require_job(self.play(lambda: released))
            assert asked.state is State.READY

    @rule(data=st.data(), micros=st.integers(0, 5 * PRICE_MICROS))
    def decline(self, data: st.DataObject, micros: int) -> None:
        if asked := self.any_in(data, State.HELD):
            asked.images, asked.micros, lease = 0, micros, self.job_driver.make_lease()
            ended = jobs.decline_held(asked.job, "No.", micro_dollars=micros, lease=lease, now=self.clock())
            asked.job = require_job(self.play(lambda: ended))
            assert asked.state is State.REFUSED

    @precondition(lambda self: self.asked)
    @rule(data=st.data(), by_author=st.booleans())
    def cancel(self, data: st.DataObject, by_author: bool) -> None:
        asked = data.draw(st.sampled_from(self.asked))
        if by_author:
            back = cancelling.cancel_by_author(asked.job.id, user_id=asked.member, now=self.clock())
            cancelled = self.play(lambda: back)
        else:
            cancelled = self.runner.run(self.job_driver.cancel(asked.job))
        able = {State.RESERVED: 0, State.WAITING: 0, State.SUBMITTED: asked.micros, State.HELD: PRICE_MICROS}
        kept = {State.SUBMITTED: asked.images, State.HELD: 1}  # one picture came of whatever was held
        assert (cancelled is not None) == (asked.state in able)
        if cancelled is not None:
            if asked.state is State.SUBMITTED:
                asked.busy_until = (cancelled.submitted_at or 0) + cancelling.TASK_DEADLINE_SECONDS
            asked.images = kept.get(asked.state, 0) if by_author else 0
            asked.micros = able[asked.state]
            asked.job = cancelled

    @rule(data=st.data(), drawn=st.integers(0, 4), micros=st.integers(0, 5 * PRICE_MICROS))
    def bill(self, data: st.DataObject, drawn: int, micros: int) -> None:
        found = [asked for asked in self.asked if asked.busy_until and asked.state is State.CANCELLED]
        if found:
            asked = data.draw(st.sampled_from(found))
            settled = unbilled.settle(asked.job, images=drawn, micro_dollars=micros, now=self.clock())
            self.play(lambda: settled)
            asked.images, asked.micros, asked.busy_until = min(asked.images, drawn), micros, 0.0

    @rule(seconds=JUMPS)
    def clock_jumps(self, seconds: float) -> None:
        self.clock.advance(seconds)

    # ── what always holds ────────────────────────────────────────────────────────────────────────────────────────────

    @invariant()
    def both_say_the_same(self) -> None:
        if not hasattr(self, "database"):
            return
        everything = replace(self.limits, guild_daily_budget=0, guild_monthly_budget=0, bot_daily_budget=0)
        for member in (1, 2, 3):
            assert self.play(get_day_usage, member, self.clock()) == self.expected(member)
        for guild in (8, 9):
            assert self.play(get_budget_spending, guild, everything, self.clock()) == (
                self.micros(DAY_SECONDS, guild=guild),
                self.micros(MONTH_SECONDS, guild=guild),
                self.micros(DAY_SECONDS),
            )

    @invariant()
    def every_job_is_where_it_should_be(self) -> None:
        for asked in self.asked if hasattr(self, "database") else ():
            assert self.play(jobs.get, asked.job.id) == asked.job


QuotaMachine.TestCase.settings = settings(
    max_examples=25,
    stateful_step_count=40,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
TestQuota = QuotaMachine.TestCase
