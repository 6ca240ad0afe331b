"""The panel of /admin setup: the current settings of a server, each with a control that changes it."""

import re
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from typing import Final, NamedTuple

from discord import ButtonStyle, ChannelType, Guild, SelectOption, ui

from bot.domain.channel_rules import (
    common_mode,
    is_open_by_default,
    list_channel_modes,
    list_closed_channels,
    list_open_channels,
    list_review_reasons,
)
from bot.domain.presets import Preset, matching_preset
from bot.domain.server_rules import MAX_ROLES_PER_PURPOSE, ChannelMode, FlaggedAction, SafetyMode, ServerRules
from bot.ui.admin.diagnostics_panel import DiagnosticAction, diagnostic_button
from bot.ui.channel_permissions import RequestChannel, describe_channel_problem, fix_hint, missing_permissions
from bot.ui.components import Component, Interaction, selected_values
from bot.ui.layout import Layout, Row

MAX_SELECTED_CHANNELS: Final = 25
"""Channels that one select can have selected (Discord, Select Menu Structure)."""
OPERATOR_DEFAULT: Final = "operator"
"""The value of the choice that keeps the operator's safety check."""
_MAX_NAMED_CHANNELS: Final = 10
"""Channels that one sentence mentions."""
_CHANNEL_TYPES: Final = [
    *(ChannelType.text, ChannelType.news, ChannelType.forum),
    *(ChannelType.voice, ChannelType.stage_voice),
]


class SetupField(StrEnum):
    """The settings in the panel. The values are part of the ``custom_id`` of existing panels and must not change."""

    MOD_CHANNEL = "log"
    PRESET = "kind"
    CHANNELS = "where"
    MODE = "how"
    MODERATORS = "moderators"
    FLAGGED = "flagged"
    SAFETY = "safety"
    AUTOMOD = "automod"
    EDITS = "edits"


FIELD_TITLES: Final = {
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
FIELD_CHOICES: Final[Mapping[SetupField, Mapping[str, str]]] = {
    SetupField.PRESET: {Preset.SCHOOL: "a school", Preset.ART: "an art community", Preset.ADULTS: "adults only"},
    SetupField.MODE: {
        ChannelMode.OPEN: "open to everyone",
        ChannelMode.APPROVAL: "checked by moderators first",
        ChannelMode.MODERATORS: "only for moderators",
    },
    SetupField.FLAGGED: {
        FlaggedAction.SPOILER: "behind a spoiler",
        FlaggedAction.HOLD: "moderators decide",
        FlaggedAction.RESTRICTED: "only in 18+ channels",
        FlaggedAction.REFUSE: "not shown",
    },
    SetupField.SAFETY: {
        OPERATOR_DEFAULT: "as the operator set it",
        SafetyMode.FAST: "on",
        SafetyMode.NONE: "off",
    },
}
"""The options of each select: the label by value. Phones show about 40 characters of a label with its title."""
_DESCRIPTIONS: Final[Mapping[str, str]] = {
    Preset.SCHOOL: "Moderators check every picture; flagged ones are not shown; nobody edits others’ pictures",
    Preset.ART: "Everyone can request pictures; flagged pictures are behind a spoiler",
    Preset.ADULTS: "Everyone can request pictures; flagged ones are shown only in age-restricted channels",
    ChannelMode.APPROVAL: "Everyone can request pictures; they are shown once a moderator approves them",
    FlaggedAction.HOLD: "They are shown once a moderator approves them",
    FlaggedAction.RESTRICTED: "They are shown only in channels that Discord restricts by age",
}
"""The descriptions below the options, by their values."""
_MIXED_PLACEHOLDERS: Final = {
    SetupField.PRESET: f"{FIELD_TITLES[SetupField.PRESET]}: your own settings",
    SetupField.MODE: f"{FIELD_TITLES[SetupField.MODE]}: differs between channels",
}
"""Placeholders for the selects whose current setting can match none of the options."""


class SetupChoice(NamedTuple):
    """A choice in the panel; ``shown_ids`` are the channels or roles that it showed as selected before this choice."""

    field: SetupField
    values: tuple[str, ...]
    shown_ids: frozenset[int] = frozenset()


class SetupItem(
    Component[SetupChoice],
    template=re.compile(rf"easel:setup:(?P<field>{'|'.join(SetupField)})(?::(?P<value>on|off))?"),
):
    """A select or a button of the panel; it changes the server where it is used."""

    def read(self, interaction: Interaction) -> SetupChoice:
        field, value = self.match.group("field", "value")
        values = selected_values(interaction) if value is None else (value,)
        before = self.item.default_values if isinstance(self.item, ui.ChannelSelect | ui.RoleSelect) else ()
        return SetupChoice(SetupField(field), values, frozenset(selected.id for selected in before))


def setup_view(rules: ServerRules, guild: Guild, *, refusal: str | None = None) -> Layout:
    """The panel with the current settings; ``refusal`` is why the last choice was not applied."""
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
            diagnostic_button(DiagnosticAction.CHECK),
        ),
    )


def _field_text(field: SetupField, text: str) -> ui.TextDisplay[Layout]:
    return ui.TextDisplay(f"**{FIELD_TITLES[field]}**{text}")


def _header(rules: ServerRules, guild: Guild, refusal: str | None) -> str:
    lines = ["## 🎨 Easel on this server"]
    if refusal is not None:
        lines.append(f"⛔ {refusal}")
    if channel_problem := describe_channel_problem(guild, rules.log_channel):
        explanation = f"{channel_problem}: {fix_hint(guild, rules.log_channel)}."
        if list_review_reasons(rules):
            explanation += " Pictures on this server wait for approval, and no moderator can see them!"
        lines.append(f"⚠️ **Choose a moderators’ channel first.** {explanation}")
    lines.append("-# Changes take effect immediately. The kind of server sets the rest; then change what you like.")
    return "\n".join(lines)


def _channels_text(rules: ServerRules, guild: Guild) -> str:
    if not list_channel_modes(rules):
        return "nowhere. Choose channels, or choose an option below to allow it everywhere"
    if is_open_by_default(rules):
        closed = list_closed_channels(rules)
        exceptions = f", but not in {_mention_channels(closed)}" if closed else ""
        return f"everywhere{exceptions}. If you choose channels, all others are off"
    open_channels = list_open_channels(rules)
    text = "only in these channels. If you choose none, it is everywhere"
    if len(open_channels) > MAX_SELECTED_CHANNELS:
        text = f"in {len(open_channels)} channels, too many for this list: /admin channel shows them all"
    return f"{text}{_permissions_warning(open_channels, guild)}"


def _permissions_warning(channel_ids: Iterable[int], guild: Guild) -> str:
    channels = filter(None, map(guild.get_channel, channel_ids))
    lacking = [each.id for each in channels if isinstance(each, RequestChannel) and missing_permissions(each)]
    return f"\n⚠️ Easel lacks permissions in {_mention_channels(lacking)}: see “Check”" if lacking else ""


def _mention_channels(channels: Sequence[int]) -> str:
    more = f" and {len(channels) - _MAX_NAMED_CHANNELS} more" if len(channels) > _MAX_NAMED_CHANNELS else ""
    return f"{', '.join(f'<#{channel}>' for channel in channels[:_MAX_NAMED_CHANNELS])}{more}"


# The default values of selects are channels and roles that still exist; Discord accepts no others.


def _mod_channel_row(rules: ServerRules, guild: Guild) -> Row:
    channel = guild.get_channel(rules.log_channel or 0)
    select: ui.ChannelSelect[Layout] = ui.ChannelSelect(
        custom_id=_custom_id(SetupField.MOD_CHANNEL),
        channel_types=[ChannelType.text],
        placeholder="A channel that only moderators can read",
        min_values=0,
        default_values=[] if channel is None else [channel],
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
        default_values=[each for each in map(guild.get_channel, chosen[:MAX_SELECTED_CHANNELS]) if each is not None],
        disabled=len(chosen) > MAX_SELECTED_CHANNELS,
    )
    return Row(SetupItem(select))


def _moderator_roles_row(rules: ServerRules, guild: Guild) -> Row:
    select: ui.RoleSelect[Layout] = ui.RoleSelect(
        custom_id=_custom_id(SetupField.MODERATORS),
        placeholder="No additional role",
        min_values=0,
        max_values=MAX_ROLES_PER_PURPOSE,
        default_values=[*filter(None, map(guild.get_role, rules.moderators))],
    )
    return Row(SetupItem(select))


def _choice_row(field: SetupField, chosen: str | None) -> Row:
    options = [
        SelectOption(
            label=f"{FIELD_TITLES[field]}: {label}",
            value=value,
            description=_DESCRIPTIONS.get(value),
            default=value == chosen,
        )
        for value, label in FIELD_CHOICES[field].items()
    ]
    placeholder = _MIXED_PLACEHOLDERS.get(field)
    select: ui.Select[Layout] = ui.Select(custom_id=_custom_id(field), placeholder=placeholder, options=options)
    return Row(SetupItem(select))


def _toggle_button(field: SetupField, *, on: bool) -> SetupItem:
    """A button with the new value in its ``custom_id``, so that two simultaneous presses have the same effect."""
    current, new, style = ("on", "off", ButtonStyle.success) if on else ("off", "on", ButtonStyle.secondary)
    label = f"{FIELD_TITLES[field]}: {current}"
    return SetupItem(ui.Button(label=label, style=style, custom_id=f"{_custom_id(field)}:{new}"))


def _custom_id(field: SetupField) -> str:
    return f"easel:setup:{field}"
