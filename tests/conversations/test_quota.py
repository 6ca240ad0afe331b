"""``/quota`` and the limits: what is left, when the next one frees up, and how a refusal says so."""

import logging

import pytest

from bot.domain.blocks import Block
from bot.domain.clock import DAY_SECONDS
from bot.storage import blocks
from tests.conversations.conftest import StageFactory
from tests.support.operator_stage import OperatorStage
from tests.support.stage import BotStage, response_view


async def quota(stage: BotStage) -> str:
    """What ``/quota`` says to Alice, in private."""
    result = await stage.alice.slash(stage.channel, "quota")
    assert response_view(result).ephemeral
    return response_view(result).text


async def test_quota_is_full_before_the_first_request(stage: BotStage) -> None:
    text = await quota(stage)
    assert "You have **20 of 20** pictures left." in text
    assert "<t:" not in text
    assert "$0.00" in text
    assert "0 of 2 unfinished requests" in text


async def test_quota_shows_used_pictures_cost_and_when_they_free_up(stage: BotStage) -> None:
    asked_at = stage.env.now().timestamp()
    await stage.imagine_and_wait("a fox", count=3)
    text = await quota(stage)
    assert "You have **17 of 20** pictures left." in text
    assert f"<t:{int(asked_at + DAY_SECONDS) + 1}:R>" in text
    assert "$0.06" in text


async def test_quota_counts_unfinished_requests(stage: BotStage) -> None:
    await stage.imagine("a fox", count=3)
    text = await quota(stage)
    assert "**17 of 20**" in text
    assert "1 of 2 unfinished requests" in text


async def test_quota_shows_variants_exceeding_the_limit_of_unfinished_requests(stage: BotStage) -> None:
    asked = await stage.imagine("a {red, blue, green} fox")
    await stage.press("Draw it", asked)
    assert "3 unfinished requests (limit: 2)" in await quota(stage)


async def test_quota_is_full_again_after_a_day(stage: BotStage) -> None:
    await stage.imagine_and_wait("a fox", count=3)
    await stage.env.advance_time(DAY_SECONDS + 1)
    assert "**20 of 20**" in await quota(stage)


async def test_quota_without_a_limit_says_so(make_stage: StageFactory) -> None:
    stage = await make_stage(limits={"images_per_user_per_day": -1, "jobs_per_user": -1, "cooldown_seconds": 0})
    result = await stage.imagine_and_wait("a fox")
    assert "left" not in response_view(result).text
    assert "as many pictures as you like; you had 1 in the last 24 hours" in await quota(stage)


async def test_quota_refusal_states_the_remaining_pictures_and_when_more_free_up(stage: BotStage) -> None:
    await stage.imagine_and_wait("foxes", count=18)
    result = await stage.imagine_and_wait("a fox", count=3)
    assert response_view(result).ephemeral
    assert "You have 2 of your 20 pictures" in response_view(result).text
    assert "The next one frees up <t:" in response_view(result).text
    assert await stage.images_left() == 2
    assert len(stage.provider_tasks()) == 1


async def test_cooldown_refusal_states_when_the_cooldown_ends(make_stage: StageFactory) -> None:
    stage = await make_stage(limits={"cooldown_seconds": 5})
    await stage.imagine("a fox")
    result = await stage.imagine("an owl")
    assert response_view(result).ephemeral
    assert "You can try again <t:" in response_view(result).text
    await stage.env.advance_time(5)
    assert not response_view(await stage.imagine("an owl")).ephemeral


async def test_too_many_unfinished_requests_are_refused_with_a_hint_to_cancel(stage: BotStage) -> None:
    await stage.imagine("a fox")
    await stage.imagine("an owl")
    result = await stage.imagine("a crane")
    assert response_view(result).ephemeral
    assert "/cancel" in response_view(result).text
    assert await stage.images_left() == 18


async def test_used_up_server_budget_is_refused_ephemerally(make_stage: StageFactory) -> None:
    stage = await make_stage(limits={"dollars_per_guild_per_day": 0.05, "cooldown_seconds": 0})
    await stage.imagine_and_wait("foxes", count=2)
    result = await stage.imagine_and_wait("an owl", stage.bob)
    assert response_view(result).ephemeral
    assert "This server’s picture budget for the day is used up." in response_view(result).text
    assert "There is room for it again <t:" in response_view(result).text


async def test_used_up_bot_budget_is_logged_once_and_alerts_the_operator_once(
    make_stage: StageFactory, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage = await make_stage(limits={"dollars_per_day": 0.05, "cooldown_seconds": 0})
    told: list[str] = []

    async def alert(sentence: str) -> None:
        told.append(str(sentence))

    assert stage.app.services.requests.budget_alerts is not None
    monkeypatch.setattr(stage.app.services.requests.budget_alerts.messenger, "alert", alert)
    await stage.imagine_and_wait("foxes", count=2)
    with caplog.at_level(logging.WARNING):
        for _ in range(3):
            result = await stage.imagine_and_wait("an owl", stage.bob)
            assert response_view(result).ephemeral
            assert "The bot’s picture budget for the day is used up." in response_view(result).text
            assert "There is room for it again <t:" in response_view(result).text
    warned = [record for record in caplog.records if record.levelno >= logging.WARNING]
    assert [getattr(record, "event", "") for record in warned] == ["budget_used_up"]
    (sentence,) = told
    assert "$0.05 in 24 hours (`limits.dollars_per_day`)" in sentence
    assert "There is room for it again <t:" in sentence
    await stage.env.advance_time(DAY_SECONDS + 3600)
    await stage.imagine_and_wait("foxes", count=2)
    await stage.imagine_and_wait("an owl", stage.bob)
    assert len(told) == 2  # used up anew


async def test_bot_has_a_daily_budget_by_default(stage: BotStage) -> None:
    assert stage.app.services.limits_in_force.configured.bot_daily_budget == 10_000_000


# ── what keeps a member from requesting anything, whatever is left ───────────────────────────────────────────────────


async def test_quota_names_a_used_up_server_budget_and_when_there_is_room_again(make_stage: StageFactory) -> None:
    stage = await make_stage(limits={"dollars_per_guild_per_day": 0.05, "cooldown_seconds": 0})
    assert "⛔" not in await quota(stage)
    await stage.imagine_and_wait("foxes", count=2)
    text = await quota(stage)
    assert text.startswith("⛔ This server’s picture budget for the day is used up.")
    assert "There is room again <t:" in text
    assert "charged" not in text
    assert "You have **18 of 20** pictures left." in text


async def test_quota_says_that_moderators_blocked_the_member(stage: BotStage) -> None:
    block = Block(stage.guild.id, stage.alice.id, None, "spam", stage.bob.id, stage.env.now().timestamp())
    await stage.app.database.run(blocks.put, block, reason_for_jobs="")
    text = await quota(stage)
    assert text.startswith("⛔ This server’s moderators blocked you from requesting pictures: spam.")
    assert "The block has no end unless they lift it." in text


async def test_quota_says_that_the_operator_stopped_everything(home: OperatorStage) -> None:
    await home.run("stop", reason="the bill")
    text = await quota(home.stage)
    assert text.startswith("⛔ Easel’s operator has stopped new requests everywhere: the bill. What was requested")
    await home.run("resume")
    assert "⛔" not in await quota(home.stage)


async def test_quota_says_that_the_server_waits(home: OperatorStage) -> None:
    guild = await home.join()
    guest = guild.add_member(home.stage.env.create_user("guest"))
    (channel,) = guild.channels.values()
    assert "⛔ This server waits for Easel’s operator" in response_view(await guest.slash(channel, "quota")).text
