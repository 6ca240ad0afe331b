"""What managers choose from when they decide about channels and roles, and what a choice means."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from discord.app_commands import Choice

from bot.domain.catalog import Catalog
from bot.domain.server_rules import ChannelMode, RolePurpose
from bot.errors import Invalid

CLEAR_MODE: Final = "usual"
"""The mode that forgets what was decided."""
ALL_MODELS: Final = "all"
"""What is typed for every model."""
NO_MODEL: Final = f"Write the models separated by commas, or write {ALL_MODELS}."
MODE_CHOICES: Final = [
    Choice(name="open: everyone can request pictures", value=ChannelMode.OPEN.value),
    Choice(name="approval: moderators check pictures before they are shown", value=ChannelMode.APPROVAL.value),
    Choice(name="off: nobody can request pictures", value=ChannelMode.OFF.value),
    Choice(name="moderators: only moderators can request pictures", value=ChannelMode.MODERATORS.value),
    Choice(name="as usual: clear the settings of this channel", value=CLEAR_MODE),
]
TIER_PURPOSE: Final = "tiers"
"""What a role is for that stands for limits of its own.

Besides the values of :class:`~bot.domain.server_rules.RolePurpose`.
"""
PURPOSE_CHOICES: Final = [
    Choice(name="can request pictures", value=RolePurpose.REQUEST.value),
    Choice(name="counts as a moderator", value=RolePurpose.MODERATE.value),
    Choice(name="has the limits of a tier", value=TIER_PURPOSE),
]
_MAX_CHOICE_LENGTH: Final = 100
"""Characters of a choice (Discord, Application Command Option Choice)."""
MAX_CHOICES: Final = 25
"""Choices that Discord shows at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelRulesChange:
    """What a manager chose about a channel; ``None`` leaves it as it is."""

    mode: str | None
    models: str | None
    private_only: bool | None

    @property
    def is_empty(self) -> bool:
        """Whether nothing is to change."""
        return self.mode is None and self.models is None and self.private_only is None

    def changed_fields(self, catalog: Catalog) -> Mapping[str, Any]:
        """The fields of :class:`~bot.domain.server_rules.ChannelRules` that change."""
        chosen = {
            "mode": None if self.mode is None else ChannelMode(self.mode),
            "models": None if self.models is None else parse_models(self.models, catalog),
            "private_only": self.private_only,
        }
        return {name: value for name, value in chosen.items() if value is not None}


def parse_models(typed: str, catalog: Catalog) -> tuple[str, ...]:
    """The keys that were typed with commas between, none for all; :class:`Invalid` names those that there are."""
    keys = typed.casefold().replace(",", " ").split()
    if not keys:
        raise Invalid(NO_MODEL)
    if ALL_MODELS in keys:
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
    if not chosen and begun in ALL_MODELS:
        lists.insert(0, ALL_MODELS)
    return [Choice(name=one, value=one) for one in lists if len(one) <= _MAX_CHOICE_LENGTH][:MAX_CHOICES]
