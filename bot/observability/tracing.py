"""Traces of jobs, if the operator wants them: a span for each job, with one for each of its phases.

They are off unless one of OpenTelemetry’s own environment variables names a collector, and need an optional package.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from typing import Final, NamedTuple, Protocol

from bot.domain.job import Job

log: Final = logging.getLogger(__name__)

ENDPOINT_VARIABLES: Final = ("OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT")
"""https://opentelemetry.io/docs/specs/otel/protocol/exporter/"""
CLOSE_TIMEOUT_SECONDS: Final = 0.5
"""Short, because stopping must not take longer than ten seconds altogether."""


class Phase(NamedTuple):
    """A phase of a job, and when it began and ended, in seconds since the epoch."""

    name: str
    began_at: float
    ended_at: float


class JobTracer(Protocol):
    """Records jobs that ended."""

    def record_job(self, job: Job, phases: Sequence[Phase], *, why: str = "") -> None:
        """Record the job with its phases; ``why`` is a word for the cause if it has no pictures."""
        ...


class _NoTraces:
    def record_job(self, job: Job, phases: Sequence[Phase], *, why: str = "") -> None:
        """Record nothing."""


NO_TRACES: Final = _NoTraces()


@asynccontextmanager
async def open_tracer(environ: Mapping[str, str]) -> AsyncIterator[JobTracer]:
    """The tracer that the environment asks for; traces that are left are sent at the end, for half a second at most."""
    if not _is_wanted(environ):
        yield NO_TRACES
        return
    try:
        from bot.observability import opentelemetry_tracing  # noqa: PLC0415 - an optional package
    except ImportError:
        log.warning(
            "There are no traces, because OpenTelemetry is missing: "
            "pip install opentelemetry-sdk opentelemetry-exporter-otlp-proto-http",
            extra={"event": "traces_unavailable"},
        )
        yield NO_TRACES
        return
    provider = opentelemetry_tracing.build_provider()
    try:
        yield opentelemetry_tracing.OpenTelemetryTracer(provider)
    finally:
        await asyncio.to_thread(opentelemetry_tracing.close, provider, CLOSE_TIMEOUT_SECONDS)


def _is_wanted(environ: Mapping[str, str]) -> bool:
    is_disabled = environ.get("OTEL_SDK_DISABLED", "").lower() == "true"
    is_off = is_disabled or environ.get("OTEL_TRACES_EXPORTER", "otlp").lower() == "none"
    return not is_off and any(environ.get(name, "").strip() for name in ENDPOINT_VARIABLES)
