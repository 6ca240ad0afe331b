"""Every setting, typed and frozen: ``config.toml``, and the environment over it."""

from bot.config.reading import exposure, load
from bot.config.settings import PREFIX, Config, Database, Discord, Http, Limits, Runware

__all__ = ["PREFIX", "Config", "Database", "Discord", "Http", "Limits", "Runware", "exposure", "load"]
