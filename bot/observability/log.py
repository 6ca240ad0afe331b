"""Logging: JSON lines for machines, short lines for a terminal, with secrets redacted in both."""

import json
import logging
import re
import sys
import threading
from abc import ABC, abstractmethod
from collections.abc import Iterable
from datetime import UTC, datetime
from types import TracebackType
from typing import Any, Final, TextIO

from bot.localization.languages import Language, in_language
from bot.observability import log_ids
from bot.observability.redaction import Redactor

_STANDARD_FIELDS: Final = frozenset(logging.makeLogRecord({}).__dict__) | {"message", "asctime", "color_message"}
_MIN_INEXACT_INT: Final = 2**53
"""The smallest number that many readers of JSON round; ids are larger, so they are written as texts."""
_TERMINAL_CONTROLS: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""All control characters but tabs and line breaks, and those that change the direction of a text."""
_OWN_LOGGERS: Final = ("bot", "cogs")
_log: Final = logging.getLogger(__name__)
_redact = Redactor()


def configure_logging(
    *, secrets: Iterable[str] = (), level: int = logging.INFO, stream: TextIO | None = None, as_json: bool | None = None
) -> None:
    """Log to ``stream`` (default: standard output), as JSON lines unless it is a terminal.

    Includes warnings and uncaught exceptions, also of threads and destructors. ``secrets`` and the tokens in URLs are
    redacted in every line. Libraries log nothing below INFO: their lines of that level hold whole messages, prompts
    included (discord.py), or the values of statements (aiosqlite). A second call replaces the configuration of the
    first.
    """
    stream = stream or sys.stdout
    as_json = not stream.isatty() if as_json is None else as_json
    redact = Redactor(secrets)
    handler = logging.StreamHandler(stream)
    handler.setFormatter((_JsonFormatter if as_json else _TextFormatter)(redact))
    handler.addFilter(_is_wanted)
    handler.addFilter(_add_ids)
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(max(level, logging.INFO))
    for name in _OWN_LOGGERS:
        logging.getLogger(name).setLevel(level)
    logging.captureWarnings(capture=True)
    _log_uncaught_exceptions()
    global _redact  # noqa: PLW0603 - output is global to the process, like its loggers
    _redact = redact


def _log_uncaught_exceptions() -> None:
    sys.excepthook = _log_uncaught
    threading.excepthook = lambda failed: _log_uncaught(failed.exc_type, failed.exc_value, failed.exc_traceback)
    sys.unraisablehook = lambda failed: _log_uncaught(failed.exc_type, failed.exc_value, failed.exc_traceback)


def print_redacted(text: object, *, error: bool = False) -> None:
    """Print a line to standard output, or to standard error if ``error``; replaces secrets and control characters."""
    print(_escape_controls(_redact(str(text))), file=sys.stderr if error else sys.stdout)


def _log_uncaught(kind: type[BaseException], error: BaseException | None, traceback: TracebackType | None) -> None:
    if issubclass(kind, KeyboardInterrupt | SystemExit | BrokenPipeError):  # the last: `check | head`
        return
    error = kind() if error is None else error
    _log.critical(
        "An error that nobody caught", exc_info=(kind, error, traceback), extra={"event": "uncaught_exception"}
    )


def _is_wanted(record: logging.LogRecord) -> bool:
    # A logger of a library may have a level of its own.
    return record.levelno >= logging.INFO or record.name.partition(".")[0] in _OWN_LOGGERS


def _add_ids(record: logging.LogRecord) -> bool:
    """Add the ids of the current job and interaction, unless the line names its own."""
    for name, value in log_ids.current_ids().items():
        record.__dict__.setdefault(name, value)
    return True


class _RedactingFormatter(logging.Formatter, ABC):
    def __init__(self, redact: Redactor) -> None:
        super().__init__()
        self._redact = redact

    def format(self, record: logging.LogRecord) -> str:
        """Format a record in English, whatever language the current task speaks."""
        with in_language(Language.ENGLISH):
            return self._format(record)

    @abstractmethod
    def _format(self, record: logging.LogRecord) -> str:
        """The record as one line, or as lines if it carries a traceback."""

    def _fields(self, record: logging.LogRecord) -> dict[str, Any]:
        """The fields of ``extra``, as JSON scalars with secrets redacted."""
        extra = {name: value for name, value in record.__dict__.items() if name not in _STANDARD_FIELDS}
        return {name: self._to_scalar(value) for name, value in extra.items()}

    def _to_scalar(self, value: object) -> object:
        is_id = isinstance(value, int) and value >= _MIN_INEXACT_INT
        return value if isinstance(value, int | float | None) and not is_id else self._redact(str(value))

    def _format_error(self, record: logging.LogRecord) -> str:
        traceback = self.formatException(record.exc_info) if record.exc_info else ""
        return self._redact("\n".join(filter(None, (traceback, record.stack_info))))


class _JsonFormatter(_RedactingFormatter):
    def _format(self, record: logging.LogRecord) -> str:
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": self._redact(record.getMessage()),
            **self._fields(record),
        }
        if error := self._format_error(record):
            line["error"] = error
        return json.dumps(line)


class _TextFormatter(_RedactingFormatter):
    def _format(self, record: logging.LogRecord) -> str:
        clock = datetime.fromtimestamp(record.created, UTC).astimezone().strftime("%H:%M:%S")
        fields = "".join(f"  {name}={value}" for name, value in self._fields(record).items())
        # Escape line breaks: text from a member must not forge another log line.
        message = _escape_line_breaks(f"{self._redact(record.getMessage())}{fields}")
        line = f"{clock} {record.levelname:<8}{record.name}  {message}"
        return _escape_controls("\n".join(filter(None, (line, self._format_error(record)))))


def _escape_controls(text: str) -> str:
    """Replace control characters by visible escapes: a terminal would execute them, and erase lines for example."""
    return _TERMINAL_CONTROLS.sub(lambda match: f"\\x{ord(match[0]):02x}", text)


def _escape_line_breaks(text: str) -> str:
    return "\\n".join(text.splitlines())
