"""What a member sees of their own pictures: pages of the history, lineage, alt texts."""

from collections.abc import Mapping
from typing import NamedTuple

from bot.domain.job import Job


class LibraryPage(NamedTuple):
    """A part of somebody's pictures, newest first, and how many jobs there are in all.

    ``marked`` are those of them that are the member's favourites, ``alt_texts`` what their authors wrote.
    """

    jobs: list[Job]
    total: int
    favourite_ids: frozenset[int]
    alt_texts: "AltTexts"


class LineageEntry(NamedTuple):
    """A job, and the one whose picture it starts from; that is known even when the job was removed."""

    job: Job
    source_job_id: int | None


AltTexts = Mapping[tuple[int, int], str]
"""What authors wrote for those who cannot see the pictures, by the job and the picture's number."""
