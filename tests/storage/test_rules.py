"""What servers decided: rules that two managers may change at once, and lists of words that keep to their bounds."""

from collections.abc import Callable

import pytest

from bot.domain.server_rules import NO_RULES, ChannelMode, ChannelRules, ServerRules
from bot.errors import Invalid
from bot.storage import server_rules, word_lists
from bot.storage.database import Database
from bot.storage.word_lists import (
    MOST,
    MOST_PATTERNS,
    Words,
)
from tests.storage.desk import Desk, outcomes

on_postgres = pytest.mark.parametrize("database_url", ["postgres"], indirect=True)


async def listed(desk: Desk, guild_id: int = 1) -> Words:
    return await desk.database.run(word_lists.words, guild_id)


async def add(desk: Desk, *terms: str, exceptions: tuple[str, ...] = (), guild_id: int = 1) -> int:
    return await desk.database.run(word_lists.add_words, guild_id, Words(terms, exceptions))


def numbered(count: int) -> tuple[str, ...]:
    return tuple(f"term {n:05}" for n in range(count))


def moderator(role: int) -> Callable[[ServerRules], ServerRules]:
    return lambda before: before.model_copy(update={"moderators": (*before.moderators, role)})


# ── rules ────────────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_a_server_that_decided_nothing_has_no_rules(desk: Desk) -> None:
    assert await desk.database.run(server_rules.of_guild, 1) == NO_RULES


async def test_rules_come_back_as_they_were_decided_and_are_no_other_servers(desk: Desk) -> None:
    decided = ServerRules(
        channels={2**62: ChannelRules(mode=ChannelMode.OFF)}, members=(5,), min_days=3, log_channel=2**62
    )
    assert await desk.database.run(server_rules.change, 1, lambda _: decided) == decided
    assert await desk.database.run(server_rules.of_guild, 1) == decided
    assert await desk.database.run(server_rules.of_guild, 2) == NO_RULES


async def test_a_change_that_is_refused_changes_nothing(desk: Desk) -> None:
    def refuse(_: ServerRules) -> ServerRules:
        raise Invalid("no")

    await desk.database.run(server_rules.change, 1, moderator(5))
    with pytest.raises(Invalid):
        await desk.database.run(server_rules.change, 1, refuse)
    assert (await desk.database.run(server_rules.of_guild, 1)).moderators == (5,)


async def test_of_many_changes_at_once_none_is_lost(desk: Desk, processes: list[Database]) -> None:
    passed, refused = await outcomes(processes[n % 2].run(server_rules.change, 1, moderator(n)) for n in range(12))
    assert (len(passed), refused) == (12, [])
    assert sorted((await desk.database.run(server_rules.of_guild, 1)).moderators) == list(range(12))


@on_postgres
async def test_a_change_waits_for_one_that_is_not_committed_yet(desk: Desk) -> None:
    both = await desk.after(server_rules.change(1, moderator(1)), server_rules.change(1, moderator(2)))
    assert both.moderators == (1, 2)


# ── words ────────────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_words_come_by_the_alphabet_and_are_no_other_servers(desk: Desk) -> None:
    assert await add(desk, "owl", "fox", "Éagle", "*cat", exceptions=("fox", "a b")) == 6
    assert await add(desk, "elsewhere", guild_id=2) == 1
    assert await listed(desk) == Words(("*cat", "fox", "owl", "Éagle"), ("a b", "fox"))
    assert await listed(desk, 2) == Words(("elsewhere",))
    assert await listed(desk, 3) == Words()


async def test_only_new_words_count(desk: Desk) -> None:
    await add(desk, "fox")
    assert await add(desk, "fox", "owl", "owl") == 1
    assert await add(desk, "fox", "owl") == 0
    assert await add(desk) == 0
    assert await listed(desk) == Words(("fox", "owl"))


async def test_a_word_is_removed_once_and_the_exception_of_the_same_text_stays(desk: Desk) -> None:
    await add(desk, "fox", exceptions=("fox",))
    await add(desk, "fox", guild_id=2)
    assert [await desk.database.run(word_lists.remove_word, 1, "term", "fox") for _ in range(2)] == [True, False]
    assert await listed(desk) == Words((), ("fox",))
    assert await listed(desk, 2) == Words(("fox",))


async def test_a_full_list_is_added_at_once_and_takes_no_more(desk: Desk) -> None:
    words = numbered(MOST)
    assert await add(desk, *words[: MOST - 1], exceptions=("last",)) == MOST
    with pytest.raises(Invalid, match=f"A server can have at most {MOST} words, and these would make {MOST + 1}"):
        await add(desk, words[-1])
    assert await add(desk, words[0]) == 0
    assert await add(desk, words[-1], guild_id=2) == 1
    assert await desk.database.run(word_lists.remove_word, 1, "exception", "last")
    assert await add(desk, words[-1]) == 1
    assert (await listed(desk)).terms == words


async def test_of_words_too_many_none_is_added(desk: Desk) -> None:
    with pytest.raises(Invalid):
        await add(desk, *numbered(MOST), exceptions=("one too many",))
    assert await listed(desk) == Words()


async def test_two_moderators_who_add_the_same_word_at_once_have_added_one(desk: Desk) -> None:
    passed, refused = await outcomes(add(desk, "fox") for _ in range(8))
    assert (sorted(passed), refused) == ([*[0] * 7, 1], [])


async def test_two_moderators_who_remove_the_same_word_at_once_have_removed_one(desk: Desk) -> None:
    await add(desk, "fox")
    passed, _ = await outcomes(desk.database.run(word_lists.remove_word, 1, "term", "fox") for _ in range(8))
    assert sorted(passed) == [*[False] * 7, True]


async def test_two_moderators_at_once_do_not_add_one_too_many(desk: Desk) -> None:
    await add(desk, *numbered(MOST - 1))
    passed, refused = await outcomes(add(desk, f"last {n}") for n in range(3))
    assert (passed, refused) == ([1], [Invalid] * 2)


@on_postgres
async def test_who_comes_while_another_adds_the_last_word_waits_and_is_refused(desk: Desk) -> None:
    await add(desk, *numbered(MOST - 1))
    with pytest.raises(Invalid):
        await desk.after(word_lists.add_words(1, Words(("fox",))), word_lists.add_words(1, Words(("owl",))))
    assert await desk.number("words") == MOST


# ── patterns ─────────────────────────────────────────────────────────────────────────────────────────────────────────


async def patterns(desk: Desk, *texts: str) -> int:
    return await desk.database.run(word_lists.add_words, 1, Words(("fox",), patterns=texts))


async def test_patterns_are_kept_as_they_are_beside_words_of_the_same_text(desk: Desk) -> None:
    assert await patterns(desk, "fox", r"F.x\W") == 3
    assert await patterns(desk, "fox") == 0
    assert await listed(desk) == Words(("fox",), (), (r"F.x\W", "fox"))
    assert await desk.database.run(word_lists.remove_word, 1, "pattern", "fox")
    assert await listed(desk) == Words(("fox",), (), (r"F.x\W",))


async def test_of_patterns_too_many_none_is_added_nor_what_came_with_them(desk: Desk) -> None:
    with pytest.raises(
        Invalid, match=f"can have at most {MOST_PATTERNS} patterns, and this would make {MOST_PATTERNS + 1}"
    ):
        await patterns(desk, *numbered(MOST_PATTERNS + 1))
    assert await listed(desk) == Words()
    await patterns(desk, *numbered(MOST_PATTERNS))
    assert await patterns(desk, *numbered(MOST_PATTERNS)) == 0
    assert await add(desk, "owl") == 1


async def test_two_moderators_at_once_do_not_add_a_pattern_too_many(desk: Desk) -> None:
    await patterns(desk, *numbered(MOST_PATTERNS - 1))
    passed, refused = await outcomes(patterns(desk, f"last {n}") for n in range(3))
    assert (passed, refused) == ([1], [Invalid] * 2)
