"""``/admin setup``: a panel whose choices take effect immediately."""

from collections.abc import Container
from functools import partial
from typing import Final

from discord import Guild, TextChannel, app_commands
from discord.ext import commands

from bot.discord import replies
from bot.discord.client import Easel, Interaction
from bot.discord.command_texts import command_text
from bot.domain import channel_rules
from bot.domain.channel_rules import ReviewReason, list_review_reasons
from bot.domain.presets import Preset, apply_preset
from bot.domain.server_rules import DEFAULT_RULES, ChannelMode, FlaggedAction, RolePurpose, SafetyMode, ServerRules
from bot.errors import Closed, Forbidden, Gone, Invalid
from bot.localization.languages import Language
from bot.localization.messages import Message
from bot.ui.admin import setup_panel
from bot.ui.admin.setup_panel import (
    AS_AT_DISCORD,
    FIELD_VALUES,
    OPERATOR_DEFAULT,
    SetupChoice,
    SetupField,
    SetupItem,
    choice_text,
)
from bot.ui.admin.welcome import OpenSetupButton
from bot.ui.channel_permissions import RequestChannel
from cogs.admin.channels import RulesChange, require_writable_channel, requiring_mod_channel, set_mod_channel
from cogs.admin.permissions import require_managed_guild, require_readable_automod
from cogs.admin.roles import EVERYONE_ROLE_REFUSED

PANEL_OUTDATED: Final = Message("setup-panel-outdated")
MAX_SNOWFLAKE_DIGITS: Final = 20


class ServerSetup(commands.Cog):
    """Shows the panel, and applies its choices."""

    def __init__(self, bot: Easel) -> None:
        self.services = bot.services
        bot.components.on(SetupItem, self.choose)
        bot.components.on(OpenSetupButton, self.open_from_welcome)

    @app_commands.command(name="setup", description=command_text("command-admin-setup"))
    async def set_up(self, interaction: Interaction) -> None:
        """Show the panel with the present settings to this member only."""
        await self._show(interaction)

    async def open_from_welcome(self, interaction: Interaction, _: None) -> None:
        """Show the panel to a member who pressed the button of the welcome, in a message of its own."""
        await self._show(interaction)

    async def _show(self, interaction: Interaction) -> None:
        guild = require_managed_guild(interaction)
        rules = await replies.with_ack(interaction, self.services.gate.rules(guild.id))
        await replies.reply_ephemeral(interaction, setup_panel.setup_view(rules, guild))

    async def choose(self, interaction: Interaction, choice: SetupChoice) -> None:
        """Apply a choice, and update the panel; a refusal is shown in the panel."""
        guild = require_managed_guild(interaction)
        refusal = None
        try:
            rules = await replies.with_ack(interaction, self._apply_choice(interaction, guild, choice), thinking=False)
        except (Invalid, Forbidden, Closed) as error:
            rules, refusal = await self.services.gate.rules(guild.id), str(error)
        await replies.edit_message(interaction, setup_panel.setup_view(rules, guild, refusal=refusal))

    async def _apply_choice(self, interaction: Interaction, guild: Guild, choice: SetupChoice) -> ServerRules:
        actor_id = interaction.user.id
        if choice.field is SetupField.MOD_CHANNEL:
            return await self._set_mod_channel(guild, actor_id, choice)
        apply, detail = _parse_change(
            guild, choice
        )  # raises Gone for a forged choice, so the lines below need no checks
        if choice.field is SetupField.AUTOMOD and choice.values == ("on",):
            await require_readable_automod(self.services.gate, guild.id)
        reasons = _chosen_review_reasons(choice)
        change = requiring_mod_channel(apply, guild, reasons, in_panel=True)
        rules = await self.services.gate.change_rules(guild.id, change)
        await self.services.audit_log.add_entry(guild.id, actor_id, Message("setup-action"), detail)
        return rules

    async def _set_mod_channel(self, guild: Guild, actor_id: int, choice: SetupChoice) -> ServerRules:
        channel, rules = _chosen_mod_channel(guild, choice), await self.services.gate.rules(guild.id)
        if channel is None and rules.log_channel not in choice.shown_ids:
            return rules  # another channel was set since the panel was shown
        return await set_mod_channel(self.services, guild.id, actor_id, channel)


def _chosen_review_reasons(choice: SetupChoice) -> frozenset[ReviewReason]:
    """Why the choice itself makes pictures wait for moderators."""
    match choice.field, choice.values:
        case SetupField.MODE, (ChannelMode.APPROVAL,):
            return frozenset({ReviewReason.APPROVAL})
        case SetupField.FLAGGED, (FlaggedAction.HOLD,):
            return frozenset({ReviewReason.HOLD})
        case SetupField.PRESET, (kind,):
            return list_review_reasons(apply_preset(DEFAULT_RULES, Preset(kind)))
        case _:
            return frozenset()


def _chosen_mod_channel(guild: Guild, choice: SetupChoice) -> TextChannel | None:
    if not choice.values:
        return None
    channel = guild.get_channel(_parse_id(choice.values[0]))
    if not isinstance(channel, TextChannel):
        raise Gone(PANEL_OUTDATED)
    require_writable_channel(channel)
    return channel


def _parse_change(guild: Guild, choice: SetupChoice) -> tuple[RulesChange, Message]:
    """Parse a choice, which may be forged, into a change of the rules and its text for the audit log; raises Gone."""
    match choice.field:
        case SetupField.CHANNELS:
            return _channels_change(guild, choice)
        case SetupField.MODERATORS:
            return _moderators_change(guild, choice)
        case SetupField.AUTOMOD | SetupField.EDITS:
            value = _single_value(("on", "off"), choice)
            change = partial(ServerRules.model_copy, update={choice.field.value: value == "on"})
            return change, choice_text(choice.field, value)
        case field:
            value = _single_value(FIELD_VALUES[field], choice)
            return _change_for_option(field, value), choice_text(field, value)


def _change_for_option(field: SetupField, value: str) -> RulesChange:
    match field:
        case SetupField.PRESET:
            return partial(apply_preset, preset=Preset(value))
        case SetupField.MODE:
            return partial(channel_rules.set_mode_everywhere, mode=ChannelMode(value))
        case SetupField.FLAGGED:
            return partial(ServerRules.model_copy, update={"flagged": FlaggedAction(value)})
        case SetupField.LANGUAGE:
            language = None if value == AS_AT_DISCORD else Language(value)
            return partial(ServerRules.model_copy, update={"language": language})
        case _:
            safety = None if value == OPERATOR_DEFAULT else SafetyMode(value)
            return partial(ServerRules.model_copy, update={"safety": safety})


def _channels_change(guild: Guild, choice: SetupChoice) -> tuple[RulesChange, Message]:
    channels = [guild.get_channel(_parse_id(value)) for value in choice.values]
    if not all(isinstance(channel, RequestChannel) for channel in channels):
        raise Gone(PANEL_OUTDATED)
    chosen = frozenset(channel.id for channel in channels if channel)
    names = ", ".join(channel.name for channel in channels if channel)
    change = partial(channel_rules.restrict_to, previously_chosen=choice.shown_ids, chosen=chosen)
    return change, Message("setup-where-detail", channels=names) if names else Message("setup-where-detail-all")


def _moderators_change(guild: Guild, choice: SetupChoice) -> tuple[RulesChange, Message]:
    roles = [guild.get_role(_parse_id(value)) for value in choice.values]
    if not all(roles):
        raise Gone(PANEL_OUTDATED)
    chosen = {role.id: role.name for role in roles if role}
    if guild.id in chosen:
        raise Invalid(EVERYONE_ROLE_REFUSED)

    def change(rules: ServerRules) -> ServerRules:
        """Add and remove only what differs from the panel, to keep changes that others made since it was shown."""
        for role_id in choice.shown_ids.difference(chosen):
            rules = rules.without_role(RolePurpose.MODERATE, role_id)
        for role_id in chosen:
            if role_id not in choice.shown_ids:
                rules = rules.with_role(RolePurpose.MODERATE, role_id)
        return rules

    if not chosen:
        return change, Message("setup-moderators-detail-none")
    return change, Message("setup-moderators-detail", roles=", ".join(chosen.values()))


def _single_value(offered: Container[str], choice: SetupChoice) -> str:
    if len(choice.values) != 1 or choice.values[0] not in offered:
        raise Gone(PANEL_OUTDATED)
    return choice.values[0]


def _parse_id(value: str) -> int:
    if not (value.isascii() and value.isdecimal() and len(value) <= MAX_SNOWFLAKE_DIGITS):
        raise Gone(PANEL_OUTDATED)
    return int(value)
