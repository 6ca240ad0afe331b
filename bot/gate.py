"""The house rules of all servers, in memory: what every request passes before it is written down."""

import asyncio
from collections import defaultdict
from collections.abc import Awaitable, Callable, Sequence
from typing import Final, Generic, NamedTuple, TypeVar

from bot.domain.catalog import Catalog
from bot.domain.job import Asker
from bot.domain.load import Clock
from bot.domain.policy import judged
from bot.domain.request import Request
from bot.domain.rules import ServerRules
from bot.domain.text import clean
from bot.domain.words import Caught, Term, WordList
from bot.errors import Forbidden, Worded
from bot.storage import rules
from bot.storage.database import Database
from bot.storage.rules import Kind, Words

QUIET: Final = 60.0
"""Seconds for which a member’s further attempts are not told, so that nobody floods the moderators."""
UNKNOWN: Final = (
    "Discord does not say who asks here, so the server’s settings cannot be looked at. Nothing was charged."
)
DESCRIPTION: Final = (
    "This server does not allow some of these words; please describe the picture in others. Nothing was charged."
)
_LEET: Final = "l33t"
T = TypeVar("T")


class Attempt(NamedTuple):
    """Words that a server does not allow, and who wrote them there."""

    guild_id: int
    user_id: int
    text: str
    caught: Caught


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

    def __init__(self, database: Database, catalog: Catalog, clock: Clock) -> None:
        self._database = database
        self._catalog = catalog
        self._clock = clock
        self._rules = _Memory[ServerRules](lambda guild_id: database.run(rules.of_guild, guild_id))
        self._words = _Memory[WordList](self._compiled)
        self._lists: dict[int, tuple[Words, WordList]] = {}
        self._hears: Callable[[Attempt], None] | None = None
        self._told: dict[tuple[int, int], float] = {}

    # ── deciding ─────────────────────────────────────────────────────────────────────────────────────────────────────

    async def judge(self, asker: Asker, requests: Sequence[Request]) -> tuple[Request, ...]:
        """The requests as they may be made; a :class:`~bot.errors.Refused` says whose rule forbids them."""
        if asker.guild_id is None:
            return tuple(requests)
        if asker.standing is None:
            raise Forbidden(UNKNOWN)
        rules_, words = await self.rules(asker.guild_id), await self.words(asker.guild_id)
        try:
            return judged(requests, asker.standing, rules_, words, self._catalog, now=self._clock())
        except Worded:
            self._tell(asker.guild_id, asker.user_id, words, [request.prompt for request in requests])
            raise

    async def check_description(self, guild_id: int | None, user_id: int, text: str) -> None:
        """Pass unless a server does not allow what a member writes about a picture: then :class:`Worded`."""
        if guild_id is None:
            return
        words = await self.words(guild_id)
        if words.find(text) is not None:
            self._tell(guild_id, user_id, words, [text])
            raise Worded(DESCRIPTION)

    def on_worded(self, hear: Callable[[Attempt], None]) -> None:
        """Let ``hear`` know what was refused for its words: of each member one attempt a minute and server."""
        self._hears = hear

    def _tell(self, guild_id: int, user_id: int, words: WordList, texts: Sequence[str]) -> None:
        now = self._clock()
        self._told = {whose: at for whose, at in self._told.items() if now - at < QUIET}
        if self._hears is None or (guild_id, user_id) in self._told:
            return
        text, caught = next((text, caught) for text in texts if (caught := words.find(text)) is not None)
        self._told[guild_id, user_id] = now
        self._hears(Attempt(guild_id, user_id, text, caught))

    # ── what servers decided ─────────────────────────────────────────────────────────────────────────────────────────

    async def rules(self, guild_id: int) -> ServerRules:
        """A server's rules."""
        return await self._rules.get(guild_id)

    async def change(self, guild_id: int, by: Callable[[ServerRules], ServerRules]) -> ServerRules:
        """Change a server's rules."""
        return await self._rules.after(guild_id, lambda: self._database.run(rules.change, guild_id, by))

    async def words(self, guild_id: int) -> WordList:
        """A server's words, ready to be looked for."""
        return await self._words.get(guild_id)

    async def add_words(self, guild_id: int, words: Words) -> int:
        """Add all of these to a server's words, or none, and return how many are new.

        :class:`~bot.errors.Invalid` for what is no word, and where there is no room for all.
        """
        words = Words(*(tuple(map(kept, texts)) for texts in words))
        added = 0

        async def add() -> WordList:
            nonlocal added
            added = await self._database.run(rules.add_words, guild_id, words)
            return await self._compiled(guild_id)

        await self._words.after(guild_id, add)
        return added

    async def remove_word(self, guild_id: int, kind: Kind, text: str) -> bool:
        """Take a word off a server's list; returns whether it was on it."""
        removed = False

        async def remove() -> WordList:
            nonlocal removed
            removed = await self._database.run(rules.remove_word, guild_id, kind, text)
            return await self._compiled(guild_id)

        await self._words.after(guild_id, remove)
        return removed

    def refresh(self) -> None:
        """Look everything up anew when it is next needed."""
        self._rules.forget()
        self._words.forget()

    async def _compiled(self, guild_id: int) -> WordList:
        """The list as it stands in the database; one that has not changed is not made ready again."""
        words = await self._database.run(rules.words, guild_id)
        before = self._lists.get(guild_id)
        if before is not None and before[0] == words:
            return before[1]
        made = await asyncio.to_thread(compiled, words) if words.terms else compiled(words)
        self._lists[guild_id] = words, made
        return made


def kept(text: str) -> str:
    """A word as lists keep it: cleaned and in small letters; :class:`~bot.errors.Invalid` for what is no word."""
    return Term(clean(text).lower()).text


def compiled(words: Words) -> WordList:
    """The list that is looked for. 5000 terms take a quarter of a second, so a long list is made in a thread."""
    made = WordList(map(Term, words.terms), map(Term, words.exceptions))
    made.find(_LEET)  # a list gets ready for digits as letters only when it first meets some
    return made
