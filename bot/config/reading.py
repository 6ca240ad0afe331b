"""Reads ``config.toml`` and the environment variables that override it.

``EASEL_RUNWARE__MAX_IN_FLIGHT=4`` is ``max_in_flight`` in the table ``runware``; lists and tables are JSON.
"""

import json
import unicodedata
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from pydantic import ValidationError

from bot.config.faults import describe_faults, format_key
from bot.config.models import merge_tables
from bot.config.settings import ENVIRONMENT_PREFIX, Config
from bot.config.toml_file import read_toml
from bot.config.value_types import EnvironmentText
from bot.errors import ConfigError
from bot.file_permissions import world_access

_INVISIBLE_CHARS: Final = "\ufeff\u200b\u2060"
"""Invisible characters that are copied along with text and that :meth:`str.strip` does not remove."""
_CONTROL_CATEGORIES: Final = frozenset({"Cc", "Cs", "Zl", "Zp"})
"""Unicode categories of control characters, lone surrogates, and line and paragraph separators."""


def load_config(path: Path | None, environ: Mapping[str, str], *, required: bool = False) -> Config:
    """Load the configuration from the file, if there is one, overridden by the environment.

    A missing file is an error only if it is ``required``. Raises :class:`ConfigError` with one line for each fault; no
    line contains a secret. White space around a value is removed.
    """
    faults: list[str] = []
    merged = merge_tables(_read_file(path, required=required, faults=faults), _read_environment(environ, faults))
    table = {key: _strip_values(value, (key,), faults) for key, value in merged.items()}
    try:
        config = Config.model_validate(table)
    except ValidationError as error:
        faults += [line for line in describe_faults(error, Config) if not _is_already_reported(line, faults)]
    if faults:
        raise ConfigError(faults)
    return config


def _is_already_reported(line: str, faults: Sequence[str]) -> bool:
    """Whether one of the faults has the same key as the line, or a key inside it."""
    key = line.partition(": ")[0]
    return any(fault.startswith((f"{key}: ", f"{key}.")) for fault in faults)


def permissions_warning(path: Path | None) -> str | None:
    """Warn, in one line, if every user of this machine can change the file, or read secrets in it."""
    access = None if path is None or not _is_file(path) else world_access(path)
    if access == "changed":
        return f"{path}: can be changed by every user of this machine; run: chmod 600 {path}"
    if access is None:
        return None
    try:
        secrets = Config.model_validate(_read_file(path, required=False, faults=[])).secrets
    except ValidationError:  # the environment may correct values of the file
        return None
    warning = f"{path}: contains a secret and can be read by every user of this machine; run: chmod 600 {path}"
    return warning if secrets else None


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:
        return False


def _read_file(path: Path | None, *, required: bool, faults: list[str]) -> dict[str, Any]:
    try:
        return {} if path is None else read_toml(path, required=required)
    except ConfigError as error:
        faults += error.faults
        return {}


def _strip_values(value: object, path: tuple[str, ...], faults: list[str]) -> Any:
    """Strip white space around all texts in the value, recursively; other control characters are a fault."""
    match value:
        case dict():
            return {key: _strip_values(entry, (*path, key), faults) for key, entry in value.items()}
        case list():
            return [_strip_values(entry, (*path, str(index)), faults) for index, entry in enumerate(value)]
        case str():
            text = _strip_text(value)
            allowed = "\n\r\t" if path[0] == "styles" else ""
            if any(unicodedata.category(char) in _CONTROL_CATEGORIES and char not in allowed for char in text):
                faults.append(f"{format_key(path)}: must not hold line breaks or other control characters")
            return EnvironmentText(text) if isinstance(value, EnvironmentText) else text
    return value


def _strip_text(text: str) -> str:
    while (shorter := text.strip().strip(_INVISIBLE_CHARS)) != text:
        text = shorter
    return text


def _read_environment(environ: Mapping[str, str], faults: list[str]) -> dict[str, Any]:
    table: dict[str, Any] = {}
    # In sorted order, a whole table precedes the keys inside it, which override it.
    for name, text in sorted(environ.items()):
        if not name.startswith(ENVIRONMENT_PREFIX):
            continue
        path = name.removeprefix(ENVIRONMENT_PREFIX).lower().split("__")
        if path[0] in Config.model_fields:
            table = merge_tables(table, _nest(path, _parse_value(text)))
        else:
            faults.append(f"{format_key([name])}: is not a setting; the sections are {', '.join(Config.model_fields)}")
    return table


def _nest(path: Sequence[str], value: object) -> dict[str, Any]:
    first, *rest = path
    return {first: _nest(rest, value) if rest else value}


def _parse_value(text: str) -> object:
    """Parse a JSON list or table; anything else stays text, including ``[::1]:8081``, which begins like a list."""
    stripped = _strip_text(text)
    if stripped.startswith(("[", "{")):
        try:
            return json.loads(stripped)
        except (ValueError, RecursionError):
            return stripped
    return EnvironmentText(text)
