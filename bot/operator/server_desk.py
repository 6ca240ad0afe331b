"""The operator's decisions about servers: admission, plans, budgets, leaving.

The caller checks that the actor is the operator. A decision is committed together with its entry in the audit log of
the server, and holds at the next request there.
"""

from dataclasses import dataclass
from functools import partial
from typing import Final, Protocol

from bot.domain.admission import AdmissionMode, AdmissionRules
from bot.domain.audit import OperatorAction
from bot.domain.clock import DAY_SECONDS, Clock
from bot.domain.limit_resolution import PlanSource, plan_in_force
from bot.domain.limits import UNLIMITED, Limits
from bot.domain.operator_blocks import BlockKind, OperatorBlock
from bot.domain.servers import Server, ServerSort, ServerTotals
from bot.domain.text import format_dollars
from bot.domain.usage import Usage
from bot.errors import AlreadyDecided, Closed, Gone
from bot.jobs.usage import UsageReporter
from bot.localization.messages import Message
from bot.operator.action_log import ActionLog
from bot.operator.server_notices import ServerNotices
from bot.operator.server_registry import ServerRegistry
from bot.policy.limits_in_force import LimitsInForce
from bot.storage import audit, operator_blocks, servers
from bot.storage.database import Database, Value

TOTALS_SECONDS: Final = 30 * DAY_SECONDS
"""The span of the sums in lists of servers."""
DECISIONS: Final = (OperatorAction.ADMIT, OperatorAction.REFUSE, OperatorAction.LEAVE)
"""The actions that decide whether a server may use Easel."""
UNKNOWN_SERVER: Final = Message("operator-unknown-server")
UNKNOWN_PLAN: Final = Message("operator-unknown-plan")
ALWAYS_ADMITTED: Final = Message("operator-always-admitted")
CANCELLED_BY_REFUSING: Final = Message("cancelled-by-refusing")
HAS_LEFT: Final = Message("operator-has-left")
LEAVING_FAILED: Final = Message("operator-leaving-failed")


@dataclass(frozen=True, slots=True, kw_only=True)
class ServerReport:
    """What is known about a server. ``plan`` is the name of the plan in force; ``limits`` have the budgets in force."""

    totals: ServerTotals
    is_admitted: bool
    plan: str | None
    plan_source: PlanSource | None
    limits: Limits
    spent: Usage
    block: OperatorBlock | None


class ServerLeaver(Protocol):
    """Leaves servers through Discord's API."""

    async def leave(self, guild_id: int) -> bool:
        """Leave the server; returns ``False`` if Discord did not answer or refused."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class ServerDesk:
    """Decides about servers, and lists them."""

    database: Database
    admission: AdmissionRules
    limits_in_force: LimitsInForce
    usage: UsageReporter
    actions: ActionLog
    notices: ServerNotices
    registry: ServerRegistry
    leaver: ServerLeaver
    clock: Clock

    @property
    def plans(self) -> list[str]:
        """The names of the configured plans."""
        return sorted(self.limits_in_force.configured.plans)

    async def admit(
        self, guild_id: int, *, actor_id: int, plan: str | None = None, only_undecided: bool = False
    ) -> Server:
        """Admit a server, and welcome its people.

        Raises Gone for an unknown server or plan, Closed if only the configuration admits servers, and with
        ``only_undecided`` AlreadyDecided.
        """
        if self.admission.mode is AdmissionMode.LISTED and guild_id not in self.admission.guilds:
            raise Closed(Message("operator-not-listed", server=str(guild_id)))
        self._check_plan(plan)
        detail = Message("audit-admitted") if plan is None else Message("audit-admitted-with-plan", plan=plan)
        entry = self.actions.build_entry(OperatorAction.ADMIT, guild_id, actor_id, detail)
        decide = partial(servers.decide, guild_id, entry, admit=True, plan=plan, only_undecided=only_undecided)
        server = await self._decide(guild_id, await self.database.run(decide))
        await self.actions.publish(entry)
        await self.notices.send_due()
        return server

    async def refuse(self, guild_id: int, *, actor_id: int) -> Server:
        """Refuse a server, which stays until Easel leaves it. What waits is cancelled, what is being drawn is finished.

        Raises Gone for an unknown server, and Closed if the configuration always admits it.
        """
        if guild_id in self.admission.guilds:
            raise Closed(ALWAYS_ADMITTED)
        entry = self.actions.build_entry(OperatorAction.REFUSE, guild_id, actor_id, Message("audit-not-admitted"))
        server = await self._decide(guild_id, await self.database.run(servers.decide, guild_id, entry, admit=False))
        await self.registry.cancel_waiting(guild_id, CANCELLED_BY_REFUSING)
        await self.actions.publish(entry)
        return server

    async def leave(self, guild_id: int, *, actor_id: int) -> Server:
        """Leave a server. One that waits is refused as well, so that it does not ask again when it comes back.

        Raises Gone if Easel is not there, and Closed if Discord does not let it leave.
        """
        server = await self.get_server(guild_id)
        if server.left_at is not None:
            raise Gone(HAS_LEFT)
        if not await self.leaver.leave(guild_id):
            raise Closed(LEAVING_FAILED)
        entry = self.actions.build_entry(OperatorAction.LEAVE, guild_id, actor_id, Message("audit-left"))
        if server.decision is None:
            await self.database.run(servers.decide, guild_id, entry, admit=False, only_undecided=True)
        else:
            await self.database.run(audit.add, entry)
        self.actions.log(entry)
        await self.registry.record_left(guild_id)
        return await self.get_server(guild_id)

    async def set_plan(self, guild_id: int, plan: str | None, *, actor_id: int) -> None:
        """Choose a server's plan; ``None`` takes the choice back. Raises Gone for an unknown server or plan."""
        self._check_plan(plan)
        no_longer = Message("audit-plan-no-longer-chosen")
        detail = no_longer if plan is None else Message("audit-plan-chosen", plan=plan)
        await self._change(guild_id, {"plan": plan}, detail, actor_id)

    async def set_budgets(self, guild_id: int, *, daily: int | None, monthly: int | None, actor_id: int) -> None:
        """Set budgets in micro-dollars; ``UNLIMITED`` lets the plan decide, ``None`` changes nothing."""
        given = {"daily": daily, "monthly": monthly}
        chosen = {name: budget for name, budget in given.items() if budget is not None}
        changes: dict[str, Value] = {
            f"{name}_budget": None if budget == UNLIMITED else budget for name, budget in chosen.items()
        }
        details = [_budget_change(name, budget) for name, budget in chosen.items()]
        if changes:
            detail = (
                details[0] if len(details) == 1 else Message("audit-two-changes", first=details[0], second=details[1])
            )
            await self._change(guild_id, changes, detail, actor_id)

    async def get_server(self, guild_id: int) -> Server:
        """The server; raises Gone if Easel was never there."""
        server = await self.database.run(servers.get, guild_id)
        if server is None:
            raise Gone(UNKNOWN_SERVER)
        return server

    async def decision_text(self, guild_id: int) -> Message:
        """What was decided about a server, and by whom, as a sentence without a full stop."""
        server = await self.get_server(guild_id)
        name = "decision-admitted-before" if server.decision else "decision-not-admitted"
        entry = await self.database.run(audit.get_newest, guild_id, DECISIONS)
        return (
            Message(name)
            if entry is None
            else Message("server-decided-by", decision=Message(name), operator=f"<@{entry.actor_id}>")
        )

    async def server_report(self, guild_id: int) -> ServerReport:
        """What is known about a server; raises Gone if Easel was never there."""
        now = self.clock()
        totals = await self.database.run(servers.get_totals, guild_id, since=now - TOTALS_SECONDS)
        if totals is None:
            raise Gone(UNKNOWN_SERVER)
        plan, source = plan_in_force(self.limits_in_force.configured, await self.limits_in_force.standing_of(guild_id))
        return ServerReport(
            totals=totals,
            is_admitted=self.admission.is_admitted(guild_id, totals.server.decision),
            plan=plan,
            plan_source=source,
            limits=await self.limits_in_force.server_limits_of(guild_id),
            spent=await self.usage.get_spending(guild_id),
            block=await self.database.run(operator_blocks.get_active, BlockKind.SERVER, guild_id, now=now),
        )

    async def list_servers(self, sort: ServerSort, *, offset: int, limit: int) -> tuple[list[ServerTotals], int]:
        """A page of all servers with their sums of 30 days, and the number of all."""
        since = self.clock() - TOTALS_SECONDS
        return await self.database.run(servers.list_page, sort, since=since, offset=offset, limit=limit)

    async def list_named(self, text: str, *, limit: int) -> list[Server]:
        """Servers whose name holds this text, or whose id begins with it; those that wait first."""
        return await self.database.run(servers.list_named, text, limit=limit)

    async def count_waiting(self) -> int:
        """Number of servers that wait for a decision; 0 while none has to."""
        return await self.database.run(servers.count_waiting) if self.admission.waits else 0

    async def _change(self, guild_id: int, changes: dict[str, Value], detail: Message, actor_id: int) -> None:
        entry = self.actions.build_entry(OperatorAction.CHANGE, guild_id, actor_id, detail)
        if await self.database.run(servers.update_settings, guild_id, changes, entry) is None:
            raise Gone(UNKNOWN_SERVER)
        await self.actions.publish(entry)

    async def _decide(self, guild_id: int, decided: Server | None) -> Server:
        if decided is not None:
            return decided
        server = await self.get_server(guild_id)
        raise AlreadyDecided(Message(f"operator-decided-{'admitted' if server.decision else 'not-admitted'}"))

    def _check_plan(self, plan: str | None) -> None:
        if plan is not None and plan not in self.limits_in_force.configured.plans:
            raise Gone(UNKNOWN_PLAN)


def _budget_change(name: str, budget: int) -> Message:
    """The detail of the audit entry; ``name`` is ``daily`` or ``monthly``."""
    if budget == UNLIMITED:
        return Message(f"audit-{name}-budget-of-plan")
    return Message(f"audit-{name}-budget", budget=format_dollars(budget))
