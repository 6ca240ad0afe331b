"""``kill -9`` at every moment of a request, and what a restart makes of it."""

import asyncio
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from sandbox.discord.state.interactions import Interaction
from tests.support.bot_process import KillPoint
from tests.support.invariants import UNKNOWN_WEBHOOK, assert_every_request_ended_once
from tests.support.process_stage import ProcessStage, open_stage

CALLBACK, PROVIDER, PICTURE = r"/callback$", r"^/v1$", r"^/im/"
EDIT, NEW_MESSAGE, FOUND = r"/webhooks/.*/messages/\d+$", r"/channels/\d+/messages$", r"/messages/@original$"
SUBMIT = KillPoint("POST", PROVIDER, request_contains=b"imageInference")


class KillCase(NamedTuple):
    """A moment, what was asked for, and how that has to end."""

    moment: KillPoint
    state: str = "delivered"
    options: dict[str, Any] = {}  # noqa: RUF012 - nobody writes to it
    prompt: str = "a red fox"


TWELVE, HIDDEN = {"count": 12}, {"count": 12, "private": True}
DEATHS = {
    "acknowledging": {
        "as the acknowledgement arrives": KillCase(KillPoint("POST", CALLBACK), "failed"),
        "before it hears that it has acknowledged": KillCase(KillPoint("POST", CALLBACK, reply_failed=True)),
    },
    "drawing": {
        "as the task arrives": KillCase(SUBMIT),
        "before it hears that the task was accepted": KillCase(SUBMIT._replace(reply_failed=True)),
        "before it hears of the results": KillCase(
            KillPoint("POST", PROVIDER, reply_failed=True, reply_contains=b"imageURL")
        ),
        "as it asks for a picture": KillCase(KillPoint("GET", PICTURE), options=TWELVE),
        "before it has a picture": KillCase(KillPoint("GET", PICTURE, reply_failed=True), options=TWELVE),
    },
    "showing": {
        "as the pictures arrive": KillCase(KillPoint("PATCH", EDIT, with_files=True)),
        "before it hears that the pictures are shown": KillCase(
            KillPoint("PATCH", EDIT, reply_failed=True, with_files=True)
        ),
        "between two messages": KillCase(KillPoint("POST", NEW_MESSAGE), options=TWELVE),
        "before it hears of the second message": KillCase(
            KillPoint("POST", NEW_MESSAGE, reply_failed=True), options=TWELVE
        ),
        "as pictures for one person arrive": KillCase(KillPoint("PATCH", EDIT, with_files=True), options=HIDDEN),
    },
    "refusing": {
        "as the sentence arrives": KillCase(KillPoint("PATCH", EDIT), "refused", prompt="fault:moderated"),
        "before it hears that the sentence is shown": KillCase(
            KillPoint("PATCH", EDIT, reply_failed=True), "refused", prompt="fault:moderated"
        ),
    },
}


async def die(stage: ProcessStage, death: KillCase) -> Interaction:
    """Ask, and be killed."""
    stage.kill_point = death.moment
    asked = stage.imagine(death.prompt, **death.options)
    await stage.wait_until_killed()
    return asked


async def die_and_come_back(folder: Path, name: str, death: KillCase) -> None:
    """Ask, be killed, be started again, and tell which moment it was when that does not end well."""
    try:
        async with open_stage(folder, f"sqlite:///{folder / 'easel.db'}") as stage:
            await stage.start()
            asked = await die(stage, death)
            await stage.start()
            await stage.wait_until_ended(asked)
            assert (await stage.job(asked))["state"] == death.state
            await assert_every_request_ended_once(stage, expected_refusals={UNKNOWN_WEBHOOK})
    except AssertionError as error:
        error.add_note(f"It was killed {name}.")
        raise


@pytest.mark.parametrize("deaths", DEATHS.values(), ids=DEATHS)
async def test_request_of_a_killed_bot_ends_once_after_a_restart(tmp_path: Path, deaths: dict[str, KillCase]) -> None:
    async with asyncio.TaskGroup() as group:
        for number, (name, death) in enumerate(deaths.items()):
            folder = tmp_path / str(number)
            folder.mkdir()
            group.create_task(die_and_come_back(folder, name, death))


async def test_request_ends_once_after_repeated_kills_during_recovery(stage: ProcessStage) -> None:
    await stage.start()
    asked = await die(stage, DEATHS["acknowledging"]["before it hears that it has acknowledged"])
    for again in (
        KillPoint("GET", FOUND),
        SUBMIT._replace(reply_failed=True),
        KillPoint("PATCH", EDIT, reply_failed=True, with_files=True),
    ):
        stage.kill_point = again
        await stage.spawn("run")  # it may be gone before anybody sees it connect
        await stage.wait_until_killed()
    await stage.start()
    await stage.wait_until_ended(asked)
    assert (await stage.job(asked))["state"] == "delivered"
    await assert_every_request_ended_once(stage)


async def test_request_of_a_killed_bot_ends_once_on_postgresql(postgres_stage: ProcessStage) -> None:
    death = DEATHS["drawing"]["before it hears that the task was accepted"]
    await postgres_stage.start()
    asked = [await die(postgres_stage, death)]
    await postgres_stage.start()
    await postgres_stage.expire_leases()
    asked.append(postgres_stage.imagine("a heron"))
    await postgres_stage.wait_until_ended(*asked)
    await assert_every_request_ended_once(postgres_stage)
