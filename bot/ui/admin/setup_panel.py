"""The panel that sets a server up: what is in force, each where it can be changed."""

import re
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from types import MappingProxyType
from typing import Any, Final, NamedTuple, Protocol, Self, cast

import discord
from discord import ButtonStyle, ChannelType, Guild, Interaction, SelectDefaultValue, SelectOption, ui

from bot.domain.channel_rules import closed_in, everywhere, open_in, waits, way, ways
from bot.domain.presets import Preset, preset_of
from bot.domain.server_rules import MOST_ROLES, ChannelMode, Flagged, SafetyMode, ServerRules
from bot.ui.admin.diagnostics_panel import Check, CheckButton
from bot.ui.channel_permissions import Room, lacking, remedy, trouble
from bot.ui.layout import Layout

MOST_CHANNELS: Final = 25
"""Values of a select (Discord, Select Menu Structure)."""
OPERATOR: Final = "operator"
"""Stands for the content check that the operator chose."""
_SHOWN: Final = 10
"""Channels that are named in a sentence."""
_COG: Final = "Admin"
_KINDS: Final = [
    *(ChannelType.text, ChannelType.news, ChannelType.forum),
    *(ChannelType.voice, ChannelType.stage_voice),
]


class Field(StrEnum):
    """What the panel changes; the values stand in ``custom_id``."""

    LOG = "log"
    KIND = "kind"
    WHERE = "where"
    HOW = "how"
    MODERATORS = "moderators"
    FLAGGED = "flagged"
    SAFETY = "safety"
    AUTOMOD = "automod"
    EDITS = "edits"


TITLES: Final = MappingProxyType(
    {
        Field.LOG: "Moderators’ channel",
        Field.KIND: "Kind of server",
        Field.WHERE: "Where members can request pictures",
        Field.HOW: "Requests",
        Field.MODERATORS: "Roles that moderate",
        Field.FLAGGED: "Flagged pictures",
        Field.SAFETY: "Safety check",
        Field.AUTOMOD: "AutoMod’s words",
        Field.EDITS: "Others can edit pictures",
    }
)
OFFERS: Final[Mapping[Field, Mapping[str, str]]] = MappingProxyType(
    {
        Field.KIND: {
            Preset.SCHOOL: "a school",
            Preset.ART: "an art community",
            Preset.ADULTS: "adults only",
        },
        Field.HOW: {
            ChannelMode.OPEN: "open to everyone",
            ChannelMode.APPROVAL: "open to everyone, moderators check pictures first",
            ChannelMode.MODERATORS: "only for moderators",
        },
        Field.FLAGGED: {
            Flagged.SPOILER: "behind a spoiler",
            Flagged.HOLD: "moderators check them first",
            Flagged.RESTRICTED: "only in age-restricted channels",
            Flagged.REFUSE: "not shown",
        },
        Field.SAFETY: {
            OPERATOR: "as the bot’s operator set it",
            SafetyMode.FAST: "on",
            SafetyMode.NONE: "off",
        },
    }
)
"""What the selects offer: values, and words for people."""
_MEANT: Final = MappingProxyType(
    {
        Preset.SCHOOL: "Moderators check every picture; flagged ones are not shown; nobody edits others’ pictures",
        Preset.ART: "Everyone can request pictures; flagged pictures are behind a spoiler",
        Preset.ADULTS: "Everyone can request pictures; flagged ones are shown only in age-restricted channels",
    }
)
"""What the kinds of servers stand for, below their names."""
_MIXED: Final = MappingProxyType(
    {
        Field.KIND: f"{TITLES[Field.KIND]}: custom; choose one to start from",
        Field.HOW: f"{TITLES[Field.HOW]}: differs between channels",
    }
)
"""What stands where none of what a select offers is so; of the others one always is."""


class Choice(NamedTuple):
    """What somebody chose; ``shown`` are the ids that the panel showed as chosen before."""

    field: Field
    values: tuple[str, ...]
    shown: frozenset[int] = frozenset()


class Chooses(Protocol):
    """Whoever carries choices out: the cog of the managers."""

    async def choose(self, interaction: Interaction[Any], choice: Choice) -> None:
        """Check who chose, and make it so; every error ends there."""
        ...


class SetupItem(
    ui.DynamicItem[ui.Item[Any]],
    template=re.compile(rf"easel:setup:(?P<field>{'|'.join(Field)})(?::(?P<value>on|off))?"),
):
    """A select or a button of the panel; it is about the server where it is used."""

    def __init__(self, field: Field, item: ui.Item[Any], value: str | None = None) -> None:
        super().__init__(item)
        self.field = field
        self.value = value

    @classmethod
    async def from_custom_id(cls, _interaction: Interaction[Any], item: ui.Item[Any], match: re.Match[str], /) -> Self:
        """The select or button that was used."""
        return cls(Field(match["field"]), item, match["value"])

    async def callback(self, interaction: Interaction[Any]) -> None:
        """Hand it over: neither a view's nor the command tree's error handler ever sees it."""
        data = cast("Mapping[str, Any]", interaction.data or {})
        values = (self.value,) if self.value is not None else tuple(map(str, data.get("values") or ()))
        before = getattr(self.item, "default_values", ())
        choice = Choice(self.field, values, frozenset(one.id for one in before))
        await cast("Chooses", interaction.client.get_cog(_COG)).choose(interaction, choice)


def setup(rules: ServerRules, guild: Guild, *, refused: str | None = None) -> Layout:
    """What is in force on a server; what was ``refused`` just now stands first."""
    parts: list[ui.Item[Any]] = [ui.TextDisplay(_head(rules, guild, refused))]
    parts += [_text(f"**{TITLES[Field.LOG]}**: reports, approvals and decisions are posted here"), _log(rules, guild)]
    parts += [_row(_select(Field.KIND, preset_of(rules)))]
    parts += [_text(f"**{TITLES[Field.WHERE]}**: {_where(rules, guild)}"), _places(rules, guild)]
    parts += [_row(_select(Field.HOW, way(rules)))]
    parts += [_text(f"**{TITLES[Field.MODERATORS]}**, besides everyone who can manage messages"), _roles(rules, guild)]
    parts += [
        _row(_select(Field.FLAGGED, rules.flagged)),
        _row(_select(Field.SAFETY, rules.safety or OPERATOR)),
        _row(_toggle(Field.AUTOMOD, on=rules.automod), _toggle(Field.EDITS, on=rules.edits), CheckButton(Check.LOOK)),
    ]
    return Layout(*parts)


def _head(rules: ServerRules, guild: Guild, refused: str | None) -> str:
    why = trouble(guild, rules.log_channel)
    lines = ["## 🎨 Easel on this server"]
    if refused is not None:
        lines.append(f"⛔ {refused}")
    if why is not None:
        wait = " Pictures on this server wait for approval, and no moderator can see them!" if waits(rules) else ""
        lines.append(f"⚠️ **Choose a moderators’ channel first.** {why}: {remedy(guild, rules.log_channel)}.{wait}")
    lines.append("-# Changes take effect immediately. The kind of server sets the rest; then change what you like.")
    return "\n".join(lines)


def _where(rules: ServerRules, guild: Guild) -> str:
    if not ways(rules):
        return "nowhere. Choose channels, or choose an option below to allow it everywhere"
    if everywhere(rules):
        return f"everywhere{_but(closed_in(rules))}. If you choose channels, all others are off"
    closed = [one for one in map(guild.get_channel, open_in(rules)) if isinstance(one, Room) and lacking(one)]
    lacks = f"\n⚠️ Easel lacks permissions in {_named([one.id for one in closed])}: see “Check”" if closed else ""
    if len(open_in(rules)) > MOST_CHANNELS:
        return f"in {len(open_in(rules))} channels, too many for this list: /admin channel shows them all{lacks}"
    return f"only in these channels. If you choose none, it is everywhere{lacks}"


def _but(closed: Sequence[int]) -> str:
    return f", but not in {_named(closed)}" if closed else ""


def _named(channels: Sequence[int]) -> str:
    more = f" and {len(channels) - _SHOWN} more" if len(channels) > _SHOWN else ""
    return f"{', '.join(f'<#{channel}>' for channel in channels[:_SHOWN])}{more}"


def _log(rules: ServerRules, guild: Guild) -> ui.ActionRow[Any]:
    chosen = [] if rules.log_channel is None else [rules.log_channel]
    select: ui.ChannelSelect[Any] = ui.ChannelSelect(
        custom_id=_id(Field.LOG),
        channel_types=[ChannelType.text],
        placeholder="A channel that only moderators can read",
        min_values=0,
        default_values=_defaults(chosen, guild),
    )
    return _row(SetupItem(Field.LOG, select))


def _places(rules: ServerRules, guild: Guild) -> ui.ActionRow[Any]:
    chosen = () if everywhere(rules) else open_in(rules)
    select: ui.ChannelSelect[Any] = ui.ChannelSelect(
        custom_id=_id(Field.WHERE),
        channel_types=_KINDS,
        placeholder="Every channel" if everywhere(rules) else "No channel",
        min_values=0,
        max_values=MOST_CHANNELS,
        default_values=_defaults(chosen[:MOST_CHANNELS], guild),
        disabled=len(chosen) > MOST_CHANNELS,
    )
    return _row(SetupItem(Field.WHERE, select))


def _roles(rules: ServerRules, guild: Guild) -> ui.ActionRow[Any]:
    there = [role for role in rules.moderators if guild.get_role(role) is not None]
    select: ui.RoleSelect[Any] = ui.RoleSelect(
        custom_id=_id(Field.MODERATORS),
        placeholder="No additional role",
        min_values=0,
        max_values=MOST_ROLES,
        default_values=[SelectDefaultValue(id=role, type=discord.SelectDefaultValueType.role) for role in there],
    )
    return _row(SetupItem(Field.MODERATORS, select))


def _defaults(channels: Iterable[int], guild: Guild) -> list[SelectDefaultValue]:
    """Discord takes only channels that exist."""
    kind = discord.SelectDefaultValueType.channel
    return [SelectDefaultValue(id=one, type=kind) for one in channels if guild.get_channel(one) is not None]


def _select(field: Field, chosen: str | None) -> SetupItem:
    select: ui.Select[Any] = ui.Select(
        custom_id=_id(field),
        placeholder=_MIXED.get(field),
        options=[
            SelectOption(
                label=f"{TITLES[field]}: {words}"[:100],
                value=value,
                description=_MEANT[Preset(value)] if field is Field.KIND else None,
                default=value == chosen,
            )
            for value, words in OFFERS[field].items()
        ],
    )
    return SetupItem(field, select)


def _toggle(field: Field, *, on: bool) -> SetupItem:
    """It tells what it changes to, so that two who press at once want the same."""
    style = ButtonStyle.success if on else ButtonStyle.secondary
    value = "off" if on else "on"
    label = f"{TITLES[field]}: {'on' if on else 'off'}"
    return SetupItem(field, ui.Button(label=label, style=style, custom_id=f"{_id(field)}:{value}"), value)


def _row(*items: ui.Item[Any]) -> ui.ActionRow[Any]:
    row: ui.ActionRow[Any] = ui.ActionRow(*items)
    return row


def _text(words: str) -> ui.TextDisplay[Any]:
    shown: ui.TextDisplay[Any] = ui.TextDisplay(words)
    return shown


def _id(field: Field) -> str:
    return f"easel:setup:{field}"


def register(client: discord.Client) -> None:
    """Make the client answer the panel, on every message there is."""
    client.add_dynamic_items(SetupItem)
