"""The log lines of a job’s beginning and end, with what an operator looks for: model, pictures, dollars, and why.

The ids of the job, its member and its server are on every line (:mod:`bot.observability.log_ids`).
"""

import logging
from typing import Final

from bot.domain.catalog import MICRO_DOLLARS_PER_DOLLAR
from bot.domain.job import Job, State
from bot.observability import log_ids

log: Final = logging.getLogger(__name__)


def log_accepted(job: Job) -> None:
    """Log that a request was accepted, with its estimated cost."""
    request = job.request
    with log_ids.of_job(job):
        log.info(
            "Job %s accepted: %s × %s for about $%s",
            *(job.id, request.count, request.model, _dollars(job.cost)),
            extra={
                "event": "job_accepted",
                "model": request.model,
                "pictures": request.count,
                "dollars": _dollars(job.cost),
            },
        )


def log_end(job: Job, *, pictures: int = 0, micros: int = 0, why: str = "", code: str = "") -> None:
    """Log how a job ended, and the micro-dollars that it cost; a failure is a warning.

    ``why`` is a word for the cause, and ``code`` the provider’s error code.
    """
    level = logging.WARNING if job.state is State.FAILED else logging.INFO
    cause = " ".join(filter(None, (why, code)))
    extra = {
        "event": f"job_{job.state}",
        "model": job.request.model,
        "pictures": pictures,
        "dollars": _dollars(micros),
        **({"why": why} if why else {}),
        **({"code": code} if code else {}),
    }
    if job.ended_at is not None:
        extra["seconds"] = round(job.ended_at - job.created_at, 1)
    with log_ids.of_job(job):
        log.log(
            level,
            "Job %s %s%s: %s pictures, %s, $%s",
            *(job.id, job.state, f" ({cause})" if cause else "", pictures, job.request.model, _dollars(micros)),
            extra=extra,
        )


def _dollars(micros: int) -> float:
    return micros / MICRO_DOLLARS_PER_DOLLAR
