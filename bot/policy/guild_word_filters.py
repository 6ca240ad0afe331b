"""What servers do not allow to be said, ready to be looked for: their own lists, and the rules of their AutoMod."""

import asyncio
from collections import defaultdict
from collections.abc import Callable
from typing import Final, NamedTuple

from bot.domain.clock import (
    Clock,
)
from bot.domain.text import clean
from bot.errors import Closed, Forbidden
from bot.policy.automod_cache import AutoMod, KeywordRules, Lack
from bot.policy.guild_cache import Memory
from bot.storage import word_lists
from bot.storage.database import Database
from bot.storage.word_lists import (
    Kind,
    Words,
)
from bot.wordfilter.automod import Rule
from bot.wordfilter.filters import OWN, Source, WatchList, prepared
from bot.wordfilter.matcher import WordList
from bot.wordfilter.patterns import new_pattern, readable
from bot.wordfilter.terms import Term

AUTOMOD_CLOSED: Final = (
    "This server also applies its AutoMod’s words to pictures, but Easel is not allowed to read them; please tell "
    "an admin to run /admin check. Nothing was charged."
)
AUTOMOD_SILENT: Final = (
    "Discord does not send the words of this server’s AutoMod right now, so your prompt cannot be checked; please "
    "try again in a minute. Nothing was charged."
)


class AutoModState(NamedTuple):
    """What can be read of a server's AutoMod at this moment.

    ``lack`` tells why its rules could not be read just now; ``rules`` are then the last ones that could be, if any.
    """

    lack: Lack | None
    rules: tuple[Source, ...]

    @property
    def left_out(self) -> tuple[str, ...]:
        """What cannot be looked for, as it is written there."""
        return WatchList(self.rules).left_out


class WordLists:
    """Each server's list once it was asked for; one that has not changed is not made ready again."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._words = Memory[WatchList](self._compiled)
        self._lists: dict[int, tuple[Words, WatchList]] = {}
        self._automod = KeywordRules(clock)
        self._sources: dict[int, tuple[tuple[Rule, ...], tuple[Source, ...]]] = {}
        self._joined: dict[int, tuple[WatchList, tuple[Source, ...], WatchList]] = {}
        self._joining: defaultdict[int, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._hears_closed: Callable[[int], None] | None = None
        self._closed: set[int] = set()

    async def own(self, guild_id: int) -> WatchList:
        """What a server's moderators wrote, ready to be looked for."""
        return await self._words.get(guild_id)

    async def whole(self, guild_id: int) -> WatchList:
        """The same with the rules of the server's AutoMod; :class:`Refused` while these cannot be read."""
        own, reading = await self.own(guild_id), await self._automod.of(guild_id)
        self._tell_closed(guild_id, reading.lack)
        if reading.rules is None:
            raise Forbidden(AUTOMOD_CLOSED) if reading.lack is Lack.PERMISSION else Closed(AUTOMOD_SILENT)
        async with self._joining[guild_id]:
            return await self._with_automod(guild_id, own, reading.rules)

    async def add(self, guild_id: int, words: Words) -> int:
        """Add all of these to a server's words, or none, and return how many are new.

        :class:`~bot.errors.Invalid` for what is no word, and where there is no room for all.
        """
        terms, exceptions, patterns = words
        patterns = tuple(new_pattern(text).text for text in patterns)
        words = Words(tuple(map(kept, terms)), tuple(map(kept, exceptions)), patterns)
        added = 0

        async def add() -> WatchList:
            nonlocal added
            added = await self._database.run(word_lists.add_words, guild_id, words)
            return await self._compiled(guild_id)

        await self._words.after(guild_id, add)
        return added

    async def remove(self, guild_id: int, kind: Kind, text: str) -> bool:
        """Take a word off a server's list; returns whether it was on it."""
        removed = False

        async def remove() -> WatchList:
            nonlocal removed
            removed = await self._database.run(word_lists.remove_word, guild_id, kind, text)
            return await self._compiled(guild_id)

        await self._words.after(guild_id, remove)
        return removed

    def forget(self) -> None:
        """Look the lists up anew when they are next needed; what Discord tells stays for its own time."""
        self._words.forget()

    async def _compiled(self, guild_id: int) -> WatchList:
        """The list as it stands in the database; one that has not changed is not made ready again."""
        words = await self._database.run(word_lists.words, guild_id)
        before = self._lists.get(guild_id)
        if before is not None and before[0] == words:
            return before[1]
        made = await asyncio.to_thread(compiled, words) if any(words) else compiled(words)
        self._lists[guild_id] = words, made
        return made

    # ── the server's AutoMod ─────────────────────────────────────────────────────────────────────────────────────────

    def read_automod_from(self, automod: AutoMod) -> None:
        """Ask this one for the keyword rules of servers."""
        self._automod.read_from(automod)

    def on_automod_closed(self, hear: Callable[[int], None]) -> None:
        """Let ``hear`` know the server whose requests are refused because Easel may not read its rules, once."""
        self._hears_closed = hear

    async def automod(self, guild_id: int) -> AutoModState:
        """What can be read of a server's AutoMod, asked for anew."""
        reading = await self._automod.of(guild_id, anew=True)
        async with self._joining[guild_id]:
            sources = await self._sources_of(guild_id, reading.rules or ())
        return AutoModState(reading.lack, sources)

    def _tell_closed(self, guild_id: int, lack: Lack | None) -> None:
        if lack is None:
            self._closed.discard(guild_id)
        elif lack is Lack.PERMISSION and self._hears_closed is not None and guild_id not in self._closed:
            self._closed.add(guild_id)
            self._hears_closed(guild_id)

    async def _with_automod(self, guild_id: int, own: WatchList, rules: tuple[Rule, ...]) -> WatchList:
        sources = await self._sources_of(guild_id, rules)
        before = self._joined.get(guild_id)
        if before is not None and before[0] is own and before[1] is sources:
            return before[2]
        joined = await asyncio.to_thread(own.joined_by, sources)
        self._joined[guild_id] = own, sources, joined
        return joined

    async def _sources_of(self, guild_id: int, rules: tuple[Rule, ...]) -> tuple[Source, ...]:
        """The rules, ready to be looked for; those that have not changed are not made ready again."""
        before = self._sources.get(guild_id)
        if before is not None and before[0] == rules:
            return before[1]
        sources = await asyncio.to_thread(_sources, rules)
        self._sources[guild_id] = rules, sources
        return sources


def _sources(rules: tuple[Rule, ...]) -> tuple[Source, ...]:
    return tuple(rule.source() for rule in rules)


def kept(text: str) -> str:
    """A word as lists keep it: cleaned and in small letters; :class:`~bot.errors.Invalid` for what is no word."""
    return Term(clean(text).lower()).text


def compiled(words: Words) -> WatchList:
    """The list that is looked for. 5000 terms take a quarter of a second, so a long list is made in a thread."""
    terms = prepared(WordList(map(Term, words.terms), map(Term, words.exceptions)))
    patterns, left_out = readable(words.patterns)
    return WatchList([Source(OWN, terms, patterns, left_out)])
