"""The panel of /admin setup: the current settings of a server, each with a control that changes it."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from types import MappingProxyType
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
from bot.localization.languages import NATIVE_NAMES, Language, find_language
from bot.localization.lists import first_texts, join_with_and
from bot.localization.messages import Message, Sentence, text
from bot.ui.admin.diagnostics_panel import DiagnosticAction, diagnostic_button
from bot.ui.channel_permissions import RequestChannel, find_channel_problem, missing_permissions
from bot.ui.components import Component, Interaction, selected_values
from bot.ui.layout import Layout, Row

MAX_SELECTED_CHANNELS: Final = 25
"""Channels that one select can have selected (Discord, Select Menu Structure)."""
OPERATOR_DEFAULT: Final = "operator"
"""The value of the choice that keeps the operator's safety check."""
AS_AT_DISCORD: Final = "discord"
"""The value of the choice that keeps the language that the server has at Discord."""
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
    LANGUAGE = "language"


FIELD_VALUES: Final[Mapping[SetupField, Sequence[str]]] = {
    SetupField.PRESET: tuple(Preset),
    SetupField.MODE: (ChannelMode.OPEN, ChannelMode.APPROVAL, ChannelMode.MODERATORS),
    SetupField.FLAGGED: (
        *(FlaggedAction.SPOILER, FlaggedAction.HOLD),
        *(FlaggedAction.RESTRICTED, FlaggedAction.REFUSE),
    ),
    SetupField.SAFETY: (OPERATOR_DEFAULT, SafetyMode.FAST, SafetyMode.NONE),
    SetupField.LANGUAGE: (AS_AT_DISCORD, *Language),
}
"""The values of the options of each select."""
_EXPLAINED: Final = frozenset({*Preset, ChannelMode.APPROVAL, FlaggedAction.HOLD, FlaggedAction.RESTRICTED})
"""The options with a description below them."""
_MIXED_PLACEHOLDERS: Final = {
    SetupField.PRESET: Message("placeholder-setup-kind-mixed"),
    SetupField.MODE: Message("placeholder-setup-how-mixed"),
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
        ui.TextDisplay(text("setup-log")),
        _mod_channel_row(rules, guild),
        _choice_row(SetupField.PRESET, matching_preset(rules)),
        ui.TextDisplay(_channels_text(rules, guild)),
        _channels_row(rules, guild),
        _choice_row(SetupField.MODE, common_mode(rules)),
        ui.TextDisplay(text("setup-moderators")),
        _moderator_roles_row(rules, guild),
        _choice_row(SetupField.FLAGGED, rules.flagged),
        _choice_row(SetupField.SAFETY, rules.safety or OPERATOR_DEFAULT),
        _language_row(rules, guild),
        Row(
            _toggle_button(SetupField.AUTOMOD, on=rules.automod),
            _toggle_button(SetupField.EDITS, on=rules.edits),
            diagnostic_button(DiagnosticAction.CHECK),
        ),
    )


def choice_text(field: SetupField, value: str) -> Message:
    """A setting and its value, for an option, a button and the audit log: ``Safety check: on``."""
    if field is SetupField.LANGUAGE and value != AS_AT_DISCORD:
        return Message("item-setup-language", language=NATIVE_NAMES[Language(value)])
    if field in {SetupField.AUTOMOD, SetupField.EDITS}:
        return Message(f"button-setup-{field}-{value}")
    return Message(f"item-setup-{field}-{value}")


def _header(rules: ServerRules, guild: Guild, refusal: str | None) -> str:
    lines = [text("setup-title")]
    if refusal is not None:
        lines.append(f"⛔ {refusal}")
    if problem := find_channel_problem(guild, rules.log_channel):
        warning = text("setup-log-first", problem=problem.clause, remedy=problem.remedy)
        lines.append(f"{warning} {text('setup-log-pictures-wait')}" if list_review_reasons(rules) else warning)
    lines.append(text("setup-note"))
    return "\n".join(lines)


def _channels_text(rules: ServerRules, guild: Guild) -> str:
    if not list_channel_modes(rules):
        return text("setup-where-nowhere")
    if is_open_by_default(rules):
        if closed := list_closed_channels(rules):
            return text("setup-where-everywhere-but", channels=_mention_channels(closed))
        return text("setup-where-everywhere")
    open_channels = list_open_channels(rules)
    shown = text("setup-where-only")
    if len(open_channels) > MAX_SELECTED_CHANNELS:
        shown = text("setup-where-too-many", count=len(open_channels))
    return "\n".join([shown, *_permissions_warning(open_channels, guild)])


def _permissions_warning(channel_ids: Iterable[int], guild: Guild) -> Iterator[str]:
    channels = filter(None, map(guild.get_channel, channel_ids))
    lacking = [each.id for each in channels if isinstance(each, RequestChannel) and missing_permissions(each)]
    if lacking:
        yield text("setup-where-lacks", channels=_mention_channels(lacking))


def _mention_channels(channels: Sequence[int]) -> Sentence:
    return join_with_and(first_texts([f"<#{channel}>" for channel in channels], _MAX_NAMED_CHANNELS))


# The default values of selects are channels and roles that still exist; Discord accepts no others.


def _mod_channel_row(rules: ServerRules, guild: Guild) -> Row:
    channel = guild.get_channel(rules.log_channel or 0)
    select: ui.ChannelSelect[Layout] = ui.ChannelSelect(
        custom_id=_custom_id(SetupField.MOD_CHANNEL),
        channel_types=[ChannelType.text],
        placeholder=text("placeholder-setup-log"),
        min_values=0,
        default_values=[] if channel is None else [channel],
    )
    return Row(SetupItem(select))


def _channels_row(rules: ServerRules, guild: Guild) -> Row:
    chosen = () if is_open_by_default(rules) else list_open_channels(rules)
    select: ui.ChannelSelect[Layout] = ui.ChannelSelect(
        custom_id=_custom_id(SetupField.CHANNELS),
        channel_types=_CHANNEL_TYPES,
        placeholder=text(
            "placeholder-setup-where-all" if is_open_by_default(rules) else "placeholder-setup-where-none"
        ),
        min_values=0,
        max_values=MAX_SELECTED_CHANNELS,
        default_values=[each for each in map(guild.get_channel, chosen[:MAX_SELECTED_CHANNELS]) if each is not None],
        disabled=len(chosen) > MAX_SELECTED_CHANNELS,
    )
    return Row(SetupItem(select))


def _moderator_roles_row(rules: ServerRules, guild: Guild) -> Row:
    select: ui.RoleSelect[Layout] = ui.RoleSelect(
        custom_id=_custom_id(SetupField.MODERATORS),
        placeholder=text("placeholder-setup-moderators"),
        min_values=0,
        max_values=MAX_ROLES_PER_PURPOSE,
        default_values=[*filter(None, map(guild.get_role, rules.moderators))],
    )
    return Row(SetupItem(select))


def _language_row(rules: ServerRules, guild: Guild) -> Row:
    at_discord = NATIVE_NAMES[find_language(guild.preferred_locale.value)]
    hints = {AS_AT_DISCORD: text("hint-language-at-discord", language=at_discord)}
    return _choice_row(SetupField.LANGUAGE, rules.language or AS_AT_DISCORD, hints)


def _choice_row(field: SetupField, chosen: str | None, hints: Mapping[str, str] = MappingProxyType({})) -> Row:
    """The select of a setting; ``hints`` are descriptions below its options, by value, besides those of all panels."""
    options = [
        SelectOption(
            label=str(choice_text(field, value)),
            value=value,
            description=text(f"hint-setup-{field}-{value}") if value in _EXPLAINED else hints.get(value),
            default=value == chosen,
        )
        for value in FIELD_VALUES[field]
    ]
    mixed = _MIXED_PLACEHOLDERS.get(field)
    placeholder = None if mixed is None else str(mixed)
    select: ui.Select[Layout] = ui.Select(custom_id=_custom_id(field), placeholder=placeholder, options=options)
    return Row(SetupItem(select))


def _toggle_button(field: SetupField, *, on: bool) -> SetupItem:
    """A button with the new value in its ``custom_id``, so that two simultaneous presses have the same effect."""
    current, new, style = ("on", "off", ButtonStyle.success) if on else ("off", "on", ButtonStyle.secondary)
    label = str(choice_text(field, current))
    return SetupItem(ui.Button(label=label, style=style, custom_id=f"{_custom_id(field)}:{new}"))


def _custom_id(field: SetupField) -> str:
    return f"easel:setup:{field}"
