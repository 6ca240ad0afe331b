"""What a server's managers share out: quotas, budgets, the calendar, grants and resets.

The caller writes the audit log.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, NamedTuple

from bot.domain.clock import DAY_SECONDS, Clock
from bot.domain.limits import Limits
from bot.domain.plan_ceiling import check_budget, check_channel_quota, check_quota
from bot.domain.server_quotas import Budget, Quota, QuotaTarget
from bot.domain.server_rules import ServerRules
from bot.domain.windows import Calendar, Span, window_start
from bot.policy.gate import PolicyGate
from bot.policy.limits_in_force import LimitsInForce
from bot.storage import grants, handled_interactions
from bot.storage.database import Database, Transaction

MAX_GRANTED_IMAGES: Final = 10_000
"""Pictures of one grant."""
MAX_GRANT_DAYS: Final = 365


class ChangedRules(NamedTuple):
    """A server's rules before and after a change."""

    before: ServerRules
    after: ServerRules


@dataclass(frozen=True, slots=True, kw_only=True)
class ManagerAction:
    """Who gives or resets, where, for whom and why; an ``interaction_id`` counts once."""

    interaction_id: int
    guild_id: int
    user_id: int
    manager_id: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ManagersDesk:
    """Changes what managers share out; what is above the plan is refused with :class:`~bot.errors.Invalid`."""

    database: Database
    gate: PolicyGate
    limits_in_force: LimitsInForce
    clock: Clock

    async def set_quota(self, guild_id: int, target: QuotaTarget, quota: Quota) -> ChangedRules:
        """Set the quota of a role, a member, a channel or the whole server."""
        if target.kind == "channels":
            check_channel_quota(quota)
        else:
            check_quota(quota, await self.plan(guild_id))
        return await self._change(guild_id, lambda rules: _with_quota(rules, target, quota))

    async def remove_quota(self, guild_id: int, target: QuotaTarget) -> ChangedRules:
        """Remove a quota, if there is one."""
        return await self._change(guild_id, lambda rules: _with_quota(rules, target, None))

    async def set_calendar(self, guild_id: int, time_zone: str | None) -> ChangedRules:
        """Count days of a time zone's calendar, or (``None``) the last 24 hours; the same zone stays as it was."""
        calendar = None if time_zone is None else Calendar(time_zone=time_zone, since=self.clock())
        return await self._change(guild_id, lambda rules: _with_calendar(rules, calendar))

    async def set_budget(self, guild_id: int, change: Callable[[Budget], Budget]) -> ChangedRules:
        """Change the managers' budgets."""
        plan = await self.plan(guild_id)

        def update(rules: ServerRules) -> ServerRules:
            budget = change(rules.budget)
            check_budget(budget, plan)
            return rules.model_copy(update={"budget": budget})

        return await self._change(guild_id, update)

    async def grant(self, action: ManagerAction, images: int, *, days: int | None) -> float | None:
        """Give a member pictures once; returns when they expire.

        Raises :class:`~bot.errors.Repeated` if this interaction has given them already.
        """
        now = self.clock()
        expires_at = None if days is None else now + days * DAY_SECONDS
        await self.database.run(_grant, action, images, expires_at, now)
        return expires_at

    async def reset(self, action: ManagerAction) -> int:
        """Take a member's ended requests off their day; returns how many pictures that were."""
        now, rules = self.clock(), await self.gate.rules(action.guild_id)
        since = window_start(now, Span.DAY, rules.calendar)
        return await self.database.run(
            grants.reset_day,
            *(action.guild_id, action.user_id),
            since=since,
            by_id=action.manager_id,
            reason=action.reason,
            now=now,
        )

    async def plan(self, guild_id: int) -> Limits:
        """What the server's plan allows."""
        return await self.limits_in_force.plan_limits_of(guild_id)

    async def _change(self, guild_id: int, update: Callable[[ServerRules], ServerRules]) -> ChangedRules:
        before: list[ServerRules] = []

        def remember(rules: ServerRules) -> ServerRules:
            before[:] = [rules]
            return update(rules)

        after = await self.gate.change_rules(guild_id, remember)
        return ChangedRules(before[0], after)


def _with_quota(rules: ServerRules, target: QuotaTarget, quota: Quota | None) -> ServerRules:
    return rules.model_copy(update={"quotas": rules.quotas.with_target(target, quota)})


def _with_calendar(rules: ServerRules, calendar: Calendar | None) -> ServerRules:
    if rules.calendar is not None and calendar is not None and rules.calendar.time_zone == calendar.time_zone:
        return rules
    return rules.model_copy(update={"calendar": calendar})


def _grant(action: ManagerAction, images: int, expires_at: float | None, now: float) -> Transaction[None]:
    yield from handled_interactions.claim(action.interaction_id, now=now)
    yield from grants.add(
        action.guild_id,
        action.user_id,
        images=images,
        expires_at=expires_at,
        by_id=action.manager_id,
        reason=action.reason,
        now=now,
    )
