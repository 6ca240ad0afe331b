"""The panel of /admin setup: the present settings of a server, each with a control that changes it."""

import re
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from types import MappingProxyType
from typing import Final, NamedTuple

import discord
from discord import ButtonStyle, ChannelType, Guild, SelectDefaultValue, SelectOption, ui

from bot.domain.channel_rules import (
    common_mode,
    is_open_by_default,
    list_closed_channels,
    list_open_channels,
    modes,
    review_reasons,
)
from bot.domain.presets import Preset, matching_preset
from bot.domain.server_rules import MAX_ROLES_PER_PURPOSE, ChannelMode, FlaggedAction, SafetyMode, ServerRules
from bot.ui.admin.diagnostics_panel import DiagnosticAction, diagnostic_button
from bot.ui.channel_permissions import AskableChannel, fix_hint, missing_permissions, problem
from bot.ui.components import Component, Interaction, selected_values
from bot.ui.layout import Layout, Row

MAX_SELECTED_CHANNELS: Final = 25
"""Values in one select (Discord, Select Menu Structure)."""
OPERATOR_DEFAULT: Final = "operator"
"""The value for the operator's own safety check."""
_MAX_NAMED_CHANNELS: Final = 10
"""Channels that are mentioned in one sentence."""
_CHANNEL_TYPES: Final = [
    *(ChannelType.text, ChannelType.news, ChannelType.forum),
    *(ChannelType.voice, ChannelType.stage_voice),
]


class SetupField(StrEnum):
    """The settings of the panel; the values are part of the ``custom_id``."""

    MOD_CHANNEL = "log"
    PRESET = "kind"
    CHANNELS = "where"
    MODE = "how"
    MODERATORS = "moderators"
    FLAGGED = "flagged"
    SAFETY = "safety"
    AUTOMOD = "automod"
    EDITS = "edits"


FIELD_TITLES: Final = MappingProxyType(
    {
        SetupField.MOD_CHANNEL: "Moderators’ channel",
        SetupField.PRESET: "Kind of server",
        SetupField.CHANNELS: "Where members can request pictures",
        SetupField.MODE: "Requests",
        SetupField.MODERATORS: "Roles that moderate",
        SetupField.FLAGGED: "Flagged pictures",
        SetupField.SAFETY: "Safety check",
        SetupField.AUTOMOD: "AutoMod’s words",
        SetupField.EDITS: "Others can edit pictures",
    }
)
FIELD_CHOICES: Final[Mapping[SetupField, Mapping[str, str]]] = MappingProxyType(
    {
        SetupField.PRESET: {
            Preset.SCHOOL: "a school",
            Preset.ART: "an art community",
            Preset.ADULTS: "adults only",
        },
        SetupField.MODE: {
            ChannelMode.OPEN: "open to everyone",
            ChannelMode.APPROVAL: "open to everyone, moderators check pictures first",
            ChannelMode.MODERATORS: "only for moderators",
        },
        SetupField.FLAGGED: {
            FlaggedAction.SPOILER: "behind a spoiler",
            FlaggedAction.HOLD: "moderators check them first",
            FlaggedAction.RESTRICTED: "only in age-restricted channels",
            FlaggedAction.REFUSE: "not shown",
        },
        SetupField.SAFETY: {
            OPERATOR_DEFAULT: "as the bot’s operator set it",
            SafetyMode.FAST: "on",
            SafetyMode.NONE: "off",
        },
    }
)
"""The options of the selects: values, and labels for people."""
_PRESET_DESCRIPTIONS: Final = MappingProxyType(
    {
        Preset.SCHOOL: "Moderators check every picture; flagged ones are not shown; nobody edits others’ pictures",
        Preset.ART: "Everyone can request pictures; flagged pictures are behind a spoiler",
        Preset.ADULTS: "Everyone can request pictures; flagged ones are shown only in age-restricted channels",
    }
)
"""The descriptions below the kinds of servers."""
_MIXED_PLACEHOLDERS: Final = MappingProxyType(
    {
        SetupField.PRESET: f"{FIELD_TITLES[SetupField.PRESET]}: custom; choose one to start from",
        SetupField.MODE: f"{FIELD_TITLES[SetupField.MODE]}: differs between channels",
    }
)
"""The placeholders of selects that may have no present option."""


class SetupChoice(NamedTuple):
    """A choice in the panel; ``shown_ids`` are the ids that were selected in the panel before."""

    field: SetupField
    values: tuple[str, ...]
    shown_ids: frozenset[int] = frozenset()


class SetupItem(
    Component[SetupChoice],
    template=re.compile(rf"easel:setup:(?P<field>{'|'.join(SetupField)})(?::(?P<value>on|off))?"),
):
    """A select or a button of the panel; it changes the server where it is used."""

    def read(self, interaction: Interaction) -> SetupChoice:
        """Parse the new values, and the ids that the panel showed as selected."""
        field, value = self.match.group("field", "value")
        values = selected_values(interaction) if value is None else (value,)
        before = self.item.default_values if isinstance(self.item, ui.ChannelSelect | ui.RoleSelect) else ()
        return SetupChoice(SetupField(field), values, frozenset(one.id for one in before))


def setup_view(rules: ServerRules, guild: Guild, *, refusal: str | None = None) -> Layout:
    """The panel with the present settings; ``refusal`` is why the last choice was not applied."""
    return Layout(
        ui.TextDisplay(_header(rules, guild, refusal)),
        _field_text(SetupField.MOD_CHANNEL, ": reports, approvals and decisions are posted here"),
        _mod_channel_row(rules, guild),
        _choice_row(SetupField.PRESET, matching_preset(rules)),
        _field_text(SetupField.CHANNELS, f": {_channels_text(rules, guild)}"),
        _channels_row(rules, guild),
        _choice_row(SetupField.MODE, common_mode(rules)),
        _field_text(SetupField.MODERATORS, ", besides everyone who can manage messages"),
        _moderator_roles_row(rules, guild),
        _choice_row(SetupField.FLAGGED, rules.flagged),
        _choice_row(SetupField.SAFETY, rules.safety or OPERATOR_DEFAULT),
        Row(
            _toggle_button(SetupField.AUTOMOD, on=rules.automod),
            _toggle_button(SetupField.EDITS, on=rules.edits),
            diagnostic_button(DiagnosticAction.RUN),
        ),
    )


def _field_text(field: SetupField, text: str) -> ui.TextDisplay[Layout]:
    return ui.TextDisplay(f"**{FIELD_TITLES[field]}**{text}")


def _header(rules: ServerRules, guild: Guild, refusal: str | None) -> str:
    why = problem(guild, rules.log_channel)
    lines = ["## 🎨 Easel on this server"]
    if refusal is not None:
        lines.append(f"⛔ {refusal}")
    if why is not None:
        remedy = f"{why}: {fix_hint(guild, rules.log_channel)}."
        if review_reasons(rules):
            remedy += " Pictures on this server wait for approval, and no moderator can see them!"
        lines.append(f"⚠️ **Choose a moderators’ channel first.** {remedy}")
    lines.append("-# Changes take effect immediately. The kind of server sets the rest; then change what you like.")
    return "\n".join(lines)


def _channels_text(rules: ServerRules, guild: Guild) -> str:
    if not modes(rules):
        return "nowhere. Choose channels, or choose an option below to allow it everywhere"
    if is_open_by_default(rules):
        closed = list_closed_channels(rules)
        exceptions = f", but not in {_mention_channels(closed)}" if closed else ""
        return f"everywhere{exceptions}. If you choose channels, all others are off"
    open_channels = list_open_channels(rules)
    count = len(open_channels)
    text = (
        f"in {count} channels, too many for this list: /admin channel shows them all"
        if count > MAX_SELECTED_CHANNELS
        else "only in these channels. If you choose none, it is everywhere"
    )
    return f"{text}{_permissions_warning(open_channels, guild)}"


def _permissions_warning(channel_ids: Iterable[int], guild: Guild) -> str:
    channels = filter(None, map(guild.get_channel, channel_ids))
    lacking = [one.id for one in channels if isinstance(one, AskableChannel) and missing_permissions(one)]
    return f"\n⚠️ Easel lacks permissions in {_mention_channels(lacking)}: see “Check”" if lacking else ""


def _mention_channels(channels: Sequence[int]) -> str:
    more = f" and {len(channels) - _MAX_NAMED_CHANNELS} more" if len(channels) > _MAX_NAMED_CHANNELS else ""
    return f"{', '.join(f'<#{channel}>' for channel in channels[:_MAX_NAMED_CHANNELS])}{more}"


def _mod_channel_row(rules: ServerRules, guild: Guild) -> Row:
    chosen = [] if rules.log_channel is None else [rules.log_channel]
    select: ui.ChannelSelect[Layout] = ui.ChannelSelect(
        custom_id=_custom_id(SetupField.MOD_CHANNEL),
        channel_types=[ChannelType.text],
        placeholder="A channel that only moderators can read",
        min_values=0,
        default_values=_default_channels(chosen, guild),
    )
    return Row(SetupItem(select))


def _channels_row(rules: ServerRules, guild: Guild) -> Row:
    chosen = () if is_open_by_default(rules) else list_open_channels(rules)
    select: ui.ChannelSelect[Layout] = ui.ChannelSelect(
        custom_id=_custom_id(SetupField.CHANNELS),
        channel_types=_CHANNEL_TYPES,
        placeholder="Every channel" if is_open_by_default(rules) else "No channel",
        min_values=0,
        max_values=MAX_SELECTED_CHANNELS,
        default_values=_default_channels(chosen[:MAX_SELECTED_CHANNELS], guild),
        disabled=len(chosen) > MAX_SELECTED_CHANNELS,
    )
    return Row(SetupItem(select))


def _moderator_roles_row(rules: ServerRules, guild: Guild) -> Row:
    existing = [role for role in rules.moderators if guild.get_role(role) is not None]
    select: ui.RoleSelect[Layout] = ui.RoleSelect(
        custom_id=_custom_id(SetupField.MODERATORS),
        placeholder="No additional role",
        min_values=0,
        max_values=MAX_ROLES_PER_PURPOSE,
        default_values=[SelectDefaultValue(id=role, type=discord.SelectDefaultValueType.role) for role in existing],
    )
    return Row(SetupItem(select))


def _default_channels(channels: Iterable[int], guild: Guild) -> list[SelectDefaultValue]:
    """The selected channels; Discord accepts only existing ones."""
    kind = discord.SelectDefaultValueType.channel
    return [SelectDefaultValue(id=one, type=kind) for one in channels if guild.get_channel(one) is not None]


def _choice_row(field: SetupField, chosen: str | None) -> Row:
    select: ui.Select[Layout] = ui.Select(
        custom_id=_custom_id(field),
        placeholder=_MIXED_PLACEHOLDERS.get(field),
        options=[
            SelectOption(
                label=f"{FIELD_TITLES[field]}: {label}"[:100],
                value=value,
                description=_PRESET_DESCRIPTIONS[Preset(value)] if field is SetupField.PRESET else None,
                default=value == chosen,
            )
            for value, label in FIELD_CHOICES[field].items()
        ],
    )
    return Row(SetupItem(select))


def _toggle_button(field: SetupField, *, on: bool) -> SetupItem:
    """A button whose ``custom_id`` contains the new value, so that two simultaneous presses have the same effect."""
    style = ButtonStyle.success if on else ButtonStyle.secondary
    value = "off" if on else "on"
    label = f"{FIELD_TITLES[field]}: {'on' if on else 'off'}"
    return SetupItem(ui.Button(label=label, style=style, custom_id=f"{_custom_id(field)}:{value}"))


def _custom_id(field: SetupField) -> str:
    return f"easel:setup:{field}"
