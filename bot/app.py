"""The composition root: the only module that creates, connects and closes the parts of the bot."""

import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from typing import Final
from uuid import uuid4

from prometheus_client import CollectorRegistry

from bot.archive import Archive
from bot.config import Config
from bot.config.factories import build_archive, build_limits, build_output_options, build_webhooks
from bot.discord import dm_copies
from bot.discord.api_errors import DiscordCircuitBreaker
from bot.discord.automod_client import AutoModClient
from bot.discord.case_card_poster import CaseCardPoster
from bot.discord.client import Easel
from bot.discord.direct_messages import DirectMessageNotifier
from bot.discord.dm_copies import PictureCopySender
from bot.discord.edit_rate import EditRateLimiter
from bot.discord.intake import RequestIntake
from bot.discord.messenger import DiscordMessenger
from bot.discord.outbox import Outbox
from bot.discord.routes import MessageRoutes
from bot.discord.services import Services
from bot.domain.clock import Clock
from bot.domain.durations import Durations
from bot.domain.quota import Limits
from bot.domain.rate_limits import CircuitBreaker, ConcurrencyLimiter
from bot.images import inspect
from bot.images.inspect import PictureFile
from bot.images.member_uploads import ReferenceReader
from bot.images.reencoder import Reencoder
from bot.jobs.admission import Admission
from bot.jobs.budget_alarm import BudgetAlarm
from bot.jobs.context import JobContext
from bot.jobs.cost_reconciler import CostReconciler
from bot.jobs.deliver import Deliverer
from bot.jobs.eta import EtaEstimator
from bot.jobs.fetch_results import ResultFetcher
from bot.jobs.finish import JobFinisher
from bot.jobs.generate import Generator
from bot.jobs.hold import ReviewHold
from bot.jobs.inbox import Inbox
from bot.jobs.model_availability import ModelAvailability
from bot.jobs.model_breakers import ModelBreakers
from bot.jobs.outcome_counter import JobEndRecorder
from bot.jobs.pipeline import JobPipeline
from bot.jobs.preferences import Preferences
from bot.jobs.queue import JobQueue
from bot.jobs.queue_positions import QueuePositionUpdater
from bot.jobs.service import RequestService
from bot.jobs.spending import SpendingSwitch
from bot.jobs.upload_references import ReferenceUploader
from bot.jobs.usage import UsageReport
from bot.jobs.worker import Worker
from bot.library import Library
from bot.maintenance import BlockExpiry, Maintenance
from bot.metrics import Metrics
from bot.moderation.audit_log import AuditLog
from bot.moderation.case_cards import CaseCardSync
from bot.moderation.service import Moderation
from bot.net.downloads import BoundedDownloader
from bot.policy.gate import PolicyGate
from bot.policy.style_registry import StyleRegistry
from bot.runware.client import RunwareClient
from bot.runware.poll_schedule import PollSchedule
from bot.runware.result_images import ResultImageReader
from bot.runware.webhooks import Webhooks
from bot.storage import jobs, open_database
from bot.storage.database import Database
from bot.storage.monitored import MonitoredDatabase

MAX_PAST_DURATIONS: Final = 200
"""Past requests from which the expected duration of a request is computed at start-up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class App:
    """All parts of the bot, connected; none of them is running yet."""

    config: Config
    database: Database
    provider: RunwareClient
    metrics: Metrics
    bot: Easel
    services: Services
    worker: Worker
    queue_positions: QueuePositionUpdater
    cost_reconciler: CostReconciler
    maintenance: Maintenance
    case_cards: CaseCardSync
    webhooks: Webhooks | None
    durations: Durations
    spending: SpendingSwitch
    model_breakers: ModelBreakers

    async def load_state(self) -> None:
        """Load what earlier processes stored: tripped breakers, stopped models, outdated cards, defaults, durations."""
        await self.spending.restore()
        await self.model_breakers.restore_open()
        await self.maintenance.run_once()
        await self.case_cards.retry_stale()
        await self.services.preferences.load_cache()
        for kind, seconds in await self.database.run(jobs.list_recent_durations, MAX_PAST_DURATIONS):
            self.durations.record(kind, seconds)


@asynccontextmanager
async def open_app(
    config: Config,
    *,
    clock: Clock = time.time,
    monotonic: Clock = time.monotonic,
    owner: str | None = None,
    allow_new_database: bool = False,
) -> AsyncIterator[App]:
    """Open everything that the configuration names, connect the parts, and close all of it at the end.

    ``clock`` is the wall clock, for stored and shown times; ``monotonic`` is the clock of running work. ``owner`` is
    the name in this process's leases. ``allow_new_database`` permits an empty database where there was one before.
    """
    async with AsyncExitStack() as stack:
        database = await open_database(config.database.url.get_secret_value(), new=allow_new_database)
        stack.push_async_callback(database.close)
        resources = await _open_resources(
            stack, config, MonitoredDatabase(database, monotonic), clock=clock, monotonic=monotonic
        )
        app = _build_app(resources, owner or uuid4().hex)
        await app.load_state()
        yield app


# ── resources: whatever must be closed, and what all parts share ─────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True, kw_only=True)
class _Resources:
    config: Config
    database: MonitoredDatabase
    provider: RunwareClient
    result_images: ResultImageReader[PictureFile]
    reencoder: Reencoder
    reference_reader: ReferenceReader
    downloads: BoundedDownloader
    archive: Archive | None
    limiter: ConcurrencyLimiter
    metrics: Metrics
    clock: Clock
    monotonic: Clock


async def _open_resources(
    stack: AsyncExitStack, config: Config, database: MonitoredDatabase, *, clock: Clock, monotonic: Clock
) -> _Resources:
    metrics = Metrics(CollectorRegistry())
    limiter = ConcurrencyLimiter(config.runware.max_in_flight, monotonic)
    key = config.runware.api_key
    provider = RunwareClient(
        key.get_secret_value() if key else "",
        url=config.runware.url,
        monotonic=monotonic,
        on_error=metrics.record_provider_error,
        on_rate_limited=limiter.record_rate_limit,
    )
    reencoder = await stack.enter_async_context(Reencoder(max_processes=2))
    archive = build_archive(config, on_lost=metrics.record_archive_loss)
    if archive is not None:
        await stack.enter_async_context(archive)
    return _Resources(
        config=config,
        database=database,
        provider=await stack.enter_async_context(provider),
        result_images=await stack.enter_async_context(
            ResultImageReader(config.runware.media_hosts, inspect=inspect.parse_picture)
        ),
        reencoder=reencoder,
        reference_reader=await stack.enter_async_context(ReferenceReader(config.discord.media_hosts, reencoder)),
        downloads=await stack.enter_async_context(
            BoundedDownloader(config.discord.media_hosts, max_bytes=dm_copies.MAX_DM_FILE_BYTES, timeout=20.0)
        ),
        archive=archive,
        limiter=limiter,
        metrics=metrics,
        clock=clock,
        monotonic=monotonic,
    )


# ── parts that several others share ──────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True, kw_only=True)
class _Discord:
    """The client, and everything that sends through it."""

    client: Easel
    messenger: DiscordMessenger
    notifier: DirectMessageNotifier
    card_poster: CaseCardPoster


@dataclass(frozen=True, slots=True, kw_only=True)
class _Core:
    """Parts of the jobs that both the services and the background tasks need."""

    limits: Limits
    styles: StyleRegistry
    gate: PolicyGate
    inbox: Inbox
    admission: Admission
    fetcher: ResultFetcher
    case_cards: CaseCardSync
    end_recorder: JobEndRecorder


def _connect_discord(resources: _Resources, eta: EtaEstimator) -> _Discord:
    client = Easel(resources.database, resources.metrics)
    catalog, reencoder = resources.config.catalog, resources.reencoder
    breaker = DiscordCircuitBreaker(resources.monotonic)
    outbox, routes = Outbox(breaker), MessageRoutes(client, resources.clock, breaker)
    return _Discord(
        client=client,
        messenger=DiscordMessenger(client, routes, catalog, reencoder, EditRateLimiter(), eta, outbox),
        notifier=DirectMessageNotifier(client, outbox),
        card_poster=CaseCardPoster(client, catalog, reencoder, breaker),
    )


def _build_core(resources: _Resources, discord: _Discord) -> _Core:
    config, database, clock = resources.config, resources.database, resources.clock
    limits = build_limits(config)
    gate = PolicyGate(
        *(database, config.catalog, limits, AutoModClient(discord.client), clock),
        allows_direct_messages=config.discord.direct_messages,
    )
    model_breakers = ModelBreakers(
        catalog=config.catalog, database=database, clock=clock, monotonic=resources.monotonic
    )
    fetcher = ResultFetcher(
        media=resources.result_images,
        provider=resources.provider,
        clock=clock,
        model_breakers=model_breakers,
        alert=discord.messenger.alert,
        task_timeout_seconds=config.runware.deadline,
    )
    return _Core(
        limits=limits,
        styles=StyleRegistry(config.styles, database),
        gate=gate,
        inbox=Inbox(),
        admission=Admission(
            database=database,
            limiter=resources.limiter,
            breaker=CircuitBreaker(resources.monotonic),
            model_breakers=model_breakers,
        ),
        fetcher=fetcher,
        case_cards=CaseCardSync(database, gate, discord.card_poster, fetcher, clock),
        end_recorder=JobEndRecorder(database, resources.metrics),
    )


# ── the app ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def _build_app(resources: _Resources, owner: str) -> App:
    config, database, clock, metrics = resources.config, resources.database, resources.clock, resources.metrics
    durations = Durations()
    eta = EtaEstimator(durations, resources.limiter)
    discord = _connect_discord(resources, eta)
    core = _build_core(resources, discord)
    services = _build_services(resources, discord, core, eta, owner)
    discord.client.services = services
    context = JobContext(
        database=database,
        messenger=discord.messenger,
        metrics=metrics,
        owner=owner,
        clock=clock,
        monotonic=resources.monotonic,
    )
    availability = ModelAvailability(
        catalog=config.catalog, database=database, messenger=discord.messenger, clock=clock
    )
    spending = SpendingSwitch(context, core.admission.breaker)
    webhooks = build_webhooks(config)
    finisher = JobFinisher(context)
    generator = _build_generator(resources, core, context, finisher, availability, spending, durations, webhooks)
    pipeline = _build_pipeline(resources, core, context, finisher, generator)
    worker = Worker(context, pipeline, finisher, core.admission, core.inbox)
    database.subscribe(worker.alert_storage)
    expiry = BlockExpiry(database, discord.notifier, clock)
    return App(
        config=config,
        database=database,
        provider=resources.provider,
        metrics=metrics,
        bot=discord.client,
        services=services,
        worker=worker,
        queue_positions=QueuePositionUpdater(database, discord.messenger, clock),
        cost_reconciler=CostReconciler(database, resources.provider, availability, clock, metrics),
        maintenance=Maintenance(core.styles, core.gate, availability, expiry, services.moderation),
        case_cards=core.case_cards,
        webhooks=webhooks,
        durations=durations,
        spending=spending,
        model_breakers=core.admission.model_breakers,
    )


def _build_services(resources: _Resources, discord: _Discord, core: _Core, eta: EtaEstimator, owner: str) -> Services:
    """The use cases that cogs call."""
    config, database, clock = resources.config, resources.database, resources.clock
    catalog, limits = config.catalog, core.limits
    alarm = BudgetAlarm(database, discord.messenger, clock, budget=limits.bot_daily_budget)
    audit_log = AuditLog(database, core.gate, discord.messenger, clock)
    preferences = Preferences(database)
    queue = JobQueue(
        database=database,
        clock=clock,
        owner=owner,
        admission=core.admission,
        inbox=core.inbox,
        end_recorder=core.end_recorder,
        task_timeout_seconds=config.runware.deadline,
    )
    return Services(
        catalog=catalog,
        safety_mode=config.runware.safety,
        gate=core.gate,
        admission=core.admission,
        requests=RequestService(
            database=database,
            catalog=catalog,
            styles=core.styles,
            gate=core.gate,
            limits=limits,
            clock=clock,
            owner=owner,
            admission=core.admission,
            preferences=preferences,
            budget_alarm=alarm,
        ),
        queue=queue,
        usage=UsageReport(database, catalog, limits, clock),
        preferences=preferences,
        library=Library(database, clock),
        intake=RequestIntake(queue, catalog, discord.messenger, eta, resources.metrics),
        copies=PictureCopySender(resources.downloads, clock),
        moderation=_build_moderation(resources, discord, core, audit_log, alarm, owner),
        audit_log=audit_log,
    )


def _build_moderation(
    resources: _Resources, discord: _Discord, core: _Core, audit_log: AuditLog, alarm: BudgetAlarm, owner: str
) -> Moderation:
    return Moderation(
        database=resources.database,
        audit_log=audit_log,
        case_cards=core.case_cards,
        inbox=core.inbox,
        notifier=discord.notifier,
        limits=core.limits,
        clock=resources.clock,
        owner=owner,
        task_timeout_seconds=resources.config.runware.deadline,
        alarm=alarm,
        end_recorder=core.end_recorder,
    )


def _build_generator(
    resources: _Resources,
    core: _Core,
    context: JobContext,
    finisher: JobFinisher,
    availability: ModelAvailability,
    spending: SpendingSwitch,
    durations: Durations,
    webhooks: Webhooks | None,
) -> Generator:
    config, provider = resources.config, resources.provider
    return Generator(
        context=context,
        finisher=finisher,
        provider=provider,
        catalog=config.catalog,
        poll_schedule=PollSchedule(first=config.runware.poll_first, max_interval=config.runware.poll_max),
        limiter=resources.limiter,
        spending=spending,
        durations=durations,
        reference_uploader=ReferenceUploader(context=context, provider=provider, reader=resources.reference_reader),
        availability=availability,
        model_breakers=core.admission.model_breakers,
        outputs=build_output_options(config),
        archive=resources.archive,
        webhooks=webhooks,
    )


def _build_pipeline(
    resources: _Resources, core: _Core, context: JobContext, finisher: JobFinisher, generator: Generator
) -> JobPipeline:
    deliverer = Deliverer(
        context=context,
        finisher=finisher,
        fetcher=core.fetcher,
        review_hold=ReviewHold(context=context, finisher=finisher, on_held=core.case_cards.wake),
        limits=core.limits,
        archive=resources.archive,
    )
    return JobPipeline(
        context=context,
        generator=generator,
        deliverer=deliverer,
        finisher=finisher,
        task_timeout_seconds=resources.config.runware.deadline,
    )
