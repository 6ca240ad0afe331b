"""Sets of rules for kinds of servers: a beginning, from which each rule can be changed on its own."""

from enum import StrEnum
from types import MappingProxyType
from typing import Final, NamedTuple

from bot.domain.channel_rules import common_mode, set_mode_everywhere
from bot.domain.server_rules import ChannelMode, FlaggedAction, SafetyMode, ServerRules


class Preset(StrEnum):
    """Kinds of servers."""

    SCHOOL = "school"  #: moderators see every picture first, and nothing that is flagged is shown
    ART = "art"  #: everybody may ask, and what is flagged stands behind a spoiler
    ADULTS = "adults"  #: everybody may ask, and what is flagged is shown in age-restricted channels only


class _PresetRules(NamedTuple):
    mode: ChannelMode
    flagged: FlaggedAction
    safety: SafetyMode
    edits: bool


_PRESET_RULES: Final = MappingProxyType(
    {
        Preset.SCHOOL: _PresetRules(ChannelMode.APPROVAL, FlaggedAction.REFUSE, SafetyMode.FAST, edits=False),
        Preset.ART: _PresetRules(ChannelMode.OPEN, FlaggedAction.SPOILER, SafetyMode.FAST, edits=True),
        Preset.ADULTS: _PresetRules(ChannelMode.OPEN, FlaggedAction.RESTRICTED, SafetyMode.FAST, edits=True),
    }
)


def apply_preset(rules: ServerRules, preset: Preset) -> ServerRules:
    """The rules of a server of that kind.

    Where pictures may be asked for, by whom, and who moderates stays, and so does AutoMod, which takes a permission.
    """
    mode, *others = _PRESET_RULES[preset]
    return set_mode_everywhere(rules, mode).model_copy(update=dict(zip(_PresetRules._fields[1:], others, strict=True)))


def matching_preset(rules: ServerRules) -> Preset | None:
    """The kind of server whose rules these are, if they still are."""
    held = (common_mode(rules), rules.flagged, rules.safety, rules.edits)
    return next((preset for preset, wanted in _PRESET_RULES.items() if wanted == held), None)
