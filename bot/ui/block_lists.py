"""Blocks as moderators see them, and the letters that members get about theirs and about their appeals."""

from collections.abc import Sequence
from types import MappingProxyType
from typing import Final

import discord

from bot.domain.case import Case, Verdict
from bot.domain.text import plain, quoted
from bot.storage.blocks import Block, Decision
from bot.ui.layout import Layout, said
from bot.ui.outbox import Outbox

SHOWN_AT_MOST: Final = 25
"""Blocks in a list: with their reasons they stay below the 4000 characters that Discord allows in a message."""
REASON_SHOWN: Final = 60
"""Characters of each reason in a list."""
NAME_SHOWN: Final = 100
NOBODY: Final = "Nobody is blocked on this server."
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


def end(block: Block) -> str:
    """When a block ends, in the reader's own time."""
    return "forever" if block.until is None else f"until <t:{int(block.until) + 1}:f>"


def blocked(block: Block, decision: Decision) -> Layout:
    """What holds from now on, and what became of what was there."""
    parts = [f"<@{block.user_id}> cannot request pictures on this server {end(block)}"]
    if decision.before is not None:
        parts.append(f"this replaces <@{decision.before.by_id}>’s block {end(decision.before)}")
    if decision.cancelled:
        parts.append("their unfinished requests were cancelled and not charged")
    return said(f"{'; '.join(parts)}.")


def unblocked(block: Block) -> Layout:
    """That a block is gone, and which."""
    gone = f"<@{block.by_id}>’s block {end(block)} was lifted"
    return said(f"<@{block.user_id}> can request pictures on this server again; {gone}.")


def listed(blocks: Sequence[Block], total: int) -> Layout:
    """Who is blocked, until when, by whom and why; ``total`` is how many there are in all."""
    if not blocks:
        return said(NOBODY)
    count = "" if total == len(blocks) else f" · the first {len(blocks)} of {total}"
    lines = [f"⛔ **Blocked on this server**{count}", *map(_line, blocks)]
    return said("\n".join(lines))


def _line(block: Block) -> str:
    return f"<@{block.user_id}> · {end(block)} · by <@{block.by_id}>\n-# {plain(block.reason, REASON_SHOWN)}"


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
