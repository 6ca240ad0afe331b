"""A member's library: pages of their pictures, lineage, and alt texts."""

from collections.abc import Mapping
from typing import NamedTuple

from bot.domain.job import Job


class LibraryPage(NamedTuple):
    """One page of a member's jobs, newest first; ``total`` is the number of jobs on all pages."""

    jobs: list[Job]
    total: int
    favourite_ids: frozenset[int]
    alt_texts: "AltTexts"


class LineageEntry(NamedTuple):
    """A job, and the job whose picture it was made from, which is known even if that job was removed."""

    job: Job
    source_job_id: int | None


AltTexts = Mapping[tuple[int, int], str]
"""The authors' alt texts, by job id and picture number."""
