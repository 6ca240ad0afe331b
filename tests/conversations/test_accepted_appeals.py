"""What stands in the way of an appeal that moderators accept, and what does not."""

from bot.domain.case import Verdict
from tests.conversations.conftest import StageFactory
from tests.conversations.test_appeals import (
    ACCEPT,
    DAY,
    HOUR,
    accept_appeal,
    appeal_card,
    appeal_verdicts,
    picture_messages,
    press_appeal,
    set_up_moderated_server,
)
from tests.support.stage import BotStage, response_view


async def test_appeal_stays_open_while_the_server_budget_is_used_up(make_stage: StageFactory) -> None:
    stage = await make_stage(limits={"dollars_per_guild_per_day": 0.03, "cooldown_seconds": 0})
    log = await set_up_moderated_server(stage)
    refused = await stage.imagine("a knife")
    await stage.imagine_and_wait("a fox", stage.bob)
    await press_appeal(stage, refused)
    told = response_view(await accept_appeal(stage, log))
    assert told.ephemeral
    assert told.text.startswith("This server’s picture budget for the day is used up.")
    assert await appeal_verdicts(stage) == [Verdict.OPEN]
    assert stage.direct_messages(stage.alice) == []
    await stage.env.advance_time(DAY + HOUR)
    await accept_appeal(stage, log)
    assert await appeal_verdicts(stage) == [Verdict.ACCEPTED]
    assert len(picture_messages(stage)) == 2


async def test_accepted_appeal_is_drawn_for_a_member_blocked_after_appealing(stage: BotStage) -> None:
    log = await set_up_moderated_server(stage)
    await press_appeal(stage, await stage.imagine("a knife"))
    await stage.mod.slash(stage.channel, "mod block", member=stage.alice, reason="spam")
    await accept_appeal(stage, log)
    assert len(picture_messages(stage)) == 1
    assert response_view(await stage.imagine("a fox")).text.startswith("This server’s moderators blocked you")


async def test_accepted_appeal_is_drawn_despite_a_used_up_quota(make_stage: StageFactory) -> None:
    stage = await make_stage(limits={"images_per_user_per_day": 1, "cooldown_seconds": 0})
    log = await set_up_moderated_server(stage)
    refused = await stage.imagine("a knife")
    await stage.imagine_and_wait("a fox")
    await press_appeal(stage, refused)
    await accept_appeal(stage, log)
    assert len(picture_messages(stage)) == 2
    assert (await stage.usage_of(stage.alice)).images == 1


async def test_accepted_appeal_ends_a_pause(stage: BotStage) -> None:
    log = await set_up_moderated_server(stage)
    for _ in range(2):
        await stage.imagine("a knife")
    refused = await stage.imagine("a palette knife")
    assert "you can try again <t:" in response_view(refused).text
    assert "pause for a while" in response_view(await stage.imagine("a fox")).text
    await press_appeal(stage, refused)
    await accept_appeal(stage, log)
    assert len(response_view(await stage.imagine_and_wait("a fox")).gallery) == 1


async def test_appeal_survives_restarts_before_and_after_the_decision(stage: BotStage) -> None:
    log = await set_up_moderated_server(stage)
    refused = await stage.imagine("a knife")
    await stage.restart()
    await press_appeal(stage, refused)
    shown = await appeal_card(stage, log)
    await stage.restart()
    await stage.press(ACCEPT, shown, stage.mod)
    await stage.restart()
    await stage.run_worker_until_idle()
    assert len(picture_messages(stage)) == 1
    assert await stage.images_left() == 20
