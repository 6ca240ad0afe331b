"""Pictures that wait for moderators, and ``kill -9`` at every moment of it: one card, one message, one charge."""

import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Final, NamedTuple

import pytest

from bot.domain.server_rules import ChannelMode, ChannelRules, ServerRules
from sandbox.app import HOST
from sandbox.discord.state.interactions import Interaction
from sandbox.discord.state.messages import Message
from tests.process.audit import assert_every_request_ended_once
from tests.process.numbers import free_port, metrics_of
from tests.process.stage import Moment, Stage, raised, until, words

EDIT, CARDS, ONE_CARD = r"/webhooks/.*/messages/\d+$", r"/channels/{}/messages$", r"/channels/{}/messages/\d+$"
TWELVE: Final = 12


class Death(NamedTuple):
    """A moment; ``{}`` in its path is the moderators' channel. ``decided`` is whether the decision comes before it."""

    moment: Moment
    decided: bool = False
    action: str = "approve"
    pictures: int = 1


DEATHS: Final = {
    "waiting": {
        "before it hears that the member was told": Death(
            Moment("PATCH", EDIT, reply_lost=True, said=b"checks the pictures first")
        ),
        "as the card arrives": Death(Moment("POST", CARDS)),
        "before it hears of the card": Death(Moment("POST", CARDS, reply_lost=True)),
        "between two messages of a card": Death(
            Moment("POST", CARDS, reply_lost=True, said=b"11 to 12"), pictures=TWELVE
        ),
    },
    "deciding": {
        "as approved pictures arrive": Death(Moment("PATCH", EDIT, with_files=True), decided=True),
        "before it hears that they are shown": Death(
            Moment("PATCH", EDIT, reply_lost=True, with_files=True), decided=True, pictures=TWELVE
        ),
        "as the sentence arrives": Death(Moment("PATCH", EDIT), decided=True, action="decline"),
        "before it hears that the card is closed": Death(Moment("PATCH", ONE_CARD, reply_lost=True), decided=True),
    },
}


def look_first(stage: Stage) -> None:
    """Let moderators look at what is drawn in the studio; the bot has not read the rules yet."""
    studio, moderators = stage.channel("studio"), stage.channel("moderators")
    rules = ServerRules(
        channels={int(studio.id): ChannelRules(mode=ChannelMode.APPROVAL)}, log_channel=int(moderators.id)
    )
    guild_id = int(stage.sandbox.discord.world.guild_id)
    with closing(sqlite3.connect(stage.database_url.removeprefix("sqlite:///"), timeout=5)) as file, file:
        file.execute("INSERT INTO rules (guild_id, rules) VALUES (?, ?)", (guild_id, rules.model_dump_json()))


def cards(stage: Stage) -> list[Message]:
    """The messages in the moderators' channel that show a case."""
    there = [one for one in stage.messages if one.channel is stage.channel("moderators")]
    return [one for one in there if "case `" in words(one)]


def approvable(stage: Stage) -> Message | None:
    """The card that can be decided, if it is there."""
    return next((one for one in cards(stage) if "easel:approve:" in str(one.content.components)), None)


def is_closed(stage: Stage) -> bool:
    """Whether the card says what was decided, and has no pictures any more."""
    return all(not one.content.attachments and "easel:" not in str(one.content.components) for one in cards(stage))


async def decide(stage: Stage, action: str) -> None:
    """Let a moderator press on the card, and send the form if one opens."""
    people, mo = stage.sandbox.discord.people, stage.sandbox.discord.world.mo
    card = await until("the card is there", lambda: approvable(stage))
    assert card is not None
    (case,) = await stage.rows("SELECT id FROM cases")
    pressed = people.component(mo, card.id, f"easel:{action}:{case['id']}")
    if action == "decline":
        await until("the form opens", lambda: pressed.modal)
        people.modal(mo, pressed.id, {"reason": ["0"], "words": ""})


async def waits(stage: Stage) -> None:
    """Wait until the member knows, the card is shown, and nobody works on the job."""
    ends = asyncio.get_running_loop().time() + 20
    while not await stage.rows(
        "SELECT 1 FROM jobs JOIN cases ON cases.job_id = jobs.id"
        " WHERE state = 'held' AND lease_owner IS NULL AND version = shown_version"
    ):
        assert asyncio.get_running_loop().time() < ends, await stage.jobs()
        await asyncio.sleep(0.05)


async def die_and_come_back(folder: Path, name: str, death: Death) -> None:
    """Ask, be killed before or after the decision, be started again, and end well."""
    try:
        async with raised(folder, f"sqlite:///{folder / 'easel.db'}") as stage:
            await stage.start()
            look_first(stage)
            moment = death.moment._replace(path=death.moment.path.format(stage.channel("moderators").id))
            asked = await killed(stage, death, moment)
            await stage.start()
            if not death.decided:
                await waits(stage)
                await decide(stage, death.action)
            await ends_once(stage, asked, death)
    except AssertionError as error:
        error.add_note(f"It was killed {name}.")
        raise


async def killed(stage: Stage, death: Death, moment: Moment) -> Interaction:
    if not death.decided:
        stage.fatal = moment
    asked = stage.ask("a red fox", count=death.pictures)
    if death.decided:
        await waits(stage)
        stage.fatal = moment
        await decide(stage, death.action)
    await stage.died()
    return asked


async def ends_once(stage: Stage, asked: Interaction, death: Death) -> None:
    await stage.ends(asked)
    await until("the card is closed", lambda: is_closed(stage))
    assert len(cards(stage)) == 1
    assert (await stage.job(asked))["state"] == ("delivered" if death.action == "approve" else "refused")
    assert len(stage.pictures_of(asked)) == (death.pictures if death.action == "approve" else 0)
    await assert_every_request_ended_once(stage)


@pytest.mark.parametrize("deaths", DEATHS.values(), ids=DEATHS)
async def test_what_waits_for_moderators_survives_every_death(tmp_path: Path, deaths: dict[str, Death]) -> None:
    async with asyncio.TaskGroup() as group:
        for number, (name, death) in enumerate(deaths.items()):
            folder = tmp_path / str(number)
            folder.mkdir()
            group.create_task(die_and_come_back(folder, name, death))


async def test_a_bot_that_is_killed_while_pictures_wait_shows_them_once_they_are_approved(stage: Stage) -> None:
    first, second = free_port(), free_port()
    bot = await stage.start(HTTP__LISTEN=f"{HOST}:{first}")
    look_first(stage)
    asked = stage.ask("a red fox", count=2)
    await waits(stage)
    before = await metrics_of(first)
    assert before.value("easel_held_total") == 1
    assert before.by("easel_jobs_total", "state", "model") == {}
    await stage.kill(bot)
    await stage.start(HTTP__LISTEN=f"{HOST}:{second}")
    await decide(stage, "approve")
    await ends_once(stage, asked, Death(Moment("GET", ""), pictures=2))
    after = await metrics_of(second)
    assert after.value("easel_held_total") == 0
    assert after.by("easel_jobs_total", "state", "model") == {("delivered", "standard"): 1}
    assert after.by("easel_pictures_total", "model") == {"standard": 2}
