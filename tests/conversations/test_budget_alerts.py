"""Moderators and the operator are told when a budget is used to 80 % and when it is used up."""

import pytest
from simcord.builders import ChannelHandle

from bot.domain.clock import DAY_SECONDS
from bot.jobs.budget_alerts import BudgetAlerts
from tests.conversations.conftest import StageFactory
from tests.support.moderation_helpers import create_mod_channel, mod_channel_lines
from tests.support.stage import BotStage

PICTURES = {"cooldown_seconds": 0, "jobs_per_user": -1, "images_per_user_per_day": -1}


def budget_lines(channel: ChannelHandle) -> list[str]:
    return [line for line in mod_channel_lines(channel) if "Budget" in line]


async def draw(stage: BotStage, count: int) -> None:
    for _ in range(count):
        await stage.imagine_and_wait("a fox")
    await stage.env.settle()


@pytest.mark.parametrize(("key", "name"), [("day", "day"), ("month", "month")])
async def test_moderators_are_told_once_at_80_percent_and_once_when_used_up(
    make_stage: StageFactory, key: str, name: str
) -> None:
    stage = await make_stage(limits={**PICTURES, f"dollars_per_guild_per_{key}": 0.20})
    channel = await create_mod_channel(stage)
    await draw(stage, 7)
    assert budget_lines(channel) == []
    await draw(stage, 2)
    assert [line.partition("\n")[0] for line in budget_lines(channel)] == [
        f"**Budget for the {name} used to 80%** by Easel"
    ]
    await draw(stage, 3)
    assert [line.partition("\n")[0] for line in budget_lines(channel)] == [
        f"**Budget for the {name} used to 80%** by Easel",
        f"**Budget for the {name} used up** by Easel",
    ]
    assert any("$0.20 of $0.20" in message.content for message in channel.history())


async def test_moderators_are_told_again_about_the_next_day(make_stage: StageFactory) -> None:
    stage = await make_stage(limits={**PICTURES, "dollars_per_guild_per_day": 0.02})
    channel = await create_mod_channel(stage)
    await draw(stage, 1)
    await stage.env.advance_time(DAY_SECONDS + 3600)
    await draw(stage, 1)
    assert len(budget_lines(channel)) == 2


async def test_budget_of_zero_is_not_told(make_stage: StageFactory) -> None:
    stage = await make_stage(limits={**PICTURES, "dollars_per_guild_per_day": 0})
    channel = await create_mod_channel(stage)
    await draw(stage, 1)
    assert budget_lines(channel) == []


async def test_operator_is_told_once_at_80_percent_and_once_when_used_up(
    make_stage: StageFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage = await make_stage(limits={**PICTURES, "dollars_per_day": 0.20})
    told: list[str] = []

    async def alert(text: str) -> None:
        told.append(str(text))

    alerts = stage.app.services.requests.budget_alerts
    assert isinstance(alerts, BudgetAlerts)
    monkeypatch.setattr(alerts.messenger, "alert", alert)
    await draw(stage, 9)
    assert len(told) == 1
    assert told[0].startswith("80% of the budget of the whole bot are used: $0.16 of $0.20 in 24 hours")
    await draw(stage, 3)
    assert len(told) == 2
    assert "has no room for another request. There is room for it again <t:" in told[1]
