"""How often messages are edited: a promise to Discord and to everybody's eyes."""

import asyncio
import time
from collections import OrderedDict, deque
from collections.abc import Callable
from typing import Final

PER_MESSAGE: Final = 2.1
"""Seconds between two edits of one message; Discord allows 5 in 2 seconds for one interaction's token.

Two are promised. The rest is for an edit that takes longer on its way than the next one, as in :data:`SECOND`.
"""
PER_SECOND: Final = 10
"""Edits in any second, for the whole bot."""
SECOND: Final = 1.2
FOR_ANSWERS: Final = 3
"""Of those, the share that progress leaves to answers."""


class EditPace:
    """Answers wait for their turn, in order; progress is shown when there is room, and left out when there is not."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._edits: deque[float] = deque(maxlen=PER_SECOND)
        self._edited_at: OrderedDict[int, float] = OrderedDict()
        self._answering = asyncio.Lock()

    async def turn(self, message_id: int) -> None:
        """Wait until this message may be edited for an answer."""
        await asyncio.sleep(self._until_message(message_id))
        async with self._answering:
            await asyncio.sleep(self._until_free(PER_SECOND))
            self._edited(message_id)

    def free(self, message_id: int) -> bool:
        """Take a turn for progress if there is one now."""
        if self._answering.locked() or self._until_message(message_id) > 0:
            return False
        if self._until_free(PER_SECOND - FOR_ANSWERS) > 0:
            return False
        self._edited(message_id)
        return True

    def edited(self, message_id: int) -> None:
        """Discord took the edit just now: the pause until the next one of this message begins here."""
        self._edited_at[message_id] = self._clock()
        self._edited_at.move_to_end(message_id)

    def _edited(self, message_id: int) -> None:
        now = self._clock()
        self._edits.append(now)
        self._edited_at[message_id] = now
        self._edited_at.move_to_end(message_id)
        while self._edited_at and next(iter(self._edited_at.values())) < now - PER_MESSAGE:
            self._edited_at.popitem(last=False)

    def _until_message(self, message_id: int) -> float:
        edited_at = self._edited_at.get(message_id)
        return 0.0 if edited_at is None else max(0.0, edited_at + PER_MESSAGE - self._clock())

    def _until_free(self, edits: int) -> float:
        """Seconds until fewer than ``edits`` lie in the last one."""
        if len(self._edits) < edits:
            return 0.0
        return max(0.0, self._edits[-edits] + SECOND - self._clock())
