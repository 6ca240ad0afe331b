"""``/mod``: commands for a server's moderators; each module contributes commands to this group."""

from discord import Permissions, app_commands

from bot.discord.client import Easel
from bot.discord.command_texts import command_text
from cogs.mod.blocks import Blocks
from cogs.mod.cases import Cases
from cogs.mod.removals import Removals
from cogs.mod.words import WordCommands


async def setup(bot: Easel) -> None:
    """Add the group, and register the handlers of the buttons and forms."""
    group = app_commands.Group(
        name="mod",
        description=command_text("command-mod"),
        default_permissions=Permissions(manage_messages=True),
        guild_only=True,
    )
    for part in (Blocks(bot), Cases(bot), Removals(bot)):
        for command in part.get_app_commands():
            group.add_command(command)
    group.add_command(WordCommands(bot))
    bot.tree.add_command(group)
