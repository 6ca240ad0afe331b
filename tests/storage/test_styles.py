"""The styles of servers: by name, at most a hundred, and the registry that caches them."""

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


async def put(driver: JobDriver, style: Style, guild_id: int = 1) -> None:
    await driver.database.run(styles.put, guild_id, style)


async def full(driver: JobDriver, but: int = 0) -> None:
    for n in range(MAX_STYLES_PER_GUILD - but):
        await put(driver, Style(name=f"s{n}", text="x"))


async def test_styles_are_listed_by_name_and_per_server(job_driver: JobDriver) -> None:
    await put(job_driver, NOIR)
    await put(job_driver, BRIGHT)
    await put(job_driver, BRIGHT, guild_id=2)
    assert await job_driver.database.run(styles.list_by_guild, 1) == [BRIGHT, NOIR]
    assert await job_driver.database.run(styles.list_all) == [(1, BRIGHT), (1, NOIR), (2, BRIGHT)]


async def test_style_of_the_same_name_is_replaced(job_driver: JobDriver) -> None:
    await put(job_driver, NOIR)
    changed = Style(name="noir", text="black and white")
    await put(job_driver, changed)
    assert await job_driver.database.run(styles.list_by_guild, 1) == [changed]


async def test_style_can_be_removed_only_once(job_driver: JobDriver) -> None:
    await put(job_driver, NOIR)
    await put(job_driver, NOIR, guild_id=2)
    assert [await job_driver.database.run(styles.remove, 1, "noir") for _ in range(2)] == [True, False]
    assert await job_driver.database.run(styles.list_by_guild, 2) == [NOIR]


async def test_full_server_refuses_new_styles_but_allows_changes(job_driver: JobDriver) -> None:
    await full(job_driver)
    with pytest.raises(Invalid, match="This server already has 100 styles, the maximum; remove one first"):
        await put(job_driver, NOIR)
    await put(job_driver, Style(name="s7", text="changed"))
    await put(job_driver, NOIR, guild_id=2)
    await job_driver.database.run(styles.remove, 1, "s7")
    await put(job_driver, NOIR)


async def test_concurrent_additions_never_exceed_the_style_limit(job_driver: JobDriver) -> None:
    await full(job_driver, but=1)
    passed, refused = await gather_outcomes(put(job_driver, Style(name=f"last{n}", text="x")) for n in range(3))
    assert (len(passed), refused) == (1, [TooManyStyles] * 2)


@on_postgres
async def test_addition_during_an_uncommitted_last_style_waits_and_is_refused(job_driver: JobDriver) -> None:
    await full(job_driver, but=1)
    with pytest.raises(Invalid):
        await job_driver.run_overlapping(styles.put(1, NOIR), styles.put(1, BRIGHT))
    assert await job_driver.count_rows("styles") == MAX_STYLES_PER_GUILD


async def test_style_registry_has_own_changes_at_once_and_others_after_refresh(job_driver: JobDriver) -> None:
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


async def test_server_style_overrides_the_operators_only_in_that_server(job_driver: JobDriver) -> None:
    book = StyleRegistry({"noir": "grey", "plain": "plain"}, job_driver.database)
    await book.put(1, NOIR)
    assert dict(book.available_in(1)) == {"noir": "film noir", "plain": "plain"}
    assert dict(book.available_in(2)) == dict(book.available_in(None)) == {"noir": "grey", "plain": "plain"}
    assert book.list_guild_styles(1) == [NOIR]
    await book.remove(1, "noir")
    assert dict(book.available_in(1)) == {"noir": "grey", "plain": "plain"}


async def test_refused_style_is_not_in_the_registry(job_driver: JobDriver) -> None:
    await full(job_driver)
    book = StyleRegistry({}, job_driver.database)
    await book.refresh()
    with pytest.raises(Invalid):
        await book.put(1, NOIR)
    assert "noir" not in book.available_in(1)
