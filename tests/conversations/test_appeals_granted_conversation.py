"""What stands in the way of an appeal that moderators accept, and what does not."""

from bot.domain.case import Verdict
from tests.conversations.conftest import Raise
from tests.conversations.test_appeals_conversation import (
    ACCEPT,
    DAY,
    HOUR,
    accept,
    appeal,
    card,
    drawn,
    house,
    verdicts,
)
from tests.conversations.world import Stage, seen


async def test_without_dollars_the_moderator_is_told_and_the_case_stays_open(raised: Raise) -> None:
    stage = await raised(limits={"dollars_per_guild_per_day": 0.03, "cooldown_seconds": 0})
    log = await house(stage)
    refused = await stage.imagine("a knife")
    await stage.drawn("a fox", stage.bob)
    await appeal(stage, refused)
    told = seen(await accept(stage, log))
    assert told.ephemeral
    assert told.text.startswith("This server’s picture budget for the day is used up.")
    assert await verdicts(stage) == [Verdict.OPEN]
    assert stage.letters(stage.alice) == []
    await stage.env.advance_time(DAY + HOUR)
    await accept(stage, log)
    assert await verdicts(stage) == [Verdict.ACCEPTED]
    assert len(drawn(stage)) == 2


async def test_whoever_was_blocked_meanwhile_gets_what_the_moderators_granted(stage: Stage) -> None:
    log = await house(stage)
    await appeal(stage, await stage.imagine("a knife"))
    await stage.mod.slash(stage.channel, "mod block", member=stage.alice, reason="spam")
    await accept(stage, log)
    assert len(drawn(stage)) == 1
    assert seen(await stage.imagine("a fox")).text.startswith("This server’s moderators blocked you")


async def test_a_used_up_quota_does_not_stand_in_its_way(raised: Raise) -> None:
    stage = await raised(limits={"images_per_user_per_day": 1, "cooldown_seconds": 0})
    log = await house(stage)
    refused = await stage.imagine("a knife")
    await stage.drawn("a fox")
    await appeal(stage, refused)
    await accept(stage, log)
    assert len(drawn(stage)) == 2
    assert (await stage.app.service.usage(stage.alice.id)).images == 1


async def test_it_ends_a_pause(stage: Stage) -> None:
    log = await house(stage)
    for _ in range(2):
        await stage.imagine("a knife")
    refused = await stage.imagine("a palette knife")
    assert "you can try again <t:" in seen(refused).text
    assert "pause for a while" in seen(await stage.imagine("a fox")).text
    await appeal(stage, refused)
    await accept(stage, log)
    assert len(seen(await stage.drawn("a fox")).gallery) == 1


async def test_a_restart_between_the_appeal_and_the_decision_changes_nothing(stage: Stage) -> None:
    log = await house(stage)
    refused = await stage.imagine("a knife")
    await stage.restart()
    await appeal(stage, refused)
    shown = await card(stage, log)
    await stage.restart()
    await stage.press(ACCEPT, shown, stage.mod)
    await stage.restart()
    await stage.work()
    assert len(drawn(stage)) == 1
    assert await stage.left() == 20
