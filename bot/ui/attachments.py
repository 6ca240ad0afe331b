"""File names of pictures: they contain the job's id and the picture's number, but no part of the prompt."""

import re
from typing import Final

from bot.domain.catalog import OutputFormat
from bot.domain.job import Job

MAX_REQUEST_BYTES: Final = 24 * 1024 * 1024
"""Total size of the files of one message; Discord accepts requests of up to 25 MiB (Create Message)."""
_FILENAME: Final = re.compile(r"easel-(?P<job>[0-9]+)-(?P<number>[0-9]+)\.[a-z]+")


def filename(job: Job, number: int, file_format: OutputFormat) -> str:
    return f"easel-{job.id}-{number}.{file_format.lower()}"


def filename_in_url(url: str) -> str:
    return url.partition("?")[0].rpartition("/")[2]


def parse_filename(name: str) -> tuple[int, int] | None:
    """Read job id and picture number from a file name; only reliable for files in Easel's own messages."""
    match = _FILENAME.fullmatch(name)
    return None if match is None else (int(match["job"]), int(match["number"]))


def picture_number_in_url(job: Job, url: str) -> int | None:
    """The number of the job's picture at this URL; ``None`` for any other file."""
    job_id, number = parse_filename(filename_in_url(url)) or (None, None)
    return number if job_id == job.id else None
