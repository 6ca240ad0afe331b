"""``/mod``: what moderators decide about people; the words have a cog of their own."""

from typing import Any, Final

from discord import Interaction, Member, Permissions, User, app_commands
from discord.app_commands import Choice, Range
from discord.ext import commands

from bot.discord import replies
from bot.discord.client import Easel
from bot.discord.permissions import moderates_all
from bot.domain.block_duration import BlockTerm
from bot.domain.server_rules import ServerRules
from bot.errors import Forbidden, NotYours
from bot.moderation.service import YOURSELF
from bot.storage.blocks import REASON, Block, Decision
from bot.ui.moderation import blocks
from bot.ui.moderation.blocks import SHOWN_AT_MOST

MODERATORS_ONLY: Final = "Only this server’s moderators can do that."
A_BOT: Final = "Bots cannot request pictures, so there is nothing to block."
A_MODERATOR: Final = "Moderators cannot be blocked; remove them as a moderator first."


class Mod(commands.Cog):
    """Blocks members, and lets them ask again."""

    mod = app_commands.Group(
        name="mod",
        description="Moderate pictures and requests on this server",
        default_permissions=Permissions(manage_messages=True),
        guild_only=True,
    )

    def __init__(self, bot: Easel) -> None:
        self.bot = bot

    @mod.command(description="Block a member from requesting pictures on this server")
    @app_commands.rename(term="for")
    @app_commands.describe(
        member="The member", reason="Why; the member sees it when they try", term="For how long; 7 days by default"
    )
    @app_commands.choices(term=[Choice(name=term.label, value=term.value) for term in BlockTerm])
    async def block(
        self,
        interaction: Interaction[Any],
        member: User,
        reason: Range[str, 1, REASON],
        term: str = BlockTerm.WEEK.value,
    ) -> None:
        """Block them, say what holds now, and show the end of what they had in line."""
        block, decision = await replies.in_time(interaction, self._block(interaction, member, reason, BlockTerm(term)))
        await replies.show(interaction, blocks.blocked(block, decision))
        for job in decision.cancelled:
            await self.bot.reception.show_end(job)

    @mod.command(description="Unblock a member, so that they can request pictures again")
    @app_commands.describe(member="The member")
    async def unblock(self, interaction: Interaction[Any], member: User) -> None:
        """Take the block away, and tell both."""
        block = await replies.in_time(interaction, self._unblock(interaction, member))
        await replies.show(interaction, blocks.unblocked(block))

    @mod.command(name="blocks", description="List the members who are blocked on this server, until when and why")
    async def show(self, interaction: Interaction[Any]) -> None:
        """Show those that end first."""
        found, total = await replies.in_time(interaction, self._blocks(interaction))
        await replies.show(interaction, blocks.listed(found, total))

    async def _block(
        self, interaction: Interaction[Any], member: User | Member, reason: str, term: BlockTerm
    ) -> tuple[Block, Decision]:
        guild_id = await moderated(interaction)
        check_blockable(interaction, member, await self.bot.gate.rules(guild_id))
        by_id = interaction.user.id
        return await self.bot.moderation.block(member.id, term, reason, guild_id=guild_id, by_id=by_id)

    async def _unblock(self, interaction: Interaction[Any], member: User | Member) -> Block:
        guild_id = await moderated(interaction)
        return await self.bot.moderation.unblock(member.id, guild_id=guild_id, by_id=interaction.user.id)

    async def _blocks(self, interaction: Interaction[Any]) -> tuple[list[Block], int]:
        return await self.bot.moderation.blocked(await moderated(interaction), limit=SHOWN_AT_MOST)


async def moderated(interaction: Interaction[Any]) -> int:
    """The server that this person moderates: Discord lets servers change who sees a command.

    What is decided holds in the whole server, so the right to moderate one of its channels is not enough.
    """
    guild_id, member = interaction.guild_id, interaction.user
    if guild_id is None or not isinstance(member, Member):
        raise NotYours(MODERATORS_ONLY)
    if not moderates_all(member, await interaction.client.gate.rules(guild_id)):
        raise NotYours(MODERATORS_ONLY)
    return guild_id


def check_blockable(interaction: Interaction[Any], member: User | Member, rules: ServerRules) -> None:
    """Pass where this member may be blocked by whoever asks."""
    if member.id == interaction.user.id:
        raise Forbidden(YOURSELF)
    if member.bot:
        raise Forbidden(A_BOT)
    if isinstance(member, Member) and (moderates_all(member, rules) or member.guild_permissions.manage_guild):
        raise Forbidden(A_MODERATOR)


async def setup(bot: Easel) -> None:
    """Add the commands."""
    await bot.add_cog(Mod(bot))
