"""Files with secrets: whether other users of this machine can use them, and how new ones are made."""

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final, Literal

OWNER_ONLY_MODE: Final = 0o600
_NO_HARD_LINKS_ERRORS: Final = frozenset({errno.EPERM, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK})
"""How file systems without hard links refuse one."""


def world_access(path: Path) -> Literal["read", "changed"] | None:
    """What every user of this machine can do with the file: it can be read, or changed.

    ``None`` means neither; so does a file that does not exist.
    """
    try:
        mode = path.stat().st_mode
    except OSError:
        return None
    if mode & stat.S_IWOTH:
        return "changed"
    return "read" if mode & stat.S_IROTH else None


@contextmanager
def new_owner_file(path: Path) -> Iterator[Path]:
    """Make a file that only its owner can read, completely or not at all, and never in the place of another one.

    Yields an empty file with mode 600 beside ``path``. After the block it is written to disk and gets its name; if the
    block raises, it is deleted. Raises :class:`FileExistsError` if something has that name.
    """
    if os.path.lexists(path):
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path))
    unfinished = path.with_name(f"{path.name}.{os.getpid()}.unfinished")
    unfinished.unlink(missing_ok=True)
    os.close(os.open(unfinished, os.O_CREAT | os.O_EXCL | os.O_WRONLY, OWNER_ONLY_MODE))
    try:
        yield unfinished
        _sync(unfinished)
        _give_name(unfinished, path)
    finally:
        unfinished.unlink(missing_ok=True)
    _sync(path.parent)


def _give_name(unfinished: Path, path: Path) -> None:
    """Rename the file without replacing another one."""
    try:
        os.link(unfinished, path)
    except OSError as error:
        if error.errno not in _NO_HARD_LINKS_ERRORS:
            raise
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, OWNER_ONLY_MODE))  # takes the name
        unfinished.replace(path)


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
