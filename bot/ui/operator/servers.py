"""Lists of servers and one server, as the operator sees them."""

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from discord import ButtonStyle, ui
from discord.app_commands import Choice

from bot.domain.limit_resolution import PlanSource
from bot.domain.limits import UNLIMITED
from bot.domain.operator_blocks import OperatorStop
from bot.domain.servers import Server, ServerSort, ServerTotals
from bot.domain.text import format_dollars, sanitize_line
from bot.localization.messages import Message, Sentence, text
from bot.operator.server_desk import ServerReport
from bot.ui.autocomplete import MAX_CHOICE_LENGTH, MAX_CHOICES
from bot.ui.components import Component, Interaction
from bot.ui.layout import Layout, Row, text_view
from bot.ui.operator.admission import member_count_text, server_name, server_text

SERVERS_PER_PAGE: Final = 10
MAX_SHOWN_REASON_LENGTH: Final = 200


class ServersPage(NamedTuple):
    """A page, counted from 0, of the servers in this order."""

    sort: ServerSort
    number: int = 0


class ServersPageButton(
    Component[ServersPage],
    template=re.compile(rf"easel:servers:(?P<sort>{'|'.join(ServerSort)}):(?P<page>[0-9]{{1,6}})"),
):
    """Opens a page of the list of servers."""

    def read(self, _interaction: Interaction) -> ServersPage:
        return ServersPage(ServerSort(self.match["sort"]), int(self.match["page"]))


def server_list_view(
    found: Sequence[ServerTotals], total: int, page: ServersPage, *, waiting: int, stop: OperatorStop | None
) -> Layout:
    """One page of servers, above it what concerns all of them."""
    last_number = max(0, (total - 1) // SERVERS_PER_PAGE)
    title = f"{text('servers-title', count=total)} · {text(f'servers-sort-{page.sort}')}"
    if last_number:
        title += f" · {text('servers-page', page=page.number + 1, pages=last_number + 1)}"
    lines = [title]
    if stop is not None:
        lines.append(f"⛔ {stop_text(stop)}")
    if waiting:
        lines.append(text("servers-waiting", count=waiting))
    lines.append(f"-# {text('servers-note')}")
    lines += [_list_entry(totals) for totals in found] or [text("servers-none")]
    return text_view("\n".join(lines), *([_page_buttons(page, last_number)] if last_number else []))


def server_view(report: ServerReport, *changes: str, owner_name: str | None = None) -> Layout:
    """Everything about one server; ``changes`` are what was just changed."""
    server = report.totals.server
    lines = [*(f"✅ {change}" for change in changes), f"🗄️ {server_text(server, owner_name)}", _presence_text(server)]
    lines.append(text("server-admission", state=_admission_text(server, is_admitted=report.is_admitted)))
    if report.block is not None:
        reason = sanitize_line(report.block.reason, MAX_SHOWN_REASON_LENGTH)
        lines.append(text("server-blocked", end=end_text(report.block.expires_at), reason=reason))
    lines.append(text("server-plan", plan=_plan_text(report)))
    lines.append(_budget_text("day", report.spent.guild_daily_spend, report.limits.guild_daily_budget))
    lines.append(_budget_text("month", report.spent.guild_monthly_spend, report.limits.guild_monthly_budget))
    images = report.limits.images_per_user_per_day
    lines.append(text("server-any-pictures") if images == UNLIMITED else text("server-pictures", count=images))
    totals = report.totals
    lines.append(text("server-totals", count=totals.images, spent=format_dollars(totals.micro_dollars)))
    return text_view("\n".join(lines))


def server_choices(found: Sequence[Server]) -> list[Choice[str]]:
    """Servers to choose from: their names, and their ids as values."""
    return [Choice(name=_choice_name(server), value=str(server.guild_id)) for server in found[:MAX_CHOICES]]


def stop_text(stop: OperatorStop) -> str:
    """The stop in force, as a sentence."""
    reason = sanitize_line(stop.reason, MAX_SHOWN_REASON_LENGTH)
    since, operator = f"<t:{int(stop.at)}:f>", f"<@{stop.operator_id}>"
    return text("operator-stop-in-force", since=since, operator=operator, reason=reason)


def end_text(expires_at: float | None) -> Message:
    """The end of a block; Discord formats it in the reader's time zone."""
    if expires_at is None:
        return Message("block-forever")
    return Message("block-until", when=f"<t:{int(expires_at) + 1}:f>")


def _choice_name(server: Server) -> str:
    state = _state_text(server)
    end = f" · {server.guild_id}" + (f" · {state}" if state else "")
    return f"{sanitize_line(server.name, MAX_CHOICE_LENGTH - len(end)) or text('server-no-name')}{end}"


def _state_text(server: Server) -> str:
    """Why members cannot use Easel there; empty if they can."""
    if server.left_at is not None:
        return text("server-state-left")
    if server.decision is None:
        return text("server-state-waits")
    return "" if server.decision else text("server-state-not-admitted")


def _list_entry(totals: ServerTotals) -> str:
    server = totals.server
    pictures = text("servers-pictures", count=totals.images)
    parts = [server_name(server), member_count_text(server), format_dollars(totals.micro_dollars), pictures]
    facts = [f"`{server.guild_id}`", text("server-joined", when=f"<t:{int(server.joined_at)}:d>")]
    if server.plan:
        facts.append(text("servers-plan", plan=server.plan))
    return f"{' · '.join(filter(None, [*parts, _state_text(server)]))}\n-# {' · '.join(facts)}"


def _presence_text(server: Server) -> str:
    joined = f"<t:{int(server.joined_at)}:f>"
    if server.left_at is None:
        return text("server-present", joined=joined)
    return text("server-absent", joined=joined, left=f"<t:{int(server.left_at)}:f>")


def _admission_text(server: Server, *, is_admitted: bool) -> Message:
    if is_admitted:
        return Message("admission-state-admitted" if server.decision else "admission-state-configured")
    return Message("admission-state-waits" if server.decision is None else "admission-state-not-admitted")


def _plan_text(report: ServerReport) -> Sentence:
    chosen, source = report.totals.server.plan, report.plan_source
    plan = Message("server-plan-none")
    if report.plan is not None and source is not None:
        plan = Message(f"server-plan-{source.name.lower()}", plan=report.plan)
    if chosen is None or source is PlanSource.CHOSEN:
        return plan
    name = "chosen-plan-replaced" if source is PlanSource.BOUGHT else "chosen-plan-missing"
    return Message(name, plan=plan, chosen=chosen)


def _budget_text(span: str, spent: int, budget: int | None) -> str:
    if budget is None:
        return text("server-no-budget", span=span)
    return text("server-budget", span=span, spent=format_dollars(spent), budget=format_dollars(budget))


def _page_buttons(page: ServersPage, last_number: int) -> Row:
    targets = (("◀", page.number - 1), ("▶", page.number + 1))
    return Row(
        *(
            ServersPageButton(
                ui.Button(
                    label=label,
                    style=ButtonStyle.secondary,
                    custom_id=f"easel:servers:{page.sort}:{max(0, number)}",
                    disabled=not 0 <= number <= last_number,
                )
            )
            for label, number in targets
        )
    )
