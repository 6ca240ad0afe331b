"""The compiled word filter of each server: its own list, and the rules of its AutoMod."""

import asyncio
from collections.abc import Callable
from typing import Final, NamedTuple

from bot.domain.clock import Clock
from bot.domain.text import clean
from bot.errors import Closed, Forbidden
from bot.localization.messages import Message
from bot.policy.automod_cache import AutoModCache, AutoModReader, AutoModState, UnavailableReason
from bot.policy.guild_cache import GuildCache
from bot.storage import word_lists
from bot.storage.database import Database
from bot.wordfilter.filters import OWN_LIST_NAME, FilterSource, WordFilter, build_leet_index
from bot.wordfilter.matcher import TermMatcher
from bot.wordfilter.patterns import compile_patterns, create_pattern
from bot.wordfilter.terms import Term
from bot.wordfilter.word_list import WordKind, WordListEntries

AUTOMOD_NOT_PERMITTED: Final = Message("rule-automod-not-permitted")
AUTOMOD_UNREACHABLE: Final = Message("rule-automod-unreachable")


class _OwnFilter(NamedTuple):
    entries: WordListEntries
    compiled: WordFilter


class _FullFilter(NamedTuple):
    own: WordFilter
    automod: tuple[FilterSource, ...]
    merged: WordFilter


class GuildWordFilters:
    """Each server's word filters. Each is compiled when it is first needed, and again when its words have changed."""

    def __init__(self, database: Database, automod: AutoModReader, clock: Clock) -> None:
        self._database = database
        self._own_filters = GuildCache(self._load_own)
        self._automod = AutoModCache(automod, clock)
        self._full_filters = GuildCache(self._merge, is_fresh=lambda _: False)  # _merge compares the sources
        self._on_automod_unreadable: Callable[[int], None] | None = None
        self._unreadable_guild_ids: set[int] = set()

    async def own_filter(self, guild_id: int) -> WordFilter:
        """The compiled word list of a server."""
        return (await self._own_filters.get(guild_id)).compiled

    async def full_filter(self, guild_id: int) -> WordFilter:
        """The server's own word list and its AutoMod rules together.

        Rules that were read earlier still apply while Discord does not answer. Raises :class:`~bot.errors.Forbidden`
        without the permission to read them, and :class:`~bot.errors.Closed` if they were never read.
        """
        return (await self._full_filters.get(guild_id)).merged

    async def add(self, guild_id: int, entries: WordListEntries) -> int:
        """Add the entries to a server's list, all or none; return the number of new ones.

        Raises :class:`~bot.errors.Invalid` if an entry cannot be used, or if the list would become too long.
        """
        normalized = WordListEntries(
            tuple(map(normalize_term, entries.terms)),
            tuple(map(normalize_term, entries.exceptions)),
            tuple(create_pattern(text).text for text in entries.patterns),
        )
        return await self._own_filters.change(
            guild_id, lambda: self._database.run(word_lists.add_words, guild_id, normalized)
        )

    async def remove(self, guild_id: int, kind: WordKind, text: str) -> bool:
        """Remove an entry from a server's list; return whether the list had it."""
        return await self._own_filters.change(
            guild_id, lambda: self._database.run(word_lists.remove_word, guild_id, kind, text)
        )

    def clear(self) -> None:
        """Read all lists again when they are next needed; AutoMod rules keep their own TTL."""
        self._own_filters.clear()

    async def _load_own(self, guild_id: int, last: _OwnFilter | None) -> _OwnFilter:
        entries = await self._database.run(word_lists.get_words, guild_id)
        if last is not None and last.entries == entries:
            return last
        if not any(entries):
            return _OwnFilter(entries, compile_filter(entries))
        return _OwnFilter(entries, await asyncio.to_thread(compile_filter, entries))

    def on_automod_unreadable(self, callback: Callable[[int], None]) -> None:
        """Call ``callback`` once for each server whose requests are refused because Easel lacks the permission.

        After a successful read, it can be called again for the same server.
        """
        self._on_automod_unreadable = callback

    async def fetch_automod_state(self, guild_id: int) -> AutoModState:
        """Read a server's AutoMod rules again, even if the cached ones are fresh."""
        return await self._automod.get(guild_id, reload=True)

    async def _merge(self, guild_id: int, last: _FullFilter | None) -> _FullFilter:
        own, automod = await self.own_filter(guild_id), await self._automod.get(guild_id)
        self._report_unreadable(guild_id, automod.failure)
        if automod.keyword_rules is None:
            is_forbidden = automod.failure is UnavailableReason.PERMISSION
            raise Forbidden(AUTOMOD_NOT_PERMITTED) if is_forbidden else Closed(AUTOMOD_UNREACHABLE)
        if last is not None and last.own is own and last.automod is automod.rules:
            return last
        return _FullFilter(own, automod.rules, await asyncio.to_thread(own.merged_with, automod.rules))

    def _report_unreadable(self, guild_id: int, failure: UnavailableReason | None) -> None:
        if failure is None:
            self._unreadable_guild_ids.discard(guild_id)
        elif (
            failure is UnavailableReason.PERMISSION
            and self._on_automod_unreadable is not None
            and guild_id not in self._unreadable_guild_ids
        ):
            self._unreadable_guild_ids.add(guild_id)
            self._on_automod_unreadable(guild_id)


def normalize_term(text: str) -> str:
    """Clean a term and convert it to lower case; raises :class:`~bot.errors.Invalid` if it cannot be used."""
    return Term(clean(text).lower()).text


def compile_filter(entries: WordListEntries) -> WordFilter:
    """Compile a server's list. 5000 terms take about 250 ms, so call it in a thread for a list that is not empty."""
    matcher = build_leet_index(TermMatcher(map(Term, entries.terms), map(Term, entries.exceptions)))
    patterns, unsupported = compile_patterns(entries.patterns)
    return WordFilter([FilterSource(OWN_LIST_NAME, matcher, patterns, unsupported)])
