"""``kill -9`` at every moment of a request, and what a restart makes of it."""

import asyncio
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from sandbox.discord.state.interactions import Interaction
from tests.process.audit import UNANSWERED, assert_every_request_ended_once
from tests.process.stage import Moment, Stage, raised

CALLBACK, SUBMIT_OR_POLL, PICTURE = r"/callback$", r"^/v1$", r"^/im/"
EDIT, NEW_MESSAGE, FOUND = r"/webhooks/.*/messages/\d+$", r"/channels/\d+/messages$", r"/messages/@original$"


class Death(NamedTuple):
    """A moment, what was asked for, and how that has to end."""

    moment: Moment
    state: str = "delivered"
    options: dict[str, Any] = {}  # noqa: RUF012 - nobody writes to it
    prompt: str = "a red fox"


TWELVE, HIDDEN = {"count": 12}, {"count": 12, "private": True}
DEATHS = {
    "acknowledging": {
        "as the acknowledgement arrives": Death(Moment("POST", CALLBACK), "failed"),
        "before it hears that it has acknowledged": Death(Moment("POST", CALLBACK, reply_lost=True)),
    },
    "drawing": {
        "as the task arrives": Death(Moment("POST", SUBMIT_OR_POLL)),
        "before it hears that the task was accepted": Death(Moment("POST", SUBMIT_OR_POLL, reply_lost=True)),
        "before it hears of the results": Death(Moment("POST", SUBMIT_OR_POLL, reply_lost=True, said=b"imageURL")),
        "as it asks for a picture": Death(Moment("GET", PICTURE), options=TWELVE),
        "before it has a picture": Death(Moment("GET", PICTURE, reply_lost=True), options=TWELVE),
    },
    "showing": {
        "as the pictures arrive": Death(Moment("PATCH", EDIT, with_files=True)),
        "before it hears that the pictures are shown": Death(Moment("PATCH", EDIT, reply_lost=True, with_files=True)),
        "between two messages": Death(Moment("POST", NEW_MESSAGE), options=TWELVE),
        "before it hears of the second message": Death(Moment("POST", NEW_MESSAGE, reply_lost=True), options=TWELVE),
        "as pictures for one person arrive": Death(Moment("PATCH", EDIT, with_files=True), options=HIDDEN),
    },
    "refusing": {
        "as the sentence arrives": Death(Moment("PATCH", EDIT), "refused", prompt="fault:moderated"),
        "before it hears that the sentence is shown": Death(
            Moment("PATCH", EDIT, reply_lost=True), "refused", prompt="fault:moderated"
        ),
    },
}


async def die(stage: Stage, death: Death) -> Interaction:
    """Ask, and be killed."""
    stage.fatal = death.moment
    asked = stage.ask(death.prompt, **death.options)
    await stage.died()
    return asked


async def die_and_come_back(folder: Path, name: str, death: Death) -> None:
    """Ask, be killed, be started again, and tell which moment it was when that does not end well."""
    try:
        async with raised(folder, f"sqlite:///{folder / 'easel.db'}") as stage:
            await stage.start()
            asked = await die(stage, death)
            await stage.start()
            await stage.ends(asked)
            assert (await stage.job(asked))["state"] == death.state
            await assert_every_request_ended_once(stage, refused={UNANSWERED})
    except AssertionError as error:
        error.add_note(f"It was killed {name}.")
        raise


@pytest.mark.parametrize("deaths", DEATHS.values(), ids=DEATHS)
async def test_a_bot_that_is_killed_ends_its_request_once_after_a_restart(
    tmp_path: Path, deaths: dict[str, Death]
) -> None:
    async with asyncio.TaskGroup() as group:
        for number, (name, death) in enumerate(deaths.items()):
            folder = tmp_path / str(number)
            folder.mkdir()
            group.create_task(die_and_come_back(folder, name, death))


async def test_a_bot_that_is_killed_again_while_it_recovers_still_ends_the_request_once(stage: Stage) -> None:
    await stage.start()
    asked = await die(stage, DEATHS["acknowledging"]["before it hears that it has acknowledged"])
    for again in (
        Moment("GET", FOUND),
        Moment("POST", SUBMIT_OR_POLL, reply_lost=True),
        Moment("PATCH", EDIT, reply_lost=True, with_files=True),
    ):
        stage.fatal = again
        await stage.spawn("run")  # it may be gone before anybody sees it connect
        await stage.died()
    await stage.start()
    await stage.ends(asked)
    assert (await stage.job(asked))["state"] == "delivered"
    await assert_every_request_ended_once(stage)


async def test_on_postgresql_too_what_a_killed_bot_left_is_ended_once(postgres_stage: Stage) -> None:
    death = DEATHS["drawing"]["before it hears that the task was accepted"]
    await postgres_stage.start()
    asked = [await die(postgres_stage, death)]
    await postgres_stage.start()
    await postgres_stage.time_passes_for_leases()
    asked.append(postgres_stage.ask("a heron"))
    await postgres_stage.ends(*asked)
    await assert_every_request_ended_once(postgres_stage)
