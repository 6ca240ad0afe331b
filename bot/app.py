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
from bot.domain.catalog import Catalog
from bot.domain.clock import Clock
from bot.domain.durations import Durations
from bot.domain.quota import Limits
from bot.domain.rate_limits import CircuitBreaker, ConcurrencyLimiter
from bot.images import inspect
from bot.images.inspect import PictureFile
from bot.images.member_uploads import ReferenceReader
from bot.images.reencoder import Reencoder
from bot.jobs.budget_alarm import BudgetAlarm
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
from bot.jobs.queue_positions import QueuePositionUpdater
from bot.jobs.service import RequestService
from bot.jobs.upload_references import ReferenceUploader
from bot.jobs.worker import Worker
from bot.library import Library
from bot.maintenance import BlockExpiry, Maintenance
from bot.meter import PrometheusMeter
from bot.metrics import Metrics
from bot.moderation.audit_log import AuditLog
from bot.moderation.case_cards import CaseCardSync
from bot.moderation.service import Moderation
from bot.moderation.word_filter_audit import WordFilterAudit
from bot.net.downloads import BoundedDownloader
from bot.policy.gate import PolicyGate
from bot.policy.style_registry import StyleRegistry
from bot.runware.client import RunwareClient
from bot.runware.poll_schedule import PollSchedule
from bot.runware.result_images import ResultImageReader
from bot.runware.webhooks import Webhooks
from bot.storage import jobs, kv, open_database
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
    service: RequestService
    bot: Easel
    worker: Worker
    queue_positions: QueuePositionUpdater
    cost_reconciler: CostReconciler
    maintenance: Maintenance
    case_cards: CaseCardSync
    webhooks: Webhooks | None
    durations: Durations
    metrics: Metrics
    meter: PrometheusMeter
    model_breakers: ModelBreakers

    async def load_state(self) -> None:
        """Load what earlier processes stored: tripped breakers, upkeep, members' defaults and durations."""
        await self.model_breakers.restore_open()
        await self.maintenance.run_once()
        await self.service.cache_preferences()
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

    ``clock`` is the wall clock, for stored and shown times; ``monotonic`` is the clock of running work.
    ``new`` allows an empty database where one was before.
    """
    database = MonitoredDatabase(
        await open_database(config.database.url.get_secret_value(), new=allow_new_database), monotonic
    )
    try:
        metrics = Metrics(CollectorRegistry())
        meter = PrometheusMeter(metrics)
        throttle = ConcurrencyLimiter(config.runware.max_in_flight, monotonic)
        key = config.runware.api_key
        provider = RunwareClient(
            key.get_secret_value() if key else "",
            url=config.runware.url,
            monotonic=monotonic,
            on_error=meter.record_provider_error,
            on_rate_limited=throttle.record_rate_limit,
        )
        async with AsyncExitStack() as stack:
            await stack.enter_async_context(provider)
            media = await stack.enter_async_context(
                ResultImageReader(config.runware.media_hosts, inspect=inspect.parse_picture)
            )
            reencoder = await stack.enter_async_context(Reencoder(max_processes=2))
            files = await stack.enter_async_context(ReferenceReader(config.discord.media_hosts, reencoder))
            downloads = BoundedDownloader(
                config.discord.media_hosts, max_bytes=dm_copies.MAX_DM_FILE_BYTES, timeout=20.0
            )
            await stack.enter_async_context(downloads)
            archive = build_archive(config, on_lost=meter.record_archive_loss)
            if archive is not None:
                await stack.enter_async_context(archive)
            breaker = CircuitBreaker(monotonic)
            if await database.run(kv.get, kv.OPERATOR_NEEDED_KEY) is not None:
                breaker.restore_tripped()
            parts = _Resources(
                *(config, config.catalog, database, provider, media, reencoder, files, downloads, archive),
                *(throttle, breaker, metrics, meter, clock, monotonic),
            )
            app = _build_app(parts, owner or uuid4().hex)
            await app.load_state()
            yield app
    finally:
        await database.close()


class _Resources(NamedTuple):
    config: Config
    catalog: Catalog
    database: MonitoredDatabase
    provider: RunwareClient
    result_images: ResultImageReader[PictureFile]
    reencoder: Reencoder
    reference_reader: ReferenceReader
    downloads: BoundedDownloader
    archive: Archive | None
    throttle: ConcurrencyLimiter
    breaker: CircuitBreaker
    metrics: Metrics
    meter: PrometheusMeter
    clock: Clock
    monotonic: Clock


def _build_app(parts: _Resources, owner: str) -> App:
    config, database, provider, clock = parts.config, parts.database, parts.provider, parts.clock
    limits, catalog, inbox = build_limits(config), parts.catalog, Inbox()
    styles, durations = StyleRegistry(config.styles, database), Durations()
    forecast = EtaEstimator(durations, parts.throttle)
    gate = PolicyGate(database, catalog, limits, clock, allows_direct_messages=config.discord.direct_messages)
    models = ModelBreakers(catalog=catalog, database=database, clock=clock, monotonic=parts.monotonic)
    service = _build_service(parts, owner, limits, styles, gate, inbox, models)
    tally = service.end_recorder = JobEndRecorder(database, parts.meter)
    bot = _build_client(parts, service)
    circuit = DiscordCircuitBreaker(parts.monotonic)
    outbox, ways = Outbox(circuit), MessageRoutes(bot, clock, circuit)
    messenger = DiscordMessenger(bot, ways, catalog, parts.reencoder, EditRateLimiter(), forecast, outbox)
    bot.copies = PictureCopySender(parts.downloads, parts.clock)
    bot.intake = RequestIntake(
        service, catalog, messenger, forecast, on_acknowledged=parts.meter.record_acknowledgement
    )
    record = AuditLog(database, gate, messenger, clock)
    word_filter_audit = WordFilterAudit(record)
    gate.on_blocked_prompt(word_filter_audit.record_blocked_prompt)
    gate.word_filters.on_automod_unreadable(word_filter_audit.record_automod_unreadable)
    fetching = _build_result_fetcher(parts, models, messenger)
    board = CaseCardSync(database, gate, CaseCardPoster(bot, catalog, parts.reencoder, circuit), fetching, clock)
    letters = DirectMessageNotifier(bot, outbox)
    alarm = BudgetAlarm(database, messenger, clock, budget=limits.bot_daily_budget)
    moderation = Moderation(
        database=database,
        audit_log=record,
        case_cards=board,
        inbox=inbox,
        notifier=letters,
        limits=limits,
        clock=clock,
        owner=owner,
        task_timeout_seconds=config.runware.deadline,
        alarm=alarm,
        end_recorder=tally,
    )
    bot.gate, bot.audit_log, bot.moderation, bot.safety_mode = gate, record, moderation, config.runware.safety
    gate.word_filters.set_automod_reader(AutoModClient(bot))
    service.budget_alarm = alarm
    retirement = ModelAvailability(catalog=catalog, database=database, messenger=messenger, clock=clock)
    webhooks = build_webhooks(config)
    holding = ReviewHold(finisher=_build_finisher(parts, messenger, owner), on_held=board.wake)
    runner = _build_pipeline(parts, holding, fetching, retirement, models, durations, webhooks)
    worker = Worker(runner, parts.throttle, parts.breaker, inbox)
    database.subscribe(worker.alert_storage)
    return App(
        config=config,
        database=database,
        provider=provider,
        service=service,
        bot=bot,
        worker=worker,
        queue_positions=QueuePositionUpdater(database, messenger, clock),
        cost_reconciler=CostReconciler(database, provider, retirement, clock, on_cost_settled=parts.meter.record_cost),
        maintenance=Maintenance(styles, gate, retirement, BlockExpiry(database, letters, clock), moderation),
        case_cards=board,
        webhooks=webhooks,
        durations=durations,
        metrics=parts.metrics,
        meter=parts.meter,
        model_breakers=models,
    )


def _build_service(
    parts: _Resources,
    owner: str,
    limits: Limits,
    styles: StyleRegistry,
    gate: PolicyGate,
    inbox: Inbox,
    models: ModelBreakers,
) -> RequestService:
    """The use cases of members."""
    return RequestService(
        database=parts.database,
        catalog=parts.catalog,
        styles=styles,
        gate=gate,
        limits=limits,
        limiter=parts.throttle,
        breaker=parts.breaker,
        clock=parts.clock,
        owner=owner,
        inbox=inbox,
        task_timeout_seconds=parts.config.runware.deadline,
        model_breakers=models,
    )


def _build_client(parts: _Resources, service: RequestService) -> Easel:
    """The Discord client."""
    return Easel(
        service=service,
        library=Library(parts.database, parts.clock),
        catalog=parts.catalog,
        database=parts.database,
        on_refused=parts.meter.record_refusal,
        on_unreadable_event=parts.meter.record_unreadable_event,
        on_http_error=parts.meter.record_discord_error,
    )


def _build_result_fetcher(parts: _Resources, models: ModelBreakers, messenger: DiscordMessenger) -> ResultFetcher:
    """The downloads of finished pictures."""
    return ResultFetcher(
        media=parts.result_images,
        provider=parts.provider,
        clock=parts.clock,
        model_breakers=models,
        alert=messenger.alert,
        task_timeout_seconds=parts.config.runware.deadline,
    )


def _build_finisher(parts: _Resources, messenger: DiscordMessenger, owner: str) -> JobFinisher:
    """The end of each errand of this process."""
    return JobFinisher(
        database=parts.database,
        messenger=messenger,
        metrics=parts.meter,
        clock=parts.clock,
        monotonic=parts.monotonic,
        owner=owner,
    )


def _build_pipeline(
    parts: _Resources,
    holding: ReviewHold,
    fetching: ResultFetcher,
    retirement: ModelAvailability,
    models: ModelBreakers,
    durations: Durations,
    webhooks: Webhooks | None,
) -> JobPipeline:
    """The runner, which carries each job from its claim to its delivery."""
    config, provider, archive, ending = parts.config, parts.provider, parts.archive, holding.finisher
    drawing = Generator(
        finisher=ending,
        provider=provider,
        catalog=parts.catalog,
        poll_schedule=PollSchedule(first=config.runware.poll_first, max_interval=config.runware.poll_max),
        limiter=parts.throttle,
        breaker=parts.breaker,
        durations=durations,
        reference_uploader=ReferenceUploader(finisher=ending, provider=provider, reader=parts.reference_reader),
        availability=retirement,
        model_breakers=models,
        outputs=build_output_options(config),
        archive=archive,
        webhooks=webhooks,
    )
    limits = build_limits(config)
    delivering = Deliverer(finisher=ending, fetcher=fetching, review_hold=holding, limits=limits, archive=archive)
    return JobPipeline(
        generator=drawing, deliverer=delivering, finisher=ending, task_timeout_seconds=config.runware.deadline
    )
