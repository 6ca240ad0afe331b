"""Workflows, compose.yaml and their kind are valid by the schemas of the programs that read them."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.forkserver import PROJECT_ROOT

TOOLS = Path(sys.executable).parent
SCHEMAS = {
    ".github/workflows/*.yml": ("vendor.github-workflows",),
    ".github/workflows/?*.yml": ("custom.github-workflows-require-timeout",),
    ".github/ISSUE_TEMPLATE/[!c]*.yml": ("vendor.github-issue-forms",),
    ".github/ISSUE_TEMPLATE/config.yml": ("vendor.github-issue-config",),
    ".gitlab-ci.yml": ("vendor.gitlab-ci", "--data-transform", "gitlab-ci"),
    "compose.yaml": ("vendor.compose-spec",),
    "renovate.json": ("vendor.renovate",),
}


def assert_succeeds(tool: str, *arguments: object) -> None:
    ended = subprocess.run(
        [TOOLS / tool, *map(str, arguments)], cwd=PROJECT_ROOT, capture_output=True, text=True, check=False
    )
    assert ended.returncode == 0, ended.stdout + ended.stderr


@pytest.mark.parametrize("files", SCHEMAS)
def test_file_is_valid_by_its_schema(files: str) -> None:
    found = sorted(PROJECT_ROOT.glob(files))
    assert found
    assert_succeeds("check-jsonschema", "--builtin-schema", *SCHEMAS[files], *found)


def test_workflows_give_no_more_rights_than_they_need() -> None:
    assert_succeeds("zizmor", "--offline", "--strict-collection", "--persona=pedantic", "--quiet", ".github")


@pytest.mark.skipif(not (TOOLS / "hadolint").exists(), reason="hadolint is not packaged for this system")
def test_dockerfile_is_as_hadolint_wants_it() -> None:
    assert_succeeds("hadolint", "Dockerfile")
