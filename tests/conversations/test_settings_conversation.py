"""``/settings``: a panel that shows what is in force, changes it at a touch, and never stands in the way."""

from typing import Any

import pytest
from simcord.backend.serializers import message_payload
from simcord.interactions import base_payload
from simcord.results import InteractionResult

from bot.discord import replies
from bot.domain.catalog import OutputFormat
from bot.domain.request import Options
from bot.ui.preferences.choices import OUTDATED
from tests.conversations.conftest import Raise
from tests.conversations.test_reception_conversation import slow_disk
from tests.conversations.world import Stage, answer, seen

SELECT = 3
USUAL = [
    "Model: default (Grok Imagine)",
    "Shape: default (1:1 square)",
    "Resolution: default (1K)",
    "Pictures: default (1)",
    "Style: default (none)",
    "Format: default (JPG)",
    "Quality: default (95)",
    "Others can edit my pictures: as each server decides",
]


async def opened(stage: Stage) -> InteractionResult:
    return await stage.alice.slash(stage.channel, "settings")


def menus(panel: InteractionResult) -> dict[str, dict[str, Any]]:
    """The selects, by what they are about."""
    parts = [inner for part in seen(panel)._parts for inner in part.get("components", ())]
    return {part["custom_id"].rpartition(":")[2]: part for part in parts if part["type"] == SELECT}


def in_force(panel: InteractionResult) -> list[str]:
    """What each select shows as chosen."""
    return [one["label"] for menu in menus(panel).values() for one in menu["options"] if one.get("default")]


async def choose(stage: Stage, panel: InteractionResult, **chosen: str) -> None:
    for field, value in chosen.items():
        await stage.alice.select(answer(panel), [value], custom_id=f"easel:setting:{field}")


async def forged(stage: Stage, panel: InteractionResult, field: str, value: str) -> InteractionResult:
    """Send what no select offers."""
    record, payload = base_payload(
        stage.env.backend,
        type=3,
        channel_id=stage.channel.id,
        guild_id=stage.guild.id,
        user_id=stage.alice.id,
        data={"custom_id": f"easel:setting:{field}", "component_type": SELECT, "values": [value]},
    )
    shown = stage.env.backend.get_message(stage.channel.id, answer(panel).id)
    payload["message"] = dict(message_payload(stage.env.backend, shown))
    record.source_message_id = shown.id
    stage.env.backend.emit("INTERACTION_CREATE", payload)
    await stage.env.settle()
    return InteractionResult(stage.env, record)


async def test_the_panel_is_private_and_shows_what_is_usual(stage: Stage) -> None:
    panel = await opened(stage)
    assert seen(panel).ephemeral
    assert in_force(panel) == USUAL
    assert seen(panel).buttons == ["Private: off", "Spoiler: off", "Reset"]
    assert stage.messages(stage.bob) == []


async def test_a_choice_is_shown_at_once_and_used_from_the_next_request_on(stage: Stage) -> None:
    panel = await opened(stage)
    await choose(stage, panel, model="pro", ratio="16:9", resolution="2K", count="2", format="PNG", quality="80")
    await stage.press("Spoiler: off", panel)
    assert in_force(panel) == [
        *("Model: Grok Imagine Pro", "Shape: 16:9 wide", "Resolution: 2K", "Pictures: 2"),
        *("Style: default (none)", "Format: PNG", "Quality: 80", USUAL[7]),
    ]
    result = await stage.drawn("a fox")
    (task,) = stage.submitted()
    assert (task["model"], task["width"], task["height"]) == ("xai:grok-imagine@image-pro", 2816, 1536)
    assert (task["numberResults"], task["outputFormat"], task["outputQuality"]) == (2, "PNG", 80)
    assert [item["spoiler"] for item in seen(result).gallery] == [True, True]


async def test_they_survive_a_restart_and_are_nobody_elses(stage: Stage) -> None:
    await choose(stage, await opened(stage), count="3")
    await stage.restart()
    assert "Pictures: 3" in in_force(await opened(stage))
    await stage.drawn("a fox", stage.bob)
    await stage.drawn("an owl")
    assert [task["numberResults"] for task in stage.submitted()] == [1, 3]


async def test_the_panel_works_after_a_restart(stage: Stage) -> None:
    panel = await opened(stage)
    await stage.restart()
    await choose(stage, panel, format="WEBP")
    await stage.press("Private: off", panel)
    assert "Format: WEBP" in in_force(panel)
    assert seen(panel).buttons[0] == "Private: on"


async def test_options_win_over_flags_and_flags_over_what_is_usual(stage: Stage) -> None:
    await choose(stage, await opened(stage), format="PNG", ratio="16:9")
    await stage.drawn("a fox --format webp", aspect_ratio="1:1")
    (task,) = stage.submitted()
    assert (task["outputFormat"], task["width"], task["height"]) == ("WEBP", 1024, 1024)


async def test_private_as_usual_is_private_unless_somebody_says_otherwise(stage: Stage) -> None:
    await stage.press("Private: off", await opened(stage))
    assert seen(await stage.drawn("a fox")).ephemeral
    assert stage.messages(stage.bob) == []
    assert not seen(await stage.drawn("a fox", private=False)).ephemeral


async def test_on_a_slow_disk_private_as_usual_stays_private(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    await stage.press("Private: off", await opened(stage))
    monkeypatch.setattr(replies, "PATIENCE", 0.02)
    with slow_disk(stage):
        await stage.imagine("a secret fox")
    await stage.work()
    assert [len(message.gallery) for message in stage.messages(stage.alice) if message.gallery] == [1]
    assert stage.messages(stage.bob) == []


async def test_what_does_not_fit_is_left_out(stage: Stage) -> None:
    await choose(stage, await opened(stage), model="pro", resolution="2K")
    await stage.drawn("a fox --standard")
    (task,) = stage.submitted()
    assert (task["model"], task["width"]) == ("xai:grok-imagine@image", 1024)


async def test_a_choice_can_be_taken_back_alone(stage: Stage) -> None:
    panel = await opened(stage)
    await choose(stage, panel, count="3", format="PNG")
    await choose(stage, panel, count="-")
    await stage.press("Private: off", panel)
    await stage.press("Private: on", panel)
    assert in_force(panel) == [*USUAL[:5], "Format: PNG", *USUAL[6:]]
    assert await stage.app.service.preferences(stage.alice.id) == Options(format=OutputFormat.PNG)


async def test_reset_takes_everything_back(stage: Stage) -> None:
    panel = await opened(stage)
    await choose(stage, panel, count="3", model="pro")
    await stage.press("Private: off", panel)
    await stage.press("Reset", panel)
    assert in_force(panel) == USUAL
    assert seen(panel).buttons == ["Private: off", "Spoiler: off", "Reset"]
    await stage.drawn("a fox")
    assert stage.submitted()[0]["numberResults"] == 1


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("model", "retired"),
        ("count", "21"),
        ("quality", "1"),
        ("ratio", "7:3"),
        ("style", "nowhere"),
        ("format", "@x"),
        ("edits", "maybe"),
    ],
)
async def test_what_is_not_offered_cannot_be_chosen(stage: Stage, field: str, value: str) -> None:
    panel = await opened(stage)
    refused = await forged(stage, panel, field, value)
    assert seen(refused).ephemeral
    assert seen(refused).text == OUTDATED
    assert await stage.app.service.preferences(stage.alice.id) == Options()


async def test_on_a_slow_disk_the_panel_does_what_it_always_does(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(replies, "PATIENCE", 0.02)
    with slow_disk(stage):
        panel = await opened(stage)
        await choose(stage, panel, count="3")
    assert "Pictures: 3" in in_force(panel)
    assert seen(panel).ephemeral


async def test_a_style_of_another_server_is_shown_and_left_out_here(raised: Raise) -> None:
    stage = await raised(styles={"noir": "film noir"})
    await stage.app.service.change_preferences(stage.alice.id, lambda _: Options(style="elsewhere"))
    panel = await opened(stage)
    assert "Style: elsewhere (not offered here)" in in_force(panel)
    await stage.drawn("a fox")
    assert stage.submitted()[0]["positivePrompt"] == "a fox"
    await choose(stage, panel, style="noir")
    await stage.drawn("an owl")
    assert stage.submitted()[1]["positivePrompt"] == "an owl, film noir"


async def test_many_styles_leave_room_for_the_one_in_force(raised: Raise) -> None:
    stage = await raised(styles={f"style{n:02}": "x" for n in range(40)})
    panel = await opened(stage)
    assert [one["value"] for one in menus(panel)["style"]["options"]] == ["-", *(f"style{n:02}" for n in range(24))]
    await stage.app.service.change_preferences(stage.alice.id, lambda _: Options(style="style39"))
    panel = await opened(stage)
    assert "Style: style39" in in_force(panel)
    assert len(menus(panel)["style"]["options"]) == 25


async def test_it_works_in_direct_messages(stage: Stage) -> None:
    panel = await stage.alice.user.slash("settings")
    assert in_force(panel) == USUAL
