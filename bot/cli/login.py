"""Logs in to Discord, and waits while Discord cannot be reached."""

import asyncio
from typing import Final

import discord

from bot.app import App
from bot.discord.api_errors import NETWORK_ERRORS, OutageResponse, Recovery, diagnose_error
from bot.discord.client import LOGIN_REJECTED
from bot.discord.endpoints import DISCORD_API_URL, find_gateway, set_endpoints
from bot.discord.gateway_events import ReconnectBackoff
from bot.errors import ConfigError, DiscordDown

LOGIN_TIMEOUT_SECONDS: Final = 60.0
"""Timeout of one attempt to log in, which also publishes changed commands."""


async def log_in(app: App, *, retry: bool = True) -> None:
    """Log in, load the cogs and publish the commands.

    Retries while Discord cannot be reached or a proxy responds in its place, and logs that once a minute; without
    ``retry`` it raises :class:`DiscordDown` with the reason instead. Raises ConfigError if Discord rejects the token.
    """
    token = app.config.discord.token
    assert token is not None
    set_endpoints(app.config.discord.api_url, app.config.discord.gateway_url)
    backoff = ReconnectBackoff("API")
    while True:
        try:
            await _log_in_once(app, token.get_secret_value())
        except (discord.HTTPException, discord.LoginFailure, discord.RateLimited, *NETWORK_ERRORS) as error:
            cause = _require_temporary_cause(error)
            if not retry:
                raise DiscordDown(_describe_outage(cause)) from error
            app.bot.outage = backoff.record_failure(cause)
            await asyncio.sleep(backoff.next_delay_seconds(diagnose_error(cause).retry_after))
        else:
            app.bot.outage = None
            return


async def _log_in_once(app: App, token: str) -> None:
    """Log in with a single attempt. If it fails, close the HTTP session, which discord.py leaves open."""
    bot = app.bot
    try:
        async with asyncio.timeout(LOGIN_TIMEOUT_SECONDS):
            await bot.login(token)
            if app.config.discord.gateway_url is None and app.config.discord.api_url != DISCORD_API_URL:
                await find_gateway(bot)
    except BaseException:
        await bot.http.close()
        bot.http.connector = discord.utils.MISSING  # closed with the session, but discord.py would reuse it
        raise


def _require_temporary_cause(error: BaseException) -> BaseException:
    """Return the outage that caused a failed login; raise the error if it is not temporary."""
    if isinstance(error, discord.LoginFailure):
        if not isinstance(error.__cause__, OutageResponse):
            raise ConfigError([LOGIN_REJECTED]) from None
        return error.__cause__
    if diagnose_error(error).recovery is not Recovery.RETRY_LATER:
        raise error
    return error


def _describe_outage(cause: BaseException) -> str:
    """Describe an outage in a few words, without secrets."""
    status = getattr(cause, "status", None)
    if status is None:
        return f"no answer ({type(cause).__name__})"
    return f"HTTP {status}" + (", and not from Discord’s own API" if isinstance(cause, OutageResponse) else "")
