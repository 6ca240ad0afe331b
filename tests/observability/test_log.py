"""Each line of the log tells what it is about, and no secret."""

import io
import json
import logging
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.observability.log import configure_logging, print_redacted

ROOT = Path(__file__).parents[2]
SECRET = 'hu"sh\\hush'
log = logging.getLogger("easel.test")


@pytest.fixture(autouse=True)
def _logging_as_before() -> Iterator[None]:
    root, discord = logging.getLogger(), logging.getLogger("discord")
    before = root.handlers[:], root.level, discord.level
    hooks = sys.excepthook, threading.excepthook, sys.unraisablehook
    yield
    sys.excepthook, threading.excepthook, sys.unraisablehook = hooks
    logging.captureWarnings(capture=False)
    root.handlers[:] = before[0]
    root.setLevel(before[1])
    discord.setLevel(before[2])


@pytest.fixture
def stream() -> io.StringIO:
    """Where the lines go; it is no terminal."""
    return io.StringIO()


def lines(stream: io.StringIO) -> list[dict[str, Any]]:
    return [json.loads(line) for line in stream.getvalue().splitlines()]


def fail(message: str) -> None:
    raise ValueError(message)


def test_json_log_line_contains_its_event(stream: io.StringIO) -> None:
    configure_logging(stream=stream)
    log.info("job %s done", 7, extra={"event": "job_delivered", "seconds": 1.5})
    (line,) = lines(stream)
    assert line.pop("time").endswith("+00:00")
    assert line == {
        "level": "info",
        "logger": "easel.test",
        "message": "job 7 done",
        "event": "job_delivered",
        "seconds": 1.5,
    }


def test_terminal_log_line_is_short_and_uncoloured(stream: io.StringIO) -> None:
    configure_logging(stream=stream, as_json=False)
    log.warning("slow", extra={"event": "slow", "job": 7})
    assert stream.getvalue()[9:] == "WARNING easel.test  slow  event=slow  job=7\n"
    assert "\x1b" not in stream.getvalue()


@pytest.mark.parametrize("as_json", [True, False])
def test_secret_is_redacted_in_every_part_of_a_log_record(stream: io.StringIO, as_json: bool) -> None:
    configure_logging(stream=stream, as_json=as_json, secrets=[SECRET, ""])
    try:
        fail(SECRET)
    except ValueError:
        log.exception("with %s", SECRET, extra={"address": f"x{SECRET}x", "many": [SECRET, {SECRET}]})
    assert "sh" not in stream.getvalue().replace("easel.test", "").replace("pytest", "").replace(__file__, "")
    assert stream.getvalue().count("***") >= 3


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        (
            "https://discord.com/api/v10/interactions/12/aW50.er-ac_t/callback?with_response=1",
            "/interactions/12/***/callback?with_response=1",
        ),
        ("https://discord.com/api/v10/webhooks/34/aW50/messages/@original", "/webhooks/34/***/messages/@original"),
        ("https://easel.example/webhooks/runware/aW50", "/webhooks/runware/***"),
    ],
)
def test_token_in_a_url_is_redacted(stream: io.StringIO, address: str, shown: str) -> None:
    configure_logging(stream=stream)
    log.info("PATCH %s failed", address)
    (line,) = lines(stream)
    assert line["message"].endswith(f"{shown} failed")
    assert "aW50" not in stream.getvalue()


def test_libraries_never_log_below_info(stream: io.StringIO) -> None:
    configure_logging(stream=stream, level=logging.DEBUG)
    chatty = logging.getLogger("discord.http")
    chatty.setLevel(logging.DEBUG)
    try:
        chatty.debug("a payload")
        chatty.info("news")
        logging.getLogger("bot.jobs").debug("ours")
        logging.getLogger("aiosqlite").debug("a statement with its values")
        logging.getLogger("discordant").debug("not theirs")
    finally:
        chatty.setLevel(logging.NOTSET)
    assert [line["message"] for line in lines(stream)] == ["news", "ours"]


@pytest.mark.parametrize("as_json", [True, False])
def test_a_message_cannot_forge_a_second_line(stream: io.StringIO, as_json: bool) -> None:
    configure_logging(stream=stream, as_json=as_json)
    log.info("one\n12:00:00 ERROR two\r\u2028three", extra={"name_of": "a\nb"})
    assert len(stream.getvalue().splitlines()) == 1


HOSTILE_NAMES = ["\x1b[2J\x1b]0;title\x07", "a\x08\x08b", "x\x9b31m", "ab\u202edc\u2066e"]


@pytest.mark.parametrize("name", HOSTILE_NAMES)
def test_text_of_others_cannot_control_the_terminal(
    stream: io.StringIO, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    configure_logging(stream=stream, as_json=False)
    try:
        fail(name)
    except ValueError:
        log.exception("The server %s\tis gone", name, extra={"server": name})
    print_redacted(f"Easel is on:\n\t{name} 🦊")
    for written in (stream.getvalue(), capsys.readouterr().out):
        assert all(char.isprintable() or char in "\n\t" for char in written)


def test_log_exception_contains_its_traceback(stream: io.StringIO) -> None:
    configure_logging(stream=stream)
    try:
        fail("gone")
    except ValueError:
        log.exception("failed")
    assert lines(stream)[0]["error"].endswith("ValueError: gone")


def test_configure_logging_replaces_an_earlier_configuration(stream: io.StringIO) -> None:
    configure_logging(stream=io.StringIO())
    configure_logging(stream=stream)
    log.info("once")
    assert len(lines(stream)) == 1
    assert len(logging.getLogger().handlers) == 1


# ── what nobody catches ──────────────────────────────────────────────────────

FAILING = """
import asyncio, gc, sys, threading, warnings
from bot.observability import log

secret = "hush-" + sys.argv[2]
log.configure_logging(secrets=[secret], as_json=True)

async def in_a_task():
    async def fail():
        raise ValueError(secret)
    asyncio.get_running_loop().create_task(fail())
    await asyncio.sleep(0.01)
    gc.collect()

class Broken:
    def __del__(self):
        raise ValueError(secret)

match sys.argv[1]:
    case "main":
        raise ValueError(secret)
    case "chained":
        try:
            raise ValueError(secret)
        except ValueError as error:
            raise KeyError(secret) from error
    case "thread":
        thread = threading.Thread(target=lambda: int(secret))
        thread.start()
        thread.join()
    case "task":
        asyncio.run(in_a_task())
    case "destructor":
        Broken()
        gc.collect()
    case "warning":
        warnings.warn(f"do not use {secret}")
    case "said":
        log.print_redacted(ValueError(secret), error=True)
"""


@pytest.mark.parametrize("way", ["main", "chained", "thread", "task", "destructor", "warning", "said"])
def test_uncaught_exceptions_and_warnings_are_printed_redacted(way: str) -> None:
    ended = subprocess.run(
        [sys.executable, "-c", FAILING, way, "puppy"], cwd=ROOT, capture_output=True, text=True, timeout=60, check=False
    )
    assert "puppy" not in ended.stdout + ended.stderr
    assert "***" in ended.stdout + ended.stderr
    assert ended.returncode == (1 if way in {"main", "chained"} else 0)
    if way != "said":
        assert not ended.stderr
        assert all(json.loads(line) for line in ended.stdout.splitlines())


def test_print_redacted_removes_secrets(capsys: pytest.CaptureFixture[str], stream: io.StringIO) -> None:
    configure_logging(stream=stream, secrets=[SECRET])
    print_redacted(f"a {SECRET}")
    print_redacted(f"b {SECRET}", error=True)
    assert capsys.readouterr() == ("a ***\n", "b ***\n")
