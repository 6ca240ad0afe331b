"""The answer finds its member when the message, the token or the channel is gone."""

from typing import Any

import discord
import pytest
from simcord.interactions import base_payload

from bot.discord import attachment_size
from bot.discord.routes import (
    LOOK_TIMEOUT_SECONDS,
    NO_WAY,
    TOKEN_MARGIN_SECONDS,
    UPLOAD_TIMEOUT_SECONDS,
    WAY_PATIENCE_SECONDS,
)
from bot.domain.job import TOKEN_LIFE, State
from bot.jobs.finish import PATIENCE_WITH_DISCORD
from tests.conversations.world import RESULT_BUTTONS, Stage, answer, job_id, seen


async def test_after_the_token_died_the_bots_own_token_edits_the_message(stage: Stage) -> None:
    result = await stage.imagine("a fox")
    await stage.painted()
    await stage.env.advance_time(TOKEN_LIFE + 60)
    await stage.work()
    (message,) = stage.messages()
    assert message.id == answer(result).id
    assert len(message.gallery) == 1
    assert message.buttons == RESULT_BUTTONS


async def test_a_token_that_died_early_is_no_obstacle(stage: Stage) -> None:
    result = await stage.imagine("a fox")
    stage.env.inject_error("PATCH", "/webhooks/*", status=401, code=50027, times=None)
    await stage.work()
    assert len(seen(result).gallery) == 1


async def test_many_pictures_after_the_token_died_come_in_two_messages(stage: Stage) -> None:
    await stage.imagine("foxes", count=12)
    await stage.painted()
    await stage.env.advance_time(TOKEN_LIFE + 60)
    await stage.work()
    assert [len(message.gallery) for message in stage.messages()] == [10, 2]


async def test_a_message_that_was_deleted_meanwhile_is_replaced_in_its_channel(stage: Stage) -> None:
    result = await stage.imagine("a fox")
    await stage.mod.delete(answer(result).message)
    await stage.work()
    (message,) = stage.messages()
    assert len(message.gallery) == 1
    assert stage.alice.mention in message.text
    assert (await stage.job(job_id(result))).state is State.DELIVERED


async def test_a_message_that_was_replaced_is_the_jobs_from_then_on(stage: Stage) -> None:
    result = await stage.imagine("a fox")
    await stage.mod.delete(answer(result).message)
    await stage.work()
    (message,) = stage.messages()
    assert (await stage.job(job_id(result))).message_id == message.id


async def test_the_buttons_of_a_replaced_message_work(stage: Stage) -> None:
    result = await stage.imagine("foxes", count=12)
    await stage.mod.delete(answer(result).message)
    await stage.work()
    first, second = stage.channel.history()
    assert seen(await stage.press("Details", first, stage.bob)).ephemeral
    await stage.press("Delete", first)
    assert stage.messages() == []
    assert second.id != first.id


async def test_a_channel_that_is_closed_to_the_bot_gets_a_replacement_by_the_token(stage: Stage) -> None:
    result = await stage.imagine("a fox")
    await stage.mod.delete(answer(result).message)
    stage.env.inject_error("POST", f"/channels/{stage.channel.id}/messages", status=403, code=50001, times=None)
    await stage.work()
    (message,) = stage.messages()
    assert len(message.gallery) == 1
    assert (await stage.job(job_id(result))).message_id == message.id


async def test_a_closed_channel_and_a_dead_token_lead_to_a_direct_message(stage: Stage) -> None:
    result = await stage.imagine("a fox")
    await stage.mod.delete(answer(result).message)
    await stage.painted()
    await stage.env.advance_time(TOKEN_LIFE + 60)
    stage.env.inject_error("POST", f"/channels/{stage.channel.id}/messages", status=403, code=50001, times=None)
    await stage.work()
    (message,) = stage.letters(stage.alice)
    assert len(message.gallery) == 1


async def test_a_private_picture_whose_token_died_comes_by_direct_message(stage: Stage) -> None:
    await stage.imagine("a secret fox", private=True)
    await stage.painted()
    await stage.env.advance_time(TOKEN_LIFE + 60)
    await stage.work()
    (message,) = stage.letters(stage.alice)
    assert len(message.gallery) == 1
    assert stage.messages(stage.bob) == []


async def test_where_no_way_is_left_nothing_is_charged(stage: Stage) -> None:
    result = await stage.imagine("a secret fox", private=True)
    await stage.painted()
    await stage.env.advance_time(TOKEN_LIFE + 60)
    stage.env.inject_error("POST", "/users/@me/channels", status=403, code=50007, times=None)
    await stage.work()
    assert (await stage.job(job_id(result))).state is State.FAILED
    assert await stage.left() == 20


async def test_a_discord_that_fails_for_a_while_gets_the_picture_later(stage: Stage) -> None:
    result = await stage.imagine("a fox")
    stage.env.inject_error("PATCH", "/webhooks/*", status=503, times=3)
    await stage.work()
    assert len(seen(result).gallery) == 1
    assert await stage.left() == 19


async def test_a_discord_that_fails_for_an_hour_costs_the_member_nothing(stage: Stage) -> None:
    result = await stage.imagine("a fox")
    await stage.step()
    stage.env.inject_error("*", "*", status=503, times=None)
    while (await stage.job(job_id(result))).state is State.SUBMITTED:
        await stage.step()
    await stage.env.advance_time(PATIENCE_WITH_DISCORD + 1)
    await stage.step(2)
    assert (await stage.job(job_id(result))).state is State.FAILED
    assert await stage.left() == 20


async def until_told(stage: Stage, result: Any) -> None:
    """Let time pass until the request has ended and its member knows."""
    for _ in range(90):
        await stage.step()
        if (await stage.job(job_id(result))).state.ended:
            break
        await stage.env.advance_time(60)
    await stage.work()


@pytest.mark.parametrize(("status", "code"), [(403, 0), (404, 0), (401, 0), (400, 0), (429, 0), (403, 40333)])
async def test_an_answer_that_is_not_discords_word_costs_nobody_a_picture(stage: Stage, status: int, code: int) -> None:
    result = await stage.imagine("a fox")
    await stage.painted()
    stage.env.inject_error("PATCH", "/webhooks/*", status=status, code=code, times=3)
    await until_told(stage, result)
    assert len(seen(result).gallery) == 1
    assert len(stage.submitted()) == 1
    assert [len(message.gallery) for message in stage.messages()] == [1]
    assert await stage.left() == 19


async def test_a_way_that_stays_shut_is_left_for_the_next_one_within_the_hour(stage: Stage) -> None:
    result = await stage.imagine("a fox")
    first_id = answer(result).id
    await stage.painted()
    stage.env.inject_error("PATCH", "*", status=503, code=0, times=None)
    await until_told(stage, result)
    (message,) = stage.messages()
    assert message.id != first_id
    assert len(message.gallery) == 1
    assert await stage.left() == 19


@pytest.mark.parametrize("code", [50083, 50035, 99999])
async def test_an_archived_thread_or_an_unknown_code_leads_to_the_next_way(stage: Stage, code: int) -> None:
    result = await stage.imagine("a fox")
    await stage.painted()
    stage.env.inject_error("PATCH", "*", status=400, code=code, times=None)
    await stage.work()
    (message,) = stage.messages()  # the first one, which still offered to cancel, is gone
    assert len(message.gallery) == 1
    job = await stage.job(job_id(result))
    assert (job.state, job.message_id) == (State.DELIVERED, message.id)


async def test_a_first_message_that_cannot_be_deleted_says_where_the_answer_is(stage: Stage) -> None:
    await stage.imagine("a fox")
    await stage.painted()
    stage.env.inject_error("PATCH", "*", status=400, code=99999, times=2)
    stage.env.inject_error("DELETE", "*", status=403, code=50013, times=None)
    await stage.work()
    first, second = stage.messages()
    assert len(second.gallery) == 1
    assert first.buttons == []
    assert first.text.startswith("The answer to this request is in [another message](https://discord.com/channels/")
    assert str(second.id) in first.text


async def test_a_first_message_tells_others_that_the_answer_went_by_direct_message(stage: Stage) -> None:
    await stage.imagine("a fox")
    await stage.painted()
    await stage.env.advance_time(TOKEN_LIFE + 60)
    stage.env.inject_error("PATCH", "*", status=400, code=99999, times=1)
    stage.env.inject_error("POST", f"/channels/{stage.channel.id}/messages", status=403, code=50001, times=None)
    await stage.work()
    (first,) = stage.messages()
    assert (first.buttons, first.gallery) == ([], [])
    assert "was sent as a direct message" in first.text
    (letter,) = stage.letters(stage.alice)
    assert len(letter.gallery) == 1


@pytest.mark.parametrize(("status", "code"), [(413, 0), (413, 40005), (400, 40005)])
async def test_files_that_are_too_large_after_all_are_made_smaller(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, status: int, code: int
) -> None:
    monkeypatch.setattr(attachment_size, "SMALLEST", 10_000)
    result = await stage.imagine("a fox --format png")
    await stage.painted()
    stage.env.inject_error("PATCH", "/webhooks/*", status=status, code=code, times=1)
    await stage.work()
    assert len(seen(result).gallery) == 1
    assert "made smaller" in seen(result).text


async def test_files_that_are_always_too_large_go_another_way(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(attachment_size, "SMALLEST", 20_000)
    await stage.imagine("a fox --format png")
    await stage.painted()
    stage.env.inject_error("PATCH", "*", status=413, code=40005, times=None)
    await stage.work()
    (message,) = stage.messages()
    assert len(message.gallery) == 1
    assert await stage.left() == 19


async def test_where_no_way_is_left_the_sentence_is_true(stage: Stage) -> None:
    result = await stage.imagine("a fox")
    await stage.painted()
    for path in ("/webhooks/*", "/channels/*"):
        stage.env.inject_error("*", path, status=400, code=99999, times=None)
    await stage.work()
    job = await stage.job(job_id(result))
    assert (job.state, job.reason) == (State.FAILED, NO_WAY)
    assert "gone" not in NO_WAY
    assert "Drawing" in seen(result).text


def test_every_way_has_its_turn_before_a_paid_picture_is_given_up() -> None:
    ways_without_a_token = 3
    assert WAY_PATIENCE_SECONDS > TOKEN_LIFE
    assert ways_without_a_token * WAY_PATIENCE_SECONDS < PATIENCE_WITH_DISCORD
    assert 30 <= TOKEN_MARGIN_SECONDS <= 120
    assert LOOK_TIMEOUT_SECONDS < UPLOAD_TIMEOUT_SECONDS <= 300


async def test_words_that_automod_blocks_are_left_out_and_the_pictures_come(stage: Stage) -> None:
    result = await stage.imagine("a rude fox")
    stage.env.inject_error("PATCH", "/webhooks/*", status=400, code=200000, times=1)
    await stage.work()
    shown = seen(result)
    assert len(shown.gallery) == 1
    assert "rude" not in shown.text
    assert shown.texts[0] == "-# The server’s AutoMod does not allow the prompt in this message."
    assert [item["description"] for item in shown.gallery] == ["An AI-made picture"]


async def test_words_that_automod_blocks_do_not_keep_a_request_out(stage: Stage) -> None:
    stage.env.inject_error("POST", "/interactions/*/callback", status=400, code=200000, times=1)
    result = await stage.imagine("a rude fox")
    assert "Drawing" in seen(result).text
    assert "rude" not in seen(result).text


async def test_pictures_above_the_channels_limit_are_made_smaller_and_it_says_so(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    limit = 60_000

    def limited(*args: Any, **kwargs: Any) -> Any:
        record, payload = base_payload(*args, **kwargs)
        return record, {**payload, "attachment_size_limit": limit}

    monkeypatch.setattr("simcord.interactions.base_payload", limited)
    result = await stage.drawn("a fox --format png --pro --2k")
    assert all(attachment.size <= limit for attachment in answer(result).attachments)
    assert len(seen(result).gallery) == 1
    assert "made smaller" in seen(result).text


async def test_the_bot_asks_discord_for_no_more_than_it_needs(stage: Stage) -> None:
    assert stage.app.bot.intents == discord.Intents(guilds=True)
    allowed = stage.app.bot.allowed_mentions
    assert allowed is not None
    assert not any((allowed.everyone, allowed.users, allowed.roles, allowed.replied_user))
