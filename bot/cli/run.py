"""``python -m bot run``: logs in, serves, reads the configuration again on SIGHUP, and drains on SIGTERM."""

import asyncio
import gc
import logging
import os
import signal
from collections.abc import AsyncIterator, Callable, Collection, Coroutine
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any, Final

from bot.app import App, open_app
from bot.cli.health_checks import list_liveness_checks, list_readiness_checks
from bot.cli.login import log_in
from bot.cli.reloading import Reloader
from bot.config import Config
from bot.observability import health, http_server

log: Final = logging.getLogger(__name__)

DRAIN_TIMEOUT_SECONDS: Final = 6.5
"""Seconds that running jobs have to finish when the bot stops.

``docker stop`` kills the process after 10 seconds; after this, remaining archive uploads get up to 1.5 seconds, and
traces half a second.
"""


async def run(config: Config, *, read: Callable[[], Config], allow_new_database: bool = False) -> None:
    """Serve Discord until SIGTERM or SIGINT, then drain. Raises ConfigError if Discord does not accept the token.

    ``read`` reads the configuration again, on SIGHUP. ``allow_new_database`` allows an empty database in place of a
    lost one. Health and readiness are served from the start, also while Discord cannot be reached.
    """
    stop, reloader = asyncio.Event(), Reloader(read)
    loop = asyncio.get_running_loop()
    for name in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(name, stop.set)
    loop.add_signal_handler(signal.SIGHUP, _on_hang_up, stop, reloader, _has_terminal())
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGHUP})  # the command line blocked it until there is a handler
    async with (
        open_app(config, allow_new_database=allow_new_database) as app,
        _serve_http(app) as ports,
        _in_background(reloader.run(app)),
    ):
        try:
            await _run_or_cancel(stop, log_in(app))
            if not stop.is_set():
                _freeze_garbage_collector()
                async with _in_background(_log_when_ready(app, ports)):
                    await _run_until_stopped(app, stop)
        finally:
            await app.bot.close()


def _on_hang_up(stop: asyncio.Event, reloader: Reloader, had_terminal: bool) -> None:
    """Read the configuration again; stop, if the terminal in which the bot was started was closed.

    The kernel sends SIGHUP then, and a bot that goes on unseen would keep its database from the next one.
    """
    if had_terminal and not _has_terminal():
        stop.set()
    else:
        reloader.request()


def _has_terminal() -> bool:
    """Whether the process has a terminal that is still there."""
    try:
        os.close(os.open("/dev/tty", os.O_RDONLY | os.O_NOCTTY))
    except OSError:
        return False
    return True


def _serve_http(app: App) -> AbstractAsyncContextManager[http_server.BoundPorts]:
    http = app.config.http
    return http_server.serve(
        http.listen,
        http.metrics_listen,
        operator_routes=health.build_operator_routes(
            app.metrics.render, alive=list_liveness_checks(app), ready=list_readiness_checks(app)
        ),
        webhook_routes=() if app.webhooks is None else app.webhooks.routes(app.worker.handle_hint),
    )


@asynccontextmanager
async def _in_background(work: Coroutine[Any, Any, object]) -> AsyncIterator[None]:
    """Do the work in this context; its end or failure ends nothing else."""
    task = asyncio.create_task(work)
    try:
        yield
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def _log_when_ready(app: App, ports: http_server.BoundPorts) -> None:
    """Log once that the bot is connected, with what an operator looks for after a start."""
    await app.bot.wait_until_ready()
    http = app.config.http
    bound = zip((http.listen, http.metrics_listen), ports, strict=True)
    addresses = [f"http://{(address or '').rpartition(':')[0]}:{port}" for address, port in bound if port]
    servers, commands = len(app.bot.guilds), len(app.bot.command_sync.ids)
    log.info(
        "Ready as %s: %s servers, %s commands, %s",
        *(app.bot.user, servers, commands, ", ".join(addresses) or "no HTTP address"),
        extra={"event": "ready", "servers": servers, "commands": commands, "addresses": ", ".join(addresses)},
    )


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
            ("gauges", app.stored_gauges.run()),
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
