"""The benchmarks still run; what they measure is nobody's business here."""

import time

import pytest

from benchmarks import memory, notice, quota, sustained, throughput, words
from benchmarks.bots import BARE, EASEL, Bot, running
from benchmarks.engines import started
from benchmarks.history import lived
from benchmarks.stage import open_stage
from benchmarks.table import Row, missing, quantile, rendered
from bot.storage import ledger
from bot.storage.database import Database, Transaction


def _rows_in_ledger() -> Transaction[int]:
    (row,) = yield "SELECT COUNT(*) AS n FROM ledger", ()
    return int(row["n"])


async def test_a_past_has_the_asked_number_of_ledger_rows_and_members_with_much_the_same_day(
    database: Database,
) -> None:
    now = time.time()
    members = await lived(database, 1000, now=now)
    days = [await database.run(ledger.member_usage, member, now) for member in range(members)]
    assert await database.run(_rows_in_ledger) == 1000
    assert {day.images for day in days} <= {9, 10, 11}


async def test_the_ledger_parts_give_their_rows() -> None:
    with started("SQLite") as empty:
        rows = await quota.measured("SQLite", empty, few=100, many=1000, samples=10)
        rows.append(await throughput.measured("SQLite", empty, each=1))
    assert [row.name.split(",")[0] for row in rows] == [
        "quota check",
        "whole reserve with its commit",
        "whole reserve with all three budgets set",
        "jobs/s through the ledger",
    ]
    assert all(row.ratio is not None and row.reached is not None for row in rows[:-1])


def test_words_are_measured_beside_a_short_list() -> None:
    rows = words.measured(prompts=3)
    assert [row.beside.endswith("(50 terms)") for row in rows] == [True, True]
    assert all(row.ratio is not None and row.reached is not None for row in rows)


@pytest.mark.parametrize("bot", [EASEL, BARE], ids=["easel", "bare bot"])
async def test_each_bot_delivers_on_the_stage_and_its_cost_is_seen(bot: Bot) -> None:
    async with open_stage((0.1, 0.2)) as stage, running(bot, stage) as process:
        asked = stage.burst(3)
        await stage.delivered(asked, within=20)
        assert process.cpu > 0
        assert process.megabytes > 1
        assert all((one.acknowledged_after or 0) > 0 for one in asked)
        assert all(seconds > 0 for seconds in stage.added(asked))


async def test_webhooks_are_measured_beside_polling_and_are_what_tells_of_pictures() -> None:
    median, p95 = await notice.measured(pictures=3, warm=1, seconds=(0.1, 0.2))
    assert "polling" in median.beside
    assert median.aim == "< 50.0 ms"
    # Polling waits two seconds as long as it has learned nothing.
    assert all(row.ratio is not None and row.ratio < 0.5 for row in (median, p95))


async def test_a_sustained_load_is_measured_beside_the_bare_bot() -> None:
    load = sustained.Load(seconds=1.0, per_second=4.0, drawing=0.1, picture_bytes=200_000, warm=1, closed=2, at_once=2)
    rows = {row.name.rpartition(": ")[2]: row for row in await sustained.measured(load)}
    assert rows["not delivered, of 4"].easel == "0"
    assert rows["not delivered, of 4"].reached
    assert rows["memory at start, middle, end"].easel.count("/") == 2
    judged = ("seconds added, median", "seconds added, p99", "acknowledged, p99", "CPU per picture")
    assert all(rows[name].reached is not None and rows[name].ratio is not None for name in judged)


async def test_the_stage_shows_pictures_of_the_size_that_was_asked_for() -> None:
    async with open_stage(0.1, picture_bytes=200_000) as stage, running(EASEL, stage):
        (asked,) = stage.burst(1)
        await stage.delivered([asked], within=20)
        assert asked.interaction.original is not None
        (picture,) = asked.interaction.original.content.attachments
        assert 200_000 <= picture["size"] < 201_000


async def test_a_waiting_line_is_filled_and_served() -> None:
    (row,) = await memory.measured(20, settled=0.1)
    assert row.name == "memory with 20 requests waiting"


def test_the_table_lines_up_and_says_what_was_missed() -> None:
    table = rendered([Row("a", "2 ms", "1 ms", 2.0, "≤ 1.5 ×", False), missing("b", "no server")])
    head, rule, first, second = table.splitlines()
    assert len({len(head), len(rule), len(first), len(second)}) == 1
    assert "2.00" in first
    assert "NO" in first
    assert "not measured: no server" in second


@pytest.mark.parametrize(("share", "expected"), [(0.5, 2.0), (0.75, 3.0), (0.99, 4.0), (1.0, 4.0), (0.0, 1.0)])
def test_a_quantile_is_a_value_that_was_measured(share: float, expected: float) -> None:
    assert quantile([4.0, 1.0, 3.0, 2.0], share) == expected
