"""``python -m bot move --to URL``: copies the database into an empty one, such as one of PostgreSQL."""

import os
from collections.abc import Iterable
from typing import Final

from pydantic import ValidationError

from bot.config import ENVIRONMENT_PREFIX, Config
from bot.config.faults import describe_faults
from bot.config.settings import DatabaseSettings
from bot.domain.text import format_dollars
from bot.errors import ConfigError
from bot.observability import log
from bot.observability.log import print_redacted
from bot.storage.moving import MovedTable, move_database
from bot.storage.schema import MIGRATIONS

_URL_VARIABLE: Final = f"{ENVIRONMENT_PREFIX}DATABASE__URL"


async def move(config: Config, address: str) -> int:
    """Copy every row, print what was copied and what to change in ``config.toml``; return the exit status 0.

    Raises :class:`~bot.errors.StorageError` if nothing was copied, and ConfigError for an impossible address.
    """
    target = _parse_address(address)
    secrets = config.model_copy(update={"database": target}).secrets
    log.configure_logging(secrets={*config.secrets, *secrets})
    moved = await move_database(config.database.url.get_secret_value(), target.url.get_secret_value(), MIGRATIONS)
    _print_tables(moved)
    _print_next_steps(config, target)
    return 0


def _parse_address(address: str) -> DatabaseSettings:
    try:
        return DatabaseSettings.model_validate({"url": address.strip()})
    except ValidationError as error:
        sentences = [line.partition(": ")[2] for line in describe_faults(error, DatabaseSettings)]
        raise ConfigError([f"--to: {sentence}" for sentence in sentences]) from None


def _print_tables(moved: Iterable[MovedTable]) -> None:
    print_redacted("Copied, read back and compared:")
    for table in moved:
        money = "" if table.micro_dollars is None else f", {format_dollars(table.micro_dollars)} in all"
        print_redacted(f"  {table.name}: {table.rows:,} rows{money}")


def _print_next_steps(config: Config, target: DatabaseSettings) -> None:
    password = ", with its password" if target.redacted_url.startswith("postgresql") else ""
    print_redacted(f"The old database was not changed. Now write the new address into config.toml{password}:")
    print_redacted("  [database]")
    print_redacted(f'  url = "{target.redacted_url}"')
    if _URL_VARIABLE in os.environ:
        print_redacted(f"{_URL_VARIABLE} is set, and wins over config.toml: change it there.")
    print_redacted(
        f"Then start Easel. Never start it on {config.database.redacted_url} again, which misses all that happens from "
        "then on; keep it as a backup until you have a newer one."
    )
