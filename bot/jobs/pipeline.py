"""Executes the next step of a job, which depends only on its state."""

from dataclasses import dataclass
from typing import Final

from bot.domain.job import Job, State
from bot.domain.screening import screen_results
from bot.errors import DiscordDown, Gone
from bot.jobs.context import JobContext
from bot.jobs.deliver import Deliverer
from bot.jobs.finish import JobFinisher
from bot.jobs.generate import Generator
from bot.jobs.run import JobRun
from bot.localization.messages import Message
from bot.refusals import SourceRemoved
from bot.storage import intake, jobs, removals

RESTARTED_MESSAGE: Final = Message("bot-restarted")


@dataclass(slots=True, kw_only=True)
class JobPipeline:
    """Advances jobs one step at a time; a task fails ``task_timeout_seconds`` after its run was created."""

    generator: Generator
    deliverer: Deliverer
    context: JobContext
    finisher: JobFinisher
    task_timeout_seconds: float

    def create_run(self, job: Job, *, adopted: bool = False) -> JobRun:
        """Create the run of a job that was just claimed or adopted."""
        monotonic = self.context.monotonic
        adopted = adopted and job.submitted_at is not None
        return JobRun(job, monotonic, deadline_at=monotonic() + self.task_timeout_seconds, adopted=adopted)

    async def advance(self, run: JobRun) -> None:
        """Execute the step for the job's state; afterwards the run is done, or its next step is due."""
        if await self._end_if_source_removed(run):
            return
        match run.job.state:
            case State.RESERVED:
                await self._resolve_acknowledgement(run)
            case State.SUBMITTED if run.accepted_at is None:
                await self.generator.submit(run)
            case State.SUBMITTED:
                await self.generator.poll(run)
            case State.READY:
                await self.deliverer.deliver(run)
            case State.HELD:
                await self.deliverer.review_hold.notify_member(run)
            case State.DELIVERED if run.job.removed_at is None:
                await self.deliverer.restore(run)
            case _:
                await self.finisher.notify_member(run)

    async def _end_if_source_removed(self, run: JobRun) -> bool:
        """Refuse a job if moderators removed its source picture; return whether it was refused.

        Results of which none may be shown are refused for that reason, which can be appealed, by the delivery.
        """
        job, source = run.job, run.job.request.source_image
        if source is None:
            return False
        unsent = job.state is State.SUBMITTED and run.accepted_at is None
        if not unsent and not (job.state is State.READY and screen_results(job).results):
            return False
        if not await self.context.database.run(removals.has_removed_ancestor, source[0]):
            return False
        micros, abandoned = 0 if unsent else job.cost, unsent and run.adopted
        await self.finisher.fail(
            run, State.REFUSED, SourceRemoved.sentence, micros=micros, abandoned=abandoned, kind=Gone.__name__
        )
        return True

    async def _resolve_acknowledgement(self, run: JobRun) -> None:
        """Handle a job whose process ended between commit and acknowledgement: fail it if no response was sent."""
        try:
            found = await self.context.messenger.find_answer(run.job)
        except DiscordDown as error:
            run.retry_later(error.retry_after)
            return
        if found is not None:
            channel_id, message_id = found
            await self.context.database.run(intake.acknowledge, run.job, channel_id=channel_id, message_id=message_id)
        elif await self.finisher.fail(run, State.FAILED, RESTARTED_MESSAGE, kind="Restarted"):
            await self.context.database.run(jobs.mark_notified, run.job.id)
        run.done = True
