"""The answer finds its member when the message, the token or the channel is gone."""

from typing import Any

import discord
import pytest
from simcord.interactions import base_payload

from bot.discord import attachment_size
from bot.discord.job_message_routes import TOKEN_MARGIN_SECONDS
from bot.discord.message_requests import FETCH_TIMEOUT_SECONDS, UPLOAD_TIMEOUT_SECONDS
from bot.discord.routes import NO_ROUTE, ROUTE_RETRY_SECONDS
from bot.domain.job import INTERACTION_TOKEN_LIFETIME_SECONDS, State
from bot.jobs.finish import DISCORD_RETRY_SECONDS
from tests.support.stage import RESULT_BUTTONS, BotStage, job_id_of, response_message, response_view


async def test_bot_token_edits_the_message_after_the_interaction_token_expires(stage: BotStage) -> None:
    result = await stage.imagine("a fox")
    await stage.finish_at_provider()
    await stage.env.advance_time(INTERACTION_TOKEN_LIFETIME_SECONDS + 60)
    await stage.run_worker_until_idle()
    (message,) = stage.messages()
    assert message.id == response_message(result).id
    assert len(message.gallery) == 1
    assert message.button_labels == RESULT_BUTTONS


async def test_delivery_succeeds_if_the_interaction_token_is_rejected_early(stage: BotStage) -> None:
    result = await stage.imagine("a fox")
    stage.env.inject_error("PATCH", "/webhooks/*", status=401, code=50027, times=None)
    await stage.run_worker_until_idle()
    assert len(response_view(result).gallery) == 1


async def test_twelve_pictures_after_token_expiry_are_split_into_two_messages(stage: BotStage) -> None:
    await stage.imagine("foxes", count=12)
    await stage.finish_at_provider()
    await stage.env.advance_time(INTERACTION_TOKEN_LIFETIME_SECONDS + 60)
    await stage.run_worker_until_idle()
    assert [len(message.gallery) for message in stage.messages()] == [10, 2]


async def test_deleted_message_is_replaced_in_its_channel(stage: BotStage) -> None:
    result = await stage.imagine("a fox")
    await stage.mod.delete(response_message(result).message)
    await stage.run_worker_until_idle()
    (message,) = stage.messages()
    assert len(message.gallery) == 1
    assert stage.alice.mention in message.text
    assert (await stage.job(job_id_of(result))).state is State.DELIVERED


async def test_replacement_message_is_stored_as_the_message_of_the_job(stage: BotStage) -> None:
    result = await stage.imagine("a fox")
    await stage.mod.delete(response_message(result).message)
    await stage.run_worker_until_idle()
    (message,) = stage.messages()
    assert (await stage.job(job_id_of(result))).message_id == message.id


async def test_buttons_of_a_replacement_message_work(stage: BotStage) -> None:
    result = await stage.imagine("foxes", count=12)
    await stage.mod.delete(response_message(result).message)
    await stage.run_worker_until_idle()
    first, second = stage.channel.history()
    assert response_view(await stage.press("Details", first, stage.bob)).ephemeral
    await stage.press("Delete", first)
    assert stage.messages() == []
    assert second.id != first.id


async def test_interaction_token_posts_the_replacement_in_an_inaccessible_channel(stage: BotStage) -> None:
    result = await stage.imagine("a fox")
    await stage.mod.delete(response_message(result).message)
    stage.env.inject_error("POST", f"/channels/{stage.channel.id}/messages", status=403, code=50001, times=None)
    await stage.run_worker_until_idle()
    (message,) = stage.messages()
    assert len(message.gallery) == 1
    assert (await stage.job(job_id_of(result))).message_id == message.id


async def test_direct_message_is_used_if_channel_and_token_are_unusable(stage: BotStage) -> None:
    result = await stage.imagine("a fox")
    await stage.mod.delete(response_message(result).message)
    await stage.finish_at_provider()
    await stage.env.advance_time(INTERACTION_TOKEN_LIFETIME_SECONDS + 60)
    stage.env.inject_error("POST", f"/channels/{stage.channel.id}/messages", status=403, code=50001, times=None)
    await stage.run_worker_until_idle()
    (message,) = stage.direct_messages(stage.alice)
    assert len(message.gallery) == 1


async def test_private_picture_is_sent_by_direct_message_after_token_expiry(stage: BotStage) -> None:
    await stage.imagine("a secret fox", private=True)
    await stage.finish_at_provider()
    await stage.env.advance_time(INTERACTION_TOKEN_LIFETIME_SECONDS + 60)
    await stage.run_worker_until_idle()
    (message,) = stage.direct_messages(stage.alice)
    assert len(message.gallery) == 1
    assert stage.messages(stage.bob) == []


async def test_undeliverable_private_picture_is_not_charged(stage: BotStage) -> None:
    result = await stage.imagine("a secret fox", private=True)
    await stage.finish_at_provider()
    await stage.env.advance_time(INTERACTION_TOKEN_LIFETIME_SECONDS + 60)
    stage.env.inject_error("POST", "/users/@me/channels", status=403, code=50007, times=None)
    await stage.run_worker_until_idle()
    assert (await stage.job(job_id_of(result))).state is State.FAILED
    assert await stage.images_left() == 20


async def test_picture_is_delivered_after_a_short_discord_outage(stage: BotStage) -> None:
    result = await stage.imagine("a fox")
    stage.env.inject_error("PATCH", "/webhooks/*", status=503, times=3)
    await stage.run_worker_until_idle()
    assert len(response_view(result).gallery) == 1
    assert await stage.images_left() == 19


async def test_job_is_refunded_after_an_hour_of_discord_outage(stage: BotStage) -> None:
    result = await stage.imagine("a fox")
    await stage.step_worker()
    stage.env.inject_error("*", "*", status=503, times=None)
    while (await stage.job(job_id_of(result))).state is State.SUBMITTED:
        await stage.step_worker()
    await stage.env.advance_time(DISCORD_RETRY_SECONDS + 1)
    await stage.step_worker(2)
    assert (await stage.job(job_id_of(result))).state is State.FAILED
    assert await stage.images_left() == 20


async def until_told(stage: BotStage, result: Any) -> None:
    """Let time pass until the request has ended and its member knows."""
    for _ in range(90):
        await stage.step_worker()
        if (await stage.job(job_id_of(result))).state.is_final:
            break
        await stage.env.advance_time(60)
    await stage.run_worker_until_idle()


@pytest.mark.parametrize(("status", "code"), [(403, 0), (404, 0), (401, 0), (400, 0), (429, 0), (403, 40333)])
async def test_errors_that_do_not_come_from_discord_itself_are_retried(stage: BotStage, status: int, code: int) -> None:
    result = await stage.imagine("a fox")
    await stage.finish_at_provider()
    stage.env.inject_error("PATCH", "/webhooks/*", status=status, code=code, times=3)
    await until_told(stage, result)
    assert len(response_view(result).gallery) == 1
    assert len(stage.provider_tasks()) == 1
    assert [len(message.gallery) for message in stage.messages()] == [1]
    assert await stage.images_left() == 19


async def test_route_that_keeps_failing_is_replaced_by_the_next_within_an_hour(stage: BotStage) -> None:
    result = await stage.imagine("a fox")
    first_id = response_message(result).id
    await stage.finish_at_provider()
    stage.env.inject_error("PATCH", "*", status=503, code=0, times=None)
    await until_told(stage, result)
    (message,) = stage.messages()
    assert message.id != first_id
    assert len(message.gallery) == 1
    assert await stage.images_left() == 19


@pytest.mark.parametrize("code", [50083, 50035, 99999])
async def test_archived_thread_or_unknown_error_code_leads_to_the_next_route(stage: BotStage, code: int) -> None:
    result = await stage.imagine("a fox")
    await stage.finish_at_provider()
    stage.env.inject_error("PATCH", "*", status=400, code=code, times=None)
    await stage.run_worker_until_idle()
    (message,) = stage.messages()  # the first one, which still offered to cancel, is gone
    assert len(message.gallery) == 1
    job = await stage.job(job_id_of(result))
    assert (job.state, job.message_id) == (State.DELIVERED, message.id)


async def test_first_message_that_cannot_be_deleted_links_to_the_answer(stage: BotStage) -> None:
    await stage.imagine("a fox")
    await stage.finish_at_provider()
    stage.env.inject_error("PATCH", "*", status=400, code=99999, times=2)
    stage.env.inject_error("DELETE", "*", status=403, code=50013, times=None)
    await stage.run_worker_until_idle()
    first, second = stage.messages()
    assert len(second.gallery) == 1
    assert first.button_labels == []
    assert first.text.startswith("The answer to this request is in [another message](https://discord.com/channels/")
    assert str(second.id) in first.text


async def test_first_message_mentions_an_answer_sent_by_direct_message(stage: BotStage) -> None:
    await stage.imagine("a fox")
    await stage.finish_at_provider()
    await stage.env.advance_time(INTERACTION_TOKEN_LIFETIME_SECONDS + 60)
    stage.env.inject_error("PATCH", "*", status=400, code=99999, times=1)
    stage.env.inject_error("POST", f"/channels/{stage.channel.id}/messages", status=403, code=50001, times=None)
    await stage.run_worker_until_idle()
    (first,) = stage.messages()
    assert (first.button_labels, first.gallery) == ([], [])
    assert "was sent as a direct message" in first.text
    (letter,) = stage.direct_messages(stage.alice)
    assert len(letter.gallery) == 1


@pytest.mark.parametrize(("status", "code"), [(413, 0), (413, 40005), (400, 40005)])
async def test_files_rejected_as_too_large_are_made_smaller(
    stage: BotStage, monkeypatch: pytest.MonkeyPatch, status: int, code: int
) -> None:
    monkeypatch.setattr(attachment_size, "MIN_SHRINKABLE_BYTES", 10_000)
    result = await stage.imagine("a fox --format png")
    await stage.finish_at_provider()
    stage.env.inject_error("PATCH", "/webhooks/*", status=status, code=code, times=1)
    await stage.run_worker_until_idle()
    assert len(response_view(result).gallery) == 1
    assert "made smaller" in response_view(result).text


async def test_files_rejected_repeatedly_as_too_large_use_another_route(
    stage: BotStage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(attachment_size, "MIN_SHRINKABLE_BYTES", 20_000)
    await stage.imagine("a fox --format png")
    await stage.finish_at_provider()
    stage.env.inject_error("PATCH", "*", status=413, code=40005, times=None)
    await stage.run_worker_until_idle()
    (message,) = stage.messages()
    assert len(message.gallery) == 1
    assert await stage.images_left() == 19


async def test_job_without_an_open_route_fails_with_the_no_route_reason(stage: BotStage) -> None:
    result = await stage.imagine("a fox")
    await stage.finish_at_provider()
    for path in ("/webhooks/*", "/channels/*"):
        stage.env.inject_error("*", path, status=400, code=99999, times=None)
    await stage.run_worker_until_idle()
    job = await stage.job(job_id_of(result))
    assert (job.state, job.reason) == (State.FAILED, NO_ROUTE)
    assert "gone" not in str(NO_ROUTE)
    assert "Drawing" in response_view(result).text


def test_every_route_is_retried_before_delivery_is_given_up() -> None:
    ways_without_a_token = 3
    assert ROUTE_RETRY_SECONDS > INTERACTION_TOKEN_LIFETIME_SECONDS
    assert ways_without_a_token * ROUTE_RETRY_SECONDS < DISCORD_RETRY_SECONDS
    assert 30 <= TOKEN_MARGIN_SECONDS <= 120
    assert FETCH_TIMEOUT_SECONDS < UPLOAD_TIMEOUT_SECONDS <= 300


async def test_prompt_blocked_by_automod_is_omitted_from_the_result(stage: BotStage) -> None:
    result = await stage.imagine("a rude fox")
    stage.env.inject_error("PATCH", "/webhooks/*", status=400, code=200000, times=1)
    await stage.run_worker_until_idle()
    shown = response_view(result)
    assert len(shown.gallery) == 1
    assert "rude" not in shown.text
    assert shown.texts[0] == "-# The server’s AutoMod does not allow the prompt in this message."
    assert [item["description"] for item in shown.gallery] == ["An AI-made picture"]


async def test_prompt_blocked_by_automod_is_omitted_from_the_acknowledgement(stage: BotStage) -> None:
    stage.env.inject_error("POST", "/interactions/*/callback", status=400, code=200000, times=1)
    result = await stage.imagine("a rude fox")
    assert "Drawing" in response_view(result).text
    assert "rude" not in response_view(result).text


async def test_pictures_above_the_attachment_size_limit_are_made_smaller_with_a_note(
    stage: BotStage, monkeypatch: pytest.MonkeyPatch
) -> None:
    limit = 60_000

    def limited(*args: Any, **kwargs: Any) -> Any:
        record, payload = base_payload(*args, **kwargs)
        return record, {**payload, "attachment_size_limit": limit}

    monkeypatch.setattr("simcord.interactions.base_payload", limited)
    result = await stage.imagine_and_wait("a fox --format png --pro --2k")
    assert all(attachment.size <= limit for attachment in response_message(result).attachments)
    assert len(response_view(result).gallery) == 1
    assert "made smaller" in response_view(result).text


async def test_bot_uses_minimal_intents_and_no_allowed_mentions(stage: BotStage) -> None:
    assert stage.app.bot.intents == discord.Intents(guilds=True)
    allowed = stage.app.bot.allowed_mentions
    assert allowed is not None
    assert not any((allowed.everyone, allowed.users, allowed.roles, allowed.replied_user))
