"""The ledger equals a simple model, a list of requests and grants, after any sequence of actions and clock changes."""

import asyncio
from collections.abc import Callable
from contextlib import AsyncExitStack
from dataclasses import replace
from functools import partial
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeVar

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from bot.domain.clock import DAY_SECONDS
from bot.domain.job import State
from bot.domain.limit_resolution import Place, resolve_limits
from bot.domain.limits import UNLIMITED, Limits, Plan, Tier
from bot.domain.server_quotas import Quota, Quotas
from bot.domain.server_rules import ServerRules
from bot.domain.windows import MONTH_SECONDS
from bot.errors import Repeated
from bot.storage import cancelling, grants, jobs, open_database, standing, unbilled, usage
from bot.storage.database import Transaction
from tests.support.clock import ManualClock
from tests.support.databases import ENGINES, create_empty_database
from tests.support.job_driver import PRICE_MICROS, JobDriver, require_job
from tests.support.ledger_model import GUILDS, MEMBERS, Model, ModelGrant, ModelRequest
from tests.support.usage import get_budget_spending

T = TypeVar("T")
MEMBER, GUILD = st.sampled_from([1, 1, 1, 2]), st.sampled_from([8, 8, 8, 9])  # so that things meet
COUNTS = st.integers(1, 4)
LIMITS = st.builds(
    Limits,
    images_per_user_per_day=st.sampled_from([5, 2, 3, 0, UNLIMITED]),
    jobs_per_user=st.sampled_from([UNLIMITED, UNLIMITED, 3]),
    cooldown_seconds=st.sampled_from([0, 0, 5]),
    guild_daily_budget=st.sampled_from([None, None, 8 * PRICE_MICROS]),
    guild_monthly_budget=st.sampled_from([None, 15 * PRICE_MICROS]),
    bot_daily_budget=st.sampled_from([None, None, 12 * PRICE_MICROS]),
    tiers=st.just({"gold": Tier(images_per_user_per_day=7, jobs_per_user=3, cooldown_seconds=0, skus=frozenset({70}))}),
    plans=st.just(
        {
            "small": Plan(images_per_user_per_day=2),
            "large": Plan(
                images_per_user_per_day=6, max_images_per_user_per_day=8, guild_daily_budget=9 * PRICE_MICROS
            ),
        }
    ),
)
JUMPS = st.sampled_from(
    [1.0, 4.0, 5.0, 60.0, 3600.0, DAY_SECONDS / 2, DAY_SECONDS, MONTH_SECONDS, -1.0, -5.0, -3600.0, -DAY_SECONDS]
)
ROLE = 30


class Crash(Exception):
    """Ends a transaction before its commit."""


class MoneyMachine(RuleBasedStateMachine):
    """Does everything to a real database and to the model, and compares what they say."""

    open_url: Callable[[Path], Any]
    """Opens an empty database as an asynchronous context manager that yields its address."""

    @initialize(limits=LIMITS)
    def open(self, limits: Limits) -> None:
        self.clock = ManualClock()
        self.model = Model(limits, self.clock)
        self.folder = TemporaryDirectory()
        self.runner = asyncio.Runner()
        self.stack = AsyncExitStack()
        self.url = self.runner.run(
            self.stack.enter_async_context(type(self).open_url(Path(self.folder.name) / "easel.db"))
        )
        self.database = self.runner.run(open_database(self.url))
        self.job_driver = JobDriver(self.database, self.clock, count(1))

    def teardown(self) -> None:
        if hasattr(self, "database"):
            self.runner.run(self.database.close())
            self.runner.run(self.stack.aclose())
            self.runner.close()
            self.folder.cleanup()

    def play(self, transaction: Callable[..., Transaction[T]], *values: Any, **named: Any) -> T:
        return self.runner.run(self.database.run(transaction, *values, **named))

    def select(self, sql: str, *values: Any) -> Any:
        return self.runner.run(self.job_driver.select(sql, *values))

    def limits_of(self, member: int, guild: int) -> Limits:
        """The limits as the bot resolves them, from the database's rows."""
        server = self.model.servers[guild]
        quotas = Quotas() if server.role_quota is None else Quotas(roles={ROLE: Quota(images=server.role_quota)})
        roles = frozenset({ROLE}) if self.model.members[member].has_role else frozenset[int]()
        decided = self.play(standing.get_standing, member, guild, self.clock())
        place = Place(user_id=member, channel_id=5, roles=roles)
        return resolve_limits(self.model.limits, ServerRules(quotas=quotas), decided, place)

    def any_in(self, data: st.DataObject, *states: State) -> ModelRequest | None:
        found = [asked for asked in self.model.asked if asked.state in states]
        return data.draw(st.sampled_from(found)) if found else None

    # ── requests ─────────────────────────────────────────────────────────────────────────────────────────────────────

    @rule(member=MEMBER, guild=GUILD, images=COUNTS)
    def ask(self, member: int, guild: int, images: int) -> None:
        expected = self.model.refusal(member, guild, images)
        asking = self.job_driver.reserve(member, images, guild_id=guild, limits=self.limits_of(member, guild))
        if expected is not None:
            with pytest.raises(expected):
                self.runner.run(asking)
            return
        self.model.book(member, guild, images, self.runner.run(asking))

    @rule(member=MEMBER, guild=GUILD, more=st.integers(-2, 2), missing=st.integers(0, 2))
    def ask_and_draw(self, member: int, guild: int, more: int, missing: int) -> None:
        """Use up the day, and often a little more, and deliver it."""
        self.clock.advance(5)
        left = self.model.day_left(self.model.limits_of(member, guild), self.model.usage(member, guild))
        before = len(self.model.asked)
        self.ask(member, guild, min(4, max(1, (left or 0) + more)))
        if len(self.model.asked) > before:
            self.draw_everything()
            self.deliver_one(self.model.asked[-1], missing, PRICE_MICROS)

    @rule(member=MEMBER, guild=GUILD, images=COUNTS, left=st.integers(0, 2), missing=st.integers(0, 3))
    def grant_and_use(self, member: int, guild: int, images: int, left: int, missing: int) -> None:
        """Grant pictures to a member whose day is nearly used up, and let the member use them with the rest of it."""
        self.ask_and_draw(member, guild, -left, 0)
        self.grant(member, guild, images, None)
        self.ask_and_draw(member, guild, 2, missing)

    @precondition(lambda self: self.model.asked)
    @rule(data=st.data())
    def ask_again(self, data: st.DataObject) -> None:
        asked = data.draw(st.sampled_from(self.model.asked))
        with pytest.raises(Repeated):
            self.runner.run(self.job_driver.reserve(asked.member, interaction_id=asked.job.id))

    @rule(data=st.data())
    def acknowledge(self, data: st.DataObject) -> None:
        if asked := self.any_in(data, State.RESERVED):
            asked.job = self.runner.run(self.job_driver.acknowledge(asked.job))

    @rule(at_once=st.integers(1, 3))
    def claim(self, at_once: int) -> None:
        waiting = [asked for asked in self.model.asked if asked.state is State.WAITING]
        running = [
            asked for asked in self.model.asked if asked.state is State.SUBMITTED or asked.busy_until > self.clock()
        ]
        free = max(0, at_once - len(running))
        line = sorted(waiting, key=lambda asked: (asked.job.round, asked.job.id))[:free]
        claimed = self.runner.run(self.job_driver.claim(at_once))
        assert [job.id for job in claimed] == [asked.job.id for asked in line]
        for asked, job in zip(line, claimed, strict=True):
            asked.job = job

    @rule()
    def draw_everything(self) -> None:
        """Move every request as far as its results, so that the rules below have something to do."""
        for asked in self.model.asked:
            if asked.state is State.RESERVED:
                asked.job = self.runner.run(self.job_driver.acknowledge(asked.job))
        claimed = {job.id: job for job in self.runner.run(self.job_driver.claim())}
        for asked in self.model.asked:
            asked.job = claimed.get(asked.job.id, asked.job)
            if asked.state is State.SUBMITTED:
                asked.job = require_job(self.runner.run(self.job_driver.store_results(asked.job)))

    @rule(data=st.data())
    def ready(self, data: st.DataObject) -> None:
        if asked := self.any_in(data, State.SUBMITTED):
            asked.job = self.runner.run(self.job_driver.store_results(asked.job)) or asked.job
            assert asked.state is State.READY

    @rule(data=st.data(), missing=st.integers(0, 3), micros=st.integers(0, 5 * PRICE_MICROS))
    def deliver(self, data: st.DataObject, missing: int, micros: int) -> None:
        if asked := self.any_in(data, State.READY):
            self.deliver_one(asked, missing, micros)

    def deliver_one(self, asked: ModelRequest, missing: int, micros: int) -> None:
        delivered, asked.micros = max(0, asked.images - missing), micros
        self.model.keep(asked, delivered)
        asked.job = self.runner.run(self.job_driver.deliver(asked.job, delivered, micros)) or asked.job
        assert asked.state is State.DELIVERED

    @rule(data=st.data(), micros=st.sampled_from([0, PRICE_MICROS]))
    def fail(self, data: st.DataObject, micros: int) -> None:
        if asked := self.any_in(data, State.RESERVED, State.SUBMITTED, State.READY):
            asked.micros = micros
            self.model.keep(asked, 0)
            asked.job = self.runner.run(self.job_driver.fail(asked.job, micros)) or asked.job
            assert asked.state is State.FAILED

    @rule(data=st.data())
    def hold(self, data: st.DataObject) -> None:
        if asked := self.any_in(data, State.READY):
            asked.job = require_job(self.play(jobs.hold, asked.job, "approval", owner="one", now=self.clock()))
            assert asked.state is State.HELD

    @rule(data=st.data())
    def approve(self, data: st.DataObject) -> None:
        if asked := self.any_in(data, State.HELD):
            lease = self.job_driver.make_lease()
            asked.job = require_job(self.play(jobs.release_held, asked.job, asked.job.request, lease=lease))
            assert asked.state is State.READY

    @rule(data=st.data(), micros=st.integers(0, 5 * PRICE_MICROS))
    def decline(self, data: st.DataObject, micros: int) -> None:
        if asked := self.any_in(data, State.HELD):
            asked.micros, lease = micros, self.job_driver.make_lease()
            self.model.keep(asked, 0)
            values = {"micro_dollars": micros, "lease": lease, "now": self.clock()}
            asked.job = require_job(self.play(jobs.decline_held, asked.job, "No.", **values))
            assert asked.state is State.REFUSED

    @precondition(lambda self: self.model.asked)
    @rule(data=st.data(), by_author=st.booleans())
    def cancel(self, data: st.DataObject, by_author: bool) -> None:
        asked = data.draw(st.sampled_from(self.model.asked))
        if by_author:
            cancelled = self.play(cancelling.cancel_by_author, asked.job.id, user_id=asked.member, now=self.clock())
        else:
            cancelled = self.runner.run(self.job_driver.cancel(asked.job))
        able = {State.RESERVED: 0, State.WAITING: 0, State.SUBMITTED: asked.micros, State.HELD: PRICE_MICROS}
        kept = {State.SUBMITTED: asked.images, State.HELD: 1}  # one picture came of whatever was held
        assert (cancelled is not None) == (asked.state in able)
        if cancelled is not None:
            if asked.state is State.SUBMITTED:
                asked.busy_until = (cancelled.submitted_at or 0) + cancelling.TASK_DEADLINE_SECONDS
            self.model.keep(asked, kept.get(asked.state, 0) if by_author else 0)
            asked.micros = able[asked.state]
            asked.job = cancelled

    @rule(data=st.data(), drawn=st.integers(0, 4), micros=st.integers(0, 5 * PRICE_MICROS))
    def bill(self, data: st.DataObject, drawn: int, micros: int) -> None:
        found = [asked for asked in self.model.asked if asked.busy_until and asked.state is State.CANCELLED]
        if found:
            asked = data.draw(st.sampled_from(found))
            self.play(unbilled.settle, asked.job, images=drawn, micro_dollars=micros, now=self.clock())
            self.model.keep(asked, drawn)
            asked.micros, asked.busy_until = micros, 0.0

    # ── what managers, the operator and purchases change ─────────────────────────────────────────────────────────────

    @rule(member=MEMBER, guild=GUILD, images=COUNTS, seconds=st.sampled_from([None, 1.0, DAY_SECONDS]))
    def grant(self, member: int, guild: int, images: int, seconds: float | None) -> None:
        expires_at = None if seconds is None else self.clock() + seconds
        values = {"images": images, "expires_at": expires_at, "by_id": 1, "reason": "won", "now": self.clock()}
        self.play(grants.add, guild, member, **values)
        (row,) = self.select("SELECT MAX(id) AS id FROM ledger WHERE kind = 'grant'")
        self.model.grants.append(ModelGrant(row["id"], member, guild, images, expires_at))

    @rule(member=MEMBER, guild=GUILD)
    def reset(self, member: int, guild: int) -> None:
        ended = [
            asked
            for asked in self.model.of(member=member, guild=guild, window=DAY_SECONDS)
            if asked.state.is_final and asked.of_day
        ]
        since = self.clock() - DAY_SECONDS
        values = {"since": since, "by_id": 1, "reason": "", "now": self.clock()}
        assert self.play(grants.reset_day, guild, member, **values) == sum(asked.of_day for asked in ended)
        for asked in ended:
            asked.reset, asked.of_day = asked.reset + asked.of_day, 0

    @rule(guild=GUILD, plan=st.sampled_from([None, "small", "large"]))
    def change_plan(self, guild: int, plan: str | None) -> None:
        self.model.servers[guild].plan = plan
        self.select("DELETE FROM servers WHERE guild_id = ?", guild)
        self.select("INSERT INTO servers (guild_id, name, joined_at, plan) VALUES (?, '', 0, ?)", guild, plan)

    @rule(guild=GUILD, images=st.sampled_from([None, UNLIMITED, 0, 1, 4, 100]))
    def change_role_quota(self, guild: int, images: int | None) -> None:
        self.model.servers[guild].role_quota = images

    @rule(member=MEMBER)
    def change_role(self, member: int) -> None:
        self.model.members[member].has_role ^= True

    @rule(member=MEMBER)
    def buy_or_return_tier(self, member: int) -> None:
        self.model.members[member].has_tier ^= True
        self.select("DELETE FROM entitlements WHERE user_id = ?", member)
        if self.model.members[member].has_tier:
            self.select(
                "INSERT INTO entitlements (id, sku_id, user_id, is_consumable, first_seen_at, seen_at)"
                " VALUES (?, 70, ?, 0, 0, 0)",
                *(member, member),
            )

    # ── time and crashes ─────────────────────────────────────────────────────────────────────────────────────────────

    @rule(seconds=JUMPS)
    def clock_jumps(self, seconds: float) -> None:
        self.clock.advance(seconds)

    @rule(member=MEMBER, guild=GUILD)
    def crash_and_restart(self, member: int, guild: int) -> None:
        """A crash in the middle of a transaction leaves nothing of it."""

        def half_a_grant() -> Transaction[None]:
            now = self.clock()
            yield from grants.add(guild, member, images=5, expires_at=None, by_id=1, reason="", now=now)
            raise Crash

        with pytest.raises(Crash):
            self.play(half_a_grant)
        self.runner.run(self.database.close())
        self.database = self.job_driver.database = self.runner.run(open_database(self.url))

    # ── what always holds ────────────────────────────────────────────────────────────────────────────────────────────

    @invariant()
    def both_say_the_same(self) -> None:
        if not hasattr(self, "database"):
            return
        for member in MEMBERS:
            for guild in GUILDS:
                limits = self.limits_of(member, guild)
                assert replace(limits, tiers={}) == replace(self.model.limits_of(member, guild), tiers={})
                used = self.play(usage.get_member_usage, member, guild, limits, self.clock())
                assert used == self.model.usage(member, guild)
        everything = replace(self.model.limits, guild_daily_budget=0, guild_monthly_budget=0, bot_daily_budget=0)
        for guild in GUILDS:
            assert self.play(get_budget_spending, guild, everything, self.clock()) == (
                self.model.micros(DAY_SECONDS, guild=guild),
                self.model.micros(MONTH_SECONDS, guild=guild),
                self.model.micros(DAY_SECONDS),
            )

    @invariant()
    def every_job_is_where_it_should_be(self) -> None:
        for asked in self.model.asked if hasattr(self, "database") else ():
            assert self.play(jobs.get, asked.job.id) == asked.job


@pytest.mark.parametrize("engine", ENGINES)
def test_ledger_equals_a_simple_model(engine: str, request: pytest.FixtureRequest) -> None:
    if engine == "postgres":
        request.getfixturevalue("postgres_dsn")  # skips without a server
    open_url = staticmethod(partial(_open_empty, request, engine))
    machine = type("MoneyMachine", (MoneyMachine,), {"open_url": open_url})
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=40 if engine == "sqlite" else 8,
            stateful_step_count=40,
            deadline=None,
            phases=(Phase.reuse, Phase.generate),  # to shrink a failure takes minutes
            suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
        ),
    )


def _open_empty(request: pytest.FixtureRequest, engine: str, file: Path) -> Any:
    return create_empty_database(request, file, engine, migrated=True)
