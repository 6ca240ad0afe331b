"""How monthly statements look."""

from collections.abc import Iterator
from typing import Final

from bot.domain.statements import Statement
from bot.domain.statistics_alt_text import format_date
from bot.domain.text import format_dollars
from bot.ui.layout import Layout, list_view
from bot.ui.statistics import count_text, dearest_lines, model_line, refusal_line

COUNTED_AS: Final = (
    "-# Requests count in the month in which they were made, unfinished ones with what they reserved; a bill that "
    "comes later still changes that month."
)


def server_statement_view(statement: Statement) -> Layout:
    """The statement of a server, for its moderators' channel; it names no members."""
    return list_view(
        [
            *_heading_lines(statement, "Easel on this server"),
            *_budget_lines(statement),
            *_detail_lines(statement),
            f"{COUNTED_AS} `/admin stats` shows the last days as charts.",
        ]
    )


def operator_statement_view(statement: Statement) -> Layout:
    """The statement of the whole bot, for its operator."""
    first = statement.month.isoformat()
    return list_view(
        [
            *_heading_lines(statement, "the whole bot"),
            f"Requests came from {count_text(statement.statistics.servers, 'server')}.",
            *_detail_lines(statement),
            *dearest_lines(statement.statistics, statement.labels),
            f"To compare with Runware’s bill: `python -m bot reconcile --since {first}`",
            COUNTED_AS,
        ]
    )


def _heading_lines(statement: Statement, scope: str) -> Iterator[str]:
    sums = statement.statistics
    first, last = sums.days[0].date, sums.days[-1].date
    yield f"**Statement for {statement.month:%B %Y}: {scope}**"
    yield f"-# From {format_date(first)} until {format_date(last)}, both included ({sums.period.zone_name})"
    yield (
        f"**{count_text(sums.pictures, 'picture')}** for {count_text(sums.members, 'member')}, "
        f"**{format_dollars(sums.micro_dollars)}** booked"
    )


def _budget_lines(statement: Statement) -> Iterator[str]:
    if statement.monthly_budget is not None:
        yield f"The budget of a month is {format_dollars(statement.monthly_budget)}."


def _detail_lines(statement: Statement) -> Iterator[str]:
    yield model_line(statement.statistics, statement.labels)
    yield refusal_line(statement.statistics)
