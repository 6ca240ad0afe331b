"""``/operator block``, ``/operator unblock`` and ``/operator blocks``."""

from typing import Final

from discord import app_commands
from discord.app_commands import Range
from discord.ext import commands

from bot.discord import replies
from bot.discord.client import Easel, Interaction
from bot.discord.command_texts import command_text
from bot.domain.case import MAX_REASON_LENGTH
from bot.domain.operator_blocks import BlockKind, OperatorBlockResult
from bot.errors import Invalid
from bot.localization.messages import Message, text
from bot.ui.layout import Layout
from bot.ui.operator import blocks
from bot.ui.operator.blocks import MAX_LISTED_BLOCKS
from cogs.operator._options import complete_server
from cogs.operator.permissions import parse_snowflake, require_operator

MAX_BLOCK_DAYS: Final = 3650
ONE_TARGET: Final = Message("operator-one-target")


class OperatorBlocks(commands.Cog):
    """Blocks people and servers everywhere."""

    def __init__(self, bot: Easel) -> None:
        self.services = bot.services
        self.desk = bot.services.operator_desk

    @app_commands.command(description=command_text("command-operator-block"))
    @app_commands.autocomplete(server=complete_server)
    @app_commands.describe(
        user=command_text("option-operator-user"),
        server=command_text("option-operator-or-server"),
        reason=command_text("option-operator-block-reason"),
        days=command_text("option-operator-block-days"),
    )
    async def block(
        self,
        interaction: Interaction,
        user: str | None = None,
        server: str | None = None,
        reason: Range[str, 1, MAX_REASON_LENGTH] | None = None,
        days: Range[int, 1, MAX_BLOCK_DAYS] | None = None,
    ) -> None:
        """Block, and update the messages of the cancelled requests."""
        result = await replies.with_ack(
            interaction, self._block(interaction, user, server, reason or text("operator-no-reason"), days)
        )
        names = await self.desk.server_names([result.block])
        await replies.reply_ephemeral(interaction, blocks.blocked_view(result, names))
        for job in result.cancelled:
            await self.services.intake.show_end(job)

    @app_commands.command(description=command_text("command-operator-unblock"))
    @app_commands.autocomplete(server=complete_server)
    @app_commands.describe(
        user=command_text("option-operator-user"),
        server=command_text("option-operator-or-server"),
        reason=command_text("option-operator-audit-reason"),
    )
    async def unblock(
        self,
        interaction: Interaction,
        user: str | None = None,
        server: str | None = None,
        reason: Range[str, 1, MAX_REASON_LENGTH] | None = None,
    ) -> None:
        """Lift the block."""
        await replies.reply_with(interaction, self._unblock(interaction, user, server, reason))

    @app_commands.command(name="blocks", description=command_text("command-operator-blocks"))
    async def list_blocks(self, interaction: Interaction) -> None:
        """Show the blocks that end first."""
        await replies.reply_with(interaction, self._list_view(interaction))

    async def _block(
        self, interaction: Interaction, user: str | None, server: str | None, reason: str, days: int | None
    ) -> OperatorBlockResult:
        actor_id = await require_operator(interaction)
        kind, target_id = _parse_target(user, server)
        return await self.desk.block(kind, target_id, reason, days=days, actor_id=actor_id)

    async def _unblock(
        self, interaction: Interaction, user: str | None, server: str | None, reason: str | None
    ) -> Layout:
        actor_id = await require_operator(interaction)
        kind, target_id = _parse_target(user, server)
        block = await self.desk.unblock(kind, target_id, reason or "", actor_id=actor_id)
        return blocks.unblocked_view(block, await self.desk.server_names([block]))

    async def _list_view(self, interaction: Interaction) -> Layout:
        await require_operator(interaction)
        found, total = await self.desk.list_blocks(limit=MAX_LISTED_BLOCKS)
        return blocks.block_list_view(found, total, await self.desk.server_names(found))


def _parse_target(user: str | None, server: str | None) -> tuple[BlockKind, int]:
    """The one target that was named; raises Invalid."""
    if (user is None) == (server is None):
        raise Invalid(ONE_TARGET)
    if user is not None:
        return BlockKind.USER, parse_snowflake(user, "user")
    return BlockKind.SERVER, parse_snowflake(server or "", "server")
