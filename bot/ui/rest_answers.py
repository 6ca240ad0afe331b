"""How answers of Discord's REST API are read: discord.py 2.7.1 takes whatever comes for the API's own word.

It turns each 404 and 403 into ``NotFound`` and ``Forbidden``, also an edge's page in HTML; it raises KeyError and
TypeError on a 429 whose body it does not know, and sleeps for as long as a body says. When that sleep is cancelled
during a global limit, no request with the bot's token is ever sent again.
"""

import json
from contextlib import suppress
from typing import Any, Final

import aiohttp
import discord.http
import discord.webhook.async_
from discord.errors import _flatten_error_dict

from bot.ui.outages import CLOUDFLARE_BLOCK, OutageResponse, retry_after_seconds

LONGEST_SLEEP_SECONDS: Final = 5.0
"""Up to here discord.py waits by itself; whoever sent it waits where that takes longer, and can do other things."""
_NO_CONTENT: Final = 204
_REDIRECT: Final = 300
_TOO_MANY_REQUESTS: Final = 429
_SERVER_ERROR: Final = 500


def install() -> None:
    """Let discord.py read all answers this way; there is no option for it."""
    for module in (discord.http, discord.webhook.async_):
        vars(module)["json_or_text"] = read


async def read(response: aiohttp.ClientResponse) -> Any:
    """The answer's JSON, or an empty text where there is none; raises OutageResponse for what no API of Discord says.

    An error 500 and above is left to discord.py, which repeats it, unless it says for how long it will last.
    """
    data = await _parsed(response)
    status, wait = response.status, _header(response)
    if status < _REDIRECT:
        if data is None and status != _NO_CONTENT:
            raise OutageResponse(response, data, retry_after=wait, everywhere=False)
        return "" if data is None else data
    if status == _TOO_MANY_REQUESTS:
        return _patient(response, data)
    known = _is_error(data)
    if (status < _SERVER_ERROR and not known) or (status >= _SERVER_ERROR and wait is not None):
        raise OutageResponse(response, data, retry_after=wait, everywhere=not known)
    if known and data["code"] == CLOUDFLARE_BLOCK:
        raise OutageResponse(response, data, retry_after=wait, everywhere=True)
    return _plain(data) if known else ""


async def _parsed(response: aiohttp.ClientResponse) -> Any:
    """The body's object or list; ``None`` where it is empty or something else."""
    text = (await response.read()).decode(errors="replace")
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return data if isinstance(data, dict | list) else None


def _is_error(data: Any) -> bool:
    """Whether this is an error as Discord writes them; 0 is its code for errors without one of their own."""
    if not isinstance(data, dict) or not isinstance(data.get("message"), str):
        return False
    code = data.get("code")
    return isinstance(code, int) and not isinstance(code, bool)


def _plain(data: dict[str, Any]) -> dict[str, Any]:
    """The error, with the faults of a form only where discord.py can read them."""
    told = {"message": data["message"], "code": data["code"]}
    with suppress(AttributeError, TypeError, KeyError, RecursionError):
        faults = _flatten_error_dict(data["errors"])
        told["message"] = "\n".join([data["message"], *(f"In {where}: {what}" for where, what in faults.items())])
    return told


def _patient(response: aiohttp.ClientResponse, data: Any) -> Any:
    """A 429 that discord.py may wait out itself; one without ``Via`` comes from the edge in front of Discord."""
    form = data if isinstance(data, dict) and response.headers.get("Via") else {}
    told = retry_after_seconds(form.get("retry_after"))
    if told is None or told > LONGEST_SLEEP_SECONDS:
        raise OutageResponse(
            response,
            data,
            retry_after=_header(response) if told is None else told,
            everywhere=not form or form.get("global") is True,
        )
    return {**form, "retry_after": told, "global": False}


def _header(response: aiohttp.ClientResponse) -> float | None:
    return retry_after_seconds(response.headers.get("Retry-After"))
