"""Validation of bodies against Discord's OpenAPI file, if it is present."""

from typing import Any

import pytest

from sandbox.discord.rest import openapi
from sandbox.discord.rest.openapi import OpenApiValidator
from sandbox.discord.state.interactions import Interaction
from tests.sandbox.conftest import DiscordApi, action_row, components_message, make_button, media_gallery, text_display

FIELD = {"type": 4, "custom_id": "words", "style": 1}


@pytest.fixture(autouse=True)
def require_openapi_file() -> None:
    """Skip the test if Discord's OpenAPI file is missing."""
    if openapi.find_file() is None:
        pytest.skip("Discord's OpenAPI file is not here; EASEL_DISCORD_OPENAPI can name it")


VIOLATIONS: dict[str, Any] = {
    "a misspelt field": {"contents": "hello"},
    "a misspelt field of a button": components_message(action_row({**make_button(), "lable": "Press"})),
    "a component of a type that is not there": components_message({"type": 99}),
    "a number instead of words": {"content": 7},
    "41 components at the top": components_message(*[text_display("a")] * 41),
    "a gallery of eleven": components_message(media_gallery(*["https://example.org/a.png"] * 11)),
    "an alt text of 1025 characters": components_message(
        {"type": 12, "items": [{"media": {"url": "https://example.org/a.png"}, "description": "x" * 1025}]}
    ),
    "a style that is not there": components_message(action_row({**make_button(), "style": 9})),
}


@pytest.mark.parametrize("body", VIOLATIONS.values(), ids=VIOLATIONS)
async def test_a_body_that_violates_the_openapi_file_is_rejected_and_recorded(api: DiscordApi, body: Any) -> None:
    reply = await api.post_message("studio", body)
    assert reply.status_and_code == (400, 50035)
    async with api.http.get("/sandbox/violations") as response:
        (first, *_) = (await response.json())["violations"]
    assert (first["method"], first["path"].endswith("/messages")) == ("POST", True)


async def test_an_openapi_error_names_only_the_invalid_field(api: DiscordApi) -> None:
    await api.post_message("studio", components_message(action_row({**make_button(), "lable": "Press"})))
    async with api.http.get("/sandbox/violations") as response:
        (violation,) = (await response.json())["violations"]
    assert violation["where"] == "components.0.components.0"
    assert "lable" in violation["what"]


async def test_a_callback_is_validated_by_its_type(api: DiscordApi, draw_interaction: Interaction) -> None:
    label = {"type": 18, "label": "Words", "component": {**FIELD, "placehoder": "here"}}
    modal = {"title": "Edit", "custom_id": "edit", "components": [label]}
    assert (await api.respond(draw_interaction, 9, modal)).status_and_code == (400, 50035)
    assert "placehoder" in api.discord.journal.violations[0]["what"]
    assert draw_interaction.status == "pending"


def test_known_deviations_of_discord_py_are_accepted() -> None:
    kept = {"id": 123, "filename": "a.png", "size": 7, "url": "https://example.org/a.png", "proxy_url": "x"}
    body = {"tts": False, "attachments": [{"id": 0, "filename": "a.png"}, kept]}
    path = "/webhooks/{webhook_id}/{webhook_token}/messages/@original"
    found = openapi.find_file()
    assert found is not None
    checker = OpenApiValidator(found)
    assert checker.find_errors("PATCH", path, body) == ()
    assert body["attachments"] == [{"id": 0, "filename": "a.png"}, kept]
    assert checker.find_errors("PATCH", path, {"tss": False}) != ()


async def test_the_openapi_validation_can_be_turned_off(api: DiscordApi) -> None:
    api.discord.rest_pipeline.body_validator = None
    assert (await api.post_message("studio", {"content": "hello", "colour": "red"})).status == 200
