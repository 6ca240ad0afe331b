"""The child process that draws charts: a sheet as JSON on stdin, a PNG on stdout."""

import sys
from typing import Final

from bot.charts.drawing import draw_sheet
from bot.charts.sheet import load_sheet

_MEMORY_LIMIT_BYTES: Final = 1024 * 1024 * 1024
"""Bytes of address space."""
_CPU_LIMIT_SECONDS: Final = 20
_FILE_LIMIT_BYTES: Final = 16 * 1024 * 1024
"""For matplotlib's list of fonts."""


def _limit_resources() -> None:
    """Limit this process's memory and CPU time."""
    if sys.platform != "win32":
        import resource  # noqa: PLC0415 - only POSIX has it

        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY_LIMIT_BYTES, _MEMORY_LIMIT_BYTES))
        resource.setrlimit(resource.RLIMIT_CPU, (_CPU_LIMIT_SECONDS, _CPU_LIMIT_SECONDS))
        resource.setrlimit(resource.RLIMIT_FSIZE, (_FILE_LIMIT_BYTES, _FILE_LIMIT_BYTES))


if __name__ == "__main__":
    _limit_resources()
    sys.stdout.buffer.write(draw_sheet(load_sheet(sys.stdin.buffer.read())))
