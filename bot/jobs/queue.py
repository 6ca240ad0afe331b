"""The use cases of unfinished jobs: acknowledge and enqueue a reserved job, cancel jobs, list and count them."""

import logging
from dataclasses import dataclass
from functools import partial
from typing import Final

from bot.domain.clock import Clock
from bot.domain.job import Job
from bot.errors import Gone, NotYours, StorageUnavailable
from bot.jobs.capacity import Capacity
from bot.jobs.end_recorder import JobEndRecorder
from bot.jobs.inbox import Inbox
from bot.localization.messages import Message
from bot.storage import cancelling, intake, jobs, leases
from bot.storage.database import Database
from bot.storage.leases import Lease

log: Final = logging.getLogger(__name__)

ACK_FAILED_MESSAGE: Final = Message("ack-failed")
CANCELLED_BY_MODERATOR_MESSAGE: Final = Message("cancelled-by-moderator")
ALREADY_ENDED_MESSAGE: Final = Message("cancel-too-late")
ALREADY_DELIVERING_MESSAGE: Final = Message("cancel-too-late-but-deletable")
NOT_FINISHED_MESSAGE: Final = Message("delete-too-early")


@dataclass(slots=True, kw_only=True)
class JobQueue:
    """The use cases of unfinished jobs; every refusal is a :class:`~bot.errors.Refused` with its sentence."""

    database: Database
    clock: Clock
    owner: str
    capacity: Capacity
    inbox: Inbox
    end_recorder: JobEndRecorder
    task_timeout_seconds: float

    async def enqueue(self, job: Job, *, channel_id: int, message_id: int) -> None:
        """Put a job whose waiting message was sent into the queue, and claim jobs up to the limit."""
        now = self.clock()
        acknowledge = partial(intake.acknowledge_and_claim, job, channel_id=channel_id, message_id=message_id)
        slots = 0 if self.capacity.is_closing else self.capacity.slots
        lease = Lease.start(self.owner, now=now)
        try:
            claimed = await self.database.run(acknowledge, max_running=slots, lease=lease, now=now)
        except StorageUnavailable:  # the message was sent: the worker finds it when the database works again
            log.warning("Job %s joins the queue later", job.id, extra={"event": "enqueue_failed"})
        else:
            self.inbox.put(claimed)

    async def ack_unknown(self, job: Job) -> None:
        """Let the worker find out whether the job's waiting message was sent, because Discord did not respond."""
        await self.database.run(leases.mark_unknown, job.id, owner=self.owner)
        self.inbox.wake()

    async def ack_failed(self, job: Job) -> None:
        """Cancel a job whose waiting message was not sent, with a full refund."""
        cancelled = await self.database.run(cancelling.cancel, job.id, ACK_FAILED_MESSAGE, now=self.clock())
        if cancelled is not None:
            await self.end_recorder.record_cancelled([cancelled])
            await self.mark_notified(job)

    async def cancel(self, job: Job, *, user_id: int) -> Job:
        """Cancel the member's own unfinished job; pictures that the provider is already drawing still count."""
        _check_own(job, user_id, "cancel-not-yours")
        cancelled = await self.database.run(
            cancelling.cancel_by_author, job.id, user_id=user_id, deadline=self.task_timeout_seconds, now=self.clock()
        )
        if cancelled is None:
            raise Gone(ALREADY_ENDED_MESSAGE if job.state.is_final else ALREADY_DELIVERING_MESSAGE)
        await self.end_recorder.record_cancelled([cancelled])
        return cancelled

    async def mark_notified(self, job: Job) -> None:
        """Record that the member was shown how the job ended."""
        await self.database.run(jobs.mark_notified, job.id, removed_at=job.removed_at)

    @staticmethod
    def check_deletable(job: Job, *, user_id: int, moderator: bool) -> None:
        """Raise unless the job has ended and the user is its author or a moderator."""
        if not moderator:
            _check_own(job, user_id, "delete-not-yours")
        if not job.state.is_final:
            raise Gone(NOT_FINISHED_MESSAGE)

    async def list_unfinished(self, user_id: int) -> list[Job]:
        """A member's unfinished jobs, oldest first."""
        return await self.database.run(jobs.list_unfinished, user_id)

    async def count_unfinished(self) -> dict[str, int]:
        """Number of jobs in each unfinished state."""
        return await self.database.run(jobs.count_by_state)


def _check_own(job: Job, user_id: int, refusal: str) -> None:
    if job.user_id != user_id:
        raise NotYours(Message(refusal))
