"""How monthly statements look."""

from collections.abc import Iterator

from bot.domain.statements import Statement
from bot.domain.text import format_dollars
from bot.localization.dates import long_date, month_and_year
from bot.localization.messages import Message, text
from bot.ui.layout import Layout, list_view
from bot.ui.statistics import dearest_lines, model_line, refusal_line


def server_statement_view(statement: Statement) -> Layout:
    """The statement of a server, for its moderators' channel; it names no members."""
    return list_view(
        [
            text("statement-title-server", month=month_and_year(statement.month)),
            *_sum_lines(statement),
            *_budget_lines(statement),
            *_detail_lines(statement),
            text("statement-note-server"),
        ]
    )


def operator_statement_view(statement: Statement) -> Layout:
    """The statement of the whole bot, for its operator."""
    first = statement.month.isoformat()
    return list_view(
        [
            text("statement-title-everything", month=month_and_year(statement.month)),
            *_sum_lines(statement),
            text("statement-servers", count=statement.statistics.servers),
            *_detail_lines(statement),
            *dearest_lines(statement.statistics, statement.labels),
            text("statement-reconcile", command=f"`python -m bot reconcile --since {first}`"),
            text("statement-note"),
        ]
    )


def _sum_lines(statement: Statement) -> Iterator[str]:
    sums = statement.statistics
    first, last = long_date(sums.days[0].date), long_date(sums.days[-1].date)
    yield text("statement-period", first=first, last=last, zone=sums.period.zone_name)
    yield text(
        "statement-totals",
        pictures=Message("stats-pictures", count=sums.pictures),
        members=Message("stats-members", count=sums.members),
        dollars=format_dollars(sums.micro_dollars),
    )


def _budget_lines(statement: Statement) -> Iterator[str]:
    if statement.monthly_budget is not None:
        yield text("statement-budget", dollars=format_dollars(statement.monthly_budget))


def _detail_lines(statement: Statement) -> Iterator[str]:
    yield model_line(statement.statistics, statement.labels)
    yield refusal_line(statement.statistics)
