"""``python -m bot check`` and ``sync``: whether everything works, a line each, and the link that invites the bot."""

import asyncio
import json
import logging
import re
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime
from typing import Final, NamedTuple

import aiohttp
import discord
from yarl import URL

from bot.app import App, opened
from bot.config import Config
from bot.configured import archive_of
from bot.domain.catalog import Catalog, Model
from bot.domain.patterns import can_read
from bot.errors import ConfigError, DiscordDown, EaselError, Invalid, ProviderError
from bot.run import log_in
from bot.storage import marks
from bot.ui.rooms import PERMISSIONS
from bot.webhooks import PATH

log: Final = logging.getLogger(__name__)

PATIENCE: Final = 15.0
"""Seconds that one question may take."""
NOT_COMPARED: Final = "not in the pages Easel was made from: compare its sizes and prices with Runware’s page of it"
PATTERNS_READ: Final = "those of servers’ word lists and of their AutoMod are looked for"
PATTERNS_NOT_READ: Final = (
    "those of servers’ word lists and of their AutoMod are not looked for; pip install google-re2"
)
STORED: Final = frozenset({200, 201, 204})
TRIAL: Final = "check.txt"
"""What is put into the archive, below its prefix; the addresses that the bot makes can only write."""


class Finding(NamedTuple):
    """One line of the report."""

    subject: str
    good: bool
    sentence: str


async def check(config: Config) -> int:
    """Print a line for each thing that has to work; 0 when all does, 1 otherwise."""
    good = True
    async for finding in _findings(config):
        good = good and finding.good
        print(f"{'ok  ' if finding.good else 'FAIL'} {finding.subject}: {finding.sentence}")
    return 0 if good else 1


async def sync(config: Config) -> int:
    """Publish the commands, changed or not; 0 when Discord took them."""
    async with opened(config) as app:
        try:
            await _logged_in(app)
            await app.bot.sync(always=True)
        except (EaselError, discord.DiscordException, aiohttp.ClientError, TimeoutError, OSError) as error:
            print(f"The commands could not be published: {error}")
            return 1
        finally:
            await app.bot.close()
    print(f"Published: {', '.join('/' + name for name in app.bot.published)}")
    return 0


async def _findings(config: Config) -> AsyncIterator[Finding]:
    for finding in (*map(_fault, config.missing()), *_webhooks(config)):
        yield finding
    try:
        async with opened(config) as app:
            async for finding in _parts(app):
                yield finding
    except ConfigError as error:
        for line in error.faults:
            yield _fault(line)
    except EaselError as error:
        yield Finding("database", good=False, sentence=str(error))


async def _parts(app: App) -> AsyncIterator[Finding]:
    config = app.config
    yield Finding("database", good=True, sentence=f"{config.database.shown} is open at the newest schema")
    yield Finding("patterns", good=True, sentence=PATTERNS_READ if can_read() else PATTERNS_NOT_READ)
    async for finding in _models(app):
        yield finding
    if config.archive.bucket is not None:
        yield await _archive(config)
    if config.runware.api_key is not None:
        yield await _account(app)
    if config.discord.token is not None:
        async for finding in _discord(app):
            yield finding


def _fault(line: str) -> Finding:
    key, _, what = line.partition(": ")
    return Finding(key, good=False, sentence=what)


def _webhooks(config: Config) -> Iterator[Finding]:
    address, listen = config.runware.webhook_url, config.http.listen
    if address is None:
        return
    if listen:
        sentence = f"Runware calls {address}{PATH}…; make sure that this address leads to {listen} here"
    else:
        sentence = "nothing listens for Runware’s calls; set http.listen, or remove runware.webhook_url"
    yield Finding("webhooks", good=bool(listen), sentence=sentence)


async def _models(app: App) -> AsyncIterator[Finding]:
    catalog = app.service.catalog
    noticed = await app.database.run(marks.beginning, marks.LOST_MODEL)
    for key, model in catalog.items():
        mark = noticed.get(marks.lost_model(key)) if catalog.is_lost(key) else None
        yield _offered(key, model) if mark is None else _lost(key, catalog, mark)


def _offered(key: str, model: Model) -> Finding:
    doubt = "" if model.documented else f"; {NOT_COMPARED}"
    return Finding(f"model {key}", good=True, sentence=f"{model.label}, {model.air}, ${model.price:g} a picture{doubt}")


def _lost(key: str, catalog: Catalog, mark: str) -> Finding:
    since = f"{datetime.fromtimestamp(json.loads(mark)['at'], UTC):%Y-%m-%d %H:%M} UTC"
    gone = f"{catalog[key].label}, {catalog[key].air}, is not offered by Runware since {since}"
    try:
        successor = catalog.choose(key).model.label
    except Invalid:
        how = f"name another model as models.{key}.successor"
        return Finding(f"model {key}", good=False, sentence=f"{gone}, and nothing draws instead; {how}")
    return Finding(f"model {key}", good=True, sentence=f"{gone}; {successor} draws instead")


async def _archive(config: Config) -> Finding:
    """Put a few bytes there: nothing else shows that a bucket takes what comes."""
    archive = archive_of(config, on_lost=lambda: None)
    assert archive is not None
    key = "/".join((*filter(None, config.archive.prefix.split("/")), TRIAL))
    patience = aiohttp.ClientTimeout(total=PATIENCE)
    async with archive, aiohttp.ClientSession(timeout=patience, trust_env=False) as session:
        place = URL(archive.address(key, seconds=60), encoded=True)  # what is signed must be what is sent
        try:
            async with session.put(place, data=b"Easel can write here.\n", allow_redirects=False) as response:
                why = f"HTTP {response.status}{_code(await response.content.read(1 << 14))}"
        except (aiohttp.ClientError, TimeoutError, OSError) as error:  # some of them quote the address
            why = f"no answer, {type(error).__name__}"
        else:
            if response.status in STORED:
                return Finding(
                    "archive", good=True, sentence=f"{config.archive.bucket} takes pictures; it has {key} now"
                )
    return Finding("archive", good=False, sentence=f"{config.archive.bucket} takes no pictures ({why})")


def _code(answer: bytes) -> str:
    """The bucket's own word for what is wrong; the rest of its answer may quote what was signed."""
    code = re.search(rb"<Code>(\w{1,64})</Code>", answer)
    return f" {code[1].decode()}" if code else ""


async def _account(app: App) -> Finding:
    try:
        async with asyncio.timeout(PATIENCE):
            balance = await app.provider.account()
    except ProviderError as error:
        return Finding("runware", good=False, sentence=f"Runware does not take the key ({error.code or 'no answer'})")
    except TimeoutError:
        return Finding("runware", good=False, sentence=f"no answer from {app.config.runware.url}")
    told = "its balance is not told" if balance is None else f"${balance:.2f} left"
    return Finding("runware", good=balance is None or balance > 0, sentence=f"the key works, {told}")


async def _discord(app: App) -> AsyncIterator[Finding]:
    try:
        await _logged_in(app)
        yield Finding("discord", good=True, sentence=f"the token is that of {app.bot.user}")
        application = await app.bot.application_info()
        async for finding in _servers(app):
            yield finding
        link = discord.utils.oauth_url(application.id, permissions=PERMISSIONS, scopes=("bot", "applications.commands"))
        yield Finding("invite", good=True, sentence=link)
    except ConfigError as error:
        yield Finding("discord", good=False, sentence=str(error))
    except DiscordDown as error:
        sentence = f"{app.config.discord.api_url} cannot be reached: {error}"
        yield Finding("discord", good=False, sentence=sentence)
    except (discord.DiscordException, aiohttp.ClientError, TimeoutError, OSError) as error:
        yield Finding("discord", good=False, sentence=f"no useful answer from {app.config.discord.api_url}: {error}")
    finally:
        await app.bot.close()


async def _servers(app: App) -> AsyncIterator[Finding]:
    for guild in await app.bot.http.get_guilds(200, with_counts=False):
        granted = discord.Permissions(int(guild["permissions"]))
        lacking = [name for name, wanted in PERMISSIONS if wanted and not getattr(granted, name)]
        sentence = f"lacks {', '.join(lacking)}" if lacking else "all permissions are there"
        yield Finding(f"server {guild['name']}", good=not lacking, sentence=sentence)


async def _logged_in(app: App) -> None:
    async with asyncio.timeout(PATIENCE):
        await log_in(app, patient=False)
