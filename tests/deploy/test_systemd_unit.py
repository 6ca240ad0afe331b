"""The systemd unit is understood, and leaves Easel nothing that it does not need."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.support.forkserver import PROJECT_ROOT

UNIT = PROJECT_ROOT / "deploy" / "easel.service"
MAX_EXPOSURE = 2.0
"""What systemd calls “OK”; a service without any restriction has 9.6."""

pytestmark = pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd-analyze is not installed")


def analyze(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["systemd-analyze", *arguments], capture_output=True, text=True, check=False)


def test_unit_has_no_unknown_key(tmp_path: Path) -> None:
    python = tmp_path / ".venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.symlink_to("/bin/true")
    unit = tmp_path / UNIT.name
    unit.write_text(UNIT.read_text("utf-8").replace("/opt/easel", str(tmp_path)), "utf-8")
    looked = analyze("verify", "--man=no", "--recursive-errors=no", str(unit))
    assert (looked.returncode, looked.stderr) == (0, "")


def test_unit_exposes_little() -> None:
    looked = analyze("security", "--offline=yes", "--no-pager", str(UNIT))
    if looked.returncode != 0 and "unrecognized option" in looked.stderr:
        pytest.skip("this systemd-analyze is too old")
    found = re.search(r"exposure level for easel\.service: ([\d.]+)", looked.stdout)
    assert found is not None, looked.stderr
    assert float(found[1]) <= MAX_EXPOSURE
