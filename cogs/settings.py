"""``/settings``: a member's own defaults."""

from functools import partial
from typing import Any

from discord import Interaction, app_commands
from discord.ext import commands

from bot.discord import replies
from bot.discord.client import Easel
from bot.ui.layout import Layout
from bot.ui.preferences import panel as panels
from bot.ui.preferences.choices import Field, Menu


class Settings(commands.Cog):
    """Shows and changes what a member usually wants."""

    def __init__(self, bot: Easel) -> None:
        self.bot = bot

    @app_commands.command(description="Choose your defaults, and who can edit your pictures")
    async def settings(self, interaction: Interaction[Any]) -> None:
        """Show the panel to the member alone."""
        panel = await replies.in_time(interaction, self._panel(interaction.user.id, self._menu(interaction)))
        await replies.show(interaction, panel)

    async def choose(self, interaction: Interaction[Any], field: Field, value: str | None) -> None:
        """Remember it."""
        await self.bot.attend(interaction, self._choose(interaction, field, value))

    async def _choose(self, interaction: Interaction[Any], field: Field, value: str | None) -> None:
        work = self._chosen(interaction.user.id, self._menu(interaction), field, value)
        await replies.in_place(interaction, await replies.in_time(interaction, work, thinking=False))

    async def _chosen(self, user_id: int, menu: Menu, field: Field, value: str | None) -> Layout:
        if field is Field.EDITS:
            await self.bot.service.let_edit(user_id, menu.consent(value))
        else:
            await self.bot.service.change_preferences(user_id, partial(menu.changed, field=field, value=value))
        return await self._panel(user_id, menu)

    async def _panel(self, user_id: int, menu: Menu) -> Layout:
        service = self.bot.service
        return panels.settings(await service.preferences(user_id), await service.may_edit(user_id), menu)

    def _menu(self, interaction: Interaction[Any]) -> Menu:
        return Menu(self.bot.catalog, self.bot.service.styles.of(interaction.guild_id))


async def setup(bot: Easel) -> None:
    """Add the command, and answer its panel."""
    panels.register(bot)
    await bot.add_cog(Settings(bot))
