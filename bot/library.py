"""The use cases of the library: history, search by short id, edit trail, favourites, alt texts, deletion."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from bot.domain.clock import Clock
from bot.domain.job import Job
from bot.domain.library import AltTexts, LibraryPage, LineageEntry
from bot.domain.screening import absence_reason
from bot.domain.short_ids import SHORT_ID_LENGTH, format_short_id, parse_id, parse_short_id
from bot.domain.text import clean
from bot.errors import Gone, Invalid
from bot.localization.messages import Message
from bot.storage import jobs, library
from bot.storage.database import Database

JOBS_PER_PAGE: Final = 5
"""Jobs on a page of the history."""
MAX_TRAIL_CHILDREN: Final = 4
"""Upper bound of the edits of a picture that its trail links to."""
MAX_ALT_TEXT_LENGTH: Final = 1024
"""Upper bound of characters of an alt text (Discord, Media Gallery Item)."""
UNKNOWN_PICTURE_MESSAGE: Final = Message("picture-not-found-by-id")
_MAX_RECENT_JOBS: Final = 50
"""The newest jobs of a member that a search considers."""
_MAX_TRAIL_JOBS: Final = 200
"""Upper bound of the descendants of a picture that are considered."""
_MAX_JOB_ID_DIGITS: Final = 19

CanSee = Callable[[Job], bool]
"""Whether a member may see a job."""


@dataclass(frozen=True, slots=True)
class EditTrail:
    """The position of a picture in its chain of edits.

    ``position`` is the number of steps from the original, ``length`` that of the longest chain through this picture.
    ``parent`` is the job that it was made from, ``None`` if it is not visible; ``children`` are the jobs made from it.
    """

    position: int = 0
    length: int = 0
    parent: Job | None = None
    children: tuple[Job, ...] = ()


@dataclass(frozen=True, slots=True)
class Library:
    """The use cases of the library. The caller decides who may see a job."""

    database: Database
    clock: Clock

    async def history(
        self, user_id: int, *, guild_id: int | None, favourites: bool, page: int
    ) -> tuple[LibraryPage, int]:
        """A page of a member's pictures or favourites, newest first, and its number, at most that of the last page."""
        result = await self._get_page(user_id, guild_id, favourites, page)
        last = max(0, (result.total - 1) // JOBS_PER_PAGE)
        if page <= last:
            return result, page
        return await self._get_page(user_id, guild_id, favourites, last), last

    async def get(self, job_id: int) -> Job | None:
        """The job with that id, if there is one."""
        return await self.database.run(jobs.get, job_id)

    async def find(self, typed: str, can_see: CanSee) -> Job:
        """The newest visible job with that short id or number; raises Gone if there is none with pictures."""
        visible = [job for job in await self.list_by_typed_id(typed) if can_see(job)]
        for job in visible:
            if job.delivered_count:
                return job
        raise Gone(absence_reason(visible[0]) if visible else UNKNOWN_PICTURE_MESSAGE)

    async def search_recent(self, user_id: int, typed: str) -> list[Job]:
        """A member's newest jobs whose short id or prompt contains the typed text."""
        recent = await self.database.run(library.list_recent, user_id, limit=_MAX_RECENT_JOBS)
        query = typed.strip().casefold()
        texts = (f"{format_short_id(job.short_id)} {job.short_id} {job.request.prompt}".casefold() for job in recent)
        return [job for job, text in zip(recent, texts, strict=True) if query in text]

    async def get_trail(self, job: Job, can_see: CanSee) -> EditTrail:
        """The job's position in its chain of edits; jobs that the member may not see are omitted."""
        before, after = await self.database.run(library.get_lineage, job.id, limit=_MAX_TRAIL_JOBS)
        children = _group_by_source([step for step in after if can_see(step.job)])
        parent = before[-1].job if before else None
        return EditTrail(
            position=len(before),
            length=len(before) + _longest_path(job.id, children),
            parent=parent if parent is not None and parent.delivered_count and can_see(parent) else None,
            children=tuple(child for child in children.get(job.id, ()) if child.delivered_count)[:MAX_TRAIL_CHILDREN],
        )

    async def toggle_favourite(self, user_id: int, job: Job) -> bool:
        """Mark a job as a member's favourite, or remove the mark; return whether it is a favourite now."""
        marked = await self.database.run(library.toggle_favourite, user_id, job.id, now=self.clock())
        if marked is None:
            raise Gone(absence_reason(job))
        return marked

    async def get_alt_texts(self, *jobs_with_pictures: Job) -> AltTexts:
        """The alt texts that the authors of these jobs wrote."""
        return await self.database.run(library.get_alt_texts, [job.id for job in jobs_with_pictures])

    async def set_alt_text(self, job: Job, number: int, text: str) -> None:
        """Store the author's alt text of a picture. Raises Invalid or Gone."""
        text = " ".join(clean(text).split())
        if not text:
            raise Invalid(Message("description-empty"))
        if len(text) > MAX_ALT_TEXT_LENGTH:
            raise Invalid(Message("description-too-long", limit=MAX_ALT_TEXT_LENGTH, length=len(text)))
        exists = 1 <= number <= job.delivered_count
        if not exists or not await self.database.run(library.set_alt_text, job.id, number, text):
            raise Gone(absence_reason(job))

    async def delete(self, job: Job) -> None:
        """Delete a job's prompt, image UUIDs, favourites and alt texts; idempotent."""
        await self.database.run(library.delete, job.id, now=self.clock())

    async def _get_page(self, user_id: int, guild_id: int | None, favourites: bool, page: int) -> LibraryPage:
        offset = page * JOBS_PER_PAGE
        return await self.database.run(
            library.list_history, user_id, guild_id=guild_id, favourites=favourites, offset=offset, limit=JOBS_PER_PAGE
        )

    async def list_by_typed_id(self, typed: str) -> Sequence[Job]:
        """All jobs with that short id or number, including deleted ones, newest first."""
        typed = typed.strip()
        if typed.isascii() and typed.isdigit() and SHORT_ID_LENGTH < len(typed) <= _MAX_JOB_ID_DIGITS:
            job = await self.get(parse_id(typed))
            return [] if job is None else [job]
        code = parse_short_id(typed)
        return [] if code is None else await self.database.run(library.list_by_code, code)


def _group_by_source(steps: Sequence[LineageEntry]) -> Mapping[int, list[Job]]:
    children: dict[int, list[Job]] = {}
    for step in steps:
        if step.source_job_id is not None:
            children.setdefault(step.source_job_id, []).append(step.job)
    return children


def _longest_path(job_id: int, children: Mapping[int, list[Job]]) -> int:
    """The number of steps of the longest chain of descendants that ends with an existing picture."""
    longest = depth = 0
    level = [job_id]
    while level:
        depth += 1
        descendants = [child for parent_id in level for child in children.get(parent_id, ())]
        if any(child.delivered_count for child in descendants):
            longest = depth
        level = [child.id for child in descendants]
    return longest
