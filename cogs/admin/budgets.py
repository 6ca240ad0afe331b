"""``/admin budget``: what a server may spend, as its managers set it."""

from collections.abc import Mapping
from typing import Final

from discord import app_commands
from discord.app_commands import Range

from bot.discord import replies
from bot.discord.client import Easel, Interaction
from bot.discord.command_texts import command_text
from bot.domain.catalog import MICRO_DOLLARS_PER_DOLLAR
from bot.domain.limits import UNLIMITED
from bot.domain.server_quotas import Budget
from bot.errors import Invalid
from bot.localization.messages import Message, text
from bot.ui.admin import budget_settings
from bot.ui.admin.quota_text import budget_text
from bot.ui.layout import Layout
from cogs.admin.permissions import require_manager

MAX_DOLLARS: Final = 1_000_000
NO_BUDGET_CHOSEN: Final = Message("admin-budget-nothing-chosen")
NOT_A_BUDGET: Final = Message("admin-budget-not-dollars")
NOT_A_SHARE: Final = Message("admin-budget-not-a-share")


class BudgetCommands(app_commands.Group):
    """Shows and changes the budgets."""

    def __init__(self, bot: Easel) -> None:
        super().__init__(name="budget", description=command_text("command-admin-budget"))
        self.services = bot.services

    @app_commands.command(description=command_text("command-admin-budget-show"))
    async def show(self, interaction: Interaction) -> None:
        """Show the budgets to this manager only."""
        await replies.reply_with(interaction, self._view(require_manager(interaction)))

    @app_commands.command(name="set", description=command_text("command-admin-budget-set"))
    @app_commands.describe(
        day=command_text("option-admin-budget-day"),
        month=command_text("option-admin-budget-month"),
        pro_until=command_text("option-admin-budget-pro-until"),
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
        budgets = {"before": budget_text(before.budget), "after": budget_text(after.budget)}
        detail = Message("admin-budget-change", **budgets)
        await self.services.audit_log.add_entry(guild_id, interaction.user.id, Message("admin-budget-changed"), detail)
        return await self._view(guild_id, note=text("admin-budget-saved", **budgets))

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
