"""Periodic work: refresh what other processes may have changed, and handle blocks and cases that expired."""

from typing import Final, Protocol

from bot.domain.blocks import Block
from bot.domain.clock import Clock
from bot.jobs.model_availability import ModelAvailability
from bot.loops import run_forever
from bot.moderation.service import Moderation
from bot.policy.gate import PolicyGate
from bot.policy.style_registry import StyleRegistry
from bot.storage import blocks
from bot.storage.database import Database

MAINTENANCE_INTERVAL_SECONDS: Final = 30.0
MAX_NOTIFICATIONS_PER_RUN: Final = 20
"""Upper bound of direct messages in one run: Discord treats many direct messages in a short time as spam."""


class BlockExpiryNotifier(Protocol):
    """Notifies members that their blocks ended."""

    def is_ready(self) -> bool:
        """Whether Discord is connected."""
        ...

    async def notify_block_ended(self, block: Block) -> None:
        """Send the member a direct message that the block has ended, if they accept direct messages."""
        ...


class BlockExpiry:
    """Deletes expired blocks and notifies their members: each once, by the process that deleted the block."""

    def __init__(self, database: Database, notifier: BlockExpiryNotifier, clock: Clock) -> None:
        self._database = database
        self._notifier = notifier
        self._clock = clock

    async def notify_expired(self) -> None:
        """Delete a batch of expired blocks and notify their members, while Discord is connected.

        Until then an expired block stays stored, but has no effect.
        """
        if not self._notifier.is_ready():
            return
        for block in await self._database.run(
            blocks.delete_expired, now=self._clock(), limit=MAX_NOTIFICATIONS_PER_RUN
        ):
            await self._notifier.notify_block_ended(block)


class Maintenance:
    """Refreshes caches and handles what expired, at start-up and then every 30 seconds."""

    def __init__(
        self,
        styles: StyleRegistry,
        gate: PolicyGate,
        model_availability: ModelAvailability,
        block_expiry: BlockExpiry,
        moderation: Moderation,
    ) -> None:
        self._styles = styles
        self._gate = gate
        self._model_availability = model_availability
        self._block_expiry = block_expiry
        self._moderation = moderation

    async def run(self) -> None:
        """Run :meth:`run_once` periodically until cancelled."""
        await run_forever(self.run_once, MAINTENANCE_INTERVAL_SECONDS, event="maintenance_failed")

    async def run_once(self) -> None:
        """Refresh styles, server rules and models; notify members of expired blocks; close overdue cases."""
        await self._styles.refresh()
        self._gate.clear_cache()
        await self._model_availability.refresh()
        await self._block_expiry.notify_expired()
        await self._moderation.expire_overdue()
