"""Usage and spending of members, servers and the whole bot, as recorded in the ledger."""

from dataclasses import dataclass
from functools import partial

from bot.domain.admission import AdmissionRules
from bot.domain.budgets import BudgetsExceeded, check_room
from bot.domain.catalog import Catalog
from bot.domain.clock import Clock
from bot.domain.grants import Grant
from bot.domain.limit_resolution import Place, ResolvedLimits, server_limits
from bot.domain.limits import Limits
from bot.domain.purchases import Purchase, name_purchases
from bot.domain.standing import Standing
from bot.domain.usage import Usage
from bot.domain.windows import Span, next_window_start, window_start
from bot.errors import Refused
from bot.policy.limits_in_force import LimitsInForce
from bot.storage import entitlements, grants, restrictions, spending, standing, usage
from bot.storage.database import Database, Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberQuota:
    """What a member may have at a place and why, and what they have used of it.

    ``day_ends_at`` is ``None`` while the last 24 hours count. ``month_micro_dollars`` is what the member's pictures on
    this server cost since ``month_since``.
    """

    guild_id: int | None
    resolved: ResolvedLimits
    usage: Usage
    next_image_frees_at: float | None
    grants: tuple[Grant, ...]
    purchases: tuple[Purchase, ...]
    """What the member and the server bought at Discord, by the name of the tier or plan."""
    day_since: float
    day_ends_at: float | None
    month_since: float
    is_calendar_month: bool
    month_micro_dollars: int

    @property
    def limits(self) -> Limits:
        """The limits in force."""
        return self.resolved.limits


@dataclass(frozen=True, slots=True, kw_only=True)
class ServerBudgets:
    """The budgets in force on a server, what the plan allows, what is spent of them since when, and when they reset."""

    limits: Limits
    plan: Limits
    standing: Standing
    usage: Usage
    day_since: float
    day_ends_at: float | None
    month_since: float
    month_ends_at: float | None
    bot_frees_at: float | None
    """When the whole bot's budget has room for a picture; ``None`` if it has room, or never will."""
    bot_has_room: bool


@dataclass(frozen=True, slots=True)
class UsageReporter:
    """Reads usage and spending from the ledger."""

    database: Database
    catalog: Catalog
    limits_in_force: LimitsInForce
    clock: Clock

    async def get_member_quota(self, guild_id: int | None, place: Place) -> MemberQuota:
        """The member's limits and usage at this place."""
        resolved = await self.limits_in_force.explained_limits_of(guild_id, place)
        return await self.database.run(
            _get_member_quota, guild_id, place, resolved, self.limits_in_force.configured, self.clock()
        )

    async def get_obstacle(self, guild_id: int | None, place: Place) -> Refused | None:
        """Why the member may request nothing now, whatever is left of their pictures; ``None`` if they may.

        The operator stopped or blocked requests, the server waits, its moderators blocked the member, or a budget has
        no room for one picture.
        """
        limits = (await self.limits_in_force.explained_limits_of(guild_id, place)).limits
        check = partial(_check_obstacles, guild_id, place.user_id, limits, self.catalog.min_image_price)
        try:
            await self.database.run(check, self.limits_in_force.admission, self.clock())
        except Refused as refusal:
            return refusal
        return None

    async def get_spending(self, guild_id: int) -> Usage:
        """What counts against the server's daily and monthly budget and the bot's daily budget."""
        limits = await self.limits_in_force.server_limits_of(guild_id)
        return await self.database.run(spending.with_spending, Usage(), guild_id, limits, self.clock())

    async def get_server_budgets(self, guild_id: int) -> ServerBudgets:
        """The server's budgets and what is spent of them, also where there is no budget."""
        decided = await self.limits_in_force.standing_of(guild_id)
        limits = await self.limits_in_force.server_limits_of(guild_id)
        price, now = self.catalog.min_image_price, self.clock()
        plan = server_limits(self.limits_in_force.configured, decided)
        return await self.database.run(_get_server_budgets, guild_id, plan, decided, limits, price, now)

    async def bot_budget_frees_at(self) -> float | None:
        """When the bot's daily budget next has room for a picture; ``None`` if it has room now, or never will."""
        limits, price = self.limits_in_force.configured, self.catalog.min_image_price
        return await self.database.run(spending.bot_budget_frees_at, limits, price, self.clock())


def _get_member_quota(
    guild_id: int | None, place: Place, resolved: ResolvedLimits, configured: Limits, now: float
) -> Transaction[MemberQuota]:
    limits = resolved.limits
    month_since = window_start(now, Span.MONTH, limits.calendar)
    used = yield from usage.get_member_usage(place.user_id, guild_id, limits, now)
    used = yield from usage.with_channel_usage(used, place.channel_id, limits, now)
    bought = yield from entitlements.list_bought(place.user_id, guild_id, now)
    return MemberQuota(
        guild_id=guild_id,
        resolved=resolved,
        usage=used,
        next_image_frees_at=(yield from usage.next_image_frees_at(place.user_id, guild_id, limits, used, now)),
        grants=tuple((yield from grants.list_open(guild_id, place.user_id, now))),
        purchases=name_purchases(configured, bought),
        day_since=window_start(now, Span.DAY, limits.calendar),
        day_ends_at=next_window_start(now, Span.DAY, limits.calendar),
        month_since=month_since,
        is_calendar_month=next_window_start(now, Span.MONTH, limits.calendar) is not None,
        month_micro_dollars=(yield from spending.get_member_spending(place.user_id, guild_id, month_since)),
    )


def _check_obstacles(
    guild_id: int | None, user_id: int, limits: Limits, image_price: int, admission: AdmissionRules, now: float
) -> Transaction[None]:
    yield from standing.check_access(user_id, guild_id, admission, now)
    yield from restrictions.check(guild_id, user_id, now)
    used = yield from usage.get_member_usage(user_id, guild_id, limits, now)
    used = yield from spending.with_spending(used, guild_id, limits, now)
    try:
        check_room(image_price, limits, used)
    except BudgetsExceeded as exceeded:
        raise (yield from spending.over_budget_error(exceeded, user_id, guild_id, limits, now)) from None


def _get_server_budgets(
    guild_id: int, plan: Limits, decided: Standing, limits: Limits, price: int, now: float
) -> Transaction[ServerBudgets]:
    day_since, month_since = (window_start(now, span, limits.calendar) for span in (Span.DAY, Span.MONTH))
    used = yield from spending.with_spending(Usage(), guild_id, limits, now)
    budget = limits.bot_daily_budget
    return ServerBudgets(
        limits=limits,
        plan=plan,
        standing=decided,
        usage=Usage(
            guild_daily_spend=(yield from spending.get_spending(guild_id, day_since)),
            guild_monthly_spend=(yield from spending.get_spending(guild_id, month_since)),
        ),
        day_since=day_since,
        day_ends_at=next_window_start(now, Span.DAY, limits.calendar),
        month_since=month_since,
        month_ends_at=next_window_start(now, Span.MONTH, limits.calendar),
        bot_frees_at=(yield from spending.bot_budget_frees_at(limits, price, now)),
        bot_has_room=budget is None or budget < 0 or used.bot_daily_spend + price <= budget,
    )
