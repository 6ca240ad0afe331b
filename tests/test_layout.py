"""Every test file stands where the module that it tests stands, and is named after it."""

from pathlib import Path
from typing import Final

import pytest

PROJECT_ROOT: Final = Path(__file__).resolve().parents[1]
TESTS: Final = PROJECT_ROOT / "tests"
BY_SUBJECT: Final = frozenset({"conversations", "deploy", "docs", "image", "process", "sandbox"})
"""Folders whose files are named by what is tested, because many modules take part in it."""
THEMES: Final = frozenset(
    {
        "benchmarks",
        "jobs/log_events",
        "layout",
        "storage/kept_databases",
        "storage/query_plans",
        "storage/releases",
        "timeouts",
        "user_texts",
        "wordfilter/corpus",
        "wordfilter/linear_time",
    }
)
"""Tests of what is a property of many modules."""
TEST_FILES: Final = sorted(
    file.relative_to(TESTS) for file in TESTS.rglob("test_*.py") if file.relative_to(TESTS).parts[0] not in BY_SUBJECT
)
SUBJECTS: Final = {file: str(file.with_name(file.stem.removeprefix("test_"))) for file in TEST_FILES}


def is_module_or_aspect(subject: str) -> bool:
    """Whether it is ``<package>/<module>``, or ``<package>/<module>_<aspect>``."""
    folder, words = (PROJECT_ROOT / "bot" / subject).parent, Path(subject).name.split("_")
    names = ("_".join(words[:count]) for count in range(1, len(words) + 1))
    return any((folder / f"{name}.py").is_file() or (folder / name).is_dir() for name in names)


@pytest.mark.parametrize("file", TEST_FILES, ids=str)
def test_file_names_a_module_of_its_package_or_a_theme(file: Path) -> None:
    assert (SUBJECTS[file] in THEMES) != is_module_or_aspect(SUBJECTS[file])


def test_themes_all_have_a_file() -> None:
    assert set(SUBJECTS.values()) >= THEMES


@pytest.mark.parametrize("folder", sorted(BY_SUBJECT))
def test_folders_of_subjects_hold_tests(folder: str) -> None:
    assert list((TESTS / folder).rglob("test_*.py"))
