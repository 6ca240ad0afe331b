"""Traces with OpenTelemetry; the only module that imports it.

Spans are made after a job has ended, with the times that were measured anyway, so tracing takes no time of a job.
"""

import threading
from collections.abc import Sequence
from typing import Final

from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.resources import SERVICE_NAME, SERVICE_VERSION, OTELResourceDetector, Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor
from opentelemetry.trace import Span, SpanKind, StatusCode, set_span_in_context

from bot import __version__
from bot.domain.catalog import MICRO_DOLLARS_PER_DOLLAR
from bot.domain.job import Job, State
from bot.domain.short_ids import format_short_id
from bot.observability.tracing import Phase

_NANOSECONDS: Final = 1_000_000_000


class OpenTelemetryTracer:
    """Makes a span for each job and each of its phases, with ids, model, dollars and cause, but no member’s words."""

    def __init__(self, provider: TracerProvider) -> None:
        self._tracer = provider.get_tracer("easel", __version__)

    def record_job(self, job: Job, phases: Sequence[Phase], *, why: str = "") -> None:
        """See :class:`bot.observability.tracing.JobTracer`."""
        span = self._tracer.start_span("job", kind=SpanKind.SERVER, start_time=_nanoseconds(job.created_at))
        _describe(span, job, why)
        parent = set_span_in_context(span)
        for phase in phases:
            child = self._tracer.start_span(phase.name, parent, start_time=_nanoseconds(phase.began_at))
            child.end(_nanoseconds(phase.ended_at))
        span.end(None if job.ended_at is None else _nanoseconds(job.ended_at))


def _describe(span: Span, job: Job, why: str) -> None:
    attributes = {
        "easel.job": str(job.id),
        "easel.code": format_short_id(job.short_id),
        "easel.member": str(job.user_id),
        "easel.server": None if job.guild_id is None else str(job.guild_id),
        "easel.model": job.request.model,
        "easel.pictures": job.delivered_count,
        "easel.dollars": job.final_cost / MICRO_DOLLARS_PER_DOLLAR,
        "easel.state": job.state.value,
        "easel.why": why or None,
    }
    span.set_attributes({name: value for name, value in attributes.items() if value is not None})
    if job.state is State.FAILED:
        span.set_status(StatusCode.ERROR, why)


def build_provider() -> TracerProvider:
    """A provider that sends spans in batches, in a thread of its own, where the environment says."""
    named = Resource({SERVICE_NAME: "easel", SERVICE_VERSION: __version__})
    provider = TracerProvider(resource=named.merge(OTELResourceDetector().detect()))  # OTEL_SERVICE_NAME wins
    provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))
    return provider


def close(provider: TracerProvider, max_seconds: float) -> None:
    """Send what is left and close the provider; a collector that does not answer is not waited for."""
    closing = threading.Thread(target=provider.shutdown, name="traces", daemon=True)
    closing.start()
    closing.join(max_seconds)


def _nanoseconds(seconds: float) -> int:
    return int(seconds * _NANOSECONDS)
