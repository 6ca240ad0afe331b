"""Holds pictures for review by moderators, or refuses them, according to the server's rules."""

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

from bot.domain.job import MessageRef, State
from bot.domain.screening import HoldReason
from bot.domain.server_rules import FlaggedAction
from bot.errors import DiscordDown, Undeliverable
from bot.jobs.context import JobContext
from bot.jobs.finish import JobFinisher
from bot.jobs.run import JobRun
from bot.localization.messages import Message
from bot.storage import appeals, jobs, leases, strikes

log: Final = logging.getLogger(__name__)

FLAGGED_NOT_SHOWN_MESSAGE: Final = Message("flagged-not-shown")


@dataclass(slots=True, kw_only=True)
class ReviewHold:
    """Opens cases for pictures that moderators must review, and notifies the member.

    ``on_held`` is called after each new case.
    """

    context: JobContext
    finisher: JobFinisher
    on_held: Callable[[], None]

    async def hold(self, run: JobRun, reason: HoldReason) -> None:
        """Open a case for moderators; the member is notified in the next step."""
        now = self.context.clock()
        job = await self.context.database.run(jobs.hold, run.job, reason, owner=self.context.owner, now=now)
        run.apply_update(job)
        if job is not None:
            self.context.metrics.record_hold()
            self.on_held()
            log.info("Job %s waits for moderators", job.id, extra={"event": "job_held", "why": str(reason)})

    async def notify_member(self, run: JobRun) -> None:
        """Show the member that the pictures wait, and drop the job's lease until moderators decide.

        If they decide while this runs, the run continues with their decision.
        """
        if not await self._check_still_held(run):
            return
        job = run.job
        try:
            await self._store_message(run, await self.context.messenger.show_held(job))
        except DiscordDown as error:
            run.retry_later(error.retry_after)
            return
        except Undeliverable:
            log.info("The member could not be shown that job %s waits", job.id, extra={"event": "job_notify_failed"})
        if await self._check_still_held(run):
            await self.context.database.run(leases.drop, job.id, owner=self.context.owner)
            run.done = True

    async def _store_message(self, run: JobRun, message: MessageRef) -> None:
        """Store a new message as the one in which later updates are shown."""
        if message != (run.job.channel_id, run.job.message_id):
            await self.context.database.run(jobs.move_message, run.job.id, message)
            run.job = replace(run.job, **message._asdict())

    async def _check_still_held(self, run: JobRun) -> bool:
        """Return whether the job waits for moderators; otherwise apply their decision, or leave it to its new owner."""
        if run.job.state is not State.HELD:
            return False
        job = await self.context.database.run(jobs.get, run.job.id)
        if job is None or job.state is State.HELD:
            return True
        if job.state.is_final and job.state is not State.DELIVERED:
            run.apply_update(job)  # show_held may have overwritten the decision, so it is shown again
        elif run.job.state is State.HELD:
            run.done = True
        return False

    async def refuse(self, run: JobRun) -> None:
        """End a job whose pictures may not be shown; on a server its author may appeal."""
        job, now = run.job, self.context.clock()
        if job.guild_id is not None:  # stored first, so that the member can appeal as soon as the refusal is shown
            # An accepted appeal draws new pictures, which moderators must review.
            request = job.request.with_policy(flagged=FlaggedAction.HOLD)
            await self.context.database.run(appeals.store_from_job, job, request, HoldReason.FLAGGED.value, now=now)
        ended = await self.finisher.fail(run, State.REFUSED, FLAGGED_NOT_SHOWN_MESSAGE, micros=job.cost, kind="Flagged")
        if ended and job.guild_id is not None:
            await self.context.database.run(strikes.add, job.guild_id, job.user_id, now=now)
