"""The configuration, typed and frozen: ``config.toml``, overridden by environment variables."""

from bot.config.reading import load_config, permissions_warning
from bot.config.settings import ENVIRONMENT_PREFIX, Config

__all__ = ["ENVIRONMENT_PREFIX", "Config", "load_config", "permissions_warning"]
