"""Standard output and standard error, whatever the terminal, the locale and the pipe are like."""

import io
import logging
import os
import sys


def prepare_streams() -> None:
    """Make printing safe: without streams, with a locale that lacks characters, and after a reader has gone."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:  # closed by the caller, as in `python -m bot check >&-`
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115, PTH123 - open until the end
        elif isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    logging.raiseExceptions = False  # a log line that cannot be written is not worth a traceback


def discard_output() -> None:
    """Send further output nowhere, because its reader has gone, as in ``check | head -1``.

    Otherwise Python fails again when it writes the rest at the end of the process.
    """
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:
            os.dup2(nowhere, stream.fileno())
    os.close(nowhere)
