"""Notifies members by direct message of the end of a block and of the decision about an appeal."""

from collections.abc import Callable
from typing import Final

import discord

from bot.discord.message_content import fit_content
from bot.discord.outbox import Outbox
from bot.domain.blocks import Block
from bot.domain.case import Case
from bot.domain.text import format_code_block, sanitize_line
from bot.localization.languages import in_language
from bot.localization.messages import text
from bot.policy.server_languages import ServerLanguages

MAX_SERVER_NAME_LENGTH: Final = 100
MAX_DM_REASON_LENGTH: Final = 200
MAX_DM_PROMPT_LENGTH: Final = 1000
"""Quoted characters of the prompt."""


class DirectMessageNotifier:
    """Sends direct messages; members who accept none from the bot get the information with their next request.

    They are written in the language of the server that they are about.
    """

    def __init__(self, client: discord.Client, outbox: Outbox, languages: ServerLanguages) -> None:
        self._client = client
        self._outbox = outbox
        self._languages = languages

    def is_ready(self) -> bool:
        """Whether the bot is logged in and knows its servers."""
        return self._client.is_ready()

    async def notify_block_ended(self, block: Block) -> None:
        """Notify the member that the block has expired."""
        await self._send(block.guild_id, block.user_id, lambda server: text("dm-block-ended", server=server))

    async def notify_block_lifted(self, block: Block) -> None:
        """Notify the member that a moderator lifted the block."""
        await self._send(block.guild_id, block.user_id, lambda server: text("dm-block-lifted", server=server))

    async def notify_appeal_decided(self, case: Case) -> None:
        """Notify the member of the decision about their appeal, with its reason."""
        await self._send(case.guild_id, case.user_id, lambda server: _appeal_text(case, server))

    async def _send(self, guild_id: int, user_id: int, write: Callable[[str], str]) -> None:
        """Send what ``write`` returns for the server's name, in the server's language."""
        guild = self._client.get_guild(guild_id)
        if guild is None:
            return  # the bot was removed from that server
        with in_language(await self._languages.get(guild_id)):
            message = write(sanitize_line(guild.name, MAX_SERVER_NAME_LENGTH))

        async def send(nonce: str) -> None:
            channel = await self._client.create_dm(discord.Object(user_id))
            await channel.send(fit_content(message), nonce=nonce)

        await self._outbox.send(send, failure_event="dm_failed")


def _appeal_text(case: Case, server: str) -> str:
    result = text(f"dm-appeal-{case.verdict}", server=server)
    if case.reason:
        reason = sanitize_line(case.reason, MAX_DM_REASON_LENGTH).rstrip(".")
        result += f" {text('dm-reason-of-appeal', reason=reason)}"
    return f"{result}\n{format_code_block(case.prompt, MAX_DM_PROMPT_LENGTH)}"
