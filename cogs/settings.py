"""``/settings``: a member's own defaults."""

from functools import partial
from typing import Any

from discord import Interaction, app_commands
from discord.ext import commands

from bot.client import Easel
from bot.ui import panels, replies
from bot.ui.menu import Field, Menu


class Settings(commands.Cog):
    """Shows and changes what a member usually wants."""

    def __init__(self, bot: Easel) -> None:
        self.bot = bot

    @app_commands.command(description="What you usually want: model, shape, style and the rest")
    async def settings(self, interaction: Interaction[Any]) -> None:
        """Show the panel to the member alone."""
        options = await replies.in_time(interaction, self.bot.service.preferences(interaction.user.id))
        await replies.show(interaction, panels.settings(options, self._menu(interaction)))

    async def choose(self, interaction: Interaction[Any], field: Field, value: str | None) -> None:
        """Remember it."""
        await self.bot.attend(interaction, self._choose(interaction, field, value))

    async def _choose(self, interaction: Interaction[Any], field: Field, value: str | None) -> None:
        menu = self._menu(interaction)
        change = partial(menu.changed, field=field, value=value)
        work = self.bot.service.change_preferences(interaction.user.id, change)
        chosen = await replies.in_time(interaction, work, thinking=False)
        await replies.in_place(interaction, panels.settings(chosen, menu))

    def _menu(self, interaction: Interaction[Any]) -> Menu:
        return Menu(self.bot.catalog, self.bot.service.styles.of(interaction.guild_id))


async def setup(bot: Easel) -> None:
    """Add the command, and answer its panel."""
    panels.register(bot)
    await bot.add_cog(Settings(bot))
