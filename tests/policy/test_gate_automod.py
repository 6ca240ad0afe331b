"""The rules of a server's AutoMod at the gate: when Discord is asked, and what holds while it does not answer."""

import asyncio

import pytest

from bot.domain.limits import Limits
from bot.domain.policy import MemberContext
from bot.errors import BlockedWords, Closed, Forbidden
from bot.policy.automod_cache import CACHE_TTL_SECONDS, RETRY_SECONDS, UnavailableReason
from bot.policy.gate import PolicyGate
from bot.storage.database import Database
from bot.wordfilter.automod import KeywordRule
from bot.wordfilter.word_list import WordListEntries
from tests.support.clock import ManualClock
from tests.support.policy_fakes import CATALOG, CHANNEL_ID, FakeAutoMod, find_match, is_allowed


@pytest.fixture
def reader() -> FakeAutoMod:
    return FakeAutoMod()


@pytest.fixture
def gate(database: Database, reader: FakeAutoMod, clock: ManualClock) -> PolicyGate:
    return PolicyGate(database, CATALOG, Limits(), reader, clock)


@pytest.fixture
async def automod(gate: PolicyGate, reader: FakeAutoMod) -> FakeAutoMod:
    """An AutoMod without rules, switched on as a source of server 7."""
    await gate.change_rules(7, lambda before: before.model_copy(update={"automod": True}))
    return reader


WEAPONS = KeywordRule("No weapons", ("kni*",), ("knitting",), (r"s[wv]ords?\b",))


async def test_automod_keywords_and_patterns_apply_where_enabled(gate: PolicyGate, automod: FakeAutoMod) -> None:
    automod.rules = (KeywordRule("Nothing"), WEAPONS)
    await gate.word_filters.add(7, WordListEntries(("fox",)))
    for text, told in {
        "a kn1ves box": "with digits or symbols instead of letters (AutoMod rule “No weapons”)",
        "a SVORD": "/” (AutoMod rule “No weapons”)",
        "a knife for a fox": "“fox”, as written (this server’s list)",
    }.items():
        hit = await find_match(gate, text)
        assert hit is not None
        assert str(hit.summary).endswith(told)
    assert await is_allowed(gate, "she is knitting")
    with pytest.raises(BlockedWords):
        await gate.check_description(7, 1, "a knife")
    await gate.change_rules(7, lambda before: before.model_copy(update={"automod": False}))
    assert await is_allowed(gate, "a knife")


async def test_automod_is_not_fetched_for_servers_without_it(gate: PolicyGate, automod: FakeAutoMod) -> None:
    assert await is_allowed(gate, "a knife", guild_id=8)
    assert automod.request_count == 0


async def test_automod_rules_do_not_apply_to_exempt_roles_and_channels(gate: PolicyGate, automod: FakeAutoMod) -> None:
    automod.rules = (
        KeywordRule("Roles", ("knife",), exempt_roles=frozenset({30})),
        KeywordRule("Channels", ("sword",), exempt_channels=frozenset({CHANNEL_ID, 60})),
    )
    assert not await is_allowed(gate, "a knife", roles=frozenset({31}))
    assert await is_allowed(gate, "a knife", roles=frozenset({30, 31}))
    assert await is_allowed(gate, "a sword", roles=frozenset({31}))
    elsewhere = MemberContext(channel_id=61, parent_channel_id=60)
    assert (await gate.active_word_filter(7)).find_first("a sword") is not None
    await gate.check_description(7, 1, "a sword", member_context=elsewhere)
    with pytest.raises(BlockedWords):
        await gate.check_description(
            7, 1, "a sword", member_context=MemberContext(channel_id=60 + 2, parent_channel_id=59)
        )


async def test_automod_rules_are_fetched_once_and_cached_for_minutes(
    gate: PolicyGate, automod: FakeAutoMod, clock: ManualClock
) -> None:
    automod.rules = (WEAPONS,)
    assert not any(await asyncio.gather(*(is_allowed(gate, "a knife", user_id=n) for n in range(20))))
    words = await gate.active_word_filter(7)
    automod.rules = (KeywordRule("Other", ("owl",)),)
    clock.advance(CACHE_TTL_SECONDS - 1)
    gate.clear_cache()
    assert await gate.active_word_filter(7) is words
    assert automod.request_count == 1
    clock.advance(1)
    assert await is_allowed(gate, "a knife")
    assert not await is_allowed(gate, "an owl")
    assert automod.request_count == 2


async def test_unchanged_automod_rules_are_not_compiled_again(
    gate: PolicyGate, automod: FakeAutoMod, clock: ManualClock
) -> None:
    automod.rules = (WEAPONS,)
    words = await gate.active_word_filter(7)
    clock.advance(CACHE_TTL_SECONDS)
    automod.rules = (KeywordRule(*(getattr(WEAPONS, name) for name in ("name", "keywords", "allow_list", "patterns"))),)
    assert await gate.active_word_filter(7) is words
    await gate.word_filters.add(7, WordListEntries(("owl",)))
    assert not await is_allowed(gate, "an owl")
    assert not await is_allowed(gate, "a knife")


async def test_last_known_automod_rules_apply_while_discord_is_down(
    gate: PolicyGate, automod: FakeAutoMod, clock: ManualClock
) -> None:
    automod.rules = (WEAPONS,)
    assert not await is_allowed(gate, "a knife")
    automod.discord_down = True
    clock.advance(CACHE_TTL_SECONDS)
    for _ in range(3):
        assert not await is_allowed(gate, "a knife")
        assert await is_allowed(gate, "a fox")
    assert automod.request_count == 2
    automod.discord_down, automod.rules = False, ()
    clock.advance(RETRY_SECONDS)
    assert await is_allowed(gate, "a knife")


async def test_everything_is_refused_if_discord_is_down_and_no_rules_are_known(
    gate: PolicyGate, automod: FakeAutoMod, clock: ManualClock
) -> None:
    heard: list[int] = []
    gate.word_filters.on_automod_unreadable(heard.append)
    automod.discord_down = True
    for _ in range(3):
        with pytest.raises(Closed, match=r"please try again in a minute\. Nothing was charged\."):
            await find_match(gate, "a fox")
    with pytest.raises(Closed):
        await gate.check_description(7, 1, "a fox")
    assert (automod.request_count, heard) == (1, [])
    automod.discord_down = False
    clock.advance(RETRY_SECONDS)
    assert await is_allowed(gate, "a fox")


async def test_missing_automod_permission_refuses_all_and_is_reported_once(
    gate: PolicyGate, automod: FakeAutoMod, clock: ManualClock
) -> None:
    heard: list[int] = []
    gate.word_filters.on_automod_unreadable(heard.append)
    automod.rules = (WEAPONS,)
    assert await is_allowed(gate, "a fox")
    for times in (1, 2):
        automod.rules = None
        clock.advance(CACHE_TTL_SECONDS)
        for _ in range(3):
            with pytest.raises(Forbidden, match=r"an admin to run /admin check\. Nothing was charged\."):
                await find_match(gate, "a fox")
        clock.advance(RETRY_SECONDS)
        with pytest.raises(Forbidden):
            await find_match(gate, "a fox")
        assert heard == [7] * times
        automod.rules = (WEAPONS,)
        clock.advance(RETRY_SECONDS)
        assert await is_allowed(gate, "a fox")


async def test_automod_state_is_fetched_anew_and_has_failure_and_unsupported_parts(
    gate: PolicyGate, automod: FakeAutoMod
) -> None:
    automod.rules = (WEAPONS, KeywordRule("Odd", ("🍆",), patterns=("(?=x)",)))
    state = await gate.word_filters.fetch_automod_state(7)
    assert (state.failure, state.unsupported) == (None, ("🍆", "/(?=x)/"))
    assert [str(rule.name) for rule in state.rules] == ["AutoMod rule “No weapons”", "AutoMod rule “Odd”"]
    automod.discord_down = True
    state = await gate.word_filters.fetch_automod_state(7)
    assert (state.failure, len(state.rules)) == (UnavailableReason.DISCORD, 2)
    automod.discord_down, automod.rules = False, None
    assert (await gate.word_filters.fetch_automod_state(7)).failure is UnavailableReason.PERMISSION
    automod.rules = (WEAPONS,)
    assert (await gate.word_filters.fetch_automod_state(7)).failure is None
    assert not await is_allowed(gate, "a knife")
    assert automod.request_count == 4


async def test_combined_automod_rules_keep_their_own_exceptions(gate: PolicyGate, automod: FakeAutoMod) -> None:
    automod.rules = (KeywordRule("One", ("*ass*",), ("class",)), KeywordRule("Two", ("grass",), ("grass snake",)))
    await gate.word_filters.add(7, WordListEntries(("snake",)))
    assert await is_allowed(gate, "a class")
    for text, rule in {"grass": "One", "a bass": "One", "a class of grass": "One", "snake": None}.items():
        hit = await find_match(gate, text)
        assert hit is not None
        assert str(hit.source) == (f"AutoMod rule “{rule}”" if rule else "this server’s list")
