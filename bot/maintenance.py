"""Keeps in step with other processes and with the time: styles, rules, lost models, blocks and cases that end."""

import asyncio
import logging
from typing import Final, Protocol

from bot.domain.clock import (
    Clock,
)
from bot.jobs.model_availability import Retirement
from bot.moderation.service import Moderation
from bot.policy.gate import Gate
from bot.policy.style_registry import StyleBook
from bot.storage import blocks
from bot.storage.blocks import Block
from bot.storage.database import Database

log: Final = logging.getLogger(__name__)

EVERY: Final = 30.0
LETTERS: Final = 20
"""Members who are told at most at a time; Discord looks askance at many direct messages at once."""


class Letters(Protocol):
    """How members are told of their blocks."""

    def possible(self) -> bool:
        """Whether Discord is there to be told."""
        ...

    async def ended(self, block: Block) -> None:
        """Tell the member that the block has ended, if they take messages."""
        ...


class BlockEnds:
    """Tells members whose blocks have ended: each once, by whichever process is first."""

    def __init__(self, database: Database, letters: Letters, clock: Clock) -> None:
        self._database = database
        self._letters = letters
        self._clock = clock

    async def step(self) -> None:
        """Tell those whose turn it is; without Discord they wait, and ask for pictures meanwhile all the same."""
        if not self._letters.possible():
            return
        for block in await self._database.run(blocks.ended, now=self._clock(), limit=LETTERS):
            await self._letters.ended(block)


class Upkeep:
    """Refreshes what is held in memory and tells of blocks that ended, at the start and now and then."""

    def __init__(
        self, styles: StyleBook, gate: Gate, retirement: Retirement, block_ends: BlockEnds, moderation: Moderation
    ) -> None:
        self._styles = styles
        self._gate = gate
        self._retirement = retirement
        self._block_ends = block_ends
        self._moderation = moderation

    async def run(self) -> None:
        """Refresh again and again."""
        while True:
            await asyncio.sleep(EVERY)
            try:
                await self.step()
            except Exception:
                log.exception("What other processes changed could not be read", extra={"event": "upkeep_failed"})

    async def step(self) -> None:
        """Read what may have changed."""
        await self._styles.refresh()
        self._gate.refresh()
        await self._retirement.refresh()
        await self._block_ends.step()
        await self._moderation.step()
