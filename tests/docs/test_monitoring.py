"""The dashboard, the alert rules, the runbook and the list of metrics fit the metrics that the bot really has."""

import json
import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import pytest
import yaml  # type: ignore[import-untyped]  # its stubs are one more package
from prometheus_client import CollectorRegistry
from prometheus_client.parser import text_string_to_metric_families

from bot.domain.job import State
from bot.observability.metrics import Metrics
from bot.runware.error_classes import ErrorClass

promql_parser = pytest.importorskip("promql_parser", reason="the package promql-parser is not installed")

ROOT: Final = Path(__file__).resolve().parents[2]
RULES: Final = ROOT / "deploy" / "prometheus" / "easel.rules.yml"
DASHBOARD: Final = json.loads((ROOT / "deploy" / "grafana" / "easel.json").read_text(encoding="utf-8"))
RUNBOOK: Final = (ROOT / "docs" / "runbook.md").read_text(encoding="utf-8")
OPERATING: Final = (ROOT / "docs" / "operating.md").read_text(encoding="utf-8")
ALERTS: Final = yaml.safe_load(RULES.read_text(encoding="utf-8"))["groups"][0]["rules"]
SCRAPE_LABELS: Final = frozenset({"job", "instance"})
"""What Prometheus itself adds to every series."""
VARIABLES: Final = {"$__rate_interval": "5m", "$job": "easel", "$instance": ".*"}
STATES: Final = {state.value for state in State}
VALUES: Final = {"state": STATES, "admission": {"admitted", "waiting", "refused"}}


def list_metric_labels() -> dict[str, frozenset[str]]:
    """The labels of each series that the page can have, by name."""
    registry = CollectorRegistry()
    Metrics(registry).declare(version="1", database="SQLite", models=["pro"])
    found: dict[str, frozenset[str]] = {"up": frozenset()}
    for collector in list(registry._collector_to_names):
        labels = frozenset(getattr(collector, "_labelnames", ()))
        for family in collector.collect():
            found |= {sample.name: frozenset(sample.labels) for sample in family.samples if not labels}
            endings = {"counter": ["_total"], "histogram": ["_bucket", "_count", "_sum"], "gauge": [""]}
            for ending in endings.get(family.type, []) if labels else []:
                found[family.name + ending] = labels | ({"le"} if ending == "_bucket" else set())
    return found


SERIES: Final = list_metric_labels()


def list_expressions() -> Iterator[tuple[str, str]]:
    for alert in ALERTS:
        yield alert["alert"], alert["expr"]
    for panel in DASHBOARD["panels"]:
        for target in panel.get("targets", ()):
            yield panel["title"], target["expr"]
    for note in DASHBOARD["annotations"]["list"]:
        if "expr" in note:
            yield note["name"], note["expr"]


EXPRESSIONS: Final = list(list_expressions())


def parse(expression: str) -> Any:
    for name, value in VARIABLES.items():
        expression = expression.replace(name, value)
    return promql_parser.parse(expression)


def list_nodes(expression: str) -> list[Any]:
    nodes: list[Any] = []
    promql_parser.walk(parse(expression), nodes.append)
    ranges = [node.vector_selector for node in nodes if isinstance(node, promql_parser.MatrixSelector)]
    return [*nodes, *ranges]


def test_the_parser_sees_every_selector() -> None:
    nodes = list_nodes('sum by (le) (rate(a_bucket{x="1"}[5m])) / on (y) max_over_time(b[1h:5m]) > 0.5')
    assert {node.name for node in nodes if isinstance(node, promql_parser.VectorSelector)} == {"a_bucket", "b"}


@pytest.mark.parametrize(("where", "expression"), EXPRESSIONS, ids=[where for where, _ in EXPRESSIONS])
def test_expression_names_only_series_and_labels_that_exist(where: str, expression: str) -> None:
    known: set[str] = set(SCRAPE_LABELS)
    for node in list_nodes(expression):
        if isinstance(node, promql_parser.VectorSelector):
            assert node.name in SERIES, f"{where}: there is no {node.name}"
            labels = SERIES[node.name] | SCRAPE_LABELS
            known |= labels
            for matcher in node.matchers.matchers:
                assert matcher.name in labels, f"{where}: {node.name} has no label {matcher.name}"
                _check_value(where, matcher)
    for node in list_nodes(expression):
        if isinstance(node, promql_parser.AggregateExpr) and node.modifier is not None:
            assert set(node.modifier.labels) <= known, where


def _check_value(where: str, matcher: Any) -> None:
    if matcher.name in VALUES:
        values = matcher.value.split("|")
        assert set(values) <= VALUES[matcher.name], f"{where}: {matcher.name} is never {values}"


def test_legends_name_labels_of_their_expression() -> None:
    for panel in DASHBOARD["panels"]:
        for target in panel.get("targets", ()):
            for label in re.findall(r"{{(\w+)}}", target["legendFormat"]):
                assert label in target["expr"] or label == "instance", panel["title"]


def test_gauges_of_the_database_are_never_added_up() -> None:
    """They are the same in each process."""
    shared = {"easel_servers", "easel_jobs_unfinished", "easel_queued_jobs", "easel_oldest_queued_job_seconds"}
    shared |= {"easel_provider_tasks", "easel_budget_used_dollars", "easel_budget_dollars", "easel_budget_used_ratio"}
    shared |= {"easel_requests_stopped", "easel_database_bytes"}
    assert shared <= set(SERIES)
    for where, expression in EXPRESSIONS:
        for node in list_nodes(expression):
            if isinstance(node, promql_parser.AggregateExpr) and str(node.op).lower() == "sum":
                names = {one.name for one in list_nodes(str(node.expr)) if hasattr(one, "matchers")}
                assert not names & shared, where


def test_every_metric_is_explained_and_every_explained_metric_exists() -> None:
    families = {
        family.name + ("_total" if family.type == "counter" else "")
        for family in text_string_to_metric_families(Metrics(CollectorRegistry()).render().decode())
        if family.name.startswith("easel_")
    }
    families = {"easel_build_info" if name == "easel_build" else name for name in families}
    explained = set(re.findall(r"^\| `(easel_\w+)`", OPERATING, re.MULTILINE))
    assert explained == families


def test_each_alert_has_a_paragraph_and_each_paragraph_an_alert() -> None:
    sections = re.findall(r"^### (\w+)\n\n(.+)", RUNBOOK, re.MULTILINE)
    names = [name for name, _ in sections]
    assert names == sorted(set(names), key=names.index)
    assert set(names) == {alert["alert"] for alert in ALERTS}
    for alert in ALERTS:
        assert alert["annotations"]["runbook_url"] == f"docs/runbook.md#{alert['alert'].lower()}"
        assert alert["annotations"]["summary"].endswith(".")
        assert alert["labels"]["severity"] in {"critical", "warning", "info"}


def test_links_inside_the_runbook_lead_somewhere() -> None:
    anchors = {heading.lower() for heading in re.findall(r"^### (\w+)", RUNBOOK, re.MULTILINE)}
    assert set(re.findall(r"\]\(#([\w-]+)\)", RUNBOOK)) <= anchors
    headings = {
        re.sub(r"[^\w -]", "", line).lower().replace(" ", "-")
        for line in re.findall(r"^##+ (.+)", OPERATING, re.MULTILINE)
    }
    assert set(re.findall(r"\]\(operating\.md#([\w-]+)\)", RUNBOOK)) <= headings


def test_events_that_the_runbook_names_are_logged() -> None:
    source = "\n".join(file.read_text(encoding="utf-8") for file in (ROOT / "bot").rglob("*.py"))
    logged = set(re.findall(r'"event": "(\w+)"', source)) | {f"job_{state}" for state in STATES}
    logged |= set(re.findall(r'event = "(\w+)"', source)) | set(re.findall(r'event="(\w+)"', source))
    others = {"max_in_flight", *ErrorClass}
    for word in set(re.findall(r"`([a-z]+_[a-z_]+)`", RUNBOOK)) - others:
        assert word in logged, word


def test_dashboard_reads_from_the_data_source_that_the_reader_chooses() -> None:
    variables = {variable["name"]: variable for variable in DASHBOARD["templating"]["list"]}
    assert variables["datasource"]["query"] == "prometheus"
    panels = [panel for panel in DASHBOARD["panels"] if panel["type"] != "row"]
    for panel in panels:
        assert panel["datasource"] == {"type": "prometheus", "uid": "${datasource}"}
        assert panel["description"]
        assert all(target["datasource"] == panel["datasource"] for target in panel["targets"])
    ids = [panel["id"] for panel in DASHBOARD["panels"]]
    assert len(set(ids)) == len(ids)


def test_panels_do_not_overlap() -> None:
    taken: dict[tuple[int, int], str] = {}
    for panel in DASHBOARD["panels"]:
        place: Mapping[str, int] = panel["gridPos"]
        assert place["x"] + place["w"] <= 24
        for x in range(place["x"], place["x"] + place["w"]):
            for y in range(place["y"], place["y"] + place["h"]):
                assert taken.setdefault((x, y), panel["title"]) == panel["title"]


@pytest.mark.skipif(shutil.which("promtool") is None, reason="promtool is not installed (Debian’s package prometheus)")
@pytest.mark.parametrize("arguments", [("check", "rules", "easel.rules.yml"), ("test", "rules", "easel.test.yml")])
def test_promtool_accepts_the_rules_and_their_tests(arguments: tuple[str, ...]) -> None:
    ended = subprocess.run(["promtool", *arguments], cwd=RULES.parent, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stdout + ended.stderr


@pytest.mark.skipif(shutil.which("promtool") is None, reason="promtool is not installed (Debian’s package prometheus)")
def test_promtool_finds_no_unconventional_name_or_missing_help() -> None:
    metrics = Metrics(CollectorRegistry())
    metrics.declare(version="1", database="SQLite", models=["pro"])
    metrics.record_phase("queue", 1)
    metrics.record_transaction("jobs", 1)
    ended = subprocess.run(["promtool", "check", "metrics"], input=metrics.render(), capture_output=True, check=False)
    assert (ended.returncode, ended.stderr) == (0, b"")
