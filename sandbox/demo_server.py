"""Prepares Sketch Club for the demo: Ines, who manages it, gives two commands before the visitor comes."""

import asyncio
import json
from collections.abc import Mapping
from typing import Final

from sandbox.discord import FakeDiscord
from sandbox.discord.errors import ClientValidationError
from sandbox.discord.state.guild import Channel
from sandbox.discord.state.messages import MessageFlag

ANSWER_SECONDS: Final = 5.0
"""Seconds in which the bot must have answered; after that the demo goes on without these rules."""
_POLL_SECONDS: Final = 0.02


async def prepare_server(discord: FakeDiscord) -> None:
    """Choose the moderators' channel, and let moderators look first in #gallery.

    The channel's topic says so only if the bot has done it; its private answers to Ines are taken away.
    """
    moderators, gallery = discord.world.guild.channel("moderators"), discord.world.guild.channel("gallery")
    try:
        async with asyncio.timeout(ANSWER_SECONDS):
            await _choose_as_ines(discord, "admin log", moderators, {})
            saved = await _choose_as_ines(discord, "admin channel", gallery, {"mode": "approval"})
    except (ClientValidationError, TimeoutError):
        return
    if saved:
        gallery.topic = "Approval: a moderator looks at each picture before the others see it."
        discord.guild_events.announce_channel(gallery)


async def _choose_as_ines(discord: FakeDiscord, command: str, channel: Channel, values: Mapping[str, object]) -> bool:
    """Run a command about the channel in it; true if the answer names the channel, which no refusal does."""
    options = {"channel": channel.id, **values}
    interaction = discord.member_actions.run_command(discord.world.ines, channel, command, options)
    await interaction.settled.wait()
    while not interaction.is_timed_out:
        answer = interaction.original_message
        if answer is not None and not answer.flags & MessageFlag.LOADING:
            discord.messages.delete(answer)
            return f"<#{channel.id}>" in json.dumps(answer.content.components)
        await asyncio.sleep(_POLL_SECONDS)
    return False
