"""Rate limiter for message edits: answers are limited per message, progress edits for the whole bot too.

Discord limits edits with an interaction's token to 5 in 2 seconds for that token, and does not count them against the
bot's 50 requests a second (discord-api-docs#2701; documentation, "Rate Limits"). Requests with the bot's own token are
limited by discord.py, per route and globally.
"""

import asyncio
import time
from collections import OrderedDict, deque
from collections.abc import Callable
from typing import Final

TOKEN_WINDOW_SECONDS: Final = 2.1
"""Discord's window of 2 seconds plus a margin for varying network delays."""
EDITS_PER_TOKEN_WINDOW: Final = 4
"""One less than Discord allows: follow-up messages use the same token."""
PROGRESS_EDIT_INTERVAL_SECONDS: Final = 2.1
"""Minimum time between an edit of a message and its next progress edit; a text that changes faster is unreadable."""
BOT_WINDOW_SECONDS: Final = 1.2
"""The window of the limits for the whole bot: one second plus a margin, as in ``TOKEN_WINDOW_SECONDS``."""
MAX_EDITS_PER_SECOND: Final = 10
"""Progress edits are skipped while the window contains this many edits, including answers."""
MIN_PROGRESS_EDITS_PER_SECOND: Final = 2
"""Progress edits that are allowed in a window even if answers alone reach ``MAX_EDITS_PER_SECOND``."""


class EditRateLimiter:
    """Sliding-window limits of edits, per message and for the whole bot; ``clock`` is monotonic, in seconds."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._edits_by_message: OrderedDict[int, deque[float]] = OrderedDict()
        self._bot_edits: deque[float] = deque(maxlen=MAX_EDITS_PER_SECOND)
        self._progress_edits: deque[float] = deque(maxlen=MIN_PROGRESS_EDITS_PER_SECOND)

    async def wait_slot(self, message_id: int) -> None:
        """Reserve the next edit of this message for an answer, and sleep until its time."""
        edits = self._edits_by_message.get(message_id, deque())
        is_limited = len(edits) >= EDITS_PER_TOKEN_WINDOW
        seconds = max(0.0, edits[0] + TOKEN_WINDOW_SECONDS - self._clock()) if is_limited else 0.0
        self._record(message_id, self._clock() + seconds)
        await asyncio.sleep(seconds)

    def take_progress_slot(self, message_id: int) -> bool:
        """Record a progress edit of this message if the limits allow it now; returns whether they do."""
        now = self._clock()
        edits = self._edits_by_message.get(message_id)
        if edits and now < edits[-1] + PROGRESS_EDIT_INTERVAL_SECONDS:
            return False
        if _is_full(self._bot_edits, now) and _is_full(self._progress_edits, now):
            return False
        self._progress_edits.append(now)
        self._record(message_id, now)
        return True

    def _record(self, message_id: int, at: float) -> None:
        """Record an edit, and remove messages without an edit in the window."""
        self._bot_edits.append(at)
        self._edits_by_message.setdefault(message_id, deque(maxlen=EDITS_PER_TOKEN_WINDOW)).append(at)
        self._edits_by_message.move_to_end(message_id)
        window_start = self._clock() - TOKEN_WINDOW_SECONDS
        while self._edits_by_message and next(iter(self._edits_by_message.values()))[-1] < window_start:
            self._edits_by_message.popitem(last=False)


def _is_full(edits: deque[float], now: float) -> bool:
    return len(edits) == edits.maxlen and now < edits[0] + BOT_WINDOW_SECONDS
