"""``python -m benchmarks [--quick] [--only PART]``: one table, all of it from one run."""

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
from benchmarks.engines import ENGINES, MissingEngine, started
from benchmarks.serving import Load
from benchmarks.table import Row, missing, rendered

PARTS: Final = ("serving", "sustained", "notice", "memory", "words", "ledger")
_SHORT: Final = sustained.Load(seconds=10.0, warm=20, closed=100)
_SMALL: Final = Load(rounds=1, warm=3, pictures=10, slow=0, burst=50, steady=25)


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, and print the table; 0 whatever the figures say."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="What Easel costs, in one table.")
    parser.add_argument("--quick", action="store_true", help="some two minutes: shows that it runs, not what it costs")
    parser.add_argument("--only", choices=PARTS, action="append", help="a part instead of all; may be repeated")
    chosen = parser.parse_args(arguments)
    logging.getLogger("aiohttp.server").setLevel(logging.CRITICAL)  # it reports the connections of bots that were ended
    began = monotonic()
    rows = asyncio.run(_measured(chosen.only or PARTS, quick=chosen.quick))
    print(f"\n{rendered(rows)}\n\n{platform.platform()}, {cpu_count()} processors, Python {platform.python_version()}")
    print(f"{monotonic() - began:.0f} seconds; {_verdict(rows)}")
    return 0


async def _measured(parts: Sequence[str], *, quick: bool) -> list[Row]:
    rows = []
    async for row in _all(parts, quick=quick):
        print(f"{row.name}: {row.easel}", file=sys.stderr, flush=True)
        rows.append(row)
    return rows


async def _all(parts: Sequence[str], *, quick: bool) -> AsyncIterator[Row]:
    for part in PARTS:
        if part in parts:
            for row in await _part(part, quick=quick):
                yield row


async def _part(part: str, *, quick: bool) -> Sequence[Row]:
    match part:
        case "serving":
            return await serving.measured(_SMALL if quick else Load())
        case "sustained":
            return await sustained.measured(_SHORT if quick else sustained.Load())
        case "notice":
            return await (notice.measured(pictures=10, warm=3) if quick else notice.measured())
        case "memory":
            return await (memory.measured(1000, settled=1.0) if quick else memory.measured())
        case "words":
            return words.measured(prompts=200) if quick else words.measured()
        case _:
            return [row for engine in ENGINES for row in await ledger(engine, quick=quick)]


async def ledger(engine: str, *, quick: bool) -> list[Row]:
    """The rows of one engine, or one that says why there are none."""
    try:
        with started(engine) as empty:
            speed = await throughput.measured(engine, empty, each=4 if quick else 40)
            small = {"many": 10_000, "samples": 40} if quick else {}
            return [*await quota.measured(engine, empty, **small), speed]
    except MissingEngine as reason:
        return [missing(f"ledger, {engine}", str(reason))]


def _verdict(rows: Sequence[Row]) -> str:
    missed = [row.name for row in rows if row.reached is False]
    return f"aims missed: {'; '.join(missed)}" if missed else "every aim that was measured is reached"


if __name__ == "__main__":
    sys.exit(main())
