"""Opens connections, files and processes for the composition root, which closes them at the end."""

from contextlib import AsyncExitStack
from dataclasses import dataclass

from prometheus_client import CollectorRegistry

from bot.archive import Archive
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
from bot.metrics import Metrics
from bot.net.downloads import BoundedDownloader
from bot.runware.client import RunwareClient
from bot.runware.result_images import ResultImageReader
from bot.storage import open_database
from bot.storage.monitored import MonitoredDatabase


@dataclass(frozen=True, slots=True, kw_only=True)
class Resources:
    """The shared resources of all parts of the bot."""

    config: Config
    catalog: Catalog
    """The only one: it knows which models the provider does not offer at present."""
    database: MonitoredDatabase
    provider: RunwareClient
    result_images: ResultImageReader[PictureFile]
    reencoder: Reencoder
    reference_reader: ReferenceReader
    downloads: BoundedDownloader
    archive: Archive | None
    limiter: ConcurrencyLimiter
    metrics: Metrics
    owner: str
    """This process's name in leases."""
    clock: Clock
    monotonic: Clock


async def open_resources(
    stack: AsyncExitStack, config: Config, *, owner: str, clock: Clock, monotonic: Clock, new: bool
) -> Resources:
    """Open the resources; ``stack`` closes them at the end. ``new`` permits an empty database."""
    database = await open_database(config.database.url.get_secret_value(), new=new)
    stack.push_async_callback(database.close)
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
    return Resources(
        config=config,
        catalog=build_catalog(config),
        database=MonitoredDatabase(database, monotonic),
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
        owner=owner,
        clock=clock,
        monotonic=monotonic,
    )
