"""``/admin style``: a server's own styles."""

from typing import Final

from discord import app_commands
from discord.app_commands import Choice, Range
from pydantic import ValidationError

from bot.discord import replies
from bot.discord.client import Easel, Interaction
from bot.discord.command_texts import command_text
from bot.domain.styles import MAX_STYLE_LENGTH, Style
from bot.domain.text import clean, sanitize_line
from bot.errors import Gone, Invalid
from bot.localization.messages import Message
from bot.ui.autocomplete import text_choices
from bot.ui.preferences import panel
from cogs.admin.permissions import require_manager

MAX_STYLE_NAME_LENGTH: Final = 32
INVALID_STYLE_NAME: Final = Message("admin-style-name-invalid", limit=MAX_STYLE_NAME_LENGTH)
EMPTY_STYLE_TEXT: Final = Message("admin-style-empty")
STYLE_TEXT_TOO_LONG: Final = Message("admin-style-too-long", limit=MAX_STYLE_LENGTH)
RESERVED_STYLE_NAME: Final = Message("admin-style-reserved")


class StyleCommands(app_commands.Group):
    """Adds, removes and lists a server's own styles."""

    def __init__(self, bot: Easel) -> None:
        super().__init__(name="style", description=command_text("command-admin-style"))
        self.styles = bot.services.requests.styles

    @app_commands.command(description=command_text("command-admin-style-add"))
    @app_commands.describe(
        name=command_text("option-admin-style-add-name"),
        text=command_text("option-admin-style-add-text"),
    )
    async def add(
        self,
        interaction: Interaction,
        name: Range[str, 1, MAX_STYLE_NAME_LENGTH],
        text: Range[str, 1, MAX_STYLE_LENGTH],
    ) -> None:
        """Store the style, and confirm it."""
        guild_id = require_manager(interaction)
        style = _build_style(name, text)
        await replies.with_ack(interaction, self.styles.put(guild_id, style))
        await replies.reply_ephemeral(interaction, panel.style_added_view(style))

    @app_commands.command(description=command_text("command-admin-style-remove"))
    @app_commands.describe(name=command_text("option-admin-style-remove-name"))
    async def remove(self, interaction: Interaction, name: str) -> None:
        """Delete the style, and confirm it."""
        guild_id, name = require_manager(interaction), name.strip().lower()
        if not await replies.with_ack(interaction, self.styles.remove(guild_id, name)):
            raise Gone(Message("admin-style-unknown", style=sanitize_line(name, 40)))
        await replies.reply_ephemeral(interaction, panel.style_removed_view(name))

    @app_commands.command(name="list", description=command_text("command-admin-style-list"))
    async def list_styles(self, interaction: Interaction) -> None:
        """Show the styles to the member only."""
        guild_id = require_manager(interaction)
        view = panel.style_list_view(self.styles.list_guild_styles(guild_id), self.styles.available_in(guild_id))
        await replies.reply_ephemeral(interaction, view)

    @add.autocomplete("name")
    @remove.autocomplete("name")
    async def complete_style_name(self, interaction: Interaction, typed: str) -> list[Choice[str]]:
        """Autocomplete this server's own styles, from memory."""
        styles = self.styles.list_guild_styles(interaction.guild_id or 0)
        return text_choices(style.name for style in styles if typed.strip().lower() in style.name)


def _build_style(name: str, text: str) -> Style:
    if name.strip().lower() == "none":
        raise Invalid(RESERVED_STYLE_NAME)
    if not clean(text):
        raise Invalid(EMPTY_STYLE_TEXT)
    try:
        return Style(name=name, text=text)
    except ValidationError as error:
        wrong = {problem["loc"] for problem in error.errors()}
        raise Invalid(INVALID_STYLE_NAME if ("name",) in wrong else STYLE_TEXT_TOO_LONG) from error
