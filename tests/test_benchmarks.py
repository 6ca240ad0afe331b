"""The benchmarks run and return their rows; the measured values are not checked."""

import time

import pytest

from benchmarks import memory, notice, quota, sustained, throughput, words
from benchmarks.bots import BARE_BOT, EASEL, BotCommand, run_bot
from benchmarks.engines import start_engine
from benchmarks.history import fill_history
from benchmarks.stage import open_stage
from benchmarks.table import Row, missing_row, quantile, render_table
from bot.storage.database import Database, Transaction
from tests.support.usage import get_day_usage


def _rows_in_ledger() -> Transaction[dict[str, int]]:
    rows = yield "SELECT kind, COUNT(*) AS n FROM ledger GROUP BY kind", ()
    return {row["kind"]: int(row["n"]) for row in rows}


async def test_a_history_has_the_requested_ledger_rows_and_members_with_similar_days(
    database: Database,
) -> None:
    now = time.time()
    members = await fill_history(database, 1000, now=now)
    days = [await database.run(get_day_usage, member, now) for member in range(members)]
    assert await database.run(_rows_in_ledger) == {"reserve": 500, "settle": 500, "grant": members}
    assert {day.images for day in days} <= {9, 10, 11}


async def test_the_ledger_benchmarks_return_their_rows() -> None:
    with start_engine("SQLite") as empty:
        rows = await quota.measure("SQLite", empty, few=100, many=1000, samples=10)
        rows.append(await throughput.measure("SQLite", empty, jobs_per_member=1))
    assert [row.name.split(",")[0] for row in rows] == [
        "quota check",
        "whole reserve without limits",
        "whole reserve with all quotas and budgets",
        "jobs/s through the ledger",
    ]
    assert all(row.ratio is not None and row.reached is not None for row in rows[:-1])


def test_the_word_filter_is_compared_with_a_short_list() -> None:
    rows = words.measure(prompts=3)
    assert [row.beside.endswith("(50 terms)") for row in rows] == [True, True]
    assert all(row.ratio is not None and row.reached is not None for row in rows)


@pytest.mark.parametrize("bot", [EASEL, BARE_BOT], ids=["easel", "bare bot"])
async def test_both_bots_deliver_on_the_stage_and_their_cost_is_measured(bot: BotCommand) -> None:
    async with open_stage((0.1, 0.2)) as stage, run_bot(bot, stage) as process:
        asked = stage.send_burst(3)
        await stage.wait_delivered(asked, timeout_seconds=20)
        assert process.cpu_seconds > 0
        assert process.memory_mebibytes > 1
        assert all((one.ack_seconds or 0) > 0 for one in asked)
        assert all(seconds > 0 for seconds in stage.added_seconds(asked))


async def test_webhooks_are_compared_with_polling_and_are_faster() -> None:
    median, p95 = await notice.measure(pictures=3, warm_up=1, seconds=(0.1, 0.2))
    assert "polling" in median.beside
    assert median.aim == "< 50.0 ms"
    # Before it has learned anything, the poll schedule waits two seconds.
    assert all(row.ratio is not None and row.ratio < 0.5 for row in (median, p95))


async def test_a_sustained_load_is_compared_with_the_bare_bot() -> None:
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


async def test_the_stage_serves_pictures_of_the_requested_size() -> None:
    async with open_stage(0.1, picture_bytes=200_000) as stage, run_bot(EASEL, stage):
        (asked,) = stage.send_burst(1)
        await stage.wait_delivered([asked], timeout_seconds=20)
        assert asked.interaction.original_message is not None
        (picture,) = asked.interaction.original_message.content.attachments
        assert 200_000 <= picture["size"] < 201_000


async def test_memory_is_measured_with_waiting_requests() -> None:
    (row,) = await memory.measure(20, settle_seconds=0.1)
    assert row.name == "memory with 20 requests waiting"


def test_the_table_is_aligned_and_marks_missed_aims() -> None:
    table = render_table([Row("a", "2 ms", "1 ms", 2.0, "≤ 1.5 ×", False), missing_row("b", "no server")])
    head, rule, first, second = table.splitlines()
    assert len({len(head), len(rule), len(first), len(second)}) == 1
    assert "2.00" in first
    assert "NO" in first
    assert "not measured: no server" in second


@pytest.mark.parametrize(("share", "expected"), [(0.5, 2.0), (0.75, 3.0), (0.99, 4.0), (1.0, 4.0), (0.0, 1.0)])
def test_a_quantile_is_one_of_the_values(share: float, expected: float) -> None:
    assert quantile([4.0, 1.0, 3.0, 2.0], share) == expected
