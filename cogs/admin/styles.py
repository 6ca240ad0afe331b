"""``/admin style``: a server's own styles."""

from typing import Final

from discord import app_commands
from discord.app_commands import Choice, Range
from pydantic import ValidationError

from bot.discord import replies
from bot.discord.client import Easel, Interaction
from bot.domain.styles import MAX_STYLE_LENGTH, Style
from bot.domain.text import clean, sanitize_line
from bot.errors import Gone, Invalid
from bot.ui.autocomplete import text_choices
from bot.ui.preferences import panel
from cogs.admin.permissions import require_manager

MAX_STYLE_NAME_LENGTH: Final = 32
INVALID_STYLE_NAME: Final = (
    "A style’s name has up to 32 lower-case letters, digits, - and _, and starts with a letter or a digit."
)
EMPTY_STYLE_TEXT: Final = "The style’s text is empty; write what the style adds to a prompt."
STYLE_TEXT_TOO_LONG: Final = f"A style’s text can have at most {MAX_STYLE_LENGTH} characters; please shorten it."
RESERVED_STYLE_NAME: Final = "“none” already means “no style”; please choose another name."


class StyleCommands(app_commands.Group):
    """Adds, removes and lists a server's own styles."""

    def __init__(self, bot: Easel) -> None:
        super().__init__(name="style", description="Manage this server’s own styles")
        self.styles = bot.services.requests.styles

    @app_commands.command(description="Add a style to this server, or change one")
    @app_commands.describe(
        name="The name members choose: lower-case letters, digits, - and _",
        text="Words to add to the prompt; {prompt} marks where the prompt goes, at the start by default",
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

    @app_commands.command(description="Remove one of this server’s styles")
    @app_commands.describe(name="The style")
    async def remove(self, interaction: Interaction, name: str) -> None:
        """Delete the style, and confirm it."""
        guild_id, name = require_manager(interaction), name.strip().lower()
        if not await replies.with_ack(interaction, self.styles.remove(guild_id, name)):
            raise Gone(
                f"This server has no style “{sanitize_line(name, 40)}” of its own; /admin style list shows its styles."
            )
        await replies.reply_ephemeral(interaction, panel.style_removed_view(name))

    @app_commands.command(name="list", description="Show this server’s own styles")
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
