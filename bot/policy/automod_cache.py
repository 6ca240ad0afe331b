"""The keyword rules of servers' AutoMod, asked for now and then and remembered in between."""

import asyncio
from collections import defaultdict
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final, Protocol

from bot.domain.clock import Clock
from bot.errors import DiscordDown
from bot.wordfilter.automod import KeywordRule

CACHE_TTL_SECONDS: Final = 300.0
"""Seconds for which rules that were read hold, whatever is changed in them."""
RETRY_SECONDS: Final = 30.0
"""Seconds after which rules that could not be read are asked for again."""


class UnavailableReason(StrEnum):
    """Why rules could not be read."""

    PERMISSION = "permission"  #: Easel may not: that takes Manage Server
    DISCORD = "discord"  #: Discord does not answer


class AutoModReader(Protocol):
    """Who asks Discord."""

    async def fetch_keyword_rules(self, guild_id: int) -> tuple[KeywordRule, ...] | None:
        """The enabled keyword rules, ``None`` where Easel may not read them; :class:`DiscordDown` if it is so."""
        ...


@dataclass(frozen=True, slots=True)
class CachedRules:
    """What is known of a server's rules: the last ones that were read, ``None`` where they do not hold any more.

    ``lack`` tells why the last attempt to read them failed. It holds until ``until``, seconds since the epoch.
    """

    rules: tuple[KeywordRule, ...] | None = None
    failure: UnavailableReason | None = UnavailableReason.DISCORD
    expires_at: float = 0.0


class AutoModCache:
    """Remembers each server's rules; while Discord does not answer, the last ones that were read go on to hold."""

    def __init__(self, reader: AutoModReader, clock: Clock) -> None:
        self._reader = reader
        self._clock = clock
        self._cached: dict[int, CachedRules] = {}
        self._locks: defaultdict[int, asyncio.Lock] = defaultdict(asyncio.Lock)

    async def get(self, guild_id: int, *, refresh: bool = False) -> CachedRules:
        """A server's rules; asked for if what is known is old, or ``anew`` in any case."""
        async with self._locks[guild_id]:  # of many who ask at once, one asks Discord
            known = self._cached.get(guild_id, CachedRules())
            if refresh or self._clock() >= known.expires_at:
                self._cached[guild_id] = known = await self._fetch(guild_id, known)
            return known

    async def _fetch(self, guild_id: int, cached: CachedRules) -> CachedRules:
        now = self._clock()
        try:
            rules = await self._reader.fetch_keyword_rules(guild_id)
        except DiscordDown:
            return replace(cached, failure=UnavailableReason.DISCORD, expires_at=now + RETRY_SECONDS)
        if rules is None:
            return CachedRules(None, UnavailableReason.PERMISSION, now + RETRY_SECONDS)
        if rules == cached.rules:
            rules = cached.rules  # the same object, so that nothing is made ready again
        return CachedRules(rules, None, now + CACHE_TTL_SECONDS)
