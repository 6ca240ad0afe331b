"""The use cases of the library: look back, find by short id, walk the edit trail, mark, describe, delete."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from bot.domain.clock import (
    Clock,
)
from bot.domain.job import Job
from bot.domain.screening import absence
from bot.domain.short_ids import LENGTH, read_code, spaced
from bot.domain.text import clean
from bot.errors import Gone, Invalid
from bot.storage import jobs, library
from bot.storage.database import LARGEST, Database
from bot.storage.library import AltTexts, Page, Step

PER_PAGE: Final = 5
"""Jobs on a page of the history."""
AFTER: Final = 4
"""Pictures made from one that are offered as the next step."""
ALT_TEXT: Final = 1024
"""Characters of a description (Discord, Media Gallery Item)."""
UNKNOWN: Final = "There is no such picture that you can see; you find the short id, like k3f-9x2, under each picture."
_RECENT: Final = 50
"""Pictures among which what was typed is looked for."""
_LINE: Final = 200
"""Pictures made from one, in however many steps, that are counted."""
_DIGITS: Final = 19

Sees = Callable[[Job], bool]
"""Whether somebody may see a job."""


@dataclass(frozen=True, slots=True)
class Trail:
    """Where a picture stands among those that were made from each other.

    ``position`` counts the steps from the original, ``total`` those to the last one on the longest way from here.
    ``before`` is what it was made from, ``None`` where nobody may see that any more; ``after`` what was made from it.
    """

    position: int = 0
    total: int = 0
    before: Job | None = None
    after: tuple[Job, ...] = ()


@dataclass(frozen=True, slots=True)
class Library:
    """What members keep. Who may see what is decided by the caller."""

    database: Database
    clock: Clock

    async def history(self, user_id: int, *, guild_id: int | None, favourites: bool, page: int) -> tuple[Page, int]:
        """A page of a member's own pictures or favourites, newest first, and its number; at most the last."""
        found = await self._page(user_id, guild_id, favourites, page)
        last = max(0, (found.total - 1) // PER_PAGE)
        if page <= last:
            return found, page
        return await self._page(user_id, guild_id, favourites, last), last

    async def get(self, job_id: int) -> Job | None:
        """The job of that number, if there is one."""
        return await self.database.run(jobs.get, job_id)

    async def find(self, typed: str, sees: Sees) -> Job:
        """The job of a short id or a number; of several the newest that may be seen."""
        candidates = await self.candidates(typed)
        seen = [job for job in candidates if sees(job)]
        there = next((job for job in seen if job.pictures), None)
        if there is None:
            raise Gone(absence(seen[0]) if seen else UNKNOWN)
        return there

    async def recent(self, user_id: int, typed: str) -> list[Job]:
        """A member's newest pictures whose short id or prompt contains what was typed."""
        wanted = typed.strip().casefold()
        found = await self.database.run(library.recent, user_id, limit=_RECENT)
        return [job for job in found if wanted in f"{spaced(job.code)} {job.code} {job.request.prompt}".casefold()]

    async def trail(self, job: Job, sees: Sees) -> Trail:
        """Where the job stands among those that were made from each other, as far as they may be seen."""
        before, after = await self.database.run(library.trail, job.id, limit=_LINE)
        children = _children([step for step in after if sees(step.job)])
        parent = before[-1].job if before else None
        return Trail(
            position=len(before),
            total=len(before) + _longest(job.id, children),
            before=parent if parent is not None and parent.pictures and sees(parent) else None,
            after=tuple(child for child in children.get(job.id, ()) if child.pictures)[:AFTER],
        )

    async def favour(self, user_id: int, job: Job) -> bool:
        """Mark a job as a member's favourite, or take the mark away; returns whether it is one now."""
        marked = await self.database.run(library.toggle_favourite, user_id, job.id, now=self.clock())
        if marked is None:
            raise Gone(absence(job))
        return marked

    async def alt_texts(self, *wanted: Job) -> AltTexts:
        """What the authors of these jobs wrote for those who cannot see the pictures."""
        return await self.database.run(library.alt_texts, [job.id for job in wanted])

    async def describe(self, job: Job, number: int, text: str) -> None:
        """Keep the author's description of a picture."""
        words = " ".join(clean(text).split())
        if not words:
            raise Invalid("The description is empty; write what the picture shows.")
        if len(words) > ALT_TEXT:
            raise Invalid(f"A description can have at most {ALT_TEXT} characters, not {len(words)}.")
        if not 1 <= number <= job.pictures or not await self.database.run(library.describe, job.id, number, words):
            raise Gone(absence(job))

    async def delete(self, job: Job) -> None:
        """Forget a job's words, its pictures' names, marks and descriptions; doing it twice is harmless."""
        await self.database.run(library.delete, job.id, now=self.clock())

    async def _page(self, user_id: int, guild_id: int | None, favourites: bool, page: int) -> Page:
        offset = page * PER_PAGE
        return await self.database.run(
            library.history, user_id, guild_id=guild_id, favourites=favourites, offset=offset, limit=PER_PAGE
        )

    async def candidates(self, typed: str) -> Sequence[Job]:
        """All jobs of a short id or a number, deleted ones too, the newest first."""
        typed = typed.strip()
        if typed.isascii() and typed.isdigit() and LENGTH < len(typed) <= _DIGITS:
            job = await self.get(min(int(typed), LARGEST))
            return [] if job is None else [job]
        code = read_code(typed)
        return [] if code is None else await self.database.run(library.by_code, code)


def _children(steps: Sequence[Step]) -> Mapping[int, list[Job]]:
    children: dict[int, list[Job]] = {}
    for step in steps:
        if step.source_id is not None:
            children.setdefault(step.source_id, []).append(step.job)
    return children


def _longest(job_id: int, children: Mapping[int, list[Job]]) -> int:
    """The steps of the longest way down; only ways that end with a picture which is still there count."""
    steps = 0
    level, depth = [job_id], 0
    while level:
        depth += 1
        below = [child for one in level for child in children.get(one, ())]
        if any(child.pictures for child in below):
            steps = depth
        level = [child.id for child in below]
    return steps
