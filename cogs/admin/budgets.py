"""``/admin budget``: what a server may spend, as its managers set it."""

from collections.abc import Mapping
from typing import Final

from discord import app_commands
from discord.app_commands import Range

from bot.discord import replies
from bot.discord.client import Easel, Interaction
from bot.domain.catalog import MICRO_DOLLARS_PER_DOLLAR
from bot.domain.limits import UNLIMITED
from bot.domain.server_quotas import Budget
from bot.errors import Invalid
from bot.ui.admin import budget_settings
from bot.ui.admin.quota_text import budget_text
from bot.ui.layout import Layout
from cogs.admin.permissions import require_manager

MAX_DOLLARS: Final = 1_000_000
NO_BUDGET_CHOSEN: Final = "Choose at least one of day, month and pro_until. Nothing was changed."
NOT_A_BUDGET: Final = "Choose a number of dollars, or -1 for as the plan allows. Nothing was changed."
NOT_A_SHARE: Final = "Choose a share from 0 to 1, such as 0.8, or -1 for as the plan allows. Nothing was changed."


class BudgetCommands(app_commands.Group):
    """Shows and changes the budgets."""

    def __init__(self, bot: Easel) -> None:
        super().__init__(name="budget", description="Limit what this server spends on pictures")
        self.services = bot.services

    @app_commands.command(description="Show what this server may spend, what it has spent, and since when")
    async def show(self, interaction: Interaction) -> None:
        """Show the budgets to this manager only."""
        await replies.reply_with(interaction, self._view(require_manager(interaction)))

    @app_commands.command(name="set", description="Set what this server may spend on pictures, in US dollars")
    @app_commands.describe(
        day="Dollars a day; 0 for nothing, -1 for as the plan allows, and never more than that",
        month="Dollars a month; 0 for nothing, -1 for as the plan allows, and never more than that",
        pro_until="Share of each budget, 0 to 1, after which only the cheapest model draws; -1 for as the plan allows",
    )
    async def set_budget(
        self,
        interaction: Interaction,
        day: Range[float, -1, MAX_DOLLARS] | None = None,
        month: Range[float, -1, MAX_DOLLARS] | None = None,
        pro_until: Range[float, -1, 1] | None = None,
    ) -> None:
        """Store the budgets, and show what is in force."""
        guild_id = require_manager(interaction)
        changes = _changes(day, month, pro_until)
        await replies.reply_with(interaction, self._set(interaction, guild_id, changes))

    async def _set(self, interaction: Interaction, guild_id: int, changes: Mapping[str, float | None]) -> Layout:
        before, after = await self.services.managers_desk.set_budget(
            guild_id, lambda budget: budget.model_copy(update=changes)
        )
        detail = f"{budget_text(before.budget)} → {budget_text(after.budget)}"
        await self.services.audit_log.add_entry(guild_id, interaction.user.id, "Budget changed", detail)
        return await self._view(guild_id, note=f"Saved: {detail}.")

    async def _view(self, guild_id: int, note: str | None = None) -> Layout:
        rules = await self.services.gate.rules(guild_id)
        budgets = await self.services.usage.get_server_budgets(guild_id)
        return budget_settings.budget_view(budgets, rules.budget, note=note)


def _changes(day: float | None, month: float | None, pro_until: float | None) -> Mapping[str, float | None]:
    """The changed fields of :class:`Budget`; raises :class:`Invalid`."""
    changes: dict[str, float | None] = {}
    for name, dollars in (("daily", day), ("monthly", month)):
        if dollars is not None:
            changes[name] = _micro_dollars(dollars)
    if pro_until is not None:
        if pro_until < 0 and pro_until != UNLIMITED:
            raise Invalid(NOT_A_SHARE)
        changes["pro_until"] = None if pro_until == UNLIMITED else pro_until
    if not changes:
        raise Invalid(NO_BUDGET_CHOSEN)
    return Budget.model_validate(changes).model_dump(include=set(changes))


def _micro_dollars(dollars: float) -> int | None:
    if dollars == UNLIMITED:
        return None
    if dollars < 0:
        raise Invalid(NOT_A_BUDGET)
    return round(dollars * MICRO_DOLLARS_PER_DOLLAR)
