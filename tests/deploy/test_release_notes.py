"""What a release says is what CHANGELOG.md says about its version."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.forkserver import PROJECT_ROOT

CHANGES = "# Changelog\n\n## Unreleased\n\n- later\n\n## 1.2.0 – 2026-12-01\n\n- now\n\n## 1.1.0\n\n- before\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project of version 1.2.0."""
    (tmp_path / ".ci").mkdir()
    shutil.copy(PROJECT_ROOT / ".ci" / "release-notes", tmp_path / ".ci")
    (tmp_path / "pyproject.toml").write_text('[project]\nversion = "1.2.0"\n')
    (tmp_path / "CHANGELOG.md").write_text(CHANGES)
    return tmp_path


def release_notes(project: Path, tag: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(project / ".ci" / "release-notes"), tag]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_notes_are_the_section_of_the_version(project: Path) -> None:
    assert release_notes(project, "v1.2.0").stdout == "- now\n"


def test_another_tag_is_refused(project: Path) -> None:
    refused = release_notes(project, "v1.3.0")
    assert (refused.returncode, refused.stdout) == (1, "")
    assert refused.stderr == "The tag is v1.3.0, but pyproject.toml has version 1.2.0.\n"


def test_version_without_a_section_is_refused(project: Path) -> None:
    (project / "CHANGELOG.md").write_text(CHANGES.replace("1.2.0", "1.2.1"))
    refused = release_notes(project, "v1.2.0")
    assert refused.returncode == 1
    assert refused.stderr == "CHANGELOG.md has no section “## 1.2.0”.\n"
