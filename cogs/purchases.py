"""Passes on what Discord says about purchases: new, changed and deleted entitlements, and a new session."""

import discord
from discord.ext import commands

from bot.discord.client import Easel
from bot.discord.entitlements import observation
from bot.domain.entitlements import created_at


class PurchaseEvents(commands.Cog):
    """Discord sends these events to shard 0 only."""

    def __init__(self, bot: Easel) -> None:
        self.purchases = bot.services.purchases

    @commands.Cog.listener()
    async def on_ready(self) -> None:
        """After a new session events may have been missed."""
        self.purchases.request_list()

    @commands.Cog.listener()
    async def on_entitlement_create(self, entitlement: discord.Entitlement) -> None:
        """Record a purchase. What the event says is as old as the entitlement, also when it is repeated later."""
        seen_at = min(created_at(entitlement.id), self.purchases.clock())
        await self.purchases.record_event(observation(entitlement, seen_at))

    @commands.Cog.listener()
    async def on_entitlement_update(self, entitlement: discord.Entitlement) -> None:
        """Record the end of a subscription, or that it goes on."""
        await self.purchases.record_event(observation(entitlement, self.purchases.clock()))

    @commands.Cog.listener()
    async def on_entitlement_delete(self, entitlement: discord.Entitlement) -> None:
        """Record a refund: entitlements are not deleted when they end (Discord, Entitlement Delete)."""
        seen_at = self.purchases.clock()
        await self.purchases.record_event(observation(entitlement, seen_at, is_deleted=True))


async def setup(bot: Easel) -> None:
    """Add the listeners."""
    await bot.add_cog(PurchaseEvents(bot))
