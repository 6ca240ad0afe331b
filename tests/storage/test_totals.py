"""The sum of a window equals the sum of its ledger rows, for arbitrary rows and windows, on both engines."""

import asyncio
from math import inf, nextafter
from typing import NamedTuple

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.storage import totals
from bot.storage.totals import Scope, Window
from tests.support.job_driver import JobDriver

THREE_DAYS_SECONDS = 3 * 86_400
MOMENTS = st.floats(0, THREE_DAYS_SECONDS) | st.integers(0, THREE_DAYS_SECONDS * 4).map(lambda quarters: quarters / 4)
EDGES = st.sampled_from([60, 900, 3600, 86_400]).flatmap(
    lambda seconds: st.integers(0, THREE_DAYS_SECONDS // seconds).map(lambda number: float(number * seconds))
)
"""Where a minute, an hour or a day begins; calendar days also begin at a quarter of an hour."""
SINCE = MOMENTS | EDGES.flatmap(lambda edge: st.sampled_from([edge, nextafter(edge, inf), nextafter(edge, -inf)]))
INSERT_ROW = """
    INSERT INTO ledger (job_id, grant_id, kind, user_id, guild_id, channel_id, images, granted_images, micro_dollars,
                        window_at, created_at, reason)
    VALUES (?, ?, ?, 1, ?, ?, ?, ?, ?, ?, 0, '')
"""
PLAIN_SUMS = {
    Scope.BOT: "SELECT COALESCE(SUM(micro_dollars), 0) AS total FROM ledger WHERE ? = 0 AND window_at > ?",
    Scope.SERVER: "SELECT COALESCE(SUM(micro_dollars), 0) AS total FROM ledger WHERE guild_id = ? AND window_at > ?",
    Scope.CHANNEL: (
        "SELECT COALESCE(SUM(images - granted_images), 0) AS total FROM ledger"
        " WHERE channel_id = ? AND window_at > ? AND kind <> 'reset'"
    ),
}
IDS = {Scope.BOT: 0, Scope.SERVER: 8, Scope.CHANNEL: 8}
"""The oldest servers have a channel with the server's own id."""


class LedgerRow(NamedTuple):
    """The columns that decide what a row adds to."""

    kind: str
    guild_id: int | None
    channel_id: int | None
    images: int
    granted_images: int
    micro_dollars: int
    window_at: float


ROWS = st.lists(
    st.builds(
        LedgerRow,
        st.sampled_from(["grant", "adjust", "reset", "return"]),
        st.sampled_from([None, 8, 9]),
        st.sampled_from([None, 8, 9]),
        st.integers(-3, 3),
        st.integers(-3, 3),
        st.integers(-3, 3),
        MOMENTS,
    ),
    max_size=12,
)


async def add(driver: JobDriver, row: LedgerRow) -> None:
    job = None if row.kind == "grant" else (await driver.reserve(1)).id
    grant = 1 if row.kind == "return" else None
    granted = row.granted_images if row.kind in {"grant", "return"} else 0
    values = (row.guild_id, row.channel_id, row.images, granted, row.micro_dollars, row.window_at)
    await driver.select(INSERT_ROW, job, grant, row.kind, *values)


async def check(driver: JobDriver, since: float) -> None:
    windows = {scope.value: Window(scope, since, IDS[scope]) for scope in Scope}
    sums = await driver.database.run(totals.get_sums, windows)
    for name, window in windows.items():
        (plain,) = await driver.select(PLAIN_SUMS[window.scope], window.id, since)
        assert sums[name] == int(plain["total"])
        hours = await driver.database.run(totals.list_hours, window)
        assert sum(amount for _, amount in hours) == sums[name]


async def test_sums_of_windows_equal_the_sums_of_their_rows(job_driver: JobDriver) -> None:
    @settings(max_examples=40, deadline=None)
    @given(ROWS, st.lists(SINCE, min_size=1, max_size=4), st.booleans())
    def compare(rows: list[LedgerRow], windows: list[float], moved: bool) -> None:
        asyncio.run_coroutine_threadsafe(check_all(rows, windows, moved), loop).result(30)

    async def check_all(rows: list[LedgerRow], windows: list[float], moved: bool) -> None:
        for row in rows:
            await add(job_driver, row)
        if moved:
            await job_driver.select(
                "UPDATE ledger SET guild_id = CASE guild_id WHEN 8 THEN 9 END, channel_id = guild_id"
            )
        for since in windows:
            await check(job_driver, since)

    loop = asyncio.get_running_loop()
    await asyncio.to_thread(compare)
    assert await job_driver.count_rows("ledger") > 50
