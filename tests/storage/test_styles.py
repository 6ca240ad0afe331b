"""The styles of servers: by name, at most a hundred, and the book that holds them in memory."""

import pytest

from bot.domain.styles import Style
from bot.errors import Invalid
from bot.policy.style_registry import StyleRegistry
from bot.refusals import TooManyStyles
from bot.storage import styles
from bot.storage.styles import MAX_STYLES_PER_GUILD
from tests.support.job_driver import JobDriver, gather_outcomes

on_postgres = pytest.mark.parametrize("database_url", ["postgres"], indirect=True)
NOIR, BRIGHT = Style(name="noir", text="film noir"), Style(name="bright", text="bright colours")


async def put(desk: JobDriver, style: Style, guild_id: int = 1) -> None:
    await desk.database.run(styles.put, guild_id, style)


async def full(desk: JobDriver, but: int = 0) -> None:
    for n in range(MAX_STYLES_PER_GUILD - but):
        await put(desk, Style(name=f"s{n}", text="x"))


async def test_a_servers_styles_come_by_name_and_are_no_other_servers(job_driver: JobDriver) -> None:
    await put(job_driver, NOIR)
    await put(job_driver, BRIGHT)
    await put(job_driver, BRIGHT, guild_id=2)
    assert await job_driver.database.run(styles.list_by_guild, 1) == [BRIGHT, NOIR]
    assert await job_driver.database.run(styles.list_all) == [(1, BRIGHT), (1, NOIR), (2, BRIGHT)]


async def test_a_style_of_the_same_name_is_changed(job_driver: JobDriver) -> None:
    await put(job_driver, NOIR)
    changed = Style(name="noir", text="black and white")
    await put(job_driver, changed)
    assert await job_driver.database.run(styles.list_by_guild, 1) == [changed]


async def test_a_style_is_removed_once(job_driver: JobDriver) -> None:
    await put(job_driver, NOIR)
    await put(job_driver, NOIR, guild_id=2)
    assert [await job_driver.database.run(styles.remove, 1, "noir") for _ in range(2)] == [True, False]
    assert await job_driver.database.run(styles.list_by_guild, 2) == [NOIR]


async def test_a_server_has_a_hundred_at_most_and_can_still_change_them(job_driver: JobDriver) -> None:
    await full(job_driver)
    with pytest.raises(Invalid, match="This server already has 100 styles, the maximum; remove one first"):
        await put(job_driver, NOIR)
    await put(job_driver, Style(name="s7", text="changed"))
    await put(job_driver, NOIR, guild_id=2)
    await job_driver.database.run(styles.remove, 1, "s7")
    await put(job_driver, NOIR)


async def test_two_managers_at_once_do_not_add_one_too_many(job_driver: JobDriver) -> None:
    await full(job_driver, but=1)
    passed, refused = await gather_outcomes(put(job_driver, Style(name=f"last{n}", text="x")) for n in range(3))
    assert (len(passed), refused) == (1, [TooManyStyles] * 2)


@on_postgres
async def test_a_manager_who_comes_while_another_adds_the_last_one_waits_and_is_refused(job_driver: JobDriver) -> None:
    await full(job_driver, but=1)
    with pytest.raises(Invalid):
        await job_driver.run_overlapping(styles.put(1, NOIR), styles.put(1, BRIGHT))
    assert await job_driver.count_rows("styles") == MAX_STYLES_PER_GUILD


async def test_the_book_knows_what_it_changed_at_once_and_others_after_a_look(job_driver: JobDriver) -> None:
    here, there = StyleRegistry({}, job_driver.database), StyleRegistry({}, job_driver.database)
    await here.put(1, NOIR)
    assert here.available_in(1).find("noir") == NOIR
    assert list(there.available_in(1)) == []
    await there.refresh()
    assert there.list_guild_styles(1) == [NOIR]
    assert await there.remove(1, "noir")
    assert not await here.remove(1, "noir")
    assert list(here.available_in(1)) == []
    assert list(here.available_in(2)) == []


async def test_a_server_wins_over_the_operator_and_nobody_else_sees_its_own(job_driver: JobDriver) -> None:
    book = StyleRegistry({"noir": "grey", "plain": "plain"}, job_driver.database)
    await book.put(1, NOIR)
    assert dict(book.available_in(1)) == {"noir": "film noir", "plain": "plain"}
    assert dict(book.available_in(2)) == dict(book.available_in(None)) == {"noir": "grey", "plain": "plain"}
    assert book.list_guild_styles(1) == [NOIR]
    await book.remove(1, "noir")
    assert dict(book.available_in(1)) == {"noir": "grey", "plain": "plain"}


async def test_a_style_too_many_is_not_in_the_book_either(job_driver: JobDriver) -> None:
    await full(job_driver)
    book = StyleRegistry({}, job_driver.database)
    await book.refresh()
    with pytest.raises(Invalid):
        await book.put(1, NOIR)
    assert "noir" not in book.available_in(1)
