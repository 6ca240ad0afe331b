"""``python -m bot init | check | run | sync | reconcile | backup | move``, and ``--version``."""

import asyncio
import errno
import os
import signal
import sys
from collections.abc import Sequence
from functools import partial

import discord

from bot import storage
from bot.cli import backup, check, init, move, reconcile, run
from bot.cli.arguments import Arguments, parse_arguments
from bot.cli.own_faults import describe_own_fault
from bot.cli.streams import discard_output, prepare_streams
from bot.config import ENVIRONMENT_PREFIX, Config, load_config, permissions_warning
from bot.errors import ConfigError, StorageError
from bot.live_settings import apply_log_settings
from bot.observability import log

_MAX_HARMLESS_VALUE_CHARS = 7
"""Characters of the values in the environment that are no secrets for sure: numbers, levels, ports."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return its exit code: 0 success, 1 failure, 2 an invalid configuration of ``run``."""
    prepare_streams()
    chosen = parse_arguments(arguments)
    if chosen.command == "run":  # until there is a handler: SIGHUP would end the process
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGHUP})
    try:
        code = _run_or_explain(chosen)
        sys.stdout.flush()
    except OSError as error:  # of printing: the reader has gone, or the disk with the file is full
        discard_output()
        if not isinstance(error, BrokenPipeError):
            log.print_redacted(f"{chosen.command}: the output could not be written: {error.strerror}", error=True)
        return 1
    except KeyboardInterrupt:
        return 128 + signal.SIGINT
    return code


def _run_or_explain(chosen: Arguments) -> int:
    try:
        log.configure_logging(secrets=_list_environment_secrets())
        if chosen.command == "init":
            return init.init(chosen.config_path, os.environ)
        config = load_config(chosen.config_path, os.environ, required=chosen.config is not None)
        apply_log_settings(config)
        _print_warnings(chosen, config)
        return _run_command(chosen, config)
    except ConfigError as error:
        for fault in error.faults:
            log.print_redacted(fault, error=True)
        return 2 if chosen.command == "run" else 1
    except (StorageError, discord.DiscordException) as error:
        log.print_redacted(error, error=True)
        return 1
    except Exception as error:
        if chosen.command == "run" or _is_about_output(error):
            raise  # a bot that ends by itself leaves the traceback in its log
        log.print_redacted(f"{chosen.command}: {describe_own_fault(error)}", error=True)
        return 1


def _is_about_output(error: Exception) -> bool:
    return isinstance(error, BrokenPipeError) or (isinstance(error, OSError) and error.errno == errno.ENOSPC)


def _list_environment_secrets() -> list[str]:
    """Whatever may be a secret, until the configuration says what is one."""
    return [
        text
        for name, text in os.environ.items()
        if name.startswith(ENVIRONMENT_PREFIX) and len(text) > _MAX_HARMLESS_VALUE_CHARS
    ]


def _print_warnings(chosen: Arguments, config: Config) -> None:
    url = config.database.url.get_secret_value()
    for warning in filter(None, (permissions_warning(chosen.config_path), storage.permissions_warning(url))):
        log.print_redacted(warning, error=True)


def _run_command(chosen: Arguments, config: Config) -> int:
    match chosen.command:
        case "check":
            return asyncio.run(check.check(config, chosen.config_path))
        case "backup":
            return asyncio.run(backup.back_up(config, chosen.file))
        case "move":
            return asyncio.run(move.move(config, chosen.to))
    if missing := config.missing_settings():
        raise ConfigError(missing)
    if chosen.command == "sync":
        return asyncio.run(check.publish_commands(config))
    if chosen.command == "reconcile":
        since = None if chosen.since is None else reconcile.parse_since(chosen.since)
        return asyncio.run(reconcile.reconcile(config, since=since, mend=chosen.mend))
    read = partial(load_config, chosen.config_path, os.environ, required=chosen.config is not None)
    asyncio.run(run.run(config, read=read, allow_new_database=chosen.new))
    return 0


if __name__ == "__main__":
    sys.exit(main())
