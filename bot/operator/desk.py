"""The use cases of the operator: decide about servers, block people and servers, stop and resume everything.

The caller checks that the actor is the operator. Each decision is logged, and committed together with its audit entry:
in the audit log of the server that it is about, otherwise in that of the operator's server.
"""

import logging
from dataclasses import dataclass
from functools import partial
from typing import Final, Protocol

from bot.domain.admission import AdmissionMode, AdmissionRules
from bot.domain.allowance import PlanSource, plan_in_force
from bot.domain.audit import AuditEntry, OperatorAction
from bot.domain.case import MAX_REASON_LENGTH
from bot.domain.clock import DAY_SECONDS, Clock
from bot.domain.limits import UNLIMITED, Limits
from bot.domain.operator_blocks import BlockKind, OperatorBlock, OperatorBlockResult, OperatorStop
from bot.domain.servers import Server, ServerSort, ServerTotals
from bot.domain.text import clean, format_dollars, sanitize_line
from bot.domain.usage import Usage
from bot.errors import AlreadyDecided, Closed, Forbidden, Gone, Invalid
from bot.jobs.end_recorder import JobEndRecorder
from bot.jobs.inbox import Inbox
from bot.jobs.usage import UsageReport
from bot.moderation.audit_log import AuditLog
from bot.operator.server_notices import ServerNotices
from bot.policy.allowances import Allowances
from bot.storage import audit, jobs, operator_blocks, operator_stop, servers
from bot.storage.database import Database, Value

log: Final = logging.getLogger(__name__)

TOTALS_SECONDS: Final = 30 * DAY_SECONDS
"""The span of the sums in lists of servers."""
DECISIONS: Final = (OperatorAction.ADMIT, OperatorAction.REFUSE, OperatorAction.LEAVE)
"""The actions that decide whether a server may use Easel."""
UNKNOWN_SERVER: Final = "Easel was never on a server with that id; /operator servers lists them."
UNKNOWN_PLAN: Final = "There is no plan with that name in the configuration."
NOT_LISTED: Final = (
    'With discord.admission = "listed", only the configuration admits servers: add {} to discord.guilds and restart.'
)
HAS_LEFT: Final = "Easel has already left that server."
CANNOT_BLOCK_YOURSELF: Final = "You cannot block yourself."
CANNOT_BLOCK_OWN_SERVER: Final = "That is the server where you decide; you cannot block it."
REASON_REQUIRED: Final = "The reason is empty; please write one."
NOT_BLOCKED: Final = "Nothing was lifted, because there is no such block; /operator blocks lists them."
NOT_STOPPED: Final = "Requests are accepted already; nothing was stopped."
LEAVING_FAILED: Final = "Discord did not let Easel leave that server; please try again in a minute."
CANCELLED_BY_OPERATOR: Final = "Easel’s operator cancelled this; nothing was charged."


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
class OperatorDesk:
    """The operator's decisions and lists. ``guild_id`` is the operator's server, if there is one."""

    guild_id: int | None
    database: Database
    admission: AdmissionRules
    allowances: Allowances
    usage: UsageReport
    audit_log: AuditLog
    notices: ServerNotices
    leaver: ServerLeaver
    end_recorder: JobEndRecorder
    inbox: Inbox
    clock: Clock

    @property
    def plans(self) -> list[str]:
        """The names of the configured plans."""
        return sorted(self.allowances.operator.plans)

    # ── servers ──────────────────────────────────────────────────────────────────────────────────────────────────────

    async def admit(
        self, guild_id: int, *, actor_id: int, plan: str | None = None, only_undecided: bool = False
    ) -> Server:
        """Admit a server, and welcome its people.

        Raises Gone for an unknown server or plan, Closed if only the configuration admits servers, and with
        ``only_undecided`` AlreadyDecided.
        """
        if self.admission.mode is AdmissionMode.LISTED and guild_id not in self.admission.guilds:
            raise Closed(NOT_LISTED.format(guild_id))
        self._check_plan(plan)
        detail = "admitted" if plan is None else f"admitted with the plan {plan}"
        entry = self._entry(OperatorAction.ADMIT, guild_id, actor_id, detail)
        decide = partial(servers.decide, guild_id, entry, admit=True, plan=plan, only_undecided=only_undecided)
        server = await self._decide(guild_id, await self.database.run(decide))
        await self._publish(entry)
        await self.notices.send_due()
        return server

    async def refuse(self, guild_id: int, *, actor_id: int) -> Server:
        """Refuse a server, which stays until Easel leaves it; what is being drawn is finished."""
        entry = self._entry(OperatorAction.REFUSE, guild_id, actor_id, "not admitted")
        server = await self._decide(guild_id, await self.database.run(servers.decide, guild_id, entry, admit=False))
        await self._publish(entry)
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
        entry = self._entry(OperatorAction.LEAVE, guild_id, actor_id, "left")
        if server.decision is None:
            await self.database.run(servers.decide, guild_id, entry, admit=False, only_undecided=True)
        else:
            await self.database.run(audit.add, entry)
        self._log(entry)
        return await self.get_server(guild_id)

    async def set_plan(self, guild_id: int, plan: str | None, *, actor_id: int) -> None:
        """Choose a server's plan; ``None`` takes the choice back. Raises Gone for an unknown server or plan."""
        self._check_plan(plan)
        detail = "the plan is no longer chosen by the operator" if plan is None else f"plan {plan}"
        await self._change(guild_id, {"plan": plan}, detail, actor_id)

    async def set_budgets(self, guild_id: int, *, daily: int | None, monthly: int | None, actor_id: int) -> None:
        """Set budgets in micro-dollars; ``UNLIMITED`` lets the plan decide, ``None`` changes nothing."""
        columns = {"daily_budget": ("day", daily), "monthly_budget": ("month", monthly)}
        chosen = {column: (span, budget) for column, (span, budget) in columns.items() if budget is not None}
        changes: dict[str, Value] = {
            column: None if budget == UNLIMITED else budget for column, (_, budget) in chosen.items()
        }
        texts = [
            f"budget for the {span}: {'as the plan says' if budget == UNLIMITED else format_dollars(budget)}"
            for span, budget in chosen.values()
        ]
        if changes:
            await self._change(guild_id, changes, ", ".join(texts), actor_id)

    async def get_server(self, guild_id: int) -> Server:
        """The server; raises Gone if Easel was never there."""
        server = await self.database.run(servers.get, guild_id)
        if server is None:
            raise Gone(UNKNOWN_SERVER)
        return server

    async def decision_text(self, guild_id: int) -> str:
        """What was decided about a server, and by whom, as a sentence without a full stop."""
        server = await self.get_server(guild_id)
        text = "Admitted before" if server.decision else "Not admitted"
        entry = await self.database.run(audit.get_newest, guild_id, DECISIONS)
        return text if entry is None else f"{text} by <@{entry.actor_id}>"

    async def server_report(self, guild_id: int) -> ServerReport:
        """What is known about a server; raises Gone if Easel was never there."""
        now = self.clock()
        totals = await self.database.run(servers.get_totals, guild_id, since=now - TOTALS_SECONDS)
        if totals is None:
            raise Gone(UNKNOWN_SERVER)
        plan, source = plan_in_force(self.allowances.operator, await self.allowances.standing_of(guild_id))
        return ServerReport(
            totals=totals,
            is_admitted=self.admission.is_admitted(guild_id, totals.server.decision),
            plan=plan,
            plan_source=source,
            limits=await self.allowances.server_limits_of(guild_id),
            spent=await self.usage.get_spending(guild_id),
            block=await self.database.run(operator_blocks.get_active, BlockKind.SERVER, guild_id, now=now),
        )

    async def list_servers(self, sort: ServerSort, *, offset: int, limit: int) -> tuple[list[ServerTotals], int]:
        """A page of all servers with their sums of 30 days, and the number of all."""
        since = self.clock() - TOTALS_SECONDS
        return await self.database.run(servers.list_page, sort, since=since, offset=offset, limit=limit)

    async def count_waiting(self) -> int:
        """Number of servers that wait for a decision; 0 while none has to."""
        return await self.database.run(servers.count_waiting) if self.admission.waits else 0

    # ── blocks ───────────────────────────────────────────────────────────────────────────────────────────────────────

    async def block(
        self, kind: BlockKind, target_id: int, reason: str, *, days: int | None, actor_id: int
    ) -> OperatorBlockResult:
        """Block a person or a server everywhere; ``days`` of ``None`` is forever.

        The caller updates the messages of the cancelled jobs. Raises Forbidden for the operator and their server.
        """
        if kind is BlockKind.USER and target_id == actor_id:
            raise Forbidden(CANNOT_BLOCK_YOURSELF)
        if kind is BlockKind.SERVER and target_id == self.guild_id:
            raise Forbidden(CANNOT_BLOCK_OWN_SERVER)
        now = self.clock()
        ends_at = None if days is None else now + days * DAY_SECONDS
        block = OperatorBlock(kind, target_id, _clean_reason(reason), actor_id, ends_at, now)
        result = await self.database.run(
            operator_blocks.put,
            block,
            audit_guild_id=self._audit_guild_id(kind, target_id),
            reason_for_jobs=CANCELLED_BY_OPERATOR,
        )
        await self.end_recorder.record_cancelled(result.cancelled)
        await self._publish(result.entry)
        return result

    async def unblock(self, kind: BlockKind, target_id: int, reason: str, *, actor_id: int) -> OperatorBlock:
        """Lift a block and return it; raises Gone if there is none. The reason may be empty."""
        result = await self.database.run(
            operator_blocks.remove,
            kind,
            target_id,
            reason=clean(reason)[:MAX_REASON_LENGTH],
            audit_guild_id=self._audit_guild_id(kind, target_id),
            by_id=actor_id,
            now=self.clock(),
        )
        if result is None:
            raise Gone(NOT_BLOCKED)
        await self._publish(result.entry)
        return result.block

    async def list_blocks(self, *, limit: int) -> tuple[list[OperatorBlock], int]:
        """The active blocks, those that end first in front, and the number of all."""
        return await self.database.run(operator_blocks.list_active, now=self.clock(), limit=limit)

    # ── everything ───────────────────────────────────────────────────────────────────────────────────────────────────

    async def stop(self, reason: str, *, actor_id: int) -> dict[str, int]:
        """Accept no request anywhere, until :meth:`resume`; returns the number of jobs in each unfinished state."""
        stop = OperatorStop(_clean_reason(reason), actor_id, self.clock())
        entry = self._entry(OperatorAction.STOP, self._own_guild_id(), actor_id, sanitize_line(stop.reason, 300))
        await self.database.run(operator_stop.put, stop, entry)
        await self._publish(entry)
        return await self.database.run(jobs.count_by_state)

    async def resume(self, reason: str, *, actor_id: int) -> OperatorStop:
        """Accept requests again; returns the stop that ends, and raises Gone if there is none."""
        detail = sanitize_line(clean(reason), MAX_REASON_LENGTH) or "no reason given"
        entry = self._entry(OperatorAction.RESUME, self._own_guild_id(), actor_id, detail)
        stop = await self.database.run(operator_stop.remove, entry)
        if stop is None:
            raise Gone(NOT_STOPPED)
        await self._publish(entry)
        return stop

    async def get_stop(self) -> OperatorStop | None:
        """The stop in force."""
        return await self.database.run(operator_stop.get)

    # ── recording ────────────────────────────────────────────────────────────────────────────────────────────────────

    async def _change(self, guild_id: int, changes: dict[str, Value], detail: str, actor_id: int) -> None:
        entry = self._entry(OperatorAction.CHANGE, guild_id, actor_id, detail)
        if await self.database.run(servers.update_settings, guild_id, changes, entry) is None:
            raise Gone(UNKNOWN_SERVER)
        await self._publish(entry)

    async def _decide(self, guild_id: int, decided: Server | None) -> Server:
        if decided is not None:
            return decided
        server = await self.get_server(guild_id)
        raise AlreadyDecided(f"That was decided already: the server is {'' if server.decision else 'not '}admitted.")

    def _check_plan(self, plan: str | None) -> None:
        if plan is not None and plan not in self.allowances.operator.plans:
            raise Gone(UNKNOWN_PLAN)

    def _entry(self, action: OperatorAction, guild_id: int, actor_id: int, detail: str) -> AuditEntry:
        return AuditEntry(guild_id, actor_id, action, None, None, detail, self.clock())

    def _audit_guild_id(self, kind: BlockKind, target_id: int) -> int:
        return target_id if kind is BlockKind.SERVER else self._own_guild_id()

    def _own_guild_id(self) -> int:
        assert self.guild_id is not None  # the commands that get here exist on that server only
        return self.guild_id

    async def _publish(self, entry: AuditEntry) -> None:
        """Log a committed decision, and show it to the moderators of its server."""
        self._log(entry)
        await self.audit_log.post_entry(entry)

    def _log(self, entry: AuditEntry) -> None:
        log.info(
            "The operator %s: %s (server %s)",
            *(entry.actor_id, entry.action, entry.guild_id),
            extra={
                "event": "operator_action",
                "action": OperatorAction(entry.action).name.lower(),
                "operator_id": entry.actor_id,
                "guild_id": entry.guild_id,
                "user_id": entry.user_id,
            },
        )


def _clean_reason(reason: str) -> str:
    cleaned = clean(reason)[:MAX_REASON_LENGTH]
    if not cleaned:
        raise Invalid(REASON_REQUIRED)
    return cleaned
