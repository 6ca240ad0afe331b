"""What managers choose from when they decide about channels and roles, and what a choice means."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from discord.app_commands import Choice

from bot.domain.catalog import Catalog
from bot.domain.server_rules import ChannelMode, Purpose
from bot.errors import Invalid

USUAL: Final = "usual"
"""The mode that forgets what was decided."""
ALL: Final = "all"
"""What is typed for every model."""
NO_MODEL: Final = f"Write the models separated by commas, or write {ALL}."
MODES: Final = [
    Choice(name="open: everyone can request pictures", value=ChannelMode.OPEN.value),
    Choice(name="approval: moderators check pictures before they are shown", value=ChannelMode.APPROVAL.value),
    Choice(name="off: nobody can request pictures", value=ChannelMode.OFF.value),
    Choice(name="moderators: only moderators can request pictures", value=ChannelMode.MODERATORS.value),
    Choice(name="as usual: clear the settings of this channel", value=USUAL),
]
TIER: Final = "tiers"
"""What a role is for that stands for limits of its own; besides the values of :class:`~bot.domain.server_rules.Purpose`."""
PURPOSES: Final = [
    Choice(name="can request pictures", value=Purpose.ASK.value),
    Choice(name="counts as a moderator", value=Purpose.MODERATE.value),
    Choice(name="has the limits of a tier", value=TIER),
]
_LONGEST: Final = 100
"""Characters of a choice (Discord, Application Command Option Choice)."""
OFFERED: Final = 25
"""Choices that Discord shows at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What a manager chose about a channel; ``None`` leaves it as it is."""

    mode: str | None
    models: str | None
    private_only: bool | None

    @property
    def is_empty(self) -> bool:
        """Whether nothing is to change."""
        return self.mode is None and self.models is None and self.private_only is None

    def changes(self, catalog: Catalog) -> Mapping[str, Any]:
        """The fields of :class:`~bot.domain.server_rules.ChannelRules` that change."""
        chosen = {
            "mode": None if self.mode is None else ChannelMode(self.mode),
            "models": None if self.models is None else models_in(self.models, catalog),
            "private_only": self.private_only,
        }
        return {name: value for name, value in chosen.items() if value is not None}


def models_in(typed: str, catalog: Catalog) -> tuple[str, ...]:
    """The keys that were typed with commas between, none for all; :class:`Invalid` names those that there are."""
    keys = typed.casefold().replace(",", " ").split()
    if not keys:
        raise Invalid(NO_MODEL)
    if ALL in keys:
        return ()
    for key in keys:
        _ = catalog[key]  # refuses what it does not know
    return tuple(dict.fromkeys(keys))


def suggest_models(typed: str, catalog: Catalog) -> list[Choice[str]]:
    """Lists that go on with what was typed, one more model each."""
    *chosen, begun = (part.strip() for part in typed.casefold().split(","))
    chosen = [key for key in dict.fromkeys(chosen) if key in catalog]
    more = [key for key in catalog if key not in chosen and begun in f"{key} {catalog[key].label}".casefold()]
    lists = [", ".join((*chosen, key)) for key in more]
    if not chosen and begun in ALL:
        lists.insert(0, ALL)
    return [Choice(name=one, value=one) for one in lists if len(one) <= _LONGEST][:OFFERED]
