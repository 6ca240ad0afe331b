"""Charts are drawn one after the other in child processes, which end."""

import asyncio
import subprocess
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import psutil  # type: ignore[import-untyped]  # it ships no types
import pytest

from bot.charts import renderer as charts
from bot.charts.renderer import ChartRenderer, ChartsUnavailable
from bot.charts.statistics_sheet import statistics_sheet
from bot.domain.catalog import OutputFormat
from bot.errors import Refused
from bot.images.inspect import parse_picture
from tests.support.statistics_samples import LABELS, make_statistics

SHEET = statistics_sheet(make_statistics(), LABELS)


@pytest.fixture
async def renderer() -> AsyncIterator[ChartRenderer]:
    async with ChartRenderer(timeout=60) as opened:  # other tests compute at the same time
        yield opened
    assert children() == []


def children() -> list[psutil.Process]:
    return [child for child in psutil.Process().children() if "charts" in " ".join(child.cmdline())]


def replace_child(monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    """Start this script instead of the one that draws."""
    monkeypatch.setattr(charts, "_COMMAND", (sys.executable, "-c", f"# charts\n{script}"))


async def test_child_draws_a_png(renderer: ChartRenderer) -> None:
    picture = parse_picture(await renderer.draw(SHEET))
    assert picture.format is OutputFormat.PNG
    assert picture.size.width == 1080
    assert len(picture.data) < 1_000_000


def test_matplotlib_is_not_imported_into_the_bot() -> None:
    script = "import sys, bot.app, bot.jobs.statistics; sys.exit('matplotlib' in sys.modules)"
    assert (
        subprocess.run([sys.executable, "-c", script], cwd=Path(charts.__file__).parents[2], check=False).returncode
        == 0
    )


@pytest.mark.parametrize(
    "script",
    ["import sys; sys.exit(3)", "print('no picture')", "pass", "import os; os.kill(os.getpid(), 9)"],
    ids=["fails", "writes something else", "writes nothing", "is killed"],
)
async def test_failed_child_is_a_refusal_with_a_sentence(
    script: str, renderer: ChartRenderer, monkeypatch: pytest.MonkeyPatch
) -> None:
    replace_child(monkeypatch, script)
    with pytest.raises(Refused, match=r"^The charts could not be drawn; please try again in a minute\.$"):
        await renderer.draw(SHEET)


async def test_child_that_cannot_be_started_is_a_refusal(
    renderer: ChartRenderer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(charts, "_COMMAND", ("/no/such/program",))
    with pytest.raises(ChartsUnavailable):
        await renderer.draw(SHEET)


@pytest.mark.parametrize("script", ["import time; time.sleep(99)", "while True: pass"], ids=["sleeps", "computes"])
async def test_hanging_child_is_killed(script: str, monkeypatch: pytest.MonkeyPatch) -> None:
    replace_child(monkeypatch, script)
    async with ChartRenderer(timeout=0.3) as renderer:
        with pytest.raises(ChartsUnavailable):
            await renderer.draw(SHEET)
        assert children() == []


async def test_one_child_runs_at_a_time(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    running = tmp_path / "running"
    replace_child(
        monkeypatch,
        f"import pathlib, time\nmark = pathlib.Path({str(running)!r})\nmark.touch(exist_ok=False)\ntime.sleep(0.1)\n"
        "mark.unlink()\nprint(chr(0x89))\nimport sys; sys.stdout.flush()",
    )
    monkeypatch.setattr(charts, "_PNG_SIGNATURE", b"")
    async with ChartRenderer() as renderer:
        await asyncio.gather(*(renderer.draw(SHEET) for _ in range(3)))


async def test_closing_kills_the_child_and_deletes_its_files(monkeypatch: pytest.MonkeyPatch) -> None:
    replace_child(monkeypatch, "import time; time.sleep(99)")
    renderer = ChartRenderer()
    drawing = asyncio.create_task(renderer.draw(SHEET))
    async with asyncio.timeout(5):
        while not children():  # noqa: ASYNC110 - another process starts, which no event tells
            await asyncio.sleep(0.01)
    assert renderer._cache is not None
    cache = Path(renderer._cache.name)
    await renderer.close()
    assert children() == []
    assert not cache.exists()  # noqa: ASYNC240 - a fast check
    with pytest.raises(asyncio.CancelledError):
        await drawing


async def test_child_does_not_inherit_secrets(
    renderer: ChartRenderer, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("EASEL_DISCORD__TOKEN", "a secret")
    told = tmp_path / "told"
    replace_child(monkeypatch, f"import os, pathlib; pathlib.Path({str(told)!r}).write_text(repr(sorted(os.environ)))")
    with pytest.raises(ChartsUnavailable):
        await renderer.draw(SHEET)
    assert "MPLCONFIGDIR" in told.read_text()
    assert "EASEL" not in told.read_text()
