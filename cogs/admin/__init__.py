"""``/admin``: what a server's managers decide."""

from typing import Any, Final

from discord import Interaction, Permissions, Role, TextChannel, app_commands
from discord.app_commands import Choice, Range
from discord.ext import commands
from pydantic import ValidationError

from bot.discord import replies
from bot.discord.client import Easel
from bot.domain.server_rules import MAX_MEMBERSHIP_DAYS
from bot.domain.styles import MAX_STYLE_LENGTH, Style
from bot.domain.text import clean, sanitize_line
from bot.errors import Gone, Invalid
from bot.ui.admin import diagnostics_panel
from bot.ui.admin import setup_panel as setup_view
from bot.ui.admin.rules_options import MODE_CHOICES, PURPOSE_CHOICES, ChannelRulesChange, suggest_models
from bot.ui.preferences import panel
from cogs._options import MAX_CHOICES
from cogs.admin.channels import ChannelOption, ChannelRulesCommands
from cogs.admin.diagnostics import ServerDiagnostics
from cogs.admin.permissions import require_manager
from cogs.admin.roles import RoleDecision, RoleRulesCommands
from cogs.admin.setup_panel import ServerSetup

MAX_STYLE_NAME_LENGTH: Final = 32
INVALID_STYLE_NAME: Final = (
    "A style’s name has up to 32 lower-case letters, digits, - and _, and starts with a letter or a digit."
)
EMPTY_STYLE_TEXT: Final = "The style’s text is empty; write what the style adds to a prompt."
STYLE_TEXT_TOO_LONG: Final = f"A style’s text can have at most {MAX_STYLE_LENGTH} characters; please shorten it."
RESERVED_STYLE_NAME: Final = "“none” already means “no style”; please choose another name."


class Admin(commands.Cog):
    """Changes what a server has of its own."""

    admin = app_commands.Group(
        name="admin",
        description="Manage Easel on this server",
        default_permissions=Permissions(manage_guild=True),
        guild_only=True,
    )
    style = app_commands.Group(name="style", description="Manage this server’s own styles", parent=admin)

    def __init__(self, bot: Easel) -> None:
        self.bot = bot
        self.channel_rules = ChannelRulesCommands(bot)
        self.role_rules = RoleRulesCommands(bot)
        self.server_setup = ServerSetup(bot)
        self.diagnostics = ServerDiagnostics(bot)

    # ── where and who ────────────────────────────────────────────────────────────────────────────────────────────────

    @admin.command(description="Set who can request pictures in a channel, and how; without options, show all settings")
    @app_commands.describe(
        channel="The channel; this one by default",
        mode="Who can request pictures there",
        model="Models allowed there, separated by commas; all allows every model",
        private_only="Show pictures there only to the member who requests them",
        elsewhere="Apply this to every channel without settings of its own",
    )
    @app_commands.choices(mode=MODE_CHOICES)
    async def channel(
        self,
        interaction: Interaction[Any],
        channel: ChannelOption | None = None,
        mode: str | None = None,
        model: str | None = None,
        private_only: bool | None = None,
        elsewhere: bool = False,
    ) -> None:
        """Change the rules of a channel, or show them all."""
        guild_id = require_manager(interaction)
        decision = ChannelRulesChange(mode=mode, models=model, private_only=private_only)
        await self.channel_rules.set_or_show_channels(interaction, guild_id, channel, decision, elsewhere=elsewhere)

    @channel.autocomplete("model")
    async def complete_model(self, _interaction: Interaction[Any], typed: str) -> list[Choice[str]]:
        """The models, one more than were typed."""
        return suggest_models(typed, self.bot.catalog)

    @admin.command(
        description="Set which roles can request pictures, moderate or have other limits; without options, show them"
    )
    @app_commands.describe(
        role="The role",
        purpose="What the role is for",
        tier="The tier whose limits the role gets",
        remove="Take this away from the role, or from all roles if you name none",
        min_days="Days that members must have been on the server before they can request pictures; 0 for none",
    )
    @app_commands.choices(purpose=PURPOSE_CHOICES)
    async def role(
        self,
        interaction: Interaction[Any],
        role: Role | None = None,
        purpose: str | None = None,
        tier: str | None = None,
        remove: bool = False,
        min_days: Range[int, 0, MAX_MEMBERSHIP_DAYS] | None = None,
    ) -> None:
        """Change who may ask and with which limits, and show it."""
        guild_id = require_manager(interaction)
        decision = RoleDecision(role=role, purpose=purpose, tier=tier, remove=remove, min_days=min_days)
        await self.role_rules.set_or_show_roles(interaction, guild_id, decision)

    @role.autocomplete("tier")
    async def complete_tier(self, _interaction: Interaction[Any], typed: str) -> list[Choice[str]]:
        """The operator's tiers that fit what was typed."""
        names = [name for name in self.bot.service.limits.tiers if typed.strip().casefold() in name]
        return [Choice(name=name, value=name) for name in names[:MAX_CHOICES]]

    @admin.command(description="Show or choose the channel where decisions are posted")
    @app_commands.describe(channel="The channel; Easel must be able to write there", off="True: stop posting decisions")
    async def log(self, interaction: Interaction[Any], channel: TextChannel | None = None, off: bool = False) -> None:
        """Show or change where decisions are posted."""
        await self.channel_rules.set_or_show_mod_channel(interaction, require_manager(interaction), channel, off=off)

    @admin.command(name="setup", description="Set up Easel on this server with a few menus; takes a minute")
    async def set_up(self, interaction: Interaction[Any]) -> None:
        """Show the panel to this person alone."""
        await self.server_setup.open(interaction)

    @admin.command(description="Check what does not work on this server yet, and how to fix it")
    async def check(self, interaction: Interaction[Any]) -> None:
        """Look, and offer to mend what can be mended."""
        await self.diagnostics.open(interaction)

    async def apply_choice(self, interaction: Interaction[Any], choice: setup_view.SetupChoice) -> None:
        """Carry out what was chosen in the panel of the setup."""
        await self.bot.run_guarded(interaction, self.server_setup.choose(interaction, choice))

    async def on_diagnostic_button(
        self, interaction: Interaction[Any], action: diagnostics_panel.DiagnosticAction
    ) -> None:
        """Look again, or mend."""
        await self.bot.run_guarded(interaction, self.diagnostics.press(interaction, action))

    # ── styles ───────────────────────────────────────────────────────────────────────────────────────────────────────

    @style.command(description="Add a style to this server, or change one")
    @app_commands.describe(
        name="The name members choose: lower-case letters, digits, - and _",
        text="Words to add to the prompt; {prompt} marks where the prompt goes, at the start by default",
    )
    async def add(
        self,
        interaction: Interaction[Any],
        name: Range[str, 1, MAX_STYLE_NAME_LENGTH],
        text: Range[str, 1, MAX_STYLE_LENGTH],
    ) -> None:
        """Remember the style, and say how it is chosen."""
        guild_id = require_manager(interaction)
        style = _build_style(name, text)
        await replies.with_ack(interaction, self.bot.service.styles.put(guild_id, style))
        await replies.reply_ephemeral(interaction, panel.style_added_view(style))

    @style.command(description="Remove one of this server’s styles")
    @app_commands.describe(name="The style")
    async def remove(self, interaction: Interaction[Any], name: str) -> None:
        """Forget the style."""
        guild_id, name = require_manager(interaction), name.strip().lower()
        if not await replies.with_ack(interaction, self.bot.service.styles.remove(guild_id, name)):
            raise Gone(
                f"This server has no style “{sanitize_line(name, 40)}” of its own; /admin style list shows its styles."
            )
        await replies.reply_ephemeral(interaction, panel.style_removed_view(name))

    @style.command(name="list", description="Show this server’s own styles")
    async def list_styles(self, interaction: Interaction[Any]) -> None:
        """Show them to whoever asks."""
        styles, guild_id = self.bot.service.styles, require_manager(interaction)
        await replies.reply_ephemeral(
            interaction, panel.style_list_view(styles.list_guild_styles(guild_id), styles.available_in(guild_id))
        )

    @add.autocomplete("name")
    @remove.autocomplete("name")
    async def complete_style_name(self, interaction: Interaction[Any], typed: str) -> list[Choice[str]]:
        """This server's own styles that fit what was typed, from memory."""
        own = self.bot.service.styles.list_guild_styles(interaction.guild_id or 0)
        names = [style.name for style in own if typed.strip().lower() in style.name]
        return [Choice(name=name, value=name) for name in names[:MAX_CHOICES]]


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


async def setup(bot: Easel) -> None:
    """Add the commands, and answer their panels."""
    setup_view.register(bot)
    diagnostics_panel.register(bot)
    await bot.add_cog(Admin(bot))
