"""``/admin``: what a server's managers decide."""

from typing import Any, Final

from discord import Interaction, Permissions, Role, TextChannel, app_commands
from discord.app_commands import Choice, Range
from discord.ext import commands
from pydantic import ValidationError

from bot.client import Easel
from bot.domain.rules import MOST_DAYS
from bot.domain.styles import MAX_STYLE, Style
from bot.domain.text import clean, plain
from bot.errors import Gone, Invalid
from bot.ui import check_panel, panels, replies, setup_panel
from bot.ui.rules_choices import MODES, PURPOSES, Decision, suggest_models
from cogs.house import House, Place
from cogs.managers import managed
from cogs.options import MOST_CHOICES
from cogs.people import People, RoleDecision
from cogs.server_check import ServerCheck
from cogs.setup import Setup

LONGEST_NAME: Final = 32
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
        self.house = House(bot)
        self.people = People(bot)
        self.setting_up = Setup(bot)
        self.checking = ServerCheck(bot)

    # ── where and who ────────────────────────────────────────────────────────────────────────────────────────────────

    @admin.command(
        description="Who may ask for pictures in a channel, and how; shows all decisions if you choose nothing"
    )
    @app_commands.describe(
        channel="Which one; this one unless you say",
        mode="Who may ask there",
        model="Which models may draw there, with commas between; all for every one",
        private_only="Show pictures there only to the one who asks",
        elsewhere="Decide about every channel that has no decision of its own",
    )
    @app_commands.choices(mode=MODES)
    async def channel(
        self,
        interaction: Interaction[Any],
        channel: Place | None = None,
        mode: str | None = None,
        model: str | None = None,
        private_only: bool | None = None,
        elsewhere: bool = False,
    ) -> None:
        """Change the rules of a channel, or show them all."""
        guild_id = managed(interaction)
        decision = Decision(mode=mode, models=model, private_only=private_only)
        await self.house.channel(interaction, guild_id, channel, decision, elsewhere=elsewhere)

    @channel.autocomplete("model")
    async def models(self, _interaction: Interaction[Any], typed: str) -> list[Choice[str]]:
        """The models, one more than were typed."""
        return suggest_models(typed, self.bot.catalog)

    @admin.command(
        description="Which roles may ask, count as moderators or have other limits; shows it if you choose nothing"
    )
    @app_commands.describe(
        role="Which one",
        purpose="What it is for",
        tier="Whose limits it has, of those that the operator offers",
        remove="It is no longer for that; without a role, none is",
        min_days="Days that somebody must have been on the server to ask; 0 for none",
    )
    @app_commands.choices(purpose=PURPOSES)
    async def role(
        self,
        interaction: Interaction[Any],
        role: Role | None = None,
        purpose: str | None = None,
        tier: str | None = None,
        remove: bool = False,
        min_days: Range[int, 0, MOST_DAYS] | None = None,
    ) -> None:
        """Change who may ask and with which limits, and show it."""
        guild_id = managed(interaction)
        decision = RoleDecision(role=role, purpose=purpose, tier=tier, remove=remove, min_days=min_days)
        await self.people.role(interaction, guild_id, decision)

    @role.autocomplete("tier")
    async def tiers(self, _interaction: Interaction[Any], typed: str) -> list[Choice[str]]:
        """The operator's tiers that fit what was typed."""
        names = [name for name in self.bot.service.limits.tiers if typed.strip().casefold() in name]
        return [Choice(name=name, value=name) for name in names[:MOST_CHOICES]]

    @admin.command(description="The moderators’ channel, where decisions are told: choose one, or see which it is")
    @app_commands.describe(
        channel="Which one; Easel must be able to write there", off="True: tell decisions in no channel from now on"
    )
    async def log(self, interaction: Interaction[Any], channel: TextChannel | None = None, off: bool = False) -> None:
        """Show or change where decisions are told."""
        await self.house.log(interaction, managed(interaction), channel, off=off)

    @admin.command(name="setup", description="Set Easel up on this server by choosing from lists; takes a minute")
    async def set_up(self, interaction: Interaction[Any]) -> None:
        """Show the panel to this person alone."""
        await self.setting_up.open(interaction)

    @admin.command(description="What does not work on this server yet, and what to do about it")
    async def check(self, interaction: Interaction[Any]) -> None:
        """Look, and offer to mend what can be mended."""
        await self.checking.open(interaction)

    async def choose(self, interaction: Interaction[Any], choice: setup_panel.Choice) -> None:
        """Carry out what was chosen in the panel of the setup."""
        await self.bot.attend(interaction, self.setting_up.choose(interaction, choice))

    async def press_check(self, interaction: Interaction[Any], wanted: check_panel.Check) -> None:
        """Look again, or mend."""
        await self.bot.attend(interaction, self.checking.press(interaction, wanted))

    # ── styles ───────────────────────────────────────────────────────────────────────────────────────────────────────

    @style.command(description="Add a style to this server’s own, or change one")
    @app_commands.describe(
        name="What people choose it by: small letters, digits, - and _",
        text="What it adds to a prompt; {prompt} stands where the words go, at the beginning unless you say",
    )
    async def add(
        self, interaction: Interaction[Any], name: Range[str, 1, LONGEST_NAME], text: Range[str, 1, MAX_STYLE]
    ) -> None:
        """Remember the style, and say how it is chosen."""
        guild_id = managed(interaction)
        style = _style(name, text)
        await replies.in_time(interaction, self.bot.service.styles.put(guild_id, style))
        await replies.show(interaction, panels.style_added(style))

    @style.command(description="Take one of this server’s own styles away")
    @app_commands.describe(name="Which one")
    async def remove(self, interaction: Interaction[Any], name: str) -> None:
        """Forget the style."""
        guild_id, name = managed(interaction), name.strip().lower()
        if not await replies.in_time(interaction, self.bot.service.styles.remove(guild_id, name)):
            raise Gone(
                f"This server has no style “{plain(name, 40)}” of its own; /admin style list shows those it has."
            )
        await replies.show(interaction, panels.style_removed(name))

    @style.command(name="list", description="Show this server’s own styles")
    async def show(self, interaction: Interaction[Any]) -> None:
        """Show them to whoever asks."""
        styles, guild_id = self.bot.service.styles, managed(interaction)
        await replies.show(interaction, panels.style_list(styles.of_server(guild_id), styles.of(guild_id)))

    @add.autocomplete("name")
    @remove.autocomplete("name")
    async def own(self, interaction: Interaction[Any], typed: str) -> list[Choice[str]]:
        """This server's own styles that fit what was typed, from memory."""
        own = self.bot.service.styles.of_server(interaction.guild_id or 0)
        names = [style.name for style in own if typed.strip().lower() in style.name]
        return [Choice(name=name, value=name) for name in names[:MOST_CHOICES]]


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
    """Add the commands, and answer their panels."""
    setup_panel.register(bot)
    check_panel.register(bot)
    await bot.add_cog(Admin(bot))
