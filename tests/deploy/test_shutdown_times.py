"""Whatever starts Easel leaves it the time that it takes to stop."""

import re
from typing import Any

import pytest
import yaml  # type: ignore[import-untyped]  # it ships no types

from bot.cli.run import DRAIN_TIMEOUT_SECONDS
from tests.support.forkserver import PROJECT_ROOT

ARCHIVE_SECONDS = 1.5
"""Seconds that uploads to the archive get after the drain."""
PATTERNS = {
    "compose.yaml": r"stop_grace_period: (\d+)s",
    "deploy/easel.service": r"^TimeoutStopSec=(\d+)$",
    "docs/deploying.md": r"--stop-timeout (\d+)",
    "tests/support/containers.py": r'"--time", "(\d+)"',
}


@pytest.mark.parametrize("file", PATTERNS)
def test_easel_is_not_killed_while_it_drains(file: str) -> None:
    found = re.search(PATTERNS[file], (PROJECT_ROOT / file).read_text("utf-8"), re.MULTILINE)
    assert found is not None
    assert int(found[1]) >= DRAIN_TIMEOUT_SECONDS + ARCHIVE_SECONDS


def test_compose_restricts_the_bot_as_the_documented_command_does() -> None:
    compose: dict[str, Any] = yaml.safe_load((PROJECT_ROOT / "compose.yaml").read_text("utf-8"))
    easel = compose["services"]["easel"]
    command = (PROJECT_ROOT / "docs/deploying.md").read_text("utf-8")
    assert easel["read_only"]
    assert easel["cap_drop"] == ["ALL"]
    assert easel["security_opt"] == ["no-new-privileges:true"]
    assert easel["volumes"] == ["data:/data"]
    for option in ("--read-only", f"--tmpfs {easel['tmpfs'][0]}", "--cap-drop ALL", "--security-opt no-new-privileges"):
        assert option in command
    assert all(port.startswith("127.0.0.1:") for port in easel["ports"])
