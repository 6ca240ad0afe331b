"""The composition root: opens the resources, connects the parts of the bot, and closes everything at the end."""

import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from typing import Final
from uuid import uuid4

from bot import __version__
from bot.config import Config
from bot.config.factories import build_output_options, build_webhooks
from bot.discord.client import Easel
from bot.discord.services import Services
from bot.discord.statement_sender import DiscordStatementSender
from bot.domain.clock import Clock
from bot.domain.durations import Durations
from bot.jobs.balance_watch import BalanceWatch
from bot.jobs.cost_reconciler import CostReconciler
from bot.jobs.deliver import Deliverer
from bot.jobs.eta import EtaEstimator
from bot.jobs.generate import Generator
from bot.jobs.hold import ReviewHold
from bot.jobs.pipeline import JobPipeline
from bot.jobs.queue_positions import QueuePositionUpdater
from bot.jobs.refusal_counter import RefusalCounter
from bot.jobs.spending_switch import SpendingSwitch
from bot.jobs.statements import MonthlyStatements
from bot.jobs.stored_gauges import StoredGaugeReader
from bot.jobs.upload_references import ReferenceUploader
from bot.jobs.worker import Worker
from bot.live_settings import LiveSettings
from bot.maintenance import Maintenance
from bot.moderation.case_cards import CaseCardSync
from bot.observability.metrics import Metrics
from bot.parts import Core, DiscordParts, build_core, build_discord, build_server_parts
from bot.resources import Resources, open_resources
from bot.runware.client import RunwareClient
from bot.runware.poll_schedule import PollSchedule
from bot.runware.webhooks import Webhooks
from bot.service_builder import build_services
from bot.storage import jobs
from bot.storage.database import Database

MAX_LOADED_DURATIONS: Final = 200
"""Maximum number of recent durations that are loaded at start-up."""


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
    refusals: RefusalCounter
    webhooks: Webhooks | None
    durations: Durations
    spending: SpendingSwitch
    balance_watch: BalanceWatch
    live_settings: LiveSettings
    stored_gauges: StoredGaugeReader

    async def restore_state(self) -> None:
        """Restore the breakers of spending and models, members' preferences and recent durations.

        Also loads what maintenance refreshes, and retries outdated case cards. Nothing is sent, because the bot is not
        logged in yet: what is overdue is closed and told by the maintenance that follows.
        """
        await self.spending.restore()
        await self.services.capacity.model_breakers.restore_open()
        await self.maintenance.refresh()
        await self.case_cards.retry_stale()
        await self.services.preferences.load_cache()
        for kind, seconds in await self.database.run(jobs.list_recent_durations, MAX_LOADED_DURATIONS):
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
    """Open the resources that the configuration names, connect the parts, and close all resources at the end.

    ``clock`` is the wall clock, for stored and shown times; ``monotonic`` is for timeouts and durations. ``owner`` is
    this process's name in leases. ``allow_new_database`` accepts a missing or older SQLite file where a
    database existed before.
    """
    async with AsyncExitStack() as stack:
        app = _build_app(
            await open_resources(
                stack,
                config,
                owner=owner or uuid4().hex,
                clock=clock,
                monotonic=monotonic,
                allow_new_database=allow_new_database,
            )
        )
        await app.restore_state()
        yield app


def _build_app(resources: Resources) -> App:
    config, database, clock, metrics = resources.config, resources.database, resources.clock, resources.metrics
    durations = Durations()
    discord_parts = build_discord(resources, EtaEstimator(durations, resources.limiter))
    core = build_core(resources, discord_parts)
    server_parts = build_server_parts(resources, discord_parts, core)
    services = build_services(resources, discord_parts, core, server_parts)
    discord_parts.client.services = services  # the cogs read it there
    webhooks = build_webhooks(config)
    generator = _build_generator(resources, core, durations, webhooks)
    pipeline = _build_pipeline(resources, core, generator)
    worker = Worker(core.context, pipeline, core.finisher, core.capacity, core.inbox)
    database.subscribe(worker.alert_storage)
    _declare_metrics(resources, discord_parts.client)
    return App(
        config=config,
        database=database,
        provider=resources.provider,
        metrics=metrics,
        bot=discord_parts.client,
        services=services,
        worker=worker,
        queue_positions=QueuePositionUpdater(database, discord_parts.messenger, clock),
        cost_reconciler=CostReconciler(database, resources.provider, core.availability, clock, metrics),
        maintenance=Maintenance(
            database=database,
            notifier=discord_parts.notifier,
            clock=clock,
            styles=core.styles,
            gate=core.gate,
            model_availability=core.availability,
            moderation=services.moderation,
            further_steps=(
                *(server_parts.operators.refresh, server_parts.registry.finish, server_parts.notices.send_due),
                _build_statements(resources, discord_parts, core, services).send_due,
            ),
        ),
        case_cards=core.case_cards,
        refusals=resources.refusals,
        webhooks=webhooks,
        durations=durations,
        spending=generator.spending,
        balance_watch=BalanceWatch(core.context, resources.provider, generator.spending, resources.catalog),
        live_settings=LiveSettings(
            in_force=config,
            limits_in_force=core.limits_in_force,
            gate=core.gate,
            styles=core.styles,
            budget_alerts=services.requests.budget_alerts,
            purchases=services.purchases,
        ),
        stored_gauges=StoredGaugeReader(
            database=database,
            gauges=metrics.gauges,
            catalog=resources.catalog,
            limits=lambda: core.limits_in_force.configured,
            clock=clock,
        ),
    )


def _declare_metrics(resources: Resources, client: Easel) -> None:
    """Connect the gauges that are read at each scrape, and start the counters."""
    database, metrics = resources.database, resources.metrics
    engine = "SQLite" if database.exclusive else "PostgreSQL"
    metrics.declare(version=__version__, database=engine, models=resources.catalog)
    metrics.gauges.record_reload(resources.clock(), succeeded=True)
    metrics.gauges.watch(
        is_gateway_connected=lambda: client.outage is None and client.is_ready(),
        gateway_latency=lambda: client.latency,
        is_database_failing=lambda: database.is_failing,
        tasks_limit=lambda: resources.limiter.limit,
    )


def _build_statements(
    resources: Resources, discord_parts: DiscordParts, core: Core, services: Services
) -> MonthlyStatements:
    return MonthlyStatements(
        database=resources.database,
        statistics=services.statistics,
        limits_in_force=core.limits_in_force,
        sender=DiscordStatementSender(discord_parts.client, discord_parts.requests),
        languages=core.languages,
        operator_guild_id=resources.config.discord.operator_guild,
        clock=resources.clock,
    )


def _build_generator(resources: Resources, core: Core, durations: Durations, webhooks: Webhooks | None) -> Generator:
    config, provider = resources.config, resources.provider
    return Generator(
        context=core.context,
        finisher=core.finisher,
        provider=provider,
        catalog=resources.catalog,
        poll_schedule=PollSchedule(first=config.runware.poll_first, max_interval=config.runware.poll_max),
        limiter=resources.limiter,
        spending=SpendingSwitch(core.context, core.capacity.breaker),
        durations=durations,
        reference_uploader=ReferenceUploader(
            context=core.context, provider=provider, reader=resources.reference_reader
        ),
        availability=core.availability,
        model_breakers=core.capacity.model_breakers,
        outputs=build_output_options(config),
        archive=resources.archive,
        webhooks=webhooks,
    )


def _build_pipeline(resources: Resources, core: Core, generator: Generator) -> JobPipeline:
    deliverer = Deliverer(
        context=core.context,
        finisher=core.finisher,
        fetcher=core.fetcher,
        review_hold=ReviewHold(context=core.context, finisher=core.finisher, on_held=core.case_cards.wake),
        limits_in_force=core.limits_in_force,
        archive=resources.archive,
    )
    return JobPipeline(
        context=core.context,
        generator=generator,
        deliverer=deliverer,
        finisher=core.finisher,
        task_timeout_seconds=resources.config.runware.deadline,
    )
