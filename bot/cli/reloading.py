"""SIGHUP: reads the configuration again, and puts into force what can change while the bot runs."""

import asyncio
import logging
import time
from collections.abc import Callable
from typing import Final, NoReturn

from bot.app import App
from bot.config import Config
from bot.errors import ConfigError

log: Final = logging.getLogger(__name__)


class Reloader:
    """Reads the configuration each time that this is requested; several requests at once are one."""

    def __init__(self, read: Callable[[], Config]) -> None:
        """``read`` reads the file and the environment, and raises :class:`ConfigError` with the faults."""
        self._read = read
        self._requested = asyncio.Event()

    def request(self) -> None:
        """Read the configuration soon; before :meth:`run`, as soon as that begins."""
        self._requested.set()

    async def run(self, app: App) -> NoReturn:
        """Wait for requests until cancelled."""
        while True:
            await self._requested.wait()
            self._requested.clear()
            try:
                await self.reload(app)
            except Exception:
                log.exception("The configuration was not read again", extra={"event": "config_reload_failed"})

    async def reload(self, app: App) -> None:
        """Read the configuration and apply it; one with faults changes nothing, and each is a log line."""
        if app.services.capacity.is_closing:
            log.info("The configuration is not read again while Easel stops", extra={"event": "config_reload_skipped"})
            return
        faults: tuple[str, ...] = ()
        try:
            wanted = await asyncio.to_thread(self._read)
            app.live_settings.apply(wanted)
        except ConfigError as error:
            faults = error.faults
        app.metrics.gauges.record_reload(time.time(), succeeded=not faults)
        for fault in faults:
            log.error("The configuration stays as it was: %s", fault, extra={"event": "config_faulty"})
        if faults:
            return
        log.info("Limits, plans, styles and log settings were read again", extra={"event": "config_reloaded"})
        if restart_keys := app.live_settings.list_restart_keys(wanted):
            keys = ", ".join(restart_keys)
            log.warning("Changed, but in force only after a restart: %s", keys, extra={"event": "config_needs_restart"})
