"""Does the next step of an errand: which one it is hangs on the job's state alone."""

from dataclasses import dataclass
from typing import Final

from bot.domain.job import Job, State
from bot.errors import DiscordDown
from bot.jobs.deliver import Delivering
from bot.jobs.finish import Ending
from bot.jobs.generate import Drawing
from bot.jobs.run import Errand
from bot.storage import intake, jobs, removals
from bot.storage.intake import SOURCE_REMOVED

UNANSWERED: Final = "The bot restarted before it could answer; nothing was charged."


@dataclass(slots=True, kw_only=True)
class Runner:
    """Carries errands on, a step at a time; ``deadline`` is how many seconds the provider gets for a task."""

    drawing: Drawing
    delivering: Delivering
    ending: Ending
    deadline: float

    def begin(self, job: Job, *, adopted: bool = False) -> Errand:
        """The errand for a job that was claimed or adopted just now."""
        now = self.ending.monotonic()
        sent = job.submitted_at is not None
        return Errand(job=job, due=now, deadline=now + self.deadline, adopted=adopted and sent, begun_at=now)

    async def step(self, errand: Errand) -> None:
        """Do what the job's state asks for; afterwards the errand is done, or due again."""
        if await self._is_removed_above(errand):
            return
        match errand.job.state:
            case State.RESERVED:
                await self._resume(errand)
            case State.SUBMITTED if errand.accepted_at is None:
                await self.drawing.submit(errand)
            case State.SUBMITTED:
                await self.drawing.look(errand)
            case State.READY:
                await self.delivering.deliver(errand)
            case State.HELD:
                await self.delivering.holding.tell(errand)
            case State.DELIVERED if errand.job.removed_at is None:
                await self.delivering.show_again(errand)
            case _:
                await self.ending.tell(errand)

    async def _is_removed_above(self, errand: Errand) -> bool:
        """End what goes back to a picture that moderators removed meanwhile: it is neither drawn nor shown."""
        job, source = errand.job, errand.job.request.source
        unsent = job.state is State.SUBMITTED and errand.accepted_at is None
        if source is None or not (unsent or job.state is State.READY):
            return False
        if not await self.ending.database.run(removals.is_above, source[0]):
            return False
        await self.ending.fail(
            errand, State.REFUSED, SOURCE_REMOVED, micros=0 if unsent else job.cost, abandoned=unsent and errand.adopted
        )
        return True

    async def _resume(self, errand: Errand) -> None:
        """A process died between the commit and the acknowledgement: did the member see an answer?"""
        try:
            found = await self.ending.messenger.find(errand.job)
        except DiscordDown as error:
            self.ending.again_later(errand, error.retry_after)
            return
        if found is None:
            ended = await self.ending.fail(errand, State.FAILED, UNANSWERED)
            if ended:
                await self.ending.database.run(jobs.answered, errand.job.id)
        else:
            channel_id, message_id = found
            await self.ending.database.run(
                intake.acknowledged, errand.job, channel_id=channel_id, message_id=message_id
            )
        errand.done = True
