"""Whether other users of this machine can read or change a file."""

import stat
from pathlib import Path
from typing import Literal


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
