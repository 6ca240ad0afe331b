"""The option of the operator's commands that names a server."""

from discord.app_commands import Choice

from bot.discord import replies
from bot.discord.client import Interaction
from bot.ui.autocomplete import MAX_CHOICES
from bot.ui.operator.servers import server_choices
from cogs.operator.permissions import require_operator


async def complete_server(interaction: Interaction, typed: str) -> list[Choice[str]]:
    """Offer servers by their names to the operator."""
    return await replies.autocomplete_choices(_server_choices(interaction, typed))


async def _server_choices(interaction: Interaction, typed: str) -> list[Choice[str]]:
    await require_operator(interaction)
    desk = interaction.client.services.server_desk
    return server_choices(await desk.list_named(typed.strip(), limit=MAX_CHOICES))
