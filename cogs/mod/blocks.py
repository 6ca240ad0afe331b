"""``/mod block``, ``/mod unblock`` and ``/mod blocks``."""

from typing import Final

from discord import Member, User, app_commands
from discord.app_commands import Choice, Range
from discord.ext import commands

from bot.discord import replies
from bot.discord.client import Easel, Interaction
from bot.discord.command_texts import command_text
from bot.discord.permissions import is_server_moderator
from bot.domain.block_duration import BlockDuration
from bot.domain.blocks import Block, BlockResult
from bot.domain.case import MAX_REASON_LENGTH
from bot.domain.server_rules import ServerRules
from bot.errors import Forbidden, NotYours
from bot.localization.messages import Message
from bot.moderation.decisions import CANNOT_BLOCK_YOURSELF
from bot.ui.layout import Layout
from bot.ui.moderation import blocks
from bot.ui.moderation.blocks import MAX_LISTED_BLOCKS

MODERATORS_ONLY: Final = Message("moderators-only")
CANNOT_BLOCK_BOT: Final = Message("block-bot")
CANNOT_BLOCK_MODERATOR: Final = Message("block-moderator")
_DURATIONS: Final = [Choice(name=command_text(f"choice-block-{term}"), value=term.value) for term in BlockDuration]


class Blocks(commands.Cog):
    """Blocks and unblocks members."""

    def __init__(self, bot: Easel) -> None:
        self.services = bot.services

    @app_commands.command(description=command_text("command-mod-block"))
    @app_commands.rename(term="for")
    @app_commands.describe(
        member=command_text("option-block-member"),
        reason=command_text("option-block-reason"),
        term=command_text("option-block-duration"),
    )
    @app_commands.choices(
        term=[Choice(name=command_text(f"choice-block-{term}"), value=term.value) for term in BlockDuration]
    )
    async def block(
        self,
        interaction: Interaction,
        member: User,
        reason: Range[str, 1, MAX_REASON_LENGTH],
        term: BlockDuration = BlockDuration.WEEK,
    ) -> None:
        """Block the member, and update the messages of their cancelled requests."""
        block, decision = await replies.with_ack(interaction, self._block(interaction, member, reason, term))
        await replies.reply_ephemeral(interaction, blocks.blocked_view(block, decision))
        for job in decision.cancelled:
            await self.services.intake.show_end(job)

    @app_commands.command(description=command_text("command-mod-unblock"))
    @app_commands.describe(member=command_text("option-block-member"))
    async def unblock(self, interaction: Interaction, member: User) -> None:
        """Lift the block, and notify the member."""
        await replies.reply_with(interaction, self._unblock(interaction, member))

    @app_commands.command(name="blocks", description=command_text("command-mod-blocks"))
    async def list_blocks(self, interaction: Interaction) -> None:
        """Show the blocks that end first."""
        await replies.reply_with(interaction, self._block_list(interaction))

    async def _block(
        self, interaction: Interaction, member: User | Member, reason: str, duration: BlockDuration
    ) -> tuple[Block, BlockResult]:
        guild_id = await require_moderator(interaction)
        check_blockable(interaction, member, await self.services.gate.rules(guild_id))
        actor_id = interaction.user.id
        return await self.services.moderation.block(member.id, duration, reason, guild_id=guild_id, actor_id=actor_id)

    async def _unblock(self, interaction: Interaction, member: User | Member) -> Layout:
        guild_id = await require_moderator(interaction)
        actor_id = interaction.user.id
        block = await self.services.moderation.unblock(member.id, guild_id=guild_id, actor_id=actor_id)
        return blocks.unblocked_view(block)

    async def _block_list(self, interaction: Interaction) -> Layout:
        guild_id = await require_moderator(interaction)
        return blocks.block_list_view(*await self.services.moderation.list_blocks(guild_id, limit=MAX_LISTED_BLOCKS))


async def require_moderator(interaction: Interaction) -> int:
    """Return the server's id; raises NotYours unless this user moderates the whole server.

    Discord's own check is not enough, because servers can change who sees a command. Decisions apply to the whole
    server, so the right to moderate one of its channels is not enough either.
    """
    guild_id, member = interaction.guild_id, interaction.user
    if guild_id is None or not isinstance(member, Member):
        raise NotYours(MODERATORS_ONLY)
    if not is_server_moderator(member, await interaction.client.services.gate.rules(guild_id)):
        raise NotYours(MODERATORS_ONLY)
    return guild_id


def check_blockable(interaction: Interaction, member: User | Member, rules: ServerRules) -> None:
    """Raise Forbidden unless this user may block the member."""
    if member.id == interaction.user.id:
        raise Forbidden(CANNOT_BLOCK_YOURSELF)
    if member.bot:
        raise Forbidden(CANNOT_BLOCK_BOT)
    if isinstance(member, Member) and (is_server_moderator(member, rules) or member.guild_permissions.manage_guild):
        raise Forbidden(CANNOT_BLOCK_MODERATOR)
