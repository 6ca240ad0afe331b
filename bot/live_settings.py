"""The settings that can change while the bot runs: limits, plans, styles and the log."""

import logging
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from pydantic import BaseModel, ValidationError

from bot.config import Config
from bot.config.factories import build_limits
from bot.config.faults import describe_faults
from bot.config.settings import LogFormat
from bot.errors import ConfigError
from bot.jobs.budget_alerts import BudgetAlerts
from bot.jobs.purchases import Purchases
from bot.observability import log
from bot.policy.gate import PolicyGate
from bot.policy.limits_in_force import LimitsInForce
from bot.policy.style_registry import StyleRegistry

LIVE_SECTIONS: Final = ("limits", "plans", "styles", "log")
"""The sections of the file that take effect with the next request; all others need a restart."""


@dataclass(slots=True, kw_only=True)
class LiveSettings:
    """The configuration ``in_force``, and the parts that use those of its sections that can change."""

    in_force: Config
    limits_in_force: LimitsInForce
    gate: PolicyGate
    styles: StyleRegistry
    budget_alerts: BudgetAlerts
    purchases: Purchases

    def apply(self, wanted: Config) -> None:
        """Put the live sections into force; a request that has begun may still be answered by the former ones.

        Raises :class:`ConfigError`, and changes nothing, if they contradict the sections that need a restart: a
        plan may name a model that is in force only after one.
        """
        config = _combine(self.in_force, wanted)
        limits = build_limits(config)
        self.limits_in_force.configured = self.gate.limits = limits
        self.budget_alerts.configured = self.purchases.limits = limits
        self.styles.replace_operator_styles(config.styles)
        apply_log_settings(config, also_secret=wanted.secrets)
        self.in_force = config

    def list_restart_keys(self, wanted: Config) -> list[str]:
        """The keys that differ from what is in force and need a restart, in the order of the file."""
        return [
            name
            for section in Config.model_fields
            if section not in LIVE_SECTIONS
            for name in _list_changes(section, getattr(self.in_force, section), getattr(wanted, section))
        ]


def apply_log_settings(config: Config, *, also_secret: tuple[str, ...] = ()) -> None:
    """Log as the configuration says, with its secrets and these blacked out."""
    log.configure_logging(
        secrets=(*config.secrets, *also_secret),
        level=logging.getLevelNamesMapping()[config.log.level.upper()],
        as_json=config.log.format is LogFormat.JSON,
    )


def _combine(in_force: Config, wanted: Config) -> Config:
    """The current configuration, but with those sections of the new one that can change while Easel runs."""
    sections = {
        section: getattr(wanted if section in LIVE_SECTIONS else in_force, section) for section in Config.model_fields
    }
    try:
        return Config.model_validate(sections)
    except ValidationError as error:
        raise ConfigError([*describe_faults(error, Config)]) from None


def _list_changes(section: str, in_force: object, wanted: object) -> Iterator[str]:
    before, after = _entries(in_force), _entries(wanted)
    for key in dict.fromkeys((*before, *after)):
        if before.get(key) != after.get(key):
            yield f"{section}.{key}"


def _entries(section: object) -> Mapping[str, object]:
    """The keys of a section, or the tables of one that is a table of tables."""
    if isinstance(section, BaseModel):
        return dict(section)
    assert isinstance(section, Mapping)
    return section
