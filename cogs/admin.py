"""``/admin``: what a server's managers decide."""

from typing import Any, Final

from discord import Interaction, Permissions, app_commands
from discord.app_commands import Choice, Range
from discord.ext import commands
from pydantic import ValidationError

from bot.client import Easel
from bot.domain.styles import MAX_STYLE, Style
from bot.domain.text import clean, plain
from bot.errors import Gone, Invalid, NotYours
from bot.ui import panels, replies
from cogs.options import MOST_CHOICES

LONGEST_NAME: Final = 32
MANAGERS_ONLY: Final = "Only those who may manage this server can do that."
NAME: Final = "A style’s name has up to 32 small letters a to z, digits, - and _, and begins with a letter or a digit."
NO_TEXT: Final = "Say what the style adds to a prompt: its text has nothing in it that can be seen."
TOO_LONG: Final = f"A style’s text has {MAX_STYLE} characters at most; shorten it."
RESERVED: Final = "“none” is what people choose who want no style, so a style needs another name."


class Admin(commands.Cog):
    """Changes what a server has of its own."""

    admin = app_commands.Group(
        name="admin",
        description="What this server’s managers decide",
        default_permissions=Permissions(manage_guild=True),
        guild_only=True,
    )
    style = app_commands.Group(name="style", description="This server’s own styles", parent=admin)

    def __init__(self, bot: Easel) -> None:
        self.bot = bot

    @style.command(description="Add a style to this server’s own, or change one")
    @app_commands.describe(
        name="What people choose it by: small letters, digits, - and _",
        text="What it adds to a prompt; {prompt} stands where the words go, at the beginning unless you say",
    )
    async def add(
        self, interaction: Interaction[Any], name: Range[str, 1, LONGEST_NAME], text: Range[str, 1, MAX_STYLE]
    ) -> None:
        """Remember the style, and say how it is chosen."""
        guild_id = _managed(interaction)
        style = _style(name, text)
        await replies.in_time(interaction, self.bot.service.styles.put(guild_id, style))
        await replies.show(interaction, panels.style_added(style))

    @style.command(description="Take one of this server’s own styles away")
    @app_commands.describe(name="Which one")
    async def remove(self, interaction: Interaction[Any], name: str) -> None:
        """Forget the style."""
        guild_id, name = _managed(interaction), name.strip().lower()
        if not await replies.in_time(interaction, self.bot.service.styles.remove(guild_id, name)):
            raise Gone(
                f"This server has no style “{plain(name, 40)}” of its own; /admin style list shows those it has."
            )
        await replies.show(interaction, panels.style_removed(name))

    @style.command(name="list", description="Show this server’s own styles")
    async def show(self, interaction: Interaction[Any]) -> None:
        """Show them to whoever asks."""
        styles, guild_id = self.bot.service.styles, _managed(interaction)
        await replies.show(interaction, panels.style_list(styles.of_server(guild_id), styles.of(guild_id)))

    @add.autocomplete("name")
    @remove.autocomplete("name")
    async def own(self, interaction: Interaction[Any], typed: str) -> list[Choice[str]]:
        """This server's own styles that fit what was typed, from memory."""
        own = self.bot.service.styles.of_server(interaction.guild_id or 0)
        names = [style.name for style in own if typed.strip().lower() in style.name]
        return [Choice(name=name, value=name) for name in names[:MOST_CHOICES]]


def _managed(interaction: Interaction[Any]) -> int:
    """The server that this person manages: Discord lets servers change who sees a command."""
    if interaction.guild_id is None or not interaction.permissions.manage_guild:
        raise NotYours(MANAGERS_ONLY)
    return interaction.guild_id


def _style(name: str, text: str) -> Style:
    if name.strip().lower() == "none":
        raise Invalid(RESERVED)
    if not clean(text):
        raise Invalid(NO_TEXT)
    try:
        return Style(name=name, text=text)
    except ValidationError as error:
        wrong = {problem["loc"] for problem in error.errors()}
        raise Invalid(NAME if ("name",) in wrong else TOO_LONG) from error


async def setup(bot: Easel) -> None:
    """Add the commands."""
    await bot.add_cog(Admin(bot))
