"""Notifies members by direct message of the end of a block and of the decision about an appeal."""

from types import MappingProxyType
from typing import Final

import discord

from bot.discord.outbox import Outbox
from bot.domain.blocks import Block
from bot.domain.case import Case, Verdict
from bot.domain.text import format_code_block, sanitize_line

MAX_SERVER_NAME_LENGTH: Final = 100
BLOCK_ENDED: Final = "Your block on {} has ended; you can request pictures there again."
BLOCK_LIFTED: Final = "A moderator of {} lifted your block; you can request pictures there again."
APPEAL_RESULTS: Final = MappingProxyType(
    {
        Verdict.ACCEPTED: "The moderators of {} accepted your appeal: your request is being drawn now, free of charge.",
        Verdict.REJECTED: "The moderators of {} rejected your appeal; nothing was charged.",
        Verdict.EXPIRED: "No moderator of {} decided on your appeal in time; nothing was charged.",
    }
)
MAX_DM_REASON_LENGTH: Final = 200
MAX_DM_PROMPT_LENGTH: Final = 1000
"""Quoted characters of the prompt."""


class DirectMessageNotifier:
    """Sends direct messages; members who accept none from the bot get the information with their next request."""

    def __init__(self, client: discord.Client, outbox: Outbox) -> None:
        self._client = client
        self._outbox = outbox

    def is_ready(self) -> bool:
        """Whether the bot is logged in and knows its servers."""
        return self._client.is_ready()

    async def notify_block_ended(self, block: Block) -> None:
        """Notify the member that the block has expired."""
        await self._send(block.guild_id, block.user_id, BLOCK_ENDED)

    async def notify_block_lifted(self, block: Block) -> None:
        """Notify the member that a moderator lifted the block."""
        await self._send(block.guild_id, block.user_id, BLOCK_LIFTED)

    async def notify_appeal_decided(self, case: Case) -> None:
        """Notify the member of the decision about their appeal, with its reason."""
        reason = sanitize_line(case.reason or "", MAX_DM_REASON_LENGTH).rstrip(".")
        prompt = f"\n{format_code_block(case.prompt, MAX_DM_PROMPT_LENGTH)}"
        result = APPEAL_RESULTS[case.verdict] + (f" Their reason: {reason}." if case.reason else "")
        await self._send(case.guild_id, case.user_id, result, prompt)

    async def _send(self, guild_id: int, user_id: int, text: str, more: str = "") -> None:
        guild = self._client.get_guild(guild_id)
        if guild is None:
            return  # the bot was removed from that server
        message = text.replace("{}", f"“{sanitize_line(guild.name, MAX_SERVER_NAME_LENGTH)}”", 1) + more

        async def send(nonce: str) -> None:
            channel = await self._client.create_dm(discord.Object(user_id))
            await channel.send(message, nonce=nonce)

        await self._outbox.send(send, failure_event="dm_failed")
