"""Presets: sets of rules for kinds of servers. Each rule can be changed afterwards."""

from enum import StrEnum
from types import MappingProxyType
from typing import Final

from bot.domain.channel_rules import common_mode, set_mode_everywhere
from bot.domain.server_rules import ChannelMode, FlaggedAction, SafetyMode, ServerRules


class Preset(StrEnum):
    """Kinds of servers."""

    SCHOOL = "school"  #: moderators review every picture, and flagged pictures are not shown
    ART = "art"  #: no review; flagged pictures are shown behind a spoiler
    ADULTS = "adults"  #: no review; flagged pictures are shown in age-restricted channels only


_PRESET_RULES: Final = MappingProxyType(
    {
        Preset.SCHOOL: (ChannelMode.APPROVAL, FlaggedAction.REFUSE, SafetyMode.FAST, False),
        Preset.ART: (ChannelMode.OPEN, FlaggedAction.SPOILER, SafetyMode.FAST, True),
        Preset.ADULTS: (ChannelMode.OPEN, FlaggedAction.RESTRICTED, SafetyMode.FAST, True),
    }
)
"""The mode of open channels, and the values of ``flagged``, ``safety`` and ``edits``."""


def apply_preset(rules: ServerRules, preset: Preset) -> ServerRules:
    """A copy with the rules of the preset.

    Unchanged are the open channels, the roles, and AutoMod, which needs a permission.
    """
    mode, flagged, safety, edits = _PRESET_RULES[preset]
    changes = {"flagged": flagged, "safety": safety, "edits": edits}
    return set_mode_everywhere(rules, mode).model_copy(update=changes)


def matching_preset(rules: ServerRules) -> Preset | None:
    """The preset that has these rules, if one has."""
    current = (common_mode(rules), rules.flagged, rules.safety, rules.edits)
    return next((preset for preset, values in _PRESET_RULES.items() if values == current), None)
