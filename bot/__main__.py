"""``python -m bot run | check | sync | reconcile``."""

import argparse
import asyncio
import os
import signal
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import discord

from bot import storage
from bot.cli import check, reconcile, run
from bot.config import ENVIRONMENT_PREFIX, Config, load_config, permissions_warning
from bot.errors import ConfigError, StorageError
from bot.live_settings import configure_logging
from bot.observability import log

DEFAULT_CONFIG_PATH = Path("config.toml")
_MAX_HARMLESS_VALUE_CHARS = 7
"""Characters of the values in the environment that are no secrets for sure: numbers, levels, ports."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return its exit code: 0 well, 1 not, 2 for a configuration that cannot work."""
    parser = argparse.ArgumentParser(prog="python -m bot", description="Easel, a Discord bot that draws.")
    parser.add_argument(
        "command",
        choices=("run", "check", "sync", "reconcile"),
        help="run the bot, check that everything works, publish the commands, or compare the ledger with Runware’s",
    )
    parser.add_argument("--config", type=Path, help="the configuration file (default: config.toml, if there is one)")
    parser.add_argument("--new", action="store_true", help="run: allow an empty database where one was before")
    parser.add_argument("--since", metavar="DATE", help="reconcile: compare tasks since this day, as in 2026-11-01")
    parser.add_argument("--mend", action="store_true", help="reconcile: book the differences with one explanation")
    chosen = parser.parse_args(arguments)
    if chosen.new and chosen.command != "run":
        parser.error("--new only goes with run")
    if (chosen.since is not None or chosen.mend) and chosen.command != "reconcile":
        parser.error("--since and --mend only go with reconcile")
    path = chosen.config or DEFAULT_CONFIG_PATH
    if chosen.command == "run":  # until there is a handler: SIGHUP would end the process
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGHUP})
    log.configure_logging(
        secrets=(
            text
            for name, text in os.environ.items()
            if name.startswith(ENVIRONMENT_PREFIX) and len(text) > _MAX_HARMLESS_VALUE_CHARS
        )
    )
    try:
        config = load_config(path, os.environ, required=chosen.config is not None)
        configure_logging(config)
        for warning in filter(
            None, (permissions_warning(path), storage.permissions_warning(config.database.url.get_secret_value()))
        ):
            log.print_redacted(warning, error=True)
        return _run_command(chosen, config, path)
    except ConfigError as error:
        for fault in error.faults:
            log.print_redacted(fault, error=True)
        return 2
    except (StorageError, discord.DiscordException) as error:
        log.print_redacted(error, error=True)
        return 1


def _run_command(chosen: argparse.Namespace, config: Config, path: Path) -> int:
    if chosen.command == "check":
        return asyncio.run(check.check(config, path))
    if missing := config.missing_settings():
        raise ConfigError(missing)
    if chosen.command == "sync":
        return asyncio.run(check.publish_commands(config))
    if chosen.command == "reconcile":
        since = None if chosen.since is None else reconcile.parse_since(chosen.since)
        return asyncio.run(reconcile.reconcile(config, since=since, mend=chosen.mend))
    read = partial(load_config, path, os.environ, required=chosen.config is not None)
    asyncio.run(run.run(config, read=read, allow_new_database=chosen.new))
    return 0


if __name__ == "__main__":
    sys.exit(main())
