"""Keeps in step with other processes and with the time: styles, rules, lost models, blocks and cases that end."""

import asyncio
import logging
from typing import Final, Protocol

from bot.domain.blocks import Block
from bot.domain.clock import Clock
from bot.jobs.model_availability import ModelAvailability
from bot.moderation.service import Moderation
from bot.policy.gate import PolicyGate
from bot.policy.style_registry import StyleRegistry
from bot.storage import blocks
from bot.storage.database import Database

log: Final = logging.getLogger(__name__)

MAINTENANCE_INTERVAL_SECONDS: Final = 30.0
MAX_NOTIFICATIONS_PER_RUN: Final = 20
"""Members who are told at most at a time; Discord looks askance at many direct messages at once."""


class BlockExpiryNotifier(Protocol):
    """How members are told of their blocks."""

    def is_ready(self) -> bool:
        """Whether Discord is there to be told."""
        ...

    async def notify_block_ended(self, block: Block) -> None:
        """Tell the member that the block has ended, if they take messages."""
        ...


class BlockExpiry:
    """Tells members whose blocks have ended: each once, by whichever process is first."""

    def __init__(self, database: Database, notifier: BlockExpiryNotifier, clock: Clock) -> None:
        self._database = database
        self._notifier = notifier
        self._clock = clock

    async def notify_expired(self) -> None:
        """Tell those whose turn it is; without Discord they wait, and ask for pictures meanwhile all the same."""
        if not self._notifier.is_ready():
            return
        for block in await self._database.run(
            blocks.delete_expired, now=self._clock(), limit=MAX_NOTIFICATIONS_PER_RUN
        ):
            await self._notifier.notify_block_ended(block)


class Maintenance:
    """Refreshes what is held in memory and tells of blocks that ended, at the start and now and then."""

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
        """Refresh again and again."""
        while True:
            await asyncio.sleep(MAINTENANCE_INTERVAL_SECONDS)
            try:
                await self.run_once()
            except Exception:
                log.exception("What other processes changed could not be read", extra={"event": "maintenance_failed"})

    async def run_once(self) -> None:
        """Read what may have changed."""
        await self._styles.refresh()
        self._gate.clear_cache()
        await self._model_availability.refresh()
        await self._block_expiry.notify_expired()
        await self._moderation.expire_overdue()
