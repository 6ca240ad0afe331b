"""Registration of commands: validation, ids and versions."""

from typing import Any

import pytest

from sandbox.discord import FakeDiscord
from tests.sandbox.conftest import DETAILS_MENU, DRAW_COMMAND, MOD_COMMAND, ApiResponse, DiscordApi

OPTION: dict[str, Any] = {"type": 3, "name": "prompt", "description": "What"}


async def put(api: DiscordApi, *commands: Any) -> ApiResponse:
    path = f"/applications/{api.discord.world.application_id}/commands"
    return await api.request("PUT", path, list(commands))


def command(**change: Any) -> Any:
    return {"name": "draw", "description": "Draw", **change}


async def test_a_command_keeps_its_id_as_long_as_its_name_stays(api: DiscordApi) -> None:
    before = {one["name"]: one["id"] for one in (await put(api, DRAW_COMMAND, MOD_COMMAND)).body}
    after = {
        one["name"]: one["id"] for one in (await put(api, {**DRAW_COMMAND, "description": "Paint"}, DETAILS_MENU)).body
    }
    assert after["draw"] == before["draw"]
    assert set(after) == {"draw", "Details"}


async def test_a_version_changes_only_with_its_command(api: DiscordApi) -> None:
    first, second, third = [
        (await put(api, one)).body[0]["version"]
        for one in (DRAW_COMMAND, DRAW_COMMAND, {**DRAW_COMMAND, "description": "Paint"})
    ]
    assert first == second != third


REFUSED: dict[str, Any] = {
    "a capital letter": command(name="Draw"),
    "a space": command(name="draw it"),
    "33 characters": command(name="x" * 33),
    "no description": command(description=""),
    "26 options": command(options=[{**OPTION, "name": f"o{number}"} for number in range(26)]),
    "26 choices": command(options=[{**OPTION, "choices": [{"name": str(n), "value": str(n)} for n in range(26)]}]),
    "a choice of another type": command(options=[{**OPTION, "choices": [{"name": "1", "value": 1}]}]),
    "choices and autocomplete": command(
        options=[{**OPTION, "autocomplete": True, "choices": [{"name": "1", "value": "1"}]}]
    ),
    "an option twice": command(options=[OPTION, OPTION]),
    "a required option after others": command(options=[OPTION, {**OPTION, "name": "b", "required": True}]),
    "more than 8000 characters": command(
        options=[
            {**OPTION, "name": f"o{o}", "choices": [{"name": f"{c}" * 40, "value": f"{c}" * 20} for c in range(10, 17)]}
            for o in range(15)
        ]
    ),
    "a menu with a description": {"type": 3, "name": "Details", "description": "More"},
}


@pytest.mark.parametrize("wrong", REFUSED.values(), ids=REFUSED)
async def test_an_invalid_command_is_rejected(api: DiscordApi, discord_sandbox: FakeDiscord, wrong: Any) -> None:
    discord_sandbox.rest_pipeline.body_validator = None
    assert (await put(api, wrong)).status_and_code == (400, 50035)
    assert [one["name"] for one in discord_sandbox.commands.all] == ["draw", "mod", "Details"]


async def test_duplicate_command_names_are_rejected(api: DiscordApi) -> None:
    assert (await put(api, command(), command())).status_and_code == (400, 50035)


@pytest.mark.parametrize("name", ["draw", "zeichne-bild", "絵を描く", "рисуй", "it's_2"])
async def test_command_names_of_all_scripts_are_accepted(api: DiscordApi, name: str) -> None:
    assert (await put(api, command(name=name))).status == 200


async def test_the_commands_of_another_application_are_not_found(api: DiscordApi) -> None:
    assert (await api.request("GET", "/applications/1/commands")).status_and_code == (404, 10002)
