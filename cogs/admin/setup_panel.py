"""``/admin setup``: a server is set up by choosing from lists; each choice holds at once."""

from collections.abc import Callable, Container
from functools import partial
from typing import Any, Final

from discord import Guild, TextChannel, app_commands
from discord.ext import commands

from bot.discord import replies
from bot.discord.client import Easel, Interaction
from bot.domain import channel_rules
from bot.domain.channel_rules import ReviewReason, review_reasons
from bot.domain.presets import Preset, apply_preset
from bot.domain.server_rules import DEFAULT_RULES, ChannelMode, FlaggedAction, RolePurpose, SafetyMode, ServerRules
from bot.errors import Closed, Forbidden, Gone, Invalid
from bot.ui.admin import setup_panel
from bot.ui.admin.setup_panel import FIELD_CHOICES, FIELD_TITLES, OPERATOR_DEFAULT, SetupChoice, SetupField, SetupItem
from bot.ui.channel_permissions import AskableChannel
from cogs.admin.channels import require_mod_channel, require_writable_channel, set_mod_channel
from cogs.admin.permissions import require_managed_guild, require_readable_automod
from cogs.admin.roles import EVERYONE_ROLE_REFUSED

PANEL_OUTDATED: Final = "This panel no longer works; /admin setup opens a new one."
MAX_SNOWFLAKE_DIGITS: Final = 20
"""Digits of a snowflake."""
RulesChange = Callable[[ServerRules], ServerRules]


class ServerSetup(commands.Cog):
    """Shows the panel, and carries out what is chosen there."""

    def __init__(self, bot: Easel) -> None:
        self.bot = bot
        bot.components.on(SetupItem, self.choose)

    @app_commands.command(name="setup", description="Set up Easel on this server with a few menus; takes a minute")
    async def set_up(self, interaction: Interaction) -> None:
        """Show what is in force, to this person alone."""
        guild = require_managed_guild(interaction)
        rules = await replies.with_ack(interaction, self.bot.gate.rules(guild.id))
        await replies.reply_ephemeral(interaction, setup_panel.setup_view(rules, guild))

    async def choose(self, interaction: Interaction, choice: SetupChoice) -> None:
        """Make it so and show what is in force then; what cannot be is said in the panel."""
        guild = require_managed_guild(interaction)
        refused = None
        try:
            rules = await replies.with_ack(interaction, self._apply_choice(interaction, guild, choice), thinking=False)
        except (Invalid, Forbidden, Closed) as error:
            rules, refused = await self.bot.gate.rules(guild.id), str(error)
        await replies.edit_message(interaction, setup_panel.setup_view(rules, guild, refusal=refused))

    async def _apply_choice(self, interaction: Interaction, guild: Guild, choice: SetupChoice) -> ServerRules:
        by_id = interaction.user.id
        if choice.field is SetupField.MOD_CHANNEL:
            return await self._set_mod_channel(guild, by_id, choice)
        by, said = _parse_change(guild, choice)  # refuses what is forged, so that the rest of this need not
        must = _chosen_review_reasons(choice)
        if choice.field is SetupField.AUTOMOD and choice.values == ("on",):
            await require_readable_automod(self.bot, guild.id)

        def change(rules: ServerRules) -> ServerRules:
            now = by(rules)
            require_mod_channel(guild, rules, now, chosen_reasons=must, settings_hint="in the list below")
            return now

        rules = await self.bot.gate.change_rules(guild.id, change)
        await self.bot.audit_log.add_entry(guild.id, by_id, "Set up", f"{FIELD_TITLES[choice.field]}: {said}")
        return rules

    async def _set_mod_channel(self, guild: Guild, by_id: int, choice: SetupChoice) -> ServerRules:
        place, rules = _chosen_mod_channel(guild, choice), await self.bot.gate.rules(guild.id)
        if place is None and rules.log_channel not in choice.shown_ids:
            return rules  # what was given up is not what is in force by now
        return await set_mod_channel(self.bot, guild.id, by_id, place)


def _chosen_review_reasons(choice: SetupChoice) -> frozenset[ReviewReason]:
    """What the choice itself asks moderators to do."""
    match choice.field, choice.values:
        case SetupField.MODE, (ChannelMode.APPROVAL,):
            return frozenset({ReviewReason.APPROVAL})
        case SetupField.FLAGGED, (FlaggedAction.HOLD,):
            return frozenset({ReviewReason.HOLD})
        case SetupField.PRESET, (kind,):
            return review_reasons(apply_preset(DEFAULT_RULES, Preset(kind)))
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


def _parse_change(guild: Guild, choice: SetupChoice) -> tuple[RulesChange, str]:
    """What becomes of the rules, and the choice in words for the record; everything in it may be forged."""
    match choice.field:
        case SetupField.CHANNELS:
            return _channels_change(guild, choice)
        case SetupField.MODERATORS:
            return _moderators_change(guild, choice)
        case SetupField.AUTOMOD | SetupField.EDITS:
            on = _single_value(("on", "off"), choice) == "on"
            change = (
                partial(_updated, automod=on) if choice.field is SetupField.AUTOMOD else partial(_updated, edits=on)
            )
            return change, "on" if on else "off"
        case field:
            value = _single_value(FIELD_CHOICES[field], choice)
            return _change_for_option(field, value), FIELD_CHOICES[field][value]


def _change_for_option(field: SetupField, value: str) -> RulesChange:
    match field:
        case SetupField.PRESET:
            return partial(apply_preset, preset=Preset(value))
        case SetupField.MODE:
            return partial(channel_rules.set_mode_everywhere, mode=ChannelMode(value))
        case SetupField.FLAGGED:
            return partial(_updated, flagged=FlaggedAction(value))
        case _:
            return partial(_updated, safety=None if value == OPERATOR_DEFAULT else SafetyMode(value))


def _channels_change(guild: Guild, choice: SetupChoice) -> tuple[RulesChange, str]:
    channels = [guild.get_channel(_parse_id(value)) for value in choice.values]
    if not all(isinstance(channel, AskableChannel) for channel in channels):
        raise Gone(PANEL_OUTDATED)
    chosen = frozenset(channel.id for channel in channels if channel)
    names = ", ".join(channel.name for channel in channels if channel)
    return partial(
        channel_rules.restrict_to, previously_chosen=choice.shown_ids, chosen=chosen
    ), f"only {names}" if names else "everywhere"


def _moderators_change(guild: Guild, choice: SetupChoice) -> tuple[RulesChange, str]:
    roles = [guild.get_role(_parse_id(value)) for value in choice.values]
    if not all(roles):
        raise Gone(PANEL_OUTDATED)
    chosen = {role.id: role.name for role in roles if role}
    if guild.id in chosen:
        raise Invalid(EVERYONE_ROLE_REFUSED)

    def change(rules: ServerRules) -> ServerRules:
        """What others named or took away in the meantime stays so."""
        for role_id in choice.shown_ids.difference(chosen):
            rules = rules.without_role(RolePurpose.MODERATE, role_id)
        for role_id in chosen:
            if role_id not in choice.shown_ids:
                rules = rules.with_role(RolePurpose.MODERATE, role_id)
        return rules

    return change, ", ".join(chosen.values()) or "none"


def _single_value(offered: Container[str], choice: SetupChoice) -> str:
    if len(choice.values) != 1 or choice.values[0] not in offered:
        raise Gone(PANEL_OUTDATED)
    return choice.values[0]


def _parse_id(value: str) -> int:
    if not (value.isascii() and value.isdecimal() and len(value) <= MAX_SNOWFLAKE_DIGITS):
        raise Gone(PANEL_OUTDATED)
    return int(value)


def _updated(rules: ServerRules, **changes: Any) -> ServerRules:
    return rules.model_copy(update=changes)
