"""The ids on log lines: bound by context, inherited by tasks, absent elsewhere."""

import asyncio
import io
import json
import logging
from contextvars import Context
from typing import Any

import pytest

from bot.observability import log_ids
from bot.observability.log import configure_logging
from tests.support.clock import ManualClock
from tests.support.generator_driver import make_ready_job, make_result

JOB = make_ready_job(ManualClock(), make_result("a"), job_id=2**60 + 1)
log = logging.getLogger("bot.test")


@pytest.fixture
def stream() -> Any:
    """Where the log goes; afterwards the loggers are as before."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    written = io.StringIO()
    configure_logging(stream=written, as_json=True)
    yield written
    root.handlers[:], root.level = handlers, level


def lines(stream: io.StringIO) -> list[dict[str, Any]]:
    return [json.loads(line) for line in stream.getvalue().splitlines()]


def test_ids_are_on_each_line_inside_and_on_none_outside(stream: io.StringIO) -> None:
    with log_ids.of_job(JOB):
        log.info("inside")
    log.info("outside")
    inside, outside = lines(stream)
    assert (inside["job"], inside["member"], inside["server"]) == (str(2**60 + 1), "7", "2")
    assert not {"job", "member", "server", "code", "interaction"} & outside.keys()


async def test_tasks_inherit_the_ids_unless_they_have_a_context_of_their_own(stream: io.StringIO) -> None:
    async def work(name: str) -> None:
        log.info(name)

    with log_ids.of_job(JOB):
        started = [asyncio.create_task(work("own")), asyncio.create_task(work("shared"), context=Context())]
    await asyncio.gather(*started)
    assert {line["message"]: "job" in line for line in lines(stream)} == {"own": True, "shared": False}


def test_job_of_an_interaction_has_the_ids_of_both(stream: io.StringIO) -> None:
    data = {"id": "5", "guild_id": "2", "member": {"user": {"id": "7"}}, "token": "aW50ZXJhY3Rpb2", "data": {}}
    with log_ids.of_interaction(data), log_ids.of_job(JOB):
        log.info("both")
    (line,) = lines(stream)
    assert (line["interaction"], line["job"], line["member"]) == ("5", str(JOB.id), "7")
    assert "token" not in line


@pytest.mark.parametrize("data", [None, [], {}, {"member": 5}, {"user": {"id": "7"}}, {"member": {"user": None}}])
def test_interaction_that_lacks_parts_is_no_error(stream: io.StringIO, data: object) -> None:
    with log_ids.of_interaction(data):
        log.info("here")
    (line,) = lines(stream)
    assert line.get("member") == ("7" if isinstance(data, dict) and "user" in data else None)


def test_line_that_names_its_own_server_keeps_it(stream: io.StringIO) -> None:
    with log_ids.of_job(JOB):
        log.info("about another", extra={"server": 9})
    assert lines(stream)[0]["server"] == 9
