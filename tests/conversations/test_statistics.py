"""Managers see what their server drew, spent and was refused: as charts, as numbers, and as a file."""

import asyncio
from collections.abc import Mapping

import pytest
from simcord.actors import MemberActor
from simcord.results import InteractionResult

from bot.charts.sheet import Sheet
from bot.discord import replies
from bot.domain.case_actions import CaseAction
from bot.domain.clock import DAY_SECONDS
from bot.domain.server_rules import ServerRules
from bot.domain.windows import Calendar
from bot.jobs.refusal_counter import RefusalCounter
from bot.storage import refusal_counts
from bot.storage.database import Transaction
from bot.storage.refusal_counts import RefusalKey
from bot.ui.statistics import CSV_NAME, NO_CHARTS, PICTURE_NAME
from cogs.admin.permissions import MANAGERS_ONLY
from tests.conversations.conftest import StageFactory, add_manager
from tests.support.fake_charts import PICTURE, FakeRenderer
from tests.support.moderation_helpers import create_mod_channel, decide_case, imagine_held_picture, list_cases
from tests.support.stage import BotStage, response_view

_MEDIA_GALLERY, _FILE, _TEXT = 12, 13, 10


@pytest.fixture
def renderer(stage: BotStage) -> FakeRenderer:
    """The renderer of the stage."""
    renderer = FakeRenderer()
    stage.app.services.statistics.renderer = renderer
    return renderer


async def show(stage: BotStage, by: MemberActor | None = None, **options: int) -> InteractionResult:
    return await (by or add_manager(stage)).slash(stage.channel, "admin stats", **options)


async def test_manager_gets_charts_numbers_and_a_file(stage: BotStage, renderer: FakeRenderer) -> None:
    await stage.imagine_and_wait("a fox", count=3)
    await stage.imagine_and_wait("an owl", stage.bob)
    view = response_view(await show(stage, days=7))
    assert view.ephemeral
    assert view.filenames == [PICTURE_NAME, CSV_NAME]
    assert view.component_types == [_MEDIA_GALLERY, _TEXT, _FILE, _TEXT]
    (item,) = view.gallery
    assert item["description"].startswith("Charts of Atelier since 26 December 2025, 7 days until 1 January 2026.")
    assert "4 pictures for 2 members cost $0.08." in item["description"]
    assert view.texts[0].split("\n")[:4] == [
        "**Atelier** since 26 December 2025, 00:00 (UTC)",
        "**4 pictures** for 2 members, **$0.08**",
        "By model: Grok Imagine 4",
        "2 requests accepted, none refused",
    ]
    assert "A request that is not finished counts with the pictures it reserved" in view.texts[1]
    assert [sheet.title for sheet in renderer.sheets] == ["Atelier"]


@pytest.mark.parametrize("days", [7, 30, 90])
async def test_manager_chooses_the_days(stage: BotStage, renderer: FakeRenderer, days: int) -> None:
    await show(stage, days=days)
    assert len(renderer.sheets[0].dates) == days


async def test_month_is_the_default(stage: BotStage, renderer: FakeRenderer) -> None:
    await show(stage)
    assert len(renderer.sheets[0].dates) == 30


async def test_numbers_and_file_arrive_without_charts(stage: BotStage, renderer: FakeRenderer) -> None:
    await stage.imagine_and_wait("a fox")
    renderer.fails = True
    view = response_view(await show(stage))
    assert view.filenames == [CSV_NAME]
    assert view.gallery == []
    assert view.texts[0] == str(NO_CHARTS)
    assert "**1 picture** for 1 member, **$0.02**" in view.texts[1]


@pytest.mark.usefixtures("renderer")
async def test_days_are_those_of_the_server(stage: BotStage) -> None:
    calendar = Calendar(time_zone="Pacific/Kiritimati", since=0.0)
    await stage.app.services.gate.change_rules(
        stage.guild.id, lambda rules: ServerRules.model_copy(rules, update={"calendar": calendar})
    )
    await stage.env.advance_time(11 * 3600)
    view = response_view(await show(stage, days=7))
    assert "since 27 December 2025, 00:00 (Pacific/Kiritimati)" in view.text


async def test_only_managers_see_statistics(stage: BotStage, renderer: FakeRenderer) -> None:
    commands = await stage.app.bot.tree.fetch_commands()
    (admin,) = [command for command in commands if command.name == "admin"]
    stage.guild.set_command_permissions(admin, {stage.alice: True, stage.mod: True})
    for member in (stage.alice, stage.mod):
        assert response_view(await show(stage, member)).text == str(MANAGERS_ONLY)
    assert renderer.sheets == []


async def test_slow_charts_are_acknowledged_first(
    stage: BotStage, renderer: FakeRenderer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(replies, "ACK_DELAY_SECONDS", 0.02)

    async def draw_slowly(_: Sheet) -> bytes:
        await asyncio.sleep(0.1)
        return PICTURE

    monkeypatch.setattr(renderer, "draw", draw_slowly)
    view = response_view(await show(stage))
    assert [response["type"] for response in stage.initial_responses()] == [5], "deferred"
    assert (view.ephemeral, view.filenames) == (True, [PICTURE_NAME, CSV_NAME])


# ── refusals ─────────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_refused_requests_are_shown_after_a_restart(make_stage: StageFactory) -> None:
    stage = await make_stage(limits={"images_per_user_per_day": 1})
    await stage.imagine_and_wait("a fox")
    for _ in range(3):
        await stage.imagine("an owl")
    await stage.restart()
    stage.app.services.statistics.renderer = FakeRenderer()
    view = response_view(await show(stage))
    assert "1 request accepted, 3 refused (Daily pictures used up 3)" in view.text


async def test_requests_that_the_provider_refuses_are_counted(stage: BotStage, renderer: FakeRenderer) -> None:
    await stage.imagine_and_wait("fault:moderated a fox")
    await stage.app.refusals.write()
    view = response_view(await show(stage))
    assert renderer.sheets
    assert "1 request accepted, 1 refused (Provider’s safety check 1)" in view.text


async def test_pictures_that_moderators_decline_are_counted(stage: BotStage, renderer: FakeRenderer) -> None:
    await create_mod_channel(stage)
    await imagine_held_picture(stage)
    (case,) = await list_cases(stage)
    await decide_case(stage, CaseAction.DECLINE, case, "not here")
    await stage.app.refusals.write()
    assert "1 request accepted, 1 refused (Not approved by moderators 1)" in response_view(await show(stage)).text
    assert renderer.sheets


async def test_flood_of_refusals_is_written_once_in_each_interval(
    make_stage: StageFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage = await make_stage(limits={"images_per_user_per_day": 0})
    writes: list[int] = []
    original = refusal_counts.add

    def add(counts: Mapping[RefusalKey, int]) -> Transaction[None]:
        writes.append(sum(counts.values()))
        return original(counts)

    monkeypatch.setattr(refusal_counts, "add", add)
    for _ in range(20):
        await stage.imagine("a fox")
    assert writes == []
    await stage.app.refusals.write()
    await stage.app.refusals.write()
    assert writes == [20]


async def test_old_refusals_leave_the_statistics(make_stage: StageFactory) -> None:
    stage = await make_stage(limits={"images_per_user_per_day": 0})
    stage.app.services.statistics.renderer = FakeRenderer()
    await stage.imagine("a fox")
    assert isinstance(stage.app.refusals, RefusalCounter)
    await stage.app.refusals.write()
    assert "1 refused" in response_view(await show(stage, days=7)).text
    await stage.env.advance_time(7 * DAY_SECONDS)
    assert "none refused" in response_view(await show(stage, days=7)).text
