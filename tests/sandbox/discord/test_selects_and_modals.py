"""Validation of selects and modals, and of members' answers."""

from typing import Any

import pytest

from sandbox.discord import FakeDiscord
from sandbox.discord.state.interactions import Interaction
from tests.sandbox.conftest import (
    EPHEMERAL_FLAG,
    DiscordApi,
    Json,
    action_row,
    components_message,
    make_button,
    media_gallery,
)
from tests.sandbox.discord.test_files import make_upload

INVALID_FORM = (400, 50035)


def offered(count: int, **fields: Any) -> Json:
    """A select with the options ``v0``, ``v1`` and so on."""
    options = [{"label": f"Choice {number}", "value": f"v{number}"} for number in range(count)]
    return {"type": 3, "custom_id": "pick", "options": options, **fields}


def label(component: Json, **fields: Any) -> Json:
    return {"type": 18, "label": "Label", "component": component, **fields}


def words(**fields: Any) -> Json:
    return {"type": 4, "custom_id": "words", "style": 2, **fields}


def modal(*components: Json, **fields: Any) -> Json:
    return {"title": "Edit", "custom_id": "edit", "components": list(components), **fields}


TWICE = [{"label": "a", "value": "a"}, {"label": "b", "value": "a"}]
SELECTS: dict[str, Json] = {
    "no options": offered(0),
    "26 options": offered(26),
    "an option twice": offered(1, options=TWICE),
    "an option without a label": offered(1, options=[{"value": "a"}]),
    "an option of 101 characters": offered(1, options=[{"label": "x" * 101, "value": "a"}]),
    "a description of 101 characters": offered(1, options=[{"label": "a", "value": "a", "description": "x" * 101}]),
    "more at least than at most": offered(3, min_values=2, max_values=1),
    "26 at most": offered(3, max_values=26),
    "a placeholder of 151 characters": offered(1, placeholder="x" * 151),
    "no custom_id": offered(1, custom_id=""),
}


@pytest.mark.usefixtures("without_openapi")
@pytest.mark.parametrize("select", SELECTS.values(), ids=SELECTS)
async def test_an_invalid_select_is_rejected_in_messages_and_modals(
    api: DiscordApi, draw_interaction: Interaction, select: Json
) -> None:
    assert (await api.post_message("studio", components_message(action_row(select)))).status_and_code == INVALID_FORM
    assert (await api.respond(draw_interaction, 9, modal(label(select)))).status_and_code == INVALID_FORM
    assert (await api.post_message("studio", components_message(action_row(offered(25, max_values=25))))).status == 200


@pytest.mark.usefixtures("without_openapi")
async def test_a_long_alternative_text_is_rejected(api: DiscordApi) -> None:
    picture = media_gallery("https://example.org/a.png")
    picture["items"][0]["description"] = "x" * 1025
    assert (await api.post_message("studio", components_message(picture))).status_and_code == INVALID_FORM


@pytest.mark.parametrize(
    ("select", "values", "status"),
    [
        (offered(3, min_values=0), [], 200),
        (offered(3, min_values=2, max_values=3), ["v0"], 400),
        (offered(3, min_values=2, max_values=3), ["v0", "v2"], 200),
        (offered(3, max_values=2), ["v0", "v1", "v2"], 400),
        (offered(3, max_values=2), ["v0", "v0"], 400),
        (offered(3, disabled=True), ["v0"], 400),
        (offered(3), ["v3"], 400),
    ],
    ids=["none", "too few", "two", "too many", "one twice", "disabled", "not offered"],
)
async def test_invalid_choices_of_a_select_are_rejected(
    api: DiscordApi, discord_sandbox: FakeDiscord, select: Json, values: list[str], status: int
) -> None:
    message = (
        await api.post_message("studio", components_message({"type": 17, "components": [action_row(select)]}))
    ).body["id"]
    order = {"user": "Ben", "message": message, "custom_id": "pick", "values": values}
    reply = await api.post_control("components", order)
    assert reply.status == status
    if status == 200:
        interaction = discord_sandbox.interactions.get(reply.body["interaction_id"])
        assert interaction is not None
        assert (interaction.data["component_type"], interaction.data["values"]) == (3, values)


MODALS: dict[str, Json] = {
    "a custom_id of 101 characters": modal(label(words()), custom_id="x" * 101),
    "a field's custom_id of 101 characters": modal(label(words(custom_id="x" * 101))),
    "no custom_id": modal(label(words()), custom_id=""),
    "a field's custom_id twice": modal(label(words()), label(words())),
    "a label of 46 characters": modal(label(words(), label="x" * 46)),
    "a description of 101 characters": modal(label(words(), description="x" * 101)),
    "a value longer than allowed": modal(label(words(max_length=3, value="four"))),
    "a value shorter than allowed": modal(label(words(min_length=5, value="four"))),
    "a value of 4001 characters": modal(label(words(value="x" * 4001))),
    "more at least than at most": modal(label(words(min_length=5, max_length=4))),
    "4001 characters at most": modal(label(words(max_length=4001))),
    "a placeholder of 101 characters": modal(label(words(placeholder="x" * 101))),
    "a disabled select": modal(label(offered(2, disabled=True))),
    "eleven files": modal(label({"type": 19, "custom_id": "files", "max_values": 11})),
    "a picture": modal(label(media_gallery("https://example.org/a.png"))),
}


@pytest.mark.usefixtures("without_openapi")
@pytest.mark.parametrize("form", MODALS.values(), ids=MODALS)
async def test_a_rejected_modal_leaves_the_interaction_open(
    api: DiscordApi, draw_interaction: Interaction, form: Json
) -> None:
    assert (await api.respond(draw_interaction, 9, form)).status_and_code == INVALID_FORM
    assert (await api.respond(draw_interaction, 9, modal(label(words(value="four", max_length=4))))).status == 200


ASKED = modal(
    {"type": 10, "content": "Say it anew"},
    label(words(value="a boat", min_length=3, max_length=20)),
    label(offered(3, required=False)),
    label(offered(3, custom_id="two", min_values=2, max_values=2)),
    label({"type": 19, "custom_id": "files", "required": False, "max_values": 2}),
)
ANSWERED: Json = {"words": "a cat", "two": ["v0", "v1"]}


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({}, 200),
        ({"pick": ["v1"], "files": [make_upload(), make_upload("b.png")]}, 200),
        ({"words": "it"}, 400),
        ({"words": "x" * 21}, 400),
        ({"words": ""}, 400),
        ({"two": []}, 400),
        ({"two": ["v0", "v0"]}, 400),
        ({"pick": ["v0", "v1"]}, 400),
        ({"pick": ["v7"]}, 400),
        ({"files": [make_upload()] * 3}, 400),
        ({"title": "x"}, 400),
    ],
)
async def test_a_modal_is_submitted_in_discords_format(
    api: DiscordApi, draw_interaction: Interaction, discord_sandbox: FakeDiscord, change: Json, status: int
) -> None:
    await api.respond(draw_interaction, 9, ASKED)
    sent = await api.post_control(
        "modals", {"user": "Ada", "interaction_id": draw_interaction.id, "values": ANSWERED | change}
    )
    assert sent.status == status
    if status == 200:
        interaction = discord_sandbox.interactions.get(sent.body["interaction_id"])
        assert interaction is not None
        _, text, one, two, files = interaction.data["components"]
        assert (text["component"]["value"], two["component"]["values"]) == ("a cat", ["v0", "v1"])
        assert one["component"]["values"] == change.get("pick", [])
        assert len(files["component"]["values"]) == len(change.get("files", []))


async def test_each_member_submits_their_own_modal(api: DiscordApi, discord_sandbox: FakeDiscord) -> None:
    world, people = discord_sandbox.world, discord_sandbox.member_actions
    message = (await api.post_message("studio", components_message(action_row(make_button())))).body["id"]
    presses = [people.use_component(user, message, "press") for user in (world.ada, world.ben)]
    for press in presses:
        assert (await api.respond(press, 9, modal(label(words())))).status == 200
    for user, press in ((world.ben, presses[1]), (world.ada, presses[0])):
        answer = people.submit_modal(user, press.id, {"words": user.name})
        assert (answer.user, answer.source_message and answer.source_message.id) == (user, message)
        assert (await api.respond(answer, 7, components_message(action_row(make_button())))).status == 200


async def test_a_menu_may_open_a_modal_but_a_modal_may_not(api: DiscordApi, discord_sandbox: FakeDiscord) -> None:
    world, people = discord_sandbox.world, discord_sandbox.member_actions
    message = (await api.post_message("studio", {"content": "x"})).body
    opened = people.use_menu(world.ada, world.channels[message["channel_id"]], "Details", message["id"])
    assert (await api.respond(opened, 9, modal(label(words())))).status == 200
    answer = people.submit_modal(world.ada, opened.id, {"words": "a cat"})
    assert (await api.respond(answer, 9, modal(label(words())))).status_and_code == INVALID_FORM
    assert (await api.respond(answer, 4, {"content": "done", "flags": EPHEMERAL_FLAG})).status == 200
