"""The operator's decisions about people and about everything: blocks that hold everywhere, stop and resume.

The caller checks that the actor is the operator. A decision is committed together with its audit entry: a block of a
server in the log of that server, everything else in that of the operator's server. It holds at the next request.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from bot.domain.audit import OperatorAction
from bot.domain.case import MAX_REASON_LENGTH
from bot.domain.clock import DAY_SECONDS, Clock
from bot.domain.operator_blocks import BlockKind, OperatorBlock, OperatorBlockResult, OperatorStop
from bot.domain.text import clean, sanitize_line
from bot.errors import Forbidden, Gone, Invalid
from bot.jobs.end_recorder import JobEndRecorder
from bot.localization.messages import Message
from bot.operator.action_log import ActionLog
from bot.storage import jobs, operator_blocks, operator_stop, servers
from bot.storage.database import Database

CANNOT_BLOCK_YOURSELF: Final = Message("operator-block-yourself")
CANNOT_BLOCK_OWN_SERVER: Final = Message("operator-block-own-server")
REASON_REQUIRED: Final = Message("operator-reason-required")
NOT_BLOCKED: Final = Message("operator-not-blocked")
NOT_STOPPED: Final = Message("operator-not-stopped")
CANCELLED_BY_OPERATOR: Final = Message("cancelled-by-operator")


@dataclass(frozen=True, slots=True, kw_only=True)
class OperatorDesk:
    """Blocks, stops and resumes. ``guild_id`` is the operator's server, if there is one."""

    guild_id: int | None
    database: Database
    actions: ActionLog
    end_recorder: JobEndRecorder
    clock: Clock

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
        await self.actions.publish(result.entry)
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
        await self.actions.publish(result.entry)
        return result.block

    async def list_blocks(self, *, limit: int) -> tuple[list[OperatorBlock], int]:
        """The active blocks, those that end first in front, and the number of all."""
        return await self.database.run(operator_blocks.list_active, now=self.clock(), limit=limit)

    async def server_names(self, blocks: Iterable[OperatorBlock]) -> dict[int, str]:
        """The names of the servers that these blocks are about, as far as they are known."""
        ids = [block.target_id for block in blocks if block.kind is BlockKind.SERVER]
        return await self.database.run(servers.get_names, ids)

    async def stop(self, reason: str, *, actor_id: int) -> dict[str, int]:
        """Accept no request anywhere, until :meth:`resume`; returns the number of jobs in each unfinished state."""
        stop = OperatorStop(_clean_reason(reason), actor_id, self.clock())
        detail = sanitize_line(stop.reason, MAX_REASON_LENGTH)
        entry = self.actions.build_entry(OperatorAction.STOP, self._own_guild_id(), actor_id, detail)
        await self.database.run(operator_stop.put, stop, entry)
        await self.actions.publish(entry)
        return await self.database.run(jobs.count_by_state)

    async def resume(self, reason: str, *, actor_id: int) -> OperatorStop:
        """Accept requests again; returns the stop that ends, and raises Gone if there is none."""
        detail = sanitize_line(clean(reason), MAX_REASON_LENGTH) or Message("audit-resume-without-reason")
        entry = self.actions.build_entry(OperatorAction.RESUME, self._own_guild_id(), actor_id, detail)
        stop = await self.database.run(operator_stop.remove, entry)
        if stop is None:
            raise Gone(NOT_STOPPED)
        await self.actions.publish(entry)
        return stop

    async def get_stop(self) -> OperatorStop | None:
        """The stop in force."""
        return await self.database.run(operator_stop.get)

    def _audit_guild_id(self, kind: BlockKind, target_id: int) -> int:
        return target_id if kind is BlockKind.SERVER else self._own_guild_id()

    def _own_guild_id(self) -> int:
        assert self.guild_id is not None  # the commands that get here exist on that server only
        return self.guild_id


def _clean_reason(reason: str) -> str:
    cleaned = clean(reason)[:MAX_REASON_LENGTH]
    if not cleaned:
        raise Invalid(REASON_REQUIRED)
    return cleaned
