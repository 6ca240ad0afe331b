"""The gate: what it remembers, what it notices, whose words it looks at, and whom it tells."""

import asyncio
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.quota import Limits
from bot.domain.server_rules import ChannelMode, ChannelRules, Flagged, ServerRules
from bot.domain.text import plain
from bot.errors import Forbidden, Invalid, Worded
from bot.policy.gate import QUIET, Attempt, Gate
from bot.policy.guild_word_filters import kept
from bot.storage import server_rules, word_lists
from bot.storage.database import Database
from bot.storage.word_lists import (
    MOST,
    MOST_PATTERNS,
    Words,
)
from tests.conftest import HandClock
from tests.doorway import CATALOG, Counting, asker, caught, passes, request


@pytest.fixture
async def counting(database: Database) -> Counting:
    return Counting(database)


@pytest.fixture
def gate(counting: Counting, clock: HandClock) -> Gate:
    return Gate(counting, CATALOG, Limits(), clock)


# ── whose words ──────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_what_is_not_listed_passes_as_it_is(gate: Gate) -> None:
    await gate.lists.add(7, Words(("knife",)))
    asked = (request("a fox", "woodcut"), request("an owl"))
    assert await gate.judge(asker(), asked) == asked
    assert await gate.check_words(asker(), asked) is None


async def test_one_listed_word_in_one_of_several_requests_is_caught(gate: Gate) -> None:
    await gate.lists.add(7, Words(("knife",)))
    hit = await caught(gate, "a fox", "a fox with a KN1FE", "an owl")
    assert hit is not None
    assert hit.told == "“knife”, with digits or symbols instead of letters (this server’s list)"


async def test_words_are_left_to_a_look_of_their_own(gate: Gate) -> None:
    await gate.lists.add(7, Words(("knife",)))
    assert await gate.judge(asker(), (request("a knife"),)) == (request("a knife"),)


async def test_moderators_have_the_same_words(gate: Gate) -> None:
    await gate.lists.add(7, Words(("knife",)))
    found = await caught(gate, "a knife", manages_messages=True)
    assert found is not None
    assert "knife" in found.told
    assert await passes(gate, "a fox", manages_messages=True)


async def test_a_style_is_not_looked_at_and_stays(gate: Gate) -> None:
    await gate.lists.add(7, Words(("knife",)))
    asked = (request("a fox", "palette knife, thick paint"),)
    assert await gate.check_words(asker(), asked) is None
    assert await gate.check_words(asker(), (request("a knife", "thick paint"),)) is not None


async def test_a_channel_makes_private_what_has_a_style(gate: Gate) -> None:
    await gate.change(7, lambda rules_: rules_.model_copy(update={"usual": ChannelRules(private_only=True)}))
    asked = request("a fox", "thick paint")
    assert await gate.judge(asker(), (asked,)) == (asked.model_copy(update={"private": True}),)


@pytest.mark.parametrize("guild", [8, None])
async def test_another_servers_words_do_not_hold(gate: Gate, guild: int | None) -> None:
    await gate.lists.add(7, Words(("knife",)))
    assert await gate.check_words(asker(guild=guild), (request("a knife"),)) is None
    await gate.check_description(guild, 1, "a knife")
    assert await gate.check_words(asker(guild=7), (request("a knife"),)) is not None


async def test_an_exception_lets_pass(gate: Gate) -> None:
    await gate.lists.add(7, Words(("knife",), ("palette knife",)))
    assert await passes(gate, "a palette knife")
    assert not await passes(gate, "a knife")


async def test_a_description_has_the_same_words(gate: Gate) -> None:
    await gate.lists.add(7, Words(("knife",)))
    await gate.check_description(7, 1, "a fox")
    with pytest.raises(Worded, match=r"please rephrase the description\. Nothing was charged\."):
        await gate.check_description(7, 1, "a fox with a k n i f e")


# ── the list ─────────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_the_same_word_in_another_case_or_with_more_space_is_the_same(gate: Gate) -> None:
    assert await gate.lists.add(7, Words(("  Pocket   KNIFE\x00\u200b",), ("Fox",))) == 2
    assert await gate.lists.add(7, Words(("pocket knife",), ("FOX",))) == 0
    assert [term.text for term in (await gate.words(7)).own.words.terms] == ["pocket knife"]


@pytest.mark.parametrize("bad", ["", "x", "*", "kn*fe", "\u200b", "k" * 61])
async def test_what_is_no_word_keeps_the_others_off_too(gate: Gate, bad: str) -> None:
    with pytest.raises(Invalid):
        await gate.lists.add(7, Words(("knife", bad)))
    with pytest.raises(Invalid):
        await gate.lists.add(7, Words(("knife",), (bad,)))
    assert (await gate.words(7)).own.words.terms == ()


async def test_a_list_without_room_stays_as_it_is(gate: Gate) -> None:
    await gate.lists.add(7, Words(("knife",)))
    with pytest.raises(Invalid, match=f"{MOST} words"):
        await gate.lists.add(7, Words(tuple(f"word{n}" for n in range(MOST))))
    assert [term.text for term in (await gate.words(7)).own.words.terms] == ["knife"]


@given(st.text(max_size=70))
def test_a_kept_word_is_kept_as_it_is(text: str) -> None:
    try:
        word = kept(text)
    except Invalid:
        return
    assert kept(word) == word


# ── remembering ──────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_only_the_first_request_reads_the_disk(gate: Gate, counting: Counting) -> None:
    await asyncio.gather(*(passes(gate, "a fox", user=n) for n in range(20)))
    assert counting.runs == 2
    await passes(gate, "a fox")
    assert counting.runs == 2


async def test_what_was_changed_here_holds_at_once(gate: Gate) -> None:
    assert await passes(gate, "a knife")
    await gate.lists.add(7, Words(("knife",)))
    assert not await passes(gate, "a knife")
    assert await passes(gate, "a fox")
    assert await gate.lists.remove(7, "term", "knife")
    assert not await gate.lists.remove(7, "term", "knife")
    assert await passes(gate, "a knife")
    await gate.change(7, lambda _: ServerRules(usual=ChannelRules(mode=ChannelMode.OFF)))
    with pytest.raises(Forbidden):
        await gate.judge(asker(), (request("a knife"),))


async def test_what_another_process_changed_holds_after_a_look(gate: Gate, database: Database) -> None:
    assert (await gate.words(7)).own.words.terms == ()
    assert (await gate.rules(7)).min_days == 0
    await database.run(word_lists.add_words, 7, Words(("knife",)))
    await database.run(server_rules.change, 7, lambda _: ServerRules(min_days=3))
    gate.refresh()
    assert [term.text for term in (await gate.words(7)).own.words.terms] == ["knife"]
    assert (await gate.rules(7)).min_days == 3


async def test_a_list_that_has_not_changed_is_not_made_ready_again(gate: Gate, counting: Counting) -> None:
    await gate.lists.add(7, Words(("knife",)))
    before = await gate.lists.own(7)
    gate.refresh()
    runs = counting.runs
    assert await gate.lists.own(7) is before
    assert counting.runs == runs + 1


async def test_who_reads_while_a_word_is_added_does_not_keep_the_old_list(gate: Gate, counting: Counting) -> None:
    counting.go_on.clear()
    reading = asyncio.create_task(gate.words(7))
    await counting.reading.wait()
    adding = asyncio.create_task(gate.lists.add(7, Words(("knife",))))
    await asyncio.sleep(0)
    counting.go_on.set()
    await asyncio.gather(reading, adding)
    assert [term.text for term in (await gate.words(7)).own.words.terms] == ["knife"]


async def test_of_changes_at_once_the_last_one_is_remembered(gate: Gate, database: Database) -> None:
    def and_role(role: int) -> Any:
        return lambda before: before.model_copy(update={"moderators": (*before.moderators, role)})

    await asyncio.gather(*(gate.change(7, and_role(n)) for n in range(10)))
    assert await gate.rules(7) == await database.run(server_rules.of_guild, 7)
    assert len((await gate.rules(7)).moderators) == 10


async def test_a_change_that_is_given_up_is_read_anew(gate: Gate, counting: Counting, database: Database) -> None:
    await gate.words(7)
    counting.go_on.clear()
    counting.reading.clear()
    adding = asyncio.create_task(gate.lists.add(7, Words(("knife",))))
    await counting.reading.wait()
    adding.cancel()
    await asyncio.gather(adding, return_exceptions=True)
    counting.go_on.set()
    assert (await database.run(word_lists.words, 7)).terms == ("knife",)
    assert [term.text for term in (await gate.words(7)).own.words.terms] == ["knife"]


# ── telling ──────────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_moderators_hear_of_one_attempt_a_minute_member_and_server(gate: Gate, clock: HandClock) -> None:
    heard: list[Attempt] = []
    gate.on_worded(heard.append)
    for guild in (7, 8):
        await gate.lists.add(guild, Words(("knife",)))

    async def attempt(user: int, guild: int = 7) -> None:
        assert await caught(gate, "a fox", f"the knife of {user}", user=user, guild=guild) is not None

    for user, guild in [(1, 7), (1, 7), (2, 7), (1, 8)]:
        await attempt(user, guild)
    with pytest.raises(Worded):
        await gate.check_description(7, 1, "a knife")
    assert [(one.guild_id, one.user_id, one.text) for one in heard] == [
        *((7, 1, "the knife of 1"), (7, 2, "the knife of 2"), (8, 1, "the knife of 1"))
    ]
    assert heard[0].caught.told == "“knife”, as written (this server’s list)"
    clock.advance(QUIET - 1)
    await attempt(1)
    assert len(heard) == 3
    clock.advance(1)
    await attempt(1)
    assert len(heard) == 4


async def test_other_refusals_are_not_told(gate: Gate) -> None:
    heard: list[Attempt] = []
    gate.on_worded(heard.append)
    await gate.change(7, lambda _: ServerRules(usual=ChannelRules(mode=ChannelMode.OFF)))
    with pytest.raises(Forbidden):
        await gate.judge(asker(), (request("a fox"),))
    assert heard == []


async def test_without_a_listener_the_refusal_is_the_same(gate: Gate) -> None:
    await gate.lists.add(7, Words(("knife",)))
    assert not await passes(gate, "a knife")


# ── patterns ─────────────────────────────────────────────────────────────────────────────────────────────────────────


BED = r"b[ae]d\s+Dog\W"


async def test_a_pattern_holds_from_the_moment_it_is_on_the_list_until_it_is_off(gate: Gate) -> None:
    assert await gate.lists.add(7, Words(patterns=(BED,))) == 1
    hit = await caught(gate, "a very BED  dog!")
    assert hit is not None
    assert hit.told == f"the pattern “/{plain(BED, 100)}/” (this server’s list)"
    assert await passes(gate, "a bid dog!")
    assert await gate.lists.remove(7, "pattern", BED)
    assert await passes(gate, "a bed dog!")


async def test_patterns_have_bounds(gate: Gate) -> None:
    for bad in ("(", "a*", " ", "x" * 261):
        with pytest.raises(Invalid):
            await gate.lists.add(7, Words(("knife",), patterns=(bad,)))
    await gate.lists.add(7, Words(patterns=tuple(f"no{n}" for n in range(MOST_PATTERNS))))
    with pytest.raises(Invalid, match=f"can have at most {MOST_PATTERNS} patterns"):
        await gate.lists.add(7, Words(("knife",), patterns=("one more",)))
    assert (await gate.words(7)).own.words.terms == ()


async def test_what_a_server_made_of_an_offer_does_not_hold_in_direct_messages(database: Database) -> None:
    gate = Gate(database, CATALOG, Limits(), HandClock(), direct_messages=True)
    offered = request("a fox").treated(approval=True, flagged=Flagged.RESTRICTED, tier="supporter", free=True)
    assert await gate.judge(asker(guild=None), (offered,)) == (request("a fox"),)
