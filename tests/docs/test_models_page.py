"""docs/models.md lists every parameter of both models, who sets it, and a test that exists."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import UnionType
from typing import Any, Union, get_args, get_origin

import pytest
from pydantic import BaseModel

from bot.domain.catalog import DEFAULT_MODELS
from bot.runware.tasks import ImageInference

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "models.md").read_text(encoding="utf-8")
STANDARD, PRO = (
    (ROOT / "tests" / "seeds" / name).read_text(encoding="utf-8")
    for name in ("grok-imagine-image.txt", "grok-imagine-image-pro.md")
)
"""Copies of Runware's pages; another test compares them with the originals where those are at hand."""

Row = list[str]


# ── this page ────────────────────────────────────────────────────────────────────────────────────────────────────────


def sections() -> dict[str, str]:
    """The text below each heading."""
    parts = re.split(r"^## (.+)$", PAGE, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def rows(text: str) -> list[Row]:
    """The rows of all tables, without their heads."""
    lines = [line.strip() for line in text.splitlines()]
    ruled = [n for n, line in enumerate(lines) if re.fullmatch(r"\|(?: -+ \|)+", line)]
    heads = {n for rule in ruled for n in (rule - 1, rule)}
    return [
        [cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]]
        for n, line in enumerate(lines)
        if line.startswith("|") and n not in heads
    ]


def parameters(section: str) -> list[str]:
    """The first column: each one name in backticks."""
    return [row[0].strip("`") for row in rows(sections()[section])]


def named_tests() -> list[str]:
    return re.findall(r"`([\w/]+\.py::\w+)`", PAGE)


# ── Runware's pages ──────────────────────────────────────────────────────────────────────────────────────────────────


def of_markdown(part: str) -> list[str]:
    """The headings of one half of the page of ``pro``, nested ones by their path."""
    request, _, response = PRO.partition("\n## Response Parameters\n")
    half = request.partition("\n## Request Parameters\n")[2] if part == "Request" else response
    found = re.findall(r"^(###|####) \[(\w+)\]\(\S+\)\n\n(?:- \*\*Path\*\*: `([\w.]+)`)?", half, re.MULTILINE)
    # The path of “safety” itself is that of its first property.
    return [path if path.endswith(name) else name for _, name, path in found]


def of_text() -> list[str]:
    """The parameters of the page of ``standard``: each follows a line with a dash, and its type comes next."""
    kind = r"(?:string|integer|boolean|object|array)\b"
    found = re.findall(rf"-\n(?:(\w+)»)?(\w+)\n{kind}", STANDARD)
    return [f"{parent}.{name[: len(name) // 2]}" if parent else name for parent, name in found]


def test_seed_pages_are_parsed_completely() -> None:
    anchors = set(re.findall(r"image-pro#(request|response)-[\w-]+\)$", PRO, re.MULTILINE))
    assert anchors == {"request", "response"}
    assert len(of_markdown("Request")) == PRO.count("image-pro#request-") == 20
    assert len(of_markdown("Response")) == PRO.count("image-pro#response-") == 9
    assert of_text() == of_markdown("Request")


@pytest.mark.parametrize("part", ["Request", "Response"])
def test_parameters_of_both_pages_have_a_row(part: str) -> None:
    assert parameters(f"{part} parameters") == of_markdown(part)


def test_response_fields_in_page_examples_have_a_row() -> None:
    for page in (PRO, STANDARD):
        answers = re.findall(r"\{[^{}]*\"imageUUID\"[^{}]*\}", page)
        assert len(answers) == 3
        for answer in answers:
            assert set(re.findall(r'"(\w+)":', answer)) <= set(parameters("Response parameters"))


# ── the code ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def paths(model: type[BaseModel], before: str = "") -> Iterator[str]:
    """The names of all fields as they are sent, nested ones by their path."""
    for name, field in model.model_fields.items():
        path = before + (field.alias or name)
        yield path
        nested = (
            get_args(field.annotation) if get_origin(field.annotation) in {Union, UnionType} else (field.annotation,)
        )
        for kind in nested:
            if isinstance(kind, type) and issubclass(kind, BaseModel):
                yield from paths(kind, f"{path}.")


def read_in_replies() -> set[str]:
    """What the reader of replies asks an object of a reply for."""
    readers = [ROOT / "bot" / "runware" / f"{name}.py" for name in ("error_objects", "replies", "task_progress")]
    trees = [ast.parse(reader.read_text(encoding="utf-8")) for reader in readers]
    nodes = [node for tree in trees for node in ast.walk(tree)]
    calls = [node for node in nodes if isinstance(node, ast.Call) and node.args]
    asked = [call for call in calls if isinstance(call.func, ast.Attribute) and call.func.attr == "get"]
    return {call.args[0].value for call in asked if isinstance(call.args[0], ast.Constant)}  # type: ignore[misc]  # names are texts


def test_sent_fields_and_request_rows_match() -> None:
    sent = set(paths(ImageInference))
    assert "inputs" in sent  # a part of the page, with its one parameter inside
    assert set(parameters("Request parameters")) == sent - {"inputs"}


def test_parsed_fields_have_a_row_or_are_listed_as_from_other_documents() -> None:
    listed = set(parameters("Response parameters"))
    others = set(re.findall(r"`(\w+)`", sections()["Response parameters"].rpartition("|\n")[2])) - {
        *("getTaskDetails", "accountManagement")
    }
    envelope = {"data", "errors", "amount", "true", "false"}
    assert listed <= read_in_replies()
    assert read_in_replies() - listed - envelope == others


# ── who sets it ──────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("section", sections())
def test_table_cells_are_never_empty(section: str) -> None:
    for row in rows(sections()[section]):
        assert all(re.search(r"\w", cell) for cell in row), row
        assert len(row) in {2, 3}


def test_request_parameter_rows_name_who_sets_them_or_why_they_are_fixed() -> None:
    for _, who, _ in rows(sections()["Request parameters"]):
        assert re.match(r"(member|operator): |always .*, (because|so that) ", who), who


def test_documented_options_flags_and_config_keys_exist() -> None:
    told = " ".join(who for _, who, _ in rows(sections()["Request parameters"]))
    example = (ROOT / "config.example.toml").read_text(encoding="utf-8")
    keys = re.findall(r"`(runware|archive)\.(\w+)(?: = [^`]+)?`", told)
    assert len(keys) >= 5
    for section, key in keys:
        assert re.search(rf"^(?:# )?{key} = ", example.partition(f"\n[{section}]\n")[2], re.MULTILINE), key
    flags = (ROOT / "bot" / "domain" / "flags.py").read_text(encoding="utf-8")
    for flag in re.findall(r"`--(\w+)`", told):
        assert f'"{flag}"' in flags
    commands = (ROOT / "cogs" / "imagine.py").read_text(encoding="utf-8")
    for option in re.findall(r"member: `(\w+)`", told):
        if option != "width":  # “as width”
            assert re.search(rf'        {option}: |rename\(\w+="{option}"', commands), option


def test_models_are_all_listed_with_id_and_price() -> None:
    for key, model in DEFAULT_MODELS.items():
        assert f"`{key}`" in PAGE
        assert f"${model.price:g}" in PAGE
        assert model.documented or f"`{model.air}`" in PAGE


# ── the tests ────────────────────────────────────────────────────────────────────────────────────────────────────────


@cache
def functions_in(file: str) -> frozenset[str]:
    path = ROOT / "tests" / file
    tree: Any = ast.parse(path.read_text(encoding="utf-8")) if path.is_file() else ast.Module([], [])
    return frozenset(
        node.name
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name.startswith("test_")
    )


@pytest.mark.parametrize("named", sorted(set(named_tests())))
def test_documented_tests_exist(named: str) -> None:
    file, _, name = named.partition("::")
    assert name in functions_in(file)


@pytest.mark.parametrize("section", sections())
def test_table_rows_each_name_a_test(section: str) -> None:
    for row in rows(sections()[section]):
        if "::" not in row[-1]:  # the two models that are off: nothing about them was seen
            assert row[0] in {"`quality`", "`v2`"}
