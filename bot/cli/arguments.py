"""The commands of ``python -m bot`` and their options."""

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from bot import __version__

DEFAULT_CONFIG_PATH: Final = Path("config.toml")


@dataclass
class Arguments(argparse.Namespace):
    """What was chosen; an option of another command has its default."""

    command: str = ""
    config: Path | None = None
    new: bool = False
    since: str | None = None
    mend: bool = False
    file: Path = Path()
    to: str = ""

    @property
    def config_path(self) -> Path:
        """The configuration file that was named, or the usual one."""
        return self.config or DEFAULT_CONFIG_PATH


def parse_arguments(arguments: Sequence[str] | None) -> Arguments:
    """Parse the command line; prints the reason and exits with status 2 if it makes no sense."""
    return _build_parser().parse_args(arguments, namespace=Arguments())


def _build_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bot", description="Easel, a Discord bot that draws.")
    parser.add_argument("--version", action="version", version=f"Easel {__version__}")
    config = _add_config_option(argparse.ArgumentParser(add_help=False))
    _add_config_option(parser)
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")

    def add_command(name: str, summary: str) -> argparse.ArgumentParser:
        return commands.add_parser(
            name, help=summary, description=f"{summary[0].upper()}{summary[1:]}.", parents=[config]
        )

    add_command("init", "ask five questions, test each answer, and write config.toml")
    add_command("check", "tell whether token, key, database, models, hosts and permissions work; changes nothing")
    run = add_command("run", "run the bot")
    run.add_argument("--new", action="store_true", help="allow an empty or older database where one was before")
    add_command("sync", "publish the slash commands")
    reconcile = add_command("reconcile", "compare the ledger with what Runware billed")
    reconcile.add_argument("--since", metavar="DATE", help="compare tasks since this day, as in 2026-11-01")
    reconcile.add_argument("--mend", action="store_true", help="book the differences with one explanation")
    backup = add_command("backup", "copy the database into a new file, also while the bot runs")
    backup.add_argument("file", metavar="FILE", type=Path, help="the file to write; it must not exist yet")
    move = add_command("move", "copy every row into an empty database, such as one of PostgreSQL")
    move.add_argument(
        "--to", metavar="URL", required=True, help="the address of the empty database, as in database.url"
    )
    return parser


def _add_config_option(parser: argparse.ArgumentParser) -> argparse.ArgumentParser:
    parser.add_argument(
        "--config",
        type=Path,
        default=argparse.SUPPRESS,  # else the default of the command would replace what stands before it
        metavar="FILE",
        help="the configuration file (default: config.toml, if there is one)",
    )
    return parser
