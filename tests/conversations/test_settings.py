"""``/settings``: a panel that shows what is in force, changes it at a touch, and never stands in the way."""

from typing import Any

import pytest
from simcord.backend.serializers import message_payload
from simcord.interactions import base_payload
from simcord.results import InteractionResult

from bot.discord import replies
from bot.domain.catalog import OutputFormat
from bot.domain.request import Options
from bot.ui.preferences.choices import CHOICE_OUTDATED
from tests.conversations.conftest import StageFactory
from tests.conversations.test_acknowledgement import slow_disk
from tests.support.stage import BotStage, response_message, response_view

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


async def open_settings(stage: BotStage) -> InteractionResult:
    return await stage.alice.slash(stage.channel, "settings")


def menus(panel: InteractionResult) -> dict[str, dict[str, Any]]:
    """The selects, by what they are about."""
    parts = [inner for part in response_view(panel)._components for inner in part.get("components", ())]
    return {part["custom_id"].rpartition(":")[2]: part for part in parts if part["type"] == SELECT}


def chosen_values(panel: InteractionResult) -> list[str]:
    """What each select shows as chosen."""
    return [one["label"] for menu in menus(panel).values() for one in menu["options"] if one.get("default")]


async def choose_settings(stage: BotStage, panel: InteractionResult, **chosen: str) -> None:
    for field, value in chosen.items():
        await stage.alice.select(response_message(panel), [value], custom_id=f"easel:setting:{field}")


async def forged(stage: BotStage, panel: InteractionResult, field: str, value: str) -> InteractionResult:
    """Send what no select offers."""
    record, payload = base_payload(
        stage.env.backend,
        type=3,
        channel_id=stage.channel.id,
        guild_id=stage.guild.id,
        user_id=stage.alice.id,
        data={"custom_id": f"easel:setting:{field}", "component_type": SELECT, "values": [value]},
    )
    shown = stage.env.backend.get_message(stage.channel.id, response_message(panel).id)
    payload["message"] = dict(message_payload(stage.env.backend, shown))
    record.source_message_id = shown.id
    stage.env.backend.emit("INTERACTION_CREATE", payload)
    await stage.env.settle()
    return InteractionResult(stage.env, record)


async def test_settings_panel_is_ephemeral_and_shows_the_defaults(stage: BotStage) -> None:
    panel = await open_settings(stage)
    assert response_view(panel).ephemeral
    assert chosen_values(panel) == USUAL
    assert response_view(panel).button_labels == ["Private: off", "Spoiler: off", "Reset"]
    assert stage.messages(stage.bob) == []


async def test_chosen_setting_is_shown_and_used_for_the_next_request(stage: BotStage) -> None:
    panel = await open_settings(stage)
    await choose_settings(
        stage, panel, model="pro", ratio="16:9", resolution="2K", count="2", format="PNG", quality="80"
    )
    await stage.press("Spoiler: off", panel)
    assert chosen_values(panel) == [
        *("Model: Grok Imagine Pro", "Shape: 16:9 wide", "Resolution: 2K", "Pictures: 2"),
        *("Style: default (none)", "Format: PNG", "Quality: 80", USUAL[7]),
    ]
    result = await stage.imagine_and_wait("a fox")
    (task,) = stage.provider_tasks()
    assert (task["model"], task["width"], task["height"]) == ("xai:grok-imagine@image-pro", 2816, 1536)
    assert (task["numberResults"], task["outputFormat"], task["outputQuality"]) == (2, "PNG", 80)
    assert [item["spoiler"] for item in response_view(result).gallery] == [True, True]


async def test_settings_survive_a_restart_and_apply_only_to_their_member(stage: BotStage) -> None:
    await choose_settings(stage, await open_settings(stage), count="3")
    await stage.restart()
    assert "Pictures: 3" in chosen_values(await open_settings(stage))
    await stage.imagine_and_wait("a fox", stage.bob)
    await stage.imagine_and_wait("an owl")
    assert [task["numberResults"] for task in stage.provider_tasks()] == [1, 3]


async def test_settings_panel_works_after_a_restart(stage: BotStage) -> None:
    panel = await open_settings(stage)
    await stage.restart()
    await choose_settings(stage, panel, format="WEBP")
    await stage.press("Private: off", panel)
    assert "Format: WEBP" in chosen_values(panel)
    assert response_view(panel).button_labels[0] == "Private: on"


async def test_command_options_override_flags_and_flags_override_settings(stage: BotStage) -> None:
    await choose_settings(stage, await open_settings(stage), format="PNG", ratio="16:9")
    await stage.imagine_and_wait("a fox --format webp", aspect_ratio="1:1")
    (task,) = stage.provider_tasks()
    assert (task["outputFormat"], task["width"], task["height"]) == ("WEBP", 1024, 1024)


async def test_private_setting_applies_unless_the_option_overrides_it(stage: BotStage) -> None:
    await stage.press("Private: off", await open_settings(stage))
    assert response_view(await stage.imagine_and_wait("a fox")).ephemeral
    assert stage.messages(stage.bob) == []
    assert not response_view(await stage.imagine_and_wait("a fox", private=False)).ephemeral


async def test_private_setting_on_a_slow_disk_keeps_the_request_private(
    stage: BotStage, monkeypatch: pytest.MonkeyPatch
) -> None:
    await stage.press("Private: off", await open_settings(stage))
    monkeypatch.setattr(replies, "ACK_DELAY_SECONDS", 0.02)
    with slow_disk(stage):
        await stage.imagine("a secret fox")
    await stage.run_worker_until_idle()
    assert [len(message.gallery) for message in stage.messages(stage.alice) if message.gallery] == [1]
    assert stage.messages(stage.bob) == []


async def test_resolution_setting_is_ignored_if_the_model_does_not_support_it(stage: BotStage) -> None:
    await choose_settings(stage, await open_settings(stage), model="pro", resolution="2K")
    await stage.imagine_and_wait("a fox --standard")
    (task,) = stage.provider_tasks()
    assert (task["model"], task["width"]) == ("xai:grok-imagine@image", 1024)


async def test_single_setting_can_be_reset_without_changing_others(stage: BotStage) -> None:
    panel = await open_settings(stage)
    await choose_settings(stage, panel, count="3", format="PNG")
    await choose_settings(stage, panel, count="-")
    await stage.press("Private: off", panel)
    await stage.press("Private: on", panel)
    assert chosen_values(panel) == [*USUAL[:5], "Format: PNG", *USUAL[6:]]
    assert await stage.app.services.preferences.get(stage.alice.id) == Options(format=OutputFormat.PNG)


async def test_reset_button_restores_all_defaults(stage: BotStage) -> None:
    panel = await open_settings(stage)
    await choose_settings(stage, panel, count="3", model="pro")
    await stage.press("Private: off", panel)
    await stage.press("Reset", panel)
    assert chosen_values(panel) == USUAL
    assert response_view(panel).button_labels == ["Private: off", "Spoiler: off", "Reset"]
    await stage.imagine_and_wait("a fox")
    assert stage.provider_tasks()[0]["numberResults"] == 1


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
async def test_forged_setting_value_is_refused(stage: BotStage, field: str, value: str) -> None:
    panel = await open_settings(stage)
    refused = await forged(stage, panel, field, value)
    assert response_view(refused).ephemeral
    assert response_view(refused).text == str(CHOICE_OUTDATED)
    assert await stage.app.services.preferences.get(stage.alice.id) == Options()


async def test_settings_panel_works_on_a_slow_disk(stage: BotStage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(replies, "ACK_DELAY_SECONDS", 0.02)
    with slow_disk(stage):
        panel = await open_settings(stage)
        await choose_settings(stage, panel, count="3")
    assert "Pictures: 3" in chosen_values(panel)
    assert response_view(panel).ephemeral


async def test_style_setting_of_another_server_is_shown_but_ignored(make_stage: StageFactory) -> None:
    stage = await make_stage(styles={"noir": "film noir"})
    await stage.app.services.preferences.change(stage.alice.id, lambda _: Options(style="elsewhere"))
    panel = await open_settings(stage)
    assert "Style: elsewhere (not offered here)" in chosen_values(panel)
    await stage.imagine_and_wait("a fox")
    assert stage.provider_tasks()[0]["positivePrompt"] == "a fox"
    await choose_settings(stage, panel, style="noir")
    await stage.imagine_and_wait("an owl")
    assert stage.provider_tasks()[1]["positivePrompt"] == "an owl, film noir"


async def test_style_menu_always_contains_the_chosen_style(make_stage: StageFactory) -> None:
    stage = await make_stage(styles={f"style{n:02}": "x" for n in range(40)})
    panel = await open_settings(stage)
    assert [one["value"] for one in menus(panel)["style"]["options"]] == ["-", *(f"style{n:02}" for n in range(24))]
    await stage.app.services.preferences.change(stage.alice.id, lambda _: Options(style="style39"))
    panel = await open_settings(stage)
    assert "Style: style39" in chosen_values(panel)
    assert len(menus(panel)["style"]["options"]) == 25


async def test_settings_panel_works_in_direct_messages(stage: BotStage) -> None:
    panel = await stage.alice.user.slash("settings")
    assert chosen_values(panel) == USUAL
