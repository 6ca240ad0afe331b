"""Opens connections, files and processes for the composition root, which closes them at the end."""

import os
from contextlib import AsyncExitStack
from dataclasses import dataclass
from typing import Final

from prometheus_client import CollectorRegistry

from bot.archive import Archive
from bot.charts.renderer import ChartRenderer
from bot.config import Config
from bot.config.factories import build_archive, build_catalog
from bot.discord import dm_copies
from bot.domain.catalog import Catalog
from bot.domain.clock import Clock
from bot.domain.rate_limits import ConcurrencyLimiter
from bot.images import inspect
from bot.images.inspect import PictureFile
from bot.images.member_uploads import ReferenceReader
from bot.images.reencoder import Reencoder
from bot.jobs.refusal_counter import RefusalCounter
from bot.net.downloads import BoundedDownloader
from bot.observability.metrics import Metrics
from bot.observability.tracing import JobTracer, open_tracer
from bot.runware.client import RunwareClient
from bot.runware.result_images import ResultImageReader
from bot.storage import open_database
from bot.storage.monitored import MonitoredDatabase

_REENCODER_PROCESSES: Final = 2
_DOWNLOAD_TIMEOUT_SECONDS: Final = 20.0
"""Timeout of one download from Discord."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Resources:
    """The shared resources of all parts of the bot."""

    config: Config
    catalog: Catalog
    """Shared by all parts, because it records which models the provider currently does not offer."""
    database: MonitoredDatabase
    provider: RunwareClient
    result_images: ResultImageReader[PictureFile]
    reencoder: Reencoder
    charts: ChartRenderer
    reference_reader: ReferenceReader
    discord_files: BoundedDownloader
    """Downloads files from Discord's CDN, up to ``MAX_DM_FILE_BYTES``."""
    archive: Archive | None
    limiter: ConcurrencyLimiter
    metrics: Metrics
    tracer: JobTracer
    refusals: RefusalCounter
    """Writes the last counts when it is closed."""
    owner: str
    """This process's name in leases."""
    clock: Clock
    """The wall clock, for stored and shown times."""
    monotonic: Clock
    """For timeouts and durations."""


async def open_resources(
    stack: AsyncExitStack, config: Config, *, owner: str, clock: Clock, monotonic: Clock, allow_new_database: bool
) -> Resources:
    """Open the resources; ``stack`` closes them at the end. ``allow_new_database`` as for :func:`bot.app.open_app`."""
    opened = await open_database(config.database.url.get_secret_value(), new=allow_new_database)
    stack.push_async_callback(opened.close)
    metrics = Metrics(CollectorRegistry())
    database = MonitoredDatabase(opened, monotonic, on_finished=metrics.record_transaction)
    refusals = RefusalCounter(database, clock)
    stack.push_async_callback(refusals.close)
    limiter = ConcurrencyLimiter(config.runware.max_in_flight, monotonic)
    key = config.runware.api_key
    provider = RunwareClient(
        key.get_secret_value() if key else "",
        url=config.runware.url,
        monotonic=monotonic,
        on_error=metrics.record_provider_error,
        on_rate_limited=limiter.record_rate_limit,
    )
    reencoder = await stack.enter_async_context(Reencoder(max_processes=_REENCODER_PROCESSES))
    archive = build_archive(config, on_lost=metrics.record_archive_loss)
    if archive is not None:
        await stack.enter_async_context(archive)
    return Resources(
        config=config,
        catalog=build_catalog(config),
        database=database,
        provider=await stack.enter_async_context(provider),
        result_images=await stack.enter_async_context(
            ResultImageReader(config.runware.media_hosts, inspect=inspect.parse_picture)
        ),
        reencoder=reencoder,
        charts=await stack.enter_async_context(ChartRenderer()),
        reference_reader=await stack.enter_async_context(ReferenceReader(config.discord.media_hosts, reencoder)),
        discord_files=await stack.enter_async_context(
            BoundedDownloader(
                config.discord.media_hosts, max_bytes=dm_copies.MAX_DM_FILE_BYTES, timeout=_DOWNLOAD_TIMEOUT_SECONDS
            )
        ),
        archive=archive,
        limiter=limiter,
        metrics=metrics,
        tracer=await stack.enter_async_context(open_tracer(os.environ)),
        refusals=refusals,
        owner=owner,
        clock=clock,
        monotonic=monotonic,
    )
