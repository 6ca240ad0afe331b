"""Reads ``config.toml``, and explains in one sentence why it cannot be read, without showing a value."""

import codecs
import re
import stat
import tomllib
from pathlib import Path
from typing import Any, Final

from bot.errors import ConfigError

MAX_FILE_BYTES: Final = 1 << 20
"""Far more than all settings take; a device such as ``/dev/zero`` never ends."""
_NON_UTF8_BOMS: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE)
"""The byte order marks of UTF-16 and UTF-32; that of UTF-32-LE begins with that of UTF-16-LE."""
_MAX_REASON_CHARS: Final = 160
_KEY: Final = r"\s*[\w.\"'-]+\s*"
_HINTS_BY_LINE: Final = (
    (r".*[“”„«»]", "use straight quotation marks, \" or '"),
    (rf"{_KEY}:", "write = between a key and its value"),
    (rf"{_KEY}=\s*(True|TRUE|False|FALSE)\b", "write true and false in small letters"),
    (rf"{_KEY}=\s*(#.*)?$", "the value is missing"),
    (rf"{_KEY}=\s*\d+,\d", "write numbers with a point, as in 2.5"),
    (rf"{_KEY}=\s*\$", "write the number alone, without $"),
    (rf"{_KEY}=\s*(?!true|false|inf|nan)[A-Za-z_/]", 'put texts in quotation marks, as in key = "text"'),
    (rf"{_KEY}=\s*\".*\\", "put a text that has a \\ in single quotation marks, as in key = 'C:\\text'"),
    (rf"{_KEY}=\s*(\"[^\"]*|'[^']*)$", "a quotation mark is missing at the end of the text"),
    (rf"{_KEY}=.*\S\s+{_KEY}=", "write each key on a line of its own"),
    (r"\s*\[[^\]]*$", "a ] is missing"),
    (r"\s*[\w.-]+\s*$", "a line is [table], or key = value"),
)  # fmt: skip - one hint a line
"""What is usually wrong with a line that begins like this."""


def read_toml(path: Path, *, required: bool) -> dict[str, Any]:
    """Read the file. Without a file the result is empty, unless the file is ``required``.

    A required file may also be a pipe or a device, as in ``--config <(decrypt config)``. Raises :class:`ConfigError`.
    """
    if not required and not _exists(path):
        return {}
    try:
        data = _read(path, any_kind=required)
    except OSError as error:
        raise ConfigError([f"{path}: cannot be read: {error.strerror}"]) from None
    if len(data) > MAX_FILE_BYTES:
        raise ConfigError([f"{path}: is larger than {MAX_FILE_BYTES >> 20} MiB, so it cannot be a configuration"])
    return _parse(path, data)


def _exists(path: Path) -> bool:
    """Whether something has that name, also if it cannot be read, or is a link that leads nowhere."""
    try:
        path.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError:
        return True
    return True


def _read(path: Path, *, any_kind: bool) -> bytes:
    if not any_kind and not stat.S_ISREG(path.stat().st_mode):
        reason = "it is a directory" if path.is_dir() else "it is not a file"
        raise OSError(None, reason)
    with path.open("rb") as file:
        return file.read(MAX_FILE_BYTES + 1)


def _parse(path: Path, data: bytes) -> dict[str, Any]:
    if data.startswith(_NON_UTF8_BOMS):
        raise ConfigError([f"{path}: is UTF-16 or UTF-32 text; save it as UTF-8"])
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ConfigError([f"{path}: is not UTF-8 text; save it as UTF-8"]) from None
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError([f"{path}: is not valid TOML: {_explain(text, str(error))}"]) from None
    except (ValueError, RecursionError):  # thousands of digits, or a thousand nested brackets
        raise ConfigError([f"{path}: is not valid TOML: a value is too long or too deeply nested"]) from None


def _explain(text: str, reason: str) -> str:
    shown = "".join(char if char.isprintable() else "?" for char in reason[:_MAX_REASON_CHARS])
    if re.match(r"Cannot (overwrite|declare|mutate|redefine)", reason):
        return f"{shown}: the key or table is there twice"
    hint = _find_hint(_find_line(text, reason))
    return f"{shown}; {hint}" if hint else shown


def _find_line(text: str, reason: str) -> str:
    """The line that the parser complains about; the last one that is not empty if it names none."""
    lines = text.replace("\r\n", "\n").split("\n")
    if found := re.search(r"at line (\d+), column (\d+)", reason):
        return lines[min(int(found[1]), len(lines)) - 1]
    return next((line for line in reversed(lines) if line.strip()), "")


def _find_hint(line: str) -> str:
    return next((hint for pattern, hint in _HINTS_BY_LINE if re.match(pattern, line)), "")
