"""``/queue`` and ``/cancel``: what is under way, and how to take it back."""

import discord
import pytest

from bot.domain.job import State
from tests.conversations.conftest import StageFactory
from tests.support.stage import BotStage, job_id_of, response_view


async def test_queue_without_unfinished_requests_says_so_ephemerally(stage: BotStage) -> None:
    result = await stage.alice.slash(stage.channel, "queue")
    assert response_view(result).ephemeral
    assert (
        response_view(result).text == "You have no unfinished requests.\n-# All members: 0 in the queue, 0 being drawn"
    )


async def test_queue_shows_own_requests_and_totals_of_all_members(make_stage: StageFactory) -> None:
    stage = await make_stage(runware={"max_in_flight": 1})
    await stage.imagine("a fox")
    await stage.step_worker()
    await stage.imagine("an owl")
    await stage.imagine("a crane", stage.bob)
    text = response_view(await stage.alice.slash(stage.channel, "queue")).text
    assert "- a fox · being drawn" in text
    assert "- an owl · in the queue" in text
    assert "crane" not in text
    assert "2 in the queue, 1 being drawn" in text


async def test_cancel_without_an_id_cancels_the_newest_request_and_updates_its_message(stage: BotStage) -> None:
    old = await stage.imagine("a fox")
    new = await stage.imagine("an owl")
    await stage.step_worker()
    result = await stage.alice.slash(stage.channel, "cancel")
    assert response_view(result).ephemeral
    assert (
        response_view(result).text == "Cancelled “an owl”. It was already being drawn, so it still counts: 1 picture."
    )
    assert "Cancelled. It was already being drawn, so it still counts: 1 picture." in response_view(new).text
    assert response_view(new).button_labels == ["🗑️ Delete"]
    await stage.run_worker_until_idle()
    assert len(response_view(old).gallery) == 1
    assert await stage.images_left() == 18


async def test_cancel_of_a_queued_request_charges_nothing(make_stage: StageFactory) -> None:
    stage = await make_stage(runware={"max_in_flight": 1})
    await stage.imagine("a crane", stage.bob)
    waiting = await stage.imagine("an owl")
    result = await stage.alice.slash(stage.channel, "cancel")
    assert response_view(result).text == "Cancelled “an owl”; nothing was charged."
    assert "Cancelled; nothing was charged." in response_view(waiting).text
    assert await stage.images_left() == 20


async def test_cancel_offers_the_members_own_requests(make_stage: StageFactory) -> None:
    stage = await make_stage(runware={"max_in_flight": 1})
    await stage.imagine("a crane", stage.bob)
    fox = await stage.imagine("a fox")
    owl = await stage.imagine("an owl")
    offered = await stage.alice.autocomplete(stage.channel, "cancel", "id", "")
    assert [(one["name"], one["value"]) for one in offered] == [
        ("an owl · in the queue", str(job_id_of(owl))),
        ("a fox · in the queue", str(job_id_of(fox))),
    ]
    typed = await stage.alice.autocomplete(stage.channel, "cancel", "id", "FOX")
    assert [one["value"] for one in typed] == [str(job_id_of(fox))]


async def test_cancel_accepts_the_id_from_its_autocomplete(stage: BotStage) -> None:
    fox = await stage.imagine("a fox")
    await stage.imagine("an owl")
    await stage.alice.slash(stage.channel, "cancel", id=str(job_id_of(fox)))
    assert (await stage.job(job_id_of(fox))).state is State.CANCELLED


async def test_cancel_autocomplete_shortens_and_escapes_prompts(stage: BotStage) -> None:
    await stage.imagine("@everyone " + "long " * 200)
    (one,) = await stage.alice.autocomplete(stage.channel, "cancel", "id", "")
    assert len(one["name"]) <= 100
    assert "@everyone" not in one["name"]


async def test_cancel_without_unfinished_requests_says_so(stage: BotStage) -> None:
    await stage.imagine_and_wait("a fox")
    result = await stage.alice.slash(stage.channel, "cancel")
    assert response_view(result).ephemeral
    assert response_view(result).text == "You have no request that can be cancelled."


@pytest.mark.parametrize("typed", ["the fox", "-1", "\uff11\uff12", "9" * 30, "@everyone", "1; DROP TABLE jobs"])
async def test_cancel_with_an_invalid_id_asks_to_pick_an_offered_request(stage: BotStage, typed: str) -> None:
    result = await stage.alice.slash(stage.channel, "cancel", id=typed)
    assert response_view(result).ephemeral
    assert response_view(result).text == "There is no such request; pick one of those that are offered."


@pytest.mark.parametrize("number", ["1", "9" * 19])
async def test_cancel_of_an_unknown_request_is_refused(stage: BotStage, number: str) -> None:
    result = await stage.alice.slash(stage.channel, "cancel", id=number)
    assert response_view(result).text == "That request no longer exists."


async def test_cancel_of_another_members_request_is_allowed_only_to_moderators(stage: BotStage) -> None:
    fox = await stage.imagine("a fox")
    result = await stage.bob.slash(stage.channel, "cancel", id=str(job_id_of(fox)))
    assert "Only the member who requested this, or a moderator" in response_view(result).text
    moderated = await stage.mod.slash(stage.channel, "cancel", id=str(job_id_of(fox)))
    assert response_view(moderated).text == "Cancelled “a fox”; nothing was charged."


async def test_moderator_of_another_server_cannot_cancel_by_id(stage: BotStage) -> None:
    fox = await stage.imagine("a fox")
    elsewhere = stage.env.create_guild("Elsewhere")
    role = elsewhere.create_role("Moderators", permissions=discord.Permissions(administrator=True))
    mallory = elsewhere.add_member(stage.env.create_user("mallory"), roles=[role])
    channel = elsewhere.create_text_channel("studio")
    result = await mallory.slash(channel, "cancel", id=str(job_id_of(fox)))
    assert "Only the member who requested this" in response_view(result).text
    assert (await stage.job(job_id_of(fox))).state is State.SUBMITTED
