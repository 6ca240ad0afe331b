"""The benchmarks still run; what they measure is nobody's business here."""

import time

import pytest

from benchmarks import memory, notice, quota, sustained, throughput, words
from benchmarks.bots import BARE_BOT, EASEL, BotCommand, run_bot
from benchmarks.engines import start_engine
from benchmarks.history import fill_history
from benchmarks.stage import open_stage
from benchmarks.table import Row, missing_row, quantile, render_table
from bot.storage import ledger
from bot.storage.database import Database, Transaction


def _rows_in_ledger() -> Transaction[int]:
    (row,) = yield "SELECT COUNT(*) AS n FROM ledger", ()
    return int(row["n"])


async def test_a_past_has_the_asked_number_of_ledger_rows_and_members_with_much_the_same_day(
    database: Database,
) -> None:
    now = time.time()
    members = await fill_history(database, 1000, now=now)
    days = [await database.run(ledger.get_member_usage, member, now) for member in range(members)]
    assert await database.run(_rows_in_ledger) == 1000
    assert {day.images for day in days} <= {9, 10, 11}


async def test_the_ledger_parts_give_their_rows() -> None:
    with start_engine("SQLite") as empty:
        rows = await quota.measure("SQLite", empty, few=100, many=1000, samples=10)
        rows.append(await throughput.measure("SQLite", empty, jobs_per_member=1))
    assert [row.name.split(",")[0] for row in rows] == [
        "quota check",
        "whole reserve with its commit",
        "whole reserve with all three budgets set",
        "jobs/s through the ledger",
    ]
    assert all(row.ratio is not None and row.reached is not None for row in rows[:-1])


def test_words_are_measured_beside_a_short_list() -> None:
    rows = words.measure(prompts=3)
    assert [row.beside.endswith("(50 terms)") for row in rows] == [True, True]
    assert all(row.ratio is not None and row.reached is not None for row in rows)


@pytest.mark.parametrize("bot", [EASEL, BARE_BOT], ids=["easel", "bare bot"])
async def test_each_bot_delivers_on_the_stage_and_its_cost_is_seen(bot: BotCommand) -> None:
    async with open_stage((0.1, 0.2)) as stage, run_bot(bot, stage) as process:
        asked = stage.send_burst(3)
        await stage.wait_delivered(asked, timeout_seconds=20)
        assert process.cpu_seconds > 0
        assert process.memory_mebibytes > 1
        assert all((one.ack_seconds or 0) > 0 for one in asked)
        assert all(seconds > 0 for seconds in stage.added_seconds(asked))


async def test_webhooks_are_measured_beside_polling_and_are_what_tells_of_pictures() -> None:
    median, p95 = await notice.measure(pictures=3, warm=1, seconds=(0.1, 0.2))
    assert "polling" in median.beside
    assert median.aim == "< 50.0 ms"
    # Polling waits two seconds as long as it has learned nothing.
    assert all(row.ratio is not None and row.ratio < 0.5 for row in (median, p95))


async def test_a_sustained_load_is_measured_beside_the_bare_bot() -> None:
    load = sustained.SustainedLoad(
        seconds=1.0,
        per_second=4.0,
        picture_seconds=0.1,
        picture_bytes=200_000,
        warm_up=1,
        closed_loop_requests=2,
        concurrency=2,
    )
    rows = {row.name.rpartition(": ")[2]: row for row in await sustained.measure(load)}
    assert rows["not delivered, of 4"].easel == "0"
    assert rows["not delivered, of 4"].reached
    assert rows["memory at start, middle, end"].easel.count("/") == 2
    judged = ("seconds added, median", "seconds added, p99", "acknowledged, p99", "CPU per picture")
    assert all(rows[name].reached is not None and rows[name].ratio is not None for name in judged)


async def test_the_stage_shows_pictures_of_the_size_that_was_asked_for() -> None:
    async with open_stage(0.1, picture_bytes=200_000) as stage, run_bot(EASEL, stage):
        (asked,) = stage.send_burst(1)
        await stage.wait_delivered([asked], timeout_seconds=20)
        assert asked.interaction.original_message is not None
        (picture,) = asked.interaction.original_message.content.attachments
        assert 200_000 <= picture["size"] < 201_000


async def test_a_waiting_line_is_filled_and_served() -> None:
    (row,) = await memory.measure(20, settle_seconds=0.1)
    assert row.name == "memory with 20 requests waiting"


def test_the_table_lines_up_and_says_what_was_missed() -> None:
    table = render_table([Row("a", "2 ms", "1 ms", 2.0, "≤ 1.5 ×", False), missing_row("b", "no server")])
    head, rule, first, second = table.splitlines()
    assert len({len(head), len(rule), len(first), len(second)}) == 1
    assert "2.00" in first
    assert "NO" in first
    assert "not measured: no server" in second


@pytest.mark.parametrize(("share", "expected"), [(0.5, 2.0), (0.75, 3.0), (0.99, 4.0), (1.0, 4.0), (0.0, 1.0)])
def test_a_quantile_is_a_value_that_was_measured(share: float, expected: float) -> None:
    assert quantile([4.0, 1.0, 3.0, 2.0], share) == expected
