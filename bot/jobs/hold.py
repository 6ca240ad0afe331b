"""Pictures that are not shown yet, or not at all: what the house rules of the server make of them."""

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

from bot.domain.job import State
from bot.domain.screening import NOT_SHOWN, Why
from bot.domain.server_rules import Flagged
from bot.errors import DiscordDown, Undeliverable
from bot.jobs.finish import Ending
from bot.jobs.run import Errand
from bot.storage import appeals, jobs, leases, strikes
from bot.storage.jobs import Shown

log: Final = logging.getLogger(__name__)


@dataclass(slots=True, kw_only=True)
class Holding:
    """Puts pictures before the moderators, and tells the member that they wait.

    ``on_held`` hears of every case that is new.
    """

    ending: Ending
    on_held: Callable[[], None]

    async def hold(self, errand: Errand, why: Why) -> None:
        """Write down that moderators are to decide; the member is told in the next step."""
        now = self.ending.clock()
        job = await self.ending.database.run(jobs.held, errand.job, why, owner=self.ending.owner, now=now)
        self.ending.moved(errand, job)
        if job is not None:
            self.ending.meter.held()
            self.on_held()
            log.info("Job %s waits for moderators", job.id, extra={"event": "job_held", "why": str(why)})

    async def tell(self, errand: Errand) -> None:
        """Show the member that the pictures wait; from then on nobody works on the job until it is decided.

        That may happen meanwhile: then what was decided is shown, and this not again.
        """
        if not await self._still_waits(errand):
            return
        job = errand.job
        try:
            await self._told_at(errand, await self.ending.messenger.hold(job))
        except DiscordDown as error:
            self.ending.again_later(errand, error.retry_after)
            return
        except Undeliverable:
            log.info("Nobody could be told that job %s waits", job.id, extra={"event": "job_untold"})
        if await self._still_waits(errand):
            await self.ending.database.run(leases.let_go, job.id, owner=self.ending.owner)
            errand.done = True

    async def _told_at(self, errand: Errand, place: Shown) -> None:
        """Remember the message, which is a new one where the job had none of its own: what comes is shown there."""
        if place != (errand.job.channel_id, errand.job.message_id):
            await self.ending.database.run(jobs.told_at, errand.job.id, place)
            errand.job = replace(errand.job, **place._asdict())

    async def _still_waits(self, errand: Errand) -> bool:
        """Whether nobody decided yet; otherwise the errand goes on with what was, or is left to whoever has it."""
        if errand.job.state is not State.HELD:
            return False
        job = await self.ending.database.run(jobs.get, errand.job.id)
        if job is None or job.state is State.HELD:
            return True
        if job.state.ended and job.state is not State.DELIVERED:
            self.ending.moved(errand, job)  # the sentence may be overwritten, so it is shown once more
        elif errand.job.state is State.HELD:
            errand.done = True
        return False

    async def refuse(self, errand: Errand) -> None:
        """End a job of which nothing may be shown; its author may appeal."""
        job, now = errand.job, self.ending.clock()
        if job.guild_id is not None:  # before the end is written: whoever reads of it can appeal
            request = job.request.treated(flagged=Flagged.HOLD)  # whoever accepts has not seen what will be drawn
            await self.ending.database.run(appeals.keep_of_job, job, request, Why.FLAGGED.value, now=now)
        if await self.ending.fail(errand, State.REFUSED, NOT_SHOWN, micros=job.cost) and job.guild_id is not None:
            await self.ending.database.run(strikes.add, job.guild_id, job.user_id, now=now)
