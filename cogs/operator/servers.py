"""``/operator servers`` and ``/operator server``."""

from contextlib import suppress
from typing import Final

from discord import app_commands
from discord.app_commands import Choice, Range
from discord.ext import commands

from bot.discord import replies
from bot.discord.api_errors import REQUEST_ERRORS
from bot.discord.client import Easel, Interaction
from bot.discord.command_texts import command_text
from bot.domain.catalog import MICRO_DOLLARS_PER_DOLLAR
from bot.domain.limits import UNLIMITED
from bot.domain.servers import ServerSort
from bot.errors import Invalid
from bot.localization.messages import Message, text
from bot.ui.autocomplete import text_choices
from bot.ui.layout import Layout
from bot.ui.operator import admission, servers
from bot.ui.operator.servers import SERVERS_PER_PAGE, ServersPage, ServersPageButton
from cogs.operator._options import complete_server
from cogs.operator.permissions import parse_snowflake, require_operator

MAX_BUDGET_DOLLARS: Final = 1_000_000
NO_PLAN: Final = "-"
"""The value that takes the operator's choice of a plan back; no plan can have this name."""
LEAVE_ALONE: Final = Message("operator-leave-alone")
BUDGET_BELOW_ZERO: Final = Message("operator-budget-below-zero")
_SORTS: Final = [Choice(name=command_text(f"choice-sort-{sort}"), value=sort.value) for sort in ServerSort]


class OperatorServers(commands.Cog):
    """Lists servers, shows one, and changes what the operator decides about it."""

    def __init__(self, bot: Easel) -> None:
        self.services = bot.services
        self.desk = bot.services.server_desk
        bot.components.on(ServersPageButton, self.turn_page)

    @app_commands.command(name="servers", description=command_text("command-operator-servers"))
    @app_commands.describe(sort=command_text("option-operator-sort"))
    @app_commands.choices(sort=_SORTS)
    async def list_servers(self, interaction: Interaction, sort: ServerSort = ServerSort.SPENT) -> None:
        """Show the first page."""
        await replies.reply_with(interaction, self._list_view(interaction, ServersPage(sort)))

    async def turn_page(self, interaction: Interaction, page: ServersPage) -> None:
        """Show another page in the same message."""
        await replies.edit_with(interaction, self._list_view(interaction, page))

    async def _list_view(self, interaction: Interaction, page: ServersPage) -> Layout:
        await require_operator(interaction)
        offset = page.number * SERVERS_PER_PAGE
        found, total = await self.desk.list_servers(page.sort, offset=offset, limit=SERVERS_PER_PAGE)
        waiting, stop = await self.desk.count_waiting(), await self.services.operator_desk.get_stop()
        return servers.server_list_view(found, total, page, waiting=waiting, stop=stop)

    @app_commands.command(description=command_text("command-operator-server"))
    @app_commands.rename(server_id="id")
    @app_commands.autocomplete(server_id=complete_server)
    @app_commands.describe(
        server_id=command_text("option-operator-server"),
        plan=command_text("option-operator-plan"),
        dollars_per_day=command_text("option-operator-dollars-per-day"),
        dollars_per_month=command_text("option-operator-dollars-per-month"),
        admit=command_text("option-operator-admit"),
        leave=command_text("option-operator-leave"),
    )
    async def server(
        self,
        interaction: Interaction,
        server_id: str,
        plan: str | None = None,
        dollars_per_day: Range[float, UNLIMITED, MAX_BUDGET_DOLLARS] | None = None,
        dollars_per_month: Range[float, UNLIMITED, MAX_BUDGET_DOLLARS] | None = None,
        admit: bool | None = None,
        leave: bool = False,
    ) -> None:
        """Apply the changes, and show the server after them."""
        budgets = (dollars_per_day, dollars_per_month)
        if leave:
            has_changes = any(option is not None for option in (plan, *budgets, admit))
            await replies.reply_with(interaction, self._leave_question(interaction, server_id, has_changes=has_changes))
        else:
            await replies.reply_with(interaction, self._change(interaction, server_id, plan, budgets, admit))

    @server.autocomplete("plan")
    async def complete_plan(self, interaction: Interaction, typed: str) -> list[Choice[str]]:
        """Offer the configured plans to the operator."""
        return await replies.autocomplete_choices(self._plan_choices(interaction, typed))

    async def _plan_choices(self, interaction: Interaction, typed: str) -> list[Choice[str]]:
        await require_operator(interaction)
        plans = text_choices(plan for plan in self.desk.plans if typed.lower() in plan)
        return [*plans[:24], Choice(name=text("choice-no-plan"), value=NO_PLAN)]

    async def _leave_question(self, interaction: Interaction, server_id: str, *, has_changes: bool) -> Layout:
        await require_operator(interaction)
        if has_changes:
            raise Invalid(LEAVE_ALONE)
        return admission.leave_question_view(await self.desk.get_server(parse_snowflake(server_id, "server")))

    async def _change(
        self,
        interaction: Interaction,
        server_id: str,
        plan: str | None,
        budgets: tuple[float | None, float | None],
        admit: bool | None,
    ) -> Layout:
        actor_id, guild_id = await require_operator(interaction), parse_snowflake(server_id, "server")
        daily, monthly = map(_parse_budget, budgets)
        await self.desk.get_server(guild_id)
        changes = []
        if plan is not None:
            await self.desk.set_plan(guild_id, None if plan == NO_PLAN else plan, actor_id=actor_id)
            changes.append(text("server-plan-changed"))
        if daily is not None or monthly is not None:
            await self.desk.set_budgets(guild_id, daily=daily, monthly=monthly, actor_id=actor_id)
            changes.append(text("server-budgets-changed"))
        if admit is not None:
            decide = self.desk.admit if admit else self.desk.refuse
            await decide(guild_id, actor_id=actor_id)
            changes.append(text("server-is-admitted" if admit else "server-is-not-admitted"))
        report = await self.desk.server_report(guild_id)
        owner_name = await _owner_name(interaction, report.totals.server.owner_id)
        return servers.server_view(report, *changes, owner_name=owner_name)


async def _owner_name(interaction: Interaction, owner_id: int | None) -> str | None:
    """The owner's name, which Discord does not show to those who share no server with them; ``None`` if unknown."""
    if owner_id is not None:
        with suppress(*REQUEST_ERRORS):
            return (await interaction.client.fetch_user(owner_id)).name
    return None


def _parse_budget(dollars: float | None) -> int | None:
    """Micro-dollars; ``UNLIMITED`` and ``None`` stay. Raises Invalid."""
    if dollars is None or dollars == UNLIMITED:
        return None if dollars is None else UNLIMITED
    if dollars < 0:
        raise Invalid(BUDGET_BELOW_ZERO)
    return round(dollars * MICRO_DOLLARS_PER_DOLLAR)
