"""``python -m bot``: what an operator sees when something is wrong, and when all is well."""

import asyncio
import re
from collections.abc import Mapping
from typing import NamedTuple

import pytest

from tests.process.stage import Bot, Stage

SECRET = "do-not-show-this"


class Mistake(NamedTuple):
    """A configuration that cannot work: settings, ``config.toml``, and the beginnings of the lines about it."""

    settings: Mapping[str, str]
    faults: tuple[str, ...]
    toml: str = ""


MISTAKES = {
    "neither token nor key": Mistake(
        {"DISCORD__TOKEN": "", "RUNWARE__API_KEY": ""}, ("discord.token: is missing", "runware.api_key: is missing")
    ),
    "unknown and impossible settings": Mistake(
        {
            "LIMIT__IMAGES": SECRET,
            "RUNWARE__MAX_IN_FLIGHT": SECRET,
            "RUNWARE__URL": f"http://user:{SECRET}@example.org",
        },
        ("EASEL_LIMIT__IMAGES: ", "runware.url: ", "runware.max_in_flight: ", "limits.imagesperday: "),
        "[limits]\nimagesperday = 3\n",
    ),
    "no TOML": Mistake({}, ("config.toml: is not valid TOML",), f"[discord]\ntoken = {SECRET}\n"),
}


async def ended(bot: Bot) -> tuple[int, list[str]]:
    """The exit code and the lines on standard error."""
    return await bot.ended(), bot.errors.splitlines()


@pytest.mark.parametrize("mistake", MISTAKES.values(), ids=MISTAKES)
async def test_a_configuration_that_cannot_work_ends_with_one_line_per_fault(stage: Stage, mistake: Mistake) -> None:
    if mistake.toml:
        (stage.folder / "config.toml").write_text(mistake.toml)
        (stage.folder / "config.toml").chmod(0o600)
    bot = await stage.spawn("run", **mistake.settings)
    code, lines = await ended(bot)
    assert code == 2
    assert len(lines) == len(mistake.faults)
    assert all(line.startswith(fault) for line, fault in zip(lines, mistake.faults, strict=True)), lines
    assert SECRET not in bot.output + bot.errors
    assert not stage.calls


async def test_what_cannot_be_reached_or_is_not_accepted_ends_with_a_sentence(stage: Stage) -> None:
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


async def test_a_second_process_on_one_file_is_refused(stage: Stage) -> None:
    await stage.start()
    code, (line,) = await ended(await stage.spawn("run"))
    assert code == 1
    assert "Another process uses" in line


async def test_check_and_sync_tell_that_everything_works(stage: Stage) -> None:
    check = await stage.spawn("check")
    assert await ended(check) == (0, [])
    lines = [line for line in check.output.splitlines() if line.startswith(("ok", "FAIL"))]
    assert [line.split(": ")[0] for line in lines] == [
        *("ok   database", "ok   model standard", "ok   model pro", "ok   runware", "ok   discord"),
        *("ok   server Sketch Club", "ok   invite"),
    ]
    assert f"client_id={stage.sandbox.discord.world.application_id}" in lines[-1]
    assert [call.method for call in stage.calls].count("PUT") == 1
    sync = await stage.spawn("sync")
    assert await ended(sync) == (0, [])
    assert "Published: /" in sync.output
    assert [call.method for call in stage.calls].count("PUT") == 2
    assert {command["name"] for command in stage.sandbox.discord.commands.all} >= {"imagine", "quota", "queue", "help"}


async def test_check_tells_which_part_does_not_work(stage: Stage) -> None:
    nowhere = f"postgresql://easel:{SECRET}@127.0.0.1:9/easel"
    refused, unset = await asyncio.gather(
        stage.spawn("check", RUNWARE__API_KEY=SECRET, DISCORD__TOKEN=SECRET),
        stage.spawn("check", RUNWARE__API_KEY="", DISCORD__TOKEN="", DATABASE__URL=nowhere),
    )
    assert await refused.ended() == await unset.ended() == 1
    assert failing(refused) == ["FAIL runware", "FAIL discord"]
    assert failing(unset) == ["FAIL discord.token", "FAIL runware.api_key", "FAIL database"]
    assert SECRET not in "".join(bot.output + bot.errors for bot in stage.bots)


def failing(bot: Bot) -> list[str]:
    """What a check found to fail."""
    return [line.split(": ")[0] for line in bot.output.splitlines() if line.startswith("FAIL")]
