"""Keeps in step with other processes: the styles of servers, and the models that the provider refuses."""

import asyncio
import logging
from typing import Final

from bot.errands.retirement import Retirement
from bot.styles import StyleBook

log: Final = logging.getLogger(__name__)

EVERY: Final = 30.0


class Upkeep:
    """Refreshes what is held in memory, at the start and now and then."""

    def __init__(self, styles: StyleBook, retirement: Retirement) -> None:
        self._styles = styles
        self._retirement = retirement

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
        await self._retirement.refresh()
