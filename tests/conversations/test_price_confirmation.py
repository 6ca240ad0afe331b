"""The question before something costly: what it says, who may answer it, and what each answer does."""

import pytest
from simcord.results import InteractionResult

from bot.discord import replies
from bot.domain.job import State
from bot.refusals import DraftGone
from bot.storage import drafts
from bot.ui.jobs.price_confirmation import DISCARDED
from tests.conversations.conftest import StageFactory
from tests.conversations.test_acknowledgement import slow_disk
from tests.support.stage import BotStage, MessageView, job_id_of, response_message, response_view

ASKS_ABOVE_FIVE_CENTS = {"confirm_above_dollars": 0.05}


@pytest.fixture
async def confirming_stage(make_stage: StageFactory) -> BotStage:
    """A stage where everything above five cents is asked about."""
    return await make_stage(
        limits=ASKS_ABOVE_FIVE_CENTS, models={"pro": {"successor": "quality"}, "quality": {"enabled": True}}
    )


def confirm(offer: InteractionResult) -> str:
    return f"easel:confirm:{job_id_of(offer)}"


def taken_away(stage: BotStage, offer: InteractionResult) -> bool:
    """Whether Discord was asked to delete the question; SimCord 3.2.1 only lets a token reach its own answers."""
    deleted = f"/messages/{response_message(offer).id}"
    return any(entry.method == "DELETE" and entry.path.endswith(deleted) for entry in stage.env.http_requests)


def besides(stage: BotStage, offer: InteractionResult) -> list[MessageView]:
    """What Alice sees besides the question that SimCord keeps."""
    return [message for message in stage.messages(stage.alice) if message.id != response_message(offer).id]


# ── what is asked ────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_costly_request_gets_an_ephemeral_price_offer_before_spending(make_stage: StageFactory) -> None:
    stage = await make_stage(limits={**ASKS_ABOVE_FIVE_CENTS, "images_per_user_per_day": 6})
    offer = await stage.imagine_and_wait("a fox", model="pro", resolution="2K", count=4)
    assert response_view(offer).ephemeral
    assert response_view(offer).button_labels == ["Draw it", "Not now"]
    assert response_view(offer).texts == [
        "**4 × Pro 2K pictures = $0.28, uses 4 of your 6 left**\n“a fox”\n"
        "-# Nothing is charged before you press the button."
    ]
    assert stage.provider_tasks() == []
    assert stage.messages(stage.bob) == []
    assert (await stage.usage_of(stage.alice)).images == 0


async def test_cheap_request_is_drawn_without_a_price_offer(confirming_stage: BotStage) -> None:
    assert len(response_view(await confirming_stage.imagine_and_wait("a fox", count=2)).gallery) == 2


async def test_price_offer_threshold_is_a_dollar_by_default(stage: BotStage) -> None:
    assert len(response_view(await stage.imagine_and_wait("a fox", model="pro", count=14)).gallery) == 10
    assert "uses 15 of" in response_view(await stage.imagine_and_wait("a fox", stage.bob, model="pro", count=15)).text


async def test_operator_can_disable_price_offers(make_stage: StageFactory) -> None:
    stage = await make_stage(limits={"confirm_above_dollars": -1, "images_per_user_per_day": -1})
    assert len(response_view(await stage.imagine_and_wait("a fox", model="pro", count=20)).gallery) == 10


async def test_price_offer_without_a_daily_quota_omits_the_remaining_pictures(make_stage: StageFactory) -> None:
    stage = await make_stage(limits={**ASKS_ABOVE_FIVE_CENTS, "images_per_user_per_day": -1})
    assert (
        response_view(await stage.imagine("a fox", model="pro")).texts[0].startswith("**1 × Pro 1K picture = $0.07**\n")
    )


async def test_request_above_the_quota_is_refused_without_a_price_offer(confirming_stage: BotStage) -> None:
    await confirming_stage.imagine_and_wait("a hare", count=2)
    refused = await confirming_stage.imagine("a fox", model="pro", count=19)
    assert response_view(refused).text.startswith(
        "You have 18 of your 20 pictures of the last 24 hours left and requested 19."
    )
    assert response_view(refused).button_labels == []


async def test_costly_reroll_gets_a_price_offer_and_keeps_its_parent(confirming_stage: BotStage) -> None:
    first = await confirming_stage.press("Draw it", await confirming_stage.imagine_and_wait("a fox", model="pro"))
    await confirming_stage.run_worker_until_idle()
    offer = await confirming_stage.press("Reroll", first, confirming_stage.bob)
    assert response_view(offer).ephemeral
    again = await confirming_stage.press("Draw it", offer, confirming_stage.bob)
    await confirming_stage.run_worker_until_idle()
    assert (await confirming_stage.job(job_id_of(again))).parent_job_id == job_id_of(first)
    assert f"🎲 Reroll by <@{confirming_stage.bob.id}> of <@{confirming_stage.alice.id}>’s" in response_view(again).text


@pytest.mark.parametrize("private", [False, True])
async def test_price_offer_on_a_slow_disk_is_ephemeral(
    confirming_stage: BotStage, monkeypatch: pytest.MonkeyPatch, private: bool
) -> None:
    monkeypatch.setattr(replies, "ACK_DELAY_SECONDS", 0.02)
    with slow_disk(confirming_stage):
        await confirming_stage.imagine("a fox", model="pro", private=private)
    (offer,) = confirming_stage.messages(confirming_stage.alice)
    assert offer.ephemeral
    assert offer.button_labels == ["Draw it", "Not now"]
    assert confirming_stage.messages(confirming_stage.bob) == []


# ── draw it ──────────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_confirmation_draws_publicly_and_deletes_the_price_offer(confirming_stage: BotStage) -> None:
    offer = await confirming_stage.imagine("a fox", model="pro", count=2)
    pressed = await confirming_stage.press("Draw it", offer)
    assert "Drawing" in response_view(pressed).text
    assert not response_view(pressed).ephemeral
    assert taken_away(confirming_stage, offer)
    await confirming_stage.run_worker_until_idle()
    assert len(response_view(pressed).gallery) == 2
    assert [message.id for message in confirming_stage.messages()] == [response_message(pressed).id]
    assert await confirming_stage.images_left() == 18


async def test_confirmation_of_a_private_request_is_answered_ephemerally(confirming_stage: BotStage) -> None:
    pressed = await confirming_stage.press(
        "Draw it", await confirming_stage.imagine("a fox", model="pro", private=True)
    )
    await confirming_stage.run_worker_until_idle()
    assert response_view(pressed).ephemeral
    assert len(response_view(pressed).gallery) == 1
    assert confirming_stage.messages(confirming_stage.bob) == []


async def test_price_offer_can_be_confirmed_after_a_restart(confirming_stage: BotStage) -> None:
    offer = await confirming_stage.imagine("a fox", model="pro")
    await confirming_stage.restart()
    pressed = await confirming_stage.press("Draw it", offer)
    await confirming_stage.run_worker_until_idle()
    assert len(response_view(pressed).gallery) == 1


async def test_concurrent_confirmations_draw_and_charge_once(confirming_stage: BotStage) -> None:
    offer = await confirming_stage.imagine("a fox", model="pro", count=2)
    pressed = await confirming_stage.press_concurrently(
        *[(confirming_stage.alice, confirm(offer), response_message(offer))] * 3
    )
    await confirming_stage.run_worker_until_idle()
    assert len(confirming_stage.provider_tasks()) == 1
    assert await confirming_stage.images_left() == 18
    told = [message.text for message in besides(confirming_stage, offer) if message.ephemeral]
    assert told == [str(DraftGone.sentence)] * 2
    assert sum(len(response_view(one).gallery) for one in pressed) == 2


async def test_concurrent_confirmation_and_discard_have_a_single_outcome(confirming_stage: BotStage) -> None:
    offer = await confirming_stage.imagine("a fox", model="pro")
    no = f"easel:aside:{job_id_of(offer)}"
    await confirming_stage.press_concurrently(
        (confirming_stage.alice, confirm(offer), response_message(offer)),
        (confirming_stage.alice, no, response_message(offer)),
    )
    await confirming_stage.run_worker_until_idle()
    assert await confirming_stage.images_left() == 20 - len(confirming_stage.provider_tasks())
    assert (response_view(offer).text == str(DISCARDED)) is (confirming_stage.provider_tasks() == [])
    assert [message.text for message in confirming_stage.messages(confirming_stage.alice)].count(
        str(DraftGone.sentence)
    ) == 1


@pytest.mark.parametrize("action", ["confirm", "aside"])
async def test_other_members_cannot_answer_a_price_offer(confirming_stage: BotStage, action: str) -> None:
    offer, public = (
        await confirming_stage.imagine("a fox", model="pro"),
        await confirming_stage.imagine_and_wait("an owl"),
    )
    (forged,) = await confirming_stage.press_concurrently(
        (confirming_stage.bob, f"easel:{action}:{job_id_of(offer)}", response_message(public))
    )
    assert response_view(forged).ephemeral
    assert response_view(forged).text == "Only the member who made this request can answer it."
    await confirming_stage.press("Draw it", offer)
    await confirming_stage.run_worker_until_idle()
    assert len(confirming_stage.provider_tasks()) == 2


@pytest.mark.parametrize("number", ["1", "9" * 19])
@pytest.mark.parametrize("action", ["confirm", "aside"])
async def test_answer_to_an_unknown_price_offer_is_refused(
    confirming_stage: BotStage, action: str, number: str
) -> None:
    public = await confirming_stage.imagine_and_wait("an owl")
    (forged,) = await confirming_stage.press_concurrently(
        (confirming_stage.alice, f"easel:{action}:{number}", response_message(public))
    )
    assert response_view(forged).ephemeral
    assert response_view(forged).text == str(DraftGone.sentence)


async def test_expired_price_offer_cannot_be_confirmed(confirming_stage: BotStage) -> None:
    offer = await confirming_stage.imagine("a fox", model="pro")
    button, message = confirm(offer), response_message(offer)
    await confirming_stage.env.advance_time(drafts.DRAFT_TTL_SECONDS + 1)
    (pressed,) = await confirming_stage.press_concurrently((confirming_stage.alice, button, message))
    assert response_view(pressed).text == str(DraftGone.sentence)
    await confirming_stage.run_worker_until_idle()
    assert confirming_stage.provider_tasks() == []


async def test_price_offer_survives_a_quota_refusal(confirming_stage: BotStage) -> None:
    first = await confirming_stage.imagine("a fox", model="pro", count=15)
    second = await confirming_stage.imagine("an owl", model="pro", count=15)
    drawing = await confirming_stage.press("Draw it", first)
    refused = await confirming_stage.press("Draw it", second)
    assert "You have 5 of your 20 pictures of the last 24 hours left and requested 15." in response_view(refused).text
    await confirming_stage.press("Cancel", drawing, confirming_stage.mod)
    await confirming_stage.press("Draw it", second)
    await confirming_stage.run_worker_until_idle()
    assert await confirming_stage.images_left() == 5
    assert [task["positivePrompt"] for task in confirming_stage.provider_tasks()][-1:] == ["an owl"]


async def test_price_offer_survives_a_closing_bot(confirming_stage: BotStage) -> None:
    offer = await confirming_stage.imagine("a fox", model="pro")
    confirming_stage.app.services.capacity.is_closing = True
    assert "restarting" in response_view(await confirming_stage.press("Draw it", offer)).text
    confirming_stage.app.services.capacity.is_closing = False
    await confirming_stage.press("Draw it", offer)
    await confirming_stage.run_worker_until_idle()
    assert len(confirming_stage.provider_tasks()) == 1


async def test_confirmation_of_an_expired_interaction_is_cancelled_free_of_charge(confirming_stage: BotStage) -> None:
    offer = await confirming_stage.imagine("a fox", model="pro")
    confirming_stage.env.inject_error("POST", "/interactions/*/callback", status=404, code=10062, times=1)
    pressed = await confirming_stage.press("Draw it", offer)
    await confirming_stage.run_worker_until_idle()
    assert (await confirming_stage.job(job_id_of(pressed))).state is State.CANCELLED
    assert confirming_stage.provider_tasks() == []
    assert await confirming_stage.images_left() == 20


@pytest.mark.parametrize("private", [False, True])
async def test_confirmation_on_a_slow_disk_is_deferred_and_still_drawn(
    confirming_stage: BotStage, monkeypatch: pytest.MonkeyPatch, private: bool
) -> None:
    offer = await confirming_stage.imagine("a fox", model="pro", private=private)
    monkeypatch.setattr(replies, "ACK_DELAY_SECONDS", 0.02)
    with slow_disk(confirming_stage):
        await confirming_stage.press("Draw it", offer)
    await confirming_stage.run_worker_until_idle()
    (message,) = besides(confirming_stage, offer)
    assert len(message.gallery) == 1
    assert message.ephemeral is private
    assert len(confirming_stage.messages(confirming_stage.bob)) == (not private)


# ── not now ──────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("slow", [False, True])
async def test_discarded_price_offer_is_not_charged_and_cannot_be_confirmed(
    confirming_stage: BotStage, monkeypatch: pytest.MonkeyPatch, slow: bool
) -> None:
    offer = await confirming_stage.imagine("a fox", model="pro")
    button = confirm(offer)
    if slow:
        monkeypatch.setattr(replies, "ACK_DELAY_SECONDS", 0.02)
        with slow_disk(confirming_stage):
            await confirming_stage.press("Not now", offer)
    else:
        await confirming_stage.press("Not now", offer)
    assert response_view(offer).texts == [str(DISCARDED)]
    assert response_view(offer).button_labels == []
    (late,) = await confirming_stage.press_concurrently((confirming_stage.alice, button, response_message(offer)))
    assert response_view(late).text == str(DraftGone.sentence)
    await confirming_stage.run_worker_until_idle()
    assert confirming_stage.provider_tasks() == []


# ── what changed meanwhile ───────────────────────────────────────────────────────────────────────────────────────────


async def test_unavailable_model_with_successor_leads_to_a_new_price_offer(confirming_stage: BotStage) -> None:
    offer = await confirming_stage.imagine("a fox", model="pro", count=2)
    confirming_stage.app.services.requests.catalog.mark_unavailable("pro")
    second = await confirming_stage.press("Draw it", offer)
    assert taken_away(confirming_stage, offer)
    assert response_view(second).ephemeral
    assert "**2 × Quality 1K pictures = $0.10, uses 2 of your 20 left**" in response_view(second).text
    assert (
        "Runware no longer offers Grok Imagine Pro, so Grok Imagine Quality draws instead."
        in response_view(second).text
    )
    assert confirming_stage.provider_tasks() == []
    drawn = await confirming_stage.press("Draw it", second)
    await confirming_stage.run_worker_until_idle()
    assert [task["model"] for task in confirming_stage.provider_tasks()] == ["xai:grok-imagine@image-quality"]
    assert "Runware no longer offers Grok Imagine Pro" in response_view(drawn).text


async def test_concurrent_confirmations_after_a_model_change_get_a_single_new_offer(confirming_stage: BotStage) -> None:
    offer = await confirming_stage.imagine("a fox", model="pro")
    confirming_stage.app.services.requests.catalog.mark_unavailable("pro")
    await confirming_stage.press_concurrently(*[(confirming_stage.alice, confirm(offer), response_message(offer))] * 2)
    shown = besides(confirming_stage, offer)
    assert [message.button_labels for message in shown].count(["Draw it", "Not now"]) == 1
    assert [message.text for message in shown].count(str(DraftGone.sentence)) == 1


async def test_unavailable_model_without_successor_refuses_but_keeps_the_price_offer(make_stage: StageFactory) -> None:
    stage = await make_stage(limits=ASKS_ABOVE_FIVE_CENTS)
    offer = await stage.imagine("a fox", model="pro")
    stage.app.services.requests.catalog.mark_unavailable("pro")
    refused = await stage.press("Draw it", offer)
    assert "Runware does not offer Grok Imagine Pro right now; you can use standard." in response_view(refused).text
    stage.app.services.requests.catalog.mark_available("pro")
    await stage.press("Draw it", offer)
    await stage.run_worker_until_idle()
    assert len(stage.provider_tasks()) == 1
