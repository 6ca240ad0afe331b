"""Usage and spending of members, servers and the whole bot, as recorded in the ledger."""

from dataclasses import dataclass

from bot.domain.allowance import Place
from bot.domain.catalog import Catalog
from bot.domain.clock import Clock
from bot.domain.limits import Limits
from bot.domain.purchases import Purchase, name_purchases
from bot.domain.usage import Usage
from bot.policy.allowances import Allowances
from bot.storage import entitlements, grants, spending, usage
from bot.storage.database import Database, Transaction
from bot.storage.grants import Grant


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberUsage:
    """What a member may have at a place, and what they have used of it."""

    limits: Limits
    usage: Usage
    next_image_frees_at: float | None
    grants: tuple[Grant, ...]
    purchases: tuple[Purchase, ...]
    """What the member and the server bought at Discord, by the name of the tier or plan."""


@dataclass(frozen=True, slots=True)
class UsageReport:
    """Reads usage and spending from the ledger."""

    database: Database
    catalog: Catalog
    allowances: Allowances
    clock: Clock

    async def get_usage(self, guild_id: int | None, place: Place) -> MemberUsage:
        """The member's limits and usage at this place."""
        limits = await self.allowances.limits_of(guild_id, place)
        return await self.database.run(
            _get_member_usage, guild_id, place, limits, self.allowances.operator, self.clock()
        )

    async def get_spending(self, guild_id: int) -> Usage:
        """What counts against the server's daily and monthly budget and the bot's daily budget."""
        limits = await self.allowances.server_limits_of(guild_id)
        return await self.database.run(spending.with_spending, Usage(), guild_id, limits, self.clock())

    async def bot_budget_frees_at(self) -> float | None:
        """When the bot's daily budget next has room for a picture; ``None`` if it has room now, or never will."""
        limits, price = self.allowances.operator, self.catalog.min_image_price
        return await self.database.run(spending.bot_budget_frees_at, limits, price, self.clock())


def _get_member_usage(
    guild_id: int | None, place: Place, limits: Limits, operator: Limits, now: float
) -> Transaction[MemberUsage]:
    used = yield from usage.get_member_usage(place.user_id, guild_id, limits, now)
    used = yield from usage.with_channel_usage(used, place.channel_id, limits, now)
    frees_at = yield from usage.next_image_frees_at(place.user_id, guild_id, limits, used, now)
    open_grants = yield from grants.list_open(guild_id, place.user_id, now)
    bought = yield from entitlements.list_bought(place.user_id, guild_id, now)
    return MemberUsage(
        limits=limits,
        usage=used,
        next_image_frees_at=frees_at,
        grants=tuple(open_grants),
        purchases=name_purchases(operator, bought),
    )
