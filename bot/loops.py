"""The loop of every background task."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import Final, NoReturn

from bot.errors import StorageUnavailable

log: Final = logging.getLogger(__name__)


async def run_forever(
    step: Callable[[], Awaitable[object]], interval_seconds: float, *, event: str, wake: asyncio.Event | None = None
) -> NoReturn:
    """Run ``step`` repeatedly until the task is cancelled, with a pause of ``interval_seconds`` between two runs.

    Setting ``wake`` ends the pause. An exception of a step is logged as ``event``, with a traceback unless the database
    is unavailable, which :class:`~bot.storage.monitored.MonitoredDatabase` reports.
    """
    while True:
        try:
            await step()
        except StorageUnavailable as error:
            log.warning("A background step is repeated later: %s", error, extra={"event": event})
        except Exception:
            log.exception("A background step failed; it is repeated", extra={"event": event})
        if wake is None:
            await asyncio.sleep(interval_seconds)
        else:
            await wait_and_clear(wake, interval_seconds)


async def wait_and_clear(event: asyncio.Event, seconds: float) -> bool:
    """Wait until ``event`` is set, but at most ``seconds``; clear it, and return whether it was set."""
    try:
        async with asyncio.timeout(seconds):
            await event.wait()
    except TimeoutError:
        return False
    finally:
        event.clear()
    return True
