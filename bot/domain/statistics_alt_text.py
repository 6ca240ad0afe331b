"""The main numbers of statistics in sentences, for people who cannot see the charts."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from bot.domain.statistics import DayStatistics, Statistics
from bot.domain.statistics_labels import StatisticsLabels, refusal_label
from bot.domain.text import format_dollars, sanitize_line

MAX_ALT_TEXT_LENGTH: Final = 1000
"""Characters; Discord accepts 1024 (Media Gallery Item, ``description``)."""
_MAX_NAMED_ROWS: Final = 3
_MAX_TITLE_LENGTH: Final = 80
_WHOLE_SECONDS_FROM: Final = 10
"""Longer times are named without decimals."""


def statistics_alt_text(statistics: Statistics, labels: StatisticsLabels) -> str:
    """At most :data:`MAX_ALT_TEXT_LENGTH` characters; sentences that do not fit are left out, the last ones first."""
    text = ""
    for sentence in _sentences(statistics, labels):
        if len(text) + len(sentence) + 1 > MAX_ALT_TEXT_LENGTH:
            break
        text = f"{text} {sentence}".lstrip()
    return text


def format_date(day: date) -> str:
    """The day as people write it: ``2 November 2026``."""
    return f"{day.day} {day:%B %Y}"


def _sentences(statistics: Statistics, labels: StatisticsLabels) -> Iterator[str]:
    first, last = statistics.days[0].date, statistics.days[-1].date
    title = sanitize_line(labels.title, _MAX_TITLE_LENGTH)
    yield f"Charts of {title} since {format_date(first)}, {len(statistics.days)} days until {format_date(last)}."
    if statistics.pictures:
        yield (
            f"{_number(statistics.pictures, 'picture')} for {_number(statistics.members, 'member')} cost "
            f"{format_dollars(_whole_cents(statistics.micro_dollars))}."
        )
        yield from _busiest_day_sentence(max(statistics.days, key=lambda day: day.pictures))
    else:
        yield f"No pictures in these days; {format_dollars(_whole_cents(statistics.micro_dollars))} were spent."
    if statistics.waits is not None:
        median, ninetieth = map(_seconds, statistics.waits)
        yield f"Half of the requests were answered within {median}, nine of ten within {ninetieth}."
    yield from _ranking_sentences(statistics, labels)


def _busiest_day_sentence(day: DayStatistics) -> Iterator[str]:
    yield (
        f"The busiest day was {format_date(day.date)} with {_number(day.pictures, 'picture')} and "
        f"{_number(day.members, 'member')}."
    )


def _ranking_sentences(statistics: Statistics, labels: StatisticsLabels) -> Iterator[str]:
    models = [(labels.model(key), f"{pictures:,}") for key, pictures in statistics.pictures_by_model]
    refusals = [(refusal_label(kind), f"{count:,}") for kind, count in statistics.refusals]
    servers = [
        (labels.server(server.guild_id), format_dollars(_whole_cents(server.micro_dollars)))
        for server in statistics.dearest
    ]
    if models:
        yield f"Pictures by model: {_listed(models)}."
    if servers:
        yield f"The servers that cost most: {_listed(servers)}."
    yield f"Refused requests: {_listed(refusals)}." if refusals else "No request was refused."


def _listed(rows: list[tuple[str, str]]) -> str:
    named = [f"{sanitize_line(name, _MAX_TITLE_LENGTH)} {amount}" for name, amount in rows[:_MAX_NAMED_ROWS]]
    omitted = len(rows) - len(named)
    return ", ".join(named) + (f" and {omitted} more" if omitted else "")


def _number(count: int, noun: str) -> str:
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


def _seconds(seconds: float) -> str:
    return f"{seconds:.0f} seconds" if seconds >= _WHOLE_SECONDS_FROM else f"{seconds:.1f} seconds"


def _whole_cents(micro_dollars: int) -> int:
    """Rounded to cents, except amounts below one."""
    cent = 10_000
    return micro_dollars if abs(micro_dollars) < cent else round(micro_dollars / cent) * cent
