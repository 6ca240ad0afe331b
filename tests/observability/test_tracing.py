"""Traces: off without OpenTelemetry's variables, and one span for each job with its phases."""

import json
import logging
import sys
from dataclasses import replace
from typing import Any

import pytest

from bot.domain.job import Job, State
from bot.observability.tracing import NO_TRACES, Phase, open_tracer
from tests.support.clock import ManualClock
from tests.support.generator_driver import make_ready_job, make_result

ENDPOINT = {"OTEL_EXPORTER_OTLP_ENDPOINT": "http://127.0.0.1:9"}


def ended_job(state: State = State.DELIVERED) -> tuple[Job, list[Phase]]:
    job = make_ready_job(ManualClock(), make_result("a"))
    began = job.created_at
    phases = [Phase("queue", began, began + 1), Phase("provider", began + 1, began + 8)]
    return replace(job, state=state, ended_at=began + 9), phases


def spans_of(job: Job, phases: list[Phase], *, why: str = "") -> list[Any]:
    """What OpenTelemetry's exporter into memory gets."""
    pytest.importorskip("opentelemetry.sdk.trace", reason="the optional package OpenTelemetry is not installed")
    from opentelemetry.sdk.trace import TracerProvider  # noqa: PLC0415 - an optional package
    from opentelemetry.sdk.trace.export import SimpleSpanProcessor  # noqa: PLC0415
    from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter  # noqa: PLC0415

    from bot.observability.opentelemetry_tracing import OpenTelemetryTracer  # noqa: PLC0415

    exporter, provider = InMemorySpanExporter(), TracerProvider()
    provider.add_span_processor(SimpleSpanProcessor(exporter))
    OpenTelemetryTracer(provider).record_job(job, phases, why=why)
    return list(exporter.get_finished_spans())


def test_job_is_a_span_with_its_phases_as_children() -> None:
    job, phases = ended_job()
    *children, whole = spans_of(job, phases)
    assert [child.name for child in children] == ["queue", "provider"]
    assert {child.parent.span_id for child in children} == {whole.context.span_id}
    assert (whole.name, whole.parent) == ("job", None)
    assert (whole.end_time - whole.start_time) / 1e9 == pytest.approx(9)
    assert [(child.end_time - child.start_time) / 1e9 for child in children] == pytest.approx([1, 7])


def test_span_has_ids_and_the_bill_but_no_words_of_the_member() -> None:
    job, phases = ended_job()
    *_, whole = spans_of(job, phases)
    assert whole.attributes["easel.job"] == str(job.id)
    assert (whole.attributes["easel.member"], whole.attributes["easel.server"]) == ("7", "2")
    assert whole.attributes["easel.dollars"] == 0.02
    assert "foxes" not in json.dumps([dict(span.attributes or {}) for span in spans_of(job, phases)])
    assert whole.status.is_ok
    assert "easel.why" not in whole.attributes


def test_failed_job_is_an_error_with_its_cause() -> None:
    job, phases = ended_job(State.FAILED)
    *_, whole = spans_of(job, phases, why="ProviderUnavailable")
    assert not whole.status.is_ok
    assert whole.attributes["easel.why"] == whole.status.description == "ProviderUnavailable"


@pytest.mark.parametrize(
    "environ",
    [
        {},
        {"OTEL_EXPORTER_OTLP_ENDPOINT": " "},
        {**ENDPOINT, "OTEL_SDK_DISABLED": "true"},
        {**ENDPOINT, "OTEL_TRACES_EXPORTER": "none"},
    ],
)
async def test_nothing_is_traced_or_imported_unless_it_is_wanted(environ: dict[str, str]) -> None:
    for name in [name for name in sys.modules if name.endswith("opentelemetry_tracing")]:
        del sys.modules[name]
    async with open_tracer(environ) as tracer:
        assert tracer is NO_TRACES
    assert "bot.observability.opentelemetry_tracing" not in sys.modules


async def test_missing_package_is_one_clear_sentence_and_the_bot_goes_on(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.delattr("bot.observability.opentelemetry_tracing", raising=False)
    monkeypatch.setitem(sys.modules, "bot.observability.opentelemetry_tracing", None)
    async with open_tracer(ENDPOINT) as tracer:
        assert tracer is NO_TRACES
    (record,) = caplog.records
    assert record.levelno == logging.WARNING
    assert "pip install opentelemetry-sdk" in record.getMessage()


async def test_collector_that_does_not_answer_holds_nothing_up(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("opentelemetry.sdk.trace", reason="the optional package OpenTelemetry is not installed")
    monkeypatch.setenv("OTEL_EXPORTER_OTLP_ENDPOINT", ENDPOINT["OTEL_EXPORTER_OTLP_ENDPOINT"])
    job, phases = ended_job()
    async with open_tracer(ENDPOINT) as tracer:
        assert tracer is not NO_TRACES
        tracer.record_job(job, phases)
