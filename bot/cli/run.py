"""``python -m bot run``: logs in, serves, and drains on SIGTERM."""

import asyncio
import gc
import logging
import signal
from collections.abc import Collection, Coroutine
from contextlib import AbstractAsyncContextManager
from functools import partial
from typing import Any, Final

import discord

from bot.app import App, open_app
from bot.config import Config
from bot.discord.api_errors import NETWORK_ERRORS, OutageResponse, Recovery, diagnose_error
from bot.discord.client import LOGIN_REJECTED
from bot.discord.endpoints import DISCORD_API_URL, find_gateway, set_endpoints
from bot.discord.gateway_events import ReconnectBackoff
from bot.errors import ConfigError, DiscordDown
from bot.loops import run_forever
from bot.observability import health, http_server
from bot.storage import kv

log: Final = logging.getLogger(__name__)

DRAIN_TIMEOUT_SECONDS: Final = 7.0
"""Seconds that running jobs have to finish when the bot stops.

``docker stop`` kills the process after 10 seconds, and remaining archive uploads get up to 1.5 seconds after this.
"""
LOGIN_TIMEOUT_SECONDS: Final = 60.0
"""Timeout of one attempt to log in, which also publishes changed commands."""
GAUGE_INTERVAL_SECONDS: Final = 5.0
"""Pause between two updates of the gauges."""


async def run(config: Config, *, allow_new_database: bool = False) -> None:
    """Serve Discord until SIGTERM or SIGINT, then drain. Raises ConfigError if Discord does not accept the token.

    ``allow_new_database`` allows an empty database in place of a lost one. Health and readiness are served from the
    start, also while Discord cannot be reached.
    """
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(name, stop.set)
    async with open_app(config, allow_new_database=allow_new_database) as app, _serve_http(app):
        try:
            await _run_or_cancel(stop, log_in(app))
            if not stop.is_set():
                _freeze_garbage_collector()
                await _run_until_stopped(app, stop)
        finally:
            await app.bot.close()


def _serve_http(app: App) -> AbstractAsyncContextManager[http_server.BoundPorts]:
    http = app.config.http
    return http_server.serve(
        http.listen,
        http.metrics_listen,
        operator_routes=health.build_operator_routes(app.metrics.render, _readiness_checks(app)),
        webhook_routes=() if app.webhooks is None else app.webhooks.routes(app.worker.handle_hint),
    )


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
    """Log in once; on failure close the HTTP session, which discord.py leaves open."""
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


def _freeze_garbage_collector() -> None:
    """Exclude all present objects from garbage collection: modules, classes and commands exist until the process ends.

    Otherwise each full collection traverses them, which blocks the event loop for a tenth of a second.
    """
    gc.collect()
    gc.freeze()


async def _run_until_stopped(app: App, stop: asyncio.Event) -> None:
    tasks = {
        asyncio.create_task(work, name=name)
        for name, work in (
            ("gateway", app.bot.connect()),
            ("worker", app.worker.run()),
            ("queue positions", app.queue_positions.run()),
            ("costs", app.cost_reconciler.run()),
            ("balance", app.balance_watch.run()),
            ("maintenance", app.maintenance.run()),
            ("case cards", app.case_cards.run()),
            ("refusals", app.refusals.run()),
            ("purchases", app.services.purchases.run()),
            ("gauges", run_forever(partial(_update_gauges, app), GAUGE_INTERVAL_SECONDS, event="metrics_stale")),
            ("loop lag", app.metrics.measure_loop_lag()),
            ("stop", stop.wait()),
        )
    }
    try:
        done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    finally:
        await _stop(app, tasks)
    for task in done:
        task.result()


async def _stop(app: App, tasks: Collection[asyncio.Task[Any]]) -> None:
    log.info("Stopping: new requests are refused, running jobs are finished", extra={"event": "draining"})
    app.services.capacity.is_closing = True
    await app.worker.drain(DRAIN_TIMEOUT_SECONDS)
    await app.bot.close()
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    log.info("Stopped", extra={"event": "stopped"})


async def _run_or_cancel(stop: asyncio.Event, work: Coroutine[Any, Any, None]) -> None:
    """Run the work until it ends, or cancel it when ``stop`` is set."""
    working, stopping = asyncio.create_task(work), asyncio.create_task(stop.wait())
    await asyncio.wait({working, stopping}, return_when=asyncio.FIRST_COMPLETED)
    stopping.cancel()
    if not working.done():
        working.cancel()
        await asyncio.gather(working, return_exceptions=True)
        return
    await working


async def _update_gauges(app: App) -> None:
    counts, running = await app.services.queue.count_unfinished(), await app.services.queue.count_submitted()
    app.metrics.set_load(counts, running=running, limit=app.services.capacity.limiter.limit)


def _readiness_checks(app: App) -> dict[str, health.ReadinessCheck]:
    async def database() -> str | None:
        await app.database.run(kv.put, "ready", "asked")
        return None

    async def gateway() -> str | None:
        if app.bot.outage is not None:
            return app.bot.outage
        return None if app.bot.is_ready() else "not connected to Discord"

    return {"database": database, "gateway": gateway}
