"""Actions of members through the control API, and what Discord's client prevents."""

import asyncio
import base64
from typing import Any

import aiohttp
import pytest

from sandbox.app import Sandbox
from sandbox.discord import FakeDiscord
from sandbox.discord.state.interactions import Interaction
from tests.sandbox.conftest import EPHEMERAL_FLAG, DiscordApi, action_row, components_message, make_button, text_display

PNG = {"filename": "fox.png", "data_base64": base64.b64encode(b"a picture").decode()}
UNSENDABLE: dict[str, Any] = {
    "no such command": ({"name": "paint"}, "no command"),
    "a group without its subcommand": ({"user": "Mo", "name": "mod"}, "needs a subcommand"),
    "no such subcommand": ({"user": "Mo", "name": "mod bless"}, "no command"),
    "a required option is missing": ({"options": {}}, "required: prompt"),
    "an empty text": ({"options": {"prompt": ""}}, "at least 1"),
    "too long a text": ({"options": {"prompt": "x" * 101}}, "at most 100"),
    "too large a number": ({"options": {"prompt": "x", "count": 21}}, "at most 20"),
    "a number as text": ({"options": {"prompt": "x", "count": "3"}}, "not a value"),
    "true as a number": ({"options": {"prompt": "x", "count": True}}, "not a value"),
    "something that is no choice": ({"options": {"prompt": "x", "style": "oil"}}, "not one of its choices"),
    "an option that is not there": ({"options": {"prompt": "x", "seed": 1}}, "no option seed"),
    "an unknown user as option": ({"options": {"prompt": "x", "whose": "1"}}, "no user"),
    "a broken attachment": ({"options": {"prompt": "x", "image": {"filename": "a", "data_base64": "?"}}}, "base64"),
    "a stranger": ({"user": "Zoe"}, "no user"),
    "a channel that is not there": ({"channel": "attic"}, "no channel"),
    "no permission": ({"name": "mod block", "options": {}}, "permission"),
    "a field that nobody knows": ({"colour": "red"}, "colour"),
}


@pytest.mark.parametrize(("change", "words"), UNSENDABLE.values(), ids=UNSENDABLE)
async def test_actions_that_discords_client_prevents_are_rejected_with_a_sentence(
    api: DiscordApi, change: Any, words: str
) -> None:
    order = {"user": "Ada", "channel": "studio", "name": "draw", "options": {"prompt": "a fox"}} | change
    reply = await api.post_control("commands", order)
    assert reply.status == 400
    assert words in reply.body["error"]


async def test_a_command_arrives_with_all_its_options(api: DiscordApi, discord_sandbox: FakeDiscord) -> None:
    world = discord_sandbox.world
    options = {"prompt": "a fox", "count": 3, "style": "ink", "private": False, "whose": world.ben.id, "image": PNG}
    order = {"user": world.ada.id, "channel": "studio", "name": "draw", "options": options}
    sent = await api.post_control("commands", order)
    interaction = discord_sandbox.interactions.get(sent.body["interaction_id"])
    assert interaction is not None
    values = {option["name"]: option["value"] for option in interaction.data["options"]}
    resolved = interaction.data["resolved"]
    attachment = resolved["attachments"][values["image"]]
    assert values | {"image": PNG} == options
    assert resolved["users"][world.ben.id]["username"] == "ben"
    async with api.http.get(attachment["url"]) as response:
        assert await response.read() == b"a picture"


async def test_subcommand_is_nested_like_at_discord(api: DiscordApi, discord_sandbox: FakeDiscord) -> None:
    sent = await api.post_control("commands", {"user": "Mo", "channel": "studio", "name": "mod block"})
    interaction = discord_sandbox.interactions.get(sent.body["interaction_id"])
    assert interaction is not None
    assert interaction.data["options"] == [{"type": 1, "name": "block", "options": []}]


async def test_a_context_menu_command_carries_its_target_message(api: DiscordApi, discord_sandbox: FakeDiscord) -> None:
    message = (await api.post_message("studio", {"content": "look"})).body
    order = {"user": "Ada", "channel": "studio", "name": "Details", "target": message["id"]}
    sent = await api.post_control("commands", order)
    interaction = discord_sandbox.interactions.get(sent.body["interaction_id"])
    assert interaction is not None
    assert interaction.data["resolved"]["messages"][message["id"]]["content"] == "look"


@pytest.mark.parametrize(
    ("user", "custom_id", "words"),
    [("Ben", "press", "no such message"), ("Ada", "other", "no component"), ("Ada", "off", "disabled")],
)
async def test_only_components_of_visible_messages_can_be_pressed(
    api: DiscordApi, draw_interaction: Interaction, user: str, custom_id: str, words: str
) -> None:
    buttons = action_row(make_button("press"), make_button("off", disabled=True))
    reply = await api.respond(draw_interaction, 4, {"components": [buttons], "content": "x", "flags": EPHEMERAL_FLAG})
    message = reply.body["interaction"]["response_message_id"]
    pressed = await api.post_control("components", {"user": user, "message": message, "custom_id": custom_id})
    assert pressed.status == 400
    assert words in pressed.body["error"].lower()


@pytest.mark.parametrize(
    ("values", "words"), [(None, "values"), ([], "needs"), (["c"], "not offered"), (["a", "b"], "needs"), (["a"], "")]
)
async def test_a_select_accepts_only_its_options(api: DiscordApi, values: Any, words: str) -> None:
    options = [{"label": name, "value": name} for name in "ab"]
    select = {"type": 3, "custom_id": "pick", "options": options}
    message = (await api.post_message("studio", components_message(action_row(select)))).body["id"]
    reply = await api.post_control(
        "components", {"user": "Ben", "message": message, "custom_id": "pick", "values": values}
    )
    assert (reply.status == 200) == (words == "")
    assert words in reply.body.get("error", "")


MODAL: dict[str, Any] = {
    "title": "Edit",
    "custom_id": "edit",
    "components": [
        {"type": 10, "content": "Say it anew"},
        {"type": 18, "label": "Words", "component": {"type": 4, "custom_id": "words", "style": 2, "max_length": 5}},
        {"type": 18, "label": "File", "component": {"type": 19, "custom_id": "file", "required": False}},
    ],
}


async def test_a_submitted_modal_carries_its_values(
    api: DiscordApi, draw_interaction: Interaction, discord_sandbox: FakeDiscord
) -> None:
    await api.respond(draw_interaction, 9, MODAL)
    order = {"user": "Ada", "interaction_id": draw_interaction.id, "values": {"words": "a cat", "file": [PNG]}}
    sent = await api.post_control("modals", order)
    interaction = discord_sandbox.interactions.get(sent.body["interaction_id"])
    assert interaction is not None
    display, words, file = interaction.data["components"]
    assert (display["type"], words["component"]["value"]) == (10, "a cat")
    assert file["component"]["values"] == list(interaction.data["resolved"]["attachments"])
    assert (await api.post_control("modals", order)).status == 400


@pytest.mark.parametrize(
    "change",
    [{"user": "Ben"}, {"values": {}}, {"values": {"words": "a horse"}}, {"values": {"words": "a", "seed": "7"}}],
    ids=["somebody else", "nothing", "too long", "a field that is not there"],
)
async def test_a_modal_with_invalid_values_stays_open(
    api: DiscordApi, draw_interaction: Interaction, change: Any
) -> None:
    await api.respond(draw_interaction, 9, MODAL)
    order = {"user": "Ada", "interaction_id": draw_interaction.id, "values": {"words": "a cat"}}
    assert (await api.post_control("modals", order | change)).status == 400
    assert (await api.post_control("modals", order)).status == 200


async def test_autocomplete_waits_for_the_bots_choices(api: DiscordApi, discord_sandbox: FakeDiscord) -> None:
    order = {"user": "Ada", "channel": "studio", "name": "draw", "options": {"id": "fo"}, "focused": "id"}
    asking = asyncio.create_task(api.post_control("autocomplete", order))
    interaction = await newest(discord_sandbox)
    assert interaction.data["options"] == [{"type": 3, "name": "id", "value": "fo", "focused": True}]
    choices = [{"name": "fox", "value": "7"}]
    assert (await api.respond(interaction, 8, {"choices": choices * 26})).status_and_code == (400, 50035)
    await api.respond(interaction, 8, {"choices": choices})
    assert (await asking).body == {"choices": choices}


async def newest(discord: FakeDiscord) -> Interaction:
    """The newest interaction."""
    async with asyncio.timeout(5):
        while True:
            if known := list(discord.interactions._by_id.values()):
                return known[-1]
            await asyncio.sleep(0.005)


async def test_the_member_is_told_of_an_unanswered_interaction(api: DiscordApi, discord_sandbox: FakeDiscord) -> None:
    discord_sandbox.interactions.ack_timeout_seconds = 0.05
    async with api.http.ws_connect("/sandbox/live?user=Ada") as live:
        state = await live.receive_json(timeout=5)
        assert (state["type"], state["you"]) == ("state", discord_sandbox.world.ada.id)
        await api.post_control(
            "commands", {"user": "Ada", "channel": "studio", "name": "draw", "options": {"prompt": "a"}}
        )
        events = [await live.receive_json(timeout=5) for _ in range(2)]
    assert [event["status"] for event in events] == ["pending", "failed"]
    assert events[1]["reason"] == "The application did not respond"


async def test_public_messages_are_sent_to_all_pages(api: DiscordApi, discord_sandbox: FakeDiscord) -> None:
    ben = discord_sandbox.world.ben.id
    async with api.http.ws_connect(f"/sandbox/live?user={ben}") as live:
        await live.receive_json(timeout=5)
        message = (await api.post_message("studio", {"content": "one"})).body
        path = f"/channels/{message['channel_id']}/messages/{message['id']}"
        await api.request("PATCH", path, {"content": "two"})
        await api.request("DELETE", path)
        events = [await live.receive_json(timeout=5) for _ in range(3)]
    assert [event["type"] for event in events] == ["message", "message_update", "message_delete"]
    assert [event["message"]["content"] for event in events[:2]] == ["one", "two"]
    assert events[2]["id"] == message["id"]


async def test_private_messages_are_sent_only_to_their_reader(
    api: DiscordApi, draw_interaction: Interaction, discord_sandbox: FakeDiscord
) -> None:
    ben = discord_sandbox.world.ben.id
    async with api.http.ws_connect(f"/sandbox/live?user={ben}") as live:
        await live.receive_json(timeout=5)
        await api.respond(draw_interaction, 4, {"content": "psst", "flags": EPHEMERAL_FLAG})
        await api.post_message("studio", {"content": "loud"})
        event = await live.receive_json(timeout=5)
    assert event["message"]["content"] == "loud"


async def test_sandbox_has_a_single_guild_with_four_members_and_a_bot(api: DiscordApi) -> None:
    async with api.http.get("/sandbox/state") as response:
        state = await response.json()
    assert state["guild"]["name"] == "Sketch Club"
    assert [user["name"] for user in state["users"]] == ["Ada", "Ben", "Mo", "Ines", "Easel"]
    assert {channel["name"]: channel["age_restricted"] for channel in state["channels"]} == {
        "studio": False,
        "gallery": False,
        "after-dark": True,
    }
    assert [command["name"] for command in state["commands"]] == ["draw", "mod", "Details"]


@pytest.mark.parametrize(
    ("kind", "status", "again"),
    [("rest_500", 500, 200), ("rest_503", 503, 200), ("rate_limited", 429, 200), ("late_ack", 404, 404)],
)
async def test_a_fault_applies_the_requested_number_of_times(
    api: DiscordApi, draw_interaction: Interaction, kind: str, status: int, again: int
) -> None:
    await api.post_control("faults", {"kind": kind, "times": 1, "match": "callback"})
    assert [(await api.respond(draw_interaction, 5)).status for _ in range(2)] == [status, again]


@pytest.mark.parametrize(("kind", "done"), [("reset", False), ("reset_after", True)])
async def test_a_fault_resets_the_connection_before_or_after_the_request_is_handled(
    api: DiscordApi, discord_sandbox: FakeDiscord, kind: str, done: bool
) -> None:
    await api.post_control("faults", {"kind": kind, "match": "messages"})
    with pytest.raises(aiohttp.ClientOSError, match="reset"):
        await api.post_message("studio", {"content": "there?"})
    assert bool(discord_sandbox.messages.by_id) is done
    assert discord_sandbox.journal.entries[-1].status is None


async def test_an_unknown_fault_is_rejected(api: DiscordApi) -> None:
    reply = await api.post_control("faults", {"kind": "earthquake"})
    assert (reply.status, "earthquake" in reply.body["error"]) == (400, True)


async def test_the_journal_has_bodies_files_and_latencies_but_no_tokens(
    api: DiscordApi, draw_interaction: Interaction, sandbox: Sandbox
) -> None:
    await api.respond(draw_interaction, 5)
    body = {"attachments": [{"id": "0"}]}
    await api.request_webhook("PATCH", draw_interaction, body=body, files={"fox.png": b"12345"})
    async with api.http.get("/sandbox/journal") as response:
        journal = await response.text()
        callback, edit = (await response.json())["entries"]
    assert draw_interaction.token not in journal
    assert (callback["body"], callback["latency"], callback["status"]) == ({"type": 5}, 0, 200)
    assert (edit["body"], edit["files"]) == (body, [{"number": 0, "filename": "fox.png", "size": 5}])
    assert sandbox.discord.journal.as_json("callback")[0]["method"] == "POST"


async def test_message_can_be_deleted_without_the_bot(api: DiscordApi) -> None:
    message = (await api.post_message("studio", {"content": "here"})).body
    await api.post_control("discord", {"delete_message": message["id"]})
    path = f"/channels/{message['channel_id']}/messages/{message['id']}"
    assert (await api.request("PATCH", path, {"content": "there"})).status_and_code == (404, 10008)


async def test_components_without_an_id_get_a_free_one(api: DiscordApi) -> None:
    message = (
        await api.post_message(
            "studio", components_message({**text_display("a"), "id": 2}, text_display("b"), text_display("c"))
        )
    ).body
    assert [component["id"] for component in message["components"]] == [2, 1, 3]
