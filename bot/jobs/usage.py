"""Usage and spending of members, servers and the whole bot, as recorded in the ledger."""

from dataclasses import dataclass

from bot.domain.catalog import Catalog
from bot.domain.clock import Clock
from bot.domain.quota import Limits, Usage
from bot.storage import ledger
from bot.storage.database import Database


@dataclass(frozen=True, slots=True)
class UsageReport:
    """Reads usage and spending from the ledger."""

    database: Database
    catalog: Catalog
    limits: Limits
    clock: Clock

    async def get_usage(self, user_id: int) -> Usage:
        """The member's usage in the last 24 hours."""
        return await self.database.run(ledger.get_member_usage, user_id, self.clock())

    async def get_spending(self, guild_id: int) -> tuple[int, int, int]:
        """Micro-dollars that count against the server's daily and monthly budget and the bot's daily budget."""
        return await self.database.run(ledger.get_budget_spending, guild_id, self.limits, self.clock())

    async def bot_budget_frees_at(self) -> float | None:
        """When the bot's daily budget next has room for a picture; ``None`` if it has room now, or never will."""
        return await self.database.run(
            ledger.bot_budget_frees_at, self.limits, self.catalog.min_image_price, self.clock()
        )
