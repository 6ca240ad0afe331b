"""``python -m benchmarks [--quick] [--only PART]``: run the benchmarks and print one table."""

import argparse
import asyncio
import logging
import platform
import sys
from collections.abc import AsyncIterator, Sequence
from os import cpu_count
from time import monotonic
from typing import Final

from benchmarks import memory, notice, quota, serving, sustained, throughput, words
from benchmarks.engines import ENGINES, MissingEngine, start_engine
from benchmarks.serving import ServingLoad
from benchmarks.table import Row, missing_row, render_table

BENCHMARK_PARTS: Final = ("serving", "sustained", "notice", "memory", "words", "ledger")
_QUICK_SUSTAINED_LOAD: Final = sustained.SustainedLoad(seconds=10.0, warm_up=20, closed_loop_requests=100)
_QUICK_SERVING_LOAD: Final = ServingLoad(rounds=1, warm_up=3, pictures=10, slow_pictures=0, burst=50, steady=25)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the benchmarks and print the table; the exit code is 0 whether or not the aims are reached."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="What Easel costs, in one table.")
    parser.add_argument("--quick", action="store_true", help="some two minutes: shows that it runs, not what it costs")
    parser.add_argument(
        "--only", choices=BENCHMARK_PARTS, action="append", help="a part instead of all; may be repeated"
    )
    chosen = parser.parse_args(arguments)
    logging.getLogger("aiohttp.server").setLevel(logging.CRITICAL)  # silence errors about connections of killed bots
    began = monotonic()
    rows = asyncio.run(_measure_parts(chosen.only or BENCHMARK_PARTS, quick=chosen.quick))
    print(
        f"\n{render_table(rows)}\n\n{platform.platform()}, {cpu_count()} processors, Python {platform.python_version()}"
    )
    print(f"{monotonic() - began:.0f} seconds; {_summarize(rows)}")
    return 0


async def _measure_parts(parts: Sequence[str], *, quick: bool) -> list[Row]:
    rows = []
    async for row in _iterate_rows(parts, quick=quick):
        print(f"{row.name}: {row.easel}", file=sys.stderr, flush=True)
        rows.append(row)
    return rows


async def _iterate_rows(parts: Sequence[str], *, quick: bool) -> AsyncIterator[Row]:
    for part in BENCHMARK_PARTS:
        if part in parts:
            for row in await _measure_part(part, quick=quick):
                yield row


async def _measure_part(part: str, *, quick: bool) -> Sequence[Row]:
    match part:
        case "serving":
            return await serving.measure(_QUICK_SERVING_LOAD if quick else ServingLoad())
        case "sustained":
            return await sustained.measure(_QUICK_SUSTAINED_LOAD if quick else sustained.SustainedLoad())
        case "notice":
            return await (notice.measure(pictures=10, warm_up=3) if quick else notice.measure())
        case "memory":
            return await (memory.measure(1000, settle_seconds=1.0) if quick else memory.measure())
        case "words":
            return words.measure(prompts=200) if quick else words.measure()
        case _:
            return [row for engine in ENGINES for row in await measure_ledger(engine, quick=quick)]


async def measure_ledger(engine: str, *, quick: bool) -> list[Row]:
    """The rows of one database engine, or a row that says why it cannot be measured."""
    try:
        with start_engine(engine) as empty:
            speed = await throughput.measure(engine, empty, jobs_per_member=4 if quick else 40)
            reduced = {"many": 10_000, "samples": 40} if quick else {}
            return [*await quota.measure(engine, empty, **reduced), speed]
    except MissingEngine as reason:
        return [missing_row(f"ledger, {engine}", str(reason))]


def _summarize(rows: Sequence[Row]) -> str:
    missed = [row.name for row in rows if row.reached is False]
    return f"aims missed: {'; '.join(missed)}" if missed else "every aim that was measured is reached"


if __name__ == "__main__":
    sys.exit(main())
