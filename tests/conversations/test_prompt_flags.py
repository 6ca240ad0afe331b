"""Flags inside a prompt, as a member types them."""

import pytest

from tests.conversations.conftest import StageFactory
from tests.support.stage import BotStage, response_view


async def test_prompt_flags_set_options_and_are_removed_from_the_prompt(stage: BotStage) -> None:
    result = await stage.imagine_and_wait("a lighthouse --ar 16:9 --pro --2k --count 2 --format png at dusk")
    (task,) = stage.provider_tasks()
    assert task["positivePrompt"] == "a lighthouse at dusk"
    assert (task["width"], task["height"], task["numberResults"]) == (2816, 1536, 2)
    assert task["outputFormat"] == "PNG"
    assert response_view(result).texts[0] == "```\na lighthouse at dusk\n```"
    assert len(response_view(result).gallery) == 2


async def test_em_dash_starts_a_prompt_flag(stage: BotStage) -> None:
    await stage.imagine_and_wait("a lighthouse —ar 9:16")
    (task,) = stage.provider_tasks()
    assert (task["width"], task["height"]) == (768, 1408)


async def test_command_options_override_prompt_flags(stage: BotStage) -> None:
    await stage.imagine_and_wait(
        "a lighthouse --ar 16:9 --count 4 --format png", aspect_ratio="1:1", count=1, format="WEBP"
    )
    (task,) = stage.provider_tasks()
    assert (task["width"], task["height"]) == (1024, 1024)
    assert (task["numberResults"], task["outputFormat"]) == (1, "WEBP")


async def test_style_can_be_chosen_with_a_prompt_flag(make_stage: StageFactory) -> None:
    stage = await make_stage(styles={"noir": "film noir"})
    result = await stage.imagine_and_wait("a lighthouse --style noir at dusk")
    assert [task["positivePrompt"] for task in stage.provider_tasks()] == ["a lighthouse at dusk, film noir"]
    assert response_view(result).texts[0] == "```\na lighthouse at dusk\n```"


async def test_private_and_spoiler_can_be_set_with_prompt_flags(stage: BotStage) -> None:
    result = await stage.imagine_and_wait("a lighthouse --private --spoiler")
    assert response_view(result).ephemeral
    assert [item["spoiler"] for item in response_view(result).gallery] == [True]


@pytest.mark.parametrize(
    ("prompt", "named"),
    [
        ("a lighthouse --chaos 50", "--chaos"),
        ("a lighthouse --chaos 50", "--style"),
        ("a lighthouse --ar 5:7", "--ar 5:7"),
        ("a lighthouse --count 21", "--count 21"),
        ("a lighthouse --model nonsense", "nonsense"),
        ("a lighthouse --style noir", "noir"),
        ("a lighthouse --2k", "2K"),
        ("--ar 16:9", "what to draw"),
    ],
)
async def test_invalid_prompt_flag_is_named_ephemerally_and_nothing_is_charged(
    stage: BotStage, prompt: str, named: str
) -> None:
    result = await stage.imagine_and_wait(prompt)
    assert response_view(result).ephemeral
    assert named in response_view(result).text
    assert "\n" not in response_view(result).text
    assert await stage.images_left() == 20
    assert stage.provider_tasks() == []
    assert stage.messages() == []
