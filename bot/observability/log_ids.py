"""The ids that every log line of a job or an interaction carries, without being passed from call to call."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from types import MappingProxyType
from typing import Any, Final

from bot.domain.job import Job
from bot.domain.short_ids import format_short_id

_NO_IDS: Final[Mapping[str, str]] = MappingProxyType({})
_ids: ContextVar[Mapping[str, str]] = ContextVar("log_ids", default=_NO_IDS)


def current_ids() -> Mapping[str, str]:
    """The ids of what the current task works on; texts, because many readers of JSON round numbers of that size."""
    return _ids.get()


@contextmanager
def of_job(job: Job) -> Iterator[None]:
    """Let all lines in this context, and in the tasks that it starts, carry the ids of the job."""
    with _bind(job=job.id, code=format_short_id(job.short_id), member=job.user_id, server=job.guild_id):
        yield


@contextmanager
def of_interaction(data: Any) -> Iterator[None]:
    """The same for an interaction, as Discord sends it; whatever it lacks is left out."""
    found = data if isinstance(data, Mapping) else {}
    person = found.get("member") or found
    user = person.get("user") if isinstance(person, Mapping) else None
    member = user.get("id") if isinstance(user, Mapping) else None
    with _bind(interaction=found.get("id"), member=member, server=found.get("guild_id")):
        yield


@contextmanager
def _bind(**ids: object) -> Iterator[None]:
    known = {name: str(value) for name, value in ids.items() if value is not None}
    token = _ids.set(MappingProxyType({**_ids.get(), **known}))
    try:
        yield
    finally:
        _ids.reset(token)
