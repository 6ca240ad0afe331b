"""Finds the messages that the code uses, and what each entry of the catalogs contains."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from babel import Locale
from fluent.syntax import FluentParser
from fluent.syntax import ast as fluent
from fluent.syntax.visitor import Visitor

from bot.localization.catalogs import read_sources
from bot.localization.languages import Language

ROOT = Path(__file__).parents[2]
FUNCTIONS = {"text", "Message", "command_text"}
COUNTED_UP_TO = 1_000
"""Plural forms are required for the numbers up to this one; some languages have one for millions."""


class Use(NamedTuple):
    """A use of a message; ``name`` is a pattern, and ``fields`` is ``None`` where they are passed as a mapping."""

    place: str
    name: re.Pattern[str]
    fields: frozenset[str] | None


class Entry(NamedTuple):
    """What an entry uses: its fields, the plural forms that it has for the numbers among them, and its terms."""

    fields: frozenset[str]
    plurals: dict[str, frozenset[str]]
    terms: frozenset[str]


def uses() -> Iterator[Use]:
    """Every call that names a message, also with a part of the name that is computed (an f-string)."""
    for path, node in _nodes():
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in FUNCTIONS):
            continue
        for name in _names(node.args[0]) if node.args else ():
            fields = None if any(key.arg is None for key in node.keywords) else {key.arg for key in node.keywords}
            place = f"{path.relative_to(ROOT)}:{node.lineno}"
            yield Use(place, name, None if fields is None else frozenset(field for field in fields if field))


def constants() -> frozenset[str]:
    """Every text in the code: a message's id may be chosen first and written later."""
    return frozenset(
        node.value for _, node in _nodes() if isinstance(node, ast.Constant) and isinstance(node.value, str)
    )


def _nodes() -> Iterator[tuple[Path, ast.AST]]:
    """Every node of the syntax trees of the code, with its file."""
    for path in sorted([*(ROOT / "bot").rglob("*.py"), *(ROOT / "cogs").rglob("*.py")]):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            yield path, node


def _names(node: ast.expr) -> Iterator[re.Pattern[str]]:
    match node:
        case ast.Constant(value=str() as name):
            yield re.compile(re.escape(name))
        case ast.JoinedStr(values=parts):
            yield re.compile("".join(re.escape(str(p.value)) if isinstance(p, ast.Constant) else ".+" for p in parts))
        case ast.IfExp(body=body, orelse=other):
            yield from _names(body)
            yield from _names(other)


def parse(language: Language) -> dict[str, Entry]:
    """The entries of a language by id; the ids of terms begin with ``-``."""
    return {name: _entry(source) for name, source in read_sources(language).items()}


def required_forms(language: Language) -> frozenset[str]:
    """The plural forms of the numbers that occur in sentences."""
    rule = Locale.parse(language.value, sep="-").plural_form
    return frozenset(rule(number) for number in range(COUNTED_UP_TO))


def _entry(source: str) -> Entry:
    reader = _Reader()
    reader.visit(FluentParser().parse(source))
    return Entry(frozenset(reader.fields), reader.plurals, frozenset(reader.terms))


class _Reader(Visitor):
    def __init__(self) -> None:
        self.fields: set[str] = set()
        self.terms: set[str] = set()
        self.plurals: dict[str, frozenset[str]] = {}

    def visit_VariableReference(self, node: fluent.VariableReference) -> None:  # noqa: N802 - the name of the node
        self.fields.add(node.id.name)

    def visit_TermReference(self, node: fluent.TermReference) -> None:  # noqa: N802 - the name of the node
        self.terms.add(f"-{node.id.name}")

    def visit_SelectExpression(self, node: fluent.SelectExpression) -> None:  # noqa: N802 - the name of the node
        keys = frozenset(variant.key.name for variant in node.variants if isinstance(variant.key, fluent.Identifier))
        if "other" in keys and isinstance(node.selector, fluent.VariableReference):
            self.plurals[node.selector.id.name] = keys
        self.generic_visit(node)
