"""The gate: what it remembers, what it notices, whose words it looks at, and whom it tells."""

import asyncio
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.limits import Limits
from bot.domain.server_rules import ChannelMode, ChannelRules, FlaggedAction, ServerRules
from bot.domain.text import sanitize_line
from bot.errors import BlockedWords, Forbidden, Invalid
from bot.policy.gate import BLOCKED_PROMPT_INTERVAL_SECONDS, BlockedPrompt, PolicyGate
from bot.policy.guild_word_filters import normalize_term
from bot.storage import server_rules, word_lists
from bot.storage.database import Database
from bot.wordfilter.word_list import MAX_PATTERNS_PER_GUILD, MAX_WORDS_PER_GUILD, WordListEntries
from tests.support.clock import ManualClock
from tests.support.policy_fakes import (
    CATALOG,
    CountingDatabase,
    FakeAutoMod,
    find_match,
    is_allowed,
    make_request,
    make_requester,
)


@pytest.fixture
async def counting_database(database: Database) -> CountingDatabase:
    return CountingDatabase(database)


@pytest.fixture
def gate(counting_database: CountingDatabase, clock: ManualClock) -> PolicyGate:
    return PolicyGate(counting_database, CATALOG, Limits(), FakeAutoMod(), clock)


# ── whose words ──────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_requests_without_listed_words_pass_unchanged(gate: PolicyGate) -> None:
    await gate.word_filters.add(7, WordListEntries(("knife",)))
    asked = (make_request("a fox", "woodcut"), make_request("an owl"))
    assert await gate.apply_rules(make_requester(), asked) == asked
    assert await gate.find_blocked_words(make_requester(), asked) is None


async def test_listed_word_in_any_of_several_requests_is_found(gate: PolicyGate) -> None:
    await gate.word_filters.add(7, WordListEntries(("knife",)))
    hit = await find_match(gate, "a fox", "a fox with a KN1FE", "an owl")
    assert hit is not None
    assert str(hit.summary) == "“knife”, with digits or symbols instead of letters (this server’s list)"


async def test_apply_rules_does_not_check_words(gate: PolicyGate) -> None:
    await gate.word_filters.add(7, WordListEntries(("knife",)))
    assert await gate.apply_rules(make_requester(), (make_request("a knife"),)) == (make_request("a knife"),)


async def test_word_filter_applies_to_moderators(gate: PolicyGate) -> None:
    await gate.word_filters.add(7, WordListEntries(("knife",)))
    found = await find_match(gate, "a knife", manages_messages=True)
    assert found is not None
    assert "knife" in str(found.summary)
    assert await is_allowed(gate, "a fox", manages_messages=True)


async def test_word_filter_ignores_styles(gate: PolicyGate) -> None:
    await gate.word_filters.add(7, WordListEntries(("knife",)))
    asked = (make_request("a fox", "palette knife, thick paint"),)
    assert await gate.find_blocked_words(make_requester(), asked) is None
    assert await gate.find_blocked_words(make_requester(), (make_request("a knife", "thick paint"),)) is not None


async def test_private_only_channel_makes_requests_private_and_keeps_the_style(gate: PolicyGate) -> None:
    await gate.change_rules(7, lambda rules_: rules_.model_copy(update={"usual": ChannelRules(private_only=True)}))
    asked = make_request("a fox", "thick paint")
    assert await gate.apply_rules(make_requester(), (asked,)) == (asked.model_copy(update={"private": True}),)


@pytest.mark.parametrize("guild", [8, None])
async def test_word_filter_of_another_server_does_not_apply(gate: PolicyGate, guild: int | None) -> None:
    await gate.word_filters.add(7, WordListEntries(("knife",)))
    assert await gate.find_blocked_words(make_requester(guild_id=guild), (make_request("a knife"),)) is None
    await gate.check_description(guild, 1, "a knife")
    assert await gate.find_blocked_words(make_requester(guild_id=7), (make_request("a knife"),)) is not None


async def test_exception_allows_a_listed_term(gate: PolicyGate) -> None:
    await gate.word_filters.add(7, WordListEntries(("knife",), ("palette knife",)))
    assert await is_allowed(gate, "a palette knife")
    assert not await is_allowed(gate, "a knife")


async def test_word_filter_applies_to_alt_texts(gate: PolicyGate) -> None:
    await gate.word_filters.add(7, WordListEntries(("knife",)))
    await gate.check_description(7, 1, "a fox")
    with pytest.raises(BlockedWords, match=r"please rephrase the description\. Nothing was charged\."):
        await gate.check_description(7, 1, "a fox with a k n i f e")


# ── the list ─────────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_terms_that_differ_in_case_or_spaces_are_equal(gate: PolicyGate) -> None:
    assert await gate.word_filters.add(7, WordListEntries(("  Pocket   KNIFE\x00\u200b",), ("Fox",))) == 2
    assert await gate.word_filters.add(7, WordListEntries(("pocket knife",), ("FOX",))) == 0
    assert [term.text for term in (await gate.active_word_filter(7)).own_source.matcher.terms] == ["pocket knife"]


@pytest.mark.parametrize("bad", ["", "x", "*", "kn*fe", "\u200b", "k" * 61])
async def test_invalid_term_refuses_the_whole_addition(gate: PolicyGate, bad: str) -> None:
    with pytest.raises(Invalid):
        await gate.word_filters.add(7, WordListEntries(("knife", bad)))
    with pytest.raises(Invalid):
        await gate.word_filters.add(7, WordListEntries(("knife",), (bad,)))
    assert (await gate.active_word_filter(7)).own_source.matcher.terms == ()


async def test_full_word_list_stays_unchanged(gate: PolicyGate) -> None:
    await gate.word_filters.add(7, WordListEntries(("knife",)))
    with pytest.raises(Invalid, match=f"{MAX_WORDS_PER_GUILD} words"):
        await gate.word_filters.add(7, WordListEntries(tuple(f"word{n}" for n in range(MAX_WORDS_PER_GUILD))))
    assert [term.text for term in (await gate.active_word_filter(7)).own_source.matcher.terms] == ["knife"]


@given(st.text(max_size=70))
def test_normalize_term_is_idempotent(text: str) -> None:
    try:
        word = normalize_term(text)
    except Invalid:
        return
    assert normalize_term(word) == word


# ── remembering ──────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_gate_reads_the_database_only_for_the_first_request(
    gate: PolicyGate, counting_database: CountingDatabase
) -> None:
    await asyncio.gather(*(is_allowed(gate, "a fox", user_id=n) for n in range(20)))
    assert counting_database.transaction_count == 2
    await is_allowed(gate, "a fox")
    assert counting_database.transaction_count == 2


async def test_own_changes_apply_at_once(gate: PolicyGate) -> None:
    assert await is_allowed(gate, "a knife")
    await gate.word_filters.add(7, WordListEntries(("knife",)))
    assert not await is_allowed(gate, "a knife")
    assert await is_allowed(gate, "a fox")
    assert await gate.word_filters.remove(7, "term", "knife")
    assert not await gate.word_filters.remove(7, "term", "knife")
    assert await is_allowed(gate, "a knife")
    await gate.change_rules(7, lambda _: ServerRules(usual=ChannelRules(mode=ChannelMode.OFF)))
    with pytest.raises(Forbidden):
        await gate.apply_rules(make_requester(), (make_request("a knife"),))


async def test_changes_of_another_process_apply_after_clear_cache(gate: PolicyGate, database: Database) -> None:
    assert (await gate.active_word_filter(7)).own_source.matcher.terms == ()
    assert (await gate.rules(7)).min_days == 0
    await database.run(word_lists.add_words, 7, WordListEntries(("knife",)))
    await database.run(server_rules.update_rules, 7, lambda _: ServerRules(min_days=3))
    gate.clear_cache()
    assert [term.text for term in (await gate.active_word_filter(7)).own_source.matcher.terms] == ["knife"]
    assert (await gate.rules(7)).min_days == 3


async def test_unchanged_word_list_is_not_compiled_again(gate: PolicyGate, counting_database: CountingDatabase) -> None:
    await gate.word_filters.add(7, WordListEntries(("knife",)))
    before = await gate.word_filters.own_filter(7)
    gate.clear_cache()
    runs = counting_database.transaction_count
    assert await gate.word_filters.own_filter(7) is before
    assert counting_database.transaction_count == runs + 1


async def test_read_during_an_addition_does_not_cache_the_old_list(
    gate: PolicyGate, counting_database: CountingDatabase
) -> None:
    counting_database.may_return.clear()
    reading = asyncio.create_task(gate.active_word_filter(7))
    await counting_database.result_read.wait()
    adding = asyncio.create_task(gate.word_filters.add(7, WordListEntries(("knife",))))
    await asyncio.sleep(0)
    counting_database.may_return.set()
    await asyncio.gather(reading, adding)
    assert [term.text for term in (await gate.active_word_filter(7)).own_source.matcher.terms] == ["knife"]


async def test_concurrent_rule_changes_leave_the_last_version_cached(gate: PolicyGate, database: Database) -> None:
    def and_role(role: int) -> Any:
        return lambda before: before.model_copy(update={"moderators": (*before.moderators, role)})

    await asyncio.gather(*(gate.change_rules(7, and_role(n)) for n in range(10)))
    assert await gate.rules(7) == await database.run(server_rules.get_rules, 7)
    assert len((await gate.rules(7)).moderators) == 10


async def test_cancelled_change_is_read_again(
    gate: PolicyGate, counting_database: CountingDatabase, database: Database
) -> None:
    await gate.active_word_filter(7)
    counting_database.may_return.clear()
    counting_database.result_read.clear()
    adding = asyncio.create_task(gate.word_filters.add(7, WordListEntries(("knife",))))
    await counting_database.result_read.wait()
    adding.cancel()
    await asyncio.gather(adding, return_exceptions=True)
    counting_database.may_return.set()
    assert (await database.run(word_lists.get_words, 7)).terms == ("knife",)
    assert [term.text for term in (await gate.active_word_filter(7)).own_source.matcher.terms] == ["knife"]


# ── telling ──────────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_blocked_prompts_are_reported_once_a_minute_per_member_and_server(
    gate: PolicyGate, clock: ManualClock
) -> None:
    heard: list[BlockedPrompt] = []
    gate.on_blocked_prompt(heard.append)
    for guild in (7, 8):
        await gate.word_filters.add(guild, WordListEntries(("knife",)))

    async def attempt(user: int, guild: int = 7) -> None:
        assert await find_match(gate, "a fox", f"the knife of {user}", user_id=user, guild_id=guild) is not None

    for user, guild in [(1, 7), (1, 7), (2, 7), (1, 8)]:
        await attempt(user, guild)
    with pytest.raises(BlockedWords):
        await gate.check_description(7, 1, "a knife")
    assert [(one.guild_id, one.user_id, one.text) for one in heard] == [
        *((7, 1, "the knife of 1"), (7, 2, "the knife of 2"), (8, 1, "the knife of 1"))
    ]
    assert str(heard[0].match.summary) == "“knife”, as written (this server’s list)"
    clock.advance(BLOCKED_PROMPT_INTERVAL_SECONDS - 1)
    await attempt(1)
    assert len(heard) == 3
    clock.advance(1)
    await attempt(1)
    assert len(heard) == 4


async def test_other_refusals_are_not_reported_as_blocked_prompts(gate: PolicyGate) -> None:
    heard: list[BlockedPrompt] = []
    gate.on_blocked_prompt(heard.append)
    await gate.change_rules(7, lambda _: ServerRules(usual=ChannelRules(mode=ChannelMode.OFF)))
    with pytest.raises(Forbidden):
        await gate.apply_rules(make_requester(), (make_request("a fox"),))
    assert heard == []


async def test_blocked_prompt_is_refused_without_listeners(gate: PolicyGate) -> None:
    await gate.word_filters.add(7, WordListEntries(("knife",)))
    assert not await is_allowed(gate, "a knife")


# ── patterns ─────────────────────────────────────────────────────────────────────────────────────────────────────────


BED = r"b[ae]d\s+Dog\W"


async def test_pattern_applies_from_its_addition_until_its_removal(gate: PolicyGate) -> None:
    assert await gate.word_filters.add(7, WordListEntries(patterns=(BED,))) == 1
    hit = await find_match(gate, "a very BED  dog!")
    assert hit is not None
    assert str(hit.summary) == f"the pattern “/{sanitize_line(BED, 100)}/” (this server’s list)"
    assert await is_allowed(gate, "a bid dog!")
    assert await gate.word_filters.remove(7, "pattern", BED)
    assert await is_allowed(gate, "a bed dog!")


async def test_patterns_are_limited_in_syntax_length_and_number(gate: PolicyGate) -> None:
    for bad in ("(", "a*", " ", "x" * 261):
        with pytest.raises(Invalid):
            await gate.word_filters.add(7, WordListEntries(("knife",), patterns=(bad,)))
    await gate.word_filters.add(7, WordListEntries(patterns=tuple(f"no{n}" for n in range(MAX_PATTERNS_PER_GUILD))))
    with pytest.raises(Invalid, match=f"can have at most {MAX_PATTERNS_PER_GUILD} patterns"):
        await gate.word_filters.add(7, WordListEntries(("knife",), patterns=("one more",)))
    assert (await gate.active_word_filter(7)).own_source.matcher.terms == ()


async def test_policy_of_a_server_does_not_apply_in_direct_messages(database: Database) -> None:
    gate = PolicyGate(database, CATALOG, Limits(), FakeAutoMod(), ManualClock(), allows_direct_messages=True)
    offered = make_request("a fox").with_policy(
        approval=True, flagged=FlaggedAction.RESTRICTED, tier="supporter", free=True
    )
    assert await gate.apply_rules(make_requester(guild_id=None), (offered,)) == (make_request("a fox"),)
