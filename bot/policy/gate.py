"""The house rules of all servers, in memory: what every request passes before it is written down."""

from collections.abc import Callable, Collection, Sequence
from typing import Final, NamedTuple

from bot.domain.catalog import Catalog
from bot.domain.clock import (
    Clock,
)
from bot.domain.job import Asker
from bot.domain.policy import Standing, placed
from bot.domain.quota import Limits
from bot.domain.request import Request, Treatment
from bot.domain.server_rules import ServerRules
from bot.errors import Forbidden, NotYours, Worded
from bot.policy.guild_cache import Memory
from bot.policy.guild_word_filters import WordLists
from bot.policy.text_worker import SHORT_TEXT, Lane
from bot.storage import edit_consents, server_rules
from bot.storage.database import Database
from bot.wordfilter.filters import Hit, WatchList

QUIET: Final = 60.0
"""Seconds for which a member’s further attempts are not told, so that nobody floods the moderators."""
UNKNOWN: Final = "Discord does not say who is asking, so this server’s settings cannot be checked. Nothing was charged."
SERVERS_ONLY: Final = "Easel only draws on servers; please use it in a server’s channel. Nothing was charged."
NO_CONSENT: Final = (
    "The author of this picture does not let others edit it; please start from another one. Nothing was charged."
)
NOT_USUAL: Final = (
    "On this server, others can edit a picture only if its author allows it in /settings, and this author does "
    "not; please start from another one. Nothing was charged."
)
WORDS: Final = "This server does not allow some of these words; please rephrase your request. Nothing was charged."
DESCRIPTION: Final = (
    "This server does not allow some of these words; please rephrase the description. Nothing was charged."
)


class Attempt(NamedTuple):
    """Words that a server does not allow, and who wrote them there."""

    guild_id: int
    user_id: int
    text: str
    caught: Hit


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
        self.lists = WordLists(database, clock)
        self.lane = Lane()
        self._rules = Memory[ServerRules](lambda guild_id: database.run(server_rules.of_guild, guild_id))
        self._hears: Callable[[Attempt], None] | None = None
        self._told: dict[tuple[int, int], float] = {}

    # ── deciding ─────────────────────────────────────────────────────────────────────────────────────────────────────

    async def judge(self, asker: Asker, requests: Sequence[Request]) -> tuple[Request, ...]:
        """The requests as they may be made; a :class:`~bot.errors.Refused` says whose rule forbids them.

        Words are looked at by :meth:`check_words` afterwards, so that what is refused for them alone can be appealed
        against.
        """
        tier = await self.tier(asker)
        if asker.guild_id is None or asker.standing is None:
            await self.check_consent(None, asker.user_id, requests)
            # What a server made of a draft does not hold where it is confirmed.
            return tuple(request.model_copy(update={"treatment": Treatment()}) for request in requests)
        held = await self.rules(asker.guild_id)
        judged = placed(requests, asker.standing, held, self._catalog, tier=tier, now=self._clock())
        await self.check_consent(asker.guild_id, asker.user_id, requests)
        return judged

    async def tier(self, asker: Asker) -> str | None:
        """The tier of limits that an asker has; refused where nobody can ask, as by :meth:`judge`."""
        if asker.guild_id is None:
            if not self.direct_messages:
                raise Forbidden(SERVERS_ONLY)
            return None
        if asker.standing is None:
            raise Forbidden(UNKNOWN)
        held = await self.rules(asker.guild_id)
        return self._limits.best(held.tiers_of(asker.standing.roles))

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
        authors = await self._database.run(edit_consents.of_authors, job_ids)
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
        found = await self._first(user_id, words, texts)
        if found is None:
            return None
        text, caught = found
        self._tell(Attempt(guild_id, user_id, text, caught))
        return caught

    async def _first(self, user_id: int, words: WatchList, texts: Sequence[str]) -> tuple[str, Hit] | None:
        """The first of the texts that holds something; each of them is looked through once."""
        texts = tuple(dict.fromkeys(texts))
        if words.is_empty or (not words.has_patterns and sum(map(len, texts)) <= SHORT_TEXT):
            return _first(words, texts)
        return await self.lane.run(user_id, _first, words, texts)

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
        return await self._rules.after(guild_id, lambda: self._database.run(server_rules.change, guild_id, by))

    async def words(self, guild_id: int) -> WatchList:
        """All that a server does not allow; :class:`Refused` while the rules of its AutoMod hold and cannot be read."""
        if (await self.rules(guild_id)).automod:
            return await self.lists.whole(guild_id)
        return await self.lists.own(guild_id)

    def refresh(self) -> None:
        """Look everything of ours up anew when it is next needed; what Discord tells stays for its own time."""
        self._rules.forget()
        self.lists.forget()


def _places(standing: Standing) -> frozenset[int]:
    return frozenset(place for place in (standing.channel_id, standing.parent_id) if place is not None)


def _first(words: WatchList, texts: Sequence[str]) -> tuple[str, Hit] | None:
    return next(((text, caught) for text in texts if (caught := words.find(text)) is not None), None)
