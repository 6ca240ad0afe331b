"""What the charts show is what the statistics say."""

import pytest

from bot.charts.sheet import BarsPanel, LinesPanel, Panel, RankingPanel, Sheet
from bot.charts.statistics_sheet import MAX_RANKING_ROWS, statistics_sheet
from bot.domain.statistics import Statistics
from bot.domain.statistics_labels import StatisticsLabels
from tests.support.statistics_samples import GUILD, LABELS, make_empty_statistics, make_statistics


def panels(sheet: Sheet) -> dict[str, Panel]:
    return {panel.title: panel for row in sheet.rows for panel in row}


def ranking(statistics: Statistics, title: str) -> list[tuple[str, str]]:
    panel = panels(statistics_sheet(statistics, LABELS))[title]
    assert isinstance(panel, RankingPanel)
    assert [row.value for row in panel.rows[:-1]] == sorted((row.value for row in panel.rows[:-1]), reverse=True)
    return [(row.name, row.amount) for row in panel.rows]


def test_header_says_since_when_and_the_main_numbers() -> None:
    sheet = statistics_sheet(make_statistics(days=30), LABELS)
    assert sheet.title == "Fox Den"
    assert sheet.subtitle == "Since 2 Nov 2026 · 30 days, today included · UTC"
    assert sheet.figures == (("300", "pictures"), ("$6.00", "spent"), ("3", "members"), ("10 s", "median wait"))
    assert (sheet.dates[0], sheet.dates[-1], len(sheet.dates)) == ("2 Nov", "1 Dec", 30)


@pytest.mark.parametrize(("title", "value"), [("Pictures a day", 10.0), ("Dollars a day", 0.2), ("Members a day", 3.0)])
def test_each_day_has_a_bar(title: str, value: float) -> None:
    panel = panels(statistics_sheet(make_statistics(days=7), LABELS))[title]
    assert isinstance(panel, BarsPanel)
    assert panel.values == (value,) * 7


def test_waits_are_two_lines_with_gaps_where_nobody_waited() -> None:
    def values(statistics: Statistics) -> list[tuple[float | None, ...]]:
        panel = panels(statistics_sheet(statistics, LABELS))["Seconds waited"]
        assert isinstance(panel, LinesPanel)
        return [line.values for line in panel.lines]

    assert values(make_statistics(days=7)) == [(9.5,) * 7, (30.0,) * 7]
    assert values(make_empty_statistics(days=7)) == [(None,) * 7] * 2


def test_rankings_name_models_and_refusals() -> None:
    assert ranking(make_statistics(), "Pictures by model") == [("Grok Imagine", "63"), ("Other models", "7")]
    assert ranking(make_statistics(), "Refused requests") == [("Daily pictures used up", "12"), ("Blocked words", "3")]


def test_many_refusals_are_summed_up_in_the_last_row() -> None:
    kinds = ("TooSoon", "OverQuota", "Gone", "Closed", "Invalid", "Blocked", "Paused")
    rows = ranking(make_statistics(refusals=dict(zip(kinds, range(70, 0, -10), strict=True))), "Refused requests")
    assert len(rows) == MAX_RANKING_ROWS
    assert rows[-1] == ("All others", str(30 + 20 + 10))


def test_only_everything_has_a_ranking_of_servers() -> None:
    assert "Servers that cost most" not in panels(statistics_sheet(make_statistics(GUILD), LABELS))
    assert ranking(make_statistics(None, pictures=1), "Servers that cost most") == [
        ("Direct messages", "$0.14 · 7 pictures"),
        ("Fox Den", "$0.14 · 7 pictures"),
        ("Owl Tree", "$0.14 · 7 pictures"),
    ]


@pytest.mark.parametrize(
    ("pictures", "amount", "dollars"),
    [(1, "7", "$0.14"), (1428, "9,996", "$199.92"), (14_280, "100k", "$1,999"), (1_428_600, "10.0M", "$200k")],
)
def test_large_numbers_are_short(pictures: int, amount: str, dollars: str) -> None:
    figures = statistics_sheet(make_statistics(pictures=pictures), LABELS).figures
    assert [figure for figure, _ in figures[:2]] == [amount, dollars]


def test_title_is_one_line() -> None:
    sheet = statistics_sheet(make_statistics(), StatisticsLabels(title="Fox\n\nDen"))
    assert (sheet.title, sheet.fallback_title) == ("Fox Den", f"Server {GUILD}")
