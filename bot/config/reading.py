"""Reading ``config.toml`` and the environment over it.

``EASEL_RUNWARE__MAX_IN_FLIGHT=4`` is ``max_in_flight`` in the table ``runware``; lists and tables are JSON.
"""

import json
import stat
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from bot.config.faults import sentences
from bot.config.models import merged
from bot.config.settings import PREFIX, Config
from bot.errors import ConfigError


def load(path: Path | None, environ: Mapping[str, str], *, required: bool = False) -> Config:
    """The configuration from the file (if there is one) and the environment over it.

    A file that is not there is an error only where it is ``required``. Raises :class:`ConfigError` with one line for
    each fault; no line holds a secret.
    """
    faults: list[str] = []
    table = merged(_file(path, required=required, faults=faults), _environment(environ, faults))
    try:
        config = Config.model_validate(table)
    except ValidationError as error:
        raise ConfigError([*faults, *sentences(error, Config)]) from None
    if faults:
        raise ConfigError(faults)
    return config


def exposure(path: Path | None) -> str | None:
    """One line of warning where every user of this machine can read the secrets in this file."""
    if path is None or not path.is_file() or not path.stat().st_mode & stat.S_IROTH:
        return None
    try:
        secrets = Config.model_validate(_file(path, required=False, faults=[])).secrets
    except ValidationError:  # the environment may correct what the file alone gets wrong
        return None
    warning = f"{path}: holds a secret and can be read by every user of this machine; chmod 600 {path} ends that"
    return warning if secrets else None


def _file(path: Path | None, *, required: bool, faults: list[str]) -> dict[str, Any]:
    if path is None or not (required or path.exists()):
        return {}
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        faults.append(f"{path}: is not valid TOML: {error}")
    except UnicodeDecodeError:
        faults.append(f"{path}: is not UTF-8 text")
    except OSError as error:
        faults.append(f"{path}: cannot be read: {error.strerror}")
    return {}


def _environment(environ: Mapping[str, str], faults: list[str]) -> dict[str, Any]:
    table: dict[str, Any] = {}
    # Sorted, a whole table comes before the keys inside it.
    for name, text in sorted(environ.items()):
        if not name.startswith(PREFIX):
            continue
        path = name.removeprefix(PREFIX).lower().split("__")
        if path[0] in Config.model_fields:
            table = merged(table, _nested(path, _value(text)))
        else:
            faults.append(f"{name}: is not a setting; the sections are {', '.join(Config.model_fields)}")
    return table


def _nested(path: Sequence[str], value: object) -> dict[str, Any]:
    first, *rest = path
    return {first: _nested(rest, value) if rest else value}


def _value(text: str) -> object:
    """The list or table that the text is as JSON, or else the text: ``[::1]:8081`` looks like a list and is none."""
    try:
        return json.loads(text) if text.lstrip().startswith(("[", "{")) else text
    except ValueError:
        return text
