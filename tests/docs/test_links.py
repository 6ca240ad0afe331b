"""Links between the pages lead somewhere, and the make targets and modules that pages name exist."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / ".github").rglob("*.md")])
LINK = re.compile(r"\]\((?!https?:|mailto:)([^)\s]+)\)")
MAKE_TARGET = re.compile(r"(?:`|^\$ )make ([a-z][a-z-]*)", re.MULTILINE)
MODULE = re.compile(r"python -m ((?:bot|sandbox|tests|benchmarks)[\w.]*)")


def anchors(page: Path) -> Iterator[str]:
    """The anchors that a code host gives the headings of a page."""
    for heading in re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE):
        yield re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


@pytest.mark.parametrize("page", PAGES, ids=[str(page.relative_to(ROOT)) for page in PAGES])
def test_links_of_a_page_lead_somewhere(page: Path) -> None:
    broken = []
    for link in LINK.findall(page.read_text(encoding="utf-8")):
        path, _, anchor = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        if not target.exists() or (anchor and anchor not in set(anchors(target))):
            broken.append(link)
    assert broken == []


def test_make_targets_in_pages_exist() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z-]+):", makefile, re.MULTILINE))
    named = {target for page in PAGES for target in MAKE_TARGET.findall(page.read_text(encoding="utf-8"))}
    assert {"demo", "init", "check", "run", "test"} <= named
    assert named - targets == set()


def test_modules_in_pages_exist() -> None:
    named = {module for page in PAGES for module in MODULE.findall(page.read_text(encoding="utf-8"))}
    missing = [
        module
        for module in named
        if not (ROOT / f"{module.replace('.', '/')}.py").is_file()
        and not (ROOT / module.replace(".", "/") / "__main__.py").is_file()
    ]
    assert missing == []


def test_pictures_in_docs_are_all_shown() -> None:
    pictures = [file.name for file in (ROOT / "docs").iterdir() if file.suffix in {".png", ".svg", ".webp"}]
    texts = "".join(page.read_text(encoding="utf-8") for page in PAGES)
    assert [name for name in pictures if f"{name})" not in texts] == []
