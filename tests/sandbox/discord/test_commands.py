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


LOCALIZED: dict[str, Any] = {"name_localizations": {"de": "zeichnen", "ja": "描く"}}


async def test_names_and_descriptions_in_other_languages_are_kept(api: DiscordApi) -> None:
    sent = command(**LOCALIZED, description_localizations={"de": "Zeichne"})
    (kept,) = (await put(api, sent)).body
    assert kept["name_localizations"] == LOCALIZED["name_localizations"]
    assert kept["description_localizations"] == {"de": "Zeichne"}
    path = f"/applications/{api.discord.world.application_id}/commands"
    assert (await api.request("GET", f"{path}?with_localizations=true")).body == [kept]
    (bare,) = (await api.request("GET", path)).body
    assert bare.keys() == kept.keys() - {"name_localizations", "description_localizations"}


LONG_TEXT = "ä" * 100
WRONGLY_LOCALIZED: dict[str, Any] = {
    "an unknown locale": command(name_localizations={"xx": "draw"}),
    "a capital letter": command(name_localizations={"de": "Zeichnen"}),
    "a space": command(name_localizations={"de": "zeichne etwas"}),
    "an empty name": command(name_localizations={"de": ""}),
    "a long description": command(description_localizations={"de": "ä" * 101}),
    "no dictionary": command(name_localizations=["zeichnen"]),
    "an option’s name": command(options=[{**OPTION, "name_localizations": {"de": "Was"}}]),
    "the name of another option": command(
        options=[
            {**OPTION, "name_localizations": {"de": "bild"}},
            {**OPTION, "name": "image", "name_localizations": {"de": "bild"}},
        ]
    ),
    "a choice’s name": command(
        options=[{**OPTION, "choices": [{"name": "1", "value": "1", "name_localizations": {"de": "ä" * 101}}]}]
    ),
    "a menu’s name": {"type": 3, "name": "Details", "name_localizations": {"de": "D" * 33}},
    "more than 8000 characters in the longest languages": command(
        options=[
            {**OPTION, "name": f"o{o}", "choices": [{"name": f"{c}", "value": f"{c}"} for c in range(25)]}
            | {"description_localizations": {"de": LONG_TEXT}}
            for o in range(3)
        ]
        + [
            {
                **OPTION,
                "name": f"p{p}",
                "choices": [
                    {"name": f"{c}", "value": f"{c}", "name_localizations": {"ja": LONG_TEXT}} for c in range(25)
                ],
            }
            for p in range(4)
        ]
    ),
}


@pytest.mark.parametrize("wrong", WRONGLY_LOCALIZED.values(), ids=WRONGLY_LOCALIZED)
async def test_wrong_texts_in_other_languages_are_rejected(
    api: DiscordApi, discord_sandbox: FakeDiscord, wrong: Any
) -> None:
    discord_sandbox.rest_pipeline.body_validator = None
    assert (await put(api, wrong)).status_and_code == (400, 50035)


async def test_commands_with_the_same_name_in_a_language_are_rejected(api: DiscordApi) -> None:
    other = command(name="paint", name_localizations={"de": "zeichnen"})
    assert (await put(api, command(**LOCALIZED), other)).status_and_code == (400, 50035)


async def test_only_the_longest_language_of_a_text_counts(api: DiscordApi) -> None:
    option = {**OPTION, "description_localizations": dict.fromkeys(("de", "fr", "ja"), LONG_TEXT)}
    options = [{**option, "name": f"o{number}"} for number in range(25)]
    assert (await put(api, command(options=options))).status == 200
