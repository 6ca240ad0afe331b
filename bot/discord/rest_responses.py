"""Parses responses of Discord's REST API instead of discord.py 2.7.1, which trusts the status of every response.

discord.py turns each 404 and 403 into ``NotFound`` and ``Forbidden``, even an HTML page of a proxy. It raises KeyError
or TypeError on a 429 with an unknown body, and sleeps for as long as the body says. If that sleep is cancelled during
a global rate limit, no request with the bot's token is ever sent again.
"""

import json
from contextlib import suppress
from http import HTTPStatus
from typing import Any, Final

import aiohttp
import discord.http
import discord.webhook.async_
from discord.errors import _flatten_error_dict

from bot.discord.api_errors import CLOUDFLARE_BLOCK_CODE, OutageResponse, parse_retry_after_seconds

MAX_RATE_LIMIT_SLEEP_SECONDS: Final = 5.0
"""The longest rate limit for which discord.py sleeps by itself; a longer one is raised, so that the caller can wait."""


def install_response_reader() -> None:
    """Replace ``json_or_text`` in discord.py's HTTP modules with :func:`read_response`; there is no option for it."""
    for module in (discord.http, discord.webhook.async_):
        vars(module)["json_or_text"] = read_response


async def read_response(response: aiohttp.ClientResponse) -> Any:
    """Return the response's JSON, or an empty text if it has none.

    Raises :class:`OutageResponse` for a response that does not come from the API, and for a rate limit longer than
    :data:`MAX_RATE_LIMIT_SLEEP_SECONDS`. discord.py itself retries a status of 500 and above without ``Retry-After``.
    """
    data = await _parse_json(response)
    if response.status == HTTPStatus.TOO_MANY_REQUESTS:
        return _check_rate_limit(response, data)
    if response.status >= HTTPStatus.MULTIPLE_CHOICES:
        return _check_error(response, data)
    if data is None and response.status != HTTPStatus.NO_CONTENT:
        raise OutageResponse(response, data, retry_after=_retry_after_header(response), affects_all_requests=False)
    return "" if data is None else data


def _check_error(response: aiohttp.ClientResponse, data: Any) -> Any:
    """The body of an error for discord.py; raises OutageResponse where the retries of discord.py are of no use."""
    is_api_error, wait = _is_api_error(data), _retry_after_header(response)
    is_outage = not is_api_error if response.status < HTTPStatus.INTERNAL_SERVER_ERROR else wait is not None
    is_blocked = is_api_error and data["code"] == CLOUDFLARE_BLOCK_CODE
    if is_outage or is_blocked:
        raise OutageResponse(response, data, retry_after=wait, affects_all_requests=is_blocked or not is_api_error)
    return _flatten_error(data) if is_api_error else ""


async def _parse_json(response: aiohttp.ClientResponse) -> Any:
    """Decode the body; ``None`` unless it is a JSON object or array."""
    text = (await response.read()).decode(errors="replace")
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return data if isinstance(data, dict | list) else None


def _is_api_error(data: Any) -> bool:
    """Whether this is an error object of Discord's API; it uses code 0 for errors without a specific code."""
    if not isinstance(data, dict) or not isinstance(data.get("message"), str):
        return False
    code = data.get("code")
    return isinstance(code, int) and not isinstance(code, bool)


def _flatten_error(data: dict[str, Any]) -> dict[str, Any]:
    """The error object, with its nested ``errors`` appended to the message as far as discord.py can flatten them."""
    flat = {"message": data["message"], "code": data["code"]}
    with suppress(AttributeError, TypeError, KeyError, RecursionError):
        errors = _flatten_error_dict(data["errors"])
        flat["message"] = "\n".join([data["message"], *(f"In {field}: {text}" for field, text in errors.items())])
    return flat


def _check_rate_limit(response: aiohttp.ClientResponse, data: Any) -> Any:
    """The body of a 429 for discord.py if it may sleep that long; raises OutageResponse for any other 429.

    A 429 without a ``Via`` header comes from Cloudflare, not from the API.
    """
    body = data if isinstance(data, dict) and response.headers.get("Via") else {}
    seconds = parse_retry_after_seconds(body.get("retry_after"))
    if seconds is None or seconds > MAX_RATE_LIMIT_SLEEP_SECONDS:
        wait = _retry_after_header(response) if seconds is None else seconds
        is_global = not body or body.get("global") is True
        raise OutageResponse(response, data, retry_after=wait, affects_all_requests=is_global)
    return {**body, "retry_after": seconds, "global": False}


def _retry_after_header(response: aiohttp.ClientResponse) -> float | None:
    return parse_retry_after_seconds(response.headers.get("Retry-After"))
