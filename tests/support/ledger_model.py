"""A simple model of the ledger: lists of requests and grants, summed up one by one."""

from dataclasses import dataclass, field, replace
from typing import Any

from bot.domain.clock import DAY_SECONDS
from bot.domain.job import Job, State
from bot.domain.limits import UNLIMITED, Limits, Plan, count_rank
from bot.domain.usage import Usage
from bot.domain.windows import MONTH_SECONDS
from bot.errors import OverBudget, OverQuota, Refused, TooMany, TooSoon
from tests.support.clock import ManualClock
from tests.support.job_driver import PRICE_MICROS

MEMBERS, GUILDS = (1, 2), (8, 9)


@dataclass
class ModelGrant:
    """A grant in the model."""

    id: int
    member: int
    guild: int
    left: int
    expires_at: float | None


@dataclass
class ModelRequest:
    """A request in the model; its pictures of the day, of each grant and of resets, and its current cost."""

    member: int
    guild: int
    at: float
    of_day: int
    of_grants: dict[int, int]
    micros: int
    job: Job
    reset: int = 0
    busy_until: float = 0.0
    """Until when its task runs although it was cancelled."""

    @property
    def state(self) -> State:
        return self.job.state

    @property
    def images(self) -> int:
        return self.of_day + sum(self.of_grants.values())


@dataclass
class ModelServer:
    """What was decided about a server: the operator's plan, and the quota of a role."""

    plan: str | None = None
    role_quota: int | None = None


@dataclass
class ModelMember:
    """What a member has: a role with a quota, and a bought tier."""

    has_role: bool = False
    has_tier: bool = False


@dataclass
class Model:
    """Everything that happened, as lists."""

    limits: Limits
    clock: ManualClock
    asked: list[ModelRequest] = field(default_factory=list)
    grants: list[ModelGrant] = field(default_factory=list)
    servers: dict[int, ModelServer] = field(default_factory=lambda: {guild: ModelServer() for guild in GUILDS})
    members: dict[int, ModelMember] = field(default_factory=lambda: {member: ModelMember() for member in MEMBERS})

    def of(self, *, window: float | None = None, **fields: Any) -> list[ModelRequest]:
        return [
            asked
            for asked in self.asked
            if (window is None or asked.at > self.clock() - window)
            and all(getattr(asked, name) == value for name, value in fields.items())
        ]

    def micros(self, window: float, **fields: Any) -> int:
        return sum(asked.micros for asked in self.of(window=window, **fields))

    def limits_of(self, member: int, guild: int) -> Limits:
        """The limits: the role's quota or the plan's, then the bought tier where it is better."""
        server, person = self.servers[guild], self.members[member]
        plan = self.limits.plans[server.plan] if server.plan else Plan()
        base = self.limits.images_per_user_per_day
        images = base if plan.images_per_user_per_day is None else plan.images_per_user_per_day
        most = plan.max_images_per_user_per_day
        highest = images if most is None else max(images, most, key=count_rank)
        if person.has_role and server.role_quota is not None:
            images = min(server.role_quota, highest, key=count_rank)
        best = (images, self.limits.jobs_per_user, self.limits.cooldown_seconds)
        if person.has_tier:
            tier = self.limits.tiers["gold"]
            bought = (
                tier.images_per_user_per_day,
                max(tier.jobs_per_user, best[1], key=count_rank),
                min(tier.cooldown_seconds, best[2]),
            )
            best = max(best, bought, key=lambda each: (count_rank(each[0]), count_rank(each[1]), -each[2]))
            if best is bought and most is not None:
                most = max(most, best[0], key=count_rank)
        return replace(
            self.limits,
            images_per_user_per_day=best[0],
            images_on_all_servers_per_day=max(base, best[0], key=count_rank),
            max_images_per_user_per_day=most,
            jobs_per_user=best[1],
            cooldown_seconds=best[2],
            guild_daily_budget=plan.guild_daily_budget or self.limits.guild_daily_budget,
        )

    def open_grants(self, member: int, guild: int) -> list[ModelGrant]:
        found = [
            grant
            for grant in self.grants
            if (grant.member, grant.guild) == (member, guild)
            and grant.left
            and (grant.expires_at is None or grant.expires_at > self.clock())
        ]
        return sorted(found, key=lambda grant: (grant.expires_at is None, grant.expires_at or 0, grant.id))

    def usage(self, member: int, guild: int) -> Usage:
        recent = self.of(member=member, window=DAY_SECONDS)
        here = [asked for asked in recent if asked.guild == guild]
        unfinished = [
            (not asked.state.is_final and asked.state is not State.HELD) or asked.busy_until > self.clock()
            for asked in self.of(member=member)
        ]
        return Usage(
            images=sum(asked.of_day for asked in here),
            images_on_all_servers=sum(asked.of_day for asked in recent),
            extra=sum(asked.reset + sum(asked.of_grants.values()) for asked in here),
            extra_on_all_servers=sum(asked.reset + sum(asked.of_grants.values()) for asked in recent),
            granted_left=sum(grant.left for grant in self.open_grants(member, guild)),
            micro_dollars=sum(asked.micros for asked in recent),
            jobs=sum(unfinished),
            last_request_at=max((asked.at for asked in self.of(member=member)), default=None),
        )

    def day_left(self, limits: Limits, used: Usage) -> int | None:
        pairs = [
            (limits.images_per_user_per_day, used.images),
            (limits.images_on_all_servers, used.images_on_all_servers),
        ]
        return min((max(0, limit - spent) for limit, spent in pairs if limit != UNLIMITED), default=None)

    def refusal(self, member: int, guild: int, images: int) -> type[Refused] | None:
        limits, used = self.limits_of(member, guild), self.usage(member, guild)
        if UNLIMITED != limits.jobs_per_user <= used.jobs:
            return TooMany
        if used.last_request_at is not None and abs(self.clock() - used.last_request_at) < limits.cooldown_seconds:
            return TooSoon
        most = limits.max_images_per_user_per_day
        left = self.day_left(limits, used)
        if most is not None and UNLIMITED != most < used.images + used.extra + images:
            return OverQuota
        if left is not None and images > left + used.granted_left:
            return OverQuota
        budgets = [
            (limits.bot_daily_budget, self.micros(DAY_SECONDS)),
            (limits.guild_daily_budget, self.micros(DAY_SECONDS, guild=guild)),
            (limits.guild_monthly_budget, self.micros(MONTH_SECONDS, guild=guild)),
        ]
        more = images * PRICE_MICROS
        over = any(budget is not None and spent + more > budget for budget, spent in budgets)
        return OverBudget if over else None

    def book(self, member: int, guild: int, images: int, job: Job) -> None:
        """Take the pictures from the member's day, and the rest from the grants that expire first."""
        left = self.day_left(self.limits_of(member, guild), self.usage(member, guild))
        of_day = images if left is None else min(images, left)
        rest, of_grants = images - of_day, {}
        for grant in self.open_grants(member, guild):
            taken = min(rest, grant.left)
            if taken:
                of_grants[grant.id], grant.left, rest = taken, grant.left - taken, rest - taken
        micros = images * PRICE_MICROS
        self.asked.append(ModelRequest(member, guild, self.clock(), of_day, of_grants, micros, job))

    def keep(self, asked: ModelRequest, images: int) -> None:
        """Leave a request with at most this many pictures; the others go back, those of grants first."""
        kept = min(images, asked.images)
        of_day = min(kept, asked.of_day)
        returned = sum(asked.of_grants.values()) - (kept - of_day)
        asked.of_day = of_day
        by_end = {grant.id: grant for grant in self.grants if grant.id in asked.of_grants}
        for grant in sorted(by_end.values(), key=lambda one: (one.expires_at is None, one.expires_at or 0, one.id))[
            ::-1
        ]:
            back = min(returned, asked.of_grants[grant.id])
            asked.of_grants[grant.id] -= back
            grant.left, returned = grant.left + back, returned - back
