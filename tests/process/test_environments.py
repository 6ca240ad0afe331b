"""``python -m bot`` in strange surroundings: closed streams, no HOME, no locale, folders that are gone or read-only."""

import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.forkserver import PROJECT_ROOT

NOWHERE = {
    "EASEL_DISCORD__TOKEN": "token",
    "EASEL_DISCORD__API_URL": "http://127.0.0.1:9",
    "EASEL_DISCORD__MEDIA_HOSTS": '["127.0.0.1"]',
    "EASEL_RUNWARE__API_KEY": "key",
    "EASEL_RUNWARE__URL": "http://127.0.0.1:9",
    "EASEL_RUNWARE__MEDIA_HOSTS": '["127.0.0.1"]',
    "EASEL_HTTP__LISTEN": "",
    "PYTHONPATH": str(PROJECT_ROOT),
}


def run_bot(*arguments: str, folder: Path, shell: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
    """Run ``python -m bot`` with almost no environment; ``shell`` is appended to the command line."""
    command = f"{sys.executable} -m bot {' '.join(arguments)} {shell}"
    ended = subprocess.run(
        ["/bin/bash", "-c", command],
        cwd=folder,
        env={"PATH": os.environ["PATH"], **NOWHERE, **environment},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        timeout=60,
        check=False,
    )
    assert "Traceback" not in ended.stdout + ended.stderr, ended.stderr
    assert "a fault in Easel" not in ended.stdout + ended.stderr
    assert "Error:" not in ended.stderr, ended.stderr
    return ended


def test_reader_that_goes_away_ends_the_output_quietly(tmp_path: Path) -> None:
    ended = run_bot("check", folder=tmp_path, shell="| head -1")
    assert len(ended.stdout.splitlines()) == 1
    assert ended.stderr == ""


@pytest.mark.parametrize(("command", "shell"), [("check", ">&- 2>&-"), ("init", "<&-")])
def test_closed_streams_change_only_what_is_seen(tmp_path: Path, command: str, shell: str) -> None:
    assert run_bot(command, folder=tmp_path, shell=shell).returncode == 1


def test_output_that_cannot_be_written_is_one_line(tmp_path: Path) -> None:
    ended = run_bot("check", folder=tmp_path, shell=">/dev/full")
    assert ended.returncode == 1
    assert ended.stderr == "check: the output could not be written: No space left on device\n"


def test_characters_that_the_locale_lacks_are_replaced(tmp_path: Path) -> None:
    ended = run_bot("check", folder=tmp_path, LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")
    assert ended.returncode == 1
    assert "patterns in servers? word lists and AutoMod are" in ended.stdout


def test_interrupt_ends_a_command_quietly(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        address = f"http://127.0.0.1:{silent.getsockname()[1]}"
        program = subprocess.Popen(
            [sys.executable, "-m", "bot", "check"],
            cwd=tmp_path,
            env={**os.environ, **NOWHERE, "EASEL_RUNWARE__URL": address, "PYTHONUNBUFFERED": "1"},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        with program:
            assert program.stdout is not None
            while "runware.media_hosts" not in program.stdout.readline():
                pass
            program.send_signal(signal.SIGINT)
            _, errors = program.communicate(timeout=30)
    assert program.returncode == 130
    assert errors == ""
