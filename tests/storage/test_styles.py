"""The styles of servers: by name, at most a hundred, and the book that holds them in memory."""

import pytest

from bot.domain.styles import Style
from bot.errors import Invalid
from bot.policy.style_registry import StyleBook
from bot.storage import styles
from bot.storage.styles import MOST
from tests.storage.desk import Desk, outcomes

on_postgres = pytest.mark.parametrize("database_url", ["postgres"], indirect=True)
NOIR, BRIGHT = Style(name="noir", text="film noir"), Style(name="bright", text="bright colours")


async def put(desk: Desk, style: Style, guild_id: int = 1) -> None:
    await desk.database.run(styles.put, guild_id, style)


async def full(desk: Desk, but: int = 0) -> None:
    for n in range(MOST - but):
        await put(desk, Style(name=f"s{n}", text="x"))


async def test_a_servers_styles_come_by_name_and_are_no_other_servers(desk: Desk) -> None:
    await put(desk, NOIR)
    await put(desk, BRIGHT)
    await put(desk, BRIGHT, guild_id=2)
    assert await desk.database.run(styles.of_guild, 1) == [BRIGHT, NOIR]
    assert await desk.database.run(styles.everything) == [(1, BRIGHT), (1, NOIR), (2, BRIGHT)]


async def test_a_style_of_the_same_name_is_changed(desk: Desk) -> None:
    await put(desk, NOIR)
    changed = Style(name="noir", text="black and white")
    await put(desk, changed)
    assert await desk.database.run(styles.of_guild, 1) == [changed]


async def test_a_style_is_removed_once(desk: Desk) -> None:
    await put(desk, NOIR)
    await put(desk, NOIR, guild_id=2)
    assert [await desk.database.run(styles.remove, 1, "noir") for _ in range(2)] == [True, False]
    assert await desk.database.run(styles.of_guild, 2) == [NOIR]


async def test_a_server_has_a_hundred_at_most_and_can_still_change_them(desk: Desk) -> None:
    await full(desk)
    with pytest.raises(Invalid, match="This server already has 100 styles, the maximum; remove one first"):
        await put(desk, NOIR)
    await put(desk, Style(name="s7", text="changed"))
    await put(desk, NOIR, guild_id=2)
    await desk.database.run(styles.remove, 1, "s7")
    await put(desk, NOIR)


async def test_two_managers_at_once_do_not_add_one_too_many(desk: Desk) -> None:
    await full(desk, but=1)
    passed, refused = await outcomes(put(desk, Style(name=f"last{n}", text="x")) for n in range(3))
    assert (len(passed), refused) == (1, [Invalid] * 2)


@on_postgres
async def test_a_manager_who_comes_while_another_adds_the_last_one_waits_and_is_refused(desk: Desk) -> None:
    await full(desk, but=1)
    with pytest.raises(Invalid):
        await desk.after(styles.put(1, NOIR), styles.put(1, BRIGHT))
    assert await desk.number("styles") == MOST


async def test_the_book_knows_what_it_changed_at_once_and_others_after_a_look(desk: Desk) -> None:
    here, there = StyleBook({}, desk.database), StyleBook({}, desk.database)
    await here.put(1, NOIR)
    assert here.of(1).find("noir") == NOIR
    assert list(there.of(1)) == []
    await there.refresh()
    assert there.of_server(1) == [NOIR]
    assert await there.remove(1, "noir")
    assert not await here.remove(1, "noir")
    assert list(here.of(1)) == []
    assert list(here.of(2)) == []


async def test_a_server_wins_over_the_operator_and_nobody_else_sees_its_own(desk: Desk) -> None:
    book = StyleBook({"noir": "grey", "plain": "plain"}, desk.database)
    await book.put(1, NOIR)
    assert dict(book.of(1)) == {"noir": "film noir", "plain": "plain"}
    assert dict(book.of(2)) == dict(book.of(None)) == {"noir": "grey", "plain": "plain"}
    assert book.of_server(1) == [NOIR]
    await book.remove(1, "noir")
    assert dict(book.of(1)) == {"noir": "grey", "plain": "plain"}


async def test_a_style_too_many_is_not_in_the_book_either(desk: Desk) -> None:
    await full(desk)
    book = StyleBook({}, desk.database)
    await book.refresh()
    with pytest.raises(Invalid):
        await book.put(1, NOIR)
    assert "noir" not in book.of(1)
