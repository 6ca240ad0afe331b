"""The house rules of all servers, in memory: what every request passes before it is written down."""

from collections.abc import Callable, Collection, Sequence
from typing import Final, NamedTuple

from bot.domain.catalog import Catalog
from bot.domain.clock import Clock
from bot.domain.job import Requester
from bot.domain.policy import MemberContext, apply_policy
from bot.domain.quota import Limits
from bot.domain.request import PolicySnapshot, Request
from bot.domain.server_rules import ServerRules
from bot.errors import BlockedWords, Forbidden, NotYours
from bot.policy.automod_cache import AutoModReader
from bot.policy.guild_cache import GuildCache
from bot.policy.guild_word_filters import GuildWordFilters
from bot.policy.thread_queue import MAX_INLINE_TEXT_LENGTH, FairThreadQueue
from bot.storage import edit_consents, server_rules
from bot.storage.database import Database
from bot.wordfilter.filters import Match, WordFilter

BLOCKED_PROMPT_INTERVAL_SECONDS: Final = 60.0
"""Seconds for which a member’s further attempts are not told, so that nobody floods the moderators."""
MEMBER_UNKNOWN: Final = (
    "Discord does not say who is asking, so this server’s settings cannot be checked. Nothing was charged."
)
SERVERS_ONLY: Final = "Easel only draws on servers; please use it in a server’s channel. Nothing was charged."
NO_CONSENT: Final = (
    "The author of this picture does not let others edit it; please start from another one. Nothing was charged."
)
CONSENT_REQUIRED: Final = (
    "On this server, others can edit a picture only if its author allows it in /settings, and this author does "
    "not; please start from another one. Nothing was charged."
)
BLOCKED_PROMPT_WORDS: Final = (
    "This server does not allow some of these words; please rephrase your request. Nothing was charged."
)
BLOCKED_DESCRIPTION_WORDS: Final = (
    "This server does not allow some of these words; please rephrase the description. Nothing was charged."
)


class BlockedPrompt(NamedTuple):
    """Words that a server does not allow, and who wrote them there."""

    guild_id: int
    user_id: int
    text: str
    match: Match


class PolicyGate:
    """Knows each server's rules and words once they were asked for. Other processes' changes arrive by ``refresh``."""

    def __init__(
        self,
        database: Database,
        catalog: Catalog,
        limits: Limits,
        automod: AutoModReader,
        clock: Clock,
        *,
        allows_direct_messages: bool = False,
    ) -> None:
        """``allows_direct_messages`` permits requests in direct messages, where no server's rules hold."""
        self._database = database
        self._catalog = catalog
        self._limits = limits
        self._clock = clock
        self.allows_direct_messages = allows_direct_messages
        self.word_filters = GuildWordFilters(database, automod, clock)
        self.thread_queue = FairThreadQueue()
        self._rules = GuildCache[ServerRules](lambda guild_id: database.run(server_rules.get_rules, guild_id))
        self._on_blocked_prompt: Callable[[BlockedPrompt], None] | None = None
        self._last_reported_at: dict[tuple[int, int], float] = {}

    # ── deciding ─────────────────────────────────────────────────────────────────────────────────────────────────────

    async def apply_rules(self, requester: Requester, requests: Sequence[Request]) -> tuple[Request, ...]:
        """The requests as they may be made; a :class:`~bot.errors.Refused` says whose rule forbids them.

        Words are looked at by :meth:`find_blocked_words` afterwards, so that what is refused for them alone can be
        appealed
        against.
        """
        tier = await self.tier(requester)
        if requester.guild_id is None or requester.member_context is None:
            await self.check_consent(None, requester.user_id, requests)
            # What a server made of a draft does not hold where it is confirmed.
            return tuple(request.model_copy(update={"policy": PolicySnapshot()}) for request in requests)
        held = await self.rules(requester.guild_id)
        judged = apply_policy(requests, requester.member_context, held, self._catalog, tier=tier, now=self._clock())
        await self.check_consent(requester.guild_id, requester.user_id, requests)
        return judged

    async def tier(self, requester: Requester) -> str | None:
        """The tier of limits that an asker has; refused where nobody can ask, as by :meth:`apply_rules`."""
        if requester.guild_id is None:
            if not self.allows_direct_messages:
                raise Forbidden(SERVERS_ONLY)
            return None
        if requester.member_context is None:
            raise Forbidden(MEMBER_UNKNOWN)
        held = await self.rules(requester.guild_id)
        return self._limits.best_tier(held.tiers_of(requester.member_context.roles))

    async def check_consent(self, guild_id: int | None, user_id: int, requests: Sequence[Request]) -> None:
        """Pass unless a picture to start from is somebody's who does not let others edit theirs."""
        ours = (one.job_id for request in requests for one in request.references if one.job_id is not None)
        await self.check_editable(guild_id, user_id, set(ours))

    async def check_editable(self, guild_id: int | None, user_id: int, job_ids: Collection[int]) -> None:
        """Pass unless nothing is drawn here, or one of these jobs is of somebody who lets nobody else edit theirs."""
        if guild_id is None and not self.allows_direct_messages:
            raise Forbidden(SERVERS_ONLY)
        if not job_ids:
            return
        usual = guild_id is None or (await self.rules(guild_id)).edits
        authors = await self._database.run(edit_consents.get_by_job_authors, job_ids)
        for author_id, may_edit in authors.items():
            if author_id == user_id or may_edit or (usual and may_edit is None):
                continue
            raise NotYours(NO_CONSENT) if may_edit is False else Forbidden(CONSENT_REQUIRED)

    async def find_blocked_words(self, requester: Requester, requests: Sequence[Request]) -> Match | None:
        """What the server does not allow of a member's own words; those of a style were chosen for them."""
        if requester.guild_id is None:
            return None
        prompts = [request.prompt for request in requests]
        return await self._find_and_report(requester.guild_id, requester.user_id, prompts, requester.member_context)

    async def check_description(
        self, guild_id: int | None, user_id: int, text: str, *, member_context: MemberContext | None = None
    ) -> None:
        """Pass unless a server does not allow what a member writes about a picture: then :class:`BlockedWords`."""
        if guild_id is not None and await self._find_and_report(guild_id, user_id, [text], member_context) is not None:
            raise BlockedWords(BLOCKED_DESCRIPTION_WORDS)

    async def _find_and_report(
        self, guild_id: int, user_id: int, texts: Sequence[str], member_context: MemberContext | None
    ) -> Match | None:
        """The first thing that is not allowed for somebody who stands there; moderators hear of it."""
        words = await self.active_word_filter(guild_id)
        if member_context is not None:
            words = words.for_member(member_context.roles, _channel_ids(member_context))
        found = await self._search(user_id, words, texts)
        if found is None:
            return None
        text, caught = found
        self._report_blocked_prompt(BlockedPrompt(guild_id, user_id, text, caught))
        return caught

    async def _search(self, user_id: int, word_filter: WordFilter, texts: Sequence[str]) -> tuple[str, Match] | None:
        """The first of the texts that holds something; each of them is looked through once."""
        texts = tuple(dict.fromkeys(texts))
        if word_filter.is_empty or (not word_filter.has_patterns and sum(map(len, texts)) <= MAX_INLINE_TEXT_LENGTH):
            return _first_match(word_filter, texts)
        return await self.thread_queue.run(user_id, _first_match, word_filter, texts)

    def on_blocked_prompt(self, callback: Callable[[BlockedPrompt], None]) -> None:
        """Let ``hear`` know what was refused for its words: of each member one attempt a minute and server."""
        self._on_blocked_prompt = callback

    def _report_blocked_prompt(self, blocked_prompt: BlockedPrompt) -> None:
        now, whose = self._clock(), (blocked_prompt.guild_id, blocked_prompt.user_id)
        self._last_reported_at = {
            other: at for other, at in self._last_reported_at.items() if now - at < BLOCKED_PROMPT_INTERVAL_SECONDS
        }
        if self._on_blocked_prompt is not None and whose not in self._last_reported_at:
            self._last_reported_at[whose] = now
            self._on_blocked_prompt(blocked_prompt)

    # ── what servers decided ─────────────────────────────────────────────────────────────────────────────────────────

    async def rules(self, guild_id: int) -> ServerRules:
        """A server's rules."""
        return await self._rules.get(guild_id)

    async def change_rules(self, guild_id: int, update: Callable[[ServerRules], ServerRules]) -> ServerRules:
        """Change a server's rules."""
        return await self._rules.replace(
            guild_id, lambda: self._database.run(server_rules.update_rules, guild_id, update)
        )

    async def active_word_filter(self, guild_id: int) -> WordFilter:
        """All that a server does not allow; :class:`Refused` while the rules of its AutoMod hold and cannot be read."""
        if (await self.rules(guild_id)).automod:
            return await self.word_filters.full_filter(guild_id)
        return await self.word_filters.own_filter(guild_id)

    def clear_cache(self) -> None:
        """Look everything of ours up anew when it is next needed; what Discord tells stays for its own time."""
        self._rules.clear()
        self.word_filters.clear()


def _channel_ids(member_context: MemberContext) -> frozenset[int]:
    return frozenset(
        place for place in (member_context.channel_id, member_context.parent_channel_id) if place is not None
    )


def _first_match(word_filter: WordFilter, texts: Sequence[str]) -> tuple[str, Match] | None:
    return next(((text, caught) for text in texts if (caught := word_filter.find_first(text)) is not None), None)
