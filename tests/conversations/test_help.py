"""``/help``: short, true, and with commands to click."""

import re

from tests.conversations.conftest import StageFactory
from tests.support.stage import BotStage, response_view


async def test_help_is_private_and_names_models_prices_and_flags(stage: BotStage) -> None:
    result = await stage.alice.slash(stage.channel, "help")
    text = response_view(result).text
    assert response_view(result).ephemeral
    assert "Grok Imagine Pro** (`--model pro`) · 1K and 2K · $0.07 a picture" in text
    assert "`--ar 16:9`" in text
    assert "how many pictures you have left" in text
    assert not re.search(r"\b20 pictures", text)  # plans, managers and purchases decide, so /quota alone tells how many


async def test_help_explains_moderation_reports_and_appeals(stage: BotStage) -> None:
    text = response_view(await stage.alice.slash(stage.channel, "help")).text
    assert "moderators decide" in text
    assert all(sign in text for sign in ("🚩", "⚖️"))


async def test_the_commands_in_help_can_be_clicked(stage: BotStage) -> None:
    text = response_view(await stage.alice.slash(stage.channel, "help")).text
    clickable = dict(re.findall(r"</(\w+):(\d+)>", text))
    assert set(clickable) == {"imagine", "edit", "quota", "queue", "cancel", "history", "show", "settings"}
    assert clickable == {name: str(stage.app.bot.command_sync.ids[name]) for name in clickable}


async def test_every_flag_that_help_names_works(make_stage: StageFactory) -> None:
    stage = await make_stage(styles={"name": "film noir"})
    text = response_view(await stage.alice.slash(stage.channel, "help")).text
    flags = " ".join(flag for flag in re.findall(r"`(--[^`]+)`", text) if not flag.startswith("--model"))
    result = await stage.imagine_and_wait(f"a fox {flags}")
    assert len(response_view(result).gallery) == 4


async def test_help_marks_a_model_that_runware_does_not_offer(stage: BotStage) -> None:
    stage.app.services.requests.catalog.mark_unavailable("pro")
    text = response_view(await stage.alice.slash(stage.channel, "help")).text
    assert "**Grok Imagine Pro** (`--model pro`) · not offered by Runware right now" in text
    assert "**Grok Imagine** (`--model standard`) · 1K · $0.02 a picture, $0.022 an edit" in text


async def test_help_lists_a_model_from_the_configuration(make_stage: StageFactory) -> None:
    sizes = {"1K": {"1:1": "512x512"}}
    draft = {"air": "easel:draft@1", "label": "Quick Draft", "price": 0.0015, "edit_price": 0.002, "sizes": sizes}
    stage = await make_stage(models={"draft": draft})
    text = response_view(await stage.alice.slash(stage.channel, "help")).text
    assert "**Quick Draft** (`--model draft`) · 1K · $0.0015 a picture" in text


async def test_commands_are_published_once_and_stay_clickable_after_a_restart(stage: BotStage) -> None:
    published = dict(stage.app.bot.command_sync.ids)
    await stage.restart()
    puts = [one for one in stage.env.http_requests if one.method == "PUT" and one.path.endswith("/commands")]
    assert len(puts) == 1
    assert stage.app.bot.command_sync.ids == published
