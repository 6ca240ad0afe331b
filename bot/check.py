"""``python -m bot check`` and ``sync``: whether everything works, a line each, and the link that invites the bot."""

import asyncio
import logging
from collections.abc import AsyncIterator
from typing import Final, NamedTuple

import aiohttp
import discord

from bot.app import App, opened
from bot.config import Config
from bot.errors import ConfigError, EaselError, ProviderError
from bot.run import log_in

log: Final = logging.getLogger(__name__)

PERMISSIONS: Final = discord.Permissions(
    view_channel=True,
    send_messages=True,
    send_messages_in_threads=True,
    embed_links=True,
    attach_files=True,
    read_message_history=True,
)
"""What Easel needs on a server, and nothing more."""
PATIENCE: Final = 15.0
"""Seconds that one question may take."""


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
    for line in config.missing():
        key, _, what = line.partition(": ")
        yield Finding(key, good=False, sentence=what)
    try:
        async with opened(config) as app:
            yield Finding("database", good=True, sentence=f"{config.database.shown} is open at the newest schema")
            for key, model in config.models.items():
                yield Finding(
                    f"model {key}", good=True, sentence=f"{model.label}, {model.air}, ${model.price:g} a picture"
                )
            if config.runware.api_key is not None:
                yield await _account(app)
            if config.discord.token is not None:
                async for finding in _discord(app):
                    yield finding
    except EaselError as error:
        yield Finding("database", good=False, sentence=str(error))


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
        await log_in(app)
