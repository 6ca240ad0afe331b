"""The composition root: the only module that creates, connects and closes the parts of the bot."""

import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from typing import Final, NamedTuple
from uuid import uuid4

from prometheus_client import CollectorRegistry

from bot.archive import Archive
from bot.config import Config
from bot.config.factories import archive_of, limits_of, outputs_of, webhooks_of
from bot.discord import dm_copies
from bot.discord.api_errors import Circuit
from bot.discord.automod_client import DiscordAutoMod
from bot.discord.case_card_poster import DiscordCards
from bot.discord.client import Easel
from bot.discord.direct_messages import (
    DirectLetters,
)
from bot.discord.dm_copies import Copies
from bot.discord.edit_rate import EditPace
from bot.discord.intake import Reception
from bot.discord.messenger import DiscordMessenger
from bot.discord.outbox import Outbox
from bot.discord.routes import Ways
from bot.domain.catalog import Catalog
from bot.domain.clock import (
    Clock,
)
from bot.domain.durations import Durations
from bot.domain.quota import Limits
from bot.domain.rate_limits import (
    Breaker,
    Throttle,
)
from bot.images import inspect
from bot.images.inspect import (
    PictureFile,
)
from bot.images.member_uploads import ReferenceReader
from bot.images.reencoder import (
    Reencoder,
)
from bot.jobs.budget_alarm import BudgetAlarm
from bot.jobs.cost_reconciler import Billing
from bot.jobs.deliver import Delivering
from bot.jobs.eta import Forecast
from bot.jobs.fetch_results import Fetching
from bot.jobs.finish import Ending
from bot.jobs.generate import Drawing
from bot.jobs.hold import Holding
from bot.jobs.inbox import Inbox
from bot.jobs.model_availability import Retirement
from bot.jobs.model_breakers import ModelBreakers
from bot.jobs.outcome_counter import Tally
from bot.jobs.pipeline import Runner
from bot.jobs.queue_positions import Line
from bot.jobs.service import Service
from bot.jobs.upload_references import Preparing
from bot.jobs.worker import Worker
from bot.library import Library
from bot.maintenance import BlockEnds, Upkeep
from bot.meter import PrometheusMeter
from bot.metrics import Metrics
from bot.moderation.audit_log import Record
from bot.moderation.case_cards import Board
from bot.moderation.service import Moderation
from bot.net.downloads import Downloads
from bot.policy.gate import Gate
from bot.policy.style_registry import StyleBook
from bot.runware.client import Runware
from bot.runware.poll_schedule import PollSchedule
from bot.runware.result_images import Media
from bot.runware.webhooks import Webhooks
from bot.storage import jobs, kv, open_database
from bot.storage.database import Database
from bot.storage.monitored import WatchedDatabase

REMEMBERED: Final = 200
"""Past requests from which the expected duration of a request is computed at start-up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class App:
    """All parts of the bot, connected; none of them is running yet."""

    config: Config
    database: Database
    provider: Runware
    service: Service
    bot: Easel
    worker: Worker
    line: Line
    billing: Billing
    upkeep: Upkeep
    board: Board
    webhooks: Webhooks | None
    durations: Durations
    metrics: Metrics
    meter: PrometheusMeter
    models: ModelBreakers

    async def begin(self) -> None:
        """Load what earlier processes stored: tripped breakers, upkeep, members' defaults and durations."""
        await self.models.resume()
        await self.upkeep.step()
        await self.service.remember_preferences()
        for kind, seconds in await self.database.run(jobs.recent_durations, REMEMBERED):
            self.durations.took(kind, seconds)


@asynccontextmanager
async def opened(
    config: Config,
    *,
    clock: Clock = time.time,
    monotonic: Clock = time.monotonic,
    owner: str | None = None,
    new: bool = False,
) -> AsyncIterator[App]:
    """Open everything that the configuration names, connect the parts, and close all of it at the end.

    ``clock`` is the wall clock, for stored and shown times; ``monotonic`` is the clock of running work.
    ``new`` allows an empty database where one was before.
    """
    database = WatchedDatabase(await open_database(config.database.url.get_secret_value(), new=new), monotonic)
    try:
        metrics = Metrics(CollectorRegistry())
        meter = PrometheusMeter(metrics)
        throttle = Throttle(config.runware.max_in_flight, monotonic)
        key = config.runware.api_key
        provider = Runware(
            key.get_secret_value() if key else "",
            url=config.runware.url,
            monotonic=monotonic,
            on_error=meter.provider_error,
            on_rate_limited=throttle.rate_limited,
        )
        async with AsyncExitStack() as stack:
            await stack.enter_async_context(provider)
            media = await stack.enter_async_context(Media(config.runware.media_hosts, inspect=inspect.picture_file))
            reencoder = await stack.enter_async_context(Reencoder(at_once=2))
            files = await stack.enter_async_context(ReferenceReader(config.discord.media_hosts, reencoder))
            downloads = Downloads(config.discord.media_hosts, max_bytes=dm_copies.LARGEST, timeout=20.0)
            await stack.enter_async_context(downloads)
            archive = archive_of(config, on_lost=meter.archive_lost)
            if archive is not None:
                await stack.enter_async_context(archive)
            breaker = Breaker(monotonic)
            if await database.run(kv.value, kv.OPERATOR_NEEDED) is not None:
                breaker.resume_tripped()
            parts = _Parts(
                *(config, config.catalog, database, provider, media, reencoder, files, downloads, archive),
                *(throttle, breaker, metrics, meter, clock, monotonic),
            )
            app = _wired(parts, owner or uuid4().hex)
            await app.begin()
            yield app
    finally:
        await database.close()


class _Parts(NamedTuple):
    config: Config
    catalog: Catalog
    database: WatchedDatabase
    provider: Runware
    media: Media[PictureFile]
    reencoder: Reencoder
    files: ReferenceReader
    downloads: Downloads
    archive: Archive | None
    throttle: Throttle
    breaker: Breaker
    metrics: Metrics
    meter: PrometheusMeter
    clock: Clock
    monotonic: Clock


def _wired(parts: _Parts, owner: str) -> App:
    config, database, provider, clock = parts.config, parts.database, parts.provider, parts.clock
    limits, catalog, inbox = limits_of(config), parts.catalog, Inbox()
    styles, durations = StyleBook(config.styles, database), Durations()
    forecast = Forecast(durations, parts.throttle)
    gate = Gate(database, catalog, limits, clock, direct_messages=config.discord.direct_messages)
    models = ModelBreakers(catalog=catalog, database=database, clock=clock, monotonic=parts.monotonic)
    service = _service(parts, owner, limits, styles, gate, inbox, models)
    tally = service.tally = Tally(database, parts.meter)
    bot = _bot(parts, service)
    circuit = Circuit(parts.monotonic)
    outbox, ways = Outbox(circuit), Ways(bot, clock, circuit)
    messenger = DiscordMessenger(bot, ways, catalog, parts.reencoder, EditPace(), forecast, outbox)
    bot.copies = Copies(parts.downloads, parts.clock)
    bot.reception = Reception(service, catalog, messenger, forecast, on_acknowledged=parts.meter.acknowledged)
    record = Record(database, gate, messenger, clock)
    fetching = _fetching(parts, models, messenger)
    board = Board(database, gate, DiscordCards(bot, catalog, parts.reencoder, circuit), fetching, clock)
    letters = DirectLetters(bot, outbox)
    alarm = BudgetAlarm(database, messenger, clock, budget=limits.bot_day)
    moderation = Moderation(
        database=database,
        record=record,
        board=board,
        inbox=inbox,
        letters=letters,
        limits=limits,
        clock=clock,
        owner=owner,
        deadline=config.runware.deadline,
        alarm=alarm,
        tally=tally,
    )
    bot.gate, bot.record, bot.moderation, bot.safety = gate, record, moderation, config.runware.safety
    gate.lists.read_automod_from(DiscordAutoMod(bot))
    service.alarm = alarm
    retirement = Retirement(catalog=catalog, database=database, messenger=messenger, clock=clock)
    webhooks = webhooks_of(config)
    holding = Holding(ending=_ending(parts, messenger, owner), on_held=board.wake)
    runner = _runner(parts, holding, fetching, retirement, models, durations, webhooks)
    worker = Worker(runner, parts.throttle, parts.breaker, inbox)
    database.subscribe(worker.alert_storage)
    return App(
        config=config,
        database=database,
        provider=provider,
        service=service,
        bot=bot,
        worker=worker,
        line=Line(database, messenger, clock),
        billing=Billing(database, provider, retirement, clock, on_billed=parts.meter.billed),
        upkeep=Upkeep(styles, gate, retirement, BlockEnds(database, letters, clock), moderation),
        board=board,
        webhooks=webhooks,
        durations=durations,
        metrics=parts.metrics,
        meter=parts.meter,
        models=models,
    )


def _service(
    parts: _Parts, owner: str, limits: Limits, styles: StyleBook, gate: Gate, inbox: Inbox, models: ModelBreakers
) -> Service:
    """The use cases of members."""
    return Service(
        database=parts.database,
        catalog=parts.catalog,
        styles=styles,
        gate=gate,
        limits=limits,
        throttle=parts.throttle,
        breaker=parts.breaker,
        clock=parts.clock,
        owner=owner,
        inbox=inbox,
        deadline=parts.config.runware.deadline,
        models=models,
    )


def _bot(parts: _Parts, service: Service) -> Easel:
    """The Discord client."""
    return Easel(
        service=service,
        library=Library(parts.database, parts.clock),
        catalog=parts.catalog,
        database=parts.database,
        on_refused=parts.meter.refused,
        on_unread=parts.meter.unread,
        on_error=parts.meter.discord_error,
    )


def _fetching(parts: _Parts, models: ModelBreakers, messenger: DiscordMessenger) -> Fetching:
    """The downloads of finished pictures."""
    return Fetching(
        media=parts.media,
        provider=parts.provider,
        clock=parts.clock,
        models=models,
        alert=messenger.alert,
        deadline=parts.config.runware.deadline,
    )


def _ending(parts: _Parts, messenger: DiscordMessenger, owner: str) -> Ending:
    """The end of each errand of this process."""
    return Ending(
        database=parts.database,
        messenger=messenger,
        meter=parts.meter,
        clock=parts.clock,
        monotonic=parts.monotonic,
        owner=owner,
    )


def _runner(
    parts: _Parts,
    holding: Holding,
    fetching: Fetching,
    retirement: Retirement,
    models: ModelBreakers,
    durations: Durations,
    webhooks: Webhooks | None,
) -> Runner:
    """The runner, which carries each job from its claim to its delivery."""
    config, provider, archive, ending = parts.config, parts.provider, parts.archive, holding.ending
    drawing = Drawing(
        ending=ending,
        provider=provider,
        catalog=parts.catalog,
        schedule=PollSchedule(first=config.runware.poll_first, longest=config.runware.poll_max),
        throttle=parts.throttle,
        breaker=parts.breaker,
        durations=durations,
        preparing=Preparing(ending=ending, provider=provider, files=parts.files),
        retirement=retirement,
        models=models,
        outputs=outputs_of(config),
        archive=archive,
        webhooks=webhooks,
    )
    limits = limits_of(config)
    delivering = Delivering(ending=ending, fetching=fetching, holding=holding, limits=limits, archive=archive)
    return Runner(drawing=drawing, delivering=delivering, ending=ending, deadline=config.runware.deadline)
