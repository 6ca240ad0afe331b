"""Sets of rules for kinds of servers: a beginning, from which each rule can be changed on its own."""

from enum import StrEnum
from types import MappingProxyType
from typing import Final, NamedTuple

from bot.domain.channel_rules import all_as, way
from bot.domain.server_rules import ChannelMode, Flagged, SafetyMode, ServerRules


class Preset(StrEnum):
    """Kinds of servers."""

    SCHOOL = "school"  #: moderators see every picture first, and nothing that is flagged is shown
    ART = "art"  #: everybody may ask, and what is flagged stands behind a spoiler
    ADULTS = "adults"  #: everybody may ask, and what is flagged is shown in age-restricted channels only


class _Set(NamedTuple):
    mode: ChannelMode
    flagged: Flagged
    safety: SafetyMode
    edits: bool


_SETS: Final = MappingProxyType(
    {
        Preset.SCHOOL: _Set(ChannelMode.APPROVAL, Flagged.REFUSE, SafetyMode.FAST, edits=False),
        Preset.ART: _Set(ChannelMode.OPEN, Flagged.SPOILER, SafetyMode.FAST, edits=True),
        Preset.ADULTS: _Set(ChannelMode.OPEN, Flagged.RESTRICTED, SafetyMode.FAST, edits=True),
    }
)


def applied(rules: ServerRules, preset: Preset) -> ServerRules:
    """The rules of a server of that kind.

    Where pictures may be asked for, by whom, and who moderates stays, and so does AutoMod, which takes a permission.
    """
    mode, *others = _SETS[preset]
    return all_as(rules, mode).model_copy(update=dict(zip(_Set._fields[1:], others, strict=True)))


def preset_of(rules: ServerRules) -> Preset | None:
    """The kind of server whose rules these are, if they still are."""
    held = (way(rules), rules.flagged, rules.safety, rules.edits)
    return next((preset for preset, wanted in _SETS.items() if wanted == held), None)
