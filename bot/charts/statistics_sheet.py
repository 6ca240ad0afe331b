"""What the charts of statistics show."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final, TypeVar

from bot.charts.sheet import BarsPanel, Line, LinesPanel, Panel, RankingPanel, RankingRow, Sheet
from bot.domain.catalog import MICRO_DOLLARS_PER_DOLLAR
from bot.domain.statistics import DayStatistics, Statistics
from bot.domain.statistics_labels import StatisticsLabels, all_servers_label, plain_name, refusal_label, server_id_label
from bot.localization.dates import short_date, short_date_with_year
from bot.localization.languages import Language, current_language, in_language
from bot.localization.messages import text

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
    """Build the sheet of a server, or of everything, which also has the dearest servers.

    It is in the current language, and comes with the same sheet in English, for the case that the fonts cannot show it.
    """
    if current_language() is Language.ENGLISH:
        return _sheet(statistics, labels)
    with in_language(Language.ENGLISH):
        in_english = _sheet(statistics, labels)
    return replace(_sheet(statistics, labels), in_english=in_english)


def _sheet(statistics: Statistics, labels: StatisticsLabels) -> Sheet:
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
        fallback_title=all_servers_label() if statistics.guild_id is None else server_id_label(statistics.guild_id),
        subtitle=_subtitle(statistics),
        figures=_figures(statistics),
        dates=tuple(short_date(day.date) for day in statistics.days),
        rows=tuple(rows),
    )


def _subtitle(statistics: Statistics) -> str:
    since, days = short_date_with_year(statistics.days[0].date), len(statistics.days)
    return text("chart-subtitle", since=since, days=days, zone=statistics.period.zone_name)


def _figures(statistics: Statistics) -> tuple[tuple[str, str], ...]:
    waits = statistics.waits
    return (
        (_short_number(statistics.pictures), text("chart-pictures", count=statistics.pictures)),
        (_short_dollars(statistics.micro_dollars), text("chart-spent")),
        (_short_number(statistics.members), text("chart-members", count=statistics.members)),
        ("–" if waits is None else text("chart-seconds", seconds=round(waits.median)), text("chart-median-wait")),
    )


def _pictures_panel(statistics: Statistics) -> BarsPanel:
    return BarsPanel(
        title=text("chart-pictures-a-day"),
        values=_by_day(statistics, lambda day: float(day.pictures)),
        color=BLUE,
        empty_text=text("chart-no-pictures"),
    )


def _dollars_panel(statistics: Statistics) -> BarsPanel:
    return BarsPanel(
        title=text("chart-dollars-a-day"),
        values=_by_day(statistics, lambda day: day.micro_dollars / MICRO_DOLLARS_PER_DOLLAR),
        color=ORANGE,
        empty_text=text("chart-nothing-spent"),
        is_money=True,
    )


def _members_panel(statistics: Statistics) -> BarsPanel:
    return BarsPanel(
        title=text("chart-members-a-day"),
        values=_by_day(statistics, lambda day: float(day.members)),
        color=GREEN,
        empty_text=text("chart-no-members"),
    )


def _waits_panel(statistics: Statistics) -> LinesPanel:
    median = _by_day(statistics, lambda day: None if day.waits is None else day.waits.median)
    ninetieth = _by_day(statistics, lambda day: None if day.waits is None else day.waits.ninetieth)
    return LinesPanel(
        title=text("chart-waits"),
        lines=(
            Line(label=text("chart-half-within"), values=median, color=YELLOW),
            Line(label=text("chart-ninetieth-within"), values=ninetieth, color=PINK, thin=True),
        ),
        empty_text=text("chart-no-waits"),
    )


def _models_panel(statistics: Statistics, labels: StatisticsLabels) -> RankingPanel:
    rows = _with_others([(labels.model(key), pictures) for key, pictures in statistics.pictures_by_model])
    return RankingPanel(title=text("chart-models"), rows=rows, color=BLUE, empty_text=text("chart-no-pictures"))


def _refusals_panel(statistics: Statistics) -> RankingPanel:
    rows = _with_others([(refusal_label(kind), count) for kind, count in statistics.refusals])
    return RankingPanel(title=text("chart-refusals"), rows=rows, color=PINK, empty_text=text("chart-no-refusals"))


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
    return RankingPanel(title=text("chart-servers"), rows=rows, color=ORANGE, empty_text=text("chart-nothing-spent"))


def _with_others(counts: Sequence[tuple[str, int]]) -> tuple[RankingRow, ...]:
    """The largest counts, and the sum of those for which there is no row."""
    shown, others = counts[:MAX_RANKING_ROWS], sum(count for _, count in counts[MAX_RANKING_ROWS:])
    if others:
        shown, others = counts[: MAX_RANKING_ROWS - 1], others + counts[MAX_RANKING_ROWS - 1][1]
    rows = [*shown, (text("chart-others"), others)] if others else shown
    return tuple(RankingRow(name=name, value=count, amount=_short_number(count)) for name, count in rows)


def _by_day(statistics: Statistics, value: Callable[[DayStatistics], _T]) -> tuple[_T, ...]:
    return tuple(value(day) for day in statistics.days)


def _short_number(number: int) -> str:
    """At most five characters: ``950``, ``9,500``, ``95k``, ``1.2M``."""
    if number < _THOUSANDS_FROM:
        return f"{number:,}"
    if number < _MILLIONS_FROM:
        return f"{number / 1000:.0f}k"
    return f"{number / 1_000_000:.1f}M"


def _pictures(number: int) -> str:
    return text("chart-server-pictures", count=number, number=_short_number(number))


def _short_dollars(micro_dollars: int) -> str:
    """Cents up to 1000 dollars, and amounts below a cent as such."""
    dollars = micro_dollars / MICRO_DOLLARS_PER_DOLLAR
    if 0 < micro_dollars < _MICRO_DOLLARS_PER_CENT:
        return "< $0.01"
    if dollars < _WHOLE_DOLLARS_FROM:
        return f"${dollars:.2f}"
    return f"${_short_number(round(dollars))}"
