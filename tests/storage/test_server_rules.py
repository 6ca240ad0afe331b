"""The rules of servers, which two managers can change concurrently, and word lists with their limits."""

from collections.abc import Callable

import pytest

from bot.domain.server_rules import DEFAULT_RULES, ChannelMode, ChannelRules, ServerRules
from bot.errors import Invalid
from bot.refusals import TooManyPatterns, TooManyWords
from bot.storage import server_rules, word_lists
from bot.storage.database import Database
from bot.wordfilter.word_list import MAX_PATTERNS_PER_GUILD, MAX_WORDS_PER_GUILD, WordListEntries
from tests.support.job_driver import JobDriver, gather_outcomes

on_postgres = pytest.mark.parametrize("database_url", ["postgres"], indirect=True)


async def listed(driver: JobDriver, guild_id: int = 1) -> WordListEntries:
    return await driver.database.run(word_lists.get_words, guild_id)


async def add(driver: JobDriver, *terms: str, exceptions: tuple[str, ...] = (), guild_id: int = 1) -> int:
    return await driver.database.run(word_lists.add_words, guild_id, WordListEntries(terms, exceptions))


def numbered(count: int) -> tuple[str, ...]:
    return tuple(f"term {n:05}" for n in range(count))


def moderator(role: int) -> Callable[[ServerRules], ServerRules]:
    return lambda before: before.model_copy(update={"moderators": (*before.moderators, role)})


# ── rules ────────────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_server_without_changes_has_default_rules(job_driver: JobDriver) -> None:
    assert await job_driver.database.run(server_rules.get_rules, 1) == DEFAULT_RULES


async def test_rules_are_stored_per_server(job_driver: JobDriver) -> None:
    decided = ServerRules(
        channels={2**62: ChannelRules(mode=ChannelMode.OFF)}, members=(5,), min_days=3, log_channel=2**62
    )
    assert await job_driver.database.run(server_rules.update_rules, 1, lambda _: decided) == decided
    assert await job_driver.database.run(server_rules.get_rules, 1) == decided
    assert await job_driver.database.run(server_rules.get_rules, 2) == DEFAULT_RULES


async def test_refused_rules_update_changes_nothing(job_driver: JobDriver) -> None:
    def refuse(_: ServerRules) -> ServerRules:
        raise Invalid("no")

    await job_driver.database.run(server_rules.update_rules, 1, moderator(5))
    with pytest.raises(Invalid):
        await job_driver.database.run(server_rules.update_rules, 1, refuse)
    assert (await job_driver.database.run(server_rules.get_rules, 1)).moderators == (5,)


async def test_concurrent_rules_updates_are_all_kept(job_driver: JobDriver, process_databases: list[Database]) -> None:
    passed, refused = await gather_outcomes(
        process_databases[n % 2].run(server_rules.update_rules, 1, moderator(n)) for n in range(12)
    )
    assert (len(passed), refused) == (12, [])
    assert sorted((await job_driver.database.run(server_rules.get_rules, 1)).moderators) == list(range(12))


@on_postgres
async def test_rules_update_waits_for_an_uncommitted_update(job_driver: JobDriver) -> None:
    both = await job_driver.run_overlapping(
        server_rules.update_rules(1, moderator(1)), server_rules.update_rules(1, moderator(2))
    )
    assert both.moderators == (1, 2)


# ── words ────────────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_word_lists_are_sorted_and_per_server(job_driver: JobDriver) -> None:
    assert await add(job_driver, "owl", "fox", "Éagle", "*cat", exceptions=("fox", "a b")) == 6
    assert await add(job_driver, "elsewhere", guild_id=2) == 1
    assert await listed(job_driver) == WordListEntries(("*cat", "fox", "owl", "Éagle"), ("a b", "fox"))
    assert await listed(job_driver, 2) == WordListEntries(("elsewhere",))
    assert await listed(job_driver, 3) == WordListEntries()


async def test_add_words_counts_only_new_words(job_driver: JobDriver) -> None:
    await add(job_driver, "fox")
    assert await add(job_driver, "fox", "owl", "owl") == 1
    assert await add(job_driver, "fox", "owl") == 0
    assert await add(job_driver) == 0
    assert await listed(job_driver) == WordListEntries(("fox", "owl"))


async def test_term_is_removed_once_and_keeps_the_exception_of_the_same_text(job_driver: JobDriver) -> None:
    await add(job_driver, "fox", exceptions=("fox",))
    await add(job_driver, "fox", guild_id=2)
    assert [await job_driver.database.run(word_lists.remove_word, 1, "term", "fox") for _ in range(2)] == [True, False]
    assert await listed(job_driver) == WordListEntries((), ("fox",))
    assert await listed(job_driver, 2) == WordListEntries(("fox",))


async def test_full_word_list_can_be_added_at_once_and_refuses_more(job_driver: JobDriver) -> None:
    words = numbered(MAX_WORDS_PER_GUILD)
    assert await add(job_driver, *words[: MAX_WORDS_PER_GUILD - 1], exceptions=("last",)) == MAX_WORDS_PER_GUILD
    with pytest.raises(
        Invalid,
        match=f"A server can have at most {MAX_WORDS_PER_GUILD} words, and these would make {MAX_WORDS_PER_GUILD + 1}",
    ):
        await add(job_driver, words[-1])
    assert await add(job_driver, words[0]) == 0
    assert await add(job_driver, words[-1], guild_id=2) == 1
    assert await job_driver.database.run(word_lists.remove_word, 1, "exception", "last")
    assert await add(job_driver, words[-1]) == 1
    assert (await listed(job_driver)).terms == words


async def test_too_many_words_are_refused_as_a_whole(job_driver: JobDriver) -> None:
    with pytest.raises(Invalid):
        await add(job_driver, *numbered(MAX_WORDS_PER_GUILD), exceptions=("one too many",))
    assert await listed(job_driver) == WordListEntries()


async def test_word_added_concurrently_counts_once(job_driver: JobDriver) -> None:
    passed, refused = await gather_outcomes(add(job_driver, "fox") for _ in range(8))
    assert (sorted(passed), refused) == ([*[0] * 7, 1], [])


async def test_word_removed_concurrently_counts_once(job_driver: JobDriver) -> None:
    await add(job_driver, "fox")
    passed, _ = await gather_outcomes(
        job_driver.database.run(word_lists.remove_word, 1, "term", "fox") for _ in range(8)
    )
    assert sorted(passed) == [*[False] * 7, True]


async def test_concurrent_additions_never_exceed_the_word_limit(job_driver: JobDriver) -> None:
    await add(job_driver, *numbered(MAX_WORDS_PER_GUILD - 1))
    passed, refused = await gather_outcomes(add(job_driver, f"last {n}") for n in range(3))
    assert (passed, refused) == ([1], [TooManyWords] * 2)


@on_postgres
async def test_addition_during_an_uncommitted_last_word_waits_and_is_refused(job_driver: JobDriver) -> None:
    await add(job_driver, *numbered(MAX_WORDS_PER_GUILD - 1))
    with pytest.raises(Invalid):
        await job_driver.run_overlapping(
            word_lists.add_words(1, WordListEntries(("fox",))), word_lists.add_words(1, WordListEntries(("owl",)))
        )
    assert await job_driver.count_rows("word_list_entries") == MAX_WORDS_PER_GUILD


# ── patterns ─────────────────────────────────────────────────────────────────────────────────────────────────────────


async def patterns(driver: JobDriver, *texts: str) -> int:
    return await driver.database.run(word_lists.add_words, 1, WordListEntries(("fox",), patterns=texts))


async def test_patterns_are_stored_verbatim_beside_terms_of_the_same_text(job_driver: JobDriver) -> None:
    assert await patterns(job_driver, "fox", r"F.x\W") == 3
    assert await patterns(job_driver, "fox") == 0
    assert await listed(job_driver) == WordListEntries(("fox",), (), (r"F.x\W", "fox"))
    assert await job_driver.database.run(word_lists.remove_word, 1, "pattern", "fox")
    assert await listed(job_driver) == WordListEntries(("fox",), (), (r"F.x\W",))


async def test_too_many_patterns_are_refused_along_with_their_terms(job_driver: JobDriver) -> None:
    with pytest.raises(
        Invalid,
        match=f"can have at most {MAX_PATTERNS_PER_GUILD} patterns, and this would make {MAX_PATTERNS_PER_GUILD + 1}",
    ):
        await patterns(job_driver, *numbered(MAX_PATTERNS_PER_GUILD + 1))
    assert await listed(job_driver) == WordListEntries()
    await patterns(job_driver, *numbered(MAX_PATTERNS_PER_GUILD))
    assert await patterns(job_driver, *numbered(MAX_PATTERNS_PER_GUILD)) == 0
    assert await add(job_driver, "owl") == 1


async def test_concurrent_additions_never_exceed_the_pattern_limit(job_driver: JobDriver) -> None:
    await patterns(job_driver, *numbered(MAX_PATTERNS_PER_GUILD - 1))
    passed, refused = await gather_outcomes(patterns(job_driver, f"last {n}") for n in range(3))
    assert (passed, refused) == ([1], [TooManyPatterns] * 2)
