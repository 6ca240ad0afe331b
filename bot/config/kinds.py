"""The kinds of value that settings have, each with the sentence for a value it cannot be."""

import re
from ipaddress import ip_address
from typing import Annotated, Final
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator, Field, SecretStr

UNLIMITED: Final = -1
"""Where a limit has this value, there is none; 0 means that nothing is allowed."""


def _address(schemes: tuple[str, str]) -> AfterValidator:
    """An address of the first scheme, or of the second where it never leaves this machine."""
    safe, local = schemes

    def check(text: str) -> str:
        try:
            parts = urlsplit(text)
            _ = parts.port
        except ValueError:
            raise ValueError(f"must be an address that begins with {safe}://") from None
        if parts.scheme not in schemes or not parts.hostname:
            raise ValueError(f"must be an address that begins with {safe}://")
        if parts.username is not None:
            raise ValueError("must not hold a name or a password")
        if parts.scheme == local and not _is_loopback(parts.hostname):
            raise ValueError(f"must begin with {safe}://; {local}:// is only for addresses on this machine")
        return text.rstrip("/")

    return AfterValidator(check)


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _host(text: str) -> str:
    pattern = r"(?:\*\.(?=[^.]+\.))?[a-z0-9-]+(?:\.[a-z0-9-]+)*(?::\d{1,5})?"
    if not re.fullmatch(pattern, text.lower()):
        raise ValueError("must be a host such as “im.runware.ai” or “*.runware.ai”")
    return text.lower()


def _some(hosts: tuple[str, ...]) -> tuple[str, ...]:
    if not hosts:
        raise ValueError("must name one host or more")
    return hosts


def _listen(text: str) -> str:
    host, _, port = text.rpartition(":")
    if text and not (host and re.fullmatch("[0-9]{1,5}", port) and int(port) < 1 << 16):
        raise ValueError("must be “host:port”, or empty for none")
    return text


def _database(url: SecretStr) -> SecretStr:
    scheme, _, rest = url.get_secret_value().partition("://")
    if not (scheme == "sqlite" and rest.strip("/")) and not (scheme in {"postgresql", "postgres"} and rest):
        raise ValueError("must be “sqlite:///FILE” or “postgresql://user:password@host/name”")
    if scheme == "sqlite" and not rest.startswith("/"):
        raise ValueError("needs three slashes: “sqlite:///FILE”, and four before an absolute path")
    return url


def _pause(seconds: float) -> float:
    if seconds < 0 and seconds != UNLIMITED:
        raise ValueError(f"must be at least 0, or {UNLIMITED} for none")
    return seconds


def _none_if_unlimited(value: object) -> object:
    """``None`` for -1, however it is written; anything else is left to the field's own checks."""
    try:
        return None if isinstance(value, int | float | str) and float(value) == UNLIMITED else value
    except ValueError:
        return value


def _none_if(*blanks: object) -> BeforeValidator:
    return BeforeValidator(lambda value: None if value in blanks else value)


HttpAddress = Annotated[str, _address(("https", "http"))]
GatewayAddress = Annotated[str, _address(("wss", "ws"))]
Hosts = Annotated[tuple[Annotated[str, AfterValidator(_host)], ...], AfterValidator(_some)]
Secret = Annotated[SecretStr | None, _none_if("")]
Seconds = Annotated[float, Field(gt=0, le=86_400, allow_inf_nan=False)]
Limit = Annotated[int, Field(ge=UNLIMITED)]
Pause = Annotated[float, AfterValidator(_pause), Field(allow_inf_nan=False)]
DatabaseAddress = Annotated[SecretStr, AfterValidator(_database)]
TierName = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_-]{0,31}$")]
Listen = Annotated[str, AfterValidator(_listen)]
Budget = Annotated[
    Annotated[float, Field(ge=0, allow_inf_nan=False)] | None,
    BeforeValidator(_none_if_unlimited),
]
