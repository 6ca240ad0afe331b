"""The composition root: the only file that makes and closes things."""

import asyncio
import logging
import signal
import time
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any, Final, NamedTuple
from uuid import uuid4

import aiohttp
import discord
import stamina
from prometheus_client import CollectorRegistry

from bot import pictures, web
from bot.billing import Billing
from bot.client import DISCORD, Easel, find_gateway, point_at
from bot.config import Config
from bot.domain.load import Breaker, Clock, Throttle
from bot.domain.quota import Limits
from bot.errands.delivering import Delivering
from bot.errands.drawing import Drawing
from bot.errands.ending import Ending
from bot.errands.runner import Runner
from bot.errors import ConfigError
from bot.line import Line
from bot.meter import PrometheusMeter
from bot.metrics import Metrics
from bot.pictures import Shrinker
from bot.runware.client import Runware
from bot.runware.media import Media
from bot.runware.polling import PollSchedule
from bot.service import Service
from bot.storage import marks, open_database
from bot.storage.database import Database
from bot.ui.delivery import DiscordMessenger
from bot.ui.pacing import EditPace
from bot.ui.reception import Reception
from bot.ui.ways import Ways
from bot.worker import Worker

log: Final = logging.getLogger(__name__)

DRAIN: Final = 8.0
"""Seconds for which running jobs may still end when the bot is stopped; Docker kills after 10."""


GAUGES: Final = 5.0
"""Seconds between two looks at how many jobs there are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class App:
    """All parts of the bot, wired; nothing runs yet."""

    config: Config
    database: Database
    provider: Runware
    service: Service
    bot: Easel
    worker: Worker
    line: Line
    billing: Billing
    metrics: Metrics
    meter: PrometheusMeter


def limits_of(config: Config) -> Limits:
    """The limits, with budgets in micro-dollars."""
    limits = config.limits
    return Limits(
        images_per_user_per_day=limits.images_per_user_per_day,
        jobs_per_user=limits.jobs_per_user,
        cooldown_seconds=limits.cooldown_seconds,
        guild_day=_micros(limits.dollars_per_guild_per_day),
        guild_month=_micros(limits.dollars_per_guild_per_month),
        bot_day=_micros(limits.dollars_per_day),
    )


def _micros(dollars: float | None) -> int | None:
    return None if dollars is None or dollars < 0 else round(dollars * 1_000_000)


@asynccontextmanager
async def opened(config: Config, *, clock: Clock = time.time, owner: str | None = None) -> AsyncIterator[App]:
    """Open what the configuration names, wire it, and close all of it in the end."""
    database = await open_database(config.database.url.get_secret_value())
    try:
        metrics = Metrics(CollectorRegistry())
        meter = PrometheusMeter(metrics)
        throttle = Throttle(config.runware.max_in_flight, clock)
        key = config.runware.api_key
        provider = Runware(
            key.get_secret_value() if key else "",
            url=config.runware.url,
            clock=clock,
            on_error=meter.provider_error,
            on_rate_limited=throttle.rate_limited,
        )
        async with (
            provider,
            Media(config.runware.media_hosts, check=pictures.check) as media,
            Shrinker() as shrinker,
        ):
            breaker = Breaker(clock)
            if await database.run(marks.value, marks.OPERATOR_NEEDED) is not None:
                breaker.resume_tripped()
            parts = _Parts(config, database, provider, media, shrinker, throttle, breaker, metrics, meter, clock)
            yield _wired(parts, owner or uuid4().hex)
    finally:
        await database.close()


class _Parts(NamedTuple):
    config: Config
    database: Database
    provider: Runware
    media: Media
    shrinker: Shrinker
    throttle: Throttle
    breaker: Breaker
    metrics: Metrics
    meter: PrometheusMeter
    clock: Clock


def _wired(parts: _Parts, owner: str) -> App:
    config, database, provider, media, shrinker, throttle, breaker, metrics, meter, clock = parts
    limits, catalog, wake = limits_of(config), config.catalog, asyncio.Event()
    service = Service(
        database=database,
        catalog=catalog,
        limits=limits,
        throttle=throttle,
        breaker=breaker,
        clock=clock,
        owner=owner,
        wake=wake.set,
    )
    bot = Easel(service=service, catalog=catalog, database=database, on_refused=meter.refused)
    messenger = DiscordMessenger(bot, Ways(bot, clock), catalog, shrinker, EditPace())
    line = Line(database, messenger)
    bot.reception = Reception(service, catalog, messenger, on_acknowledged=meter.acknowledged)
    ending = Ending(database=database, messenger=messenger, meter=meter, clock=clock, owner=owner)
    runner = Runner(
        drawing=Drawing(
            ending=ending,
            provider=provider,
            catalog=catalog,
            schedule=PollSchedule(first=config.runware.poll_first, longest=config.runware.poll_max),
            throttle=throttle,
            breaker=breaker,
        ),
        delivering=Delivering(ending=ending, media=media, limits=limits),
        ending=ending,
        deadline=config.runware.deadline,
    )
    return App(
        config=config,
        database=database,
        provider=provider,
        service=service,
        bot=bot,
        worker=Worker(runner, throttle, breaker, wake),
        line=line,
        billing=Billing(database, provider, clock),
        metrics=metrics,
        meter=meter,
    )


async def run(config: Config) -> None:
    """Serve Discord until SIGTERM or SIGINT, then drain. Raises ConfigError when Discord does not accept the token."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(name, stop.set)
    async with opened(config) as app:
        await _until(stop, log_in(app))
        if not stop.is_set():
            async with web.serve(config.http.listen, metrics=app.metrics.page, checks=_readiness(app)):
                await _serve(app, stop)


async def log_in(app: App) -> None:
    """Log in, load the cogs and publish the commands; a network that is not there yet is waited for."""
    token = app.config.discord.token
    assert token is not None
    point_at(app.config.discord.api_url, app.config.discord.gateway_url)
    retried = (aiohttp.ClientError, OSError, discord.DiscordServerError)
    try:
        async for attempt in stamina.retry_context(on=retried, attempts=None, timeout=None, wait_max=30.0):
            with attempt:
                await _attempt(app.bot, token.get_secret_value())
    except discord.LoginFailure:
        raise ConfigError(["discord.token: Discord does not accept this token"]) from None
    if app.config.discord.gateway_url is None and app.config.discord.api_url != DISCORD:
        await find_gateway(app.bot)


async def _attempt(bot: Easel, token: str) -> None:
    """Log in, or leave nothing open: discord.py makes a session for each try and closes none that failed."""
    try:
        await bot.login(token)
    except BaseException:
        await bot.http.close()
        raise


async def _serve(app: App, stop: asyncio.Event) -> None:
    tasks = {
        asyncio.create_task(work, name=name)
        for name, work in (
            ("gateway", app.bot.connect()),
            ("worker", app.worker.run()),
            ("line", app.line.run()),
            ("billing", app.billing.run()),
            ("gauges", _watch(app)),
            ("loop", app.metrics.watch_loop()),
            ("stop", stop.wait()),
        )
    }
    try:
        done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    finally:
        log.info("Stopping: nothing new is taken", extra={"event": "draining"})
        app.service.closing = True
        await app.worker.drain(DRAIN)
        await app.bot.close()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        log.info("Stopped", extra={"event": "stopped"})
    for task in done:
        task.result()


async def _until(stop: asyncio.Event, work: Coroutine[Any, Any, None]) -> None:
    """Do the work, unless we are stopped first."""
    working, stopping = asyncio.create_task(work), asyncio.create_task(stop.wait())
    await asyncio.wait({working, stopping}, return_when=asyncio.FIRST_COMPLETED)
    stopping.cancel()
    if not working.done():
        working.cancel()
        await asyncio.gather(working, return_exceptions=True)
        return
    await working


async def _watch(app: App) -> None:
    """Keep the gauges true."""
    while True:
        app.meter.standing(await app.service.counts(), limit=app.service.throttle.limit)
        await asyncio.sleep(GAUGES)


def _readiness(app: App) -> dict[str, web.Check]:
    async def database() -> str | None:
        await app.database.run(marks.put, "ready", "asked")
        return None

    async def gateway() -> str | None:
        return None if app.bot.is_ready() else "not connected to Discord"

    return {"database": database, "gateway": gateway}
