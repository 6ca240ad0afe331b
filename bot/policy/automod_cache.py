"""Caches servers' AutoMod rules: they are read again after a TTL, and compiled only when they have changed."""

import asyncio
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final, Protocol

from bot.domain.clock import Clock
from bot.errors import DiscordDown
from bot.policy.guild_cache import GuildCache
from bot.wordfilter.automod import KeywordRule
from bot.wordfilter.filters import FilterSource, WordFilter

CACHE_TTL_SECONDS: Final = 300.0
"""Seconds for which rules are used without reading them again, even if they change."""
RETRY_SECONDS: Final = 30.0
"""Seconds until a failed read is retried."""


class UnavailableReason(StrEnum):
    """Why rules could not be read."""

    PERMISSION = "permission"  #: Easel lacks the permission Manage Server
    DISCORD = "discord"  #: Discord does not answer


class AutoModReader(Protocol):
    """The port to Discord's AutoMod."""

    async def fetch_keyword_rules(self, guild_id: int) -> tuple[KeywordRule, ...] | None:
        """Return the enabled keyword rules; ``None`` if Easel lacks the permission.

        Raises :class:`DiscordDown` if Discord does not answer.
        """
        ...


@dataclass(frozen=True, slots=True)
class AutoModState:
    """A server's AutoMod rules, as far as they could be read.

    ``failure`` is the reason if the last read failed. After ``DISCORD`` the rules of the last successful read are kept;
    after ``PERMISSION`` there are none. The default state is that before the first read. ``expires_at`` is in seconds
    since the epoch.
    """

    failure: UnavailableReason | None = UnavailableReason.DISCORD
    keyword_rules: tuple[KeywordRule, ...] | None = None
    """The rules of the last successful read; ``None`` if none are known, empty if the server has none."""
    rules: tuple[FilterSource, ...] = ()
    """The same rules, compiled."""
    expires_at: float = 0.0

    @property
    def unsupported(self) -> tuple[str, ...]:
        """Keywords and patterns that cannot be searched for, as written in the rules."""
        return WordFilter(self.rules).unsupported


class AutoModCache:
    """Each server's AutoMod rules. While Discord does not answer, the rules that were read last are used."""

    def __init__(self, reader: AutoModReader, clock: Clock) -> None:
        self._reader = reader
        self._clock = clock
        self._cache = GuildCache(self._read, is_fresh=lambda state: clock() < state.expires_at)

    async def get(self, guild_id: int, *, reload: bool = False) -> AutoModState:
        """Return a server's rules; read them if the last read is too old, or if ``reload`` is true."""
        return await self._cache.get(guild_id, reload=reload)

    async def _read(self, guild_id: int, last: AutoModState | None) -> AutoModState:
        last, now = last or AutoModState(), self._clock()
        try:
            keyword_rules = await self._reader.fetch_keyword_rules(guild_id)
        except DiscordDown:
            return replace(last, failure=UnavailableReason.DISCORD, expires_at=now + RETRY_SECONDS)
        if keyword_rules is None:
            return AutoModState(UnavailableReason.PERMISSION, expires_at=now + RETRY_SECONDS)
        if keyword_rules != last.keyword_rules:
            last = AutoModState(None, keyword_rules, await asyncio.to_thread(_compile, keyword_rules))
        return replace(last, failure=None, expires_at=now + CACHE_TTL_SECONDS)


def _compile(rules: tuple[KeywordRule, ...]) -> tuple[FilterSource, ...]:
    return tuple(rule.to_filter_source() for rule in rules)
