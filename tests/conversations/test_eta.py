"""How long it takes: said once enough is known of such requests, and only what they took."""

import re

from tests.conversations.conftest import StageFactory
from tests.support.stage import BotStage, response_view


async def drawn_in(stage: BotStage, *seconds: float) -> None:
    """Let somebody's requests take that long."""
    for took in seconds:
        await stage.imagine("a heron", stage.bob)
        await stage.finish_at_provider()
        await stage.env.advance_time(took)
        await stage.run_worker_until_idle()


async def test_eta_is_omitted_with_too_few_finished_requests(stage: BotStage) -> None:
    await drawn_in(stage, 7, 8, 9, 10)
    assert "usually" not in response_view(await stage.imagine("a fox")).text


async def test_eta_shows_the_time_range_of_similar_requests(stage: BotStage) -> None:
    await drawn_in(stage, 7, 8, 9, 10, 12)
    waiting = response_view(await stage.imagine("a fox")).text
    assert "🎨 **Drawing…** usually 8 to 12 s" in waiting
    assert "%" not in waiting


async def test_eta_ignores_other_kinds_of_requests(stage: BotStage) -> None:
    await drawn_in(stage, *[8] * 5)
    assert "usually about 8 s" in response_view(await stage.imagine("a fox")).text
    assert "usually" not in response_view(await stage.imagine("a fox", model="pro")).text


async def test_eta_of_a_queued_request_includes_its_wait(make_stage: StageFactory) -> None:
    stage = await make_stage(runware={"max_in_flight": 1})
    await drawn_in(stage, *[10] * 5)
    herons = [await stage.imagine("a heron", stage.add_member(f"heron{n}")) for n in range(3)]
    waiting = await stage.imagine("a fox")
    assert "In the queue: 3 of 3** · about 40 s" in response_view(waiting).text
    await stage.press("Cancel", herons[1], stage.mod)
    with stage.env.time_context():
        await stage.app.queue_positions.run_once()
    assert "In the queue: 2 of 2** · about 30 s" in response_view(waiting).text
    assert not re.search(r"\d\s*%", response_view(waiting).text)
