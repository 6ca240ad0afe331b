"""Probes the network for ``python -m bot check``: Discord, Runware, and the hosts that pictures are read from.

Each finding reports only an observation: an unreachable host, for example, proves nothing about the key.
"""

import asyncio
import json
import socket
from collections.abc import AsyncIterator, Sequence
from enum import StrEnum
from http import HTTPStatus
from typing import Any, Final, NamedTuple

import aiohttp
import discord
from yarl import URL

from bot.config import Config
from bot.config.settings import DiscordSettings
from bot.domain.admission import AdmissionMode
from bot.errors import OperatorNeeded, ProviderError
from bot.net.allowed_hosts import HTTPS_PORT, explain_private_address, is_loopback, is_public, split_pattern
from bot.runware.client import RunwareClient
from bot.ui.channel_permissions import PERMISSIONS, REQUIRED_PERMISSIONS, permission_name

PROBE_TIMEOUT_SECONDS: Final = 15.0
"""Timeout of each probe."""
DISCORD_UNTESTED: Final = "the token was not checked"
RUNWARE_UNTESTED: Final = "the key was not checked"
MAKE_PRIVATE: Final = (
    "To keep it to yourself: https://discord.com/developers/applications, page “Installation”, set “Install Link” to "
    "“None”; then page “Bot”, switch off “Public Bot”"
)
GUILDS_PAGE_SIZE: Final = 200
"""Discord's largest page of the bot's servers; only the first page is read."""
_GUILDS_PATH: Final = f"/users/@me/guilds?limit={GUILDS_PAGE_SIZE}"
USER_AGENT: Final = "DiscordBot (https://github.com/Rapptz/discord.py, 2.7) Easel"
"""Discord's API may block requests without a valid User-Agent (API Reference, User Agent)."""
EXAMPLE_HOSTS: Final = {"*.runware.ai": "im.runware.ai"}
"""An existing host for each wildcard pattern that can be probed."""


class Status(StrEnum):
    """The result of a check, as it is printed; only FAIL makes the exit status 1.

    SKIPPED is also the status of remarks.
    """

    OK = "ok  "  # as wide as FAIL
    SKIPPED = "not looked at"
    FAIL = "FAIL"


class Finding(NamedTuple):
    """One line of the report."""

    subject: str
    status: Status
    sentence: str
    is_rejected: bool = False
    """Whether Discord or Runware itself refused the token or key."""
    is_untested: bool = False
    """Whether nothing is known about the token or key, because nobody answered for Discord or Runware."""
    is_warning: bool = False
    """Whether it works, but in a way that may not be wanted."""


class _ProbeFailed(Exception):
    """No response, or one that is not from Discord's API; the message is the sentence of the finding."""


async def probe_network(config: Config) -> AsyncIterator[Finding]:
    """Probe the hosts of pictures, and Runware and Discord if their secrets are configured."""
    async for finding in probe_hosts(config):
        yield finding
    if config.runware.api_key is not None:
        yield await probe_runware(config)
    if config.discord.token is not None:
        async for finding in probe_discord(config):
            yield finding


# ── Runware ──────────────────────────────────────────────────────────────────────────────────────────────────────────


async def probe_runware(config: Config) -> Finding:
    """Check the key by fetching the account's balance."""
    key, url = config.runware.api_key, config.runware.url
    assert key is not None
    client = RunwareClient(key.get_secret_value(), url=url, timeout=PROBE_TIMEOUT_SECONDS)
    try:
        async with asyncio.timeout(PROBE_TIMEOUT_SECONDS), client as provider:
            return _describe_balance(await provider.get_balance())
    except TimeoutError:
        sentence = f"{url} did not answer within {PROBE_TIMEOUT_SECONDS:g} seconds; {RUNWARE_UNTESTED}"
    except ProviderError as error:
        sentence = _describe_provider_error(error, url)
    is_untested = sentence.endswith(RUNWARE_UNTESTED)
    return Finding("runware", Status.FAIL, sentence, is_rejected=not is_untested, is_untested=is_untested)


def _describe_balance(balance: float | None) -> Finding:
    if balance is not None and balance <= 0:
        sentence = "the key works, but the account has no credit; add some at https://my.runware.ai"
        return Finding("runware", Status.FAIL, sentence)
    remaining = "but Runware did not report the balance" if balance is None else f"${balance:.2f} left"
    return Finding("runware", Status.OK, f"the key works, {remaining}")


def _describe_provider_error(error: ProviderError, url: str) -> str:
    if error.code == "connectionLost":
        why = str(error.__cause__ or "").strip() or type(error.__cause__).__name__
        return f"{url} cannot be reached ({why}); check the network and runware.url; {RUNWARE_UNTESTED}"
    if not isinstance(error, OperatorNeeded) or error.code.startswith("http"):
        return f"the response of {url} is not from Runware ({error.code}): an outage or a proxy; {RUNWARE_UNTESTED}"
    return f"Runware refuses the key or the account ({error.code}); check runware.api_key and https://my.runware.ai"


# ── Discord ──────────────────────────────────────────────────────────────────────────────────────────────────────────


async def probe_discord(config: Config) -> AsyncIterator[Finding]:
    """Check the token and the bot's permissions on its servers; yields the invite link too."""
    url = config.discord.api_url
    async with _open_session(config.discord) as session:
        try:
            async for finding in _probe_token(session, url, config.discord):
                yield finding
        except _ProbeFailed as failure:
            yield Finding("discord", Status.FAIL, str(failure), is_untested=True)
        except (KeyError, TypeError, ValueError):
            sentence = f"the response of {url} is not from Discord; check discord.api_url"
            yield Finding("discord", Status.FAIL, sentence, is_untested=True)


async def list_servers(config: Config) -> dict[int, str]:
    """The names of the servers that Easel is on (the first 200), by id; none if Discord does not tell."""
    async with _open_session(config.discord) as session:
        try:
            guilds = await _get_json(session, config.discord.api_url, _GUILDS_PATH)
            return {int(guild["id"]): " ".join(str(guild["name"]).split()) for guild in guilds or ()}
        except (_ProbeFailed, KeyError, TypeError, ValueError):
            return {}


def _open_session(settings: DiscordSettings) -> aiohttp.ClientSession:
    assert settings.token is not None
    headers = {"Authorization": f"Bot {settings.token.get_secret_value()}", "User-Agent": USER_AGENT}
    timeout = aiohttp.ClientTimeout(total=PROBE_TIMEOUT_SECONDS)
    return aiohttp.ClientSession(headers=headers, timeout=timeout, cookie_jar=aiohttp.DummyCookieJar())


async def _probe_token(session: aiohttp.ClientSession, url: str, config: DiscordSettings) -> AsyncIterator[Finding]:
    me = await _get_json(session, url, "/users/@me")
    if me is None:
        remedy = "copy it again from https://discord.com/developers/applications, page “Bot”"
        sentence = f"Discord does not accept the token in discord.token; {remedy}"
        yield Finding("discord", Status.FAIL, sentence, is_rejected=True)
        return
    yield Finding("discord", Status.OK, f"the token belongs to {me['username']}")
    guilds = await _get_json(session, url, _GUILDS_PATH)
    for finding in map(_check_permissions, guilds or ()):
        yield finding
    if guilds and len(guilds) >= GUILDS_PAGE_SIZE:
        yield Finding("servers", Status.SKIPPED, f"only the first {GUILDS_PAGE_SIZE} were checked")
    application = await _get_json(session, url, "/applications/@me")
    scopes = ("bot", "applications.commands")
    link = discord.utils.oauth_url(int(application["id"]), permissions=REQUIRED_PERMISSIONS, scopes=scopes)
    yield _describe_admission(config.admission, is_public=bool(application.get("bot_public")))
    yield _describe_operator_guild(config.operator_guild, [int(guild["id"]) for guild in guilds or ()])
    yield Finding("invite", Status.OK, link)


def _describe_admission(mode: AdmissionMode, *, is_public: bool) -> Finding:
    """Say who can bring Easel into a server, and what a new server may do before the operator decides."""
    who = "everybody" if is_public else "only you (and your team)"
    new = "a new server can request pictures at once, and you pay for them"
    if mode is AdmissionMode.LISTED:
        new = "only servers in discord.guilds can request pictures"
    elif mode is AdmissionMode.AUTO and is_public:
        new = "a new server waits until you admit it"
    kind, remedy = ("public", f". {MAKE_PRIVATE}") if is_public else ("not public", "")
    sentence = f"the application is {kind}, so {who} can add Easel to a server; {new}{remedy}"
    return Finding("admission", Status.OK, sentence, is_warning=is_public)


def _describe_operator_guild(guild_id: int | None, present: Sequence[int]) -> Finding:
    if guild_id is None:
        sentence = (
            "discord.operator_guild is not set, so there is no /operator to stop requests or to block, and you are "
            "asked about new servers by direct message"
        )
        return Finding("operator", Status.SKIPPED, sentence)
    if guild_id in present:
        return Finding("operator", Status.OK, f"/operator is on the server {guild_id}")
    if len(present) >= GUILDS_PAGE_SIZE:
        return Finding("operator", Status.SKIPPED, f"{guild_id} is not among the first {GUILDS_PAGE_SIZE} servers")
    sentence = f"Easel is not on the server {guild_id} of discord.operator_guild; invite it there with the link below"
    return Finding("operator", Status.FAIL, sentence)


async def _get_json(session: aiohttp.ClientSession, url: str, path: str) -> Any:
    """GET a path of Discord's API as JSON; ``None`` if Discord itself rejects the token. Raises _ProbeFailed."""
    try:
        async with session.get(URL(url + path), allow_redirects=False) as response:
            text = (await response.content.read(1 << 20)).decode(errors="replace")
    except (aiohttp.ClientError, TimeoutError, OSError) as error:
        why = str(error).strip() or f"no answer within {PROBE_TIMEOUT_SECONDS:g} seconds"
        raise _ProbeFailed(f"{url} cannot be reached ({why}); check the network; {DISCORD_UNTESTED}") from None
    return _parse_response(url, response.status, text)


def _parse_response(url: str, status: int, text: str) -> Any:
    try:
        body = json.loads(text)
    except (ValueError, RecursionError):
        body = None
    if status == HTTPStatus.OK and body is not None:
        return body
    if not isinstance(body, dict) or "message" not in body:
        cause = "a response that is not from Discord’s API (an outage or a proxy)"
        raise _ProbeFailed(f"{url} answered with HTTP {status} and {cause}; {DISCORD_UNTESTED}")
    if status == HTTPStatus.UNAUTHORIZED:
        return None
    raise _ProbeFailed(f"Discord answered with HTTP {status} ({str(body['message'])[:100]}); try again later")


def _check_permissions(guild: dict[str, Any]) -> Finding:
    granted = discord.Permissions(int(guild["permissions"]))
    subject = f"server {' '.join(str(guild['name']).split())}"
    if granted.administrator:
        return Finding(
            subject, Status.OK, "Easel is an administrator there; it needs fewer permissions, see the invite"
        )
    lacking = [str(permission_name(flag)) for flag in PERMISSIONS if not getattr(granted, flag)]
    if lacking:
        sentence = f"Easel’s role lacks {', '.join(lacking)}; invite it again with the link below"
        return Finding(subject, Status.FAIL, sentence)
    return Finding(subject, Status.OK, "Easel has all permissions; use /admin check for single channels")


# ── hosts of pictures ────────────────────────────────────────────────────────────────────────────────────────────────


async def probe_hosts(config: Config) -> AsyncIterator[Finding]:
    """Resolve the hosts that pictures are read from, and open a connection to each."""
    for key, hosts in (("discord", config.discord.media_hosts), ("runware", config.runware.media_hosts)):
        for finding in await asyncio.gather(
            *(_probe_host(f"{key}.media_hosts", host) for host in dict.fromkeys(hosts))
        ):
            yield finding


async def _probe_host(subject: str, pattern: str) -> Finding:
    name, port = split_host_and_port(EXAMPLE_HOSTS.get(pattern, pattern))
    if "*" in name:
        return Finding(subject, Status.SKIPPED, f"{pattern} is a wildcard without a known host to test")
    if port is None:
        return Finding(subject, Status.SKIPPED, f"{pattern} allows any port, so no port is known to connect to")
    try:
        async with asyncio.timeout(PROBE_TIMEOUT_SECONDS):
            fault = await _connection_fault(name, port)
    except socket.gaierror as error:
        fault = f"{name} cannot be resolved ({error.strerror}); check this network’s DNS"
    except (TimeoutError, OSError) as error:
        why = getattr(error, "strerror", None) or f"no answer within {PROBE_TIMEOUT_SECONDS:g} seconds"
        fault = f"{name}:{port} cannot be reached ({why}); check this network’s firewall"
    return Finding(subject, Status.FAIL if fault else Status.OK, fault or f"{name} can be reached")


async def _connection_fault(name: str, port: int) -> str | None:
    """Open a connection, unless the name resolves to an address that pictures are not read from."""
    may_connect = is_loopback if is_loopback(name) else is_public
    for address in await _resolve_addresses(name, port):
        if not may_connect(address):
            return f"{name} resolves to {address}, {explain_private_address(address)}"
    _, writer = await asyncio.open_connection(name, port)
    writer.close()
    return None


async def _resolve_addresses(name: str, port: int) -> list[str]:
    infos = await asyncio.get_running_loop().getaddrinfo(name, port, type=socket.SOCK_STREAM)
    return [str(info[4][0]) for info in infos]


def split_host_and_port(pattern: str) -> tuple[str, int | None]:
    """Split a pattern; the port is 443 by default, and ``None`` for a loopback host, for which any port is allowed."""
    name, port = split_pattern(pattern)
    return name, port or (None if is_loopback(name) else HTTPS_PORT)
