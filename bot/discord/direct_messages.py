"""Notifies members by direct message: of the end of a block, and of what became of an appeal."""

from types import MappingProxyType
from typing import Final

import discord

from bot.discord.outbox import Outbox
from bot.domain.case import Case, Verdict
from bot.domain.text import plain, quoted
from bot.storage.blocks import Block

NAME_SHOWN: Final = 100


ENDED: Final = "Your block on {} has ended; you can request pictures there again."


LIFTED: Final = "A moderator of {} lifted your block; you can request pictures there again."


APPEALS: Final = MappingProxyType(
    {
        Verdict.ACCEPTED: "The moderators of {} accepted your appeal: your request is being drawn now, free of charge.",
        Verdict.REJECTED: "The moderators of {} rejected your appeal; nothing was charged.",
        Verdict.EXPIRED: "No moderator of {} decided on your appeal in time; nothing was charged.",
    }
)


REASON_TOLD: Final = 200


PROMPT_TOLD: Final = 1000
"""Characters of what they appealed for."""


class DirectLetters:
    """Tells members by direct message; who takes none from the bot sees it when they next ask."""

    def __init__(self, client: discord.Client, outbox: Outbox) -> None:
        self._client = client
        self._outbox = outbox

    def possible(self) -> bool:
        """Whether the bot is logged in and knows its servers."""
        return self._client.is_ready()

    async def ended(self, block: Block) -> None:
        """Tell the member that the block has ended."""
        await self._send(block.guild_id, block.user_id, ENDED)

    async def lifted(self, block: Block) -> None:
        """Tell the member that a moderator took the block away."""
        await self._send(block.guild_id, block.user_id, LIFTED)

    async def appealed(self, case: Case) -> None:
        """Tell the member what became of their appeal, and why."""
        reason = f" Their reason: {plain(case.reason, REASON_TOLD).rstrip('.')}." if case.reason else ""
        prompt = f"\n{quoted(case.prompt, PROMPT_TOLD)}"
        await self._send(case.guild_id, case.user_id, f"{APPEALS[case.verdict]}{reason}", prompt)

    async def _send(self, guild_id: int, user_id: int, text: str, more: str = "") -> None:
        guild = self._client.get_guild(guild_id)
        if guild is None:
            return  # the bot was sent away from there
        letter = text.replace("{}", f"“{plain(guild.name, NAME_SHOWN)}”", 1) + more

        async def send(nonce: str) -> None:
            channel = await self._client.create_dm(discord.Object(user_id))
            await channel.send(letter, nonce=nonce)

        await self._outbox.send(send, lost_event="letter_lost")
