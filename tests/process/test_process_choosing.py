"""What members say yes to and what they keep: alternatives in braces, kills in between, and two processes at once."""

import asyncio
import time
from typing import Any

from sandbox.discord.state.interactions import Interaction
from sandbox.discord.state.messages import Message
from sandbox.discord.validation.components import walk
from tests.process.audit import _bill
from tests.process.stage import PATIENCE, Moment, Row, Stage, until, words


def press(stage: Stage, message: Message, action: str) -> Interaction:
    """Press the message's button for that."""
    ids = [str(one.component.get("custom_id", "")) for one in walk(message.content.components)]
    wanted = next(one for one in ids if one.startswith(f"easel:{action}"))
    return stage.sandbox.discord.people.component(stage.ada, message.id, wanted)


async def offered(stage: Stage, prompt: str, **options: Any) -> Message:
    """The question that answers these words."""
    values = {"prompt": prompt, **options}
    return await stage.answered(
        stage.sandbox.discord.people.command(stage.ada, stage.channel("studio"), "imagine", values)
    )


async def all_ended(stage: Stage, number: int) -> list[Row]:
    """Wait until there are so many jobs, and their members know how each ended."""
    ends = time.monotonic() + PATIENCE
    while len([job for job in await stage.jobs() if job["ended_at"] and job["answered"]]) < number:
        assert time.monotonic() < ends, f"fewer than {number} ended:\n{await stage.jobs()}"
        await asyncio.sleep(0.05)
    jobs = await stage.jobs()
    assert len(jobs) == number
    return jobs


def showing(stage: Stage, text: str) -> Message:
    """The message of pictures with these words."""
    (found,) = [one for one in stage.messages if one.content.attachments and text in words(one)]
    return found


async def edited(stage: Stage, message: Message, text: str) -> Message:
    """What answers the words that were written into the form behind Edit."""
    pressed = press(stage, message, "edit")
    await until("the form opens", lambda: pressed.modal is not None)
    return await stage.answered(stage.sandbox.discord.people.modal(stage.ada, pressed.id, {"words": text}))


async def test_what_was_private_stays_private_in_every_alternative(stage: Stage) -> None:
    await stage.start()
    asked = stage.ask("a fox", private=True)
    await stage.ends()
    question = await edited(stage, stage.messages_of(asked)[0], "{at night --private, at noon}")
    press(stage, question, "confirm")
    await all_ended(stage, 3)
    assert showing(stage, "at night").only_for is stage.ada
    assert showing(stage, "at noon").only_for is stage.ada


async def test_each_alternative_keeps_what_its_own_flags_do_not_say(stage: Stage) -> None:
    await stage.start()
    asked = stage.ask("a fox", model="pro", resolution="2K", format="PNG")
    await stage.ends()
    question = await edited(stage, stage.messages_of(asked)[0], "{at night --pro --format webp, at noon}")
    assert "2 × Pro 2K edits = $0.14" in words(question)
    press(stage, question, "confirm")
    await all_ended(stage, 3)
    (file,) = showing(stage, "at noon").content.attachments
    assert file["filename"].endswith(".png")


async def test_alternatives_survive_a_kill_while_the_yes_is_answered(stage: Stage) -> None:
    for round_ in range(1, 7):  # who is rescued first is a matter of milliseconds
        await stage.start()
        question = await offered(stage, "{red, green, blue} fox")
        stage.fatal = Moment("POST", "/callback$", reply_lost=True)
        press(stage, question, "confirm")
        await stage.died()
        bot = await stage.start()
        jobs = await all_ended(stage, 3 * round_)
        assert {job["state"] for job in jobs} == {"delivered"}
        await stage.kill(bot)
    (spent,) = await stage.rows("SELECT SUM(micros) AS micros FROM ledger")
    assert spent["micros"] == _bill(stage)
    assert len(stage.sandbox.runware.tasks) == 18


async def test_two_presses_of_yes_at_once_draw_once(stage: Stage) -> None:
    await stage.start()
    question = await offered(stage, "{red, green} fox")
    answers = [await stage.answered(one) for one in [press(stage, question, "confirm") for _ in range(2)]]
    await all_ended(stage, 2)
    assert sorted("was already answered" in f"{one.content.text}{words(one)}" for one in answers) == [False, True]


async def test_two_processes_mark_send_and_toggle_once(postgres_stage: Stage) -> None:
    stage = postgres_stage
    await stage.start()
    await stage.start()
    asked = stage.ask("a fox")
    await stage.ends()
    (message,) = stage.messages_of(asked)
    assert "Added to your favourites" in words(await stage.answered(press(stage, message, "favourite")))
    assert "Sent to" in words(await stage.answered(press(stage, message, "dm")))
    panel = await stage.answered(
        stage.sandbox.discord.people.command(stage.ada, stage.channel("studio"), "settings", {})
    )
    press(stage, panel, "setting:private")
    await until("the panel says so", lambda: "Private: on" in str(panel.content.components))
    await stage.ends(stage.ask("an owl"))  # by then the other one has heard of the presses as well
    assert len(stage.direct_messages(stage.ada)) == 1
    assert len(await stage.rows("SELECT * FROM favourites")) == 1
    assert "private" in str(await stage.rows("SELECT * FROM preferences"))
