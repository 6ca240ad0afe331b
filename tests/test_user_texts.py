"""Everything that people read is plain English, without the stock phrases of a translation."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.localization.catalogs import read_sources
from bot.localization.languages import Language

ROOT = Path(__file__).parents[1]
STOCK = (
    *("from now on", "of late", "by and by", "unless you say", "for ever", "is told", "are told", "put before"),
    *("just now", "at the moment", "any more", "there are already too", "to begin with", "take back", "take away"),
    *("takes back", "takes away", "taken back", "may ask", "ask for pictures", "asked for", "hand over", "hands over"),
    *(
        "under way",
        "in line",
        "decided about",
        "the one who",
        "is gone",
        "what is called",
        "in the place of",
        "look whether",
    ),
)
"""Phrases that nobody says to a colleague; each stood here once."""
SQL = re.compile(r"\s*(SELECT|UPDATE|INSERT|DELETE|WITH|CREATE|FROM)\b")
LOGGED = {"debug", "info", "warning", "error", "exception", "critical"}


def sentences(path: Path) -> Iterator[tuple[int, str]]:
    """The texts of a file with words in them, without docstrings, log lines, SQL and patterns."""
    tree = ast.parse(path.read_text())
    skipped = {id(one.value) for one in ast.walk(tree) if isinstance(one, ast.Expr)}
    for call in (one for one in ast.walk(tree) if isinstance(one, ast.Call)):
        if isinstance(call.func, ast.Attribute) and call.func.attr in LOGGED:
            skipped |= {id(inner) for argument in call.args for inner in ast.walk(argument)}
    for one in ast.walk(tree):
        if id(one) in skipped or not isinstance(one, ast.Constant) or not isinstance(one.value, str):
            continue
        if " " in one.value and not SQL.match(one.value):
            yield one.lineno, one.value


FILES = [path for place in ("bot", "cogs") for path in sorted((ROOT / place).rglob("*.py"))]


@pytest.mark.parametrize("path", FILES, ids=[str(path.relative_to(ROOT)) for path in FILES])
def test_user_texts_contain_no_stock_phrases(path: Path) -> None:
    found = [(line, text) for line, text in sentences(path) for phrase in STOCK if phrase in text.lower()]
    assert found == []


def test_english_catalogs_contain_no_stock_phrases() -> None:
    texts = {name: source.partition("=")[2].lower() for name, source in read_sources(Language.ENGLISH).items()}
    found = [(name, phrase) for name, text in texts.items() for phrase in STOCK if re.search(rf"\b{phrase}\b", text)]
    assert found == []
