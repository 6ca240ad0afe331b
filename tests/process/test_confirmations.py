"""What members say yes to and what they keep: alternatives in braces, kills in between, and two processes at once."""

import asyncio
import time
from typing import Any

from sandbox.discord.state.interactions import Interaction
from sandbox.discord.state.messages import Message
from sandbox.discord.validation.components import walk_components
from tests.support.bot_process import TIMEOUT_SECONDS, KillPoint
from tests.support.invariants import provider_cost_micros
from tests.support.process_stage import ProcessStage, Row, message_text, wait_until


def press(stage: ProcessStage, message: Message, action: str) -> Interaction:
    """Press the message's button for that."""
    ids = [str(one.component.get("custom_id", "")) for one in walk_components(message.content.components)]
    wanted = next(one for one in ids if one.startswith(f"easel:{action}"))
    return stage.sandbox.discord.member_actions.use_component(stage.ada, message.id, wanted)


async def offered(stage: ProcessStage, prompt: str, **options: Any) -> Message:
    """The question that answers these words."""
    values = {"prompt": prompt, **options}
    return await stage.wait_for_response(
        stage.sandbox.discord.member_actions.run_command(stage.ada, stage.channel("studio"), "imagine", values)
    )


async def all_ended(stage: ProcessStage, number: int) -> list[Row]:
    """Wait until there are so many jobs, and their members know how each ended."""
    ends = time.monotonic() + TIMEOUT_SECONDS
    while len([job for job in await stage.jobs() if job["ended_at"] and job["notified"]]) < number:
        assert time.monotonic() < ends, f"fewer than {number} ended:\n{await stage.jobs()}"
        await asyncio.sleep(0.05)
    jobs = await stage.jobs()
    assert len(jobs) == number
    return jobs


def showing(stage: ProcessStage, text: str) -> Message:
    """The message of pictures with these words."""
    (found,) = [one for one in stage.messages if one.content.attachments and text in message_text(one)]
    return found


async def edited(stage: ProcessStage, message: Message, text: str) -> Message:
    """What answers the words that were written into the form behind Edit."""
    pressed = press(stage, message, "edit")
    await wait_until("the form opens", lambda: pressed.modal is not None)
    return await stage.wait_for_response(
        stage.sandbox.discord.member_actions.submit_modal(stage.ada, pressed.id, {"words": text})
    )


async def test_variants_of_an_edit_of_a_private_picture_stay_private(stage: ProcessStage) -> None:
    await stage.start()
    asked = stage.imagine("a fox", private=True)
    await stage.wait_until_ended()
    question = await edited(stage, stage.messages_of(asked)[0], "{at night --private, at noon}")
    press(stage, question, "confirm")
    await all_ended(stage, 3)
    assert showing(stage, "at night").only_visible_to is stage.ada
    assert showing(stage, "at noon").only_visible_to is stage.ada


async def test_variant_keeps_options_of_its_source_not_set_by_its_own_flags(stage: ProcessStage) -> None:
    await stage.start()
    asked = stage.imagine("a fox", model="pro", resolution="2K", format="PNG")
    await stage.wait_until_ended()
    question = await edited(stage, stage.messages_of(asked)[0], "{at night --pro --format webp, at noon}")
    assert "2 × Pro 2K edits = $0.14" in message_text(question)
    press(stage, question, "confirm")
    await all_ended(stage, 3)
    (file,) = showing(stage, "at noon").content.attachments
    assert file["filename"].endswith(".png")


async def test_variants_survive_a_kill_during_the_confirmation(stage: ProcessStage) -> None:
    for round_ in range(1, 7):  # who is rescued first is a matter of milliseconds
        await stage.start()
        question = await offered(stage, "{red, green, blue} fox")
        stage.kill_point = KillPoint("POST", "/callback$", reply_failed=True)
        press(stage, question, "confirm")
        await stage.wait_until_killed()
        bot = await stage.start()
        jobs = await all_ended(stage, 3 * round_)
        assert {job["state"] for job in jobs} == {"delivered"}
        await stage.kill(bot)
    (spent,) = await stage.query("SELECT SUM(micro_dollars) AS micro_dollars FROM ledger")
    assert spent["micro_dollars"] == provider_cost_micros(stage)
    assert len(stage.sandbox.runware.tasks) == 18


async def test_concurrent_confirmations_draw_once(stage: ProcessStage) -> None:
    await stage.start()
    question = await offered(stage, "{red, green} fox")
    answers = [await stage.wait_for_response(one) for one in [press(stage, question, "confirm") for _ in range(2)]]
    await all_ended(stage, 2)
    assert sorted("was already answered" in f"{one.content.text}{message_text(one)}" for one in answers) == [
        False,
        True,
    ]


async def test_two_processes_handle_each_button_press_once(postgres_stage: ProcessStage) -> None:
    stage = postgres_stage
    await stage.start()
    await stage.start()
    asked = stage.imagine("a fox")
    await stage.wait_until_ended()
    (message,) = stage.messages_of(asked)
    assert "Added to your favourites" in message_text(await stage.wait_for_response(press(stage, message, "favourite")))
    assert "Sent to" in message_text(await stage.wait_for_response(press(stage, message, "dm")))
    panel = await stage.wait_for_response(
        stage.sandbox.discord.member_actions.run_command(stage.ada, stage.channel("studio"), "settings", {})
    )
    press(stage, panel, "setting:private")
    await wait_until("the panel says so", lambda: "Private: on" in str(panel.content.components))
    await stage.wait_until_ended(stage.imagine("an owl"))  # by then the other one has heard of the presses as well
    assert len(stage.direct_messages(stage.ada)) == 1
    assert len(await stage.query("SELECT * FROM favourites")) == 1
    assert "private" in str(await stage.query("SELECT * FROM preferences"))
