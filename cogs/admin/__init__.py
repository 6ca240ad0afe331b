"""``/admin``: commands for a server's managers; each module contributes commands to this group."""

from typing import Final

from discord import Permissions, app_commands

from bot.discord.client import Easel
from bot.discord.command_texts import command_text
from cogs.admin.budgets import BudgetCommands
from cogs.admin.channels import ChannelRulesCommands
from cogs.admin.diagnostics import ServerDiagnostics
from cogs.admin.quotas import QuotaCommands
from cogs.admin.roles import RoleRulesCommands
from cogs.admin.setup_panel import ServerSetup
from cogs.admin.stats import ServerStatistics
from cogs.admin.styles import StyleCommands

PARTS: Final = (ChannelRulesCommands, RoleRulesCommands, ServerSetup, ServerDiagnostics, ServerStatistics)


async def setup(bot: Easel) -> None:
    """Add the group, and register the handlers of its panels."""
    group = app_commands.Group(
        name="admin",
        description=command_text("command-admin"),
        default_permissions=Permissions(manage_guild=True),
        guild_only=True,
    )
    for part in PARTS:
        for command in part(bot).get_app_commands():
            group.add_command(command)
    for subgroup in (StyleCommands(bot), QuotaCommands(bot), BudgetCommands(bot)):
        group.add_command(subgroup)
    bot.tree.add_command(group)
