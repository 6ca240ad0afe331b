"""When a month is over, moderators and the operator read what it brought and cost."""

import pytest
from simcord.builders import UserHandle

from bot.domain.clock import DAY_SECONDS
from bot.domain.server_rules import ServerRules
from bot.domain.windows import Calendar
from tests.conversations.conftest import StageFactory
from tests.support.moderation_helpers import card_messages, create_mod_channel
from tests.support.stage import BotStage, MessageView

JANUARY_SECONDS = 31 * DAY_SECONDS


async def pass_time(stage: BotStage, seconds: float) -> None:
    """Let time pass, and let the bot do its periodic work."""
    await stage.env.advance_time(seconds)
    with stage.env.time_context():
        await stage.app.maintenance.run_once()
    await stage.env.settle()


async def test_moderators_and_the_operator_get_one_statement(stage: BotStage, operator: UserHandle) -> None:
    channel = await create_mod_channel(stage)
    await pass_time(stage, 60)
    await stage.imagine_and_wait("a fox", count=3)
    await stage.imagine_and_wait("an owl", stage.bob)
    await pass_time(stage, JANUARY_SECONDS - 7200)
    assert card_messages(channel) == stage.direct_messages(operator) == []
    for _ in range(5):
        await pass_time(stage, 3600)
    (posted,) = map(MessageView, card_messages(channel))
    assert posted.text.startswith(
        "**Statement for January 2026: Easel on this server**\n"
        "-# From 1 January 2026 until 31 January 2026, both included (UTC)\n"
        "**4 pictures** for 2 members, **$0.08** booked\n"
        "By model: Grok Imagine 4\n"
        "2 requests accepted, none refused\n"
    )
    assert "alice" not in posted.text
    assert str(stage.alice.id) not in posted.text
    (told,) = stage.direct_messages(operator)
    assert "**Statement for January 2026: the whole bot**" in told.text
    assert "**4 pictures** for 2 members, **$0.08** booked" in told.text
    assert "Requests came from 1 server." in told.text
    assert "1. Atelier: $0.08, 4 pictures" in told.text
    assert "`python -m bot reconcile --since 2026-01-01`" in told.text


async def test_statement_names_budget_and_refusals(make_stage: StageFactory) -> None:
    stage = await make_stage(
        limits={"cooldown_seconds": 0, "dollars_per_guild_per_month": 5, "images_per_user_per_day": 1}
    )
    channel = await create_mod_channel(stage)
    await pass_time(stage, 60)
    await stage.imagine_and_wait("a fox")
    for _ in range(2):
        await stage.imagine("an owl")
    await stage.app.refusals.write()
    await pass_time(stage, JANUARY_SECONDS)
    (posted,) = map(MessageView, card_messages(channel))
    assert "The budget of a month is $5.00." in posted.text
    assert "1 request accepted, 2 refused (Daily pictures used up 2)" in posted.text


async def test_statement_is_that_of_the_servers_month(stage: BotStage) -> None:
    channel = await create_mod_channel(stage)
    calendar = Calendar(time_zone="Asia/Tokyo", since=0.0)
    await stage.app.services.gate.change_rules(
        stage.guild.id, lambda rules: ServerRules.model_copy(rules, update={"calendar": calendar})
    )
    await pass_time(stage, 60)
    await stage.imagine_and_wait("a fox")
    await pass_time(stage, JANUARY_SECONDS - 9 * 3600 + 60)
    (posted,) = map(MessageView, card_messages(channel))
    assert "until 31 January 2026, both included (Asia/Tokyo)" in posted.text


async def test_statement_survives_a_restart_at_midnight(stage: BotStage) -> None:
    channel = await create_mod_channel(stage)
    await pass_time(stage, 60)
    await stage.imagine_and_wait("a fox")
    await stage.env.advance_time(JANUARY_SECONDS + DAY_SECONDS)
    for _ in range(2):
        await stage.restart()
        await pass_time(stage, 60)
    assert len(card_messages(channel)) == 1


@pytest.mark.usefixtures("operator")
async def test_statement_that_the_channel_does_not_take_is_sent_later(stage: BotStage) -> None:
    channel = await create_mod_channel(stage)
    await pass_time(stage, 60)
    await stage.imagine_and_wait("a fox")
    stage.env.backend.delete_channel(channel.id)
    await pass_time(stage, JANUARY_SECONDS)
    later = await create_mod_channel(stage)
    assert card_messages(later) == []
    await pass_time(stage, DAY_SECONDS)
    assert len(card_messages(later)) == 1
