"""``/imagine`` as a member sees it: one message that waits, and becomes the pictures."""

import asyncio
import io
from collections.abc import Callable

import discord
import pytest
from PIL import Image

from bot.domain.catalog import DEFAULT_MODELS, AspectRatio, OutputFormat, Resolution
from bot.domain.short_ids import format_short_id
from tests.conversations.conftest import StageFactory
from tests.support.stage import CANCEL_LABEL_DRAWING, BotStage, job_id_of, response_message, response_view

TEXT, GALLERY, ROW = 10, 12, 1


def choices(stage: BotStage, option: str) -> dict[str, str]:
    """What Discord offers for an option of ``/imagine``: names by value."""
    (command,) = [one for one in stage.app.bot.tree.get_commands() if one.name == "imagine"]
    options = {one["name"]: one for one in command.to_dict(stage.app.bot.tree)["options"]}
    return {choice["value"]: choice["name"] for choice in options[option].get("choices", ())}


async def pixels(message: discord.Message) -> list[tuple[str | None, tuple[int, int]]]:
    """Format and size of the files of a message, as somebody who downloads them finds."""
    found = []
    for attachment in message.attachments:
        with Image.open(io.BytesIO(await attachment.read())) as picture:
            found.append((picture.format, picture.size))
    return found


async def test_initial_response_is_the_waiting_message(stage: BotStage) -> None:
    result = await stage.imagine("a fox in the snow")
    waiting = response_view(result)
    assert [response["type"] for response in stage.initial_responses()] == [4]
    assert "a fox in the snow" in waiting.text
    assert "Drawing" in waiting.text
    assert waiting.button_labels == [CANCEL_LABEL_DRAWING]
    assert not waiting.ephemeral
    assert not waiting.gallery


async def test_waiting_message_is_edited_into_the_result(stage: BotStage) -> None:
    result = await stage.imagine("a fox in the snow", aspect_ratio="16:9")
    waiting = response_message(result).id
    await stage.run_worker_until_idle()
    shown = response_view(result)
    assert [message.id for message in stage.messages()] == [waiting]
    assert shown.component_types == [TEXT, GALLERY, TEXT, ROW, ROW]
    assert shown.texts[0] == "```\na fox in the snow\n```"
    assert [item["description"] for item in shown.gallery] == ["a fox in the snow"]
    assert shown.button_labels == [
        *("🎲 Reroll", "✏️ Edit", "🪄 Vary", "ℹ️ Details", "⭐ Favourite"),
        *("✉️ DM me", "🚩 Report", "🗑️ Delete"),
    ]
    assert await pixels(response_message(result).message) == [("JPEG", (1408, 768))]


async def test_result_footer_shows_member_model_size_duration_and_remaining_quota(stage: BotStage) -> None:
    result = await stage.imagine("a fox", aspect_ratio="16:9", count=2)
    await stage.step_worker()
    await stage.env.advance_time(7)
    await stage.run_worker_until_idle()
    (facts,) = response_view(result).texts[1:]
    code = format_short_id((await stage.job(job_id_of(result))).short_id)
    assert facts == f"-# {stage.alice.mention} · 2 × Grok Imagine · 16:9 · 1408×768 · 7 s · 18 left · `{code}`"


async def test_aspect_ratio_option_offers_every_ratio_with_a_readable_name(stage: BotStage) -> None:
    names = choices(stage, "aspect_ratio")
    assert set(names) == set(AspectRatio)
    assert names["16:9"] == "16:9 wide"
    assert names["1:1"] == "1:1 square"
    assert names["9:19.5"] == "9:19.5 tall"


@pytest.mark.parametrize(
    ("model", "resolution"), [(key, resolution) for key, model in DEFAULT_MODELS.items() for resolution in model.sizes]
)
async def test_every_aspect_ratio_is_delivered_in_its_exact_size(
    make_stage: StageFactory, model: str, resolution: Resolution
) -> None:
    limits = {"images_per_user_per_day": -1, "jobs_per_user": -1}
    stage = await make_stage(limits=limits, models={model: {"enabled": True}})
    sizes = DEFAULT_MODELS[model].sizes[resolution]
    asked = {
        ratio: await stage.imagine(f"a {ratio} fox", aspect_ratio=ratio.value, model=model, resolution=resolution.value)
        for ratio in sizes
    }
    await stage.run_worker_until_idle()
    for ratio, result in asked.items():
        assert await pixels(response_message(result).message) == [("JPEG", sizes[ratio])]


async def test_model_from_the_configuration_can_be_chosen_and_has_its_own_sizes(make_stage: StageFactory) -> None:
    sizes = {"1K": {"1:1": "512x512"}}
    draft = {"air": "easel:draft@1", "label": "Quick Draft", "price": 0.001, "edit_price": 0.002, "sizes": sizes}
    stage = await make_stage(models={"draft": draft})
    assert choices(stage, "model") == {
        "standard": "Grok Imagine",
        "pro": "Grok Imagine Pro",
        "draft": "Quick Draft",
    }
    refused = await stage.imagine_and_wait("a fox", model="draft", aspect_ratio="16:9")
    assert response_view(refused).text == "Quick Draft draws 1:1 in 1K, not 16:9."
    assert response_view(refused).ephemeral


async def test_unsupported_resolution_is_refused_naming_a_model_that_supports_it(stage: BotStage) -> None:
    result = await stage.imagine_and_wait("a fox", resolution="2K")
    assert response_view(result).ephemeral
    assert response_view(result).text == "Grok Imagine does not draw in 2K; use pro for that."
    assert await stage.images_left() == 20
    assert stage.provider_tasks() == []
    assert stage.messages() == []


@pytest.mark.parametrize("kind", OutputFormat)
async def test_format_and_quality_apply_to_the_provider_task_and_the_delivered_file(
    stage: BotStage, kind: OutputFormat
) -> None:
    result = await stage.imagine_and_wait("a fox", format=kind.value, quality=42)
    (task,) = stage.provider_tasks()
    assert (task["outputFormat"], task["outputQuality"]) == (kind, 42)
    ((came, _),) = await pixels(response_message(result).message)
    assert came == {"JPG": "JPEG"}.get(kind, kind)


async def test_private_request_is_ephemeral_from_waiting_to_result(stage: BotStage) -> None:
    result = await stage.imagine("a secret fox", private=True)
    assert response_view(result).ephemeral
    await stage.run_worker_until_idle()
    assert response_view(result).ephemeral
    assert len(response_view(result).gallery) == 1
    assert stage.messages(stage.bob) == []


async def test_second_message_of_a_private_request_is_ephemeral(stage: BotStage) -> None:
    result = await stage.imagine_and_wait("a secret fox", private=True, count=12)
    (more,) = result.followups
    assert more.ephemeral
    assert len(more.attachments) == 2
    assert stage.messages(stage.bob) == []


async def test_spoilers_cover_every_picture(stage: BotStage) -> None:
    result = await stage.imagine_and_wait("a twist", spoiler=True, count=2)
    assert [item["spoiler"] for item in response_view(result).gallery] == [True, True]


async def test_more_than_ten_pictures_come_in_a_second_message(stage: BotStage) -> None:
    result = await stage.imagine_and_wait("twelve foxes", count=12)
    first, second = stage.messages()
    assert first.id == response_message(result).id
    assert (len(first.gallery), len(second.gallery)) == (10, 2)
    assert "11 to 12 of 12" in second.text
    assert second.button_labels == ["ℹ️ Details", "🗑️ Delete"]
    assert await stage.images_left() == 8


@pytest.mark.parametrize("count", [1, 4, 20])
async def test_all_requested_pictures_are_delivered(stage: BotStage, count: int) -> None:
    await stage.imagine_and_wait("foxes", count=count)
    assert sum(len(message.gallery) for message in stage.messages()) == count
    assert await stage.images_left() == 20 - count


async def test_queue_position_is_shown_and_updated(make_stage: StageFactory) -> None:
    stage = await make_stage(runware={"max_in_flight": 1})
    carol = stage.add_member("carol")
    await stage.imagine("one", stage.alice)
    await stage.step_worker()
    two = await stage.imagine("two", stage.bob)
    three = await stage.imagine("three", carol)
    assert "In the queue: 1 of 1" in response_view(two).text
    assert "In the queue: 2 of 2" in response_view(three).text
    await stage.press("Cancel", two, stage.bob)
    with stage.env.time_context():
        await stage.app.queue_positions.run_once()
    assert "In the queue: 1 of 1" in response_view(three).text


async def wait_until(condition: Callable[[], bool]) -> None:
    async with asyncio.timeout(10):
        while not condition():  # noqa: ASYNC110 – what people see tells nobody when it changes
            await asyncio.sleep(0.01)


async def test_message_changes_from_queued_to_drawing_to_result(make_stage: StageFactory) -> None:
    stage = await make_stage(runware={"max_in_flight": 1})
    stage.runware.account.task_durations = 1.0
    async with stage.worker_running():
        await stage.imagine("one", stage.alice)
        await wait_until(lambda: len(stage.provider_tasks()) == 1)
        result = await stage.imagine("two", stage.bob)
        assert "In the queue: 1 of 1" in response_view(result).text
        await wait_until(lambda: "Drawing" in response_view(result).text)
        await wait_until(lambda: len(response_view(result).gallery) == 1)
    assert [message.id for message in stage.messages()][1] == response_message(result).id


async def test_imagine_works_in_direct_messages_if_the_operator_enables_them(make_stage: StageFactory) -> None:
    stage = await make_stage(discord={"direct_messages": True})
    dora = stage.env.create_user("dora")
    result = await dora.slash("imagine", prompt="a fox")
    assert response_view(result).button_labels == [CANCEL_LABEL_DRAWING]
    await stage.run_worker_until_idle()
    assert len(response_view(result).gallery) == 1
