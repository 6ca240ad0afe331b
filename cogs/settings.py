"""``/settings``: a member's defaults and edit consent."""

from functools import partial

from discord import app_commands
from discord.ext import commands

from bot.discord import replies
from bot.discord.client import Easel, Interaction
from bot.discord.command_texts import command_text
from bot.ui.layout import Layout
from bot.ui.preferences import panel as panels
from bot.ui.preferences.choices import SettingChoices, SettingField
from bot.ui.preferences.panel import SettingChoice, SettingItem


class Settings(commands.Cog):
    """Shows and changes a member's defaults."""

    def __init__(self, bot: Easel) -> None:
        self.services = bot.services
        bot.components.on(SettingItem, self.save_setting)

    @app_commands.command(description=command_text("command-settings"))
    async def settings(self, interaction: Interaction) -> None:
        """Show the panel to the member only."""
        menu = self._build_menu(interaction)
        await replies.reply_with(interaction, self._build_panel(interaction.user.id, menu))

    async def save_setting(self, interaction: Interaction, choice: SettingChoice) -> None:
        """Store the choice, and update the panel."""
        work = self._save_choice(interaction.user.id, self._build_menu(interaction), choice)
        await replies.edit_with(interaction, work)

    async def _save_choice(self, user_id: int, menu: SettingChoices, choice: SettingChoice) -> Layout:
        if choice.field is SettingField.EDITS:
            await self.services.preferences.set_edit_consent(user_id, menu.parse_edit_consent(choice.value))
        else:
            change = partial(menu.apply_choice, field=choice.field, value=choice.value)
            await self.services.preferences.change(user_id, change)
        return await self._build_panel(user_id, menu)

    async def _build_panel(self, user_id: int, menu: SettingChoices) -> Layout:
        preferences = self.services.preferences
        return panels.settings_view(await preferences.get(user_id), await preferences.get_edit_consent(user_id), menu)

    def _build_menu(self, interaction: Interaction) -> SettingChoices:
        return SettingChoices(self.services.catalog, self.services.requests.styles.available_in(interaction.guild_id))


async def setup(bot: Easel) -> None:
    """Add the command, and register the handler of its panel."""
    await bot.add_cog(Settings(bot))
