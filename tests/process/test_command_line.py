"""``python -m bot``: what an operator sees when something is wrong, and when all is well."""

import asyncio
import json
import re
import sqlite3
import time
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.support.bot_process import BotProcess
from tests.support.process_stage import ProcessStage, wait_until

SECRET = "do-not-show-this"


class ConfigMistake(NamedTuple):
    """A configuration that cannot work: settings, ``config.toml``, and the beginnings of the lines about it."""

    settings: Mapping[str, str]
    faults: tuple[str, ...]
    toml: str = ""


MISTAKES = {
    "neither token nor key": ConfigMistake(
        {"DISCORD__TOKEN": "", "RUNWARE__API_KEY": ""}, ("discord.token: is missing", "runware.api_key: is missing")
    ),
    "unknown and impossible settings": ConfigMistake(
        {
            "LIMIT__IMAGES": SECRET,
            "RUNWARE__MAX_IN_FLIGHT": SECRET,
            "RUNWARE__URL": f"http://user:{SECRET}@example.org",
        },
        ("EASEL_LIMIT__IMAGES: ", "runware.url: ", "runware.max_in_flight: ", "limits.imagesperday: "),
        "[limits]\nimagesperday = 3\n",
    ),
    "no TOML": ConfigMistake({}, ("config.toml: is not valid TOML",), f"[discord]\ntoken = {SECRET}\n"),
}


async def ended(bot: BotProcess) -> tuple[int, list[str]]:
    """The exit code and the lines on standard error."""
    return await bot.wait_for_exit(), bot.errors.splitlines()


@pytest.mark.parametrize("mistake", MISTAKES.values(), ids=MISTAKES)
async def test_invalid_configuration_exits_with_a_line_per_fault(stage: ProcessStage, mistake: ConfigMistake) -> None:
    if mistake.toml:
        (stage.folder / "config.toml").write_text(mistake.toml)
        (stage.folder / "config.toml").chmod(0o600)
    bot = await stage.spawn("run", **mistake.settings)
    code, lines = await ended(bot)
    assert code == 2
    assert len(lines) == len(mistake.faults)
    assert all(line.startswith(fault) for line, fault in zip(lines, mistake.faults, strict=True)), lines
    assert SECRET not in bot.output + bot.errors
    assert not stage.discord_requests


async def test_rejected_token_or_unusable_database_exits_with_an_error_line(stage: ProcessStage) -> None:
    refused, unreachable, taken = await asyncio.gather(
        stage.spawn("run", DISCORD__TOKEN=SECRET, DATABASE__URL=f"sqlite:///{stage.folder / 'a.db'}"),
        stage.spawn("run", DATABASE__URL=f"postgresql://easel:{SECRET}@127.0.0.1:9/easel"),
        stage.spawn("run", DATABASE__URL=f"sqlite:///{stage.folder}"),
    )
    assert await ended(refused) == (2, ["discord.token: Discord does not accept this token"])
    code, (line,) = await ended(unreachable)
    assert code == 1
    assert re.search(r"database|PostgreSQL", line)
    code, (line,) = await ended(taken)
    assert code == 1
    assert str(stage.folder) in line
    assert SECRET not in "".join(bot.output + bot.errors for bot in stage.bots)


async def test_second_process_on_the_same_database_file_is_refused(stage: ProcessStage) -> None:
    await stage.start()
    code, (line,) = await ended(await stage.spawn("run"))
    assert code == 1
    assert "Another process uses" in line


async def test_check_changes_nothing_and_works_beside_a_running_bot(stage: ProcessStage) -> None:
    before = await stage.spawn("check")
    assert await ended(before) == (0, [])
    assert not made(stage)
    assert {call.method for call in stage.discord_requests} == {"GET"}
    assert (
        f"not looked at database: {stage.database_url} does not exist yet; `python -m bot run` creates it"
        in before.output
    )
    await stage.start()
    beside = await stage.spawn_interpreter("check")
    assert await ended(beside) == (0, [])
    assert subjects(beside) == [
        "ok   database",
        "ok   ledger",
        "ok   spending",
        "ok   patterns",
        "not looked at model standard",
        "not looked at model pro",
        "not looked at discord.media_hosts",
        "not looked at runware.media_hosts",
        "ok   runware",
        "ok   discord",
        "ok   server Sketch Club",
        "ok   admission",
        "not looked at operator",
        "ok   invite",
    ]
    assert f"client_id={stage.sandbox.discord.world.application_id}" in beside.output.splitlines()[-1]
    asked = stage.imagine("a fox")
    await stage.wait_until_ended(asked)
    assert len(stage.attachments_of(asked)) == 1


async def test_sync_publishes_the_commands(stage: ProcessStage) -> None:
    sync = await stage.spawn_interpreter("sync")
    assert await ended(sync) == (0, [])
    assert "Published: /" in sync.output
    assert [call.method for call in stage.discord_requests].count(
        "PUT"
    ) == 2  # discord.py logs in, which publishes what changed
    assert {command["name"] for command in stage.sandbox.discord.commands.all} >= {"imagine", "quota", "queue", "help"}


async def test_missing_database_is_refused_unless_run_with_new(stage: ProcessStage) -> None:
    bot = await stage.start()
    assert await bot.stop() == 0
    await wait_until("it is gone", lambda: stage.connected_bots == 0)
    database_file(stage).unlink()
    for command in ("run", "check"):
        refused = await stage.spawn(command)
        assert await refused.wait_for_exit() == 1
        assert f"The database {database_file(stage)} is missing or empty" in refused.output + refused.errors
        assert "start with: run --new" in refused.output + refused.errors
        assert f"{database_file(stage).name}.guard" in made(stage)
        assert database_file(stage).name not in made(stage)
    new = await stage.spawn_interpreter("run", "--new")
    await wait_until("it connects", lambda: stage.connected_bots == 1)
    assert await new.stop() == 0


async def test_check_reports_which_parts_fail(stage: ProcessStage) -> None:
    nowhere = f"postgresql://easel:{SECRET}@127.0.0.1:9/easel"
    refused, unset = await asyncio.gather(
        stage.spawn("check", RUNWARE__API_KEY=SECRET, DISCORD__TOKEN=SECRET),
        stage.spawn("check", RUNWARE__API_KEY="", DISCORD__TOKEN="", DATABASE__URL=nowhere),
    )
    assert await refused.wait_for_exit() == await unset.wait_for_exit() == 1
    assert failing(refused) == ["FAIL runware", "FAIL discord"]
    assert failing(unset) == ["FAIL discord.token", "FAIL runware.api_key", "FAIL database"]
    assert SECRET not in "".join(bot.output + bot.errors for bot in stage.bots)


async def test_check_reports_a_retired_model_and_its_successor(stage: ProcessStage) -> None:
    stage.sandbox.runware.account.retire("xai:grok-imagine@image-pro")
    bot = await stage.start()
    await stage.wait_until_ended(stage.imagine("a fox", model="pro"))
    assert await bot.stop() == 0
    await wait_until("it is gone", lambda: stage.connected_bots == 0)
    alone = await stage.spawn("check")
    assert await alone.wait_for_exit() == 1
    assert failing(alone) == ["FAIL model pro"]
    gone = (
        r"Grok Imagine Pro, xai:grok-imagine@image-pro, has not been offered by Runware since "
        r"\d{4}-\d\d-\d\d \d\d:\d\d UTC"
    )
    assert re.search(
        rf"{gone}, and it has no available successor; set models\.pro\.successor to another model$",
        alone.output,
        re.MULTILINE,
    )
    followed = await stage.spawn("check", MODELS__PRO__SUCCESSOR="quality", MODELS__QUALITY__ENABLED="true")
    assert await ended(followed) == (0, [])
    assert re.search(
        rf"^ok   model pro: {gone}; requests for it use Grok Imagine Quality$", followed.output, re.MULTILINE
    )
    told = {line for line in followed.output.splitlines() if "not verified against Runware’s documentation" in line}
    assert [line.split(": ")[0] for line in told] == ["not looked at model quality"]


@pytest.mark.parametrize(
    ("air", "seconds_ago", "offered"),
    [
        ("xai:grok-imagine@image-pro", 23 * 3600, False),
        ("xai:grok-imagine@image-pro", 25 * 3600, True),
        ("xai:another@id", 60, True),
    ],
)
async def test_lost_model_is_offered_again_after_a_day_or_with_another_id(
    stage: ProcessStage, air: str, seconds_ago: int, offered: bool
) -> None:
    bot = await stage.start()
    assert await bot.stop() == 0
    mark = json.dumps({"air": "xai:grok-imagine@image-pro", "at": time.time() - seconds_ago})
    with closing(sqlite3.connect(stage.database_url.removeprefix("sqlite:///"))) as file, file:
        file.execute("INSERT INTO key_values (name, value) VALUES ('lost_model:pro', ?)", (mark,))
    check = await stage.spawn("check", MODELS__PRO__AIR=air)
    assert await check.wait_for_exit() == (0 if offered else 1)
    assert failing(check) == ([] if offered else ["FAIL model pro"])
    rows = await stage.query("SELECT name FROM key_values WHERE name LIKE 'lost_model%'")
    assert len(rows) == 1  # a check changes nothing


async def test_check_reports_whether_webhooks_can_be_received(stage: ProcessStage) -> None:
    address = {"RUNWARE__WEBHOOK_URL": "https://easel.example.org"}
    deaf = await stage.spawn("check", **address)
    assert await deaf.wait_for_exit() == 1
    assert failing(deaf) == ["FAIL webhooks"]
    assert "set http.listen" in deaf.output
    heard = await stage.spawn("check", HTTP__LISTEN="127.0.0.1:8081", **address)
    assert await ended(heard) == (0, [])
    assert (
        "not looked at webhooks: only a call from outside shows whether https://easel.example.org/webhooks/runware/"
        in heard.output
    )


async def test_check_writes_nothing_into_the_archive(stage: ProcessStage) -> None:
    settings = {"ACCESS_KEY_ID": "id", "SECRET_ACCESS_KEY": SECRET, "ENDPOINT_URL": "http://127.0.0.1:9"}
    check = await stage.spawn(
        "check", ARCHIVE__BUCKET="pictures", **{f"ARCHIVE__{name}": value for name, value in settings.items()}
    )
    assert await ended(check) == (0, [])
    assert "not looked at archive: only writing shows whether the bucket pictures accepts uploads" in check.output
    assert SECRET not in check.output


def database_file(stage: ProcessStage) -> Path:
    """Where the database is."""
    return Path(stage.database_url.removeprefix("sqlite:///"))


def made(stage: ProcessStage) -> set[str]:
    """The files of the database that are there."""
    file = database_file(stage)
    return {path.name for path in file.parent.iterdir() if path.name.startswith(file.name)}


def subjects(bot: BotProcess) -> list[str]:
    """The words of a check, each with what it is about."""
    return [line.split(": ")[0] for line in bot.output.splitlines() if line.startswith(("ok", "not", "FAIL"))]


def failing(bot: BotProcess) -> list[str]:
    """What a check found to fail."""
    return [line.split(": ")[0] for line in bot.output.splitlines() if line.startswith("FAIL")]
