"""Logging, set up once: JSON lines for machines, short lines for a terminal, secrets for nobody."""

import json
import logging
import re
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any, Final, TextIO

_HIDDEN: Final = "***"
# Discord puts an interaction's token, Runware ours, into the path of addresses; libraries log those.
_SIGNATURE: Final = re.compile(r"(X-Amz-Signature=)[0-9a-fA-F]+")
_TOKEN_IN_PATH: Final = re.compile(r"(/(?:interactions|webhooks)/(?:\d+|runware)/)[^/\s\"'?&>]+")
_STANDARD: Final = frozenset(logging.makeLogRecord({}).__dict__) | {"message", "asctime", "color_message"}
_subject: ContextVar[dict[str, Any] | None] = ContextVar("subject", default=None)


@contextmanager
def about(**subject: object) -> Iterator[None]:
    """Put these on each line that is logged inside, also by tasks started there: ``about(job=1, user=2)``."""
    token = _subject.set({**(_subject.get() or {}), **subject})
    try:
        yield
    finally:
        _subject.reset(token)


def set_up(
    *, secrets: Iterable[str] = (), level: int = logging.INFO, stream: TextIO | None = None, as_json: bool | None = None
) -> None:
    """Send everything to ``stream`` (standard output), as JSON lines unless it is a terminal.

    ``secrets`` never appear on a line, wherever they come from; neither do the tokens in addresses. Calling it again
    replaces what was set up before.
    """
    stream = stream or sys.stdout
    as_json = not stream.isatty() if as_json is None else as_json
    handler = logging.StreamHandler(stream)
    handler.setFormatter((_JsonLines if as_json else _ShortLines)(_Redaction(secrets)))
    handler.addFilter(_quiet)
    handler.addFilter(_mark)
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    logging.getLogger("discord").setLevel(max(level, logging.INFO))


def _quiet(record: logging.LogRecord) -> bool:
    # At DEBUG, discord.py logs whole payloads; a logger below "discord" may have a level of its own.
    return record.levelno >= logging.INFO or record.name.partition(".")[0] != "discord"


def _mark(record: logging.LogRecord) -> bool:
    for name, value in (_subject.get() or {}).items():
        record.__dict__.setdefault(name, value)
    return True


class _Redaction:
    """Blacks out the secrets it was given, and the tokens and signatures in addresses."""

    def __init__(self, secrets: Iterable[str]) -> None:
        # An error or a list shows its text as a literal, in which quotes and backslashes look different.
        spelled = {spelling for secret in secrets if secret for spelling in (secret, repr(secret)[1:-1])}
        longest_first = sorted(spelled, key=len, reverse=True)
        self._secrets = re.compile("|".join(map(re.escape, longest_first))) if longest_first else None

    def __call__(self, text: str) -> str:
        if self._secrets is not None:
            text = self._secrets.sub(_HIDDEN, text)
        return _SIGNATURE.sub(rf"\1{_HIDDEN}", _TOKEN_IN_PATH.sub(rf"\1{_HIDDEN}", text))


class _Lines(logging.Formatter):
    def __init__(self, redact: _Redaction) -> None:
        super().__init__()
        self._redact = redact

    def _fields(self, record: logging.LogRecord) -> dict[str, Any]:
        """What was said in ``extra`` and by :func:`about`, as plain values without secrets."""
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
        # One event stays one line: what a person typed must not be able to forge another one.
        line = f"{clock} {record.levelname:<8}{record.name}  {_one_line(said)}"
        return "\n".join(filter(None, (line, self._error(record))))


def _one_line(text: str) -> str:
    return "\\n".join(text.splitlines())
