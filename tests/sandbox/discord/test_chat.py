"""Messages of members, their context menus, and what a bot may read of them."""

from typing import Any

import pytest

from sandbox.discord import FakeDiscord
from sandbox.discord.errors import ClientValidationError
from sandbox.discord.state.interactions import Interaction
from tests.sandbox.conftest import EPHEMERAL_FLAG, ApiResponse, DiscordApi, Json
from tests.sandbox.discord.test_files import get_response, make_png, make_upload


async def said(api: DiscordApi, user: str = "Ben", channel: str = "studio", **what: Any) -> ApiResponse:
    return await api.post_control("messages", {"user": user, "channel": channel, **what})


async def menu(api: DiscordApi, target: str, user: str = "Ada", channel: str = "studio") -> ApiResponse:
    return await api.post_control("commands", {"user": user, "channel": channel, "name": "Details", "target": target})


def path_of(message: Json) -> str:
    return f"/channels/{message['channel_id']}/messages/{message['id']}"


async def test_message_command_on_a_member_message_includes_files_with_fresh_urls(
    api: DiscordApi, discord_sandbox: FakeDiscord
) -> None:
    files = [make_upload("a.png", description="A fox"), make_upload("b.png", make_png(5, 4), spoiler=True)]
    message = (await said(api, content="look", files=files)).body["message"]
    await api.post_control("discord", {"expire_addresses": True})
    sent = await menu(api, message["id"])
    interaction = discord_sandbox.interactions.get(sent.body["interaction_id"])
    assert interaction is not None
    told = interaction.data["resolved"]["messages"][message["id"]]
    assert (told["content"], told["author"]["username"], "application_id" in told) == ("look", "ben", False)
    first, second = told["attachments"]
    assert (first["description"], second["filename"], second["width"]) == ("A fox", "SPOILER_b.png", 5)
    assert await get_response(api, second["url"]) == (200, make_png(5, 4))


UNSENDABLE: dict[str, tuple[Json, str]] = {
    "nothing": ({"content": "  "}, "empty"),
    "too many words": ({"content": "x" * 2001}, "too long"),
    "eleven files": ({"files": [make_upload()] * 11}, "10 files"),
    "a file without a name": ({"files": [{"data_base64": ""}]}, "attachment"),
    "the bot": ({"user": "Easel", "content": "beep"}, "no such channel"),
}


@pytest.mark.parametrize(("what", "words"), UNSENDABLE.values(), ids=UNSENDABLE)
async def test_an_invalid_message_of_a_member_is_rejected(api: DiscordApi, what: Json, words: str) -> None:
    reply = await said(api, **what)
    assert (reply.status, words in reply.body["error"]) == (400, True)


async def test_a_members_file_of_more_than_ten_mebibytes_is_rejected(discord_sandbox: FakeDiscord) -> None:
    world = discord_sandbox.world
    with pytest.raises(ClientValidationError, match="too powerful"):
        discord_sandbox.chat.send_message(
            world.ben, next(iter(world.channels.values())), files=[make_upload(data=bytes(10 * 2**20 + 1))]
        )


async def test_members_cannot_mention_everyone(api: DiscordApi) -> None:
    pings = [(await said(api, user, content="@everyone")).body["message"]["mention_everyone"] for user in ("Ben", "Mo")]
    assert pings == [False, False]


async def test_members_delete_their_own_messages_and_moderators_any(api: DiscordApi) -> None:
    messages = [(await said(api, content=str(number))).body["message"] for number in range(2)]
    statuses = []
    for user, message in (("Ada", messages[0]), ("Ben", messages[0]), ("Mo", messages[1]), ("Mo", messages[1])):
        async with api.http.delete(f"/sandbox/messages/{message['id']}?user={user}") as response:
            statuses.append(response.status)
    assert statuses == [400, 200, 200, 400]
    assert (await api.request("GET", path_of(messages[0]))).status_and_code == (404, 10008)


async def test_message_content_is_hidden_from_a_bot_unless_the_message_is_for_it(
    api: DiscordApi, discord_sandbox: FakeDiscord
) -> None:
    bot = discord_sandbox.world.bot.id
    plain = (await said(api, content="secret", files=[make_upload()])).body["message"]
    asked = (await said(api, content=f"<@{bot}> draw this", files=[make_upload()])).body["message"]
    told = [(await api.request("GET", path_of(one))).body for one in (plain, asked)]
    assert [(one["content"], len(one["attachments"])) for one in told] == [("", 0), (f"<@{bot}> draw this", 1)]
    history = (await api.request("GET", f"/channels/{plain['channel_id']}/messages")).body
    assert [one["content"] for one in history] == [asked["content"], ""]


@pytest.mark.parametrize(
    ("denied", "refusal", "listed"),
    [
        (["view_channel"], (403, 50001), (403, 50001)),
        (["read_message_history"], (403, 50013), []),
    ],
)
async def test_commands_work_where_the_bot_cannot_read_messages(
    api: DiscordApi, discord_sandbox: FakeDiscord, denied: list[str], refusal: Any, listed: Any
) -> None:
    message = (await api.post_message("studio", {"content": "here"})).body
    await api.post_control("discord", {"deny": {"channel": "studio", "permissions": denied}})
    assert (await api.request("GET", path_of(message))).status_and_code == refusal
    history = await api.request("GET", f"/channels/{message['channel_id']}/messages")
    assert (history.body if history.status == 200 else history.status_and_code) == listed
    sent = await menu(api, message["id"])
    interaction = discord_sandbox.interactions.get(sent.body["interaction_id"])
    assert interaction is not None
    assert (await api.respond(interaction, 4, {"content": "seen"})).status == 200


async def test_messages_that_are_ephemeral_or_elsewhere_have_no_menu(
    api: DiscordApi, draw_interaction: Interaction
) -> None:
    await api.respond(draw_interaction, 4, {"content": "psst", "flags": EPHEMERAL_FLAG})
    assert draw_interaction.original_message is not None
    elsewhere = (await api.post_message("gallery", {"content": "there"})).body["id"]
    assert [(await menu(api, target)).status for target in (draw_interaction.original_message.id, elsewhere)] == [
        400,
        400,
    ]
    assert (await menu(api, elsewhere, channel="gallery")).status == 200
