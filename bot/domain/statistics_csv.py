"""Statistics as a CSV file (RFC 4180): one row for each day, so that a spreadsheet can draw its own charts."""

import csv
import io
from typing import Final

from bot.domain.statistics import DayStatistics, Statistics, Waits
from bot.domain.statistics_labels import StatisticsLabels, refusal_label
from bot.localization.messages import text

_HEADER: Final = ("section", "name", "pictures", "dollars", "members", "refusals", "median_seconds", "p90_seconds")
_FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r")
"""A spreadsheet takes a cell for a formula if it begins with one of these (OWASP, CSV Injection)."""
_BYTE_ORDER_MARK: Final = "\ufeff"
"""Without it, Excel reads the file in the encoding of the country."""


def statistics_csv(statistics: Statistics, labels: StatisticsLabels) -> bytes:
    """The file: a row for each day, then for each model, refusal and dear server, then the totals.

    The columns and sections have the same names in all languages, for programs that read the file.
    The column ``section`` says what a row is about. Cells that do not apply are empty. Names that a spreadsheet would
    take for formulas begin with an apostrophe.
    """
    file = io.StringIO(newline="")
    rows = csv.DictWriter(file, _HEADER, restval="", lineterminator="\r\n")
    rows.writeheader()
    rows.writerows(_day_row(day) for day in statistics.days)
    rows.writerows(
        {"section": "model", "name": _text_cell(labels.model(key)), "pictures": pictures}
        for key, pictures in statistics.pictures_by_model
    )
    rows.writerows(
        {"section": "refusal", "name": _text_cell(refusal_label(kind)), "refusals": count}
        for kind, count in statistics.refusals
    )
    rows.writerows(
        {
            "section": "server",
            "name": _text_cell(labels.server(server.guild_id)),
            "pictures": server.pictures,
            "dollars": _dollars(server.micro_dollars),
        }
        for server in statistics.dearest
    )
    rows.writerow(_total_row(statistics))
    return (_BYTE_ORDER_MARK + file.getvalue()).encode()


def _day_row(day: DayStatistics) -> dict[str, object]:
    return {
        "section": "day",
        "name": day.date.isoformat(),
        "pictures": day.pictures,
        "dollars": _dollars(day.micro_dollars),
        "members": day.members,
        **_wait_cells(day.waits),
    }


def _total_row(statistics: Statistics) -> dict[str, object]:
    return {
        "section": "total",
        "name": text("stats-csv-total", days=len(statistics.days), zone=statistics.period.zone_name),
        "pictures": statistics.pictures,
        "dollars": _dollars(statistics.micro_dollars),
        "members": statistics.members,
        "refusals": sum(count for _, count in statistics.refusals),
        **_wait_cells(statistics.waits),
    }


def _wait_cells(waits: Waits | None) -> dict[str, object]:
    return {} if waits is None else {"median_seconds": waits.median, "p90_seconds": waits.ninetieth}


def _dollars(micro_dollars: int) -> str:
    return f"{'-' if micro_dollars < 0 else ''}{abs(micro_dollars) // 1_000_000}.{abs(micro_dollars) % 1_000_000:06}"


def _text_cell(name: str) -> str:
    return f"'{name}" if name.startswith(_FORMULA_STARTS) else name
