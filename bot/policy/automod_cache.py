"""The keyword rules of servers' AutoMod, asked for now and then and remembered in between."""

import asyncio
from collections import defaultdict
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final, Protocol

from bot.domain.clock import (
    Clock,
)
from bot.errors import DiscordDown
from bot.wordfilter.automod import Rule

FRESH: Final = 300.0
"""Seconds for which rules that were read hold, whatever is changed in them."""
RETRY: Final = 30.0
"""Seconds after which rules that could not be read are asked for again."""


class Lack(StrEnum):
    """Why rules could not be read."""

    PERMISSION = "permission"  #: Easel may not: that takes Manage Server
    DISCORD = "discord"  #: Discord does not answer


class AutoMod(Protocol):
    """Who asks Discord."""

    async def keyword_rules(self, guild_id: int) -> tuple[Rule, ...] | None:
        """The enabled keyword rules, ``None`` where Easel may not read them; :class:`DiscordDown` if it is so."""
        ...


@dataclass(frozen=True, slots=True)
class Reading:
    """What is known of a server's rules: the last ones that were read, ``None`` where they do not hold any more.

    ``lack`` tells why the last attempt to read them failed. It holds until ``until``, seconds since the epoch.
    """

    rules: tuple[Rule, ...] | None = None
    lack: Lack | None = Lack.DISCORD
    until: float = 0.0


class KeywordRules:
    """Remembers each server's rules; while Discord does not answer, the last ones that were read go on to hold."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._automod: AutoMod | None = None
        self._known: dict[int, Reading] = {}
        self._turns: defaultdict[int, asyncio.Lock] = defaultdict(asyncio.Lock)

    def read_from(self, automod: AutoMod) -> None:
        """Ask this one from now on; until then it is as if Discord did not answer."""
        self._automod = automod

    async def of(self, guild_id: int, *, anew: bool = False) -> Reading:
        """A server's rules; asked for if what is known is old, or ``anew`` in any case."""
        async with self._turns[guild_id]:  # of many who ask at once, one asks Discord
            known = self._known.get(guild_id, Reading())
            if anew or self._clock() >= known.until:
                self._known[guild_id] = known = await self._read(guild_id, known)
            return known

    async def _read(self, guild_id: int, known: Reading) -> Reading:
        now = self._clock()
        if self._automod is None:
            return known
        try:
            rules = await self._automod.keyword_rules(guild_id)
        except DiscordDown:
            return replace(known, lack=Lack.DISCORD, until=now + RETRY)
        if rules is None:
            return Reading(None, Lack.PERMISSION, now + RETRY)
        if rules == known.rules:
            rules = known.rules  # the same object, so that nothing is made ready again
        return Reading(rules, None, now + FRESH)
