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
from tests.support.bot_process import KillPoint
from tests.support.invariants import ExpectedRefusal, assert_every_request_ended_once
from tests.support.metrics_page import free_port, read_metrics
from tests.support.process_stage import ProcessStage, message_text, open_stage, wait_until

EDIT, CARDS, ONE_CARD = r"/webhooks/.*/messages/\d+$", r"/channels/{}/messages$", r"/channels/{}/messages/\d+$"
TWELVE: Final = 12


class ReviewKillCase(NamedTuple):
    """A moment; ``{}`` in its path is the moderators' channel. ``decided`` is whether the decision comes before it."""

    moment: KillPoint
    decided: bool = False
    action: str = "approve"
    pictures: int = 1


DEATHS: Final = {
    "waiting": {
        "before it hears that the member was told": ReviewKillCase(
            KillPoint("PATCH", EDIT, reply_failed=True, reply_contains=b"checks the pictures first")
        ),
        "as the card arrives": ReviewKillCase(KillPoint("POST", CARDS)),
        "before it hears of the card": ReviewKillCase(KillPoint("POST", CARDS, reply_failed=True)),
        "between two messages of a card": ReviewKillCase(
            KillPoint("POST", CARDS, reply_failed=True, reply_contains=b"11 to 12"), pictures=TWELVE
        ),
    },
    "deciding": {
        "as approved pictures arrive": ReviewKillCase(KillPoint("PATCH", EDIT, with_files=True), decided=True),
        "before it hears that they are shown": ReviewKillCase(
            KillPoint("PATCH", EDIT, reply_failed=True, with_files=True), decided=True, pictures=TWELVE
        ),
        "as the sentence arrives": ReviewKillCase(KillPoint("PATCH", EDIT), decided=True, action="decline"),
        "before it hears that the card is closed": ReviewKillCase(
            KillPoint("PATCH", ONE_CARD, reply_failed=True), decided=True
        ),
    },
}


def enable_approval(stage: ProcessStage) -> None:
    """Let moderators look at what is drawn in the studio; the bot has not read the rules yet."""
    studio, moderators = stage.channel("studio"), stage.channel("moderators")
    rules = ServerRules(
        channels={int(studio.id): ChannelRules(mode=ChannelMode.APPROVAL)}, log_channel=int(moderators.id)
    )
    guild_id = int(stage.sandbox.discord.world.guild_id)
    with closing(sqlite3.connect(stage.database_url.removeprefix("sqlite:///"), timeout=5)) as file, file:
        file.execute("INSERT INTO server_rules (guild_id, rules) VALUES (?, ?)", (guild_id, rules.model_dump_json()))


def card_messages(stage: ProcessStage) -> list[Message]:
    """The messages in the moderators' channel that show a case."""
    there = [one for one in stage.messages if one.channel is stage.channel("moderators")]
    return [one for one in there if "case `" in message_text(one)]


def approvable(stage: ProcessStage) -> Message | None:
    """The card that can be decided, if it is there."""
    return next((one for one in card_messages(stage) if "easel:approve:" in str(one.content.components)), None)


def is_card_closed(stage: ProcessStage) -> bool:
    """Whether the card says what was decided, and has no pictures any more."""
    return all(
        not one.content.attachments and "easel:" not in str(one.content.components) for one in card_messages(stage)
    )


async def decide_case(stage: ProcessStage, action: str) -> None:
    """Let a moderator press on the card, and send the form if one opens."""
    people, mo = stage.sandbox.discord.member_actions, stage.sandbox.discord.world.mo
    card = await wait_until("the card is there", lambda: approvable(stage))
    assert card is not None
    (case,) = await stage.query("SELECT id FROM cases")
    pressed = people.use_component(mo, card.id, f"easel:{action}:{case['id']}")
    if action == "decline":
        await wait_until("the form opens", lambda: pressed.modal)
        people.submit_modal(mo, pressed.id, {"reason": ["0"], "words": ""})


async def waits(stage: ProcessStage) -> None:
    """Wait until the member knows, the card is shown, and nobody works on the job."""
    ends = asyncio.get_running_loop().time() + 20
    while not await stage.query(
        "SELECT 1 FROM jobs JOIN cases ON cases.job_id = jobs.id"
        " WHERE state = 'held' AND lease_owner IS NULL AND version = posted_version"
    ):
        assert asyncio.get_running_loop().time() < ends, await stage.jobs()
        await asyncio.sleep(0.05)


async def die_and_come_back(folder: Path, name: str, death: ReviewKillCase) -> None:
    """Ask, be killed before or after the decision, be started again, and end well."""
    try:
        async with open_stage(folder, f"sqlite:///{folder / 'easel.db'}") as stage:
            await stage.start()
            enable_approval(stage)
            moment = death.moment._replace(path=death.moment.path.format(stage.channel("moderators").id))
            asked = await killed(stage, death, moment)
            await stage.start()
            if not death.decided:
                await waits(stage)
                await decide_case(stage, death.action)
            await ends_once(stage, asked, death)
    except AssertionError as error:
        error.add_note(f"It was killed {name}.")
        raise


async def killed(stage: ProcessStage, death: ReviewKillCase, moment: KillPoint) -> Interaction:
    if not death.decided:
        stage.kill_point = moment
    asked = stage.imagine("a red fox", count=death.pictures)
    if death.decided:
        await waits(stage)
        stage.kill_point = moment
        await decide_case(stage, death.action)
    await stage.wait_until_killed()
    return asked


DELETED_BEFORE = ExpectedRefusal("DELETE", 404, 10008)
"""The killed process may have deleted the card's second message without recording it; the next one deletes it again."""


async def ends_once(stage: ProcessStage, asked: Interaction, death: ReviewKillCase) -> None:
    await stage.wait_until_ended(asked)
    await wait_until("the card is closed", lambda: is_card_closed(stage))
    assert len(card_messages(stage)) == 1
    assert (await stage.job(asked))["state"] == ("delivered" if death.action == "approve" else "refused")
    assert len(stage.attachments_of(asked)) == (death.pictures if death.action == "approve" else 0)
    await assert_every_request_ended_once(stage, expected_refusals={DELETED_BEFORE})


@pytest.mark.parametrize("deaths", DEATHS.values(), ids=DEATHS)
async def test_held_pictures_survive_a_kill_at_every_moment(tmp_path: Path, deaths: dict[str, ReviewKillCase]) -> None:
    async with asyncio.TaskGroup() as group:
        for number, (name, death) in enumerate(deaths.items()):
            folder = tmp_path / str(number)
            folder.mkdir()
            group.create_task(die_and_come_back(folder, name, death))


async def test_held_pictures_are_shown_on_approval_after_a_kill(stage: ProcessStage) -> None:
    first, second = free_port(), free_port()
    bot = await stage.start(HTTP__LISTEN=f"{HOST}:{first}")
    enable_approval(stage)
    asked = stage.imagine("a red fox", count=2)
    await waits(stage)
    before = await read_metrics(first)
    assert before.value("easel_jobs_held_total") == 1
    assert before.by_labels("easel_jobs_ended_total", "state", "model") == {}
    await stage.kill(bot)
    await stage.start(HTTP__LISTEN=f"{HOST}:{second}")
    await decide_case(stage, "approve")
    await ends_once(stage, asked, ReviewKillCase(KillPoint("GET", ""), pictures=2))
    after = await read_metrics(second)
    assert after.value("easel_jobs_held_total") == 0
    assert after.by_labels("easel_jobs_ended_total", "state", "model") == {("delivered", "standard"): 1}
    assert after.by_labels("easel_pictures_delivered_total", "model") == {"standard": 2}
