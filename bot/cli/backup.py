"""``python -m bot backup FILE``: a copy of the database, also while the bot runs."""

import os
from pathlib import Path
from typing import Final

from bot.config import Config
from bot.errors import StorageError
from bot.observability.log import print_redacted
from bot.storage import back_up_database

_BYTES_PER_MIB: Final = 1 << 20


async def back_up(config: Config, file: Path) -> int:
    """Copy the database to ``file``, which must not exist; return the exit status, 0 if there is a complete copy.

    For PostgreSQL it prints the command to use, without the password. Raises :class:`StorageError` if that fails.
    """
    if os.path.lexists(file):  # noqa: ASYNC240 - nothing else runs
        raise StorageError(f"{file} exists already, and a backup replaces nothing: give another name.")
    written = await back_up_database(config.database.url.get_secret_value(), file)
    if isinstance(written, str):
        print_redacted("A PostgreSQL database is copied by PostgreSQL’s own program. Run this line:")
        print_redacted(written)
        print_redacted("It asks for the password, unless PGPASSWORD or ~/.pgpass has it.")
        return 0
    size = f"{written.size_bytes / _BYTES_PER_MIB:.1f} MiB, schema {written.schema:04}"
    print_redacted(f"Copied and checked: {file} ({size}). It holds everything but the settings; keep it private.")
    return 0
