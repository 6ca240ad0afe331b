"""The configuration, typed and frozen: ``config.toml``, overridden by environment variables."""

from bot.config.reading import load_config, permissions_warning
from bot.config.settings import (
    ENVIRONMENT_PREFIX,
    Config,
    DatabaseSettings,
    DiscordSettings,
    HttpSettings,
    LimitSettings,
    RunwareSettings,
)

__all__ = [
    "ENVIRONMENT_PREFIX",
    "Config",
    "DatabaseSettings",
    "DiscordSettings",
    "HttpSettings",
    "LimitSettings",
    "RunwareSettings",
    "load_config",
    "permissions_warning",
]
