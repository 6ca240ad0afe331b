"""Types of settings, each with the sentence for an invalid value."""

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from functools import partial
from ipaddress import ip_address
from pathlib import Path
from types import MappingProxyType, UnionType
from typing import Annotated, Any, Final, Union, get_args, get_origin
from urllib.parse import urlsplit

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    Field,
    PlainSerializer,
    SecretStr,
    StrictFloat,
    StrictInt,
)
from yarl import URL

from bot.domain.limits import UNLIMITED
from bot.domain.styles import StyleName, StyleText
from bot.net.allowed_hosts import is_loopback, split_pattern

MAX_LIMIT: Final = 1_000_000_000
"""Upper bound of limits and budgets: more than needed, and far below the range of a database column."""

_MAX_HOST_CHARS: Final = 253
_BOOLEAN_WORDS: Final = MappingProxyType(
    dict.fromkeys(("true", "yes", "on", "1"), True) | dict.fromkeys(("false", "no", "off", "0"), False)
)


class EnvironmentText(str):
    """The text of an environment variable, which may represent a number or boolean."""

    __slots__ = ()


def convert_environment_texts(table: Mapping[str, Any], model: type[BaseModel]) -> dict[str, Any]:
    """Convert each :class:`EnvironmentText` in the table to the number or boolean that its field requires.

    A text that cannot be converted stays text, which the field then rejects like text in a file.
    """
    fields = model.model_fields
    return {
        key: _convert_text(value, set(_accepted_types(fields[key].annotation)))
        if isinstance(value, EnvironmentText) and key in fields
        else value
        for key, value in table.items()
    }


def _accepted_types(annotation: object) -> Iterator[object]:
    """The plain types that a field accepts: ``float`` and ``NoneType`` for ``Annotated[float, …] | None``."""
    origin = get_origin(annotation)
    if origin is Annotated:
        yield from _accepted_types(get_args(annotation)[0])
    elif origin in {Union, UnionType}:
        for member in get_args(annotation):
            yield from _accepted_types(member)
    else:
        yield annotation


def _convert_text(text: str, types: set[object]) -> object:
    if bool in types:
        return _BOOLEAN_WORDS.get(text.lower(), str(text))
    with suppress(ValueError):  # int() raises ValueError above 4300 digits
        if int in types and re.fullmatch(r"[+-]?[0-9]+", text):
            return int(text)
        if float in types:
            return float(text)
    return str(text)


def _check_url(secure: str, plain: str, text: str) -> str:
    """Check a URL: its scheme must be ``secure``, or ``plain`` for loopback hosts only."""
    if any(map(str.isspace, text)):
        raise ValueError("must not hold blanks")
    try:
        parts = urlsplit(text)
        _ = parts.port  # raises ValueError if it is invalid
        is_valid = parts.scheme in {secure, plain} and _is_host(parts.hostname or "") and bool(URL(text))
    except ValueError:
        is_valid = False
    if not is_valid:
        raise ValueError(f"must be an address that begins with {secure}://")
    if parts.username is not None:
        raise ValueError("must not hold a name or a password")
    if parts.scheme == plain and not is_loopback(parts.hostname or ""):
        raise ValueError(f"must begin with {secure}://; {plain}:// is only for addresses on this machine")
    return text.rstrip("/")


def _is_host(name: str) -> bool:
    """Whether it is an IP address, or a name that can be looked up: with labels of 1 to 63 characters."""
    with suppress(ValueError):
        return bool(ip_address(name.partition("%")[0]))
    try:
        ascii_name = name.encode("idna").decode()  # which can hold dots that the name had as other characters
        return 0 < len(ascii_name.encode("idna")) <= _MAX_HOST_CHARS
    except UnicodeError:
        return False


def _check_host_pattern(text: str) -> str:
    pattern = r"(?:\*\.(?=[^.]+\.))?[a-z0-9-]+(?:\.[a-z0-9-]+)*(?::\d{1,5})?"
    name, port = split_pattern(text) if re.fullmatch(pattern, text.lower()) else ("", None)
    if (port or 0) >= 1 << 16 or not _is_host(name.removeprefix("*.")):
        raise ValueError("must be a host such as “im.runware.ai” or “*.runware.ai”")
    return text.lower()


def _check_not_empty(hosts: tuple[str, ...]) -> tuple[str, ...]:
    if not hosts:
        raise ValueError("must name one host or more")
    return hosts


def _check_listen_address(text: str) -> str:
    host, _, port = text.rpartition(":")
    is_valid = _is_host(host.strip("[]")) and re.fullmatch("[0-9]{1,5}", port) and int(port) < 1 << 16
    if text and not is_valid:
        raise ValueError("must be “host:port”, or empty for none")
    return text


def _check_database_url(url: SecretStr) -> SecretStr:
    scheme, _, rest = url.get_secret_value().partition("://")
    if not (scheme == "sqlite" and rest.strip("/")) and not (scheme in {"postgresql", "postgres"} and rest):
        raise ValueError("must be “sqlite:///FILE” or “postgresql://user:password@host/name”")
    if scheme == "sqlite" and not rest.startswith("/"):
        raise ValueError("needs three slashes: “sqlite:///FILE”, and four before an absolute path")
    if scheme == "sqlite" and not Path(rest[1:]).name:  # of “.”, which is the working directory
        raise ValueError("must name a file, as in “sqlite:///data/easel.db”")
    return url


def _check_cooldown(seconds: float) -> float:
    if seconds < 0 and seconds != UNLIMITED:
        raise ValueError(f"must be at least 0, or {UNLIMITED} for none")
    return seconds


def _none_if(*blanks: object) -> BeforeValidator:
    return BeforeValidator(lambda value: None if value in blanks else value)


HttpAddress = Annotated[str, AfterValidator(partial(_check_url, "https", "http"))]
GatewayAddress = Annotated[str, AfterValidator(partial(_check_url, "wss", "ws"))]
HostPatterns = Annotated[
    tuple[Annotated[str, AfterValidator(_check_host_pattern)], ...], AfterValidator(_check_not_empty)
]
Secret = Annotated[SecretStr | None, _none_if("")]
Seconds = Annotated[StrictFloat, Field(gt=0, le=86_400, allow_inf_nan=False)]
Share = Annotated[StrictFloat, Field(ge=0, le=1, allow_inf_nan=False)]
"""A part of a whole, from 0 to 1."""
Snowflake = Annotated[StrictInt, Field(gt=0, lt=1 << 63)]
"""The id of a server or of something that is sold at Discord."""
Limit = Annotated[StrictInt, Field(ge=UNLIMITED, le=MAX_LIMIT)]
CooldownSeconds = Annotated[StrictFloat, AfterValidator(_check_cooldown), Field(le=MAX_LIMIT, allow_inf_nan=False)]
DatabaseAddress = Annotated[SecretStr, AfterValidator(_check_database_url)]
TableKey = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_-]{0,31}$")]
"""The key of a model or tier."""
ListenAddress = Annotated[str, AfterValidator(_check_listen_address)]
OptionalListenAddress = Annotated[ListenAddress | None, _none_if("")]
DollarAmount = Annotated[
    Annotated[StrictFloat, Field(ge=0, le=MAX_LIMIT, allow_inf_nan=False)] | None,
    _none_if(UNLIMITED),
]
"""A budget or a threshold in dollars; ``None`` is unlimited."""
NamedStyles = Annotated[
    Mapping[StyleName, StyleText], AfterValidator(lambda styles: MappingProxyType(dict(styles))), PlainSerializer(dict)
]
"""The styles of the configuration: names, and the text that each adds to a prompt."""
