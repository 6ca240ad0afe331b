"""The names of the files that are sent: what they tell is the job and the number, nothing is from the prompt."""

import re
from typing import Final

from bot.domain.catalog import OutputFormat
from bot.domain.job import Job

_FILENAME: Final = re.compile(r"easel-(?P<job>[0-9]+)-(?P<number>[0-9]+)\.[a-z]+")


def filename(job: Job, number: int, format: OutputFormat) -> str:  # noqa: A002 – the request's own word
    """The name of a job's picture."""
    return f"easel-{job.id}-{number}.{format.lower()}"


def filename_in_url(url: str) -> str:
    """The name of the file at that address."""
    return url.partition("?")[0].rpartition("/")[2]


def parse_filename(name: str) -> tuple[int, int] | None:
    """The job and the number that a file's name tells; anybody can name a file so, but not in a message of ours."""
    match = _FILENAME.fullmatch(name)
    return None if match is None else (int(match["job"]), int(match["number"]))


def picture_number_in_url(job: Job, url: str) -> int | None:
    """Which of the job's pictures is at that address; ``None`` for anything else."""
    match parse_filename(filename_in_url(url)):
        case (job.id, number):
            return number
    return None


MAX_REQUEST_BYTES: Final = 24 * 1024 * 1024
"""Bytes of all files of one message together; Discord takes requests of up to 25 MiB (Create Message)."""
