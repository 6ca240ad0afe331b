"""The house rules of all servers, in memory: what every request passes before it is written down."""

import asyncio
from collections import defaultdict
from collections.abc import Awaitable, Callable, Collection, Sequence
from typing import Final, Generic, NamedTuple, TypeVar

from bot.domain.automod import Rule
from bot.domain.catalog import Catalog
from bot.domain.job import Asker
from bot.domain.load import Clock
from bot.domain.patterns import new_pattern, readable
from bot.domain.policy import Standing, placed
from bot.domain.quota import Limits
from bot.domain.request import Request
from bot.domain.rules import ServerRules
from bot.domain.text import clean
from bot.domain.watchlist import OWN, Hit, Source, WatchList, prepared
from bot.domain.words import Term, WordList
from bot.errors import Closed, Forbidden, NotYours, Worded
from bot.keyword_rules import AutoMod, KeywordRules, Lack
from bot.storage import consents, rules
from bot.storage.database import Database
from bot.storage.rules import Kind, Words

QUIET: Final = 60.0
"""Seconds for which a member’s further attempts are not told, so that nobody floods the moderators."""
UNKNOWN: Final = (
    "Discord does not say who asks here, so the server’s settings cannot be looked at. Nothing was charged."
)
SERVERS_ONLY: Final = "Easel draws on servers only; please ask in one of a server’s channels. Nothing was charged."
NO_CONSENT: Final = (
    "The one who made this picture does not let others edit it; please start from another one. Nothing was charged."
)
NOT_USUAL: Final = (
    "This server’s settings let others edit a picture only where its author allows that in /settings, and this one’s "
    "has not; please start from another one. Nothing was charged."
)
WORDS: Final = "This server does not allow some of these words; please say it in others. Nothing was charged."
DESCRIPTION: Final = (
    "This server does not allow some of these words; please describe the picture in others. Nothing was charged."
)
AUTOMOD_CLOSED: Final = (
    "On this server the words of its AutoMod hold for pictures too, but Easel may not read them; "
    "please tell its admins that /admin check says what is missing. Nothing was charged."
)
AUTOMOD_SILENT: Final = (
    "Discord does not hand over the words of this server’s AutoMod at the moment, so yours cannot be compared to them; "
    "please try again in a minute. Nothing was charged."
)
T = TypeVar("T")


class Attempt(NamedTuple):
    """Words that a server does not allow, and who wrote them there."""

    guild_id: int
    user_id: int
    text: str
    caught: Hit


class AutoModState(NamedTuple):
    """What can be read of a server's AutoMod at this moment, and whether it holds for pictures (``on``).

    ``lack`` tells why its rules could not be read just now; ``rules`` are then the last ones that could be, if any.
    """

    on: bool
    lack: Lack | None
    rules: tuple[Source, ...]

    @property
    def left_out(self) -> tuple[str, ...]:
        """What cannot be looked for, as it is written there."""
        return WatchList(self.rules).left_out


class _Memory(Generic[T]):
    """What was read of each server, once; whoever changes it and whoever reads it take turns."""

    def __init__(self, read: Callable[[int], Awaitable[T]]) -> None:
        self._read = read
        self._known: dict[int, T] = {}
        self._turns: defaultdict[int, asyncio.Lock] = defaultdict(asyncio.Lock)

    async def get(self, guild_id: int) -> T:
        async with self._turns[guild_id]:  # also when it is known: nobody overtakes those who wait for it
            if guild_id not in self._known:
                self._known[guild_id] = await self._read(guild_id)
            return self._known[guild_id]

    async def after(self, guild_id: int, change: Callable[[], Awaitable[T]]) -> T:
        """Change it and remember what it is then; where that fails it is read anew."""
        async with self._turns[guild_id]:
            self._known.pop(guild_id, None)
            self._known[guild_id] = known = await change()
            return known

    def forget(self) -> None:
        self._known.clear()


class Gate:
    """Knows each server's rules and words once they were asked for. Other processes' changes arrive by ``refresh``."""

    def __init__(
        self, database: Database, catalog: Catalog, limits: Limits, clock: Clock, *, direct_messages: bool = False
    ) -> None:
        """``direct_messages`` tells whether pictures may be asked for where no server's rules hold."""
        self._database = database
        self._catalog = catalog
        self._limits = limits
        self._clock = clock
        self.direct_messages = direct_messages
        self._rules = _Memory[ServerRules](lambda guild_id: database.run(rules.of_guild, guild_id))
        self._words = _Memory[WatchList](self._compiled)
        self._lists: dict[int, tuple[Words, WatchList]] = {}
        self._automod = KeywordRules(clock)
        self._sources: dict[int, tuple[tuple[Rule, ...], tuple[Source, ...]]] = {}
        self._joined: dict[int, tuple[WatchList, tuple[Source, ...], WatchList]] = {}
        self._joining: defaultdict[int, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._hears: Callable[[Attempt], None] | None = None
        self._told: dict[tuple[int, int], float] = {}
        self._hears_closed: Callable[[int], None] | None = None
        self._closed: set[int] = set()

    # ── deciding ─────────────────────────────────────────────────────────────────────────────────────────────────────

    async def judge(self, asker: Asker, requests: Sequence[Request]) -> tuple[Request, ...]:
        """The requests as they may be made; a :class:`~bot.errors.Refused` says whose rule forbids them.

        Words are looked at by :meth:`check_words` afterwards, so that what is refused for them alone can be appealed
        against.
        """
        if asker.guild_id is None:
            if not self.direct_messages:
                raise Forbidden(SERVERS_ONLY)
            await self.check_consent(None, asker.user_id, requests)
            return tuple(requests)
        if asker.standing is None:
            raise Forbidden(UNKNOWN)
        held = await self.rules(asker.guild_id)
        tier = self._limits.best(held.tiers_of(asker.standing.roles))
        judged = placed(requests, asker.standing, held, self._catalog, tier=tier, now=self._clock())
        await self.check_consent(asker.guild_id, asker.user_id, requests)
        return judged

    async def check_consent(self, guild_id: int | None, user_id: int, requests: Sequence[Request]) -> None:
        """Pass unless a picture to start from is somebody's who does not let others edit theirs."""
        ours = (one.job_id for request in requests for one in request.references if one.job_id is not None)
        await self.check_editable(guild_id, user_id, set(ours))

    async def check_editable(self, guild_id: int | None, user_id: int, job_ids: Collection[int]) -> None:
        """Pass unless nothing is drawn here, or one of these jobs is of somebody who lets nobody else edit theirs."""
        if guild_id is None and not self.direct_messages:
            raise Forbidden(SERVERS_ONLY)
        if not job_ids:
            return
        usual = guild_id is None or (await self.rules(guild_id)).edits
        authors = await self._database.run(consents.of_authors, job_ids)
        for author_id, may_edit in authors.items():
            if author_id == user_id or may_edit or (usual and may_edit is None):
                continue
            raise NotYours(NO_CONSENT) if may_edit is False else Forbidden(NOT_USUAL)

    async def check_words(self, asker: Asker, requests: Sequence[Request]) -> Hit | None:
        """What the server does not allow of a member's own words; those of a style were chosen for them."""
        if asker.guild_id is None:
            return None
        prompts = [request.prompt for request in requests]
        return await self._caught(asker.guild_id, asker.user_id, prompts, asker.standing)

    async def check_description(
        self, guild_id: int | None, user_id: int, text: str, *, standing: Standing | None = None
    ) -> None:
        """Pass unless a server does not allow what a member writes about a picture: then :class:`Worded`."""
        if guild_id is not None and await self._caught(guild_id, user_id, [text], standing) is not None:
            raise Worded(DESCRIPTION)

    async def _caught(self, guild_id: int, user_id: int, texts: Sequence[str], standing: Standing | None) -> Hit | None:
        """The first thing that is not allowed for somebody who stands there; moderators hear of it."""
        words = await self.words(guild_id)
        if standing is not None:
            words = words.facing(standing.roles, _places(standing))
        found = await asyncio.to_thread(_first, words, texts) if words.has_patterns else _first(words, texts)
        if found is None:
            return None
        text, caught = found
        self._tell(Attempt(guild_id, user_id, text, caught))
        return caught

    def on_worded(self, hear: Callable[[Attempt], None]) -> None:
        """Let ``hear`` know what was refused for its words: of each member one attempt a minute and server."""
        self._hears = hear

    def _tell(self, attempt: Attempt) -> None:
        now, whose = self._clock(), (attempt.guild_id, attempt.user_id)
        self._told = {other: at for other, at in self._told.items() if now - at < QUIET}
        if self._hears is not None and whose not in self._told:
            self._told[whose] = now
            self._hears(attempt)

    # ── what servers decided ─────────────────────────────────────────────────────────────────────────────────────────

    async def rules(self, guild_id: int) -> ServerRules:
        """A server's rules."""
        return await self._rules.get(guild_id)

    async def change(self, guild_id: int, by: Callable[[ServerRules], ServerRules]) -> ServerRules:
        """Change a server's rules."""
        return await self._rules.after(guild_id, lambda: self._database.run(rules.change, guild_id, by))

    async def own_words(self, guild_id: int) -> WatchList:
        """What a server's moderators wrote, ready to be looked for."""
        return await self._words.get(guild_id)

    async def words(self, guild_id: int) -> WatchList:
        """All that a server does not allow; :class:`Refused` while the rules of its AutoMod hold and cannot be read."""
        own = await self.own_words(guild_id)
        if not (await self.rules(guild_id)).automod:
            return own
        reading = await self._automod.of(guild_id)
        self._tell_closed(guild_id, reading.lack)
        if reading.rules is None:
            raise Forbidden(AUTOMOD_CLOSED) if reading.lack is Lack.PERMISSION else Closed(AUTOMOD_SILENT)
        async with self._joining[guild_id]:
            return await self._with_automod(guild_id, own, reading.rules)

    async def add_words(self, guild_id: int, words: Words) -> int:
        """Add all of these to a server's words, or none, and return how many are new.

        :class:`~bot.errors.Invalid` for what is no word, and where there is no room for all.
        """
        terms, exceptions, patterns = words
        patterns = tuple(new_pattern(text).text for text in patterns)
        words = Words(tuple(map(kept, terms)), tuple(map(kept, exceptions)), patterns)
        added = 0

        async def add() -> WatchList:
            nonlocal added
            added = await self._database.run(rules.add_words, guild_id, words)
            return await self._compiled(guild_id)

        await self._words.after(guild_id, add)
        return added

    async def remove_word(self, guild_id: int, kind: Kind, text: str) -> bool:
        """Take a word off a server's list; returns whether it was on it."""
        removed = False

        async def remove() -> WatchList:
            nonlocal removed
            removed = await self._database.run(rules.remove_word, guild_id, kind, text)
            return await self._compiled(guild_id)

        await self._words.after(guild_id, remove)
        return removed

    def refresh(self) -> None:
        """Look everything of ours up anew when it is next needed; what Discord tells stays for its own time."""
        self._rules.forget()
        self._words.forget()

    async def _compiled(self, guild_id: int) -> WatchList:
        """The list as it stands in the database; one that has not changed is not made ready again."""
        words = await self._database.run(rules.words, guild_id)
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

    async def automod_state(self, guild_id: int) -> AutoModState:
        """What can be read of a server's AutoMod, asked for anew."""
        reading = await self._automod.of(guild_id, anew=True)
        held = await self.rules(guild_id)
        async with self._joining[guild_id]:
            sources = await self._sources_of(guild_id, reading.rules or ())
        return AutoModState(held.automod, reading.lack, sources)

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


def _places(standing: Standing) -> frozenset[int]:
    return frozenset(place for place in (standing.channel_id, standing.parent_id) if place is not None)


def _first(words: WatchList, texts: Sequence[str]) -> tuple[str, Hit] | None:
    return next(((text, caught) for text in texts if (caught := words.find(text)) is not None), None)


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
