"""The answer to /admin stats and /operator stats: charts, the totals, and a CSV file."""

from collections.abc import Iterator, Sequence
from typing import Final

from discord import MediaGalleryItem, ui

from bot.domain.statistics import Statistics
from bot.domain.statistics_labels import StatisticsLabels, refusal_label
from bot.domain.text import format_dollars, sanitize_line
from bot.jobs.statistics import StatisticsReport
from bot.localization.dates import long_date
from bot.localization.lists import join_with_commas
from bot.localization.messages import Message, Sentence, text
from bot.ui.layout import Layout

PICTURE_NAME: Final = "easel-statistics.png"
CSV_NAME: Final = "easel-statistics.csv"
MAX_SHOWN_NAME_LENGTH: Final = 60
NO_CHARTS: Final = Message("stats-no-charts")


def statistics_view(report: StatisticsReport) -> Layout:
    """The charts (or a sentence in their place), the totals, the file, and what the numbers mean."""
    totals = "\n".join(_total_lines(report.statistics, report.labels))
    return Layout(
        *_chart_items(report),
        ui.TextDisplay(totals),
        ui.File(f"attachment://{CSV_NAME}"),
        ui.TextDisplay(text("stats-what-is-counted")),
    )


def statistics_files(report: StatisticsReport) -> list[tuple[str, bytes]]:
    """Names and bytes of the files that the view shows."""
    picture = [] if report.picture is None else [(PICTURE_NAME, report.picture)]
    return [*picture, (CSV_NAME, report.csv)]


def model_line(statistics: Statistics, labels: StatisticsLabels) -> str:
    """How many pictures each model drew."""
    if not statistics.pictures_by_model:
        return text("stats-no-pictures")
    rows = [(labels.model(key), pictures) for key, pictures in statistics.pictures_by_model]
    return text("stats-by-model", models=_listed(rows))


def refusal_line(statistics: Statistics) -> str:
    """The number of accepted requests, and the number of refused ones by reason."""
    if not statistics.refusals:
        return text("stats-requests-none-refused", count=statistics.requests)
    rows = [(refusal_label(kind), count) for kind, count in statistics.refusals]
    refused = sum(count for _, count in rows)
    return text("stats-requests", count=statistics.requests, refused=refused, reasons=_listed(rows))


def dearest_lines(statistics: Statistics, labels: StatisticsLabels) -> Iterator[str]:
    """The servers that cost most, if the statistics are those of everything."""
    if statistics.dearest:
        yield text("stats-dearest")
    for number, server in enumerate(statistics.dearest, 1):
        name = sanitize_line(labels.server(server.guild_id), MAX_SHOWN_NAME_LENGTH)
        pictures = text("stats-pictures", count=server.pictures)
        yield f"{number}. {name}: {format_dollars(server.micro_dollars)}, {pictures}"


def _chart_items(report: StatisticsReport) -> Iterator[ui.Item[Layout]]:
    if report.picture is None:
        yield ui.TextDisplay(str(NO_CHARTS))
    else:
        yield ui.MediaGallery(MediaGalleryItem(f"attachment://{PICTURE_NAME}", description=report.alt_text))


def _total_lines(statistics: Statistics, labels: StatisticsLabels) -> Iterator[str]:
    title = sanitize_line(labels.title, MAX_SHOWN_NAME_LENGTH)
    since, zone = long_date(statistics.days[0].date), statistics.period.zone_name
    yield text("stats-title", title=title, since=since, zone=zone)
    yield text(
        "stats-totals",
        pictures=Message("stats-pictures", count=statistics.pictures),
        members=Message("stats-members", count=statistics.members),
        dollars=format_dollars(statistics.micro_dollars),
    )
    yield model_line(statistics, labels)
    yield refusal_line(statistics)
    if statistics.waits is not None:
        median, ninetieth = statistics.waits
        yield text("stats-waits", median=round(median, 1), ninetieth=round(ninetieth, 1))
    yield from dearest_lines(statistics, labels)


def _listed(rows: Sequence[tuple[str, int]]) -> Sentence:
    return join_with_commas(
        [
            Message("stats-named-count", name=sanitize_line(name, MAX_SHOWN_NAME_LENGTH), count=count)
            for name, count in rows
        ]
    )
