"""The answer to /admin stats and /operator stats: charts, the totals, and a CSV file."""

from collections.abc import Iterator, Sequence
from typing import Final

from discord import MediaGalleryItem, ui

from bot.domain.statistics import Statistics
from bot.domain.statistics_alt_text import format_date
from bot.domain.statistics_labels import StatisticsLabels, refusal_label
from bot.domain.text import format_dollars, sanitize_line
from bot.jobs.statistics import StatisticsReport
from bot.ui.layout import Layout

PICTURE_NAME: Final = "easel-statistics.png"
CSV_NAME: Final = "easel-statistics.csv"
MAX_SHOWN_NAME_LENGTH: Final = 60
NO_CHARTS: Final = "The charts could not be drawn this time; the numbers are all here, and in the file."
WHAT_IS_COUNTED: Final = (
    "-# What is counted: pictures and dollars on the day on which they were requested. A request that is not finished "
    "counts with the pictures it reserved and at their price, until it ends and the real numbers are booked. Refusals "
    "are those of commands, buttons and forms; they are counted by days in UTC."
)


def statistics_view(report: StatisticsReport) -> Layout:
    """The charts (or a sentence in their place), the totals, the file, and what the numbers mean."""
    totals = "\n".join(_total_lines(report.statistics, report.labels))
    return Layout(
        *_chart_items(report),
        ui.TextDisplay(totals),
        ui.File(f"attachment://{CSV_NAME}"),
        ui.TextDisplay(WHAT_IS_COUNTED),
    )


def statistics_files(report: StatisticsReport) -> list[tuple[str, bytes]]:
    """Names and bytes of the files that the view shows."""
    picture = [] if report.picture is None else [(PICTURE_NAME, report.picture)]
    return [*picture, (CSV_NAME, report.csv)]


def model_line(statistics: Statistics, labels: StatisticsLabels) -> str:
    """How many pictures each model drew."""
    rows = [(labels.model(key), pictures) for key, pictures in statistics.pictures_by_model]
    return f"By model: {_listed(rows)}" if rows else "No pictures were drawn."


def refusal_line(statistics: Statistics) -> str:
    """The number of accepted requests, and the number of refused ones by reason."""
    rows = [(refusal_label(kind), count) for kind, count in statistics.refusals]
    refused = f"{sum(count for _, count in rows):,} refused ({_listed(rows)})" if rows else "none refused"
    return f"{count_text(statistics.requests, 'request')} accepted, {refused}"


def dearest_lines(statistics: Statistics, labels: StatisticsLabels) -> Iterator[str]:
    """The servers that cost most, if the statistics are those of everything."""
    if statistics.dearest:
        yield "Where most was spent:"
    for number, server in enumerate(statistics.dearest, 1):
        name = sanitize_line(labels.server(server.guild_id), MAX_SHOWN_NAME_LENGTH)
        yield f"{number}. {name}: {format_dollars(server.micro_dollars)}, {count_text(server.pictures, 'picture')}"


def count_text(number: int, noun: str) -> str:
    """The number with its noun."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def _chart_items(report: StatisticsReport) -> Iterator[ui.Item[Layout]]:
    if report.picture is None:
        yield ui.TextDisplay(NO_CHARTS)
    else:
        yield ui.MediaGallery(MediaGalleryItem(f"attachment://{PICTURE_NAME}", description=report.alt_text))


def _total_lines(statistics: Statistics, labels: StatisticsLabels) -> Iterator[str]:
    since = format_date(statistics.days[0].date)
    zone = statistics.period.zone_name
    yield f"**{sanitize_line(labels.title, MAX_SHOWN_NAME_LENGTH)}** since {since}, 00:00 ({zone})"
    yield (
        f"**{count_text(statistics.pictures, 'picture')}** for {count_text(statistics.members, 'member')}, "
        f"**{format_dollars(statistics.micro_dollars)}**"
    )
    yield model_line(statistics, labels)
    yield refusal_line(statistics)
    if statistics.waits is not None:
        median, ninetieth = statistics.waits
        yield f"Half of the requests were answered within {median:.1f} seconds, nine of ten within {ninetieth:.1f}."
    yield from dearest_lines(statistics, labels)


def _listed(rows: Sequence[tuple[str, int]]) -> str:
    return ", ".join(f"{sanitize_line(name, MAX_SHOWN_NAME_LENGTH)} {count:,}" for name, count in rows)
