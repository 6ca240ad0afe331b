"""The main numbers of statistics in sentences, for people who cannot see the charts."""

from collections.abc import Iterator
from typing import Final

from bot.domain.statistics import DayStatistics, Statistics
from bot.domain.statistics_labels import StatisticsLabels, refusal_label
from bot.domain.text import format_dollars, sanitize_line
from bot.localization.dates import long_date
from bot.localization.lists import first_texts, join_with_and, join_with_commas
from bot.localization.messages import Message, Sentence, text

MAX_ALT_TEXT_LENGTH: Final = 1000
"""Characters; Discord accepts 1024 (Media Gallery Item, ``description``)."""
_MAX_NAMED_ROWS: Final = 3
_MAX_TITLE_LENGTH: Final = 80
_WHOLE_SECONDS_FROM: Final = 10
"""Longer times are named without decimals."""


def statistics_alt_text(statistics: Statistics, labels: StatisticsLabels) -> str:
    """At most :data:`MAX_ALT_TEXT_LENGTH` characters; sentences that do not fit are left out, the last ones first."""
    described = ""
    for sentence in _sentences(statistics, labels):
        if len(described) + len(sentence) + 1 > MAX_ALT_TEXT_LENGTH:
            break
        described = f"{described} {sentence}".lstrip()
    return described


def _sentences(statistics: Statistics, labels: StatisticsLabels) -> Iterator[str]:
    days = statistics.days
    first, last = long_date(days[0].date), long_date(days[-1].date)
    title = sanitize_line(labels.title, _MAX_TITLE_LENGTH)
    yield text("alt-stats-title", title=title, first=first, last=last, days=len(days))
    dollars = format_dollars(_whole_cents(statistics.micro_dollars))
    if statistics.pictures:
        pictures = Message("stats-pictures", count=statistics.pictures)
        members = Message("stats-members", count=statistics.members)
        yield text("alt-stats-cost", pictures=pictures, members=members, dollars=dollars)
        yield _busiest_day_sentence(max(days, key=lambda day: day.pictures))
    else:
        yield text("alt-stats-no-pictures", dollars=dollars)
    if statistics.waits is not None:
        median, ninetieth = map(_seconds, statistics.waits)
        yield text("alt-stats-waits", median=median, ninetieth=ninetieth)
    yield from _ranking_sentences(statistics, labels)


def _busiest_day_sentence(day: DayStatistics) -> str:
    pictures = Message("stats-pictures", count=day.pictures)
    members = Message("stats-members", count=day.members)
    return text("alt-stats-busiest-day", day=long_date(day.date), pictures=pictures, members=members)


def _ranking_sentences(statistics: Statistics, labels: StatisticsLabels) -> Iterator[str]:
    models = [_counted(labels.model(key), pictures) for key, pictures in statistics.pictures_by_model]
    refusals = [_counted(refusal_label(kind), count) for kind, count in statistics.refusals]
    servers = [
        f"{_name(labels.server(server.guild_id))} {format_dollars(_whole_cents(server.micro_dollars))}"
        for server in statistics.dearest
    ]
    if models:
        yield text("alt-stats-models", models=_listed(models))
    if servers:
        yield text("alt-stats-servers", servers=_listed(servers))
    yield text("alt-stats-refusals", refusals=_listed(refusals)) if refusals else text("alt-stats-no-refusals")


def _counted(name: str, count: int) -> str:
    return text("stats-named-count", name=_name(name), count=count)


def _name(name: str) -> str:
    return sanitize_line(name, _MAX_TITLE_LENGTH)


def _listed(rows: list[str]) -> Sentence:
    """The first rows; with others, the last one says how many they are."""
    omitted = len(rows) - _MAX_NAMED_ROWS
    return join_with_and(first_texts(rows, _MAX_NAMED_ROWS)) if omitted > 0 else join_with_commas(rows)


def _seconds(seconds: float) -> Message:
    """The seconds with one decimal, longer times without."""
    if seconds >= _WHOLE_SECONDS_FROM:
        return Message("stats-seconds", seconds=round(seconds))
    return Message("stats-seconds-precise", seconds=round(seconds, 1))


def _whole_cents(micro_dollars: int) -> int:
    """Rounded to cents, except amounts below one."""
    cent = 10_000
    return micro_dollars if abs(micro_dollars) < cent else round(micro_dollars / cent) * cent
