"""The policy gate: applies a server's rules and word filter to every request before it is stored."""

from collections.abc import Callable, Collection, Sequence
from itertools import chain
from typing import Final, NamedTuple

from bot.domain.catalog import Catalog
from bot.domain.clock import Clock
from bot.domain.job import Requester
from bot.domain.limits import Limits
from bot.domain.policy import MemberContext, apply_policy
from bot.domain.request import PolicySnapshot, Request
from bot.domain.server_rules import ServerRules
from bot.errors import BlockedWords, Forbidden, NotYours
from bot.localization.messages import Message
from bot.policy.automod_cache import AutoModReader
from bot.policy.guild_cache import GuildCache
from bot.policy.guild_word_filters import GuildWordFilters
from bot.policy.thread_queue import MAX_INLINE_TEXT_LENGTH, FairThreadQueue
from bot.storage import edit_consents, server_rules
from bot.storage.database import Database
from bot.wordfilter.filters import Match, WordFilter

BLOCKED_PROMPT_INTERVAL_SECONDS: Final = 60.0
"""Minimum seconds between two reports of one member's blocked prompts, so that nobody can flood the moderators."""
MEMBER_UNKNOWN: Final = Message("rule-member-unknown")
SERVERS_ONLY: Final = Message("rule-servers-only")
NO_CONSENT: Final = Message("rule-no-consent")
CONSENT_REQUIRED: Final = Message("rule-consent-required")
BLOCKED_PROMPT_WORDS: Final = Message("rule-prompt-words")
BLOCKED_DESCRIPTION_WORDS: Final = Message("rule-description-words")


class BlockedPrompt(NamedTuple):
    """A refused prompt: its author, its server, and the match of the word filter."""

    guild_id: int
    user_id: int
    text: str
    match: Match


class PolicyGate:
    """Applies and caches servers' rules and word filters.

    After another process changed them, call :meth:`clear_cache`.
    """

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
        """``allows_direct_messages`` is whether pictures can be requested outside servers, where no rules apply."""
        self._database = database
        self._catalog = catalog
        self.limits = limits
        self._clock = clock
        self.allows_direct_messages = allows_direct_messages
        self.word_filters = GuildWordFilters(database, automod, clock)
        self.thread_queue = FairThreadQueue()
        self._rules = GuildCache[ServerRules](lambda guild_id, _: database.run(server_rules.get_rules, guild_id))
        self._on_blocked_prompt: Callable[[BlockedPrompt], None] | None = None
        self._last_reported_at: dict[tuple[int, int], float] = {}

    async def apply_rules(self, requester: Requester, requests: Sequence[Request]) -> tuple[Request, ...]:
        """Return the requests with the server's policy applied.

        Raises a :class:`~bot.errors.Refused` if a rule or an author's consent forbids a request. Words are checked
        later by :meth:`find_blocked_words`, so that a request that is refused only for its words can be appealed.
        """
        tier = await self.tier(requester)
        if requester.guild_id is None or requester.member_context is None:
            await self.check_consent(None, requester.user_id, requests)
            # A draft may carry the policy of the server where it was offered; it does not apply in direct messages.
            return tuple(request.model_copy(update={"policy": PolicySnapshot()}) for request in requests)
        rules = await self.rules(requester.guild_id)
        checked = apply_policy(requests, requester.member_context, rules, self._catalog, tier=tier, now=self._clock())
        await self.check_consent(requester.guild_id, requester.user_id, requests)
        return checked

    async def tier(self, requester: Requester) -> str | None:
        """The requester's tier of limits.

        Raises :class:`~bot.errors.Forbidden` in disabled direct messages, or on a server without member data.
        """
        if requester.guild_id is None:
            if not self.allows_direct_messages:
                raise Forbidden(SERVERS_ONLY)
            return None
        if requester.member_context is None:
            raise Forbidden(MEMBER_UNKNOWN)
        rules = await self.rules(requester.guild_id)
        return self.limits.best_tier(rules.tiers_of(requester.member_context.roles))

    async def check_consent(self, guild_id: int | None, user_id: int, requests: Sequence[Request]) -> None:
        """Check the consent of the authors of the reference pictures, as :meth:`check_editable` does."""
        references = chain.from_iterable(request.references for request in requests)
        job_ids = {reference.job_id for reference in references if reference.job_id is not None}
        await self.check_editable(guild_id, user_id, job_ids)

    async def check_editable(self, guild_id: int | None, user_id: int, job_ids: Collection[int]) -> None:
        """Raise NotYours if an author of these jobs forbids edits by others.

        Raise Forbidden if a required consent is missing, or in disabled direct messages.
        """
        if guild_id is None and not self.allows_direct_messages:
            raise Forbidden(SERVERS_ONLY)
        if not job_ids:
            return
        allowed_by_default = guild_id is None or (await self.rules(guild_id)).edits
        authors = await self._database.run(edit_consents.get_by_job_authors, job_ids)
        for author_id, may_edit in authors.items():
            if author_id == user_id or may_edit or (allowed_by_default and may_edit is None):
                continue
            raise NotYours(NO_CONSENT) if may_edit is False else Forbidden(CONSENT_REQUIRED)

    async def find_blocked_words(self, requester: Requester, requests: Sequence[Request]) -> Match | None:
        """Find the first blocked match in the prompts, and report it to the moderators; style texts are not checked."""
        if requester.guild_id is None:
            return None
        prompts = [request.prompt for request in requests]
        return await self._find_and_report(requester.guild_id, requester.user_id, prompts, requester.member_context)

    async def check_description(
        self, guild_id: int | None, user_id: int, text: str, *, member_context: MemberContext | None = None
    ) -> None:
        """Raise :class:`BlockedWords`, and report it to the moderators, if a picture description has blocked words."""
        if guild_id is not None and await self._find_and_report(guild_id, user_id, [text], member_context) is not None:
            raise BlockedWords(BLOCKED_DESCRIPTION_WORDS)

    async def _find_and_report(
        self, guild_id: int, user_id: int, texts: Sequence[str], member_context: MemberContext | None
    ) -> Match | None:
        """Find the first match that applies to this member in this channel, and report it to the moderators."""
        word_filter = await self.active_word_filter(guild_id)
        if member_context is not None:
            channel_ids = (member_context.channel_id, member_context.parent_channel_id)
            word_filter = word_filter.for_member(
                member_context.roles, {each for each in channel_ids if each is not None}
            )
        found = await self._search(user_id, word_filter, texts)
        if found is None:
            return None
        text, match = found
        self._report_blocked_prompt(BlockedPrompt(guild_id, user_id, text, match))
        return match

    async def _search(self, user_id: int, word_filter: WordFilter, texts: Sequence[str]) -> tuple[str, Match] | None:
        """The first text with a match, and the match; long texts are searched in a thread, equal ones only once."""
        texts = tuple(dict.fromkeys(texts))
        if word_filter.is_empty or (not word_filter.has_patterns and sum(map(len, texts)) <= MAX_INLINE_TEXT_LENGTH):
            return _first_match(word_filter, texts)
        return await self.thread_queue.run(user_id, _first_match, word_filter, texts)

    def on_blocked_prompt(self, callback: Callable[[BlockedPrompt], None]) -> None:
        """Call ``callback`` for blocked prompts, at most once a minute for each member of each server."""
        self._on_blocked_prompt = callback

    def _report_blocked_prompt(self, blocked_prompt: BlockedPrompt) -> None:
        now, key = self._clock(), (blocked_prompt.guild_id, blocked_prompt.user_id)
        self._last_reported_at = {
            other: at for other, at in self._last_reported_at.items() if now - at < BLOCKED_PROMPT_INTERVAL_SECONDS
        }
        if self._on_blocked_prompt is not None and key not in self._last_reported_at:
            self._last_reported_at[key] = now
            self._on_blocked_prompt(blocked_prompt)

    async def rules(self, guild_id: int) -> ServerRules:
        """The server's rules, from the cache."""
        return await self._rules.get(guild_id)

    async def change_rules(self, guild_id: int, update: Callable[[ServerRules], ServerRules]) -> ServerRules:
        """Change a server's rules in the database, and return them; ``update`` may be called more than once."""
        return await self._rules.change(
            guild_id, lambda: self._database.run(server_rules.update_rules, guild_id, update)
        )

    async def active_word_filter(self, guild_id: int) -> WordFilter:
        """The server's word filter; raises :class:`Refused` if AutoMod rules apply, but none are known."""
        if (await self.rules(guild_id)).automod:
            return await self.word_filters.full_filter(guild_id)
        return await self.word_filters.own_filter(guild_id)

    def clear_cache(self) -> None:
        """Read rules and word lists again when they are next needed; AutoMod rules keep their TTL."""
        self._rules.clear()
        self.word_filters.clear()


def _first_match(word_filter: WordFilter, texts: Sequence[str]) -> tuple[str, Match] | None:
    return next(((text, match) for text in texts if (match := word_filter.find_first(text)) is not None), None)
