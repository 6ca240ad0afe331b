"""The use cases: ask, repeat, cancel, and look at what is left. Every way in ends here and passes the same gate."""

import logging
from dataclasses import dataclass
from typing import Final
from uuid import uuid4

from bot.domain.catalog import Catalog
from bot.domain.job import Asker, Job
from bot.domain.load import CLOSED, Breaker, Clock, Throttle, at_once
from bot.domain.quota import Limits, Usage
from bot.domain.request import Options, Request, validated
from bot.errands.inbox import Inbox
from bot.errors import Closed, Gone, NotYours
from bot.storage import jobs, leases, ledger
from bot.storage.database import Database
from bot.storage.jobs import Place
from bot.storage.leases import LEASE, Lease

log: Final = logging.getLogger(__name__)

RESTARTING: Final = "Easel is restarting; please ask again in a minute."
UNSEEN: Final = "Discord did not wait for the answer; nothing was charged."
CANCELLED: Final = "Cancelled; nothing was charged."
CANCELLED_BY_MODERATOR: Final = "A moderator cancelled this; nothing was charged."
TOO_LATE: Final = "It is too late to cancel that request: it has ended already."
ON_ITS_WAY: Final = "It is too late to cancel that request: the pictures are on their way. You can delete them."
UNKNOWN: Final = "Nothing is known of that request any more."
LARGEST_ID: Final = 2**63 - 1
"""What a column of the database can hold; Discord's ids stay below it, what people type may not."""


@dataclass(frozen=True, slots=True)
class Accepted:
    """A request that is on disk. ``place`` is ``None`` when it is drawn at once."""

    job: Job
    place: Place | None


@dataclass(slots=True, kw_only=True)
class Service:
    """What a member may do; every refusal is a :class:`~bot.errors.Refused` with its sentence."""

    database: Database
    catalog: Catalog
    limits: Limits
    throttle: Throttle
    breaker: Breaker
    clock: Clock
    owner: str
    inbox: Inbox
    closing: bool = False

    async def ask(self, asker: Asker, request: Request) -> Accepted:
        """Write the request down and take its quota, in one commit; only then may it be acknowledged."""
        if self.closing:
            raise Closed(RESTARTING)
        if not self.breaker.spending:
            raise Closed(CLOSED)
        now = self.clock()
        job, place = await self.database.run(
            jobs.reserve,
            *(asker, request),
            task_uuid=uuid4(),
            limits=self.limits,
            lease=Lease(self.owner, now + LEASE),
            now=now,
        )
        at_provider = at_once(self.throttle, self.breaker)
        return Accepted(job, None if place.position + place.drawing <= at_provider else place)

    async def repeat(self, asker: Asker, job: Job) -> Accepted:
        """Ask for the same again; whoever presses pays."""
        old = job.request
        options = Options(
            ratio=old.ratio,
            model=old.model,
            resolution=old.resolution,
            count=old.count,
            format=old.format,
            quality=old.quality,
            private=old.private,
            spoiler=old.spoiler,
        )
        return await self.ask(asker, validated(old.prompt, options, self.catalog))

    async def acknowledged(self, job: Job, *, channel_id: int, message_id: int) -> None:
        """The member sees the waiting message: the job stands in the line, and who is first there is drawn."""
        now = self.clock()
        claimed = await self.database.run(
            jobs.joined,
            job.id,
            channel_id=channel_id,
            message_id=message_id,
            at_once=0 if self.closing else at_once(self.throttle, self.breaker),
            lease=Lease(self.owner, now + LEASE),
            now=now,
        )
        self.inbox.put(claimed)

    async def unsure(self, job: Job) -> None:
        """Discord did not say whether the member saw an answer: the worker finds out, and goes on or refunds."""
        await self.database.run(leases.disown, job.id, owner=self.owner)
        self.inbox.wake()

    async def unseen(self, job: Job) -> None:
        """Discord took no answer in time, so the member saw none: the quota is given back."""
        if await self.database.run(jobs.cancel, job.id, UNSEEN, now=self.clock()):
            await self.told(job)

    async def cancel(self, job_id: int, *, user_id: int, moderator: bool) -> Job:
        """Take a request back that is not finished; only its author and moderators may."""
        job = await self.get(job_id)
        _owned(job, user_id, moderator=moderator, deed="cancel")
        reason = CANCELLED if job.user_id == user_id else CANCELLED_BY_MODERATOR
        cancelled = await self.database.run(jobs.cancel, job_id, reason, now=self.clock())
        if cancelled is None:
            raise Gone(TOO_LATE if job.state.ended else ON_ITS_WAY)
        return cancelled

    async def told(self, job: Job) -> None:
        """The member has been shown how the job ended."""
        await self.database.run(jobs.answered, job.id)

    async def deletable(self, job_id: int, *, user_id: int, moderator: bool) -> Job:
        """The job whose message is to be deleted; only its author and moderators may."""
        job = await self.get(job_id)
        _owned(job, user_id, moderator=moderator, deed="delete")
        return job

    async def get(self, job_id: int) -> Job:
        """The job of that id."""
        job = await self.database.run(jobs.get, job_id) if job_id <= LARGEST_ID else None
        if job is None:
            raise Gone(UNKNOWN)
        return job

    async def unfinished(self, user_id: int) -> list[Job]:
        """A member's requests that have not ended, oldest first."""
        return await self.database.run(jobs.unfinished, user_id)

    async def usage(self, user_id: int) -> Usage:
        """What the member used of the last 24 hours."""
        return await self.database.run(ledger.member_usage, user_id, self.clock())

    async def counts(self) -> dict[str, int]:
        """How many requests stand in each unfinished state."""
        return await self.database.run(jobs.counts)


def _owned(job: Job, user_id: int, *, moderator: bool, deed: str) -> None:
    if job.user_id != user_id and not moderator:
        raise NotYours(f"Only the one who asked for this, or a moderator, may {deed} it.")
