"""The CSV file holds every number, and nothing that a spreadsheet runs."""

import csv
import io
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.statistics import Statistics
from bot.domain.statistics_csv import statistics_csv
from bot.domain.statistics_labels import StatisticsLabels
from tests.support.statistics_samples import GUILD, HOSTILE_NAMES, LABELS, make_empty_statistics, make_statistics


def read(statistics: Statistics, labels: StatisticsLabels = LABELS) -> list[dict[str, str]]:
    text = statistics_csv(statistics, labels).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


def section(rows: list[dict[str, str]], name: str) -> list[dict[str, str]]:
    return [row for row in rows if row["section"] == name]


def test_each_day_has_a_row() -> None:
    days = section(read(make_statistics(days=30)), "day")
    assert [day["name"] for day in days[:2]] == ["2026-11-02", "2026-11-03"]
    assert len(days) == 30
    assert days[-1] == {
        "section": "day",
        "name": "2026-12-01",
        "pictures": "10",
        "dollars": "0.200000",
        "members": "3",
        "refusals": "",
        "median_seconds": "9.5",
        "p90_seconds": "30.0",
    }


@pytest.mark.parametrize("guild_id", [GUILD, None])
def test_rows_of_days_add_up_to_the_total(guild_id: int | None) -> None:
    rows = read(make_statistics(guild_id, days=30))
    (total,) = section(rows, "total")
    for column in ("pictures", "dollars"):
        assert sum(Decimal(row[column]) for row in section(rows, "day")) == Decimal(total[column])
    assert sum(int(row["refusals"]) for row in section(rows, "refusal")) == int(total["refusals"])
    assert sum(int(row["pictures"]) for row in section(rows, "model")) == int(total["pictures"])


def test_only_statistics_of_everything_name_servers() -> None:
    assert section(read(make_statistics(GUILD)), "server") == []
    names = [row["name"] for row in section(read(make_statistics(None)), "server")]
    assert sorted(names) == ["Direct messages", "Fox Den", "Owl Tree"]


def test_days_without_pictures_have_no_waits() -> None:
    rows = read(make_empty_statistics())
    assert {row["median_seconds"] for row in rows} == {""}
    assert {row["pictures"] for row in section(rows, "day")} == {"0"}


def test_lines_end_as_rfc_4180_says() -> None:
    text = statistics_csv(make_statistics(), LABELS).decode()
    assert text.count("\n") == text.count("\r\n") == len(read(make_statistics())) + 1


@pytest.mark.parametrize("name", [*HOSTILE_NAMES, "=1+1", "+1", "-1", "@SUM(A1)", ' "=1', "a;b", 'a"b,c'])
def test_hostile_names_stay_in_their_cell(name: str) -> None:
    labels = StatisticsLabels(title=name, models={"standard": name}, servers={GUILD: name, 51: name})
    rows = read(make_statistics(None), labels)
    assert all(None not in row and None not in row.values() for row in rows)
    assert len(rows) == len(read(make_statistics(None)))
    assert not any(row["name"].startswith(("=", "+", "-", "@", "\t", "\r")) for row in rows)


@given(st.text())
def test_no_name_becomes_a_formula(name: str) -> None:
    rows = read(make_statistics(None), StatisticsLabels(title="", models={"standard": name}))
    assert not any(row["name"].startswith(("=", "+", "-", "@", "\t", "\r")) for row in rows)
