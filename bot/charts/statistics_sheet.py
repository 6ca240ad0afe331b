"""What the charts of statistics show."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Final, TypeVar

from bot.charts.sheet import BarsPanel, Line, LinesPanel, Panel, RankingPanel, RankingRow, Sheet
from bot.domain.catalog import MICRO_DOLLARS_PER_DOLLAR
from bot.domain.statistics import DayStatistics, Statistics
from bot.domain.statistics_labels import ALL_SERVERS_LABEL, StatisticsLabels, plain_name, refusal_label, server_id_label

BLUE: Final = "#56b4e9"
ORANGE: Final = "#e69f00"
GREEN: Final = "#1fbf8f"
PINK: Final = "#e08fbc"
YELLOW: Final = "#f0e442"
"""The colours of Okabe and Ito (Color Universal Design), which all people can tell apart; two of them lighter, for a
dark background."""
MAX_RANKING_ROWS: Final = 5
_THOUSANDS_FROM: Final = 10_000
"""Smaller numbers are written out."""
_MILLIONS_FROM: Final = 999_500
"""What would be rounded to 1000k."""
_WHOLE_DOLLARS_FROM: Final = 1000
_MICRO_DOLLARS_PER_CENT: Final = 10_000
_T = TypeVar("_T")


def statistics_sheet(statistics: Statistics, labels: StatisticsLabels) -> Sheet:
    """Build the sheet of a server, or of everything, which also has the dearest servers."""
    rows: list[tuple[Panel, ...]] = [
        (_pictures_panel(statistics),),
        (_dollars_panel(statistics),),
        (_members_panel(statistics), _waits_panel(statistics)),
        (_models_panel(statistics, labels), _refusals_panel(statistics)),
    ]
    if statistics.guild_id is None:
        rows.append((_servers_panel(statistics, labels),))
    return Sheet(
        title=plain_name(labels.title),
        fallback_title=ALL_SERVERS_LABEL if statistics.guild_id is None else server_id_label(statistics.guild_id),
        subtitle=_subtitle(statistics),
        figures=_figures(statistics),
        dates=tuple(_short_date(day.date) for day in statistics.days),
        rows=tuple(rows),
    )


def _subtitle(statistics: Statistics) -> str:
    first = statistics.days[0].date
    zone = statistics.period.zone_name
    return f"Since {_short_date(first)} {first.year} · {len(statistics.days)} days, today included · {zone}"


def _figures(statistics: Statistics) -> tuple[tuple[str, str], ...]:
    waits = statistics.waits
    return (
        (_short_number(statistics.pictures), "picture" if statistics.pictures == 1 else "pictures"),
        (_short_dollars(statistics.micro_dollars), "spent"),
        (_short_number(statistics.members), "member" if statistics.members == 1 else "members"),
        ("–" if waits is None else f"{waits.median:.0f} s", "median wait"),
    )


def _pictures_panel(statistics: Statistics) -> BarsPanel:
    return BarsPanel(
        title="Pictures a day",
        values=_by_day(statistics, lambda day: float(day.pictures)),
        color=BLUE,
        empty_text="No pictures in these days",
    )


def _dollars_panel(statistics: Statistics) -> BarsPanel:
    return BarsPanel(
        title="Dollars a day",
        values=_by_day(statistics, lambda day: day.micro_dollars / MICRO_DOLLARS_PER_DOLLAR),
        color=ORANGE,
        empty_text="Nothing was spent in these days",
        is_money=True,
    )


def _members_panel(statistics: Statistics) -> BarsPanel:
    return BarsPanel(
        title="Members a day",
        values=_by_day(statistics, lambda day: float(day.members)),
        color=GREEN,
        empty_text="No member got a picture",
    )


def _waits_panel(statistics: Statistics) -> LinesPanel:
    median = _by_day(statistics, lambda day: None if day.waits is None else day.waits.median)
    ninetieth = _by_day(statistics, lambda day: None if day.waits is None else day.waits.ninetieth)
    return LinesPanel(
        title="Seconds waited",
        lines=(
            Line(label="half within", values=median, color=YELLOW),
            Line(label="9 of 10 within", values=ninetieth, color=PINK, thin=True),
        ),
        empty_text="Nobody waited for a picture",
    )


def _models_panel(statistics: Statistics, labels: StatisticsLabels) -> RankingPanel:
    rows = _with_others([(labels.model(key), pictures) for key, pictures in statistics.pictures_by_model])
    return RankingPanel(title="Pictures by model", rows=rows, color=BLUE, empty_text="No pictures in these days")


def _refusals_panel(statistics: Statistics) -> RankingPanel:
    rows = _with_others([(refusal_label(kind), count) for kind, count in statistics.refusals])
    return RankingPanel(title="Refused requests", rows=rows, color=PINK, empty_text="Nothing was refused")


def _servers_panel(statistics: Statistics, labels: StatisticsLabels) -> RankingPanel:
    rows = tuple(
        RankingRow(
            name=labels.server(server.guild_id),
            value=server.micro_dollars,
            amount=f"{_short_dollars(server.micro_dollars)} · {_pictures(server.pictures)}",
            fallback_name="" if server.guild_id is None else server_id_label(server.guild_id),
        )
        for server in statistics.dearest
    )
    return RankingPanel(
        title="Servers that cost most", rows=rows, color=ORANGE, empty_text="Nothing was spent in these days"
    )


def _with_others(counts: Sequence[tuple[str, int]]) -> tuple[RankingRow, ...]:
    """The largest counts, and the sum of those for which there is no row."""
    shown, others = counts[:MAX_RANKING_ROWS], sum(count for _, count in counts[MAX_RANKING_ROWS:])
    if others:
        shown, others = counts[: MAX_RANKING_ROWS - 1], others + counts[MAX_RANKING_ROWS - 1][1]
    rows = [*shown, ("All others", others)] if others else shown
    return tuple(RankingRow(name=name, value=count, amount=_short_number(count)) for name, count in rows)


def _by_day(statistics: Statistics, value: Callable[[DayStatistics], _T]) -> tuple[_T, ...]:
    return tuple(value(day) for day in statistics.days)


def _short_date(day: date) -> str:
    return f"{day.day} {day:%b}"


def _short_number(number: int) -> str:
    """At most five characters: ``950``, ``9,500``, ``95k``, ``1.2M``."""
    if number < _THOUSANDS_FROM:
        return f"{number:,}"
    if number < _MILLIONS_FROM:
        return f"{number / 1000:.0f}k"
    return f"{number / 1_000_000:.1f}M"


def _pictures(number: int) -> str:
    return f"{_short_number(number)} {'picture' if number == 1 else 'pictures'}"


def _short_dollars(micro_dollars: int) -> str:
    """Cents up to 1000 dollars, and amounts below a cent as such."""
    dollars = micro_dollars / MICRO_DOLLARS_PER_DOLLAR
    if 0 < micro_dollars < _MICRO_DOLLARS_PER_CENT:
        return "< $0.01"
    if dollars < _WHOLE_DOLLARS_FROM:
        return f"${dollars:.2f}"
    return f"${_short_number(round(dollars))}"
