"""``{red, green} {fox, owl}``: asked about first, admitted together, each drawn into a message of its own."""

from typing import Any

import pytest
from simcord.results import InteractionResult

from bot.domain.job import Job, State
from bot.jobs.queue import JobQueue
from tests.conversations.conftest import StageFactory
from tests.support.job_driver import select_rows
from tests.support.stage import BotStage, MessageView, job_id_of, response_message, response_view

FOUR = "a {red, green} {fox, owl}"
TEXTS = ["a red fox", "a red owl", "a green fox", "a green owl"]


async def confirmed(stage: BotStage, prompt: str = FOUR, /, **options: Any) -> InteractionResult:
    """Ask, and say yes."""
    return await stage.press("Draw it", await stage.imagine(prompt, **options))


def drawn(messages: list[MessageView]) -> list[str]:
    """The prompts of the messages that show pictures."""
    return sorted(message.texts[0].strip("`\n") for message in messages if message.gallery)


async def batch(stage: BotStage, first: InteractionResult) -> list[Job]:
    """The jobs that came of one yes, in their order."""
    rows = await stage.app.database.run(
        select_rows, "SELECT id FROM jobs WHERE batch_id = ? ORDER BY id", job_id_of(first)
    )
    return [await stage.job(row["id"]) for row in rows]


async def states(stage: BotStage, first: InteractionResult) -> list[State]:
    """Where they stand."""
    return [job.state for job in await batch(stage, first)]


async def test_variants_always_get_a_price_offer_listing_prompts_and_price(stage: BotStage) -> None:
    offer = await stage.imagine_and_wait(FOUR, count=2)
    assert response_view(offer).ephemeral
    assert response_view(offer).texts == [
        "**8 × Standard 1K pictures = $0.16, uses 8 of your 20 left**\n"
        "1. a red fox\n2. a red owl\n3. a green fox\n4. a green owl\n"
        "-# Or draw the text as you typed it, with its braces: 2 × Standard 1K pictures = $0.04.\n"
        "-# Nothing is charged before you press the button."
    ]
    assert stage.provider_tasks() == []
    assert await stage.images_left() == 20


async def test_variant_offer_shows_differences_and_shortens_long_prompts(stage: BotStage) -> None:
    offer = await stage.imagine(f"{'very ' * 100}old fox --ar {{16:9, 1:1}} --{{pro, standard}}")
    lines = response_view(offer).text.split("\n")
    assert lines[0] == "**4 pictures = $0.18, uses 4 of your 20 left**"
    assert [line.partition("… · ")[2] for line in lines[1:5]] == [
        "Pro 1K picture · 16:9",
        "Standard 1K picture · 16:9",
        "Pro 1K picture · 1:1",
        "Standard 1K picture · 1:1",
    ]
    assert len(response_view(offer).text) < 1200


async def test_each_variant_gets_its_own_message(stage: BotStage) -> None:
    first = await confirmed(stage)
    assert "-# and 3 more requests, each in its own message" in response_view(first).text
    assert len(stage.messages()) == 1
    assert await stage.images_left() == 16
    await stage.run_worker_until_idle()
    assert sorted(task["positivePrompt"] for task in stage.provider_tasks()) == sorted(TEXTS)
    assert drawn(stage.messages()) == sorted(TEXTS)
    assert response_view(first).texts[0] == "```\na red fox\n```"
    assert "more requests" not in response_view(first).text
    assert await stage.images_left() == 16


async def test_queue_position_update_still_mentions_the_other_variants(make_stage: StageFactory) -> None:
    stage = await make_stage(runware={"max_in_flight": 1})
    herons = [await stage.imagine("a heron", stage.add_member(f"heron{n}")) for n in range(3)]
    first = await confirmed(stage)
    assert "In the queue: 3 of 6" in response_view(first).text
    await stage.press("Cancel", herons[1], stage.mod)
    with stage.env.time_context():
        await stage.app.queue_positions.run_once()
    assert "In the queue: 2 of 5" in response_view(first).text
    assert "and 3 more requests" in response_view(first).text


async def test_reroll_works_on_the_message_of_a_variant(stage: BotStage) -> None:
    await confirmed(stage)
    await stage.run_worker_until_idle()
    last = next(m for m in stage.channel.history() if MessageView(m).texts[0] == "```\na green owl\n```")
    again = await stage.press("Reroll", last, stage.bob)
    await stage.run_worker_until_idle()
    assert f"🎲 Reroll by <@{stage.bob.id}> of <@{stage.alice.id}>’s [picture](" in response_view(again).text


async def test_refused_variant_says_so_in_its_own_message_and_is_refunded_alone(stage: BotStage) -> None:
    first = await confirmed(stage, "a {red, blue, fault:moderated green, grey} fox")
    await stage.run_worker_until_idle()
    shown = stage.messages()
    assert len(shown) == 4
    assert len(drawn(shown)) == 3
    (refused,) = [message for message in shown if not message.gallery]
    assert "🚫" in refused.text
    assert await stage.images_left() == 17
    assert sorted(await states(stage, first)) == ["delivered"] * 3 + ["refused"]


async def test_cancel_on_the_first_message_cancels_all_unfinished_variants(stage: BotStage) -> None:
    first = await confirmed(stage)
    await stage.step_worker()
    await stage.press("Cancel", first)
    await stage.run_worker_until_idle()
    assert await states(stage, first) == [State.CANCELLED] * 4
    assert "Cancelled. It was already being drawn, so it still counts: 4 pictures." in response_view(first).text
    assert [message.id for message in stage.messages()] == [response_message(first).id]
    assert await stage.images_left() == 16


async def test_single_variant_can_be_cancelled_by_id(make_stage: StageFactory) -> None:
    stage = await make_stage(runware={"max_in_flight": 1})
    first = await confirmed(stage)
    await stage.alice.slash(stage.channel, "cancel", id=str((await batch(stage, first))[3].id))
    await stage.run_worker_until_idle()
    assert await states(stage, first) == [State.DELIVERED] * 3 + [State.CANCELLED]
    assert await stage.images_left() == 17


async def test_variants_are_admitted_by_quota_all_or_none(stage: BotStage) -> None:
    fits, not_any_more = await stage.imagine(FOUR, count=4), await stage.imagine(FOUR, count=4)
    await stage.press("Draw it", fits)
    refused = await stage.press("Draw it", not_any_more)
    assert response_view(refused).text.startswith("You have ")
    await stage.run_worker_until_idle()
    assert len(stage.provider_tasks()) == 4
    assert await stage.images_left() == 4
    assert (
        "You requested 24 pictures, and 20 a day is your limit;"
        in response_view(await stage.imagine(FOUR, count=6)).text
    )


async def test_requests_of_other_members_are_not_mistaken_for_variants(stage: BotStage) -> None:
    await confirmed(stage)
    results = [await stage.imagine("an eel", stage.add_member(f"eel{n}")) for n in range(4)]
    await stage.run_worker_until_idle()
    assert [len(response_view(result).gallery) for result in results] == [1] * 4


async def test_variants_count_as_unfinished_requests_until_they_end(stage: BotStage) -> None:
    await confirmed(stage)
    refused = await stage.imagine("an eel")
    assert "You have 4 requests running already" in response_view(refused).text
    await stage.run_worker_until_idle()
    assert len(response_view(await stage.imagine_and_wait("an eel")).gallery) == 1


async def test_private_variants_stay_ephemeral(stage: BotStage) -> None:
    first = await confirmed(stage, private=True)
    await stage.run_worker_until_idle()
    assert drawn(stage.messages(stage.alice)) == sorted(TEXTS)
    assert all(message.ephemeral for message in stage.messages(stage.alice))
    assert len(first.followups) == 3
    assert stage.messages(stage.bob) == []


async def test_late_private_variants_are_delivered_by_direct_message(stage: BotStage) -> None:
    await confirmed(stage, private=True)
    await stage.finish_at_provider()
    await stage.env.advance_time(15 * 60)
    await stage.run_worker_until_idle()
    assert stage.messages(stage.bob) == []
    assert drawn([*stage.messages(stage.alice), *stage.direct_messages(stage.alice)]) == sorted(TEXTS)


async def test_variants_without_acknowledgement_are_refunded_after_a_restart(stage: BotStage) -> None:
    offer = await stage.imagine(FOUR)
    stage.env.inject_error("POST", "/interactions/*/callback", status=500, times=None)
    first = await stage.press("Draw it", offer)
    assert await states(stage, first) == [State.RESERVED] * 4
    await stage.restart()
    await stage.run_worker_until_idle()
    assert await states(stage, first) == [State.FAILED] * 4
    assert await stage.images_left() == 20
    assert stage.provider_tasks() == []
    assert [message for message in stage.messages() if message.id != response_message(offer).id] == []


async def test_acknowledged_variants_that_were_not_enqueued_are_drawn_once(
    stage: BotStage, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def died(*_: Any, **__: Any) -> None:
        return

    with monkeypatch.context() as patch:
        patch.setattr(JobQueue, "enqueue", died)
        first = await confirmed(stage)
    assert await states(stage, first) == [State.RESERVED] * 4
    await stage.restart()
    await stage.run_worker_until_idle()
    await stage.run_worker_until_idle()
    assert len(stage.provider_tasks()) == 4
    assert drawn(stage.messages()) == sorted(TEXTS)
    assert await stage.images_left() == 16


async def test_variants_are_shown_once_after_a_restart_while_drawing(stage: BotStage) -> None:
    await confirmed(stage)
    await stage.step_worker(2)
    await stage.restart()
    await stage.run_worker_until_idle()
    assert len(stage.runware.tasks) == 4
    assert drawn(stage.messages()) == sorted(TEXTS)


@pytest.mark.parametrize(
    ("prompt", "named"),
    [
        ("a {fox --chaos 3, owl}", "--chaos"),
        ("{fox, owl} --ar banana", "--ar banana"),
    ],
)
async def test_invalid_flag_in_a_variant_is_refused_without_a_price_offer(
    stage: BotStage, prompt: str, named: str
) -> None:
    refused = await stage.imagine(prompt)
    assert named in response_view(refused).text
    assert response_view(refused).ephemeral
    assert response_view(refused).button_labels == []


JSON = '{"subject": "a fox", "style": "ink", "light": "dusk"}'


async def test_braces_with_variants_can_be_drawn_as_typed(stage: BotStage) -> None:
    offer = await stage.imagine(f"{JSON} —ar 16:9")
    assert "3 × Standard 1K pictures" in response_view(offer).text
    assert response_view(offer).button_labels == ["Draw it", "Draw it as typed", "Not now"]
    assert "as you typed it, with its braces: 1 × Standard 1K picture = $0.02." in response_view(offer).text
    drawn_one = await stage.press("Draw it as typed", offer)
    await stage.run_worker_until_idle()
    (task,) = stage.provider_tasks()
    assert task["positivePrompt"] == JSON
    assert (task["width"], task["height"]) == (1408, 768)
    assert len(response_view(drawn_one).gallery) == 1
    assert await stage.images_left() == 19
    assert [
        message.button_labels for message in stage.messages(stage.alice) if "Nothing is charged" in message.text
    ] in (
        [],
        [["Draw it", "Draw it as typed", "Not now"]],  # SimCord lets no token take another interaction's answer away
    )


async def test_concurrent_confirm_and_as_typed_create_a_single_request(stage: BotStage) -> None:
    offer = await stage.imagine("a {red, green} fox")
    number, message = job_id_of(offer), response_message(offer)
    await stage.press_concurrently(
        *[(stage.alice, f"easel:{action}:{number}", message) for action in ("confirm", "typed")]
    )
    await stage.run_worker_until_idle()
    assert (len(stage.provider_tasks()), await stage.images_left()) in {(2, 18), (1, 19)}


@pytest.mark.parametrize(
    ("prompt", "why"),
    [
        ("a {1, 2, 3, 4} {1, 2, 3}", "make 12 prompts, and 10 is the most"),
        ("{a fox, —ar 16:9}", "The prompt is empty; write what to draw."),
    ],
)
async def test_undrawable_variants_lead_to_an_offer_to_draw_as_typed(stage: BotStage, prompt: str, why: str) -> None:
    offer = await stage.imagine(prompt)
    assert why in response_view(offer).text
    assert "You can draw the text as you typed it instead" in response_view(offer).text
    assert "**1 × Standard 1K picture = $0.02, uses 1 of your 20 left**" in response_view(offer).text
    assert response_view(offer).button_labels == ["Draw it as typed", "Not now"]
    await stage.press("Draw it as typed", offer)
    await stage.run_worker_until_idle()
    assert [task["positivePrompt"] for task in stage.provider_tasks()] == [prompt]


@pytest.mark.parametrize("prompt", ["a {red, {green, blue}} fox", "a {red, green fox", "{{masterpiece}}, (a fox:1.3)"])
async def test_malformed_braces_are_drawn_as_typed_without_an_offer(stage: BotStage, prompt: str) -> None:
    await stage.imagine_and_wait(prompt)
    assert [task["positivePrompt"] for task in stage.provider_tasks()] == [prompt]


async def test_single_choice_and_escaped_braces_are_drawn_as_typed(stage: BotStage) -> None:
    await stage.imagine_and_wait("a {fox} in \\{red, green\\}")
    assert [task["positivePrompt"] for task in stage.provider_tasks()] == ["a {fox} in {red, green}"]
