"""Periodic work: refreshes data that other processes may have changed, and handles expired blocks and cases."""

import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from bot.domain.blocks import Block
from bot.domain.clock import Clock
from bot.errors import StorageUnavailable
from bot.jobs.model_availability import ModelAvailability
from bot.loops import run_forever
from bot.moderation.service import Moderation
from bot.policy.gate import PolicyGate
from bot.policy.style_registry import StyleRegistry
from bot.storage import blocks, operator_blocks
from bot.storage.database import Database

log: Final = logging.getLogger(__name__)

MAINTENANCE_INTERVAL_SECONDS: Final = 30.0
MAX_NOTIFICATIONS_PER_RUN: Final = 20
"""Upper bound of direct messages in one run: Discord treats many direct messages in a short time as spam."""


class BlockExpiryNotifier(Protocol):
    """Notifies members of the end of their blocks."""

    def is_ready(self) -> bool:
        """Whether Discord is connected."""
        ...

    async def notify_block_ended(self, block: Block) -> None:
        """Send the member a direct message that the block has ended, if they accept direct messages."""
        ...


@dataclass(frozen=True)
class Maintenance:
    """Refreshes caches, and handles expired blocks and overdue cases, at start-up and then every 30 seconds."""

    database: Database
    notifier: BlockExpiryNotifier
    clock: Clock
    styles: StyleRegistry
    gate: PolicyGate
    model_availability: ModelAvailability
    moderation: Moderation
    further_steps: Sequence[Callable[[], Awaitable[object]]] = ()
    """What else is done in each run, in this order."""

    async def run(self) -> None:
        """Run :meth:`run_once` periodically until cancelled."""
        await run_forever(self.run_once, MAINTENANCE_INTERVAL_SECONDS, event="maintenance_failed")

    async def run_once(self) -> None:
        """Refresh styles, server rules and models; delete expired blocks; close overdue cases."""
        await self.refresh()
        await self._delete_expired_blocks()
        await self.moderation.expire_overdue()
        await self.database.run(operator_blocks.delete_expired, now=self.clock())
        for step in self.further_steps:
            await self._run_step(step)

    async def refresh(self) -> None:
        """Refresh styles, server rules and models, which needs no connection to Discord."""
        await self.styles.refresh()
        self.gate.clear_cache()
        await self.model_availability.refresh()

    @staticmethod
    async def _run_step(step: Callable[[], Awaitable[object]]) -> None:
        """Run a step; one that fails does not keep the next ones from running."""
        try:
            await step()
        except StorageUnavailable:
            raise
        except Exception:
            log.exception("A step of the maintenance failed; it is repeated", extra={"event": "maintenance_failed"})

    async def _delete_expired_blocks(self) -> None:
        """Delete a batch of expired blocks and notify their members, if Discord is connected.

        Only the process that deletes a block notifies its member. Until then the block has no effect.
        """
        if self.notifier.is_ready():
            now = self.clock()
            expired = await self.database.run(blocks.delete_expired, now=now, limit=MAX_NOTIFICATIONS_PER_RUN)
            for block in expired:
                await self.notifier.notify_block_ended(block)
