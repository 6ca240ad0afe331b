"""``/help``: explains Easel, with clickable commands."""

from discord import app_commands
from discord.ext import commands

from bot.discord import replies
from bot.discord.client import Easel, Interaction
from bot.discord.command_texts import command_text
from bot.ui.jobs.help import help_view


class Help(commands.Cog):
    """Explains the bot."""

    @app_commands.command(description=command_text("command-help"))
    async def help(self, interaction: Interaction) -> None:
        """Show the help to the member only."""
        bot, services = interaction.client, interaction.client.services
        view = help_view(services.catalog, bot.command_sync.mention)
        await replies.reply_ephemeral(interaction, view)


async def setup(bot: Easel) -> None:
    """Add the command."""
    await bot.add_cog(Help())
