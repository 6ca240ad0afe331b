"""Configures logging: JSON lines for machines, short lines for a terminal, secrets redacted in both."""

import json
import logging
import sys
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from types import TracebackType
from typing import Any, Final, TextIO

from bot.redaction import Redaction

_STANDARD: Final = frozenset(logging.makeLogRecord({}).__dict__) | {"message", "asctime", "color_message"}
_log: Final = logging.getLogger(__name__)
_redact = Redaction()
_subject: ContextVar[dict[str, Any] | None] = ContextVar("subject", default=None)


@contextmanager
def about(**subject: object) -> Iterator[None]:
    """Add fields to each line that is logged inside, also by tasks started there: ``about(job=1, user=2)``."""
    token = _subject.set({**(_subject.get() or {}), **subject})
    try:
        yield
    finally:
        _subject.reset(token)


def set_up(
    *, secrets: Iterable[str] = (), level: int = logging.INFO, stream: TextIO | None = None, as_json: bool | None = None
) -> None:
    """Send everything to ``stream`` (standard output), as JSON lines unless it is a terminal.

    That includes warnings, and uncaught exceptions in threads and destructors too. ``secrets`` and the tokens in URLs
    are redacted in every line. A second call replaces the configuration of the first.
    """
    stream = stream or sys.stdout
    as_json = not stream.isatty() if as_json is None else as_json
    redact = Redaction(secrets)
    handler = logging.StreamHandler(stream)
    handler.setFormatter((_JsonLines if as_json else _ShortLines)(redact))
    handler.addFilter(_quiet)
    handler.addFilter(_mark)
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    logging.getLogger("discord").setLevel(max(level, logging.INFO))
    logging.captureWarnings(capture=True)
    sys.excepthook = _uncaught
    threading.excepthook = lambda failed: _uncaught(failed.exc_type, failed.exc_value, failed.exc_traceback)
    sys.unraisablehook = lambda failed: _uncaught(failed.exc_type, failed.exc_value, failed.exc_traceback)
    global _redact  # noqa: PLW0603 - what is printed belongs to the process, as its loggers do
    _redact = redact


def say(text: object, *, error: bool = False) -> None:
    """Print a line to standard output, with secrets redacted; an ``error`` to standard error."""
    print(_redact(str(text)), file=sys.stderr if error else sys.stdout)


def _uncaught(kind: type[BaseException], error: BaseException | None, traceback: TracebackType | None) -> None:
    if issubclass(kind, KeyboardInterrupt | SystemExit | BrokenPipeError):  # the last: `check | head`
        return
    error = kind() if error is None else error
    _log.critical("An error that nobody caught", exc_info=(kind, error, traceback), extra={"event": "uncaught"})


def _quiet(record: logging.LogRecord) -> bool:
    # At DEBUG, discord.py logs whole payloads; a logger below "discord" may have a level of its own.
    return record.levelno >= logging.INFO or record.name.partition(".")[0] != "discord"


def _mark(record: logging.LogRecord) -> bool:
    for name, value in (_subject.get() or {}).items():
        record.__dict__.setdefault(name, value)
    return True


class _Lines(logging.Formatter):
    def __init__(self, redact: Redaction) -> None:
        super().__init__()
        self._redact = redact

    def _fields(self, record: logging.LogRecord) -> dict[str, Any]:
        """The fields of ``extra`` and :func:`about`, as JSON scalars with secrets redacted."""
        given = {name: value for name, value in record.__dict__.items() if name not in _STANDARD}
        return {name: self._plain(value) for name, value in given.items()}

    def _plain(self, value: object) -> object:
        return value if isinstance(value, int | float | None) else self._redact(str(value))

    def _error(self, record: logging.LogRecord) -> str:
        told = self.formatException(record.exc_info) if record.exc_info else ""
        return self._redact("\n".join(filter(None, (told, record.stack_info))))


class _JsonLines(_Lines):
    def format(self, record: logging.LogRecord) -> str:
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": self._redact(record.getMessage()),
            **self._fields(record),
        }
        if error := self._error(record):
            line["error"] = error
        return json.dumps(line)


class _ShortLines(_Lines):
    def format(self, record: logging.LogRecord) -> str:
        clock = datetime.fromtimestamp(record.created, UTC).astimezone().strftime("%H:%M:%S")
        fields = "".join(f"  {name}={value}" for name, value in self._fields(record).items())
        said = f"{self._redact(record.getMessage())}{fields}"
        # Escape line breaks: text that a person typed must not forge another log line.
        line = f"{clock} {record.levelname:<8}{record.name}  {_one_line(said)}"
        return "\n".join(filter(None, (line, self._error(record))))


def _one_line(text: str) -> str:
    return "\\n".join(text.splitlines())
