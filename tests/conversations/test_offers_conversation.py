"""The question before something costly: what it says, who may answer it, and what each answer does."""

import pytest
from simcord.results import InteractionResult

from bot.discord import replies
from bot.domain.job import State
from bot.storage import drafts
from bot.ui.jobs.price_confirmation import PUT_ASIDE
from tests.conversations.conftest import Raise
from tests.conversations.test_reception_conversation import slow_disk
from tests.conversations.world import Seen, Stage, answer, job_id, seen

ASKS_ABOVE_FIVE_CENTS = {"confirm_above_dollars": 0.05}


@pytest.fixture
async def careful(raised: Raise) -> Stage:
    """A stage where everything above five cents is asked about."""
    return await raised(
        limits=ASKS_ABOVE_FIVE_CENTS, models={"pro": {"successor": "quality"}, "quality": {"enabled": True}}
    )


def confirm(offer: InteractionResult) -> str:
    return f"easel:confirm:{job_id(offer)}"


def taken_away(stage: Stage, offer: InteractionResult) -> bool:
    """Whether Discord was asked to delete the question; SimCord 3.2.1 only lets a token reach its own answers."""
    deleted = f"/messages/{answer(offer).id}"
    return any(entry.method == "DELETE" and entry.path.endswith(deleted) for entry in stage.env.http_requests)


def besides(stage: Stage, offer: InteractionResult) -> list[Seen]:
    """What Alice sees besides the question that SimCord keeps."""
    return [message for message in stage.messages(stage.alice) if message.id != answer(offer).id]


# ── what is asked ────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_something_costly_is_asked_about_in_private_before_it_spends(raised: Raise) -> None:
    stage = await raised(limits={**ASKS_ABOVE_FIVE_CENTS, "images_per_user_per_day": 6})
    offer = await stage.drawn("a fox", model="pro", resolution="2K", count=4)
    assert seen(offer).ephemeral
    assert seen(offer).buttons == ["Draw it", "Not now"]
    assert seen(offer).texts == [
        "**4 × Pro 2K pictures = $0.28, uses 4 of your 6 left**\n“a fox”\n"
        "-# Nothing is charged before you press the button."
    ]
    assert stage.submitted() == []
    assert stage.messages(stage.bob) == []
    assert (await stage.app.service.usage(stage.alice.id)).images == 0


async def test_what_costs_little_is_drawn_at_once(careful: Stage) -> None:
    assert len(seen(await careful.drawn("a fox", count=2)).gallery) == 2


async def test_the_usual_limit_is_a_dollar(stage: Stage) -> None:
    assert len(seen(await stage.drawn("a fox", model="pro", count=14)).gallery) == 10
    assert "uses 15 of" in seen(await stage.drawn("a fox", stage.bob, model="pro", count=15)).text


async def test_an_operator_can_switch_the_question_off(raised: Raise) -> None:
    stage = await raised(limits={"confirm_above_dollars": -1, "images_per_user_per_day": -1})
    assert len(seen(await stage.drawn("a fox", model="pro", count=20)).gallery) == 10


async def test_without_a_daily_limit_nothing_is_said_about_what_is_left(raised: Raise) -> None:
    stage = await raised(limits={**ASKS_ABOVE_FIVE_CENTS, "images_per_user_per_day": -1})
    assert seen(await stage.imagine("a fox", model="pro")).texts[0].startswith("**1 × Pro 1K picture = $0.07**\n")


async def test_what_cannot_be_afforded_is_refused_and_not_asked_about(careful: Stage) -> None:
    await careful.drawn("a hare", count=2)
    refused = await careful.imagine("a fox", model="pro", count=19)
    assert seen(refused).text.startswith("You have 18 of your 20 pictures of the last 24 hours left and requested 19.")
    assert seen(refused).buttons == []


async def test_a_reroll_and_its_answer_are_asked_about_as_well(careful: Stage) -> None:
    first = await careful.press("Draw it", await careful.drawn("a fox", model="pro"))
    await careful.work()
    offer = await careful.press("Reroll", first, careful.bob)
    assert seen(offer).ephemeral
    again = await careful.press("Draw it", offer, careful.bob)
    await careful.work()
    assert (await careful.job(job_id(again))).parent_id == job_id(first)
    assert f"🎲 Reroll by <@{careful.bob.id}> of <@{careful.alice.id}>’s" in seen(again).text


@pytest.mark.parametrize("private", [False, True])
async def test_on_a_slow_disk_the_question_is_still_private(
    careful: Stage, monkeypatch: pytest.MonkeyPatch, private: bool
) -> None:
    monkeypatch.setattr(replies, "PATIENCE", 0.02)
    with slow_disk(careful):
        await careful.imagine("a fox", model="pro", private=private)
    (offer,) = careful.messages(careful.alice)
    assert offer.ephemeral
    assert offer.buttons == ["Draw it", "Not now"]
    assert careful.messages(careful.bob) == []


# ── draw it ──────────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_a_yes_draws_in_public_and_takes_the_question_away(careful: Stage) -> None:
    offer = await careful.imagine("a fox", model="pro", count=2)
    pressed = await careful.press("Draw it", offer)
    assert "Drawing" in seen(pressed).text
    assert not seen(pressed).ephemeral
    assert taken_away(careful, offer)
    await careful.work()
    assert len(seen(pressed).gallery) == 2
    assert [message.id for message in careful.messages()] == [answer(pressed).id]
    assert await careful.left() == 18


async def test_a_yes_to_something_private_is_answered_in_private(careful: Stage) -> None:
    pressed = await careful.press("Draw it", await careful.imagine("a fox", model="pro", private=True))
    await careful.work()
    assert seen(pressed).ephemeral
    assert len(seen(pressed).gallery) == 1
    assert careful.messages(careful.bob) == []


async def test_a_yes_counts_after_a_restart(careful: Stage) -> None:
    offer = await careful.imagine("a fox", model="pro")
    await careful.restart()
    pressed = await careful.press("Draw it", offer)
    await careful.work()
    assert len(seen(pressed).gallery) == 1


async def test_pressed_several_times_at_once_it_is_drawn_and_paid_once(careful: Stage) -> None:
    offer = await careful.imagine("a fox", model="pro", count=2)
    pressed = await careful.press_all(*[(careful.alice, confirm(offer), answer(offer))] * 3)
    await careful.work()
    assert len(careful.submitted()) == 1
    assert await careful.left() == 18
    told = [message.text for message in besides(careful, offer) if message.ephemeral]
    assert told == [drafts.GONE] * 2
    assert sum(len(seen(one).gallery) for one in pressed) == 2


async def test_yes_and_no_at_once_is_one_of_both(careful: Stage) -> None:
    offer = await careful.imagine("a fox", model="pro")
    no = f"easel:aside:{job_id(offer)}"
    await careful.press_all((careful.alice, confirm(offer), answer(offer)), (careful.alice, no, answer(offer)))
    await careful.work()
    assert await careful.left() == 20 - len(careful.submitted())
    assert (seen(offer).text == PUT_ASIDE) is (careful.submitted() == [])
    assert [message.text for message in careful.messages(careful.alice)].count(drafts.GONE) == 1


@pytest.mark.parametrize("action", ["confirm", "aside"])
async def test_nobody_else_can_answer(careful: Stage, action: str) -> None:
    offer, public = await careful.imagine("a fox", model="pro"), await careful.drawn("an owl")
    (forged,) = await careful.press_all((careful.bob, f"easel:{action}:{job_id(offer)}", answer(public)))
    assert seen(forged).ephemeral
    assert seen(forged).text == "Only the member who made this request can answer it."
    await careful.press("Draw it", offer)
    await careful.work()
    assert len(careful.submitted()) == 2


@pytest.mark.parametrize("number", ["1", "9" * 19])
@pytest.mark.parametrize("action", ["confirm", "aside"])
async def test_an_offer_that_never_was_is_told_in_a_sentence(careful: Stage, action: str, number: str) -> None:
    public = await careful.drawn("an owl")
    (forged,) = await careful.press_all((careful.alice, f"easel:{action}:{number}", answer(public)))
    assert seen(forged).ephemeral
    assert seen(forged).text == drafts.GONE


async def test_an_offer_of_yesterday_is_void(careful: Stage) -> None:
    offer = await careful.imagine("a fox", model="pro")
    button, message = confirm(offer), answer(offer)
    await careful.env.advance_time(drafts.KEPT + 1)
    (pressed,) = await careful.press_all((careful.alice, button, message))
    assert seen(pressed).text == drafts.GONE
    await careful.work()
    assert careful.submitted() == []


async def test_a_refusal_keeps_the_offer_for_later(careful: Stage) -> None:
    first = await careful.imagine("a fox", model="pro", count=15)
    second = await careful.imagine("an owl", model="pro", count=15)
    drawing = await careful.press("Draw it", first)
    refused = await careful.press("Draw it", second)
    assert "You have 5 of your 20 pictures of the last 24 hours left and requested 15." in seen(refused).text
    await careful.press("Cancel", drawing, careful.mod)
    await careful.press("Draw it", second)
    await careful.work()
    assert await careful.left() == 5
    assert [task["positivePrompt"] for task in careful.submitted()][-1:] == ["an owl"]


async def test_a_bot_that_stops_keeps_the_offer_for_later(careful: Stage) -> None:
    offer = await careful.imagine("a fox", model="pro")
    careful.app.service.closing = True
    assert "restarting" in seen(await careful.press("Draw it", offer)).text
    careful.app.service.closing = False
    await careful.press("Draw it", offer)
    await careful.work()
    assert len(careful.submitted()) == 1


async def test_a_yes_that_discord_did_not_wait_for_costs_nothing(careful: Stage) -> None:
    offer = await careful.imagine("a fox", model="pro")
    careful.env.inject_error("POST", "/interactions/*/callback", status=404, code=10062, times=1)
    pressed = await careful.press("Draw it", offer)
    await careful.work()
    assert (await careful.job(job_id(pressed))).state is State.CANCELLED
    assert careful.submitted() == []
    assert await careful.left() == 20


@pytest.mark.parametrize("private", [False, True])
async def test_on_a_slow_disk_a_yes_is_acknowledged_first(
    careful: Stage, monkeypatch: pytest.MonkeyPatch, private: bool
) -> None:
    offer = await careful.imagine("a fox", model="pro", private=private)
    monkeypatch.setattr(replies, "PATIENCE", 0.02)
    with slow_disk(careful):
        await careful.press("Draw it", offer)
    await careful.work()
    (message,) = besides(careful, offer)
    assert len(message.gallery) == 1
    assert message.ephemeral is private
    assert len(careful.messages(careful.bob)) == (not private)


# ── not now ──────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("slow", [False, True])
async def test_a_no_says_that_nothing_was_charged(careful: Stage, monkeypatch: pytest.MonkeyPatch, slow: bool) -> None:
    offer = await careful.imagine("a fox", model="pro")
    button = confirm(offer)
    if slow:
        monkeypatch.setattr(replies, "PATIENCE", 0.02)
        with slow_disk(careful):
            await careful.press("Not now", offer)
    else:
        await careful.press("Not now", offer)
    assert seen(offer).texts == [PUT_ASIDE]
    assert seen(offer).buttons == []
    (late,) = await careful.press_all((careful.alice, button, answer(offer)))
    assert seen(late).text == drafts.GONE
    await careful.work()
    assert careful.submitted() == []


# ── what changed meanwhile ───────────────────────────────────────────────────────────────────────────────────────────


async def test_a_model_that_went_away_meanwhile_makes_it_a_new_offer(careful: Stage) -> None:
    offer = await careful.imagine("a fox", model="pro", count=2)
    careful.app.service.catalog.lose("pro")
    second = await careful.press("Draw it", offer)
    assert taken_away(careful, offer)
    assert seen(second).ephemeral
    assert "**2 × Quality 1K pictures = $0.10, uses 2 of your 20 left**" in seen(second).text
    assert "Runware no longer offers Grok Imagine Pro, so Grok Imagine Quality draws instead." in seen(second).text
    assert careful.submitted() == []
    drawn = await careful.press("Draw it", second)
    await careful.work()
    assert [task["model"] for task in careful.submitted()] == ["xai:grok-imagine@image-quality"]
    assert "Runware no longer offers Grok Imagine Pro" in seen(drawn).text


async def test_of_two_presses_after_a_change_one_gets_the_new_offer(careful: Stage) -> None:
    offer = await careful.imagine("a fox", model="pro")
    careful.app.service.catalog.lose("pro")
    await careful.press_all(*[(careful.alice, confirm(offer), answer(offer))] * 2)
    shown = besides(careful, offer)
    assert [message.buttons for message in shown].count(["Draw it", "Not now"]) == 1
    assert [message.text for message in shown].count(drafts.GONE) == 1


async def test_a_model_that_went_away_with_nobody_in_its_place_is_told(raised: Raise) -> None:
    stage = await raised(limits=ASKS_ABOVE_FIVE_CENTS)
    offer = await stage.imagine("a fox", model="pro")
    stage.app.service.catalog.lose("pro")
    refused = await stage.press("Draw it", offer)
    assert "Runware does not offer Grok Imagine Pro right now; you can use standard." in seen(refused).text
    stage.app.service.catalog.find("pro")
    await stage.press("Draw it", offer)
    await stage.work()
    assert len(stage.submitted()) == 1
