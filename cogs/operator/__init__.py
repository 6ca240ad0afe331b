"""``/operator``: commands for the bot's operator, on the operator's server only; each module contributes some.

The buttons of the messages about waiting servers work without that server, in direct messages.
"""

from typing import Final

from discord import Object, Permissions, app_commands

from bot.discord.client import Easel
from bot.discord.command_texts import command_text
from cogs.operator.admission import AdmissionButtons
from cogs.operator.blocks import OperatorBlocks
from cogs.operator.servers import OperatorServers
from cogs.operator.stats import OperatorStatistics
from cogs.operator.stop import OperatorStops

PARTS: Final = (OperatorServers, OperatorBlocks, OperatorStops, OperatorStatistics)


async def setup(bot: Easel) -> None:
    """Add the group to the operator's server, and register the handlers of the buttons."""
    AdmissionButtons(bot)
    guild_id = bot.services.operator_desk.guild_id
    group = app_commands.Group(
        name="operator",
        description=command_text("command-operator"),
        default_permissions=Permissions(manage_guild=True),
        guild_only=True,
    )
    for part in PARTS:
        for command in part(bot).get_app_commands():
            group.add_command(command)
    if guild_id is not None:
        bot.tree.add_command(group, guild=Object(guild_id))
