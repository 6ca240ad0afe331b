"""The choices of /admin channel and /admin role, and the changes that they make to the rules."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from discord.app_commands import Choice

from bot.domain.catalog import Catalog
from bot.domain.server_rules import ChannelMode
from bot.errors import Invalid
from bot.localization.lists import join_with_or
from bot.localization.messages import Message
from bot.ui.autocomplete import text_choices

CLEAR_MODE: Final = "usual"
"""The value of the choice that clears the settings of a channel."""
ALL_MODELS: Final = "all"
"""The text that means all models."""
NO_MODEL: Final = Message("admin-models-missing", all=ALL_MODELS)
TIER_PURPOSE: Final = "tiers"
"""The purpose of a role with the limits of a tier; all others are in :class:`~bot.domain.server_rules.RolePurpose`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelRulesChange:
    """The options of /admin channel; ``None`` leaves a setting unchanged."""

    mode: str | None
    models: str | None
    private_only: bool | None

    @property
    def is_empty(self) -> bool:
        return self.mode is None and self.models is None and self.private_only is None

    def changed_fields(self, catalog: Catalog, offered: Sequence[str] | None) -> Mapping[str, Any]:
        """The fields to change in :class:`~bot.domain.server_rules.ChannelRules`; raises :class:`Invalid`.

        ``offered`` are the models of the server's plan; ``None`` is all.
        """
        chosen = {
            "mode": None if self.mode is None else ChannelMode(self.mode),
            "models": None if self.models is None else _parse_models(self.models, catalog, offered),
            "private_only": self.private_only,
        }
        return {name: value for name, value in chosen.items() if value is not None}


def _parse_models(typed: str, catalog: Catalog, offered: Sequence[str] | None) -> tuple[str, ...]:
    """Parse model keys separated by commas or spaces; an empty result means all models."""
    keys = typed.casefold().replace(",", " ").split()
    if not keys:
        raise Invalid(NO_MODEL)
    if ALL_MODELS in keys:
        return ()
    for key in keys:
        _ = catalog[key]  # raises Invalid for an unknown key
        if offered is not None and key not in offered:
            raise Invalid(_not_in_plan(key, offered))
    return tuple(dict.fromkeys(keys))


def _not_in_plan(key: str, offered: Sequence[str]) -> Message:
    if not offered:
        return Message("admin-plan-without-models", model=key)
    return Message("admin-model-not-in-plan", model=key, models=join_with_or(offered))


def suggest_models(typed: str, catalog: Catalog, offered: Sequence[str] | None = None) -> list[Choice[str]]:
    """Autocomplete a list of models: each choice is the valid part of ``typed`` and one more model.

    ``offered`` are the models of the server's plan; ``None`` is all.
    """
    keys = [key for key in catalog if offered is None or key in offered]
    *chosen, prefix = (part.strip() for part in typed.casefold().split(","))
    chosen = [key for key in dict.fromkeys(chosen) if key in keys]
    matching = [key for key in keys if key not in chosen and prefix in f"{key} {catalog[key].label}".casefold()]
    lists = [", ".join((*chosen, key)) for key in matching]
    if not chosen and prefix in ALL_MODELS:
        lists.insert(0, ALL_MODELS)
    return text_choices(lists)
