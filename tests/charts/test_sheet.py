"""A sheet survives its way to the child process."""

import pytest

from bot.charts.sheet import dump_sheet, load_sheet
from bot.charts.statistics_sheet import statistics_sheet
from tests.support.statistics_samples import GUILD, LABELS, make_empty_statistics, make_statistics


@pytest.mark.parametrize(
    "statistics", [make_statistics(GUILD), make_statistics(None), make_empty_statistics(None)], ids=["one", "all", "no"]
)
def test_loaded_sheet_equals_the_dumped_one(statistics: object) -> None:
    sheet = statistics_sheet(statistics, LABELS)  # type: ignore[arg-type]  # parametrize has no types
    assert load_sheet(dump_sheet(sheet)) == sheet
