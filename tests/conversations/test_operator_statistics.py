"""The operator sees what all servers drew and spent together, with the dearest of them by name."""

import pytest

from bot.domain.text import sanitize_line
from bot.ui.statistics import CSV_NAME, NO_CHARTS, PICTURE_NAME
from cogs.operator.permissions import OPERATOR_ONLY
from tests.support.fake_charts import FakeRenderer
from tests.support.operator_stage import OperatorStage
from tests.support.stage import response_view


@pytest.fixture
def renderer(home: OperatorStage) -> FakeRenderer:
    """The renderer of the stage."""
    renderer = FakeRenderer()
    home.stage.app.services.statistics.renderer = renderer
    return renderer


async def test_operator_sees_all_servers_and_the_dearest(home: OperatorStage, renderer: FakeRenderer) -> None:
    await home.stage.imagine_and_wait("a fox", count=3)
    guild = await home.join("*Newcomers*")
    await home.run("server", id=str(guild.id), admit=True)
    await home.imagine(guild)
    await home.stage.run_worker_until_idle()
    view, newcomers = response_view(await home.run("stats", days=30)), sanitize_line(guild.name, 60)
    assert view.ephemeral
    assert view.filenames == [PICTURE_NAME, CSV_NAME]
    assert "**All servers** since 3 December 2025, 00:00 (UTC)" in view.text
    assert "**4 pictures** for 2 members, **$0.08**" in view.text
    assert f"1. Atelier: $0.06, 3 pictures\n2. {newcomers}: $0.02, 1 picture" in view.text
    assert f"The servers that cost most: Atelier $0.06, {newcomers} $0.02." in view.gallery[0]["description"]
    assert [sheet.title for sheet in renderer.sheets] == ["All servers"]


async def test_numbers_arrive_without_charts(home: OperatorStage, renderer: FakeRenderer) -> None:
    renderer.fails = True
    view = response_view(await home.run("stats"))
    assert view.filenames == [CSV_NAME]
    assert view.texts[0] == str(NO_CHARTS)


async def test_nobody_else_sees_them(home: OperatorStage, renderer: FakeRenderer) -> None:
    assert await home.text("stats", home.stranger) == str(OPERATOR_ONLY)
    assert renderer.sheets == []
