"""``python -m bot.healthcheck``: exits with 0 if the Easel on this machine is alive, for containers without a shell.

It imports nothing else of the bot, because it runs every half minute, and reading the whole configuration takes ten
times as long. It uses no proxy, and takes ``config.toml`` from the working directory, as ``python -m bot`` does.
"""

import os
import sys
import tomllib
from collections.abc import Mapping
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import Any, Final

DEFAULT_LISTEN: Final = "127.0.0.1:8081"
TIMEOUT_SECONDS: Final = 4.0
_LOOPBACK_BY_ANY_ADDRESS: Final = {"0.0.0.0": "127.0.0.1", "": "127.0.0.1", "::": "::1"}  # noqa: S104 - not listened at


def main() -> int:
    """Print what was found, and return the exit code."""
    address = health_address(os.environ, Path("config.toml"))
    if address is None:
        print("http.listen is empty, so nothing can be asked")
        return 0
    fault = find_fault(*address)
    print(fault or "alive")
    return 0 if fault is None else 1


def health_address(environ: Mapping[str, str], config: Path) -> tuple[str, int] | None:
    """Host and port at which Easel answers ``/healthz``; ``None`` if it does not listen."""
    settings = _read_http_settings(config)
    for key in ("metrics_listen", "listen"):
        fallback = DEFAULT_LISTEN if key == "listen" else ""
        listen = environ.get(f"EASEL_HTTP__{key.upper()}", settings.get(key, fallback)).strip()
        if listen:
            host, _, port = listen.rpartition(":")
            host = host.strip("[]")
            return _LOOPBACK_BY_ANY_ADDRESS.get(host, host), int(port)
    return None


def find_fault(host: str, port: int) -> str | None:
    """What is wrong with the answer of ``/healthz``; ``None`` if Easel is alive."""
    connection = HTTPConnection(host, port, timeout=TIMEOUT_SECONDS)
    try:
        connection.request("GET", "/healthz")
        status = connection.getresponse().status
    except (OSError, HTTPException) as error:
        return f"no answer from {host}:{port}: {error!r}"
    finally:
        connection.close()
    return None if status == 200 else f"{host}:{port} answered with HTTP {status}"  # noqa: PLR2004


def _read_http_settings(config: Path) -> Mapping[str, Any]:
    try:
        settings = tomllib.loads(config.read_text("utf-8-sig")).get("http", {})
    except (OSError, ValueError):  # no file, or one with which the bot does not start
        return {}
    return {key: value for key, value in settings.items() if isinstance(value, str)}


if __name__ == "__main__":
    sys.exit(main())
