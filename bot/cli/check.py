"""``python -m bot check`` and ``sync``: one line for each check, and the invite link; publishing the commands.

A check is read-only: it creates no database, publishes no commands and writes nothing to the bucket, so it can run
while the bot runs. What only a write could show is reported as “not looked at”.
"""

import asyncio
import errno
import importlib.util
import os
import socket
import time
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import aiohttp
import discord

from bot.app import open_app
from bot.cli.login import log_in
from bot.cli.own_faults import describe_own_fault
from bot.cli.probes import Finding, Status, probe_network
from bot.config import Config, permissions_warning
from bot.config.factories import build_catalog
from bot.domain.catalog import Catalog
from bot.domain.clock import DAY_SECONDS
from bot.errors import EaselError, Invalid, StorageError, StorageUnavailable
from bot.jobs.model_availability import lost_since
from bot.observability.log import print_redacted
from bot.runware.webhooks import WEBHOOK_PATH
from bot.storage import inspect_database, invariants, kv, open_for_reading
from bot.storage.inspection import Inspection
from bot.wordfilter.patterns import is_re2_installed

SYNC_LOGIN_TIMEOUT_SECONDS: Final = 15.0
"""Timeout of the login of ``sync``, including all requests of discord.py."""
MODEL_NOT_DOCUMENTED: Final = (
    "its sizes and prices are not verified against Runware’s documentation: compare them with Runware’s page for it"
)
PROXY_VARIABLES: Final = ("HTTPS_PROXY", "HTTP_PROXY", "ALL_PROXY")


async def check(config: Config, path: Path | None = None) -> int:
    """Print a line for each finding; return the exit status, 0 if nothing failed, else 1.

    ``path`` is the file that the configuration was read from.
    """
    passed = True
    async for finding in _run_checks(config, path):
        passed = passed and finding.status is not Status.FAIL
        print_redacted(f"{finding.status} {finding.subject}: {' '.join(finding.sentence.split())}")
    return 0 if passed else 1


async def publish_commands(config: Config) -> int:
    """Publish the commands, even if they have not changed; return the exit status, 0 on success."""
    async with open_app(config) as app:
        try:
            async with asyncio.timeout(SYNC_LOGIN_TIMEOUT_SECONDS):
                await log_in(app, retry=False)
            await app.bot.command_sync.publish(force=True)
        except (EaselError, discord.DiscordException, aiohttp.ClientError, TimeoutError, OSError) as error:
            print_redacted(f"The commands could not be published: {str(error) or 'Discord did not answer in time'}")
            return 1
        finally:
            await app.bot.close()
    print_redacted(f"Published: {', '.join('/' + name for name in app.bot.command_sync.ids)}")
    return 0


async def _run_checks(config: Config, path: Path | None) -> AsyncIterator[Finding]:
    """Yield the findings of each part; a fault in the check of one part is a finding, and the others go on."""
    lost_models: dict[str, str] = {}
    parts: dict[str, Iterator[Finding] | AsyncIterator[Finding]] = {
        "configuration": _check_configuration(config, path),
        "http": _check_listening(config),
        "webhooks": _check_webhooks(config),
        "proxy": _check_proxies(),
        "database": _check_storage(config, lost_models),
        "spending": _describe_spending(config),
        "patterns": _check_patterns(),
        "models": _check_models(config, lost_models),
        "archive": _check_archive(config),
        "network": probe_network(config),
    }
    for subject, findings in parts.items():
        try:
            async for finding in _iterate(findings):
                yield finding
        except Exception as error:  # noqa: BLE001 - whatever it is, the other parts are worth looking at
            yield Finding(subject, Status.FAIL, describe_own_fault(error))


async def _iterate(findings: Iterator[Finding] | AsyncIterator[Finding]) -> AsyncIterator[Finding]:
    if isinstance(findings, AsyncIterator):
        async for finding in findings:
            yield finding
        return
    for finding in findings:
        yield finding


async def _check_storage(config: Config, lost_models: dict[str, str]) -> AsyncIterator[Finding]:
    """Check the database and the ledger; adds the models that the provider does not offer to ``lost_models``."""
    try:
        inspection = await inspect_database(config.database.url.get_secret_value())
    except StorageError as error:
        yield Finding("database", Status.FAIL, str(error))
        return
    lost_models |= inspection.lost_models
    for finding in _check_database(config, inspection):
        yield finding
    if inspection.exists and not inspection.pending:
        async for finding in _check_ledger(config):
            yield finding


def _check_configuration(config: Config, path: Path | None) -> Iterator[Finding]:
    lines = (*config.missing_settings(), *filter(None, (permissions_warning(path),)))
    for line in lines:
        key, _, sentence = line.partition(": ")
        yield Finding(key, Status.FAIL, sentence)


def _check_database(config: Config, inspection: Inspection) -> Iterator[Finding]:
    name = config.database.redacted_url
    for fault in inspection.faults:
        yield Finding("database", Status.FAIL, fault)
    if not inspection.exists:
        yield Finding("database", Status.SKIPPED, f"{name} does not exist yet; `python -m bot run` creates it")
    elif inspection.pending:
        sentence = f"{name} is {inspection.pending} schema versions behind; `python -m bot run` migrates it"
        yield Finding("database", Status.OK, sentence)
    elif not inspection.faults:
        yield Finding("database", Status.OK, f"{name} has the newest schema")


async def _check_ledger(config: Config) -> AsyncIterator[Finding]:
    """Check the rules that the ledger's rows of the last 30 days must keep; a line for each that is broken."""
    days = f"{invariants.CHECKED_PERIOD_SECONDS / DAY_SECONDS:.0f} days"
    try:
        async with open_for_reading(config.database.url.get_secret_value()) as database:
            found = await database.run(invariants.find_violations, time.time())
    except StorageUnavailable as error:
        yield Finding("ledger", Status.SKIPPED, str(error))
    except StorageError as error:
        yield Finding("ledger", Status.FAIL, str(error))
    else:
        broken = {rule: row for rule, row in found.items() if row is not None}
        for rule, row in broken.items():
            yield Finding("ledger", Status.FAIL, f"{rule}: this does not hold: {row}")
        if not broken:
            yield Finding("ledger", Status.OK, f"{len(found)} rules hold for the last {days}")


def _describe_spending(config: Config) -> Iterator[Finding]:
    """Say what all servers together can cost."""
    budget = config.limits.dollars_per_day
    if budget is None or budget < 0:
        sentence = "limits.dollars_per_day is -1, so nothing but your credit at Runware limits what a day can cost"
    else:
        sentence = f"all servers together can cost at most ${budget:,.2f} in 24 hours (limits.dollars_per_day)"
    yield Finding("spending", Status.OK, sentence)


def _check_listening(config: Config) -> Iterator[Finding]:
    """Check that the addresses can be listened at, unless something does already."""
    for key, address in (("http.listen", config.http.listen), ("http.metrics_listen", config.http.metrics_listen)):
        if not address:
            continue
        try:
            _bind(address)
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                sentence = f"something listens at {address}: Easel, if it runs; if not, set another address"
                yield Finding(key, Status.SKIPPED, sentence)
            else:
                reason = error.strerror or type(error).__name__
                yield Finding(key, Status.FAIL, f"{address} is no address to listen at on this machine ({reason})")
        else:
            yield Finding(key, Status.OK, f"{address} can be listened at")


def _bind(address: str) -> None:
    host, _, port = address.rpartition(":")
    family, kind, protocol, _, place = socket.getaddrinfo(
        host.strip("[]"), int(port), type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
    )[0]
    with socket.socket(family, kind, protocol) as bound:
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        bound.bind(place)


def _check_webhooks(config: Config) -> Iterator[Finding]:
    address, listen = config.runware.webhook_url, config.http.listen
    if address is None:
        return
    if listen:
        sentence = f"only a call from outside shows whether {address}{WEBHOOK_PATH}… reaches {listen} on this machine"
        yield Finding("webhooks", Status.SKIPPED, sentence)
    else:
        sentence = "no server receives Runware’s calls; set http.listen, or remove runware.webhook_url"
        yield Finding("webhooks", Status.FAIL, sentence)


def _check_patterns() -> Iterator[Finding]:
    patterns = "patterns in servers’ word lists and AutoMod are"
    if is_re2_installed():
        yield Finding("patterns", Status.OK, f"{patterns} applied")
        return
    remedy = "until google-re2 is installed (pip install google-re2)"
    yield Finding("patterns", Status.SKIPPED, f"{patterns} ignored {remedy}")


def _check_proxies() -> Iterator[Finding]:
    """Report proxy variables, because Easel ignores them."""
    names = [name for name in PROXY_VARIABLES if os.environ.get(name) or os.environ.get(name.lower())]
    if names:
        sentence = f"{', '.join(names)} is set, but Easel uses no proxy: it connects directly"
        yield Finding("proxy", Status.SKIPPED, sentence)


def _check_archive(config: Config) -> Iterator[Finding]:
    bucket = config.archive.bucket
    if bucket is None:
        return
    if importlib.util.find_spec("botocore") is None:
        yield Finding("archive", Status.FAIL, "an archive needs the package botocore: pip install botocore")
    else:
        sentence = (
            f"only writing shows whether the bucket {bucket} accepts uploads; "
            "the log names each picture that could not be uploaded"
        )
        yield Finding("archive", Status.SKIPPED, sentence)


# ── models ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def _check_models(config: Config, lost_models: dict[str, str]) -> Iterator[Finding]:
    catalog, lost = build_catalog(config), dict[str, float]()
    for key, model in catalog.items():
        mark = lost_models.get(kv.lost_model_key(key))
        if mark is not None and (since := lost_since(mark, model, now=time.time())) is not None:
            lost[key] = since
            catalog.mark_unavailable(key)
    for key, model in catalog.items():
        if key in lost:
            yield _unavailable_model_finding(key, catalog, lost[key])
            continue
        note = "" if model.documented else f"; {MODEL_NOT_DOCUMENTED}"
        price = f"{model.label}, {model.air}, ${model.price:g} a picture"
        sentence = f"{price}; only a drawn picture shows whether Runware offers it{note}"
        yield Finding(f"model {key}", Status.SKIPPED, sentence)


def _unavailable_model_finding(key: str, catalog: Catalog, lost_at: float) -> Finding:
    since = f"{datetime.fromtimestamp(lost_at, UTC):%Y-%m-%d %H:%M} UTC"
    fact = f"{catalog[key].label}, {catalog[key].air}, has not been offered by Runware since {since}"
    try:
        successor = catalog.resolve_model(key).model.label
    except Invalid:
        remedy = f"set models.{key}.successor to another model"
        return Finding(f"model {key}", Status.FAIL, f"{fact}, and it has no available successor; {remedy}")
    return Finding(f"model {key}", Status.OK, f"{fact}; requests for it use {successor}")
