"""What servers do not allow to be said, ready to be looked for: their own lists, and the rules of their AutoMod."""

import asyncio
from collections import defaultdict
from collections.abc import Callable
from typing import Final, NamedTuple

from bot.domain.clock import Clock
from bot.domain.text import clean
from bot.errors import Closed, Forbidden
from bot.policy.automod_cache import AutoModCache, AutoModReader, UnavailableReason
from bot.policy.guild_cache import GuildCache
from bot.storage import word_lists
from bot.storage.database import Database
from bot.wordfilter.automod import KeywordRule
from bot.wordfilter.filters import OWN_LIST_NAME, FilterSource, WordFilter, build_leet_index
from bot.wordfilter.matcher import TermMatcher
from bot.wordfilter.patterns import compile_patterns, create_pattern
from bot.wordfilter.terms import Term
from bot.wordfilter.word_list import WordKind, WordListEntries

AUTOMOD_NOT_PERMITTED: Final = (
    "This server also applies its AutoMod’s words to pictures, but Easel is not allowed to read them; please tell "
    "an admin to run /admin check. Nothing was charged."
)
AUTOMOD_UNREACHABLE: Final = (
    "Discord does not send the words of this server’s AutoMod right now, so your prompt cannot be checked; please "
    "try again in a minute. Nothing was charged."
)


class AutoModState(NamedTuple):
    """What can be read of a server's AutoMod at this moment.

    ``lack`` tells why its rules could not be read just now; ``rules`` are then the last ones that could be, if any.
    """

    failure: UnavailableReason | None
    rules: tuple[FilterSource, ...]

    @property
    def unsupported(self) -> tuple[str, ...]:
        """What cannot be looked for, as it is written there."""
        return WordFilter(self.rules).unsupported


class GuildWordFilters:
    """Each server's list once it was asked for; one that has not changed is not made ready again."""

    def __init__(self, database: Database, automod: AutoModReader, clock: Clock) -> None:
        self._database = database
        self._own_filters = GuildCache[WordFilter](self._compile_own)
        self._last_compiled: dict[int, tuple[WordListEntries, WordFilter]] = {}
        self._automod_cache = AutoModCache(automod, clock)
        self._automod_sources: dict[int, tuple[tuple[KeywordRule, ...], tuple[FilterSource, ...]]] = {}
        self._merged_filters: dict[int, tuple[WordFilter, tuple[FilterSource, ...], WordFilter]] = {}
        self._merge_locks: defaultdict[int, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._on_automod_unreadable: Callable[[int], None] | None = None
        self._unreadable_guild_ids: set[int] = set()

    async def own_filter(self, guild_id: int) -> WordFilter:
        """What a server's moderators wrote, ready to be looked for."""
        return await self._own_filters.get(guild_id)

    async def full_filter(self, guild_id: int) -> WordFilter:
        """The same with the rules of the server's AutoMod; :class:`Refused` while these cannot be read."""
        own, reading = await self.own_filter(guild_id), await self._automod_cache.get(guild_id)
        self._report_unreadable(guild_id, reading.failure)
        if reading.rules is None:
            raise (
                Forbidden(AUTOMOD_NOT_PERMITTED)
                if reading.failure is UnavailableReason.PERMISSION
                else Closed(AUTOMOD_UNREACHABLE)
            )
        async with self._merge_locks[guild_id]:
            return await self._merge_automod(guild_id, own, reading.rules)

    async def add(self, guild_id: int, words: WordListEntries) -> int:
        """Add all of these to a server's words, or none, and return how many are new.

        :class:`~bot.errors.Invalid` for what is no word, and where there is no room for all.
        """
        terms, exceptions, patterns = words
        patterns = tuple(create_pattern(text).text for text in patterns)
        words = WordListEntries(tuple(map(normalize_term, terms)), tuple(map(normalize_term, exceptions)), patterns)
        added = 0

        async def add() -> WordFilter:
            nonlocal added
            added = await self._database.run(word_lists.add_words, guild_id, words)
            return await self._compile_own(guild_id)

        await self._own_filters.replace(guild_id, add)
        return added

    async def remove(self, guild_id: int, kind: WordKind, text: str) -> bool:
        """Take a word off a server's list; returns whether it was on it."""
        removed = False

        async def remove() -> WordFilter:
            nonlocal removed
            removed = await self._database.run(word_lists.remove_word, guild_id, kind, text)
            return await self._compile_own(guild_id)

        await self._own_filters.replace(guild_id, remove)
        return removed

    def clear(self) -> None:
        """Look the lists up anew when they are next needed; what Discord tells stays for its own time."""
        self._own_filters.clear()

    async def _compile_own(self, guild_id: int) -> WordFilter:
        """The list as it stands in the database; one that has not changed is not made ready again."""
        words = await self._database.run(word_lists.get_words, guild_id)
        before = self._last_compiled.get(guild_id)
        if before is not None and before[0] == words:
            return before[1]
        made = await asyncio.to_thread(compile_filter, words) if any(words) else compile_filter(words)
        self._last_compiled[guild_id] = words, made
        return made

    # ── the server's AutoMod ─────────────────────────────────────────────────────────────────────────────────────────

    def on_automod_unreadable(self, callback: Callable[[int], None]) -> None:
        """Let ``hear`` know the server whose requests are refused because Easel may not read its rules, once."""
        self._on_automod_unreadable = callback

    async def fetch_automod_state(self, guild_id: int) -> AutoModState:
        """What can be read of a server's AutoMod, asked for anew."""
        reading = await self._automod_cache.get(guild_id, refresh=True)
        async with self._merge_locks[guild_id]:
            sources = await self._compile_automod(guild_id, reading.rules or ())
        return AutoModState(reading.failure, sources)

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

    async def _merge_automod(self, guild_id: int, own: WordFilter, rules: tuple[KeywordRule, ...]) -> WordFilter:
        sources = await self._compile_automod(guild_id, rules)
        before = self._merged_filters.get(guild_id)
        if before is not None and before[0] is own and before[1] is sources:
            return before[2]
        joined = await asyncio.to_thread(own.merged_with, sources)
        self._merged_filters[guild_id] = own, sources, joined
        return joined

    async def _compile_automod(self, guild_id: int, rules: tuple[KeywordRule, ...]) -> tuple[FilterSource, ...]:
        """The rules, ready to be looked for; those that have not changed are not made ready again."""
        before = self._automod_sources.get(guild_id)
        if before is not None and before[0] == rules:
            return before[1]
        sources = await asyncio.to_thread(_compile_sources, rules)
        self._automod_sources[guild_id] = rules, sources
        return sources


def _compile_sources(rules: tuple[KeywordRule, ...]) -> tuple[FilterSource, ...]:
    return tuple(rule.to_filter_source() for rule in rules)


def normalize_term(text: str) -> str:
    """A word as lists keep it: cleaned and in small letters; :class:`~bot.errors.Invalid` for what is no word."""
    return Term(clean(text).lower()).text


def compile_filter(words: WordListEntries) -> WordFilter:
    """The list that is looked for. 5000 terms take a quarter of a second, so a long list is made in a thread."""
    terms = build_leet_index(TermMatcher(map(Term, words.terms), map(Term, words.exceptions)))
    patterns, left_out = compile_patterns(words.patterns)
    return WordFilter([FilterSource(OWN_LIST_NAME, terms, patterns, left_out)])
