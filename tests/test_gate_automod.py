"""The rules of a server's AutoMod at the gate: when Discord is asked, and what holds while it does not answer."""

import asyncio

import pytest

from bot.domain.policy import Standing
from bot.domain.quota import Limits
from bot.errors import Closed, Forbidden, Worded
from bot.policy.automod_cache import FRESH, RETRY, Lack
from bot.policy.gate import Gate
from bot.storage.database import Database
from bot.storage.word_lists import (
    Words,
)
from bot.wordfilter.automod import Rule
from tests.conftest import HandClock
from tests.doorway import CATALOG, HERE, Told, caught, passes


@pytest.fixture
def gate(database: Database, clock: HandClock) -> Gate:
    return Gate(database, CATALOG, Limits(), clock)


@pytest.fixture
async def automod(gate: Gate) -> Told:
    """An AutoMod without rules, switched on as a source of server 7."""
    told = Told()
    gate.lists.read_automod_from(told)
    await gate.change(7, lambda before: before.model_copy(update={"automod": True}))
    return told


WEAPONS = Rule("No weapons", ("kni*",), ("knitting",), (r"s[wv]ords?\b",))


async def test_keywords_and_patterns_of_automod_hold_where_that_is_switched_on(gate: Gate, automod: Told) -> None:
    automod.rules = (Rule("Nothing"), WEAPONS)
    await gate.lists.add(7, Words(("fox",)))
    for text, told in {
        "a kn1ves box": "with digits or symbols instead of letters (AutoMod rule “No weapons”)",
        "a SVORD": "/” (AutoMod rule “No weapons”)",
        "a knife for a fox": "“fox”, as written (this server’s list)",
    }.items():
        hit = await caught(gate, text)
        assert hit is not None
        assert hit.told.endswith(told)
    assert await passes(gate, "she is knitting")
    with pytest.raises(Worded):
        await gate.check_description(7, 1, "a knife")
    await gate.change(7, lambda before: before.model_copy(update={"automod": False}))
    assert await passes(gate, "a knife")


async def test_another_server_is_not_asked(gate: Gate, automod: Told) -> None:
    assert await passes(gate, "a knife", guild=8)
    assert automod.asked == 0


async def test_rules_do_not_hold_for_exempt_roles_and_channels(gate: Gate, automod: Told) -> None:
    automod.rules = (
        Rule("Roles", ("knife",), roles=frozenset({30})),
        Rule("Channels", ("sword",), channels=frozenset({HERE, 60})),
    )
    assert not await passes(gate, "a knife", roles=frozenset({31}))
    assert await passes(gate, "a knife", roles=frozenset({30, 31}))
    assert await passes(gate, "a sword", roles=frozenset({31}))
    elsewhere = Standing(channel_id=61, parent_id=60)
    assert (await gate.words(7)).find("a sword") is not None
    await gate.check_description(7, 1, "a sword", standing=elsewhere)
    with pytest.raises(Worded):
        await gate.check_description(7, 1, "a sword", standing=Standing(channel_id=60 + 2, parent_id=59))


async def test_discord_is_asked_once_by_all_and_not_again_for_some_minutes(
    gate: Gate, automod: Told, clock: HandClock
) -> None:
    automod.rules = (WEAPONS,)
    assert not any(await asyncio.gather(*(passes(gate, "a knife", user=n) for n in range(20))))
    words = await gate.words(7)
    automod.rules = (Rule("Other", ("owl",)),)
    clock.advance(FRESH - 1)
    gate.refresh()
    assert await gate.words(7) is words
    assert automod.asked == 1
    clock.advance(1)
    assert await passes(gate, "a knife")
    assert not await passes(gate, "an owl")
    assert automod.asked == 2


async def test_rules_that_have_not_changed_are_not_made_ready_again(
    gate: Gate, automod: Told, clock: HandClock
) -> None:
    automod.rules = (WEAPONS,)
    words = await gate.words(7)
    clock.advance(FRESH)
    automod.rules = (Rule(*(getattr(WEAPONS, name) for name in ("name", "keywords", "allowed", "patterns"))),)
    assert await gate.words(7) is words
    await gate.lists.add(7, Words(("owl",)))
    assert not await passes(gate, "an owl")
    assert not await passes(gate, "a knife")


async def test_while_discord_is_down_the_last_known_rules_hold(gate: Gate, automod: Told, clock: HandClock) -> None:
    automod.rules = (WEAPONS,)
    assert not await passes(gate, "a knife")
    automod.down = True
    clock.advance(FRESH)
    for _ in range(3):
        assert not await passes(gate, "a knife")
        assert await passes(gate, "a fox")
    assert automod.asked == 2
    automod.down, automod.rules = False, ()
    clock.advance(RETRY)
    assert await passes(gate, "a knife")


async def test_where_no_rules_are_known_and_discord_is_down_everything_is_refused_for_now(
    gate: Gate, automod: Told, clock: HandClock
) -> None:
    heard: list[int] = []
    gate.lists.on_automod_closed(heard.append)
    automod.down = True
    for _ in range(3):
        with pytest.raises(Closed, match=r"please try again in a minute\. Nothing was charged\."):
            await caught(gate, "a fox")
    with pytest.raises(Closed):
        await gate.check_description(7, 1, "a fox")
    assert (automod.asked, heard) == (1, [])
    automod.down = False
    clock.advance(RETRY)
    assert await passes(gate, "a fox")


async def test_before_anybody_can_ask_discord_it_is_as_if_it_were_down(gate: Gate) -> None:
    await gate.change(7, lambda before: before.model_copy(update={"automod": True}))
    with pytest.raises(Closed):
        await caught(gate, "a fox")


async def test_without_the_permission_everything_is_refused_and_moderators_hear_of_it_once(
    gate: Gate, automod: Told, clock: HandClock
) -> None:
    heard: list[int] = []
    gate.lists.on_automod_closed(heard.append)
    automod.rules = (WEAPONS,)
    assert await passes(gate, "a fox")
    for times in (1, 2):
        automod.rules = None
        clock.advance(FRESH)
        for _ in range(3):
            with pytest.raises(Forbidden, match=r"an admin to run /admin check\. Nothing was charged\."):
                await caught(gate, "a fox")
        clock.advance(RETRY)
        with pytest.raises(Forbidden):
            await caught(gate, "a fox")
        assert heard == [7] * times
        automod.rules = (WEAPONS,)
        clock.advance(RETRY)
        assert await passes(gate, "a fox")


async def test_the_state_is_asked_for_anew_and_says_what_is_missing(gate: Gate, automod: Told) -> None:
    automod.rules = (WEAPONS, Rule("Odd", ("🍆",), patterns=("(?=x)",)))
    state = await gate.lists.automod(7)
    assert (state.lack, state.left_out) == (None, ("🍆", "/(?=x)/"))
    assert [rule.name for rule in state.rules] == ["AutoMod rule “No weapons”", "AutoMod rule “Odd”"]
    automod.down = True
    state = await gate.lists.automod(7)
    assert (state.lack, len(state.rules)) == (Lack.DISCORD, 2)
    automod.down, automod.rules = False, None
    assert (await gate.lists.automod(7)).lack is Lack.PERMISSION
    automod.rules = (WEAPONS,)
    assert (await gate.lists.automod(7)).lack is None
    assert not await passes(gate, "a knife")
    assert automod.asked == 4


async def test_many_rules_are_looked_for_in_one_go_and_keep_their_own_exceptions(gate: Gate, automod: Told) -> None:
    automod.rules = (Rule("One", ("*ass*",), ("class",)), Rule("Two", ("grass",), ("grass snake",)))
    await gate.lists.add(7, Words(("snake",)))
    assert await passes(gate, "a class")
    for text, rule in {"grass": "One", "a bass": "One", "a class of grass": "One", "snake": None}.items():
        hit = await caught(gate, text)
        assert hit is not None
        assert hit.source == (f"AutoMod rule “{rule}”" if rule else "this server’s list")
