"""Pictures that are not shown yet, or not at all: what the house rules of the server make of them."""

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

from bot.domain.job import MessageRef, State
from bot.domain.screening import HoldReason
from bot.domain.server_rules import FlaggedAction
from bot.errors import DiscordDown, Undeliverable
from bot.jobs.finish import JobFinisher
from bot.jobs.run import JobRun
from bot.storage import appeals, jobs, leases, strikes

log: Final = logging.getLogger(__name__)

FLAGGED_NOT_SHOWN_MESSAGE: Final = (
    "Runware’s safety check flagged the result, and this server does not show flagged pictures here; please "
    "request something else. Nothing was charged."
)


@dataclass(slots=True, kw_only=True)
class ReviewHold:
    """Puts pictures before the moderators, and tells the member that they wait.

    ``on_held`` hears of every case that is new.
    """

    finisher: JobFinisher
    on_held: Callable[[], None]

    async def hold(self, run: JobRun, reason: HoldReason) -> None:
        """Write down that moderators are to decide; the member is told in the next step."""
        now = self.finisher.clock()
        job = await self.finisher.database.run(jobs.hold, run.job, reason, owner=self.finisher.owner, now=now)
        self.finisher.apply_update(run, job)
        if job is not None:
            self.finisher.metrics.record_hold()
            self.on_held()
            log.info("Job %s waits for moderators", job.id, extra={"event": "job_held", "why": str(reason)})

    async def notify_member(self, run: JobRun) -> None:
        """Show the member that the pictures wait; from then on nobody works on the job until it is decided.

        That may happen meanwhile: then what was decided is shown, and this not again.
        """
        if not await self._check_still_held(run):
            return
        job = run.job
        try:
            await self._store_message(run, await self.finisher.messenger.show_held(job))
        except DiscordDown as error:
            self.finisher.retry_later(run, error.retry_after)
            return
        except Undeliverable:
            log.info("Nobody could be told that job %s waits", job.id, extra={"event": "job_notify_failed"})
        if await self._check_still_held(run):
            await self.finisher.database.run(leases.drop, job.id, owner=self.finisher.owner)
            run.done = True

    async def _store_message(self, run: JobRun, message: MessageRef) -> None:
        """Remember the message, which is a new one where the job had none of its own: what comes is shown there."""
        if message != (run.job.channel_id, run.job.message_id):
            await self.finisher.database.run(jobs.move_message, run.job.id, message)
            run.job = replace(run.job, **message._asdict())

    async def _check_still_held(self, run: JobRun) -> bool:
        """Whether nobody decided yet; otherwise the errand goes on with what was, or is left to whoever has it."""
        if run.job.state is not State.HELD:
            return False
        job = await self.finisher.database.run(jobs.get, run.job.id)
        if job is None or job.state is State.HELD:
            return True
        if job.state.is_final and job.state is not State.DELIVERED:
            self.finisher.apply_update(run, job)  # the sentence may be overwritten, so it is shown once more
        elif run.job.state is State.HELD:
            run.done = True
        return False

    async def refuse(self, run: JobRun) -> None:
        """End a job of which nothing may be shown; its author may appeal."""
        job, now = run.job, self.finisher.clock()
        if job.guild_id is not None:  # before the end is written: whoever reads of it can appeal
            request = job.request.with_policy(
                flagged=FlaggedAction.HOLD
            )  # whoever accepts has not seen what will be drawn
            await self.finisher.database.run(appeals.store_from_job, job, request, HoldReason.FLAGGED.value, now=now)
        if (
            await self.finisher.fail(run, State.REFUSED, FLAGGED_NOT_SHOWN_MESSAGE, micros=job.cost)
            and job.guild_id is not None
        ):
            await self.finisher.database.run(strikes.add, job.guild_id, job.user_id, now=now)
