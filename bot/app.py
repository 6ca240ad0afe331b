"""The composition root: the only file that makes and closes things."""

import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import NamedTuple
from uuid import uuid4

from prometheus_client import CollectorRegistry

from bot import pictures
from bot.billing import Billing
from bot.client import Easel
from bot.config import Config
from bot.domain.catalog import MICROS_PER_DOLLAR
from bot.domain.load import Breaker, Clock, Throttle
from bot.domain.quota import Limits
from bot.errands.delivering import Delivering
from bot.errands.drawing import Drawing
from bot.errands.ending import Ending
from bot.errands.inbox import Inbox
from bot.errands.runner import Runner
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
    return None if dollars is None or dollars < 0 else round(dollars * MICROS_PER_DOLLAR)


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
    limits, catalog, inbox = limits_of(config), config.catalog, Inbox()
    service = Service(
        database=database,
        catalog=catalog,
        limits=limits,
        throttle=throttle,
        breaker=breaker,
        clock=clock,
        owner=owner,
        inbox=inbox,
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
        worker=Worker(runner, throttle, breaker, inbox),
        line=line,
        billing=Billing(database, provider, clock),
        metrics=metrics,
        meter=meter,
    )
