"""What the demo prepares before the visitor comes."""

import asyncio

from sandbox.demo_server import prepare_server
from sandbox.discord import FakeDiscord
from sandbox.discord.state.interactions import Interaction
from tests.sandbox.conftest import EPHEMERAL_FLAG, DiscordApi, Json, components_message, text_display

CHANNEL_OPTION: Json = {"type": 7, "name": "channel", "description": "Which", "required": True}
MODE_OPTION: Json = {"type": 3, "name": "mode", "description": "How"}
ADMIN_COMMAND: Json = {
    "name": "admin",
    "description": "Manage",
    "default_member_permissions": 1 << 5,
    "options": [
        {"type": 1, "name": "log", "description": "Log", "options": [CHANNEL_OPTION]},
        {"type": 1, "name": "channel", "description": "Channel", "options": [CHANNEL_OPTION, MODE_OPTION]},
    ],
}


async def next_interaction(discord: FakeDiscord, count: int) -> Interaction:
    """Wait until there are that many interactions, and return the newest."""
    async with asyncio.timeout(5):
        while len(discord.interactions._by_id) < count:  # noqa: ASYNC110 - the store has no event
            await asyncio.sleep(0.01)
    return [*discord.interactions._by_id.values()][-1]


async def prepare(api: DiscordApi, *answers: str) -> list[Json]:
    """Prepare the server while a bot gives these answers; returns the options of the commands."""
    api.discord.commands.replace([ADMIN_COMMAND])
    preparing = asyncio.create_task(prepare_server(api.discord))
    seen = []
    for count, answer in enumerate(answers, 1):
        asked = await next_interaction(api.discord, count)
        seen.append(asked.data["options"][0])
        body = components_message(text_display(answer), flags=EPHEMERAL_FLAG | 1 << 15)
        assert (await api.respond(asked, 4, body)).status == 200
    await preparing
    return seen


async def test_ines_chooses_the_moderators_channel_and_approval_in_the_gallery(api: DiscordApi) -> None:
    guild = api.discord.world.guild
    moderators, gallery = guild.channel("moderators"), guild.channel("gallery")
    log, rules = await prepare(api, f"Posted in <#{moderators.id}>.", f"Saved for <#{gallery.id}>.")
    assert (log["name"], log["options"][0]["value"]) == ("log", moderators.id)
    assert [one["value"] for one in rules["options"]] == [gallery.id, "approval"]
    assert gallery.topic.startswith("Approval: ")
    assert [one for one in api.discord.messages.by_id.values() if not one.deleted] == []


async def test_topic_promises_no_approval_that_the_bot_refused(api: DiscordApi) -> None:
    gallery = api.discord.world.guild.channel("gallery")
    await prepare(api, "Not now.", "Not now.")
    assert gallery.topic.startswith("Open: ")


async def test_bot_without_such_commands_is_left_alone(discord_sandbox: FakeDiscord) -> None:
    await prepare_server(discord_sandbox)
    assert discord_sandbox.world.guild.channel("gallery").topic.startswith("Open: ")
