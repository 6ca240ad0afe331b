"""``python -m bot run | check | sync``."""

import argparse
import asyncio
import os
import sys
from collections.abc import Sequence
from pathlib import Path

import discord

from bot import check, log, run
from bot.config import Config, exposure, load
from bot.errors import ConfigError, StorageError

DEFAULT = Path("config.toml")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return its exit code: 0 well, 1 not, 2 for a configuration that cannot work."""
    parser = argparse.ArgumentParser(prog="python -m bot", description="Easel, a Discord bot that draws.")
    parser.add_argument(
        "command",
        choices=("run", "check", "sync"),
        help="run the bot, check that everything works, or publish the commands",
    )
    parser.add_argument("--config", type=Path, help="the configuration file (default: config.toml)")
    chosen = parser.parse_args(arguments)
    path = chosen.config or DEFAULT
    try:
        config = load(path, os.environ, required=chosen.config is not None)
        log.set_up(secrets=config.secrets)
        if (warning := exposure(path)) is not None:
            print(warning, file=sys.stderr)
        return _command(chosen.command, config)
    except ConfigError as error:
        for fault in error.faults:
            print(fault, file=sys.stderr)
        return 2
    except (StorageError, discord.DiscordException) as error:
        print(error, file=sys.stderr)
        return 1


def _command(name: str, config: Config) -> int:
    if name == "check":
        return asyncio.run(check.check(config))
    if missing := config.missing():
        raise ConfigError(missing)
    if name == "sync":
        return asyncio.run(check.sync(config))
    asyncio.run(run.run(config))
    return 0


if __name__ == "__main__":
    sys.exit(main())
