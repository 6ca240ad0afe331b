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
from bot.operator.server_desk import ServerReport
from bot.ui.autocomplete import MAX_CHOICE_LENGTH, MAX_CHOICES
from bot.ui.components import Component, Interaction
from bot.ui.layout import Layout, Row, text_view
from bot.ui.operator.admission import server_name, server_text
from bot.ui.phrases import pluralize

SERVERS_PER_PAGE: Final = 10
MAX_SHOWN_REASON_LENGTH: Final = 200
NO_SERVERS: Final = "Easel is on no server yet."
_SORT_TEXTS: Final = {
    ServerSort.SPENT: "most dollars first",
    ServerSort.PICTURES: "most pictures first",
    ServerSort.JOINED: "newest first",
}
_SOURCE_TEXTS: Final = {
    PlanSource.BOUGHT: "bought at Discord",
    PlanSource.CHOSEN: "chosen by you",
    PlanSource.DEFAULT: "the plan of servers that have no other",
}


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
    title = f"🗄️ **{pluralize(total, 'server')}** · {_SORT_TEXTS[page.sort]}"
    lines = [f"{title} · page {page.number + 1} of {last_number + 1}" if last_number else title]
    if stop is not None:
        lines.append(f"⛔ {stop_text(stop)}")
    if waiting:
        wait, it = ("waits", "it") if waiting == 1 else ("wait", "them")
        count = pluralize(waiting, "server")
        lines.append(f"🚪 {count} {wait} for your decision. /operator server offers {it} first.")
    lines.append("-# Dollars and pictures of the last 30 days; requests that are not finished count with their price.")
    lines += [_list_entry(totals) for totals in found] or [NO_SERVERS]
    return text_view("\n".join(lines), *([_page_buttons(page, last_number)] if last_number else []))


def server_view(report: ServerReport, *changes: str, owner_name: str | None = None) -> Layout:
    """Everything about one server; ``changes`` are what was just changed."""
    server = report.totals.server
    lines = [*(f"✅ {change}" for change in changes), f"🗄️ {server_text(server, owner_name)}", _presence_text(server)]
    lines.append(f"Admission: {_admission_text(server, is_admitted=report.is_admitted)}")
    if report.block is not None:
        reason = sanitize_line(report.block.reason, MAX_SHOWN_REASON_LENGTH)
        lines.append(f"⛔ Blocked {end_text(report.block.expires_at)}: {reason}")
    lines.append(f"Plan: {_plan_text(report)}")
    lines.append(_budget_text("day", report.spent.guild_daily_spend, report.limits.guild_daily_budget))
    lines.append(_budget_text("month", report.spent.guild_monthly_spend, report.limits.guild_monthly_budget))
    images = report.limits.images_per_user_per_day
    lines.append(f"Pictures a day for each member: {'no limit' if images == UNLIMITED else images}")
    spent = format_dollars(report.totals.micro_dollars)
    lines.append(f"Last 30 days: {pluralize(report.totals.images, 'picture')}, {spent}")
    return text_view("\n".join(lines))


def server_choices(found: Sequence[Server]) -> list[Choice[str]]:
    """Servers to choose from: their names, and their ids as values."""
    return [Choice(name=_choice_name(server), value=str(server.guild_id)) for server in found[:MAX_CHOICES]]


def stop_text(stop: OperatorStop) -> str:
    """The stop in force, as a sentence."""
    reason = sanitize_line(stop.reason, MAX_SHOWN_REASON_LENGTH)
    return f"New requests are stopped everywhere since <t:{int(stop.at)}:f> by <@{stop.operator_id}>: {reason}"


def end_text(expires_at: float | None) -> str:
    """The end of a block; Discord formats it in the reader's time zone."""
    return "forever" if expires_at is None else f"until <t:{int(expires_at) + 1}:f>"


def _choice_name(server: Server) -> str:
    state = "" if server.left_at is None else " · left"
    if server.left_at is None and not server.decision:
        state = " · waits" if server.decision is None else " · not admitted"
    end = f" · {server.guild_id}{state}"
    return f"{sanitize_line(server.name, MAX_CHOICE_LENGTH - len(end)) or 'no name'}{end}"


def _list_entry(totals: ServerTotals) -> str:
    server = totals.server
    parts = [server_name(server), format_dollars(totals.micro_dollars), pluralize(totals.images, "picture")]
    if server.member_count is not None:
        parts.insert(1, f"{server.member_count:,} members")
    if server.left_at is not None:
        parts.append("left")
    elif not server.decision:
        parts.append("waits" if server.decision is None else "not admitted")
    plan = f" · plan {server.plan}" if server.plan else ""
    return f"{' · '.join(parts)}\n-# `{server.guild_id}` · joined <t:{int(server.joined_at)}:d>{plan}"


def _presence_text(server: Server) -> str:
    joined = f"Joined <t:{int(server.joined_at)}:f>"
    return joined if server.left_at is None else f"{joined}, left <t:{int(server.left_at)}:f>"


def _admission_text(server: Server, *, is_admitted: bool) -> str:
    if is_admitted:
        return "admitted" if server.decision else "admitted by the configuration"
    return "waits for your decision" if server.decision is None else "not admitted"


def _plan_text(report: ServerReport) -> str:
    chosen = report.totals.server.plan
    text = "none; the general limits hold"
    if report.plan is not None and report.plan_source is not None:
        text = f"{report.plan} ({_SOURCE_TEXTS[report.plan_source]})"
    if chosen is not None and report.plan_source is not PlanSource.CHOSEN:
        is_bought = report.plan_source is PlanSource.BOUGHT
        text += f"; you chose {chosen}, which {'it replaces' if is_bought else 'is missing in the configuration'}"
    return text


def _budget_text(span: str, spent: int, budget: int | None) -> str:
    if budget is None:
        return f"Budget for the {span}: none"
    return f"Budget for the {span}: {format_dollars(spent)} of {format_dollars(budget)} spent"


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
